# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A labour market of two municipalities and two industries, small enough to work out by hand."""

from dataclasses import replace
from typing import Any

import numpy as np

from faglaert.balance.axes import AGES, EDUCATIONS, OUTSIDE, SEXES, VARIANTS, Axes
from faglaert.balance.inputs import AssumedError, Component, DataKind, Inputs, Part, Provenance

AXES = Axes(
    residences=("101", "147"),
    workplaces=("101", "147", OUTSIDE),
    industries=("A", "B"),
    base_year=2020,
    end_year=2024,
)
ORIGIN = Provenance(DataKind.SYNTHETIC, "small_world", "made up for a test", "small.csv")
SHARES = np.array([0.2, 0.1, 0.3, 0.05, 0.1, 0.05, 0.1, 0.05, 0.05])


def part(values: Any, kind: DataKind = DataKind.SYNTHETIC) -> Part:
    """An array of the small world."""
    return Part(np.asarray(values, dtype=float), replace(ORIGIN, kind=kind))


def small_inputs(**changed: Any) -> Inputs:
    """The small world's inputs, nothing of which changes over time; parts can be exchanged by name."""
    ages, sexes, years, educations = len(AGES), len(SEXES), len(AXES.years), len(EDUCATIONS)
    cells = (2, ages, sexes)
    parts = {
        "population": part(np.full((*cells, years), 100.0)),
        "shares": part(np.broadcast_to(SHARES, (*cells, educations))),
        "participation": part(np.full((*cells, educations), 0.75)),
        "cohort_change": part(np.zeros((ages, sexes, educations))),
        "unemployment": part(np.full((2, educations), 0.04)),
        "structural": part(np.full((2, educations), 0.03)),
        "unmet": part(np.zeros(educations)),
        "jobs": part([[1000.0, 1000.0], [1000.0, 600.0], [100.0, 100.0]]),
        "mix": part(np.broadcast_to(SHARES, (3, 2, educations))),
        "commuters": part([[1400.0, 200.0, 100.0], [300.0, 1100.0, 100.0], [300.0, 300.0, 0.0]]),
        "commuting_reach": part(np.ones(educations)),
        "national_jobs": part(np.broadcast_to([[[20_000.0], [15_000.0]]], (len(VARIANTS), 2, years))),
        "pension_age": part(np.full(years, 67.0)),
        "pension_shift": part(np.full(educations, 0.5)),
        "flexibility": part(np.full((educations, educations), 0.1)),
        "extra_completions": part(np.zeros((2, educations, years))),
    }
    errors = tuple(AssumedError(component, (0.01, 0.015, 0.02), ORIGIN) for component in Component)
    settings = {"vintage": "2020", "axes": AXES, "assumed_errors": errors, **parts, **changed}
    return Inputs(**settings)
