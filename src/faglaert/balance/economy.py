# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A made-up labour market whose future is known: synthetic inputs and what came after them.

Every component is a trend that fades plus shocks that stay (random walks), part of them common to all areas. The
histories show the past of it, the inputs its base year, and :class:`Future` what the shocks after it led to. Nothing in
it describes a real place.
"""

from dataclasses import dataclass

import numpy as np

from faglaert.balance import commuting, demand, model, supply
from faglaert.balance.assumptions import Assumptions
from faglaert.balance.axes import AGES, EDUCATIONS, SEXES, VARIANTS, Axes
from faglaert.balance.inputs import Array, AssumedError, Component, DataKind, History, Inputs, Part, Provenance

MADE_UP = Provenance(DataKind.SYNTHETIC, "simulated_economy", "a made-up labour market with a known future")
FADING = 0.9
"""What is left of a trend's yearly step a year later."""
SHARES = np.array([0.22, 0.12, 0.30, 0.05, 0.02, 0.14, 0.03, 0.09, 0.03])
SHOCKS = {
    Component.POPULATION: 0.004,
    Component.ATTAINMENT: 0.010,
    Component.PARTICIPATION: 0.020,
    Component.NATIONAL_JOBS: 0.012,
    Component.REGIONAL_JOBS: 0.010,
    Component.MIX: 0.015,
    Component.COMMUTING: 0.005,
}
"""Standard deviation of a year's shock."""
SLOPES = {Component.ATTAINMENT: 0.004, Component.MIX: 0.02, Component.REGIONAL_JOBS: 0.005}
"""Spread of the trends' first yearly steps between groups; participation and the nation have no trend."""
IN_COMMON = 0.5
"""Share of the variance of shocks that all areas have in common."""


@dataclass(frozen=True)
class Size:
    """How large a made-up labour market is; ``past`` and ``ahead`` in years."""

    residences: int = 4
    industries: int = 4
    past: int = 16
    ahead: int = 6


@dataclass(frozen=True)
class Future:
    """What came: for each concept supply and demand, ``(area, education, year)`` as the model's results have them."""

    sides: dict[str, tuple[Array, Array]]


def simulate(seed: int, size: Size | None = None) -> tuple[Inputs, Future]:
    """Inputs as they were known in the base year, and the future that came."""
    size = size or Size()
    random = np.random.default_rng([2026, seed])
    codes = tuple(f"{101 + place}" for place in range(size.residences))
    axes = Axes(codes, codes, tuple(f"I{place:02}" for place in range(size.industries)), 2020, 2020 + size.ahead)
    paths = {component: _path(random, axes, size, component) for component in Component}
    inputs = _inputs(random, axes, size, paths)
    return inputs, _future(random, inputs, paths)


@dataclass(frozen=True)
class _Path:
    """Past and future of one component by area, group and year: all of it, and the part that is trend alone."""

    whole: Array
    trend: Array

    def past(self, years: int) -> Array:
        """The first ``years``, the last of which is the base year."""
        return self.whole[..., :years]


def _path(random: np.random.Generator, axes: Axes, size: Size, component: Component) -> _Path:
    places, industries = len(axes.residences), len(axes.industries)
    areas = {Component.NATIONAL_JOBS: industries, Component.REGIONAL_JOBS: places * industries}.get(component, places)
    groups = {Component.ATTAINMENT: len(EDUCATIONS), Component.PARTICIPATION: len(EDUCATIONS)}.get(component, 1)
    if component is Component.MIX:
        areas, groups = places * industries, len(EDUCATIONS)
    years = size.past + size.ahead
    shared = random.standard_normal((1, groups, years)) * np.sqrt(IN_COMMON)
    own = random.standard_normal((areas, groups, years)) * np.sqrt(1 - IN_COMMON)
    walk = SHOCKS[component] * (shared + own).cumsum(axis=-1)
    slope = SLOPES.get(component, 0.0) * (
        random.standard_normal((1, groups)) + 0.3 * random.standard_normal((areas, groups))
    )
    trend = slope[..., None] * np.cumsum(FADING ** (np.arange(years) / 3))
    if component in {Component.ATTAINMENT, Component.MIX}:
        walk, trend = walk - walk[:, :1], trend - trend[:, :1]  # log-ratios to the first education
    if component is Component.REGIONAL_JOBS:
        walk, trend = walk / places, trend / places
    return _Path(walk + trend, trend)


