# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""``faglaert balance``: the labour-market balance on the command line: computed, shown, tested.

The engine is imported when a command runs, so that every other command starts as fast as before.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from faglaert.errors import UsageError
from faglaert.pipeline.output import messages, print_json, print_table, results
from faglaert.settings import load_settings

if TYPE_CHECKING:
    import polars as pl

    from faglaert.definitions.scenarios import Scenario

app = typer.Typer(no_args_is_help=True, help="Labour-market balance: residents, jobs, and how sure the gap is.")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Named = Annotated[list[str] | None, typer.Option(help="Scenario by id, or a TOML file; give it again to compare.")]

SHOWN = ("education", "class", "p_shortage", "q10", "q50", "q90", "naive", "data_kind")
SHOWN_SCORES = ("mode", "method", "ahead", "wape", "relative_mae", "better_cells", "direction", "coverage80")
BAR = 0.90
"""Error relative to the better naive forecast that the method must reach."""


@app.command()
def run(
    scenario: Named = None,
    municipalities: Annotated[bool, typer.Option(help="Every municipality instead of the region as one.")] = False,
    draws: Annotated[int, typer.Option(min=100, max=10_000, help="Paths around the projection.")] = 1000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result to the bit.")] = 2030,
    as_json: AsJson = False,
) -> None:
    """Compute the balance and up to four scenarios, check the identities and write the tables."""
    from faglaert import balance
    from faglaert.balance.chains import is_left_out
    from faglaert.pipeline.balance_inputs import current_inputs

    paths = load_settings().paths
    inputs = current_inputs(paths, "municipality" if municipalities else "region")
    about = inputs.extra_completions.provenance
    if is_left_out(about):
        messages().print(about.text, markup=False)
    setting = balance.Setting(seed=seed, draws=draws)
    folder = balance.run(paths, inputs, scenarios=_scenarios(scenario), setting=setting)
    tables = sorted(path.stem for path in folder.glob("*.parquet"))
    if as_json:
        print_json({"folder": folder.name, "tables": tables})
        return
    results().print(f"{folder.name}: {', '.join(tables)}", markup=False)


@app.command()
def show(
    area: Annotated[str, typer.Option(help="Area code, or all.")] = "all",
    year: Annotated[int, typer.Option(help="Projected year.")] = 2030,
    concept: Annotated[str, typer.Option(help="B1, B2 or B3.")] = "B3",
    scenario: Annotated[str, typer.Option(help="Scenario of the newest run.")] = "base",
    why: Annotated[str | None, typer.Option(help="Education whose B3 is explained step by step instead.")] = None,
    as_json: AsJson = False,
) -> None:
    """The newest balance of an area and year: the verdict first, then the figures. Negative is a shortage."""
    import polars as pl
    from polars import selectors

    from faglaert.balance.verdicts import VERDICT_WORDS

    if why is not None:
        _explain({"area": area, "year": year, "scenario": scenario, "education": why}, as_json=as_json)
        return
    rows = _chosen("balance", {"area": area, "year": year, "concept": concept, "scenario": scenario})
    rows = rows.with_columns(pl.when(~pl.col("is_small")).then(selectors.float()))
    if as_json:
        print_json(rows.to_dicts())
        return
    words = {str(verdict): word for verdict, word in VERDICT_WORDS.items()}
    shown = rows.with_columns(
        pl.col("class").replace_strict(words), pl.col("q10", "q50", "q90", "naive").cast(pl.Int64)
    ).select(SHOWN)
    print_table(f"{concept}, {area}, {year}, {scenario}", shown.columns, shown.rows())


