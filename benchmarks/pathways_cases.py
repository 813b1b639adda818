# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""One case of the pathways' benchmark in a process of its own: ``python -m benchmarks.pathways_cases CASE FOLDER``.

Prints one JSON line of seconds and peak memory. Warm figures are the best of several rounds in one process.
"""

import json
import resource
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

EVENTS, PROGRAMMES, SCHOOLS, LAST_MONTH, CAUSES = 10_000_000, 100, 20, 72, 4
ROUNDS = 15


def make_events(folder: Path) -> dict[str, float]:
    """Ten million ends: programme, school, month and cause as bytes, in no order."""
    random = np.random.default_rng(1)
    month = np.minimum(random.geometric(0.03, EVENTS), LAST_MONTH + 1).astype(np.uint8)
    cause = np.where(month > LAST_MONTH, CAUSES, random.choice(CAUSES + 1, EVENTS, p=(0.4, 0.1, 0.2, 0.1, 0.2)))
    columns = {
        "programme": random.integers(0, PROGRAMMES, EVENTS).astype(np.uint8),
        "school": random.integers(0, SCHOOLS, EVENTS).astype(np.uint8),
        "month": month,
        "cause": cause.astype(np.uint8),
    }
    pl.DataFrame(columns).write_parquet(folder / "events.parquet")
    return {}


def make_spells(folder: Path, count: int) -> dict[str, float]:
    """Spells in the register's schema, four a person, the pseudonyms as long as real ones, clustered by programme."""
    parts = folder / f"parts_{count}"
    parts.mkdir()
    for low in range(0, count // 4, 1_000_000):
        persons = np.arange(low, min(low + 1_000_000, count // 4))
        part = _spells_of(persons).sort("programme_code", "institution_code")
        part.write_parquet(parts / f"{low:09d}.parquet")
    target = folder / f"spells_{count}.parquet"
    whole = pl.scan_parquet(parts / "*.parquet")
    whole.sink_parquet(target, compression="zstd", compression_level=1, row_group_size=250_000)
    shutil.rmtree(parts)
    return {}


def _spells_of(persons: np.ndarray) -> pl.DataFrame:
    random = np.random.default_rng(int(persons[0]))
    step = np.tile(np.arange(4), len(persons))
    rows = len(step)
    start = np.repeat(random.integers(13_000, 18_000, len(persons)), 4) + 380 * step + random.integers(0, 60, rows)
    end = start + random.integers(20, 700, rows)
    fate = random.integers(0, 12, rows)
    stage = np.array(["gf1", "gf2", "main", "higher", "gf2", "upper_secondary"])[
        np.where(step == 3, step + fate % 3, step)
    ]
    # first 128 bits of a keyed hash in letters: as long as a pseudonym
    names = pl.Series(np.repeat(persons, 4)).hash(1).cast(pl.String).str.zfill(20) + "abcdefghijkl"
    return pl.DataFrame(
        {
            "person_id": names,
            "programme_code": (30_101_000 + 5 * random.integers(0, PROGRAMMES, rows)).astype(str),
            "stage": stage,
            "institution_code": (100_000 + random.integers(0, 120, rows)).astype(str),
            "start_date": pl.Series(start.astype(np.int32)).cast(pl.Date),
            "end_date": pl.Series(end.astype(np.int32)).cast(pl.Date),
            "completed_code": ["5000"] * rows,
            "exit_kind": ["left"] * rows,
            "is_eux": fate % 4 == 1,
            "data_kind": ["synthetic"] * rows,
            "fate": fate,
        }
    ).select(
        pl.exclude("end_date", "completed_code", "fate"),
        pl.when(pl.col("fate") > 0).then("end_date").alias("end_date"),
        pl.when(pl.col("fate") > 4).then("completed_code").alias("completed_code"),
    )


def curves_warm(folder: Path) -> dict[str, float]:
    """Counting 10 million ends and all curves with variance, from columns in memory."""
    from faglaert.pathways.kernel import count_events, curves, group_numbers

    columns = _columns(folder)

    def once() -> None:
        groups = group_numbers((columns["programme"], columns["school"]), (PROGRAMMES, SCHOOLS))
        shape = (PROGRAMMES * SCHOOLS, LAST_MONTH, CAUSES)
        curves(count_events(groups, columns["month"], columns["cause"], shape=shape))

    once()
    return {"seconds": best(once, ROUNDS)}


def curves_from_parquet(folder: Path) -> dict[str, float]:
    """The same from the file, kernels compiled beforehand."""
    from faglaert.pathways.kernel import count_events, curves, group_numbers

    def once() -> None:
        columns = _columns(folder)
        groups = group_numbers((columns["programme"], columns["school"]), (PROGRAMMES, SCHOOLS))
        shape = (PROGRAMMES * SCHOOLS, LAST_MONTH, CAUSES)
        curves(count_events(groups, columns["month"], columns["cause"], shape=shape))

    once()
    return {"seconds": best(once, 5)}


def slice_of_cube(folder: Path) -> dict[str, float]:
    """One slice with curves on a cube in memory: GF2 by programme, 24 months."""
    from faglaert.pathways.cube import load_cube
    from faglaert.pathways.kernel import curves

    cube = load_cube(folder / "cube")

    def once() -> None:
        dense = cube.dense(("programme",), months=24, where={"stage": "gf2"})
        curves(dense.counts, dense.late)

    once()
    return {"seconds": best(once, ROUNDS), "cells": cube.cells.height}


def programme_table(folder: Path, count: int) -> dict[str, float]:
    """Spells from Parquet to the table of curves by programme, every switch of the definition applied."""
    from faglaert.pathways.cube import build_cube, dense_by_programme
    from faglaert.pathways.definition import Definition
    from faglaert.pathways.episodes import find_episodes
    from faglaert.pathways.inputs import read_spells
    from faglaert.pathways.kernel import curves

    def once(path: Path) -> object:
        episodes = find_episodes(read_spells(path), Definition())
        dense = dense_by_programme(episodes, months=24)
        curves(dense.counts, dense.late)
        return episodes

    small = folder / "spells_400000.parquet"
    build_cube(once(small)).save(folder / "cube")
    path = folder / f"spells_{count}.parquet"
    return {"seconds": best(lambda: once(path), 2)}


def scikit_survival(folder: Path) -> dict[str, float]:
    """Incidence with log-log interval of a sample of the same groups, one call a group, split beforehand."""
    from sksurv.nonparametric import cumulative_incidence_competing_risks

    groups = _groups(folder, 100)
    started = time.perf_counter()
    for month, cause in groups:
        cumulative_incidence_competing_risks(cause, month, conf_type="log-log")
    return {"seconds": (time.perf_counter() - started) * PROGRAMMES * SCHOOLS / len(groups), "groups": len(groups)}


def lifelines(folder: Path) -> dict[str, float]:
    """Incidence and variance of every cause of two of the groups, one fit a cause and group."""
    from lifelines import AalenJohansenFitter

    groups = _groups(folder, 2)
    started = time.perf_counter()
    for month, cause in groups:
        for each in range(1, CAUSES + 1):
            AalenJohansenFitter(seed=1).fit(month, cause, event_of_interest=each)
    return {"seconds": (time.perf_counter() - started) * PROGRAMMES * SCHOOLS / len(groups), "groups": len(groups)}


def _columns(folder: Path) -> dict[str, np.ndarray]:
    frame = pl.read_parquet(folder / "events.parquet")
    return {name: frame[name].to_numpy() for name in frame.columns}


def _groups(folder: Path, count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Months and causes (0: censored) of the first groups."""
    columns = _columns(folder)
    group = columns["programme"].astype(np.int64) * SCHOOLS + columns["school"]
    chosen = [np.flatnonzero(group == each) for each in range(count)]
    cause = np.where(columns["cause"] == CAUSES, 0, columns["cause"] + 1).astype(np.int64)
    return [(columns["month"][each].astype(float), cause[each]) for each in chosen]


def best(once: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        once()
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> None:
    name, folder, *numbers = sys.argv[1:]
    result = globals()[name](Path(folder), *map(int, numbers))
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(result))


if __name__ == "__main__":
    main()
