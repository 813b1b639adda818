# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The tables the indicators read: one mart a series, with the columns every mart has."""

import duckdb
import polars as pl

from faglaert.definitions.indicators import Series
from faglaert.warehouse.connection import quoted, read_frame


def read_series(connection: duckdb.DuckDBPyConnection, series: Series) -> pl.DataFrame:
    """The rows one series of an indicator stands on.

    Columns: ``area_code``, ``period``, ``value`` (null where the series names no value column), ``numerator_count``,
    ``denominator_count``, ``data_kind``, ``source_id``, ``snapshot_id``, ``is_hidden_in_source``.
    """
    columns = {"value": series.value, "numerator_count": series.numerator, "denominator_count": series.denominator}
    selected = ", ".join(
        f"{quoted(source) if source else 'NULL'}::DOUBLE AS {target}" for target, source in columns.items()
    )
    condition = " AND ".join(["true", *(f"{quoted(column)} = ?" for column in series.where)])
    return read_frame(
        connection,
        f"SELECT area_code, period, {selected}, data_kind, source_id, snapshot_id, is_hidden AS is_hidden_in_source "
        f"FROM {quoted(series.mart)} WHERE {condition}",
        list(series.where.values()),
    )
