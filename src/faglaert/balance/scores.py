# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Scores of forecasts: of one figure, of a distribution given by draws, of a probability, of two methods.

Held against ``scoringrules`` in the tests.
"""

from dataclasses import dataclass

import numpy as np

from faglaert.balance.inputs import Array

COVERAGES = {"coverage50": 0.5, "coverage80": 0.8, "coverage95": 0.95}
"""The central intervals that are scored, by the name of their score."""
BINS = 10
FEWEST_IN_BIN = 100
"""A tenth of the probabilities with fewer forecasts says nothing of reliability."""


def wape(outcome: Array, forecast: Array) -> float:
    """Sum of absolute errors in per cent of the sum of outcomes."""
    return float(100 * np.abs(outcome - forecast).sum() / np.abs(outcome).sum())


def mape(outcome: Array, forecast: Array) -> float:
    """Mean absolute error in per cent of each outcome; outcomes of nothing are left out."""
    some = outcome != 0
    return float(100 * np.mean(np.abs(outcome[some] - forecast[some]) / np.abs(outcome[some])))


def bias(outcome: Array, forecast: Array) -> float:
    """Forecast minus outcome, in per cent of the sum of outcomes; positive is too high."""
    return float(100 * (forecast - outcome).sum() / np.abs(outcome).sum())


def mase(outcome: Array, forecast: Array, step: Array) -> float:
    """Mean absolute error over ``step``, each series' mean absolute yearly change up to the origin (Hyndman 2006).

    NaN when nothing ever changed.
    """
    some = step > 0
    return float(np.mean(np.abs(outcome - forecast)[some] / step[some])) if some.any() else float("nan")


def direction_hits(base: Array, outcome: Array, forecast: Array) -> float:
    """Per cent of the cells whose growth or fall was called right; a forecast of no change is half right.

    NaN when nothing changed.
    """
    called, came = np.sign(forecast - base), np.sign(outcome - base)
    some = came != 0
    return float(100 * np.mean(np.where(called == 0, 0.5, called == came)[some])) if some.any() else float("nan")


def relative_hits(base: Array, outcome: Array, forecast: Array) -> float:
    """Per cent of the cells called right as growing faster or slower than all of them together (first axis cells)."""
    came = outcome / base - outcome.sum(axis=0) / base.sum(axis=0)
    called = forecast / base - forecast.sum(axis=0) / base.sum(axis=0)
    alike = np.abs(called) < 1e-12
    return float(100 * np.mean(np.where(alike, 0.5, np.sign(called) == np.sign(came))))


def crps(outcome: Array, draws: Array) -> Array:
    """Continuous ranked probability score of each outcome; draws along the first axis (Gneiting and Raftery 2007)."""
    count = len(draws)
    ordered = np.sort(draws, axis=0)
    weights = (2 * np.arange(1, count + 1) - count - 1) / count**2
    spread = np.tensordot(weights, ordered, axes=1)
    return np.asarray(np.abs(draws - outcome).mean(axis=0) - spread)


def pinball(outcome: Array, forecast: Array, level: float) -> Array:
    """Quantile score of each outcome for the forecast of one quantile."""
    over = outcome - forecast
    return np.asarray(np.maximum(level * over, (level - 1) * over))


def coverage(outcome: Array, draws: Array, level: float) -> float:
    """Per cent of the outcomes inside the central interval of the draws."""
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return float(100 * np.mean((outcome >= low) & (outcome <= high)))


def brier(happened: Array, probability: Array) -> float:
    """Mean squared difference between what happened (0 or 1) and its probability."""
    return float(np.mean((probability - happened) ** 2))


@dataclass(frozen=True)
class Reliability:
    """For each tenth of probability: mean forecast, share that happened, how many; and the largest gap."""

    forecast: Array
    happened: Array
    count: Array

    @property
    def gap(self) -> float:
        """Largest distance between forecast and share over tenths with enough forecasts; 0 when there is none."""
        full = self.count >= FEWEST_IN_BIN
        return float(np.abs(self.forecast - self.happened)[full].max(initial=0.0))


def reliability(happened: Array, probability: Array) -> Reliability:
    """Sort probabilities into tenths and compare each with what happened."""
    place = np.minimum((probability.ravel() * BINS).astype(int), BINS - 1)
    count = np.bincount(place, minlength=BINS)
    safe = np.maximum(count, 1)
    forecast = np.bincount(place, probability.ravel(), minlength=BINS) / safe
    share = np.bincount(place, happened.ravel().astype(float), minlength=BINS) / safe
    return Reliability(forecast, share, count.astype(float))


def diebold_mariano(ours: Array, theirs: Array, ahead: int) -> tuple[float, float]:
    """Statistic and two-sided p-value that two series of losses (one an origin) are equal; negative: ours is better.

    Diebold and Mariano (1995) with the correction for few forecasts of Harvey, Leybourne and Newbold (1997). NaN with
    fewer origins than that needs.
    """
    from scipy.stats import t

    difference = ours - theirs
    count = len(difference)
    if count <= ahead or count < 3:
        return float("nan"), float("nan")
    centered = difference - difference.mean()
    variance = (centered**2).sum() / count
    for lag in range(1, ahead):
        variance += 2 * (1 - lag / ahead) * (centered[lag:] * centered[:-lag]).sum() / count
    if variance <= 0:
        return float("nan"), float("nan")
    shrink = np.sqrt(max(1e-9, (count + 1 - 2 * ahead + ahead * (ahead - 1) / count) / count))
    statistic = float(difference.mean() / np.sqrt(variance / count) * shrink)
    return statistic, float(2 * t.sf(abs(statistic), count - 1))
