# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The inputs of the balance from the figures that are built in: right at once, without a network.

Published totals are kept as they are; what distributes them is computed or assumed and carries that as its kind of
data. ``definitions/balance/parts.toml`` says of each part what it is made of.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from faglaert.balance.axes import EDUCATIONS, FIRST_COHORT_AGE, OUTSIDE, VARIANTS, Axes
from faglaert.balance.embedded_cohorts import cohort_change
from faglaert.balance.embedded_histories import histories, population_error, provenance
from faglaert.balance.embedded_people import REGION, education_shares, population
from faglaert.balance.embedded_work import (
    INDUSTRIES,
    NET_YEAR,
    Status,
    by_education,
    commuting_pattern,
    departures,
    education_mix,
    jobs_by_residents,
    national_jobs,
    net_arrivals,
    participation,
    pension_age,
    places,
    regional_jobs,
    unemployed_now,
    unemployment_shares,
)
from faglaert.balance.inputs import Array, Component, History, Inputs, Part, Provenance
from faglaert.definitions.classifications import region_municipalities
from faglaert.definitions.labour import labour_series
from faglaert.definitions.labour_assumptions import labour_assumptions

Level = Literal["region", "municipality"]
BASE = VARIANTS.index("base")


@dataclass(frozen=True)
class Controls:
    """What takes the place of embedded figures, each absent when it is not to be had.

    ``population`` by municipality, age, sex and year; ``education`` persons aged 15-69 by municipality and education;
    ``shares`` of each education by municipality, age and sex; ``seed_mix`` by industry and education, ``jobs`` by
    municipality and industry, ``pattern`` of commuters by origin and workplace, at any scale; ``leaving`` and ``net``:
    residents who work outside the region, and jobs beyond residents in work, as shares of residents in work.
    ``histories`` stand for the embedded ones of their component. ``about`` says where each part that they change is
    from, ``vintage`` names them all.
    """

    population: Array | None = None
    education: Array | None = None
    shares: Array | None = None
    status: Status | None = None
    seed_mix: Array | None = None
    jobs: Array | None = None
    pattern: Array | None = None
    leaving: float | None = None
    net: float | None = None
    histories: Mapping[Component, History] = field(default_factory=dict)
    about: Mapping[str, Provenance] = field(default_factory=dict)
    vintage: str = ""


EMBEDDED = Controls()


def embedded_inputs(level: Level = "region", controls: Controls = EMBEDDED) -> Inputs:
    """Inputs for the region as one area, or for each of its municipalities.

    The region's are those of the municipalities added up, weighted by persons, labour force or jobs. ``controls`` take
    the place of embedded figures. Raises :class:`DataRefusedError` when a figure is missing or impossible.
    """
    rule = labour_assumptions()
    years = tuple(range(rule.base_year, rule.end_year + 1))
    codes = tuple(area.code for area in region_municipalities(REGION))
    arrays = _arrays(codes, years, controls)
    if level == "region":
        arrays = _summed(arrays)
        codes = (REGION,)
    axes = Axes(codes, (*codes, OUTSIDE), INDUSTRIES, years[0], years[-1])
    arrays["extra_completions"] = np.zeros((len(codes), len(EDUCATIONS), len(years)))
    newest = max(each.retrieved_date for each in labour_series().values())
    parts = {name: Part(values, controls.about.get(name) or provenance(name)) for name, values in arrays.items()}
    vintage = controls.vintage or f"embedded-{newest.isoformat()}"
    errors = (population_error(is_municipal=level == "municipality"),)
    past = tuple(controls.histories.get(each.component, each) for each in histories(codes))
    told = {"histories": past, "assumed_errors": errors}
    return Inputs(vintage, axes, **told, **parts)  # type: ignore[arg-type]  # names of parts alone


def _arrays(codes: tuple[str, ...], years: tuple[int, ...], controls: Controls) -> dict[str, Array]:
    rule = labour_assumptions()
    persons = population(codes, years) if controls.population is None else controls.population
    counted = controls.shares
    shares = education_shares(codes, persons[..., 0], controls.education) if counted is None else counted
    people = persons[..., 0, None] * shares
    unemployed, usual = unemployed_now(codes)
    rates = participation(codes, people, unemployed, controls.status)
    force = (people * rates).sum(axis=(1, 2))
    relative = None if controls.status is None else controls.status.unemployed
    unemployment = unemployment_shares(force, unemployed, relative)
    employed = force * (1 - unemployment)
    national = national_jobs(years)
    net = net_arrivals(NET_YEAR) if controls.net is None else controls.net
    leaving = departures() if controls.leaving is None else controls.leaving
    regional, factor = regional_jobs(national[BASE, :, 0], float(employed.sum()), net)
    if controls.jobs is None:
        inside = jobs_by_residents(codes, employed.sum(axis=1), regional)
    else:
        inside = controls.jobs * (regional.sum() / controls.jobs.sum())
    pattern = commuting_pattern(codes) if controls.pattern is None else controls.pattern
    found = places(employed.sum(axis=1), inside, pattern, leaving_share=leaving)
    assumed = np.array([rule.mix_seed.by_industry[code] for code in INDUSTRIES])
    seed_mix = assumed if controls.seed_mix is None else controls.seed_mix
    return {
        "population": persons,
        "shares": shares,
        "participation": rates,
        "cohort_change": cohort_change(FIRST_COHORT_AGE),
        "unemployment": unemployment,
        "structural": unemployment_shares(force, usual, relative),
        "unmet": by_education(rule.unmet.by_education),
        "jobs": found.jobs,
        "mix": education_mix(found, employed, seed_mix),
        "commuters": found.commuters,
        "commuting_reach": by_education(rule.commuting.reach),
        "national_jobs": national * factor,
        "pension_age": pension_age(years),
        "pension_shift": by_education(rule.pension.shift),
        "flexibility": np.array([rule.flexibility.matrix[code] for code in EDUCATIONS]),
    }


def _summed(arrays: dict[str, Array]) -> dict[str, Array]:
    """The municipalities as one area; outside stays outside."""
    persons = arrays["population"][..., 0, None]
    people = persons * arrays["shares"]
    force = people * arrays["participation"]
    by_area = force.sum(axis=(1, 2))
    jobs, commuters = arrays["jobs"], arrays["commuters"]
    held = jobs[..., None] * arrays["mix"]
    totals = np.stack([held[:-1].sum(axis=0), held[-1]])
    crossing = np.array(
        [[commuters[:-1, :-1].sum(), commuters[:-1, -1].sum()], [commuters[-1, :-1].sum(), commuters[-1, -1]]]
    )
    whole = people.sum(axis=0)
    return arrays | {
        "population": arrays["population"].sum(axis=0, keepdims=True),
        "shares": (whole / whole.sum(axis=-1, keepdims=True))[None],
        "participation": np.divide(force.sum(axis=0), whole, out=np.zeros_like(whole), where=whole > 0)[None],
        "unemployment": _weighted(arrays["unemployment"], by_area),
        "structural": _weighted(arrays["structural"], by_area),
        "jobs": np.stack([jobs[:-1].sum(axis=0), jobs[-1]]),
        "mix": totals / totals.sum(axis=-1, keepdims=True),
        "commuters": crossing,
    }


def _weighted(values: Array, weights: Array) -> Array:
    return np.asarray((values * weights).sum(axis=0, keepdims=True) / weights.sum(axis=0, keepdims=True))
