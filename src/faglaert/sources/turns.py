# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Turns at a host: how many requests it gets at once, and the pause between the starts of two.

However many sources are fetched side by side, all connections of this process to one host share its turns.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache


class Turns:
    """The turns at one host. ``at_once`` requests may be under way; ``pause_seconds`` pass from start to start."""

    def __init__(self, at_once: int, pause_seconds: float) -> None:
        self._places = threading.BoundedSemaphore(at_once)
        self._pause_seconds = pause_seconds
        self._queue = threading.Lock()
        self._next_start = 0.0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold a place from the start of a request until its reply has come."""
        with self._places:
            with self._queue:
                time.sleep(max(0.0, self._next_start - time.monotonic()))
                self._next_start = time.monotonic() + self._pause_seconds
            yield


@cache
def turns_at(_host: str, *, at_once: int, pause_seconds: float) -> Turns:
    """The turns at a host (name and port), the same for everybody who asks under the same limits."""
    return Turns(at_once, pause_seconds)
