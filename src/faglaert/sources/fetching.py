# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Fetches a source into a new snapshot, or finds that it has not changed, and reads a snapshot back as a table.

A reply becomes a snapshot only when all of it has come, it reads without a fault, and it holds what was asked for.
Until then the last good snapshot stands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import polars as pl

from faglaert.definitions.file_requests import FileRequest
from faglaert.definitions.sources import CubeRequest, JobindsatsRequest, Source, StatbankRequest
from faglaert.errors import DataRefusedError, SourceError, UsageError
from faglaert.paths import Paths
from faglaert.settings import Settings
from faglaert.sources import jobindsats, uddannelsesstatistik
from faglaert.sources.access import load_key
from faglaert.sources.delivered_files import read_delivered
from faglaert.sources.jobindsats_replies import parse_table
from faglaert.sources.revisions import is_same, refuse_other_columns
from faglaert.sources.snapshots import Delivery, Snapshot, current_snapshot, drafting, store
from faglaert.sources.statbank import Statbank
from faglaert.sources.statbank_checks import check_reply
from faglaert.sources.statbank_questions import Question, pose, split
from faglaert.sources.statbank_replies import parse_reply
from faglaert.sources.uddannelsesstatistik_replies import read_pages

TABLEINFO = "tableinfo.json"
CUBE, JOBINDSATS, FILE = "UDDANNELSESSTATISTIK", "JOBINDSATS", "FILE"
SUFFIX = {"BULK": "csv", "CSV": "csv", "JSONSTAT": "json"}

Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True)
class FetchResult:
    """What a fetch came to: a new snapshot, or the current one because the source has not changed."""

    kind: Literal["new", "unchanged"]
    snapshot: Snapshot
    message: str


def fetch(source: Source, settings: Settings, *, progress: Progress | None = None) -> FetchResult:
    """Fetch one source, unless its provider says that it has not been updated since.

    ``progress`` is told (what is done, bytes so far, bytes in all or None). Raises :class:`UsageError` for a source
    that has no open interface, and :class:`SourceError` when the source did not answer as agreed; the snapshot that was
    in force is then in force still.
    """
    report = progress or _silent
    refuse_unless_fetchable(source, settings)
    with drafting(settings.paths, source.id) as draft:
        current = _current(settings.paths, source.id)
        try:
            if source.statbank is not None:
                with Statbank.connect(settings) as client:
                    return _fetch_table(
                        source, source.statbank, client=client, draft=draft, current=current, report=report
                    )
            return _fetch_with_key(source, settings, draft=draft, current=current, report=report)
        except (SourceError, DataRefusedError) as error:
            stands = f"the snapshot {current.snapshot_id} stands" if current else "there is no earlier snapshot of it"
            raise SourceError(f"{source.id} was not fetched: {error}\n  {stands}") from error


def load_frame(snapshot: Snapshot) -> pl.DataFrame:
    """The data of a snapshot: one text column a variable, ``INDHOLD`` and ``is_hidden``; see the ``_replies`` modules.

    Raises :class:`DataRefusedError` naming file, row and column.
    """
    if snapshot.format == CUBE:
        return read_pages(snapshot.data_files, CubeRequest.model_validate(snapshot.asked))
    if snapshot.format == JOBINDSATS:
        data = snapshot.data_files[0]
        return parse_table(data.read_bytes(), JobindsatsRequest.model_validate(snapshot.asked), name=data.name)
    if snapshot.format == FILE:
        request = FileRequest.model_validate(snapshot.asked)
        return read_delivered(snapshot.data_files[0], request, name=snapshot.table).frame
    return _frames(snapshot.data_files, snapshot.format)


def refuse_unless_fetchable(source: Source, settings: Settings) -> None:
    """Raises :class:`UsageError`: nothing to ask, not known what to ask, or no key."""
    if source.kind == "keyed":
        raise UsageError(f"{source.id} is keyed from documents and cannot be fetched")
    if source.kind == "file":
        raise UsageError(f"{source.id} comes as a file: run `faglaert import {source.id} FILE`")
    cube = source.uddannelsesstatistik
    if cube is not None and not cube.is_mapped:
        needs = cube.needs.en if cube.needs else ""
        raise UsageError(
            f"{source.id} is not mapped until a discovery run fills it: it needs {needs[:1].lower()}{needs[1:]} "
            f"Run `faglaert sources discover uddannelsesstatistik {cube.area or ''}`".rstrip()
        )
    if cube is not None:
        load_key(settings, uddannelsesstatistik.PROVIDER)
    if source.jobindsats is not None:
        load_key(settings, jobindsats.PROVIDER)


