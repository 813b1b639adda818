# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Forms of the mentor scheme. Whose a record is, only the office chooses."""

from typing import ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy

from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Capability
from faglaert.web.initiatives.forms import programme_choices
from faglaert.web.mentors.models import Agreements, Goal, Mentor, Offer
from faglaert.web.workspace.forms import DayInput, RecordForm

FIRST_YEAR, LAST_YEAR = 2015, 2050


class KeptForm(RecordForm):
    """Choices of programmes and years; others than the office write for their own organisation."""

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        """Leave out the organisation where the log-in says it."""
        super().__init__(*args, **kwargs)
        for name in {"programme_codes", "programme_code"} & self.fields.keys():
            self.fields[name].choices = programme_choices()
        if "year" in self.fields:
            self.fields["year"].validators += [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
        if user.may(Capability.MANAGE_MENTORS):
            self.fields["organisation"].queryset = self.fields["organisation"].queryset.filter(is_active=True)
        else:
            del self.fields["organisation"]
            if self.instance._state.adding:
                self.instance.organisation = user.organisation

    def _get_validation_exclusions(self) -> set[str]:
        # the organisation may not be chosen, but a year is still entered once for it
        return super()._get_validation_exclusions() - {"organisation"}


class MentorForm(KeptForm):
    """A mentor."""

    programme_codes = forms.MultipleChoiceField(label=gettext_lazy("Uddannelser"), required=False)

    class Meta:
        """Who, for what, and with whose leave."""

        model = Mentor
        fields: ClassVar[list[str]] = [
            *("organisation", "full_name", "email", "phone", "programme_codes", "offers", "consent_on", "delete_on")
        ]
        widgets: ClassVar[dict[str, type[forms.Widget]]] = {"consent_on": DayInput, "delete_on": DayInput}


class OfferForm(KeptForm):
    """An offer."""

    programme_code = forms.ChoiceField(label=gettext_lazy("Uddannelse"))

    class Meta:
        """What, how many, from when."""

        model = Offer
        fields: ClassVar[list[str]] = ["organisation", "kind", "programme_code", "places", "starts_on", "text"]
        widgets: ClassVar[dict[str, type[forms.Widget]]] = {"starts_on": DayInput}


class GoalForm(KeptForm):
    """A goal."""

    programme_code = forms.ChoiceField(label=gettext_lazy("Uddannelse"))

    class Meta:
        """Goal and what is reached."""

        model = Goal
        fields: ClassVar[list[str]] = ["organisation", "programme_code", "year", "goal", "reached"]


class AgreementsForm(KeptForm):
    """Agreements of a school."""

    programme_code = forms.ChoiceField(label=gettext_lazy("Uddannelse"))

    class Meta:
        """Pupils and agreements."""

        model = Agreements
        fields: ClassVar[list[str]] = ["organisation", "programme_code", "year", "completed", "with_agreement"]
