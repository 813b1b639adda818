# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""From a history in persons or shares to series that may take any value, and from their trends to the model's cells."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from faglaert.balance import trends
from faglaert.balance.axes import Axes
from faglaert.balance.inputs import Array, Component, History

SMALLEST = 0.5
"""Persons counted where there are none, so that a logarithm exists."""
SMALLEST_SHARE = 1e-4

AREA_DIMENSIONS: dict[Component, tuple[str, ...]] = {
    Component.POPULATION: ("residence",),
    Component.ATTAINMENT: ("residence",),
    Component.PARTICIPATION: ("residence",),
    Component.NATIONAL_JOBS: ("industry",),
    Component.REGIONAL_JOBS: ("workplace", "industry"),
    Component.MIX: ("workplace", "industry"),
    Component.COMMUTING: ("residence",),
}
"""Dimensions whose cells have errors of their own; education is kept together, age and sex are summed away."""
GROUPED = (Component.ATTAINMENT, Component.PARTICIPATION, Component.MIX)
"""Components with one series for each education."""


@dataclass(frozen=True)
class Series:
    """``values`` by area, group and year on the scale of the component; ``sizes`` in persons by area and group.

    ``area_of`` gives, for each area of the model, the area of the history; ``group_of`` the same for educations.
    ``shape`` is that of the model's areas.
    """

    values: Array
    sizes: Array
    area_of: np.ndarray[tuple[int], np.dtype[np.int64]]
    group_of: np.ndarray[tuple[int], np.dtype[np.int64]]
    shape: tuple[int, ...]


def error_series(history: History, axes: Axes) -> Series:
    """The series that errors are measured on: age and sex summed away (participation: averaged)."""
    areas = tuple(each for each in AREA_DIMENSIONS[history.component] if each in history.dimensions)
    kept = (*areas, "education") if history.component in GROUPED else areas
    values, dimensions = _kept(history, kept)
    if "education" not in dimensions:
        values = values[..., None, :]
    years = values.shape[-1]
    values = values.reshape(-1, values.shape[-2], years)
    return Series(
        _on_scale(values, history.component, _national(history, values)),
        values.mean(axis=-1),
        _model_places(history, axes, AREA_DIMENSIONS[history.component]),
        _model_places(history, axes, ("education",)) if history.component in GROUPED else np.zeros(1, dtype=np.int64),
        tuple(len(axes.codes(each)) for each in AREA_DIMENSIONS[history.component]),
    )


def trend(history: History, axes: Axes, rule: trends.Rule, dimensions: Sequence[str]) -> Array:
    """What the history's trend adds to each cell of the model: ``dimensions`` in order, then base year and every year.

    On the component's scale; 0 in the base year. Broadcasts: a dimension the history has not is 1 long.
    """
    values, _ = _kept(history, history.dimensions)
    shape = values.shape[:-1]
    flat = values.reshape(len(values), -1, values.shape[-1]) if len(shape) > 1 else values[:, None, :]
    if history.component in GROUPED:  # log-ratios are within the last dimension
        scaled = _on_scale(values.reshape(-1, *values.shape[-2:]), history.component, None).reshape(flat.shape)
    elif history.component is Component.REGIONAL_JOBS:
        scaled = np.log(np.maximum(flat, SMALLEST)) - np.log(np.maximum(flat.sum(axis=0, keepdims=True), SMALLEST))
    else:
        scaled = np.log(np.maximum(flat, SMALLEST))
    steps = trends.forecast(scaled, axes.horizon, rule) - scaled[..., -1:]
    steps = np.concatenate([np.zeros_like(steps[..., :1]), steps], axis=-1).reshape(*shape, -1)
    for axis, dimension in enumerate(history.dimensions):
        steps = np.take(steps, _places(history, axes, dimension), axis=axis)
    missing = [position for position, each in enumerate(dimensions) if each not in history.dimensions]
    return np.asarray(np.expand_dims(steps, tuple(missing)))


def _kept(history: History, kept: Sequence[str]) -> tuple[Array, tuple[str, ...]]:
    others = tuple(axis for axis, each in enumerate(history.dimensions) if each not in kept)
    summed = history.values.mean(axis=others) if history.component is Component.PARTICIPATION else None
    values = history.values.sum(axis=others) if summed is None else summed
    return values, tuple(each for each in history.dimensions if each in kept)


def _national(history: History, values: Array) -> Array | None:
    """For regional jobs: all areas of the history together, by industry, beside every area."""
    if history.component is not Component.REGIONAL_JOBS:
        return None
    industries = len(history.codes["industry"]) if "industry" in history.dimensions else 1
    by_industry = values.reshape(-1, industries, values.shape[-1])
    return np.broadcast_to(by_industry.sum(axis=0), by_industry.shape).reshape(values.shape)


def _on_scale(values: Array, component: Component, national: Array | None) -> Array:
    """Log-ratio to the first education, logit, or log (of regional jobs: of the share in the nation)."""
    if component is Component.PARTICIPATION:
        inside = np.clip(values, SMALLEST_SHARE, 1 - SMALLEST_SHARE)
        return np.asarray(np.log(inside / (1 - inside)))
    logs = np.log(np.maximum(values, SMALLEST))
    if component in GROUPED:
        return np.asarray(logs - logs[..., :1, :])
    return np.asarray(logs if national is None else logs - np.log(np.maximum(national, SMALLEST)))


def _places(history: History, axes: Axes, dimension: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For each code of the model along ``dimension`` its place in the history."""
    position = {code: place for place, code in enumerate(history.codes[dimension])}
    mapping = history.concordance.get(dimension, {})
    return np.array([position[mapping.get(code, code)] for code in axes.codes(dimension)], dtype=np.int64)


def _model_places(
    history: History, axes: Axes, dimensions: Sequence[str]
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For each cell of the model over ``dimensions``, flattened, the flattened cell of the history."""
    places = np.zeros(1, dtype=np.int64)
    for dimension in dimensions:
        known = dimension in history.dimensions
        along = _places(history, axes, dimension) if known else np.zeros(len(axes.codes(dimension)), dtype=np.int64)
        size = len(history.codes[dimension]) if known else 1
        places = (places[:, None] * size + along).ravel()
    return places
