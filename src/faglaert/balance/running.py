# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""One run: the base and the scenarios on the same errors, checked, as tables."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from faglaert.balance import model, rows, supply, trends, uncertainty
from faglaert.balance.assumptions import Assumptions
from faglaert.balance.checks import require_identities
from faglaert.balance.inputs import Array, Component, Inputs
from faglaert.balance.waterfall import waterfall

BASE = "base"
TOGETHER = "together"
"""All sources of error at once."""
BENCHMARKS = {"naive": 0.0, "trend": 1.0}
"""Always beside the balance: every share frozen, and every trend unbroken."""

Sides = Mapping[str, tuple[Array, Array]]
Known = Mapping[Component, tuple[uncertainty.ErrorModel, trends.Rule]]


@dataclass(frozen=True)
class Setting:
    """What a run is made with: ``draws`` around the projection, addressed by ``seed``."""

    seed: int = 2030
    draws: int = 1000


@dataclass(frozen=True)
class Case:
    """One scenario: inputs and assumptions after its levers."""

    name: str
    inputs: Inputs
    assumptions: Assumptions


@dataclass(frozen=True)
class Outcome:
    """Tables of one scenario, and its drawn sides for comparison with others."""

    tables: dict[str, pl.DataFrame]
    drawn: Sides


def run_case(case: Case, known: Known, setting: Setting, *, base: Sides | None = None) -> Outcome:
    """Project, draw, check and tabulate one scenario; with ``base`` its differences to it too.

    Raises :class:`DataRefusedError` when an identity does not hold.
    """
    inputs, assumptions, axes = case.inputs, case.assumptions, case.inputs.axes
    rules = {component: rule for component, (_, rule) in known.items()}
    models = {component: errors for component, (errors, _) in known.items()}
    projection = model.project(inputs, assumptions, rules)
    draws = model.draw(inputs, projection, assumptions, models=models, seed=setting.seed, count=setting.draws)
    flows = supply.flows(projection.force, axes)
    steps = waterfall(inputs, assumptions, projection)
    point = _point(inputs, assumptions, projection)
    balance = point["B3"][0] - point["B3"][1]
    require_identities(inputs, projection, draws, flows=flows, steps=steps, balance=balance)
    drawn = model.drawn_balances(inputs, assumptions, draws)
    benchmarks = {
        name: _point(inputs, assumptions, model.project(inputs, assumptions, model.fixed_rules(rules, damping)))
        for name, damping in BENCHMARKS.items()
    }
    kinds = rows.data_kinds(inputs)
    tables = {
        "balance": rows.balance_rows(axes, drawn, point, benchmarks, kinds=kinds),
        "supply": rows.supply_rows(axes, draws.supply, projection),
        "demand_by_industry": rows.demand_rows(axes, projection),
        "flows": rows.flow_rows(axes, flows),
        "waterfall": rows.waterfall_rows(axes, steps),
        "commuting": rows.commuting_rows(axes, projection),
        "substitution": rows.substitution_rows(inputs, assumptions, point["B3"], inputs.flexibility.values),
    }
    if base is not None:
        tables["differences"] = rows.difference_rows(axes, drawn, base)
    marked = {
        name: table.with_columns(pl.lit(inputs.vintage).alias("vintage"), pl.lit(case.name).alias("scenario"))
        for name, table in tables.items()
    }
    return Outcome(marked, drawn)


def error_rows(known: Known) -> pl.DataFrame:
    """``errors``: for each component and year ahead the calibrated standard deviation, and the rule that was chosen."""
    return pl.concat(
        pl.DataFrame(
            {
                "component": str(component),
                "ahead": range(1, len(errors.deviation) + 1),
                "deviation": errors.deviation * errors.multiplier,
                "multiplier": errors.multiplier,
                "damping": rule.damping,
                "smoothing": rule.smoothing,
                "is_assumed": errors.freedom == 0,
            }
        )
        for component, (errors, rule) in known.items()
    )


def source_rows(inputs: Inputs, setting: Setting) -> pl.DataFrame:
    """The split by source: half the width of the 80 per cent interval with one component alone in error, in persons.

    By ``concept``, ``area``, ``education``, ``year`` and ``component``; ``paths`` are the nation's paths and structural
    unemployment, ``together`` everything at once. Halves do not add up: errors that do not go together cancel.
    """
    known = uncertainty.error_models(inputs)
    models = {component: errors for component, (errors, _) in known.items()}
    still = {component: uncertainty.silent(errors) for component, errors in models.items()}
    fixed = replace(Assumptions(), variant="base", structural_spread=0.0)
    cases = {str(component): (still | {component: models[component]}, fixed) for component in Component}
    cases |= {"paths": (still, Assumptions()), TOGETHER: (models, Assumptions())}
    projection = model.project(inputs, fixed, {component: rule for component, (_, rule) in known.items()})
    frames = []
    for name, (chosen, assumed) in cases.items():
        draws = model.draw(inputs, projection, assumed, models=chosen, seed=setting.seed, count=setting.draws)
        for concept, sides in model.drawn_balances(inputs, assumed, draws).items():
            low, high = np.quantile(np.subtract(*sides), [0.1, 0.9], axis=0)
            told = {"component": pl.lit(name), "concept": pl.lit(concept)}
            frames.append(rows.long(rows.cells(inputs.axes), {"half_width": (high - low) / 2}).with_columns(**told))
    return pl.concat(frames)


def _point(inputs: Inputs, assumptions: Assumptions, projection: model.Projection) -> dict[str, tuple[Array, Array]]:
    return model.balances(inputs, assumptions, (projection.supply, projection.demand, projection.held))
