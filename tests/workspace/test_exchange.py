# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Spreadsheets in and out, all or nothing; everything an organisation entered."""

import csv
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import CASCADE

from faglaert.errors import DataRefusedError
from faglaert.web.accounts.models import Organisation, User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.chain import verify
from faglaert.web.exchange.explaining import explained
from faglaert.web.exchange.importing import Imported, import_sheet
from faglaert.web.exchange.sheets import SHEETS
from faglaert.web.exchange.taking_home import BY_OTHERS, everything_of, kinds_of
from faglaert.web.initiatives.models import Initiative, Milestone
from faglaert.web.knowledge.models import Entry, EntryFile
from faglaert.web.status.models import Status
from faglaert.web.workspace.records import Record, add, change
from faglaert.web.workspace.sheets import sheet_csv, sheet_xlsx
from tests.workspace.conftest import ClientOf, People
from tests.workspace.rounds import assessed
from tests.workspace.routes.mentors import new_mentor

SHEET_PAGES = "/arbejdsrum/regneark/"
PARTNERS = SHEETS["partnere"]
UNION = ["", "", "Forbundet", "union", "", "", ""]


def file_of(folder: Path, slug: str, *rows: list[str], ending: str = "csv") -> Path:
    write = sheet_csv if ending == "csv" else sheet_xlsx
    path = folder / f"file.{ending}"
    path.write_bytes(write(SHEETS[slug].headings, rows))
    return path


def take_in(people: People, path: Path, slug: str = "partnere", *, dry_run: bool = False) -> Imported:
    return import_sheet(SHEETS[slug], path, name=path.name, by=people[Role.OFFICE], dry_run=dry_run)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_taken_out_can_be_taken_in_again(people: People, tmp_path: Path, ending: str) -> None:
    add(Initiative(title="Mentorer; «øl»", track=1, municipality_codes=["101", "147"], outcome="Flere"), by=None)
    add(Milestone(title="Hold", due_on="2026-12-01", initiative=Initiative.objects.get()), by=None)
    before = {slug: list(sheet.table()) for slug, sheet in SHEETS.items()}
    for slug, rows in before.items():
        assert take_in(people, file_of(tmp_path, slug, *rows, ending=ending), slug) == Imported(0, len(rows))
    assert [[row[0], *row[2:]] for row in SHEETS["initiativer"].table()] == [
        [row[0], *row[2:]] for row in before["initiativer"]
    ]
    assert verify().count > 0


def test_new_rows_are_added_and_old_ones_changed(people: People, tmp_path: Path) -> None:
    (school,) = PARTNERS.table()
    changed = [*school[:2], "Nyt navn", *school[3:]]
    assert take_in(people, file_of(tmp_path, "partnere", changed, UNION)) == Imported(1, 1)
    assert {each.name for each in Organisation.objects.all()} == {"Nyt navn", "Forbundet"}
    assert all(each.is_active for each in Organisation.objects.all())


def test_columns_that_are_not_in_the_sheet_keep_what_they_hold(people: People, tmp_path: Path) -> None:
    add(Initiative(title="Mentorer", outputs="To hold", budget_dkk=5), by=None)
    (row,) = SHEETS["initiativer"].table()
    take_in(people, file_of(tmp_path, "initiativer", [*row[:2], "Nyt", *row[3:]]), "initiativer")
    found = Initiative.objects.get()
    assert (found.title, found.outputs, found.budget_dkk) == ("Nyt", "To hold", 5)


def test_one_refused_row_refuses_all_with_row_column_and_reason(people: People, tmp_path: Path) -> None:
    bad = ["", "", "Skole uden nummer", "school", "", "", ""]
    strange = ["", "", "Ukendt slags", "klub", "", "", ""]
    before = verify().count
    with pytest.raises(DataRefusedError) as refused:
        take_in(people, file_of(tmp_path, "partnere", UNION, bad, strange))
    places = {(each.file, each.row, each.column) for each in refused.value.findings}
    assert places == {("file.csv", 3, "institutionsnummer"), ("file.csv", 4, "slags")}
    assert all(each.problem for each in refused.value.findings)
    assert (Organisation.objects.count(), verify().count) == (1, before)


def test_a_dry_run_saves_nothing(people: People, tmp_path: Path) -> None:
    before = verify().count
    assert take_in(people, file_of(tmp_path, "partnere", UNION), dry_run=True) == Imported(1, 0)
    assert (Organisation.objects.count(), verify().count) == (1, before)


def test_a_row_somebody_changed_meanwhile_is_refused(people: People, tmp_path: Path) -> None:
    (school,) = PARTNERS.table()
    organisation = Organisation.objects.get()
    organisation.name = "Rettet imens"
    change(organisation, by=None, version=organisation.version)
    with pytest.raises(DataRefusedError) as refused:
        take_in(people, file_of(tmp_path, "partnere", school))
    assert [each.column for each in refused.value.findings] == ["udgave"]
    assert Organisation.objects.get().name == "Rettet imens"


