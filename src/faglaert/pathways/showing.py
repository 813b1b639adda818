# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Puts results through the rules on showing numbers, so that every row carries a status."""

from collections.abc import Sequence

import polars as pl

from faglaert.definitions.parameters import DisclosureRule
from faglaert.disclosure.rules import own_status

NUMBERS = ("share", "count", "n", "at_risk", "low", "high")
SHOWN = ("shown", "zero", "rounds_to_zero")


def protected_shares(rows: pl.DataFrame, rule: DisclosureRule, *, family: Sequence[str]) -> pl.DataFrame:
    """Shares of persons with ``status`` and without the numbers that may not be shown.

    ``rows`` has ``share``, ``count`` (persons in the numerator), ``n`` (persons below the line), ``low`` and ``high``,
    and may have ``at_risk``. Rows with the same values of ``family`` are the parts of one whole: when exactly one of
    them is hidden, the smallest of the others is hidden too, for it could be found by subtraction. An interval is
    shown in whole per cent, without counts.
    """
    marked = rows.with_columns(
        pl.col("share").alias("value"),
        pl.col("count").cast(pl.Float64).alias("numerator_count"),
        pl.col("n").cast(pl.Float64).alias("denominator_count"),
        pl.lit("share").alias("unit"),
        pl.lit(value=False).alias("is_hidden_in_source"),
    ).with_columns(status=own_status(rule))
    partner = _partner(pl.col("status") == "suppressed", family)
    marked = marked.with_columns(status=pl.when(partner).then(pl.lit("suppressed")).otherwise("status"))
    return _without_hidden(marked, rule).select(*rows.columns, "status")


def protected_counts(rows: pl.DataFrame, rule: DisclosureRule, *, family: str) -> pl.DataFrame:
    """Counts of persons (``count``) with ``status``: small but not zero is hidden, and never one alone in a family."""
    small = pl.col("count").is_between(1, rule.smallest_count - 1)
    partner = _partner(small, [family])
    status = pl.when(small | partner).then(pl.lit("suppressed")).when(pl.col("count") == 0).then(pl.lit("zero"))
    return rows.with_columns(status=status.otherwise(pl.lit("shown"))).with_columns(
        count=pl.when(pl.col("status") != "suppressed").then(pl.col("count"))
    )


def _partner(hidden: pl.Expr, family: Sequence[str]) -> pl.Expr:
    """The smallest row that is not hidden, where exactly one of the family is hidden."""
    candidate = (hidden.sum().over(family) == 1) & ~hidden & (pl.col("count") > 0)
    smallest = pl.when(candidate).then(pl.col("count")).min().over(family)
    is_smallest = candidate & (pl.col("count") == smallest)
    return is_smallest & (is_smallest.cum_sum().over(family) == 1)


def hide_rows(rows: pl.DataFrame, condition: pl.Expr) -> pl.DataFrame:
    """Rows whose status is ``suppressed`` and whose share, counts and interval are gone where ``condition`` holds."""
    numbers = [name for name in NUMBERS if name in rows.columns]
    return rows.with_columns(
        *(pl.when(~condition).then(pl.col(name)).alias(name) for name in numbers),
        pl.when(condition).then(pl.lit("suppressed")).otherwise("status").alias("status"),
    )


def _without_hidden(rows: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    is_shown = pl.col("status").is_in(SHOWN)
    is_interval = pl.col("status") == "interval"
    exact = [name for name in ("share", "count", "n") if name in rows.columns]
    whole = [
        pl.when(is_shown).then(pl.col(name)).when(is_interval).then(pl.col(name).round(2)).alias(name)
        for name in ("low", "high")
    ]
    protected = rows.with_columns(*(pl.when(is_shown).then(pl.col(name)).alias(name) for name in exact), *whole)
    if "at_risk" in rows.columns:
        small = pl.col("at_risk").is_between(1, rule.smallest_count - 1)
        protected = protected.with_columns(pl.when(is_shown & ~small).then(pl.col("at_risk")).alias("at_risk"))
    return protected
