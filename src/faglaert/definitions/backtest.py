# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Scores of the balance's method on real series and on made-up markets, as `faglaert balance backtest` stored them."""

from datetime import date
from functools import cache
from typing import Literal

from faglaert.definitions.reading import ROOT, Definition, read_keyed

FOLDER = ROOT / "backtest"
SCORES = FOLDER / "backtest_scores.csv"
SIMULATED = FOLDER / "simulated_scores.csv"


class BacktestScore(Definition):
    """One series, mode, method and horizon.

    Per cent, but ``mase``, ``relative_mae``, ``dm_p`` and Brier's; ``crps`` and ``pinball`` in persons. What only a
    distribution has stands for our own method alone.
    """

    series: str
    source: str
    mode: Literal["conditional", "unconditional"]
    method: Literal["damped", "frozen", "drift", "linear", "bls", "mean"]
    ahead: int
    origins: int
    mape: float
    wape: float
    bias: float
    mase: float | None = None
    direction: float | None = None
    relative_growth: float
    relative_mae: float
    better_cells: float
    dm_p: float | None = None
    crps: float | None = None
    pinball10: float | None = None
    pinball90: float | None = None
    coverage50: float | None = None
    coverage80: float | None = None
    coverage95: float | None = None
    brier: float | None = None
    brier_skill: float | None = None
    computed_on: date


class SimulatedScore(Definition):
    """One quantity and horizon over ``markets`` made-up markets with a known future; synthetic.

    ``coverage`` in per cent, ``bias`` in per cent of demand, ``crps`` in persons; the rest for balances alone.
    """

    quantity: Literal["supply", "demand", "B1", "B2", "B3"]
    ahead: int
    coverage50: float
    coverage80: float
    coverage95: float
    bias: float
    crps: float
    brier: float | None = None
    brier_skill: float | None = None
    reliability_gap: float | None = None
    markets: int
    computed_on: date


@cache
def backtest_scores() -> tuple[BacktestScore, ...]:
    """Every stored score; raises :class:`DataRefusedError` for a row that is no score or stands twice."""
    scores = read_keyed(BacktestScore, SCORES, key=lambda each: (each.series, each.mode, each.method, each.ahead))
    return tuple(scores.values())


@cache
def simulated_scores() -> tuple[SimulatedScore, ...]:
    """Every stored score on made-up markets; refused as :func:`backtest_scores` is."""
    return tuple(read_keyed(SimulatedScore, SIMULATED, key=lambda each: (each.quantity, each.ahead)).values())
