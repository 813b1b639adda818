# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Partnerships: an organisation's part in an initiative, and what was agreed."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, gettext_lazy

from faglaert.web.initiatives.models import Part


class PartnerRole(models.TextChoices):
    """What a partner does in an initiative."""

    LEADS = "leads", gettext_lazy("leder indsatsen")
    CARRIES_OUT = "carries_out", gettext_lazy("udfører")
    TAKES_PART = "takes_part", gettext_lazy("deltager")
    FUNDS = "funds", gettext_lazy("finansierer")
    ADVISES = "advises", gettext_lazy("rådgiver")


class Partnership(Part):
    """One organisation in one initiative."""

    AUDITED: ClassVar[tuple[str, ...]] = ("initiative", "organisation", "role", "agreement", "starts_on", "ends_on")

    initiative = models.ForeignKey(
        "initiatives.Initiative",
        verbose_name=gettext_lazy("Initiativ"),
        on_delete=models.CASCADE,
        related_name="partnerships",
        editable=False,
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        verbose_name=gettext_lazy("Partner"),
        on_delete=models.PROTECT,
        related_name="partnerships",
    )
    role = models.CharField(gettext_lazy("Rolle"), max_length=12, choices=PartnerRole.choices)
    agreement = models.TextField(gettext_lazy("Aftale"), blank=True, max_length=8000)
    starts_on = models.DateField(gettext_lazy("Fra"), null=True, blank=True)
    ends_on = models.DateField(gettext_lazy("Til"), null=True, blank=True)

    class Meta:
        """By partner."""

        verbose_name = gettext_lazy("Partnerskab")
        ordering: ClassVar[list[str]] = ["organisation__name", "pk"]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_role_display()}"

    def clean(self) -> None:
        """An end is not before its beginning."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": gettext("Slutdatoen ligger før begyndelsen.")})
