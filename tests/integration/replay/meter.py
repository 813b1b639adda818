# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""How hard a server is pressed: when requests came, and how many were answered at the same time."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Meter:
    """Counts requests while they are answered; ``slowness`` is how many seconds an answer takes at least."""

    def __init__(self) -> None:
        self.slowness = 0.0
        self.most_at_once = 0
        self.came: list[float] = []
        self._under_way = 0
        self._lock = threading.Lock()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """One request from when it came until it is answered."""
        with self._lock:
            self.came.append(time.monotonic())
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            time.sleep(self.slowness)
            yield
        finally:
            with self._lock:
                self._under_way -= 1

    @property
    def least_pause(self) -> float:
        """Seconds between the two requests that came closest."""
        return min(later - earlier for earlier, later in zip(self.came, self.came[1:], strict=False))
