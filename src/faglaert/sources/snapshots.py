# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The store of snapshots: what a source delivered, when, to which question, and proof that nobody changed it.

``snapshots/<source>/<time>-<checksum>/`` holds the data as delivered, ``request.json``, the provider's description and
``snapshot.json``. A snapshot is written under a temporary name, flushed and renamed, and only then does the pointer of
the source name it. Snapshots are never edited and never removed: a baseline keeps the vintage it was set from.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from faglaert.atomic import PARTIAL, POINTER, exclusive, point_at, pointed_at, sync_folder
from faglaert.definitions.sources import Source
from faglaert.errors import DataRefusedError, Finding
from faglaert.paths import Paths

MANIFEST = "snapshot.json"
REQUEST = "request.json"
SHORT = 8
ADVICE = "run `faglaert fetch` to get it again"


class StoredFile(BaseModel):
    """One file of a snapshot as it was when it was stored."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True)

    sha256: str
    bytes: int


class Manifest(BaseModel):
    """What ``snapshot.json`` says. ``asked`` is the question as the definition put it; times are UTC."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True)

    source_id: str
    snapshot_id: str
    table: str
    format: str
    updated: str | None
    retrieved_at: datetime
    url: str
    rows: int
    sha256: str
    data_files: tuple[str, ...] = Field(min_length=1)
    files: dict[str, StoredFile]
    asked: dict[str, Any]
    licence: dict[str, str]
    credit: dict[str, str]


@dataclass(frozen=True)
class Snapshot:
    """One retrieval. ``sha256`` is that of the data; with several data files, that of their checksums in order."""

    source_id: str
    snapshot_id: str
    table: str
    folder: Path
    data_files: tuple[Path, ...]
    retrieved_at: datetime
    updated: str | None
    rows: int
    sha256: str
    format: str
    asked: Mapping[str, Any]


@dataclass(frozen=True)
class Delivery:
    """What is known about data that have been fetched, before they are stored."""

    table: str
    format: str
    updated: str | None
    url: str
    rows: int
    data_files: tuple[str, ...]
    asked: Mapping[str, Any]


def current_snapshot(paths: Paths, source_id: str, *, verify: bool = True) -> Snapshot | None:
    """The snapshot in force; None when the source has never been fetched.

    Raises :class:`DataRefusedError` naming the file when the snapshot is gone, or is not what was stored.
    """
    folder = source_folder(paths, source_id)
    current = pointed_at(folder)
    if current is None:
        if (folder / POINTER).is_file():
            raise _damaged(folder / POINTER, "names a snapshot that is not there")
        return None
    return _read(current, verify=verify)


def snapshot_history(paths: Paths, source_id: str) -> tuple[Snapshot, ...]:
    """Every snapshot of a source from the oldest, unverified; raises :class:`DataRefusedError` for a broken one."""
    folder = source_folder(paths, source_id)
    found = [each for each in folder.glob("[0-9]*") if each.is_dir()] if folder.is_dir() else []
    return tuple(sorted((_read(each, verify=False) for each in found), key=lambda each: each.retrieved_at))


def source_folder(paths: Paths, source_id: str) -> Path:
    """Where the snapshots of one source are."""
    return paths.snapshots / source_id


@contextmanager
def drafting(paths: Paths, source_id: str) -> Iterator[Path]:
    """A folder to fetch into, for one fetch of a source at a time; it is gone afterwards unless it was stored.

    What a killed fetch left behind is removed first. Raises :class:`FaglaertError` when another fetch is running.
    """
    folder = source_folder(paths, source_id)
    with exclusive(folder, f"fetch of {source_id}"):
        for leftover in folder.glob(f".*{PARTIAL}"):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        draft = folder / f".draft{PARTIAL}"
        draft.mkdir()
        try:
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def store(draft: Path, source: Source, delivery: Delivery, *, requests: Sequence[Mapping[str, Any]]) -> Snapshot:
    """Make the drafted folder the source's current snapshot; its files are read-only from then on.

    ``requests`` are the bodies that were sent. Until the last step the snapshot in force is the one before.
    """
    (draft / REQUEST).write_text(_json({"url": delivery.url, "bodies": list(requests)}), encoding="utf-8")
    files = {path.name: StoredFile(sha256=_sha256(path), bytes=path.stat().st_size) for path in _files(draft)}
    data = [files[name].sha256 for name in delivery.data_files]
    sha256 = data[0] if len(data) == 1 else hashlib.sha256("\n".join(data).encode()).hexdigest()
    retrieved_at = datetime.now(UTC)
    target = _free_name(draft.parent, f"{retrieved_at:%Y%m%dT%H%M%SZ}-{sha256[:SHORT]}")
    manifest = Manifest(
        source_id=source.id,
        snapshot_id=target.name,
        retrieved_at=retrieved_at,
        sha256=sha256,
        files=files,
        licence=source.licence.model_dump(),
        credit=source.credit.model_dump(),
        **{name: getattr(delivery, name) for name in delivery.__dataclass_fields__},
    )
    (draft / MANIFEST).write_text(_json(manifest.model_dump(mode="json")), encoding="utf-8")
    for path in _files(draft):
        _seal(path)
    sync_folder(draft)
    draft.rename(target)
    sync_folder(target.parent)
    point_at(target)
    return _read(target, verify=False)


def _read(folder: Path, *, verify: bool) -> Snapshot:
    path = folder / MANIFEST
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise _damaged(path, "cannot be read") from error
    if verify:
        for name, stored in manifest.files.items():
            _verify(folder / name, stored)
    shared = {name: getattr(manifest, name) for name in Snapshot.__dataclass_fields__ if name in Manifest.model_fields}
    return Snapshot(**{**shared, "folder": folder, "data_files": tuple(folder / name for name in manifest.data_files)})


def _verify(path: Path, stored: StoredFile) -> None:
    if not path.is_file():
        raise _damaged(path, "is gone")
    if path.stat().st_size != stored.bytes or _sha256(path) != stored.sha256:
        raise _damaged(path, "is not what was stored: its checksum differs")


def _damaged(path: Path, problem: str) -> DataRefusedError:
    name = "/".join(path.parts[-3:])
    return DataRefusedError("a snapshot was refused", [Finding(name, None, None, f"{problem}; {ADVICE}")])


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file())


def _seal(path: Path) -> None:
    """Flush one file to disk and take the right to write to it away."""
    with path.open("rb") as handle:
        os.fsync(handle.fileno())
    path.chmod(0o444)


def _free_name(folder: Path, name: str) -> Path:
    """The name, or the first of name-2, name-3 ... that is free: a damaged snapshot may be fetched again at once."""
    target, number = folder / name, 1
    while target.exists():
        number += 1
        target = folder / f"{name}-{number}"
    return target


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
