# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Schools beside what their intake would lead one to expect: a list of where to go and ask, never a league table."""

import numpy as np
import polars as pl

from faglaert.definitions.parameters import DisclosureRule
from faglaert.disclosure.rules import Z_95
from faglaert.pathways.cube import Cube
from faglaert.pathways.dimensions import FIRST_COHORT
from faglaert.pathways.expectation import CELL, Cells, cross_fitted, read_cells
from faglaert.pathways.incidence import lost_curves
from faglaert.pathways.model import normal_cdf
from faglaert.pathways.rows import Array
from faglaert.pathways.showing import SHOWN, protected_shares

FOLDS = 5
BETTER_BY = 0.03
SURE_ENOUGH = 0.9
Z_998 = 3.0902323061678132
WINSORISED = 0.1
FEWEST_TO_COMPARE = 5
SPREADS = np.linspace(0.0, 0.3, 301)
"""Standard deviations that the true gaps of schools may have: from none to 30 points."""

_TINY = 1e-12
GROUP = ("school", "programme", "cohort")


def compare_schools(cube: Cube, *, months: int = 12) -> pl.DataFrame:
    """Every school, programme and intake that has been followed for ``months``, unprotected, sorted by name.

    Columns: ``school``, ``programme``, ``cohort``, ``n``, ``count`` lost, ``share`` observed (Aalen-Johansen),
    ``expected`` given the intake, ``gap`` (observed - expected; negative is better), ``estimate`` (the gap shrunk
    towards 0) with ``low`` and ``high``, ``probability_better`` (that fewer are lost than expected by at least 3
    points), ``funnel`` (where the observed share lies: ``inside``, ``above_95``, ``above_998``, ``below_95``,
    ``below_998``), ``is_good_practice`` (probability above 0.9 in this intake and the one before).
    """
    cells = read_cells(cube, months=months)
    cells = cells.keep(_is_followed(cells, cube, months))
    if not len(cells.codes):
        return pl.DataFrame(schema=_SCHEMA)
    frame = _observed(cube, months).join(_expected(cells), on=GROUP, how="inner")
    compared = _with_funnel(_with_shrinkage(_with_variance(frame)))
    return _with_good_practice(compared).sort(GROUP).select(_SCHEMA.names())


def _is_followed(cells: Cells, cube: Cube, months: int) -> Array:
    """Whether even the last of a school year's pupils have been seen for all the months."""
    year, month, day = (int(part) for part in cube.closing_date.split("-"))
    closing = (year * 12 + month - 1) * 32 + day
    last_start = (FIRST_COHORT + cells.column("cohort") + 1) * 12 * 32 + 7 * 32
    return np.asarray(last_start + months * 32 <= closing)


def _observed(cube: Cube, months: int) -> pl.DataFrame:
    dense = cube.dense((*GROUP, "main_area"), months=months, where={"stage": str(cube.definition.risk_set)})
    merged, curve = lost_curves(cube, dense)
    names = {name: [group[place] for group in dense.groups] for place, name in enumerate((*GROUP, "main_area"))}
    return pl.DataFrame(
        names
        | {
            "n": merged.counts.sum(axis=(1, 2)),
            "count": merged.counts[:, :-1, 0].sum(axis=1),
            "share": curve.incidence[:, -1, 0],
            "variance": curve.variance[:, -1, 0],
        }
    ).with_columns(pl.col("n", "count").cast(pl.Int64))


def _expected(cells: Cells) -> pl.DataFrame:
    persons = cells.at_risk[:, 0]
    names = {name: [cells.labels[name][code] for code in cells.codes[:, CELL.index(name)]] for name in GROUP}
    frame = pl.DataFrame(names | {"persons": persons, "lost": persons * cross_fitted(cells, folds=FOLDS)})
    summed = frame.group_by(GROUP).agg(pl.col("persons", "lost").sum())
    return summed.filter(pl.col("persons") > 0).select(*GROUP, expected=pl.col("lost") / pl.col("persons"))


def _with_variance(frame: pl.DataFrame) -> pl.DataFrame:
    """The gap, and its variance: what n persons with the expected share would have, or Aalen's when that is larger."""
    chance = pl.col("expected") * (1 - pl.col("expected")) / pl.col("n")
    return frame.with_columns(
        gap=pl.col("share") - pl.col("expected"),
        chance=chance,
        variance=pl.max_horizontal("variance", chance),
    )


