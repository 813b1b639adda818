# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What is kept here, as it stands in addresses and on pages: model, form and words."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from faglaert.web.mentors.forms import AgreementsForm, GoalForm, KeptForm, MentorForm, OfferForm
from faglaert.web.mentors.models import Agreements, Goal, Kept, Mentor, Offer


@dataclass(frozen=True)
class Kind:
    """One kind: its word in addresses, model and form, the heading of its table and of a new one."""

    slug: str
    model: type[Kept]
    form: type[KeptForm]
    heading: str | Promise
    new: str | Promise


KINDS = {
    kind.slug: kind
    for kind in (
        Kind("mentorer", Mentor, MentorForm, gettext_lazy("Mentorer"), gettext_lazy("Ny mentor")),
        Kind("tilbud", Offer, OfferForm, gettext_lazy("Virksomhedernes tilbud"), gettext_lazy("Nyt tilbud")),
        Kind("maal", Goal, GoalForm, gettext_lazy("Mål for egne lærlinge"), gettext_lazy("Nyt mål")),
        Kind("aftaler", Agreements, AgreementsForm, gettext_lazy("Uddannelsesaftaler"), gettext_lazy("Nye tal")),
    )
}


class KindConverter:
    """The word of a kind in an address."""

    regex: ClassVar[str] = "|".join(KINDS)

    def to_python(self, value: str) -> Kind:
        """The kind."""
        return KINDS[value]

    def to_url(self, value: Kind | str) -> str:
        """Its word."""
        return value if isinstance(value, str) else value.slug
