# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Identities that an indicator's observations must hold."""

import polars as pl

from faglaert.definitions.indicators import Indicator
from faglaert.definitions.marts import marts
from faglaert.errors import Finding
from faglaert.periods import parse_period

ROUNDING_OF_SOURCES = 0.005


def findings(indicator: Indicator, frame: pl.DataFrame) -> list[Finding]:
    """What is wrong with one indicator's observations."""
    return [
        *_empty(indicator, frame),
        *_unprotected(indicator),
        *_mixed_kinds(indicator, frame),
        *_wrong_period_type(indicator, frame),
        *_impossible(indicator, frame),
        *_baseline_not_observed(indicator, frame),
    ]


def _empty(indicator: Indicator, frame: pl.DataFrame) -> list[Finding]:
    return [] if frame.height else [Finding(f"{indicator.id}.toml", None, "series", "gives no observation at all")]


def _unprotected(indicator: Indicator) -> list[Finding]:
    """Counts of persons that nobody has protected must not pass as published."""
    if indicator.disclosure == "own_counts":
        return []
    own = sorted({each.mart for each in indicator.series if marts()[each.mart].disclosure == "own_counts"})
    problem = "must be own_counts: {} holds counts that nobody has protected before us"
    return [Finding(f"{indicator.id}.toml", None, "disclosure", problem.format(mart)) for mart in own]


def _mixed_kinds(indicator: Indicator, frame: pl.DataFrame) -> list[Finding]:
    kinds = sorted(frame["data_kind"].unique().to_list())
    if len(kinds) < 2:
        return []
    return [Finding(f"{indicator.id}.toml", None, "series", f"mixes {' and '.join(kinds)} rows; use one kind")]


def _wrong_period_type(indicator: Indicator, frame: pl.DataFrame) -> list[Finding]:
    wrong = [text for text in frame["period"].unique().sort() if parse_period(text).type is not indicator.period_type]
    return [
        Finding(f"{indicator.id}.toml", None, "period_type", f"is {indicator.period_type}, but {text} is another kind")
        for text in wrong
    ]


def _impossible(indicator: Indicator, frame: pl.DataFrame) -> list[Finding]:
    """Negative values, shares above 1, and shares that differ from their own counts."""
    highest = 1.0 if indicator.unit == "share" else float("inf")
    quotient = pl.col("numerator_count") / pl.col("denominator_count")
    own = (pl.col("denominator_count") > 0) & ((quotient - pl.col("value")).abs() > ROUNDING_OF_SOURCES)
    outside = ~pl.col("value").is_between(0, highest)
    bad = frame.filter(outside | (own if indicator.unit == "share" else pl.lit(value=False)))
    return [
        Finding(
            f"{indicator.id}.toml", None, "value", f"area {row['area_code']}, {row['period']}: {row['value']} cannot be"
        )
        for row in bad.iter_rows(named=True)
    ]


def _baseline_not_observed(indicator: Indicator, frame: pl.DataFrame) -> list[Finding]:
    """The baseline's area and period must be among the observations, so that a change can be read."""
    base = indicator.baseline
    if base is None:
        return []
    rows = frame.filter((pl.col("area_code") == base.area_code) & (pl.col("period") == base.period))
    if rows.height:
        return []
    return [Finding(f"{indicator.id}.toml", None, "baseline", f"{base.area_code}, {base.period} is not observed")]
