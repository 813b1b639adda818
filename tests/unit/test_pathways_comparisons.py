# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Schools beside their intake, groups that leave their band, and the rules on showing both."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from faglaert.definitions.parameters import disclosure_rule
from faglaert.pathways.cube import build_cube
from faglaert.pathways.definition import Definition
from faglaert.pathways.episodes import find_episodes
from faglaert.pathways.incidence import Selection, protected_incidence
from faglaert.pathways.inputs import Window, read_spells
from faglaert.pathways.logit import fit_logit, predict_logit
from faglaert.pathways.losses import loss_map, protected_losses
from faglaert.pathways.model import normal_cdf
from faglaert.pathways.schools import (
    SPREADS,
    compare_schools,
    likely_spreads,
    overdispersion,
    probability_better,
    protected_schools,
    shrunk_gaps,
)
from faglaert.pathways.showing import protected_counts, protected_shares
from faglaert.pathways.signals import (
    benjamini_hochberg,
    find_signals,
    negative_binomial_band,
    negative_binomial_tails,
    protected_signals,
    shape_of_levels,
)
from faglaert.pathways.switches import protected_switches
from faglaert.pathways.transitions import protected_transitions, transition_statuses
from tests.small_world.spells import frame, spell

RULE = disclosure_rule(date(2026, 1, 1))
YEARS = range(2017, 2023)


def intake(school, year, persons, lost):
    """``persons`` who began in August, of whom the first ``lost`` left after two months and the others completed."""
    start = date(year, 8, 15)
    return [
        spell(
            f"{school}-{year}-{each}",
            school=school,
            start=start,
            end=start + timedelta(days=60 if each < lost else 140),
            completed_code=None if each < lost else "5000",
        )
        for each in range(persons)
    ]


def cube_of(rows):
    spells = read_spells(frame(rows), window=Window(closing=date(2024, 12, 31)))
    return build_cube(find_episodes(spells, Definition()))


@pytest.fixture(scope="module")
def schools():
    """Ten schools that lose 30 of 100 and one that loses 5, every year; in the last year one more loses 60."""
    rows = [row for year in YEARS for place in range(10) for row in intake(f"s{place}", year, 100, 28 + place % 5)]
    rows += [row for year in YEARS for row in intake("good", year, 100, 8)]
    usual = [row for year in YEARS[:-1] for row in intake("turned", year, 100, 30)]
    return cube_of(rows + usual + intake("turned", YEARS[-1], 100, 60))


def test_only_the_school_that_is_better_twice_is_good_practice(schools):
    table = compare_schools(schools)
    good = table.filter(pl.col("is_good_practice"))
    assert good["school"].unique().to_list() == ["good"]
    assert good["cohort"].min() == "2018/19"


def test_schools_come_by_name_and_without_a_rank(schools):
    table = compare_schools(schools)
    assert table["school"].to_list() == sorted(table["school"].to_list())
    assert not [name for name in table.columns if "rank" in name]


def test_expectation_leaves_the_school_out(schools):
    row = (
        compare_schools(schools)
        .filter((pl.col("school") == "good") & (pl.col("cohort") == "2020/21"))
        .row(0, named=True)
    )
    assert row["share"] == pytest.approx(0.08)
    assert row["expected"] == pytest.approx(0.30, abs=0.02)
    assert row["gap"] < row["estimate"] < 0


def test_estimate_is_drawn_towards_the_expectation_and_has_an_interval(schools):
    table = compare_schools(schools)
    assert (table["estimate"].abs() <= table["gap"].abs() + 1e-12).all()
    assert (table["low"] <= table["estimate"]).all()
    assert (table["high"] >= table["estimate"]).all()


def test_intakes_that_are_not_followed_long_enough_are_left_out():
    rows = intake("a", 2022, 30, 5) + intake("b", 2024, 30, 5)
    assert compare_schools(cube_of(rows))["cohort"].to_list() == ["2022/23"]


