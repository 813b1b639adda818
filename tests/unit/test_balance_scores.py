# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Scores: by hand, and as scoringrules has them."""

import numpy as np
import pytest
import scoringrules

from faglaert.balance import scores

RANDOM = np.random.default_rng(11)
OUTCOME = RANDOM.normal(size=40)
DRAWS = RANDOM.normal(0.3, 1.4, (200, 40))


def test_crps_is_that_of_scoringrules() -> None:
    theirs = scoringrules.crps_ensemble(OUTCOME, DRAWS.T, estimator="nrg")
    assert np.allclose(scores.crps(OUTCOME, DRAWS), theirs, atol=1e-12)


def test_the_quantile_score_is_that_of_scoringrules() -> None:
    low = np.quantile(DRAWS, 0.1, axis=0)
    theirs = scoringrules.quantile_score(OUTCOME, low, 0.1)
    assert np.allclose(scores.pinball(OUTCOME, low, 0.1), theirs, atol=1e-12)


def test_the_brier_score_is_that_of_scoringrules() -> None:
    happened, probability = (OUTCOME < 0).astype(float), (DRAWS < 0).mean(axis=0)
    theirs = float(np.mean(scoringrules.brier_score(happened, probability)))
    assert scores.brier(happened, probability) == pytest.approx(theirs, abs=1e-12)


def test_scores_of_one_figure_by_hand() -> None:
    outcome, forecast = np.array([100.0, 50.0, 0.0]), np.array([110.0, 40.0, 0.0])
    assert scores.mape(outcome, forecast) == pytest.approx(15)
    assert scores.wape(outcome, forecast) == pytest.approx(100 * 20 / 150)
    assert scores.bias(outcome, forecast) == 0
    assert scores.mase(outcome, forecast, np.array([5.0, 20.0, 0.0])) == pytest.approx((2 + 0.5) / 2)


def test_directions_called_right() -> None:
    base, outcome = np.array([10.0, 10, 10, 10]), np.array([12.0, 8, 11, 10])
    assert scores.direction_hits(base, outcome, np.array([11.0, 9, 9, 12])) == pytest.approx(200 / 3)
    assert scores.direction_hits(base, outcome, base) == 50


def test_growth_faster_than_the_average_called_right() -> None:
    base, outcome = np.array([10.0, 10, 10]), np.array([13.0, 10, 10])
    assert scores.relative_hits(base, outcome, np.array([12.0, 10, 10])) == 100
    assert scores.relative_hits(base, outcome, base) == 50


def test_coverage_counts_what_lies_inside() -> None:
    draws = np.linspace(0, 100, 101)[:, None] * np.ones(4)
    assert scores.coverage(np.array([50.0, 10.0, 9.0, 91.0]), draws, 0.8) == 50


def test_reliability_of_honest_and_of_bold_probabilities() -> None:
    random = np.random.default_rng(2)
    truth = random.random(20_000)
    happened = (random.random(20_000) < truth).astype(float)
    assert scores.reliability(happened, truth).gap < 0.05
    assert scores.reliability(happened, np.where(truth > 0.5, 0.99, 0.01)).gap > 0.2
    assert scores.reliability(happened[:50], truth[:50]).gap == 0


def test_a_method_that_is_better_at_every_origin_is_found_so() -> None:
    random = np.random.default_rng(3)
    ours = random.random(20)
    statistic, p_value = scores.diebold_mariano(ours, ours + 0.5 + 0.1 * random.random(20), 2)
    assert statistic < 0
    assert p_value < 0.01
    assert scores.diebold_mariano(ours, ours[::-1].copy(), 1)[1] > 0.5


def test_too_few_or_equal_losses_cannot_be_compared() -> None:
    assert np.isnan(scores.diebold_mariano(np.ones(2), np.zeros(2), 1)).all()
    assert np.isnan(scores.diebold_mariano(np.ones(9), np.ones(9), 1)).all()


def test_where_nothing_changed_there_is_nothing_to_call() -> None:
    still = np.ones(3)
    assert np.isnan([scores.direction_hits(still, still, still), scores.mase(still, still, 0 * still)]).all()
