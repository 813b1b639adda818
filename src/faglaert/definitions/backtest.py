# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Scores of the balance's method on the past of real series, as `faglaert balance backtest --store` wrote them."""

from datetime import date
from functools import cache
from typing import Literal

from faglaert.definitions.reading import ROOT, Definition, read_csv, require_unique

SCORES = ROOT / "backtest" / "backtest_scores.csv"


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


@cache
def backtest_scores() -> tuple[BacktestScore, ...]:
    """Every stored score; raises :class:`DataRefusedError` for a row that is no score or stands twice."""
    scores = read_csv(BacktestScore, SCORES)
    require_unique(SCORES, ((each.series, each.mode, each.method, each.ahead) for each in scores))
    return scores
