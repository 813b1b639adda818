# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Five million rows in the shape of the pupil register, 1 % of them broken, loaded from Parquet and from CSV."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from faglaert.definitions.registers import attended_educations, completed_educations

ROWS = 5_000_000
ROWS_A_PERSON = 3.5
BROKEN_SHARE = 0.01

LOAD = """
import resource, sys
from pathlib import Path
from faglaert.errors import DataRefusedError
from faglaert.paths import Paths
from faglaert.registers.loading import LoadOptions, load_register
from faglaert.registers.pseudonyms import PseudonymKey
key = PseudonymKey(b"a key of the benchmark, 2 + 2 is 4, nothing more")
try:
    report = load_register(
        [Path(sys.argv[1])], "kotre", Paths(Path(sys.argv[2])), key=key,
        options=LoadOptions(skip_refused=sys.argv[3] == "skip"),
    )
    print(f"{report.rows_stored} spells of {report.persons} persons stored, {report.rows_refused} rows refused")
except DataRefusedError as error:
    print(str(error).splitlines()[0].split(" Every")[0])
used = resource.getrusage(resource.RUSAGE_SELF)
print(f"{used.ru_utime + used.ru_stime:.1f} s of processor time, peak memory {used.ru_maxrss // 1024} MB")
"""


def kotre(rows: int, seed: int = 2026, broken_share: float = BROKEN_SHARE) -> pl.DataFrame:
    """Rows in the register's shape, codes as text and dates in ISO; a share is broken in one of five ways."""
    random = np.random.default_rng(seed)
    attended, completed = list(attended_educations()), list(completed_educations())
    start = np.datetime64("1975-01-01") + random.integers(0, 18_000, rows)
    end = start + random.integers(30, 1500, rows)
    ongoing, interrupted = random.random(rows) < 0.06, random.random(rows) < 0.25
    audd = np.where(ongoing, "9999", np.where(interrupted, "0000", random.choice(completed, rows)))
    frame = pl.DataFrame(
        {
            "PNR": pl.Series(random.integers(0, int(rows / ROWS_A_PERSON), rows)).cast(pl.String).str.zfill(12),
            "ELEV3_VFRA": pl.Series(start).cast(pl.Date).cast(pl.String),
            "ELEV3_VTIL": pl.Series(np.where(ongoing, np.datetime64("9999-12-31"), end)).cast(pl.Date).cast(pl.String),
            "UDD": random.choice(attended, rows),
            "AUDD": audd,
            "INSTNR": pl.Series(random.integers(101_001, 101_601, rows)).cast(pl.String),
            "UDEL": random.choice(["52", "53", "54", "51", "56"], rows),
            "AFG_ART": np.where(ongoing, "4", random.choice(["1", "1", "1", "2", "3"], rows)),
            "TILG_ART": random.choice(["1", "1", "2", "3"], rows),
            "KOMP": random.choice(["0", "1"], rows),
            "UFORM": random.choice(["41", "42", "43", "48"], rows),
            "VERSION": ["2025"] * rows,
            "CPRTJEK": ["0"] * rows,
            "CPRTYPE": ["0"] * rows,
        }
    )
    broken = pl.Series(random.random(rows) < broken_share)
    kind = pl.Series(random.integers(0, 5, rows))

    def spoil(number: int, column: str, cell: str) -> pl.Expr:
        return pl.when(broken & (kind == number)).then(pl.lit(cell)).otherwise(pl.col(column)).alias(column)

    return frame.with_columns(
        spoil(0, "UDEL", "99"),
        spoil(1, "ELEV3_VFRA", "2024-13-41"),
        spoil(2, "PNR", ""),
        spoil(3, "UDD", "9876"),
        spoil(4, "ELEV3_VTIL", "1970-01-01"),
    )


def run() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        frame = kotre(ROWS)
        frame.write_parquet(folder / "kotre2025.parquet")
        frame.write_csv(folder / "kotre2025.csv", separator=";")
        del frame
        copied = peer(folder / "kotre2025.csv", folder / "copy.parquet")
        yield f"peer, the CSV copied to Parquet by polars: {copied:.1f} s"
        for file in ("kotre2025.parquet", "kotre2025.csv"):
            for mode, words in (("stop", "refused with the list"), ("skip", "the good rows loaded")):
                seconds, said, used = load(folder / file, folder / f"home-{mode}-{file}", mode)
                yield f"{file}, {words}: {seconds:.1f} s ({used}): {said}"


def peer(file: Path, copy: Path) -> float:
    """Seconds of the plainest way to the same format: no cell is looked at."""
    started = time.perf_counter()
    pl.read_csv(file, separator=";", infer_schema=False).write_parquet(copy)
    return time.perf_counter() - started


def load(file: Path, home: Path, mode: str) -> tuple[float, str, str]:
    """Load in a process of its own; seconds with the start of Python, what it said, and what it used."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", LOAD, str(file), str(home), mode],
        env=os.environ,
        check=True,
        capture_output=True,
        text=True,
    )
    seconds = time.perf_counter() - started
    said, used = done.stdout.strip().splitlines()
    return seconds, said, used