@app.command()
def errors(
    education: Annotated[str, typer.Option(help="Group or one of the nine educations.")] = "skilled",
    year: Annotated[int, typer.Option(help="Projected year.")] = 2030,
    area: Annotated[str, typer.Option(help="Area code, or all.")] = "all",
    as_json: AsJson = False,
) -> None:
    """Where the uncertainty comes from: half the 80 per cent interval of each balance, one source at a time."""
    import polars as pl

    from faglaert.balance import Setting
    from faglaert.balance.rounding import shown
    from faglaert.balance.running import source_rows
    from faglaert.pipeline.balance_inputs import current_inputs

    table = source_rows(current_inputs(load_settings().paths, "region"), Setting())
    found = _rows_of(shown("sources", table), {"area": area, "education": education, "year": year})
    if as_json:
        print_json(found.to_dicts())
        return
    wide = found.with_columns(pl.col("half_width").cast(pl.Int64)).pivot(
        "concept", index="component", values="half_width"
    )
    print_table(f"± persons, {education}, {area}, {year}", wide.columns, wide.rows())


@app.command()
def neet(
    area: Annotated[str, typer.Option(help="The region's code or a municipality's.")] = "084",
    as_json: AsJson = False,
) -> None:
    """Young people outside education and work to the horizon of the newest balance: share, number and interval."""
    import polars as pl

    rows = _chosen("neet", {"area": area})
    if as_json:
        print_json(rows.to_dicts())
        return
    shown = rows.select(
        "year",
        *(f"share_{name}" for name in ("q10", "q50", "q90")),
        *(pl.col(name).cast(pl.Int64) for name in ("persons", "q10", "q50", "q90")),
        "data_kind",
    )
    print_table(f"NEET 16-24, {area}", shown.columns, shown.rows())


@app.command()
def backtest(
    series: Annotated[Path | None, typer.Option(help="Folder with the real series.")] = None,
    simulated: Annotated[int, typer.Option(min=0, help="Made-up markets with a known future.")] = 0,
    store: Annotated[Path | None, typer.Option(help="Folder to write the scores to as CSV, with today's date.")] = None,
    as_json: AsJson = False,
) -> None:
    """Test the method on the past of real series, or on made-up markets whose future is known.

    Real series are those that StatBank has delivered, and those in the folder.
    """
    told = {} if simulated and series is None else _test_series(series, store)
    if simulated:
        told |= _test_made_up(simulated, store)
    if as_json:
        print_json({name: table.to_dicts() for name, table in told.items()})
        return
    for name, table in told.items():
        _print(name.replace("_", " "), table)
    if "scores" in told:
        _say_whether_reached(told["scores"])