def _fetch_with_key(
    source: Source, settings: Settings, *, draft: Path, current: Snapshot | None, report: Progress
) -> FetchResult:
    """Fetch from a provider that does not say when a table was updated: unchanged figures are no new snapshot."""
    report(f"{source.id}: data", 0, None)
    if source.uddannelsesstatistik is not None:
        cube, table, file_format = source.uddannelsesstatistik, source.uddannelsesstatistik.cube, CUBE
        on_page = partial(_tell, report, f"{source.id}: pages")
        files, bodies, url = uddannelsesstatistik.download_cube(cube, settings, draft, on_page=on_page)
        asked = cube.model_dump(mode="json", exclude={"page_start", "page_size"})
        frame = read_pages(files, cube)
    elif source.jobindsats is not None:
        job, table, file_format = source.jobindsats, source.jobindsats.table, JOBINDSATS
        files, bodies, url = jobindsats.download_table(job, settings, draft)
        asked = job.model_dump(mode="json")
        frame = parse_table(files[0].read_bytes(), job, name=files[0].name)
    else:
        raise UsageError(f"{source.id} has no interface")
    report(f"{source.id}: check", 0, None)
    if current is not None and current.asked == asked:
        before = load_frame(current)
        refuse_other_columns(before, frame, name=" + ".join(path.name for path in files))
        if is_same(before, frame):
            return FetchResult("unchanged", current, f"{table}: the figures are the same")
    delivery = Delivery(table, file_format, None, url, frame.height, tuple(each.name for each in files), asked)
    snapshot = store(draft, source, delivery, requests=bodies)
    return FetchResult("new", snapshot, f"{table}: {frame.height} figures")


def _fetch_table(
    source: Source,
    asked: StatbankRequest,
    *,
    client: Statbank,
    draft: Path,
    current: Snapshot | None,
    report: Progress,
) -> FetchResult:
    report(f"{source.id}: description", 0, None)
    described = asked.model_dump(mode="json", exclude={"codes", "totals"})
    table, updated = _newest(client, asked)
    if current and _is_current(current, table=table, updated=updated, asked=described):
        return _unchanged(current)
    info = client.tableinfo(table)
    if current and _is_current(current, table=info.id, updated=info.updated, asked=described):
        return _unchanged(current)
    question = pose(info, asked)
    parts = split(question)
    (draft / TABLEINFO).write_text(info.model_dump_json(by_alias=True, indent=2), encoding="utf-8")
    files = _download(client, parts, draft, report=report)
    report(f"{source.id}: check", 0, None)
    frame = _frames(files, asked.format)
    check_reply(frame, question, name=" + ".join(path.name for path in files))
    delivery = Delivery(
        info.id, asked.format, info.updated, client.data_url, frame.height, tuple(f.name for f in files), described
    )
    snapshot = store(draft, source, delivery, requests=[part.body for part in parts])
    return FetchResult("new", snapshot, f"{info.id}: {frame.height} rows, updated {info.updated}")


def _newest(client: Statbank, asked: StatbankRequest) -> tuple[str, str | None]:
    """The table to ask, and when it was updated where that is known already."""
    if asked.table is not None:
        return asked.table, None
    summary = client.newest_table(str(asked.table_pattern))
    return summary.id, summary.updated


def _is_current(current: Snapshot, *, table: str, updated: str | None, asked: dict[str, Any]) -> bool:
    """Whether the snapshot in force holds the same table, of the same update, for the same question."""
    return (current.table.upper(), current.updated, current.asked) == (table.upper(), updated, asked)


def _download(client: Statbank, parts: tuple[Question, ...], draft: Path, *, report: Progress) -> list[Path]:
    files = []
    for number, part in enumerate(parts, start=1):
        stem = "data" if len(parts) == 1 else f"data-{number:03}"
        path = draft / f"{stem}.{SUFFIX[part.format]}"
        client.download(part, path, on_bytes=partial(_tell, report, f"{part.info.id}: part {number} of {len(parts)}"))
        files.append(path)
    return files


def _frames(files: list[Path] | tuple[Path, ...], file_format: str) -> pl.DataFrame:
    frames = [parse_reply(path, file_format, name=path.name) for path in files]
    return pl.concat(frames) if len(frames) > 1 else frames[0]


def _current(paths: Paths, source_id: str) -> Snapshot | None:
    """The snapshot in force; a damaged one counts as none, so that fetching mends it."""
    try:
        return current_snapshot(paths, source_id)
    except DataRefusedError:
        return None


def _unchanged(current: Snapshot) -> FetchResult:
    return FetchResult("unchanged", current, f"{current.table}: not updated since {current.updated}")


def _tell(report: Progress, what: str, received: int) -> None:
    """Reports how many bytes have come."""
    report(what, received, None)


def _silent(_what: str, _done: int, _total: int | None) -> None:
    """Tells nobody."""
