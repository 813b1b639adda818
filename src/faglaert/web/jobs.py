# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Work that is too long for a page, handed to the pipeline: the one door from the pages to it."""

import threading
from subprocess import Popen
from typing import Any

from django.conf import settings

from faglaert.definitions.scenarios import Scenario
from faglaert.pipeline.scenario_queue import Queue, QueueFullError, start_worker

__all__ = ["QueueFullError", "scenario_result"]

_lock = threading.Lock()
_worker: Popen[bytes] | None = None


def scenario_result(key: str, scenario: Scenario) -> dict[str, Any] | None:
    """The kept result; None while it is being computed, which this call sees to.

    Raises :class:`QueueFullError` when too many others wait.
    """
    queue = Queue(settings.FAGLAERT.paths)
    found = queue.result(key)
    if found is None:
        queue.ask(key, scenario)
        _see_to_worker()
    return found


def _see_to_worker() -> None:
    """Start a worker unless this process has one; of several processes' workers all but one end at once."""
    global _worker  # noqa: PLW0603  (one a process)
    with _lock:
        if _worker is None or _worker.poll() is not None:
            _worker = start_worker(settings.FAGLAERT.paths)
