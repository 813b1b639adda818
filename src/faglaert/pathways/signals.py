# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Groups whose losses leave the expected band: school x programme of one intake, against the intakes before it."""

import math

import numpy as np
import polars as pl

from faglaert.definitions.parameters import DisclosureRule
from faglaert.pathways.cube import Cube
from faglaert.pathways.dimensions import cohort_label
from faglaert.pathways.expectation import Cells, expected_hazards, fit_hazards, read_cells
from faglaert.pathways.rows import Array
from faglaert.pathways.showing import SHOWN, protected_shares

EARLIER_COHORTS = 5
FEWEST_PERSONS = 20
MOST_EVEN = 1e6


def find_signals(
    cube: Cube, *, months: int = 12, cohort: str | None = None, false_discovery_rate: float = 0.1
) -> pl.DataFrame:
    """Every group of at least 20 persons in ``cohort`` (the newest when None), unprotected, sorted by name.

    Columns: ``school``, ``programme``, ``cohort``, ``n`` persons, ``count`` lost so far, ``expected`` lost given those
    at risk month by month, the hazards of the intakes before and the group's own usual level, ``low`` and ``high`` of
    the 95 per cent band, ``p_value``, ``q_value`` (Benjamini and Hochberg 1995), ``comparisons`` made, ``direction``
    and ``is_signal`` (q at most ``false_discovery_rate``).
    """
    cells = read_cells(cube, months=months)
    if not len(cells.codes):
        return pl.DataFrame(schema=_SCHEMA)
    codes = cells.column("cohort")
    current = _newest(cells) if cohort is None else cells.labels["cohort"].index(cohort)
    earlier = cells.keep((codes < current) & (codes >= current - EARLIER_COHORTS))
    now = cells.keep(codes == current)
    if not len(earlier.codes) or not len(now.codes):
        return pl.DataFrame(schema=_SCHEMA)
    hazards = fit_hazards(earlier, has_cohort=False)
    before = _sums(earlier, expected_hazards(earlier, hazards)[0], "before")
    groups = _sums(now, expected_hazards(now, hazards)[0], "now").join(before, on=["school", "programme"], how="left")
    tested = groups.filter((pl.col("persons_now") >= FEWEST_PERSONS) & (pl.col("expected_now") > 0)).fill_null(0)
    return _judged(tested, cells, (cohort_label(current), false_discovery_rate))


def _newest(cells: Cells) -> int:
    """The newest intake in which a group is large enough to be tested."""
    persons = pl.DataFrame(
        {name: cells.column(name) for name in ("school", "programme", "cohort")} | {"persons": cells.at_risk[:, 0]}
    )
    groups = persons.group_by("school", "programme", "cohort").sum()
    tested = groups.filter(pl.col("persons") >= FEWEST_PERSONS)
    return int((tested if tested.height else groups)["cohort"].to_numpy().max())


def _sums(cells: Cells, hazard: Array, suffix: str) -> pl.DataFrame:
    """Persons, losses and expected losses of each school and programme."""
    frame = pl.DataFrame(
        {
            "school": cells.column("school"),
            "programme": cells.column("programme"),
            f"persons_{suffix}": cells.at_risk[:, 0],
            f"lost_{suffix}": cells.lost.sum(axis=1),
            f"expected_{suffix}": (cells.at_risk * hazard).sum(axis=1),
        }
    )
    return frame.group_by("school", "programme").sum()


