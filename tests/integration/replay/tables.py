# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A table as the replay server holds it, and its description as StatBank writes it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Codes = tuple[str, ...]
Cell = Callable[[Codes], float | None]


@dataclass(frozen=True)
class ReplayVariable:
    """``total`` is the code that elimination gives; elimination without one adds the values up."""

    code: str
    text: str
    values: Mapping[str, str]
    total: str | None = None
    elimination: bool = False
    is_time: bool = False

    def official(self, code: str) -> str | None:
        """The code as the table writes it, asked for in any case."""
        return next((each for each in self.values if each.casefold() == code.casefold()), None)


@dataclass(frozen=True)
class ReplayTable:
    """``cell`` gives the figure of one combination of codes: None is shown as ``..``, and 0 has no row in BULK."""

    id: str
    text: str
    unit: str
    updated: str
    variables: tuple[ReplayVariable, ...]
    cell: Cell
    decimals: int = 0
    active: bool = True

    @property
    def periods(self) -> list[str]:
        """The periods from the oldest."""
        return list(self.variables[-1].values)

    def info(self) -> dict[str, Any]:
        """The reply to ``tableinfo``."""
        return {
            "id": self.id,
            "text": self.text,
            "description": f"{self.text} efter {', '.join(each.text for each in self.variables)}",
            "unit": self.unit,
            "suppressedDataValue": "0",
            "updated": self.updated,
            "active": self.active,
            "contacts": [],
            "documentation": None,
            "footnote": None,
            "variables": [_described(each) for each in self.variables],
        }

    def summary(self) -> dict[str, Any]:
        """The table's entry in the reply to ``tables``."""
        return {
            "id": self.id,
            "text": self.text,
            "unit": self.unit,
            "updated": self.updated,
            "firstPeriod": self.periods[0],
            "latestPeriod": self.periods[-1],
            "active": self.active,
            "variables": [each.text for each in self.variables],
        }


def dimension(code: str, text: str, values: Mapping[str, str], *, total: str | None = None) -> ReplayVariable:
    """A variable that may be left out when it has a total."""
    return ReplayVariable(code, text, values, total, elimination=total is not None)


def time(periods: Iterable[object]) -> ReplayVariable:
    """The time variable."""
    return ReplayVariable("Tid", "tid", {str(each): str(each) for each in periods}, is_time=True)


def _described(variable: ReplayVariable) -> dict[str, Any]:
    return {
        "id": variable.code,
        "text": variable.text,
        "elimination": variable.elimination,
        "time": variable.is_time,
        "values": [{"id": code, "text": text} for code, text in variable.values.items()],
    }
