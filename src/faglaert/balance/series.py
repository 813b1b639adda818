# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Histories for the back-test from a folder of long series that the user has: longer and finer than what is built in.

Each file is a CSV (UTF-8, comma, header row) whose name begins as :data:`FILES` says. Eurostat's, ARDECO's and
Statistics Denmark's own codes are read as they are; other rows of a file (other ages, both sexes) are left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from faglaert.balance.axes import AGES
from faglaert.balance.embedded_work import INDUSTRIES, LEVELS
from faglaert.balance.inputs import MOST_FINDINGS, Component, DataKind, History, Provenance
from faglaert.balance.tables import HEADINGS, array_of
from faglaert.errors import DataRefusedError, Finding, UsageError

YEAR = "aar"
REGIONS = {"DK05": "081", "DK04": "082", "DK03": "083", "DK01": "084", "DK02": "085"}
"""Eurostat's codes of the regions."""
PROVINCES = {"DK011": "01", "DK012": "02", "DK013": "03", "DK014": "04"}
SEXES = {"M": "M", "F": "K"}
BANDS = {f"Y{age}": age for age in AGES}
OWN: Mapping[str, str] = {}
"""Codes stand in the file as they are, and the file says which there are."""


@dataclass(frozen=True)
class SeriesFile:
    """One file: which history it gives, its columns by dimension with the codes to read, and the rows to keep."""

    prefix: str
    component: Component
    columns: Mapping[str, tuple[str, Mapping[str, str]]]
    value: str
    factor: float
    kept: Mapping[str, str] = field(default_factory=dict)
    first_year: int = 0


def _same(*codes: str) -> dict[str, str]:
    return {code: code for code in codes}


FILES = (
    SeriesFile(
        "eu_demo_r_pjangrp3",
        Component.POPULATION,
        {"residence": ("geo", PROVINCES), "age": ("age", BANDS), "sex": ("sex", SEXES)},
        "vaerdi",
        1.0,
    ),
    SeriesFile(
        "eu_edat_lfse_04",
        Component.ATTAINMENT,
        {"residence": ("geo", REGIONS), "education": ("isced11", _same(*LEVELS))},
        "pct",
        1000.0,
    ),
    SeriesFile(
        "eu_lfst_r_lfp2actrt",
        Component.PARTICIPATION,
        {"residence": ("geo", REGIONS)},
        "pct",
        0.01,
        {"age": "Y15-64"},
    ),
    SeriesFile("nabb36", Component.NATIONAL_JOBS, {"industry": ("branche36", OWN)}, "loenmodtagere", 1.0),
    SeriesFile(
        "ardeco_snetz",
        Component.REGIONAL_JOBS,
        {"workplace": ("nuts", REGIONS), "industry": ("nace", _same(*INDUSTRIES))},
        "tusind_personer",
        1000.0,
    ),
    SeriesFile(
        "eu_lfst_r_lfe2eedu",
        Component.MIX,
        {"workplace": ("geo", REGIONS), "education": ("isced11", _same(*LEVELS))},
        "vaerdi",
        1000.0,
        {"sex": "T", "age": "Y25-64"},
        first_year=2007,
    ),
)
"""What is read, one file a component. Attainment is per 100,000 persons; the mix is by residence, industries as one."""

COUNTED = SeriesFile(
    "eu_demo_r_pjangrp3",
    Component.POPULATION,
    {"age": ("age", BANDS), "sex": ("sex", SEXES)},
    "vaerdi",
    1.0,
    {"geo": "DK"},
)
SINGLE_AGES = {str(age): f"{age // 5 * 5}-{age // 5 * 5 + 4}" for age in range(15, 75)}
PROJECTED = SeriesFile("frdk118", Component.POPULATION, {"age": ("alder", SINGLE_AGES)}, "antal", 1.0)
"""The projection whose outcome is known, and what was counted."""


def read_histories(folder: Path) -> tuple[History, ...]:
    """One history for every file of :data:`FILES` in ``folder``.

    Raises :class:`UsageError` when there is no such folder, :class:`DataRefusedError` with file, row and column when a
    file is missing, a column is, a figure is no number or negative, a code lacks a year, or a year is skipped.
    """
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}")
    return tuple(read_history(folder, file) for file in FILES)


