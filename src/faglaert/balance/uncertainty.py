# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Errors of the components: whole paths from rolling origins, calibrated for each horizon, drawn again and again.

An error path of a component has three parts: what all areas had in common at one origin (kept as one block over groups
and years), what an area of the history had of its own, and, where the model's areas are smaller than the history's,
more of the same kind. Draws are addressed by seed, component and draw, so that scenarios meet the same errors.
"""

from dataclasses import dataclass, replace

import numpy as np

from faglaert.balance import trends
from faglaert.balance.axes import Axes
from faglaert.balance.histories import AREA_DIMENSIONS, GROUPED, Series, error_series
from faglaert.balance.inputs import Array, AssumedError, Component, Inputs

Places = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

LEVEL = 0.8
"""Coverage at which intervals are calibrated."""
USUAL_SIZE_EXPONENT = 0.25
"""How fast errors fall with the size of a cell where the history has too few cells to say."""
ENOUGH_CELLS = 10
MOST_EXTRA = 3.0
"""Errors of small areas are at most this many times those of the history's areas."""
USUAL_GROWTH = 0.5
GROWTH = (0.3, 1.0)
"""Least and greatest power of the horizon that errors grow by; a random walk has one half."""
MULTIPLIERS = (1.0, 2.5)
FEWEST_FREEDOM = 3
ASSUMED_PATHS = 200
ASSUMED_IN_COMMON = 0.5
"""Share of the variance of an assumed error that all areas have in common."""
LIBRARY_SEED = 84
GIVEN_RULES: dict[Component, tuple[trends.Rule, ...]] = {Component.COMMUTING: (trends.FROZEN,)}
"""Components whose rule is given, all others choose: the pattern of commuting stays as it is, and errs as that does."""


@dataclass(frozen=True)
class ErrorModel:
    """A library of calibrated error paths and how the model's areas use them.

    ``common`` (block, group, year), ``own`` (path, group, year); ``scale`` of an area's own errors, ``extra`` of those
    that only the smaller area has; ``area_of`` and ``group_of`` as in the series; ``freedom`` of the blocks' amplitude.
    ``deviation`` is the standard deviation by year, ``multiplier`` what calibration made of it.
    """

    common: Array
    own: Array
    scale: Array
    extra: Array
    area_of: Places
    group_of: Places
    freedom: int
    deviation: Array
    multiplier: Array


def error_models(inputs: Inputs) -> dict[Component, tuple[ErrorModel, trends.Rule]]:
    """Error model and chosen rule of every component; an assumed error only where there is no history."""
    assumed = {each.component: each for each in inputs.assumed_errors}
    models = {}
    for component in Component:
        history = inputs.history(component)
        if history is None:
            models[component] = (assumed_model(assumed[component], inputs.axes), trends.USUAL)
        else:
            series = error_series(history, inputs.axes)
            rules = GIVEN_RULES.get(component, trends.RULES)
            models[component] = tested_model(series, inputs.axes.horizon, _model_sizes(inputs, component), rules)
    return models


def tested_model(
    series: Series, horizon: int, model_sizes: Array, rules: tuple[trends.Rule, ...]
) -> tuple[ErrorModel, trends.Rule]:
    """The one of ``rules`` that served the history best, and the error model of its rolling origins."""
    rolling = trends.rolling_errors(series.values, min(horizon, series.values.shape[-1] - 1), rules)
    rule = rules[0] if len(rules) == 1 else trends.choose_rule(rolling, series.sizes, rules)
    return library(rolling[rules.index(rule)], series, horizon, model_sizes), rule


def library(errors: Array, series: Series, horizon: int, model_sizes: Array) -> ErrorModel:
    """Errors by origin, area, group and year: standardised, split, carried on to ``horizon`` and calibrated.

    ``model_sizes`` in persons: areas of the model smaller than the area of the history that they are in err more.
    """
    sizes = series.sizes.sum(axis=1)
    scale, exponent = _scales(errors, sizes)
    standard = errors / scale[None, :, None, None]
    deviation = _deviations(standard, horizon)
    units = _carried_on(standard, deviation, horizon)
    common = units.mean(axis=1) if len(scale) > 1 else units[:, 0]
    own = units - common[:, None]
    multiplier = _multipliers(standard, deviation, horizon)
    typical = float(np.average(scale, weights=np.maximum(sizes, 1e-9)))
    covered = np.bincount(series.area_of, model_sizes, minlength=len(scale))
    ratio = covered[series.area_of] / np.maximum(model_sizes, 1.0)
    finer = np.clip(ratio ** (2 * exponent), 1.0, MOST_EXTRA**2) - 1
    several = scale[series.area_of] if len(scale) > 1 else np.zeros(len(series.area_of))
    return ErrorModel(
        common * deviation * multiplier * typical,
        own.reshape(-1, *own.shape[2:]) * deviation * multiplier,
        several,
        several * np.sqrt(finer),
        series.area_of,
        series.group_of,
        max(FEWEST_FREEDOM, len(errors) - 1),
        deviation * typical,
        multiplier,
    )


