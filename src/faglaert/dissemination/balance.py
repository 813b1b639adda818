# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The labour-market balance as protected tables of a release.

What is shown of a municipality's small groups is the word alone. Numbers are rounded here, once for every reader.
"""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import duckdb
import polars as pl

from faglaert.balance.axes import EDUCATION_GROUPS
from faglaert.balance.outputs import current_results
from faglaert.balance.release import release_paths
from faglaert.balance.rounding import shown
from faglaert.balance.verdicts import SMALL_SUPPLY
from faglaert.definitions.parameters import DisclosureRule
from faglaert.definitions.programme import programme
from faglaert.disclosure.groups import PROOF_COUNT, GroupTable, Judgement
from faglaert.disclosure.protect import protect_groups
from faglaert.dissemination.pathways import refuse_unprotected_groups, write_groups
from faglaert.errors import BuildError, NotPublishedError
from faglaert.paths import Paths
from faglaert.warehouse.connection import create_table, read_frame

ALL = "all"
SHOWN_GROUPS = (*EDUCATION_GROUPS, ALL)
FIGURES = (
    *("supply", "demand", "point", "q025", "q10", "q25", "q50", "q75", "q90", "q975"),
    *("p_shortage", "p_large", "gap_per_cent", "naive", "trend"),
)
PRESSURES = {"pressure_0.15": "pressure_low", "pressure_0.8": "pressure_middle", "pressure_1.6": "pressure_high"}
UNFILLED = ("unfilled_before", "filled_by_others", "unfilled_after")


def _persons(name: str, keys: tuple[str, ...], exact: tuple[str, ...]) -> GroupTable:
    return GroupTable(name, keys, (Judgement(exact=exact, total=None),))


TABLES = {
    table.name: table
    for table in (
        _persons("balance_result", ("area_code", "education", "concept", "year"), FIGURES),
        _persons("balance_step", ("education", "year"), ("persons",)),
        _persons("balance_substitution", ("education", "year"), (*UNFILLED, *PRESSURES.values())),
        _persons("balance_flow", ("education", "year"), ("entrants", "exits", "movers")),
        GroupTable(
            "balance_job",
            ("industry", "education", "year"),
            (Judgement(exact=("jobs",), persons=("jobs",), total=None),),
        ),
    )
}
PLAIN = {
    "provenance": "balance_provenance",
    "scores": "balance_score",
    "simulated_scores": "balance_simulated",
    "published_forecasts": "balance_forecast",
    "published_accuracy": "balance_accuracy",
    "break_even": "balance_break_even",
    "profile": "balance_profile",
    "neet": "balance_neet",
    "sources": "balance_source",
    "vintages": "balance_vintage",
}
"""Tables of the run that tell of no group of persons in a place: the method, other publishers, the whole region."""


def write_balance(store: duckdb.DuckDBPyConnection, paths: Paths, build_id: str, rule: DisclosureRule) -> bool:
    """Write the tables of :data:`TABLES`, those of :data:`PLAIN` and ``balance_run``; nothing, and False, without.

    Raises :class:`DataRefusedError` for a figure that may not be shown, and :class:`BuildError` when the second look at
    what was written finds one.
    """
    try:
        folder = current_results(release_paths(paths))
    except NotPublishedError:
        return False
    for name, rows in _rows(folder, rule):
        write_groups(store, TABLES[name], protect_groups(rows, TABLES[name], rule), build_id)
        refuse_unprotected_groups(store, TABLES[name], rule)
    _refuse_small_groups(store)
    for name, table in PLAIN.items():
        create_table(store, table, shown(name, _read(folder, name)).with_columns(build_id=pl.lit(build_id)))
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    names = ("run", "vintage", "digest", "chain", "seed", "draws", "base_year", "end_year")
    create_table(store, "balance_run", pl.DataFrame([{name: run[name] for name in names} | {"build_id": build_id}]))
    return True


def _rows(folder: Path, rule: DisclosureRule) -> Iterator[tuple[str, pl.DataFrame]]:
    """Each protected table's name and rows, each with the persons in the group as proof."""
    region = programme().region_code
    balance = _read(folder, "balance").filter(pl.col("area") == region)
    places = pl.concat([balance, _read(folder, "municipalities")])
    yield "balance_result", shown("balance", result_rows(places, rule))
    kinds = balance.filter(pl.col("concept") == "B3").select(
        "education", "year", "data_kind", pl.col("supply").alias(PROOF_COUNT)
    )
    for name, source in (("balance_step", "waterfall"), ("balance_flow", "flows")):
        rows = shown(source, _of_region(folder, source, region)).filter(pl.col("education").is_in(SHOWN_GROUPS))
        columns = [each for each in ("step", *TABLES[name].judgements[0].exact) if each in rows.columns]
        yield (
            name,
            _with_status(
                rows.select("education", "year", *columns).join(kinds, on=["education", "year"], maintain_order="left")
            ),
        )
    filled = shown("substitution", _of_region(folder, "substitution", region)).rename(PRESSURES)
    columns = ["education", "year", *UNFILLED, *PRESSURES.values()]
    yield (
        "balance_substitution",
        _with_status(filled.select(columns).join(kinds, on=["education", "year"], maintain_order="left")),
    )
    jobs = _read(folder, "demand_by_industry").filter(pl.col("workplace") == region)
    jobs = jobs.select("industry", "education", "year", "jobs").join(
        kinds.drop(PROOF_COUNT), on=["education", "year"], how="left"
    )
    is_hidden = pl.col("jobs") < rule.smallest_count
    yield (
        "balance_job",
        jobs.with_columns(
            pl.when(is_hidden).then(pl.lit("suppressed")).otherwise(pl.lit("shown")).alias("status"),
            pl.col("jobs").alias(PROOF_COUNT),
            pl.when(~is_hidden).then(pl.col("jobs")),
        ).pipe(partial(shown, "demand_by_industry")),
    )


def result_rows(balance: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    """Balances of the shown groups: where ``is_small`` the word alone, where persons are too few not even that."""
    is_hidden = pl.col("is_small")
    is_nobody = pl.col("supply") < rule.smallest_count
    return balance.filter(pl.col("education").is_in(SHOWN_GROUPS)).select(
        pl.col("area").alias("area_code"),
        *("education", "concept", "year", "data_kind", "vintage", "scenario"),
        pl.when(~is_nobody).then(pl.col("class")).alias("verdict"),
        pl.when(is_hidden).then(pl.lit("suppressed")).otherwise(pl.lit("shown")).alias("status"),
        *(pl.when(~is_hidden).then(pl.col(name)).alias(name) for name in FIGURES),
        pl.col("supply").alias(PROOF_COUNT),
    )


def _refuse_small_groups(store: duckdb.DuckDBPyConnection) -> None:
    """Read back what was written: no number stands for a group below the size that carries one."""
    broken = read_frame(store, f"FROM balance_result WHERE status <> 'suppressed' AND supply < {SMALL_SUPPLY}")
    if broken.height:
        raise BuildError(f"{broken.height} balances of small groups carry numbers; nothing was published")


def _of_region(folder: Path, name: str, region: str) -> pl.DataFrame:
    return _read(folder, name).filter(pl.col("area") == region)


def _with_status(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(status=pl.lit("shown"))


def _read(folder: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(folder / f"{name}.parquet")
