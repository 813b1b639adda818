# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""How much of a gap others could fill, and how much pressure on pay or standards it stands for.

Jobs are first filled by those with their education; what is left by others, as far as each education is known to work
outside its own jobs (a linear programme). The pressure is that of a constant elasticity of substitution.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from faglaert.balance.inputs import Array

NOTHING = 1e-9


@dataclass(frozen=True)
class Filling:
    """Of each education: jobs unfilled before others fill them, filled by others, and left unfilled."""

    before: Array
    by_others: Array

    @property
    def after(self) -> Array:
        """Jobs that nobody fills."""
        return np.asarray(np.maximum(self.before - self.by_others, 0.0))


def fill(available: Array, wanted: Array, flexibility: Array) -> Filling:
    """Fill ``wanted`` jobs (by education) by ``available`` persons (by education), own education first.

    Of the persons with education e, at most ``flexibility[e, f]`` of them take jobs of education f. The programme fills
    as many of the remaining jobs as there can be filled at all; who fills what is not unique and not reported.
    """
    own = np.minimum(available, wanted)
    idle, before = available - own, wanted - own
    givers, takers = np.flatnonzero(idle > NOTHING), np.flatnonzero(before > NOTHING)
    filled = np.zeros_like(before)
    if len(givers) and len(takers):
        most = flexibility[np.ix_(givers, takers)] * available[givers, None]
        by_giver = np.kron(np.eye(len(givers)), np.ones(len(takers)))
        by_taker = np.kron(np.ones(len(givers)), np.eye(len(takers)))
        found = linprog(
            -np.ones(most.size),
            A_ub=np.concatenate([by_giver, by_taker]),
            b_ub=np.concatenate([idle[givers], before[takers]]),
            bounds=np.column_stack([np.zeros(most.size), most.ravel()]),
            method="highs",
        )
        filled[takers] = found.x.reshape(most.shape).sum(axis=0)
    return Filling(before, np.minimum(filled, before))


def pressure(available: Array, wanted: Array, elasticity: float, supply_elasticity: float) -> Array:
    """Relative price of each education at which demand meets supply, in per cent of the average (last axis).

    From ``wanted * (p / mean)**-elasticity = available * p**supply_elasticity``; the mean is geometric, weighted by
    demand. Positive: pay or standards are under upward pressure. A low elasticity means that nobody can stand in.
    """
    ratio = np.log(np.maximum(wanted, NOTHING) / np.maximum(available, NOTHING)) / (elasticity + supply_elasticity)
    weight = wanted / np.maximum(wanted.sum(axis=-1, keepdims=True), NOTHING)
    relative = ratio - (weight * ratio).sum(axis=-1, keepdims=True)
    return np.asarray(100 * np.expm1(np.clip(relative, -50.0, 50.0)))
