# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What belongs to an initiative, as it stands in addresses and on pages: model, form and words."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from faglaert.web.initiatives.forms import EvidenceForm, MilestoneForm, RiskForm
from faglaert.web.initiatives.models import Evidence, Milestone, Part, Risk
from faglaert.web.programme.forms import PartnershipForm
from faglaert.web.programme.models import Partnership
from faglaert.web.workspace.forms import RecordForm


@dataclass(frozen=True)
class Kind:
    """One kind of part: its word in addresses, its model and form, the heading of its table and of a new one."""

    slug: str
    model: type[Part]
    form: type[RecordForm]
    heading: str | Promise
    new: str | Promise


KINDS = {
    kind.slug: kind
    for kind in (
        Kind("dokumentation", Evidence, EvidenceForm, gettext_lazy("Dokumentation"), gettext_lazy("Ny dokumentation")),
        Kind("partnere", Partnership, PartnershipForm, gettext_lazy("Partnere"), gettext_lazy("Ny partner")),
        Kind("milepaele", Milestone, MilestoneForm, gettext_lazy("Milepæle"), gettext_lazy("Ny milepæl")),
        Kind("risici", Risk, RiskForm, gettext_lazy("Risici"), gettext_lazy("Ny risiko")),
    )
}


class PartConverter:
    """The word of a kind in an address."""

    regex: ClassVar[str] = "|".join(KINDS)

    def to_python(self, value: str) -> Kind:
        """The kind."""
        return KINDS[value]

    def to_url(self, value: Kind | str) -> str:
        """Its word."""
        return value if isinstance(value, str) else value.slug
