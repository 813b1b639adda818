# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""One scenario tried on the region, beside the base of the same errors, as plain data that can be kept as a file."""

from typing import Any

import polars as pl

from faglaert.balance import compute
from faglaert.balance.axes import EDUCATION_GROUPS
from faglaert.balance.completions import Chain, effect, force_limits
from faglaert.balance.inputs import Inputs
from faglaert.balance.rounding import shown
from faglaert.balance.running import BASE, Setting
from faglaert.definitions.scenarios import FewerLostLever, Scenario

SHOWN = ("q10", "q50", "q90", "p_shortage", "class")
QUANTILES = ("q10", "q50", "q90")
CONCEPT = "B3"


def try_scenario(inputs: Inputs, chain: Chain, scenario: Scenario, setting: Setting) -> dict[str, Any]:
    """B3 of each group and year in base and scenario, and their difference draw by draw, in persons.

    Keys: ``vintage``, ``scenario``, ``rows`` (``education``, ``year``, ``data_kind``, ``base``, ``own``,
    ``difference``), ``chain``: the effect of fewer lost by year with the rates of ``chain``, empty without that lever.
    Figures are rounded as they are shown; groups too small for a number are left out. Raises
    :class:`DataRefusedError` for a lever with an unknown code.
    """
    tables = compute(inputs, scenarios=(scenario,), setting=setting, chain=chain)
    keys = ("education", "year")
    area = inputs.axes.residences[0] if len(inputs.axes.residences) == 1 else "all"
    chosen = (
        pl.col("concept") == CONCEPT,
        pl.col("area") == area,
        pl.col("education").is_in([*EDUCATION_GROUPS, "all"]),
    )
    balance = shown("balance", tables["balance"]).filter(*chosen, ~pl.col("is_small"))
    sides = {
        name: {(row["education"], row["year"]): row for row in balance.filter(pl.col("scenario") == name).to_dicts()}
        for name in (BASE, scenario.id)
    }
    differences = {
        (row["education"], row["year"]): row
        for row in shown("differences", tables["differences"]).filter(*chosen).to_dicts()
    }
    rows = [
        {
            **dict(zip(keys, place, strict=True)),
            "data_kind": sides[scenario.id][place]["data_kind"],
            "base": {name: sides[BASE][place][name] for name in SHOWN},
            "own": {name: sides[scenario.id][place][name] for name in SHOWN},
            "difference": {name: differences[place][name] for name in QUANTILES},
        }
        for place in sides[BASE]
        if place in sides[scenario.id]
    ]
    return {
        "vintage": inputs.vintage,
        "scenario": scenario.model_dump(mode="json"),
        "rows": rows,
        "chain": _effects(inputs, chain, scenario, setting.seed),
    }


def _effects(inputs: Inputs, chain: Chain, scenario: Scenario, seed: int) -> list[dict[str, Any]]:
    """From fewer lost to more in the labour force, by year; with limits of that where the rates were counted."""
    years, told = inputs.axes.years, []
    for lever in scenario.levers:
        if not isinstance(lever, FewerLostLever):
            continue
        reduction, first_year = lever.per_cent / 100, lever.first_year
        unknown = [None] * len(years)
        low, high = force_limits(chain, reduction, years, first_year=first_year, seed=seed) or (unknown, unknown)
        table = effect(chain, reduction, years, first_year=first_year).table()
        table = table.with_columns(
            pl.Series("force_q10", low, dtype=pl.Float64),
            pl.Series("force_q90", high, dtype=pl.Float64),
            pl.lit(str(chain.provenance.kind)).alias("data_kind"),
        )
        told += shown("chain", table).to_dicts()
    return told
