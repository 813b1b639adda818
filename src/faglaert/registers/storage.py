# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Where a register's tables are kept: one immutable folder a load, and a pointer to the one in force.

``<home>/registers/<table>/<load id>/`` holds ``<table>.parquet``, tables that belong to it, and ``provenance.json``.
Readers resolve the pointer each time; a load that is killed leaves the old one in force.
"""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from faglaert.atomic import PARTIAL, POINTER, point_at, pointed_at, sync_folder
from faglaert.errors import DataRefusedError, NotPublishedError
from faglaert.paths import Paths
from faglaert.registers.schema import SYNTHETIC, TABLES, TableSchema

PROVENANCE = "provenance.json"
ROWS_A_GROUP = 250_000
_LEVEL = 1


@dataclass(frozen=True)
class LoadedFile:
    """One file of a load: its name (without folders, person numbers masked), checksum and rows."""

    name: str
    sha256: str
    rows: int


@dataclass(frozen=True)
class Provenance:
    """What a load was made from. ``content_hash`` is equal for loads that cannot differ."""

    load_id: str
    table: str
    format: str
    data_kind: str
    loaded_at: str
    files: tuple[LoadedFile, ...]
    rows: int
    refused_rows: int
    counts: Mapping[str, int]
    key_id: str | None
    closing_date: str | None
    content_hash: str


def folder(paths: Paths) -> Path:
    """The folder of all register tables."""
    return paths.home / "registers"


def current(paths: Paths, table: str) -> Provenance | None:
    """What the load in force of ``table`` was made from; None when nothing is loaded."""
    target = pointed_at(folder(paths) / table)
    if target is None:
        return None
    content = json.loads((target / PROVENANCE).read_text(encoding="utf-8"))
    return Provenance(**content | {"files": tuple(LoadedFile(**each) for each in content["files"])})


def scan(paths: Paths, table: str, *, of: str | None = None) -> pl.LazyFrame:
    """The rows of a table in force; ``of`` names the table it was stored with (``spell_overlaps`` of ``spells``).

    Raises :class:`NotPublishedError` when nothing is loaded.
    """
    target = pointed_at(folder(paths) / (of or table))
    if target is None:
        raise NotPublishedError(f"no {of or table} are loaded; see `faglaert register load --help`")
    return pl.scan_parquet(target / f"{table}.parquet")


def new_load_id(form: str, content_hash: str) -> str:
    """A name that sorts by time and says what was loaded; the hash is written in letters, not to look like a number."""
    letters = "".join(chr(ord("a") + int(digit, 16)) for digit in content_hash[:8])
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{form}-{letters}"


def write(paths: Paths, tables: Mapping[str, pl.DataFrame], provenance: Provenance) -> Path:
    """Write the tables of a load under a new name, not in force yet; returns its folder.

    Raises :class:`DataRefusedError` when a table is not as its schema declares: then nothing has changed.
    """
    for name, frame in tables.items():
        check(frame, TABLES[name])
    parent = folder(paths) / provenance.table
    target = parent / provenance.load_id
    partial = parent / f".{provenance.load_id}{PARTIAL}"
    parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(parent)
    partial.mkdir()
    for name, frame in tables.items():
        _write_table(frame, partial / f"{name}.parquet")
    (partial / PROVENANCE).write_text(json.dumps(asdict(provenance), ensure_ascii=False, indent=2), encoding="utf-8")
    sync_folder(partial)
    partial.rename(target)
    return target


def put_in_force(target: Path, *, keep: int) -> None:
    """Point at a load that has been written, and remove those older than the last ``keep`` of its table."""
    point_at(target)
    others = sorted(each for each in target.parent.iterdir() if each.is_dir() and each != target)
    for old in others[: max(0, len(others) - (keep - 1))]:
        shutil.rmtree(old)


def loads_in_force(paths: Paths) -> tuple[Provenance, ...]:
    """Every load in force, in the order of the tables."""
    return tuple(each for each in (current(paths, table) for table in TABLES) if each is not None)


def withdraw_synthetic(paths: Paths) -> None:
    """Put every table of the synthetic register out of force, and remove it."""
    for table in TABLES:
        parent = folder(paths) / table
        in_force = current(paths, table)
        if in_force is not None and in_force.data_kind == SYNTHETIC:
            (parent / POINTER).unlink()
        for old in parent.glob(f"*-{SYNTHETIC}-*"):
            shutil.rmtree(old)


def refuse_mixture(paths: Paths) -> None:
    """Raise :class:`DataRefusedError` when official and synthetic tables, or two synthetic registers, are in force."""
    loads = loads_in_force(paths)
    if len({each.data_kind for each in loads}) > 1:
        raise DataRefusedError("official and synthetic tables are loaded side by side; load one kind with --replace")
    if len({each.load_id for each in loads if each.data_kind == SYNTHETIC}) > 1:
        raise DataRefusedError(
            "the tables of two synthetic registers are mixed; run `faglaert register synthesise` again"
        )


def check(frame: pl.DataFrame, table: TableSchema) -> None:
    """Refuse a table that is not as declared: columns and types, nulls, values, and a key that stands twice."""
    problems = []
    if frame.schema != pl.Schema(table.columns):
        problems.append("its columns are not those declared")
    else:
        nulls = [name for name in table.columns if name not in table.nullable and frame[name].null_count()]
        problems += [f"{name} is empty in some rows" for name in nulls]
        for name, allowed in (table.allowed or {}).items():
            if set(frame[name].drop_nulls().unique().to_list()) - set(allowed):
                problems.append(f"{name} has values that are not allowed")
        if _stands_twice(frame.select(table.key)):
            problems.append(f"its key ({', '.join(table.key)}) stands more than once")
    if problems:
        raise DataRefusedError(f"the table {table.name} was refused: {'; '.join(problems)}")


def _stands_twice(keys: pl.DataFrame) -> bool:
    """Whether two rows are equal; compares the rows themselves only when their hashes, which is quick, meet."""
    return keys.hash_rows().n_unique() < keys.height and bool(keys.is_duplicated().any())


def _write_table(frame: pl.DataFrame, path: Path) -> None:
    frame.write_parquet(path, compression="zstd", compression_level=_LEVEL, row_group_size=ROWS_A_GROUP)
    with path.open("rb") as handle:
        os.fsync(handle.fileno())


def _remove_leftovers(parent: Path) -> None:
    for each in parent.glob(f".*{PARTIAL}"):
        shutil.rmtree(each) if each.is_dir() else each.unlink()
