# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The past that trends and errors are measured on, as keyed: coarser than the model, mapped onto its codes."""

import numpy as np

from faglaert.balance.axes import AGES, EDUCATIONS, OUTSIDE, SEXES
from faglaert.balance.embedded_people import COUNTRY, REGION, REGIONS, figures_of
from faglaert.balance.embedded_work import INDUSTRIES, LEVEL_OF, LEVELS, THOUSAND
from faglaert.balance.inputs import Array, AssumedError, Component, DataKind, History, Provenance
from faglaert.definitions.labour import FOLDER, input_parts, labour_series
from faglaert.definitions.labour_assumptions import labour_assumptions

NEIGHBOUR = "085"
"""The region most of those who commute out go to: the history of outside."""


def provenance(name: str) -> Provenance:
    """What the part ``name`` of the embedded inputs is made of."""
    part = input_parts()[name]
    return Provenance(DataKind(part.kind), f"embedded:{name}", part.words("da"), f"{FOLDER.name}/{name}")


def histories(residences: tuple[str, ...]) -> tuple[History, ...]:
    """One history for each component but the population; ``residences`` are areas of the region."""
    to_region = {"residence": dict.fromkeys(residences, REGION)}
    to_level = {"education": {code: LEVEL_OF[code] for code in EDUCATIONS}}
    at_work = {"workplace": dict.fromkeys(residences, REGION) | {OUTSIDE: NEIGHBOUR}}
    levels = figures_of("education_level_shares", REGIONS, _years("education_level_shares"), LEVELS) * THOUSAND
    rates = figures_of("activity_rates", REGIONS, _years("activity_rates")) / 100
    national = figures_of("employees_by_industry", (COUNTRY,), _years("employees_by_industry"), INDUSTRIES)[0]
    regional = figures_of("jobs_by_industry", REGIONS, _years("jobs_by_industry"), INDUSTRIES) * THOUSAND
    commuting = _held_per_thousand()
    mix = figures_of("employed_by_education", REGIONS, _years("employed_by_education"), LEVELS) * THOUSAND
    return (
        _history(
            Component.ATTAINMENT,
            levels.swapaxes(1, 2),
            codes={"residence": REGIONS, "education": LEVELS},
            concordance=to_region | to_level,
        ),
        _history(Component.PARTICIPATION, rates, codes={"residence": REGIONS}, concordance=to_region),
        _history(Component.NATIONAL_JOBS, national.T, codes={"industry": INDUSTRIES}, concordance={}),
        _history(
            Component.REGIONAL_JOBS,
            regional.swapaxes(1, 2),
            codes={"workplace": REGIONS, "industry": INDUSTRIES},
            concordance=at_work,
        ),
        _history(
            Component.MIX,
            mix.swapaxes(1, 2),
            codes={"workplace": REGIONS, "education": LEVELS},
            concordance=at_work | to_level,
        ),
        _history(Component.COMMUTING, commuting, codes={"residence": REGIONS}, concordance=to_region),
    )


def population_error(*, is_municipal: bool) -> AssumedError:
    """The error of an official projection: that of 2018 against what came, of municipalities the published one.

    Errors one, two, … years ahead are brought to one year as a random walk's, and averaged over five-year bands.
    """
    years = _years("population_projection_2018")
    projected = figures_of("population_projection_2018", (COUNTRY,), years, AGES)[0]
    counted = figures_of("population_history", (COUNTRY,), years, SEXES, AGES)[0].sum(axis=1)
    ahead = np.arange(1, len(years) + 1)[:, None]
    yearly = float(np.sqrt((np.log(projected / counted) ** 2 / ahead).mean()))
    municipal = labour_assumptions().population_error.municipal_deviation
    deviation = max(yearly, municipal) if is_municipal else yearly
    return AssumedError(Component.POPULATION, (deviation,), provenance("error_population"))


def _held_per_thousand() -> Array:
    """Jobs that residents hold per 1,000 jobs in their region and year; both as shares of the nation.

    Registers count residents, regional accounts jobs: their levels differ, and shares of the nation do not.
    """
    years = _years("employed_residents")
    residents = figures_of("employed_residents", REGIONS, years)
    jobs = figures_of("jobs_by_industry", REGIONS, years, INDUSTRIES).sum(axis=2)
    return np.asarray(THOUSAND * (residents / residents.sum(axis=0)) / (jobs / jobs.sum(axis=0)))


def _history(
    component: Component, values: Array, *, codes: dict[str, tuple[str, ...]], concordance: dict[str, dict[str, str]]
) -> History:
    name = f"history_{component.value}"
    years = _years(input_parts()[name].series[0])
    return History(component, tuple(codes), codes, years, values, provenance(name), concordance)


def _years(name: str) -> tuple[int, ...]:
    first, last = labour_series()[name].years
    return tuple(range(first, last + 1))
