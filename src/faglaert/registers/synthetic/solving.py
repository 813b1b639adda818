# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Find the factors with which the register meets its targets: draw it, count, correct each factor, draw again.

``python -m faglaert.registers.synthetic.solving`` solves them for the declared size and seed and writes them to the
definitions. The procedure is told in docs/methods/synthetic-register.md.
"""

import math
import sys
from collections.abc import Callable
from typing import NamedTuple

import polars as pl

from faglaert.atomic import write_file
from faglaert.definitions.synthetic import CALIBRATION, Target, calibration, targets
from faglaert.registers.synthetic.generating import synthesise
from faglaert.registers.synthetic.report import calibration_report

ROUNDS = 40
LONGEST_STEP = 0.5
"""No factor is moved further in one round, on the scale its effect is straight on."""

DAMPED = 0.6
"""The part of each step that is taken: what the last step moved by chance is not chased."""

LEARNING_STEP = 0.05
"""A step shorter than this shows chance rather than a slope."""

STEEPEST = 4.0
"""A slope may be found this many times steeper or flatter than declared."""

_DECIMALS = 5

Progress = Callable[[str], None]


class Solved(NamedTuple):
    """The factors of the best round and its worst difference, as a part of what it may be."""

    factors: dict[str, float]
    worst: float


def solve(persons: int, seed: int, *, rounds: int = ROUNDS, progress: Progress = lambda _step: None) -> Solved:
    """Correct each factor by its target, ``rounds`` times from the stored ones on; the best round is kept."""
    aims = [target for target in targets() if target.factor is not None]
    factors = dict(calibration().factors)
    slopes = {aim.id: float(aim.slope or 1.0) for aim in aims}
    before: dict[str, tuple[float, float]] = {}
    best = Solved(factors, math.inf)
    for done in range(1, rounds + 1):
        report = calibration_report(synthesise(persons, seed, factors=factors))
        worst = float((report["difference"].abs() / report["limit"]).to_numpy().max())
        progress(f"round {done}: the worst difference is {worst:.0%} of what it may be")
        best = min(best, Solved(factors, worst), key=lambda solved: solved.worst)
        factors = dict(factors)
        for aim in aims:
            factor = str(aim.factor)
            wanted, reached = report.filter(pl.col("id") == aim.id).select("target", "reached").row(0)
            at, seen = _scale_of(aim, factors[factor]), _straight(reached, is_share=wanted < 1)
            slopes[aim.id] = _learned(aim, slopes[aim.id], before.get(aim.id), (at, seen))
            before[aim.id] = (at, seen)
            step = DAMPED * (_straight(wanted, is_share=wanted < 1) - seen) / slopes[aim.id]
            moved = at + max(-LONGEST_STEP, min(LONGEST_STEP, step))
            factors[factor] = round(math.exp(moved) if aim.effect == "multiplies" else moved, _DECIMALS)
    return best


def _scale_of(aim: Target, factor: float) -> float:
    return math.log(factor) if aim.effect == "multiplies" else factor


def _straight(value: float, *, is_share: bool) -> float:
    """The logarithm of a number of persons, the logit of a share."""
    return math.log(value / (1 - value)) if is_share else math.log(value)


def _learned(aim: Target, slope: float, before: tuple[float, float] | None, now: tuple[float, float]) -> float:
    """The slope that the last step showed, when it was long enough to show one and of the right sign."""
    declared = float(aim.slope or 1.0)
    if before is None or abs(now[0] - before[0]) < LEARNING_STEP:
        return slope
    steepness = (now[1] - before[1]) / (now[0] - before[0]) / declared
    return declared * max(1 / STEEPEST, min(STEEPEST, steepness)) if steepness > 0 else slope


def _as_toml(persons: int, seed: int, factors: dict[str, float]) -> str:
    kept = [line for line in CALIBRATION.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines = [f"{name} = {value}" for name, value in factors.items()]
    return "\n".join([*kept, f"persons = {persons}", f"seed = {seed}", "", "[factors]", *lines, ""])


def _say(step: str) -> None:
    sys.stderr.write(f"{step}\n")


if __name__ == "__main__":
    declared = calibration()
    solved = solve(declared.persons, declared.seed, progress=_say)
    write_file(CALIBRATION, _as_toml(declared.persons, declared.seed, solved.factors).encode())
