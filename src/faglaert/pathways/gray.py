# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Gray's test: whether groups have the same cumulative incidence of one cause in the presence of the others.

Gray, R. J. (1988): A class of K-sample tests for comparing the cumulative incidence of a competing risk. Annals of
Statistics 16, 1141-1154, with his own correction for ties and weight rho = 0.
"""

import math
from dataclasses import dataclass

import numpy as np

from faglaert.pathways.rows import Array

SERIES_TERMS = 500


@dataclass(frozen=True)
class GrayTest:
    """The test's statistic, degrees of freedom and p-value (chi-squared)."""

    statistic: float
    degrees: int
    p_value: float


class _State:
    """What is carried from month to month: curves just before it, and the sums that make the variance."""

    def __init__(self, groups: int) -> None:
        self.survival = np.ones(groups)
        self.incidence = np.zeros(groups)
        self.overall = 0.0
        self.score = np.zeros(groups)
        self.covariance = np.zeros((groups, groups))
        self.drift = np.zeros((groups, groups))
        self.cross = np.zeros((groups, groups))
        self.spread = np.zeros(groups)


def gray_test(counts: Array, cause: int) -> GrayTest:
    """Compare the groups of dense ``counts`` (group, month 0..T + 1, cause and censored), all seen from the start.

    Groups without persons are left out. Raises :class:`ValueError` for fewer than two groups.
    """
    seen = counts[counts.sum(axis=(1, 2)) > 0]
    if len(seen) < 2:
        raise ValueError("Gray's test compares at least two groups with persons in them")
    own = seen[:, :, cause].astype(float)
    other = seen[:, :, :-1].sum(axis=2) - own
    at_risk = seen.sum(axis=2)[:, ::-1].cumsum(axis=1)[:, ::-1].astype(float)
    state = _State(len(seen))
    for t in range(seen.shape[1] - 1):
        if own[:, t].sum() + other[:, t].sum() > 0:
            _advance(state, at_risk[:, t], own[:, t], other[:, t])
    covariance = state.covariance + (
        (state.drift * state.spread) @ state.drift.T + state.drift @ state.cross.T + state.cross @ state.drift.T
    )
    score, matrix = state.score[:-1], covariance[:-1, :-1]
    statistic = float(score @ np.linalg.pinv(matrix) @ score)
    degrees = len(seen) - 1
    return GrayTest(statistic, degrees, chi_squared_tail(statistic, degrees))


def _advance(state: _State, at_risk: Array, own: Array, other: Array) -> None:
    """One month with events."""
    present = at_risk > 0
    n = np.where(present, at_risk, 1.0)
    before = state.survival
    after = np.where(present, before * (n - own - other) / n, before)
    incidence = np.where(present, state.incidence + before * own / n, state.incidence)
    weight = np.where(present & (before > 0), n / np.where(before > 0, before, 1.0), 0.0)
    total = weight.sum()
    overall = state.overall + own.sum() / total
    shared = weight * (1 - state.incidence)
    state.score += np.where(present, own - own.sum() * shared / shared.sum(), 0.0)
    step = np.diag(weight) - np.outer(weight, weight) / total
    state.drift += step * own.sum() / (total * (1 - state.overall))
    _spread_of_cause(state, (step, weight, total), (before, after, overall), own.sum())
    _spread_of_others(state, (before, after, overall), n, other)
    state.survival, state.incidence, state.overall = after, incidence, overall


def _spread_of_cause(
    state: _State, weights: tuple[Array, Array, float], curves: tuple[Array, Array, float], events: float
) -> None:
    if events <= 0:
        return
    step, weight, total = weights
    before, after, overall = curves
    for k in np.flatnonzero(weight > 0):
        remaining = 1 - (1 - overall) / after[k] if after[k] > 0 else 1.0
        ties = 1 - (events - 1) / (total * before[k] - 1) if events > 1 else 1.0
        size = ties * before[k] * events / (total * weight[k] * before[k])
        gain = step[:, k] - remaining * state.drift[:, k]
        state.covariance += np.outer(gain, gain) * size
        state.cross[:, k] += gain * remaining * size
        state.spread[k] += remaining**2 * size


def _spread_of_others(state: _State, curves: tuple[Array, Array, float], at_risk: Array, other: Array) -> None:
    before, after, overall = curves
    for k in np.flatnonzero((after > 0) & (other > 0)):
        remaining = (1 - overall) / after[k]
        ties = 1 - (other[k] - 1) / (at_risk[k] - 1) if other[k] > 1 else 1.0
        size = ties * before[k] ** 2 * other[k] / at_risk[k] ** 2
        gain = remaining * state.drift[:, k]
        state.covariance += np.outer(gain, gain) * size
        state.cross[:, k] -= gain * remaining * size
        state.spread[k] += remaining**2 * size


def chi_squared_tail(statistic: float, degrees: int) -> float:
    """P(X >= statistic) of a chi-squared variable: the regularised upper incomplete gamma function."""
    if statistic <= 0:
        return 1.0
    a, x = degrees / 2, statistic / 2
    if x < a + 1:
        return 1.0 - _lower_gamma_series(a, x)
    return _upper_gamma_fraction(a, x)


def _lower_gamma_series(a: float, x: float) -> float:
    term = total = 1.0 / a
    for k in range(1, SERIES_TERMS):
        term *= x / (a + k)
        total += term
    return total * math.exp(-x + a * math.log(x) - math.lgamma(a))


def _upper_gamma_fraction(a: float, x: float) -> float:
    """Lentz's evaluation of the continued fraction."""
    b = x + 1 - a
    c, d = 1e300, 1 / b
    result = d
    for k in range(1, SERIES_TERMS):
        factor = -k * (k - a)
        b += 2
        d = 1 / (factor * d + b)
        c = b + factor / c
        result *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return result * math.exp(-x + a * math.log(x) - math.lgamma(a))
