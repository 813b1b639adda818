# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The past as StatBank has delivered it, by region and every year: for trends, for errors and for the back-test.

Each takes the place of the embedded history of its component, which is of fewer years or three levels of education.
"""

from collections.abc import Mapping, Sequence

import duckdb
import numpy as np

from faglaert.balance.axes import AGES, EDUCATIONS, OUTSIDE, SEXES
from faglaert.balance.delivered import Delivered, delivered
from faglaert.balance.embedded_histories import NEIGHBOUR
from faglaert.balance.embedded_people import COUNTRY, LAST_COUNTED, REGION, REGIONS
from faglaert.balance.embedded_work import INDUSTRIES, WORKING
from faglaert.balance.inputs import FEWEST_YEARS, Array, Component, DataKind, History, Provenance
from faglaert.balance.panels import Panel, Within
from faglaert.definitions.classifications import region_municipalities
from faglaert.errors import Finding

STATUS_AGES = ("16-19", *AGES[1 : WORKING.stop])
"""Bands of RAS209 below 65 years; the first stands for 15-19."""
COUNTED_AGES = AGES[: LAST_COUNTED + 1]
STATUSES = ("all", "employed", "unemployed")
WORDS = {
    "dst_hfudd11_ages": "Højeste fuldførte uddannelse efter alder og køn i fem regioner",
    "dst_ras209_regions": "Andelen i arbejdsstyrken efter alder, køn og uddannelse i fem regioner",
    "dst_ras310": "Beskæftigede efter branche og uddannelse i fem regioner, efter bopæl",
    "dst_pend101": "Beskæftigede efter branche og arbejdssted i fem regioner",
    "dst_nabb36": "Lønmodtagere efter branche i hele landet",
}
FIRST_TREND_YEAR = "2000"
"""Of the nation's industries, which are told of since 1966: another economy."""


def delivered_histories(connection: duckdb.DuckDBPyConnection) -> tuple[History, ...]:
    """A history for each component that a fetched table tells of over at least six years.

    Raises :class:`DataRefusedError` with file and row for a fault, and for a year that is missing between two others.
    """
    found = (
        _attainment(_regional(connection, "dst_hfudd11_ages")),
        _participation(_regional(connection, "dst_ras209_regions")),
        _mix(_regional(connection, "dst_ras310")),
        _jobs(_regional(connection, "dst_pend101")),
        _national_jobs(_of(connection, "dst_nabb36", (COUNTRY,))),
    )
    return tuple(each for each in found if each is not None)


def delivered_panels(connection: duckdb.DuckDBPyConnection) -> tuple[Panel, ...]:
    """The same tables as series that forecasts are tested on, in persons."""
    panels = []
    if found := _regional(connection, "dst_hfudd11_ages"):
        persons = _counts(found, {"area_code": REGIONS, "sex": SEXES, "education": EDUCATIONS})
        panels.append(_panel("population 15-69 by region, sex and education", Within.AREA, found, persons))
    if found := _regional(connection, "dst_ras209_regions"):
        axes = {"area_code": REGIONS, "sex": SEXES, "education": EDUCATIONS}
        persons = _counts(found.of(status=STATUSES[1:]), axes)
        panels.append(_panel("labour force 16-64 by region, sex and education", Within.AREA, found, persons))
    if found := _regional(connection, "dst_ras310"):
        persons = _counts(found.grouped(), {"area_code": REGIONS, "industry": INDUSTRIES, "education": EDUCATIONS})
        panels.append(_panel("employed by region, industry and education", Within.AREA, found, persons))
    if found := _regional(connection, "dst_pend101"):
        persons = _counts(found.grouped(), {"area_code": REGIONS, "industry": INDUSTRIES})
        panels.append(_panel("jobs by region and industry, registers", Within.GROUP, found, persons))
    if found := _of(connection, "dst_nabb36", (COUNTRY,)):
        persons = _counts(found.grouped(), {"industry": INDUSTRIES, "area_code": (COUNTRY,)})
        panels.append(_panel("employees by industry, national accounts", Within.NOTHING, found, persons))
    return tuple(panels)


def participation_shares(everyone: Array, force: Array, *, education: int) -> Array:
    """Share of ``everyone`` in the labour force; where an education has nobody, that of all along its axis.

    At most 1: parts of a delivered table may miss their total by a few persons.
    """
    usual = force.sum(axis=education, keepdims=True) / np.maximum(everyone.sum(axis=education, keepdims=True), 1.0)
    return np.minimum(np.where(everyone > 0, force / np.maximum(everyone, 1.0), usual), 1.0)


def _regional(connection: duckdb.DuckDBPyConnection, source_id: str) -> Delivered | None:
    return _of(connection, source_id, REGIONS)


