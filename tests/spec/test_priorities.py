# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What prioritisation does with weights and with what is missing, by tables one can count on fingers."""

import numpy as np
import pytest

from faglaert.priorities.evidence import Direction, Evidence, Scaled, normalised_weights, scale
from faglaert.priorities.ranking import Missing, rank_alternatives, ranks, weighted_scores
from faglaert.priorities.robustness import (
    CERTAIN,
    Pair,
    disagreement,
    pairs,
    rank_acceptability,
    top_bounds,
    uniform_weights,
    weights_around,
)

NONE = float("nan")
MORE, LESS = Direction.MORE, Direction.LESS


def evidence(rows: list[list[float]], high: list[list[float]] | None = None, *, less: bool = False) -> Evidence:
    count = len(rows[0])
    names = tuple("ABCDEFGH"[: len(rows)])
    directions = ((LESS if less else MORE),) * count
    return Evidence(names, tuple("xyz"[:count]), directions, np.array(rows), np.array(high or rows))


def known(*rows: list[float]) -> Scaled:
    values = np.array(rows)
    return Scaled(tuple("ABCDEFGH"[: len(rows)]), tuple("xyz"[: values.shape[1]]), values, values)


def test_the_worst_known_is_0_and_the_best_is_1() -> None:
    assert scale(evidence([[10.0], [20.0], [15.0]])).low[:, 0].tolist() == [0.0, 1.0, 0.5]


def test_less_is_better_where_it_is_said_so() -> None:
    assert scale(evidence([[10.0], [20.0], [15.0]], less=True)).low[:, 0].tolist() == [1.0, 0.0, 0.5]


def test_an_interval_keeps_its_bounds_the_better_one_last() -> None:
    found = scale(evidence([[0.0], [10.0], [20.0]], [[0.0], [15.0], [20.0]], less=True))
    assert (found.low[1, 0], found.high[1, 0], found.middle[1, 0]) == (0.25, 0.5, 0.375)


def test_what_is_missing_stays_missing() -> None:
    found = scale(evidence([[10.0, NONE], [20.0, 1.0]]))
    assert found.is_known.tolist() == [[True, False], [True, True]]
    assert np.isnan(found.high[0, 1])


def test_a_criterion_by_which_all_are_alike_tells_nobody_apart() -> None:
    assert scale(evidence([[7.0], [7.0], [NONE]])).low[:2, 0].tolist() == [0.5, 0.5]


def test_a_criterion_nobody_has_evidence_for_is_missing_for_all() -> None:
    assert not scale(evidence([[NONE], [NONE]])).is_known.any()


def test_members_count_alike_whatever_scale_they_use() -> None:
    found = normalised_weights([[1, 1, 2], [10, 30, 60]], 3)
    assert found.tolist() == [[0.25, 0.25, 0.5], pytest.approx([0.1, 0.3, 0.6])]


@pytest.mark.parametrize("weights", [[], [[1.0]], [[0.0, 0.0]], [[-1.0, 2.0]], [[float("inf"), 1.0]], [[NONE, 1.0]]])
def test_weights_that_mean_nothing_are_refused(weights: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="weight"):
        normalised_weights(weights, 2)


@pytest.mark.parametrize(
    ("low", "high"),
    [([[1.0]], [[0.0]]), ([[1.0]], [[NONE]]), ([[float("inf")]], [[float("inf")]]), ([[1.0, 2.0]], [[1.0]])],
)
def test_evidence_that_cannot_be_is_refused(low: list[list[float]], high: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="evidence"):
        Evidence(("A",), ("x",), (MORE,), np.array(low), np.array(high))


def test_three_ways_to_count_what_is_missing() -> None:
    rows, weights = known([0.6, NONE]), np.array([[0.75, 0.25]])
    scores = {way: weighted_scores(rows, weights, way)[0, 0] for way in Missing}
    assert scores == pytest.approx({Missing.WORST: 0.45, Missing.BEST: 0.7, Missing.PRESENT: 0.6})


def test_the_share_of_weight_with_evidence_stands_beside_the_score() -> None:
    found = rank_alternatives(known([0.6, NONE], [0.5, 0.5]), np.array([0.75, 0.25]))
    assert found.evidence_share.tolist() == [0.75, 1.0]


def test_ranks_leave_room_for_what_is_missing() -> None:
    found = rank_alternatives(known([0.9, NONE], [0.5, 0.9], [0.1, 0.1]), np.array([0.5, 0.5]))
    assert found.rank.tolist() == [1, 2, 3]
    assert found.best_rank.tolist() == [1, 1, 3]
    assert found.worst_rank.tolist() == [2, 2, 3]


