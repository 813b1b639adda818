# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Several columns as one whole number that compares as they do: sorting one column takes a fraction of sorting many."""

import polars as pl

from faglaert.errors import DataRefusedError

_BITS = 64


def pack(*columns: pl.Series) -> pl.Series:
    """One UInt64 a row; rows compare as their columns do, first column first, null as the largest.

    Raises :class:`DataRefusedError` when the columns together have too many values for 64 bits, which a country's
    register is far from.
    """
    packed = pl.Series([0], dtype=pl.UInt64).new_from_index(0, len(columns[0]))
    used = 0
    for column in columns:
        ranks, width = _ranks(column)
        used += width
        if used > _BITS:
            raise DataRefusedError(
                "the register has more persons, programmes and institutions than can be compared at once"
            )
        packed = packed * (1 << width) + ranks
    return packed


def _ranks(column: pl.Series) -> tuple[pl.Series, int]:
    """Each value's place among the values (dates: days since the first), and the bits the places need."""
    if column.dtype == pl.Date or column.dtype == pl.UInt32:
        numbers = column.cast(pl.Int64)
        low, high = numbers.min(), numbers.max()
        low, high = (int(low), int(high)) if isinstance(low, int) and isinstance(high, int) else (0, 0)
        if high - low < 1 << 24:
            return (numbers - low).fill_null(high - low + 1).cast(pl.UInt64), (high - low + 1).bit_length()
    values = column.drop_nulls().unique().sort()
    places = values.search_sorted(column).cast(pl.UInt64)
    return pl.select(pl.when(column.is_null()).then(len(values)).otherwise(places)).to_series(), len(
        values
    ).bit_length()
