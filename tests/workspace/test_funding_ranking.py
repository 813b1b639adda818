# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Weighed scores counted by hand, and what must hold for every one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faglaert.web.accounts.permissions import Role
from faglaert.web.funding import actions
from faglaert.web.funding.queries import visible_applications, with_scores
from faglaert.web.funding.ranked import ranked
from faglaert.web.funding.ranking import MOST_POINTS, standings, weighed_score
from tests.workspace.conftest import People
from tests.workspace.rounds import assessor, close, draft, open_round

CRITERIA = (1, 2, 3)
points = st.fixed_dictionaries({str(each): st.integers(0, MOST_POINTS) for each in CRITERIA})
weights = st.fixed_dictionaries({each: st.integers(1, 100) for each in CRITERIA})


@pytest.mark.parametrize(
    ("given_points", "score"),
    [((5, 5), 100), ((0, 0), 0), ((5, 0), 75), ((0, 5), 25), ((4, 2), 70)],
)
def test_a_score_is_points_times_weight_of_the_most_there_is(given_points: tuple[int, int], score: float) -> None:
    assert weighed_score({1: 3, 2: 1}, dict(zip(("1", "2"), given_points, strict=True))) == pytest.approx(score)


@given(weights, points)
def test_a_score_lies_between_nothing_and_everything(by_weight: dict, given_points: dict) -> None:
    assert 0 <= weighed_score(by_weight, given_points) <= 100 + 1e-9


@given(weights, points, st.sampled_from(CRITERIA))
def test_a_point_more_is_never_a_lower_score(by_weight: dict, given_points: dict, criterion: int) -> None:
    better = {**given_points, str(criterion): given_points[str(criterion)] + 1}
    assert weighed_score(by_weight, better) > weighed_score(by_weight, given_points)


@given(weights, points, st.integers(2, 9))
def test_only_the_proportion_of_weights_counts(by_weight: dict, given_points: dict, factor: int) -> None:
    scaled = {each: weight * factor for each, weight in by_weight.items()}
    assert weighed_score(scaled, given_points) == pytest.approx(weighed_score(by_weight, given_points))


def test_equal_scores_share_a_rank_and_the_unassessed_come_last() -> None:
    found = standings(
        {1: 1}, [(7, ()), (8, ({"1": 2}, {"1": 4})), (9, ({"1": 3}, {"1": 3})), (10, ({"1": 5}, {"1": 5}))]
    )
    assert [(each.key, each.rank, each.mean) for each in found] == [
        (10, 1, 100),
        (8, 2, 60),
        (9, 2, 60),
        (7, None, None),
    ]
    assert [each.spread for each in found] == [0, pytest.approx(40), 0, None]


def test_a_round_is_ranked_by_those_that_are_fully_assessed(people: People) -> None:
    found = open_round()
    made = [draft(people, found, title=title) for title in ("Næstbedst", "Bedst", "Halvt vurderet")]
    for each in made:
        actions.submit(each, by=people[Role.PARTNER], version=1)
    close(found)
    for each, given_points in zip(made, ((2, 2), (5, 1), (5, 5)), strict=True):
        each.round.refresh_from_db()
        assessor(each, people[Role.OFFICE], given_points)
        if each is not made[2]:
            assessor(each, people[Role.ANALYST], (4, 4))
    rows = ranked(found, with_scores(visible_applications(people[Role.OFFICE]).filter(round=found)))
    assert [each.application.title for each in rows] == ["Bedst", "Næstbedst", "Halvt vurderet"]
    assert [each.standing.scores for each in rows][2] == ()
    assert rows[1].standing.spread == pytest.approx(40)
