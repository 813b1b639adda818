# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Scenarios as pure transformations of inputs and assumptions; errors and their draws stay the same."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from faglaert.balance.assumptions import Assumptions
from faglaert.balance.axes import AGES, EDUCATIONS, Axes
from faglaert.balance.chains import published_chain
from faglaert.balance.completions import effect, with_effect
from faglaert.balance.inputs import Array, DataKind, Inputs, Part
from faglaert.balance.supply import AGE_OF_COMPLETION
from faglaert.definitions import scenarios as levers
from faglaert.errors import DataRefusedError, Finding

State = tuple[Inputs, Assumptions]


def apply(scenario: levers.Scenario, inputs: Inputs, assumptions: Assumptions) -> State:
    """Inputs and assumptions after every lever, one after the other.

    Parts that a lever changed are marked as assumed. Raises :class:`DataRefusedError` for a code that the inputs do not
    have, and for inputs that a lever makes impossible.
    """
    findings = [
        Finding(f"{scenario.id}.toml", None, f"levers.{number}.{field}", f"unknown code {code!r}")
        for number, lever in enumerate(scenario.levers)
        for field, code in _unknown(lever, inputs.axes)
    ]
    if findings:
        raise DataRefusedError(f"scenario {scenario.id} was refused", findings)
    state = inputs, assumptions
    for lever in scenario.levers:
        state = TURNS[type(lever)](lever, *state)
    return state


CODE_FIELDS = {
    "residences": "residence",
    "ages": "age",
    "educations": "education",
    "education": "education",
    "gained": "education",
    "left": "education",
    "industries": "industry",
    "industry": "industry",
    "workplace": "workplace",
}


def _unknown(lever: levers.Lever, axes: Axes) -> list[tuple[str, str]]:
    found = []
    for field, dimension in CODE_FIELDS.items():
        given = getattr(lever, field, ())
        codes = (given,) if isinstance(given, str) else given
        found += [(field, code) for code in codes if code not in axes.codes(dimension)]
    return found


def _population(lever: levers.PopulationLever, inputs: Inputs, assumptions: Assumptions) -> State:
    chosen = np.ix_(
        _chosen(lever.residences, inputs.axes.residences),
        _chosen(lever.ages, AGES),
        range(2),
        _from_year(inputs.axes, lever.first_year),
    )

    def change(values: Array) -> None:
        values[chosen] *= lever.factor

    return _with(inputs, "population", change), assumptions


def _participation(lever: levers.ParticipationLever, inputs: Inputs, assumptions: Assumptions) -> State:
    given = assumptions.participation_points
    points = np.zeros((len(AGES), len(EDUCATIONS))) if given is None else given.copy()
    points[np.ix_(_chosen(lever.ages, AGES), _chosen(lever.educations, EDUCATIONS))] += lever.points / 100
    return inputs, replace(assumptions, participation_points=points)


def _adult_education(lever: levers.AdultEducationLever, inputs: Inputs, assumptions: Assumptions) -> State:
    education = EDUCATIONS.index(lever.education)

    def change(values: Array) -> None:
        values[_chosen(lever.ages, AGES), :, education] += np.log1p(lever.per_cent / 100)

    return _with(inputs, "cohort_change", change), assumptions


def _completions(lever: levers.CompletionsLever, inputs: Inputs, assumptions: Assumptions) -> State:
    years = _from_year(inputs.axes, lever.first_year)
    young = inputs.population.values[:, AGE_OF_COMPLETION].sum(axis=1)
    persons = lever.persons_a_year * young / np.maximum(young.sum(axis=0), 1.0)

    def change(values: Array) -> None:
        values[:, EDUCATIONS.index(lever.gained), years] += persons[:, years]
        values[:, EDUCATIONS.index(lever.left), years] -= persons[:, years]

    return _with(inputs, "extra_completions", change), assumptions


