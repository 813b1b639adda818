# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Real series that forecasts are tested on, read from a folder of extracts: strict, and no series is required."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import polars as pl

from faglaert.balance.inputs import Array
from faglaert.balance.tables import array_of
from faglaert.errors import DataRefusedError, Finding, UsageError

REGIONS = ("DK01", "DK02", "DK03", "DK04", "DK05")
LEVELS = ("ED0-2", "ED3_4", "ED5-8")
GROUPS = ("A", "B-E", "F", "G-I", "J", "K", "L", "M-N", "O-Q", "R-U")


class Within(StrEnum):
    """What the cells of a panel share out: an area's total, a group's total in all areas, or nothing."""

    AREA = "area"
    GROUP = "group"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Panel:
    """A series by area, group and year, in persons, and what its shares are shares of."""

    name: str
    within: Within
    years: tuple[int, ...]
    values: Array
    source: str


def read_panels(folder: Path) -> tuple[Panel, ...]:
    """Every panel whose file is in ``folder``.

    Raises :class:`UsageError` when there is none, and :class:`DataRefusedError` for a file with faults.
    """
    panels = tuple(
        panel for pattern, reader in READERS for path in sorted(folder.glob(pattern)) for panel in reader(path)
    )
    if not panels:
        wanted = ", ".join(pattern for pattern, _ in READERS)
        raise UsageError(f"{folder} has none of the series that can be tested: {wanted}")
    return panels


def _employed(path: Path) -> Iterator[Panel]:
    yield _by_education(path, "employed by region, sex and education", "Eurostat lfst_r_lfe2eedu")


def _labour_force(path: Path) -> Iterator[Panel]:
    yield _by_education(path, "labour force by region, sex and education", "Eurostat lfst_r_lfp2acedu")


def _by_education(path: Path, name: str, source: str) -> Panel:
    rows = _rows(path, ("sex", "age", "isced11", "geo", "aar", "vaerdi")).filter(
        pl.col("age") == "Y25-64", pl.col("sex") != "T", pl.col("geo") != "DK", pl.col("isced11").is_in(LEVELS)
    )
    years = tuple(str(year) for year in range(2007, 2016))
    rows = rows.filter(pl.col("aar").is_in(years))
    codes = {"geo": REGIONS, "sex": ("F", "M"), "isced11": LEVELS, "aar": years}
    values = 1000 * array_of(rows, codes, value="vaerdi", file=path.name)
    return Panel(name, Within.AREA, _years(years), values.reshape(-1, len(LEVELS), len(years)), source)


def _education(path: Path) -> Iterator[Panel]:
    """Level of education at ages 25-64, per 100,000 residents; published in rounded per cent."""
    years = tuple(str(year) for year in range(2007, 2020))
    codes = {"geo": REGIONS, "isced11": LEVELS, "aar": years}
    values = array_of(_rows(path, ("geo", "isced11", "aar", "pct")), codes, value="pct", file=path.name)
    shares = 100_000 * values / values.sum(axis=1, keepdims=True)
    yield Panel("education of residents by region", Within.AREA, _years(years), shares, "Eurostat edat_lfse_04")


def _regional_jobs(path: Path) -> Iterator[Panel]:
    rows = _rows(path, ("nuts", "nace", "aar", "tusind_personer"))
    years = tuple(str(year) for year in range(2000, 2020))
    codes = {"nuts": REGIONS, "nace": GROUPS, "aar": years}
    values = 1000 * array_of(rows, codes, value="tusind_personer", file=path.name)
    yield Panel("jobs by region and industry", Within.GROUP, _years(years), values, "JRC ARDECO SNETZ")


def _national_jobs(path: Path) -> Iterator[Panel]:
    rows = _rows(path, ("aar", "branche36", "loenmodtagere"))
    years = tuple(rows["aar"].unique().sort().to_list())
    codes = {"branche36": tuple(rows["branche36"].unique().sort().to_list()), "aar": years}
    values = array_of(rows, codes, value="loenmodtagere", file=path.name)[:, None]
    source, name = "Statistics Denmark NABB36", "employees by industry, nation"
    yield Panel(name, Within.NOTHING, _years(years), values, source)
    before = [place for place, year in enumerate(_years(years)) if year < FIRST_PANDEMIC_YEAR]
    yield Panel(f"{name}, to 2019", Within.NOTHING, _years(years)[: len(before)], values[..., before], source)


FIRST_PANDEMIC_YEAR = 2020
READERS = (
    ("eu_lfst_r_lfe2eedu*.csv", _employed),
    ("eu_lfst_r_lfp2acedu*.csv", _labour_force),
    ("eu_edat_lfse_04*.csv", _education),
    ("ardeco_snetz*.csv", _regional_jobs),
    ("nabb36*.csv", _national_jobs),
)


def _rows(path: Path, columns: tuple[str, ...]) -> pl.DataFrame:
    """The file's columns as text, its last one as a number."""
    try:
        frame = pl.read_csv(path, infer_schema=False)
        return frame.select(*columns[:-1], pl.col(columns[-1]).cast(pl.Float64))
    except (OSError, pl.exceptions.PolarsError) as error:
        problem = str(error).splitlines()[0]
        raise DataRefusedError(f"{path.name} was refused", [Finding(path.name, None, None, problem)]) from error


def _years(texts: tuple[str, ...]) -> tuple[int, ...]:
    years = tuple(map(int, texts))
    missing = sorted(set(range(years[0], years[-1] + 1)) - set(years))
    if missing:
        raise DataRefusedError("a series has holes", [Finding("series", None, "aar", f"years are missing: {missing}")])
    return years
