# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What the balance assumes where no figure is to be had, each assumption with its reason."""

from functools import cache
from statistics import NormalDist
from typing import Annotated

from pydantic import Field

from faglaert.definitions.parameters import FOLDER
from faglaert.definitions.reading import Definition, Text, read_toml

Share = Annotated[float, Field(ge=0, le=1)]
Factor = Annotated[float, Field(gt=0)]
Row = Annotated[tuple[Share, ...], Field(min_length=9, max_length=9)]
"""A number for each of the nine educations, H10 to H90."""


class Participation(Definition):
    """How the labour force's share of the persons runs with age, before it is lifted to published levels."""

    reason: Text
    by_age: dict[str, Share]


class PrimarySchool(Definition):
    """How much of the municipalities' known difference at ages 25-29 holds for people over 34, on log-odds."""

    reason: Text
    older_weight: Share


class Commuting(Definition):
    """People from outside who worked in the region in 2015 (published), and the assumed pattern inside it.

    ``decay`` is the distance on the tile map at which commuting has fallen to 37 per cent; ``own_weight`` says how much
    more frequent one's own municipality is than distance alone gives; ``reach`` is a factor by education on crossing a
    border.
    """

    reason: Text
    arrivals_2015: float = Field(ge=0)
    source: str
    decay: Factor
    own_weight: Factor
    reach: dict[str, Factor]


class MixSeed(Definition):
    """Education of those who work in an industry: where the fit begins."""

    reason: Text
    by_industry: dict[str, Row]


class Unmet(Definition):
    """Jobs that stand empty, as a share of jobs."""

    reason: Text
    by_education: dict[str, Share]


class Pension(Definition):
    """The statutory pension age from a year on, and how much of a rise people follow."""

    reason: Text
    age_from: dict[int, float]
    shift: dict[str, Share]

    def age_in(self, year: int) -> float:
        """The pension age in force in a year; raises :class:`LookupError` before the first."""
        in_force = [first for first in self.age_from if first <= year]
        if not in_force:
            raise LookupError(f"no pension age is known for {year}")
        return self.age_from[max(in_force)]


class NationalJobs(Definition):
    """How national employment is carried on: growth fades by ``damping``; low and high are so many deviations away."""

    reason: Text
    damping: Share
    deviations: float = Field(ge=0)


class PopulationError(Definition):
    """How far off a municipality's projected population is one year ahead (published).

    ``municipal_share`` of the municipalities came within ``municipal_points`` percentage points.
    """

    reason: Text
    source: str
    municipal_points: Factor
    municipal_share: Annotated[float, Field(gt=0, lt=1)]

    @property
    def municipal_deviation(self) -> float:
        """Standard deviation of the log that puts that share inside, for normal errors."""
        return self.municipal_points / 100 / NormalDist().inv_cdf((1 + self.municipal_share) / 2)


class Structural(Definition):
    """Why structural unemployment is what it is set to."""

    reason: Text


class Flexibility(Definition):
    """Share with one education who could fill jobs usually filled by each."""

    reason: Text
    matrix: dict[str, Row]


class Completions(Definition):
    """From GF2 to journeyman where no register tells.

    Shares of those lost who begin a main course one, two, … years later anyway (``returning``), of journeymen who need
    one, two, … years (``duration``), who stay in the region, of base starts for which more apprenticeships can be found
    (``spare_share``), and of what the others would have had (``left``).
    """

    reason: Text
    returning: tuple[Share, ...]
    duration: tuple[Share, ...]
    stays: Share
    spare_share: float = Field(ge=0)
    left: dict[str, Share]


class Profile(Definition):
    """From grade 9 on where no register tells.

    By year: ``leaving`` an education, done or not; ``returning`` to one
    in the first year outside, times ``fading`` each year after; the share of starts in the gymnasium by area.
    """

    reason: Text
    leaving: Share
    gymnasium_start: dict[str, Share]
    gymnasium_completing: Share
    returning: Share
    fading: Share
    returning_to_vocational: Share
    years: int = Field(ge=1)


class LabourAssumptions(Definition):
    """Everything that is assumed, and the years of the projection."""

    base_year: int
    end_year: int
    participation: Participation
    primary_school: PrimarySchool
    commuting: Commuting
    mix_seed: MixSeed
    unmet: Unmet
    pension: Pension
    national_jobs: NationalJobs
    population_error: PopulationError
    structural: Structural
    flexibility: Flexibility
    completions: Completions
    profile: Profile


@cache
def labour_assumptions() -> LabourAssumptions:
    """The assumptions of ``parameters/balance.toml``."""
    return read_toml(LabourAssumptions, FOLDER / "balance.toml")
