# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Put a synthetic register in force: all its tables under one load, or none; never beside official ones."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

import faglaert
from faglaert.atomic import exclusive
from faglaert.definitions.parameters import FOLDER
from faglaert.definitions.synthetic import frame
from faglaert.errors import UsageError
from faglaert.paths import Paths
from faglaert.registers.schema import OFFICIAL, SYNTHETIC
from faglaert.registers.storage import (
    Provenance,
    folder,
    loads_in_force,
    new_load_id,
    put_in_force,
    write,
)
from faglaert.registers.synthetic.generating import STEPS as STEPS_OF_DRAWING
from faglaert.registers.synthetic.generating import Progress, synthesise
from faglaert.registers.synthetic.report import calibration_report

STEPS = STEPS_OF_DRAWING + 2
STORED_WITH = {"spell_overlaps": "spells"}
"""Tables that lie beside another one in its load."""


@dataclass(frozen=True)
class Synthesis:
    """What was made: the load in force (empty in a dry run), rows by table, and targets beside what was reached."""

    load_id: str
    rows: dict[str, int]
    report: pl.DataFrame


def store_synthetic(
    paths: Paths,
    persons: int,
    seed: int,
    *,
    threads: int | None = None,
    is_dry_run: bool = False,
    progress: Progress = lambda _step: None,
) -> Synthesis:
    """Draw a synthetic register and put it in force in place of an earlier synthetic one.

    ``is_dry_run`` draws and counts and stores nothing. Raises :class:`UsageError` for numbers that cannot be used, and
    when official tables are loaded: the two are never mixed.
    """
    with exclusive(folder(paths), "register load"):
        loaded = sorted(each.table for each in loads_in_force(paths) if each.data_kind == OFFICIAL)
        if loaded and not is_dry_run:
            raise UsageError(
                f"official data are loaded ({', '.join(loaded)}), and a synthetic register is never mixed with them; "
                "give it a folder of its own with FAGLAERT_HOME"
            )
        tables = synthesise(persons, seed, threads=threads, progress=progress)
        progress("counting")
        report = calibration_report(tables)
        rows = {name: table.height for name, table in tables.items()}
        content_hash = _content_hash(persons, seed)
        kept = _load_of(paths, content_hash)
        if is_dry_run or kept:
            return Synthesis(kept, rows, report)
        progress("storing")
        load_id = new_load_id(SYNTHETIC, content_hash)
        written = [
            write(paths, _together(tables, name), _provenance(name, load_id, tables[name].height, (persons, seed)))
            for name in tables
            if name not in STORED_WITH
        ]
        for target in written:
            put_in_force(target, keep=1)
    return Synthesis(load_id, rows, report)


def _load_of(paths: Paths, content_hash: str) -> str:
    """The load in force when it is whole and cannot differ from what would be made; else empty."""
    loads = {(each.load_id, each.content_hash) for each in loads_in_force(paths)}
    return next(iter(loads))[0] if len(loads) == 1 and next(iter(loads))[1] == content_hash else ""


def _together(tables: Mapping[str, pl.DataFrame], name: str) -> dict[str, pl.DataFrame]:
    beside = [each for each, of in STORED_WITH.items() if of == name]
    return {each: tables[each] for each in (name, *beside)}


def _content_hash(persons: int, seed: int) -> str:
    """Everything that decides what a synthetic register holds: its size, seed, definitions and version."""
    declared = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(FOLDER.glob("synthetic_*"))}
    parts = {"persons": persons, "seed": seed, "definitions": declared, "version": faglaert.__version__}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _provenance(table: str, load_id: str, rows: int, drawn: tuple[int, int]) -> Provenance:
    persons, seed = drawn
    return Provenance(
        load_id=load_id,
        table=table,
        format=SYNTHETIC,
        data_kind=SYNTHETIC,
        loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
        files=(),
        rows=rows,
        refused_rows=0,
        counts={"persons": persons, "seed": seed},
        key_id=None,
        closing_date=frame().closes.isoformat(),
        content_hash=_content_hash(persons, seed),
    )
