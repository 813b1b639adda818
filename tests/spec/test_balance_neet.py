# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Young people outside: against published figures, on made-up series whose future is known, and its promises."""

import numpy as np
import polars as pl
import pytest

from faglaert.balance.neet import history, neet_table, share_draws
from faglaert.definitions.classifications import region_municipalities

YEARS = tuple(range(2026, 2036))
CODES = tuple(area.code for area in region_municipalities("084"))


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    return neet_table(YEARS)


def test_every_area_and_year_has_a_row(table: pl.DataFrame) -> None:
    assert table.height == len(YEARS) * (1 + len(CODES))
    assert set(table["area"]) == {"084", *CODES}
    assert set(table["data_kind"]) == {"modelled"}


def test_the_series_starts_where_the_published_one_ends(table: pl.DataFrame) -> None:
    """København: 8.05 per cent in 2024 (NEET3)."""
    row = table.row(by_predicate=(pl.col("area") == "101") & (pl.col("year") == 2026), named=True)
    assert (row["last_year"], row["last_share"]) == (2024, pytest.approx(0.0805))
    assert row["share_q50"] == pytest.approx(row["last_share"], abs=0.01)


def test_the_region_of_2018_comes_near_the_published_number() -> None:
    """20,820 of 213,678 in 2018 (the programme document)."""
    years, shares = history(CODES)
    table = neet_table(YEARS)
    persons = table.filter((pl.col("year") == YEARS[0]) & (pl.col("area") != "084")).sort("area")["persons"].to_numpy()
    order = np.argsort(CODES)
    then = (shares[order, years.index(2018)] * persons).sum() / persons.sum()
    assert then == pytest.approx(20_820 / 213_678, abs=0.005)


def test_the_number_is_the_share_of_the_persons(table: pl.DataFrame) -> None:
    off = (table["q50"] - table["share_q50"] * table["persons"]).abs() / table["q50"]
    assert off.max() == pytest.approx(0, abs=1e-9)


def test_no_year_is_told_more_surely_than_one_before(table: pl.DataFrame) -> None:
    for _, rows in table.sort("year").group_by("area", maintain_order=True):
        high, low = (np.log(rows[name] / (1 - rows[name])).to_numpy() for name in ("share_q975", "share_q025"))
        assert (np.diff(high - low) > -0.25 * (high - low)[:-1]).all()
        assert (high - low)[-1] > (high - low)[0]


def test_the_same_seed_gives_the_same_rows(table: pl.DataFrame) -> None:
    assert neet_table(YEARS).equals(table)
    assert not neet_table(YEARS, seed=7).equals(table)


def test_intervals_hold_what_comes_on_made_up_series() -> None:
    """Random walks with a common part: 80 per cent intervals of the third year hold 65-95 per cent of what came."""
    held = []
    for seed in range(12):
        random = np.random.default_rng(seed)
        steps = 0.06 * random.standard_normal((1, 16)) + 0.05 * random.standard_normal((29, 16))
        shares = 1 / (1 + np.exp(-(-2.4 + np.cumsum(steps, axis=1))))
        drawn = share_draws(shares[:, :13], np.full(29, 5000.0), horizon=3, seed=1, draws=400)[..., 2]
        low, high = np.quantile(drawn, [0.1, 0.9], axis=0)
        held.append(((shares[:, 15] >= low) & (shares[:, 15] <= high)).mean())
    assert 0.65 < np.mean(held) < 0.95
