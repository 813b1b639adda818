# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What the balance is computed from: arrays with declared axes, checked as a whole before anything runs.

Every part says what kind of data it is (``official``, ``modelled``, ``assumed`` or ``synthetic``) and where it is from.
Trends and errors come from histories, which may be coarser than the base arrays.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from faglaert.balance.axes import EDUCATIONS, OUTSIDE, Axes
from faglaert.errors import DataRefusedError, Finding

Array = npt.NDArray[np.float64]

SHARE_TOLERANCE = 1e-6
BASE_YEAR_TOLERANCE = 0.5
"""Persons by which the variants may differ in the base year: rounding."""
FEWEST_YEARS = 6
"""A shorter history gives neither a trend nor an error."""


class DataKind(StrEnum):
    """How sure a figure is, from the surest to the least; a result is what its least sure part is."""

    OFFICIAL = "official"
    MODELLED = "modelled"
    ASSUMED = "assumed"
    SYNTHETIC = "synthetic"


class Component(StrEnum):
    """What a history tells of, and what an error belongs to."""

    POPULATION = "population"
    ATTAINMENT = "attainment"
    PARTICIPATION = "participation"
    NATIONAL_JOBS = "national_jobs"
    REGIONAL_JOBS = "regional_jobs"
    MIX = "mix"
    COMMUTING = "commuting"


HISTORY_DIMENSIONS: dict[Component, tuple[str, ...]] = {
    Component.POPULATION: ("residence", "age", "sex"),
    Component.ATTAINMENT: ("residence", "age", "sex", "education"),
    Component.PARTICIPATION: ("residence", "age", "sex", "education"),
    Component.NATIONAL_JOBS: ("industry",),
    Component.REGIONAL_JOBS: ("workplace", "industry"),
    Component.MIX: ("workplace", "industry", "education"),
    Component.COMMUTING: ("residence",),
}
"""Dimensions that a history may have, in this order; one that it has not is summed away or common to all."""
NEEDED = {
    Component.ATTAINMENT: "education",
    Component.MIX: "education",
    Component.NATIONAL_JOBS: "industry",
    Component.REGIONAL_JOBS: "workplace",
    Component.COMMUTING: "residence",
}
"""The dimension without which a history of a component says nothing."""


@dataclass(frozen=True)
class Provenance:
    """Where a part is from: ``source`` is a source's id or name, ``text`` says in words how the figures came about.

    ``file`` is named when the part is refused. ``kinds`` overrides ``kind`` for single educations.
    """

    kind: DataKind
    source: str
    text: str
    file: str = "inputs"
    kinds: Mapping[str, DataKind] = field(default_factory=dict)

    def kind_of(self, education: str) -> DataKind:
        """The kind of the figures of one education."""
        return self.kinds.get(education, self.kind)


@dataclass(frozen=True)
class Part:
    """One array of the inputs and where it is from. The array is made read-only."""

    values: Array
    provenance: Provenance

    def __post_init__(self) -> None:
        """Keep a contiguous copy that nobody can change."""
        values = np.array(self.values, dtype=np.float64, order="C")
        values.flags.writeable = False
        object.__setattr__(self, "values", values)


