# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Half-years: when one ends, when its status is due, and which one an initiative owes."""

from dataclasses import dataclass
from datetime import date, timedelta

_ENDS = {1: (6, 30), 2: (12, 31)}
_DAYS_TO_REPORT = 31


@dataclass(frozen=True, order=True)
class Half:
    """Half ``number`` (1 or 2) of a year."""

    year: int
    number: int

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, 1 if self.number == 1 else 7, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        return date(self.year, *_ENDS[self.number])

    @property
    def due(self) -> date:
        """The day its status is due: a month after its end."""
        return self.end + timedelta(days=_DAYS_TO_REPORT)

    @property
    def before(self) -> "Half":
        """The half-year before."""
        return Half(self.year, 1) if self.number == 2 else Half(self.year - 1, 2)


def half_of(day: date) -> Half:
    """The half-year a day is in."""
    return Half(day.year, 1 if day.month <= 6 else 2)


def owed(starts_on: date | None, ends_on: date | None, today: date) -> Half | None:
    """The newest half-year that has ended and that an effort was under way in; None before the first has ended.

    An effort that is over owes the half-year it ended in. One without a beginning has not begun.
    """
    newest = half_of(today).before
    if starts_on is None or half_of(starts_on) > newest:
        return None
    return min(newest, half_of(ends_on)) if ends_on else newest
