# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The tables the pathways read: spells and persons in the register's schema, from files or frames.

They are checked and coded column by column; what comes out is :class:`Spells`, small numbers only, so that tens of
millions fit in memory. Person ids become 64-bit numbers: two of eight million persons get the same one with a
probability of two in a million.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NoReturn

import numpy as np
import polars as pl

from faglaert.errors import DataRefusedError, Finding
from faglaert.paths import Paths
from faglaert.pathways.compiling import compiled_parallel, parallel_range
from faglaert.pathways.definition import STAGES
from faglaert.pathways.dimensions import areas_of_programmes
from faglaert.pathways.grouping import grouped_by_person
from faglaert.pathways.rows import (
    A_MONTH,
    FIRST_DAY,
    IS_COMPLETED,
    IS_EUX,
    IS_NO_SHOW,
    LAST_DAY,
    ONGOING,
    SEX_CODES,
    SEX_PLACE,
    UNKNOWN_AGE,
    Array,
    Spells,
    clock_of,
)
from faglaert.registers import storage
from faglaert.registers.schema import PERSONS, SPELLS, TableSchema

Source = Path | pl.DataFrame | pl.LazyFrame
"""A Parquet or CSV file, or a frame."""

NEEDED_OF_SPELLS = (
    "person_id",
    "programme_code",
    "stage",
    "institution_code",
    "start_date",
    "end_date",
    "completed_code",
    "is_eux",
    "data_kind",
)
NEEDED_OF_PERSONS = ("person_id", "birth_date", "sex", "data_kind")
LISTED_ROWS = 20
MOST_CODES = 2**16 - 1
BAD_CODE = 2**16 - 1
BAD_STAGE = 2**8 - 1
BAD_FLAGS = 2**8 - 1
BAD_DAY = -(2**31)
BOOLEAN_WORDS = {"true": True, "True": True, "TRUE": True, "1": True} | {
    "false": False,
    "False": False,
    "FALSE": False,
    "0": False,
}


@dataclass(frozen=True)
class Window:
    """What of time is looked at: spells are seen from ``opening`` to ``closing``."""

    closing: date | None = None
    opening: date | None = None


def read_spells(spells: Source, persons: Source | None = None, *, window: Window | None = None) -> Spells:
    """Spells coded for the kernels; age and sex are unknown without ``persons``.

    The closing date is the latest day the data names, unless ``window`` says another. Raises :class:`DataRefusedError`
    listing missing columns, unknown stages, impossible dates and mixed kinds of data.
    """
    window = window or Window()
    lazy = _typed(spells, SPELLS, NEEDED_OF_SPELLS)
    kinds = lazy.select(pl.col("data_kind").unique()).collect(engine="streaming")["data_kind"].to_list()
    if not kinds:
        raise DataRefusedError("there are no spells")
    if len(kinds) != 1 or kinds[0] is None:
        raise DataRefusedError("spells of different kinds of data cannot be mixed; use official or synthetic rows")
    programmes, schools = (_codes(lazy, column) for column in ("programme_code", "institution_code"))
    coded = _coded(lazy, persons, (programmes, schools))
    columns = {name: coded[name].to_numpy() for name in coded.columns}
    problems, latest = _look_over(tuple(columns[name] for name in _LOOKED_OVER))
    if problems:
        _refuse_broken(coded, _name(spells))
    areas, area_of_programme = areas_of_programmes(programmes)
    del coded
    rows, starts = grouped_by_person(columns, np.array(area_of_programme, dtype=np.uint8))
    return Spells(
        rows=rows,
        bucket_starts=starts,
        programmes=programmes,
        schools=schools,
        main_areas=areas,
        area_of_programme=area_of_programme,
        closing=clock_of(window.closing or date.fromordinal(date(1970, 1, 1).toordinal() + latest)),
        data_kind=kinds[0],
        opening=None if window.opening is None else clock_of(window.opening),
    )


