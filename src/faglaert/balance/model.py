# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The balance as pure functions of inputs, assumptions and a seed: one projection, and many draws around it."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from faglaert.balance import commuting as place
from faglaert.balance import demand, supply, trends, uncertainty
from faglaert.balance.assumptions import Assumptions
from faglaert.balance.axes import EDUCATION_GROUPS, EDUCATIONS, OUTSIDE, Axes
from faglaert.balance.histories import trend
from faglaert.balance.inputs import Array, Component, Inputs

Rules = Mapping[Component, trends.Rule]
Paths = tuple[Array, Array, Array]
"""Supply, demand and jobs held."""

CONCEPTS = ("B1", "B2", "B3")
"""Residents minus jobs in the area; residents minus jobs they hold; the same at structural unemployment, with unmet
demand: the balance of labour. Negative is a shortage."""
ALL_AREAS = "all"
ALL_EDUCATIONS = "all"
THREADS = 2
CELLS_IN_BLOCK = 2_000_000
"""Errors of the mix that are held in memory at once; the block of draws follows from it."""


@dataclass(frozen=True)
class Projection:
    """One path of everything.

    ``force`` by residence, age, sex, education and year; ``supply`` and ``held`` by residence, education and year;
    ``posts`` by workplace, industry and year, ``drift`` the trend of their share in the nation; ``demand`` by
    workplace, education and year.
    """

    persons: Array
    shares: Array
    rates: Array
    force: Array
    drift: Array
    posts: Array
    mix: Array
    commuting: place.Commuting
    supply: Array
    demand: Array
    held: Array


@dataclass(frozen=True)
class Draws:
    """Many paths: ``supply`` and ``held`` by draw, residence, education and year, ``demand`` by workplace instead.

    ``structural``, by draw, is added to structural unemployment.
    """

    supply: Array
    demand: Array
    held: Array
    structural: Array


def fixed_rules(rules: Rules, damping: float) -> dict[Component, trends.Rule]:
    """The benchmarks: damping 0 freezes every share at the base year, 1 carries every trend on unbroken."""
    return {component: replace(rule, damping=damping) for component, rule in rules.items()}


def project(inputs: Inputs, assumptions: Assumptions, rules: Rules) -> Projection:
    """The projection without errors; raises :class:`DataRefusedError` when the base year contradicts itself."""
    persons = inputs.population.values
    by_age = ("residence", "age", "sex", "education")
    shares = supply.education_shares(inputs, _trend(inputs, Component.ATTAINMENT, rules, by_age))
    joining = _trend(inputs, Component.PARTICIPATION, rules, by_age)
    rates = supply.participation_rates(inputs, joining, assumptions.participation_points)
    force = supply.labour_force(persons, shares, rates)
    held_back = force.sum(axis=(1, 2))
    drift = _trend(inputs, Component.REGIONAL_JOBS, rules, ("workplace", "industry"))
    posts = demand.jobs(inputs, drift, demand.national_path(inputs, assumptions.variant), assumptions)
    mix = demand.education_mix(inputs, _mix_trend(inputs, assumptions, rules))
    jobs = demand.by_education(posts, mix)
    employed = held_back[..., 0] * (1 - inputs.unemployment.values)
    commuters = place.commuting(inputs, employed, jobs[..., 0])
    held = _held(commuters, held_back, jobs, assumptions)
    return Projection(persons, shares, rates, force, drift, posts, mix, commuters, held_back, jobs, held)


def draw(
    inputs: Inputs,
    projection: Projection,
    assumptions: Assumptions,
    *,
    models: Mapping[Component, uncertainty.ErrorModel],
    seed: int,
    count: int,
) -> Draws:
    """``count`` draws around the projection; the same seed gives the same errors to every scenario.

    Blocks of draws are computed side by side; they share nothing, so that the result does not depend on how many.
    """
    picked = {component: uncertainty.draw(model, component, seed, count) for component, model in models.items()}
    variants = demand.drawn_variants(assumptions.variant, count)
    axes = inputs.axes
    shape = (len(EDUCATIONS), len(axes.years))
    supplied, held = (np.empty((count, len(axes.residences), *shape)) for _ in range(2))
    asked = np.empty((count, len(axes.workplaces), *shape))

    def fill(part: slice) -> None:
        supplied[part] = supply.drawn_labour_force(
            inputs,
            projection.shares,
            projection.rates,
            tuple(  # type: ignore[arg-type]
                picked[each].errors(part)
                for each in (Component.POPULATION, Component.ATTAINMENT, Component.PARTICIPATION)
            ),
        )
        posts = _drawn_posts(inputs, projection, assumptions, picked=picked, variants=variants, part=part)
        mix_errors = picked[Component.MIX].errors(part)
        mix_errors = mix_errors.reshape(len(posts), len(axes.workplaces), len(axes.industries), *mix_errors.shape[2:])
        asked[part] = demand.drawn_by_education(posts, projection.mix, mix_errors)
        held[part] = _held(projection.commuting, supplied[part], asked[part], assumptions)
        held[part, ..., 1:] *= np.exp(picked[Component.COMMUTING].errors(part))

    with ThreadPoolExecutor(max_workers=THREADS) as pool:
        list(pool.map(fill, _blocks(count, axes)))
    # even steps over the interval, in an order that has nothing to do with the other draws
    spread = (np.arange(count) * 0.754877666246693) % 1.0 * 2 - 1
    return Draws(supplied, asked, held, np.asarray(assumptions.structural_spread * spread, dtype=np.float64))


