# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Cumulative incidence by group, month and cause, and the time it takes to complete."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from faglaert.definitions.parameters import DisclosureRule
from faglaert.pathways.checks import require_counts, require_whole
from faglaert.pathways.cube import Cube, Dense
from faglaert.pathways.definition import CAUSES, LOST, Definition, Outcome
from faglaert.pathways.kernel import Curve, curves
from faglaert.pathways.model import log_log_interval
from faglaert.pathways.rows import Array
from faglaert.pathways.showing import hide_rows, protected_shares

GROUP_SEPARATOR = " | "
QUARTERS = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Selection:
    """What is looked at: groups, how many months, and only the cells with these values."""

    by: tuple[str, ...] = ("programme",)
    months: int = 24
    where: Mapping[str, str] = field(default_factory=dict)


def estimated(cube: Cube, selection: Selection) -> tuple[Dense, Curve]:
    """Counts and curves of a selection within the definition's risk set, checked."""
    where = {"stage": str(cube.definition.risk_set)} | dict(selection.where)
    dense = cube.dense(selection.by, months=selection.months, where=where)
    require_counts(dense.counts, dense.late, "cube")
    return dense, require_whole(curves(dense.counts, dense.late), "incidence")


def incidence(cube: Cube, selection: Selection) -> pl.DataFrame:
    """Cumulative incidence, unprotected.

    Columns: ``group``, ``month`` (1..months), ``cause`` (an outcome, or ``lost`` for the definition's outcome set),
    ``n`` persons in the group, ``at_risk`` at the beginning of the month, ``count`` of ends by that month, ``share``
    with 95 per cent interval ``low`` and ``high``.
    """
    dense, curve = estimated(cube, selection)
    n = dense.counts.sum(axis=(1, 2))
    frames = [
        _rows(dense, n, (cause.key, dense.counts[:, :, int(cause)]), _of_cause(curve, int(cause))) for cause in CAUSES
    ]
    merged = dense.with_causes(_lost_and_rest(cube))
    lost = require_whole(curves(merged.counts, merged.late), "incidence of losses")
    frames.append(_rows(dense, n, (LOST, merged.counts[:, :, 0]), _of_cause(lost, 0)))
    return pl.concat(frames).sort("group", "month", maintain_order=True)


def _lost_and_rest(cube: Cube) -> tuple[Sequence[Outcome], Sequence[Outcome]]:
    lost = cube.definition.lost_outcomes
    return lost, tuple(cause for cause in CAUSES if cause not in lost)


def lost_curves(cube: Cube, dense: Dense) -> tuple[Dense, Curve]:
    """Counts and curves with two causes: lost (0) and any other end (1)."""
    merged = dense.with_causes(_lost_and_rest(cube))
    return merged, require_whole(curves(merged.counts, merged.late), "incidence of losses")


def _of_cause(curve: Curve, cause: int) -> tuple[Array, Array, Array]:
    return curve.at_risk, curve.incidence[:, :, cause], curve.variance[:, :, cause]


def _rows(dense: Dense, n: Array, cause: tuple[str, Array], curve: tuple[Array, Array, Array]) -> pl.DataFrame:
    """Rows of one cause for months 1..T; month 0 has no events on a clock that begins with month 1."""
    name, counts = cause
    at_risk, share, variance = (each[:, 1:] for each in curve)
    low, high = log_log_interval(share, variance)
    groups, months = share.shape
    ends = counts[:, : months + 1].cumsum(axis=1)[:, 1:]
    return pl.DataFrame(
        {
            "group": np.repeat(group_names(dense), months),
            "month": np.tile(np.arange(1, months + 1), groups),
            "cause": [name] * (groups * months),
            "n": np.repeat(n, months),
            "at_risk": at_risk.ravel(),
            "count": ends.ravel(),
            "share": share.ravel(),
            "low": low.ravel(),
            "high": high.ravel(),
        },
        schema_overrides={"group": pl.String, "n": pl.Int64, "count": pl.Int64, "month": pl.Int64},
    )


def group_names(dense: Dense) -> list[str]:
    """One name a group; the parts of a crossed group stand side by side."""
    return [GROUP_SEPARATOR.join(group) for group in dense.groups]


def completion_times(cube: Cube, selection: Selection) -> pl.DataFrame:
    """Months to completion among those who completed within ``months``: quartiles by group.

    Columns: ``group``, ``n`` begun, ``count`` completed, ``lower_quartile``, ``median`` and ``upper_quartile``, read
    from the incidence, so that those still in do not make the time look short. A quartile is the first month by which
    that share of the completions expected within the months has happened.
    """
    dense, curve = estimated(cube, selection)
    completed = curve.incidence[:, :, int(Outcome.COMPLETED)]
    final = completed[:, -1:]
    quartiles = [np.where(final[:, 0] > 0, (completed < share * final - 1e-12).sum(axis=1), 0) for share in QUARTERS]
    counts = dense.counts[:, :-1, int(Outcome.COMPLETED)].sum(axis=1)
    names = ("lower_quartile", "median", "upper_quartile")
    frame = pl.DataFrame(
        {"group": group_names(dense), "n": dense.counts.sum(axis=(1, 2)), "count": counts}
        | dict(zip(names, quartiles, strict=True)),
        schema_overrides={"group": pl.String},
    )
    return frame.with_columns(pl.when(pl.col("count") > 0).then(pl.col(name)).alias(name) for name in names)


def protected_incidence(cube: Cube, selection: Selection, rule: DisclosureRule) -> pl.DataFrame:
    """:func:`incidence` through :func:`protected_rows`, without the true counts."""
    return protected_rows(incidence(cube, selection), cube.definition, rule).drop("count")


def protected_rows(rows: pl.DataFrame, definition: Definition, rule: DisclosureRule) -> pl.DataFrame:
    """Rows of :func:`incidence` with ``status`` and without the numbers that may not be shown.

    The outcomes of a group and month are protected as parts of one whole; ``lost`` is hidden with any of its parts.
    """
    family = ["group", "month"]
    parts = protected_shares(rows.filter(pl.col("cause") != LOST), rule, family=family)
    lost = protected_shares(rows.filter(pl.col("cause") == LOST), rule, family=[*family, "cause"])
    counted = parts.filter(pl.col("cause").is_in([each.key for each in definition.lost_outcomes]))
    is_part_hidden = (pl.col("status") == "suppressed").any().alias("is_part_hidden")
    joined = lost.join(counted.group_by(family).agg(is_part_hidden), on=family, maintain_order="left")
    hidden = hide_rows(joined, pl.col("is_part_hidden")).drop("is_part_hidden")
    return pl.concat([parts, hidden]).sort(family, maintain_order=True)
