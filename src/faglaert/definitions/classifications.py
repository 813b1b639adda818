# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Code lists with the days they are valid: areas, programmes, occupations, industries, ages, school years, symbols.

DISCED-15, DISCO-08, DB07 and areas are Statistics Denmark's. The list of job titles is the project's own reading of the
titles in the labour market balance; it says only what is certain.
"""

from datetime import date
from enum import StrEnum
from functools import cache
from typing import Literal, Self

from pydantic import Field, model_validator

from faglaert.definitions.reading import ROOT, Definition, read_csv, read_keyed, require_unique

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


class Education(Definition):
    """A level of DISCED-15's vocational part (first digits 29 and 30) by 2, 4, 6 or 8 digits."""

    code: str = Field(pattern=r"^(29|30)\d*$")
    level: int = Field(ge=2, le=8)
    name_da: str
    main_area_code: str | None = None
    valid_from: date
    valid_to: date | None = None

    @model_validator(mode="after")
    def _level_is_the_number_of_digits(self) -> Self:
        if len(self.code) != self.level:
            raise ValueError("level is the number of digits of the code")
        return self


class Occupation(Definition):
    """An occupation of DISCO-08: level 1 to 4 by as many digits, level 5 by six."""

    code: str = Field(pattern=r"^\d{1,6}$")
    level: int = Field(ge=1, le=5)
    name_da: str
    valid_from: date
    valid_to: date | None = None


class Industry(Definition):
    """An industry of DB07 at the level of 3-digit groups."""

    code: str = Field(pattern=r"^\d{3}$")
    level: int = Field(ge=3, le=3)
    name_da: str
    valid_from: date
    valid_to: date | None = None


class IndustryGroup(Definition):
    """A section of DB07 (level 1, a letter), or a part of one in the grouping of 36 industries (level 2)."""

    code: str = Field(pattern=r"^[A-U][A-M]?$")
    level: int = Field(ge=1, le=2)
    name_da: str
    valid_from: date
    valid_to: date | None = None


class LabourCouncilArea(Definition):
    """The area of a regional labour market council (RAR), and the region it lies in."""

    code: str
    name_da: str
    name_en: str
    region_code: str
    valid_from: date
    valid_to: date | None = None


class JobTitle(Definition):
    """A job title, its occupation (DISCO-08, 4 digits) and what it requires.

    A title is skilled when it requires a vocational programme; then ``programme_code`` names it (DISCED-15, 8 digits).
    """

    title: str
    disco_code: str
    requires: Literal["vocational", "higher", "none"]
    programme_code: str | None = None

    @model_validator(mode="after")
    def _skilled_has_a_programme(self) -> Self:
        if (self.requires == "vocational") != (self.programme_code is not None):
            raise ValueError("a title that requires vocational education names its programme, and only such a title")
        return self


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
    return tuple(read_keyed(Area, FOLDER / "areas.csv", key=lambda row: row.code).values())


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
    return tuple(read_keyed(Tile, FOLDER / "tile_map.csv", key=lambda row: row.area_code).values())


@cache
def main_areas() -> tuple[MainArea, ...]:
    """The four main areas."""
    return read_csv(MainArea, FOLDER / "main_areas.csv")


@cache
def vocational_programmes() -> tuple[VocationalProgramme, ...]:
    """The vocational programmes, unique by code."""
    return tuple(
        read_keyed(VocationalProgramme, FOLDER / "vocational_programmes.csv", key=lambda row: row.code).values()
    )


@cache
def educations() -> dict[str, Education]:
    """DISCED-15's vocational levels by code, from two digits down to the 8-digit programmes."""
    path = FOLDER / "disced15.csv"
    rows = read_csv(Education, path)
    programmes = tuple(
        Education(code=each.code, level=8, **each.model_dump(include=set(Education.model_fields) - {"code", "level"}))
        for each in vocational_programmes()
    )
    require_unique(path, (row.code for row in (*rows, *programmes)))
    return {row.code: row for row in (*rows, *programmes)}


@cache
def occupations() -> dict[str, Occupation]:
    """DISCO-08 by code, all five levels."""
    return read_keyed(Occupation, FOLDER / "disco08.csv", key=lambda row: row.code)


@cache
def industries() -> dict[str, Industry]:
    """DB07's 3-digit groups by code."""
    return read_keyed(Industry, FOLDER / "db07.csv", key=lambda row: row.code)


@cache
def industry_groups() -> dict[str, IndustryGroup]:
    """DB07's sections and the parts of them that Statistics Denmark's tables show, by code."""
    return read_keyed(IndustryGroup, FOLDER / "db07_groups.csv", key=lambda row: row.code)


@cache
def labour_council_areas() -> dict[str, LabourCouncilArea]:
    """The eight RAR areas by code."""
    return read_keyed(LabourCouncilArea, FOLDER / "rar_areas.csv", key=lambda row: row.code)


@cache
def job_titles() -> dict[str, JobTitle]:
    """Job titles by :func:`plain_title`."""
    return read_keyed(JobTitle, FOLDER / "job_titles.csv", key=lambda row: plain_title(row.title))


def plain_title(title: str) -> str:
    """A title as it is compared: small letters, one blank between words."""
    return " ".join(title.casefold().split())


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