def _of(connection: duckdb.DuckDBPyConnection, source_id: str, areas: tuple[str, ...]) -> Delivered | None:
    """The rows of these areas; None without them, or with fewer years than a trend needs."""
    found = delivered(connection, source_id, areas=areas)
    return found if found is not None and len(found.years) >= FEWEST_YEARS else None


def _counts(found: Delivered, axes: Mapping[str, tuple[str, ...]], *, told: Sequence[str] = ("area_code",)) -> Array:
    """Persons along ``axes`` and years; every year between the first and the last must be there."""
    years = found.years
    missing = sorted(set(map(str, range(int(years[0]), int(years[-1]) + 1))) - set(years))
    if missing:
        found.refuse(
            [Finding(found.file, None, "Tid", f"lacks {', '.join(missing)} between {years[0]} and {years[-1]}")]
        )
    return found.array({**axes, "period": years}, told=(*told, "period"))


def _panel(name: str, within: Within, found: Delivered, persons: Array) -> Panel:
    """Areas are all that stands before the last dimension but years."""
    values = persons.reshape(-1, *persons.shape[-2:])
    return Panel(name, within, tuple(map(int, found.years)), values, f"Statistics Denmark {found.snapshot}")


def _attainment(found: Delivered | None) -> History | None:
    if found is None:
        return None
    codes = {"area_code": REGIONS, "age": COUNTED_AGES, "sex": SEXES, "education": EDUCATIONS}
    ages = {age: age if age in COUNTED_AGES else COUNTED_AGES[-1] for age in AGES}
    persons = _counts(found, codes, told=("area_code", "age", "sex"))
    return _history(Component.ATTAINMENT, found, persons, codes=codes, concordance={"age": ages})


def _participation(found: Delivered | None) -> History | None:
    """Ages from 65 follow 60-64, educations of nobody the shares of their age and sex."""
    if found is None:
        return None
    codes = {"area_code": REGIONS, "age": STATUS_AGES, "sex": SEXES, "education": EDUCATIONS}
    everyone, employed, unemployed = np.moveaxis(
        _counts(found, {**codes, "status": STATUSES}, told=("area_code", "status")), 4, 0
    )
    shares = participation_shares(everyone, employed + unemployed, education=3)
    bands = dict(zip(AGES[: WORKING.stop], STATUS_AGES, strict=True))
    ages = {age: bands.get(age, STATUS_AGES[-1]) for age in AGES}
    return _history(Component.PARTICIPATION, found, shares, codes=codes, concordance={"age": ages})


def _mix(found: Delivered | None) -> History | None:
    """By residence in the place of workplace: no table has education by workplace."""
    if found is None:
        return None
    codes = {"area_code": REGIONS, "industry": INDUSTRIES, "education": EDUCATIONS}
    persons = _counts(found.grouped(), codes, told=("area_code",))
    return _history(Component.MIX, found, persons, codes=codes, concordance={})


def _jobs(found: Delivered | None) -> History | None:
    if found is None:
        return None
    codes = {"area_code": REGIONS, "industry": INDUSTRIES}
    return _history(Component.REGIONAL_JOBS, found, _counts(found.grouped(), codes), codes=codes, concordance={})


def _national_jobs(found: Delivered | None) -> History | None:
    if found is None:
        return None
    recent = found.of(period=[year for year in found.years if year >= FIRST_TREND_YEAR]).grouped()
    persons = _counts(recent, {"industry": INDUSTRIES}, told=("industry",))
    return _history(Component.NATIONAL_JOBS, recent, persons, codes={"industry": INDUSTRIES}, concordance={})


def _history(
    component: Component,
    found: Delivered,
    values: Array,
    *,
    codes: Mapping[str, tuple[str, ...]],
    concordance: dict[str, dict[str, str]],
) -> History:
    """``area_code`` is a residence or a workplace as the component says; the nation's industries have none."""
    place = "workplace" if component in (Component.MIX, Component.REGIONAL_JOBS) else "residence"
    own = dict.fromkeys((REGION, *(area.code for area in region_municipalities(REGION))), REGION)
    named = {place if name == "area_code" else name: known for name, known in codes.items()}
    years = tuple(map(int, found.years))
    text = f"{WORDS[found.source_id]} {years[0]}-{years[-1]} ({found.snapshot})."
    about = Provenance(DataKind.OFFICIAL, found.source_id, text, found.snapshot)
    areas = {place: own | ({OUTSIDE: NEIGHBOUR} if place == "workplace" else {})}
    mapped = {name: codes_of for name, codes_of in (areas | concordance).items() if name in named}
    return History(component, tuple(named), named, years, values, about, mapped)