def _inputs(random: np.random.Generator, axes: Axes, size: Size, paths: dict[Component, _Path]) -> Inputs:
    places, industries, years = len(axes.residences), len(axes.industries), len(axes.years)
    sizes = 2_000 * random.gamma(4.0, 0.5, places)
    people = np.broadcast_to(sizes[:, None, None, None], (places, len(AGES), len(SEXES), years))
    shares = _normal(SHARES * np.exp(0.2 * random.standard_normal((places, 1, 1, len(EDUCATIONS)))))
    shares = np.broadcast_to(shares, (places, len(AGES), len(SEXES), len(EDUCATIONS)))
    by_age = np.array([0.5, 0.75, 0.82, 0.85, 0.86, 0.87, 0.86, 0.84, 0.8, 0.6, 0.2, 0.05])
    rates = np.broadcast_to(by_age[:, None, None], shares.shape)
    employed = (people[..., None, 0] * shares * rates).sum(axis=(1, 2)) * 0.96
    jobs, mix, flows = _workplaces(random, employed, industries)
    national = np.broadcast_to((5 * jobs.sum(axis=0))[:, None], (len(VARIANTS), industries, years))
    even = np.full((places, len(EDUCATIONS)), 0.03)
    zero = np.zeros(len(EDUCATIONS))
    error = AssumedError(
        Component.POPULATION, tuple(SHOCKS[Component.POPULATION] * np.sqrt(np.arange(1, size.ahead + 1))), MADE_UP
    )
    return Inputs(
        vintage="simulated",
        axes=axes,
        population=_part(people),
        shares=_part(shares),
        participation=_part(rates),
        cohort_change=_part(np.zeros((len(AGES), len(SEXES), len(EDUCATIONS)))),
        unemployment=_part(np.full((places, len(EDUCATIONS)), 0.04)),
        structural=_part(even),
        unmet=_part(zero),
        jobs=_part(jobs),
        mix=_part(mix),
        commuters=_part(flows),
        commuting_reach=_part(zero + 1),
        national_jobs=_part(national),
        pension_age=_part(np.full(years, 67.0)),
        pension_shift=_part(zero + 0.5),
        flexibility=_part(np.full((len(EDUCATIONS), len(EDUCATIONS)), 0.05)),
        extra_completions=_part(np.zeros((places, len(EDUCATIONS), years))),
        histories=_histories(axes, size, paths, jobs=jobs, mix=mix),
        assumed_errors=(error,),
    )


def _workplaces(random: np.random.Generator, employed: Array, industries: int) -> tuple[Array, Array, Array]:
    """Jobs, mix and commuters that hold exactly the residents in work, and a tenth more from outside."""
    places = len(employed)
    pattern = 0.1 * random.random((places + 1, places)) + np.eye(places + 1, places)
    pattern[-1] = 0.1
    held = np.concatenate([employed, 0.1 * employed.sum(axis=0, keepdims=True)])
    by_place = np.einsum("oe,ow->we", held, pattern / pattern.sum(axis=1, keepdims=True))
    split = _normal(np.exp(0.8 * random.standard_normal((1, industries, len(EDUCATIONS)))), axis=1)
    posts = by_place[:, None] * split
    return posts.sum(axis=2), _normal(posts), pattern * held.sum(axis=1, keepdims=True)


