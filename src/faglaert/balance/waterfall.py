# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Why the balance moves: one thing after the other is let go from the base year to the projected one.

The steps add up to the change exactly; how much each is given depends on the order, which is fixed and stated.
"""

import numpy as np

from faglaert.balance import commuting as place
from faglaert.balance import demand
from faglaert.balance.assumptions import Assumptions
from faglaert.balance.axes import AGES, FIRST_COHORT_AGE
from faglaert.balance.inputs import Array, Inputs
from faglaert.balance.model import Projection, balances

STEPS = ("base_gap", "ageing", "entrants", "movers", "participation", "industries", "mix", "commuting")
"""Order of the steps: from 50 on, below 35, between; who takes part; jobs by industry; their education; commuting."""


def waterfall(inputs: Inputs, assumptions: Assumptions, projection: Projection) -> Array:
    """``(step, area, education, year)`` of the balance B3; the first step is the base year's, the rest changes."""
    states = [balances(inputs, assumptions, state)["B3"] for state in _states(projection)]
    levels = np.stack([supplied - asked for supplied, asked in states])
    return np.concatenate([levels[:1], np.diff(levels, axis=0)])


def _states(projection: Projection) -> list[tuple[Array, Array, Array]]:
    """Supply, demand and jobs held after each step; the last is the projection itself."""
    persons = projection.persons[:, :, :, None, :] * projection.shares
    base_persons = np.broadcast_to(persons[..., :1], persons.shape).copy()
    base_rates = np.broadcast_to(projection.rates[..., :1], persons.shape)
    first_exit = AGES.index("50-54")
    moved, supplied = base_persons, [(base_persons * base_rates).sum(axis=(1, 2))]
    for ages in (slice(first_exit, None), slice(0, FIRST_COHORT_AGE), slice(FIRST_COHORT_AGE, first_exit)):
        moved[:, ages] = persons[:, ages]
        supplied.append((moved * base_rates).sum(axis=(1, 2)))
    supplied.append(projection.supply)
    posts, mix = projection.posts, projection.mix
    asked = [
        np.broadcast_to(projection.demand[..., :1], projection.demand.shape),
        demand.by_education(posts, np.broadcast_to(mix[..., :1], mix.shape)),
        projection.demand,
    ]
    held = [place.at_residence(projection.commuting.shares, each) for each in asked]
    steps = [(each, asked[0], held[0]) for each in supplied]
    steps += [(projection.supply, asked[1], held[1]), (projection.supply, asked[2], held[2])]
    return [*steps, (projection.supply, projection.demand, projection.held)]
