# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A whole run: its tables, its promises, and that it can be had again to the bit."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from faglaert import balance
from faglaert.balance import model, supply
from faglaert.balance.checks import require_identities
from faglaert.balance.inputs import AssumedError, Component, DataKind
from faglaert.balance.running import source_rows
from faglaert.balance.trends import Rule
from faglaert.balance.uncertainty import error_models
from faglaert.definitions.scenarios import scenarios
from faglaert.errors import DataRefusedError, NotPublishedError, UsageError
from faglaert.paths import Paths
from tests.small_world.labour_market import ORIGIN, small_inputs

SETTING = balance.Setting(seed=7, draws=200)
TABLES = {
    *("balance", "commuting", "demand_by_industry", "differences", "errors", "flows"),
    *("provenance", "scores", "simulated_scores", "substitution", "supply", "waterfall"),
}


@pytest.fixture(scope="module")
def tables():
    chosen = [scenarios()["more_skilled"], scenarios()["senior_participation"]]
    return balance.compute(small_inputs(), scenarios=chosen, setting=SETTING)


def at_the_end(table, scenario="base", concept="B3"):
    last = table.filter(pl.col("year") == 2024, pl.col("scenario") == scenario)
    return last.filter(pl.col("concept") == concept) if "concept" in last.columns else last


def test_a_run_gives_its_tables_for_every_scenario(tables) -> None:
    assert set(tables) == TABLES
    assert set(tables["balance"]["scenario"]) == {"base", "more_skilled", "senior_participation"}
    assert set(tables["differences"]["scenario"]) == {"more_skilled", "senior_participation"}


def test_every_cell_stands_once(tables) -> None:
    keys = ["scenario", "area", "education", "year", "concept"]
    assert tables["balance"].height == 3 * 3 * 17 * 5 * 3
    assert not tables["balance"].select(keys).is_duplicated().any()


def test_quantiles_rise_and_hold_the_point(tables) -> None:
    rows = tables["balance"].filter(pl.col("year") > 2020)
    names = ["q025", "q10", "q25", "q50", "q75", "q90", "q975"]
    values = rows.select(names).to_numpy()
    assert (np.diff(values, axis=1) >= 0).all()
    inside = (rows["point"] >= rows["q025"]) & (rows["point"] <= rows["q975"])
    assert inside.mean() > 0.99


def test_a_difference_is_narrower_than_what_it_is_the_difference_of(tables) -> None:
    keys = ["area", "education", "concept"]
    level = at_the_end(tables["balance"], "senior_participation")
    moved = at_the_end(tables["differences"], "senior_participation")
    both = level.join(moved, on=keys, suffix="_moved").filter(pl.col("education") == "skilled")
    assert ((both["q90_moved"] - both["q10_moved"]) < 0.2 * (both["q90"] - both["q10"])).all()
    assert (both["q50_moved"] > 0).all()


def test_the_same_seed_gives_the_same_bits(tables) -> None:
    again = balance.compute(small_inputs(), scenarios=[], setting=SETTING)
    assert again["balance"].equals(tables["balance"].filter(pl.col("scenario") == "base"))


def test_another_seed_gives_other_draws_of_the_same_projection(tables) -> None:
    other = balance.compute(small_inputs(), scenarios=[], setting=replace(SETTING, seed=8))["balance"]
    base = tables["balance"].filter(pl.col("scenario") == "base")
    assert other["point"].equals(base["point"])
    assert not other["q10"].equals(base["q10"])


def test_a_result_is_as_sure_as_its_least_sure_part() -> None:
    inputs = small_inputs()
    told = {name: replace(part, provenance=replace(ORIGIN, kind=DataKind.OFFICIAL)) for name, part, _ in inputs.parts()}
    told["mix"] = replace(told["mix"], provenance=replace(ORIGIN, kind=DataKind.MODELLED))
    guessed = replace(ORIGIN, kind=DataKind.OFFICIAL, kinds={"H10": DataKind.ASSUMED})
    told["structural"] = replace(told["structural"], provenance=guessed)
    rows = balance.compute(small_inputs(**told), scenarios=[], setting=SETTING)["balance"]
    kinds = {
        (concept, education): kind
        for concept, education, kind in rows.select("concept", "education", "data_kind").iter_rows()
    }
    assert kinds["B1", "unskilled"] == kinds["B3", "skilled"] == "modelled"
    assert kinds["B3", "unskilled"] == kinds["B3", "all"] == "assumed"


