# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Periods as the programme writes them: calendar year, school year, quarter, month and cohort.

A period is kept as the text people know (``2018``, ``2019/20``, ``2026K1``, ``2021-01``) and parsed when it must be
ordered or named.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class PeriodType(StrEnum):
    """The kinds of period a figure can have."""

    CALENDAR_YEAR = "calendar_year"
    SCHOOL_YEAR = "school_year"
    QUARTER = "quarter"
    MONTH = "month"


_FORMS = {
    PeriodType.CALENDAR_YEAR: re.compile(r"(?P<year>\d{4})"),
    PeriodType.SCHOOL_YEAR: re.compile(r"(?P<year>\d{4})/(?P<next>\d{2})"),
    PeriodType.QUARTER: re.compile(r"(?P<year>\d{4})K(?P<part>[1-4])"),
    PeriodType.MONTH: re.compile(r"(?P<year>\d{4})-(?P<part>0[1-9]|1[0-2])"),
}


@dataclass(frozen=True)
class Period:
    """One period with its type and the day it begins."""

    text: str
    type: PeriodType
    start: date

    @property
    def end(self) -> date:
        """Its last day."""
        months = {PeriodType.MONTH: 1, PeriodType.QUARTER: 3}.get(self.type, 12)
        later = self.start.month - 1 + months
        return date(self.start.year + later // 12, later % 12 + 1, 1) - timedelta(days=1)


def parse_period(text: str) -> Period:
    """Read a period.

    A school year runs from 1 August, and its second part must be the year after the first. Raises :class:`ValueError`
    with the accepted forms when ``text`` is none of them.
    """
    for period_type, form in _FORMS.items():
        match = form.fullmatch(text)
        if match is None:
            continue
        year = int(match["year"])
        if period_type is PeriodType.SCHOOL_YEAR and int(match["next"]) != (year + 1) % 100:
            break
        return Period(text, period_type, _start(period_type, year, match))
    raise ValueError(f"{text!r} is no period; expected 2018, 2019/20, 2026K1 or 2021-01")


def _start(period_type: PeriodType, year: int, match: re.Match[str]) -> date:
    if period_type is PeriodType.SCHOOL_YEAR:
        return date(year, 8, 1)
    if period_type is PeriodType.QUARTER:
        return date(year, 3 * int(match["part"]) - 2, 1)
    if period_type is PeriodType.MONTH:
        return date(year, int(match["part"]), 1)
    return date(year, 1, 1)
