# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The whole model on made-up labour markets whose future is known: whether it covers what it says it covers."""

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from faglaert.balance import model, scores, uncertainty
from faglaert.balance.assumptions import Assumptions
from faglaert.balance.axes import EDUCATIONS
from faglaert.balance.economy import Size, simulate
from faglaert.balance.inputs import Array
from faglaert.balance.running import Setting

QUANTITIES = ("supply", "demand", "B1", "B2", "B3")


@dataclass
class _Gathered:
    """What is kept of one quantity by made-up market: shares and sums by year, and of balances every probability.

    The draws themselves are let go: those of many markets do not fit in memory.
    """

    kept: list[dict[str, Array]] = field(default_factory=list)

    def stacked(self, name: str) -> Array:
        """By market, then as it was kept."""
        return np.stack([each[name] for each in self.kept])


def simulated_scores(count: int, setting: Setting, size: Size | None = None) -> pl.DataFrame:
    """Scores over ``count`` made-up markets by quantity and years ahead.

    Columns: ``coverage50``, ``coverage80``, ``coverage95`` (per cent), ``bias`` (per cent of demand), ``crps``
    (persons), and of the balances ``brier``, ``brier_skill`` (against the base rate) and ``reliability_gap`` of the
    probability of a shortage. Every market has draws of its own: were they the same, chance in them would not even out.
    """
    gathered = {quantity: _Gathered() for quantity in QUANTITIES}
    for seed in range(count):
        _add(gathered, seed, setting, size)
    return pl.concat(_scored(quantity, each) for quantity, each in gathered.items())


def _add(gathered: dict[str, _Gathered], seed: int, setting: Setting, size: Size | None) -> None:
    inputs, future = simulate(seed, size)
    known = uncertainty.error_models(inputs)
    assumed = Assumptions()
    projection = model.project(inputs, assumed, {component: rule for component, (_, rule) in known.items()})
    models = {component: errors for component, (errors, _) in known.items()}
    draws = model.draw(inputs, projection, assumed, models=models, seed=setting.seed + seed, count=setting.draws)
    drawn = model.drawn_balances(inputs, assumed, draws)
    sides = {"supply": (drawn["B1"][0], future.sides["B1"][0]), "demand": (drawn["B1"][1], future.sides["B1"][1])}
    for concept, (supplied, asked) in drawn.items():
        sides[concept] = supplied - asked, np.subtract(*future.sides[concept])
    asked = _cells(future.sides["B1"][1]).sum(axis=0)
    for quantity, (several, one) in sides.items():
        gathered[quantity].kept.append(_summary(_cells(one), _cells(several)) | {"size": asked})


def _summary(came: Array, drawn: Array) -> dict[str, Array]:
    """Of one market: means and sums over cells by year, and by cell and year whether a shortage came and was said."""
    steps = range(came.shape[-1])
    covered = {
        name: np.array([scores.coverage(came[..., step], drawn[..., step], level) for step in steps])
        for name, level in scores.COVERAGES.items()
    }
    return covered | {
        "over": (np.median(drawn, axis=0) - came).sum(axis=0),
        "crps": scores.crps(came, drawn).mean(axis=0),
        "happened": (came < 0).astype(float),
        "probability": (drawn < 0).mean(axis=0),
    }


def _cells(values: Array) -> Array:
    """Areas and the nine educations as cells, projected years alone; all areas together are left out."""
    inner = values[..., :-1, : len(EDUCATIONS), 1:]
    return inner.reshape(*inner.shape[:-3], -1, inner.shape[-1])


def _scored(quantity: str, gathered: _Gathered) -> pl.DataFrame:
    years = len(gathered.kept[0]["crps"])
    row: dict[str, Array] = {name: gathered.stacked(name).mean(axis=0) for name in (*scores.COVERAGES, "crps")}
    row["bias"] = 100 * gathered.stacked("over").sum(axis=0) / gathered.stacked("size").sum(axis=0)
    happened, probability = gathered.stacked("happened"), gathered.stacked("probability")
    found = [_shortage_scores(happened[..., step], probability[..., step]) for step in range(years)]
    names = ("brier", "brier_skill", "reliability_gap")
    is_balance = quantity.startswith("B")
    return pl.DataFrame(
        {"quantity": [quantity] * years, "ahead": np.arange(1, years + 1)}
        | {name: row[name] for name in (*scores.COVERAGES, "bias", "crps")}
        | {name: [each[name] if is_balance else None for each in found] for name in names},
        schema_overrides=dict.fromkeys(names, pl.Float64),
    )


def _shortage_scores(happened: Array, probability: Array) -> dict[str, float]:
    found, base = scores.brier(happened, probability), scores.brier(happened, np.full_like(happened, happened.mean()))
    return {
        "brier": found,
        "brier_skill": 1 - found / base if base > 0 else 0.0,
        "reliability_gap": scores.reliability(happened, probability).gap,
    }
