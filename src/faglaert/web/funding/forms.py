# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Forms of rounds, applications, assessments, decisions and accounts."""

from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext, gettext_lazy

from faglaert.definitions.programme import programme
from faglaert.web.accounts.models import OrganisationKind, User
from faglaert.web.frame import current_language
from faglaert.web.funding import actions
from faglaert.web.funding.models import (
    AccountEntry,
    Application,
    Assessment,
    AssessmentState,
    BudgetLine,
    Criterion,
    Decision,
    GrantReport,
    Instalment,
    Question,
    Round,
)
from faglaert.web.funding.ranking import POINTS
from faglaert.web.initiatives.queries import visible_to
from faglaert.web.workspace.forms import DayInput, RecordForm
from faglaert.web.workspace.records import Links

_MOMENT = "%Y-%m-%dT%H:%M"
_LONGEST_ANSWER = 6000


class MomentInput(forms.DateTimeInput):
    """A day and a time, with the browser's calendar."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        """Browsers want them as year-month-dayThour:minute, whatever the language."""
        super().__init__(attrs=attrs, format=_MOMENT)


def track_choices() -> list[tuple[str, str]]:
    """The tracks of the programme, and all of them."""
    language = current_language()
    tracks = [(str(each.number), f"{each.number}. {each.title[language]}") for each in programme().tracks]
    return [("", gettext("alle spor")), *tracks]


class TrackForm(RecordForm):
    """A form with a track of the programme."""

    track = forms.TypedChoiceField(label=gettext_lazy("Spor"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Offer the tracks."""
        super().__init__(*args, **kwargs)
        self.fields["track"].choices = track_choices()


class RoundForm(TrackForm):
    """The call, who may apply, when, and for how much."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Hvem kan søge"), choices=OrganisationKind.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        """Publication is a step of its own."""

        model = Round
        fields: ClassVar[list[str]] = [
            *("title", "call_text", "track", "kinds", "opens_at", "closes_at", "amount_dkk", "needs_file"),
        ]
        widgets: ClassVar[dict[str, type[forms.Widget]]] = {"opens_at": MomentInput, "closes_at": MomentInput}


class CriterionForm(RecordForm):
    """A criterion and its weight."""

    class Meta:
        """Title, text, weight."""

        model = Criterion
        fields: ClassVar[list[str]] = ["title", "description", "weight"]


class QuestionForm(RecordForm):
    """A question to applicants."""

    class Meta:
        """Text, hint, whether it has to be answered."""

        model = Question
        fields: ClassVar[list[str]] = ["text", "hint", "is_required"]


class ApplicationForm(RecordForm):
    """Title, summary, and an answer to each question of the round. A draft may leave answers open."""

    class Meta:
        """Round, organisation and state are not for the form to choose."""

        model = Application
        fields: ClassVar[list[str]] = ["title", "initiative", "summary"]

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        """A field for each question, and the initiatives of the person's organisation."""
        super().__init__(*args, **kwargs)
        self.fields["initiative"].queryset = (
            visible_to(user)
            .filter(
                models.Q(organisation=user.organisation_id) | models.Q(partnerships__organisation=user.organisation_id)
            )
            .distinct()
        )
        self.questions = {f"answer_{each.pk}": each for each in self.instance.round.questions.all()}
        for name, question in self.questions.items():
            self.fields[name] = forms.CharField(
                label=question.text,
                help_text=question.hint,
                required=False,
                max_length=_LONGEST_ANSWER,
                widget=forms.Textarea,
                initial=self.instance.answers.get(str(question.pk), ""),
            )
            # a draft may leave it open, but it is not voluntary
            self.fields[name].is_required_later = question.is_required

    def stored_values(self, stored: Application) -> dict[str, object]:
        """The answers too."""
        answers = {name: stored.answers.get(str(each.pk), "") for name, each in self.questions.items()}
        return {**super().stored_values(stored), **answers}

    def clean(self) -> dict[str, object]:
        """Put the answers together."""
        cleaned = super().clean()
        self.instance.answers = {
            str(each.pk): cleaned[name] for name, each in self.questions.items() if cleaned.get(name)
        }
        return cleaned


class BudgetLineForm(RecordForm):
    """A line of the budget."""

    class Meta:
        """What, price, what others pay."""

        model = BudgetLine
        fields: ClassVar[list[str]] = ["text", "amount_dkk", "cofinancing_dkk"]

    def clean(self) -> dict[str, object]:
        """Nobody pays more than the price."""
        cleaned = super().clean()
        if cleaned.get("cofinancing_dkk", 0) > cleaned.get("amount_dkk", 0):
            self.add_error("cofinancing_dkk", gettext("Det er mere end prisen."))
        return cleaned


class AssignForm(forms.Form):
    """Who is to assess."""

    assessor = forms.ModelChoiceField(label=gettext_lazy("Bed en person om at vurdere"), queryset=User.objects.none())

    def __init__(self, *args: object, possible: models.QuerySet[User], **kwargs: object) -> None:
        """Offer those who can be asked."""
        super().__init__(*args, **kwargs)
        self.fields["assessor"].queryset = possible


