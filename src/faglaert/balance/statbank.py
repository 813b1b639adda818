# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The same inputs with figures fetched from StatBank in the place of embedded ones, part by part as they are there.

Read from the staging tables of the warehouse. A table that has not been fetched leaves its part embedded; one that is
there but lacks a cell is refused, never filled silently.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import duckdb
import polars as pl

from faglaert.balance.axes import AGES, EDUCATIONS, SEXES
from faglaert.balance.embedded import EMBEDDED, Controls, Level, embedded_inputs
from faglaert.balance.embedded_people import REGION
from faglaert.balance.embedded_work import INDUSTRIES
from faglaert.balance.inputs import DataKind, Inputs, Provenance
from faglaert.balance.tables import array_of
from faglaert.definitions.classifications import AreaLevel, areas, region_municipalities
from faglaert.definitions.labour import input_parts
from faglaert.definitions.labour_assumptions import labour_assumptions
from faglaert.errors import DataRefusedError, Finding
from faglaert.warehouse.connection import read_frame, table_names

GROUPS: Mapping[str, tuple[str, ...]] = {
    "A": ("A",),
    "B-E": ("B", "C", "D", "E"),
    "F": ("F",),
    "G-I": ("G", "H", "I"),
    "J": ("J",),
    "K": ("K",),
    "L": ("L",),
    "M-N": ("M", "N"),
    "O-Q": ("O", "P", "Q"),
    "R-U": ("R", "S", "T", "U"),
}
"""Sections of DB07 in each group; codes of two letters (CA, QB) belong to their section."""


def statbank_inputs(connection: duckdb.DuckDBPyConnection, level: Level = "region") -> Inputs:
    """Inputs from a built warehouse: projection, educations, industries and commuters fetched, the rest embedded.

    Raises :class:`DataRefusedError` when a fetched table lacks a cell that is needed or has an unknown industry.
    """
    controls, snapshots = EMBEDDED, []
    staged = table_names(connection, "stg_")
    for source_id, (table, take) in TAKEN.items():
        found = take(connection, controls) if table in staged else None
        if found is not None:
            controls = found
            snapshots.append(_snapshot(connection, source_id))
    if not snapshots:
        return embedded_inputs(level)
    return embedded_inputs(level, replace(controls, vintage="statbank-" + "+".join(sorted(snapshots))))


def _population(connection: duckdb.DuckDBPyConnection, controls: Controls) -> Controls | None:
    """FRKM: every municipality, single age and sex; to the person."""
    years = _years()
    rows = read_frame(
        connection,
        "SELECT area_code, age // 5 * 5 AS lower, sex, period, sum(person_count) AS persons, count(*) AS ages "
        "FROM stg_projection WHERE age BETWEEN 15 AND 74 AND list_contains(?, area_code) AND list_contains(?, period) "
        "GROUP BY ALL ORDER BY ALL",
        [list(_codes()), list(years)],
    )
    if rows.is_empty():
        return None
    _require_whole_bands(rows)
    labels = {int(age.split("-")[0]): age for age in AGES}
    named = rows.with_columns(pl.col("lower").replace_strict(labels, return_dtype=pl.String).alias("age"))
    axes = {"area_code": _codes(), "age": AGES, "sex": SEXES, "period": years}
    values = array_of(named, axes, value="persons", file="stg_projection")
    return _with(connection, "dst_frkm", controls, name="population", kind=DataKind.OFFICIAL, population=values)


def _require_whole_bands(rows: pl.DataFrame) -> None:
    broken = rows.filter(pl.col("ages") != 5)
    if not broken.is_empty():
        first = broken.row(0, named=True)
        told = f"{first['area_code']}, {first['sex']}, {first['period']}: {first['ages']} single ages from "
        told += f"{first['lower']}, expected 5"
        raise DataRefusedError("stg_projection was refused", [Finding("stg_projection", None, "age", told)])


def _education(connection: duckdb.DuckDBPyConnection, controls: Controls) -> Controls | None:
    """HFUDD16: persons aged 15-69 by municipality and each of the nine educations."""
    rows = read_frame(
        connection,
        "SELECT area_code, education, person_count FROM stg_education_total WHERE list_contains(?, area_code)",
        [list(_codes())],
    )
    if rows.is_empty():
        return None
    axes = {"area_code": _codes(), "education": EDUCATIONS}
    values = array_of(rows, axes, value="person_count", file="stg_education_total")
    return _with(connection, "dst_hfudd16", controls, name="shares", kind=DataKind.MODELLED, education=values)


