# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Trends on series whose answer is known, and errors that are measured without looking ahead."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faglaert.balance import trends, uncertainty
from faglaert.balance.histories import error_series, trend
from faglaert.balance.inputs import AssumedError, Component, History
from faglaert.balance.trends import Rule
from tests.small_world.labour_market import AXES, ORIGIN, small_inputs

YEARS = np.arange(16.0)


def lines(*slopes):
    """One area and one group a slope, without noise."""
    return np.array(slopes)[:, None, None] * YEARS


def participation(values):
    return History(
        Component.PARTICIPATION,
        ("residence",),
        {"residence": ("region", "rest")},
        tuple(range(2005, 2021)),
        values,
        ORIGIN,
        {"residence": dict.fromkeys(AXES.residences, "region")},
    )


def test_a_slope_is_not_moved_by_one_odd_year() -> None:
    odd = 0.5 * YEARS
    odd[7] += 100
    assert trends.sen_slope(odd) == pytest.approx(0.5)


def test_steps_of_a_damped_trend() -> None:
    assert trends.damped_steps(0.5, 3).tolist() == [0.5, 0.75, 0.875]
    assert trends.damped_steps(0.0, 2).tolist() == [0, 0]
    assert trends.damped_steps(1.0, 3).tolist() == [1, 2, 3]


def test_areas_that_truly_differ_keep_their_slopes() -> None:
    assert np.allclose(trends.pooled_slope(lines(0.1, 0.5, 0.9))[:, 0], [0.1, 0.5, 0.9])


def test_areas_that_differ_by_chance_share_one_slope() -> None:
    noise = np.random.default_rng(1).normal(0, 1, (30, 1, 16))
    found = trends.pooled_slope(0.1 * YEARS + noise)
    assert found.std() < 0.5 * trends.sen_slope(0.1 * YEARS + noise).std()


def test_a_line_is_carried_on_exactly() -> None:
    assert np.allclose(trends.forecast(lines(0.2), 3, Rule(1.0, 0.4))[0, 0], 0.2 * np.array([16, 17, 18]))


def test_a_smoothed_level_kills_part_of_a_jump() -> None:
    jump = np.zeros((1, 1, 16))
    jump[..., -1] = 1.0
    assert trends.smooth_level(jump, np.zeros((1, 1)), 1.0)[0, 0] == 1.0
    assert trends.smooth_level(jump, np.zeros((1, 1)), 0.4)[0, 0] == pytest.approx(0.4, abs=0.01)


@given(st.integers(8, 14))
def test_errors_at_an_origin_do_not_know_what_came_later(cut) -> None:
    series = np.random.default_rng(3).normal(size=(2, 2, 16)).cumsum(axis=-1)
    other = series.copy()
    other[..., cut:] += 50
    known = cut - 8
    ours, theirs = (trends.rolling_errors(each, 4)[:, :known] for each in (series, other))
    for origin in range(known):
        reach = min(4, cut - (8 + origin))
        assert np.array_equal(ours[:, origin, ..., :reach], theirs[:, origin, ..., :reach])


def test_the_rule_follows_the_series() -> None:
    growing, fading = lines(0.5, 0.5), np.broadcast_to(np.cumsum(0.7**YEARS), (2, 1, 16))
    chosen = [
        trends.choose_rule(trends.rolling_errors(series, 4), np.ones(series.shape[:2])) for series in (growing, fading)
    ]
    assert chosen[0].damping == trends.DAMPINGS[-1]
    assert chosen[1].damping <= 0.5


def test_of_rules_that_are_as_good_the_most_damping_is_taken() -> None:
    errors = np.ones((len(trends.RULES), 5, 1, 1, 2))
    errors[-1] = 0.99
    assert trends.choose_rule(errors, np.ones((1, 1))) == trends.RULES[0]
    errors[-1] = 0.97
    assert trends.choose_rule(errors, np.ones((1, 1))) == trends.RULES[-1]


def test_areas_that_wander_share_one_slope() -> None:
    walks = np.random.default_rng(1).normal(size=(30, 1, 16)).cumsum(axis=-1)
    assert trends.pooled_slope(walks).std() < 0.5 * trends.sen_slope(walks).std()


