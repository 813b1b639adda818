# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Load a register: read files, refuse rows by name, turn persons into pseudonyms, store all tables or none."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

import faglaert
from faglaert.atomic import exclusive
from faglaert.definitions.registers import RegisterFormat, fingerprint, register_formats
from faglaert.errors import UsageError
from faglaert.paths import Paths
from faglaert.registers import completed_educations, kotre, person_tables, school, school_records
from faglaert.registers.educations import load_educations
from faglaert.registers.files import Delivery, deliveries
from faglaert.registers.formats import Finished, Format, People
from faglaert.registers.intake import Intake, Progress, read_files, reference_date
from faglaert.registers.pseudonyms import PseudonymKey, pseudonyms
from faglaert.registers.schema import OFFICIAL, SYNTHETIC, TABLES
from faglaert.registers.spell_tables import finish_spells
from faglaert.registers.storage import (
    LoadedFile,
    Provenance,
    check,
    current,
    folder,
    loads_in_force,
    new_load_id,
    put_in_force,
    scan,
    withdraw_synthetic,
    write,
)

FORMATS: dict[str, Format] = {
    "kotre": Format(kotre.read, finish_spells),
    "udduddannet": completed_educations.FORMAT,
    "school": school.FORMAT,
    **person_tables.FORMATS,
    **school_records.FORMATS,
}


@dataclass(frozen=True)
class LoadOptions:
    """How to load. ``reference_date``: the day the files' picture is of, where their name does not say it.

    ``skip_refused`` loads the rows that are good although others were refused; ``replace`` lets a format take the
    place of another in the same table; ``dry_run`` reads and counts and stores nothing; ``keep`` loads of a table are
    kept. ``education_codes`` is an installation's own list of educations beyond the vocational ones.
    """

    dry_run: bool = False
    skip_refused: bool = False
    replace: bool = False
    reference_date: date | None = None
    education_codes: Path | None = None
    keep: int = 2


@dataclass(frozen=True)
class LoadReport:
    """What a load did. ``outcome``: loaded, unchanged (the same content is in force) or dry_run.

    ``counts``: rows that each cleaning rule touched, and oddities. ``refused``: column, problem and number of rows,
    commonest first; every row is in ``refusal_file``. ``closing_date``: the last day the data know of.
    """

    outcome: str
    format: str
    table: str
    load_id: str
    files: tuple[LoadedFile, ...]
    rows_read: int
    rows_refused: int
    rows_stored: int
    counts: dict[str, int]
    persons: int | None = None
    refused: tuple[dict[str, object], ...] = ()
    refusal_file: Path | None = None
    extra_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    closing_date: date | None = None


def load_register(
    files: Sequence[Path],
    form: str,
    paths: Paths,
    *,
    key: PseudonymKey,
    options: LoadOptions | None = None,
    progress: Progress = lambda _step: None,
) -> LoadReport:
    """Load files of one format into the table it fills; the files of one load make the table together.

    Raises :class:`UsageError` for a format or file that does not exist, and :class:`DataRefusedError` (nothing
    loaded) when a file cannot be read or, without ``skip_refused``, when any row is refused; every refused row then
    stands in a CSV beside the loads. Loading what is in force already changes nothing.
    """
    options = options or LoadOptions()
    if form not in FORMATS:
        raise UsageError(f"there is no format {form}; there are {', '.join(FORMATS)}")
    definition = register_formats()[form]
    with exclusive(folder(paths), "register load"):
        progress("checksums")
        found = deliveries(files)
        content_hash = _content_hash(definition, found, key, options)
        in_force = current(paths, definition.table)
        if in_force is not None and in_force.content_hash == content_hash:
            return _unchanged(in_force)
        is_synthetic = any(each.data_kind == SYNTHETIC for each in loads_in_force(paths))
        _refuse_replacing(in_force, definition, options, is_synthetic=is_synthetic)
        report, finished = _read(found, definition, paths, key=key, options=options, progress=progress)
        report = replace(report, load_id=new_load_id(form, content_hash))
        if options.dry_run:
            for name, frame in finished.tables.items():
                check(frame, TABLES[name])
            return replace(report, outcome="dry_run")
        progress("storing")
        written = write(paths, finished.tables, _provenance(report, key, content_hash))
        withdraw_synthetic(paths)
        put_in_force(written, keep=options.keep)
    return report


