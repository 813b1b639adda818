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
    """A column: its heading in the file, the field it fills, what has to stand in it, an example, and when it must.

    Without an example one of the field's choices is shown; without ``need`` the form says whether it must be filled.
    """

    heading: str
    field: str
    meaning: str | Promise
    example: str | Promise = ""
    need: str | Promise = ""


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
        return [each.heading for each in (*KEPT, *self.columns)]

    def table(self) -> Iterator[list[str]]:
        """Every record as a row."""
        for record in self.rows():
            yield [str(record.pk), str(record.version), *(_written(record, each.field) for each in self.columns)]


def _written(record: Model, field: str) -> str:
    value = getattr(record, f"{field}_id", None) if field == "initiative" else getattr(record, field)
    if isinstance(value, list):
        return ", ".join(value)
    return "" if value is None else str(value)


KEPT = (
    Column(
        NUMBER,
        "pk",
        gettext_lazy("Tomt for en ny række; ellers rækkens nummer."),
        "17",
        gettext_lazy("for gamle rækker"),
    ),
    Column(
        VERSION,
        "version",
        gettext_lazy("Som i det hentede regneark, så ingen andens rettelser går tabt."),
        "2",
        gettext_lazy("for gamle rækker"),
    ),
)
"""The first two columns of every sheet: they tell a row that is there from a new one."""

_DAY = gettext_lazy("Dag som 2026-12-31.")
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
                Column("navn", "name", gettext_lazy("Navnet; hvert navn én gang."), gettext_lazy("Eksempelskolen")),
                Column("slags", "kind", gettext_lazy("Hvad organisationen er.")),
                Column(
                    "institutionsnummer",
                    "institution_number",
                    gettext_lazy("Seks cifre."),
                    "101001",
                    gettext_lazy("for en skole"),
                ),
                Column(
                    "kommunekode",
                    "municipality_code",
                    gettext_lazy("Tre cifre."),
                    "147",
                    gettext_lazy("for en kommune"),
                ),
                Column("cvr", "cvr", gettext_lazy("Otte cifre."), "12345678", gettext_lazy("for en virksomhed")),
            ),
        ),
        Sheet(
            "initiativer",
            gettext_lazy("Initiativer"),
            Initiative.objects.all,
            InitiativeForm,
            Initiative,
            (
                Column(
                    "titel", "title", gettext_lazy("Hvad initiativet hedder."), gettext_lazy("Mentorer på skolerne")
                ),
                Column("spor", "track", gettext_lazy("Programmets spor; tomt for alle spor.")),
                Column("problem", "problem", gettext_lazy("Hvad der skal løses."), gettext_lazy("Mange falder fra.")),
                Column(
                    "målgruppe",
                    "target_group",
                    gettext_lazy("Hvem det er for."),
                    gettext_lazy("Elever på grundforløb 2"),
                ),
                Column("aktiviteter", "activities", gettext_lazy("Hvad der gøres."), gettext_lazy("Samtaler hver uge")),
                Column(
                    "ændring",
                    "outcome",
                    gettext_lazy("Den ændring, der skal ske."),
                    gettext_lazy("Flere går videre til hovedforløb."),
                ),
                Column("begynder", "starts_on", _DAY, "2026-08-01"),
                Column("slutter", "ends_on", _DAY, "2027-06-30"),
                Column("budget", "budget_dkk", gettext_lazy("Hele kroner."), "250000"),
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
                Column("initiativ", "initiative", gettext_lazy("Initiativets nummer i regnearket «Initiativer»."), "1"),
                Column("milepæl", "title", gettext_lazy("Hvad der skal være nået."), gettext_lazy("Første hold")),
                Column("senest", "due_on", _DAY, "2026-12-01"),
                Column("nået", "done_on", gettext_lazy("Dag som 2026-12-31; tomt indtil da."), "2026-11-20"),
            ),
        ),
    )
}


def new_form(sheet: Sheet, data: dict[str, object] | None, instance: Record, user: User) -> RecordForm:
    """The form that checks a row."""
    asks = {"user": user} if sheet.form is InitiativeForm else {}
    return sheet.form(data, instance=instance, **asks)
