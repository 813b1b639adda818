# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A population projection whose outcome is known, from a folder of extracts: how far off it was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from faglaert.balance.axes import AGES
from faglaert.balance.inputs import MOST_FINDINGS
from faglaert.balance.tables import HEADINGS
from faglaert.errors import DataRefusedError, Finding

YEAR = "aar"
BANDS = {f"Y{age}": age for age in AGES}
SINGLE_AGES = {str(age): f"{age // 5 * 5}-{age // 5 * 5 + 4}" for age in range(15, 75)}
SEXES = ("M", "F", "K")


@dataclass(frozen=True)
class Extract:
    """One file, named by how its name begins: the column of ages and which of ours each is, and the rows to keep."""

    prefix: str
    ages: tuple[str, Mapping[str, str]]
    sex: str
    value: str
    kept: Mapping[str, str] = field(default_factory=dict)


COUNTED = Extract("eu_demo_r_pjangrp3", ("age", BANDS), "sex", "vaerdi", {"geo": "DK"})
PROJECTED = Extract("frdk118", ("alder", SINGLE_AGES), "koen", "antal")


def has_projection(folder: Path) -> bool:
    """Whether the folder has both the projection and what was counted."""
    return all(any(folder.glob(f"{each.prefix}*.csv")) for each in (COUNTED, PROJECTED))


def projection_errors(folder: Path) -> pl.DataFrame:
    """The national population projection of 2018 beside the population that was counted, by year and five-year age.

    Columns: ``ahead`` (years), ``year``, ``age`` (15-19 to 70-74), ``projected``, ``counted`` (persons, both sexes) and
    ``error_per_cent`` (positive: too many were projected). Raises :class:`DataRefusedError` with file, row and column
    when a file is missing, a column is, or a figure is no number or negative.
    """
    counted, projected = (_persons(folder, each) for each in (COUNTED, PROJECTED))
    origin = int(str(projected[YEAR].min()))
    both = projected.join(counted, on=(YEAR, "age"), suffix="_counted").sort(YEAR, "age")
    return both.select(
        ahead=pl.col(YEAR) - origin,
        year=YEAR,
        age="age",
        projected="persons",
        counted="persons_counted",
        error_per_cent=100 * (pl.col("persons") / pl.col("persons_counted") - 1),
    )


def _persons(folder: Path, extract: Extract) -> pl.DataFrame:
    rows = _rows(_found(folder, extract), extract)
    return rows.group_by(YEAR, "age").agg(pl.col(extract.value).sum().alias("persons"))


def _found(folder: Path, extract: Extract) -> Path:
    paths = sorted(folder.glob(f"{extract.prefix}*.csv"))
    if len(paths) != 1:
        told = f"expected one file {extract.prefix}*.csv, found {len(paths)}"
        raise DataRefusedError("the projection cannot be tested", [Finding(folder.name, None, None, told)])
    return paths[0]


def _rows(path: Path, extract: Extract) -> pl.DataFrame:
    """The rows to keep with our ages; refused with the file's own row numbers."""
    try:
        frame = pl.read_csv(path, infer_schema=False).with_row_index("row", offset=HEADINGS + 1)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise DataRefusedError(f"{path.name} cannot be read", [Finding(path.name, None, None, str(error))]) from error
    column, known = extract.ages
    wanted = (column, extract.sex, *extract.kept, YEAR, extract.value)
    lacking = [name for name in wanted if name not in frame.columns]
    if lacking:
        findings = [Finding(path.name, HEADINGS, name, "column is missing") for name in lacking]
        raise DataRefusedError(f"{path.name} was refused", findings)
    kept = frame.filter(
        pl.col(column).is_in(list(known)),
        pl.col(extract.sex).is_in(SEXES),
        *(pl.col(name) == code for name, code in extract.kept.items()),
    )
    typed = kept.with_columns(
        pl.col(column).replace_strict(known, return_dtype=pl.String).alias("age"),
        pl.col(YEAR).cast(pl.Int64, strict=False),
        pl.col(extract.value).cast(pl.Float64, strict=False),
    )
    findings = list(_impossible(path.name, typed, extract.value))
    if not findings and typed.is_empty():
        findings = [Finding(path.name, None, None, "no row has the codes that are read")]
    if findings:
        raise DataRefusedError(f"{path.name} was refused", findings[:MOST_FINDINGS])
    return typed


def _impossible(name: str, rows: pl.DataFrame, value: str) -> Iterator[Finding]:
    yield from (Finding(name, row, YEAR, "is no year") for row in rows.filter(pl.col(YEAR).is_null())["row"])
    is_good = pl.col(value).is_finite() & (pl.col(value) >= 0)
    yield from (
        Finding(name, row, value, "is missing, no number or negative")
        for row in rows.filter(~is_good.fill_null(value=False))["row"]
    )
