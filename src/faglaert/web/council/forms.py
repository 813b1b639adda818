# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Forms of the council."""

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext, gettext_lazy

from faglaert.definitions.dossier import measures
from faglaert.published.dossier import dossier_programmes
from faglaert.web.accounts.models import User
from faglaert.web.council.actions import Named, give_ballot
from faglaert.web.council.models import AgendaItem, Ballot, Criterion, Decision, Dissent, LookBack, Meeting, Round
from faglaert.web.council.weighing import HIGHEST_JUDGEMENT, LOWEST_JUDGEMENT, MOST_POINTS
from faglaert.web.frame import current_language
from faglaert.web.initiatives.queries import visible_to
from faglaert.web.tables import danish_order
from faglaert.web.workspace.forms import DayInput, RecordForm
from faglaert.web.workspace.records import StaleRecordError

MOST_DOSSIERS = 40
"""Every pair of programmes is compared when a round is closed."""


class MeetingForm(RecordForm):
    """A meeting."""

    class Meta:
        """What, when, where, and who sees it."""

        model = Meeting
        fields: ClassVar[list[str]] = ["title", "held_on", "place", "is_draft"]
        widgets: ClassVar[dict[str, type[forms.Widget]]] = {"held_on": DayInput}


class ItemForm(RecordForm):
    """An item of an agenda."""

    class Meta:
        """Place, title, text, initiatives."""

        model = AgendaItem
        fields: ClassVar[list[str]] = ["position", "title", "text", "initiatives"]

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        """Offer the initiatives the person may see."""
        super().__init__(*args, **kwargs)
        self.fields["initiatives"].queryset = visible_to(user)


class DossiersForm(forms.Form):
    """The programmes whose dossiers are put under an item."""

    programmes = forms.MultipleChoiceField(
        label=gettext_lazy("Uddannelser"),
        help_text=gettext_lazy("Hold Ctrl nede for at vælge flere. Tallene fryses, som de er nu."),
    )

    def __init__(self, *args: object, item: AgendaItem, **kwargs: object) -> None:
        """Offer those that are not there yet."""
        super().__init__(*args, **kwargs)
        self.there = set(item.dossiers.values_list("programme_code", flat=True))
        names = [(code, each.name_da) for code, each in dossier_programmes().items() if code not in self.there]
        self.fields["programmes"].choices = sorted(names, key=lambda each: danish_order(each[1]))

    def clean_programmes(self) -> list[str]:
        """No more than can be compared in pairs."""
        codes = self.cleaned_data["programmes"]
        if len(codes) + len(self.there) > MOST_DOSSIERS:
            raise ValidationError(gettext("Der kan højst være %(count)s dossierer.") % {"count": MOST_DOSSIERS})
        return codes


