# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The balance of a small world, worked out by hand: what goes in comes out where it should."""

from dataclasses import replace

import numpy as np
import pytest

from faglaert.balance import model, supply, trends
from faglaert.balance.assumptions import Assumptions
from faglaert.balance.axes import AGES, EDUCATIONS, OUTSIDE
from faglaert.balance.inputs import Component, History
from faglaert.balance.waterfall import STEPS, waterfall
from faglaert.errors import DataRefusedError
from tests.small_world.labour_market import AXES, ORIGIN, SHARES, part, small_inputs

RULES = dict.fromkeys(Component, trends.Rule(1.0, 1.0))
SKILLED = EDUCATIONS.index("H30")
PERSONS = 100 * len(AGES) * 2
"""In each of the two residences."""


def projected(inputs=None, rules=RULES, **assumed):
    return model.project(inputs or small_inputs(), Assumptions(**assumed), rules)


def b3(projection, inputs=None):
    sides = (projection.supply, projection.demand, projection.held)
    supplied, asked = model.balances(inputs or small_inputs(), Assumptions(), sides)["B3"]
    return supplied - asked


def mix_history(growth):
    """Ten years in which the skilled gain on everybody by a fixed log-ratio a year."""
    logs = np.zeros((len(EDUCATIONS), 10))
    logs[SKILLED] = growth * np.arange(10)
    return History(
        Component.MIX, ("education",), {"education": EDUCATIONS}, tuple(range(2011, 2021)), 1e6 * np.exp(logs), ORIGIN
    )


def test_nothing_moves_where_nothing_changes() -> None:
    projection = projected()
    assert np.allclose(projection.supply, projection.supply[..., :1])
    assert np.allclose(projection.demand, projection.demand[..., :1])
    assert np.allclose(projection.supply[0, :, 0], PERSONS * 0.75 * SHARES)


def test_residents_in_work_hold_jobs_in_the_base_year() -> None:
    projection = projected()
    assert np.allclose(projection.held[..., 0], projection.supply[..., 0] * 0.96)


def test_the_three_balances_of_all_areas() -> None:
    projection = projected()
    sides = model.balances(small_inputs(), Assumptions(), (projection.supply, projection.demand, projection.held))
    balance = {concept: (supplied - asked)[-1, -1, 0] for concept, (supplied, asked) in sides.items()}
    force = 2 * PERSONS * 0.75
    assert balance["B1"] == pytest.approx(force - 3600)
    assert balance["B2"] == pytest.approx(force * 0.04)
    assert balance["B3"] == pytest.approx(force * 0.97 - force * 0.96)


def test_unmet_demand_counts_in_b3_alone() -> None:
    inputs = small_inputs(unmet=part(np.full(len(EDUCATIONS), 0.1)))
    projection = projected(inputs)
    force = 2 * PERSONS * 0.75
    assert b3(projection, inputs)[-1, -1, 0] == pytest.approx(force * 0.97 - force * 0.96 * 1.1)


def test_groups_and_areas_add_up() -> None:
    balance = b3(projected())
    names = model.educations()
    nine, groups = slice(0, 9), slice(9, 16)
    assert np.allclose(balance[:, nine].sum(axis=1), balance[:, names.index("all")])
    assert np.allclose(balance[:, groups].sum(axis=1), balance[:, names.index("all")])
    assert np.allclose(balance[:-1].sum(axis=0), balance[-1])


def test_a_trend_in_the_mix_is_carried_on_and_damped() -> None:
    inputs = small_inputs(histories=(mix_history(0.05),))
    share = projected(inputs).mix[0, 0, SKILLED]
    odds = share / (1 - share)
    assert np.log(odds[2] / odds[0]) == pytest.approx(0.10)
    half = {**RULES, Component.MIX: trends.Rule(0.5, 1.0)}
    share = projected(inputs, half).mix[0, 0, SKILLED]
    odds = share / (1 - share)
    assert np.log(odds[2] / odds[0]) == pytest.approx(0.05 * 0.75)


