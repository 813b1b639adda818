# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A synthetic register of a million persons, drawn and stored, beside numpy drawing as many columns of plain chance."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

PERSONS = 1_000_000
ROUNDS = 3

MAKE = """
import resource, sys, time
from pathlib import Path
started = time.perf_counter()
from faglaert.paths import Paths
from faglaert.registers.synthetic.storing import store_synthetic
made = store_synthetic(Paths(Path(sys.argv[1])), int(sys.argv[2]), 1)
seconds = time.perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"{seconds:.2f} {peak} {made.rows['spells']} {made.rows['status_months']}")
"""

PEER = """
import sys, time
from pathlib import Path
started = time.perf_counter()
import numpy as np
import polars as pl
random = np.random.default_rng(1)
for rows, columns in ((int(sys.argv[2]), 6), (int(sys.argv[3]), 13), (int(sys.argv[4]), 5)):
    table = pl.DataFrame({f"c{place}": random.integers(0, 60, rows) for place in range(columns)})
    table.write_parquet(Path(sys.argv[1]) / f"{columns}.parquet")
print(f"{time.perf_counter() - started:.2f}")
"""


def run() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        _in_process(MAKE, name, "1000")  # compiles, once on a machine
        best, peak, spells, months = min(
            (_in_process(MAKE, f"{name}/{turn}", str(PERSONS)).split() for turn in range(ROUNDS)),
            key=lambda said: float(said[0]),
        )
        peer = min(float(_in_process(PEER, name, str(PERSONS), spells, months)) for _ in range(ROUNDS))
    seconds = float(best)
    yield f"{PERSONS:,} persons, {int(spells):,} spells, {int(months):,} runs of status: {seconds:.1f} s, {peak} MB"
    yield f"peer, as many cells of plain chance by numpy and polars: {peer:.1f} s; {seconds / peer:.1f} times as long"


def _in_process(program: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], env=os.environ, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()