def balances(inputs: Inputs, assumptions: Assumptions, sides: Paths) -> dict[str, tuple[Array, Array]]:
    """For each concept supply and demand, ``(…, area, education, year)``; their difference is the balance.

    Areas are the residences and all of them together, educations the nine, their groups and all of them together.
    """
    return _sides(inputs, assumptions, sides, np.zeros(()))


def drawn_balances(inputs: Inputs, assumptions: Assumptions, draws: Draws) -> dict[str, tuple[Array, Array]]:
    """The same for draws, each with its own structural unemployment."""
    structural = draws.structural[:, None, None, None]
    return _sides(inputs, assumptions, (draws.supply, draws.demand, draws.held), structural)


def areas(axes: Axes) -> tuple[str, ...]:
    """The areas of a result."""
    return (*axes.residences, ALL_AREAS)


def educations() -> tuple[str, ...]:
    """The educations of a result: the nine, the groups that hold more or other than one of them, all."""
    return (*EDUCATIONS, *EDUCATION_GROUPS, ALL_EDUCATIONS)


def summed(values: Array) -> Array:
    """``(…, place, education, …)`` with all places together and the groups of education added on axes -3 and -2."""
    values = np.concatenate([values, values.sum(axis=-3, keepdims=True)], axis=-3)
    groups = [
        values[..., [EDUCATIONS.index(code) for code in codes], :].sum(axis=-2, keepdims=True)
        for codes in EDUCATION_GROUPS.values()
    ]
    return np.concatenate([values, *groups, values.sum(axis=-2, keepdims=True)], axis=-2)


def _sides(inputs: Inputs, assumptions: Assumptions, sides: Paths, structural: Array) -> dict[str, tuple[Array, Array]]:
    supplied, asked, held = sides
    here = [place for place, code in enumerate(inputs.axes.workplaces) if code != OUTSIDE]
    idle = np.clip(inputs.structural.values[..., None] + assumptions.structural_shift + structural, 0.0, 1.0)
    wanted = held * (1 + inputs.unmet.values[:, None])
    whole = summed(supplied)
    return {
        "B1": (whole, summed(asked[..., here, :, :])),
        "B2": (whole, summed(held)),
        "B3": (summed(supplied * (1 - idle)), summed(wanted)),
    }


def _trend(inputs: Inputs, component: Component, rules: Rules, dimensions: tuple[str, ...]) -> Array:
    history = inputs.history(component)
    if history is None:
        return np.zeros((1,) * len(dimensions) + (len(inputs.axes.years),))
    return trend(history, inputs.axes, rules[component], dimensions)


def _mix_trend(inputs: Inputs, assumptions: Assumptions, rules: Rules) -> Array:
    if assumptions.mix_damping is not None:
        rules = {**rules, Component.MIX: replace(rules[Component.MIX], damping=assumptions.mix_damping)}
    return assumptions.mix_drift * _trend(inputs, Component.MIX, rules, ("workplace", "industry", "education"))


def _held(commuters: place.Commuting, supplied: Array, jobs: Array, assumptions: Assumptions) -> Array:
    held = place.at_residence(commuters.shares, jobs)
    if assumptions.commuting_response == 0:
        return held
    tightness = np.log(np.maximum(held, 1e-9) / np.maximum(supplied, 1e-9))
    moved = place.responding(commuters.shares, tightness - tightness[..., :1], assumptions.commuting_response)
    return np.asarray(np.einsum("...rwet,...wet->...ret", moved[..., :-1, :, :, :], jobs))


def _drawn_posts(
    inputs: Inputs,
    projection: Projection,
    assumptions: Assumptions,
    *,
    picked: Mapping[Component, uncertainty.Draws],
    variants: uncertainty.Places,
    part: slice,
) -> Array:
    """Jobs by draw, workplace, industry and year under errors of the nation and of the areas' shares in it."""
    national = inputs.national_jobs.values[variants[part]].copy()
    national[..., 1:] *= np.exp(picked[Component.NATIONAL_JOBS].errors(part)[:, :, 0])
    errors = picked[Component.REGIONAL_JOBS].errors(part)[:, :, 0]
    errors = errors.reshape(len(errors), *inputs.jobs.values.shape, -1)
    errors = np.concatenate([np.zeros_like(errors[..., :1]), errors], axis=-1)
    return demand.jobs(inputs, projection.drift + errors, national, assumptions)


def _blocks(count: int, axes: Axes) -> Iterator[slice]:
    cells = len(axes.workplaces) * len(axes.industries) * len(EDUCATIONS) * axes.horizon
    size = max(2, CELLS_IN_BLOCK // cells)
    for first in range(0, count, size):
        yield slice(first, min(first + size, count))