def _with_shrinkage(frame: pl.DataFrame) -> pl.DataFrame:
    """Posterior of the true gap: gap ~ N(theta, v), theta ~ N(0, tau2), tau unknown within the main area."""
    everywhere = likely_spreads(frame["gap"].to_numpy(), frame["variance"].to_numpy())
    parts = []
    for _, part in frame.group_by("main_area", maintain_order=True):
        gaps, variances = part["gap"].to_numpy(), part["variance"].to_numpy()
        likely = likely_spreads(gaps, variances) if part.height >= FEWEST_TO_COMPARE else everywhere
        estimate, spread, probability = shrunk_gaps(gaps, variances, likely)
        parts.append(
            part.with_columns(
                estimate=pl.Series(estimate),
                low=pl.Series(estimate - Z_95 * spread),
                high=pl.Series(estimate + Z_95 * spread),
                probability_better=pl.Series(probability),
            )
        )
    return pl.concat(parts)


def likely_spreads(gaps: Array, variances: Array) -> Array:
    """How likely each of :data:`SPREADS` is as the standard deviation of the true gaps, all alike beforehand.

    Gelman (2006), Bayesian Analysis 1. An estimate of it would often be 0, and every school then surely alike.
    """
    total = np.maximum(variances, _TINY) + SPREADS[:, None] ** 2
    support = -0.5 * (np.log(total) + gaps**2 / total).sum(axis=1)
    likely = np.exp(support - support.max())
    return np.asarray(likely / likely.sum())


def shrunk_gaps(gaps: Array, variances: Array, likely: Array) -> tuple[Array, Array, Array]:
    """Mean and standard deviation of each true gap, and P(at least 3 points better), over the ``likely`` spreads."""
    variances = np.maximum(variances, _TINY)
    reliability = SPREADS[:, None] ** 2 / (SPREADS[:, None] ** 2 + variances)
    means, within = reliability * gaps, reliability * variances
    estimate = likely @ means
    spread = np.sqrt(np.maximum(likely @ (within + means**2) - estimate**2, 0.0))
    return estimate, spread, likely @ probability_better(means, np.sqrt(within))


def probability_better(estimate: Array, spread: Array) -> Array:
    """P(theta <= -3 points) of a normal posterior; a posterior without spread is 0 or 1."""
    certain = (estimate <= -BETTER_BY).astype(float)
    safe = np.where(spread > 0, spread, 1.0)
    return np.where(spread > 0, normal_cdf((-BETTER_BY - estimate) / safe), certain)


def _with_funnel(frame: pl.DataFrame) -> pl.DataFrame:
    """Over-dispersed limits (Spiegelhalter 2005): chance's variance times the winsorised mean of squared z-scores."""
    z = (frame["gap"] / frame["chance"].clip(1e-12).sqrt()).to_numpy()
    spread = np.sqrt(overdispersion(z) * frame["chance"].to_numpy())
    gap = frame["gap"].to_numpy()
    funnel = np.full(len(gap), "inside", dtype=object)
    for name, limit in (("95", Z_95), ("998", Z_998)):
        funnel[gap > limit * spread] = f"above_{name}"
        funnel[gap < -limit * spread] = f"below_{name}"
    return frame.with_columns(funnel=pl.Series(funnel, dtype=pl.String))


def overdispersion(z: Array) -> float:
    """How much more z-scores vary than chance does, the outermost tenth on each side drawn in; never below 1."""
    if not len(z):
        return 1.0
    low, high = np.quantile(z, [WINSORISED, 1 - WINSORISED])
    return max(1.0, float(np.mean(np.clip(z, low, high) ** 2)))


def _with_good_practice(frame: pl.DataFrame) -> pl.DataFrame:
    sure = pl.col("probability_better") > SURE_ENOUGH
    before = frame.select(
        "school", "programme", (pl.col("cohort").str.head(4).cast(pl.Int32) + 1).alias("year"), was_better=sure
    )
    joined = frame.with_columns(year=pl.col("cohort").str.head(4).cast(pl.Int32)).join(
        before, on=["school", "programme", "year"], how="left"
    )
    return joined.with_columns(is_good_practice=sure & pl.col("was_better").fill_null(value=False))


def protected_schools(rows: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    """The list with ``status``; a group that may not be shown keeps its name only."""
    own = rows.rename({"low": "gap_low", "high": "gap_high"}).with_columns(low=pl.col("share"), high=pl.col("share"))
    protected = protected_shares(own, rule, family=["school", "cohort"]).drop("low", "high")
    is_shown = pl.col("status").is_in(SHOWN)
    told = ("expected", "gap", "estimate", "gap_low", "gap_high", "probability_better", "funnel", "is_good_practice")
    return protected.with_columns(pl.when(is_shown).then(pl.col(name)).alias(name) for name in told)


_SCHEMA = pl.Schema(
    dict.fromkeys(GROUP, pl.String())
    | {"n": pl.Int64(), "count": pl.Int64()}
    | dict.fromkeys(("share", "expected", "gap", "estimate", "low", "high", "probability_better"), pl.Float64())
    | {"funnel": pl.String(), "is_good_practice": pl.Boolean()}
)