def assumed_model(assumed: AssumedError, axes: Axes) -> ErrorModel:
    """Random walks with the declared deviations; half of the variance is common to all areas."""
    horizon = axes.horizon
    given = np.array(assumed.deviations[:horizon])
    beyond = np.arange(len(given) + 1, horizon + 1)
    deviation = np.concatenate([given, given[-1] * np.sqrt(beyond / len(given))])
    groups = len(axes.codes("education")) if assumed.component in GROUPED else 1
    areas = int(np.prod([len(axes.codes(each)) for each in AREA_DIMENSIONS[assumed.component]]))
    random = np.random.default_rng([LIBRARY_SEED, list(Component).index(assumed.component)])
    walks = random.standard_normal((2, ASSUMED_PATHS, groups, horizon)).cumsum(axis=-1)
    walks *= deviation / np.sqrt(np.arange(1, horizon + 1))
    return ErrorModel(
        walks[0] * np.sqrt(ASSUMED_IN_COMMON),
        walks[1] * np.sqrt(1 - ASSUMED_IN_COMMON),
        np.ones(areas),
        np.zeros(areas),
        np.arange(areas),
        np.arange(groups),
        0,
        deviation,
        np.ones(horizon),
    )


def silent(model: ErrorModel) -> ErrorModel:
    """The same areas and groups without any error."""
    return replace(model, common=0 * model.common, own=0 * model.own)


@dataclass(frozen=True)
class Draws:
    """Which paths one component meets in a run of draws; every other draw is the one before with signs turned."""

    model: ErrorModel
    block: Places
    amplitude: Array
    path: Places
    sign: Array
    extra_path: Places
    extra_sign: Array

    def errors(self, part: slice) -> Array:
        """``(draw, area, group, year)`` for some of the draws, in the model's own areas and groups."""
        model = self.model
        common = self.amplitude[part, None, None] * model.common[self.block[part]]
        weight = self.sign[part][:, model.area_of] * model.scale
        total = common[:, None] + weight[..., None, None] * model.own[self.path[part][:, model.area_of]]
        if model.extra.any():
            total += (self.extra_sign[part] * model.extra)[..., None, None] * model.own[self.extra_path[part]]
        return np.asarray(total[:, :, model.group_of])


def draw(model: ErrorModel, component: Component, seed: int, count: int) -> Draws:
    """Pick the paths of ``count`` draws, addressed by seed, component and pair of draws."""
    areas, model_areas = int(model.area_of.max()) + 1, len(model.area_of)
    pairs = (count + 1) // 2
    chance = np.empty((pairs, 3 + 2 * (areas + model_areas)))
    for pair in range(pairs):
        address = np.random.SeedSequence([seed, list(Component).index(component), pair])
        chance[pair] = np.random.Generator(np.random.Philox(address)).random(chance.shape[1])
    turned = np.repeat(chance, 2, axis=0)[:count]
    flip = np.where(np.arange(count) % 2 == 0, 1.0, -1.0)
    first, second = 3 + areas, 3 + 2 * areas
    third = second + model_areas
    amplitude = _amplitudes(turned[:, 1], model.freedom) * np.where(turned[:, 2] < 0.5, -1.0, 1.0) * flip
    return Draws(
        model,
        (turned[:, 0] * len(model.common)).astype(np.int64),
        amplitude,
        (turned[:, 3:first] * len(model.own)).astype(np.int64),
        np.where(turned[:, first:second] < 0.5, -1.0, 1.0) * flip[:, None],
        (turned[:, second:third] * len(model.own)).astype(np.int64),
        np.where(turned[:, third:] < 0.5, -1.0, 1.0) * flip[:, None],
    )


def _amplitudes(chance: Array, freedom: int) -> Array:
    """Widening of a block by the doubt about few origins: the root of freedom over chi-squared, as in Student's t."""
    if freedom == 0:
        return np.ones_like(chance)
    from scipy.stats import chi2

    widened = np.sqrt(freedom / chi2.ppf(np.clip(chance, 1e-3, 1 - 1e-3), freedom))
    return np.asarray(widened * np.sqrt((freedom - 2) / freedom))


