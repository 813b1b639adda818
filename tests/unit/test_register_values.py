# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Cells become values: every form registers write is read, and what has no meaning is named without being told."""

from datetime import date

import polars as pl
import pytest

from faglaert.registers.masking import mask_numbers, shown
from faglaert.registers.pseudonyms import PersonNumber
from faglaert.registers.values import Codes, Day, Number, Parser, decimal, school_year


def parse(parser: Parser, *cells: str | None) -> list[tuple[object, str | None]]:
    """Value and problem of each cell."""
    value, problem = parser(pl.col("text"))
    return pl.DataFrame({"text": cells}, schema={"text": pl.String}).select(value=value, problem=problem).rows()


@pytest.mark.parametrize(
    "cell",
    [
        "2024-12-31",
        "31-12-2024",
        "31.12.2024",
        "31/12/2024",
        "20241231",
        "31DEC2024",
        "31dec2024",
        "31DEC2024:00:00:00",
        "2024-12-31 00:00:00",
        "2024-12-31T00:00:00.000",
        "23741",
        "23741.0",
    ],
)
def test_a_day_is_read_in_every_form(cell: str) -> None:
    assert parse(Day(), cell) == [(date(2024, 12, 31), None)]


def test_day_numbers_count_from_1960_and_may_be_negative() -> None:
    assert [value for value, _ in parse(Day(), "0", "-1", "366")] == [
        date(1960, 1, 1),
        date(1959, 12, 31),
        date(1961, 1, 1),
    ]


def test_one_figure_days_and_months_are_read() -> None:
    assert parse(Day(), "1-2-2024") == [(date(2024, 2, 1), None)]


@pytest.mark.parametrize("cell", ["9999-12-31", "31-12-9999", "2936547", "2999-12-31", None])
def test_an_open_end_is_no_end(cell: str | None) -> None:
    assert parse(Day(open_ended=True), cell) == [(None, None)]


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("31-13-2024", "is no date: «31-13-2024»"),
        ("30-02-2024", "is no date: «30-02-2024»"),
        ("1850-01-01", "lies outside 1900-2100: «1850-01-01»"),
        ("9999-12-31", "lies outside 1900-2100: «9999-12-31»"),
        (None, "is empty"),
    ],
)
def test_no_day_is_a_problem(cell: str | None, problem: str) -> None:
    assert parse(Day(), cell) == [(None, problem)]


@pytest.mark.parametrize("cell", ["52", "0052", "52.0", "52,0", "52.00"])
def test_a_code_is_read_however_it_was_delivered(cell: str) -> None:
    assert parse(Codes({"52": "main"}), cell) == [("main", None)]


def test_zero_is_a_code_of_its_own() -> None:
    assert parse(Codes({"0": "undivided"}), "0", "00", "0.0") == [("undivided", None)] * 3


def test_codes_with_letters_keep_their_zeros() -> None:
    assert parse(Codes({"0FÆ": "completed"}), "0fæ") == [("completed", None)]


def test_a_code_outside_the_list_is_a_problem() -> None:
    assert parse(Codes({"52": "main"}), "53", None) == [(None, "unknown code «53»"), (None, "is empty")]


def test_other_codes_may_have_a_meaning_in_common() -> None:
    codes = Codes({"10": "completed"}, required=False, others="left")
    assert parse(codes, "22", "221", None) == [("left", None), (None, "unknown code «221»"), (None, None)]


def test_numbers_have_a_longest_length() -> None:
    assert parse(Number(4), "0300", "12345")[0] == (300, None)
    assert parse(Number(4), "12345") == [(None, "expected a number of at most 4 digits, found «12345»")]


def test_decimals_are_read_with_comma_and_point() -> None:
    assert parse(decimal, "7,5", "7.5", "-3", None, "x") == [
        (7.5, None),
        (7.5, None),
        (-3.0, None),
        (None, None),
        (None, "is no number: «x»"),
    ]


@pytest.mark.parametrize("cell", ["2018/19", "2018/2019", "20182019", "2019", "2019.0", "2018-2019"])
def test_a_school_year_is_read_in_every_form(cell: str) -> None:
    assert parse(school_year, cell) == [("2018/19", None)]


def test_two_years_that_do_not_follow_are_no_school_year() -> None:
    assert parse(school_year, "2018/20") == [(None, "is no school year: «2018/20»")]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("010199-1234", "0101991234"),
        ("0101991234", "0101991234"),
        (" 010199 1234 ", "0101991234"),
        ("101991234", "0101991234"),
        ("10199-1234", "0101991234"),
        ("010199-tst1", "010199TST1"),
        ("000000012345", "000000012345"),
        ("12345678901", "012345678901"),
        ("AB12CD34EF56", "AB12CD34EF56"),
    ],
)
def test_a_person_number_has_one_form(cell: str, number: str) -> None:
    assert parse(PersonNumber(), cell) == [(number, None)]


@pytest.mark.parametrize("cell", ["12345678", "Peter", "0000000000", "9999999999", "1234567890123", "0101-991234"])
def test_what_is_no_person_number_is_not_quoted(cell: str) -> None:
    [(_value, problem)] = parse(PersonNumber(), cell)
    assert problem is not None
    assert problem.startswith("is no person number: expected 10 or 12 characters, found ")
    assert cell not in problem


@pytest.mark.parametrize("cell", ["0101991234", "000000012345", "3112991234"])
def test_numbers_that_need_no_change_get_none(cell: str) -> None:
    as_is = pl.DataFrame({"text": [cell]}).select(pl.col("text").str.contains(PersonNumber().as_is)).item()
    assert as_is == (parse(PersonNumber(), cell) == [(cell, None)])


@pytest.mark.parametrize("cell", ["77", "31-13-2024", "20241331", "FÆRTA", "0GH", "-5", "1,5", ""])
def test_codes_and_dates_are_shown(cell: str) -> None:
    assert pl.DataFrame({"text": [cell]}).select(shown(pl.col("text"))).item() == f"«{cell}»"


@pytest.mark.parametrize(
    "cell", ["0101991234", "010199-1234", "101991234", "Hansen", "peter", "000000012345", "Bo Lund"]
)
def test_what_could_be_a_person_is_only_measured(cell: str) -> None:
    assert pl.DataFrame({"text": [cell]}).select(shown(pl.col("text"))).item() == f"a text of {len(cell)} characters"


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("kotre2025.csv", "kotre2025.csv"),
        ("kotre20250930.csv", "kotre20250930.csv"),
        ("010199-1234.csv", "#.csv"),
        ("elev 0101991234 liste", "elev # liste"),
        ("x000000012345", "x#"),
    ],
)
def test_names_lose_person_numbers(name: str, masked: str) -> None:
    assert mask_numbers(name) == masked