class AssessmentForm(RecordForm):
    """Points for every criterion and the reasons, or a conflict of interest."""

    use_required_attribute = False  # who declares a conflict fills in nothing else
    has_conflict = forms.BooleanField(label=gettext_lazy("Jeg er inhabil og vurderer ikke"), required=False)

    class Meta:
        """Who assesses what is not for the form to choose."""

        model = Assessment
        fields: ClassVar[list[str]] = ["has_conflict", "comment"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        """A field for each criterion of the round, before the reasons."""
        super().__init__(*args, **kwargs)
        self.criteria = {f"score_{each.pk}": each for each in self.instance.application.round.criteria.all()}
        self.fields["has_conflict"].help_text = gettext(
            "Du er inhabil, hvis du selv, din familie eller din arbejdsplads har en interesse i sagen."
        )
        choices = [("", "–"), *((str(each), str(each)) for each in POINTS)]
        is_needed = not self.data.get("has_conflict")
        self.fields["comment"].required = is_needed
        for name, criterion in self.criteria.items():
            self.fields[name] = forms.TypedChoiceField(
                label=criterion.title,
                help_text=criterion.description,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=is_needed,
                error_messages={"required": gettext("Giv point fra 0 til 5.")},
                initial=self.instance.scores.get(str(criterion.pk), ""),
            )
        self.order_fields(["version", "has_conflict", *self.criteria, "comment"])

    def write(self, by: User, version: int, links: Links) -> None:  # noqa: ARG002 (an assessment has no links)
        """Hand in."""
        actions.hand_in_assessment(self.instance, by=by, version=version)

    def stored_values(self, stored: Assessment) -> dict[str, object]:
        """The points too."""
        points = {name: stored.scores.get(str(each.pk), "") for name, each in self.criteria.items()}
        return {**super().stored_values(stored), **points, "has_conflict": stored.state == AssessmentState.CONFLICT}

    def clean(self) -> dict[str, object]:
        """All points and reasons, or a conflict and nothing else."""
        cleaned = super().clean()
        if cleaned.get("has_conflict"):
            self.instance.state, self.instance.scores = AssessmentState.CONFLICT, {}
            return cleaned
        self.instance.state = AssessmentState.IN
        self.instance.scores = {str(each.pk): cleaned.get(name) for name, each in self.criteria.items()}
        return cleaned


class DecisionForm(RecordForm):
    """Grant or not, how much, and why. The version is that of the application."""

    class Meta:
        """The application is not for the form to choose."""

        model = Decision
        fields: ClassVar[list[str]] = ["is_grant", "amount_dkk", "reasons", "decided_on"]
        widgets: ClassVar[dict[str, type[forms.Widget]]] = {"decided_on": DayInput}

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Begin with today, and with the version of the application that is decided on."""
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.application.version
        self.initial["decided_on"] = localdate()

    def clean_decided_on(self) -> date:
        """Nothing was decided tomorrow."""
        return _not_ahead(self.cleaned_data["decided_on"])


class InstalmentForm(RecordForm):
    """An instalment of a grant."""

    class Meta:
        """Amount, day, condition, payment."""

        model = Instalment
        fields: ClassVar[list[str]] = ["amount_dkk", "due_on", "condition", "paid_on"]
        widgets: ClassVar[dict[str, type[forms.Widget]]] = {"due_on": DayInput, "paid_on": DayInput}

    def clean_amount_dkk(self) -> int:
        """All instalments together are within the grant."""
        amount = self.cleaned_data["amount_dkk"]
        if not actions.instalments_fit(self.instance.application, amount, beside=self.instance.pk):
            raise ValidationError(gettext("Raterne er tilsammen mere end bevillingen."))
        return amount

    def clean_paid_on(self) -> date | None:
        """Nothing was paid tomorrow."""
        return _not_ahead(self.cleaned_data["paid_on"])


def _not_ahead(day: date | None) -> date | None:
    if day and day > localdate():
        raise ValidationError(gettext("Dagen ligger i fremtiden."))
    return day


class ReportDemandForm(RecordForm):
    """What is to be reported, and by when."""

    class Meta:
        """Title and day."""

        model = GrantReport
        fields: ClassVar[list[str]] = ["title", "due_on"]
        widgets: ClassVar[dict[str, type[forms.Widget]]] = {"due_on": DayInput}


class ReportForm(RecordForm):
    """What an organisation reports of its grant."""

    text = forms.CharField(label=gettext_lazy("Hvad er der sket"), widget=forms.Textarea, max_length=8000)
    spent_dkk = forms.IntegerField(label=gettext_lazy("Forbrug til nu i kroner"), min_value=0)

    class Meta:
        """Text and money; day and title are the office's."""

        model = GrantReport
        fields: ClassVar[list[str]] = ["text", "spent_dkk"]

    def write(self, by: User, version: int, links: Links) -> None:  # noqa: ARG002 (a report has no links)
        """Note the day it came."""
        actions.receive_report(self.instance, by=by, version=version)


class AccountEntryForm(TrackForm):
    """A line of the accounts."""

    source_url = forms.URLField(label=gettext_lazy("Kilde (adresse)"), required=False, assume_scheme="https")

    class Meta:
        """What, when, how much, and where it stands."""

        model = AccountEntry
        fields: ClassVar[list[str]] = ["title", "year", "track", "kind", "amount_dkk", "source_url"]
