# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The result tables of the pathways: one immutable folder a run below ``<home>/pathways``, and a pointer to the newest.

The tables are not protected: they are for the house only. What leaves it goes through ``protected_*`` or the published
store.
"""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from faglaert.atomic import pointed_at, write_run
from faglaert.errors import NotPublishedError
from faglaert.paths import Paths
from faglaert.pathways.cube import Cube, load_cube

CUBES = ("stage", "education")
"""Cubes of a run: every stage on its own clock, and the whole education from the risk set's start."""


def write_results(paths: Paths, cubes: Mapping[str, Cube], tables: Mapping[str, pl.DataFrame]) -> Path:
    """Write cubes and tables as Parquet under a new name, then move the pointer; older runs but the last go."""

    def fill(folder: Path) -> Mapping[str, object]:
        for name, cube in cubes.items():
            cube.save(folder / f"cube_{name}")
        for name, table in tables.items():
            table.write_parquet(folder / f"{name}.parquet")
        return {"tables": sorted(tables), "cubes": sorted(cubes)}

    return write_run(paths.home / "pathways", fill)


def current_results(paths: Paths) -> Path:
    """The folder of the newest run; raises :class:`NotPublishedError` when there is none."""
    target = pointed_at(paths.home / "pathways")
    if target is None:
        raise NotPublishedError("the pathways have not been computed; run `faglaert pathways build`")
    return target


def read_table(paths: Paths, name: str) -> pl.DataFrame:
    """One result table of the newest run; raises :class:`NotPublishedError` when there is none."""
    path = current_results(paths) / f"{name}.parquet"
    if not path.exists():
        raise NotPublishedError(f"the pathways have no table {name} yet; run `faglaert pathways build` again")
    return pl.read_parquet(path)


def read_cube(paths: Paths, name: str = "stage") -> Cube:
    """One cube of the newest run."""
    return load_cube(current_results(paths) / f"cube_{name}")
