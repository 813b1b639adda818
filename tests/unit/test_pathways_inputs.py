# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Reading spells: what is refused and why, and that every form of file means the same."""

import json
from datetime import date

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from faglaert import pathways
from faglaert.definitions.parameters import disclosure_rule
from faglaert.errors import DataRefusedError, NotPublishedError, UsageError
from faglaert.paths import Paths
from faglaert.pathways.checks import require_counts, require_whole
from faglaert.pathways.cube import build_cube
from faglaert.pathways.definition import Definition, read_definition
from faglaert.pathways.episodes import find_episodes
from faglaert.pathways.goals import protected_goals
from faglaert.pathways.inputs import Window, read_register, read_spells
from faglaert.pathways.kernel import count_events, curves
from faglaert.pathways.outputs import read_cube, read_table
from faglaert.pathways.rows import ONGOING, calendar, clock_of, date_of, next_day
from faglaert.pipeline.pathways_commands import app
from tests.small_world.spells import frame, random_persons, random_spells, spell


def problems(rows):
    with pytest.raises(DataRefusedError) as refused:
        read_spells(rows)
    return {(finding.column, finding.problem): finding.row for finding in refused.value.findings}


@pytest.mark.parametrize(
    ("change", "column", "problem"),
    [
        ({"stage": "gf3"}, "stage", "is no stage"),
        ({"end": "2018-07-31"}, "end_date", "is before the start"),
        ({"start": "1066-10-14"}, "start_date", "is no date between 1900 and 2199"),
        ({"end": "2999-12-31"}, "end_date", "is no date between 1900 and 2199"),
        ({"person_id": ""}, "person_id", "is empty"),
        ({"programme_code": None}, "programme_code", "is empty"),
        ({"institution_code": None}, "institution_code", "is empty"),
        ({"is_eux": None}, "is_eux", "is neither true nor false"),
    ],
)
def test_broken_rows_are_refused_with_their_row(change, column, problem):
    broken = spell("b", **({"start": "2018-08-01"} | change))
    assert problems(frame([spell("a", start="2018-08-01"), broken]))[column, problem] == 2


def test_missing_columns_are_named():
    assert set(problems(frame([spell("a", start="2018-08-01")]).drop("stage", "is_eux"))) == {
        ("stage", "missing column"),
        ("is_eux", "missing column"),
    }


def test_kinds_of_data_are_never_mixed():
    rows = [spell("a", start="2018-08-01"), spell("b", start="2018-08-01", data_kind="official")]
    with pytest.raises(DataRefusedError, match="cannot be mixed"):
        read_spells(frame(rows))


def test_no_spells_are_refused(tmp_path):
    with pytest.raises(DataRefusedError, match="no spells"):
        read_spells(frame([]))
    with pytest.raises(DataRefusedError, match="no file"):
        read_spells(tmp_path / "gone.parquet")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_files_mean_what_the_frame_means(tmp_path, form):
    spells = random_spells(50, 3)
    path = tmp_path / f"spells.{form}"
    spells.write_csv(path) if form == "csv" else spells.write_parquet(path)
    assert np.array_equal(read_spells(path).rows, read_spells(spells).rows)


def test_a_date_that_cannot_be_read_is_not_an_open_spell(tmp_path):
    path = tmp_path / "spells.csv"
    frame([spell("a", start="2018-08-01", end="2018-09-01")]).with_columns(end_date=pl.lit("soon")).write_csv(path)
    assert ("end_date", "is no date between 1900 and 2199") in problems(path)


@pytest.mark.parametrize(
    ("birth", "age"), [("2000-08-01", 18), ("2000-08-02", 17), ("2000-12-31", 17), ("2000-01-01", 18)]
)
def test_age_is_in_whole_years_at_the_start(birth, age):
    person = {"person_id": "a", "birth_date": date.fromisoformat(birth), "sex": "K", "data_kind": "synthetic"}
    rows = read_spells(
        frame([spell("a", start="2018-08-01"), spell("b", start="2018-08-01")]), pl.DataFrame([person])
    ).rows
    assert sorted(rows["age"].tolist()) == [age, 255]
    assert sorted((rows["flags"] >> 3).tolist()) == [0, 1]


