# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Organisations, people who can log in, and the roles they have."""

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext, gettext_lazy

from faglaert.web.accounts.permissions import Capability, Role, roles_with
from faglaert.web.workspace.records import Record


class OrganisationKind(models.TextChoices):
    """What an organisation is; some kinds have a number of their own."""

    SCHOOL = "school", gettext_lazy("Skole")
    MUNICIPALITY = "municipality", gettext_lazy("Kommune")
    COMPANY = "company", gettext_lazy("Virksomhed")
    UNION = "union", gettext_lazy("Arbejdsmarkedets parter")
    REGION = "region", gettext_lazy("Region")
    OTHER = "other", gettext_lazy("Anden")


class Organisation(Record):
    """A school, a municipality, a company or another partner of the programme."""

    AUDITED: ClassVar[tuple[str, ...]] = ("name", "kind", "institution_number", "municipality_code", "cvr", "is_active")

    name = models.CharField(gettext_lazy("Navn"), max_length=200, unique=True)
    kind = models.CharField(gettext_lazy("Slags"), max_length=20, choices=OrganisationKind.choices)
    institution_number = models.CharField(
        gettext_lazy("Institutionsnummer"),
        max_length=6,
        blank=True,
        validators=[RegexValidator(r"^\d{6}$", gettext_lazy("Et institutionsnummer har seks cifre."))],
    )
    municipality_code = models.CharField(
        gettext_lazy("Kommunekode"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^\d{3}$", gettext_lazy("En kommunekode har tre cifre."))],
    )
    cvr = models.CharField(
        gettext_lazy("CVR-nummer"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^\d{8}$", gettext_lazy("Et CVR-nummer har otte cifre."))],
    )
    is_active = models.BooleanField(gettext_lazy("Er med i programmet"), default=True)

    class Meta:
        """Listed by name."""

        verbose_name = gettext_lazy("Organisation")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A school, a municipality and a company have to have the number they are known by."""
        super().clean()
        field = {
            OrganisationKind.SCHOOL: "institution_number",
            OrganisationKind.MUNICIPALITY: "municipality_code",
            OrganisationKind.COMPANY: "cvr",
        }.get(OrganisationKind(self.kind) if self.kind else OrganisationKind.OTHER)
        if field and not getattr(self, field):
            raise ValidationError({field: gettext("Nummeret skal udfyldes for denne slags organisation.")})


class User(AbstractBaseUser, Record):
    """A person who can log in. The log of changes names people by number alone."""

    AUDITED: ClassVar[tuple[str, ...]] = ("is_active", "organisation")
    PERSON: ClassVar[tuple[str, ...]] = ("full_name", "email")
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    email = models.EmailField(
        gettext_lazy("E-mail"),
        unique=True,
        error_messages={"unique": gettext_lazy("Der er allerede en bruger med den e-mail.")},
    )
    full_name = models.CharField(gettext_lazy("Navn"), max_length=120)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=gettext_lazy("Organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="users",
    )
    is_active = models.BooleanField(gettext_lazy("Kan logge ind"), default=True)

    objects: ClassVar[BaseUserManager["User"]] = BaseUserManager()

    class Meta:
        """Listed by name."""

        verbose_name = gettext_lazy("Bruger")
        ordering: ClassVar[list[str]] = ["full_name", "email"]

    def __str__(self) -> str:
        return self.full_name or self.email

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep e-mail addresses in small letters, so that no two differ by case alone."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles of the person, read once a request."""
        return frozenset(Role(grant.role) for grant in self.role_grants.all())

    def may(self, capability: Capability) -> bool:
        """Whether the person has a capability by one of the roles."""
        return self.is_active and not self.roles.isdisjoint(roles_with(capability))


class RoleGrant(models.Model):
    """One role of one person."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=24, choices=Role.choices)

    class Meta:
        """A role is given once."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "role"], name="role_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"
