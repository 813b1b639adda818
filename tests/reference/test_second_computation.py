# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Every published indicator computed a second time, in plain Python, straight from the source figures."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from faglaert.definitions.indicators import indicators
from faglaert.published.store import Store, open_store
from faglaert.settings import Settings

FIGURES = Path(__file__).parents[2] / "src/faglaert/definitions/figures"
AREAS = FIGURES.parent / "classifications/areas.csv"

Figures = dict[tuple[str, str], float]


@pytest.fixture(scope="module")
def store(published: Settings) -> Store:
    return open_store(published.paths)


def rows(name: str) -> Iterator[dict[str, str]]:
    with (FIGURES / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def programme(indicator_id: str) -> Figures:
    return {
        (row["area_code"], row["period"]): float(row["value"])
        for row in rows("programme")
        if row["indicator_id"] == indicator_id
    }


def per_cent(name: str) -> Figures:
    return {(row["area_code"], row["period"]): float(row["value"]) / 100 for row in rows(name) if row["value"]}


def published(indicator_id: str) -> Figures:
    return {
        (row["area_code"], row["period"]): float(row["value"]) / 100
        for row in rows("published")
        if row["indicator_id"] == indicator_id
    }


def interrupted() -> Figures:
    with AREAS.open(encoding="utf-8", newline="") as handle:
        parents = {row["code"]: row["parent_code"] for row in csv.DictReader(handle)}
    counts: dict[tuple[str, str], float] = defaultdict(float)
    for row in rows("education_status"):
        area = row["area_code"]
        regions = {parents[area], parents.get(parents[area], "")} & {"081", "082", "083", "084", "085"}
        for code in {area, *regions}:
            counts[code, row["category"]] += float(row["value"])
    whole = {area: total for (area, status), total in counts.items() if status == "AA_TOTAL" and total}
    return {(area, "2024"): counts[area, "AFBRUDT"] / total for area, total in whole.items()}


def expected(indicator_id: str) -> Figures:
    match indicator_id:
        case "neet_share":
            return programme("neet_share") | per_cent("neet_share")
        case "profile_share" | "primary_school_only_share" | "employment_rate":
            return per_cent(indicator_id)
        case "interrupted_share":
            return interrupted()
        case "apprenticeship_share":
            return published(indicator_id)
        case _:
            return programme(indicator_id)


@pytest.mark.parametrize("indicator_id", indicators())
def test_every_cell_equals_the_second_computation(store: Store, indicator_id: str) -> None:
    cells = {
        (row.area_code, row.period): row.value for row in store.observations(indicator_id) if row.value is not None
    }
    assert cells == pytest.approx(expected(indicator_id))
    assert cells


def test_region_sum_of_education_status(store: Store) -> None:
    (region,) = store.observations("interrupted_share", "084")
    assert (region.numerator_count, region.denominator_count) == (9776, 124618)


@pytest.mark.parametrize(("period", "value"), [("2018", 0.0929), ("2024", 0.0805)])
def test_neet_in_copenhagen(store: Store, period: str, value: float) -> None:
    found = {row.period: row.value for row in store.observations("neet_share", "101")}
    assert found[period] == pytest.approx(value)
