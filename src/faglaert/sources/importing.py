# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Takes a delivered file in as a snapshot: the file as it came, its checksum and its name, or nothing at all."""

import csv
import hashlib
import io
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl

from faglaert.definitions.code_lists import Coverage, coverage
from faglaert.definitions.file_requests import FileRequest
from faglaert.definitions.sources import Source, sources
from faglaert.errors import DataRefusedError, UsageError
from faglaert.paths import Paths
from faglaert.sources.delivered_files import DeliveredFile, read_delivered
from faglaert.sources.fetching import FILE
from faglaert.sources.snapshots import Delivery, Snapshot, current_snapshot, drafting, store

STEM = "delivered"


@dataclass(frozen=True)
class ImportResult:
    """What an import came to; ``checked`` is a dry run. ``coverages`` tell what open code lists know of the file."""

    kind: Literal["new", "unchanged", "checked"]
    snapshot: Snapshot | None
    row_count: int
    ignored: tuple[str, ...]
    coverages: tuple[Coverage, ...]


def import_file(source: Source, path: Path, paths: Paths, *, dry_run: bool = False) -> ImportResult:
    """Read a file and make it the source's current snapshot; a ``dry_run`` reads it and writes nothing.

    Raises :class:`UsageError` for a source that does not come as a file, and :class:`DataRefusedError` with every
    refused row; then, as when the import is killed, the snapshot before stays in force.
    """
    request = request_of(source)
    if dry_run:
        return _result("checked", None, read_delivered(path, request, name=path.name), request)
    with drafting(paths, source.id) as draft:
        kept = draft / f"{STEM}{path.suffix.casefold()}"
        if path.is_file():
            shutil.copyfile(path, kept)  # what is read is what is stored, whoever writes to the file meanwhile
        delivered = read_delivered(kept, request, name=path.name)
        asked = request.model_dump(mode="json")
        current = _current(paths, source.id)
        digest = hashlib.sha256(kept.read_bytes()).hexdigest()
        if current is not None and (current.sha256, current.asked) == (digest, asked):
            return _result("unchanged", current, delivered, request)
        delivery = Delivery(path.name, FILE, None, source.url, delivered.frame.height, (kept.name,), asked)
        snapshot = store(draft, source, delivery, requests=[{"file_name": path.name, "sha256": digest}])
    return _result("new", snapshot, delivered, request)


def request_of(source: Source) -> FileRequest:
    """What a source's file must hold; raises :class:`UsageError` when it does not come as a file."""
    if source.file is None:
        known = ", ".join(each.id for each in sources().values() if each.file is not None)
        raise UsageError(f"{source.id} does not come as a file; there are {known}")
    return source.file


def template(source: Source) -> str:
    """The headings of a source's file as CSV with semicolons; no row, so that no example is ever taken for data."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerow(each.name for each in request_of(source).columns)
    return text.getvalue()


def coverages(frame: pl.DataFrame, request: FileRequest) -> tuple[Coverage, ...]:
    """For each column whose list may be incomplete: what the list knows of its distinct values.

    Institutions are left to ``faglaert classifications check``, which knows the register.
    """
    found = []
    for column in request.variables:
        if column.classification not in {None, "institutions"} and not column.refuses_unknown:
            texts = [text for text in frame[column.name].drop_nulls().unique() if text not in column.values.values()]
            found.append(coverage(column.classification, texts))
    return tuple(found)


def _result(
    kind: Literal["new", "unchanged", "checked"],
    snapshot: Snapshot | None,
    delivered: DeliveredFile,
    request: FileRequest,
) -> ImportResult:
    return ImportResult(kind, snapshot, delivered.row_count, delivered.ignored, coverages(delivered.frame, request))


def _current(paths: Paths, source_id: str) -> Snapshot | None:
    """The snapshot in force; a damaged one counts as none, so that importing mends it."""
    try:
        return current_snapshot(paths, source_id)
    except DataRefusedError:
        return None
