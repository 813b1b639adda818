# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""``faglaert classifications check``: education, industry, school and area columns, and codes outside their days."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from faglaert.definitions import code_lists
from faglaert.definitions.code_lists import Validity, validity
from faglaert.definitions.sources import sources
from faglaert.settings import Settings
from faglaert.sources.code_check import IN_NO_LIST, coded_columns, unknown_codes
from faglaert.sources.fetching import fetch
from faglaert.sources.importing import import_file
from tests.delivered_files import AGREEMENTS, BALANCE, REGISTER, as_csv
from tests.integration.replay.server import StatbankReplay
from tests.integration.replay.tables import ReplayTable

TABLES = [source for source in sources().values() if source.statbank is not None]
Found = set[tuple[str, str, str]]


def found(settings: Settings) -> Found:
    """Column, code and problem of everything the check finds."""
    return {(each.column, each.code, each.problem) for each in unknown_codes(settings.paths)}


def with_codes(table: ReplayTable, column: str, codes: dict[str, str]) -> dict[str, object]:
    """The change that gives a table these codes in one column."""
    renamed = [replace(each, values=codes, total=None) if each.code == column else each for each in table.variables]
    return {"variables": tuple(renamed)}


def taken(settings: Settings, folder: Path, source_id: str, text: str) -> None:
    import_file(sources()[source_id], as_csv(folder, text, f"{source_id}.csv"), settings.paths)


@pytest.mark.parametrize("source", TABLES, ids=lambda each: each.id)
def test_a_coded_column_is_one_that_is_asked_for(source) -> None:
    assert set(coded_columns(source)) <= {name.upper() for name in source.statbank.variables}


def test_every_education_industry_and_institution_column_is_held_against_a_list() -> None:
    lists = {"UDDANNELSE", "UDDANNELSEF", "HFUDD", "IGUDD", "STARTUD", "UDDANGROUP", "BRANCHE07", "ERHVERV", "INSTI"}
    asked = {(each.id, name) for each in TABLES for name in each.statbank.variables if name in lists}
    assert {(each.id, name) for each in TABLES for name in coded_columns(each) if name in lists} == asked


@pytest.mark.parametrize(
    ("table", "column", "codes", "unknown"),
    [
        ("RAS310", "BRANCHE07", ["TOT", "X", "A", "CA", "QB", "ZZ"], "ZZ"),
        ("UDDAKT34", "UDDANNELSE", ["TOT", "H30", "H3010", "H301020", "H309999"], "H309999"),
        ("STATUSU1", "UDDANNELSE", ["TOT", "H00", "H20", "H29", "H30", "H99", "H11"], "H11"),
        ("PEND100", "ARBEJDSSTED", ["000", "084", "04", "11", "411", "999", "12"], "12"),
    ],
)
def test_one_code_that_no_list_knows_is_found(
    statbank: StatbankReplay, fetch_settings: Settings, table: str, column: str, codes: list[str], unknown: str
) -> None:
    changed = with_codes(statbank.tables[table], column, dict(zip(codes, codes, strict=True)))
    statbank.update(table, cell=lambda _codes: 1.0, **changed)
    fetch(sources()[f"dst_{table.lower()}"], fetch_settings)
    assert found(fetch_settings) == {(column, unknown, IN_NO_LIST)}


def test_schools_of_a_table_are_held_against_the_register(fetch_settings: Settings, tmp_path: Path) -> None:
    fetch(sources()["dst_inst15"], fetch_settings)
    assert found(fetch_settings) == {("INSTI", code, IN_NO_LIST) for code in ("101401", "147401", "101497")}
    taken(fetch_settings, tmp_path, "institutions_register", REGISTER.replace("280051", "101401"))
    assert found(fetch_settings) == {("INSTI", "101497", IN_NO_LIST)}


@pytest.mark.parametrize(
    ("founded", "closed", "problem"),
    [
        ("", "", None),
        ("01-08-2004", "", None),
        ("01-08-2004", "31-12-2024", "not valid in 2025, but from 2004-08-01 to 2024-12-31"),
        ("2026-01-01", "", "not valid in 2025, but from 2026-01-01"),
        ("", "01-01-2025", None),
        ("", "31-12-2024", "not valid in 2025, but to 2024-12-31"),
    ],
)
def test_a_school_has_its_days(
    fetch_settings: Settings, tmp_path: Path, founded: str, closed: str, problem: str | None
) -> None:
    heading, first, second, *_ = REGISTER.replace("280051", "101401").splitlines()
    register = [f"{heading};Oprettet;Nedlagt", f"{first};;", f"{second};{founded};{closed}"]
    taken(fetch_settings, tmp_path, "institutions_register", "\n".join(register) + "\n")
    taken(fetch_settings, tmp_path, "uvm_agreements_file", AGREEMENTS)
    assert found(fetch_settings) == ({("institutionsnummer", "101401", problem)} if problem else set())


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bornholm's RAR area and Gentofte are valid from 2023 to 2024 only."""
    days = {("labour_council_areas", "bornholm"), ("areas", "157")}

    def limited(code_list: str, code: str) -> Validity:
        if (code_list, code) in days:
            return Validity(date(2023, 1, 1), date(2024, 12, 31))
        return validity(code_list, code)

    monkeypatch.setattr("faglaert.sources.code_check.validity", limited)


@pytest.mark.usefixtures("ended")
@pytest.mark.parametrize(
    ("month", "problem"),
    [
        ("januar 2023", None),
        ("december 2024", None),
        ("december 2022", "not valid in 2022-12, but from 2023-01-01 to 2024-12-31"),
        ("januar 2026", "not valid in 2026-01, but from 2023-01-01 to 2024-12-31"),
    ],
)
def test_a_code_of_a_file_is_valid_in_its_period_or_reported(
    fetch_settings: Settings, tmp_path: Path, month: str, problem: str | None
) -> None:
    taken(fetch_settings, tmp_path, "star_balance", BALANCE.replace("januar 2026", month))
    assert found(fetch_settings) == ({("rar", "bornholm", problem)} if problem else set())


@pytest.mark.usefixtures("ended")
def test_a_code_of_a_table_may_be_older_than_its_list_but_not_outlive_it(fetch_settings: Settings) -> None:
    fetch(sources()["dst_statusu6"], fetch_settings)
    assert found(fetch_settings) == set()
    fetch(sources()["dst_folk1a"], fetch_settings)
    (gentofte,) = unknown_codes(fetch_settings.paths)
    assert (gentofte.source_id, gentofte.column, gentofte.code_list, gentofte.code) == (
        *("dst_folk1a", "OMRÅDE"),
        *("areas", "157"),
    )
    assert gentofte.problem.startswith("not valid in 2026K1")
    assert gentofte.problem.endswith(", but to 2024-12-31")


@pytest.mark.parametrize(
    ("code_list", "code", "first_day"),
    [
        ("areas", "101", date(2007, 1, 1)),
        ("disced15", "H30", date(2015, 1, 1)),
        ("db07_groups", "CA", date(2008, 1, 1)),
        ("programmes", "30354010", date(2015, 1, 1)),
        ("institutions", "101401", None),
        ("job_titles", "Kok", None),
    ],
)
def test_a_list_says_since_when_its_codes_are_valid(code_list: str, code: str, first_day: date | None) -> None:
    assert validity(code_list, code) == Validity(first_day, None)


def test_every_list_with_days_can_be_looked_up() -> None:
    assert {name for name in code_lists._dated() if name not in code_lists._lists()} == set()