@pytest.mark.parametrize("number", ["999999", "x", "-1", "²", "1" * 30])
def test_a_number_nobody_has_is_refused(people: People, tmp_path: Path, number: str) -> None:
    with pytest.raises(DataRefusedError, match="Nummeret findes ikke"):
        take_in(people, file_of(tmp_path, "partnere", [number, "1", *UNION[2:]]))


def test_a_milestone_stays_with_its_initiative(people: People, tmp_path: Path) -> None:
    one, other = (add(Initiative(title=title), by=None) for title in ("En", "Anden"))
    milestone = add(Milestone(title="Hold", due_on="2026-12-01", initiative=one), by=None)
    row = [str(milestone.pk), "1", str(other.pk), "Hold", "2026-12-01", ""]
    with pytest.raises(DataRefusedError, match="initiativ"):
        take_in(people, file_of(tmp_path, "milepaele", row), "milepaele")
    assert Milestone.objects.get().initiative == one


def test_a_missing_column_and_a_file_that_is_none_are_refused(people: People, tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text("nummer;navn\n;x\n", encoding="utf-8")
    with pytest.raises(DataRefusedError, match="slags"):
        take_in(people, path)
    (tmp_path / "file.xlsx").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(DataRefusedError):
        take_in(people, tmp_path / "file.xlsx")


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+45 12", "-1", "@SUM(A1)", "\uff1d1+1", "\u200b=1"])
def test_no_cell_is_a_formula_and_each_comes_back_as_it_was(people: People, tmp_path: Path, name: str) -> None:
    school = Organisation.objects.get()
    school.name = name
    change(school, by=None, version=school.version)
    path = file_of(tmp_path, "partnere", *PARTNERS.table())
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert rows[1][2] == f"'{name}"
    take_in(people, path)
    assert Organisation.objects.get().name == name


def test_the_page_tries_and_then_saves(client_of: ClientOf, people: People, tmp_path: Path) -> None:
    content, office = file_of(tmp_path, "partnere", UNION).read_bytes(), client_of(Role.OFFICE)
    address = f"{SHEET_PAGES}partnere/"
    tried = office.post(address, {"file": SimpleUploadedFile("p.csv", content), "dry_run": "on"})
    assert "1 nye og 0 rettede" in tried.content.decode("utf-8")
    assert Organisation.objects.count() == 1
    assert office.post(address, {"file": SimpleUploadedFile("p.csv", content)}).status_code == 302
    assert Organisation.objects.count() == 2
    refused = office.post(address, {"file": SimpleUploadedFile("p.csv", content)}).content.decode("utf-8")
    assert "Række 2" in refused
    assert office.get(f"{SHEET_PAGES}ukendt/").status_code == 404


def workbook(client_of: ClientOf, slug: str, language: str = "") -> tuple[openpyxl.Workbook, bytes]:
    content = client_of(Role.OFFICE).get(f"{language}{SHEET_PAGES}{slug}.xlsx").content
    return openpyxl.load_workbook(io.BytesIO(content)), content


@pytest.mark.parametrize("slug", SHEETS)
def test_a_workbook_explains_every_column_and_is_taken_in_all_the_same(
    client_of: ClientOf, people: People, tmp_path: Path, slug: str
) -> None:
    add(Milestone(title="Hold", due_on="2026-12-01", initiative=add(Initiative(title="En"), by=None)), by=None)
    book, content = workbook(client_of, slug)
    told = [[cell.value or "" for cell in row] for row in book["Forklaring"].iter_rows()]
    assert told[0] == ["Kolonne", "Hvad der skal stå", "Skal udfyldes", "Hvad der kan stå", "Eksempel"]
    assert [row[0] for row in told[1:]] == SHEETS[slug].headings
    assert all(row[1] and row[2] and row[4] for row in told[1:])
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)
    assert take_in(people, path, slug) == Imported(0, 1)


@pytest.mark.parametrize("slug", SHEETS)
def test_the_examples_are_a_row_that_is_taken(people: People, tmp_path: Path, slug: str) -> None:
    initiative = add(Initiative(title="En"), by=None)
    cells = {each.heading: each.example for each in explained(SHEETS[slug], people[Role.OFFICE])}
    row = [*("", ""), *list(cells.values())[2:]]
    if slug == "milepaele":
        row[2] = str(initiative.pk)
    assert take_in(people, file_of(tmp_path, slug, row), slug) == Imported(1, 0)


def test_codes_are_listed_and_chosen_from_a_list(client_of: ClientOf) -> None:
    book, _ = workbook(client_of, "initiativer")
    codes = {(row[0].value, row[1].value) for row in book["Koder"].iter_rows(min_row=2)}
    assert {("spor", "1"), ("kommuner", "101")} < codes
    assert len([each for each in codes if each[0] == "kommuner"]) == 29
    (rule,) = book.worksheets[0].data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("D2:D2001", '"1,2,3"')


