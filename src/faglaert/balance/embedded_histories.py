# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The past that trends and errors are measured on, as keyed: coarser than the model, mapped onto its codes."""

from faglaert.balance.axes import AGES, EDUCATIONS, OUTSIDE, SEXES
from faglaert.balance.embedded_people import COUNTRY, REGION, REGIONS, figures_of
from faglaert.balance.embedded_work import INDUSTRIES, LEVEL_OF, LEVELS, THOUSAND
from faglaert.balance.inputs import Array, Component, DataKind, History, Provenance
from faglaert.definitions.labour import FOLDER, input_parts, labour_series

NEIGHBOUR = "085"
"""The region most of those who commute out go to: the history of outside."""


def provenance(name: str) -> Provenance:
    """What the part ``name`` of the embedded inputs is made of."""
    part = input_parts()[name]
    return Provenance(DataKind(part.kind), f"embedded:{name}", part.words("da"), f"{FOLDER.name}/{name}")


def histories(residences: tuple[str, ...]) -> tuple[History, ...]:
    """One history for each component; ``residences`` are areas of the region."""
    to_region = {"residence": dict.fromkeys(residences, REGION)}
    to_level = {"education": {code: LEVEL_OF[code] for code in EDUCATIONS}}
    at_work = {"workplace": dict.fromkeys(residences, REGION) | {OUTSIDE: NEIGHBOUR}}
    people = figures_of("population_history", (REGION,), _years("population_history"), SEXES, AGES)
    levels = figures_of("education_level_shares", REGIONS, _years("education_level_shares"), LEVELS) * THOUSAND
    rates = figures_of("activity_rates", REGIONS, _years("activity_rates")) / 100
    national = figures_of("employees_by_industry", (COUNTRY,), _years("employees_by_industry"), INDUSTRIES)[0]
    regional = figures_of("jobs_by_industry", REGIONS, _years("jobs_by_industry"), INDUSTRIES) * THOUSAND
    mix = figures_of("employed_by_education", REGIONS, _years("employed_by_education"), LEVELS) * THOUSAND
    return (
        _history(
            Component.POPULATION,
            people.transpose(0, 3, 2, 1),
            codes={"residence": (REGION,), "age": AGES, "sex": SEXES},
            concordance=to_region,
        ),
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
    )


def _history(
    component: Component, values: Array, *, codes: dict[str, tuple[str, ...]], concordance: dict[str, dict[str, str]]
) -> History:
    name = f"history_{component.value}"
    years = _years(input_parts()[name].series[0])
    return History(component, tuple(codes), codes, years, values, provenance(name), concordance)


def _years(name: str) -> tuple[int, ...]:
    first, last = labour_series()[name].years
    return tuple(range(first, last + 1))