def test_provenance_names_every_part_and_error(tables) -> None:
    told = tables["provenance"]
    assert {"population", "mix", "error of population"} <= set(told["part"])
    assert told["source"].unique().to_list() == ["small_world"]


def erring(component, deviation):
    """The small world in which one component alone has errors."""
    errors = tuple(AssumedError(each, (deviation if each is component else 0.0,), ORIGIN) for each in Component)
    return balance.compute(small_inputs(assumed_errors=errors), scenarios=[], setting=SETTING)["balance"]


def test_errors_of_commuting_widen_what_comes_after_commuting_alone() -> None:
    sure, unsure = (erring(Component.COMMUTING, deviation) for deviation in (0.0, 0.02))
    of = {name: table.with_columns(width=pl.col("q90") - pl.col("q10")) for name, table in [("0", sure), ("2", unsure)]}
    both = of["0"].join(of["2"], on=["concept", "area", "education", "year"], suffix="_unsure")
    later = both.filter(pl.col("year") > 2020)
    before = later.filter(pl.col("concept") == "B1")
    assert before["q10"].equals(before["q10_unsure"].rename("q10"))
    after = later.filter(pl.col("concept") != "B1")
    assert (after["width_unsure"] > after["width"]).all()
    base = both.filter(pl.col("year") == 2020)
    assert (base["q90"] - base["q90_unsure"]).abs().max() < 1e-9


def test_jobs_held_err_by_the_deviation_of_commuting() -> None:
    found = erring(Component.COMMUTING, 0.02).filter(
        pl.col("concept") == "B2", pl.col("education") == "all", pl.col("area") == "101", pl.col("year") == 2021
    )
    width = found["q90"][0] - found["q10"][0]
    assert width == pytest.approx(2 * 1.2816 * 0.02 * found["demand"][0], rel=0.3)


def test_each_source_alone_is_surer_than_all_together() -> None:
    found = source_rows(small_inputs(), SETTING).filter(pl.col("year") == 2024, pl.col("education") == "all")
    widths = found.filter(pl.col("area") == "all", pl.col("concept") == "B3")
    wide = dict(widths.select("component", "half_width").iter_rows())
    assert set(wide) == {*map(str, Component), "paths", "together"}
    alone = [width for name, width in wide.items() if name != "together"]
    assert max(alone) < wide["together"] < sum(alone)
    assert wide["mix"] < 1e-6 < wide["commuting"]  # what the mix takes from one education it gives another


def test_more_scenarios_than_can_be_compared_are_refused() -> None:
    with pytest.raises(UsageError, match="at most 4"):
        balance.compute(small_inputs(), scenarios=[scenarios()["low_growth"]] * 5, setting=SETTING)


def test_an_identity_that_does_not_hold_stops_the_run() -> None:
    inputs = small_inputs()
    rules = dict.fromkeys(Component, Rule(1.0, 1.0))
    projection = model.project(inputs, balance.Assumptions(), rules)
    models = {component: errors for component, (errors, _) in error_models(inputs).items()}
    draws = model.draw(inputs, projection, balance.Assumptions(), models=models, seed=1, count=2)
    broken = replace(projection, supply=projection.supply * np.linspace(1, 1.01, 5))
    flows, steps = supply.flows(projection.force, inputs.axes), np.zeros((1, 3, 17, 5))
    with pytest.raises(DataRefusedError, match="labour force \\+ entrants") as refused:
        require_identities(inputs, broken, draws, flows=flows, steps=steps, balance=steps[0] + 1)
    assert "steps of the waterfall" in str(refused.value)


def test_a_run_is_written_whole_and_read_again(tmp_path) -> None:
    paths = Paths(tmp_path)
    with pytest.raises(NotPublishedError, match="faglaert balance run"):
        balance.read_table(paths, "balance")
    folders = [balance.run(paths, small_inputs(), setting=SETTING) for _ in range(4)]
    assert balance.current_results(paths) == folders[-1]
    assert not folders[0].exists()
    assert balance.read_table(paths, "balance").height == 3 * 17 * 5 * 3
    with pytest.raises(NotPublishedError, match="no table forecast"):
        balance.read_table(paths, "forecast")
