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

from faglaert.definitions.sources import Source, StatbankRequest
from faglaert.errors import DataRefusedError, SourceError, UsageError
from faglaert.paths import Paths
from faglaert.settings import Settings
from faglaert.sources.snapshots import Delivery, Snapshot, current_snapshot, drafting, store
from faglaert.sources.statbank import Statbank
from faglaert.sources.statbank_checks import check_reply
from faglaert.sources.statbank_questions import Question, pose, split
from faglaert.sources.statbank_replies import parse_reply

TABLEINFO = "tableinfo.json"
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
    asked = source.statbank
    if asked is None:
        raise UsageError(f"{source.id} is keyed from documents and cannot be fetched")
    with drafting(settings.paths, source.id) as draft, Statbank.connect(settings) as client:
        current = _current(settings.paths, source.id)
        try:
            return _fetch_table(source, asked, client=client, draft=draft, current=current, report=progress or _silent)
        except (SourceError, DataRefusedError) as error:
            stands = f"the snapshot {current.snapshot_id} stands" if current else "there is no earlier snapshot of it"
            raise SourceError(f"{source.id} was not fetched: {error}\n  {stands}") from error


def load_frame(snapshot: Snapshot) -> pl.DataFrame:
    """The data of a snapshot: one text column a variable, ``INDHOLD`` and ``is_hidden``; see ``statbank_replies``.

    Raises :class:`DataRefusedError` naming file, row and column.
    """
    return _frames(snapshot.data_files, snapshot.format)


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
    described = asked.model_dump(mode="json", exclude={"codes"})
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
