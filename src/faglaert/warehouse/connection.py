# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The only door to a warehouse file: open it, put tables in, take tables out."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl

from faglaert.atomic import pointed_at
from faglaert.errors import BuildError
from faglaert.paths import Paths


class _ArrowStream:
    """Shows a frame to DuckDB through the Arrow stream interface alone, which needs no pyarrow."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)


@contextmanager
def connect(path: Path, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a DuckDB file and close it whatever happens; extensions are never fetched."""
    connection = duckdb.connect(
        str(path),
        read_only=read_only,
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False},
    )
    try:
        yield connection
    finally:
        connection.close()


def current_warehouse(paths: Paths) -> Path:
    """The newest finished warehouse; raises :class:`BuildError` when there is none."""
    path = pointed_at(paths.warehouse)
    if path is None:
        raise BuildError("there is no warehouse yet; run `faglaert build`")
    return path


def create_table(connection: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Store ``frame`` as table ``name``; numbers, texts and days keep their types, an empty column becomes text."""
    typed = frame.with_columns(pl.col(pl.Null).cast(pl.String))
    connection.register("incoming_frame", _ArrowStream(typed))
    try:
        connection.execute(f"CREATE OR REPLACE TABLE {quoted(name)} AS SELECT * FROM incoming_frame")
    finally:
        connection.unregister("incoming_frame")


def read_frame(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()
) -> pl.DataFrame:
    """The result of a query as a frame, in the types of the query.

    Goes through NumPy: DuckDB's Arrow stream leaves references behind that are reported as leaks when the process ends.
    """
    result = connection.execute(sql, parameters)
    types = {str(column[0]): str(column[1]) for column in result.description or ()}
    columns = result.fetchnumpy()
    return pl.DataFrame([_series(name, columns[name], type_name) for name, type_name in types.items()])


def _series(name: str, values: np.ndarray[Any, Any], type_name: str) -> pl.Series:
    if values.dtype == object:
        return pl.Series(name, values.tolist(), dtype=pl.String if type_name == "VARCHAR" else None)
    series = pl.Series(name, np.ma.getdata(values))
    if type_name == "DATE":
        series = series.cast(pl.Date)
    mask = np.ma.getmaskarray(values)
    return series.set(pl.Series(mask), None) if mask.any() else series


def quoted(name: str) -> str:
    """An identifier quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def table_names(connection: duckdb.DuckDBPyConnection, prefix: str = "") -> list[str]:
    """Tables whose name begins with ``prefix``, sorted."""
    rows = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY table_name").fetchall()
    return [str(name) for (name,) in rows if str(name).startswith(prefix)]
