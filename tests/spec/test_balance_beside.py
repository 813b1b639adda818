# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What stands beside the balance: the lever against the shortage it was computed for, and what others published."""

import polars as pl
import pytest

from faglaert.balance.beside import REDUCTIONS, beside_tables, break_even_rows, completion_rows
from faglaert.balance.chains import published_chain
from faglaert.balance.completions import effect
from faglaert.balance.embedded import embedded_inputs

INPUTS = embedded_inputs()
CHAIN = published_chain(INPUTS)


def balance(middle: float) -> pl.DataFrame:
    """Only what is asked of the balance: the median of skilled workers in two years, and rows that are not meant."""
    rows = [("B3", "all", "skilled", "base", year, middle) for year in (2029, 2030, 2035)]
    others = [("B2", "all", "skilled", "base", 2030, 9.0), ("B3", "084", "skilled", "base", 2030, 9.0)]
    return pl.DataFrame(
        [*rows, *others, ("B3", "all", "unskilled", "base", 2030, 9.0), ("B3", "all", "skilled", "low", 2030, 9.0)],
        schema=["concept", "area", "education", "scenario", "year", "q50"],
        orient="row",
    )


def test_a_shortage_beyond_the_lever_has_no_break_even() -> None:
    table = break_even_rows(INPUTS, CHAIN, balance(-13_000))
    assert table["year"].to_list() == [2030, 2035]
    assert table["per_cent"].to_list() == [None, None]
    assert (table["shortage"] > table["largest"]).all()


def test_a_surplus_needs_nothing() -> None:
    assert break_even_rows(INPUTS, CHAIN, balance(500))["per_cent"].to_list() == [0, 0]


def test_a_shortage_within_reach_is_closed_by_its_break_even() -> None:
    row = break_even_rows(INPUTS, CHAIN, balance(-100)).row(1, named=True)
    found = effect(CHAIN, row["per_cent"] / 100, INPUTS.axes.years, first_year=2027)
    assert found.force[-1] == pytest.approx(100)
    assert row["rule_da"].startswith("Én procent færre")


def test_more_fewer_lost_is_never_less_until_places_run_out() -> None:
    table = completion_rows(INPUTS, CHAIN).filter(pl.col("year") == 2035).sort("per_cent")
    assert table["per_cent"].to_list() == list(REDUCTIONS)
    assert table["force"].is_sorted()
    assert table["is_capped"].to_list()[0] is False
    assert table["is_capped"].to_list()[-1] is True


def test_every_table_has_rows_and_says_what_it_is() -> None:
    tables = beside_tables(INPUTS, CHAIN, balance(-100))
    assert set(tables) == {"published_forecasts", "published_accuracy", "completions", "break_even", "profile", "neet"}
    assert all(table.height for table in tables.values())
    assert set(tables["profile"]["area"]) == {"000", "084"}
    assert set(tables["completions"]["data_kind"]) == {"assumed"}