def read_register(paths: Paths, *, window: Window | None = None) -> Spells:
    """The spells of the register in force, with age and sex when persons are loaded.

    The closing date is the one the load was told. Raises :class:`NotPublishedError` when no spells are loaded, and
    :class:`DataRefusedError` when official and synthetic tables are mixed.
    """
    window = window or Window()
    spells = storage.scan(paths, "spells")
    storage.refuse_mixture(paths)
    loaded = storage.current(paths, "spells")
    if window.closing is None and loaded is not None and loaded.closing_date is not None:
        window = replace(window, closing=date.fromisoformat(loaded.closing_date))
    persons = storage.scan(paths, "persons") if storage.current(paths, "persons") is not None else None
    return read_spells(spells, persons, window=window)


def _typed(source: Source, schema: TableSchema, needed: Sequence[str]) -> pl.LazyFrame:
    """The columns of ``schema`` in its types; a value that cannot be read becomes null. Absent columns are null."""
    lazy = _scan(source)
    present = lazy.collect_schema()
    missing = [column for column in needed if column not in present]
    if missing:
        findings = [Finding(_name(source), None, column, "missing column") for column in missing]
        raise DataRefusedError(f"{schema.name} cannot be read", findings)
    return lazy.select(
        _cast(name, present[name], kind) if name in present else pl.lit(None, dtype=kind).alias(name)
        for name, kind in schema.columns.items()
    )


def _scan(source: Source) -> pl.LazyFrame:
    if not isinstance(source, Path):
        return source.lazy()
    if not source.exists():
        raise DataRefusedError(f"there is no file {source}")
    if source.suffix == ".csv":
        return pl.scan_csv(source, infer_schema=False)
    return pl.scan_parquet(source)


