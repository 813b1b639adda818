# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What is known of each alternative by each criterion, on one scale, with what is missing kept as missing.

A figure that is known stands with itself as both bounds, one that is shown as an interval with the interval's bounds,
and one that is missing with NaN in both. Nothing is put in its place here: how it is counted is chosen, and said, in
:mod:`faglaert.priorities.ranking`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MIDDLE = 0.5
"""The scaled score of everyone by a criterion that does not tell them apart."""


class Direction(StrEnum):
    """Whether much or little of a criterion speaks for an alternative."""

    MORE = "more"
    LESS = "less"


@dataclass(frozen=True)
class Evidence:
    """``low`` and ``high``: alternatives x criteria, in each criterion's own unit, NaN in both where it is missing.

    Raises :class:`ValueError` for shapes that do not go together, one bound without the other, bounds the wrong way
    round and numbers that are not finite.
    """

    alternatives: tuple[str, ...]
    criteria: tuple[str, ...]
    directions: tuple[Direction, ...]
    low: Floats
    high: Floats

    def __post_init__(self) -> None:
        shape = (len(self.alternatives), len(self.criteria))
        if self.low.shape != shape or self.high.shape != shape or len(self.directions) != shape[1]:
            raise ValueError(f"evidence has shape {self.low.shape} and {self.high.shape}; expected {shape}")
        if np.isinf(self.low).any() or np.isinf(self.high).any():
            raise ValueError("evidence must be finite, or NaN where it is missing")
        if not np.array_equal(np.isnan(self.low), np.isnan(self.high)) or (self.low > self.high).any():
            raise ValueError("evidence has two bounds, the lower one first, or none")

    @property
    def is_known(self) -> NDArray[np.bool_]:
        """Alternatives x criteria: whether there is a figure or an interval."""
        return ~np.isnan(self.low)


@dataclass(frozen=True)
class Scaled:
    """Scores from 0 (worst of those known) to 1 (best): alternatives x criteria, NaN where missing."""

    alternatives: tuple[str, ...]
    criteria: tuple[str, ...]
    low: Floats
    high: Floats

    @property
    def is_known(self) -> NDArray[np.bool_]:
        """Alternatives x criteria: whether there is a score."""
        return ~np.isnan(self.low)

    @property
    def middle(self) -> Floats:
        """The score, and of an interval its middle."""
        return (self.low + self.high) / 2


def scale(evidence: Evidence) -> Scaled:
    """Each criterion from its worst known bound (0) to its best (1), so that 1 always speaks for an alternative.

    A change of a criterion's unit changes nothing. A criterion by which all that are known are alike gives everyone
    :data:`MIDDLE`: it tells nobody apart, whatever its weight.
    """
    sign = np.array([1.0 if direction is Direction.MORE else -1.0 for direction in evidence.directions])
    low = np.where(sign > 0, evidence.low, -evidence.high)
    high = np.where(sign > 0, evidence.high, -evidence.low)
    known = evidence.is_known
    worst = np.where(known, low, np.inf).min(axis=0, initial=np.inf)
    best = np.where(known, high, -np.inf).max(axis=0, initial=-np.inf)
    width = best - worst
    tells_apart = width > 0
    # subtracting before dividing keeps the ends at exactly 0 and 1
    divisor = np.where(tells_apart, width, 1.0)
    origin = np.where(np.isfinite(worst), worst, 0.0)
    scaled_low, scaled_high = (np.where(tells_apart, (each - origin) / divisor, MIDDLE) for each in (low, high))
    missing = np.where(known, 0.0, np.nan)
    return Scaled(evidence.alternatives, evidence.criteria, scaled_low + missing, scaled_high + missing)


def normalised_weights(weights: Sequence[Sequence[float]] | Floats, criterion_count: int) -> Floats:
    """Members' weights (members x criteria), each member's summing to 1, so that all members count alike.

    Raises :class:`ValueError` without members, for another number of criteria, for weights that are negative or not
    finite, and for a member who gives nothing any weight.
    """
    given = np.asarray(weights, dtype=np.float64)
    if given.ndim != 2 or given.shape[0] == 0 or given.shape[1] != criterion_count:
        raise ValueError(f"weights have shape {given.shape}; expected one row a member and {criterion_count} criteria")
    if not np.isfinite(given).all() or (given < 0).any():
        raise ValueError("weights are numbers from 0 upwards")
    # by the largest first: a sum of huge weights must not overflow
    largest = given.max(axis=1, keepdims=True)
    if (largest == 0).any():
        raise ValueError("a member gives no criterion any weight")
    shares = given / largest
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))
