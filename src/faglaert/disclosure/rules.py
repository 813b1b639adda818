# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The rules on showing numbers about persons (primary suppression), as pure functions on tables.

The thresholds are the parameters of ``definitions/parameters/disclosure.toml``; the method and its limits are told in
``docs/methods/disclosure.md``.
"""

import polars as pl

from faglaert.definitions.parameters import DisclosureRule
from faglaert.disclosure.observations import COUNT_UNITS, MEAN_UNITS, NUMBER_COLUMNS, OUTPUT_COLUMNS, SHARE_UNITS

Z_95 = 1.959963984540054
"""The 97.5 per cent point of the normal distribution: two-sided 95 per cent."""

ROUNDS_TO_ZERO_BELOW = 0.0005
"""A share below this is 0,0 per cent at one decimal."""

_value, _numerator, _denominator = (pl.col(name) for name in ("value", "numerator_count", "denominator_count"))


def apply_rules(observations: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    """Protect observations (columns of ``observations.INPUT_SCHEMA``); gives ``observations.OUTPUT_COLUMNS``.

    ``status`` is decided first and from it which numbers stay: none where suppressed or missing; only ``low_value`` and
    ``high_value`` (shares in whole per cent) for an interval; the two counts only beside a share or mean that is shown.
    """
    is_own = pl.col("disclosure") == "own_counts"
    low, high = wilson_interval(_numerator, _denominator)
    with_status = observations.with_columns(
        status=pl.when(is_own).then(own_status(rule)).otherwise(published_status()),
        low_value=low.round(2, mode="half_away_from_zero"),
        high_value=high.round(2, mode="half_away_from_zero"),
    )
    return with_status.with_columns(_kept(name, is_own) for name in NUMBER_COLUMNS).select(OUTPUT_COLUMNS)


def own_status(rule: DisclosureRule) -> pl.Expr:
    """The status of a row of our own: hidden in source, missing, then the rule of its unit, then zero or shown."""
    unit = pl.col("unit")
    return (
        pl.when(pl.col("is_hidden_in_source"))
        .then(pl.lit("suppressed"))
        .when(unit.is_in(SHARE_UNITS) & is_hidden_share(rule))
        .then(pl.lit("suppressed"))
        .when(unit.is_in(COUNT_UNITS) & is_hidden_count(rule))
        .then(pl.lit("suppressed"))
        .when(unit.is_in(MEAN_UNITS) & is_hidden_mean(rule))
        .then(pl.lit("suppressed"))
        .when(unit.is_in(SHARE_UNITS) & _value.is_not_null() & is_interval_share(rule))
        .then(pl.lit("interval"))
        .otherwise(_status_of_number())
    )


def published_status() -> pl.Expr:
    """The status of an official row: only what the source says; a missing row is never zero."""
    return pl.when(pl.col("is_hidden_in_source")).then(pl.lit("suppressed")).otherwise(_status_of_number())


def is_hidden_share(rule: DisclosureRule) -> pl.Expr:
    """A share is hidden when numerator or complement is too small, or too few persons stand below the line."""
    too_small = _is_small(_numerator, rule) | _is_small(_denominator - _numerator, rule)
    return too_small | (_denominator < rule.smallest_denominator)


def is_interval_share(rule: DisclosureRule) -> pl.Expr:
    """A share that is not hidden is shown as an interval below this number of persons."""
    return _denominator < rule.smallest_denominator_without_interval


def is_hidden_count(rule: DisclosureRule) -> pl.Expr:
    """A count of persons is hidden when it is small but not zero."""
    return _is_small(_value, rule)


def is_hidden_mean(rule: DisclosureRule) -> pl.Expr:
    """A mean over persons is hidden when it is of too few."""
    return _denominator < rule.smallest_mean_count


def wilson_interval(numerator: pl.Expr, denominator: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """The 95 per cent score interval of a share (0-1).

    Wilson, E. B. (1927): Probable inference, the law of succession, and statistical inference. JASA 22, 209-212.
    Chosen because it stays inside 0-1 and holds its level for small groups and shares near the ends.
    """
    proportion = numerator / denominator
    spread = Z_95**2 / denominator
    middle = (proportion + spread / 2) / (1 + spread)
    half = Z_95 / (1 + spread) * (proportion * (1 - proportion) / denominator + spread / (4 * denominator)).sqrt()
    return (middle - half).clip(0, 1), (middle + half).clip(0, 1)


def _is_small(count: pl.Expr, rule: DisclosureRule) -> pl.Expr:
    return (count > 0) & (count < rule.smallest_count)


def _status_of_number() -> pl.Expr:
    rounds_to_zero = pl.col("unit").is_in(SHARE_UNITS) & (_value.abs() < ROUNDS_TO_ZERO_BELOW)
    return (
        pl.when(_value.is_null())
        .then(pl.lit("missing"))
        .when(_value == 0)
        .then(pl.lit("zero"))
        .when(rounds_to_zero)
        .then(pl.lit("rounds_to_zero"))
        .otherwise(pl.lit("shown"))
    )


def _kept(name: str, is_own: pl.Expr) -> pl.Expr:
    """The number column ``name`` where the status lets it stand, else null."""
    if name in {"low_value", "high_value"}:
        keeps = pl.col("status") == "interval"
    else:
        keeps = pl.col("status").is_in(["shown", "zero", "rounds_to_zero"])
    if name == "numerator_count":
        keeps &= ~is_own | pl.col("unit").is_in(SHARE_UNITS)
    if name == "denominator_count":
        keeps &= ~is_own | pl.col("unit").is_in(SHARE_UNITS | MEAN_UNITS)
    return pl.when(keeps).then(pl.col(name)).otherwise(None).alias(name)
