# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Members' weights over frozen evidence: the order, how robust it is, and where members differ.

A result is plain values, written once when a round is closed, so that it stays what the council saw.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from faglaert.priorities.evidence import Direction, Evidence, Floats, Scaled, normalised_weights, scale
from faglaert.priorities.ranking import Missing, rank_alternatives
from faglaert.priorities.robustness import disagreement, in_top, pairs, rank_acceptability, weights_around
from faglaert.published.dossier import DossierLine
from faglaert.web.council.freezing import thawed
from faglaert.web.council.models import Ballot, Criterion, FrozenDossier

MOST_POINTS = 100
LOWEST_JUDGEMENT, HIGHEST_JUDGEMENT = 1, 5
FEWEST_FOR_EXTREMES = 3
"""From so many ballots on the lowest and highest weight of a criterion are told; of fewer they are a member's own."""
Result = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """What is weighed: criteria, programmes with their frozen evidence, and the ballots that count."""

    criteria: Sequence[Criterion]
    dossiers: Sequence[FrozenDossier]
    ballots: Sequence[Ballot]

    def scaled(self) -> Scaled:
        """The evidence on one scale; a judgement is the mean of those who gave one."""
        lines = {each.programme_code: thawed(each.lines) for each in self.dossiers}
        shape = (len(self.dossiers), len(self.criteria))
        low, high = np.full(shape, np.nan), np.full(shape, np.nan)
        for row, dossier in enumerate(self.dossiers):
            for column, criterion in enumerate(self.criteria):
                low[row, column], high[row, column] = self._bounds(
                    criterion, dossier.programme_code, lines[dossier.programme_code]
                )
        return scale(
            Evidence(
                alternatives=tuple(each.programme_code for each in self.dossiers),
                criteria=tuple(str(each.pk) for each in self.criteria),
                directions=tuple(Direction(each.direction) for each in self.criteria),
                low=low,
                high=high,
            )
        )

    def weights(self) -> Floats:
        """One row a ballot, summing to 1. Raises :class:`ValueError` without ballots."""
        points = [[float(ballot.weights.get(str(each.pk), 0)) for each in self.criteria] for ballot in self.ballots]
        return normalised_weights(points, len(self.criteria))

    def _bounds(self, criterion: Criterion, code: str, lines: Sequence[DossierLine]) -> tuple[float, float]:
        if criterion.measure_id:
            return bounds_of(headline(lines, criterion.measure_id))
        given = [ballot.judgements.get(str(criterion.pk), {}).get(code) for ballot in self.ballots]
        known = [float(each) for each in given if each is not None]
        mean = sum(known) / len(known) if known else np.nan
        return mean, mean


def headline(lines: Sequence[DossierLine], measure_id: str) -> DossierLine | None:
    """The line of a measure that is read first."""
    return next((line for line in lines if line.measure.id == measure_id), None)


def bounds_of(line: DossierLine | None) -> tuple[float, float]:
    """A figure as both bounds, an interval as its own, and NaN where nothing is shown."""
    if line is None or not line.is_evidence:
        return np.nan, np.nan
    if line.value is not None:
        return line.value, line.value
    return (np.nan, np.nan) if line.low is None or line.high is None else (line.low, line.high)


def own_order(question: Question) -> list[tuple[str, int]]:
    """Programme and rank under the one ballot of a question, the first first; rank 0 where nothing is known."""
    ranking = rank_alternatives(question.scaled(), question.weights()[0])
    order = zip(ranking.alternatives, ranking.rank.tolist(), strict=True)
    return sorted(order, key=lambda each: (each[1] == 0, each[1], each[0]))


def result_of(question: Question, top: int) -> Result:
    """Order, robustness and disagreement. Raises :class:`ValueError` without ballots or without programmes."""
    scaled, weights = question.scaled(), question.weights()
    if not scaled.alternatives:
        raise ValueError("there is nothing to rank")
    samples = weights_around(weights)
    shares = {way: in_top(rank_acceptability(scaled, samples, way), top) for way in Missing}
    first = rank_acceptability(scaled, samples, Missing.PRESENT)[:, 0]
    tells_extremes = len(question.ballots) >= FEWEST_FOR_EXTREMES
    ranking, spread = rank_alternatives(scaled, weights.mean(axis=0)), disagreement(scaled, weights)
    rows = [
        {
            "programme": code,
            "rank": int(ranking.rank[number]),
            "score": _number(ranking.score[number]),
            "best_rank": int(ranking.best_rank[number]),
            "worst_rank": int(ranking.worst_rank[number]),
            "evidence_share": _number(ranking.evidence_share[number]),
            "first": _number(first[number]),
            "top": _number(shares[Missing.PRESENT][number]),
            "top_at_worst": _number(shares[Missing.WORST][number]),
            "top_at_best": _number(shares[Missing.BEST][number]),
            "members_best": int(spread.best_rank[number]),
            "members_worst": int(spread.worst_rank[number]),
            "missing": [scaled.criteria[column] for column in np.flatnonzero(~scaled.is_known[number])],
        }
        for number, code in enumerate(scaled.alternatives)
    ]
    return {
        "top": top,
        "members": len(question.ballots),
        "concordance": None if spread.concordance is None else _number(spread.concordance),
        "rows": sorted(rows, key=lambda row: (row["rank"] == 0, row["rank"], row["programme"])),
        "criteria": [
            {"id": name, "mean": _number(mean)}
            | ({"low": _number(low), "high": _number(high)} if tells_extremes else {})
            for name, low, mean, high in zip(
                scaled.criteria, spread.lowest_weight, spread.mean_weight, spread.highest_weight, strict=True
            )
        ],
        "uncertain": [
            [pair.first, pair.second, _number(pair.at_least), _number(pair.at_most)]
            for pair in pairs(scaled, samples)
            if pair.is_uncertain
        ],
    }


def _number(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 6)
