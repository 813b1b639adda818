# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What of a balance may be published: heads of large groups, the word alone of small ones, nothing of a handful."""

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from unittest.mock import Mock

import polars as pl
import pytest

from faglaert.balance import release as module
from faglaert.balance.embedded import embedded_inputs
from faglaert.balance.inputs import Component, Inputs
from faglaert.balance.outputs import read_table
from faglaert.balance.release import VINTAGES, digest_of, release, release_paths, vintage_rows
from faglaert.definitions.parameters import disclosure_rule
from faglaert.disclosure.checks import group_violations
from faglaert.disclosure.groups import PROOF_COUNT
from faglaert.disclosure.protect import protect_groups
from faglaert.dissemination.balance import FIGURES, TABLES, result_rows, write_balance
from faglaert.errors import BuildError, DataRefusedError
from faglaert.paths import Paths
from faglaert.warehouse.connection import connect, read_frame

RULE = disclosure_rule(date(2026, 11, 1))
TABLE = TABLES["balance_result"]


def balance(supply: float, *, is_small: bool, education: str = "skilled") -> pl.DataFrame:
    """One row of a run."""
    row: dict[str, object] = dict.fromkeys(FIGURES, -120.5)
    return pl.DataFrame(
        [
            row
            | {"supply": supply, "area": "101", "education": education, "concept": "B3", "year": 2030}
            | {"data_kind": "assumed", "vintage": "v", "scenario": "base", "class": "likely_shortage"}
            | {"is_small": is_small}
        ]
    )


def test_a_large_group_keeps_its_figures() -> None:
    (row,) = result_rows(balance(2000.0, is_small=False), RULE).to_dicts()
    assert (row["status"], row["verdict"], row["q50"], row["supply"]) == ("shown", "likely_shortage", -120.5, 2000.0)


def test_a_small_group_keeps_the_word_alone() -> None:
    (row,) = result_rows(balance(1999.0, is_small=True), RULE).to_dicts()
    assert (row["status"], row["verdict"]) == ("suppressed", "likely_shortage")
    assert {row[name] for name in FIGURES} == {None}


def test_of_a_handful_not_even_the_word_is_kept() -> None:
    (row,) = result_rows(balance(4.0, is_small=True), RULE).to_dicts()
    assert (row["status"], row["verdict"]) == ("suppressed", None)


def test_single_educations_are_left_to_their_groups() -> None:
    assert result_rows(balance(9000.0, is_small=False, education="H30"), RULE).is_empty()


def test_every_row_says_what_kind_of_data_it_is_and_of_which_vintage() -> None:
    (row,) = result_rows(balance(9000.0, is_small=False), RULE).to_dicts()
    assert (row["data_kind"], row["vintage"], row["scenario"]) == ("assumed", "v", "base")


def test_the_gate_lets_no_true_count_through() -> None:
    protected = protect_groups(result_rows(balance(9000.0, is_small=False), RULE), TABLE, RULE).frame
    assert PROOF_COUNT not in protected.columns
    assert group_violations(protected, TABLE, RULE) == []


def test_the_gate_refuses_a_hidden_row_with_a_number() -> None:
    leaking = result_rows(balance(1999.0, is_small=True), RULE).with_columns(q50=pl.lit(-120.5))
    with pytest.raises(DataRefusedError, match="a hidden row carries a number"):
        protect_groups(leaking, TABLE, RULE)


def test_the_gate_refuses_jobs_of_a_handful() -> None:
    rows = pl.DataFrame(
        {"industry": ["A"], "education": ["H80"], "year": [2030], "jobs": [4.0], "status": ["shown"]}
        | {"data_kind": ["assumed"], PROOF_COUNT: [4.0]}
    )
    with pytest.raises(DataRefusedError, match="a small number of persons is shown"):
        protect_groups(rows, TABLES["balance_job"], RULE)


@pytest.fixture(scope="module")
def inputs() -> tuple[Inputs, Inputs]:
    """Region and municipalities."""
    return embedded_inputs("region"), embedded_inputs("municipality")


