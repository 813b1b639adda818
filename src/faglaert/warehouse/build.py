# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Builds a warehouse file: raw tables, staging, marts, checks; finished under its own name or not at all."""

from collections.abc import Callable
from pathlib import Path

import duckdb

from faglaert.atomic import PARTIAL, point_at, pointed_at
from faglaert.definitions.parameters import magnitude_rule
from faglaert.errors import DataRefusedError
from faglaert.paths import Paths
from faglaert.warehouse.checks import magnitude_changes, run_checks
from faglaert.warehouse.connection import connect
from faglaert.warehouse.loading import Progress, load_everything

SQL = Path(__file__).parent / "sql"


def build_warehouse(
    paths: Paths,
    build_id: str,
    *,
    progress: Progress,
    accept_changes: bool,
    add_results: Callable[[duckdb.DuckDBPyConnection], None],
) -> Path:
    """Build ``warehouse_<build_id>.duckdb`` and make it the current one.

    ``add_results`` is called on the checked marts and adds the result tables. ``accept_changes`` lets a build through
    that differs from the one before by more than the magnitude rule allows. Raises :class:`DataRefusedError` with every
    finding; then the warehouse before stays the current one.
    """
    paths.warehouse.mkdir(parents=True, exist_ok=True)
    target = paths.warehouse / f"warehouse_{build_id}.duckdb"
    partial = target.with_name(target.name + PARTIAL)
    previous = pointed_at(paths.warehouse)
    try:
        with connect(partial, read_only=False) as connection:
            load_everything(connection, paths, progress)
            for folder in ("staging", "marts"):
                progress(folder)
                run_sql_folder(connection, SQL / folder)
            progress("check")
            _refuse_bad(connection, None if accept_changes else previous)
            add_results(connection)
            connection.execute("CHECKPOINT")
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    partial.replace(target)
    point_at(target)
    return target


def run_sql_folder(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Run every SQL file of a folder in the order of their names."""
    for path in sorted(folder.glob("*.sql")):
        connection.execute(path.read_text(encoding="utf-8"))


def _refuse_bad(connection: duckdb.DuckDBPyConnection, previous: Path | None) -> None:
    findings = run_checks(connection)
    if findings:
        raise DataRefusedError("the warehouse failed its checks; the published figures are as they were", findings)
    if previous is None:
        return
    changes = magnitude_changes(connection, previous, magnitude_rule())
    if changes:
        raise DataRefusedError(
            "the figures differ from the build before by more than the rule allows; look at them, and run again with "
            "--accept-changes if they are right",
            changes,
        )


def remove_leftovers(folder: Path, keep: int) -> list[Path]:
    """Delete what killed builds left behind and all but the ``keep`` newest builds; the current one always stays."""
    current = pointed_at(folder)
    finished = sorted(folder.glob("*.duckdb"))
    old = [path for path in finished[: max(len(finished) - keep, 0)] if path != current]
    removed = [*folder.glob(f"*{PARTIAL}*"), *folder.glob(f".*{PARTIAL}"), *folder.glob("*.duckdb*.wal"), *old]
    for path in removed:
        path.unlink(missing_ok=True)
    return removed
