# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The axes of the balance: which codes stand along each dimension of its arrays, in which order."""

from dataclasses import dataclass

from faglaert.errors import DataRefusedError, Finding

EDUCATIONS = ("H10", "H20", "H30", "H40", "H50", "H60", "H70", "H80", "H90")
"""Highest completed education, Statistics Denmark's main groups; H30 holds H35 too."""
EDUCATION_GROUPS = {
    "unskilled": ("H10",),
    "gymnasium": ("H20",),
    "skilled": ("H30",),
    "short_higher": ("H40",),
    "medium_higher": ("H50", "H60"),
    "long_higher": ("H70", "H80"),
    "unknown": ("H90",),
}
"""What is shown: the nine groups in seven."""
AGES = tuple(f"{lower}-{lower + 4}" for lower in range(15, 75, 5))
SEXES = ("M", "K")
VARIANTS = ("low", "base", "high")
"""Paths of national employment by industry."""
OUTSIDE = "outside"
"""Every place that is not a residence of the balance: the rest of the country and abroad."""
FIRST_COHORT_AGE = AGES.index("35-39")
"""From this band on education is carried by cohort; younger bands follow the trend of their age."""


@dataclass(frozen=True)
class Axes:
    """The dimensions that differ between inputs; educations, ages, sexes and variants are the same for all.

    ``residences`` are the areas people live in; ``workplaces`` are the same in the same order, :data:`OUTSIDE` last
    when people commute out of them. ``base_year`` is the year of the base arrays, ``end_year`` the last projected.
    """

    residences: tuple[str, ...]
    workplaces: tuple[str, ...]
    industries: tuple[str, ...]
    base_year: int
    end_year: int

    def __post_init__(self) -> None:
        """Refuse an empty axis, a code that stands twice, and a horizon that is none."""
        findings = []
        for name in ("residences", "workplaces", "industries"):
            codes = getattr(self, name)
            if not codes:
                findings.append(Finding("axes", None, name, "has no code"))
            findings += [
                Finding("axes", None, name, f"code {code!r} stands twice")
                for code in sorted({code for code in codes if codes.count(code) > 1})
            ]
        if self.end_year <= self.base_year:
            findings.append(Finding("axes", None, "end_year", f"{self.end_year} is not after {self.base_year}"))
        if OUTSIDE in self.residences:
            findings.append(Finding("axes", None, "residences", f"{OUTSIDE!r} is no residence"))
        if self.workplaces not in (self.residences, (*self.residences, OUTSIDE)):
            told = f"must be the residences in their order, with {OUTSIDE!r} last when people commute out"
            findings.append(Finding("axes", None, "workplaces", told))
        if findings:
            raise DataRefusedError("the axes of the balance do not go together", findings)

    @property
    def years(self) -> tuple[int, ...]:
        """Base year and every projected year."""
        return tuple(range(self.base_year, self.end_year + 1))

    @property
    def origins(self) -> tuple[str, ...]:
        """Where those come from who work at the workplaces: the residences and outside."""
        return (*self.residences, OUTSIDE)

    @property
    def horizon(self) -> int:
        """Projected years."""
        return self.end_year - self.base_year

    def codes(self, dimension: str) -> tuple[str, ...]:
        """The codes along one dimension, years as text; :class:`KeyError` for a dimension that does not exist."""
        return {
            "residence": self.residences,
            "workplace": self.workplaces,
            "origin": self.origins,
            "industry": self.industries,
            "education": EDUCATIONS,
            "own": EDUCATIONS,
            "age": AGES,
            "sex": SEXES,
            "variant": VARIANTS,
            "year": tuple(map(str, self.years)),
        }[dimension]
