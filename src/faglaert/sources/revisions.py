# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a newer snapshot of a source says otherwise than an older one: revisions are never silent."""

import polars as pl

from faglaert.errors import DataRefusedError, Finding
from faglaert.sources.jsonstat import IS_HIDDEN, VALUE

CHANGES = ("added", "removed", "revised")


def revisions(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Cells that differ between two deliveries of a table.

    Both have a text column a variable, ``INDHOLD`` and ``is_hidden``. Columns of the result: the variables both have,
    ``change`` (``added``, ``removed`` or ``revised``), ``old_value``, ``new_value`` (null where hidden or not there),
    ordered by the variables. A cell that only went from shown to hidden, or back, is revised.
    """
    key = [name for name in old.columns if name in new.columns and name not in {VALUE, IS_HIDDEN}]
    before = old.select(*key, pl.col(VALUE).alias("old_value"), pl.col(IS_HIDDEN).alias("was_hidden"))
    after = new.select(*key, pl.col(VALUE).alias("new_value"), pl.col(IS_HIDDEN).alias("now_hidden"))
    joined = before.join(after, on=key, how="full", coalesce=True)
    change = (
        pl.when(pl.col("was_hidden").is_null())
        .then(pl.lit("added"))
        .when(pl.col("now_hidden").is_null())
        .then(pl.lit("removed"))
        .when(pl.col("old_value").ne_missing(pl.col("new_value")))
        .then(pl.lit("revised"))
    )
    differing = joined.with_columns(change.alias("change")).filter(pl.col("change").is_not_null())
    return differing.select(*key, "change", "old_value", "new_value").sort(key)


def is_same(old: pl.DataFrame, new: pl.DataFrame) -> bool:
    """Whether two deliveries hold the same cells, in whatever order."""
    key = [name for name in old.columns if name not in {VALUE, IS_HIDDEN}]
    return old.columns == new.columns and old.sort(key).equals(new.sort(key))


def refuse_other_columns(old: pl.DataFrame, new: pl.DataFrame, *, name: str) -> None:
    """Refuse a delivery whose headings or measures are not those of the one before, for the same question.

    A measure is a heading too where a provider gives each its own column. Raises :class:`DataRefusedError`.
    """
    before, after = _headings(old), _headings(new)
    if before != after:
        problem = (
            f"has the columns {', '.join(after)}; the snapshot before has {', '.join(before)}. If the new ones are "
            "right, write them as columns in the source's definition"
        )
        raise DataRefusedError(f"{name} was refused", [Finding(name, 1, None, problem)])


def _headings(frame: pl.DataFrame) -> list[str]:
    *variables, measure = [name for name in frame.columns if name not in {VALUE, IS_HIDDEN}]
    return [*variables, *sorted(frame[measure].unique())]
