# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""How a cohort's education changes after 30: adults who complete a higher one than they have."""

import numpy as np

from faglaert.balance.axes import AGES, EDUCATIONS, SEXES
from faglaert.balance.embedded_people import COUNTRY, figures_of
from faglaert.balance.inputs import Array

RANK = {"H10": 0, "H90": 0, "H20": 1, "H30": 1, "H40": 2, "H50": 3, "H60": 3, "H70": 4, "H80": 5}
"""Which education counts as the higher of two; a person rises from a lower rank alone."""
COMPLETED = {"H30": ("H30", "H35"), "H40": ("H40",), "H50": ("H50",), "H60": ("H60",), "H70": ("H70",)}
YEAR, PROFILE_YEAR, YEARS_IN_BAND = 2018, 2019, 5
OLDEST_TOLD = AGES.index("35-39")
"""Single ages are known to 39; those of 40 and more are spread over 40-64."""
LAST_WORKING = AGES.index("60-64")
FIRST_PROFILED = AGES.index("25-29")


def cohort_change(first_age: int) -> Array:
    """Log of how each education's share changes over the five years into a band, by age, sex and education.

    Five years' completions at the ages of the band below, by those who had a lower education; 0 below ``first_age`` and
    after 64.
    """
    change = np.zeros((len(AGES), len(SEXES), len(EDUCATIONS)))
    stock = _stock()
    for age in range(first_age, LAST_WORKING + 2):
        for sex in range(len(SEXES)):
            before = stock[age - 1 - FIRST_PROFILED]
            change[age, sex] = np.log(_risen(before, YEARS_IN_BAND * _rates(age - 1, sex)) / before)
    return change


def _stock() -> Array:
    """Shares by age (25-69) and education in the nation."""
    ages = AGES[FIRST_PROFILED : AGES.index("70-74")]
    counts = figures_of("education_by_age_2019", (COUNTRY,), (PROFILE_YEAR,), ages, EDUCATIONS)[0, 0]
    return np.asarray(counts / counts.sum(axis=1, keepdims=True))


def _rates(age: int, sex: int) -> Array:
    """Completions a year per person of an age band and sex, by education."""
    if age <= OLDEST_TOLD:
        bands, first = AGES[age : age + 1], int(AGES[age].split("-")[0])
        ages: tuple[str, ...] = tuple(str(first + years) for years in range(YEARS_IN_BAND))
    else:
        bands, ages = AGES[OLDEST_TOLD + 1 : LAST_WORKING + 1], ("40-",)
    persons = figures_of("population_history", (COUNTRY,), (YEAR,), (SEXES[sex],), bands).sum()
    rates = np.zeros(len(EDUCATIONS))
    for code, told in COMPLETED.items():
        done = figures_of("completions_2018", (COUNTRY,), (YEAR,), (SEXES[sex],), ages, told).sum()
        rates[EDUCATIONS.index(code)] = done / persons
    return rates


def _risen(before: Array, rates: Array) -> Array:
    """Shares after ``rates`` of all have completed each education; only those with a lower one rise."""
    after = before.copy()
    ranks = np.array([RANK[code] for code in EDUCATIONS])
    for place, rate in enumerate(rates):
        lower = ranks < ranks[place]
        moved = rate * np.where(lower, before, 0.0)
        after -= moved
        after[place] += moved.sum()
    return after
