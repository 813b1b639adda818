# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A WSGI program that answers every request with the same bytes: the most the server can do on this machine."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from granian import Granian

CONTENT = Path(os.environ["PEER_BODY"]).read_bytes() if "PEER_BODY" in os.environ else b""


def application(_environment: dict[str, object], start: Callable[..., object]) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(CONTENT)))])
    return [CONTENT]


if __name__ == "__main__":
    Granian(
        "benchmarks.peer_bytes:application",
        address=os.environ["FAGLAERT_HOST"],
        port=int(os.environ["FAGLAERT_PORT"]),
        interface="wsgi",
        workers=2,
    ).serve()
