# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The same inputs with figures fetched from StatBank in the place of embedded ones, part by part as they are there.

Read from the staging tables of the warehouse. A table that has not been fetched leaves its part embedded; one that is
there but has a fault is refused, never filled silently.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import duckdb
import numpy as np
import polars as pl

from faglaert.balance.axes import AGES, EDUCATIONS, SEXES
from faglaert.balance.delivered import Delivered, delivered
from faglaert.balance.embedded import EMBEDDED, Controls, Level, embedded_inputs
from faglaert.balance.embedded_people import REGION
from faglaert.balance.embedded_work import INDUSTRIES, Status
from faglaert.balance.inputs import Array, DataKind, Inputs, Provenance
from faglaert.balance.statbank_histories import (
    COUNTED_AGES,
    STATUS_AGES,
    STATUSES,
    delivered_histories,
    participation_shares,
)
from faglaert.balance.tables import array_of
from faglaert.definitions.classifications import AreaLevel, areas, region_municipalities
from faglaert.definitions.labour import input_parts
from faglaert.definitions.labour_assumptions import labour_assumptions
from faglaert.errors import Finding

SHARE_WITH_STATUS = 4 / 5
"""Of the band 15-19: those of 16-19, who alone have a status; nobody of 15 years counts as taking part."""
DATE_LENGTH = len("20261123")
"""A snapshot's name begins with its day."""
SMALLEST_FLOW = 0.5
"""Commuters counted where the table has none, so that a fit may put somebody there."""


def statbank_inputs(connection: duckdb.DuckDBPyConnection, level: Level = "region") -> Inputs:
    """Inputs from a built warehouse: what was fetched of people, educations, status, jobs and commuters, else embedded.

    Raises :class:`DataRefusedError` with file and row when a fetched table has a fault.
    """
    controls = EMBEDDED
    for source_id, (is_newest, take) in TAKEN.items():
        found = delivered(connection, source_id, areas=_wanted(source_id), newest=is_newest)
        if found is not None:
            controls = take(found, controls)
    histories = delivered_histories(connection)
    controls = replace(controls, histories={each.component: each for each in histories})
    told = [*controls.about.values(), *(each.provenance for each in histories)]
    vintages = sorted({f"{each.source.removeprefix('dst_')}@{each.file[:DATE_LENGTH]}" for each in told})
    if not vintages:
        return embedded_inputs(level)
    return embedded_inputs(level, replace(controls, vintage=" ".join(["statbank", *vintages])))


def _wanted(source_id: str) -> tuple[str, ...]:
    """Areas that are read; of commuters all, for they come from anywhere."""
    return () if source_id == "dst_pend100" else (*_codes(), REGION)


