# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""``faglaert pathways``: the pathways of pupils on the command line, through disclosure control.

The engine is imported when a command runs: its compiled kernels are slow to load, and every other command is faster for
it.
"""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from faglaert.definitions.parameters import DisclosureRule, disclosure_rule
from faglaert.errors import UsageError
from faglaert.pipeline.output import messages, print_json, print_table, results
from faglaert.pipeline.pathways_options import Switches, with_switches
from faglaert.settings import load_settings

if TYPE_CHECKING:
    import polars as pl

    from faglaert.pathways.cube import Cube
    from faglaert.pathways.definition import Definition
    from faglaert.pathways.rows import Spells

app = typer.Typer(no_args_is_help=True, help="Pathways of pupils: who is lost, when, where to, and from which schools.")

By = Annotated[list[str] | None, typer.Option(help="Group by; give it again to cross groups.")]
Months = Annotated[int, typer.Option(min=1, max=240, help="How many months are followed.")]


@app.command()
@with_switches
def build(switches: Switches) -> None:
    """Count the register's spells into the cube and compute every table of the pathways."""
    from faglaert import pathways

    folder = pathways.run(load_settings().paths, _spells(switches), definition=_definition(switches))
    tables = sorted(path.stem for path in folder.glob("*.parquet"))
    if switches.as_json:
        print_json({"folder": folder.name, "tables": tables})
        return
    results().print(f"{folder.name}: {', '.join(tables)}", markup=False)


@app.command()
@with_switches
def incidence(
    switches: Switches,
    by: By = None,
    months: Months = 24,
    outcome: Annotated[list[str] | None, typer.Option(help="Only these causes; give it again for more.")] = None,
) -> None:
    """Cumulative incidence of every outcome, by group and month."""
    from faglaert.pathways import incidence as estimates
    from faglaert.pathways.definition import CAUSES, LOST

    cube = _cube(switches)
    causes = [LOST, *(cause.key for cause in CAUSES)]
    unknown = sorted(set(outcome or []) - set(causes))
    if unknown:
        raise UsageError(f"no outcome {', '.join(unknown)}; there are {', '.join(causes)}")
    selection = estimates.Selection(tuple(by or ["programme"]), months, _where(switches))
    rows = estimates.protected_incidence(cube, selection, _rule())
    _say(switches, rows.filter(rows["cause"].is_in(outcome or causes)), cube.definition, cube.data_kind)


@app.command()
@with_switches
def transition(switches: Switches, by: By = None) -> None:
    """What those who completed GF2 do 1, 3, 6 and 12 months later."""
    from faglaert.pathways import transitions

    spells, definition = _spells(switches), _definition(switches)
    statuses = transitions.transition_statuses(spells, definition)
    rows = transitions.protected_transitions(spells, statuses, by=by or ["main_area"], rule=_rule())
    _say(switches, rows, definition, spells.data_kind)


@app.command()
@with_switches
def goals(switches: Switches) -> None:
    """The programme's indicators of goal 1 by period: passed main courses, dropout, losses after GF2."""
    from faglaert.pathways import goals as indicators
    from faglaert.pathways.definition import read_definition
    from faglaert.pathways.transitions import transition_statuses

    spells = _spells(switches)
    definition = read_definition(unit="eud", reentry_months=switches.reentry)
    statuses = transition_statuses(spells, definition)
    figures = indicators.goal_figures(spells, statuses, reentry_months=switches.reentry)
    _say(switches, indicators.protected_goals(figures, _rule()), definition, spells.data_kind)


@app.command()
@with_switches
def losses(switches: Switches, by: By = None, months: Months = 24) -> None:
    """The loss map: at which stage and in which month pupils are lost."""
    from faglaert.pathways import losses as maps

    cube = _cube(switches)
    rows = maps.protected_losses(maps.loss_map(cube, by=by or (), months=months, where=_where(switches)), _rule())
    _say(switches, rows, cube.definition, cube.data_kind)


@app.command()
@with_switches
def switches(
    switches: Switches, by: Annotated[str, typer.Option(help="programme or main_area.")] = "programme"
) -> None:
    """From where to where pupils switch, and how many of those who switched complete."""
    from faglaert.pathways import switches as switching
    from faglaert.pathways.episodes import find_episodes

    spells, definition = _spells(switches), _definition(switches)
    matrix = switching.switching_matrix(find_episodes(spells, definition), by=by)
    _say(switches, switching.protected_switches(matrix, _rule()), definition, spells.data_kind)


@app.command()
@with_switches
def schools(switches: Switches, months: Months = 12) -> None:
    """Where to go and ask: schools beside what their intake would lead one to expect. By name, never a rank."""
    from faglaert.pathways import schools as comparison

    cube = _cube(switches)
    rows = comparison.protected_schools(comparison.compare_schools(cube, months=months), _rule())
    _say(switches, rows, cube.definition, cube.data_kind)


@app.command()
@with_switches
def signals(
    switches: Switches,
    months: Months = 12,
    rate: Annotated[float, typer.Option(min=0.001, max=0.5, help="Accepted share of false signals.")] = 0.1,
) -> None:
    """Groups (school, programme, intake) whose losses left the expected band in the newest intake."""
    from faglaert.pathways import signals as warnings

    cube = _cube(switches)
    found = warnings.find_signals(cube, months=months, cohort=switches.cohort, false_discovery_rate=rate)
    made = found.item(0, "comparisons") if found.height else 0
    messages().print(f"{made} comparisons", markup=False)
    _say(switches, warnings.protected_signals(found, _rule()), cube.definition, cube.data_kind)


def _definition(switches: Switches) -> "Definition":
    from faglaert.pathways.definition import read_definition

    return read_definition(
        risk_set=switches.stage,
        unit=switches.unit,
        follow=switches.follow,
        reentry_months=switches.reentry,
        counted=switches.count or (),
        is_settled_only=switches.settled,
    )


def _spells(switches: Switches) -> "Spells":
    from faglaert.pathways.inputs import Window, read_register, read_spells

    closing, opening = (None if day is None else day.date() for day in (switches.closing, switches.opening))
    window = Window(closing=closing, opening=opening)
    if switches.spells is None:
        return read_register(load_settings().paths, window=window)
    return read_spells(switches.spells, switches.persons, window=window)


def _cube(switches: Switches) -> "Cube":
    from faglaert.pathways.cube import build_cube
    from faglaert.pathways.episodes import find_episodes

    return build_cube(find_episodes(_spells(switches), _definition(switches)))


def _where(switches: Switches) -> dict[str, str]:
    return {} if switches.cohort is None else {"cohort": switches.cohort}


def _rule() -> DisclosureRule:
    return disclosure_rule(date.today())  # noqa: DTZ011  (the rule in force on the day it is shown)


def _say(switches: Switches, rows: "pl.DataFrame", definition: "Definition", data_kind: str) -> None:
    """Print protected rows with their definition and kind of data: in every row of JSON, else above the table."""
    words = definition.words(switches.language)
    if switches.as_json:
        print_json([row | {"data_kind": data_kind, "definition": words} for row in rows.iter_rows(named=True)])
        return
    print_table(f"{words} ({data_kind})", rows.columns, rows.rows())
