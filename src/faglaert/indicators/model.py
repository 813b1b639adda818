# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pure computation of an indicator's observations. No input or output, no clock."""

from collections.abc import Sequence

import polars as pl

from faglaert.definitions.indicators import Indicator

KEY = ("area_code", "period")


def combine(indicator: Indicator, series: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Join an indicator's series into one; an earlier series wins where two have the same area and period.

    A row without a finished value gets numerator / denominator. Columns as ``read_series`` gives them, with
    ``indicator_id``, ``unit`` and ``disclosure`` added; ordered by area and period.
    """
    ranked = [frame.with_columns(pl.lit(rank).alias("series_rank")) for rank, frame in enumerate(series)]
    frame = pl.concat(ranked, how="vertical").sort(*KEY, "series_rank").unique(KEY, keep="first", maintain_order=True)
    has_base = pl.col("denominator_count") > 0
    share = pl.when(has_base).then(pl.col("numerator_count") / pl.col("denominator_count"))
    return frame.select(
        pl.lit(indicator.id).alias("indicator_id"),
        *KEY,
        pl.coalesce("value", share).alias("value"),
        "numerator_count",
        "denominator_count",
        "data_kind",
        "source_id",
        "snapshot_id",
        pl.lit(indicator.unit).alias("unit"),
        pl.lit(indicator.disclosure).alias("disclosure"),
        "is_hidden_in_source",
    )