def test_a_group_that_leaves_its_band_is_a_signal(schools):
    found = find_signals(schools)
    assert found.filter(pl.col("is_signal"))["school"].to_list() == ["turned"]
    assert found["comparisons"].unique().to_list() == [12]
    row = found.filter(pl.col("school") == "turned").row(0, named=True)
    assert (row["cohort"], row["count"], row["direction"]) == ("2022/23", 60, "more")
    assert row["low"] < row["expected"] < row["high"] < 60


def test_a_group_that_always_loses_few_is_no_signal(schools):
    row = find_signals(schools).filter(pl.col("school") == "good").row(0, named=True)
    assert row["expected"] == pytest.approx(8, abs=3)
    assert not row["is_signal"]


def test_no_signals_without_earlier_intakes():
    assert find_signals(cube_of(intake("a", 2022, 30, 5))).is_empty()


def test_benjamini_hochberg_on_the_example_of_the_article():
    """The 15 p-values of Benjamini and Hochberg (1995), section 3: four are accepted at 0.05."""
    values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528]
    adjusted = benjamini_hochberg(np.array([*values, 0.7590, 1.0]))
    assert (adjusted <= 0.05).sum() == 4
    assert adjusted[3] == pytest.approx(0.0095 * 15 / 4)


@pytest.mark.parametrize(("observed", "mean", "shape"), [(0, 2.0, 3.0), (5, 2.0, 3.0), (30, 25.0, 1e6)])
def test_tails_of_the_negative_binomial_overlap_in_the_observed(observed, mean, shape):
    low, high = negative_binomial_tails(observed, mean, shape)
    below = negative_binomial_tails(observed - 1, mean, shape)[0] if observed else 0.0
    assert high == pytest.approx(1 - below)
    assert 0 <= low <= 1


def test_tail_of_the_negative_binomial_is_the_geometric_at_shape_one():
    assert negative_binomial_tails(3, 1.0, 1.0)[0] == pytest.approx(1 - 0.5**4)


def test_band_holds_the_mean():
    low, high = negative_binomial_band(40.0, 50.0)
    assert low < 40 < high
    assert negative_binomial_tails(high, 40.0, 50.0)[0] >= 0.975


def test_groups_that_are_alike_have_no_level_of_their_own():
    assert shape_of_levels(np.array([10.0, 10.0]), np.array([10.0, 10.0])) == 1e6
    assert shape_of_levels(np.array([30.0, 5.0]), np.array([10.0, 10.0])) == pytest.approx(200 / (400 + 25 - 20))


def test_the_spread_of_schools_is_small_but_not_surely_nothing_when_chance_explains_the_gaps():
    likely = likely_spreads(np.full(20, 0.01), np.full(20, 0.01))
    assert SPREADS[likely.argmax()] == 0
    assert likely @ SPREADS == pytest.approx(0.02, abs=0.02)
    _, spread, _ = shrunk_gaps(np.array([0.01]), np.array([0.01]), likely)
    assert 0 < spread[0] < 0.05


def test_the_spread_of_schools_is_found_when_chance_is_little():
    likely = likely_spreads(np.array([0.1, -0.1] * 10), np.full(20, 1e-6))
    assert likely @ SPREADS == pytest.approx(0.1, abs=0.01)


def test_a_gap_is_shrunk_as_with_a_known_spread_when_only_one_is_likely():
    known = (SPREADS[50] == SPREADS).astype(float)
    estimate, spread, probability = shrunk_gaps(np.array([-0.08]), np.array([0.0025]), known)
    assert estimate == pytest.approx([-0.04])
    assert spread == pytest.approx([0.0025**0.5 / 2**0.5])
    assert probability == pytest.approx(probability_better(estimate, spread))


def test_overdispersion_is_never_below_chance():
    assert overdispersion(np.zeros(10)) == 1
    assert overdispersion(np.array([-2.0, 2.0] * 20)) == pytest.approx(4)
    assert overdispersion(np.array([])) == 1


def test_probability_of_being_three_points_better():
    assert probability_better(np.array([-0.03, -0.10]), np.array([0.02, 0.0])) == pytest.approx([0.5, 1.0])
    assert normal_cdf(1.959963984540054) == pytest.approx(0.975)


