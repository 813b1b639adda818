# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The profile view: what a cohort would have reached 25 years after grade 9 if everybody behaved as today.

A period measure of a synthetic cohort, like the ministry's profile model, and no forecast: :data:`LABEL` goes with
every figure. A discrete-time absorbing chain (Kemeny and Snell 1960) whose transitions may change with the years since
grade 9.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from faglaert.balance.inputs import Array
from faglaert.definitions.figures import published_figures
from faglaert.definitions.labour_assumptions import labour_assumptions
from faglaert.definitions.reading import Text
from faglaert.errors import DataRefusedError, Finding, UsageError

LABEL = Text(da="periodemål, ikke prognose", en="period measure, not a forecast")
STATES = ("vocational", "gymnasium", "outside", "skilled", "upper_secondary")
"""In a vocational education, in the gymnasium, in neither; and what can be reached."""
REACHED = ("skilled", "upper_secondary")
EXPECTED_COMPLETION = "F021"
"""Published: expected completion of vocational education, started in 2020."""
APPLICATIONS = {"000": "F116", "084": "F113"}
"""Published: share that applied for vocational education after grade 9 or 10, by area."""
SUM_TOLERANCE = 1e-9
FIRST_AGE = 16


@dataclass(frozen=True)
class Hazards:
    """``start``: share in each state after grade 9. ``steps``: by year, from state, to state; each row sums to 1."""

    states: tuple[str, ...]
    start: Array
    steps: Array

    def __post_init__(self) -> None:
        """Refuse what is no probability, rows that do not sum to 1, and shapes that do not go together."""
        size = len(self.states)
        findings = []
        if self.start.shape != (size,) or self.steps.shape[1:] != (size, size):
            findings.append(f"shapes {self.start.shape} and {self.steps.shape}, expected {size} states")
        elif abs(self.start.sum() - 1) > SUM_TOLERANCE:
            findings.append(f"start: shares sum to {self.start.sum():g}, expected 1")
        else:
            off = np.argwhere(np.abs(self.steps.sum(axis=2) - 1) > SUM_TOLERANCE)
            findings += [f"year {year}, {self.states[state]}: does not sum to 1" for year, state in off]
        if (self.steps < 0).any() or (self.start < 0).any():
            findings.append("a probability is negative")
        if findings:
            told = [Finding("hazards", None, None, each) for each in findings]
            raise DataRefusedError("the hazards of the profile were refused", told)


def followed(hazards: Hazards) -> Array:
    """Share in each state at the start and after each year: ``(years + 1, states)``."""
    shares = [hazards.start]
    for step in hazards.steps:
        shares.append(shares[-1] @ step)
    return np.stack(shares)


def years_spent(hazards: Hazards, state: str) -> float:
    """Mean years in ``state`` over the years followed, counted at the beginning of each."""
    return float(followed(hazards)[:-1, hazards.states.index(state)].sum())


def profile_table(hazards: Hazards) -> pl.DataFrame:
    """One row a state: ``state``, ``share`` after the last year, ``years`` followed, ``label_da``, ``label_en``."""
    last = followed(hazards)[-1]
    return pl.DataFrame({"state": hazards.states, "share": last, "years": len(hazards.steps)}).with_columns(
        label_da=pl.lit(LABEL.da), label_en=pl.lit(LABEL.en)
    )


def outside_share(hazards: Hazards, first_age: int, last_age: int) -> float:
    """Share of a standing population of these ages that is in no education and has completed none.

    An upper bound for the young outside education and work with no education: many of these work.
    """
    counted = followed(hazards)[first_age - FIRST_AGE : last_age - FIRST_AGE + 1]
    return float(counted[:, hazards.states.index("outside")].mean())


def published_hazards(area_code: str) -> Hazards:
    """Hazards from published figures where there are any, else as assumed; for the country and the region.

    Raises :class:`UsageError` for another area.
    """
    if area_code not in APPLICATIONS:
        raise UsageError(f"no published applications for area {area_code}; there are {', '.join(APPLICATIONS)}")
    rule = labour_assumptions().profile
    figures = {each.id: each.value / 100 for each in published_figures() if each.unit == "percent"}
    vocational, gymnasium = figures[APPLICATIONS[area_code]], rule.gymnasium_start[area_code]
    start = np.array([vocational, gymnasium, 1 - vocational - gymnasium, 0.0, 0.0])
    return Hazards(STATES, start, np.stack([_step(figures[EXPECTED_COMPLETION], year) for year in range(rule.years)]))


def _step(completing: float, year: int) -> Array:
    """Transitions in one year; whoever leaves an education without completing it is outside."""
    rule = labour_assumptions().profile
    leaving, back = rule.leaving, rule.returning * rule.fading**year
    step = np.diag([1 - leaving, 1 - leaving, 1 - back, 1.0, 1.0])
    for state, share, reached in ((0, completing, 3), (1, rule.gymnasium_completing, 4)):
        step[state, reached] = leaving * share
        step[state, 2] = leaving * (1 - share)
    step[2, 0] = back * rule.returning_to_vocational
    step[2, 1] = back * (1 - rule.returning_to_vocational)
    return step
