# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""How the text of a cell becomes a value: tolerant of the forms registers come in, strict on what they mean.

A parser takes an expression over the trimmed text of a column's *distinct* cells (null when empty) and returns two: the
value, and the problem in words where there is none. It never sees the same cell twice, so it may be slow.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl
from polars.expr.whenthen import Then

from faglaert.registers.masking import shown

Parser = Callable[[pl.Expr], tuple[pl.Expr, pl.Expr]]

SAS_EPOCH = date(1960, 1, 1)
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
OPEN_FROM = date(2900, 1, 1)  # registers write «for ever» as 9999-12-31 or 2999-12-31
_EMPTY = pl.lit("is empty")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_LOST_DECIMALS = r"[.,]0+$"
_CLOCK = r"^(.*?\d)[T :]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?Z?$"


def plain_code(text: pl.Expr) -> pl.Expr:
    """A number without leading zeros and lost decimals («0052», «52.0» -> «52»), anything else in capitals."""
    number = text.str.extract(r"^0*([0-9]+)(?:[.,]0+)?$", 1)
    return pl.coalesce(number, text.str.to_uppercase())


@dataclass(frozen=True)
class Codes:
    """A closed list of codes. An empty cell is a problem when ``required``, else null.

    ``others`` is the value of a code of ``other_form`` (a regular expression) that the list does not hold.
    """

    meanings: Mapping[str, str]
    required: bool = True
    others: str | None = None
    other_form: str = r"^\d{1,2}$"

    def __call__(self, text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
        """The meaning of each code, and what is wrong where it has none."""
        code = plain_code(text)
        value = code.replace_strict(
            list(self.meanings), list(self.meanings.values()), default=None, return_dtype=pl.String
        )
        if self.others is not None:
            value = (
                pl.when(value.is_null() & code.str.contains(self.other_form)).then(pl.lit(self.others)).otherwise(value)
            )
        problem = _missing(text, required=self.required).when(text.is_not_null() & value.is_null())
        return value, problem.then(pl.format("unknown code {}", shown(text)))


@dataclass(frozen=True)
class Number:
    """A code that is a whole number of at most ``digits`` digits, such as an institution or an education."""

    digits: int
    required: bool = True

    def __call__(self, text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
        """The number as UInt32, and what is wrong where it is none."""
        code = plain_code(text)
        good = code.str.contains(rf"^\d{{1,{self.digits}}}$")
        value = pl.when(good).then(code).cast(pl.UInt32, strict=False)
        problem = _missing(text, required=self.required).when(text.is_not_null() & ~good)
        return value, problem.then(
            pl.format(f"expected a number of at most {self.digits} digits, found {{}}", shown(text))
        )


@dataclass(frozen=True)
class Day:
    """A date: ISO, Danish (31-12-2024), yyyymmdd, SAS text (31DEC2024) or SAS day number since 1960-01-01.

    ``open_ended``: an empty cell and a year from 2900 on mean «no end» and become null.
    """

    required: bool = True
    open_ended: bool = False

    def __call__(self, text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
        """The day, and what is wrong where there is none."""
        value = read_day(text)
        open_end = (value >= OPEN_FROM).fill_null(value=False) if self.open_ended else pl.lit(value=False)
        outside = ~value.is_between(EARLIEST, LATEST)
        problem = (
            _missing(text, required=self.required and not self.open_ended)
            .when(text.is_not_null() & value.is_null())
            .then(pl.format("is no date: {}", shown(text)))
            .when(outside & ~open_end)
            .then(pl.format("lies outside {}-{}: {}", pl.lit(EARLIEST.year), pl.lit(LATEST.year), shown(text)))
        )
        return pl.when(~open_end & ~outside).then(value), problem


def read_day(text: pl.Expr) -> pl.Expr:
    """The day a text stands for in any of the forms known, else null."""
    bare = text.str.to_uppercase().str.replace(_CLOCK, "$1").str.replace(_LOST_DECIMALS, "")
    month = bare.str.extract(r"^\d{1,2}([A-Z]{3})\d{4}$", 1)
    named = bare.str.replace(r"^(\d{1,2})[A-Z]{3}(\d{4})$", "$2-NN-$1").str.replace(
        "NN", month.replace_strict(list(_MONTHS), [f"{n:02d}" for n in range(1, 13)], default="NN"), literal=True
    )
    danish = bare.str.replace(r"^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$", "$3-$2-$1")
    day_number = pl.when(bare.str.contains(r"^-?\d{1,7}$")).then(bare).cast(pl.Int32, strict=False)
    since_epoch = (pl.lit(SAS_EPOCH).cast(pl.Int32) + day_number).cast(pl.Date)
    return pl.coalesce(
        bare.str.to_date("%Y-%m-%d", strict=False, exact=True),
        danish.str.to_date("%Y-%m-%d", strict=False, exact=True),
        bare.str.replace(r"^(\d{4})(\d{2})(\d{2})$", "$1-$2-$3").str.to_date("%Y-%m-%d", strict=False, exact=True),
        named.str.to_date("%Y-%m-%d", strict=False, exact=True),
        pl.when(since_epoch <= date.max).then(since_epoch),
    )


def decimal(text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """A number with decimal comma or point; empty is null."""
    value = text.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    bad = text.is_not_null() & (value.is_null() | ~value.is_finite())
    return pl.when(~bad).then(value), pl.when(bad).then(pl.format("is no number: {}", shown(text)))


def school_year(text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """A school year as ``2018/19``, from that, ``2018/2019``, ``20182019``, or the year it ends."""
    bare = text.str.replace(_LOST_DECIMALS, "")
    first = bare.str.extract(r"^(\d{4})[/-]?(?:\d{2}|\d{4})$", 1).cast(pl.Int32)
    last = bare.str.extract(r"^\d{4}[/-]?(\d{2}|\d{4})$", 1).cast(pl.Int32)
    alone = bare.str.extract(r"^(\d{4})$", 1).cast(pl.Int32)
    start = pl.coalesce(pl.when((first + 1) % 100 == last % 100).then(first), alone - 1)
    good = start.is_between(EARLIEST.year, LATEST.year).fill_null(value=False)
    value = pl.format("{}/{}", start, ((start + 1) % 100).cast(pl.String).str.zfill(2))
    problem = _missing(text, required=True).when(~good).then(pl.format("is no school year: {}", shown(text)))
    return pl.when(good).then(value), problem


def _missing(text: pl.Expr, *, required: bool) -> Then:
    """The beginning of a chain of problems: an empty cell that must not be."""
    return pl.when(text.is_null() & pl.lit(required)).then(_EMPTY)
