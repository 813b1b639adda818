# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What could be found by subtracting one published figure of a curve from another, hidden before it is published.

A curve is a count by a month: two months beside each other tell how many left between them. And a main area is the sum
of its programmes: a single hidden one is the area less the others.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

from faglaert.disclosure.groups import INTERVAL, PROOF_COUNT, WITH_NUMBER
from faglaert.pathways.showing import hide_rows

MONTHS_WANTED_FIRST = (12, 24, 36, 6, 3, 60, 48, 18, 9, 1)
"""Months that a table shows keep their figures before those that a curve alone needs."""


def hide_small_steps(rows: pl.DataFrame, series: Sequence[str], smallest: int) -> pl.DataFrame:
    """See to it that between two exact months of a curve nobody or at least ``smallest`` persons left.

    The other months keep their interval in whole per cent alone. ``rows`` has a row for every month 1..T of each of
    ``series``, a ``status``, ``share``, ``n``, ``low`` and ``high``, and the true count by that month.
    """
    ordered = rows.sort(*series, "month")
    months = ordered["month"].n_unique()
    counts = ordered[PROOF_COUNT].to_numpy().reshape(-1, months)
    shown = ordered["status"].is_in(WITH_NUMBER).to_numpy().reshape(-1, months)
    is_lost = pl.col("status").is_in(WITH_NUMBER) & ~pl.Series(kept_months(counts, shown, smallest).ravel())
    marked = ordered.with_columns(is_lost=is_lost)
    is_interval = pl.col("is_lost") & (pl.col(PROOF_COUNT) > 0)
    coarse = marked.with_columns(
        *(pl.when(~is_interval).then(name).alias(name) for name in ("share", "n")),
        *(pl.when(is_interval).then(pl.col(name).round(2)).otherwise(name).alias(name) for name in ("low", "high")),
        status=pl.when(is_interval).then(pl.lit(INTERVAL)).otherwise("status"),
    )
    return hide_rows(coarse, pl.col("is_lost") & (pl.col("status") != INTERVAL)).drop("is_lost")


def kept_months(counts: np.ndarray, shown: np.ndarray, smallest: int) -> np.ndarray:
    """Which of the shown months stay: truths (series, month); ``counts`` are cumulative persons (series, month)."""
    series, months = counts.shape
    padded = np.concatenate([np.zeros((series, 1), dtype=np.int64), counts.astype(np.int64)], axis=1)
    kept = np.zeros((series, months + 1), dtype=bool)
    kept[:, 0] = True
    first = [month for month in MONTHS_WANTED_FIRST if month <= months]
    places = np.arange(months + 1)
    for month in (*first, *(month for month in range(1, months + 1) if month not in first)):
        before = np.where(kept[:, :month], places[:month], 0).max(axis=1)
        after = np.where(kept[:, month:], places[month:], months + 1).min(axis=1)
        here = padded[:, month]
        gained = here - np.take_along_axis(padded, before[:, None], axis=1)[:, 0]
        to_come = np.take_along_axis(padded, np.minimum(after, months)[:, None], axis=1)[:, 0] - here
        is_safe = _is_large(gained, smallest) & (_is_large(to_come, smallest) | (after > months))
        kept[:, month] = shown[:, month - 1] & is_safe
    return np.asarray(kept[:, 1:])


def _is_large(step: np.ndarray, smallest: int) -> np.ndarray:
    return np.asarray((step == 0) | (step >= smallest))


def hide_single_parts(rows: pl.DataFrame, family: Sequence[str]) -> pl.DataFrame:
    """Where exactly one part of a published whole is hidden, hide the smallest of the others too.

    ``rows`` has ``status`` and the true count; rows with the same ``family`` are the parts. Parts of nobody do not
    count: hiding them would hide nothing.
    """
    is_hidden = ~pl.col("status").is_in(WITH_NUMBER) & (pl.col(PROOF_COUNT) > 0)
    is_candidate = pl.col("status").is_in(WITH_NUMBER) & (pl.col(PROOF_COUNT) > 0)
    alone = rows.with_columns(is_alone=is_candidate & (is_hidden.sum().over(family) == 1)).with_columns(
        smallest=pl.when("is_alone").then(PROOF_COUNT).min().over(family)
    )
    is_partner = pl.col("is_alone") & (pl.col(PROOF_COUNT) == pl.col("smallest"))
    marked = alone.with_columns(is_partner=is_partner & (is_partner.cum_sum().over(family) == 1))
    return hide_rows(marked, pl.col("is_partner")).drop("is_alone", "smallest", "is_partner")