def _cast(name: str, found: pl.DataType, wanted: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if found == wanted:
        return column
    if wanted == pl.Date() and found == pl.String():
        # a date that cannot be read becomes the first day of all, which is refused; an empty one stays open
        return pl.when(column.is_not_null()).then(column.str.to_date(strict=False).fill_null(date(1, 1, 1)))
    if wanted == pl.Boolean() and found == pl.String():
        return column.replace_strict(BOOLEAN_WORDS, default=None, return_dtype=pl.Boolean)
    return column.cast(wanted, strict=False)


def _name(source: Source) -> str:
    return source.name if isinstance(source, Path) else "frame"


def _codes(lazy: pl.LazyFrame, column: str) -> tuple[str, ...]:
    """The codes of a column in order."""
    found = lazy.select(pl.col(column).unique()).collect(engine="streaming")[column].drop_nulls().sort()
    if found.len() >= MOST_CODES:
        raise DataRefusedError(f"{column} has {found.len()} different codes; at most {MOST_CODES - 1} can be counted")
    return tuple(found.to_list())


def _coded(lazy: pl.LazyFrame, persons: Source | None, codes: tuple[tuple[str, ...], tuple[str, ...]]) -> pl.DataFrame:
    """Every field of ``rows.SPELL`` but the area, as numbers; what cannot be coded has a number that stands for bad."""
    flags = (
        pl.col("completed_code").is_not_null().cast(pl.UInt8) * IS_COMPLETED
        + (pl.col("exit_kind") == "no_show").fill_null(value=False).cast(pl.UInt8) * IS_NO_SHOW
        + pl.col("is_eux").cast(pl.UInt8) * IS_EUX
    )
    age, sex = pl.lit(UNKNOWN_AGE, dtype=pl.UInt8), pl.lit(0, dtype=pl.UInt8)
    if persons is not None:
        known = _typed(persons, PERSONS, NEEDED_OF_PERSONS).select("person_id", "birth_date", "sex")
        lazy = lazy.join(known, on="person_id", how="left", maintain_order="left")
        age, sex = _age(), _enum("sex", SEX_CODES, 0).cast(pl.UInt8)
    return lazy.select(
        key=pl.col("person_id").hash(),
        start=pl.col("start_date").to_physical().fill_null(BAD_DAY),
        end=pl.col("end_date").to_physical().fill_null(ONGOING),
        programme=_enum("programme_code", codes[0], BAD_CODE).cast(pl.UInt16),
        school=_enum("institution_code", codes[1], BAD_CODE).cast(pl.UInt16),
        stage=_enum("stage", [str(stage) for stage in STAGES], BAD_STAGE).cast(pl.UInt8),
        flags=(flags + sex * (1 << SEX_PLACE)).fill_null(BAD_FLAGS),
        age=age,
        is_nobody=pl.col("person_id").is_null() | (pl.col("person_id") == ""),
    ).collect(engine="streaming")


def _enum(column: str, codes: Sequence[str], bad: int) -> pl.Expr:
    return pl.col(column).cast(pl.Enum(list(codes)), strict=False).to_physical().cast(pl.UInt32).fill_null(bad)


def _age() -> pl.Expr:
    """Whole years of age at the start, ``UNKNOWN_AGE`` when not known."""
    start, birth = pl.col("start_date"), pl.col("birth_date")
    years = start.dt.year() - birth.dt.year()
    # months and days are 8-bit numbers, too small to be put together without a cast
    month = (start.dt.month().cast(pl.Int32), birth.dt.month().cast(pl.Int32))
    is_before_birthday = month[0] * A_MONTH + start.dt.day() < month[1] * A_MONTH + birth.dt.day()
    age = years - is_before_birthday.cast(pl.Int32)
    return pl.when(age.is_between(0, UNKNOWN_AGE - 1)).then(age).otherwise(UNKNOWN_AGE).cast(pl.UInt8)


_LOOKED_OVER = ("start", "end", "programme", "school", "stage", "flags", "is_nobody")
_FIRST, _LAST = (day.toordinal() - date(1970, 1, 1).toordinal() for day in (FIRST_DAY, LAST_DAY))


@compiled_parallel
def _look_over(columns: tuple[Array, ...]) -> tuple[int, int]:
    """How many rows have a problem, and the latest day; one pass, for nearly always there is none."""
    start, end, programme, school, stage, flags, is_nobody = columns
    problems, latest = 0, BAD_DAY
    for i in parallel_range(start.shape[0]):
        is_open = end[i] == ONGOING
        last = start[i] if is_open else end[i]
        is_bad_day = start[i] < _FIRST or start[i] > _LAST or last < start[i] or last > _LAST
        is_bad_code = programme[i] == BAD_CODE or school[i] == BAD_CODE or stage[i] == BAD_STAGE
        if is_bad_day or is_bad_code or flags[i] == BAD_FLAGS or is_nobody[i]:
            problems += 1
        latest = max(latest, last)
    return problems, latest


def _is_no_day(column: str) -> pl.Expr:
    return ~pl.col(column).is_between(_FIRST, _LAST) & (pl.col(column) != ONGOING)


_PROBLEMS = {
    ("person_id", "is empty"): pl.col("is_nobody"),
    ("programme_code", "is empty"): pl.col("programme") == BAD_CODE,
    ("institution_code", "is empty"): pl.col("school") == BAD_CODE,
    ("stage", "is no stage"): pl.col("stage") == BAD_STAGE,
    ("start_date", "is no date between 1900 and 2199"): _is_no_day("start"),
    ("end_date", "is no date between 1900 and 2199"): _is_no_day("end"),
    ("end_date", "is before the start"): (pl.col("end") < pl.col("start")) & ~_is_no_day("end"),
    ("is_eux", "is neither true nor false"): pl.col("flags") == BAD_FLAGS,
}


def _refuse_broken(coded: pl.DataFrame, file: str) -> NoReturn:
    """Raise with the first rows of every kind of problem; rows are counted from 1 without the header."""
    found = coded.select(condition.sum().alias(str(place)) for place, condition in enumerate(_PROBLEMS.values()))
    counts = found.row(0)
    findings = [
        Finding(file, int(row) + 1, column, problem)
        for count, ((column, problem), condition) in zip(counts, _PROBLEMS.items(), strict=True)
        if count
        for row in coded.select(condition).to_series().arg_true().head(LISTED_ROWS)
    ]
    raise DataRefusedError(f"spells were refused: {sum(counts)} problems", findings)
