# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Routes through education as monthly sequences of states, and the typical ones among them (medoids).

Distances: optimal matching (Abbott and Forrest 1986) with one cost of inserting or deleting a month and one of changing
it; with costs 1 and 2 it is the distance of the longest common subsequence (Elzinga 2008). Routes that are equal are
kept once with their number. Many different routes are clustered on samples (CLARA, Kaufman and Rousseeuw 1990).
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from faglaert.definitions.parameters import DisclosureRule
from faglaert.pathways.compiling import compiled, compiled_parallel, parallel_range
from faglaert.pathways.definition import STAGES
from faglaert.pathways.rows import A_MONTH, IS_COMPLETED, IS_NO_SHOW, IS_VOCATIONAL, ONGOING, Array, Spells
from faglaert.registers.schema import Stage

STATES = (
    "outside",
    "gf1",
    "gf2",
    "main",
    "eux_study",
    "upper_secondary",
    "higher",
    "other_education",
    "completed",
)
"""What somebody does in a month: one of these courses, outside education, or out after a completed main course."""

_OUTSIDE, _COMPLETED = STATES.index("outside"), STATES.index("completed")
_JOINED = {
    Stage.GF_PLUS: "gf2",
    Stage.UNDIVIDED: "main",
    Stage.FGU: "other_education",
    Stage.OTHER: "other_education",
}
_STATE_OF_STAGE = np.array([STATES.index(_JOINED.get(stage, str(stage))) for stage in STAGES], dtype=np.uint8)
_MAIN, _UNDIVIDED = STAGES.index(Stage.MAIN), STAGES.index(Stage.UNDIVIDED)

MONTHS_OF_ROUTES, STEP_OF_ROUTES = 48, 3
"""How long the routes of a run are followed, and how far apart the points are that are looked at."""

LARGEST_FULL = 2_000
"""Above this many different routes samples of ``SAMPLE`` are clustered."""

SAMPLE, SAMPLES = 800, 5
MOST_ROUNDS = 50


@dataclass(frozen=True)
class Routes:
    """Different routes (route, month) as codes of :data:`STATES`, and how many persons took each."""

    states: Array
    persons: Array


def routes_of(spells: Spells, *, months: int = 48, step: int = 1) -> Routes:
    """The routes from the first day of vocational education, of everybody seen for all the months.

    The state of a month is that of the course one is in on the day of the month on which one began; of two at a time,
    the one begun later. ``step`` looks at every so many months only.
    """
    points = np.arange(0, months, step, dtype=np.int64)
    persons, states = _states_of_all(spells.rows, points, spells.closing - months * A_MONTH)
    found, counts = np.unique(states[persons], axis=0, return_counts=True)
    return Routes(found, counts)


@compiled
def _states_of_all(rows: Array, points: Array, latest: int) -> tuple[Array, Array]:
    count = 0
    for i in range(rows.shape[0]):
        count += i == 0 or rows[i].key != rows[i - 1].key
    is_kept = np.zeros(count, dtype=np.bool_)
    states = np.zeros((count, points.shape[0]), dtype=np.uint8)
    person, low = 0, 0
    for i in range(1, rows.shape[0] + 1):
        if i == rows.shape[0] or rows[i].key != rows[low].key:
            begun = _first_vocational(rows, low, i)
            if begun <= latest:
                is_kept[person] = True
                _fill(rows, (low, i), begun + A_MONTH * points, states[person])
            person, low = person + 1, i
    return is_kept, states


@compiled
def _first_vocational(rows: Array, low: int, high: int) -> int:
    for i in range(low, high):
        if IS_VOCATIONAL[rows[i].stage] and (rows[i].flags & IS_NO_SHOW) == 0:
            return int(np.int64(rows[i].start))
    return ONGOING


@compiled
def _fill(rows: Array, person: tuple[int, int], points: Array, states: Array) -> None:
    for m in range(points.shape[0]):
        state = _OUTSIDE
        for i in range(person[0], person[1]):
            if (rows[i].flags & IS_NO_SHOW) != 0 or rows[i].start > points[m]:
                continue
            if rows[i].end >= points[m]:
                state = _STATE_OF_STAGE[rows[i].stage]
            elif state == _OUTSIDE and rows[i].stage in (_MAIN, _UNDIVIDED) and (rows[i].flags & IS_COMPLETED) != 0:
                state = _COMPLETED
        states[m] = state


def distances(sequences: Array, others: Array | None = None, *, indel: float = 1.0, change: float = 2.0) -> Array:
    """Optimal-matching distances (sequence, other), float32; between all pairs when ``others`` is None."""
    targets = sequences if others is None else others
    result = np.zeros((len(sequences), len(targets)), dtype=np.float32)
    _distances(sequences, targets, (indel, change), others is None, result)
    return result


@compiled_parallel
def _distances(sequences: Array, others: Array, costs: tuple[float, float], is_square: bool, result: Array) -> None:
    for i in parallel_range(sequences.shape[0]):
        previous = np.empty(others.shape[1] + 1)
        current = np.empty(others.shape[1] + 1)
        for j in range(i + 1 if is_square else 0, others.shape[0]):
            result[i, j] = _distance(sequences[i], others[j], costs, (previous, current))
    if is_square:
        for i in parallel_range(sequences.shape[0]):
            for j in range(i):
                result[i, j] = result[j, i]