def test_damping_of_zero_freezes_and_of_a_scenario_overrides() -> None:
    inputs = small_inputs(histories=(mix_history(0.05),))
    frozen = projected(inputs, model.fixed_rules(RULES, 0.0)).mix
    assert np.allclose(frozen, frozen[..., :1])
    assert np.allclose(projected(inputs, mix_damping=0.0).mix, frozen)
    assert np.allclose(projected(inputs, mix_drift=0.0).mix, frozen)


def test_demand_of_all_educations_is_all_jobs_whatever_the_trend() -> None:
    inputs = small_inputs(histories=(mix_history(0.3),))
    projection = projected(inputs)
    assert np.allclose(projection.demand.sum(axis=1), projection.posts.sum(axis=1))


def test_areas_and_the_rest_share_the_nations_growth() -> None:
    national = small_inputs().national_jobs.values.copy()
    national[:, 0, 1:] *= 1.10
    posts = projected(small_inputs(national_jobs=part(national))).posts
    assert np.allclose(posts[:, 0, 1], posts[:, 0, 0] * 1.10)
    assert np.allclose(posts[:, 1, 1], posts[:, 1, 0])


def test_an_area_that_gains_on_the_nation_takes_from_the_rest() -> None:
    years = np.arange(10)
    values = np.stack([100 * np.exp(0.02 * years), 900 + 0 * years])[:, None]
    history = History(
        Component.REGIONAL_JOBS,
        ("workplace", "industry"),
        {"workplace": ("here", "rest"), "industry": ("A",)},
        tuple(range(2011, 2021)),
        values,
        ORIGIN,
        {"workplace": dict.fromkeys(AXES.workplaces, "here"), "industry": {"A": "A", "B": "A"}},
    )
    posts = projected(small_inputs(histories=(history,))).posts
    assert (posts[:2, :, 1] > posts[:2, :, 0]).all()
    assert posts[:2, 0, 1:].sum(axis=0).max() < 20_000
    assert np.allclose(posts[2, :, 1], posts[2, :, 0] * posts[2, :, 1] / posts[2, :, 0])


def test_cohorts_keep_their_education_and_bring_it_along() -> None:
    shares = np.broadcast_to(SHARES, (2, len(AGES), 2, len(EDUCATIONS))).copy()
    band = AGES.index("40-44")
    shares[:, band] = np.eye(len(EDUCATIONS))[SKILLED]
    inputs = small_inputs(shares=part(shares))
    moved = supply.education_shares(inputs, np.zeros((1, 1, 1, 1, len(AXES.years))))
    assert moved[0, band + 1, 0, SKILLED, 1] == pytest.approx(0.8 * 0.3 + 0.2 * 1.0)
    assert moved[0, band, 0, SKILLED, 1] == pytest.approx(0.8 * 1.0 + 0.2 * 0.3)


def test_completions_beyond_the_trend_are_added_and_grow_older() -> None:
    extra = np.zeros((2, len(EDUCATIONS), len(AXES.years)))
    extra[0, SKILLED, 1], extra[0, 0, 1] = 10, -10
    inputs = small_inputs(extra_completions=part(extra))
    moved = supply.education_shares(inputs, np.zeros((1, 1, 1, 1, len(AXES.years))))
    skilled = (moved[..., SKILLED, :] * inputs.population.values).sum(axis=(1, 2))
    assert np.allclose(skilled[0, 1:] - skilled[0, 0], 10)
    assert np.allclose(skilled[1], skilled[1, 0])


