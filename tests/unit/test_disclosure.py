# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What disclosure control refuses, and that there is no way round its type."""

import copy
import pickle
from datetime import date

import polars as pl
import pytest

from faglaert.definitions.parameters import DisclosureRule
from faglaert.disclosure import ProtectedTable, protect, violations
from faglaert.disclosure.rules import wilson_interval
from faglaert.errors import DataRefusedError

RULE = DisclosureRule(
    valid_from=date(2021, 1, 1),
    smallest_count=5,
    smallest_denominator=20,
    smallest_denominator_without_interval=50,
    smallest_mean_count=7,
    reason={"da": "prøve", "en": "test"},
)
SHARE = {
    "indicator_id": "dropout",
    "area_code": "084",
    "period": "2024",
    "value": 0.1,
    "numerator_count": 10.0,
    "denominator_count": 100.0,
    "data_kind": "official",
    "source_id": "register",
    "snapshot_id": "one",
    "unit": "share",
    "disclosure": "own_counts",
    "is_hidden_in_source": False,
}
SHOWN = {name: value for name, value in SHARE.items() if name != "is_hidden_in_source"} | {
    "low_value": None,
    "high_value": None,
    "status": "shown",
}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"unit": "furlongs"}, "no rule for own figures of this unit"),
        ({"unit": "percent"}, "no rule for own figures of this unit"),
        ({"unit": "furlongs", "disclosure": "as_published"}, "unknown unit"),
        ({"unit": None}, "is empty"),
        ({"disclosure": "whatever"}, "is none of as_published, own_counts"),
        ({"data_kind": "invented"}, "is none of official, synthetic"),
        ({"data_kind": "synthetic", "disclosure": "as_published"}, "synthetic rows are never as published"),
        ({"is_hidden_in_source": None}, "is empty"),
        ({"numerator_count": None}, "a share of own counts has both counts"),
        ({"numerator_count": None, "denominator_count": None}, "a share of own counts has both counts"),
        ({"numerator_count": 101.0}, "lies outside 0 to the denominator"),
        ({"numerator_count": -1.0}, "lies outside 0 to the denominator"),
        ({"value": 0.2}, "is not the share its counts give"),
        ({"value": float("nan")}, "is not a finite number"),
        ({"denominator_count": float("inf")}, "is not a finite number"),
        ({"unit": "persons", "value": -3.0}, "a count is not negative"),
        ({"unit": "score", "denominator_count": None}, "a mean has its number of persons"),
    ],
)
def test_row_that_cannot_be_judged_is_refused(change, problem):
    with pytest.raises(DataRefusedError) as refusal:
        protect(pl.DataFrame([SHARE, SHARE | change], strict=False), RULE)
    assert any(finding.problem.startswith(problem) for finding in refusal.value.findings)
    assert all(finding.row == 2 for finding in refusal.value.findings)


def test_missing_column_is_refused():
    with pytest.raises(DataRefusedError, match="disclosure: missing column"):
        protect(pl.DataFrame([SHARE]).drop("disclosure"), RULE)


def test_column_that_could_smuggle_a_number_is_refused():
    with pytest.raises(DataRefusedError, match="count_of_boys: unknown column"):
        protect(pl.DataFrame([SHARE | {"count_of_boys": 2}]), RULE)


def test_words_in_a_number_column_are_refused():
    with pytest.raises(DataRefusedError, match="refused"):
        protect(pl.DataFrame([SHARE | {"value": "ten"}]), RULE)


def test_table_without_rows_passes():
    assert len(protect(pl.DataFrame([SHARE]).clear(), RULE)) == 0


def test_share_rounded_by_its_source_passes():
    assert protect(pl.DataFrame([SHARE | {"value": 0.105}]), RULE).frame["status"].to_list() == ["shown"]


def test_protected_table_cannot_be_made_directly():
    with pytest.raises(TypeError, match="made by protect"):
        ProtectedTable(pl.DataFrame([SHARE]), object())


def test_protected_table_cannot_be_changed():
    table = protect(pl.DataFrame([SHARE]), RULE)
    with pytest.raises(TypeError, match="cannot be changed"):
        table._frame = pl.DataFrame([SHARE])
    with pytest.raises(TypeError, match="cannot be changed"):
        del table._frame


def test_changing_the_frame_read_does_not_change_the_table():
    table = protect(pl.DataFrame([SHARE | {"value": 0.0, "numerator_count": 0.0}]), RULE)
    frame = table.frame
    frame[0, "value"] = 0.5
    assert table.frame["value"].to_list() == [0.0]


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, pickle.dumps])
def test_protected_table_cannot_be_copied(copied):
    with pytest.raises(TypeError, match="copied or pickled"):
        copied(protect(pl.DataFrame([SHARE]), RULE))


def test_protected_table_cannot_be_subclassed():
    with pytest.raises(TypeError, match="subclassed"):
        type("Loose", (ProtectedTable,), {})


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [(10, 30, 0.1923, 0.5122), (0, 20, 0.0, 0.1611), (20, 20, 0.8389, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_wilson_interval_is_the_published_one(numerator, denominator, low, high):
    """The last case is worked out in Newcombe (1998), Statistics in Medicine 17, 857-872."""
    bounds = wilson_interval(pl.col("x"), pl.col("n"))
    found = pl.DataFrame({"x": [numerator], "n": [denominator]}).select(low=bounds[0], high=bounds[1])
    assert found.row(0) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"status": "suppressed"}, "carries denominator_count, numerator_count, value"),
        ({"status": "missing", "value": None, "denominator_count": None}, "carries numerator_count"),
        ({"status": "hidden"}, "unknown status"),
        ({"numerator_count": 4.0}, "too few persons"),
        ({"numerator_count": 96.0}, "too few persons"),
        ({"denominator_count": 49.0}, "too few persons is shown as a number"),
        ({"denominator_count": None}, "lacks the counts"),
        ({"value": None}, "has no value"),
        ({"low_value": 0.1}, "carries an interval"),
        ({"value": 0.0}, "status zero"),
        ({"unit": "persons", "value": 3.0}, "a small count is shown"),
        ({"unit": "persons", "value": 30.0}, "carries other counts"),
        ({"unit": "score", "denominator_count": 6.0}, "a mean of too few"),
        ({"unit": "percent"}, "no rule"),
        ({"disclosure": "as_published", "data_kind": "synthetic"}, "only official rows"),
    ],
)
def test_second_computation_finds_what_is_wrong(change, problem):
    found = violations(pl.DataFrame([SHOWN, SHOWN | {"period": "2025"} | change], strict=False), RULE)
    assert found["period"].unique().to_list() == ["2025"]
    assert any(problem in text for text in found["problem"])


@pytest.mark.parametrize(
    ("low", "high", "change", "problem"),
    [
        (0.1, 0.1, {}, "wide enough"),
        (0.8, 1.2, {}, "within 0 to 100"),
        (0.1234, 0.4, {}, "whole per cent"),
        (0.1, 0.4, {"value": 0.2}, "no other number"),
        (0.1, None, {}, "no other number"),
        (0.1, 0.4, {"unit": "persons"}, "only a share"),
    ],
)
def test_second_computation_finds_a_wrong_interval(low, high, change, problem):
    empty = {"value": None, "numerator_count": None, "denominator_count": None}
    row = SHOWN | empty | {"status": "interval", "low_value": low, "high_value": high} | change
    assert any(problem in text for text in violations(pl.DataFrame([row]), RULE)["problem"])