@app.command()
def scenario(
    name: Annotated[str | None, typer.Argument(help="Scenario by id, or a TOML file; none: list them.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the scenarios that come with the system, or check and show one."""
    from faglaert.definitions.scenarios import scenarios

    if name is None:
        rows = [(each.id, each.name.da, each.description.da) for each in scenarios().values()]
        if as_json:
            print_json([each.model_dump() for each in scenarios().values()])
        else:
            print_table("Scenarier", ("id", "navn", "beskrivelse"), rows)
        return
    found = _scenarios([name])[0]
    if as_json:
        print_json(found.model_dump())
        return
    levers = [(each.kind, ", ".join(f"{key} {value}" for key, value in each if key != "kind")) for each in found.levers]
    print_table(f"{found.name.da}: {found.description.da} ({found.source})", ("lever", "setting"), levers)


def _chosen(name: str, chosen: dict[str, object]) -> "pl.DataFrame":
    """The rows of a result table as they are shown; raises :class:`UsageError` with what there is when there are none.

    Figures are rounded as they are on the pages.
    """
    from faglaert.balance import read_table
    from faglaert.balance.rounding import shown

    return _rows_of(shown(name, read_table(load_settings().paths, name)), chosen)


def _rows_of(table: "pl.DataFrame", chosen: dict[str, object]) -> "pl.DataFrame":
    """The rows of a table; raises :class:`UsageError` with what there is when there are none."""
    import polars as pl

    rows = table.filter(*(pl.col(name) == value for name, value in chosen.items()))
    if rows.is_empty():
        known = (f"{name}: {', '.join(map(str, table[name].unique().sort().to_list()))}" for name in chosen)
        raise UsageError(f"nothing is known of that; there are {'; '.join(known)}")
    return rows


def _explain(chosen: dict[str, object], *, as_json: bool) -> None:
    """Print the steps from the base year's balance to the projected one; they add up."""
    rows = _chosen("waterfall", chosen)
    if as_json:
        print_json(rows.to_dicts())
        return
    steps = [(row["step"], int(row["persons"])) for row in rows.to_dicts()]
    total = ("B3", sum(persons for _, persons in steps))
    print_table(", ".join(map(str, chosen.values())), ("step", "persons"), [*steps, total])


def _scenarios(names: list[str] | None) -> list["Scenario"]:
    """Scenarios by id or file; raises :class:`UsageError` for an id that does not exist."""
    from faglaert.definitions.scenarios import read_scenario, scenarios

    found = []
    for name in names or []:
        if name.endswith(".toml"):
            found.append(read_scenario(Path(name)))
        elif name in scenarios():
            found.append(scenarios()[name])
        else:
            raise UsageError(f"no scenario {name}; there are {', '.join(scenarios())}")
    return found


def _test_series(folder: Path | None, store: Path | None) -> dict[str, "pl.DataFrame"]:
    """Tables about the method on the past of every series that was delivered or is in the folder."""
    import polars as pl

    from faglaert.balance.backtest import backtest, error_sources
    from faglaert.balance.panels import read_panels
    from faglaert.balance.series import has_projection, projection_errors
    from faglaert.pipeline.balance_inputs import current_panels

    panels = (*current_panels(load_settings().paths), *(read_panels(folder) if folder else ()))
    if not panels:
        raise UsageError("StatBank has delivered no series yet; fetch and build, or give --series or --simulated")
    found = pl.concat([backtest(panel) for panel in panels], how="diagonal")
    _store(found, store, "backtest_scores.csv")
    told = {"scores": found, "error_sources": error_sources(found)}
    return told | ({"population_projection": projection_errors(folder)} if folder and has_projection(folder) else {})


def _test_made_up(count: int, store: Path | None) -> dict[str, "pl.DataFrame"]:
    """The table about the model on made-up markets."""
    import polars as pl

    from faglaert.balance import Setting
    from faglaert.balance.validation import simulated_scores

    found = simulated_scores(count, Setting(draws=400)).with_columns(pl.lit(count).alias("markets"))
    _store(found, store, "simulated_scores.csv")
    return {"synthetic_markets_with_a_known_future": found}


def _store(scores: "pl.DataFrame", folder: Path | None, name: str) -> None:
    """Keep scores with the day they were computed."""
    import polars as pl

    from faglaert.atomic import write_file

    if folder is not None:
        dated = scores.fill_nan(None).with_columns(pl.lit(date.today().isoformat()).alias("computed_on"))  # noqa: DTZ011
        folder.mkdir(parents=True, exist_ok=True)
        write_file(folder / name, dated.write_csv(float_precision=4).encode())


def _say_whether_reached(scores: "pl.DataFrame") -> None:
    """For each series and mode whether the method is as much better than the naive forecasts as it should be."""
    import polars as pl

    from faglaert.balance.backtest import OURS

    ours = scores.filter(pl.col("method") == OURS).group_by("series", "mode", maintain_order=True)
    for series_name, mode, ratio in ours.agg(pl.col("relative_mae").mean()).iter_rows():
        reached = "reached" if ratio <= BAR else "not reached"
        verdict = f"{series_name}, {mode}: error {ratio:.2f} of the better naive forecast; {BAR:.2f} is {reached}"
        messages().print(verdict, markup=False)


def _print(title: str, frame: "pl.DataFrame") -> None:
    """Print a table of scores; of those of series, the columns that are read first."""
    shown = frame.select("series", *SHOWN_SCORES) if set(SHOWN_SCORES) <= set(frame.columns) else frame
    rows = [[round(cell, 3) if isinstance(cell, float) else cell for cell in row] for row in shown.iter_rows()]
    print_table(title, shown.columns, rows)