def test_the_explanation_is_english_for_english_readers(client_of: ClientOf) -> None:
    book, _ = workbook(client_of, "partnere", "/en")
    assert book.sheetnames[1:] == ["Explanation", "Codes"]
    assert "School" in [row[2].value for row in book["Codes"].iter_rows()]
    assert [cell.value for cell in book.worksheets[0][1]] == PARTNERS.headings


@pytest.mark.parametrize("content", [b"", b"\x00\xff\x00", b"PK\x03\x04", b"%PDF-1.7", b"<script>"])
def test_a_file_that_is_no_spreadsheet_is_refused(client_of: ClientOf, people: People, content: bytes) -> None:
    upload = SimpleUploadedFile("<b>p</b>.csv", content)
    answer = client_of(Role.OFFICE).post(f"{SHEET_PAGES}partnere/", {"file": upload})
    assert answer.status_code == 200
    assert "<b>p" not in answer.content.decode("utf-8")
    assert Organisation.objects.count() == 1


def test_an_organisation_takes_home_everything_that_is_its_own(client_of: ClientOf, people: People) -> None:
    school = people[Role.PARTNER].organisation
    entry = add(Entry(title="=1+1", kind="tool", what="x", organisation=school), by=None)
    stored = EntryFile(entry=entry)
    stored.take(SimpleUploadedFile("a.pdf", b"%PDF-1.7"))
    add(stored, by=None)
    add(Entry(title="En andens", kind="tool", what="x"), by=None)
    new_mentor(people)
    answer = client_of(Role.PARTNER).get(f"{SHEET_PAGES}alt/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = set(archive.namelist())
        assert {"organisation.csv", "knowledge-entry.json", "mentors-mentor.csv"} <= names
        assert [each for each in names if each.startswith("filer/") and each.endswith("a.pdf")]
        assert [each["title"] for each in json.loads(archive.read("knowledge-entry.json"))] == ["=1+1"]
        assert "'=1+1" in archive.read("knowledge-entry.csv").decode("utf-8")
    assert b"password" not in answer.content


def owners_of(model: type[Record]) -> set[type[Record]]:
    """The records a record belongs to: by a link that takes it along when they are deleted, or by its organisation."""
    links = [each for each in model._meta.fields if each.is_relation and issubclass(each.related_model, Record)]
    return {
        each.related_model
        for each in links
        if each.related_model is Organisation or each.remote_field.on_delete is CASCADE or each.one_to_one
    } - {User}


def belongs_to_an_organisation(model: type[Record], seen: frozenset[type[Record]] = frozenset()) -> bool:
    """Whether a record hangs on an organisation, by however many links."""
    owners = owners_of(model) - seen
    return Organisation in owners or any(belongs_to_an_organisation(each, seen | {model}) for each in owners)


def test_every_record_that_hangs_on_an_organisation_is_taken_home_or_named_with_its_reason(people: People) -> None:
    records = {each for each in apps.get_models() if issubclass(each, Record)} - {Organisation, User}
    own = {each for each in records if belongs_to_an_organisation(each)}
    taken = {found.model for _, found in kinds_of(people[Role.PARTNER])} - {Organisation}
    assert {Initiative, Milestone, Entry, EntryFile, Status} < own
    assert taken == own - BY_OTHERS
    assert own > BY_OTHERS


def test_what_assessors_think_is_not_taken_home(client_of: ClientOf, people: People) -> None:
    assessed(people)
    answer = client_of(Role.PARTNER).get(f"{SHEET_PAGES}alt/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        texts = "".join(archive.read(each).decode("utf-8") for each in archive.namelist())
    assert "funding-application" in "".join(archive.namelist())
    assert "Derfor (" not in texts


def test_links_to_other_records_are_taken_home(client_of: ClientOf, people: People) -> None:
    school, initiative = people[Role.PARTNER].organisation, add(Initiative(title="En"), by=None)
    fields = {"title": "Metode", "kind": "tool", "what": "x", "organisation": school}
    add(Entry(**fields), by=None, links={"initiatives": [initiative]})
    answer = client_of(Role.PARTNER).get(f"{SHEET_PAGES}alt/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        (entry,) = json.loads(archive.read("knowledge-entry.json"))
    assert entry["initiatives"] == [initiative.pk]


def test_who_has_no_organisation_takes_nothing_home(client_of: ClientOf, people: People) -> None:
    assert client_of(Role.OFFICE).get(f"{SHEET_PAGES}alt/").status_code == 403
    assert client_of(Role.READER).get(f"{SHEET_PAGES}alt/").status_code == 403
    assert client_of(None).get(f"{SHEET_PAGES}alt/").status_code == 302
    assert everything_of(people[Role.PARTNER])
