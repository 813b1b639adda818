# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Result tables as they are shown: three digits that count, so that no figure looks surer than it is.

Every reader is given figures from here, so that page, file and command line say the same number. A run's own tables
keep every digit, but of the probability that the word follows from.
"""

import polars as pl

from faglaert.balance.verdicts import QUANTILES

DIGITS = 3
"""Digits of a number of persons that count; an interval is rarely known to two."""
_PERSONS = None
_SPAN = ("q10", "q50", "q90")
_COLUMNS: dict[str, dict[str, int | None]] = {
    "balance": dict.fromkeys(("supply", "demand", "point", *QUANTILES, "naive", "trend"), _PERSONS)
    | {"p_shortage": 2, "p_large": 2, "gap_per_cent": 1},
    "differences": dict.fromkeys(QUANTILES, _PERSONS),
    "demand_by_industry": {"jobs": _PERSONS},
    "flows": dict.fromkeys(("entrants", "exits", "movers"), _PERSONS),
    "substitution": dict.fromkeys(("unfilled_before", "filled_by_others", "unfilled_after"), _PERSONS)
    | dict.fromkeys(("pressure_0.15", "pressure_0.8", "pressure_1.6"), 1),
    "chain": dict.fromkeys(
        ("freed", "starts", "returned", "completions", "skilled", "force", "force_q10", "force_q90"), _PERSONS
    ),
    "break_even": {"shortage": _PERSONS, "largest": _PERSONS, "per_cent": 0},
    "profile": {"share": 3},
    "neet": dict.fromkeys(("persons", *_SPAN), _PERSONS) | {"share_q50": 3, "share_q10": 2, "share_q90": 2},
    "sources": {"half_width": _PERSONS},
    "vintages": dict.fromkeys(_SPAN, _PERSONS) | {"p_shortage": 2},
}
"""Of each table the columns that are rounded: to so many decimals, or as persons."""


def shown(name: str, table: pl.DataFrame) -> pl.DataFrame:
    """The result table ``name`` with its figures rounded; a table without figures of the balance is left as it is.

    Each figure is rounded by itself, so that sums can be off by the last digit. Steps of ``waterfall`` add up.
    """
    if name == "waterfall":
        return _steps(table)
    columns = _COLUMNS.get(name, {})
    return table.with_columns(
        _persons(column) if decimals is _PERSONS else _plain_zero(pl.col(column).round(decimals))
        for column, decimals in columns.items()
    )


def _persons(column: str) -> pl.Expr:
    return _plain_zero(pl.col(column).round_sig_figs(DIGITS).round(0))


def _plain_zero(rounded: pl.Expr) -> pl.Expr:
    # a negative zero would stand as -0.0 in a file; adding 0 does not help, Polars leaves the column as it is
    return pl.when(rounded != 0).then(rounded).otherwise(rounded.abs())


def _steps(table: pl.DataFrame) -> pl.DataFrame:
    """The level after each step is rounded, and a step is what lies between two levels, so that the steps add up.

    One unit for each area and education in every year: that of the third digit of its largest level or step.
    """
    group = [name for name in ("area", "education", "scenario") if name in table.columns]
    level, persons = pl.col("level"), pl.col("persons")
    largest = pl.max_horizontal(level.abs(), persons.abs()).max().over(group).clip(lower_bound=1.0)
    unit = (10.0 ** (largest.log10().floor() - (DIGITS - 1))).clip(lower_bound=1.0)
    levels = table.with_columns(level=persons.cum_sum().over(*group, "year")).with_columns(
        level=_plain_zero((level / unit).round() * unit)
    )
    before = level.shift(1, fill_value=0.0).over(*group, "year")
    return levels.with_columns(persons=level - before).drop("level")
