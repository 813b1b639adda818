# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The persons: those who begin a vocational programme, and all others of their age who live in the region."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from faglaert.definitions.synthetic import frame, rates
from faglaert.errors import UsageError
from faglaert.registers.synthetic.compiling import Array
from faglaert.registers.synthetic.draws import MUNICIPALITY, ORIGIN, PUBLIC_ID, SEX, draws
from faglaert.registers.synthetic.planning import Plan
from faglaert.registers.synthetic.rounding import whole_parts
from faglaert.registers.synthetic.world import ORIGINS, World, day_number, municipality_shares

FEWEST_PERSONS = 1_000
MOST_PERSONS = 30_000_000
_FIRST_FIXED, _LAST_FIXED = 1991, 2002
"""Cohorts whose size figures depend on; the others make up for the number of persons asked for."""
_HALF = 0.5
_BIRTH_OF_OTHERS = 77


@dataclass(frozen=True)
class Persons:
    """An element a person, those who begin a programme first and in the order of the plan.

    ``public``: the number that the person's id is made of, in no order that tells anything.
    """

    birth: Array
    sex: Array
    origin: Array
    municipality: Array
    public: Array

    def __len__(self) -> int:
        return int(self.birth.shape[0])


def make_persons(world: World, plan: Plan, persons: int, seed: int) -> Persons:
    """Fill the cohorts up with those who begin nothing, to ``persons`` in all.

    Raises :class:`UsageError` for a number that is too small or too large.
    """
    if not FEWEST_PERSONS <= persons <= MOST_PERSONS:
        raise UsageError(f"the number of persons must be from {FEWEST_PERSONS} to {MOST_PERSONS}")
    missing = _missing(plan.birth, persons)
    firsts = [day_number(date(year - 1, 12, 1)) for year in _cohort_years()]
    cohort = np.repeat(np.arange(missing.size), missing)
    numbers = np.arange(len(plan), len(plan) + cohort.size)
    lengths = np.diff([*firsts, day_number(date(_cohort_years()[-1], 12, 1))])
    birth = np.array(firsts)[cohort] + (draws(seed, numbers, _BIRTH_OF_OTHERS) * lengths[cohort]).astype(np.int64)
    everybody = np.arange(persons)
    female = np.concatenate([world.programme_female[plan.programme], np.full(birth.size, _HALF)])
    declared = rates()["origin", ""]
    origins = np.cumsum([declared[name] for name in ORIGINS])
    public = np.empty(persons, dtype=np.int64)
    public[np.argsort(draws(seed, everybody, PUBLIC_ID), kind="stable")] = everybody
    return Persons(
        birth=np.concatenate([plan.birth, birth]),
        sex=(draws(seed, everybody, SEX) < female).astype(np.int64),
        origin=np.searchsorted(origins[:-1], draws(seed, everybody, ORIGIN), side="right"),
        municipality=np.searchsorted(municipality_shares()[:-1], draws(seed, everybody, MUNICIPALITY), side="right"),
        public=public,
    )


def _cohort_years() -> range:
    when = frame()
    return range(when.oldest_cohort, when.oldest_cohort + len(when.cohorts))


def _missing(born: Array, persons: int) -> Array:
    """How many persons each cohort lacks when those who begin a programme are in it."""
    years = np.array(_cohort_years())
    scale = persons / frame().true_scale_persons
    edges = [day_number(date(int(year) - 1, 12, 1)) for year in [*years, years[-1] + 1]]
    there = np.histogram(born, bins=np.array(edges))[0]
    fixed = (years >= _FIRST_FIXED) & (years <= _LAST_FIXED)
    wanted = np.array(frame().cohorts) * scale
    missing = np.zeros(years.size, dtype=np.int64)
    missing[fixed] = np.maximum(whole_parts(round(wanted[fixed].sum()), wanted[fixed]) - there[fixed], 0)
    rest = persons - born.size - int(missing.sum())
    if rest < 0:
        raise UsageError(f"{persons} persons are too few for the starts that belong to them")
    missing[~fixed] = whole_parts(rest, np.maximum(wanted[~fixed] - there[~fixed], 1.0))
    return missing
