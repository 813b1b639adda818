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
    """Outcomes and draws of one quantity over the made-up markets, by market, cell and year."""

    outcome: list[Array] = field(default_factory=list)
    draws: list[Array] = field(default_factory=list)
    size: list[Array] = field(default_factory=list)


def simulated_scores(count: int, setting: Setting, size: Size | None = None) -> pl.DataFrame:
    """Scores over ``count`` made-up markets by quantity and years ahead.

    Columns: ``coverage50``, ``coverage80``, ``coverage95`` (per cent), ``bias`` (per cent of demand), ``crps``
    (persons), and of the balances ``brier``, ``brier_skill`` (against the base rate) and ``reliability_gap`` of the
    probability of a shortage.
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
    draws = model.draw(inputs, projection, assumed, models=models, seed=setting.seed, count=setting.draws)
    drawn = model.drawn_balances(inputs, assumed, draws)
    sides = {"supply": (drawn["B1"][0], future.sides["B1"][0]), "demand": (drawn["B1"][1], future.sides["B1"][1])}
    for concept, (supplied, asked) in drawn.items():
        sides[concept] = supplied - asked, np.subtract(*future.sides[concept])
    for quantity, (several, one) in sides.items():
        gathered[quantity].draws.append(_cells(several))
        gathered[quantity].outcome.append(_cells(one))
        gathered[quantity].size.append(_cells(future.sides["B1"][1]))


def _cells(values: Array) -> Array:
    """Areas and the nine educations as cells, projected years alone; all areas together are left out."""
    inner = values[..., :-1, : len(EDUCATIONS), 1:]
    return inner.reshape(*inner.shape[:-3], -1, inner.shape[-1])


def _scored(quantity: str, gathered: _Gathered) -> pl.DataFrame:
    outcome, size = np.stack(gathered.outcome), np.stack(gathered.size)
    draws = np.stack(gathered.draws, axis=1)
    middle = np.median(draws, axis=0)
    rows = []
    for step in range(outcome.shape[-1]):
        came, drawn = outcome[..., step], draws[..., step]
        row: dict[str, object] = {"quantity": quantity, "ahead": step + 1}
        row |= {name: scores.coverage(came, drawn, level) for name, level in scores.COVERAGES.items()}
        row["bias"] = float(100 * (middle[..., step] - came).sum() / size[..., step].sum())
        row["crps"] = float(scores.crps(came, drawn).mean())
        rows.append(row | (_shortage_scores(came, drawn) if quantity.startswith("B") else {}))
    missing = dict.fromkeys(("brier", "brier_skill", "reliability_gap"), None)
    schema = {"brier": pl.Float64, "brier_skill": pl.Float64, "reliability_gap": pl.Float64}
    return pl.DataFrame([missing | row for row in rows], schema_overrides=schema).select(
        "quantity", "ahead", pl.exclude("quantity", "ahead", *schema), *schema
    )


def _shortage_scores(came: Array, drawn: Array) -> dict[str, float]:
    happened, probability = (came < 0).astype(float), (drawn < 0).mean(axis=0)
    found, base = scores.brier(happened, probability), scores.brier(happened, np.full_like(happened, happened.mean()))
    return {
        "brier": found,
        "brier_skill": 1 - found / base if base > 0 else 0.0,
        "reliability_gap": scores.reliability(happened, probability).gap,
    }
