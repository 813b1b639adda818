# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Weighted scores and ranks, with three ways to count what is missing and no silent one.

The score is the weighted sum of the scaled criteria (multi-attribute value theory: Keeney, R. L. and Raiffa, H. (1976):
Decisions with Multiple Objectives). Beside it stands what it could be at worst and at best, and how large a share of
the weight rests on evidence.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from faglaert.priorities.evidence import Floats, Scaled

DECIMALS = 12
"""Scores closer than this many decimals are the same: sums of floats in another order differ in the last ones."""


class Missing(StrEnum):
    """How a missing criterion is counted: as the worst, as the best, or left out and the other weights scaled up."""

    WORST = "worst"
    BEST = "best"
    PRESENT = "present"


@dataclass(frozen=True)
class Ranking:
    """Alternatives in the order of the input: score by the criteria present, its bounds, ranks, and share of evidence.

    ``score`` is NaN, and ``rank`` 0, for an alternative of which nothing that has weight is known. ``best_rank`` and
    ``worst_rank`` hold against whatever is missing, for itself and for all others.
    """

    alternatives: tuple[str, ...]
    score: Floats
    rank: NDArray[np.int64]
    low: Floats
    high: Floats
    best_rank: NDArray[np.int64]
    worst_rank: NDArray[np.int64]
    evidence_share: Floats


def weighted_scores(scaled: Scaled, weights: Floats, missing: Missing) -> Floats:
    """Scores of every alternative under every row of ``weights`` (rows x criteria): rows x alternatives.

    Under :attr:`Missing.PRESENT` a score is NaN where no criterion with weight is known.
    """
    known = scaled.is_known
    if missing is Missing.WORST:
        filled = np.where(known, scaled.low, 0.0)
    elif missing is Missing.BEST:
        filled = np.where(known, scaled.high, 1.0)
    else:
        return _present_scores(scaled, weights)
    return np.asarray(np.round(weights @ filled.T, DECIMALS))


def evidence_shares(scaled: Scaled, weights: Floats) -> Floats:
    """How large a share of each row of ``weights`` rests on evidence: rows x alternatives."""
    return np.asarray(np.clip(weights @ scaled.is_known.T.astype(np.float64), 0.0, 1.0))


def ranks(scores: Floats) -> NDArray[np.int64]:
    """Ranks along the last axis, 1 for the highest; equals share the better rank (1, 2, 2, 4); 0 where NaN."""
    descending = -np.sort(-scores, axis=-1)  # NaN last
    flat, ordered = scores.reshape(-1, scores.shape[-1]), descending.reshape(-1, scores.shape[-1])
    found = np.empty(flat.shape, dtype=np.int64)
    for row, order, target in zip(flat, ordered, found, strict=True):
        target[:] = np.searchsorted(-order, -row, side="left") + 1
    return np.where(np.isnan(flat), 0, found).reshape(scores.shape)


def rank_alternatives(scaled: Scaled, weights: Floats) -> Ranking:
    """Rank under one set of ``weights`` (one a criterion, summing to 1)."""
    row = weights.reshape(1, -1)
    low, high, score = (weighted_scores(scaled, row, way)[0] for way in (Missing.WORST, Missing.BEST, Missing.PRESENT))
    surely_behind = high[None, :] < low[:, None]  # [one, other]: the other cannot reach one
    surely_ahead = low[None, :] > high[:, None]
    return Ranking(
        alternatives=scaled.alternatives,
        score=score,
        rank=ranks(score),
        low=low,
        high=high,
        best_rank=surely_ahead.sum(axis=1) + 1,
        worst_rank=len(scaled.alternatives) - surely_behind.sum(axis=1),
        evidence_share=evidence_shares(scaled, row)[0],
    )


def _present_scores(scaled: Scaled, weights: Floats) -> Floats:
    total = weights @ np.where(scaled.is_known, scaled.middle, 0.0).T
    weight = weights @ scaled.is_known.T.astype(np.float64)
    scores = np.divide(total, weight, out=np.full(total.shape, np.nan), where=weight > 0)
    return np.asarray(np.round(scores, DECIMALS))
