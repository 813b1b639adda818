# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Sampled shares against what they are exactly, and concordance against another implementation."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import friedmanchisquare

from faglaert.priorities.evidence import Direction, Evidence, Scaled, scale
from faglaert.priorities.ranking import Missing
from faglaert.priorities.robustness import (
    disagreement,
    in_top,
    pairs,
    rank_acceptability,
    uniform_weights,
    weights_around,
)

CLOSE = 0.02  # four standard errors of a share by 10,000 samples


def scaled(*rows: tuple[float, ...]) -> Scaled:
    values = np.array(rows)
    return Scaled(
        tuple("ABCDEFGH"[: len(rows)]), tuple(f"c{number}" for number in range(values.shape[1])), values, values
    )


def first_shares_exactly(rows: list[tuple[float, float]]) -> list[float]:
    """Two criteria: between the weights at which two alternatives are equal, one of them is first all the way."""
    cuts = {0.0, 1.0}
    for a, b in rows:
        for c, d in rows:
            slope = (a - b) - (c - d)
            if slope and 0 < (d - b) / slope < 1:
                cuts.add((d - b) / slope)
    shares = [0.0] * len(rows)
    for start, end in pairwise(sorted(cuts)):
        weight = (start + end) / 2
        scores = [weight * a + (1 - weight) * b for a, b in rows]
        shares[scores.index(max(scores))] += end - start
    return shares


def test_first_ranks_by_two_criteria_are_the_lengths_of_intervals() -> None:
    rows = [(1.0, 0.0), (0.8, 0.5), (0.4, 0.8), (0.0, 1.0), (0.3, 0.3)]
    found = rank_acceptability(scaled(*rows), uniform_weights(2), Missing.PRESENT)[:, 0]
    assert found == pytest.approx(first_shares_exactly(rows), abs=CLOSE)


def test_one_weight_of_three_is_above_a_half_in_a_quarter_of_all_cases() -> None:
    (pair,) = pairs(scaled((1.0, 0.0, 0.0), (0.5, 0.5, 0.5)), uniform_weights(3))
    assert (pair.at_least, pair.at_most) == pytest.approx((0.25, 0.25), abs=CLOSE)


def test_three_of_a_kind_are_first_equally_often() -> None:
    found = rank_acceptability(scaled((1, 0, 0), (0, 1, 0), (0, 0, 1)), uniform_weights(3), Missing.PRESENT)
    assert in_top(found, 1) == pytest.approx([1 / 3] * 3, abs=CLOSE)
    assert in_top(found, 2) == pytest.approx([2 / 3] * 3, abs=CLOSE)


def test_samples_have_the_mean_and_spread_of_the_dirichlet_distribution() -> None:
    drawn = weights_around(np.array([[0.5, 0.3, 0.2]]), concentration=19.0)
    assert drawn.mean(axis=0) == pytest.approx([0.5, 0.3, 0.2], abs=0.005)
    assert drawn.var(axis=0) == pytest.approx([0.0125, 0.0105, 0.008], rel=0.1)  # w (1 - w) / (concentration + 1)


def test_concordance_is_that_of_friedman() -> None:
    rows = scaled((0.9, 0.1, 0.4), (0.2, 0.8, 0.4), (0.5, 0.5, 0.1), (0.1, 0.3, 0.9))
    weights = np.array([[0.6, 0.2, 0.2], [0.2, 0.6, 0.2], [0.2, 0.2, 0.6], [1 / 3, 1 / 3, 1 / 3]])
    scores = np.round(weights @ rows.low.T, 12)
    statistic = friedmanchisquare(*scores.T).statistic
    assert disagreement(rows, weights).concordance == pytest.approx(statistic / (len(weights) * 3))


def test_concordance_counts_ties_as_friedman_does() -> None:
    rows = scaled((1.0, 0.0), (1.0, 0.5), (0.0, 1.0), (0.5, 0.5))
    weights = np.array([[1.0, 0.0], [0.5, 0.5], [0.0, 1.0]])
    statistic = friedmanchisquare(*np.round(weights @ rows.low.T, 12).T).statistic
    assert disagreement(rows, weights).concordance == pytest.approx(statistic / (3 * 3))


def test_a_small_example_by_hand() -> None:
    values = np.array([[90.0, 5.0], [80.0, 15.0], [70.0, 10.0]])
    evidence = Evidence(("A", "B", "C"), ("job", "dropout"), (Direction.MORE, Direction.LESS), values, values)
    assert scale(evidence).low.tolist() == [[1.0, 1.0], [0.5, 0.0], [0.0, 0.5]]