def test_logit_finds_the_shares_of_large_categories():
    codes, trials = np.array([[0], [1]]), np.array([1e6, 1e6])
    sizes = np.array([2])
    coefficients = fit_logit(codes, trials, trials * np.array([0.2, 0.6]), sizes)
    assert predict_logit(codes, sizes, coefficients) == pytest.approx([0.2, 0.6], abs=1e-4)


def test_logit_gives_an_unseen_category_the_average():
    sizes = np.array([3])
    coefficients = fit_logit(np.array([[0], [1]]), np.array([500.0, 500.0]), np.array([100.0, 100.0]), sizes)
    assert predict_logit(np.array([[2]]), sizes, coefficients) == pytest.approx([0.2], abs=1e-3)


def shares(*counts, n=100):
    rows = [("g", cause, n, count, count / n, 0.1, 0.9) for cause, count in counts]
    names = ["group", "cause", "n", "count", "share", "low", "high"]
    return protected_shares(pl.DataFrame(rows, schema=names, orient="row"), RULE, family=["group"])


def test_one_hidden_part_never_stands_alone():
    table = shares(("a", 3), ("b", 10), ("c", 40))
    assert table["status"].to_list() == ["suppressed", "suppressed", "shown"]
    assert table["share"].to_list()[:2] == [None, None]


def test_two_hidden_parts_hide_each_other():
    assert shares(("a", 3), ("b", 2), ("c", 40))["status"].to_list() == ["suppressed", "suppressed", "shown"]


def test_share_of_few_persons_is_an_interval_in_whole_per_cent():
    row = shares(("a", 12), n=30).row(0, named=True)
    assert (row["status"], row["share"], row["n"], row["count"]) == ("interval", None, None, None)
    assert (row["low"], row["high"]) == (0.1, 0.9)


def test_small_counts_are_hidden():
    rows = pl.DataFrame({"origin": ["a", "a", "a", "b"], "count": [3, 9, 50, 0]})
    assert protected_counts(rows, RULE, family="origin")["status"].to_list() == [
        "suppressed",
        "suppressed",
        "shown",
        "zero",
    ]


def hidden_numbers(table, columns, status="status"):
    hidden = table.filter(pl.col(status) == "suppressed")
    return hidden.height, hidden.select(pl.any_horizontal(pl.col(columns).is_not_null()).sum()).item()


def test_nothing_hidden_has_a_number():
    rows = [
        row for year in YEARS for row in intake("a", year, 40, 3) + intake("b", year, 200, 60) + intake("c", year, 4, 1)
    ]
    cube = cube_of(rows)
    spells = read_spells(frame(rows))
    by_school = protected_incidence(cube, Selection(("school", "cohort"), 12), RULE)
    losses = protected_losses(loss_map(cube, by=("school",)), RULE)
    moves = protected_transitions(spells, transition_statuses(spells, Definition()), by=("school",), rule=RULE)
    compared, found = protected_schools(compare_schools(cube), RULE), protected_signals(find_signals(cube), RULE)
    for table, columns in (
        (by_school, ["share", "low", "high", "n", "at_risk"]),
        (losses, ["share", "low", "high", "at_risk", "count", "lost", "share_of_losses"]),
        (moves, ["share", "low", "high", "n", "count"]),
        (compared, ["share", "expected", "gap", "n", "count", "estimate"]),
    ):
        height, numbers = hidden_numbers(table, columns)
        assert (height > 0, numbers) == (True, 0)
    assert found.filter(pl.col("status") == "suppressed")["expected"].drop_nulls().is_empty()


def test_switch_to_a_single_school_has_no_share():
    names = {"origin": ["a"], "destination": ["b"], "count": [60], "n": [60], "completed": [30], "share": [0.5]}
    matrix = pl.DataFrame(names | {"low": [0.4], "high": [0.6], "schools": [1], "expected": [0.5]})
    row = protected_switches(matrix, RULE).row(0, named=True)
    assert (row["count"], row["status"], row["share"], row["share_status"]) == (60, "shown", None, "suppressed")
