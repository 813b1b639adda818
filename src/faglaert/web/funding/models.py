# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Rounds and what they ask for, applications and what belongs to them, lines of the accounts. Money is in whole DKK."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext, gettext_lazy

from faglaert.web.workspace.files import StoredFile
from faglaert.web.workspace.money import KronerField
from faglaert.web.workspace.records import Record


class RoundState(models.TextChoices):
    """Where a round stands at a moment."""

    DRAFT = "draft", gettext_lazy("Kladde")
    COMING = "coming", gettext_lazy("Åbner senere")
    OPEN = "open", gettext_lazy("Åben")
    CLOSED = "closed", gettext_lazy("Lukket")


class Round(Record):
    """A call for applications. ``kinds`` are the kinds of organisations that may apply."""

    AUDITED: ClassVar[tuple[str, ...]] = (
        *("title", "call_text", "track", "kinds", "opens_at", "closes_at", "amount_dkk", "needs_file", "is_published"),
    )

    title = models.CharField(gettext_lazy("Titel"), max_length=200)
    call_text = models.TextField(gettext_lazy("Opslag"), max_length=8000)
    track = models.PositiveSmallIntegerField(gettext_lazy("Spor"), null=True, blank=True)
    kinds = models.JSONField(gettext_lazy("Hvem kan søge"), default=list)
    opens_at = models.DateTimeField(gettext_lazy("Åbner"))
    closes_at = models.DateTimeField(gettext_lazy("Lukker"))
    amount_dkk = KronerField(gettext_lazy("Beløb i puljen, kroner"))
    needs_file = models.BooleanField(gettext_lazy("Ansøgningen skal have mindst én fil"), default=False)
    is_published = models.BooleanField(gettext_lazy("Offentliggjort"), default=False, editable=False)

    class Meta:
        """The newest first."""

        verbose_name = gettext_lazy("Ansøgningsrunde")
        ordering: ClassVar[list[str]] = ["-opens_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """A round closes after it has opened."""
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": gettext("Runden skal lukke, efter at den er åbnet.")})

    def state_at(self, moment: datetime) -> RoundState:
        """Where the round stands at a moment."""
        if not self.is_published:
            return RoundState.DRAFT
        if moment < self.opens_at:
            return RoundState.COMING
        return RoundState.OPEN if moment < self.closes_at else RoundState.CLOSED

    @property
    def state(self) -> RoundState:
        """Where the round stands now."""
        return self.state_at(now())


class Criterion(Record):
    """What applications are judged by, and how much it weighs beside the others."""

    AUDITED: ClassVar[tuple[str, ...]] = ("round", "title", "weight")

    round = models.ForeignKey(
        Round, verbose_name=gettext_lazy("Runde"), on_delete=models.CASCADE, related_name="criteria", editable=False
    )
    title = models.CharField(gettext_lazy("Kriterium"), max_length=200)
    description = models.TextField(gettext_lazy("Hvad der lægges vægt på"), blank=True, max_length=2000)
    weight = models.PositiveSmallIntegerField(
        gettext_lazy("Vægt"), default=1, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    class Meta:
        """In the order they were made."""

        verbose_name = gettext_lazy("Kriterium")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.title


class Question(Record):
    """A field of the application form."""

    AUDITED: ClassVar[tuple[str, ...]] = ("round", "text", "is_required")

    round = models.ForeignKey(
        Round, verbose_name=gettext_lazy("Runde"), on_delete=models.CASCADE, related_name="questions", editable=False
    )
    text = models.CharField(gettext_lazy("Spørgsmål"), max_length=300)
    hint = models.CharField(gettext_lazy("Vejledning til ansøgeren"), max_length=300, blank=True)
    is_required = models.BooleanField(gettext_lazy("Skal besvares"), default=True)

    class Meta:
        """In the order they were made."""

        verbose_name = gettext_lazy("Spørgsmål")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.text


class AccountEntry(Record):
    """A line of the accounts beside the rounds here; ``figure_id`` marks what came from the definitions."""

    class Kind(models.TextChoices):
        """What the money did."""

        GRANTED = "granted", gettext_lazy("Bevilget")
        PAID = "paid", gettext_lazy("Udbetalt")

    AUDITED: ClassVar[tuple[str, ...]] = ("title", "year", "track", "kind", "amount_dkk", "source_url")

    title = models.CharField(gettext_lazy("Post"), max_length=200)
    year = models.PositiveSmallIntegerField(
        gettext_lazy("År"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    track = models.PositiveSmallIntegerField(gettext_lazy("Spor"), null=True, blank=True)
    kind = models.CharField(gettext_lazy("Bevilget eller udbetalt"), max_length=8, choices=Kind.choices)
    amount_dkk = KronerField(gettext_lazy("Beløb i kroner"))
    source_url = models.URLField(gettext_lazy("Kilde (adresse)"), max_length=400, blank=True)
    figure_id = models.CharField(max_length=20, unique=True, null=True, editable=False)

    class Meta:
        """By year."""

        verbose_name = gettext_lazy("Regnskabspost")
        ordering: ClassVar[list[str]] = ["year", "pk"]

    def __str__(self) -> str:
        return self.title


class ApplicationState(models.TextChoices):
    """How far an application is."""

    DRAFT = "draft", gettext_lazy("Kladde")
    SUBMITTED = "submitted", gettext_lazy("Indsendt")
    WITHDRAWN = "withdrawn", gettext_lazy("Trukket tilbage")
    GRANTED = "granted", gettext_lazy("Bevilget")
    DECLINED = "declined", gettext_lazy("Afslået")


class Application(Record):
    """What an organisation asks for. ``answers`` are by the number of the question, as text."""

    AUDITED: ClassVar[tuple[str, ...]] = (
        *("round", "organisation", "initiative", "title", "summary", "state", "submitted_at"),
    )

    round = models.ForeignKey(
        Round,
        verbose_name=gettext_lazy("Runde"),
        on_delete=models.PROTECT,
        related_name="applications",
        editable=False,
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        verbose_name=gettext_lazy("Ansøger"),
        on_delete=models.PROTECT,
        related_name="applications",
        editable=False,
    )
    initiative = models.ForeignKey(
        "initiatives.Initiative",
        verbose_name=gettext_lazy("Hører til initiativet"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="applications",
    )
    title = models.CharField(gettext_lazy("Projektets titel"), max_length=200)
    summary = models.TextField(gettext_lazy("Kort om projektet"), max_length=4000)
    answers = models.JSONField(gettext_lazy("Svar"), default=dict, blank=True, editable=False)
    state = models.CharField(
        gettext_lazy("Status"),
        max_length=12,
        choices=ApplicationState.choices,
        default=ApplicationState.DRAFT,
        editable=False,
    )
    submitted_at = models.DateTimeField(gettext_lazy("Indsendt"), null=True, blank=True, editable=False)

    class Meta:
        """The newest first."""

        verbose_name = gettext_lazy("Ansøgning")
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return self.title


class BudgetLine(Record):
    """What something costs, and how much of it the applicant or others pay."""

    AUDITED: ClassVar[tuple[str, ...]] = ("application", "text", "amount_dkk", "cofinancing_dkk")

    application = models.ForeignKey(
        Application,
        verbose_name=gettext_lazy("Ansøgning"),
        on_delete=models.CASCADE,
        related_name="budget_lines",
        editable=False,
    )
    text = models.CharField(gettext_lazy("Hvad"), max_length=200)
    amount_dkk = KronerField(gettext_lazy("Pris i kroner"), validators=[MinValueValidator(1)])
    cofinancing_dkk = KronerField(gettext_lazy("Heraf betaler vi selv eller andre"), default=0)

    class Meta:
        """In the order they were made."""

        verbose_name = gettext_lazy("Budgetlinje")
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.text


class Attachment(StoredFile):
    """A file of an application."""

    AUDITED: ClassVar[tuple[str, ...]] = ("application", *StoredFile.AUDITED)

    application = models.ForeignKey(
        Application,
        verbose_name=gettext_lazy("Ansøgning"),
        on_delete=models.CASCADE,
        related_name="attachments",
        editable=False,
    )

    class Meta:
        """In the order they came."""

        verbose_name = gettext_lazy("Bilag")
        ordering: ClassVar[list[str]] = ["pk"]


class AssessmentState(models.TextChoices):
    """How far an assessor is."""

    ASSIGNED = "assigned", gettext_lazy("mangler")
    CONFLICT = "conflict", gettext_lazy("inhabil")
    IN = "in", gettext_lazy("afgivet")


class Assessment(Record):
    """What one assessor thinks, with points by the number of the criterion.

    Points stay out of the log: it is read by people who may be the other assessor.
    """

    AUDITED: ClassVar[tuple[str, ...]] = ("application", "assessor", "state")

    application = models.ForeignKey(
        Application,
        verbose_name=gettext_lazy("Ansøgning"),
        on_delete=models.CASCADE,
        related_name="assessments",
        editable=False,
    )
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("Vurderes af"),
        on_delete=models.PROTECT,
        related_name="assessments",
    )
    state = models.CharField(
        gettext_lazy("Status"),
        max_length=10,
        choices=AssessmentState.choices,
        default=AssessmentState.ASSIGNED,
        editable=False,
    )
    scores = models.JSONField(default=dict, blank=True, editable=False)
    comment = models.TextField(gettext_lazy("Begrundelse"), blank=True, max_length=8000)

    class Meta:
        """Each assessor once."""

        verbose_name = gettext_lazy("Vurdering")
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "assessor"], name="assessor_once")
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_state_display()}"


class Decision(Record):
    """What the programme decided on an application, and why; ``amount_dkk`` is nothing where it was declined."""

    AUDITED: ClassVar[tuple[str, ...]] = ("application", "is_grant", "amount_dkk", "reasons", "decided_on")

    application = models.OneToOneField(
        Application,
        verbose_name=gettext_lazy("Ansøgning"),
        on_delete=models.PROTECT,
        related_name="decision",
        editable=False,
    )
    is_grant = models.BooleanField(
        gettext_lazy("Afgørelse"), choices=[(True, gettext_lazy("Bevilling")), (False, gettext_lazy("Afslag"))]
    )
    amount_dkk = KronerField(gettext_lazy("Bevilget beløb i kroner"), default=0)
    reasons = models.TextField(gettext_lazy("Begrundelse"), max_length=8000)
    decided_on = models.DateField(gettext_lazy("Besluttet den"))

    class Meta:
        """By day."""

        verbose_name = gettext_lazy("Afgørelse")
        ordering: ClassVar[list[str]] = ["decided_on", "pk"]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_is_grant_display()}"


class Instalment(Record):
    """A part of a grant, when it is due and when it was paid."""

    AUDITED: ClassVar[tuple[str, ...]] = ("application", "amount_dkk", "due_on", "condition", "paid_on")

    application = models.ForeignKey(
        Application,
        verbose_name=gettext_lazy("Ansøgning"),
        on_delete=models.CASCADE,
        related_name="instalments",
        editable=False,
    )
    amount_dkk = KronerField(gettext_lazy("Beløb i kroner"), validators=[MinValueValidator(1)])
    due_on = models.DateField(gettext_lazy("Forfalder"))
    condition = models.CharField(gettext_lazy("Betingelse"), max_length=300, blank=True)
    paid_on = models.DateField(gettext_lazy("Udbetalt den"), null=True, blank=True)

    class Meta:
        """By day."""

        verbose_name = gettext_lazy("Rate af bevilling")
        ordering: ClassVar[list[str]] = ["due_on", "pk"]

    def __str__(self) -> str:
        return str(self.due_on)


class GrantReport(Record):
    """What the programme asks to be told by a day, and what the organisation told."""

    AUDITED: ClassVar[tuple[str, ...]] = ("application", "title", "due_on", "text", "spent_dkk", "received_on")

    application = models.ForeignKey(
        Application,
        verbose_name=gettext_lazy("Ansøgning"),
        on_delete=models.CASCADE,
        related_name="reports",
        editable=False,
    )
    title = models.CharField(gettext_lazy("Afrapportering"), max_length=200)
    due_on = models.DateField(gettext_lazy("Senest"))
    text = models.TextField(gettext_lazy("Hvad er der sket"), blank=True, max_length=8000)
    spent_dkk = KronerField(gettext_lazy("Forbrug til nu i kroner"), null=True, blank=True)
    received_on = models.DateField(gettext_lazy("Modtaget"), null=True, blank=True, editable=False)

    class Meta:
        """By day."""

        verbose_name = gettext_lazy("Afrapportering")
        ordering: ClassVar[list[str]] = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title