def test_an_alternative_nothing_is_known_of_has_no_rank() -> None:
    found = rank_alternatives(known([0.4, 0.2], [NONE, NONE]), np.array([0.5, 0.5]))
    assert np.isnan(found.score[1])
    assert found.rank.tolist() == [1, 0]
    assert (found.low[1], found.high[1], found.evidence_share[1]) == (0.0, 1.0, 0.0)


def test_equals_share_the_better_rank() -> None:
    assert ranks(np.array([[0.5, 0.9, 0.5, 0.1]])).tolist() == [[2, 1, 2, 4]]


def test_the_order_of_adding_up_makes_no_difference() -> None:
    scores = weighted_scores(known([0.1, 0.2, 0.3], [0.3, 0.2, 0.1]), np.full((1, 3), 1 / 3), Missing.WORST)
    assert ranks(scores).tolist() == [[1, 1]]


def test_one_that_is_better_by_all_criteria_is_always_first() -> None:
    found = rank_acceptability(known([0.9, 0.8], [0.5, 0.7]), uniform_weights(2, 500), Missing.PRESENT)
    assert found.tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_being_first_is_bounded_by_what_is_missing() -> None:
    at_least, at_most = top_bounds(known([0.9, NONE], [0.5, 0.8], [0.1, 0.2]), np.array([[0.5, 0.5]]), 1)
    assert (at_least.tolist(), at_most.tolist()) == ([0.0, 0.0, 0.0], [1.0, 1.0, 0.0])


def test_a_pair_is_certain_when_nothing_missing_could_turn_it() -> None:
    pair = pairs(known([0.9, 0.8], [0.5, 0.7]), uniform_weights(2, 500))[0]
    assert (pair.at_least, pair.at_most, pair.is_uncertain) == (1.0, 1.0, False)


def test_a_pair_is_uncertain_when_what_is_missing_could_turn_it() -> None:
    pair = pairs(known([0.9, NONE], [0.5, 0.7]), np.array([[0.5, 0.5]]))[0]
    assert (pair.at_least, pair.at_most, pair.is_uncertain) == (0.0, 1.0, True)


@pytest.mark.parametrize(
    ("at_least", "at_most", "is_uncertain"),
    [(CERTAIN, 1.0, False), (CERTAIN - 0.01, 1.0, True), (0.0, 0.05, False), (0.0, 0.06, True)],
)
def test_certain_is_19_of_20_weights(at_least: float, at_most: float, is_uncertain: bool) -> None:
    assert Pair("A", "B", at_least, at_most).is_uncertain is is_uncertain


def test_samples_keep_to_the_members_and_to_the_seed() -> None:
    weights = np.array([[1.0, 0.0], [0.2, 0.8]])
    drawn = weights_around(weights, 1000)
    assert (drawn[:, 1] == 0).sum() == 500  # every member as often; no weight stays no weight
    assert np.array_equal(drawn, weights_around(weights, 1000))
    assert not np.array_equal(drawn, weights_around(weights, 1000, seed=1))


def test_a_concentration_below_1_is_refused() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        weights_around(np.array([[1.0]]), 10, concentration=0.5)


def test_members_who_agree_have_concordance_1() -> None:
    found = disagreement(known([0.9, 0.8], [0.5, 0.4], [0.1, 0.2]), np.array([[0.5, 0.5], [0.4, 0.6]]))
    assert found.concordance == 1.0
    assert (found.best_rank.tolist(), found.worst_rank.tolist()) == ([1, 2, 3], [1, 2, 3])


def test_members_who_see_it_the_other_way_round_have_concordance_0() -> None:
    found = disagreement(known([1.0, 0.0], [0.0, 1.0]), np.array([[1.0, 0.0], [0.0, 1.0]]))
    assert found.concordance == 0.0
    assert (found.lowest_weight.tolist(), found.highest_weight.tolist()) == ([0.0, 0.0], [1.0, 1.0])
    assert found.mean_weight.tolist() == [0.5, 0.5]
    assert (found.best_rank.tolist(), found.worst_rank.tolist()) == ([1, 1], [2, 2])


def test_one_member_cannot_disagree() -> None:
    assert disagreement(known([1.0], [0.0]), np.array([[1.0]])).concordance is None


def test_nobody_who_tells_them_apart_gives_no_concordance() -> None:
    assert disagreement(known([0.5], [0.5]), np.array([[1.0], [1.0]])).concordance is None
