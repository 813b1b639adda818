# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A fetch of everything that was interrupted goes on where it stopped.

What has arrived is written down source by source. The note is gone when the run comes to its end, well or not: only a
run that was stopped in the middle leaves it behind.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from pydantic import BaseModel, Field, ValidationError

from faglaert.atomic import exclusive, write_file
from faglaert.definitions.sources import Source
from faglaert.errors import DataRefusedError
from faglaert.paths import Paths
from faglaert.sources.snapshots import Snapshot, current_snapshot

NOTE = "unfinished-run.json"
GOES_ON_FOR = timedelta(hours=12)
"""A run that was left longer ago is begun anew: the providers may have new figures."""


class _Arrived(BaseModel):
    """One source of the run: the snapshot in force when it had been asked, and a checksum of its definition."""

    snapshot_id: str
    definition: str


class _Note(BaseModel):
    """What ``unfinished-run.json`` says."""

    begun: datetime
    arrived: dict[str, _Arrived] = Field(default_factory=dict)


class FetchRun:
    """One fetch of everything, from its first source to its last, over as many interruptions as it takes."""

    def __init__(self, paths: Paths, now: datetime) -> None:
        self._paths = paths
        self._path = paths.snapshots / NOTE
        self._lock = Lock()
        self._note = _left_behind(self._path, now) or _Note(begun=now)

    @property
    def begun(self) -> datetime:
        """When its first source was asked for, UTC."""
        return self._note.begun

    def arrived(self, source: Source) -> Snapshot | None:
        """The snapshot of a source that need not be asked for again in this run; None when it has to be.

        It has to be when its definition is another than then, or its snapshot is damaged or not in force any more.
        """
        noted = self._note.arrived.get(source.id)
        if noted is None or noted.definition != _checksum(source):
            return None
        try:
            current = current_snapshot(self._paths, source.id)
        except DataRefusedError:
            return None
        return current if current and current.snapshot_id == noted.snapshot_id else None

    def note(self, source: Source, snapshot: Snapshot) -> None:
        """Write down that a source has been asked and which snapshot is in force; safe from several threads."""
        with self._lock:
            self._note.arrived[source.id] = _Arrived(snapshot_id=snapshot.snapshot_id, definition=_checksum(source))
            write_file(self._path, self._note.model_dump_json(indent=2).encode())

    def finish(self) -> None:
        """The run has come to its end."""
        self._path.unlink(missing_ok=True)


@contextmanager
def fetch_run(paths: Paths) -> Iterator[FetchRun]:
    """The run to fetch everything in: the one that was interrupted, or a new one.

    Its note stays behind when the context is left by an exception. Raises :class:`FaglaertError` when another run is
    under way.
    """
    with exclusive(paths.snapshots, "fetch of all sources"):
        run = FetchRun(paths, datetime.now(UTC))
        yield run
        run.finish()


def _left_behind(path: Path, now: datetime) -> _Note | None:
    """The note of an interrupted run that is not too old; one that cannot be read counts as none."""
    try:
        note = _Note.model_validate_json(path.read_bytes())
        return note if timedelta(0) <= now - note.begun <= GOES_ON_FOR else None
    except (OSError, ValidationError, TypeError):
        return None


def _checksum(source: Source) -> str:
    return hashlib.sha256(source.model_dump_json().encode()).hexdigest()