@compiled
def _distance(a: Array, b: Array, costs: tuple[float, float], rows: tuple[Array, Array]) -> float:
    """Two rows of the dynamic programme, used in turn."""
    indel, change = costs
    previous, current = rows
    for j in range(b.shape[0] + 1):
        previous[j] = j * indel
    for i in range(a.shape[0]):
        current[0] = (i + 1) * indel
        for j in range(b.shape[0]):
            best = previous[j] + (0.0 if a[i] == b[j] else change)
            best = min(best, previous[j + 1] + indel, current[j] + indel)
            current[j + 1] = best
        previous, current = current, previous
    return float(previous[b.shape[0]])


def medoids(distance: Array, weights: Array, count: int) -> Array:
    """Places of ``count`` medoids: chosen one after the other, then moved within their clusters until nothing changes.

    Both steps lower the weighted sum of distances to the nearest medoid; ties go to the first.
    """
    chosen = [int(np.argmin(distance @ weights))]
    nearest = distance[:, chosen[0]].astype(float)
    while len(chosen) < min(count, len(weights)):
        gain = (np.maximum(nearest[:, None] - distance, 0.0) * weights[:, None]).sum(axis=0)
        gain[chosen] = -1.0
        chosen.append(int(np.argmax(gain)))
        nearest = np.minimum(nearest, distance[:, chosen[-1]])
    for _ in range(MOST_ROUNDS):
        cluster = np.argmin(distance[:, chosen], axis=1)
        moved = [_centre(distance, weights, np.flatnonzero(cluster == each), at) for each, at in enumerate(chosen)]
        if moved == chosen:
            break
        chosen = moved
    return np.array(chosen)


def _centre(distance: Array, weights: Array, members: Array, at: int) -> int:
    if not members.size:
        return at
    inside = distance[np.ix_(members, members)]
    return int(members[np.argmin(inside.T @ weights[members])])


def typical_routes(routes: Routes, *, count: int = 8, seed: int = 1) -> pl.DataFrame:
    """The typical routes, unprotected, the most travelled first.

    Columns: ``route`` in words, ``own`` persons who took exactly it, ``count`` persons whose nearest typical route it
    is, their ``share`` and ``mean_distance`` to it.
    """
    if not len(routes.states):
        return pl.DataFrame(schema=_SCHEMA)
    places = _chosen(routes, count, seed)
    to_medoids = distances(routes.states, routes.states[places])
    nearest = np.argmin(to_medoids, axis=1)
    persons = np.bincount(nearest, weights=routes.persons, minlength=len(places)).astype(np.int64)
    apart = np.bincount(nearest, weights=routes.persons * to_medoids.min(axis=1), minlength=len(places))
    total = int(routes.persons.sum())
    return pl.DataFrame(
        {
            "route": [route_words(routes.states[place]) for place in places],
            "own": routes.persons[places].astype(np.int64),
            "count": persons,
            "share": persons / max(1, total),
            "mean_distance": apart / np.maximum(1, persons),
        },
        schema=_SCHEMA,
    ).sort("count", "route", descending=[True, False])


def _chosen(routes: Routes, count: int, seed: int) -> Array:
    """Medoids of all routes, or of the best of several samples when there are too many."""
    if len(routes.states) <= LARGEST_FULL:
        return medoids(distances(routes.states), routes.persons, count)
    random = np.random.default_rng(seed)
    best, lowest = np.zeros(0, dtype=np.int64), np.inf
    share = routes.persons / routes.persons.sum()
    for _ in range(SAMPLES):
        drawn = np.sort(random.choice(len(share), SAMPLE, replace=False, p=share))
        places = drawn[medoids(distances(routes.states[drawn]), routes.persons[drawn], count)]
        cost = float(distances(routes.states, routes.states[places]).min(axis=1) @ routes.persons)
        if cost < lowest:
            best, lowest = places, cost
    return best


def route_words(states: Array) -> str:
    """A route as runs: ``gf2 5 - outside 2 - main 36``, with how many steps each lasts."""
    changes = np.flatnonzero(np.diff(states)) + 1
    runs = np.split(states, changes)
    return " - ".join(f"{STATES[run[0]]} {len(run)}" for run in runs)


def in_months(words: str) -> str:
    """A route in words with months in place of the steps of :data:`STEP_OF_ROUTES` months that were looked at."""
    runs = (run.rsplit(" ", 1) for run in words.split(" - "))
    return " - ".join(f"{state} {int(steps) * STEP_OF_ROUTES}" for state, steps in runs)


def protected_routes(table: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    """Typical routes with ``status``: a route is told only when enough persons took exactly it."""
    few = (pl.col("own") < rule.smallest_count) | (pl.col("count") < rule.smallest_denominator)
    status = pl.when(few).then(pl.lit("suppressed")).otherwise(pl.lit("shown"))
    told = ("route", "own", "count", "share", "mean_distance")
    return table.with_columns(status=status).with_columns(
        pl.when(pl.col("status") == "shown").then(pl.col(name)).alias(name) for name in told
    )


_SCHEMA = pl.Schema(
    {"route": pl.String(), "own": pl.Int64(), "count": pl.Int64(), "share": pl.Float64(), "mean_distance": pl.Float64()}
)
