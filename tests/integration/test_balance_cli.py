# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""``faglaert balance`` from the command line to the table, and what it says when it cannot."""

import csv
import json

import pytest
from typer.testing import CliRunner

from faglaert.pipeline.cli import app
from tests.spec.test_balance_series import folder as projection
from tests.unit.test_balance_backtest import industries, write

RUNNER = CliRunner()


def call(*arguments):
    return RUNNER.invoke(app, ["balance", *arguments])


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with one run of few draws, one scenario beside the base."""
    folder = tmp_path_factory.mktemp("balance")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAGLAERT_HOME", str(folder))
        result = call("run", "--draws", "100", "--scenario", "senior_participation", "--json")
    assert result.exit_code == 0, result.output
    assert {"balance", "differences", "waterfall"} <= set(json.loads(result.stdout)["tables"])
    return folder


@pytest.fixture(autouse=True)
def _at_home(home, monkeypatch):
    monkeypatch.setenv("FAGLAERT_HOME", str(home))


def test_show_says_the_word_before_the_figures() -> None:
    shown = call("show", "--year", "2030")
    assert shown.exit_code == 0
    assert "skilled" in shown.stdout
    assert any(word in shown.stdout for word in ("mangel", "overskud", "for usikkert til at sige"))


def test_show_gives_the_whole_row_as_json() -> None:
    rows = json.loads(call("show", "--concept", "B1", "--scenario", "senior_participation", "--json").stdout)
    assert {row["concept"] for row in rows} == {"B1"}
    assert {"p_shortage", "q025", "naive", "trend", "class", "data_kind"} <= set(rows[0])


def test_the_uncertainty_is_told_one_source_at_a_time() -> None:
    rows = json.loads(call("errors", "--year", "2035", "--json").stdout)
    found = {(row["component"], row["concept"]): row["half_width"] for row in rows}
    assert found["commuting", "B1"] == 0 < found["commuting", "B2"] < found["together", "B2"]
    assert "± persons, skilled, all, 2030" in call("errors").stdout


def test_young_people_outside_are_told_with_their_interval() -> None:
    rows = json.loads(call("neet", "--area", "101", "--json").stdout)
    assert [row["year"] for row in rows][-1] >= 2035
    assert all(row["q10"] < row["q50"] < row["q90"] for row in rows)
    assert "NEET 16-24, 084" in call("neet").stdout


def test_why_adds_up_in_whole_persons() -> None:
    lines = [line.split("│")[1:3] for line in call("show", "--why", "skilled").stdout.splitlines() if "│" in line]
    persons = {name.strip(): int(count) for name, count in lines}
    assert sum(count for name, count in persons.items() if name != "B3") == persons["B3"]
    steps = json.loads(call("show", "--why", "skilled", "--json").stdout)
    assert steps[0]["step"] == "base_gap"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("show", "--area", "moon"), "nothing is known of that; there are area:"),
        (("neet", "--area", "moon"), "nothing is known of that; there are area: 084"),
        (("run", "--scenario", "miracle"), "no scenario miracle; there are"),
        (("backtest",), "StatBank has delivered no series yet; fetch and build"),
    ],
)
def test_what_does_not_exist_is_a_wrong_call(arguments, reason) -> None:
    result = call(*arguments)
    assert reason in str(result.exception)
    assert result.exception.exit_code == 2


def test_scenarios_are_listed_and_shown() -> None:
    assert "more_skilled" in call("scenario").stdout
    assert "persons_a_year 500" in call("scenario", "more_skilled").stdout
    listed = json.loads(call("scenario", "--json").stdout)
    assert {"id", "levers"} <= set(listed[0])
    assert json.loads(call("scenario", "low_growth", "--json").stdout)["id"] == "low_growth"


def test_a_scenario_of_ones_own_is_read_from_a_file(tmp_path) -> None:
    path = tmp_path / "own.toml"
    words = 'name = {da = "Egen", en = "Own"}\ndescription = {da = "a", en = "a"}'
    path.write_text(f'id = "own"\n{words}\nsource = "x"\n[[levers]]\nkind = "mix"\ndrift = 0\n', encoding="utf-8")
    assert "Egen" in call("scenario", str(path)).stdout


def test_scores_of_real_series_are_printed_and_stored_with_their_day(tmp_path) -> None:
    write(tmp_path, "ardeco_snetz_x.csv", ("nuts", "nace", "aar", "tusind_personer"), industries(range(2000, 2020)))
    result = call("backtest", "--series", str(tmp_path), "--store", str(tmp_path / "kept"))
    stored = tmp_path / "kept" / "backtest_scores.csv"
    assert result.exit_code == 0, result.output
    assert "of the better naive forecast; 0.90 is" in result.output
    with stored.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert {row["method"] for row in rows} == {"damped", "frozen", "drift", "linear", "bls", "mean"}
    assert rows[0]["computed_on"]


def test_scores_are_given_as_json(tmp_path) -> None:
    write(tmp_path, "ardeco_snetz_x.csv", ("nuts", "nace", "aar", "tusind_personer"), industries(range(2000, 2020)))
    found = json.loads(call("backtest", "--series", str(tmp_path), "--json").stdout)
    assert set(found) == {"scores", "error_sources"}


def test_a_projection_whose_outcome_is_known_is_scored_beside_them(tmp_path) -> None:
    write(tmp_path, "ardeco_snetz_x.csv", ("nuts", "nace", "aar", "tusind_personer"), industries(range(2000, 2020)))
    projection(tmp_path)
    found = json.loads(call("backtest", "--series", str(tmp_path), "--json").stdout)
    assert {row["ahead"] for row in found["population_projection"]} == {0, 1}


def test_made_up_markets_are_called_synthetic_and_can_be_kept(tmp_path) -> None:
    result = call("backtest", "--simulated", "2", "--store", str(tmp_path))
    assert "synthetic" in result.stdout
    assert "computed_on" in (tmp_path / "simulated_scores.csv").read_text(encoding="utf-8")
    told = json.loads(call("backtest", "--simulated", "2", "--json").stdout)
    assert len(told["synthetic_markets_with_a_known_future"]) == 30