def _histories(
    axes: Axes, size: Size, paths: dict[Component, _Path], *, jobs: Array, mix: Array
) -> tuple[History, ...]:
    places, industries = len(axes.residences), len(axes.industries)
    years = tuple(range(axes.base_year - size.past + 1, axes.base_year + 1))
    past = {component: paths[component].past(size.past) for component in Component}
    since = {component: values - values[..., -1:] for component, values in past.items()}
    codes = {"residence": axes.residences, "education": EDUCATIONS}
    attained = 1e4 * SHARES[None, :, None] * np.exp(since[Component.ATTAINMENT])
    odds = 0.75 / 0.25 * np.exp(since[Component.PARTICIPATION])
    nation = (5 * jobs.sum(axis=0))[:, None] * np.exp(since[Component.NATIONAL_JOBS][:, 0])
    moved = jobs[..., None] * np.exp(since[Component.REGIONAL_JOBS].reshape(places, industries, -1))
    rest = 5 * jobs.sum(axis=0)[:, None] - jobs.sum(axis=0)[:, None]
    regional = np.concatenate([moved, np.broadcast_to(rest, moved[:1].shape)]) * np.exp(
        since[Component.NATIONAL_JOBS][:, 0]
    )
    tilt = np.exp(since[Component.MIX].reshape(places, industries, len(EDUCATIONS), -1))
    held = mix[..., None] * jobs[..., None, None] * tilt
    held_here = 1000 * np.exp(since[Component.COMMUTING][:, 0])
    by_place = {"workplace": (*axes.residences, "rest"), "industry": axes.industries}
    by_mix = {"workplace": axes.residences, "industry": axes.industries, "education": EDUCATIONS}
    return (
        History(Component.ATTAINMENT, ("residence", "education"), codes, years, attained, MADE_UP),
        History(Component.PARTICIPATION, ("residence", "education"), codes, years, odds / (1 + odds), MADE_UP),
        History(Component.NATIONAL_JOBS, ("industry",), {"industry": axes.industries}, years, nation, MADE_UP),
        History(Component.REGIONAL_JOBS, ("workplace", "industry"), by_place, years, regional, MADE_UP),
        History(Component.MIX, ("workplace", "industry", "education"), by_mix, years, held, MADE_UP),
        History(Component.COMMUTING, ("residence",), {"residence": axes.residences}, years, held_here, MADE_UP),
    )


def _future(random: np.random.Generator, inputs: Inputs, paths: dict[Component, _Path]) -> Future:
    """The equations of the model on what truly happened."""
    axes, places, industries = inputs.axes, len(inputs.axes.residences), len(inputs.axes.industries)
    years = len(axes.years)
    came = {name: path.whole[..., -years:] - path.whole[..., -years : -years + 1] for name, path in paths.items()}
    shocks = {
        name: came[name] - (path.trend[..., -years:] - path.trend[..., -years : -years + 1])
        for name, path in paths.items()
    }
    trend = (came[Component.ATTAINMENT] - shocks[Component.ATTAINMENT])[:, None, None]
    shares = supply.education_shares(inputs, trend)
    joined = np.zeros((1, 1, 1, 1, years))
    rates = supply.participation_rates(inputs, joined, None)
    parts = (Component.POPULATION, Component.ATTAINMENT, Component.PARTICIPATION)
    errors = tuple(shocks[part][None, ..., 1:] for part in parts)
    supplied = supply.drawn_labour_force(inputs, shares, rates, (errors[0], errors[1], errors[2]))[0]
    national = inputs.national_jobs.values[0] * np.exp(came[Component.NATIONAL_JOBS][:, 0])
    drift = came[Component.REGIONAL_JOBS].reshape(places, industries, years)
    posts = demand.jobs(inputs, drift, national, Assumptions())
    mix = demand.education_mix(inputs, came[Component.MIX].reshape(places, industries, len(EDUCATIONS), years))
    jobs = demand.by_education(posts, mix)
    employed = supplied[..., 0] * (1 - inputs.unemployment.values)
    held = commuting.at_residence(commuting.commuting(inputs, employed, jobs[..., 0]).shares, jobs)
    held = held * np.exp(came[Component.COMMUTING])
    assumed = Assumptions(structural_shift=float(random.uniform(-1, 1)) * Assumptions().structural_spread)
    return Future(model.balances(inputs, assumed, (supplied, jobs, held)))


def _normal(values: Array, axis: int = -1) -> Array:
    return np.asarray(values / values.sum(axis=axis, keepdims=True))


def _part(values: Array) -> Part:
    return Part(values, MADE_UP)
