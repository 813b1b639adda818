# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What belongs to a round or to a grant, as it stands in addresses and on pages: model, form and words."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from faglaert.web.funding.forms import BudgetLineForm, CriterionForm, InstalmentForm, QuestionForm, ReportDemandForm
from faglaert.web.funding.models import BudgetLine, Criterion, GrantReport, Instalment, Question
from faglaert.web.workspace.forms import RecordForm
from faglaert.web.workspace.records import Record


@dataclass(frozen=True)
class Kind:
    """One kind of part: its word in addresses, its model and form, and the heading of a new one."""

    slug: str
    model: type[Record]
    form: type[RecordForm]
    new: str | Promise


ROUND_KINDS = {
    kind.slug: kind
    for kind in (
        Kind("kriterier", Criterion, CriterionForm, gettext_lazy("Nyt kriterium")),
        Kind("spoergsmaal", Question, QuestionForm, gettext_lazy("Nyt spørgsmål")),
    )
}
GRANT_KINDS = {
    kind.slug: kind
    for kind in (
        Kind("rater", Instalment, InstalmentForm, gettext_lazy("Ny rate")),
        Kind("rapporter", GrantReport, ReportDemandForm, gettext_lazy("Ny afrapportering")),
    )
}
BUDGET = Kind("budget", BudgetLine, BudgetLineForm, gettext_lazy("Ny budgetlinje"))


class RoundPartConverter:
    """The word of a part of a round in an address."""

    regex: ClassVar[str] = "|".join(ROUND_KINDS)

    def to_python(self, value: str) -> Kind:
        """The kind."""
        return ROUND_KINDS[value]

    def to_url(self, value: Kind | str) -> str:
        """Its word."""
        return value if isinstance(value, str) else value.slug


class GrantPartConverter(RoundPartConverter):
    """The word of a part of a grant in an address."""

    regex: ClassVar[str] = "|".join(GRANT_KINDS)

    def to_python(self, value: str) -> Kind:
        """The kind."""
        return GRANT_KINDS[value]
