# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Training agreements and weekly absence: what a school's list becomes, and which rows have no meaning."""

from datetime import date
from pathlib import Path

import pytest

from faglaert.definitions.registers import register_formats
from faglaert.errors import DataRefusedError
from faglaert.registers.loading import load_register
from faglaert.registers.schema import TABLES
from faglaert.registers.storage import scan
from tests.register_files import ABSENCE, AGREEMENT, KEY, Paths, Row, load, problems, read, sheet_of, write_parquet

OTHER = "020205-TST2"


def stored(home: Path, table: str, *columns: str) -> list[tuple[object, ...]]:
    """Rows of a loaded table."""
    return scan(Paths(home / "var"), table).select(*columns).collect().rows()


def refused(folder: Path, form: str, *rows: Row) -> list[tuple[int, str]]:
    """Row and column of everything that has no meaning."""
    sheet = sheet_of(folder, form, rows)
    read(sheet, form)
    return problems(sheet)


def test_agreements_are_stored_as_the_schema_says(tmp_path: Path) -> None:
    ended = {"CPR": OTHER, "UDDANNELSE": "4158", "SLUTDATO": "14-11-2023", "AFTALEFORM": "kort", "OPHOER": "OPHÆVET"}
    unknown = {"CPR": "030390-TST3", "SLUTDATO": "", "AFTALEFORM": "Ny mesterlære", "CVR": "", "STOERRELSE": ""}
    report = load(tmp_path, "agreements", [AGREEMENT, AGREEMENT | ended, AGREEMENT | unknown])
    columns = ("programme_code", "institution_code", "end_date", "form", "company_id", "company_size", "exit_kind")
    assert sorted(stored(tmp_path, "agreements", *columns), key=str) == [
        ("30354010", "147401", date(2023, 11, 14), "short", "12345678", "10-49", "terminated"),
        ("30402510", "147401", None, "new_apprenticeship", None, None, "ongoing"),
        ("30402510", "147401", date(2027, 8, 6), "ordinary", "12345678", "10-49", "ongoing"),
    ]
    assert stored(tmp_path, "agreements", "signed_date", "start_date")[0] == (date(2023, 5, 12), date(2023, 8, 7))
    assert (report.rows_stored, report.persons) == (3, 3)


def test_columns_that_may_be_left_out_are_empty(tmp_path: Path) -> None:
    row = {name: cell for name, cell in AGREEMENT.items() if name not in {"OPHOER", "CVR", "STOERRELSE"}}
    load(tmp_path, "agreements", [row])
    assert stored(tmp_path, "agreements", "company_id", "company_size", "exit_kind") == [(None, None, "ongoing")]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("CPR", "Hansen"),
        ("UDDANNELSE", "30999999"),
        ("UDDANNELSE", "70257510"),
        ("INSTITUTION", "TEC"),
        ("INDGAAET", ""),
        ("STARTDATO", "snart"),
        ("SLUTDATO", "06-08-2023"),
        ("AFTALEFORM", "MUNDTLIG"),
        ("AFTALEFORM", ""),
        ("OPHOER", "MÅSKE"),
        ("CVR", "1234567890"),
        ("STOERRELSE", "10-50"),
    ],
)
def test_an_agreement_without_meaning_is_refused(tmp_path: Path, column: str, cell: str) -> None:
    assert refused(tmp_path, "agreements", AGREEMENT, AGREEMENT | {"CPR": OTHER} | {column: cell}) == [(3, column)]


def test_an_agreement_that_has_ended_has_a_last_day(tmp_path: Path) -> None:
    assert refused(tmp_path, "agreements", AGREEMENT | {"SLUTDATO": "", "OPHOER": "OPHÆVET"}) == [(2, "SLUTDATO")]


def test_an_agreement_signed_after_its_first_day_is_odd_but_loaded(tmp_path: Path) -> None:
    report = load(tmp_path, "agreements", [AGREEMENT | {"INDGAAET": "01-09-2023"}])
    assert (report.rows_stored, report.counts["signed after the first day"]) == (1, 1)


def test_two_agreements_of_one_day_and_programme_are_refused_and_an_equal_one_is_counted(tmp_path: Path) -> None:
    twice = refused(tmp_path, "agreements", AGREEMENT, AGREEMENT | {"AFTALEFORM": "KORT"})
    assert twice == [(2, "CPR"), (3, "CPR")]
    report = load(tmp_path, "agreements", [AGREEMENT, AGREEMENT])
    assert (report.rows_stored, report.counts["repeated_rows"]) == (1, 1)


def test_absence_is_a_share_of_each_week(tmp_path: Path) -> None:
    later = [ABSENCE | {"UGESTART": f"{day}-02-2024", "FRAVAER": cell} for day, cell in ((12, "0"), (19, "100 %"))]
    load(tmp_path, "absence", [ABSENCE, *later])
    assert stored(tmp_path, "absence", "week_start", "absence_share") == [
        (date(2024, 2, 5), 0.125),
        (date(2024, 2, 12), 0.0),
        (date(2024, 2, 19), 1.0),
    ]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("CPR", ""),
        ("UGESTART", "06-02-2024"),
        ("UGESTART", "2024-05"),
        ("FRAVAER", ""),
        ("FRAVAER", "%"),
        ("FRAVAER", "-1"),
        ("FRAVAER", "100,5"),
        ("FRAVAER", "syg"),
        ("FRAVAER", "nan"),
        ("FRAVAER", "inf"),
    ],
)
def test_absence_without_meaning_is_refused(tmp_path: Path, column: str, cell: str) -> None:
    assert refused(tmp_path, "absence", ABSENCE, ABSENCE | {"CPR": OTHER} | {column: cell}) == [(3, column)]


def test_two_shares_of_one_week_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "absence", ABSENCE, ABSENCE | {"FRAVAER": "13"}) == [(2, "CPR"), (3, "CPR")]


def test_two_files_may_not_contradict_each_other(tmp_path: Path) -> None:
    files = tmp_path / "delivered"
    files.mkdir()
    with pytest.raises(DataRefusedError, match=r"its key .* stands more than once"):
        load_both(tmp_path, [ABSENCE], [ABSENCE | {"FRAVAER": "13"}])


def load_both(home: Path, *deliveries: list[Row]) -> None:
    """Several Parquet files in one load."""
    paths = [write_parquet(home / "delivered" / f"a{place}.parquet", rows) for place, rows in enumerate(deliveries)]
    load_register(paths, "absence", Paths(home / "var"), key=KEY)


@pytest.mark.parametrize("form", ["agreements", "absence", "school"])
def test_the_rows_of_a_template_can_be_loaded(tmp_path: Path, form: str) -> None:
    columns = register_formats()[form].columns
    names = [column.name for column in columns]
    rows: list[Row] = [
        dict(zip(names, cells, strict=True)) for cells in zip(*(each.examples for each in columns), strict=True)
    ]
    report = load(tmp_path, form, rows)
    assert (report.rows_refused, report.rows_read, report.table in TABLES) == (0, len(rows), True)
