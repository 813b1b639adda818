# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The result tables of the balance: one immutable folder a run below ``<home>/balance``, and a pointer."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from faglaert.atomic import pointed_at, write_run
from faglaert.errors import NotPublishedError
from faglaert.paths import Paths


def write_results(paths: Paths, tables: Mapping[str, pl.DataFrame], about: Mapping[str, object]) -> Path:
    """Write the tables as Parquet under a new name, then move the pointer; older runs but the last go.

    ``about`` goes into ``run.json`` beside the names of the tables.
    """

    def fill(folder: Path) -> Mapping[str, object]:
        for name, table in tables.items():
            table.write_parquet(folder / f"{name}.parquet")
        return {"tables": sorted(tables), **about}

    return write_run(paths.home / "balance", fill)


def current_results(paths: Paths) -> Path:
    """The folder of the newest run; raises :class:`NotPublishedError` when there is none."""
    target = pointed_at(paths.home / "balance")
    if target is None:
        raise NotPublishedError("the balance has not been computed; run `faglaert balance run`")
    return target


def read_table(paths: Paths, name: str) -> pl.DataFrame:
    """One result table of the newest run; raises :class:`NotPublishedError` when there is none of that name."""
    path = current_results(paths) / f"{name}.parquet"
    if not path.is_file():
        raise NotPublishedError(f"the newest run has no table {name}")
    return pl.read_parquet(path)
