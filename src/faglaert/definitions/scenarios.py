# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Scenarios of the labour-market balance: which levers are turned, and by how much."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from faglaert.definitions.reading import ROOT, Definition, Text, read_toml

FOLDER = ROOT / "scenarios"

Codes = tuple[str, ...]


class PopulationLever(Definition):
    """Persons of some residences and ages (empty: all) times ``factor`` from ``first_year`` on."""

    kind: Literal["population"]
    factor: float = Field(gt=0, le=3)
    residences: Codes = ()
    ages: Codes = ()
    first_year: int


class ParticipationLever(Definition):
    """So many percentage points more in the labour force, of some ages and educations (empty: all)."""

    kind: Literal["participation"]
    points: float = Field(ge=-50, le=50)
    ages: Codes = ()
    educations: Codes = ()


class AdultEducationLever(Definition):
    """The share of ``education`` in a cohort grows by so many per cent more over five years, at some ages."""

    kind: Literal["adult_education"]
    education: str
    per_cent: float = Field(ge=-50, le=200)
    ages: Codes = ()


class CompletionsLever(Definition):
    """So many persons more each year complete ``gained`` instead of staying with ``left``."""

    kind: Literal["completions"]
    gained: str
    left: str
    persons_a_year: float = Field(ge=0)
    first_year: int


class FewerLostLever(Definition):
    """So many per cent fewer lost between GF2 and main course from ``first_year`` on, followed to journeyman."""

    kind: Literal["fewer_lost"]
    per_cent: float = Field(ge=0, le=100)
    first_year: int


class PensionAgeLever(Definition):
    """The pension age so many years later (negative: earlier) from ``first_year`` on."""

    kind: Literal["pension_age"]
    years: float = Field(ge=-5, le=5)
    first_year: int


class IndustryLever(Definition):
    """National jobs of some industries grow by so many percentage points a year more."""

    kind: Literal["industry_growth"]
    industries: Codes
    points_a_year: float = Field(ge=-20, le=20)


class ProjectLever(Definition):
    """Jobs that a project brings to a workplace and industry from ``first_year`` to ``last_year``."""

    kind: Literal["project"]
    workplace: str
    industry: str
    jobs: float
    first_year: int
    last_year: int

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last_year < self.first_year:
            raise ValueError("last_year is before first_year")
        return self


class MixLever(Definition):
    """The trend of the education mix inside industries times ``drift``; ``damping`` 0 freezes it, 1 never fades."""

    kind: Literal["mix"]
    drift: float = Field(default=1.0, ge=-3, le=3)
    damping: float | None = Field(default=None, ge=0, le=1)


class CommutingLever(Definition):
    """How far commuters follow tightness; 0 is the fixed pattern."""

    kind: Literal["commuting"]
    response: float = Field(ge=0, le=2)


class StructuralLever(Definition):
    """Structural unemployment so many percentage points higher (negative: lower)."""

    kind: Literal["structural"]
    points: float = Field(ge=-10, le=10)


class VariantLever(Definition):
    """One path of national employment instead of the mixture."""

    kind: Literal["variant"]
    variant: Literal["low", "base", "high"]


class SubstitutionLever(Definition):
    """Other elasticities of substitution."""

    kind: Literal["substitution"]
    elasticities: tuple[Annotated[float, Field(gt=0)], ...] = Field(min_length=1)


Lever = Annotated[
    PopulationLever
    | ParticipationLever
    | AdultEducationLever
    | CompletionsLever
    | FewerLostLever
    | PensionAgeLever
    | IndustryLever
    | ProjectLever
    | MixLever
    | CommutingLever
    | StructuralLever
    | VariantLever
    | SubstitutionLever,
    Field(discriminator="kind"),
]


class Scenario(Definition):
    """A named set of levers; ``source`` says who asked or where the sizes are from."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    description: Text
    source: str
    levers: tuple[Lever, ...] = Field(min_length=1)


@cache
def scenarios() -> dict[str, Scenario]:
    """Every scenario that comes with the system, by id; refused when a file is not named by its scenario's id."""
    found = {}
    for path in sorted(FOLDER.glob("*.toml")):
        scenario = read_scenario(path)
        found[scenario.id] = scenario
    return found


def read_scenario(path: Path) -> Scenario:
    """One scenario from a TOML file; raises :class:`DataRefusedError` naming file and key."""
    return read_toml(Scenario, path)
