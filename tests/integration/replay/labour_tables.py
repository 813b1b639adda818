# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The labour-market tables with every cell filled: the real tables' variables and codes, and **made-up figures**.

Each is called «Eksempeldata» in its text. Regions are larger than the municipalities shown, as they are in the country;
parts make their totals. Figures follow one rule of area, education and year, so that a test can work them out.
"""

from collections.abc import Mapping

from faglaert.definitions.classifications import region_municipalities
from tests.integration.replay.further_tables import NATIONAL_INDUSTRIES, ORIGIN, SEX, TOTAL, WORKING
from tests.integration.replay.tables import Cell, Codes, ReplayTable, ReplayVariable, dimension, time

MUNICIPALITIES = {area.code: area.name_da for area in region_municipalities("084")}
REGIONS = {"081": "Nordjylland", "082": "Midtjylland", "083": "Syddanmark", "084": "Hovedstaden", "085": "Sjælland"}
GREVE = {"253": "Greve"}
AREAS = REGIONS | MUNICIPALITIES | GREVE
YEARS = range(2012, 2024)
SHARES = {"H10": 20, "H20": 12, "H30": 26, "H35": 1, "H40": 6, "H50": 14, "H60": 5, "H70": 12, "H80": 1, "H90": 3}
"""Per cent."""
YEARLY = {"H10": -0.02, "H30": -0.01, "H50": 0.01, "H70": 0.03}
"""How an education grows a year; the others stay."""
EDUCATIONS = TOTAL | {code: code for code in SHARES}
AGES = [f"{lower}-{lower + 4}" for lower in range(15, 70, 5)]
STATUS_AGES = ["16-19", *AGES[1:10], "65-66", "67-"]
LETTERS = [*"AB", *(f"C{each}" for each in "ABCDEFGHIJKLM"), *"DEFGHI", "JA", "JB", "JC", "K", "LA", "LB"]
LETTERS += ["MA", "MB", "MC", "N", "O", "P", "QA", "QB", "R", "S", "X"]
INDUSTRIES = TOTAL | {code: code for code in LETTERS}
NOTE = "Eksempeldata: "


def labour_tables() -> Mapping[str, ReplayTable]:
    """The tables by name."""
    made = [_attainment(), _status(), _industries(), _commuters(), _workplaces(), _employees()]
    return {table.id: table for table in made}


def people(area: str, education: str, year: str, *, per_cent: float = 1.0) -> int:
    """Persons of one five-year age and sex; of all educations when ``education`` is the total."""
    if education == "TOT":
        return sum(people(area, code, year, per_cent=per_cent) for code in SHARES)
    size = 40_000 if area in REGIONS else 900 + 10 * int(area)
    grown = (1 + YEARLY.get(education, 0.0)) ** (int(year) - YEARS[0])
    return round(size * SHARES[education] / 100 * grown * per_cent)


def _attainment() -> ReplayTable:
    def cell(codes: Codes) -> float:
        area, _origin, education, age, sex, year = codes
        ages = len(AGES) if age == "TOT" else 1
        return people(area, education, year) * ages * (2 if sex == "TOT" else 1)

    ages = TOTAL | {age: age for age in AGES}
    return _table(
        "HFUDD11",
        dimension("BOPOMR", "bopælsområde", AREAS),
        dimension("HERKOMST", "herkomst", ORIGIN, total="TOT"),
        dimension("HFUDD", "højest fuldført uddannelse", EDUCATIONS, total="TOT"),
        dimension("ALDER", "alder", ages, total="TOT"),
        dimension("KØN", "køn", SEX, total="TOT"),
        cell=cell,
    )


def _status() -> ReplayTable:
    """Three in four are employed (all employees), one in 25 unemployed."""

    def cell(codes: Codes) -> float:
        area, education, status, _age, sex, year = codes
        part = {"TOT": 1.0, "30": 0.75, "50": 0.04}.get(status, 0.0)
        return people(area, education, year, per_cent=part) * (2 if sex == "TOT" else 1)

    return _table(
        "RAS209",
        dimension("OMRÅDE", "område", AREAS),
        dimension("UDDANNELSE", "uddannelse", EDUCATIONS, total="TOT"),
        dimension("SOCIO", "status", TOTAL | WORKING | {"50": "Arbejdsløse"}, total="TOT"),
        dimension("ALDER", "alder", {age: age for age in STATUS_AGES}),
        dimension("KØN", "køn", SEX, total="TOT"),
        cell=cell,
    )


def _industries() -> ReplayTable:
    """As many in every industry; the skilled four times as many in building."""

    def cell(codes: Codes) -> float:
        area, education, industry, _age, _sex, year = codes
        if industry == "TOT":
            return sum(cell((area, education, each, _age, _sex, year)) for each in LETTERS)
        if education == "TOT":
            return sum(cell((area, each, industry, _age, _sex, year)) for each in SHARES)
        return people(area, education, year) * (4 if (education, industry) == ("H30", "F") else 1)

    return _table(
        "RAS310",
        dimension("OMRÅDE", "område", AREAS),
        dimension("UDDANNELSE", "uddannelse", EDUCATIONS, total="TOT"),
        dimension("BRANCHE07", "branche (DB07)", INDUSTRIES, total="TOT"),
        dimension("ALDER", "alder", TOTAL | {"-16": "Under 16 år"}, total="TOT"),
        dimension("KØN", "køn", SEX, total="TOT"),
        cell=cell,
    )


def _commuters() -> ReplayTable:
    """Of each municipality 1,000 stay, 20 go to every other; Greve sends 100 to København."""

    def cell(codes: Codes) -> float:
        home, work, sex, _year = codes
        count = 1000 if home == work else 100 if (home, work) == ("253", "101") else 20
        return count * (2 if sex == "TOT" else 1)

    places = MUNICIPALITIES | GREVE
    return _table(
        "PEND100",
        dimension("BOPKOM", "bopælskommune", places),
        dimension("ARBEJDSSTED", "arbejdsstedsområde", places),
        dimension("KØN", "køn", SEX, total="TOT"),
        cell=cell,
    )


def _workplaces() -> ReplayTable:
    """As many in every industry, but nobody in farming in København."""

    def cell(codes: Codes) -> float:
        area, industry, _kind, sex, year = codes
        if industry == "TOT":
            return sum(cell((area, each, _kind, sex, year)) for each in LETTERS)
        count = 0 if (area, industry) == ("101", "A") else people(area, "TOT", year)
        return count * (2 if sex == "TOT" else 1)

    kinds = {"DAG": "Dagbefolkning (arbejdssted)", "NAT": "Natbefolkning (bopæl)"}
    return _table(
        "PEND101",
        dimension("OMRÅDE", "område", AREAS),
        dimension("BRANCHE07", "branche (DB07)", INDUSTRIES, total="TOT"),
        dimension("PENDLING", "pendling", kinds),
        dimension("KØN", "køn", SEX, total="TOT"),
        cell=cell,
    )


def _employees() -> ReplayTable:
    """As many in every industry, one per cent more each year."""

    def cell(codes: Codes) -> float:
        return round(50_000 * 1.01 ** (int(codes[-1]) - YEARS[0]))

    measures = {"EMPM_DC": "Samlet beskæftigelse (antal)", "SALM_DC": "Lønmodtagere (antal)"}
    return _table(
        "NABB36",
        dimension("SOCIO", "socioøkonomisk status", measures),
        dimension("BRANCHE", "branche", NATIONAL_INDUSTRIES),
        cell=cell,
    )


def _table(name: str, *variables: ReplayVariable, cell: Cell) -> ReplayTable:
    return ReplayTable(name, NOTE + name, "Antal", "2025-11-06T08:00:00", (*variables, time(YEARS)), cell)
