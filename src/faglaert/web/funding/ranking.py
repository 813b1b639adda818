# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Weighed scores of applications, and how far the two assessors are apart. Pure functions.

A score is the weighted mean of the points of all criteria, as per cent of the most there is (multi-attribute value
theory with linear values, as in :mod:`faglaert.priorities`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MOST_POINTS = 5
POINTS = tuple(range(MOST_POINTS + 1))

Weights = Mapping[int, int]
Points = Mapping[str, int]


@dataclass(frozen=True)
class Standing:
    """Where one application stands: each assessor's score (0-100), their mean, the distance between them, the rank.

    Applications with equal scores share a rank. ``mean`` and ``rank`` are None until both assessments are in.
    """

    key: int
    scores: tuple[float, ...]
    mean: float | None
    spread: float | None
    rank: int | None


def weighed_score(weights: Weights, points: Points) -> float:
    """Score of one assessor, 0-100. ``weights`` and ``points`` are by criterion; every criterion has its points."""
    total = sum(weight * points[str(criterion)] for criterion, weight in weights.items())
    return 100 * total / (MOST_POINTS * sum(weights.values()))


def standings(weights: Weights, assessed: Iterable[tuple[int, tuple[Points, ...]]]) -> list[Standing]:
    """Applications in their order of rank; those that are not fully assessed come last, in the order they came.

    ``assessed`` is the key of each application with the points of both assessors, or none of them.
    """
    scored = [(key, tuple(weighed_score(weights, each) for each in points)) for key, points in assessed]
    means = {key: round(sum(scores) / len(scores), 9) for key, scores in scored if scores}
    found = [
        Standing(
            key,
            scores,
            means.get(key),
            max(scores) - min(scores) if scores else None,
            1 + sum(other > means[key] for other in means.values()) if key in means else None,
        )
        for key, scores in scored
    ]
    return sorted(found, key=lambda each: (each.rank is None, each.rank))
