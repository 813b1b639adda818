# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The result tables as rows: arrays of a run with their codes beside them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from faglaert.balance import substitution, verdicts
from faglaert.balance.assumptions import Assumptions
from faglaert.balance.axes import EDUCATION_GROUPS, EDUCATIONS, Axes
from faglaert.balance.inputs import Array, DataKind, Inputs
from faglaert.balance.model import ALL_EDUCATIONS, CONCEPTS, Projection, areas, educations, summed
from faglaert.balance.waterfall import STEPS
from faglaert.definitions.backtest import backtest_scores, simulated_scores

WEAKEST = tuple(DataKind)
LEVELS = ("population", "shares", "participation", "jobs", "mix")
"""Parts that the size of every balance comes from; parameters stand in the table of provenance alone."""
LEVELS_OF = {
    "B1": LEVELS,
    "B2": (*LEVELS, "commuters", "unemployment"),
    "B3": (*LEVELS, "commuters", "unemployment", "structural", "unmet"),
}
HELD_EDUCATIONS = {
    **{code: (code,) for code in EDUCATIONS},
    **EDUCATION_GROUPS,
    ALL_EDUCATIONS: EDUCATIONS,
}


def long(codes: Mapping[str, tuple[str, ...]], columns: Mapping[str, npt.NDArray[Any]]) -> pl.DataFrame:
    """One row for each cell of arrays that share the axes ``codes``; years become whole numbers."""
    shape = tuple(map(len, codes.values()))
    places = np.indices(shape).reshape(len(shape), -1)
    keys = {
        name: pl.Series(name, np.array(known, dtype=object)[place].tolist(), dtype=pl.String)
        for (name, known), place in zip(codes.items(), places, strict=True)
    }
    frame = pl.DataFrame(keys | {name: np.asarray(values).reshape(-1) for name, values in columns.items()})
    return frame.with_columns(pl.col("year").cast(pl.Int32)) if "year" in codes else frame


def cells(axes: Axes) -> dict[str, tuple[str, ...]]:
    """The keys of a result by area, education and year."""
    return {"area": areas(axes), "education": educations(), "year": axes.codes("year")}


def balance_rows(
    axes: Axes,
    drawn: Mapping[str, tuple[Array, Array]],
    point: Mapping[str, tuple[Array, Array]],
    benchmarks: Mapping[str, Mapping[str, tuple[Array, Array]]],
    *,
    kinds: Mapping[str, Mapping[str, str]],
) -> pl.DataFrame:
    """``balance``: by area, education, year and concept, in persons; negative is a shortage.

    ``point`` is the projection without errors, ``naive`` the same with every share frozen at the base year, ``trend``
    with every trend unbroken; quantiles over draws; ``p_shortage`` and ``p_large`` (beyond 2 per cent of supply);
    ``gap_per_cent`` the median of demand minus supply in per cent of demand; ``class`` a
    verdict; ``is_small`` where the word alone may be shown, no figures.
    """
    frames = []
    for concept in CONCEPTS:
        supplied, asked = drawn[concept]
        gap = supplied - asked
        # the word follows from the probability as it is shown: a shown 0.70 is held to 0.7
        probability, surplus = (np.round(each, 2) for each in verdicts.sides(gap))
        per_cent = np.median(-100 * gap / np.maximum(asked, 1e-9), axis=0)
        columns: dict[str, npt.NDArray[Any]] = {
            "supply": np.median(supplied, axis=0),
            "demand": np.median(asked, axis=0),
            "point": np.subtract(*point[concept]),
            **verdicts.quantiles(gap),
            "p_shortage": probability,
            "p_large": (np.abs(gap) > verdicts.LARGE_SHARE * supplied).mean(axis=0),
            "gap_per_cent": per_cent,
            **{name: np.subtract(*each[concept]) for name, each in benchmarks.items()},
            "is_small": np.median(supplied, axis=0) < verdicts.SMALL_SUPPLY,
        }
        frame = long(cells(axes), columns).with_columns(
            pl.lit(concept).alias("concept"),
            pl.Series("class", verdicts.verdicts(probability, surplus, per_cent).reshape(-1).tolist(), dtype=pl.String),
            pl.col("education").replace_strict(dict(kinds[concept]), return_dtype=pl.String).alias("data_kind"),
        )
        frames.append(frame)
    return pl.concat(frames)


def difference_rows(
    axes: Axes, drawn: Mapping[str, tuple[Array, Array]], base: Mapping[str, tuple[Array, Array]]
) -> pl.DataFrame:
    """``differences``: scenario minus base, draw by draw, so that what both share cancels."""
    frames = []
    for concept in CONCEPTS:
        difference = np.subtract(*drawn[concept]) - np.subtract(*base[concept])
        frame = long(cells(axes), verdicts.quantiles(difference))
        frames.append(frame.with_columns(pl.lit(concept).alias("concept")))
    return pl.concat(frames)


