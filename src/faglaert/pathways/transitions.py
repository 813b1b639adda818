# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What those who completed GF2 do 1, 3, 6 and 12 months later: seven statuses and the two shares of losses."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from faglaert.definitions.parameters import DisclosureRule
from faglaert.disclosure.rules import wilson_interval
from faglaert.pathways.compiling import compiled, compiled_parallel, parallel_range
from faglaert.pathways.definition import STAGES, Definition
from faglaert.pathways.dimensions import cohort_codes, dimension_columns, dimension_labels
from faglaert.pathways.episodes import NEVER, Rule, end_seen, is_begun, is_same_unit, rule_of
from faglaert.pathways.rows import (
    A_MONTH,
    IS_COMPLETED,
    IS_NO_SHOW,
    IS_VOCATIONAL,
    MONTHS_A_YEAR,
    Array,
    Spells,
    next_day,
)
from faglaert.pathways.showing import hide_rows, protected_shares
from faglaert.registers.schema import Stage

HORIZONS = (1, 3, 6, 12)
WAITING_MONTHS = 12

STATUSES = (
    "main_same",
    "main_other",
    "gf2_again",
    "higher_or_upper",
    "other_education",
    "waiting",
    "not_continued",
)
"""The statuses in the order of precedence."""

IN_MAIN = ("main_same", "main_other")
TAKEN_OUT = ("higher_or_upper", "other_education")
"""Statuses that are not in a main course but not lost either."""

NOT_IN_MAIN, LOST = "gf2_not_in_main_share", "gf2_lost_share"

_MAIN_SAME, _MAIN_OTHER, _AGAIN, _HIGHER_OR_UPPER, _OTHER = range(5)
_GF2, _MAIN, _UNDIVIDED = (STAGES.index(stage) for stage in (Stage.GF2, Stage.MAIN, Stage.UNDIVIDED))
_EUX, _UPPER, _HIGHER = (STAGES.index(stage) for stage in (Stage.EUX_STUDY, Stage.UPPER_SECONDARY, Stage.HIGHER))


def transition_statuses(spells: Spells, definition: Definition) -> pl.DataFrame:
    """One row a completed GF2 spell and horizon that the data reaches: codes of the dimensions, ``months``, ``status``.

    ``status`` is a place in :data:`STATUSES`. Whether the main course is the same one is judged at the definition's
    unit (a school counts as its programme). With ``is_settled_only`` only those whose twelve months have been seen.
    """
    rows = spells.rows
    turned_up = (rows["flags"] & IS_NO_SHOW) == 0
    completed = (
        turned_up & (rows["stage"] == _GF2) & ((rows["flags"] & IS_COMPLETED) != 0) & (rows["end"] <= spells.closing)
    )
    chosen = np.flatnonzero(completed)
    starts = np.full((chosen.size, _OTHER + 1), NEVER, dtype=np.int32)
    places = np.full(len(spells), -1, dtype=np.int64)
    places[chosen] = np.arange(chosen.size)
    rule = rule_of(spells, definition)
    _first_starts(rows, spells.bucket_starts, places, rule, starts)
    after = _days_after(np.ascontiguousarray(rows["end"][chosen]))
    return _at_horizons(_dimensions(rows[chosen]), after, starts, (spells.closing, definition.is_settled_only))


@compiled
def _days_after(days: Array) -> Array:
    after = np.empty(days.shape[0], dtype=np.int64)
    for i in range(days.shape[0]):
        after[i] = next_day(days[i])
    return after


@compiled_parallel
def _first_starts(rows: Array, bucket_starts: Array, places: Array, rule: Rule, starts: Array) -> None:
    for bucket in parallel_range(bucket_starts.shape[0] - 1):
        low, high = bucket_starts[bucket], bucket_starts[bucket + 1]
        while low < high:
            end = low + 1
            while end < high and rows[end].key == rows[low].key:
                end += 1
            for i in range(low, end):
                if places[i] >= 0:
                    _starts_after(rows, rule, (low, end), i, starts[places[i]])
            low = end


@compiled
def _starts_after(rows: Array, rule: Rule, person: tuple[int, int], i: int, starts: Array) -> None:
    """The first start of every kind of education that lasts beyond the end of GF2 spell ``i``."""
    for k in range(person[0], person[1]):
        if k == i or not is_begun(rows, rule, k) or end_seen(rows, rule, k) <= rows[i].end:
            continue
        kind = _kind(rows, rule, i, k)
        starts[kind] = min(starts[kind], rows[k].start)


@compiled
def _kind(rows: Array, rule: Rule, i: int, k: int) -> int:
    stage = rows[k].stage
    if stage in (_MAIN, _UNDIVIDED):
        return _MAIN_SAME if is_same_unit(rows, rule, i, k) else _MAIN_OTHER
    if stage in (_EUX, _UPPER, _HIGHER):
        return _HIGHER_OR_UPPER
    return _AGAIN if IS_VOCATIONAL[stage] else _OTHER


