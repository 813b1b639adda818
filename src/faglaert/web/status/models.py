# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A status and the figures that were frozen with it."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy

from faglaert.errors import FaglaertError
from faglaert.web.status.halves import Half
from faglaert.web.workspace.records import Record


class Progress(models.TextChoices):
    """How an initiative goes."""

    AS_PLANNED = "as_planned", gettext_lazy("som planlagt")
    DELAYED = "delayed", gettext_lazy("forsinket")
    OFF_COURSE = "off_course", gettext_lazy("ikke som planlagt")


class Course(models.TextChoices):
    """What is decided about it."""

    GO_ON = "go_on", gettext_lazy("fortsæt")
    ADJUST = "adjust", gettext_lazy("justér")
    STOP = "stop", gettext_lazy("stop")


class Status(Record):
    """How far an initiative was in a half-year, and what was decided. It is given when ``given_at`` is set."""

    AUDITED: ClassVar[tuple[str, ...]] = (
        *("initiative", "year", "half", "progress", "progress_text", "obstacles", "course", "reasons", "given_at"),
    )

    initiative = models.ForeignKey(
        "initiatives.Initiative",
        verbose_name=gettext_lazy("Initiativ"),
        on_delete=models.CASCADE,
        related_name="statuses",
        editable=False,
    )
    year = models.PositiveSmallIntegerField(
        gettext_lazy("År"), validators=[MinValueValidator(2000), MaxValueValidator(2100)], editable=False
    )
    half = models.PositiveSmallIntegerField(
        gettext_lazy("Halvår"), validators=[MinValueValidator(1), MaxValueValidator(2)], editable=False
    )
    progress = models.CharField(gettext_lazy("Fremdrift"), max_length=12, choices=Progress.choices)
    progress_text = models.TextField(gettext_lazy("Hvad er der sket"), max_length=6000)
    obstacles = models.TextField(gettext_lazy("Hvad står i vejen"), blank=True, max_length=6000)
    course = models.CharField(gettext_lazy("Beslutning"), max_length=8, choices=Course.choices)
    reasons = models.TextField(gettext_lazy("Hvorfor"), max_length=6000)
    given_at = models.DateTimeField(gettext_lazy("Afgivet"), null=True, blank=True, editable=False)

    class Meta:
        """The newest first, one each half-year."""

        verbose_name = gettext_lazy("Status")
        ordering: ClassVar[list[str]] = ["-year", "-half"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["initiative", "year", "half"], name="status_once_a_half_year")
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.half}"

    @property
    def period(self) -> Half:
        """The half-year it is of."""
        return Half(self.year, self.half)


class FrozenFigure(Record):
    """A figure of the published store as it was when a status was given. It is never changed.

    ``value`` is None where the store showed none; ``status`` says why, ``period`` is empty where no period had ended.
    """

    AUDITED: ClassVar[tuple[str, ...]] = (
        *("indicator_id", "area_code", "unit", "period", "value", "low_value", "high_value", "status", "data_kind"),
        *("baseline_value", "baseline_period", "source_id", "snapshot_id", "build_id", "built_at"),
    )

    of = models.ForeignKey(Status, on_delete=models.CASCADE, related_name="figures")
    indicator_id = models.CharField(gettext_lazy("Indikator"), max_length=60)
    area_code = models.CharField(gettext_lazy("Område"), max_length=10)
    unit = models.CharField(gettext_lazy("Enhed"), max_length=20)
    period = models.CharField(gettext_lazy("Periode"), max_length=20, blank=True)
    value = models.FloatField(gettext_lazy("Tal"), null=True, blank=True)
    low_value = models.FloatField(gettext_lazy("Interval fra"), null=True, blank=True)
    high_value = models.FloatField(gettext_lazy("Interval til"), null=True, blank=True)
    status = models.CharField(gettext_lazy("Status"), max_length=20)
    data_kind = models.CharField(gettext_lazy("Slags data"), max_length=12, blank=True)
    baseline_value = models.FloatField(gettext_lazy("Udgangspunkt"), null=True, blank=True)
    baseline_period = models.CharField(gettext_lazy("Udgangspunktets periode"), max_length=20, blank=True)
    source_id = models.CharField(gettext_lazy("Kilde"), max_length=80, blank=True)
    snapshot_id = models.CharField(gettext_lazy("Hentning"), max_length=120, blank=True)
    build_id = models.CharField(gettext_lazy("Udgave"), max_length=80)
    built_at = models.DateTimeField(gettext_lazy("Udgaven er fra"))

    class Meta:
        """By indicator."""

        verbose_name = gettext_lazy("Låst tal")
        ordering: ClassVar[list[str]] = ["indicator_id"]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Save it once; raises :class:`FaglaertError` for a change."""
        if not self._state.adding:
            raise FaglaertError("a frozen figure stays what it was")
        super().save(*args, **kwargs)