@dataclass(frozen=True)
class History:
    """One series of the past, for trends and errors; ``values`` has one axis for each of ``dimensions``, years last.

    ``codes`` gives the codes along each dimension at the history's own level. ``concordance`` maps, for each dimension
    whose codes are not the model's own, every code of the model to one of the history (municipality to region, H30 to
    ED3_4): that is how a coarse trend reaches fine cells. Areas of the history that no code of the model maps to serve
    pooling. Values are persons, but of participation shares between 0 and 1, and of commuting jobs that residents hold
    per 1,000 jobs in their area. ``years`` must be consecutive.
    """

    component: Component
    dimensions: tuple[str, ...]
    codes: Mapping[str, tuple[str, ...]]
    years: tuple[int, ...]
    values: Array
    provenance: Provenance
    concordance: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a history with gaps, unknown dimensions, impossible values, or a shape that its codes do not have."""
        values = np.array(self.values, dtype=np.float64, order="C")
        values.flags.writeable = False
        object.__setattr__(self, "values", values)
        findings = list(self._findings())
        if findings:
            raise DataRefusedError(f"the history of {self.component} was refused", findings)

    def _findings(self) -> Iterator[Finding]:
        """Faults of the years, and the first of the others: after it the next would only repeat it in other words."""
        yield from self._year_findings()
        for check in (self._dimension_findings, self._code_findings, self._shape_findings, self._value_findings):
            found = list(check())
            if found:
                yield from found
                return

    def _year_findings(self) -> Iterator[Finding]:
        file = self.provenance.file
        if len(self.years) < FEWEST_YEARS:
            yield Finding(file, None, "year", f"has {len(self.years)} years, at least {FEWEST_YEARS} are needed")
        known = sorted(set(self.years))
        missing = sorted(set(range(known[0], known[-1] + 1)) - set(known)) if known else []
        if missing or list(self.years) != known:
            yield Finding(file, None, "year", f"years must be consecutive; missing: {missing or 'none'}")

    def _dimension_findings(self) -> Iterator[Finding]:
        allowed, needed = HISTORY_DIMENSIONS[self.component], NEEDED.get(self.component)
        if tuple(each for each in allowed if each in self.dimensions) != self.dimensions:
            told = f"has dimensions {self.dimensions}, expected some of {allowed} in order"
            yield Finding(self.provenance.file, None, None, told)
        elif needed and needed not in self.dimensions:
            yield Finding(self.provenance.file, None, needed, f"a history of {self.component} must have it")

    def _code_findings(self) -> Iterator[Finding]:
        if set(self.codes) != set(self.dimensions):
            told = f"has codes of {sorted(self.codes)}, expected {sorted(self.dimensions)}"
            yield Finding(self.provenance.file, None, None, told)

    def _shape_findings(self) -> Iterator[Finding]:
        shape = (*(len(self.codes[each]) for each in self.dimensions), len(self.years))
        if self.values.shape != shape:
            told = f"has shape {self.values.shape}, its codes give {shape}"
            yield Finding(self.provenance.file, None, None, told)

    def _value_findings(self) -> Iterator[Finding]:
        highest = 1.0 if self.component is Component.PARTICIPATION else np.inf
        labels = [(each, self.codes[each]) for each in self.dimensions] + [("year", tuple(map(str, self.years)))]
        yield from _outside(self.values, labels, self.provenance.file, highest=highest)

    def concordance_findings(self, axes: Axes) -> Iterator[Finding]:
        """Codes of the model that the history knows nothing of."""
        for dimension in self.dimensions:
            known, mapping = set(self.codes[dimension]), self.concordance.get(dimension)
            for code in axes.codes(dimension):
                target = code if mapping is None else mapping.get(code)
                if target not in known:
                    told = "no code of the history" if target is None else f"unknown code {target!r}"
                    yield Finding(self.provenance.file, None, dimension, f"{self.component}: {code!r} maps to {told}")


@dataclass(frozen=True)
class AssumedError:
    """The error of a component that has no history to test it on: standard deviation one, two, … years ahead.

    Of the log, of participation the logit, of mix and attainment the log-ratio to unskilled. The last deviation is
    carried on with the square root of the horizon.
    """

    component: Component
    deviations: tuple[float, ...]
    provenance: Provenance

    def __post_init__(self) -> None:
        """Refuse an error that is negative or shrinks with the horizon."""
        falling = any(later < earlier for earlier, later in zip(self.deviations, self.deviations[1:], strict=False))
        if not self.deviations or min(self.deviations) < 0 or falling:
            problem = "standard deviations must be at least one, not negative, and never fall with the horizon"
            raise DataRefusedError(
                f"the error of {self.component} was refused", [Finding(self.provenance.file, None, None, problem)]
            )


def _dims(*names: str) -> dict[str, tuple[str, ...]]:
    return {"dimensions": names}


@dataclass(frozen=True)
class Inputs:
    """Everything a run needs. Dimensions of each part stand with it, in order; sizes and codes are those of ``axes``.

    =================  =====================================================================================
    population         persons by residence, age, sex and year, base year included; a projection's, unchanged
    shares             share of each education in the persons of a residence, age and sex; sums to 1
    participation      employed and unemployed as a share of the persons
    cohort_change      log of how an education's share of a cohort changes over the five years into the age band
    unemployment       unemployed as a share of the labour force in the base year
    structural         the same when unemployment is at its structural level (u*)
    unmet              demand that was not met in the base year, as a share of jobs (v0)
    jobs               jobs by workplace; at ``outside`` those that residents hold
    mix                share of each education in the jobs of a workplace and industry; sums to 1
    commuters          who works where, at any scale: only the pattern counts
    commuting_reach    factor on flows across a border, by education; 1: as everybody
    national_jobs      persons by variant, industry and year, base year included
    pension_age        statutory pension age by year
    pension_shift      years of later retirement for one year of later pension age
    flexibility        share of those with an education (``own``) who could fill jobs of each education
    extra_completions  persons whose highest education changes beyond the trend, by year; sums to 0 over educations
    =================  =====================================================================================
    """

    vintage: str
    axes: Axes
    population: Part = field(metadata=_dims("residence", "age", "sex", "year"))
    shares: Part = field(metadata=_dims("residence", "age", "sex", "education"))
    participation: Part = field(metadata=_dims("residence", "age", "sex", "education"))
    cohort_change: Part = field(metadata=_dims("age", "sex", "education"))
    unemployment: Part = field(metadata=_dims("residence", "education"))
    structural: Part = field(metadata=_dims("residence", "education"))
    unmet: Part = field(metadata=_dims("education"))
    jobs: Part = field(metadata=_dims("workplace", "industry"))
    mix: Part = field(metadata=_dims("workplace", "industry", "education"))
    commuters: Part = field(metadata=_dims("origin", "workplace"))
    commuting_reach: Part = field(metadata=_dims("education"))
    national_jobs: Part = field(metadata=_dims("variant", "industry", "year"))
    pension_age: Part = field(metadata=_dims("year"))
    pension_shift: Part = field(metadata=_dims("education"))
    flexibility: Part = field(metadata=_dims("own", "education"))
    extra_completions: Part = field(metadata=_dims("residence", "education", "year"))
    histories: tuple[History, ...] = ()
    assumed_errors: tuple[AssumedError, ...] = ()

    def __post_init__(self) -> None:
        """Refuse the inputs as a whole, with every reason."""
        shapes = list(self._shape_findings())
        findings = shapes or [*self._value_findings(), *self._joint_findings(), *self._history_findings()]
        if findings:
            raise DataRefusedError("the inputs of the balance were refused", findings)

    def parts(self) -> Iterator[tuple[str, Part, tuple[str, ...]]]:
        """Name, part and dimensions of every array."""
        for each in fields(self):
            if "dimensions" in each.metadata:
                yield each.name, getattr(self, each.name), each.metadata["dimensions"]

    def history(self, component: Component) -> History | None:
        """The history of ``component``, or None; the first when there are several."""
        return next((each for each in self.histories if each.component is component), None)

    def _shape_findings(self) -> Iterator[Finding]:
        for name, part, dimensions in self.parts():
            shape = tuple(len(self.axes.codes(each)) for each in dimensions)
            if part.values.shape != shape:
                told = f"has shape {part.values.shape}, expected {shape} by {', '.join(dimensions)}"
                yield Finding(part.provenance.file, None, name, told)

    def _value_findings(self) -> Iterator[Finding]:
        for name, part, dimensions in self.parts():
            labels = [(each, self.axes.codes(each)) for each in dimensions]
            lowest = -np.inf if name in SIGNED else 0.0
            highest = 1.0 if name in BOUNDED else np.inf
            yield from _outside(part.values, labels, part.provenance.file, lowest=lowest, highest=highest, name=name)
            if name in SHARES:
                sums = part.values.sum(axis=-1)
                off = np.abs(sums - 1) > SHARE_TOLERANCE
                for place in np.argwhere(off)[:MOST_FINDINGS]:
                    told = f"shares sum to {sums[tuple(place)]:.6f}, expected 1, at {_place(place, labels[:-1])}"
                    yield Finding(part.provenance.file, None, name, told)
            yield from (
                Finding(part.provenance.file, None, name, f"unknown education {code!r} among its kinds")
                for code in sorted(set(part.provenance.kinds) - set(EDUCATIONS))
            )

    def _joint_findings(self) -> Iterator[Finding]:
        commuters, jobs = self.commuters.values.sum(axis=0), self.jobs.values.sum(axis=1)
        for code, count, places in zip(self.axes.workplaces, commuters, jobs, strict=True):
            if places > 0 and count <= 0:
                told = f"workplace {code} has {places:.0f} jobs and nobody who works there"
                yield Finding(self.commuters.provenance.file, None, "commuters", told)
        extra = self.extra_completions.values.sum(axis=1)
        if np.abs(extra).max(initial=0.0) > SHARE_TOLERANCE:
            told = "must sum to 0 over educations: who gains one leaves another"
            yield Finding(self.extra_completions.provenance.file, None, "extra_completions", told)
        if OUTSIDE in self.axes.workplaces and self.commuters.values[-1, self.axes.workplaces.index(OUTSIDE)] > 0:
            told = "those who live and work outside are not part of the balance"
            yield Finding(self.commuters.provenance.file, None, "commuters", told)
        if np.ptp(self.national_jobs.values[:, :, 0], axis=0).max() > BASE_YEAR_TOLERANCE:
            yield Finding(self.national_jobs.provenance.file, None, "national_jobs", "variants differ in the base year")

    def _history_findings(self) -> Iterator[Finding]:
        for history in self.histories:
            yield from history.concordance_findings(self.axes)
        told = {each.component for each in self.histories} | {each.component for each in self.assumed_errors}
        for component in Component:
            if component not in told:
                yield Finding("inputs", None, component, "has neither a history nor an assumed error")


SIGNED = {"cohort_change", "extra_completions"}
SHARES = {"shares", "mix"}
BOUNDED = {"shares", "mix", "participation", "unemployment", "structural", "unmet", "flexibility"}
MOST_FINDINGS = 20
"""Of one kind in one part: the rest is usually the same mistake."""


def _outside(
    values: Array,
    labels: list[tuple[str, tuple[str, ...]]],
    file: str,
    *,
    lowest: float = 0.0,
    highest: float = np.inf,
    name: str | None = None,
) -> Iterator[Finding]:
    """Findings for values that are missing or beyond the bounds, each with the codes of its cell."""
    bad = ~np.isfinite(values) | (values < lowest) | (values > highest)
    for place in np.argwhere(bad)[:MOST_FINDINGS]:
        value = values[tuple(place)]
        reason = "is missing" if not np.isfinite(value) else f"is {value:g}, expected {lowest:g} to {highest:g}"
        yield Finding(file, None, name, f"value {reason} at {_place(place, labels)}")


def _place(place: npt.NDArray[np.int64], labels: list[tuple[str, tuple[str, ...]]]) -> str:
    return ", ".join(f"{name} {codes[index]}" for index, (name, codes) in zip(place, labels, strict=True)) or "the sum"
