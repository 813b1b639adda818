# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Balance of the labour market: residents with an education beside jobs that ask for it, and how sure that is.

The method is told in ``docs/methods/balance.md``.
"""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from faglaert.balance.assumptions import Assumptions
from faglaert.balance.beside import beside_tables
from faglaert.balance.chains import current_chain
from faglaert.balance.completions import Chain
from faglaert.balance.inputs import Inputs
from faglaert.balance.outputs import current_results, read_table, write_results
from faglaert.balance.rows import provenance_rows, score_rows, simulated_rows
from faglaert.balance.running import BASE, Case, Setting, error_rows, run_case
from faglaert.balance.scenarios import apply
from faglaert.balance.uncertainty import error_models
from faglaert.definitions.scenarios import Scenario
from faglaert.errors import UsageError
from faglaert.paths import Paths

__all__ = ["Assumptions", "Inputs", "Setting", "compute", "current_results", "read_table", "run"]

MOST_SCENARIOS = 4


def run(paths: Paths, inputs: Inputs, *, scenarios: Sequence[Scenario] = (), setting: Setting | None = None) -> Path:
    """Compute the balance and up to four scenarios and write the tables below ``<home>/balance``; returns the folder.

    Tables: ``balance``, ``differences`` (with scenarios), ``supply``, ``demand_by_industry``, ``flows``, ``waterfall``,
    ``commuting``, ``substitution``, ``errors``, ``provenance``, ``scores`` and ``simulated_scores`` (of the method, on
    real series and made-up markets), and those of :mod:`faglaert.balance.beside`. Raises :class:`DataRefusedError` when
    an identity does not hold, and :class:`UsageError` for more scenarios than can be compared.
    """
    setting = setting or Setting()
    chain = current_chain(paths, inputs)
    tables = compute(inputs, scenarios=scenarios, setting=setting, chain=chain)
    tables |= beside_tables(inputs, chain, tables["balance"])
    about = {
        "vintage": inputs.vintage,
        "scenarios": [BASE, *(each.id for each in scenarios)],
        "seed": setting.seed,
        "draws": setting.draws,
        "base_year": inputs.axes.base_year,
        "end_year": inputs.axes.end_year,
    }
    return write_results(paths, tables, about)


def compute(
    inputs: Inputs, *, scenarios: Sequence[Scenario], setting: Setting, chain: Chain | None = None
) -> dict[str, pl.DataFrame]:
    """The tables of a run, nothing written; ``chain`` has the rates of the lever on losses, else the published."""
    if len(scenarios) > MOST_SCENARIOS:
        raise UsageError(f"{len(scenarios)} scenarios; at most {MOST_SCENARIOS} are compared in one run")
    known = error_models(inputs)
    base = run_case(Case(BASE, inputs, Assumptions()), known, setting)
    outcomes = [base.tables]
    for scenario in scenarios:
        changed, assumptions = apply(scenario, inputs, Assumptions(chain=chain))
        outcomes.append(run_case(Case(scenario.id, changed, assumptions), known, setting, base=base.drawn).tables)
    names = sorted({name for tables in outcomes for name in tables})
    tables = {name: pl.concat(each[name] for each in outcomes if name in each) for name in names}
    tables |= {"errors": error_rows(known), "provenance": provenance_rows(inputs)}
    return tables | {"scores": score_rows(), "simulated_scores": simulated_rows()}
