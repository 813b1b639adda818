# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Indicator definitions: one file an indicator."""

from datetime import date
from functools import cache
from typing import Literal, Self

from pydantic import Field, model_validator

from faglaert.definitions.classifications import AreaLevel
from faglaert.definitions.reading import ROOT, Definition, Text, read_toml
from faglaert.periods import PeriodType

FOLDER = ROOT / "indicators"

IndicatorUnit = Literal["share", "persons", "job_titles"]


class Series(Definition):
    """Where observations come from: a mart and its columns, filtered by ``where``.

    The mart has ``area_code``, ``period``, ``data_kind``, ``source_id`` and ``snapshot_id``; ``value`` names a finished
    column, or ``numerator`` and ``denominator`` the two counts a share is made of (both may be given: then the counts
    are kept beside the source's own value). An earlier series wins where two give the same area and period.
    """

    mart: str
    where: dict[str, str] = Field(default_factory=dict)
    value: str | None = None
    numerator: str | None = None
    denominator: str | None = None

    @model_validator(mode="after")
    def _computable(self) -> Self:
        if (self.numerator is None) != (self.denominator is None):
            raise ValueError("numerator and denominator go together")
        if self.value is None and self.numerator is None:
            raise ValueError("give value, or numerator and denominator")
        return self


class Baseline(Definition):
    """What the programme starts from: the value, its period, and the figure of the document that sets it."""

    value: float
    period: str
    area_code: str
    figure_id: str


class Target(Definition):
    """A target that somebody decided: never set one that nobody did."""

    value: float
    by: str
    decided_by: Text
    figure_id: str


class Indicator(Definition):
    """One indicator with everything its page says of it."""

    id: str
    order: int
    track: Literal[1, 2, 3]
    goal: Literal[1, 2, 3] | None = None
    title: Text
    short_title: Text
    question: Text
    numerator: Text
    denominator: Text | None = None
    population: Text
    area: Text
    calculation: Text
    unit: IndicatorUnit
    period_type: PeriodType
    direction: Literal["up", "down"]
    area_code: str
    finest_level: AreaLevel
    baseline: Baseline | None = None
    target: Target | None = None
    series: tuple[Series, ...]
    source_ids: tuple[str, ...]
    disclosure: Literal["as_published", "own_counts"]
    caution: Text
    uncertainty: Text
    author: str
    checker: str
    review_date: date

    @model_validator(mode="after")
    def _share_has_denominator(self) -> Self:
        if (self.unit == "share") != (self.denominator is not None):
            raise ValueError("a share has a denominator text, and only a share has")
        return self


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator by id, in the order the programme shows them; the file's name is the id."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        indicator = read_toml(Indicator, path)
        if indicator.id != path.stem:
            raise ValueError(f"{path.name} holds indicator {indicator.id!r}: name and id must be the same")
        found.append(indicator)
    return {indicator.id: indicator for indicator in sorted(found, key=lambda each: (each.track, each.order))}
