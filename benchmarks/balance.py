# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A whole run of the balance at full size beside the same equations in plain pandas.

The peer times a few draws of demand, supply, commuting and balance and is scaled to all of them. It draws independent
normal errors and is not charged for error models, identities, benchmarks, waterfall, substitution and tables; beside it
stand the whole run and the draws alone.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

AREAS, INDUSTRIES, AHEAD, DRAWS = 33, 36, 10, 1000
SAMPLE = 3
GIGABYTE = 1024**2  # of kilobytes, as Linux counts the peak


def run() -> Iterator[str]:
    whole, draws, peer = (case(name) for name in ("whole_run", "draws_alone", "pandas_peer"))
    cells = AREAS * 9 * AHEAD * DRAWS
    size = f"{AREAS} areas, 9 educations, {INDUSTRIES} industries, {AHEAD} years, {DRAWS:,} draws"
    yield f"{size}: {whole[0]:.1f} s, {whole[1]:.2f} GB (at most 60 s, 3 GB)"
    yield f"that is {1000 * whole[0] / DRAWS:.1f} ms a draw, {1e6 * whole[0] / cells:.2f} µs a draw and cell"
    yield f"draws and quantiles alone: {draws[0]:.1f} s"
    yield f"pandas: {peer[0]:.0f} s ({SAMPLE} draws timed, scaled to all), {peer[0] / whole[0]:.1f} times the whole run"
    yield f"and {peer[0] / draws[0]:.0f} times the draws alone"
    yield f"load of the machine while measured: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def case(name: str) -> tuple[float, float]:
    """Seconds and peak memory of one case in a process of its own."""
    command = [sys.executable, "-c", f"from benchmarks import balance; balance.{name}()"]
    seconds, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-2:]
    return float(seconds), float(peak)


def told(seconds: float) -> None:
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / GIGABYTE)


def market() -> tuple[object, object]:
    from faglaert.balance.economy import Size, simulate

    return simulate(1, Size(residences=AREAS, industries=INDUSTRIES, ahead=AHEAD))


def whole_run() -> None:
    from faglaert import balance

    inputs, _ = market()
    told(best_of_two(lambda: balance.compute(inputs, scenarios=[], setting=balance.Setting(draws=DRAWS))))


def draws_alone() -> None:
    from faglaert.balance import model, verdicts
    from faglaert.balance.assumptions import Assumptions
    from faglaert.balance.uncertainty import error_models

    inputs, _ = market()
    known = error_models(inputs)
    models = {component: errors for component, (errors, _) in known.items()}
    projection = model.project(inputs, Assumptions(), {component: rule for component, (_, rule) in known.items()})

    def once() -> None:
        drawn = model.draw(inputs, projection, Assumptions(), models=models, seed=1, count=DRAWS)
        verdicts.quantiles(drawn.supply * 0.97 - drawn.held)

    told(best_of_two(once))


def best_of_two(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(2):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def pandas_peer() -> None:
    """One frame a side, an error a row, normalised by group, summed, merged: a draw at a time."""
    import numpy as np
    import pandas as pd

    from faglaert.balance import model
    from faglaert.balance.assumptions import Assumptions
    from faglaert.balance.inputs import Component
    from faglaert.balance.trends import USUAL

    def long(values: np.ndarray, names: list[str], column: str) -> pd.DataFrame:
        index = pd.MultiIndex.from_product([range(size) for size in values.shape], names=names)
        return pd.DataFrame({column: values.ravel()}, index=index).reset_index()

    inputs, _ = market()
    projection = model.project(inputs, Assumptions(), dict.fromkeys(Component, USUAL))
    mix = long(projection.mix, ["w", "k", "e", "t"], "mix")
    mix = mix.merge(long(projection.posts, ["w", "k", "t"], "posts"), on=["w", "k", "t"])
    people = long(projection.shares, ["r", "a", "s", "e", "t"], "share")
    people["rate"] = projection.rates.ravel()
    people = people.merge(long(projection.persons, ["r", "a", "s", "t"], "persons"), on=["r", "a", "s", "t"])
    flows = long(projection.commuting.shares[:-1], ["r", "w", "e"], "flow")
    random = np.random.default_rng(1)
    begun, drawn = time.perf_counter(), []
    for _ in range(SAMPLE):
        tilted = mix["mix"] * np.exp(random.normal(0, 0.02, len(mix)))
        total = tilted.groupby([mix["w"], mix["k"], mix["t"]]).transform("sum")
        jobs = mix.assign(jobs=mix["posts"] * tilted / total).groupby(["w", "e", "t"], as_index=False)["jobs"].sum()
        tilted = people["share"] * np.exp(random.normal(0, 0.02, len(people)))
        total = tilted.groupby([people["r"], people["a"], people["s"], people["t"]]).transform("sum")
        odds = people["rate"] / (1 - people["rate"]) * np.exp(random.normal(0, 0.02, len(people)))
        force = people.assign(force=people["persons"] * tilted / total * odds / (1 + odds))
        supply = force.groupby(["r", "e", "t"], as_index=False)["force"].sum()
        held = flows.merge(jobs, on=["w", "e"])
        held = held.assign(held=held["flow"] * held["jobs"]).groupby(["r", "e", "t"], as_index=False)["held"].sum()
        both = supply.merge(held, on=["r", "e", "t"])
        drawn.append(both["force"] * 0.97 - both["held"])
    pd.concat(drawn, axis=1).quantile([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975], axis=1)
    told((time.perf_counter() - begun) * DRAWS / SAMPLE)
