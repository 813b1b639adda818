# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Changes on disk that are there whole or not at all: write under a new name, then swap a pointer.

A pointer is a small text file that names the current one of several immutable neighbours. Readers resolve it each time
they connect; a writer that is killed leaves the old name in it.
"""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from faglaert.errors import FaglaertError

POINTER = "CURRENT"
PARTIAL = ".partial"
KEPT_RUNS = 3
"""Runs of an analysis that stay, the current one included."""


def write_file(path: Path, content: bytes) -> None:
    """Write ``content`` under a new name beside ``path``, flush it to disk and swap it in."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}{PARTIAL}")
    with temporary.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries, so that a rename survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def point_at(target: Path) -> None:
    """Make ``target`` the current one of its folder."""
    write_file(target.parent / POINTER, target.name.encode())


def pointed_at(folder: Path) -> Path | None:
    """The current one of ``folder``; None when there is no pointer yet or it names nothing."""
    pointer = folder / POINTER
    if not pointer.is_file():
        return None
    target = folder / pointer.read_text(encoding="utf-8").strip()
    return target if target.exists() else None


def write_run(parent: Path, fill: Callable[[Path], Mapping[str, object]]) -> Path:
    """A new folder below ``parent``, named by the time, that becomes the current one; all but the newest three go.

    ``fill`` puts the results into the folder it is given and returns what ``run.json`` says of them.
    """
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-{secrets.token_hex(3)}"
    partial = parent / f".{name}{PARTIAL}"
    partial.mkdir(parents=True)
    about = {"run": name, **fill(partial)}
    (partial / "run.json").write_text(json.dumps(about, indent=1), encoding="utf-8")
    target = parent / name
    partial.rename(target)
    point_at(target)
    for old in sorted(each for each in parent.iterdir() if each.is_dir())[:-KEPT_RUNS]:
        if old != target:
            shutil.rmtree(old)
    return target


@contextmanager
def exclusive(folder: Path, purpose: str) -> Iterator[None]:
    """Hold the folder's lock; a second holder is refused at once. The lock dies with the process."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise FaglaertError(f"another {purpose} is running; wait for it to finish and try again") from error
        yield
