# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Inputs of the balance that do not add up are refused as a whole, each reason with its place."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from faglaert.balance.axes import EDUCATIONS, Axes
from faglaert.balance.inputs import AssumedError, Component, DataKind, History
from faglaert.balance.tables import array_of
from faglaert.errors import DataRefusedError
from tests.small_world.labour_market import AXES, ORIGIN, part, small_inputs


def changed(name, place, value):
    """The small world with one cell of one part changed."""
    values = getattr(small_inputs(), name).values.copy()
    values[place] = value
    return {name: part(values)}


def history(**wrong):
    told = {
        "component": Component.REGIONAL_JOBS,
        "dimensions": ("workplace", "industry"),
        "codes": {"workplace": ("region",), "industry": ("A", "B")},
        "years": tuple(range(2010, 2020)),
        "values": np.ones((1, 2, 10)),
        "provenance": ORIGIN,
        "concordance": {"workplace": dict.fromkeys(AXES.workplaces, "region")},
    }
    return History(**(told | wrong))


def test_the_small_world_is_accepted_and_cannot_be_changed() -> None:
    inputs = small_inputs()
    with pytest.raises(ValueError, match="read-only"):
        inputs.jobs.values[0, 0] = 1


@pytest.mark.parametrize(
    ("name", "place", "value", "reason"),
    [
        (
            "population",
            (0, 1, 0, 2),
            -1,
            "population: value is -1, expected 0 to inf at residence 101, age 20-24, sex M",
        ),
        ("population", (0, 1, 0, 2), np.nan, "value is missing at residence 101, age 20-24, sex M, year 2022"),
        ("shares", (1, 0, 1, 2), 0.5, "shares sum to 1.2"),
        ("mix", (2, 1, 0), 0.0, "shares sum to 0.8"),
        ("participation", (1, 0, 1, 2), 1.2, "value is 1.2, expected 0 to 1"),
        ("extra_completions", (0, 2, 3), 10, "must sum to 0 over educations"),
        ("commuters", (2, 2), 5, "those who live and work outside"),
        ("commuters", (slice(None), 1), 0, "workplace 147 has 1600 jobs and nobody"),
        ("national_jobs", (0, 0, 0), 1, "variants differ in the base year"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_place(name, place, value, reason) -> None:
    with pytest.raises(DataRefusedError, match=r"small\.csv") as refused:
        small_inputs(**changed(name, place, value))
    assert reason in str(refused.value)


def test_an_array_of_another_size_is_refused() -> None:
    with pytest.raises(DataRefusedError, match=r"has shape \(2, 3\), expected \(3, 2\) by workplace, industry"):
        small_inputs(jobs=part(np.ones((2, 3))))


def test_a_component_without_any_error_is_refused() -> None:
    with pytest.raises(DataRefusedError, match="population: has neither a history nor an assumed error"):
        small_inputs(assumed_errors=small_inputs().assumed_errors[1:])


def test_kinds_of_unknown_educations_are_refused() -> None:
    odd = replace(ORIGIN, kinds={"H99": DataKind.OFFICIAL})
    with pytest.raises(DataRefusedError, match="unknown education 'H99'"):
        small_inputs(jobs=replace(small_inputs().jobs, provenance=odd))


def test_a_kind_may_be_told_for_one_education() -> None:
    told = replace(ORIGIN, kinds={"H70": DataKind.OFFICIAL})
    assert (told.kind_of("H70"), told.kind_of("H30")) == (DataKind.OFFICIAL, DataKind.SYNTHETIC)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"years": (*range(2010, 2019), 2020)}, r"missing: \[2019\]"),
        ({"years": (2010, 2011), "values": np.ones((1, 2, 2))}, "at least 6 are needed"),
        ({"dimensions": ("industry", "workplace")}, "expected some of"),
        ({"values": np.ones((2, 2, 10))}, "its codes give"),
        ({"values": -np.ones((1, 2, 10))}, "value is -1, expected 0 to inf at workplace region, industry A, year 2010"),
        ({"codes": {"industry": ("A", "B")}}, "has codes of"),
        ({"component": Component.PARTICIPATION}, "expected some of"),
        ({"component": Component.MIX}, "education: a history of mix must have it"),
    ],
)
def test_a_history_with_holes_is_refused(wrong, reason) -> None:
    with pytest.raises(DataRefusedError, match=reason):
        history(**wrong)


def test_a_history_must_know_every_code_of_the_model() -> None:
    stranger = history(concordance={"workplace": {"101": "region", "147": "moon"}})
    with pytest.raises(DataRefusedError) as refused:
        small_inputs(histories=(stranger,))
    assert "'147' maps to unknown code 'moon'" in str(refused.value)
    assert "'outside' maps to no code of the history" in str(refused.value)


def test_an_error_may_not_shrink_with_the_horizon() -> None:
    with pytest.raises(DataRefusedError, match="never fall"):
        AssumedError(Component.MIX, (0.02, 0.01), ORIGIN)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"end_year": 2020}, "2020 is not after 2020"),
        ({"industries": ()}, "has no code"),
        ({"industries": ("A", "A")}, "'A' stands twice"),
        ({"workplaces": ("147", "101")}, "must be the residences in their order"),
        ({"residences": ("outside",)}, "is no residence"),
    ],
)
def test_axes_that_do_not_go_together_are_refused(wrong, reason) -> None:
    told = {name: getattr(AXES, name) for name in ("residences", "workplaces", "industries", "base_year", "end_year")}
    with pytest.raises(DataRefusedError, match=reason):
        Axes(**(told | wrong))


ROWS = pl.DataFrame({"sex": ["M", "K", "M", "K"], "year": ["2020", "2020", "2021", "2021"], "persons": [1, 2, 3, 4]})
CODES = {"sex": ("M", "K"), "year": ("2020", "2021")}


def test_rows_become_an_array_with_the_declared_axes() -> None:
    assert array_of(ROWS, CODES, value="persons", file="a.csv").tolist() == [[1, 3], [2, 4]]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (ROWS[:3], "no row gives sex K, year 2021"),
        (pl.concat([ROWS, ROWS[:1]]), "a.csv, row 6: stands in an earlier row too"),
        (ROWS.with_columns(sex=pl.lit("X")), "a.csv, row 2, column sex: unknown code 'X'"),
        (ROWS.with_columns(persons=-pl.col("persons")), "a.csv, row 2, column persons: -1 is missing or below 0"),
        (ROWS.drop("persons"), "a.csv, row 1, column persons: column is missing"),
    ],
)
def test_rows_with_faults_are_refused_by_row(rows, reason) -> None:
    with pytest.raises(DataRefusedError) as refused:
        array_of(rows, CODES, value="persons", file="a.csv")
    assert reason in str(refused.value)


def test_the_axes_say_what_stands_along_them() -> None:
    assert len(AXES.codes("education")) == len(set(EDUCATIONS)) == 9
    assert (AXES.codes("year")[-1], AXES.horizon, AXES.origins) == ("2024", 4, ("101", "147", "outside"))
