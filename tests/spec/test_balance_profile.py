# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The profile of a synthetic cohort: worked by hand, against the fundamental matrix, and against published profiles."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faglaert.balance.profile import (
    REACHED,
    Hazards,
    followed,
    outside_share,
    profile_table,
    published_hazards,
    years_spent,
)
from faglaert.definitions.figures import series_figures
from faglaert.errors import DataRefusedError, UsageError

STATES = ("in", "outside", "done")
STEP = np.array([[0.5, 0.2, 0.3], [0.1, 0.9, 0.0], [0.0, 0.0, 1.0]])


def hazards(years: int, step: np.ndarray = STEP) -> Hazards:
    """The same step every year, everybody in education at first."""
    return Hazards(STATES, np.array([1.0, 0.0, 0.0]), np.stack([step] * years))


def reached(area: str) -> float:
    """Share that has at least one upper secondary education after 25 years, in per cent."""
    table = profile_table(published_hazards(area))
    return 100 * table.filter(table["state"].is_in(REACHED))["share"].sum()


def published(codes: set[str]) -> float:
    """The published profile of the newest year, mean of the areas."""
    rows = [row for row in series_figures("profile_share") if row.area_code in codes and row.value is not None]
    newest = max(row.period for row in rows)
    return float(np.mean([row.value for row in rows if row.period == newest]))


def test_two_years_by_hand() -> None:
    assert followed(hazards(2)) == pytest.approx(np.array([[1, 0, 0], [0.5, 0.2, 0.3], [0.27, 0.28, 0.45]]))


def test_in_the_long_run_it_is_the_fundamental_matrix() -> None:
    inner = np.linalg.inv(np.eye(2) - STEP[:2, :2])
    assert years_spent(hazards(2000), "in") == pytest.approx(inner[0, 0])
    assert followed(hazards(2000))[-1, 2] == pytest.approx((inner @ STEP[:2, 2:])[0, 0])


@given(st.lists(st.floats(0.01, 1), min_size=9, max_size=9), st.integers(1, 30))
def test_nobody_is_lost_or_made(weights: list[float], years: int) -> None:
    step = np.array(weights).reshape(3, 3)
    shares = followed(hazards(years, step / step.sum(axis=1, keepdims=True)))
    assert shares.sum(axis=1) == pytest.approx(np.ones(years + 1))
    assert (shares >= 0).all()


@given(st.floats(0.0, 0.5), st.floats(0.0, 0.5))
def test_more_completion_never_lowers_what_is_reached(less: float, more: float) -> None:
    low, high = sorted((less, more))
    steps = [np.array([[0.5, 0.5 - done, done], [0.1, 0.9, 0.0], [0.0, 0.0, 1.0]]) for done in (low, high)]
    ends = [followed(hazards(25, step))[-1, 2] for step in steps]
    assert ends[0] <= ends[1] + 1e-12


def test_the_country_has_the_published_profile() -> None:
    assert reached("000") == pytest.approx(published({"000"}), abs=1.0)


def test_the_region_was_not_fitted_and_comes_near() -> None:
    municipalities = {row.area_code for row in series_figures("profile_share")} - {"000"}
    assert len(municipalities) == 29
    assert reached("084") == pytest.approx(published(municipalities), abs=3.0)
    assert reached("084") > reached("000")


def test_those_outside_are_more_than_neet_as_they_should_be() -> None:
    neet = {row.period: row.value for row in series_figures("neet_share") if row.area_code == "000"}
    outside = 100 * outside_share(published_hazards("000"), 16, 24)
    assert neet[max(neet)] < outside < 2 * neet[max(neet)]


def test_every_figure_is_labelled_a_period_measure() -> None:
    table = profile_table(published_hazards("084"))
    assert set(table["label_da"]) == {"periodemål, ikke prognose"}
    assert set(table["label_en"]) == {"period measure, not a forecast"}
    assert set(table["years"]) == {25}
    assert table["share"].sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("start", "step", "told"),
    [
        ([0.9, 0.0, 0.0], STEP, "start: shares sum to 0.9, expected 1"),
        ([1.0, 0.0, 0.0], STEP * [1, 1, 0.5], "year 0, in: does not sum to 1"),
        ([1.5, -0.5, 0.0], STEP, "a probability is negative"),
        ([1.0, 0.0], STEP, "expected 3 states"),
    ],
)
def test_impossible_hazards_are_refused(start: list[float], step: np.ndarray, told: str) -> None:
    with pytest.raises(DataRefusedError) as refusal:
        Hazards(STATES, np.array(start), step[None])
    assert told in str(refusal.value)


def test_an_area_without_published_applications_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(UsageError, match="no published applications for area 101"):
        published_hazards("101")