def _fewer_lost(lever: levers.FewerLostLever, inputs: Inputs, assumptions: Assumptions) -> State:
    chain = assumptions.chain or published_chain(inputs)
    found = effect(chain, lever.per_cent / 100, inputs.axes.years, first_year=lever.first_year)
    return with_effect(inputs, chain, found), assumptions


def _pension_age(lever: levers.PensionAgeLever, inputs: Inputs, assumptions: Assumptions) -> State:
    def change(values: Array) -> None:
        values[_from_year(inputs.axes, lever.first_year)] += lever.years

    return _with(inputs, "pension_age", change), assumptions


def _industry(lever: levers.IndustryLever, inputs: Inputs, assumptions: Assumptions) -> State:
    growth = (1 + lever.points_a_year / 100) ** np.arange(len(inputs.axes.years))

    def change(values: Array) -> None:
        values[:, _chosen(lever.industries, inputs.axes.industries)] *= growth

    return _with(inputs, "national_jobs", change), assumptions


def _project(lever: levers.ProjectLever, inputs: Inputs, assumptions: Assumptions) -> State:
    axes = inputs.axes
    shape = (len(axes.workplaces), len(axes.industries), len(axes.years))
    jobs = np.zeros(shape) if assumptions.extra_jobs is None else assumptions.extra_jobs.copy()
    place, industry = axes.workplaces.index(lever.workplace), axes.industries.index(lever.industry)
    years = [each for each in _from_year(axes, lever.first_year) if axes.years[each] <= lever.last_year]
    jobs[place, industry, years] += lever.jobs
    return inputs, replace(assumptions, extra_jobs=jobs)


def _mix(lever: levers.MixLever, inputs: Inputs, assumptions: Assumptions) -> State:
    return inputs, replace(assumptions, mix_drift=lever.drift, mix_damping=lever.damping)


def _commuting(lever: levers.CommutingLever, inputs: Inputs, assumptions: Assumptions) -> State:
    return inputs, replace(assumptions, commuting_response=lever.response)


def _structural(lever: levers.StructuralLever, inputs: Inputs, assumptions: Assumptions) -> State:
    return inputs, replace(assumptions, structural_shift=assumptions.structural_shift + lever.points / 100)


def _variant(lever: levers.VariantLever, inputs: Inputs, assumptions: Assumptions) -> State:
    return inputs, replace(assumptions, variant=lever.variant)


def _substitution(lever: levers.SubstitutionLever, inputs: Inputs, assumptions: Assumptions) -> State:
    return inputs, replace(assumptions, elasticities=lever.elasticities)


TURNS: dict[type, Callable[[Any, Inputs, Assumptions], State]] = {
    levers.PopulationLever: _population,
    levers.ParticipationLever: _participation,
    levers.AdultEducationLever: _adult_education,
    levers.CompletionsLever: _completions,
    levers.FewerLostLever: _fewer_lost,
    levers.PensionAgeLever: _pension_age,
    levers.IndustryLever: _industry,
    levers.ProjectLever: _project,
    levers.MixLever: _mix,
    levers.CommutingLever: _commuting,
    levers.StructuralLever: _structural,
    levers.VariantLever: _variant,
    levers.SubstitutionLever: _substitution,
}
"""What each kind of lever does."""


def _with(inputs: Inputs, name: str, change: Callable[[Array], None]) -> Inputs:
    """The inputs with one part changed, marked as assumed."""
    part: Part = getattr(inputs, name)
    values = part.values.copy()
    change(values)
    told = replace(part.provenance, kind=max(part.provenance.kind, DataKind.ASSUMED, key=list(DataKind).index))
    changed: dict[str, Any] = {name: Part(values, told)}
    return replace(inputs, **changed)


def _chosen(codes: Sequence[str], known: Sequence[str]) -> list[int]:
    """Places of the codes; all of them when none is named."""
    return [known.index(code) for code in codes] if codes else list(range(len(known)))


def _from_year(axes: Axes, year: int) -> list[int]:
    """Places of the projected years from ``year`` on; the base year is never changed."""
    return [place for place, each in enumerate(axes.years) if place and each >= year]