def _content_hash(
    definition: RegisterFormat, found: Sequence[Delivery], key: PseudonymKey, options: LoadOptions
) -> str:
    """Everything that decides what a load holds: files, format, days, code lists, key, options and version."""
    own_list = options.education_codes
    parts = {
        "format": definition.id,
        "files": sorted(each.sha256 for each in found),
        "days": sorted(str(reference_date(each, definition, options.reference_date)) for each in found),
        "codes": fingerprint(),
        "own_codes": hashlib.sha256(own_list.read_bytes()).hexdigest() if own_list else None,
        "key": key.key_id,
        "skip_refused": options.skip_refused,
        "version": faglaert.__version__,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _refuse_replacing(
    in_force: Provenance | None, definition: RegisterFormat, options: LoadOptions, *, is_synthetic: bool
) -> None:
    if options.replace or options.dry_run:
        return
    if is_synthetic:
        raise UsageError(
            "a synthetic register is loaded, and official data are never mixed with it; "
            "say --replace to let it give way, all its tables"
        )
    if in_force is not None and in_force.format != definition.id:
        raise UsageError(
            f"{definition.table} holds a load of {in_force.format}, and {definition.id} would take its place; "
            "say --replace if that is meant"
        )


def _read(
    found: Sequence[Delivery],
    definition: RegisterFormat,
    paths: Paths,
    *,
    key: PseudonymKey,
    options: LoadOptions,
    progress: Progress,
) -> tuple[LoadReport, Finished]:
    """Everything up to the finished tables; stops when rows were refused that are not to be skipped."""
    educations = load_educations(options.education_codes)
    how = FORMATS[definition.id]
    intake = read_files(
        found, definition, how.read, educations=educations, given_date=options.reference_date, progress=progress
    )
    refusal_file = _settle_refusals(intake, folder(paths), options, found[0].sha256)
    progress("pseudonyms")
    rows, people = _identify(intake, key, paths)
    progress("cleaning")
    finished = how.finish(rows, people)
    main = finished.tables[definition.table]
    report = LoadReport(
        outcome="loaded",
        format=definition.id,
        table=definition.table,
        load_id="",
        files=tuple(intake.files),
        rows_read=intake.delivered,
        rows_refused=intake.refusals.rows,
        rows_stored=main.height,
        counts=finished.counts | {name: count for name, count in intake.odd.items() if count},
        persons=len(people.ids),
        refused=intake.refusals.summary(),
        refusal_file=refusal_file,
        extra_columns=tuple(sorted(intake.extra_columns)),
        notes=_notes(paths, key, definition),
        closing_date=max(intake.days) if intake.days else _latest_day(main),
    )
    return report, finished


def _settle_refusals(intake: Intake, below: Path, options: LoadOptions, name: str) -> Path | None:
    """Write the list of refused rows; stop the load unless the other rows are wanted all the same."""
    refusals = intake.refusals
    if not refusals.rows:
        return None
    letters = "".join(chr(ord("a") + int(digit, 16)) for digit in name[:12])
    written = None if options.dry_run else refusals.write(below, letters)
    if not options.skip_refused or refusals.rows == intake.delivered:
        raise refusals.as_error(written, intake.delivered)
    return written


def _identify(intake: Intake, key: PseudonymKey, paths: Paths) -> tuple[pl.DataFrame, People]:
    """Replace person numbers by numbers in the order of their pseudonyms; no person number is kept from here on."""
    rows = pl.concat(intake.rows)
    intake.rows.clear()
    known = pseudonyms(rows["person"].unique(), key).with_row_index("number")
    # Every table is sorted in the end, and a join that kept the order of rows would take twice as long.
    rows = rows.join(known.select("person", "number"), on="person", how="inner")
    people = People(known["person_id"], _births(known.select("number", "person_id"), key, paths))
    return rows.drop("person").rename({"number": "person"}), people


def _births(known: pl.DataFrame, key: PseudonymKey, paths: Paths) -> pl.DataFrame | None:
    """Days of birth from the persons in force, when their pseudonyms were made with the same key."""
    in_force = current(paths, "persons")
    if in_force is None or in_force.key_id != key.key_id:
        return None
    births = scan(paths, "persons").select("person_id", "birth_date").collect()
    return known.join(births, on="person_id").select(person=pl.col("number"), birth_date=pl.col("birth_date"))


def _notes(paths: Paths, key: PseudonymKey, definition: RegisterFormat) -> tuple[str, ...]:
    """What whoever loads should know of the tables beside this one."""
    notes = []
    for table in TABLES:
        other = current(paths, table)
        if other is None or table == definition.table or other.data_kind == SYNTHETIC:
            continue
        if other.key_id != key.key_id:
            notes.append(
                f"{table} was loaded with another key: its persons cannot be joined with those of {definition.table}"
            )
    if definition.table == "spells" and definition.id != "school" and current(paths, "persons") is None:
        notes.append("no persons are loaded, so adults (is_euv) are not known; load bef, then this register again")
    return tuple(notes)


def _latest_day(frame: pl.DataFrame) -> date | None:
    days = [frame[name].max() for name in ("start_date", "end_date") if name in frame.columns]
    past = [day for day in days if isinstance(day, date) and day <= datetime.now(UTC).date()]
    return max(past, default=None)


def _provenance(report: LoadReport, key: PseudonymKey, content_hash: str) -> Provenance:
    return Provenance(
        load_id=report.load_id,
        table=report.table,
        format=report.format,
        data_kind=OFFICIAL,
        loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
        files=report.files,
        rows=report.rows_stored,
        refused_rows=report.rows_refused,
        counts=report.counts,
        key_id=key.key_id,
        closing_date=report.closing_date.isoformat() if report.closing_date else None,
        content_hash=content_hash,
    )


def _unchanged(in_force: Provenance) -> LoadReport:
    return LoadReport(
        outcome="unchanged",
        format=in_force.format,
        table=in_force.table,
        load_id=in_force.load_id,
        files=in_force.files,
        rows_read=sum(each.rows for each in in_force.files),
        rows_refused=in_force.refused_rows,
        rows_stored=in_force.rows,
        counts=dict(in_force.counts),
        closing_date=date.fromisoformat(in_force.closing_date) if in_force.closing_date else None,
    )
