# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Forms of partners and partnerships."""

from typing import ClassVar

from django import forms

from faglaert.web.accounts.models import Organisation
from faglaert.web.programme.models import Partnership
from faglaert.web.workspace.forms import DayInput, RecordForm


class OrganisationForm(RecordForm):
    """A partner of the programme."""

    class Meta:
        """Name, kind, and the number it is known by."""

        model = Organisation
        fields: ClassVar[list[str]] = ["name", "kind", "institution_number", "municipality_code", "cvr", "is_active"]


class PartnershipForm(RecordForm):
    """A partner's part in an initiative."""

    class Meta:
        """Who, as what, and what was agreed."""

        model = Partnership
        fields: ClassVar[list[str]] = ["organisation", "role", "agreement", "starts_on", "ends_on"]
        widgets: ClassVar[dict[str, type[forms.Widget]]] = {"starts_on": DayInput, "ends_on": DayInput}

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Offer the organisations that take part in the programme."""
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(is_active=True)
