# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The statistics of a release as protected tables: observations, programme figures, published figures."""

import duckdb
import polars as pl

from faglaert.definitions.parameters import DisclosureRule
from faglaert.disclosure.protect import ProtectedTable, protect
from faglaert.indicators.outputs import read_observations
from faglaert.warehouse.connection import read_frame


def protected_observations(connection: duckdb.DuckDBPyConnection, rule: DisclosureRule) -> ProtectedTable:
    """Every indicator's observations through disclosure control."""
    return protect(read_observations(connection), rule)


def protected_figures(
    connection: duckdb.DuckDBPyConnection, table: str, source_id: str, rule: DisclosureRule
) -> tuple[ProtectedTable, pl.DataFrame]:
    """The figures of a raw table of single figures, and the words that go with them, both keyed by ``id``.

    Their source has published them already: they pass as published. In the protected table the figure's id stands as
    ``indicator_id``.
    """
    raw = read_frame(
        connection,
        f"SELECT raw.*, snapshot_id FROM {table} AS raw, dim_source WHERE dim_source.source_id = ? ORDER BY id",
        [source_id],
    )
    absent = pl.lit(None, pl.Float64)
    figures = raw.select(
        pl.col("id").alias("indicator_id"),
        pl.col("area_code", "period").fill_null("not stated"),
        "value",
        absent.alias("numerator_count"),
        absent.alias("denominator_count"),
        pl.lit("official").alias("data_kind"),
        pl.lit(source_id).alias("source_id"),
        "snapshot_id",
        "unit",
        pl.lit("as_published").alias("disclosure"),
        pl.col("value").is_null().alias("is_hidden_in_source"),
    )
    return protect(figures, rule), raw.drop("row_number", "value", "snapshot_id")
