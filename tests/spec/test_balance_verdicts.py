# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""From draws to words; who fills whose jobs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faglaert.balance import substitution, verdicts
from faglaert.balance.verdicts import VERDICT_WORDS, Verdict


@pytest.mark.parametrize(
    ("shortage", "gap", "expected"),
    [
        (0.95, 3.0, Verdict.CLEAR_SHORTAGE),
        (0.90, 2.0, Verdict.CLEAR_SHORTAGE),
        (0.95, 1.9, Verdict.LIKELY_SHORTAGE),
        (0.70, 9.0, Verdict.LIKELY_SHORTAGE),
        (0.69, 9.0, Verdict.UNCERTAIN),
        (0.31, -9.0, Verdict.UNCERTAIN),
        (0.30, -9.0, Verdict.LIKELY_SURPLUS),
        (0.05, -1.0, Verdict.LIKELY_SURPLUS),
        (0.10, -2.0, Verdict.CLEAR_SURPLUS),
    ],
)
def test_the_word_follows_from_probability_and_size(shortage, gap, expected) -> None:
    said = verdicts.verdicts(np.array([shortage]), np.array([round(1 - shortage, 9)]), np.array([gap]))
    assert said[0] == expected
    assert expected in VERDICT_WORDS


def test_nothing_is_neither_shortage_nor_surplus() -> None:
    shortage, surplus = verdicts.sides(np.array([[1e-9], [-1e-9], [-2.0], [3.0]]))
    assert (shortage[0], surplus[0]) == (0.25, 0.25)
    assert verdicts.verdicts(shortage, surplus, np.zeros(1))[0] == Verdict.UNCERTAIN


def test_quantiles_are_named_and_rise() -> None:
    found = verdicts.quantiles(np.arange(1001.0)[:, None])
    assert [values[0] for values in found.values()] == [25, 100, 250, 500, 750, 900, 975]


def test_jobs_are_filled_by_their_own_first_and_by_others_as_far_as_they_can() -> None:
    available, wanted = np.array([100.0, 50.0, 10.0]), np.array([60.0, 80.0, 10.0])
    flexibility = np.array([[0, 0.1, 0], [0, 0, 0], [0, 1.0, 0]])
    filled = substitution.fill(available, wanted, flexibility)
    assert filled.before.tolist() == [0, 30, 0]
    assert filled.by_others.tolist() == [0, 10, 0]
    assert filled.after.tolist() == [0, 20, 0]


def test_no_more_jobs_are_filled_than_there_are_idle_persons() -> None:
    filled = substitution.fill(np.array([105.0, 0.0, 0.0]), np.array([100.0, 20.0, 20.0]), np.ones((3, 3)))
    assert filled.by_others.sum() == pytest.approx(5)


@given(st.integers(0, 10_000))
def test_filling_beats_every_greedy_order(seed) -> None:
    random = np.random.default_rng(seed)
    available, wanted = random.integers(0, 50, (2, 5)).astype(float)
    flexibility = random.random((5, 5))
    filled = substitution.fill(available, wanted, flexibility)
    idle, lacking = available - np.minimum(available, wanted), filled.before.copy()
    order, greedy = random.permutation(25), 0.0
    for cell in order:
        giver, taker = divmod(int(cell), 5)
        moved = min(idle[giver], lacking[taker], flexibility[giver, taker] * available[giver])
        idle[giver], lacking[taker], greedy = idle[giver] - moved, lacking[taker] - moved, greedy + moved
    assert filled.by_others.sum() >= greedy - 1e-6
    assert (filled.after >= 0).all()


def test_pressure_is_none_in_balance_and_falls_with_substitution() -> None:
    wanted = np.array([100.0, 100.0])
    assert np.allclose(substitution.pressure(wanted, wanted, 0.8, 0.1), 0)
    short = [substitution.pressure(np.array([90.0, 110.0]), wanted, each, 0.0)[0] for each in (0.15, 0.8, 1.6)]
    assert short[0] > short[1] > short[2] > 0


def test_pressure_clears_the_market() -> None:
    available, wanted = np.array([90.0, 120.0]), np.array([100.0, 100.0])
    relative = 1 + substitution.pressure(available, wanted, 0.8, 0.0) / 100
    cleared = wanted * relative**-0.8 / available
    assert cleared[0] == pytest.approx(cleared[1])
