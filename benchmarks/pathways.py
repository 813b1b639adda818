# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Curves of 2,000 groups beside scikit-survival and lifelines, a slice of the cube, and 35 million spells in one go.

Every case runs in a process of its own, so that its peak memory is its own. The peers time a sample of the groups and
are scaled to all of them, which favours them: splitting the data into groups is not charged.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / ".tools" / "peers"
SPELLS = (400_000, 5_000_000, 35_000_000)


def run() -> Iterator[str]:
    with tempfile.TemporaryDirectory(dir=os.environ.get("FAGLAERT_BENCH_FOLDER")) as folder:
        case("make_events", folder)
        ours = case("curves_warm", folder)
        yield told("10 million ends, 2,000 groups, 4 causes, curves with variance, warm", ours)
        yield told("the same from Parquet", case("curves_from_parquet", folder))
        yield from peers(folder, ours["seconds"])
        for count in SPELLS:
            case("make_spells", folder, str(count))
            yield told(
                f"{count:,} spells from Parquet to the table by programme", case("programme_table", folder, str(count))
            )
        sliced = case("slice_of_cube", folder)
        yield told(f"a slice with curves of a cube of {sliced['cells']:,} cells", sliced)
        yield f"load of the machine while measured: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def peers(folder: str, ours: float) -> Iterator[str]:
    for name, wanted in (("scikit_survival", 200), ("lifelines", 10_000)):
        theirs = case(name, folder, python=peer_python())
        ratio = theirs["seconds"] / ours
        how = f"{theirs['groups']} groups timed, scaled to all"
        yield f"{name}: {theirs['seconds']:.1f} s ({how}); {ratio:,.0f} times ours (at least {wanted:,})"


def peer_python() -> str:
    """The interpreter of the peers' own environment, made when it is not there: their pins go with nobody else's."""
    python = PEERS / "bin" / "python"
    if not (PEERS / "ready").is_file():
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
        subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "scikit-survival", "lifelines", "polars"], check=True
        )
        (PEERS / "ready").touch()
    return str(python)


def case(name: str, *arguments: str, python: str = sys.executable) -> dict[str, float]:
    command = [python, "-m", "benchmarks.pathways_cases", name, *arguments]
    output = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    return json.loads(output.splitlines()[-1])


def told(what: str, result: dict[str, float]) -> str:
    seconds = result["seconds"]
    time = f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.1f} s"
    return f"{what}: {time}, peak memory {result['peak_mb']:.0f} MB"