def _industries(connection: duckdb.DuckDBPyConnection, controls: Controls) -> Controls | None:
    """RAS310: employed residents of the region by industry and education, the starting point of the mix."""
    rows = read_frame(
        connection,
        "SELECT education, industry, person_count FROM stg_education_industry WHERE area_code = ?",
        [REGION],
    )
    if rows.is_empty():
        return None
    group_of = {section: group for group, sections in GROUPS.items() for section in sections}
    strangers = sorted({code for code in rows["industry"] if code[:1] not in group_of})
    if strangers:
        told = f"unknown industries {', '.join(strangers)}; expected DB07's letters"
        raise DataRefusedError("RAS310 was refused", [Finding("stg_education_industry", None, "industry", told)])
    grouped = (
        rows.with_columns(pl.col("industry").str.slice(0, 1).replace_strict(group_of))
        .group_by("industry", "education")
        .agg(pl.col("person_count").sum())
    )
    axes = {"industry": INDUSTRIES, "education": EDUCATIONS}
    every = pl.DataFrame({"industry": INDUSTRIES}).join(pl.DataFrame({"education": EDUCATIONS}), how="cross")
    whole = every.join(grouped, on=tuple(axes), how="left").fill_null(0.0)  # BULK leaves out what is 0
    values = array_of(whole, axes, value="person_count", file="stg_education_industry")
    return _with(connection, "dst_ras310", controls, name="mix", kind=DataKind.MODELLED, seed_mix=values)


def _crossing(connection: duckdb.DuckDBPyConnection, controls: Controls) -> Controls | None:
    """PEND100: who lives in the region and works outside it, and the other way round, by regions or municipalities."""
    rows = read_frame(connection, "SELECT area_code, workplace_code, person_count FROM stg_commuting")
    told, own = _at_level(rows, AreaLevel.MUNICIPALITY), set(_codes())
    if not own & set(told["workplace_code"]):
        told, own = _at_level(rows, AreaLevel.REGION), {REGION}
    if not own & set(told["workplace_code"]):
        return None
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
        raise DataRefusedError("PEND100 was refused", [Finding("stg_commuting", None, "area_code", problem)])
    shares = {"leaving": leaving / residents, "net": (arriving - leaving) / residents}
    return _with(connection, "dst_pend100", controls, name="commuters", kind=DataKind.MODELLED, **shares)


def _at_level(rows: pl.DataFrame, level: AreaLevel) -> pl.DataFrame:
    """Commuters to places of work of one level: the table may tell the same people at several."""
    return rows.filter(pl.col("workplace_code").is_in([area.code for area in areas() if area.level is level]))


Take = Callable[[duckdb.DuckDBPyConnection, Controls], Controls | None]

TAKEN: Mapping[str, tuple[str, Take]] = {
    "dst_frkm": ("stg_projection", _population),
    "dst_hfudd16": ("stg_education_total", _education),
    "dst_ras310": ("stg_education_industry", _industries),
    "dst_pend100": ("stg_commuting", _crossing),
}
"""The staging table of each source, and what takes it; a warehouse of an older version has none."""


def _with(
    connection: duckdb.DuckDBPyConnection,
    source_id: str,
    controls: Controls,
    *,
    name: str,
    kind: DataKind,
    **changes: Any,
) -> Controls:
    """The controls with ``changes`` and the words of the part that they change."""
    snapshot = _snapshot(connection, source_id)
    text = f"{STEPS[source_id]} ({snapshot}). {input_parts()[name].text.da if kind is not DataKind.OFFICIAL else ''}"
    about = dict(controls.about) | {name: Provenance(kind, source_id, text.strip(), snapshot)}
    return replace(controls, about=about, **changes)


STEPS = {
    "dst_frkm": "Folketal efter kommune, køn og alder er Danmarks Statistiks fremskrivning, uændret",
    "dst_hfudd16": "Kommunens personer med hver uddannelse er Danmarks Statistiks tal, i stedet for de indbyggede",
    "dst_ras310": "Udgangspunktet er regionens beskæftigede efter branche og uddannelse; i stedet for det antagne",
    "dst_pend100": "Ind- og udpendling i alt er Danmarks Statistiks tal; i stedet for de indbyggede",
}
"""What was fetched, before the words of the part."""


def _snapshot(connection: duckdb.DuckDBPyConnection, source_id: str) -> str:
    rows = connection.execute("SELECT snapshot_id FROM dim_source WHERE source_id = ?", [source_id]).fetchall()
    return str(rows[0][0])


def _codes() -> tuple[str, ...]:
    return tuple(area.code for area in region_municipalities(REGION))


def _years() -> tuple[str, ...]:
    rule = labour_assumptions()
    return tuple(str(year) for year in range(rule.base_year, rule.end_year + 1))