def test_closing_date_is_the_latest_day_of_the_data():
    assert read_spells(frame([spell("a", start="2018-08-01", end="2019-02-03")])).closing_date == date(2019, 2, 3)
    assert read_spells(frame([spell("a", start="2018-08-01")])).closing_date == date(2018, 8, 1)


def test_unknown_programmes_are_main_areas_of_their_own():
    rows = [
        spell("a", "9999", start="2018-08-01", end="2018-09-30"),
        spell("a", "8888", start="2018-11-01", end="2018-12-31", completed_code="5000"),
    ]
    cube = build_cube(find_episodes(read_spells(frame(rows)), read_definition(unit="main_area")))
    assert cube.dense(("main_area",), months=3).groups == (("unknown",),)
    assert sorted(cube.cells["outcome"].to_list()) == [0, 3]


def test_every_day_has_its_clock_and_a_day_after():
    clocks = calendar()
    assert (np.diff(clocks) > 0).all()
    assert [next_day(int(clock)) for clock in clocks[36000:44000]] == clocks[36001:44001].tolist()
    assert date_of(clock_of(date(2024, 2, 29))) == date(2024, 2, 29)
    assert next_day(ONGOING) > ONGOING


@pytest.mark.parametrize(
    "switches",
    [
        {"risk_set": "higher"},
        {"unit": "class"},
        {"follow": "life"},
        {"reentry_months": 7},
        {"counted": ("completed",)},
        {"risk_set": "gf1", "follow": "education"},
    ],
)
def test_switches_that_do_not_exist_or_go_together_are_refused(switches):
    with pytest.raises(UsageError):
        read_definition(**switches)


def test_definition_counts_only_what_can_be_lost():
    with pytest.raises(UsageError, match="can be counted"):
        Definition(counted=frozenset({pathways.Outcome.COMPLETED}))


def test_cube_refuses_groupings_and_values_it_does_not_have():
    cube = build_cube(find_episodes(read_spells(frame([spell("a", start="2018-08-01")])), Definition()))
    for by, where in ((("class",), {}), (("school",), {"cohort": "1066/67"})):
        with pytest.raises(UsageError, match="no "):
            cube.dense(by, months=3, where=where)


def test_identities_are_checked():
    counts = np.array([[[1, 0], [0, 1]]], dtype=np.int32)
    estimate = curves(counts)
    assert require_whole(estimate, "test") is estimate
    with pytest.raises(DataRefusedError, match="sum to 1"):
        require_whole(estimate._replace(survival=estimate.survival + 0.1), "test")
    with pytest.raises(DataRefusedError, match="at risk"):
        require_counts(counts, np.array([[0, 5]]), "test")


def test_large_counts_are_split_over_threads_without_a_difference():
    random = np.random.default_rng(1)
    groups, months, outcomes = (random.integers(0, most, 600_000).astype(np.uint32) for most in (5, 9, 4))
    counts = count_events(groups, months, outcomes, shape=(5, 6, 3))
    expected = np.zeros((5, 8, 4), dtype=np.int64)
    is_beyond = months >= 7
    np.add.at(expected, (groups, np.where(is_beyond, 7, months), np.where(is_beyond, 3, outcomes)), 1)
    assert (counts == expected).all()


def test_a_run_writes_every_table_and_moves_the_pointer(tmp_path):
    paths = Paths(tmp_path)
    spells = read_spells(random_spells(300, 5), random_persons(300, 5))
    folder = pathways.run(paths, spells)
    assert pathways.current_results(paths) == folder
    assert {path.stem for path in folder.glob("*.parquet")} >= {
        "incidence",
        "losses",
        "transitions",
        "switches",
        "routes",
    }
    assert read_table(paths, "incidence")["data_kind"].unique().to_list() == ["synthetic"]
    assert read_cube(paths).cells.height > 0


def test_nothing_computed_and_nothing_loaded_is_said(tmp_path):
    with pytest.raises(NotPublishedError):
        pathways.current_results(Paths(tmp_path))
    with pytest.raises(NotPublishedError):
        read_register(Paths(tmp_path))


@pytest.fixture(scope="module")
def spells_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("spells") / "spells.parquet"
    random_spells(400, 8).write_parquet(path)
    return str(path)


