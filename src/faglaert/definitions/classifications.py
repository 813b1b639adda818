# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Code lists with the days they are valid: areas, main areas, programmes, age bands, school years, symbols."""

from datetime import date
from enum import StrEnum
from functools import cache

from faglaert.definitions.reading import ROOT, Definition, read_csv, require_unique

FOLDER = ROOT / "classifications"

WHOLE_COUNTRY = "000"
"""Statistics Denmark's code of the country."""


class AreaLevel(StrEnum):
    """Levels of the area hierarchy, widest first."""

    NATION = "nation"
    REGION = "region"
    LANDSDEL = "landsdel"
    MUNICIPALITY = "municipality"


class Area(Definition):
    """One area with Statistics Denmark's code and the area it is part of."""

    code: str
    level: AreaLevel
    name_da: str
    name_en: str
    parent_code: str | None = None
    valid_from: date
    valid_to: date | None = None


class Tile(Definition):
    """Where an area stands on the region's tile map; column and row count from 0, north-west first."""

    area_code: str
    column: int
    row: int
    short_name: str


class MainArea(Definition):
    """One of the four main areas of vocational education."""

    code: str
    key: str
    name_da: str
    name_en: str
    valid_from: date
    valid_to: date | None = None


class VocationalProgramme(Definition):
    """One vocational programme by its 8-digit DISCED-15 code."""

    code: str
    name_da: str
    main_area_code: str | None = None
    disced4_code: str
    disced6_code: str
    is_residual: bool
    valid_from: date
    valid_to: date | None = None


class AgeBand(Definition):
    """An age band of intake; ``upper_age`` absent means no upper limit."""

    code: str
    name_da: str
    name_en: str
    lower_age: int
    upper_age: int | None = None
    valid_from: date
    valid_to: date | None = None


class SchoolYear(Definition):
    """A school year and the days it runs."""

    code: str
    valid_from: date
    valid_to: date


class Symbol(Definition):
    """What is shown where there is no plain number, with words for screen readers and files."""

    status: str
    symbol: str = ""
    name_da: str
    name_en: str
    valid_from: date
    valid_to: date | None = None


@cache
def areas() -> tuple[Area, ...]:
    """Nation, regions, landsdele and municipalities, unique by code."""
    path = FOLDER / "areas.csv"
    rows = read_csv(Area, path)
    require_unique(path, (row.code for row in rows))
    return rows


@cache
def area_names(language: str) -> dict[str, str]:
    """Area code to name in ``language``."""
    return {area.code: area.name_en if language == "en" else area.name_da for area in areas()}


@cache
def region_municipalities(region_code: str) -> tuple[Area, ...]:
    """The municipalities of one region, through their landsdel, in file order."""
    landsdele = {area.code for area in areas() if area.parent_code == region_code}
    return tuple(
        area
        for area in areas()
        if area.level is AreaLevel.MUNICIPALITY and area.parent_code in landsdele | {region_code}
    )


@cache
def tiles() -> tuple[Tile, ...]:
    """The tile map of the region's municipalities, unique by area."""
    path = FOLDER / "tile_map.csv"
    rows = read_csv(Tile, path)
    require_unique(path, (row.area_code for row in rows))
    return rows


@cache
def main_areas() -> tuple[MainArea, ...]:
    """The four main areas."""
    return read_csv(MainArea, FOLDER / "main_areas.csv")


@cache
def vocational_programmes() -> tuple[VocationalProgramme, ...]:
    """The vocational programmes, unique by code."""
    path = FOLDER / "vocational_programmes.csv"
    rows = read_csv(VocationalProgramme, path)
    require_unique(path, (row.code for row in rows))
    return rows


@cache
def age_bands() -> tuple[AgeBand, ...]:
    """Age bands of intake."""
    return read_csv(AgeBand, FOLDER / "age_bands.csv")


@cache
def school_years() -> tuple[SchoolYear, ...]:
    """School years."""
    return read_csv(SchoolYear, FOLDER / "school_years.csv")


@cache
def symbols() -> dict[str, Symbol]:
    """Status to symbol."""
    return {row.status: row for row in read_csv(Symbol, FOLDER / "symbols.csv")}
