# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Mentors with consent and a day of deletion, offers, goals for apprentices, and agreements by programme and school.

Nothing here judges a person.
"""

from datetime import date, timedelta
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, gettext_lazy

from faglaert.web.workspace.records import Record

LONGEST_CONSENT = timedelta(days=2 * 366)
"""A consent is asked for anew every second year."""


class Kept(Record):
    """What an organisation keeps here; it alone and the office write it."""

    organisation = models.ForeignKey(
        "accounts.Organisation",
        verbose_name=gettext_lazy("Organisation"),
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )

    class Meta:
        """No table of its own."""

        abstract = True


class Mentor(Kept):
    """A person who has agreed to be asked. Name and contact are no part of the log and leave with the row."""

    AUDITED: ClassVar[tuple[str, ...]] = ("organisation", "programme_codes", "consent_on", "delete_on")
    PERSON: ClassVar[tuple[str, ...]] = ("full_name", "email", "phone")

    full_name = models.CharField(gettext_lazy("Navn"), max_length=120)
    email = models.EmailField(gettext_lazy("E-mail"), blank=True)
    phone = models.CharField(gettext_lazy("Telefon"), max_length=20, blank=True)
    programme_codes = models.JSONField(gettext_lazy("Uddannelser"), default=list, blank=True)
    offers = models.TextField(gettext_lazy("Kan hjælpe med"), blank=True, max_length=2000)
    consent_on = models.DateField(
        gettext_lazy("Samtykke givet"), help_text=gettext_lazy("Personen har sagt ja til at stå her.")
    )
    delete_on = models.DateField(
        gettext_lazy("Slettes"), help_text=gettext_lazy("Højst to år efter samtykket; spørg igen inden.")
    )

    class Meta:
        """By organisation."""

        verbose_name = gettext_lazy("Mentor")
        ordering: ClassVar[list[str]] = ["organisation__name", "pk"]

    def __str__(self) -> str:
        return gettext("Mentor %(number)s") % {"number": self.pk}

    def clean(self) -> None:
        """Nobody is kept without consent, or longer than it holds."""
        super().clean()
        given, until = self.consent_on, self.delete_on
        if given and given > date.today() + timedelta(days=1):  # noqa: DTZ011 (a day of grace for time zones)
            raise ValidationError({"consent_on": gettext("Dagen ligger i fremtiden.")})
        if given and until and not given < until <= given + LONGEST_CONSENT:
            raise ValidationError({"delete_on": gettext("Dagen skal ligge efter samtykket, højst to år efter.")})


class OfferKind(models.TextChoices):
    """What a company offers."""

    APPRENTICESHIP = "apprenticeship", gettext_lazy("Læreplads")
    TRIAL = "trial", gettext_lazy("Praktik eller kort forløb")
    VISIT = "visit", gettext_lazy("Besøg")


class Offer(Kept):
    """Places an organisation offers."""

    AUDITED: ClassVar[tuple[str, ...]] = ("organisation", "kind", "programme_code", "places", "starts_on", "text")

    kind = models.CharField(gettext_lazy("Slags"), max_length=16, choices=OfferKind.choices)
    programme_code = models.CharField(gettext_lazy("Uddannelse"), max_length=12)
    places = models.PositiveIntegerField(gettext_lazy("Pladser"))
    starts_on = models.DateField(gettext_lazy("Fra"), null=True, blank=True)
    text = models.TextField(gettext_lazy("Om tilbuddet"), blank=True, max_length=2000)

    class Meta:
        """By programme."""

        verbose_name = gettext_lazy("Tilbud")
        ordering: ClassVar[list[str]] = ["programme_code", "organisation__name", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.organisation}"


class Goal(Kept):
    """How many own apprentices an organisation wants in a year, and how many it has: its own numbers."""

    AUDITED: ClassVar[tuple[str, ...]] = ("organisation", "programme_code", "year", "goal", "reached")

    programme_code = models.CharField(gettext_lazy("Uddannelse"), max_length=12)
    year = models.PositiveSmallIntegerField(gettext_lazy("År"))
    goal = models.PositiveIntegerField(gettext_lazy("Mål: egne lærlinge"))
    reached = models.PositiveIntegerField(gettext_lazy("Lærlinge nu"), null=True, blank=True)

    class Meta:
        """The newest year first."""

        verbose_name = gettext_lazy("Mål for egne lærlinge")
        ordering: ClassVar[list[str]] = ["-year", "organisation__name", "programme_code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "programme_code", "year"], name="goal_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.year}"


class Agreements(Kept):
    """How many of a school's pupils who completed GF2 of a programme in a year had an agreement: its own numbers."""

    AUDITED: ClassVar[tuple[str, ...]] = ("organisation", "programme_code", "year", "completed", "with_agreement")

    programme_code = models.CharField(gettext_lazy("Uddannelse"), max_length=12)
    year = models.PositiveSmallIntegerField(gettext_lazy("År"))
    completed = models.PositiveIntegerField(gettext_lazy("Afsluttede grundforløb 2"))
    with_agreement = models.PositiveIntegerField(gettext_lazy("Heraf med uddannelsesaftale"))

    class Meta:
        """By programme and school, the newest year first."""

        verbose_name = gettext_lazy("Uddannelsesaftaler")
        ordering: ClassVar[list[str]] = ["programme_code", "organisation__name", "-year"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "programme_code", "year"], name="agreements_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.year}"

    def clean(self) -> None:
        """No more agreements than pupils."""
        super().clean()
        if self.completed is not None and self.with_agreement is not None and self.with_agreement > self.completed:
            raise ValidationError({"with_agreement": gettext("Der er flere aftaler end elever.")})
