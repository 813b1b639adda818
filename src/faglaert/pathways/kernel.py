# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Kernels: count events into a dense cube, and turn a cube into curves. One pass each.

A dense cube has the axes group, month 0..T + 1 and outcome 0..K, the last outcome being censored; the last month holds
all that comes after T. Ends in a month are events before censorings.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numba
import numpy as np

from faglaert.pathways.compiling import compiled, compiled_parallel, parallel_range
from faglaert.pathways.rows import Array

SMALLEST_SHARE_OF_A_THREAD = 250_000


class Curve(NamedTuple):
    """One value a group and month (and cause, on a last axis)."""

    at_risk: Array
    survival: Array
    hazard: Array
    incidence: Array
    variance: Array
    survival_variance: Array


def count_events(groups: Array, months: Array, outcomes: Array, *, shape: tuple[int, int, int]) -> Array:
    """Counts (group, month 0..T + 1, outcome), int32, of rows with a group, a month and an outcome.

    ``shape`` is (groups, T, causes); months after T are counted as censored after it. Rows whose group or outcome
    lies outside are left out.
    """
    threads = max(1, min(numba.get_num_threads(), months.shape[0] // SMALLEST_SHARE_OF_A_THREAD))
    group_count, last_month, cause_count = shape
    parts = np.zeros((threads, group_count, last_month + 2, cause_count + 1), dtype=np.int32)
    if threads == 1:
        _count_part(groups, months, outcomes, parts[0])
        return np.asarray(parts[0])
    _count_parts(groups, months, outcomes, parts)
    return np.asarray(parts.sum(axis=0, dtype=np.int32))


def group_numbers(columns: Sequence[Array], sizes: Sequence[int]) -> Array:
    """One group a combination of codes, uint32: the last column varies fastest. ``sizes`` are the numbers of codes."""
    groups = np.zeros(columns[0].shape[0], dtype=np.uint32)
    for column, size in zip(columns, sizes, strict=True):
        _append_code(groups, column, np.uint32(size))
    return groups


@compiled_parallel
def _append_code(groups: Array, column: Array, size: np.uint32) -> None:
    for i in parallel_range(groups.shape[0]):
        groups[i] = groups[i] * size + column[i]


@compiled
def _count_part(groups: Array, months: Array, outcomes: Array, part: Array) -> None:
    group_count, beyond, censored = part.shape[0], part.shape[1] - 1, part.shape[2] - 1
    for i in range(months.shape[0]):
        group, outcome = groups[i], outcomes[i]
        if group >= group_count or outcome > censored:
            continue
        if months[i] >= beyond:
            part[group, beyond, censored] += 1
        else:
            part[group, months[i], outcome] += 1


@compiled_parallel
def _count_parts(groups: Array, months: Array, outcomes: Array, parts: Array) -> None:
    threads, count = parts.shape[0], months.shape[0]
    for thread in parallel_range(threads):
        low, high = thread * count // threads, (thread + 1) * count // threads
        _count_part(groups[low:high], months[low:high], outcomes[low:high], parts[thread])


def curves(counts: Array, late: Array | None = None) -> Curve:
    """Hazards, survival and cumulative incidence with their variances for each group of a dense cube.

    ``counts`` (group, month 0..T + 1, cause 0..K - 1 and censored), ``late`` (group, month) the entries after whole
    months; the results have months 0..T. Aalen-Johansen (1978) in discrete months with Aalen's variance (Pintilie 2006,
    4.5), written as prefix sums so that it costs one pass; survival with Greenwood's variance. Where nobody is at risk
    hazards are 0 and the curves stay level.
    """
    group_count, month_count, outcome_count = counts.shape
    months, causes = month_count - 1, outcome_count - 1
    flat = (group_count, months)
    result = Curve(
        at_risk=np.empty(flat, dtype=np.int64),
        survival=np.empty(flat),
        hazard=np.empty((*flat, causes)),
        incidence=np.empty((*flat, causes)),
        variance=np.empty((*flat, causes)),
        survival_variance=np.empty(flat),
    )
    entries = np.zeros((group_count, 0), dtype=np.int32) if late is None else late
    _estimate_all(counts, entries, result)
    return result


@compiled_parallel
def _estimate_all(counts: Array, late: Array, result: Curve) -> None:
    for group in parallel_range(counts.shape[0]):
        _estimate(counts[group], late[group], group, result)


@compiled
def _estimate(counts: Array, late: Array, group: int, result: Curve) -> None:
    """One group: at risk, survival and hazards, then each cause's incidence."""
    months, causes = result.survival.shape[1], counts.shape[1] - 1
    at_risk = counts.sum() - late.sum()
    survival, greenwood = 1.0, 0.0
    for t in range(months):
        events = 0
        for cause in range(causes):
            events += counts[t, cause]
            result.hazard[group, t, cause] = counts[t, cause] / at_risk if at_risk > 0 else 0.0
        result.at_risk[group, t] = at_risk
        if events > 0 and at_risk > 0:
            survival *= 1.0 - events / at_risk
            if at_risk > events:
                greenwood += events / (at_risk * (at_risk - events))
        result.survival[group, t] = survival
        result.survival_variance[group, t] = survival * survival * greenwood
        at_risk -= events + counts[t, causes]
        if late.shape[0] > 0:
            at_risk += late[t]
    for cause in range(causes):
        _estimate_cause(counts, group, cause, result)


@compiled
def _estimate_cause(counts: Array, group: int, cause: int, result: Curve) -> None:
    """Incidence and Aalen's variance: with F the incidence, Var F(t) is quadratic in F(t), so sums over u <= t do."""
    causes = counts.shape[1] - 1
    before, incidence = 1.0, 0.0
    a0, a1, a2, b, c0, c1 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for t in range(result.survival.shape[1]):
        n, own, events = result.at_risk[group, t], counts[t, cause], 0
        for each in range(causes):
            events += counts[t, each]
        if n > 0 and events > 0:
            incidence += before * own / n
            if n > 1:
                b += before * before * own * (n - own) / (n * n * (n - 1.0))
                if n > events:
                    a = events / ((n - 1.0) * (n - events))
                    c = before * own * (n - own) / (n * (n - events) * (n - 1.0))
                    a0, a1, a2 = a0 + a, a1 + a * incidence, a2 + a * incidence * incidence
                    c0, c1 = c0 + c, c1 + c * incidence
        result.incidence[group, t, cause] = incidence
        variance = incidence * incidence * a0 - 2 * incidence * a1 + a2 + b - 2 * (incidence * c0 - c1)
        result.variance[group, t, cause] = max(0.0, variance)
        before = result.survival[group, t]