def test_too_few_origins_give_the_usual_rule() -> None:
    errors = trends.rolling_errors(lines(0.5)[..., :6], 2)
    assert trends.choose_rule(errors, np.ones((1, 1))) == trends.USUAL
    assert trends.nested_rules(errors, np.ones((1, 1))) == [trends.USUAL]


def test_a_trend_of_a_region_reaches_its_municipalities() -> None:
    odds = np.exp(0.1 * YEARS - 1)
    values = np.stack([odds / (1 + odds), np.full(16, 0.5)])
    found = trend(participation(values), AXES, Rule(1.0, 1.0), ("residence", "age", "sex", "education"))
    assert found.shape == (2, 1, 1, 1, 5)
    assert np.allclose(found[:, 0, 0, 0], 0.1 * np.arange(5), atol=0.06)
    assert (found[..., 0] == 0).all()


def library(values):
    series = error_series(participation(values), AXES)
    return uncertainty.tested_model(series, AXES.horizon, np.array([1e9, 1e9]), trends.RULES)[0]


def noisy(spread):
    walk = np.random.default_rng(5).normal(0, spread, (2, 16)).cumsum(axis=1)
    return 1 / (1 + np.exp(-walk))


def test_errors_grow_with_the_horizon_and_with_the_noise() -> None:
    small, large = library(noisy(0.01)), library(noisy(0.05))
    assert (np.diff(small.deviation * small.multiplier) >= 0).all()
    assert (large.deviation > 3 * small.deviation).all()


def test_municipalities_of_one_region_share_its_error() -> None:
    drawn = uncertainty.draw(library(noisy(0.02)), Component.PARTICIPATION, 1, 400).errors(slice(0, 400))
    assert 0.5 < np.corrcoef(drawn[:, 0, 0, -1], drawn[:, 1, 0, -1])[0, 1] < 0.99


def test_small_municipalities_have_more_of_their_own() -> None:
    series = error_series(participation(noisy(0.02)), AXES)
    model = uncertainty.library(trends.rolling_errors(series.values, 4)[0], series, 4, np.array([1.0, 1e9]))
    drawn = uncertainty.draw(model, Component.PARTICIPATION, 1, 400).errors(slice(0, 400))
    assert drawn[:, 0].std() > 1.3 * drawn[:, 1].std()


def test_draws_are_addressed_by_seed_component_and_draw() -> None:
    model = library(noisy(0.02))
    few, many = (uncertainty.draw(model, Component.MIX, 1, count).errors(slice(0, 10)) for count in (10, 500))
    assert np.array_equal(few, many)
    for other in (uncertainty.draw(model, Component.MIX, 2, 10), uncertainty.draw(model, Component.POPULATION, 1, 10)):
        assert not np.array_equal(few, other.errors(slice(0, 10)))


def test_every_other_draw_is_the_one_before_turned() -> None:
    drawn = uncertainty.draw(library(noisy(0.02)), Component.MIX, 1, 10).errors(slice(0, 10))
    assert np.allclose(drawn[::2], -drawn[1::2])


def test_an_assumed_error_has_the_declared_deviation() -> None:
    assumed = AssumedError(Component.NATIONAL_JOBS, (0.01, 0.02), ORIGIN)
    model = uncertainty.assumed_model(assumed, AXES)
    drawn = uncertainty.draw(model, Component.NATIONAL_JOBS, 1, 2000).errors(slice(0, 2000))
    expected = np.array([0.01, 0.02, 0.02 * np.sqrt(3 / 2), 0.02 * np.sqrt(4 / 2)])
    assert np.allclose(drawn.std(axis=(0, 1, 2)), expected, rtol=0.15)


def test_a_history_is_preferred_to_an_assumption() -> None:
    inputs = small_inputs(histories=(participation(noisy(0.02)),))
    models = uncertainty.error_models(inputs)
    assert models[Component.PARTICIPATION][0].freedom > 0
    assert models[Component.MIX][0].freedom == 0