def _dimensions(rows: Array) -> pl.DataFrame:
    """Codes of the dimensions, the cohort being the school year in which GF2 was completed, and the calendar year."""
    ended = {"cohort": cohort_codes(rows["end"]), "year": rows["end"] // (A_MONTH * MONTHS_A_YEAR)}
    columns = dimension_columns(rows) | ended | {"main_area": rows["area"]}
    return pl.DataFrame({name: np.ascontiguousarray(column) for name, column in columns.items()})


def _at_horizons(dimensions: pl.DataFrame, after: Array, starts: Array, seen: tuple[int, bool]) -> pl.DataFrame:
    closing, is_settled_only = seen
    first_main = np.minimum(starts[:, _MAIN_SAME], starts[:, _MAIN_OTHER])
    frames = []
    for months in HORIZONS:
        is_within = starts <= (after + A_MONTH * months)[:, None]
        status = np.where(is_within.any(axis=1), is_within.argmax(axis=1), STATUSES.index("not_continued"))
        is_waiting = ~is_within.any(axis=1) & (first_main <= after + A_MONTH * WAITING_MONTHS)
        status = np.where(is_waiting, STATUSES.index("waiting"), status)
        needed = WAITING_MONTHS if is_settled_only else months
        is_seen = after + A_MONTH * needed <= closing
        frame = dimensions.with_columns(months=pl.lit(months), status=pl.Series(status, dtype=pl.UInt8))
        frames.append(frame.filter(pl.Series(is_seen)))
    return pl.concat(frames)


def transition_table(spells: Spells, statuses: pl.DataFrame, *, by: Sequence[str]) -> pl.DataFrame:
    """Shares by group and horizon, unprotected.

    Columns: ``group``, ``months``, ``outcome`` (the seven statuses, ``gf2_not_in_main_share`` as published and
    ``gf2_lost_share``, in which higher, upper secondary and other education are taken out of the losses), ``n`` who
    completed GF2, ``count`` and ``share``.
    """
    labels = dimension_labels(spells.programmes, spells.schools)
    totals = statuses.group_by(*by, "months").agg(pl.len().cast(pl.Int64).alias("n"))
    counted = statuses.group_by(*by, "months").agg(
        *((pl.col("status") == place).sum().cast(pl.Int64).alias(name) for place, name in enumerate(STATUSES))
    )
    lost = [name for name in STATUSES if name not in (*IN_MAIN, *TAKEN_OUT)]
    with_shares = counted.with_columns(
        (pl.sum_horizontal(*TAKEN_OUT) + pl.sum_horizontal(*lost)).alias(NOT_IN_MAIN),
        pl.sum_horizontal(*lost).alias(LOST),
    )
    long = with_shares.unpivot(
        [*STATUSES, NOT_IN_MAIN, LOST], index=[*by, "months"], variable_name="outcome", value_name="count"
    ).join(totals, on=[*by, "months"])
    order = pl.col("outcome").cast(pl.Enum([*STATUSES, NOT_IN_MAIN, LOST]))
    named = long.with_columns(group=_named(by, labels)).sort(*by, "months", order)
    return named.select("group", "months", "outcome", "n", "count", share=pl.col("count") / pl.col("n"))


def _named(by: Sequence[str], labels: dict[str, tuple[str, ...]]) -> pl.Expr:
    parts = [
        pl.col(name).replace_strict(list(range(len(labels[name]))), list(labels[name]), return_dtype=pl.String)
        for name in by
    ]
    return pl.concat_str(parts, separator=" | ") if parts else pl.lit("all")


def protected_transitions(
    spells: Spells, statuses: pl.DataFrame, *, by: Sequence[str], rule: DisclosureRule
) -> pl.DataFrame:
    """:func:`transition_table` through :func:`protected_table`."""
    return protected_table(transition_table(spells, statuses, by=by), rule)


def protected_table(table: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    """A transition table with 95 per cent Wilson intervals and ``status``, hidden where the rules say so.

    The seven statuses of a group and horizon are protected as parts of one whole; the two shares of losses are hidden
    with any of the parts that make the difference between them.
    """
    low, high = wilson_interval(pl.col("count"), pl.col("n"))
    rows = table.with_columns(low=low, high=high)
    family = ["group", "months"]
    is_sum = pl.col("outcome").is_in([NOT_IN_MAIN, LOST])
    parts = protected_shares(rows.filter(~is_sum), rule, family=family)
    sums = protected_shares(rows.filter(is_sum), rule, family=[*family, "outcome"])
    is_hidden = pl.col("status") == "suppressed"
    telling = parts.group_by(family).agg(
        # one hidden part among those that a sum leaves out could be found from the sum
        is_telling=pl.any_horizontal(
            is_hidden.filter(pl.col("outcome").is_in(outside)).sum() == 1
            for outside in (IN_MAIN, TAKEN_OUT, (*IN_MAIN, *TAKEN_OUT))
        )
    )
    joined = sums.join(telling, on=family, maintain_order="left")
    shown = hide_rows(joined, pl.col("is_telling")).drop("is_telling")
    order = pl.col("outcome").cast(pl.Enum([*STATUSES, NOT_IN_MAIN, LOST]))
    return pl.concat([parts, shown]).sort(*family, order)
