# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Whatever the numbers: draws have an address, whole persons keep declared sums, shares are met give or take one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faglaert.registers.synthetic.draws import (
    allotted,
    allotted_category,
    category,
    chance_of,
    draw,
    draws,
    new_allotments,
)
from faglaert.registers.synthetic.rounding import fitted, rounded_table, whole_parts

few = settings(deadline=None, max_examples=60)
SEEDS, PERSONS = st.integers(0, 2**31 - 1), st.integers(0, 2**31)
SHARES = st.lists(st.floats(0.01, 1), min_size=1, max_size=8)
TABLES = st.integers(1, 6).flatmap(
    lambda columns: st.lists(st.lists(st.floats(0, 50), min_size=columns, max_size=columns), min_size=1, max_size=6)
)


@few
@given(SEEDS, PERSONS, st.integers(0, 60), st.integers(0, 400))
def test_a_draw_is_a_function_of_its_address(seed, person, decision, time):
    chance, neighbour = np.uint64(chance_of(seed, person)), np.uint64(chance_of(seed, person + 1))
    assert 0 <= draw(chance, decision, time) < 1
    assert draw(chance, decision, time) == draws(seed, np.array([person]), decision)[0] or time > 0
    assert draw(chance, decision, time) != draw(chance, decision, time + 1)
    assert draw(chance, decision, time) != draw(neighbour, decision, time)


@few
@given(SEEDS, st.integers(0, 40))
def test_many_draws_are_even(seed, decision):
    found = draws(seed, np.arange(4000), decision)
    counts = np.histogram(found, bins=10, range=(0, 1))[0]
    assert np.abs(counts - 400).max() < 110  # 5.8 standard deviations of a binomial count


@few
@given(st.integers(0, 100_000), SHARES)
def test_whole_parts_keep_the_total_and_stay_beside_their_share(total, shares):
    parts = whole_parts(total, np.array(shares))
    assert parts.sum() == total
    assert np.abs(parts - total * np.array(shares) / sum(shares)).max() < 1


@few
@given(TABLES, SEEDS)
def test_a_rounded_table_goes_up_or_down_and_keeps_whole_sums(rows, seed):
    table = np.array(rows)
    rounded = rounded_table(table, chance_of(seed, 1))
    assert np.all((np.floor(table - 1e-6) <= rounded) & (rounded <= np.ceil(table + 1e-6)))
    for axis in (0, 1):
        assert np.all(np.abs(rounded.sum(axis=axis) - table.sum(axis=axis)) < 1 + 1e-6)


@few
@given(TABLES, SEEDS)
def test_whole_margins_of_a_rounded_table_stay(rows, seed):
    shape = np.array(rows) + 0.1
    row_sums = whole_parts(1000, shape.sum(axis=1))
    column_sums = whole_parts(1000, shape.sum(axis=0))
    rounded = rounded_table(fitted(shape, row_sums, column_sums), chance_of(seed, 2))
    assert rounded.sum(axis=0).tolist() == column_sums.tolist()
    assert rounded.sum(axis=1).tolist() == row_sums.tolist()


def test_rounding_is_unbiased():
    table = np.array([[0.3, 0.7], [0.7, 0.3]])
    ups = [rounded_table(table, chance_of(seed, 3))[0, 0] for seed in range(2000)]
    assert np.mean(ups) == pytest.approx(0.3, abs=0.05)


@few
@given(SEEDS, st.lists(st.floats(0, 1), min_size=1, max_size=200))
def test_as_many_are_chosen_as_their_probabilities_add_up_to(seed, probabilities):
    running = new_allotments(seed, 0, 3)
    chosen = sum(allotted(running, 1, 2, p) for p in probabilities)
    assert abs(chosen - sum(probabilities)) < 1 + 1e-9


@few
@given(SEEDS, SHARES, st.integers(1, 400))
def test_categories_come_as_often_as_their_shares_say(seed, shares, turns):
    cumulative = np.cumsum(shares) / sum(shares)
    running = new_allotments(seed, 0, 1)
    found = [allotted_category(running, 2, 0, cumulative) for _ in range(turns)]
    counts = np.bincount(found, minlength=len(shares))
    wanted = turns * np.diff(cumulative, prepend=0)
    assert np.abs(counts - wanted).max() < 2 + np.log2(turns)  # the golden ratio's discrepancy grows with the logarithm


@few
@given(SHARES, st.floats(0, 1, exclude_max=True))
def test_a_category_is_the_place_among_cumulative_shares(shares, u):
    cumulative = np.cumsum(shares) / sum(shares)
    found = category(cumulative, u)
    below = cumulative[found - 1] if found else 0.0
    assert below <= u
    assert found == len(shares) - 1 or u < cumulative[found]
