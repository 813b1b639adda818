# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Whatever the spells: curves equal their definition, parts add up, and the order of a file does not matter."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faglaert.pathways.checks import require_whole
from faglaert.pathways.cube import build_cube, load_cube
from faglaert.pathways.definition import REENTRY_MONTHS, Definition, Unit
from faglaert.pathways.episodes import find_episodes
from faglaert.pathways.gray import gray_test
from faglaert.pathways.inputs import read_spells
from faglaert.pathways.kernel import count_events, curves
from faglaert.pathways.model import log_log_interval, months_lost
from faglaert.pathways.sequences import distances
from tests.small_world.spells import random_persons, random_spells

LAST_MONTH, CAUSES = 6, 3
PERSONS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, CAUSES)).map(
        lambda each: (each[0], each[0] + 1 + each[1], each[2])
    ),
    min_size=1,
    max_size=25,
)
"""Persons as (whole months gone before they were seen, month of the end, cause or censored)."""

few = settings(deadline=None, max_examples=60)
seldom = settings(deadline=None, max_examples=10)


def counted(persons):
    counts = np.zeros((1, LAST_MONTH + 2, CAUSES + 1), dtype=np.int32)
    late = np.zeros((1, LAST_MONTH + 2), dtype=np.int32)
    for seen, month, cause in persons:
        if month > LAST_MONTH:
            counts[0, LAST_MONTH + 1, CAUSES] += 1
        else:
            counts[0, month, cause] += 1
        late[0, seen] += seen > 0
    return counts, late


def by_definition(persons):
    """Incidence and survival month by month, counting persons anew each month."""
    survival, incidence, result = 1.0, np.zeros(CAUSES), []
    for t in range(LAST_MONTH + 1):
        at_risk = sum(1 for seen, month, _ in persons if seen < t <= month or (seen == 0 and t == 0))
        ends = np.array([sum(1 for _, month, own in persons if (month, own) == (t, cause)) for cause in range(CAUSES)])
        if at_risk:
            incidence = incidence + survival * ends / at_risk
            survival *= 1 - ends.sum() / at_risk
        result.append((*incidence, survival))
    return np.array(result)


def cube_of(spells, definition=None, persons=None):
    return build_cube(find_episodes(read_spells(spells, persons), definition or Definition()))


@few
@given(PERSONS)
def test_curve_is_the_definition_also_for_those_seen_late(persons):
    estimate = require_whole(curves(*counted(persons)), "test")
    expected = by_definition(persons)
    assert estimate.incidence[0] == pytest.approx(expected[:, :-1], abs=1e-12)
    assert estimate.survival[0] == pytest.approx(expected[:, -1], abs=1e-12)


@few
@given(PERSONS)
def test_variance_by_prefix_sums_is_the_double_sum(persons):
    counts, _ = counted(persons)
    estimate = curves(counts)
    n, ends = estimate.at_risk[0].astype(float), counts[0, :-1, :CAUSES].astype(float)
    incidence, events = estimate.incidence[0, :, 0], ends.sum(axis=1)
    before = np.concatenate([[1.0], estimate.survival[0, :-1]])
    total = 0.0
    for u in np.flatnonzero((events > 0) & (n > 1)):
        rise, own = incidence[-1] - incidence[u], ends[u, 0]
        total += before[u] ** 2 * own * (n[u] - own) / (n[u] ** 2 * (n[u] - 1))
        if n[u] > events[u]:
            total += rise**2 * events[u] / ((n[u] - 1) * (n[u] - events[u]))
            total -= 2 * rise * before[u] * own * (n[u] - own) / (n[u] * (n[u] - events[u]) * (n[u] - 1))
    assert estimate.variance[0, -1, 0] == pytest.approx(max(0.0, total), abs=1e-12)


@few
@given(PERSONS)
def test_interval_holds_the_share(persons):
    estimate = curves(*counted(persons))
    low, high = log_log_interval(estimate.incidence, estimate.variance)
    assert ((low >= 0) & (high <= 1)).all()
    assert (low <= estimate.incidence + 1e-12).all()
    assert (high >= estimate.incidence - 1e-12).all()


@few
@given(PERSONS)
def test_months_lost_are_the_area_under_the_curve(persons):
    counts, late = counted(persons)
    lost, variance = months_lost(counts, 1, before=5, late=late)
    assert lost[0] == pytest.approx(curves(counts, late).incidence[0, :5, 1].sum(), abs=1e-12)
    assert variance[0] >= 0


@few
@given(PERSONS, PERSONS)
def test_gray_test_does_not_mind_which_group_comes_first(one, other):
    counts = np.concatenate([counted(one)[0], counted(other)[0]])
    assert gray_test(counts, 0).p_value == pytest.approx(gray_test(counts[::-1], 0).p_value, abs=1e-6)


@few
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(0, CAUSES)), max_size=40))
def test_dense_count_is_a_count(rows):
    groups, months, outcomes = (np.array([row[place] for row in rows], dtype=np.uint32) for place in range(3))
    counts = count_events(groups, months, outcomes, shape=(3, LAST_MONTH, CAUSES))
    assert counts.sum() == sum(1 for group, _, _ in rows if group < 3)
    assert counts[1, 2, 1] == rows.count((1, 2, 1))


@seldom
@given(st.integers(0, 10**6), st.sampled_from(REENTRY_MONTHS), st.sampled_from(tuple(Unit)))
def test_order_of_the_file_does_not_matter(seed, window, unit):
    spells = random_spells(60, seed)
    definition = Definition(unit=unit, reentry_months=window)
    shuffled = spells.sample(fraction=1.0, shuffle=True, seed=seed)
    assert cube_of(spells, definition).cells.equals(cube_of(shuffled, definition).cells)


@seldom
@given(st.integers(0, 10**6))
def test_marginals_add_up(seed):
    cube = cube_of(random_spells(80, seed), persons=random_persons(80, seed))
    whole = cube.dense((), months=12).counts
    for by in (("programme",), ("school", "sex"), ("main_area",), ("age_band", "eux", "cohort"), ("stage",)):
        assert (cube.dense(by, months=12).counts.sum(axis=0, keepdims=True) == whole).all()


@seldom
@given(st.integers(0, 10**6))
def test_a_stored_cube_is_the_same_cube(tmp_path_factory, seed):
    folder = tmp_path_factory.mktemp("cube")
    cube = cube_of(random_spells(30, seed))
    cube.save(folder)
    again = load_cube(folder)
    assert again.cells.equals(cube.cells)
    assert (again.definition, again.labels, again.closing_date) == (cube.definition, cube.labels, cube.closing_date)


@seldom
@given(st.integers(0, 10**6))
def test_wider_units_never_have_more_episodes_nor_more_switches(seed):
    spells = random_spells(80, seed).filter(pl.col("stage").is_in(["gf2", "main", "higher"]))
    cubes = [cube_of(spells, Definition(unit=unit)) for unit in (Unit.PROGRAMME, Unit.MAIN_AREA, Unit.EUD)]
    episodes = [int(cube.cells["count"].sum()) for cube in cubes]
    assert episodes == sorted(episodes, reverse=True)
    assert cubes[-1].cells.filter(pl.col("outcome") == 3).height == 0


@few
@given(st.lists(st.lists(st.integers(0, 2), min_size=5, max_size=5), min_size=1, max_size=8))
def test_distances_are_a_metric(sequences):
    array = np.array(sequences, dtype=np.uint8)
    distance = distances(array)
    assert (np.diag(distance) == 0).all()
    assert (distance == distance.T).all()
    assert ((distance[:, :, None] + distance[None]) >= distance[:, None] - 1e-6).all()
