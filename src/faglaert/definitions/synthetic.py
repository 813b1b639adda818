# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What the synthetic register is drawn from: its frame, intake, programmes, schools, rates, factors and targets.

Every rate says where it comes from or that it is assumed. What each rate means is told in
docs/methods/synthetic-register.md.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal, Self

from pydantic import Field, model_validator

from faglaert.definitions.figures import programme_figures
from faglaert.definitions.parameters import FOLDER
from faglaert.definitions.reading import Definition, Text, read_csv, read_toml, require_unique

AREAS = ("OSP", "KHF", "FJO", "TBT")
INTAKE_AGES = ("age_15_17", "age_18_19", "age_20_24", "age_25_29", "age_30_39", "age_40_59")

SchoolKind = Literal["vocational", "upper_secondary", "higher", "other"]
DISTRIBUTIONS = frozenset(
    {
        *("age_mix", "single_age", "start_month", "entry_before_reform", "entry_after_reform", "origin"),
        *("way_after_leaving", "after_gf1", "after_gf2_without_place", "after_eux_study", "gap_before_higher"),
        *("agreement_begins", "agreement_form", "company_size"),
    }
)
"""Rates whose values are the parts of a whole."""

_ROUNDING = 1e-9
CALIBRATION = FOLDER / "synthetic_calibration.toml"


class Planted(Definition):
    """Something put into the data to be found: one school's pupils in one programme leave more often.

    Those who begin in school year ``first_cohort`` or later leave ``factor`` times as often.
    """

    school: str
    programme: str
    first_cohort: int
    factor: float = Field(gt=0)
    reason: Text


class Frame(Definition):
    """Days and size.

    ``cohorts``: persons born in the twelve months to November of ``oldest_cohort`` and each year after, at true scale;
    ``true_scale_persons``: the register in which one person stands for one.
    """

    opens: date
    closes: date
    reform: date
    oldest_cohort: int
    cohorts: tuple[int, ...]
    true_scale_persons: int
    planted: tuple[Planted, ...] = ()


class IntakeYear(Definition):
    """First starts in one school year (named by the year it begins) at true scale.

    In all, from August to December, by main area and by age.
    """

    year: int
    total: int
    autumn: int
    OSP: int
    KHF: int
    FJO: int
    TBT: int
    age_15_17: int
    age_18_19: int
    age_20_24: int
    age_25_29: int
    age_30_39: int
    age_40_59: int
    source: str

    @property
    def by_area(self) -> tuple[int, ...]:
        """Starts in the order of :data:`AREAS`."""
        return (self.OSP, self.KHF, self.FJO, self.TBT)

    @property
    def by_age(self) -> tuple[int, ...]:
        """Starts in the order of :data:`INTAKE_AGES`."""
        return (
            *(self.age_15_17, self.age_18_19, self.age_20_24),
            *(self.age_25_29, self.age_30_39, self.age_40_59),
        )

    @model_validator(mode="after")
    def _parts_make_the_total(self) -> Self:
        if not sum(self.by_area) == sum(self.by_age) == self.total:
            raise ValueError("areas and ages must both add up to the total")
        if self.autumn > self.total:
            raise ValueError("autumn is more than the total")
        return self


class SyntheticProgramme(Definition):
    """One programme of the region. ``weight``: its part of its main area's starts; shares are of those who passed GF2.

    ``first_intake`` and ``last_intake`` are school years by the year they begin. ``apprenticeship_share``: get a place
    in a company at some time; ``school_based_share``: of the others, go on at the school;
    ``early_agreement_share``: have an agreement before GF2 ends (2019); ``employment_share``: employed a year after;
    ``leaving_factor``: how much more often than in other programmes pupils leave.
    """

    code: str
    weight: float = Field(gt=0)
    first_intake: int | None = None
    last_intake: int | None = None
    is_undivided: bool
    main_months: int = Field(ge=6, le=60)
    female_share: float = Field(ge=0, le=1)
    apprenticeship_share: float = Field(gt=0, lt=1)
    school_based_share: float = Field(ge=0, lt=1)
    early_agreement_share: float = Field(ge=0, lt=1)
    leaving_factor: float = Field(gt=0)
    employment_share: float = Field(gt=0, lt=1)
    school_count: int = Field(ge=1)
    has_eux: bool
    source: str