def supply_rows(axes: Axes, drawn: Array, projection: Projection) -> pl.DataFrame:
    """``supply``: labour force of residents by area, education and year, in persons."""
    return long(cells(axes), {"point": summed(projection.supply), **verdicts.quantiles(summed(drawn))})


def demand_rows(axes: Axes, projection: Projection) -> pl.DataFrame:
    """``demand_by_industry``: jobs by workplace, industry, education and year of the projection, in persons."""
    jobs = projection.posts[:, :, None] * projection.mix
    codes = {each: axes.codes(each) for each in ("workplace", "industry", "education", "year")}
    return long(codes, {"jobs": jobs})


def flow_rows(axes: Axes, flows: Mapping[str, Array]) -> pl.DataFrame:
    """``flows``: entrants, exits and movers in the year that begins with ``year``, by area and education."""
    keys = cells(axes)
    keys["year"] = keys["year"][:-1]
    return long(keys, {name: summed(values) for name, values in flows.items()})


def waterfall_rows(axes: Axes, steps: Array) -> pl.DataFrame:
    """``waterfall``: what each step adds to B3 since the base year, by area, education and year."""
    return long({"step": STEPS, **cells(axes)}, {"persons": steps})


def commuting_rows(axes: Axes, projection: Projection) -> pl.DataFrame:
    """``commuting``: persons in the base year by origin, workplace and education."""
    codes = {each: axes.codes(each) for each in ("origin", "workplace", "education")}
    return long(codes, {"persons": projection.commuting.flows})


def substitution_rows(
    inputs: Inputs, assumptions: Assumptions, sides: tuple[Array, Array], flexibility: Array
) -> pl.DataFrame:
    """``substitution``: by area, education (the nine) and year: jobs unfilled before and after others fill them.

    ``pressure_<elasticity>`` is the relative price at which demand meets supply, per cent of the average.
    """
    available, wanted = (side[..., : len(EDUCATIONS), :] for side in sides)
    before, by_others = np.zeros_like(wanted), np.zeros_like(wanted)
    for area in range(wanted.shape[0]):
        for year in range(wanted.shape[2]):
            filled = substitution.fill(available[area, :, year], wanted[area, :, year], flexibility)
            before[area, :, year], by_others[area, :, year] = filled.before, filled.by_others
    pressures = {
        f"pressure_{elasticity:g}": np.moveaxis(
            substitution.pressure(
                np.moveaxis(available, 1, 2), np.moveaxis(wanted, 1, 2), elasticity, assumptions.supply_elasticity
            ),
            2,
            1,
        )
        for elasticity in assumptions.elasticities
    }
    keys = {**cells(inputs.axes), "education": EDUCATIONS}
    columns = {"unfilled_before": before, "filled_by_others": by_others, "unfilled_after": before - by_others}
    return long(keys, columns | pressures)


def provenance_rows(inputs: Inputs) -> pl.DataFrame:
    """``provenance``: every part, history and assumed error with its kind, source and words.

    One row more for each education that has a kind of its own.
    """
    told = [(name, part.provenance) for name, part, _ in inputs.parts()]
    told += [(f"history of {each.component}", each.provenance) for each in inputs.histories]
    told += [(f"error of {each.component}", each.provenance) for each in inputs.assumed_errors]
    return pl.DataFrame(
        [
            {"part": name, "education": education, "data_kind": str(kind), "source": each.source, "text": each.text}
            for name, each in told
            for education, kind in [(ALL_EDUCATIONS, each.kind), *sorted(each.kinds.items())]
        ]
    )


def score_rows() -> pl.DataFrame:
    """``scores``: the stored scores of the method on the past of real series, with the day they were computed."""
    return pl.DataFrame([each.model_dump() for each in backtest_scores()], infer_schema_length=None)


def simulated_rows() -> pl.DataFrame:
    """``simulated_scores``: the stored scores on made-up markets with a known future."""
    return pl.DataFrame([each.model_dump() for each in simulated_scores()], infer_schema_length=None).with_columns(
        pl.lit(str(DataKind.SYNTHETIC)).alias("data_kind")
    )


def data_kinds(inputs: Inputs) -> dict[str, dict[str, str]]:
    """For each concept and education the least sure kind of the parts that its size comes from."""
    parts = {name: part.provenance for name, part, _ in inputs.parts()}
    return {
        concept: {
            education: max((parts[name].kind_of(code) for name in names for code in codes), key=WEAKEST.index).value
            for education, codes in HELD_EDUCATIONS.items()
        }
        for concept, names in LEVELS_OF.items()
    }
