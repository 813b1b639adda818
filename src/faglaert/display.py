# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The one formatter of numbers, dates, periods and statuses, for pages, charts, files and the command line.

``language`` is ``da`` or ``en`` everywhere. Shares are 0-1, percentages 0-100. Numbers are rounded half away from
zero, as Danish statistics are, and a number that rounds to zero never carries a minus.
"""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from faglaert.definitions.classifications import symbols
from faglaert.periods import Period, PeriodType, parse_period

MINUS = "\N{MINUS SIGN}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
EN_DASH = "\N{EN DASH}"

NUMBER_STATUSES = frozenset({"shown", "interval"})
"""Statuses shown as figures; every other status is shown by its symbol."""

_LOCALES = {"da": Locale.parse("da_DK"), "en": Locale.parse("en_GB")}

# Unit: Danish singular and plural, English singular and plural.
_UNIT_WORDS = {
    "persons": {"da": ("person", "personer"), "en": ("person", "people")},
    "job_titles": {"da": ("stillingsbetegnelse", "stillingsbetegnelser"), "en": ("job title", "job titles")},
    "programmes": {"da": ("uddannelse", "uddannelser"), "en": ("programme", "programmes")},
}
_ENGLISH_ORDINALS = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th"}


def number(value: float, language: str, decimals: int = 0) -> str:
    """A plain number: ``1.234`` in Danish, ``1,234`` in English; minus is U+2212."""
    shown = rounded(value, decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(abs(shown), format=pattern, locale=_LOCALES[language])
    return MINUS + text if shown < 0 else text


def rounded(value: float, decimals: int) -> Decimal:
    """A value as it is rounded when shown: half away from zero, on its decimal text and not its binary one."""
    return _decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def share(value: float, language: str, decimals: int = 1) -> str:
    """A share (0-1) as per cent: 0.0913 is ``9,1 %`` with a no-break space in Danish, ``9.1%`` in English."""
    return number(_hundredfold(value), language, decimals) + _percent_sign(language)


def share_interval(low: float, high: float, language: str) -> str:
    """An interval of shares (0-1) in whole per cent: ``10–24 %``, ``10–24%``."""
    return f"{number(_hundredfold(low), language)}{EN_DASH}{share(high, language, 0)}"


def points(value: float, language: str, decimals: int = 1) -> str:
    """A difference of two shares, with its sign: 0.032 is ``+3,2 procentpoint``, ``+3.2 percentage points``."""
    word = "procentpoint" if language == "da" else "percentage points"
    return f"{_signed(_hundredfold(value), language, decimals)} {word}"


def million_dkk(value: float, language: str) -> str:
    """An amount in million kroner, to the thousand where it has that: ``20 mio. kr.``, ``DKK 0.15 million``."""
    whole = rounded(value, 3)
    amount = number(value, language, next(each for each in range(4) if rounded(value, each) == whole))
    return f"{amount} mio. kr." if language == "da" else f"DKK {amount} million"


def decimals_as_written(value: float) -> int:
    """How many decimals a keyed figure has, one at most: 10 has none, 12.4 has one."""
    return 0 if rounded(value, 1) == rounded(value, 0) else 1


def long_date(day: date, language: str) -> str:
    """``21. september 2024``, ``21 September 2024``."""
    return format_date(day, "d. MMMM y" if language == "da" else "d MMMM y", locale=_LOCALES[language])


def short_date(day: date, language: str) -> str:
    """For tables: ``21.09.2024``, ``21 Nov 2024`` (digits alone would be ambiguous in English)."""
    return format_date(day, "dd.MM.y" if language == "da" else "d MMM y", locale=_LOCALES[language])


def period(text: str, language: str) -> str:
    """A period in words: ``skoleåret 2019/20``, ``januar 2021``, ``1. kvartal 2026``, ``2018``.

    A range of two periods of one type (``2015/16-2019/20``) is named as one; any other text is given back as it is.
    """
    single = _parsed(text)
    if single is not None:
        return _period_words(single, language)
    first, _, last = text.partition("-")
    start, end = _parsed(first), _parsed(last)
    if start is None or end is None or start.type is not end.type:
        return text
    if start.type is PeriodType.SCHOOL_YEAR:
        return f"{'skoleårene' if language == 'da' else 'school years'} {start.text}{EN_DASH}{end.text}"
    return f"{_period_words(start, language)}{EN_DASH}{_period_words(end, language)}"


def short_period(text: str, language: str) -> str:
    """A period for an axis or a table's head: ``2019/20``, ``jan. 2021``, ``1. kvt. 2026``."""
    single = _parsed(text)
    if single is None or single.type in {PeriodType.CALENDAR_YEAR, PeriodType.SCHOOL_YEAR}:
        return text
    if single.type is PeriodType.MONTH:
        return format_date(single.start, "MMM y", locale=_LOCALES[language])
    return f"{_quarter(single)}. kvt. {single.start.year}" if language == "da" else f"Q{_quarter(single)} {text[:4]}"