@pytest.fixture(scope="module")
def kept(inputs: tuple[Inputs, Inputs], tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A home that holds one release."""
    paths = Paths(tmp_path_factory.mktemp("release"))
    release(paths, *inputs)
    return paths


def test_equal_inputs_are_not_computed_twice(
    kept: Paths, inputs: tuple[Inputs, Inputs], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "compute", lambda *_args, **_more: pytest.fail("computed again"))
    assert release(kept, *inputs).parent == release_paths(kept).home / "balance"


@pytest.mark.parametrize("changed", ["program_digest", "digest_of"])
def test_another_program_computes_the_same_inputs_anew(
    kept: Paths, inputs: tuple[Inputs, Inputs], monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    monkeypatch.setattr(module, changed, lambda *_inputs: "another")
    computed = Mock(side_effect=InterruptedError)
    monkeypatch.setattr(module, "compute", computed)
    with pytest.raises(InterruptedError):
        release(kept, *inputs)


def test_a_new_release_keeps_what_the_one_before_said(
    kept: Paths, inputs: tuple[Inputs, Inputs], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(kept.home, tmp_path / "home")
    paths, (region, municipalities) = Paths(tmp_path / "home"), inputs
    before = pl.read_parquet(release(paths, *inputs) / f"{VINTAGES}.parquet")
    tables = {name: read_table(release_paths(paths), name) for name in ("balance", "neet")}
    monkeypatch.setattr(module, "compute", lambda *_args, **_more: dict(tables))
    monkeypatch.setattr(module, "beside_tables", lambda *_args: {})
    monkeypatch.setattr(module, "error_sources", lambda *_args: tables["neet"])
    after = pl.read_parquet(release(paths, replace(region, vintage="next"), municipalities) / f"{VINTAGES}.parquet")
    assert after.head(before.height).equals(before)
    assert after.height == 2 * before.height
    assert after["digest"].n_unique() == 2


def test_a_release_tells_where_the_uncertainty_comes_from(kept: Paths) -> None:
    rows = read_table(release_paths(kept), "sources").filter(education="skilled", year=2030)
    wide = dict(rows.select("component", "half_width").iter_rows())
    assert set(wide) == {*Component, "paths"}
    (whole,) = (
        read_table(release_paths(kept), "balance")
        .filter(area="all", concept="B3", education="skilled", year=2030, scenario="base")["q90", "q10"]
        .rows()
    )
    assert max(wide.values()) < (whole[0] - whole[1]) / 2 * 1.1 < sum(wide.values())


def test_other_inputs_have_another_name(inputs: tuple[Inputs, Inputs]) -> None:
    region, municipalities = inputs
    assert digest_of(region, municipalities) == digest_of(region, municipalities)
    assert digest_of(region) != digest_of(municipalities)


def test_the_run_names_its_inputs(kept: Paths, inputs: tuple[Inputs, Inputs]) -> None:
    about = json.loads((release(kept, *inputs) / "run.json").read_text(encoding="utf-8"))
    assert about["digest"] == digest_of(*inputs)
    assert about["vintage"] == inputs[0].vintage


@pytest.fixture(scope="module")
def store(kept: Paths, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the balance."""
    path = tmp_path_factory.mktemp("store") / "store.duckdb"
    with connect(path, read_only=False) as connection:
        assert write_balance(connection, kept, "b1", RULE)
    return path


@pytest.mark.parametrize("name", sorted(TABLES))
def test_what_is_written_holds_the_rules_and_its_build(store: Path, name: str) -> None:
    with connect(store, read_only=True) as connection:
        rows = read_frame(connection, f"FROM {name}")
    assert rows.height > 0
    assert group_violations(rows, TABLES[name], RULE) == []
    assert rows["build_id"].unique().to_list() == ["b1"]
    assert set(rows["data_kind"]) <= {"official", "modelled", "assumed", "synthetic"}


def test_numbers_of_persons_have_three_digits(store: Path) -> None:
    with connect(store, read_only=True) as connection:
        rows = read_frame(connection, "FROM balance_result WHERE status = 'shown'")
    for name in FIGURES[:10]:
        digits = rows[name].abs().cast(pl.Int64).cast(pl.String).str.strip_chars_end("0").str.len_chars()
        assert digits.max() <= 3, name
        assert (rows[name] % 1 == 0).all()


def test_equal_probabilities_have_equal_words(store: Path) -> None:
    with connect(store, read_only=True) as connection:
        rows = read_frame(connection, "FROM balance_result WHERE status = 'shown'")
    uncertain = rows.filter(verdict="uncertain")["p_shortage"]
    assert uncertain.max() < 0.7
    assert rows.filter(verdict="likely_shortage")["p_shortage"].min() >= 0.7


def test_small_municipal_groups_carry_no_number(store: Path) -> None:
    with connect(store, read_only=True) as connection:
        rows = read_frame(connection, "FROM balance_result WHERE area_code <> '084'")
    hidden = rows.filter(pl.col("status") == "suppressed")
    assert hidden.height > 100
    assert rows.filter(pl.col("status") == "shown")["supply"].min() >= 2000
    assert hidden.select(pl.any_horizontal(pl.col(FIGURES).is_not_null().any())).item() is False


def test_the_steps_add_up_to_the_projection(store: Path) -> None:
    with connect(store, read_only=True) as connection:
        steps = read_frame(connection, "FROM balance_step")
        points = read_frame(
            connection, "SELECT education, year, point FROM balance_result WHERE area_code = '084' AND concept = 'B3'"
        )
    levels = pl.col("persons").cum_sum().over("education", "year")
    largest = pl.max_horizontal(levels.abs(), pl.col("persons").abs()).max().over("education")
    totals = steps.with_columns(largest=largest).group_by("education", "year")
    both = points.join(totals.agg(pl.col("persons").sum(), pl.col("largest").first()), on=["education", "year"])
    assert both.height == points.height
    # half a unit of the third digit of the largest number
    apart = (pl.col("persons") - pl.col("point")).abs() / pl.col("largest")
    assert both.select(apart.max()).item() <= 0.005


def test_without_a_release_nothing_is_written(tmp_path: Path) -> None:
    with connect(tmp_path / "store.duckdb", read_only=False) as connection:
        assert write_balance(connection, Paths(tmp_path), "b1", RULE) is False


def test_a_number_that_slips_through_stops_the_publication(
    kept: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(rows: pl.DataFrame, rule: object) -> pl.DataFrame:
        return result_rows(rows.with_columns(is_small=pl.lit(value=False)), RULE)

    monkeypatch.setattr("faglaert.dissemination.balance.result_rows", careless)
    with (
        connect(tmp_path / "store.duckdb", read_only=False) as connection,
        pytest.raises(BuildError, match="small groups carry numbers"),
    ):
        write_balance(connection, kept, "b1", RULE)


def test_a_release_carries_on_what_the_ones_before_have_said() -> None:
    rows = pl.concat(
        balance(9000.0, is_small=False).with_columns(area=pl.lit("all"), year=pl.lit(year)) for year in (2029, 2030)
    )
    (said,) = vintage_rows(rows, "embedded", "abc", date(2026, 11, 23)).to_dicts()
    assert (said["year"], said["computed_date"], said["verdict"], said["q50"]) == (
        *(2030, "2026-11-23", "likely_shortage"),
        -120.5,
    )
