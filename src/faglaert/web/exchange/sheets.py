# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The spreadsheets: their columns, what each means, and the records as rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from faglaert.web.accounts.models import Organisation, User
from faglaert.web.initiatives.forms import InitiativeForm, MilestoneForm
from faglaert.web.initiatives.models import Initiative, Milestone
from faglaert.web.programme.forms import OrganisationForm
from faglaert.web.workspace.forms import RecordForm
from faglaert.web.workspace.records import Record

NUMBER, VERSION = "nummer", "udgave"


@dataclass(frozen=True)
class Column:
    """A column: its heading in the file, the field it fills, and what has to stand in it."""

    heading: str
    field: str
    meaning: str | Promise


@dataclass(frozen=True)
class Sheet:
    """One spreadsheet: its word in addresses, its records, the form that checks a row, and its columns."""

    slug: str
    title: str | Promise
    rows: Callable[[], QuerySet]
    form: type[RecordForm]
    model: type[Record]
    columns: tuple[Column, ...]

    @property
    def headings(self) -> list[str]:
        """The headings of the file: number and version, then the columns."""
        return [NUMBER, VERSION, *(each.heading for each in self.columns)]

    def table(self) -> Iterator[list[str]]:
        """Every record as a row."""
        for record in self.rows():
            yield [str(record.pk), str(record.version), *(_written(record, each.field) for each in self.columns)]


def _written(record: Model, field: str) -> str:
    value = getattr(record, f"{field}_id", None) if field == "initiative" else getattr(record, field)
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)


_DAY = gettext_lazy("Dag som 2026-12-31.")
_TEXT = gettext_lazy("Tekst.")
SHEETS = {
    sheet.slug: sheet
    for sheet in (
        Sheet(
            "partnere",
            gettext_lazy("Partnere"),
            Organisation.objects.all,
            OrganisationForm,
            Organisation,
            (
                Column("navn", "name", gettext_lazy("Navnet; hvert navn én gang.")),
                Column("slags", "kind", gettext_lazy("school, municipality, company, union, region eller other.")),
                Column("institutionsnummer", "institution_number", gettext_lazy("Seks cifre; skal stå for en skole.")),
                Column("kommunekode", "municipality_code", gettext_lazy("Tre cifre; skal stå for en kommune.")),
                Column("cvr", "cvr", gettext_lazy("Otte cifre; skal stå for en virksomhed.")),
            ),
        ),
        Sheet(
            "initiativer",
            gettext_lazy("Initiativer"),
            Initiative.objects.all,
            InitiativeForm,
            Initiative,
            (
                Column("titel", "title", _TEXT),
                Column("spor", "track", gettext_lazy("1, 2 eller 3; tomt for alle spor.")),
                Column("problem", "problem", _TEXT),
                Column("målgruppe", "target_group", _TEXT),
                Column("aktiviteter", "activities", _TEXT),
                Column("ændring", "outcome", _TEXT),
                Column("begynder", "starts_on", _DAY),
                Column("slutter", "ends_on", _DAY),
                Column("budget", "budget_dkk", gettext_lazy("Hele kroner.")),
                Column("uddannelser", "programme_codes", gettext_lazy("Uddannelseskoder med komma imellem.")),
                Column("kommuner", "municipality_codes", gettext_lazy("Kommunekoder med komma imellem.")),
            ),
        ),
        Sheet(
            "milepaele",
            gettext_lazy("Milepæle"),
            Milestone.objects.all,
            MilestoneForm,
            Milestone,
            (
                Column("initiativ", "initiative", gettext_lazy("Initiativets nummer.")),
                Column("milepæl", "title", _TEXT),
                Column("senest", "due_on", _DAY),
                Column("nået", "done_on", gettext_lazy("Dag som 2026-12-31; tomt indtil da.")),
            ),
        ),
    )
}


def new_form(sheet: Sheet, data: dict[str, object] | None, instance: Record, user: User) -> RecordForm:
    """The form that checks a row."""
    asks = {"user": user} if sheet.form is InitiativeForm else {}
    return sheet.form(data, instance=instance, **asks)
