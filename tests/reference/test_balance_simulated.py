# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""On made-up markets with a known future the model covers what it says, is not biased, and means its probabilities."""

import numpy as np
import polars as pl
import pytest

from faglaert import balance
from faglaert.balance.economy import Size, simulate
from faglaert.balance.inputs import DataKind
from faglaert.balance.validation import simulated_scores

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def found():
    return simulated_scores(600, balance.Setting(seed=1, draws=400))


def test_eighty_per_cent_intervals_cover_it_at_every_horizon(found) -> None:
    assert found["coverage80"].is_between(75, 85).all()


def test_fifty_and_ninety_five_per_cent_intervals_too(found) -> None:
    """The labour force six years ahead has too wide a middle, as the document says."""
    others = found.filter((pl.col("quantity") != "supply") | (pl.col("ahead") < 6))
    assert others["coverage50"].is_between(45, 55).all()
    assert found["coverage95"].is_between(90, 98).all()


def test_nothing_is_biased(found) -> None:
    assert (found["bias"].abs() < 0.5).all()


def test_a_probability_of_shortage_means_what_it_says(found) -> None:
    """A year ahead a shortage in B2 is rare: too few of its tenths are filled to hold it there."""
    labour = found.filter(pl.col("quantity").is_in(["B1", "B2", "B3"]))
    filled = labour.filter((pl.col("quantity") != "B2") | (pl.col("ahead") > 1))
    assert (filled["reliability_gap"] <= 0.1).all()
    assert (labour["brier_skill"] > 0).all()


def test_a_made_up_market_says_so_and_can_be_made_again() -> None:
    (one, came), (two, again) = simulate(4), simulate(4)
    assert all(part.provenance.kind is DataKind.SYNTHETIC for _, part, _ in one.parts())
    assert np.array_equal(one.mix.values, two.mix.values)
    assert np.array_equal(came.sides["B3"][0], again.sides["B3"][0])
    assert not np.array_equal(one.mix.values, simulate(5)[0].mix.values)


def test_the_known_future_begins_at_the_base_year() -> None:
    inputs, came = simulate(4, Size(residences=2, industries=3, ahead=2))
    supplied, _ = came.sides["B2"]
    base = inputs.population.values[..., None, 0] * inputs.shares.values * inputs.participation.values
    assert supplied[-1, -1, 0] == pytest.approx(base.sum())