class RoundForm(RecordForm):
    """A round to be opened: how many to point at, and by what."""

    measure_ids = forms.MultipleChoiceField(
        label=gettext_lazy("Kriterier fra dossiererne"), required=False, widget=forms.CheckboxSelectMultiple
    )
    judgements = forms.CharField(
        label=gettext_lazy("Kriterier, som medlemmerne selv vurderer"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Et på hver linje, for eksempel: Betydning for den grønne omstilling."),
    )

    class Meta:
        """How many to point at."""

        model = Round
        fields: ClassVar[list[str]] = ["top"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Offer every measure of the dossiers."""
        super().__init__(*args, **kwargs)
        language = current_language()
        self.fields["measure_ids"].choices = [(each.id, each.title[language]) for each in measures().values()]

    def clean_judgements(self) -> list[str]:
        """The lines that say something, each once."""
        lines = (line.strip() for line in self.cleaned_data["judgements"].splitlines())
        found = list(dict.fromkeys(line for line in lines if line))
        if any(len(line) > 120 for line in found):
            raise ValidationError(gettext("Et kriterium er højst 120 tegn."))
        return found

    def clean(self) -> dict[str, object]:
        """Something has to be weighed."""
        cleaned = super().clean()
        if not cleaned.get("measure_ids") and not cleaned.get("judgements"):
            raise ValidationError(gettext("Vælg mindst ét kriterium."))
        return cleaned

    @property
    def criteria(self) -> list[Named]:
        """What was named, the measures first."""
        named = [Named(measure_id=each) for each in self.cleaned_data["measure_ids"]]
        return named + [Named(title=each) for each in self.cleaned_data["judgements"]]


class BallotForm(forms.Form):
    """Points for each criterion, and a judgement of each programme where the members judge."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, ballot: Ballot, criteria: list[Criterion], codes: list[str], **kwargs: object):
        """One field a criterion, and one for each programme below a judgement."""
        super().__init__(*args, **kwargs)
        self.ballot, self.criteria, self.codes = ballot, criteria, codes
        self.fields["version"].initial = 0 if ballot._state.adding else ballot.version
        for criterion in criteria:
            self.fields[_weight(criterion)] = _points_field(criterion, ballot)
            if not criterion.measure_id:
                self.fields |= {
                    _judgement(criterion, code): _judgement_field(criterion, code, ballot) for code in codes
                }

    def clean(self) -> dict[str, object]:
        """All nothing weighs nothing."""
        cleaned = super().clean()
        if not self.errors and not any(cleaned[_weight(each)] for each in self.criteria):
            raise ValidationError(gettext("Giv mindst ét kriterium point."))
        return cleaned

    def store(self, by: User) -> bool:
        """Save the ballot; false when it was changed in another window: what was typed stays. Raises CouncilError."""
        cleaned, version = self.cleaned_data, self.cleaned_data["version"] or 0
        self.ballot.weights = {str(each.pk): cleaned[_weight(each)] for each in self.criteria}
        self.ballot.judgements = {
            str(each.pk): {code: int(given) for code in self.codes if (given := cleaned[_judgement(each, code)])}
            for each in self.criteria
            if not each.measure_id
        }
        try:
            give_ballot(self.ballot, by=by, version=version)
        except StaleRecordError as error:
            self.data = self.data.copy()
            self.data["version"] = str(error.stored.version)
            self.add_error(
                None,
                gettext("Din stemmeseddel er ændret i et andet vindue imens. Intet er gemt endnu, og intet er tabt."),
            )
            return False
        return True


def criterion_title(criterion: Criterion) -> str:
    """The words of a criterion in the language of the page; a judgement stands as it was written."""
    known = measures().get(criterion.measure_id)
    return known.title[current_language()] if known else criterion.title or criterion.measure_id


def _weight(criterion: Criterion) -> str:
    return f"weight_{criterion.pk}"


def _judgement(criterion: Criterion, code: str) -> str:
    return f"judgement_{criterion.pk}_{code}"


def _points_field(criterion: Criterion, ballot: Ballot) -> forms.IntegerField:
    return forms.IntegerField(
        label=criterion_title(criterion),
        initial=ballot.weights.get(str(criterion.pk), 0),
        validators=[MinValueValidator(0), MaxValueValidator(MOST_POINTS)],
        widget=forms.NumberInput(attrs={"min": 0, "max": MOST_POINTS}),
    )


def _judgement_field(criterion: Criterion, code: str, ballot: Ballot) -> forms.ChoiceField:
    scale = range(LOWEST_JUDGEMENT, HIGHEST_JUDGEMENT + 1)
    return forms.ChoiceField(
        label=f"{criterion.title}: {programme_name(code)}",
        required=False,
        choices=[("", gettext("ved ikke")), *((str(each), str(each)) for each in scale)],
        initial=ballot.judgements.get(str(criterion.pk), {}).get(code, ""),
    )


def programme_name(code: str) -> str:
    """The name of a programme, or its code when it is no longer offered."""
    found = dossier_programmes().get(code)
    return found.name_da if found else code


class DecisionForm(RecordForm):
    """A decision."""

    class Meta:
        """What, why, when, and when to look back."""

        model = Decision
        fields: ClassVar[list[str]] = ["text", "reasons", "decided_on", "review_on"]
        widgets: ClassVar[dict[str, type[forms.Widget]]] = {"decided_on": DayInput, "review_on": DayInput}

    def clean(self) -> dict[str, object]:
        """One looks back after deciding."""
        cleaned = super().clean()
        decided, review = cleaned.get("decided_on"), cleaned.get("review_on")
        if decided and review and review <= decided:
            self.add_error("review_on", gettext("Dagen ligger ikke efter beslutningen."))
        return cleaned


class DissentForm(RecordForm):
    """A member's dissent."""

    class Meta:
        """The text alone; whose it is, the log-in says."""

        model = Dissent
        fields: ClassVar[list[str]] = ["text"]


class LookBackForm(RecordForm):
    """What became of a decision."""

    class Meta:
        """When, what happened, what was learned, and what follows."""

        model = LookBack
        fields: ClassVar[list[str]] = ["looked_on", "happened", "learned", "outcome"]
        widgets: ClassVar[dict[str, type[forms.Widget]]] = {"looked_on": DayInput}