def test_a_later_pension_age_lifts_those_around_it_alone() -> None:
    rates = np.full((2, len(AGES), 2, len(EDUCATIONS)), 0.8)
    rates[:, AGES.index("65-69") :] = 0.2
    ages = np.full(len(AXES.years), 67.0)
    ages[2:] = 68.0
    inputs = small_inputs(participation=part(rates), pension_age=part(ages))
    moved = supply.participation_rates(inputs, np.zeros((1, 1, 1, 1, len(AXES.years))), None)
    assert moved[0, AGES.index("65-69"), 0, 0, 2] == pytest.approx(0.2 + 0.5 * 1 / 5 * 0.6)
    assert moved[0, AGES.index("60-64"), 0, 0, 2] == pytest.approx(0.8)
    assert np.allclose(moved[:, : AGES.index("60-64")], 0.8)


def test_an_earlier_pension_age_lowers_them() -> None:
    rates = np.full((2, len(AGES), 2, len(EDUCATIONS)), 0.8)
    rates[:, AGES.index("65-69") :] = 0.2
    ages = np.full(len(AXES.years), 67.0)
    ages[1:] = 66.0
    inputs = small_inputs(participation=part(rates), pension_age=part(ages))
    moved = supply.participation_rates(inputs, np.zeros((1, 1, 1, 1, len(AXES.years))), None)
    assert moved[0, AGES.index("60-64"), 0, 0, 1] == pytest.approx(0.8 - 0.5 / 5 * 0.6)


def test_flows_explain_the_change_exactly() -> None:
    population = small_inputs().population.values * np.linspace(1, 1.02, len(AXES.years))
    projection = projected(small_inputs(population=part(population)))
    flows = supply.flows(projection.force, AXES)
    moved = projection.supply[..., :-1] + flows["entrants"] - flows["exits"] + flows["movers"]
    assert np.allclose(moved, projection.supply[..., 1:])
    assert (flows["exits"] > 0).all()


def test_the_waterfall_adds_up_and_puts_each_change_in_its_step() -> None:
    population = small_inputs().population.values.copy()
    population[:, AGES.index("20-24"), :, 1:] += 50
    inputs = small_inputs(population=part(population), histories=(mix_history(0.05),))
    projection = projected(inputs)
    steps = waterfall(inputs, Assumptions(), projection)
    assert np.allclose(steps.sum(axis=0), b3(projection, inputs))
    told = {name: steps[place, -1, SKILLED, -1] for place, name in enumerate(STEPS)}
    assert told["entrants"] > 0 > told["mix"]
    assert told["ageing"] == told["movers"] == told["commuting"] == pytest.approx(0)


def test_commuters_follow_tightness_when_they_are_let() -> None:
    population = small_inputs().population.values.copy()
    population[0, ..., 1:] *= 1.5
    inputs = small_inputs(population=part(population))
    fixed, free = projected(inputs).held, projected(inputs, commuting_response=1.0).held
    assert (free[0, ..., 1] > fixed[0, ..., 1]).all()
    assert (free[1, ..., 1] < fixed[1, ..., 1]).all()
    assert np.allclose(free[..., 0], fixed[..., 0])


def test_a_base_year_with_more_workers_than_jobs_is_refused() -> None:
    inputs = small_inputs(jobs=part(np.full((3, 2), 100.0)))
    with pytest.raises(DataRefusedError, match="more residents work than there are jobs of their education"):
        projected(inputs)


def test_people_who_commute_far_hold_more_jobs_elsewhere() -> None:
    reach = np.ones(len(EDUCATIONS))
    reach[EDUCATIONS.index("H70")] = 4.0
    flows = projected(small_inputs(commuting_reach=part(reach))).commuting.flows
    away = flows[0, 1] / flows[0].sum(axis=0)
    assert away[EDUCATIONS.index("H70")] > away[SKILLED]


def test_a_world_without_outside_needs_no_outside() -> None:
    inputs = small_inputs()
    axes = replace(AXES, workplaces=AXES.residences)
    assert OUTSIDE not in axes.workplaces
    closed = small_inputs(
        axes=axes,
        jobs=part(inputs.jobs.values[:2]),
        mix=part(inputs.mix.values[:2]),
        commuters=part(inputs.commuters.values[:, :2]),
    )
    assert projected(closed).held.shape == (2, 9, 5)
