# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The result tables of the balance: one immutable folder a run below ``<home>/balance``, and a pointer."""

import json
import secrets
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from faglaert.atomic import PARTIAL, point_at, pointed_at
from faglaert.errors import NotPublishedError
from faglaert.paths import Paths

KEPT_RUNS = 3


def write_results(paths: Paths, tables: Mapping[str, pl.DataFrame], about: Mapping[str, object]) -> Path:
    """Write the tables as Parquet under a new name, then move the pointer; older runs but the last go.

    ``about`` goes into ``run.json`` beside the names of the tables.
    """
    parent = paths.home / "balance"
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-{secrets.token_hex(3)}"
    partial = parent / f".{name}{PARTIAL}"
    partial.mkdir(parents=True)
    for table_name, table in tables.items():
        table.write_parquet(partial / f"{table_name}.parquet")
    described = {"run": name, "tables": sorted(tables), **about}
    (partial / "run.json").write_text(json.dumps(described, indent=1), encoding="utf-8")
    target = parent / name
    partial.rename(target)
    point_at(target)
    for old in sorted(each for each in parent.iterdir() if each.is_dir())[:-KEPT_RUNS]:
        if old != target:
            shutil.rmtree(old)
    return target


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
