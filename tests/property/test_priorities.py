# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What holds for every set of scores and weights."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from faglaert.priorities.evidence import Direction, Evidence, normalised_weights, scale
from faglaert.priorities.ranking import Missing, rank_alternatives, weighted_scores
from faglaert.priorities.robustness import (
    disagreement,
    in_top,
    pairs,
    rank_acceptability,
    top_bounds,
    uniform_weights,
    weights_around,
)

COUNTS = st.integers(1, 4)
CELLS = st.one_of(st.just(float("nan")), st.integers(-1000, 1000).map(lambda number: number / 8))


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    shape = draw(st.integers(1, 6)), draw(COUNTS)
    low = draw(arrays(np.float64, shape, elements=CELLS))
    widths = draw(arrays(np.float64, shape, elements=st.integers(0, 4).map(float)))
    directions = draw(st.lists(st.sampled_from(Direction), min_size=shape[1], max_size=shape[1]))
    names = tuple(f"P{number}" for number in range(shape[0]))
    return Evidence(names, tuple("xyzv"[: shape[1]]), tuple(directions), low, low + widths)


@st.composite
def weighed(draw: st.DrawFn) -> tuple[Evidence, np.ndarray]:
    found = draw(evidence())
    cells = st.floats(0.001, 1e300)
    weights = draw(arrays(np.float64, (draw(COUNTS), len(found.criteria)), elements=cells))
    return found, normalised_weights(weights, len(found.criteria))


@given(weighed())
def test_weights_sum_to_1(given_: tuple[Evidence, np.ndarray]) -> None:
    found, weights = given_
    for each in (weights, uniform_weights(len(found.criteria), 20), weights_around(weights, 20)):
        assert np.allclose(each.sum(axis=1), 1)
        assert (each >= 0).all()


@given(weighed())
def test_a_score_lies_between_its_bounds(given_: tuple[Evidence, np.ndarray]) -> None:
    scaled = scale(given_[0])
    low, high = (weighted_scores(scaled, given_[1], way) for way in (Missing.WORST, Missing.BEST))
    present = weighted_scores(scaled, given_[1], Missing.PRESENT)
    assert ((low >= 0) & (low <= high) & (high <= 1 + 1e-9)).all()
    assert not ((present < low - 1e-9) | (present > high + 1e-9)).any()


@given(weighed(), st.sampled_from(Missing))
def test_one_that_is_nowhere_worse_is_never_behind(given_: tuple[Evidence, np.ndarray], missing: Missing) -> None:
    scaled = scale(given_[0])
    if missing is Missing.PRESENT and not scaled.is_known.all():
        missing = Missing.WORST
    scores = weighted_scores(scaled, given_[1], missing)
    low, high = (np.where(scaled.is_known, each, edge) for each, edge in ((scaled.low, 0.0), (scaled.high, 1.0)))
    nowhere_worse = ((low[:, None] >= low[None]) & (high[:, None] >= high[None])).all(axis=2)
    for one, other in zip(*np.nonzero(nowhere_worse), strict=True):
        assert (scores[:, one] >= scores[:, other]).all()


@given(weighed(), st.sampled_from([0.5, 2.0, 1024.0]), st.integers(-8, 8))
def test_another_unit_changes_nothing(given_: tuple[Evidence, np.ndarray], factor: float, shift: int) -> None:
    found, weights = given_
    other = Evidence(
        found.alternatives, found.criteria, found.directions, found.low * factor + shift, found.high * factor + shift
    )
    first, second = (rank_alternatives(scale(each), weights[0]) for each in (found, other))
    assert np.allclose(first.score, second.score, equal_nan=True)
    assert np.allclose([first.low, first.high], [second.low, second.high])


@given(weighed())
def test_the_rank_lies_between_the_best_and_the_worst(given_: tuple[Evidence, np.ndarray]) -> None:
    found = rank_alternatives(scale(given_[0]), given_[1][0])
    assert ((found.best_rank >= 1) & (found.worst_rank <= len(found.alternatives))).all()
    assert (found.best_rank <= found.worst_rank).all()
    if not np.isnan(found.score).any():
        assert ((found.best_rank <= found.rank) & (found.rank <= found.worst_rank)).all()


@given(weighed())
def test_every_alternative_has_a_rank_under_every_weight(given_: tuple[Evidence, np.ndarray]) -> None:
    found = rank_acceptability(scale(given_[0]), given_[1], Missing.WORST)
    assert np.allclose(found.sum(axis=1), 1)


@given(weighed(), st.integers(1, 3))
def test_being_among_the_first_has_bounds(given_: tuple[Evidence, np.ndarray], top: int) -> None:
    scaled, weights = scale(given_[0]), given_[1]
    low, high = top_bounds(scaled, weights, top)
    assert (low <= high).all()
    if scaled.is_known.all() and (scaled.low == scaled.high).all():
        assert np.allclose(low, in_top(rank_acceptability(scaled, weights, Missing.PRESENT), top))
        assert np.array_equal(low, high)


@given(weighed())
def test_what_is_certain_at_least_is_so_at_most(given_: tuple[Evidence, np.ndarray]) -> None:
    found = pairs(scale(given_[0]), given_[1])
    count = len(given_[0].alternatives)
    assert len(found) == count * (count - 1) // 2
    assert all(0 <= pair.at_least <= pair.at_most <= 1 for pair in found)


@given(weighed())
def test_concordance_is_from_0_to_1(given_: tuple[Evidence, np.ndarray]) -> None:
    found = disagreement(scale(given_[0]), given_[1]).concordance
    assert found is None or 0 <= found <= 1
