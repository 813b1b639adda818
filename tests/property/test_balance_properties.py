# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What holds of the balance whatever the figures are."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from faglaert.balance import demand, model, scores, supply, trends
from faglaert.balance.assumptions import Assumptions
from faglaert.balance.axes import AGES, EDUCATIONS, SEXES
from faglaert.balance.checks import TOLERANCE
from faglaert.balance.economy import Size, simulate
from faglaert.balance.fitting import fit
from faglaert.balance.inputs import Component
from faglaert.balance.waterfall import waterfall
from tests.small_world.labour_market import SHARES, part, small_inputs

SEEDS = st.integers(0, 100_000)
SLOW = settings(deadline=None, max_examples=20)
CELLS = (2, len(AGES), len(SEXES))


@given(SEEDS)
def test_a_fit_has_its_margins_and_no_person_below_nothing(seed) -> None:
    random = np.random.default_rng(seed)
    start, table = random.gamma(1.0, 1.0, (2, 5, 4)) + 1e-3
    found = fit(start, [((0,), table.sum(axis=1)), ((1,), table.sum(axis=0))])
    assert (found >= 0).all()
    assert np.allclose(found.sum(axis=1), table.sum(axis=1))
    assert np.allclose(found.sum(axis=0), table.sum(axis=0))


@given(SEEDS, st.floats(-3, 3))
def test_shares_of_a_mix_sum_to_one_whatever_the_trend(seed, strength) -> None:
    trend = strength * np.random.default_rng(seed).normal(size=(3, 2, len(EDUCATIONS), 5))
    mix = demand.education_mix(small_inputs(), trend)
    assert (mix >= 0).all()
    assert np.allclose(mix.sum(axis=2), 1)


@given(SEEDS)
def test_areas_never_have_more_jobs_than_the_nation(seed) -> None:
    random = np.random.default_rng(seed)
    inputs, drift = small_inputs(), random.normal(0, 2, (3, 2, 5))
    drift[..., 0] = 0
    national = inputs.national_jobs.values[1] * random.uniform(0.5, 2, (2, 5))
    posts = demand.jobs(inputs, drift, national, Assumptions())
    assert (posts >= 0).all()
    assert (posts[:2].sum(axis=0) <= national + 1e-6).all()


@given(SEEDS)
def test_participation_stays_between_nobody_and_everybody(seed) -> None:
    random = np.random.default_rng(seed)
    rates = random.random((*CELLS, len(EDUCATIONS)))
    ages = 67 + np.concatenate([[0], random.uniform(-4, 4, 4)])
    inputs = small_inputs(participation=part(rates), pension_age=part(ages))
    found = supply.participation_rates(inputs, random.normal(0, 2, (1, 1, 1, 1, 5)), None)
    assert ((found >= 0) & (found <= 1)).all()


@given(SEEDS)
def test_cohorts_never_lose_or_make_persons(seed) -> None:
    random = np.random.default_rng(seed)
    population = random.uniform(1, 1000, (*CELLS, 5))
    shares = random.dirichlet(10 * SHARES, CELLS)
    change = random.normal(0, 0.3, (len(AGES), len(SEXES), len(EDUCATIONS)))
    inputs = small_inputs(population=part(population), shares=part(shares), cohort_change=part(change))
    found = supply.education_shares(inputs, np.zeros((1, 1, 1, 1, 5)))
    assert np.allclose(found.sum(axis=3), 1)
    assert (found >= 0).all()


@SLOW
@given(st.integers(0, 500))
def test_flows_and_steps_explain_every_made_up_market(seed) -> None:
    inputs, _ = simulate(seed, Size(residences=3, industries=2, ahead=4))
    rules = dict.fromkeys(Component, trends.USUAL)
    projection = model.project(inputs, Assumptions(), rules)
    flows = supply.flows(projection.force, inputs.axes)
    moved = projection.supply[..., :-1] + flows["entrants"] - flows["exits"] + flows["movers"]
    assert np.allclose(moved, projection.supply[..., 1:], rtol=TOLERANCE)
    sides = model.balances(inputs, Assumptions(), (projection.supply, projection.demand, projection.held))["B3"]
    assert np.allclose(waterfall(inputs, Assumptions(), projection).sum(axis=0), np.subtract(*sides))


@given(SEEDS)
def test_a_sure_and_right_forecast_scores_best(seed) -> None:
    random = np.random.default_rng(seed)
    outcome, draws = random.normal(size=5), random.normal(size=(50, 5))
    right = np.broadcast_to(outcome, draws.shape)
    assert np.allclose(scores.crps(outcome, right), 0)
    assert (scores.crps(outcome, draws) >= 0).all()
