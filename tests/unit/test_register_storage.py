# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Tables are stored as declared or not at all, and readers always find the one in force."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from faglaert.atomic import PARTIAL
from faglaert.errors import DataRefusedError, NotPublishedError
from faglaert.paths import Paths
from faglaert.registers.packing import pack
from faglaert.registers.refusals import Refusals
from faglaert.registers.schema import PERSONS
from faglaert.registers.storage import check, current, folder, new_load_id, scan
from tests.register_files import kotre, load

PERSON = {"person_id": "v", "birth_date": date(1999, 1, 1), "sex": "M", "data_kind": "official"}


def persons(*rows: dict[str, object]) -> pl.DataFrame:
    """Persons in the declared types."""
    return pl.DataFrame([PERSON | row for row in rows], schema=PERSONS.columns)


def test_a_table_as_declared_passes() -> None:
    assert check(persons({}, {"person_id": "w"}), PERSONS) is None


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([{"sex": "X"}], "sex has values that are not allowed"),
        ([{"sex": None}], "sex is empty in some rows"),
        ([{}, {}], r"its key \(person_id\) stands more than once"),
        ([{"data_kind": "other"}], "data_kind has values that are not allowed"),
    ],
)
def test_a_table_that_is_not_as_declared_is_refused(rows: list[dict[str, object]], problem: str) -> None:
    with pytest.raises(DataRefusedError, match=problem):
        check(persons(*rows), PERSONS)


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(DataRefusedError, match="its columns are not those declared"):
        check(persons({}).drop("sex"), PERSONS)


def test_nothing_loaded_is_told_apart_from_an_empty_table(tmp_path: Path) -> None:
    assert current(Paths(tmp_path), "spells") is None
    with pytest.raises(NotPublishedError, match="no spells are loaded"):
        scan(Paths(tmp_path), "spells")


def test_what_a_killed_load_left_is_swept_away(tmp_path: Path) -> None:
    left = folder(Paths(tmp_path / "var")) / "spells" / f".old{PARTIAL}"
    left.mkdir(parents=True)
    (left.parent / f".CURRENT.1{PARTIAL}").write_bytes(b"x")
    load(tmp_path, "kotre", [kotre()])
    assert list(left.parent.glob(f".*{PARTIAL}")) == []


def test_the_name_of_a_load_tells_time_and_format_and_no_number() -> None:
    day, form, letters = new_load_id("kotre", "0123456789abcdef").split("-")
    assert (len(day), form, letters) == (16, "kotre", "abcdefgh")


def test_an_empty_list_of_refusals_is_a_table_all_the_same() -> None:
    assert Refusals().listed().columns == ["file", "row", "column", "problem"]
    assert Refusals().summary() == ()


def test_too_many_values_to_compare_are_refused() -> None:
    wide = pl.Series(range(2**11), dtype=pl.UInt32) * 2**20
    with pytest.raises(DataRefusedError, match="more persons, programmes and institutions"):
        pack(*[wide] * 6)
