# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Switching: from where to where, and what became of those who switched."""

import numpy as np
import polars as pl

from faglaert.definitions.parameters import DisclosureRule
from faglaert.pathways.compiling import compiled, compiled_parallel, parallel_range
from faglaert.pathways.cube import Dense
from faglaert.pathways.definition import CAUSES, STAGES, Outcome
from faglaert.pathways.episodes import (
    ANY_STAGE,
    EPISODE,
    NEVER,
    NONE,
    Episodes,
    Rule,
    completed_day,
    decide,
    end_seen,
    is_counted,
    is_same_part,
    rule_of,
    write_episode,
)
from faglaert.pathways.kernel import count_events, curves
from faglaert.pathways.model import log_log_interval
from faglaert.pathways.rows import Array, next_day
from faglaert.pathways.showing import hide_rows, protected_counts, protected_shares

MONTHS_TO_COMPLETE = 48
PRIOR_PERSONS = 20
"""A destination's share is drawn towards that of all who switched from the same place with this weight."""

SMALLEST_SCHOOLS = 2


def follow_destinations(episodes: Episodes, outcome: Outcome = Outcome.SWITCH) -> Array:
    """What became of those who left with ``outcome`` for another spell: an ``EPISODE`` at the row they left from.

    The clock begins with the spell they went on to, and the whole education is followed there. Other rows have outcome
    ``NONE``.
    """
    spells = episodes.spells
    result = np.zeros(len(spells), dtype=EPISODE)
    result["outcome"] = NONE
    rule = rule_of(spells, episodes.definition)._replace(is_whole_education=True, risk_stage=ANY_STAGE)
    _follow_all(spells.rows, spells.bucket_starts, (episodes.found, int(outcome)), rule, result)
    return result


@compiled_parallel
def _follow_all(rows: Array, bucket_starts: Array, left: tuple[Array, int], rule: Rule, result: Array) -> None:
    for bucket in parallel_range(bucket_starts.shape[0] - 1):
        low, high = bucket_starts[bucket], bucket_starts[bucket + 1]
        while low < high:
            end = low + 1
            while end < high and rows[end].key == rows[low].key:
                end += 1
            for i in range(low, end):
                if left[0][i].outcome == left[1]:
                    first = int(left[0][i].last_row)
                    decided = _follow(rows, rule, (low, end), first)
                    write_episode(rows, rule, first, decided, result[i : i + 1])
            low = end


@compiled
def _follow(rows: Array, rule: Rule, person: tuple[int, int], first: int) -> tuple[int, int, int]:
    """The episode that begins with spell ``first``: outcome, day and last row."""
    last, end, done = first, end_seen(rows, rule, first), completed_day(rows, rule, first)
    for j in range(first + 1, person[1]):
        if done < NEVER or rows[j].start > next_day(end) + rule.bridge:
            break
        if is_counted(rows, rule, j) and is_same_part(rows, rule, first, j):
            last, end = j, max(end, end_seen(rows, rule, j))
            done = min(done, completed_day(rows, rule, j))
    return decide(rows, rule, person, (first, last, end, done))


def switching_matrix(episodes: Episodes, *, by: str = "programme") -> pl.DataFrame:
    """Those who switched from the definition's risk set, from where to where; ``by`` is ``programme`` or ``main_area``.

    Columns: ``origin``, ``destination``, ``count`` who switched, ``schools`` they went to, ``n`` of them followed,
    ``completed`` within 48 months of the switch, ``share`` by Aalen-Johansen with interval ``low`` and ``high``, and
    ``expected``, the share drawn towards that of all who left the same place.
    """
    rows = episodes.spells.rows
    at_stage = rows["stage"] == STAGES.index(episodes.definition.risk_set)
    left = np.flatnonzero((episodes.found["outcome"] == Outcome.SWITCH) & at_stage)
    became = follow_destinations(episodes)[left]
    reached = episodes.found["last_row"][left]
    codes = episodes.spells.programmes if by == "programme" else episodes.spells.main_areas
    field = "programme" if by == "programme" else "area"
    pairs = rows[field][left].astype(np.int64) * len(codes) + rows[field][reached]
    found, groups = np.unique(pairs, return_inverse=True)
    dense = _became(
        became, groups.astype(np.uint32), tuple((codes[p // len(codes)], codes[p % len(codes)]) for p in found)
    )
    schools = pl.DataFrame({"group": groups, "school": rows["school"][reached]}).group_by("group").n_unique()
    frame = (
        _shares(dense).with_columns(schools=schools.sort("group")["school"].cast(pl.Int64)) if found.size else _empty()
    )
    prior = pl.col("completed").sum().over("origin") / pl.col("n").sum().over("origin")
    drawn = (pl.col("share") * pl.col("n") + PRIOR_PERSONS * prior) / (pl.col("n") + PRIOR_PERSONS)
    return frame.with_columns(expected=drawn)


def _became(became: Array, groups: Array, names: tuple[tuple[str, ...], ...]) -> Dense:
    shape = (len(names), MONTHS_TO_COMPLETE, len(CAUSES))
    outcome = np.ascontiguousarray(became["outcome"])
    counts = count_events(groups, np.ascontiguousarray(became["month"]), outcome, shape=shape)
    return Dense(counts, np.zeros(counts.shape[:2], dtype=np.int32), names, ("origin", "destination"))


def _shares(dense: Dense) -> pl.DataFrame:
    curve = curves(dense.counts)
    completed = int(Outcome.COMPLETED)
    share, variance = (each[:, -1, completed] for each in (curve.incidence, curve.variance))
    low, high = log_log_interval(share, variance)
    return pl.DataFrame(
        {
            "origin": [name[0] for name in dense.groups],
            "destination": [name[1] for name in dense.groups],
            "count": dense.counts.sum(axis=(1, 2)),
            "n": dense.counts.sum(axis=(1, 2)),
            "completed": dense.counts[:, :-1, completed].sum(axis=1),
            "share": share,
            "low": low,
            "high": high,
        }
    ).with_columns(pl.col("count", "n", "completed").cast(pl.Int64))


def _empty() -> pl.DataFrame:
    texts, counts, shares = ("origin", "destination"), ("count", "n", "completed", "schools"), ("share", "low", "high")
    schema: dict[str, pl.DataType] = dict.fromkeys(texts, pl.String())
    schema |= dict.fromkeys(counts, pl.Int64()) | dict.fromkeys(shares, pl.Float64())
    return pl.DataFrame(schema=schema)


def protected_switches(matrix: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    """A switching matrix with ``status`` for the count, and ``share_status`` for what became of those who switched.

    A share is shown of at least 20 who went to two schools or more. When exactly one destination of an origin is
    hidden, the smallest other is hidden too.
    """
    counts = protected_counts(matrix, rule, family="origin")
    shares = protected_shares(
        matrix.drop("count").rename({"completed": "count"}), rule, family=["origin", "destination"]
    )
    is_told = (pl.col("schools") >= SMALLEST_SCHOOLS) & (pl.col("status") != "suppressed")
    hidden = hide_rows(shares, ~is_told).with_columns(
        expected=pl.when(is_told & pl.col("share").is_not_null()).then(pl.col("expected"))
    )
    told = hidden.select("origin", "destination", "share", "low", "high", "expected", share_status="status")
    return counts.select("origin", "destination", "count", "status").join(
        told, on=["origin", "destination"], maintain_order="left"
    )