def read_history(folder: Path, file: SeriesFile) -> History:
    """The history that one file gives; raises as :func:`read_histories` does."""
    path = _found(folder, file)
    rows = _rows(path, file)
    codes = {
        dimension: tuple(sorted(set(known.values()), key=list(known.values()).index))
        if known
        else tuple(sorted(rows[dimension].unique()))
        for dimension, (_, known) in file.columns.items()
    }
    years = tuple(sorted({int(year) for year in rows[YEAR]}))
    values = array_of(rows, codes | {YEAR: tuple(map(str, years))}, value=file.value, file=path.name)
    about = Provenance(DataKind.OFFICIAL, f"series:{path.stem}", f"{path.name}, {years[0]}-{years[-1]}", path.name)
    return History(file.component, tuple(file.columns), codes, years, values * file.factor, about)


def projection_errors(folder: Path) -> pl.DataFrame:
    """The national population projection of 2018 beside the population that was counted, by year and five-year age.

    Columns: ``ahead`` (years), ``year``, ``age`` (15-19 to 70-74), ``projected``, ``counted`` (persons, both sexes) and
    ``error_per_cent`` (positive: too many were projected). Raises as :func:`read_histories` does.
    """
    counted = _rows(_found(folder, COUNTED), COUNTED).group_by(YEAR, "age").agg(pl.col(COUNTED.value).sum())
    projected = _rows(_found(folder, PROJECTED), PROJECTED).group_by(YEAR, "age").agg(pl.col(PROJECTED.value).sum())
    origin = int(str(projected[YEAR].min()))
    both = projected.join(counted, on=(YEAR, "age")).sort(YEAR, "age")
    off = 100 * (pl.col(PROJECTED.value) / pl.col(COUNTED.value) - 1)
    return both.select(
        ahead=pl.col(YEAR).cast(pl.Int64) - origin,
        year=pl.col(YEAR).cast(pl.Int64),
        age="age",
        projected=PROJECTED.value,
        counted=COUNTED.value,
        error_per_cent=off,
    )


def _found(folder: Path, file: SeriesFile) -> Path:
    paths = sorted(folder.glob(f"{file.prefix}*.csv"))
    if len(paths) != 1:
        told = f"expected one file {file.prefix}*.csv, found {len(paths)}"
        raise DataRefusedError(f"the series of {file.component} were refused", [Finding(folder.name, None, None, told)])
    return paths[0]


def _rows(path: Path, file: SeriesFile) -> pl.DataFrame:
    """The rows to keep with a column for each dimension, in our codes; refused with the file's own row numbers."""
    try:
        frame = pl.read_csv(path, infer_schema=False).with_row_index("row", offset=HEADINGS + 1)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise DataRefusedError(f"{path.name} cannot be read", [Finding(path.name, None, None, str(error))]) from error
    wanted = [column for column, _ in file.columns.values()]
    lacking = [name for name in (*wanted, *file.kept, YEAR, file.value) if name not in frame.columns]
    if lacking:
        findings = [Finding(path.name, HEADINGS, name, "column is missing") for name in lacking]
        raise DataRefusedError(f"{path.name} was refused", findings)
    kept = frame.filter(*(pl.col(name) == code for name, code in file.kept.items()))
    for dimension, (column, known) in file.columns.items():
        if known:
            kept = kept.filter(pl.col(column).is_in(list(known)))
            kept = kept.with_columns(pl.col(column).replace_strict(known).alias(dimension))
        else:
            kept = kept.with_columns(pl.col(column).alias(dimension))
    typed = kept.with_columns(
        pl.col(YEAR).cast(pl.Int64, strict=False), pl.col(file.value).cast(pl.Float64, strict=False)
    )
    # a year that is none stays in, to be refused below
    typed = typed.filter(pl.col(YEAR).is_null() | (pl.col(YEAR) >= file.first_year))
    findings = list(_impossible(path.name, typed, file))
    if not findings and typed.is_empty():
        findings = [Finding(path.name, None, None, "no row has the codes that are read")]
    if findings:
        raise DataRefusedError(f"{path.name} was refused", findings[:MOST_FINDINGS])
    return typed.with_columns(pl.col(YEAR).cast(pl.String))


def _impossible(name: str, rows: pl.DataFrame, file: SeriesFile) -> Iterator[Finding]:
    bad_year = rows.filter(pl.col(YEAR).is_null())
    yield from (Finding(name, row, YEAR, "is no year") for row in bad_year["row"])
    is_bad = pl.col(file.value).is_null() | ~pl.col(file.value).is_finite() | (pl.col(file.value) < 0)
    yield from (
        Finding(name, row, file.value, "is missing, no number or negative")
        for row in rows.filter(is_bad.fill_null(value=True))["row"]
    )
