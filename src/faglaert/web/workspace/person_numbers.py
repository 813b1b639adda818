# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Finds what looks like a person number (CPR) in texts people write: the workspace has no use for one."""

import re

_TEN_DIGITS = re.compile(r"(?<!\d)(\d\d)(\d\d)(\d\d)([ \N{NO-BREAK SPACE}\N{EN DASH}-]?)(\d{4})(?!\d)", re.ASCII)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def holds_person_number(text: str) -> bool:
    """Whether a text has ten digits that begin with a day and a month.

    In one piece they need the right check digit too, or most production unit numbers would be taken for persons.
    Parted by a dash or a space they do not: numbers given out since 2007 may lack it.
    """
    return any(
        _is_day(int(day), int(month)) and (mark or _has_check_digit(day + month + year + last))
        for day, month, year, mark, last in _TEN_DIGITS.findall(text)
    )


def _is_day(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]


def _has_check_digit(digits: str) -> bool:
    return sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11 == 0
