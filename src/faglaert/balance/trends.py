# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Damped, pooled and window-averaged trends of series that may take any value (logs, logits, log-ratios).

Slopes are Theil and Sen's medians (Sen 1968), averaged over several windows instead of one that somebody chose, shrunk
to the mean of all areas as far as areas do not truly differ, and damped (Gardner and McKenzie 1985).
"""

from dataclasses import dataclass

import numpy as np

from faglaert.balance.inputs import Array

WINDOWS: tuple[int | None, ...] = (6, 10, None)
"""Years that a slope is measured over; None: all there are. Their slopes are averaged."""
DAMPINGS = (0.0, 0.5, 0.7, 0.8, 0.9)
"""What is left of a trend's step a year later. Weaker damping is not to be chosen: the few origins of a history cannot
tell it from 0.9, and take to it where the trend was strong by chance, which makes the boldest forecasts too bold.
"""
SMOOTHINGS = (1.0, 0.7)
FEWEST_TRAINING_YEARS = 5
FEWEST_TUNING_ORIGINS = 2
AS_GOOD = 1.02
"""Rules whose error is within this of the best are told apart by chance: the one that damps most is taken."""


@dataclass(frozen=True)
class Rule:
    """How a trend is carried on: ``damping`` 0 freezes, 1 never fades; ``smoothing`` 1 starts from the last year."""

    damping: float
    smoothing: float


USUAL = Rule(0.9, 1.0)
"""Used where there are too few years to choose by."""
FROZEN = Rule(0.0, 1.0)
RULES = tuple(Rule(damping, smoothing) for damping in DAMPINGS for smoothing in SMOOTHINGS)
"""From the most damping to the least."""


def damped_steps(damping: float, horizon: int) -> Array:
    """``damping + damping² + …`` for one, two, … ``horizon`` years."""
    return np.cumsum(damping ** np.arange(1, horizon + 1, dtype=float))


def sen_slope(series: Array, window: int | None = None) -> Array:
    """The median of the slopes between all pairs of years along the last axis, of the last ``window`` years."""
    recent = series if window is None else series[..., -window:]
    first, second = np.triu_indices(recent.shape[-1], k=1)
    return np.asarray(np.median((recent[..., second] - recent[..., first]) / (second - first), axis=-1))


def pooled_slope(series: Array) -> Array:
    """Slope of each ``(area, group)`` of ``(area, group, year)``, averaged over windows and shrunk to its group's mean.

    The weight of an area's own slope is the share of the variance between areas that is not sampling error, one weight
    for all groups (empirical Bayes; Morris 1983). Sampling error is that of a random walk, told by the yearly changes:
    departures from the line are too small where a series wanders, and would call its wandering a trend of its own.
    """
    years = series.shape[-1]
    windows = sorted({min(window or years, years) for window in WINDOWS})
    own: Array = np.mean([sen_slope(series, window) for window in windows], axis=0)
    if len(own) == 1:
        return own
    center = own.mean(axis=0)
    changes = np.diff(series, axis=-1).var(axis=-1, ddof=1).mean(axis=0)
    sampling = changes * (_change_weights(years, windows) ** 2).sum()
    between = own.var(axis=0, ddof=1).sum()
    weight = 0.0 if between <= 0 else max(0.0, 1 - sampling.sum() / between)
    return np.asarray(center + weight * (own - center))


def _change_weights(years: int, windows: list[int]) -> Array:
    """What each yearly change counts for in the average of the windows' slopes (least squares in place of medians)."""
    weights = np.zeros(years - 1)
    for window in windows:
        time = np.arange(window) - (window - 1) / 2
        later = np.cumsum((time / (time**2).sum())[::-1])[::-1]
        weights[1 - window :] += later[1:] / len(windows)
    return weights


def smooth_level(series: Array, slope: Array, smoothing: float) -> Array:
    """Where the series stands in its last year: earlier years carried on by the slope, with falling weights."""
    back = np.arange(series.shape[-1] - 1, -1, -1, dtype=float)
    weights = smoothing * (1 - smoothing) ** back
    carried = series + slope[..., None] * back
    return np.asarray((carried * weights).sum(axis=-1) / weights.sum())


def forecast(series: Array, horizon: int, rule: Rule) -> Array:
    """``(area, group, horizon)``: the series of ``(area, group, year)`` carried on by ``rule``."""
    slope = pooled_slope(series)
    return _carried(series, slope, horizon, rule)


def _carried(series: Array, slope: Array, horizon: int, rule: Rule) -> Array:
    level = smooth_level(series, slope, rule.smoothing)
    return np.asarray(level[..., None] + slope[..., None] * damped_steps(rule.damping, horizon))


def origins_of(years: int) -> range:
    """How many years are known at each origin: half of the series at first, at last all but one."""
    return range(max(FEWEST_TRAINING_YEARS, years // 2), years)


def rolling_errors(series: Array, horizon: int, rules: tuple[Rule, ...] = RULES) -> Array:
    """``(rule, origin, area, group, horizon)``: outcome minus forecast, everything estimated up to the origin alone.

    Origins as :func:`origins_of` gives them. What lies after the series is NaN.
    """
    years = series.shape[-1]
    origins = origins_of(years)
    errors = np.full((len(rules), len(origins), *series.shape[:2], horizon), np.nan)
    for place, origin in enumerate(origins):
        known, steps = series[..., :origin], min(horizon, years - origin)
        slope = pooled_slope(known)
        for number, rule in enumerate(rules):
            errors[number, place, ..., :steps] = series[..., origin : origin + steps] - _carried(
                known, slope, steps, rule
            )
    return errors


def choose_rule(errors: Array, weights: Array, rules: tuple[Rule, ...] = RULES) -> Rule:
    """The most damping of ``rules`` among those with the least weighted mean absolute error (:data:`AS_GOOD`).

    Damped trends do least harm beyond the horizon that origins reach. :data:`USUAL` with too few origins to tell.
    ``errors`` as :func:`rolling_errors` gives them, ``weights`` by area and group.
    """
    known = ~np.isnan(errors[0, :, 0, 0, 0])
    if known.sum() < FEWEST_TUNING_ORIGINS:
        return USUAL
    weight = np.where(np.isnan(errors), 0.0, weights[..., None])
    losses = np.nansum(np.abs(errors) * weight, axis=(1, 2, 3, 4)) / weight.sum(axis=(1, 2, 3, 4))
    return rules[int(np.argmax(losses <= AS_GOOD * losses.min()))]


def nested_rules(errors: Array, weights: Array, rules: tuple[Rule, ...] = RULES) -> list[Rule]:
    """For each origin the rule that was best on what was known there; :data:`USUAL` at the first."""
    chosen = []
    for origin in range(errors.shape[1]):
        past = errors[:, :origin].copy()
        for earlier in range(origin):
            past[:, earlier, ..., origin - earlier :] = np.nan  # the outcome came later
        chosen.append(choose_rule(past, weights, rules) if origin else USUAL)
    return chosen
