# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The programme's indicators of goal 1, counted from the register by the same definitions as the rest of the pathways.

Passed main courses by school year; dropout without switching and losses after GF2 by calendar year.
"""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
import polars as pl

from faglaert.definitions.parameters import DisclosureRule
from faglaert.disclosure.rules import wilson_interval
from faglaert.pathways.definition import STAGES, Definition, Outcome, Unit
from faglaert.pathways.dimensions import cohort_codes, cohort_label
from faglaert.pathways.episodes import find_episodes
from faglaert.pathways.rows import A_MONTH, IS_COMPLETED, IS_NO_SHOW, MONTHS_A_YEAR, UNKNOWN, Array, Spells, clock_of
from faglaert.pathways.showing import protected_counts, protected_shares
from faglaert.pathways.transitions import IN_MAIN, STATUSES
from faglaert.registers.schema import Stage

COMPLETED = "completed_main_courses"
DROPOUT = {
    "dropout_basic_course_share": (Stage.GF1, Stage.GF2, Stage.GF_PLUS),
    "dropout_main_course_share": (Stage.MAIN, Stage.UNDIVIDED),
}
NOT_IN_MAIN = "gf2_not_in_main_share_{area}"
PERIODS = 10
"""The newest periods of each indicator that have been seen whole."""

_MONTHS_AFTER_GF2 = 3
_YEAR = A_MONTH * MONTHS_A_YEAR
_LAST_MONTH_OF_SCHOOL_YEAR, _LAST_DAY = 7, 31


def goal_figures(spells: Spells, statuses: pl.DataFrame, *, reentry_months: int = 15) -> pl.DataFrame:
    """Indicators of goal 1 by period, unprotected; ``statuses`` is what ``transition_statuses`` gives.

    Columns: ``indicator_id``, ``period``, ``count`` and ``n`` (persons below the line; of a number of persons alone:
    everybody in the register), ``share`` with 95 per cent Wilson interval ``low`` and ``high`` (null for numbers).
    A year of dropout counts when its last day has been seen for the whole re-entry window, a year of GF2 for 3 months.
    """
    parts = [*_completed(spells), *_dropout(spells, reentry_months), *_not_in_main(spells, statuses)]
    frame = pl.DataFrame(parts, schema=_SCHEMA, orient="row")
    newest = frame.sort("indicator_id", "period").group_by("indicator_id", maintain_order=True).tail(PERIODS)
    is_share = pl.col("indicator_id") != COMPLETED
    low, high = wilson_interval(pl.col("count"), pl.col("n"))
    return newest.with_columns(
        pl.when(is_share).then(each).alias(name)
        for name, each in (("share", pl.col("count") / pl.col("n")), ("low", low), ("high", high))
    )


def protected_goals(table: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    """:func:`goal_figures` with ``status``; a number of persons alone has no ``n``."""
    is_share = pl.col("share").is_not_null()
    shares = protected_shares(table.filter(is_share), rule, family=["indicator_id", "period"])
    counts = protected_counts(table.filter(~is_share), rule, family="indicator_id")
    return pl.concat([shares, counts.with_columns(n=pl.lit(None, pl.Int64))]).sort("indicator_id", "period")


_SCHEMA = pl.Schema({"indicator_id": pl.String(), "period": pl.String(), "count": pl.Int64(), "n": pl.Int64()})
_Row = tuple[str, str, int, int]


def _completed(spells: Spells) -> Iterator[_Row]:
    """Persons who passed a main course or an undivided programme in the school year."""
    rows = spells.rows
    is_passed = _is_begun(spells) & _is_of(rows, DROPOUT["dropout_main_course_share"])
    is_passed &= ((rows["flags"] & IS_COMPLETED) != 0) & (rows["end"] <= spells.closing)
    everybody = _persons(rows["key"])
    passed = _by(rows["key"][is_passed], cohort_codes(rows["end"][is_passed]))
    for code, persons in passed.iter_rows():
        label = cohort_label(code)
        if clock_of(date(int(label[:4]) + 1, _LAST_MONTH_OF_SCHOOL_YEAR, _LAST_DAY)) <= spells.closing:
            yield COMPLETED, label, persons, everybody


def _dropout(spells: Spells, reentry_months: int) -> Iterator[_Row]:
    """Of the persons on such a course in the year: those who left one in it and took up no education in time."""
    rows = spells.rows
    found = find_episodes(spells, Definition(unit=Unit.EUD, reentry_months=reentry_months)).found
    left_year = rows["end"][found["last_row"]] // _YEAR
    last_year = (spells.closing - 1 - A_MONTH * reentry_months) // _YEAR - 1
    for indicator_id, stages in DROPOUT.items():
        is_there = _is_begun(spells) & _is_of(rows, stages)
        is_lost = is_there & (found["outcome"] == Outcome.DROPOUT)
        lost = dict(_by(rows["key"][is_lost], left_year[is_lost]).iter_rows())
        for year in range(last_year - PERIODS + 1, last_year + 1):
            is_in_year = is_there & (rows["start"] < (year + 1) * _YEAR) & (rows["end"] >= year * _YEAR)
            if lost.get(year):
                yield indicator_id, str(year), lost[year], _persons(rows["key"][is_in_year])


def _not_in_main(spells: Spells, statuses: pl.DataFrame) -> Iterator[_Row]:
    """Of those who passed GF2 in the year: those who have begun no main course three months later."""
    in_main = [STATUSES.index(name) for name in IN_MAIN]
    counted = (
        statuses.filter(pl.col("months") == _MONTHS_AFTER_GF2)
        .group_by("main_area", "year")
        .agg(count=(~pl.col("status").is_in(in_main)).sum().cast(pl.Int64), n=pl.len().cast(pl.Int64))
    )
    for area, year, count, n in counted.iter_rows():
        is_whole = (year + 1) * _YEAR + 1 + A_MONTH * _MONTHS_AFTER_GF2 <= spells.closing
        if is_whole and spells.main_areas[area] != UNKNOWN:
            yield NOT_IN_MAIN.format(area=spells.main_areas[area].lower()), str(year), count, n


def _is_begun(spells: Spells) -> Array:
    rows = spells.rows
    return np.asarray(((rows["flags"] & IS_NO_SHOW) == 0) & (rows["start"] <= spells.closing))


def _is_of(rows: Array, stages: Sequence[Stage]) -> Array:
    return np.isin(rows["stage"], [STAGES.index(stage) for stage in stages])


def _persons(keys: Array) -> int:
    return int(pl.Series(np.ascontiguousarray(keys)).n_unique())


def _by(keys: Array, periods: Array) -> pl.DataFrame:
    """Distinct persons by period."""
    frame = pl.DataFrame({"period": np.ascontiguousarray(periods), "key": np.ascontiguousarray(keys)})
    return frame.group_by("period").agg(pl.col("key").n_unique().cast(pl.Int64)).sort("period")
