# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The whole build on the embedded figures, beside a pandas script that only computes the same shares into a CSV."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from faglaert.definitions.figures import FOLDER

ROUNDS = 5


def run() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"FAGLAERT_HOME": home}
        command = [sys.executable, "-m", "faglaert.pipeline.cli", "build"]
        ours = min(seconds_of(command, environment) for _ in range(ROUNDS))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        peer = min(seconds_of([sys.executable, "-c", PANDAS, str(FOLDER), home], environment) for _ in range(ROUNDS))
    yield f"whole build, process start included: {ours:.2f} s (best of {ROUNDS}), peak memory {peak:.0f} MB"
    yield f"pandas script of the same shares, no checks, no store: {peer:.2f} s"
    yield f"ratio ours / peer: {ours / peer:.2f}"


def seconds_of(command: list[str], environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - started


PANDAS = Path(__file__).with_name("peer_pandas.py").read_text(encoding="utf-8")
