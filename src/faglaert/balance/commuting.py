# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Between residence and workplace: who holds the jobs of a workplace, by education."""

from dataclasses import dataclass

import numpy as np

from faglaert.balance.axes import EDUCATIONS, OUTSIDE
from faglaert.balance.fitting import fit
from faglaert.balance.inputs import Array, Inputs
from faglaert.errors import DataRefusedError, Finding

SMALL_SEED = 1e-4
"""Share of the average flow that a pair of places without commuters starts from, so that margins can be met."""
LARGEST_EXCESS = 0.02
"""Residents may exceed all jobs of their education by this share before the base year contradicts itself."""
STRONGEST_RESPONSE = 0.2


@dataclass(frozen=True)
class Commuting:
    """``flows``: persons by origin, workplace and education; ``shares``: the same as a share of the jobs there."""

    flows: Array
    shares: Array


def commuting(inputs: Inputs, employed: Array, jobs: Array) -> Commuting:
    """Fit the base year's commuters of each education to residents in work and jobs held.

    ``employed`` by residence and education, ``jobs`` by workplace and education. Whoever is left comes from outside.
    Raises :class:`DataRefusedError` when more residents of an education work than there are jobs held by it.
    """
    seed = _seed(inputs)
    left = jobs.sum(axis=0) - employed.sum(axis=0)
    _require_enough(left, employed.sum(axis=0))
    flows = np.zeros(seed.shape)
    for education in range(len(EDUCATIONS)):
        origins = np.append(employed[:, education], max(left[education], 0.0))
        places = jobs[:, education]
        if places.sum() <= 0:
            continue
        origins = origins * places.sum() / origins.sum()
        flows[..., education] = fit(seed[..., education], [((0,), origins), ((1,), places)])
    total = flows.sum(axis=0)
    return Commuting(flows, np.divide(flows, total, out=np.zeros_like(flows), where=total > 0))


def _seed(inputs: Inputs) -> Array:
    """Commuters by origin, workplace and education; who crosses a border weighted by the reach of the education."""
    pattern = inputs.commuters.values
    floor = SMALL_SEED * pattern.mean()
    pattern = np.maximum(pattern, floor)
    axes = inputs.axes
    at_home = np.array([[origin == place for place in axes.workplaces] for origin in axes.origins])
    if OUTSIDE in axes.workplaces:
        at_home[-1, axes.workplaces.index(OUTSIDE)] = False
        pattern[-1, axes.workplaces.index(OUTSIDE)] = 0.0
    reach = np.where(at_home[..., None], 1.0, inputs.commuting_reach.values)
    return np.asarray(pattern[..., None] * np.maximum(reach, SMALL_SEED))


def _require_enough(left: Array, employed: Array) -> None:
    short = left < -LARGEST_EXCESS * np.maximum(employed, 1.0)
    findings = [
        Finding("inputs", None, "mix", f"{code}: {worked:.0f} residents work, {worked + lack:.0f} jobs are held by it")
        for code, lack, worked, is_short in zip(EDUCATIONS, left, employed, short, strict=True)
        if is_short
    ]
    if findings:
        raise DataRefusedError("more residents work than there are jobs of their education", findings)


def at_residence(shares: Array, jobs: Array) -> Array:
    """Jobs held by residents: ``(…, residence, education, year)`` from jobs by ``(…, workplace, education, year)``."""
    return np.asarray(np.einsum("rwe,...wet->...ret", shares[:-1], jobs))


def responding(shares: Array, tightness: Array, response: float) -> Array:
    """Commuting shares when people follow tightness: those from slack residences take more of the jobs.

    ``tightness`` is the log of demand over supply by residence, education (and leading axes, years); the shares get the
    axes ``(…, origin, workplace, education, year)``. The response is capped.
    """
    relative = tightness - tightness.mean(axis=-3, keepdims=True)
    pull = np.exp(np.clip(-response * relative, -STRONGEST_RESPONSE, STRONGEST_RESPONSE))
    pull = np.concatenate([pull, np.ones_like(pull[..., :1, :, :])], axis=-3)
    moved = shares[..., None] * pull[..., :, None, :, :]
    total = moved.sum(axis=-4, keepdims=True)
    return np.asarray(np.divide(moved, total, out=np.zeros_like(moved), where=total > 0))
