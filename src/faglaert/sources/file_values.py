# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""How the text of a cell in a delivered file becomes a value: tolerant of its form, strict on its meaning.

Each reader raises :class:`ValueError` whose words go into the list of refused rows.
"""

import re
from collections.abc import Iterator
from datetime import date

from faglaert.definitions.classifications import plain_title
from faglaert.definitions.code_lists import look_up
from faglaert.definitions.file_requests import FileColumn
from faglaert.periods import PeriodType, parse_period
from faglaert.sources.danish_numbers import LONGEST, MINUS

NOT_SHOWN = frozenset({"", "-", ".", "..", ":", "*"})
LONGEST_TEXT = 300
LONGEST_SHOWN = 40
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober"),
    *("november", "december"),
)
_DANISH = re.compile(r"-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
_POINT = re.compile(r"-?[0-9]+\.[0-9]+")
_DAY = re.compile(r"(?P<day>[0-9]{1,2})[-./](?P<month>[0-9]{1,2})[-./](?P<year>[0-9]{4})")
_ISO_DAY = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_NAMED = re.compile(r"(?:(?P<day>[0-9]{1,2})\. ?)?(?P<name>[a-z]{3,9})\.? (?P<year>[0-9]{4})")
_MONTH = re.compile(r"(?P<year>[0-9]{4})(?:-|M|m)(?P<month>[0-9]{1,2})|(?P<month2>[0-9]{1,2})[-./](?P<year2>[0-9]{4})")
_SCHOOL_YEAR = re.compile(r"(?P<first>[0-9]{4})\s?[-/]\s?(?:[0-9]{2})?(?P<second>[0-9]{2})")


def read_variable(text: str, column: FileColumn) -> str:
    """The text, code or period a cell stands for; raises :class:`ValueError`."""
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"has {len(text)} characters; at most {LONGEST_TEXT} are taken")
    if column.type == "code":
        return _code(text, column)
    if column.type == "day":
        return read_day(text)
    if column.type == "month":
        return read_month(text)
    if column.type == "school_year":
        return read_school_year(text)
    if column.type == "year":
        return _year(text)
    _require_form(text, column)
    return " ".join(text.split())


def read_measure(text: str, column: FileColumn) -> float | None:
    """The number of a cell, None where it is not shown; raises :class:`ValueError`.

    A decimal comma, a decimal point and a full stop between thousands are all read. ``1.234`` can be two numbers: it is
    1234 in a column of whole numbers; elsewhere the bounds decide, and where they do not the cell is refused.
    """
    plain = text.replace(MINUS, "-").replace("\N{NO-BREAK SPACE}", " ").removesuffix("%").strip()
    if plain in NOT_SHOWN:
        return None
    if len(plain) > LONGEST:
        raise ValueError("is no number")
    readings = sorted(set(_readings(plain)))
    if not readings:
        raise ValueError(f"is {shown(text)}, which is no number; write it as 1234 or 3,4")
    if column.type == "whole":
        readings = [each for each in readings if each.is_integer()][-1:]
        if not readings:
            raise ValueError(f"is {shown(text)}; expected a whole number")
    fitting = [each for each in readings if _fits(each, column)]
    if not fitting:
        raise ValueError(f"is {shown(text)}, which lies outside {_bounds(column)}")
    if len(fitting) > 1:
        raise ValueError(f"is {shown(text)}, which can be two numbers; write it with a comma, or without the full stop")
    return fitting[0]


def read_day(text: str) -> str:
    """A day as ``2026-01-31``: from that, or a Danish date."""
    plain = text.strip()
    if match := _ISO_DAY.fullmatch(plain) or _DAY.fullmatch(plain):
        return f"{_day(match['year'], match['month'], match['day'], text)}"
    raise ValueError(f"is {shown(text)}, which is no day; expected such as 31-01-2026 or 2026-01-31")


def read_month(text: str) -> str:
    """A month as ``2026-01``: from that, ``2026M01``, ``01-2026``, ``januar 2026``, or a Danish or ISO date."""
    plain = text.strip().casefold()
    if match := _MONTH.fullmatch(plain):
        return _month(match["year"] or match["year2"], match["month"] or match["month2"], "1", text)
    if match := _ISO_DAY.fullmatch(plain) or _DAY.fullmatch(plain):
        return _month(match["year"], match["month"], match["day"], text)
    match = _NAMED.fullmatch(plain)
    numbers = [n for n, name in enumerate(MONTHS, start=1) if match and match["name"] in {name, name[:3]}]
    if match and numbers:
        return _month(match["year"], str(numbers[0]), match["day"] or "1", text)
    raise ValueError(f"is {shown(text)}, which is no month; expected such as 2026-01, januar 2026 or 31-01-2026")


def read_school_year(text: str) -> str:
    """A school year as ``2024/25``: from that, ``2024/2025`` or ``2024-25``."""
    match = _SCHOOL_YEAR.fullmatch(text.strip())
    if match:
        plain = f"{match['first']}/{match['second']}"
        try:
            if parse_period(plain).type is PeriodType.SCHOOL_YEAR:
                return plain
        except ValueError:
            pass
    raise ValueError(f"is {shown(text)}, which is no school year; expected such as 2024/25")


def shown(text: str) -> str:
    """A cell as a message quotes it."""
    return repr(text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…")


def _code(text: str, column: FileColumn) -> str:
    plain = plain_title(text)
    for written, code in column.values.items():
        if plain in {plain_title(written), code.casefold()}:
            return code
    _require_form(text, column)
    found = look_up(column.classification, text) if column.classification else None
    if found is not None:
        return found
    if column.classification is not None and not column.refuses_unknown:
        return " ".join(text.split())
    expected = ", ".join(column.values) or f"a code or name of the list {column.classification}"
    raise ValueError(f"is {shown(text)}; expected {expected}")


def _require_form(text: str, column: FileColumn) -> None:
    if column.form is not None and not re.fullmatch(column.form, text, re.ASCII):
        raise ValueError(f"is {shown(text)}, which has not the form {column.form}")


def _year(text: str) -> str:
    plain = text.strip()
    if not re.fullmatch("(19|20)[0-9]{2}", plain, re.ASCII):
        raise ValueError(f"is {shown(text)}, which is no year; expected such as 2025")
    return plain


def _month(year: str, month: str, day: str, text: str) -> str:
    return f"{_day(year, month, day, text):%Y-%m}"


def _day(year: str, month: str, day: str, text: str) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"is {shown(text)}, which is no day or month") from None
    if not 1900 <= found.year <= 2100:
        raise ValueError(f"is {shown(text)}; expected a year from 1900 to 2100")
    return found


def _readings(plain: str) -> Iterator[float]:
    """Every number a text can be."""
    if _DANISH.fullmatch(plain):
        yield float(plain.replace(".", "").replace(",", "."))
    if _POINT.fullmatch(plain):
        yield float(plain)


def _fits(number: float, column: FileColumn) -> bool:
    above = column.lowest is None or number >= column.lowest
    return above and (column.highest is None or number <= column.highest)


def _bounds(column: FileColumn) -> str:
    lowest = "no limit" if column.lowest is None else f"{column.lowest:g}"
    return f"{lowest} to {'no limit' if column.highest is None else f'{column.highest:g}'}"