def _judged(groups: pl.DataFrame, cells: Cells, how: tuple[str, float]) -> pl.DataFrame:
    cohort, rate = how
    lost, expected = groups["lost_before"].to_numpy(), groups["expected_before"].to_numpy()
    evenness = shape_of_levels(lost, expected)
    shape = evenness + lost
    level = shape / (evenness + expected)
    mean = level * groups["expected_now"].to_numpy()
    observed = groups["lost_now"].to_numpy()
    tails = [negative_binomial_tails(int(o), float(m), float(s)) for o, m, s in zip(observed, mean, shape, strict=True)]
    p_value = np.array([min(1.0, 2 * min(tail)) for tail in tails])
    q_value = benjamini_hochberg(p_value)
    bands = [negative_binomial_band(float(m), float(s)) for m, s in zip(mean, shape, strict=True)]
    return pl.DataFrame(
        {
            "school": [cells.labels["school"][code] for code in groups["school"]],
            "programme": [cells.labels["programme"][code] for code in groups["programme"]],
            "cohort": [cohort] * groups.height,
            "n": groups["persons_now"],
            "count": observed,
            "expected": mean,
            "low": [band[0] for band in bands],
            "high": [band[1] for band in bands],
            "p_value": p_value,
            "q_value": q_value,
            "comparisons": [groups.height] * groups.height,
            "direction": ["more" if o > m else "fewer" for o, m in zip(observed, mean, strict=True)],
            "is_signal": q_value <= rate,
        },
        schema=_SCHEMA,
    ).sort("school", "programme")


def shape_of_levels(lost: Array, expected: Array) -> float:
    """Shape of the gamma distribution of the groups' levels around 1, by moments: large when groups are alike."""
    excess = float(((lost - expected) ** 2 - expected).sum())
    squares = float((expected**2).sum())
    return MOST_EVEN if excess <= 0 or squares == 0 else min(MOST_EVEN, squares / excess)


def negative_binomial_tails(observed: int, mean: float, shape: float) -> tuple[float, float]:
    """P(X <= observed) and P(X >= observed) of a negative binomial with a mean and a gamma shape."""
    probabilities = _probabilities(observed, mean, shape)
    up_to = float(probabilities.sum())
    return min(1.0, up_to), min(1.0, max(0.0, 1.0 - up_to + float(probabilities[-1])))


def negative_binomial_band(mean: float, shape: float) -> tuple[int, int]:
    """The 2.5 and 97.5 per cent points."""
    spread = math.sqrt(mean + mean * mean / shape)
    cumulated = np.cumsum(_probabilities(int(mean + 12 * spread) + 5, mean, shape))
    low, high = np.searchsorted(cumulated, [0.025, 0.975])
    return int(low), int(high)


def _probabilities(last: int, mean: float, shape: float) -> Array:
    counts = np.arange(last + 1)
    log_gamma = np.array([math.lgamma(shape + k) - math.lgamma(k + 1) for k in counts]) - math.lgamma(shape)
    chance = mean / (shape + mean)
    return np.asarray(np.exp(log_gamma + shape * math.log1p(-chance) + counts * math.log(chance)))


def benjamini_hochberg(p_values: Array) -> Array:
    """Adjusted p-values: accepting those up to q keeps the expected share of false ones at q."""
    order = np.argsort(p_values)
    count = len(p_values)
    scaled = p_values[order] * count / np.arange(1, count + 1)
    adjusted = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    result = np.empty(count)
    result[order] = adjusted
    return result


def protected_signals(rows: pl.DataFrame, rule: DisclosureRule) -> pl.DataFrame:
    """The groups with ``status``; a group that may not be shown keeps its name and whether it is a signal."""
    own = rows.rename({"low": "band_low", "high": "band_high"}).with_columns(
        share=pl.col("count") / pl.col("n"), low=pl.lit(0.0), high=pl.lit(1.0)
    )
    protected = protected_shares(own, rule, family=["school"]).drop("low", "high")
    is_shown = pl.col("status").is_in(SHOWN)
    told = ("expected", "band_low", "band_high", "p_value", "q_value")
    return protected.with_columns(pl.when(is_shown).then(pl.col(name)).alias(name) for name in told)


_SCHEMA = pl.Schema(
    dict.fromkeys(("school", "programme", "cohort"), pl.String())
    | {"n": pl.Int64(), "count": pl.Int64(), "expected": pl.Float64(), "low": pl.Int64(), "high": pl.Int64()}
    | {"p_value": pl.Float64(), "q_value": pl.Float64(), "comparisons": pl.Int64()}
    | {"direction": pl.String(), "is_signal": pl.Boolean()}
)