def _scales(errors: Array, sizes: Array) -> tuple[Array, float]:
    """Size of each area's errors and the exponent it falls by with the area's size, shrunk to that line."""
    spread = np.sqrt(np.nanmean(errors**2, axis=(0, 2, 3)))
    spread = np.maximum(spread, 1e-9)
    if len(spread) == 1:
        return spread, USUAL_SIZE_EXPONENT
    logs, size = np.log(spread), np.log(np.maximum(sizes, 1.0))
    centered = size - size.mean()
    slope = float((centered * logs).sum() / max(1e-12, (centered**2).sum()))
    exponent = float(np.clip(-slope, 0.0, 0.5)) if len(spread) >= ENOUGH_CELLS else USUAL_SIZE_EXPONENT
    line = logs.mean() - (exponent * centered if len(spread) >= ENOUGH_CELLS else 0.0)
    return np.exp((logs + line) / 2), exponent


def _deviations(standard: Array, horizon: int) -> Array:
    """Standard deviation by year ahead: a power of the horizon, which few origins far ahead move little.

    Fitted to the logs, each year ahead weighted by the number of origins that reach it; it never falls. Widened as a
    standard deviation of few is, for the rule was chosen on the same origins.
    """
    squares = (standard**2).mean(axis=(1, 2))
    squares = squares[:, ~np.isnan(squares).all(axis=0)]
    origins = (~np.isnan(squares)).sum(axis=0).astype(float)
    ahead, logs = np.log(np.arange(1, len(origins) + 1)), 0.5 * np.log(np.maximum(np.nanmean(squares, axis=0), 1e-18))
    middle = (origins * ahead).sum() / origins.sum()
    level = (origins * logs).sum() / origins.sum()
    spread = (origins * (ahead - middle) ** 2).sum()
    growth = (origins * (ahead - middle) * (logs - level)).sum() / spread if spread > 0 else USUAL_GROWTH
    growth = float(np.clip(growth, *GROWTH))
    few = np.sqrt(origins[0] / max(1.0, origins[0] - 1))
    return np.asarray(few * np.exp(level + growth * (np.log(np.arange(1, horizon + 1)) - middle)))


def _carried_on(standard: Array, deviation: Array, horizon: int) -> Array:
    """Paths in units of the deviation, those that end early carried on with their own serial correlation."""
    units = np.full((*standard.shape[:-1], horizon), np.nan)
    steps = min(horizon, standard.shape[-1])
    units[..., :steps] = standard[..., :steps] / deviation[:steps]
    before, after = units[..., :-1], units[..., 1:]
    both = ~np.isnan(before) & ~np.isnan(after)
    spread = np.sqrt((before[both] ** 2).sum() * (after[both] ** 2).sum())
    serial = float(np.clip((before[both] * after[both]).sum() / max(1e-12, spread), 0.0, 0.98)) if both.any() else 0.7
    random = np.random.default_rng(LIBRARY_SEED)
    common = random.standard_normal((len(units), 1, *units.shape[2:]))
    news = np.sqrt(1 - serial**2) * (common + random.standard_normal(units.shape)) / np.sqrt(2)
    for step in range(1, horizon):
        lacking = np.isnan(units[..., step])
        units[..., step] = np.where(lacking, serial * units[..., step - 1] + news[..., step], units[..., step])
    return units


def _multipliers(standard: Array, deviation: Array, horizon: int) -> Array:
    """By year ahead: what the interval made of the other origins must be multiplied by to hold :data:`LEVEL`.

    Never falls with the horizon; 1 where fewer than three origins reach.
    """
    origins = len(standard)
    factors = np.ones(horizon)
    for step in range(min(horizon, standard.shape[-1])):
        sizes = np.abs(standard[..., step]).reshape(origins, -1) / deviation[step]
        reached = ~np.isnan(sizes[:, 0])
        if reached.sum() >= 3:
            known = sizes[reached]
            others = [np.quantile(np.delete(known, place, axis=0), LEVEL) for place in range(len(known))]
            factors[step] = np.quantile(known / np.maximum(np.array(others)[:, None], 1e-9), LEVEL)
    return np.asarray(np.maximum.accumulate(np.clip(factors, *MULTIPLIERS) * deviation) / deviation)


def _model_sizes(inputs: Inputs, component: Component) -> Array:
    """Persons in each of the model's areas, to set beside those of the history."""
    if component in {Component.REGIONAL_JOBS, Component.MIX}:
        return inputs.jobs.values.ravel()
    if component is Component.NATIONAL_JOBS:
        return inputs.national_jobs.values[0, :, 0]
    return np.asarray(inputs.population.values[..., 0].sum(axis=(1, 2)))
