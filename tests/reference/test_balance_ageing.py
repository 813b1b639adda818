# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The cohort step held against the ageing in Statistics Denmark's own projection of the nation (FRDK118)."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from faglaert.balance.embedded_people import carried_on

FILE = Path(__file__).parents[2].parent / "shared" / "data" / "labour" / "frdk118_dk_1aars_2018_2060.csv"
BANDS = range(3, 16)
"""Ages 15-19 to 75-79 in fives."""


@pytest.fixture(scope="module")
def projected() -> dict[int, np.ndarray]:
    """Area, band and sex by year."""
    if not FILE.exists():
        pytest.skip(f"the projection of 2018 is not here: {FILE.name}")
    persons: dict[tuple[int, str, int], float] = defaultdict(float)
    with FILE.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            persons[int(row["aar"]), row["koen"], int(row["alder"]) // 5] += float(row["antal"])
    return {
        year: np.array([[[persons[year, sex, band] for sex in "MK"] for band in BANDS]]) for year in range(2018, 2046)
    }


@pytest.mark.parametrize("first", [2018, 2020, 2023, 2025])
@pytest.mark.parametrize(("steps", "mean", "worst"), [(1, 0.007, 0.02), (2, 0.014, 0.05)])
def test_a_cohort_ages_as_in_the_projection(
    projected: dict[int, np.ndarray], first: int, steps: int, mean: float, worst: float
) -> None:
    """Five years of it tell the next five within 0.7 per cent, and the next ten within 1.4 per cent, on average."""
    carried = carried_on(projected[first], projected[first + 5], steps)[..., steps]
    errors = np.abs(carried / projected[first + 5 + 5 * steps] - 1)[:, steps:]
    assert errors.mean() < mean
    assert errors.max() < worst


def test_a_cohort_that_stands_still_stays() -> None:
    still = np.full((1, 4, 2), 100.0)
    assert (carried_on(still, still, 3) == 100).all()


def test_the_change_of_the_cohort_before_is_repeated() -> None:
    earlier = np.array([[[100.0], [80.0], [60.0]]])
    later = np.array([[[110.0], [90.0], [40.0]]])
    assert carried_on(earlier, later, 1)[0, :, 0, 1].tolist() == pytest.approx([110, 99, 45])
