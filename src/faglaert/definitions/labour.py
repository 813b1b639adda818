# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Official figures of population, education, employment and commuting: what the balance stands on without StatBank.

A file is refused as a whole when a column or code is unknown, a figure is missing, stands twice or is out of bounds, or
parts do not make their total.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Literal

from pydantic import Field

from faglaert.definitions.classifications import region_municipalities
from faglaert.definitions.reading import ROOT, Definition, Text, read_csv, read_toml, require_unique
from faglaert.errors import DataRefusedError, Finding

FOLDER = ROOT / "balance"

TOTAL = "TOT"
MEMBERS = "/*"
"""After a region's code: its municipalities."""
MOST_NAMED = 20
"""Of missing figures: the rest is usually the same mistake."""

UNITS = {
    "persons": Text(da="personer", en="persons"),
    "thousand_persons": Text(da="tusind personer", en="thousand persons"),
    "percent": Text(da="procent", en="per cent"),
}
Key = tuple[str | int, ...]


class LabourSeries(Definition):
    """What the figures of one file are, where they were published and how they were keyed.

    Every combination of ``areas``, ``years`` (first and last) and ``codes`` must be there. ``total_within`` names
    dimensions in which the parts make the code ``TOT``, and how far off the publisher's rounding may leave them.
    """

    name: str
    title: Text
    publisher: str
    table: str
    url: str
    licence: str
    unit: Literal["persons", "thousand_persons", "percent"]
    keyed_from: Text
    retrieved_date: date
    areas: tuple[str, ...]
    years: tuple[int, ...] = Field(min_length=1, max_length=2)
    codes: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    total_within: dict[str, float] = Field(default_factory=dict)
    lowest: float = 0

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Columns that identify a figure, in the order of :meth:`expected`."""
        return ("area_code", "year", *self.codes)

    @property
    def area_codes(self) -> tuple[str, ...]:
        """Every area, regions that stand for their municipalities unfolded."""
        codes: list[str] = []
        for each in self.areas:
            if each.endswith(MEMBERS):
                codes += [area.code for area in region_municipalities(each.removesuffix(MEMBERS))]
            else:
                codes.append(each)
        return tuple(codes)

    def words(self, language: str) -> str:
        """What the figures are, whose they are and how they were keyed, in ``da`` or ``en``."""
        unit = UNITS[self.unit][language]
        source = f"{self.title[language]} ({unit}). {self.publisher}, {self.table}, {self.url}, {self.licence}."
        return f"{source} {self.keyed_from[language]} ({self.retrieved_date.isoformat()})."

    def expected(self) -> Iterator[Key]:
        """The key of every figure that must be there."""
        return product(self.area_codes, range(self.years[0], self.years[-1] + 1), *self.codes.values())


class LabourFigure(Definition):
    """One figure; a dimension the series has not is absent."""

    area_code: str
    year: int
    sex: str | None = None
    age: str | None = None
    education: str | None = None
    industry: str | None = None
    value: float = Field(allow_inf_nan=False)


class InputPart(Definition):
    """What one part of the balance's inputs is made of: how sure it is, the series it stands on, and in words how."""

    name: str
    kind: Literal["official", "modelled", "assumed"]
    series: tuple[str, ...]
    text: Text

    def words(self, language: str) -> str:
        """How the part came about, and every series it stands on, in ``da`` or ``en``."""
        declared = labour_series()
        return " ".join([self.text[language], *(declared[name].words(language) for name in self.series)])


class _Catalogue(Definition):
    series: tuple[LabourSeries, ...]


class _Parts(Definition):
    part: tuple[InputPart, ...]


@cache
def labour_series() -> dict[str, LabourSeries]:
    """The series that ``balance/catalogue.toml`` declares, by name."""
    path = FOLDER / "catalogue.toml"
    declared = read_toml(_Catalogue, path).series
    require_unique(path, (each.name for each in declared))
    return {each.name: each for each in declared}


@cache
def input_parts() -> dict[str, InputPart]:
    """The parts that ``balance/parts.toml`` describes, by name."""
    path = FOLDER / "parts.toml"
    parts = read_toml(_Parts, path).part
    require_unique(path, (each.name for each in parts))
    return {each.name: each for each in parts}


@cache
def labour_figures(name: str) -> dict[Key, float]:
    """The figures of one series by area, year and the series' own dimensions, in the catalogue's order.

    Raises :class:`DataRefusedError` with every reason, :class:`KeyError` for a series that is not declared.
    """
    return read_labour_figures(FOLDER / f"{name}.csv", labour_series()[name])


def read_labour_figures(path: Path, series: LabourSeries) -> dict[Key, float]:
    """Read one file of figures as ``series`` declares them; raises :class:`DataRefusedError` with every reason."""
    rows = read_csv(LabourFigure, path)
    keys = [tuple(getattr(row, name) for name in series.dimensions) for row in rows]
    findings = list(_row_findings(path.name, rows, series))
    if not findings:
        require_unique(path, keys)
    figures = {key: row.value for key, row in zip(keys, rows, strict=True)}
    findings += list(_missing(path.name, figures, series))
    findings = findings or list(_total_findings(path.name, figures, series))
    if findings:
        raise DataRefusedError(f"{path.name} was refused", findings)
    return figures


def _row_findings(file: str, rows: tuple[LabourFigure, ...], series: LabourSeries) -> Iterator[Finding]:
    known: dict[str, set[str | int]] = {name: set(codes) for name, codes in series.codes.items()}
    known |= {"area_code": set(series.area_codes), "year": set(range(series.years[0], series.years[-1] + 1))}
    for number, row in enumerate(rows, start=2):
        for name in ("area_code", "year", "sex", "age", "education", "industry"):
            code = getattr(row, name)
            if name not in known:
                if code is not None:
                    yield Finding(file, number, name, f"{series.name} has no {name}; leave the column out")
            elif code not in known[name]:
                yield Finding(file, number, name, f"unknown code {code!r}, expected one of {_named(known[name])}")
        if row.value < series.lowest:
            yield Finding(file, number, "value", f"is {row.value:g}, expected at least {series.lowest:g}")


def _named(codes: set[str | int]) -> str:
    ordered = sorted(map(str, codes))
    return ", ".join(ordered if len(ordered) <= MOST_NAMED else [*ordered[:MOST_NAMED], "…"])


def _missing(file: str, figures: dict[Key, float], series: LabourSeries) -> Iterator[Finding]:
    missing = [key for key in series.expected() if key not in figures]
    for key in missing[:MOST_NAMED]:
        place = ", ".join(f"{name} {code}" for name, code in zip(series.dimensions, key, strict=True))
        yield Finding(file, None, "value", f"the figure of {place} is missing")


def _total_findings(file: str, figures: dict[Key, float], series: LabourSeries) -> Iterator[Finding]:
    for dimension, tolerance in series.total_within.items():
        place = series.dimensions.index(dimension)
        parts: dict[Key, float] = defaultdict(float)
        for key, value in figures.items():
            if key[place] != TOTAL:
                parts[(*key[:place], TOTAL, *key[place + 1 :])] += value
        for key, total in parts.items():
            gap = abs(total - figures[key])
            if gap > tolerance:
                told = f"parts of {dimension} sum to {total:g} at {key}, the total is {figures[key]:g}"
                yield Finding(file, None, "value", f"{told}; at most {tolerance:g} apart")
