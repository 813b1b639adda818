# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A second look at protected observations that shares nothing with the rules but the thresholds.

Written row by row in plain Python, so that a mistake in the rules' expressions is not repeated here.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import polars as pl

from faglaert.definitions.parameters import DisclosureRule
from faglaert.disclosure.groups import GroupTable, Judgement

_NUMBERS = ("value", "numerator_count", "denominator_count", "low_value", "high_value")
_RESULT = pl.Schema({name: pl.String() for name in ("indicator_id", "area_code", "period", "problem")})

Row = Mapping[str, Any]


def violations(protected: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    """Rows of a protected table that break the rules: ``indicator_id``, ``area_code``, ``period`` and ``problem``.

    ``protected`` has the columns of ``observations.OUTPUT_COLUMNS``. An empty result is the only good one.
    """
    found = [
        {name: row[name] for name in ("indicator_id", "area_code", "period")} | {"problem": problem}
        for row in protected.iter_rows(named=True)
        for problem in _problems(row, rule)
    ]
    return pl.DataFrame(found, schema=_RESULT)


def _problems(row: Row, rule: DisclosureRule) -> Iterator[str]:
    status = row["status"]
    numbers = {name for name in _NUMBERS if row[name] is not None}
    if status in {"suppressed", "missing", "not_applicable"}:
        if numbers:
            yield f"a row with status {status} carries {', '.join(sorted(numbers))}"
    elif status == "interval":
        yield from _interval_problems(row, numbers, rule)
    elif status in {"shown", "zero", "rounds_to_zero"}:
        yield from _shown_problems(row, rule)
    else:
        yield f"unknown status {status!r}"


def _interval_problems(row: Row, numbers: set[str], rule: DisclosureRule) -> Iterator[str]:
    if row["unit"] != "share" or row["disclosure"] != "own_counts":
        yield "only a share of own counts is shown as an interval"
    if numbers != {"low_value", "high_value"}:
        yield "an interval has low_value and high_value and no other number"
        return
    low, high = row["low_value"], row["high_value"]
    if any(abs(100 * bound - round(100 * bound)) > 1e-6 for bound in (low, high)):
        yield "an interval is in whole per cent"
    # The score interval of the largest such group is narrowest when nobody is in the numerator: z² / (n + z²).
    narrowest = 3.8415 / (rule.smallest_denominator_without_interval - 1 + 3.8415)
    if not (low >= 0 and high <= 1 and high - low > narrowest - 0.01):
        yield "an interval lies within 0 to 100 per cent and is wide enough to hide the value"


def _shown_problems(row: Row, rule: DisclosureRule) -> Iterator[str]:
    value = row["value"]
    if value is None:
        yield "a shown row has no value"
        return
    if row["low_value"] is not None or row["high_value"] is not None:
        yield "a shown row carries an interval"
    if (row["status"] == "zero") != (value == 0):
        yield "status zero goes with the value 0, and only with it"
    if row["disclosure"] != "as_published":
        yield from _own_problems(row, rule)
    elif row["data_kind"] != "official":
        yield "only official rows pass as published"


def _own_problems(row: Row, rule: DisclosureRule) -> Iterator[str]:
    unit, denominator = row["unit"], row["denominator_count"]
    if unit == "share":
        yield from _share_problems(row["numerator_count"], denominator, rule)
    elif unit in {"persons", "count"}:
        if _is_small(row["value"], rule):
            yield "a small count is shown"
        if row["numerator_count"] is not None or denominator is not None:
            yield "a count carries other counts"
    elif unit == "score":
        if denominator is None or denominator < rule.smallest_mean_count:
            yield "a mean of too few persons is shown"
    elif unit not in {"job_titles", "programmes", "million_dkk"}:
        yield f"no rule for own figures of unit {unit!r}"


def _share_problems(numerator: float | None, denominator: float | None, rule: DisclosureRule) -> Iterator[str]:
    if numerator is None or denominator is None:
        yield "a shown share of own counts lacks the counts that prove it may be shown"
    elif denominator < rule.smallest_denominator_without_interval:
        yield "a share of too few persons is shown as a number"
    elif _is_small(numerator, rule) or _is_small(denominator - numerator, rule):
        yield "a share shows a group of too few persons"


def _is_small(count: float, rule: DisclosureRule) -> bool:
    return not (count <= 0 or count >= rule.smallest_count)


def group_violations(published: pl.DataFrame, table: GroupTable, rule: DisclosureRule) -> list[str]:
    """What breaks the rules in a published table about groups, from what can be read in it alone; empty is good.

    Column by column in NumPy, with none of the expressions that decided what is shown.
    """
    return [problem for judgement in table.judgements for problem in _group_problems(published, judgement, rule)]


def _group_problems(published: pl.DataFrame, judgement: Judgement, rule: DisclosureRule) -> Iterator[str]:
    status = np.array(published[judgement.status].to_list(), dtype=object)
    columns = {name: _numbers(published, name) for name in (*judgement.exact, *judgement.bounds)}
    is_number = np.isin(status, ["shown", "zero", "rounds_to_zero"])
    is_interval = status == "interval"
    for name, column in columns.items():
        allowed = is_number | is_interval if name in judgement.bounds else is_number
        if np.any(~np.isnan(column) & ~allowed):
            yield f"{name} stands where its status hides it"
    for name in judgement.persons:
        if np.any((columns[name] > 0) & (columns[name] < rule.smallest_count)):
            yield f"{name} shows too few persons"
    if judgement.total is not None and "n" in columns:
        if np.any(columns["n"] < rule.smallest_denominator_without_interval):
            yield "a share of too few persons is shown as a number"
        if "share" in columns and np.any(_is_revealing(columns["share"] * columns["n"], rule)):
            yield "a share shows a group of too few persons"


def _numbers(published: pl.DataFrame, name: str) -> Any:
    return np.array([np.nan if each is None else float(each) for each in published[name].to_list()])


def _is_revealing(persons: Any, rule: DisclosureRule) -> Any:
    # pupils who are not followed to the end make a share larger, never smaller, than what was counted
    return (persons > 0.5) & (persons < rule.smallest_count - 0.5)