def _population(found: Delivered, controls: Controls) -> Controls:
    """FRKM: every municipality, single age and sex; to the person."""
    years = _years()
    rows = (
        found.rows.filter(pl.col("age").is_between(15, 74), pl.col("period").is_in(years))
        .group_by("area_code", pl.col("age") // 5 * 5, "sex", "period")
        .agg(persons=pl.col("person_count").sum(), ages=pl.len())
        .sort("area_code", "age", "sex", "period")
    )
    broken = rows.filter(pl.col("ages") != 5)
    if not broken.is_empty():
        first = broken.row(0, named=True)
        told = f"{first['area_code']}, {first['sex']}, {first['period']}: {first['ages']} single ages from "
        found.refuse([Finding(found.file, None, "age", f"{told}{first['age']}, expected 5")])
    labels = {int(age.split("-")[0]): age for age in AGES}
    named = rows.with_columns(pl.col("age").replace_strict(labels, return_dtype=pl.String))
    axes = {"area_code": _codes(), "age": AGES, "sex": SEXES, "period": years}
    values = array_of(named, axes, value="persons", file=found.file)
    return _with(found, controls, name="population", kind=DataKind.OFFICIAL, population=values)


def _education(found: Delivered, controls: Controls) -> Controls:
    """HFUDD16: persons aged 15-69 by municipality and each of the nine educations."""
    axes = {"area_code": _codes(), "education": EDUCATIONS}
    values = found.of(area_code=_codes()).array(axes, told=tuple(axes))
    return _with(found, controls, name="shares", kind=DataKind.MODELLED, education=values)


def _attainment(found: Delivered, controls: Controls) -> Controls:
    """HFUDD11: the nine educations by municipality, age and sex; ages 70-74, which it has not, are those of 65-69."""
    axes = {"area_code": _codes(), "age": COUNTED_AGES, "sex": SEXES, "education": EDUCATIONS}
    persons = found.of(area_code=_codes()).array(axes, told=("area_code", "age", "sex"))
    shares = persons / persons.sum(axis=-1, keepdims=True)
    shares = np.concatenate([shares, np.repeat(shares[:, -1:], len(AGES) - len(COUNTED_AGES), axis=1)], axis=1)
    return _with(found, controls, name="shares", kind=DataKind.MODELLED, shares=shares)


def _status(found: Delivered, controls: Controls) -> Controls:
    """RAS209: who takes part by age, sex and education in the region, in work by municipality, unemployed by education.

    Statuses by municipality, age, sex and education would be of few persons; the municipality gives the level alone.
    """
    axes = {"status": STATUSES, "age": STATUS_AGES, "sex": SEXES, "education": EDUCATIONS}
    region = found.of(area_code=(REGION,)).array(axes, told=("status", "sex"))
    by_area = found.of(area_code=_codes()).array({"area_code": _codes(), **axes}, told=("area_code", "status"))
    everyone, employed, unemployed = region
    force = employed + unemployed
    rates = participation_shares(everyone, force, education=2)
    rates[0] *= SHARE_WITH_STATUS
    of_area = by_area.sum(axis=(2, 3, 4))
    status = Status(
        participation=rates,
        employed=of_area[:, 1] / of_area[:, 0],
        unemployed=unemployed.sum(axis=(0, 1)) / force.sum(axis=(0, 1)),
    )
    changed = _with(found, controls, name="participation", kind=DataKind.MODELLED, status=status)
    return _with(found, changed, name="unemployment", kind=DataKind.MODELLED)


def _industries(found: Delivered, controls: Controls) -> Controls:
    """RAS310: employed residents of the region by industry and education, the starting point of the mix."""
    axes = {"industry": INDUSTRIES, "education": EDUCATIONS}
    values = found.of(area_code=(REGION,)).grouped().array(axes, told=("industry",))
    return _with(found, controls, name="mix", kind=DataKind.MODELLED, seed_mix=values)


def _jobs(found: Delivered, controls: Controls) -> Controls:
    """PEND101: those who work in each municipality by industry; the level stays that of net commuting."""
    axes = {"area_code": _codes(), "industry": INDUSTRIES}
    values = found.of(area_code=_codes()).grouped().array(axes, told=("area_code",))
    return _with(found, controls, name="jobs", kind=DataKind.MODELLED, jobs=values)


def _crossing(found: Delivered, controls: Controls) -> Controls:
    """PEND100: who lives in the region and works outside it, and the other way round, by regions or municipalities.

    By municipalities it also gives the pattern inside the region.
    """
    told, own = _at_level(found.rows, AreaLevel.MUNICIPALITY), set(_codes())
    if not own & set(told["workplace_code"]):
        told, own = _at_level(found.rows, AreaLevel.REGION), {REGION}
    if not own & set(told["workplace_code"]):
        return controls
    at_home = pl.col("area_code").is_in(list(_codes()))
    at_work = pl.col("workplace_code").is_in(list(own))
    count = pl.col("person_count")
    residents, leaving, arriving = told.select(
        count.filter(at_home).sum().alias("residents"),
        count.filter(at_home & ~at_work).sum().alias("leaving"),
        count.filter(~at_home & at_work).sum().alias("arriving"),
    ).row(0)
    if not residents:
        problem = "nobody who lives in the region works anywhere"
        found.refuse([Finding(found.file, None, "area_code", problem)])
    changes: dict[str, Any] = {"leaving": leaving / residents, "net": (arriving - leaving) / residents}
    if own == set(_codes()):
        changes["pattern"] = _pattern(told)
    return _with(found, controls, name="commuters", kind=DataKind.MODELLED, **changes)


def _pattern(told: pl.DataFrame) -> Array:
    """Commuters by municipality of residence and of work, outside last in both; nobody from outside to outside."""
    place = {code: index for index, code in enumerate(_codes())}
    outside = len(place)
    homes, works = (
        told[name].replace_strict(place, default=outside, return_dtype=pl.Int64).to_numpy()
        for name in ("area_code", "workplace_code")
    )
    flows = np.full((outside + 1, outside + 1), SMALLEST_FLOW)
    np.add.at(flows, (homes, works), told["person_count"].to_numpy())
    flows[-1, -1] = 0.0
    return flows


def _at_level(rows: pl.DataFrame, level: AreaLevel) -> pl.DataFrame:
    """Commuters to places of work of one level: the table may tell the same people at several."""
    return rows.filter(pl.col("workplace_code").is_in([area.code for area in areas() if area.level is level]))


Take = Callable[[Delivered, Controls], Controls]

TAKEN: dict[str, tuple[bool, Take]] = {
    "dst_frkm": (False, _population),
    "dst_hfudd16": (True, _education),
    "dst_hfudd11_ages": (True, _attainment),
    "dst_ras209": (True, _status),
    "dst_ras310": (True, _industries),
    "dst_pend100": (True, _crossing),
    "dst_pend101": (True, _jobs),
}
"""Whether the newest year alone is read, and what takes it; of two tables that tell of one part the later stands."""


def _with(found: Delivered, controls: Controls, *, name: str, kind: DataKind, **changes: Any) -> Controls:
    """The controls with ``changes`` and the words of the part that they change."""
    rest = "" if kind is DataKind.OFFICIAL or found.source_id in WHOLE else input_parts()[name].text.da
    text = f"{STEPS[found.source_id]} ({found.snapshot}). {rest}"
    about = dict(controls.about) | {name: Provenance(kind, found.source_id, text.strip(), found.snapshot)}
    return replace(controls, about=about, **changes)


STEPS = {
    "dst_frkm": "Folketal efter kommune, køn og alder er Danmarks Statistiks fremskrivning, uændret",
    "dst_hfudd16": "Kommunens personer med hver uddannelse er Danmarks Statistiks tal, i stedet for de indbyggede",
    "dst_hfudd11_ages": "Hver uddannelses andel efter kommune, alder og køn er Danmarks Statistiks tal for "
    "15-69-årige; 70-74-årige har de 65-69-åriges",
    "dst_ras209": "Forskelle mellem alder (15-64 år), køn og uddannelser er Danmarks Statistiks tal for regionen, og "
    "kommunens beskæftigelsesfrekvens er tabellens; i stedet for de indbyggede",
    "dst_ras310": "Udgangspunktet er regionens beskæftigede efter branche og uddannelse; i stedet for det antagne",
    "dst_pend100": "Ind- og udpendling i alt er Danmarks Statistiks tal; i stedet for de indbyggede",
    "dst_pend101": "Fordelingen på kommuner og brancher er Danmarks Statistiks beskæftigede efter arbejdssted; "
    "niveauet giver nettoindpendlingen, i stedet for de indbyggede",
}
"""What was fetched, before the words of the part."""
WHOLE = ("dst_hfudd11_ages",)
"""Sources that leave nothing of the embedded part, whose words are then left out."""


def _codes() -> tuple[str, ...]:
    return tuple(area.code for area in region_municipalities(REGION))


def _years() -> tuple[str, ...]:
    rule = labour_assumptions()
    return tuple(str(year) for year in range(rule.base_year, rule.end_year + 1))
