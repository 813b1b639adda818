# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The result table of the indicators."""

from collections.abc import Mapping

import duckdb
import polars as pl

from faglaert.warehouse.connection import create_table, read_frame

TABLE = "result_indicator__observation"


def write_observations(connection: duckdb.DuckDBPyConnection, frames: Mapping[str, pl.DataFrame]) -> None:
    """Store all observations as ``result_indicator__observation``; unprotected, for the house only."""
    create_table(connection, TABLE, pl.concat(frames.values(), how="vertical"))


def read_observations(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """All observations, unprotected: give them to disclosure control before anything leaves the house."""
    return read_frame(connection, f"FROM {TABLE} ORDER BY indicator_id, area_code, period")
