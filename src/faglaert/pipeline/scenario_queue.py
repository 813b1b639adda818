# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Scenarios that readers ask for: a queue of files, and results that are kept.

A request is named by what it asks for and of which inputs, so that two equal ones make one run. Nothing of the engine
is loaded here: pages use this.
"""

import json
import os
import secrets
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faglaert.atomic import write_file
from faglaert.definitions.scenarios import Scenario
from faglaert.errors import FaglaertError
from faglaert.paths import Paths

MOST_WAITING = 20
MOST_KEPT = 500


class QueueFullError(FaglaertError):
    """Too many scenarios wait already; try again in a minute."""


@dataclass(frozen=True)
class Queue:
    """The folders of one installation's scenarios."""

    paths: Paths

    @property
    def folder(self) -> Path:
        """Where everything is."""
        return self.paths.home / "scenarios"

    @property
    def waiting(self) -> list[Path]:
        """Requests, the oldest first."""
        found = (self.folder / "queue").glob("*.json")
        return sorted(found, key=lambda path: (path.stat().st_mtime, path.name))

    def result(self, key: str) -> dict[str, Any] | None:
        """A kept result; None while there is none."""
        path = self.folder / "results" / f"{key}.json"
        if not path.is_file():
            return None
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found

    def ask(self, key: str, scenario: Scenario) -> None:
        """Put a request in the queue unless it is there; raises :class:`QueueFullError` when too many wait."""
        path = self.folder / "queue" / f"{key}.json"
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        if len(self.waiting) >= MOST_WAITING:
            raise QueueFullError("too many scenarios wait; try again in a minute")
        write_request(path, scenario.model_dump(mode="json"), attempts=0)

    def keep(self, key: str, result: dict[str, Any]) -> None:
        """Keep a result under its name; the oldest beyond :data:`MOST_KEPT` go."""
        path = self.folder / "results" / f"{key}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, json.dumps(result).encode())
        kept = sorted(path.parent.glob("*.json"), key=lambda each: each.stat().st_mtime)
        for old in kept[:-MOST_KEPT]:
            old.unlink(missing_ok=True)


def start_worker(paths: Paths) -> "subprocess.Popen[bytes]":
    """Start a process that works the queue off; it ends at once when another one is at it."""
    environment = {**os.environ, "FAGLAERT_HOME": str(paths.home)}
    command = [sys.executable, "-m", "faglaert.pipeline.scenario_worker"]
    return subprocess.Popen(  # noqa: S603  (own program, no shell)
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
    )


def write_request(path: Path, scenario: dict[str, Any], *, attempts: int) -> None:
    """Under a name of its own first; a later attempt keeps its place in the queue."""
    moment = path.stat() if path.exists() else None
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    temporary.write_text(json.dumps({"scenario": scenario, "attempts": attempts}), encoding="utf-8")
    if moment is not None:
        os.utime(temporary, ns=(moment.st_atime_ns, moment.st_mtime_ns))
    temporary.replace(path)
