# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Slices of the cube, typical routes of many, and spells of a loaded register."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from faglaert.atomic import KEPT_RUNS
from faglaert.definitions.parameters import disclosure_rule
from faglaert.paths import Paths
from faglaert.pathways import outputs, sequences, slicing
from faglaert.pathways.cube import build_cube, cells_from_labels, dense_by_programme
from faglaert.pathways.definition import Definition, Outcome
from faglaert.pathways.episodes import find_episodes
from faglaert.pathways.inputs import read_register, read_spells
from faglaert.pathways.kernel import curves, group_numbers
from faglaert.pathways.model import log_log_interval, months_lost
from faglaert.registers import storage
from tests.small_world.spells import frame, random_persons, random_spells, spell


@pytest.fixture(scope="module")
def episodes():
    return find_episodes(read_spells(random_spells(400, 11), random_persons(400, 11)), Definition())


def test_counts_by_programme_are_those_of_the_cube(episodes):
    direct = dense_by_programme(episodes, months=24)
    sliced = build_cube(episodes).dense(("programme",), months=24, where={"stage": "gf2"})
    places = [direct.groups.index(group) for group in sliced.groups]
    assert (direct.counts[places] == sliced.counts).all()
    assert direct.counts.sum() == sliced.counts.sum()


def test_cells_with_labels_make_the_same_cube(episodes):
    cube = build_cube(episodes)
    labelled = cube.cells.with_columns(
        *(
            pl.col(name).cast(pl.Int64).replace_strict(dict(enumerate(cube.labels[name])), return_dtype=pl.String)
            for name in ("programme", "school", "age_band", "sex", "eux", "stage")
        ),
        cohort_year=pl.col("cohort").cast(pl.Int64) + 1950,
    ).drop("cohort")
    names = (cube.labels["programme"], cube.labels["school"])
    again = cells_from_labels(labelled, names=names, about=(cube.definition, cube.closing_date, cube.data_kind))
    assert again.cells.equals(cube.cells)
    assert again.labels == cube.labels


def test_many_groups_are_numbered_like_few(episodes, monkeypatch):
    cube = build_cube(episodes)
    few = cube.dense(("school", "programme"), months=12)
    monkeypatch.setattr(slicing, "LARGEST_TABLE_OF_GROUPS", 1)
    many = cube.dense(("school", "programme"), months=12)
    assert few.groups == many.groups
    assert (few.counts == many.counts).all()


def test_causes_are_merged_only_when_each_has_a_place(episodes):
    dense = dense_by_programme(episodes, months=6)
    with pytest.raises(ValueError, match="exactly one"):
        dense.with_causes([(Outcome.DROPOUT,), (Outcome.DROPOUT,)])


def test_last_column_of_a_group_number_varies_fastest():
    columns = (np.array([0, 1], dtype=np.uint8), np.array([3, 2], dtype=np.uint8))
    assert group_numbers(columns, (2, 5)).tolist() == [3, 7]


def test_interval_on_the_log_log_scale():
    """F = 0.5, standard error 0.1: 0.5^exp(+-1.96 * 0.1 / (0.5 * log 2))."""
    low, high = log_log_interval(np.array([0.5]), np.array([0.01]))
    assert low[0] == pytest.approx(0.5 ** np.exp(1.959964 * 0.1 / (0.5 * np.log(2))), abs=1e-6)
    assert high[0] == pytest.approx(0.5 ** np.exp(-1.959964 * 0.1 / (0.5 * np.log(2))), abs=1e-6)


def test_variance_of_months_lost_is_near_that_of_repeated_draws():
    random = np.random.default_rng(4)
    chances = np.array([0.1, 0.1, 0.05, 0.05, 0.3, 0.4])
    draws = np.zeros((400, 5, 3), dtype=np.int32)
    drawn = random.multinomial(300, chances, size=400)
    draws[:, 1:4, 0], draws[:, 2, 1], draws[:, 3, 1], draws[:, 4, 2] = (
        drawn[:, :3],
        drawn[:, 3],
        drawn[:, 4],
        drawn[:, 5],
    )
    lost, variance = months_lost(draws, 0, before=4)
    assert variance.mean() == pytest.approx(lost.var(), rel=0.2)
    assert curves(draws).survival.shape == (400, 4)


def test_many_routes_are_clustered_on_samples(monkeypatch):
    monkeypatch.setattr(sequences, "LARGEST_FULL", 10)
    monkeypatch.setattr(sequences, "SAMPLE", 8)
    low = (np.arange(9)[:, None] >> np.arange(12)) & 1  # nine different routes through the first two states
    routes = sequences.Routes(np.concatenate([low, low + 5]).astype(np.uint8), np.full(18, 10))
    table = sequences.typical_routes(routes, count=2)
    assert table["count"].to_list() == [90, 90]
    assert table.equals(sequences.typical_routes(routes, count=2))


def test_a_route_of_few_is_not_told():
    routes = sequences.Routes(np.array([[2, 2], [2, 0]], dtype=np.uint8), np.array([40, 3]))
    shown = sequences.protected_routes(sequences.typical_routes(routes, count=2), disclosure_rule(date(2026, 1, 1)))
    assert shown["status"].to_list() == ["shown", "suppressed"]
    assert shown.row(1)[:-1] == (None,) * 5


def provenance(table, closing):
    return storage.Provenance(
        load_id="one",
        table=table,
        format="kotre",
        data_kind="synthetic",
        loaded_at="2025-01-01T00:00:00Z",
        files=(),
        rows=1,
        refused_rows=0,
        counts={},
        key_id="key",
        closing_date=closing,
        content_hash="0" * 8,
    )


def load(paths, table, rows, closing=None):
    storage.put_in_force(storage.write(paths, {table: rows}, provenance(table, closing)), keep=2)


def test_register_is_read_with_its_closing_date_and_persons(tmp_path):
    paths = Paths(tmp_path)
    spells = frame([spell("p00001", start=date(2018, 8, 1), end=date(2018, 12, 31))])
    load(paths, "spells", spells, closing="2024-12-31")
    assert read_register(paths).rows["age"].tolist() == [255]
    load(paths, "persons", random_persons(5, 1))
    read = read_register(paths)
    assert read.closing_date == date(2024, 12, 31)
    assert read.rows["age"][0] < 50


def test_only_the_newest_runs_are_kept(tmp_path):
    paths = Paths(tmp_path)
    folders = [outputs.write_results(paths, {}, {}) for _ in range(KEPT_RUNS + 2)]
    assert outputs.current_results(paths) == folders[-1]
    assert len([each for each in (tmp_path / "pathways").iterdir() if each.is_dir()]) <= KEPT_RUNS + 1
