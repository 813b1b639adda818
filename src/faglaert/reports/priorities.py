# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Programmes ranked by their dossiers and the members' weights, as plain data for page, paper and command."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from faglaert.definitions.dossier import measures
from faglaert.errors import UsageError
from faglaert.priorities.evidence import Direction, Evidence, Floats, normalised_weights, scale
from faglaert.priorities.ranking import Missing, Ranking, rank_alternatives
from faglaert.priorities.robustness import (
    Disagreement,
    Pair,
    disagreement,
    in_top,
    pairs,
    rank_acceptability,
    top_bounds,
    uniform_weights,
    weights_around,
)
from faglaert.published.dossier import Dossier


@dataclass(frozen=True)
class Prioritisation:
    """A ranking of programmes (codes) and how sure it is; arrays are in the order of ``ranking.alternatives``.

    ``top_around`` and ``top_uniform`` are how often a programme is among the first ``top`` by the criteria present,
    under weights around the members' own and under any weights; ``top_at_least`` and ``top_at_most`` how often it is so
    around the members' own whatever is missing. ``uncertain`` holds the pairs among those that may be in the top whose
    order does not hold. ``left_out`` are programmes of which nothing is known by these criteria.
    """

    criteria: tuple[str, ...]
    ranking: Ranking
    top: int
    top_around: Floats
    top_uniform: Floats
    top_at_least: Floats
    top_at_most: Floats
    uncertain: tuple[Pair, ...]
    disagreement: Disagreement
    left_out: tuple[str, ...]


def dossier_evidence(found: Iterable[Dossier], criteria: Sequence[str]) -> Evidence:
    """What dossiers say by each criterion (ids of measures): figures, intervals, and NaN where there is neither."""
    every = tuple(found)
    bounds = [[_bounds(each, name) for name in criteria] for each in every]
    array = np.array(bounds, dtype=np.float64).reshape(len(every), len(criteria), 2)
    return Evidence(
        alternatives=tuple(each.programme.code for each in every),
        criteria=tuple(criteria),
        directions=tuple(Direction(measures()[name].direction) for name in criteria),
        low=array[:, :, 0],
        high=array[:, :, 1],
    )


def prioritise(
    found: Iterable[Dossier], criteria: Sequence[str], weights: Sequence[Sequence[float]], *, top: int
) -> Prioritisation:
    """Rank programmes by ``weights`` (members x criteria).

    Raises :class:`ValueError` for weights that mean nothing, and :class:`UsageError` when nothing is known by the
    criteria.
    """
    every = tuple(found)
    members = normalised_weights(weights, len(criteria))
    known = tuple(each for each in every if any(each.headline(name).is_evidence for name in criteria))
    if not known:
        raise UsageError(f"nothing is published by {', '.join(criteria)}; import or count what they come from")
    scaled = scale(dossier_evidence(known, criteria))
    around, uniform = weights_around(members), uniform_weights(len(criteria))
    ranking = rank_alternatives(scaled, members.mean(axis=0))
    at_least, at_most = top_bounds(scaled, around, top)
    may_be_first = {code for code, rank in zip(ranking.alternatives, ranking.best_rank, strict=True) if rank <= top}
    return Prioritisation(
        criteria=tuple(criteria),
        ranking=ranking,
        top=top,
        top_around=in_top(rank_acceptability(scaled, around, Missing.PRESENT), top),
        top_uniform=in_top(rank_acceptability(scaled, uniform, Missing.PRESENT), top),
        top_at_least=at_least,
        top_at_most=at_most,
        uncertain=tuple(
            pair for pair in pairs(scaled, around) if pair.is_uncertain and {pair.first, pair.second} <= may_be_first
        ),
        disagreement=disagreement(scaled, members),
        left_out=tuple(each.programme.code for each in every if each not in known),
    )


def _bounds(found: Dossier, measure_id: str) -> tuple[float, float]:
    line = found.headline(measure_id)
    if line.value is not None:
        return line.value, line.value
    if line.low is not None and line.high is not None:
        return line.low, line.high
    return math.nan, math.nan