def value_with_unit(
    value: float | None,
    unit: str,
    status: str,
    language: str,
    *,
    low: float | None = None,
    high: float | None = None,
) -> str:
    """A value as it is shown: figure and unit, interval, or the status' symbol.

    ``unit`` is one of the figures' units; ``low`` and ``high`` (shares) belong to status ``interval``. Raises
    :class:`ValueError` when the numbers that the status promises are not there.
    """
    if status == "interval":
        if low is None or high is None:
            raise ValueError("an interval has a low and a high value")
        return share_interval(low, high, language)
    if status not in NUMBER_STATUSES:
        return status_symbol(status)
    if value is None:
        raise ValueError("a shown value is a number")
    if unit == "share":
        return share(value, language)
    return _figure(value, unit, language)


def value_as_written(value: float, unit: str, language: str) -> str:
    """A figure keyed from a document with the decimals it has there, one at most: 0.1 is ``10 %``, not ``10,0 %``."""
    if unit == "share":
        return share(value, language, decimals_as_written(_hundredfold(value)))
    return _figure(value, unit, language)


def change(value: float, unit: str, language: str) -> str:
    """A change with sign and unit: ``+1.234 personer``, ``−2,4 procentpoint``; ``uændret`` when it is exactly 0."""
    if value == 0:
        return "uændret" if language == "da" else "unchanged"
    if unit in {"share", "percent"}:
        return points(value if unit == "share" else value / 100, language)
    sign = "+" if value > 0 else MINUS
    return sign + _figure(abs(value), unit, language)


def status_symbol(status: str) -> str:
    """The symbol of a status, empty where numbers are shown; raises :class:`KeyError` for an unknown status."""
    return "" if status in NUMBER_STATUSES else symbols()[status].symbol


def status_words(status: str, language: str) -> str:
    """The words of a status for screen readers and files; raises :class:`KeyError` for an unknown status."""
    row = symbols()[status]
    return row.name_da if language == "da" else row.name_en


def _figure(value: float, unit: str, language: str) -> str:
    if unit == "percent":
        return number(value, language, decimals_as_written(value)) + _percent_sign(language)
    if unit == "million_dkk":
        return million_dkk(value, language)
    if unit in _UNIT_WORDS:
        singular, plural = _UNIT_WORDS[unit][language]
        return f"{number(value, language)} {singular if rounded(value, 0) == 1 else plural}"
    if unit == "score":
        return number(value, language, 1)
    if unit in {"count", "index"}:
        return number(value, language, decimals_as_written(value))
    raise ValueError(f"unknown unit {unit!r}")


def _period_words(single: Period, language: str) -> str:
    year = single.start.year
    if single.type is PeriodType.SCHOOL_YEAR:
        return f"{'skoleåret' if language == 'da' else 'school year'} {single.text}"
    if single.type is PeriodType.MONTH:
        return format_date(single.start, "MMMM y", locale=_LOCALES[language])
    if single.type is PeriodType.QUARTER:
        quarter = _quarter(single)
        return f"{quarter}. kvartal {year}" if language == "da" else f"{_ENGLISH_ORDINALS[quarter]} quarter {year}"
    return single.text


def _quarter(single: Period) -> int:
    return single.start.month // 3 + 1


def _parsed(text: str) -> Period | None:
    try:
        return parse_period(text)
    except ValueError:
        return None


def _percent_sign(language: str) -> str:
    return f"{NO_BREAK_SPACE}%" if language == "da" else "%"


def _signed(value: float, language: str, decimals: int) -> str:
    text = number(value, language, decimals)
    return f"+{text}" if rounded(value, decimals) > 0 else text


def _hundredfold(value: float) -> float:
    # Through the decimal text: 0.145 * 100 is 14.499999999999998 in binary and would round down.
    return float(_decimal(value) * 100)


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.12g}")
