# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What must hold in every run of the balance; a run in which it does not is not written."""

from collections.abc import Iterator, Mapping

import numpy as np

from faglaert.balance.inputs import Array, Inputs
from faglaert.balance.model import Draws, Projection
from faglaert.errors import DataRefusedError, Finding

TOLERANCE = 1e-8
"""Relative to the size of what is compared: sums of floats."""


def require_identities(
    inputs: Inputs,
    projection: Projection,
    draws: Draws,
    *,
    flows: Mapping[str, Array],
    steps: Array,
    balance: Array,
) -> None:
    """Raise :class:`DataRefusedError` with every identity that does not hold.

    ``flows`` as :func:`supply.flows` gives them, ``steps`` the waterfall's, ``balance`` the projected B3 they lead to.
    """
    findings = [
        Finding("balance", None, name, f"is off by {off:g}")
        for name, off in [
            *_supply_deviations(inputs, projection, draws, flows),
            *_demand_deviations(inputs, projection),
            ("steps of the waterfall sum to the balance", _off(balance, steps.sum(axis=0))),
        ]
        if not off <= TOLERANCE
    ]
    if findings:
        raise DataRefusedError("identities of the balance do not hold", findings)


def _supply_deviations(
    inputs: Inputs, projection: Projection, draws: Draws, flows: Mapping[str, Array]
) -> Iterator[tuple[str, float]]:
    stock = projection.supply
    moved = stock[..., :-1] + flows["entrants"] - flows["exits"] + flows["movers"]
    yield "labour force + entrants - exits + movers", _off(stock[..., 1:], moved)
    yield "shares of education sum to 1", _off(projection.shares.sum(axis=3), 1.0)
    yield "persons are the projection's", _off(projection.persons, inputs.population.values)
    base = _base_force(inputs)
    yield "base year has the given labour force", _off(stock[..., 0], base)
    yield "draws begin at the base year", _off(draws.supply[..., 0], np.broadcast_to(base, draws.supply.shape[:3]))


def _demand_deviations(inputs: Inputs, projection: Projection) -> Iterator[tuple[str, float]]:
    yield "mix of education sums to 1", _off(projection.mix.sum(axis=2), 1.0)
    yield "demand by education = jobs", _off(projection.demand.sum(axis=1), projection.posts.sum(axis=1))
    yield "base year has the given jobs", _off(projection.posts[..., 0], inputs.jobs.values)
    employed = _base_force(inputs) * (1 - inputs.unemployment.values)
    kept = projection.commuting.flows.sum(axis=1)[:-1]
    yield "commuters by residence = residents in work", _off(kept, employed * _scale(kept, employed))
    yield "commuters by workplace = jobs", _off(projection.commuting.flows.sum(axis=0), projection.demand[..., 0])


def _base_force(inputs: Inputs) -> Array:
    persons = inputs.population.values[..., None, 0] * inputs.shares.values * inputs.participation.values
    return np.asarray(persons.sum(axis=(1, 2)))


def _scale(kept: Array, employed: Array) -> Array:
    """Residents in work are scaled to the jobs held where nobody comes from outside; one factor an education."""
    total = employed.sum(axis=0)
    return np.asarray(np.divide(kept.sum(axis=0), total, out=np.ones_like(total), where=total > 0))


def _off(left: Array, right: Array | float) -> float:
    size = max(1.0, float(np.abs(left).max(initial=0.0)))
    return float(np.abs(left - right).max(initial=0.0)) / size
