# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Young people outside education and work (NEET, 16-24 years): share and number to the horizon, with uncertainty.

The share of each municipality is carried on as the other series of the balance are (logit, damped and pooled trend,
chosen on rolling origins), its errors are those the same origins made, and the number is the share of the projected
population. The region is the sum of its municipalities in every draw.
"""

import numpy as np
import polars as pl

from faglaert.balance import trends, uncertainty
from faglaert.balance.axes import AGES
from faglaert.balance.embedded_people import REGION, population
from faglaert.balance.histories import Series
from faglaert.balance.inputs import Array, Component
from faglaert.balance.verdicts import quantiles
from faglaert.definitions.classifications import region_municipalities
from faglaert.definitions.figures import series_figures
from faglaert.definitions.labour import labour_figures

SERIES = "neet_share"
DRAWS = 1000
OF_BAND = {"15-19": 4 / 5, "20-24": 1.0}
"""Ages 16-24 by bands: four of the five ages of the first, taken as even."""

_BOUND = 1e-4
"""Shares nearer to 0 or 1 count as this far from it."""


def neet_table(years: tuple[int, ...], *, seed: int = 2030, draws: int = DRAWS) -> pl.DataFrame:
    """One row an area (the region and its municipalities) and year of ``years``, all of them :func:`projected_years`.

    Columns: ``area``, ``year``, ``persons`` aged 16-24, ``share_q10``, ``share_q50`` and so on for the share (0-1),
    ``q10``, ``q50`` and so on for the number of persons outside, ``last_year`` and ``last_share`` of the series, and
    ``data_kind``. The same ``seed`` gives the same rows to the bit.
    """
    codes = tuple(area.code for area in region_municipalities(REGION))
    known, shares = history(codes)
    persons = _persons(codes, years)
    drawn = share_draws(shares, persons[:, 0], horizon=years[-1] - known[-1], seed=seed, draws=draws)
    drawn = drawn[..., [year - known[-1] - 1 for year in years]]
    last = shares[:, -1]
    whole = persons.sum(axis=0)
    region = _never_narrowing((drawn * persons).sum(axis=1, keepdims=True) / whole)
    last_region = (last * persons[:, 0]).sum() / whole[0]
    told = _rows((REGION, *codes), years, np.concatenate([region, drawn], axis=1), np.vstack([whole, persons]))
    lasts = dict(zip((REGION, *codes), (float(last_region), *last.tolist()), strict=True))
    return told.with_columns(
        last_year=pl.lit(known[-1]),
        last_share=pl.col("area").replace_strict(lasts, return_dtype=pl.Float64),
        data_kind=pl.lit("modelled"),
    )


def projected_years(years: tuple[int, ...]) -> tuple[int, ...]:
    """Those of ``years`` for which persons are projected."""
    known = {year for _, year, *_ in labour_figures("population_projection")}
    return tuple(year for year in years if year in known)


def history(codes: tuple[str, ...]) -> tuple[tuple[int, ...], Array]:
    """The years in which every one of ``codes`` has a share, and the shares (area, year) as 0-1."""
    found: dict[str, dict[int, float]] = {code: {} for code in codes}
    for row in series_figures(SERIES):
        if row.area_code in found and row.value is not None:
            found[row.area_code][int(row.period)] = row.value / 100
    years = tuple(sorted(set.intersection(*(set(each) for each in found.values()))))
    return years, np.array([[found[code][year] for year in years] for code in codes])


def share_draws(shares: Array, sizes: Array, *, horizon: int, seed: int, draws: int) -> Array:
    """Shares by draw, area and year ahead; ``sizes`` are persons by area, for errors fall with size."""
    logits = _logits(shares)[:, None]
    series = Series(logits, sizes[:, None], np.arange(len(shares)), np.zeros(1, dtype=np.int64), shares.shape[:1])
    model, rule = uncertainty.tested_model(series, horizon, sizes, trends.RULES)
    middle = trends.forecast(logits, horizon, rule)
    errors = uncertainty.draw(model, Component.PARTICIPATION, seed, draws).errors(slice(0, draws))
    return _never_narrowing(_shares(middle + errors)[:, :, 0])


def _never_narrowing(drawn: Array) -> Array:
    """Shares by draw, area and year, spread around their median so that no year is told more surely than one before.

    Few origins reach far ahead: what they happened to have in common may shrink from one year to the next by chance.
    """
    logits = _logits(drawn)
    middle = np.median(logits, axis=0)
    spread = np.maximum(logits.std(axis=0), _BOUND)
    return _shares(middle + (logits - middle) * (np.maximum.accumulate(spread, axis=-1) / spread))


def _logits(shares: Array) -> Array:
    inside = np.clip(shares, _BOUND, 1 - _BOUND)
    return np.asarray(np.log(inside / (1 - inside)))


def _shares(logits: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-logits)))


def _persons(codes: tuple[str, ...], years: tuple[int, ...]) -> Array:
    """Persons aged 16-24 by municipality and year."""
    everybody = population(codes, years).sum(axis=2)
    return np.asarray(sum(part * everybody[:, AGES.index(band)] for band, part in OF_BAND.items()))


def _rows(areas: tuple[str, ...], years: tuple[int, ...], drawn: Array, persons: Array) -> pl.DataFrame:
    columns = {f"share_{name}": values.ravel() for name, values in quantiles(drawn).items()}
    columns |= {name: values.ravel() for name, values in quantiles(drawn * persons).items()}
    places = {"area": np.repeat(areas, len(years)), "year": np.tile(years, len(areas)), "persons": persons.ravel()}
    return pl.DataFrame(places | columns)
