# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The labour-market tables from StatBank's interface to the balance: fetched, built, used part by part, or refused.

The figures are made up (``replay/labour_tables.py``); their variables and codes are those of the real tables.
"""

import json
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from faglaert.balance.axes import EDUCATIONS
from faglaert.balance.embedded import embedded_inputs
from faglaert.balance.inputs import Component, DataKind
from faglaert.definitions.sources import sources
from faglaert.errors import DataRefusedError
from faglaert.pipeline.balance_inputs import current_inputs
from faglaert.pipeline.build import build
from faglaert.pipeline.cli import app
from faglaert.pipeline.source_commands import fetch_together
from faglaert.settings import Settings
from tests.integration.replay.labour_tables import labour_tables, people
from tests.integration.replay.server import StatbankReplay, running
from tests.integration.replay.tables import Codes, ReplayTable, time

USED = (
    "dst_frkm",
    "dst_hfudd11_ages",
    "dst_nabb36",
    "dst_pend100",
    "dst_pend101",
    "dst_ras209",
    "dst_ras209_regions",
    "dst_ras310",
)
CHANGED = ("population", "shares", "participation", "unemployment", "jobs", "mix", "commuters")


@pytest.fixture(scope="module")
def labour_server():
    """A StatBank with the labour-market tables filled."""
    with running() as server:
        server.tables |= labour_tables()
        yield server


def settings_of(server: StatbankReplay, home) -> Settings:
    """An installation that asks ``server`` without pauses."""
    return Settings(home=home, statbank_url=server.base_url, http_attempts=2, http_host_pause_seconds=0)


def fetched(settings: Settings, *source_ids: str) -> Settings:
    """The same installation with these sources fetched."""
    outcomes = fetch_together([sources()[each] for each in source_ids], settings, quiet=True)
    assert {each["result"] for each in outcomes} == {"new"}, outcomes
    return settings


@pytest.fixture(scope="module")
def everything(labour_server, tmp_path_factory) -> Settings:
    """An installation with all of them fetched, built and published."""
    settings = fetched(settings_of(labour_server, tmp_path_factory.mktemp("labour")), *USED)
    build(settings)
    return settings


@pytest.fixture(scope="module")
def inputs(everything):
    """The inputs by municipality."""
    return current_inputs(everything.paths, "municipality")


def test_every_fetched_table_is_in_the_vintage(inputs) -> None:
    name, *tables = inputs.vintage.split()
    assert name == "statbank"
    assert [f"dst_{each.split('@')[0]}" for each in tables] == list(USED)


def test_each_part_says_what_it_stands_on(inputs) -> None:
    before = {name: part.provenance.kind for name, part, _ in embedded_inputs("municipality").parts()}
    kinds = {name: part.provenance.kind for name, part, _ in inputs.parts()}
    assert kinds["population"] is DataKind.OFFICIAL
    assert {kinds[name] for name in CHANGED[1:]} == {DataKind.MODELLED}
    assert {name: kind for name, kind in kinds.items() if name not in CHANGED} == {
        name: kind for name, kind in before.items() if name not in CHANGED
    }


def test_each_history_is_the_delivered_one_and_official(inputs) -> None:
    delivered = set(Component) - {Component.POPULATION, Component.COMMUTING}
    found = {each.component for each in inputs.histories if each.provenance.source.startswith("dst_")}
    assert found == delivered
    assert {inputs.history(each).years for each in delivered} == {tuple(range(2012, 2024))}
    assert {inputs.history(each).provenance.kind for each in delivered} == {DataKind.OFFICIAL}


def test_shares_are_those_of_the_table_by_age_and_sex(inputs) -> None:
    skilled = inputs.shares.values[..., EDUCATIONS.index("H30")]
    assert np.ptp(skilled) < 0.002  # the made-up figures are alike everywhere but for rounding
    told = people("101", "H30", "2023") + people("101", "H35", "2023")
    assert skilled[0] == pytest.approx(told / people("101", "TOT", "2023"))


def test_jobs_are_where_the_table_has_them(inputs) -> None:
    copenhagen, farming = inputs.axes.residences.index("101"), inputs.axes.industries.index("A")
    assert inputs.jobs.values[copenhagen, farming] == 0
    assert (np.delete(inputs.jobs.values[:-1, farming], copenhagen) > 0).all()


def test_unemployment_differs_as_the_table_says(inputs) -> None:
    rates = inputs.unemployment.values
    assert rates.max(axis=1) / rates.min(axis=1) == pytest.approx(1, abs=0.05)


def test_the_balance_of_fetched_tables_is_modelled_and_its_third_concept_assumed(everything, monkeypatch) -> None:
    monkeypatch.setenv("FAGLAERT_HOME", str(everything.home))
    result = CliRunner().invoke(app, ["balance", "run", "--draws", "100", "--json"])
    assert result.exit_code == 0, result.output
    folder = everything.paths.home / "balance" / json.loads(result.stdout)["folder"]
    rows = pl.read_parquet(folder / "balance.parquet").select("concept", "data_kind").unique().sort("concept")
    assert rows.rows() == [("B1", "modelled"), ("B2", "modelled"), ("B3", "assumed")]
    told = pl.read_parquet(folder / "provenance.parquet").filter(pl.col("source").str.starts_with("dst_"))
    assert set(told["source"]) == set(USED)


def test_the_method_is_tested_on_every_delivered_series(everything, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("FAGLAERT_HOME", str(everything.home))
    result = CliRunner().invoke(app, ["balance", "backtest", "--store", str(tmp_path), "--json"])
    assert result.exit_code == 0, result.output
    scores = pl.DataFrame(json.loads(result.stdout)["scores"], infer_schema_length=None)
    assert scores["series"].unique().sort().to_list() == [
        "employed by region, industry and education",
        "employees by industry, national accounts",
        "jobs by region and industry, registers",
        "labour force 16-64 by region, sex and education",
        "population 15-69 by region, sex and education",
    ]
    assert set(scores["method"]) == {"damped", "frozen", "drift", "linear", "bls", "mean"}
    smooth = scores.filter(pl.col("method") == "drift", pl.col("ahead") == 1)
    assert smooth["wape"].max() < 0.2  # per cent; the made-up educations grow evenly, their sums nearly so
    assert "Statistics Denmark" in (tmp_path / "backtest_scores.csv").read_text(encoding="utf-8")


def test_one_table_alone_changes_its_own_part(labour_server, tmp_path) -> None:
    settings = fetched(settings_of(labour_server, tmp_path), "dst_pend101")
    build(settings)
    inputs, before = current_inputs(settings.paths, "municipality"), embedded_inputs("municipality")
    changed = {
        name
        for (name, part, _), (_, old, _) in zip(inputs.parts(), before.parts(), strict=True)
        if part.provenance != old.provenance
    }
    assert changed == {"jobs"}


Spoil = Callable[[Codes, float], float | None]


def spoilt(spoil: Spoil) -> Callable[[ReplayTable], dict[str, object]]:
    """The same table with other figures."""
    return lambda table: {"cell": lambda codes: spoil(codes, table.cell(codes))}


def with_an_industry(table: ReplayTable) -> dict[str, object]:
    """The same table with seven persons, all of one education, in an industry that no list has."""
    place = [each.code for each in table.variables].index("BRANCHE07")
    known = table.variables[place]
    more = replace(known, values={**known.values, "10": "Ny branche"})
    return {
        "variables": (*table.variables[:place], more, *table.variables[place + 1 :]),
        "cell": lambda codes: 7 * (codes[1] in ("TOT", "H10")) if codes[place] == "10" else table.cell(codes),
    }


def without_2015(table: ReplayTable) -> dict[str, object]:
    """The same table with a hole among its years."""
    return {"variables": (*table.variables[:-1], time([*range(2012, 2015), *range(2016, 2024)]))}


FAULTS = {
    "a negative count": (
        "dst_pend101",
        spoilt(lambda codes, value: -5 if codes[:2] == ("101", "F") else value),
        r"dst_pend101/data.csv, row \d+, column INDHOLD: is -5, expected 0 or more",
    ),
    "parts that are not the whole": (
        "dst_ras209",
        spoilt(lambda codes, value: 9 * value if codes[1:3] == ("H30", "50") else value),
        r"dst_ras209/data.csv, row \d+, column UDDANNELSE: .*the parts sum to \d+, TOT is \d+",
    ),
    "an unknown industry": (
        "dst_ras310",
        with_an_industry,
        r"dst_ras310/data.csv, row \d+, column industry: unknown code '10'; expected one of A, B-E",
    ),
    "a year that is missing": (
        "dst_hfudd11_ages",
        without_2015,
        r"dst_hfudd11_ages/data.csv, column Tid: lacks 2015 between 2012 and 2023",
    ),
    "a hidden figure": (
        "dst_ras310",
        spoilt(lambda codes, value: None if codes[:3] == ("084", "H20", "K") else value),
        r"dst_ras310/data.csv, row \d+, column INDHOLD: is hidden, expected a number of persons",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_table_is_refused_by_row_and_what_was_in_force_stays(fault, labour_server, tmp_path) -> None:
    source_id, change, reason = FAULTS[fault]
    good = labour_server.tables[sources()[source_id].statbank.table]
    labour_server.update(good.id, **change(good))
    try:
        settings = fetched(settings_of(labour_server, tmp_path), source_id)
    finally:
        labour_server.tables[good.id] = good
    with pytest.raises(DataRefusedError, match=reason):
        build(settings)
    assert current_inputs(settings.paths, "region").vintage == embedded_inputs("region").vintage
