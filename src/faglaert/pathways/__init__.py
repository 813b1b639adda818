# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pathways of pupils: event history on one count cube. The method is told in ``docs/methods/pathways.md``."""

from dataclasses import replace
from pathlib import Path

import polars as pl

from faglaert.paths import Paths
from faglaert.pathways.cube import Cube, build_cube
from faglaert.pathways.definition import RISK_SETS, Definition, Follow, Outcome, Unit
from faglaert.pathways.episodes import find_episodes
from faglaert.pathways.goals import goal_figures
from faglaert.pathways.incidence import Selection, completion_times
from faglaert.pathways.incidence import incidence as incidence_table
from faglaert.pathways.inputs import Window, read_register, read_spells
from faglaert.pathways.losses import loss_map
from faglaert.pathways.outputs import current_results, read_cube, read_table, write_results
from faglaert.pathways.rows import Spells
from faglaert.pathways.schools import compare_schools
from faglaert.pathways.sequences import MONTHS_OF_ROUTES, STEP_OF_ROUTES, routes_of, typical_routes
from faglaert.pathways.signals import find_signals
from faglaert.pathways.switches import switching_matrix
from faglaert.pathways.transitions import transition_statuses, transition_table
from faglaert.registers.schema import Stage

__all__ = [
    "Cube",
    "Definition",
    "Follow",
    "Outcome",
    "Selection",
    "Spells",
    "Unit",
    "Window",
    "build_cube",
    "current_results",
    "find_episodes",
    "read_cube",
    "read_register",
    "read_spells",
    "read_table",
    "run",
]

MONTHS_OF_CURVES = 60
GROUPINGS_OF_CURVES = ("main_area", "programme")


def run(paths: Paths, spells: Spells, *, definition: Definition | None = None) -> Path:
    """Compute every table of the pathways from ``spells`` and write them below ``<home>/pathways``; returns the folder.

    Tables: ``incidence`` (by grouping, risk set and month), ``losses``, ``transitions``, ``switches``, ``schools``,
    ``signals``, ``completion_times``, ``routes``, and ``goals`` (the indicators of goal 1). Raises
    :class:`DataRefusedError` when an identity does not hold.
    """
    base = definition or Definition()
    by_stage = find_episodes(spells, replace(base, follow=Follow.STAGE))
    whole = replace(base, follow=Follow.EDUCATION, risk_set=Stage.GF2 if base.risk_set is Stage.GF1 else base.risk_set)
    cubes = {"stage": build_cube(by_stage), "education": build_cube(find_episodes(spells, whole))}
    statuses = transition_statuses(spells, base)
    tables = {
        "incidence": pl.concat(_curves(cubes["stage"])),
        "losses": pl.concat(_losses(cubes["stage"])),
        "transitions": pl.concat(
            transition_table(spells, statuses, by=(by,)).with_columns(grouping=pl.lit(by)) for by in GROUPINGS_OF_CURVES
        ),
        "switches": pl.concat(
            switching_matrix(by_stage, by=by).with_columns(grouping=pl.lit(by)) for by in GROUPINGS_OF_CURVES
        ),
        "completion_times": completion_times(cubes["education"], Selection(("programme",), MONTHS_OF_CURVES)),
        "schools": compare_schools(cubes["stage"]),
        "signals": find_signals(cubes["stage"]),
        "goals": goal_figures(spells, statuses, reentry_months=base.reentry_months),
        "routes": typical_routes(routes_of(spells, months=MONTHS_OF_ROUTES, step=STEP_OF_ROUTES)),
    }
    return write_results(paths, cubes, _marked(tables, spells, base))


def _curves(cube: Cube) -> list[pl.DataFrame]:
    frames = []
    for risk_set in RISK_SETS:
        at_stage = replace(cube, definition=replace(cube.definition, risk_set=risk_set))
        for by in GROUPINGS_OF_CURVES:
            rows = incidence_table(at_stage, Selection((by,), MONTHS_OF_CURVES))
            frames.append(rows.with_columns(stage=pl.lit(str(risk_set)), grouping=pl.lit(by)))
    return frames


def _losses(cube: Cube) -> list[pl.DataFrame]:
    return [
        loss_map(cube, by=by, months=MONTHS_OF_CURVES).with_columns(grouping=pl.lit(by[0] if by else "all"))
        for by in ((), *((each,) for each in GROUPINGS_OF_CURVES))
    ]


def _marked(tables: dict[str, pl.DataFrame], spells: Spells, definition: Definition) -> dict[str, pl.DataFrame]:
    """Every row says what kind of data it is from and what it means."""
    return {
        name: table.with_columns(data_kind=pl.lit(spells.data_kind), definition=pl.lit(definition.words("da")))
        for name, table in tables.items()
    }
