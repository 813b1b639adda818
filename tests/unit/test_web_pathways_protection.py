# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The gate that tables about groups pass before they are published, and what subtraction could tell."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faglaert.definitions.parameters import disclosure_rule
from faglaert.disclosure.checks import group_violations
from faglaert.disclosure.groups import GroupTable, Judgement
from faglaert.disclosure.protect import ProtectedTable, protect_groups
from faglaert.dissemination.differences import hide_single_parts, hide_small_steps, kept_months
from faglaert.errors import DataRefusedError

RULE = disclosure_rule(date(2026, 1, 1))
TABLE = GroupTable(
    "shares", ("group", "month"), (Judgement(exact=("share", "n"), bounds=("low", "high"), persons=("n",)),)
)
FINE = {
    "group": "a",
    "month": 1,
    "share": 0.2,
    "n": 100,
    "low": 0.13,
    "high": 0.29,
    "status": "shown",
    "true_count": 20,
    "true_total": 100,
}
NOTHING = {"share": None, "n": None, "low": None, "high": None}
KINDS = {"share": pl.Float64, "n": pl.Int64, "low": pl.Float64, "high": pl.Float64}


def rows(*several: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame([FINE | each for each in several], schema_overrides=KINDS)


def test_a_table_that_may_be_shown_leaves_its_true_counts_behind() -> None:
    protected = protect_groups(rows({}, NOTHING | {"status": "suppressed", "true_count": 2}), TABLE, RULE)
    assert isinstance(protected, ProtectedTable)
    assert set(protected.frame.columns) == set(FINE) - {"true_count", "true_total"}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"true_count": 3}, "small count"),
        ({"true_count": 97}, "small complement"),
        ({"true_total": 40, "true_count": 10}, "too few persons"),
        ({"n": 3}, "small number of persons"),
        ({"status": "suppressed"}, "hidden row carries a number"),
        ({"status": "interval"}, "interval carries an exact number"),
        ({**NOTHING, "status": "interval", "low": 0.123, "high": 0.3}, "whole per cent"),
        ({**NOTHING, "status": "interval", "true_total": 12, "true_count": 6}, "interval of too few"),
        ({"status": "guessed"}, "unknown status"),
        ({"true_count": None}, "small count"),
    ],
)
def test_a_row_that_may_not_be_shown_stops_the_table(change: dict[str, object], problem: str) -> None:
    with pytest.raises(DataRefusedError) as refused:
        protect_groups(rows({}, change), TABLE, RULE)
    assert any(problem in finding.problem for finding in refused.value.findings)


def test_a_number_nobody_judges_is_refused() -> None:
    with pytest.raises(DataRefusedError) as refused:
        protect_groups(rows({}).with_columns(at_risk=pl.lit(7)), TABLE, RULE)
    assert [finding.column for finding in refused.value.findings] == ["at_risk"]


@pytest.mark.parametrize(
    "change",
    [{"status": "suppressed"}, {"n": 3}, {"n": 40}, {"share": 0.03}, {"status": "interval"}],
)
def test_the_second_look_finds_it_in_what_was_published(change: dict[str, object]) -> None:
    published = rows({}, change).drop("true_count", "true_total")
    assert group_violations(published, TABLE, RULE)
    assert group_violations(published.head(1), TABLE, RULE) == []


@given(st.lists(st.lists(st.integers(0, 7), min_size=24, max_size=24), min_size=1, max_size=4))
def test_between_two_exact_months_nobody_or_enough_left(steps: list[list[int]]) -> None:
    counts = np.cumsum(np.array(steps), axis=1)
    kept = kept_months(counts, np.ones_like(counts, dtype=bool), 5)
    for line, stays in zip(counts, kept, strict=True):
        between = np.diff([0, *line[stays]])
        assert set(between[between < 5]) <= {0}


def test_months_of_the_tables_stay_before_others() -> None:
    counts = np.array([[4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]])
    assert list(np.flatnonzero(kept_months(counts, counts > 0, 5)[0]) + 1) == [6, 12]


def test_a_month_too_near_keeps_its_interval_alone() -> None:
    frame = pl.concat(
        rows({"month": month, "true_count": count, "share": count / 100})
        for month, count in ((1, 20), (2, 22), (3, 30))
    )
    by_month = hide_small_steps(frame, ["group"], 5).sort("month")
    assert by_month["status"].to_list() == ["shown", "interval", "shown"]
    assert by_month["share"].to_list() == [0.2, None, 0.3]
    assert by_month.row(1, named=True)["low"] == 0.13


def test_a_single_hidden_part_gets_company() -> None:
    frame = rows(
        NOTHING | {"group": "a", "status": "suppressed", "true_count": 2},
        {"group": "b", "true_count": 30},
        {"group": "c", "true_count": 20},
    )
    assert hide_single_parts(frame, ["month"])["status"].to_list() == ["suppressed", "shown", "suppressed"]


def test_two_hidden_parts_hide_each_other() -> None:
    hidden = NOTHING | {"status": "suppressed", "true_count": 2}
    frame = rows(hidden, hidden | {"group": "b"}, {"group": "c"})
    assert hide_single_parts(frame, ["month"])["status"].to_list() == ["suppressed", "suppressed", "shown"]
