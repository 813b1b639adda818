# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The loss map: at which stage and in which month pupils are lost."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from faglaert.definitions.parameters import DisclosureRule
from faglaert.disclosure.rules import wilson_interval
from faglaert.pathways.cube import Cube
from faglaert.pathways.definition import RISK_SETS
from faglaert.pathways.incidence import group_names, lost_curves
from faglaert.pathways.showing import SHOWN, protected_shares


def loss_map(
    cube: Cube, *, by: Sequence[str] = (), months: int = 24, where: Mapping[str, str] | None = None
) -> pl.DataFrame:
    """Losses by group, stage and month, unprotected; every stage has its own clock.

    Columns: ``group`` (``all`` without ``by``), ``stage``, ``month``, ``n`` at risk at the beginning of the month,
    ``count`` lost in it, ``share`` (the rate: lost of those at risk) with 95 per cent Wilson interval, ``lost`` (the
    pupils one would have lost in the month if all had been followed: S(t - 1) h(t) n0) and ``share_of_losses`` (of
    ``lost`` over all stages and months of the group).
    """
    parts = [_of_stage(cube, str(stage), by, (months, where or {})) for stage in RISK_SETS]
    frame = pl.concat(part for part in parts if part.height) if any(part.height for part in parts) else parts[0]
    low, high = wilson_interval(pl.col("count"), pl.col("n"))
    total = pl.col("lost").sum().over("group")
    return frame.with_columns(
        share=pl.when(pl.col("n") > 0).then(pl.col("count") / pl.col("n")).otherwise(0.0),
        low=pl.when(pl.col("n") > 0).then(low).otherwise(0.0),
        high=pl.when(pl.col("n") > 0).then(high).otherwise(1.0),
        share_of_losses=pl.when(total > 0).then(pl.col("lost") / total).otherwise(0.0),
    )


def _of_stage(cube: Cube, stage: str, by: Sequence[str], limits: tuple[int, Mapping[str, str]]) -> pl.DataFrame:
    months, where = limits
    dense = cube.dense(by, months=months, where={"stage": stage} | dict(where))
    _, curve = lost_curves(cube, dense)
    begun = dense.counts.sum(axis=(1, 2))
    before = np.concatenate([np.ones((len(begun), 1)), curve.survival[:, :-1]], axis=1)
    lost = before * curve.hazard[:, :, 0] * begun[:, None]
    counts = dense.counts[:, :-1][:, :, [int(each) for each in cube.definition.lost_outcomes]].sum(axis=2)
    names = group_names(dense) if by else ["all"] * len(dense.groups)
    return pl.DataFrame(
        {
            "group": np.repeat(names, months),
            "stage": [stage] * (len(names) * months),
            "month": np.tile(np.arange(1, months + 1), len(names)),
            "n": curve.at_risk[:, 1:].ravel(),
            "count": counts[:, 1:].ravel(),
            "lost": lost[:, 1:].ravel(),
        },
        schema_overrides={"group": pl.String, "month": pl.Int64, "n": pl.Int64, "count": pl.Int64},
    )


def protected_losses(rows: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    """A loss map with ``status``; a hidden month has neither rate nor numbers, and the last hidden one has company."""
    protected = protected_shares(rows.with_columns(at_risk=pl.col("n")), rule, family=["group", "stage"])
    is_shown = pl.col("status").is_in(SHOWN)
    return protected.drop("n").with_columns(
        pl.when(is_shown).then(pl.col(name)).alias(name) for name in ("lost", "share_of_losses")
    )
