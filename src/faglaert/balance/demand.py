# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Labour demand: jobs by workplace and industry, and the education of those who hold them."""

import numpy as np

from faglaert.balance.assumptions import Assumptions
from faglaert.balance.axes import OUTSIDE, VARIANTS
from faglaert.balance.inputs import Array, Inputs

MIXED = (0.25, 0.5, 0.25)
"""Shares of the draws that take the low, the base and the high path."""


def inside(inputs: Inputs) -> Array:
    """1 for each workplace that is an area of the balance, 0 for outside."""
    return np.array([float(code != OUTSIDE) for code in inputs.axes.workplaces])


def jobs(inputs: Inputs, drift: Array, national: Array, assumptions: Assumptions) -> Array:
    """Jobs by workplace, industry and year; leading axes of ``drift`` and ``national`` (draws) are kept.

    ``drift`` (…, workplace, industry, year) is the log of the change in an area's share of the nation, ``national``
    (…, industry, year) the path of the nation. The rest of the nation keeps the remaining share, so that areas and rest
    add up to the nation. Jobs outside that residents hold follow the nation.
    """
    base = inputs.jobs.values
    own = inside(inputs)[:, None]
    regional = (base * own).sum(axis=0)
    whole = np.maximum(national[..., :1].reshape(-1, base.shape[1])[0], regional)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(whole > 0, base / whole, 0.0)
    moved = (share * own)[..., None] * np.exp(drift)
    rest = np.maximum(1 - (share * own).sum(axis=0), 0.0)[:, None]
    total = moved.sum(axis=-3, keepdims=True) + rest
    moved = np.divide(moved, total, out=np.zeros_like(moved + total), where=total > 0)
    growth = _growth(national)
    result = (moved + (share * (1 - own))[..., None]) * (whole[:, None] * growth)[..., None, :, :]
    return np.asarray(result if assumptions.extra_jobs is None else result + assumptions.extra_jobs)


def _growth(national: Array) -> Array:
    base = national[..., :1]
    return np.asarray(np.divide(national, base, out=np.ones_like(national), where=base > 0))


def national_path(inputs: Inputs, variant: str) -> Array:
    """Jobs of the nation by industry and year on one path; ``mixed`` is the base."""
    return np.asarray(inputs.national_jobs.values[VARIANTS.index("base" if variant == "mixed" else variant)])


def drawn_variants(variant: str, count: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Which variant each draw takes; pairs of draws stay together, and the mixture is exact."""
    if variant != "mixed":
        return np.full(count, VARIANTS.index(variant), dtype=np.int64)
    place = (np.arange(count) // 2 * 0.618033988749895) % 1.0
    return np.searchsorted(np.cumsum(MIXED), place, side="right").astype(np.int64)


def education_mix(inputs: Inputs, trend: Array) -> Array:
    """Share of each education by workplace, industry, education and year; ``trend`` in log-ratios, broadcastable."""
    moved = inputs.mix.values[..., None] * np.exp(trend)
    return np.asarray(moved / moved.sum(axis=2, keepdims=True))


def by_education(posts: Array, mix: Array) -> Array:
    """Jobs by workplace, education and year: summed over industries."""
    return np.asarray(np.einsum("wkt,wket->wet", posts, mix))


def drawn_by_education(posts: Array, mix: Array, errors: Array) -> Array:
    """``(draw, workplace, education, year)`` under errors of the mix; they have the industry before the education."""
    total = np.zeros((len(posts), posts.shape[1], mix.shape[2], posts.shape[-1]))
    for industry in range(mix.shape[1]):
        tilted = np.exp(errors[:, :, industry]) * mix[:, industry, :, 1:]
        tilted *= (posts[:, :, industry, 1:] / np.maximum(tilted.sum(axis=2), 1e-300))[:, :, None]
        total[..., 1:] += tilted
        total[..., 0] += posts[:, :, industry, None, 0] * mix[:, industry, :, 0]
    return total