def rows_of(command, spells_file, *options):
    result = CliRunner().invoke(app, [command, "--spells", spells_file, "--json", *options])
    assert result.exception is None, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("command", "columns"),
    [
        ("incidence", {"group", "month", "cause", "n", "at_risk", "share", "low", "high", "status"}),
        ("transition", {"group", "months", "outcome", "n", "count", "share", "status"}),
        ("goals", {"indicator_id", "period", "n", "count", "share", "low", "high", "status"}),
        ("losses", {"group", "stage", "month", "count", "share", "share_of_losses", "status"}),
        ("switches", {"origin", "destination", "count", "share", "status"}),
        ("schools", {"school", "programme", "cohort", "gap", "probability_better", "is_good_practice", "status"}),
        ("signals", {"school", "programme", "cohort", "count", "q_value", "comparisons", "is_signal", "status"}),
    ],
)
def test_commands_print_rows_that_say_what_they_mean(command, columns, spells_file):
    rows = rows_of(command, spells_file)
    assert rows or command == "signals"
    assert all(columns | {"data_kind", "definition"} <= set(row) for row in rows)


def test_incidence_prints_the_outcomes_asked_for(spells_file):
    rows = rows_of("incidence", spells_file, "--by", "main_area", "--months", "6", "--outcome", "dropout", "-l", "en")
    assert {row["cause"] for row in rows} == {"dropout"}
    assert {row["month"] for row in rows} == set(range(1, 7))
    assert "Clock from the start" in rows[0]["definition"]


def test_closing_date_and_unit_change_the_figure(spells_file):
    early = rows_of("incidence", spells_file, "--by", "stage", "--closing", "2019-06-30", "--outcome", "lost")
    late = rows_of("incidence", spells_file, "--by", "stage", "--unit", "eud", "--outcome", "lost")
    assert early[-1]["at_risk"] != late[-1]["at_risk"]
    assert late[-1]["n"] > 50


@pytest.mark.parametrize("options", [["--outcome", "death"], ["--stage", "gf3"], ["--reentry", "4"], ["-l", "fr"]])
def test_unknown_words_are_refused(options, spells_file):
    result = CliRunner().invoke(app, ["incidence", "--spells", spells_file, *options])
    assert isinstance(result.exception, UsageError)


def test_persons_need_spells(spells_file):
    result = CliRunner().invoke(app, ["incidence", "--persons", spells_file])
    assert isinstance(result.exception, UsageError)


def test_table_names_the_definition_above(spells_file):
    result = CliRunner().invoke(app, ["losses", "--spells", spells_file, "--months", "2"])
    assert "Uret går fra start" in result.stdout
    assert "synthetic" in result.stdout


def test_build_computes_the_tables(tmp_path, monkeypatch, spells_file):
    monkeypatch.setenv("FAGLAERT_HOME", str(tmp_path))
    result = CliRunner().invoke(app, ["build", "--spells", spells_file, "--json"])
    assert "incidence" in json.loads(result.stdout)["tables"]
    assert (tmp_path / "pathways" / "CURRENT").is_file()


def test_window_narrows_what_is_seen():
    spells = frame([spell("a", start="2018-08-01", end="2019-02-03", completed_code="5000")])
    seen = read_spells(spells, window=Window(closing=date(2018, 12, 1), opening=date(2018, 9, 1)))
    assert (seen.closing_date, date_of(seen.opening)) == (date(2018, 12, 1), date(2018, 9, 1))
    assert seen.seen(closing=date(2019, 12, 1)).closing_date == date(2019, 12, 1)


def test_figures_of_few_persons_are_not_told_among_the_goals():
    schema = {"indicator_id": pl.String, "period": pl.String, "count": pl.Int64, "n": pl.Int64}
    rows = [("a", "2019", 3, 500), ("a", "2020", 50, 500), ("b", "2019", 3, 999), ("b", "2020", 80, 999)]
    table = pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        pl.when(pl.col("indicator_id") == "a").then(pl.col("count") / pl.col("n")).alias(name)
        for name in ("share", "low", "high")
    )
    shown = protected_goals(table, disclosure_rule(date(2026, 1, 1)))
    told = [(row["indicator_id"], row["period"], row["count"], row["n"]) for row in shown.iter_rows(named=True)]
    assert told[:2] == [("a", "2019", None, None), ("a", "2020", 50, 500)]
    assert told[2][2] is None
    assert set(shown["status"]) <= {"shown", "suppressed"}
