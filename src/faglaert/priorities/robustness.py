# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""How sure an order is when the weights are not: sampled weights, rank acceptability, pairs, and members' disagreement.

Rank acceptability: Lahdelma, R. and Salminen, P. (2001): SMAA-2: Stochastic multicriteria acceptability analysis for
group decision making. Operations Research 49, 444-454. Concordance: Kendall, M. G. and Babington Smith, B. (1939): The
problem of m rankings. Annals of Mathematical Statistics 10, 275-287.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faglaert.priorities.evidence import Floats, Scaled
from faglaert.priorities.ranking import Missing, ranks, weighted_scores

SAMPLE_COUNT = 10_000
"""Sampled sets of weights: the standard error of a share is at most half a percentage point."""
SEED = 20_210_921
CONCENTRATION = 30.0
"""How close samples keep to the members' weights: a weight of 0.25 then varies with a standard deviation of 0.08."""
CERTAIN = 0.95
"""The share of sampled weights under which one alternative must be ahead for a pair to be called certain."""


@dataclass(frozen=True)
class Pair:
    """Two alternatives: the share of sampled weights under which the first is ahead, from at least to at most.

    The two differ by what is missing: at least under the worst for the first and the best for the second, at most the
    other way round. Equal scores count for neither.
    """

    first: str
    second: str
    at_least: float
    at_most: float

    @property
    def is_uncertain(self) -> bool:
        """Whether neither is ahead under nearly all weights whatever is missing."""
        return self.at_least < CERTAIN and self.at_most > 1 - CERTAIN


@dataclass(frozen=True)
class Disagreement:
    """How members differ: weights of each criterion, concordance of their rankings, and ranks of each alternative.

    ``concordance`` is Kendall's W from 0 (as if drawn by lot) to 1 (the same order); None with one member, or where
    nobody tells the alternatives apart.
    """

    lowest_weight: Floats
    mean_weight: Floats
    highest_weight: Floats
    concordance: float | None
    best_rank: NDArray[np.int64]
    worst_rank: NDArray[np.int64]


def uniform_weights(criterion_count: int, sample_count: int = SAMPLE_COUNT, *, seed: int = SEED) -> Floats:
    """Weights drawn evenly from all that sum to 1 (samples x criteria): nobody's opinion counts."""
    drawn = np.random.default_rng(seed).standard_exponential((sample_count, criterion_count))
    return np.asarray(drawn / drawn.sum(axis=1, keepdims=True))


def weights_around(
    weights: Floats, sample_count: int = SAMPLE_COUNT, *, concentration: float = CONCENTRATION, seed: int = SEED
) -> Floats:
    """Weights drawn around the members' own (members x criteria, rows summing to 1), every member as often: Dirichlet.

    A drawn set has its member's weights as mean; a criterion that a member gives no weight gets none. Raises
    :class:`ValueError` for a concentration below 1.
    """
    if concentration < 1:
        raise ValueError("the concentration is 1 or more")
    rng = np.random.default_rng(seed)
    members = weights[rng.permutation(np.arange(sample_count) % len(weights))]
    drawn = rng.standard_gamma(concentration * members)
    return np.asarray(drawn / drawn.sum(axis=1, keepdims=True))


def rank_acceptability(scaled: Scaled, samples: Floats, missing: Missing) -> Floats:
    """The share of sampled weights that give an alternative each rank: alternatives x ranks, from rank 1.

    A row sums to 1; under :attr:`Missing.PRESENT` to less for an alternative of which nothing with weight is known.
    """
    found = ranks(weighted_scores(scaled, samples, missing))
    count = len(scaled.alternatives)
    tallies = [np.bincount(found[:, number], minlength=count + 1)[1:] for number in range(count)]
    return np.array(tallies, dtype=np.float64).reshape(count, count) / len(samples)


def in_top(acceptability: Floats, top: int) -> Floats:
    """The share of sampled weights that put each alternative among the first ``top``."""
    return np.asarray(acceptability[:, :top].sum(axis=1))


def top_bounds(scaled: Scaled, samples: Floats, top: int) -> tuple[Floats, Floats]:
    """How often each alternative is among the first ``top`` whatever is missing: at least, and at most.

    At least: its own missing evidence is counted as the worst and that of all others as the best; at most, the other
    way round. Without anything missing both are :func:`in_top`.
    """
    low, high = (weighted_scores(scaled, samples, way) for way in (Missing.WORST, Missing.BEST))
    return _top_share(low, high, top), _top_share(high, low, top)


def pairs(scaled: Scaled, samples: Floats) -> tuple[Pair, ...]:
    """Every pair of alternatives, in the order of the input."""
    known = scaled.is_known
    low, high = np.where(known, scaled.low, 0.0), np.where(known, scaled.high, 1.0)
    found = []
    for one, name in enumerate(scaled.alternatives):
        least = _ahead(samples, low[one] - high[one + 1 :])
        most = _ahead(samples, high[one] - low[one + 1 :])
        rest = scaled.alternatives[one + 1 :]
        found += [Pair(name, *each) for each in zip(rest, least.tolist(), most.tolist(), strict=True)]
    return tuple(found)


def disagreement(scaled: Scaled, weights: Floats) -> Disagreement:
    """How the members (weights: members x criteria, rows summing to 1) differ, by the criteria that are present."""
    scores = weighted_scores(scaled, weights, Missing.PRESENT)
    found = ranks(scores)
    return Disagreement(
        lowest_weight=weights.min(axis=0),
        mean_weight=weights.mean(axis=0),
        highest_weight=weights.max(axis=0),
        concordance=_concordance(scores[:, ~np.isnan(scores).any(axis=0)]),
        best_rank=np.where(found > 0, found, len(scaled.alternatives)).min(axis=0, initial=len(scaled.alternatives)),
        worst_rank=found.max(axis=0, initial=0),
    )


def _top_share(own: Floats, others: Floats, top: int) -> Floats:
    """How often fewer than ``top`` others are ahead: samples x alternatives in, a share an alternative out."""
    shares = []
    for number in range(own.shape[1]):
        ahead = others > own[:, number : number + 1]
        ahead[:, number] = False
        shares.append((ahead.sum(axis=1) < top).mean())
    return np.array(shares, dtype=np.float64)


def _ahead(samples: Floats, differences: Floats) -> Floats:
    return np.asarray((np.round(samples @ differences.T, 12) > 0).mean(axis=0))


def _concordance(scores: Floats) -> float | None:
    """Kendall's W of rankings (members x alternatives) with the correction for ties."""
    members, count = scores.shape
    if members < 2 or count < 2:
        return None
    above = (scores[:, :, None] < scores[:, None, :]).sum(axis=2)
    level = (scores[:, :, None] == scores[:, None, :]).sum(axis=2)
    mean_ranks = above + (level + 1) / 2
    ties = float((level.astype(np.float64) ** 2 - 1).sum())  # the sum of t³ - t over groups of t equals
    spread = float(((mean_ranks.sum(axis=0) - members * (count + 1) / 2) ** 2).sum())
    largest = members**2 * (count**3 - count) - members * ties
    return None if largest <= 0 else min(12 * spread / largest, 1.0)
