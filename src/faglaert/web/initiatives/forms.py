# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Forms of an initiative and of what belongs to it."""

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from faglaert.definitions.classifications import region_municipalities, vocational_programmes
from faglaert.definitions.indicators import indicators
from faglaert.definitions.programme import programme
from faglaert.web.accounts.models import OrganisationKind, User
from faglaert.web.accounts.permissions import Capability
from faglaert.web.frame import current_language
from faglaert.web.initiatives.models import Evidence, Initiative, Milestone, Phase, Risk
from faglaert.web.tables import danish_order
from faglaert.web.workspace.forms import DayInput, RecordForm

_OFFICE_ALONE = ("is_draft", "organisation", "responsible")


class InitiativeForm(RecordForm):
    """Everything of an initiative but its phase. Partners choose neither owner nor publication."""

    track = forms.TypedChoiceField(label=gettext_lazy("Spor"), coerce=int, empty_value=None, required=False)
    indicator_id = forms.ChoiceField(label=gettext_lazy("Indikator, der skal flytte sig"), required=False)
    programme_codes = forms.MultipleChoiceField(label=gettext_lazy("Uddannelser"), required=False)
    municipality_codes = forms.MultipleChoiceField(label=gettext_lazy("Kommuner"), required=False)

    class Meta:
        """In the order one tells it."""

        model = Initiative
        fields: ClassVar[list[str]] = [
            *("title", "track", "is_draft", "organisation", "responsible"),
            *("problem", "target_group", "activities", "outputs", "outcome"),
            *("indicator_id", "expected_change", "reach_by", "starts_on", "ends_on", "budget_dkk", "cofinancing_dkk"),
            *("programme_codes", "municipality_codes", "schools"),
        ]
        widgets: ClassVar[dict[str, type[forms.Widget]]] = dict.fromkeys(("reach_by", "starts_on", "ends_on"), DayInput)

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        """Offer what the definitions hold, and leave out what the person may not decide."""
        super().__init__(*args, **kwargs)
        language = current_language()
        tracks = [(str(each.number), f"{each.number}. {each.title[language]}") for each in programme().tracks]
        self.fields["track"].choices = [("", gettext("alle spor")), *tracks]
        known = [(each.id, each.short_title[language]) for each in indicators().values()]
        self.fields["indicator_id"].choices = [("", "–"), *sorted(known, key=lambda each: danish_order(each[1]))]
        self.fields["programme_codes"].choices = programme_choices()
        self.fields["municipality_codes"].choices = municipality_choices()
        schools = self.fields["schools"]
        schools.queryset = schools.queryset.filter(kind=OrganisationKind.SCHOOL, is_active=True)
        if not user.may(Capability.MANAGE_INITIATIVES):
            for name in _OFFICE_ALONE:
                del self.fields[name]
            if self.instance._state.adding:
                self.instance.organisation, self.instance.is_draft = user.organisation, True


def programme_choices() -> list[tuple[str, str]]:
    """The vocational programmes of today with their codes, in Danish order."""
    found = [
        (each.code, each.name_da) for each in vocational_programmes() if not each.is_residual and not each.valid_to
    ]
    return sorted(found, key=lambda each: danish_order(each[1]))


def municipality_choices() -> list[tuple[str, str]]:
    """The region's municipalities with their codes, in Danish order."""
    found = [(each.code, each.name_da) for each in region_municipalities(programme().region_code)]
    return sorted(found, key=lambda each: danish_order(each[1]))


class EvidenceForm(RecordForm):
    """Evidence of a phase."""

    link = forms.URLField(label=gettext_lazy("Adresse"), required=False, assume_scheme="https")

    class Meta:
        """Phase, text, address."""

        model = Evidence
        fields: ClassVar[list[str]] = ["phase", "text", "link"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Begin with the phase the initiative stands in."""
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.fields["phase"].initial = self.instance.initiative.phase

    def clean_phase(self) -> str:
        """Evidence is for a phase that has begun."""
        order = list(Phase)
        phase = Phase(self.cleaned_data["phase"])
        if order.index(phase) > order.index(self.instance.initiative.phase_now):
            raise ValidationError(gettext("Initiativet er ikke nået til den fase."))
        return phase


class MilestoneForm(RecordForm):
    """A milestone."""

    class Meta:
        """Title and days."""

        model = Milestone
        fields: ClassVar[list[str]] = ["title", "due_on", "done_on"]
        widgets: ClassVar[dict[str, type[forms.Widget]]] = {"due_on": DayInput, "done_on": DayInput}


class RiskForm(RecordForm):
    """A risk."""

    class Meta:
        """Text, weight, response."""

        model = Risk
        fields: ClassVar[list[str]] = ["text", "likelihood", "consequence", "response"]
