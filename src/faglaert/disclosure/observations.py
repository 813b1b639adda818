# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a table of observations must look like before the rules on showing can be applied to it.

A row that the rules cannot judge is refused, never guessed at: an unknown unit, a share of own counts without its
counts, or an extra column would be a way round them.
"""

from collections.abc import Iterator

import polars as pl

from faglaert.errors import DataRefusedError, Finding

INPUT_SCHEMA = pl.Schema(
    {
        "indicator_id": pl.String(),
        "area_code": pl.String(),
        "period": pl.String(),
        "value": pl.Float64(),
        "numerator_count": pl.Float64(),
        "denominator_count": pl.Float64(),
        "data_kind": pl.String(),
        "source_id": pl.String(),
        "snapshot_id": pl.String(),
        "unit": pl.String(),
        "disclosure": pl.String(),
        "is_hidden_in_source": pl.Boolean(),
    }
)
"""Columns of unprotected observations. ``value`` is 0-1 for shares; the counts are persons."""

NUMBER_COLUMNS = ("value", "numerator_count", "denominator_count", "low_value", "high_value")
"""Every column of a protected table that could carry a number; a hidden row has none of them."""

OUTPUT_COLUMNS = (
    *(name for name in INPUT_SCHEMA if name != "is_hidden_in_source"),
    "low_value",
    "high_value",
    "status",
)

SHARE_UNITS = frozenset({"share"})
COUNT_UNITS = frozenset({"persons", "count"})
MEAN_UNITS = frozenset({"score"})
IMPERSONAL_UNITS = frozenset({"job_titles", "programmes", "million_dkk"})
OWN_UNITS = SHARE_UNITS | COUNT_UNITS | MEAN_UNITS | IMPERSONAL_UNITS
PUBLISHED_UNITS = OWN_UNITS | {"percent", "index"}

DISCLOSURES = frozenset({"as_published", "own_counts"})
DATA_KINDS = frozenset({"official", "synthetic"})

LARGEST_DISTANCE_FROM_COUNTS = 0.005
"""How far a share may be from numerator / denominator: it may be rounded to whole per cent, no more."""


def read_observations(frame: pl.DataFrame) -> pl.DataFrame:
    """The observations with the columns and types of :data:`INPUT_SCHEMA`.

    Raises :class:`DataRefusedError` naming every kind of problem, its first row (counted from 1) and how many rows.
    """
    _require_columns(frame)
    try:
        typed = frame.select(pl.col(name).cast(kind) for name, kind in INPUT_SCHEMA.items())
    except pl.exceptions.InvalidOperationError as error:
        raise DataRefusedError("observations were refused", [_finding(None, None, str(error))]) from error
    findings = [
        _finding(rows.item(0, "row"), column, f"{problem} ({rows.height} rows)")
        for column, problem, broken in _conditions()
        if (rows := typed.with_row_index("row", offset=1).filter(broken)).height
    ]
    if findings:
        raise DataRefusedError("observations were refused", findings)
    return typed


def _require_columns(frame: pl.DataFrame) -> None:
    findings = [_finding(None, name, "missing column") for name in INPUT_SCHEMA if name not in frame.columns]
    findings += [_finding(None, name, "unknown column") for name in frame.columns if name not in INPUT_SCHEMA]
    if findings:
        raise DataRefusedError("observations were refused", findings)


def _conditions() -> Iterator[tuple[str, str, pl.Expr]]:
    """Column, problem and the expression that is true where a row has it."""
    for name in INPUT_SCHEMA:
        if name not in NUMBER_COLUMNS:
            yield name, "is empty", pl.col(name).is_null()
    own = pl.col("disclosure") == "own_counts"
    yield "disclosure", "is none of as_published, own_counts", ~pl.col("disclosure").is_in(DISCLOSURES)
    yield "data_kind", "is none of official, synthetic", ~pl.col("data_kind").is_in(DATA_KINDS)
    yield "data_kind", "synthetic rows are never as published", ~own & (pl.col("data_kind") == "synthetic")
    yield "unit", "unknown unit", ~own & ~pl.col("unit").is_in(PUBLISHED_UNITS)
    yield "unit", "no rule for own figures of this unit", own & ~pl.col("unit").is_in(OWN_UNITS)
    for name in ("value", "numerator_count", "denominator_count"):
        yield name, "is not a finite number", ~pl.col(name).is_finite()
    yield from _own_conditions(own & ~pl.col("is_hidden_in_source"))


def _own_conditions(own: pl.Expr) -> Iterator[tuple[str, str, pl.Expr]]:
    value, numerator, denominator = (pl.col(name) for name in ("value", "numerator_count", "denominator_count"))
    is_share, is_mean = pl.col("unit").is_in(SHARE_UNITS), pl.col("unit").is_in(MEAN_UNITS)
    yield "value", "a count is not negative", own & pl.col("unit").is_in(COUNT_UNITS) & (value < 0)
    without_counts = numerator.is_null() | denominator.is_null()
    yield (
        "numerator_count",
        "a share of own counts has both counts",
        own & is_share & value.is_not_null() & without_counts,
    )
    yield "numerator_count", "lies outside 0 to the denominator", own & is_share & ~numerator.is_between(0, denominator)
    distance = (value - numerator / denominator).abs()
    far = (denominator > 0) & (distance > LARGEST_DISTANCE_FROM_COUNTS + 1e-9)
    yield "value", "is not the share its counts give", own & is_share & far
    yield (
        "denominator_count",
        "a mean has its number of persons",
        own & is_mean & value.is_not_null() & denominator.is_null(),
    )


def _finding(row: int | None, column: str | None, problem: str) -> Finding:
    return Finding("observations", row, column, problem)
