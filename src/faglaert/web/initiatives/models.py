# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""An initiative with its theory of change, and what belongs to it: evidence, milestones, risks."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext, gettext_lazy

from faglaert.web.workspace.money import KronerField
from faglaert.web.workspace.records import Record


class Phase(models.TextChoices):
    """The phases of an initiative, in their order."""

    MAP = "map", gettext_lazy("Kortlægge")
    COLLABORATE = "collaborate", gettext_lazy("Skabe samarbejde")
    LAUNCH = "launch", gettext_lazy("Igangsætte")
    ADJUST = "adjust", gettext_lazy("Status og justering")
    SHARE = "share", gettext_lazy("Dele viden")
    CLOSE = "close", gettext_lazy("Afsluttet")


class Level(models.IntegerChoices):
    """How likely, or how bad."""

    LOW = 1, gettext_lazy("lav")
    MEDIUM = 2, gettext_lazy("middel")
    HIGH = 3, gettext_lazy("høj")


class Initiative(Record):
    """An effort of the programme. A draft is seen by the programme office and by the organisation that writes it.

    Lists of codes (programmes, municipalities) are those of the definitions; ``plan_key`` marks what came from the
    printed action plan. Money is in DKK.
    """

    AUDITED: ClassVar[tuple[str, ...]] = (
        *("title", "track", "phase", "is_draft", "organisation", "responsible"),
        *("problem", "target_group", "activities", "outputs", "outcome"),
        *("indicator_id", "expected_change", "reach_by", "starts_on", "ends_on", "budget_dkk", "cofinancing_dkk"),
        *("programme_codes", "municipality_codes", "schools"),
    )

    title = models.CharField(gettext_lazy("Titel"), max_length=200)
    track = models.PositiveSmallIntegerField(gettext_lazy("Spor"), null=True, blank=True)
    phase = models.CharField(gettext_lazy("Fase"), max_length=12, choices=Phase.choices, default=Phase.MAP)
    is_draft = models.BooleanField(gettext_lazy("Kladde"), default=False)
    organisation = models.ForeignKey(
        "accounts.Organisation",
        verbose_name=gettext_lazy("Ejes af"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="initiatives",
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("Ansvarlig"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="initiatives",
    )
    problem = models.TextField(gettext_lazy("Problem"), blank=True, max_length=4000)
    target_group = models.TextField(gettext_lazy("Målgruppe"), blank=True, max_length=2000)
    activities = models.TextField(gettext_lazy("Aktiviteter"), blank=True, max_length=4000)
    outputs = models.TextField(gettext_lazy("Det, der kommer ud af aktiviteterne"), blank=True, max_length=4000)
    outcome = models.TextField(gettext_lazy("Den ændring, der skal ske"), blank=True, max_length=4000)
    indicator_id = models.CharField(gettext_lazy("Indikator, der skal flytte sig"), max_length=60, blank=True)
    expected_change = models.DecimalField(
        gettext_lazy("Med hvor meget"),
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=gettext_lazy("I indikatorens enhed; andele i procentpoint. Et fald skrives med minus."),
    )
    reach_by = models.DateField(gettext_lazy("Hvornår"), null=True, blank=True)
    starts_on = models.DateField(gettext_lazy("Begynder"), null=True, blank=True)
    ends_on = models.DateField(gettext_lazy("Slutter"), null=True, blank=True)
    budget_dkk = KronerField(gettext_lazy("Budget i kroner"), null=True, blank=True)
    cofinancing_dkk = KronerField(gettext_lazy("Medfinansiering i kroner"), null=True, blank=True)
    programme_codes = models.JSONField(gettext_lazy("Uddannelser"), default=list, blank=True)
    municipality_codes = models.JSONField(gettext_lazy("Kommuner"), default=list, blank=True)
    schools = models.ManyToManyField(
        "accounts.Organisation", verbose_name=gettext_lazy("Skoler"), blank=True, related_name="school_initiatives"
    )
    plan_key = models.CharField(max_length=200, unique=True, null=True, editable=False)

    class Meta:
        """By track, then by time."""

        verbose_name = gettext_lazy("Initiativ")
        ordering: ClassVar[list[str]] = ["track", "starts_on", "title", "pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """An end is not before its beginning."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": gettext("Slutdatoen ligger før begyndelsen.")})

    @property
    def phase_now(self) -> Phase:
        """The phase it stands in."""
        return Phase(self.phase)

    @property
    def is_dated(self) -> bool:
        """Whether it is known from when to when it runs."""
        return self.starts_on is not None and self.ends_on is not None


class Part(Record):
    """What belongs to an initiative."""

    class Meta:
        """No table of its own."""

        abstract = True


class Evidence(Part):
    """What shows that a phase is done: a text, and perhaps where it can be read."""

    AUDITED: ClassVar[tuple[str, ...]] = ("initiative", "phase", "text", "link")

    initiative = models.ForeignKey(
        Initiative,
        verbose_name=gettext_lazy("Initiativ"),
        on_delete=models.CASCADE,
        related_name="evidence",
        editable=False,
    )
    phase = models.CharField(gettext_lazy("Fase"), max_length=12, choices=Phase.choices)
    text = models.TextField(gettext_lazy("Hvad viser det"), max_length=4000)
    link = models.URLField(gettext_lazy("Adresse"), blank=True)

    class Meta:
        """In the order it came."""

        verbose_name = gettext_lazy("Dokumentation")
        ordering: ClassVar[list[str]] = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_phase_display()}: {self.text}"


class Milestone(Part):
    """Something that is to be done by a day."""

    AUDITED: ClassVar[tuple[str, ...]] = ("initiative", "title", "due_on", "done_on")

    initiative = models.ForeignKey(
        Initiative,
        verbose_name=gettext_lazy("Initiativ"),
        on_delete=models.CASCADE,
        related_name="milestones",
        editable=False,
    )
    title = models.CharField(gettext_lazy("Milepæl"), max_length=200)
    due_on = models.DateField(gettext_lazy("Senest"))
    done_on = models.DateField(gettext_lazy("Nået"), null=True, blank=True)

    class Meta:
        """By day."""

        verbose_name = gettext_lazy("Milepæl")
        ordering: ClassVar[list[str]] = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title


class Risk(Part):
    """What may go wrong, and what is done about it."""

    AUDITED: ClassVar[tuple[str, ...]] = ("initiative", "text", "likelihood", "consequence", "response")

    initiative = models.ForeignKey(
        Initiative,
        verbose_name=gettext_lazy("Initiativ"),
        on_delete=models.CASCADE,
        related_name="risks",
        editable=False,
    )
    text = models.CharField(gettext_lazy("Risiko"), max_length=300)
    likelihood = models.PositiveSmallIntegerField(
        gettext_lazy("Sandsynlighed"), choices=Level.choices, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    consequence = models.PositiveSmallIntegerField(
        gettext_lazy("Følge"), choices=Level.choices, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    response = models.TextField(gettext_lazy("Hvad gør vi"), blank=True, max_length=2000)

    class Meta:
        """The worst first."""

        verbose_name = gettext_lazy("Risiko")
        ordering: ClassVar[list[str]] = ["-consequence", "-likelihood", "pk"]

    def __str__(self) -> str:
        return self.text
