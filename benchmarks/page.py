# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Requests a second and the slowest one in twenty, beside the same server answering the same bytes without any work."""

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

PAGES = ("/", "/indikatorer/neet_share/")
THREADS = 8
SECONDS = 5.0


def run() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"FAGLAERT_HOME": home}
        build = [sys.executable, "-m", "faglaert.pipeline.cli", "build"]
        subprocess.run(build, env=environment, check=True, capture_output=True)
        with server([sys.executable, "-m", "faglaert.web.server"], environment) as port:
            ours = {page: measure(port, page) for page in PAGES}
            bodies = {page: body(port, page) for page in PAGES}
        for page in PAGES:
            Path(home, "body").write_bytes(bodies[page])
            peer_environment = environment | {"PEER_BODY": str(Path(home, "body"))}
            with server([sys.executable, "-m", "benchmarks.peer_bytes"], peer_environment) as port:
                peer = measure(port, page)
            rate, slow = ours[page]
            yield (
                f"{page}: {rate:.0f} requests/s, p95 {slow * 1000:.1f} ms, {len(bodies[page]) / 1000:.0f} kB; "
                f"the same bytes without work: {peer[0]:.0f} requests/s, p95 {peer[1] * 1000:.1f} ms; "
                f"ratio {rate / peer[0]:.2f}"
            )


@contextmanager
def server(command: list[str], environment: dict[str, str]) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"FAGLAERT_HOST": "127.0.0.1", "FAGLAERT_PORT": str(port)}
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=environment | settings, **silent)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            body(port, "/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not answer within 20 seconds")


def body(port: int, page: str) -> bytes:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", page)
    return connection.getresponse().read()


def measure(port: int, page: str) -> tuple[float, float]:
    """Requests a second over all threads, and the 95th percentile of one request in seconds."""
    times: list[float] = []
    deadline = time.perf_counter() + SECONDS

    def load() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        while (started := time.perf_counter()) < deadline:
            connection.request("GET", page)
            connection.getresponse().read()
            times.append(time.perf_counter() - started)

    threads = [threading.Thread(target=load) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(times) / SECONDS, sorted(times)[int(0.95 * len(times))]
