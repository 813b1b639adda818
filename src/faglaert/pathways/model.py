# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pure estimators on dense counts (group, month 0..T + 1, cause and censored): intervals and months lost."""

import math

import numpy as np

from faglaert.disclosure.rules import Z_95
from faglaert.pathways.kernel import Curve, curves
from faglaert.pathways.rows import Array

__all__ = ["Curve", "curves", "log_log_interval", "months_lost", "normal_cdf", "normal_two_sided"]


def log_log_interval(share: Array, variance: Array) -> tuple[Array, Array]:
    """95 per cent interval of an incidence on the log(-log) scale; where the share is 0 or 1 it is that share.

    Kalbfleisch and Prentice (2002), recommended by Pintilie (2006): stays inside 0-1.
    """
    share = np.clip(share, 0.0, 1.0)  # a sum of floats can pass 1 by its last bit
    inside = (share > 0) & (share < 1)
    safe = np.where(inside, share, 0.5)
    width = Z_95 * np.sqrt(variance) / (safe * np.abs(np.log(safe)))
    low, high = safe ** np.exp(width), safe ** np.exp(-width)
    return np.where(inside, low, share), np.where(inside, high, share)


def months_lost(counts: Array, cause: int, *, before: int, late: Array | None = None) -> tuple[Array, Array]:
    """Restricted mean time lost to ``cause``: the sum of F(t) over t < ``before``, in months, and its variance.

    Andersen (2013), Statistics in Medicine 32. The variance is Aalen's with the incidence summed over months in place
    of the incidence at one month.
    """
    estimate = curves(counts, late)
    months = min(before, estimate.survival.shape[1])
    incidence = estimate.incidence[:, :months, cause]
    lost = incidence.sum(axis=1)
    # what an event in month u takes from the sum after it: sum over t >= u of F(t) - F(u)
    left = np.arange(months, 0, -1)
    after = incidence[:, ::-1].cumsum(axis=1)[:, ::-1] - left * incidence
    n = estimate.at_risk[:, :months].astype(float)
    own = counts[:, :months, cause].astype(float)
    events = counts[:, :months, :-1].sum(axis=2).astype(float)
    before_month = np.concatenate([np.ones((len(n), 1)), estimate.survival[:, : months - 1]], axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = after**2 * events / ((n - 1) * (n - events))
        direct = (left * before_month) ** 2 * own * (n - own) / (n**2 * (n - 1))
        joint = -2 * after * left * before_month * own * (n - own) / (n * (n - events) * (n - 1))
    parts = (np.where(np.isfinite(each), each, 0.0) for each in (spread, direct, joint))
    return lost, np.maximum(0.0, sum(part.sum(axis=1) for part in parts))


def normal_cdf(z: Array | float) -> Array:
    """The normal distribution's P(Z <= z)."""
    return np.asarray(0.5 * (1 + _erf(np.asarray(z, dtype=float) / np.sqrt(2.0))), dtype=float)


def normal_two_sided(z: Array | float) -> Array:
    """P(|Z| >= |z|) for a normal Z."""
    return np.asarray(2 * normal_cdf(-np.abs(z)))


_erf = np.vectorize(math.erf, otypes=[float])