class SyntheticSchool(Definition):
    """One institution that does not exist. ``leaving_factor``: how much more often than elsewhere pupils leave."""

    code: str = Field(pattern=r"^9\d{5}$")
    name: str = Field(pattern=r"^Eksempel")
    municipality_code: str
    kind: SchoolKind
    main_areas: str = ""
    weight: float = Field(gt=0)
    leaving_factor: float = Field(gt=0)
    valid_to: date | None = None
    successor_code: str | None = None
    source: str


class Rate(Definition):
    """One declared rate: a value for each area, age, stage or destination, and its source or «assumed»."""

    name: str
    of: str = ""
    values: dict[str, float] = Field(min_length=1)
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _parts_make_a_whole(self) -> Self:
        if min(self.values.values()) < 0:
            raise ValueError(f"{self.name} {self.of} has a negative value")
        if self.name in DISTRIBUTIONS and abs(sum(self.values.values()) - 1) > _ROUNDING:
            raise ValueError(f"the parts of {self.name} {self.of} must add up to 1")
        return self


class _Rates(Definition):
    rate: tuple[Rate, ...]


class Calibration(Definition):
    """Factors solved for a register of ``persons`` from ``seed``, so that the figures of the targets come out."""

    persons: int
    seed: int
    factors: dict[str, float]


class Target(Definition):
    """A figure that the register must reach.

    ``figure_ids`` names the programme's figures (added up), ``measure`` how it is counted, ``group`` the main area or
    programme. ``factor`` is solved by this target: it ``multiplies`` a rate or ``shifts`` it on the logit scale, and
    moves the target by about ``slope`` times as much on its own scale (logarithm; logit for shares).
    """

    id: str
    figure_ids: str
    measure: str
    group: str | None = None
    period: str
    factor: str | None = None
    effect: Literal["multiplies", "shifts"] | None = None
    slope: float | None = None
    title_da: str
    title_en: str

    @model_validator(mode="after")
    def _factor_has_effect_and_slope(self) -> Self:
        if len({value is None for value in (self.factor, self.effect, self.slope)}) > 1:
            raise ValueError("factor, effect and slope go together")
        return self

    @property
    def value(self) -> float:
        """The value printed in the programme document."""
        known = {figure.id: figure.value for figure in programme_figures()}
        return sum(known[figure_id] for figure_id in self.figure_ids.split("+"))


@cache
def frame() -> Frame:
    """Days and size of the synthetic register."""
    return read_toml(Frame, FOLDER / "synthetic_world.toml")


@cache
def intake_years() -> tuple[IntakeYear, ...]:
    """First starts by school year, in order."""
    path = FOLDER / "synthetic_intake.csv"
    rows = read_csv(IntakeYear, path)
    require_unique(path, (row.year for row in rows))
    return tuple(sorted(rows, key=lambda row: row.year))


@cache
def synthetic_programmes() -> tuple[SyntheticProgramme, ...]:
    """The programmes of the synthetic region, unique by code."""
    path = FOLDER / "synthetic_programmes.csv"
    rows = read_csv(SyntheticProgramme, path)
    require_unique(path, (row.code for row in rows))
    return rows


@cache
def synthetic_schools() -> tuple[SyntheticSchool, ...]:
    """The institutions of the synthetic region, unique by code."""
    path = FOLDER / "synthetic_schools.csv"
    rows = read_csv(SyntheticSchool, path)
    require_unique(path, (row.code for row in rows))
    return rows


@cache
def rates() -> Mapping[tuple[str, str], dict[str, float]]:
    """Every declared rate by name and what it is of."""
    path = FOLDER / "synthetic_rates.toml"
    rows = read_toml(_Rates, path).rate
    require_unique(path, ((row.name, row.of) for row in rows))
    return {(row.name, row.of): row.values for row in rows}


@cache
def calibration() -> Calibration:
    """The solved factors."""
    return read_toml(Calibration, CALIBRATION)


@cache
def targets() -> tuple[Target, ...]:
    """The figures the register must reach."""
    path = FOLDER / "synthetic_targets.csv"
    rows = read_csv(Target, path)
    require_unique(path, (row.id for row in rows))
    return rows
