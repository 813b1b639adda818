# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Three digits that count: what is shown of a figure, and steps that add up all the same."""

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faglaert.balance.rounding import shown

QUANTILES = ("q025", "q10", "q25", "q50", "q75", "q90", "q975")
STEPS = ("base_gap", "ageing", "entrants", "mix")


def waterfall(*persons: float, education: str = "skilled", year: int = 2030) -> pl.DataFrame:
    """One explanation of a balance."""
    return pl.DataFrame({"area": "084", "education": education, "year": year, "step": STEPS, "persons": persons})


@pytest.mark.parametrize(
    ("persons", "told"), [(-14466.4, -14500), (283412.0, 283000), (99.96, 100), (-0.2, 0), (0.0, 0), (4.6, 5)]
)
def test_persons_have_three_digits_and_no_part_of_a_person(persons: float, told: float) -> None:
    # a column of one row is computed by another way than a longer one
    for rows in (1, 2):
        found = shown("differences", pl.DataFrame({name: [persons] * rows for name in QUANTILES}))["q50"].to_list()
        assert found == [told] * rows
        assert {math.copysign(1, each) for each in found} == {-1 if told < 0 else 1}


def test_what_is_not_there_stays_so() -> None:
    empty = pl.DataFrame({name: pl.Series([None], dtype=pl.Float64) for name in QUANTILES})
    assert shown("differences", empty).equals(empty)


def test_nothing_is_never_below_nothing() -> None:
    whole = dict.fromkeys((*QUANTILES, "supply", "demand", "point", "naive", "trend", "p_shortage", "p_large"), 1.0)
    per_cent = shown("balance", pl.DataFrame([whole | {"gap_per_cent": -0.04}] * 2))["gap_per_cent"]
    steps = shown("waterfall", waterfall(-0.3, 0.1, -0.1, 0.0))["persons"]
    assert [math.copysign(1, each) for each in (*per_cent, *steps)] == [1] * 6


def test_limits_of_a_share_are_whole_per_cent() -> None:
    row = dict.fromkeys(("persons", "q10", "q50", "q90"), 14234.0)
    row |= {"share_q10": 0.0512, "share_q50": 0.0805, "share_q90": 0.1149}
    (found,) = shown("neet", pl.DataFrame([row])).to_dicts()
    assert (found["persons"], found["share_q10"], found["share_q90"]) == (14200, 0.05, 0.11)


def test_the_words_of_others_are_left_as_they_are() -> None:
    table = pl.DataFrame({"value": [12150.0]})
    assert shown("published_forecasts", table).equals(table)


def test_steps_have_the_unit_of_the_largest() -> None:
    assert shown("waterfall", waterfall(-2101.0, -6909.4, -2274.0, 4686.0))["persons"].to_list() == [
        *(-2100.0, -6900.0, -2300.0, 4700.0)
    ]


def test_a_balance_of_the_base_year_is_the_same_in_every_year() -> None:
    both = pl.concat([waterfall(-2151.0, -6909.0, 0, 0), waterfall(-2151.0, -19_000.0, 0, 0, year=2035)])
    assert shown("waterfall", both).filter(pl.col("step") == "base_gap")["persons"].to_list() == [-2200.0, -2200.0]


@given(st.lists(st.floats(-1e6, 1e6), min_size=4, max_size=4))
def test_steps_add_up_to_the_rounded_balance(persons: list[float]) -> None:
    found = shown("waterfall", waterfall(*persons))["persons"].to_list()
    size = max(1.0, *(abs(sum(persons[: place + 1])) for place in range(4)), *map(abs, persons))
    unit = max(1.0, 10.0 ** (math.floor(math.log10(size)) - 2))
    assert abs(sum(found) - sum(persons)) <= unit / 2 + 1e-6
    assert all(abs(rounded - exact) <= unit + 1e-6 for rounded, exact in zip(found, persons, strict=True))
