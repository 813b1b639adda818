# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Finds what looks like a person number (CPR) in texts people write: the workspace has no use for one."""

import re

_TEN_DIGITS = re.compile(r"(?<!\d)(\d\d)(\d\d)\d\d[ \N{NO-BREAK SPACE}\N{EN DASH}-]?\d{4}(?!\d)", re.ASCII)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def holds_person_number(text: str) -> bool:
    """Whether a text has ten digits that begin with a day and a month, with or without a dash.

    The check digit is no help: numbers given out since 2007 may lack it.
    """
    return any(_is_day(int(day), int(month)) for day, month in _TEN_DIGITS.findall(text))


def _is_day(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]
