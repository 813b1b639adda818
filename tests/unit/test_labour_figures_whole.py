# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The keyed labour figures: whole, and in agreement with each other and with figures published elsewhere."""

import pytest

from faglaert.definitions.classifications import areas, region_municipalities
from faglaert.definitions.figures import series_figures
from faglaert.definitions.labour import labour_figures, labour_series

NAMES = sorted(labour_series())
MUNICIPALITIES = [area.code for area in region_municipalities("084")]
ROUNDING = 14  # persons by which the seven rounded age groups of a municipality may differ from its total


@pytest.mark.parametrize("name", NAMES)
def test_a_series_is_whole_and_its_areas_are_known(name: str) -> None:
    series = labour_series()[name]
    assert list(labour_figures(name)) == list(series.expected()) or set(labour_figures(name)) == set(series.expected())
    assert set(series.area_codes) <= {area.code for area in areas()}
    assert series.url.startswith("https://")


def test_projection_begins_with_the_population_that_was_counted() -> None:
    figures = labour_figures("population_projection")
    for counted in series_figures("population"):
        if counted.area_code in MUNICIPALITIES:
            parts = sum(value for key, value in figures.items() if key[:2] == (counted.area_code, 2026))
            assert parts == pytest.approx(counted.value, abs=ROUNDING)


def test_projection_has_the_regions_published_totals() -> None:
    figures = labour_figures("population_projection")
    totals = {year: sum(value for key, value in figures.items() if key[1] == year) for year in (2026, 2030, 2035)}
    published = {2026: 1_947_120, 2030: 1_975_084, 2035: 2_019_396}
    assert totals == {year: pytest.approx(total, abs=ROUNDING * 29) for year, total in published.items()}


@pytest.mark.parametrize("year", range(2017, 2023))
def test_provinces_make_the_region(year: int) -> None:
    provinces, region = labour_figures("population_structure"), labour_figures("population_history")
    for sex in ("M", "K"):
        for age in labour_series()["population_history"].codes["age"]:
            parts = sum(provinces[code, year, sex, age] for code in ("01", "02", "03", "04"))
            assert parts == region["084", year, sex, age]


def test_levels_of_education_make_a_hundred() -> None:
    figures = labour_figures("education_level_shares")
    for area, year in {key[:2] for key in figures}:
        assert sum(figures[area, year, level] for level in ("ED0-2", "ED3_4", "ED5-8")) == pytest.approx(100, abs=0.15)


def test_the_region_is_a_third_of_the_nations_employed() -> None:
    figures = labour_figures("employed_residents")
    shares = {year: figures["084", year] / figures["000", year] for year in range(2008, 2018)}
    assert all(0.3 < share < 0.34 for share in shares.values())
    assert figures["084", 2017] == 930_922


def test_two_files_of_employed_agree() -> None:
    by_education, by_age = labour_figures("employed_2015"), labour_figures("employed_by_age_2015")
    history = labour_figures("employed_by_education")
    for sex in ("M", "K", "TOT"):
        assert by_education["084", 2015, sex, "TOT"] == by_age["084", 2015, sex, "25-64"]
    for level in ("ED0-2", "ED3_4", "ED5-8"):
        assert by_education["084", 2015, "TOT", level] == history["084", 2015, level]


def test_employed_are_fewer_than_the_labour_force() -> None:
    employed, force = labour_figures("employed_2015"), labour_figures("labour_force_2015")
    assert employed.keys() == force.keys()
    assert all(employed[key] <= force[key] for key in force)


def test_tertiary_shares_are_those_published() -> None:
    figures = labour_figures("education_2025")
    rest = sum(figures[code, 2025, "rest"] for code in MUNICIPALITIES)
    total = sum(figures[code, 2025, "TOT"] for code in MUNICIPALITIES)
    assert 1 - rest / total == pytest.approx(0.484, abs=0.0005)
    assert 1 - figures["000", 2025, "rest"] / figures["000", 2025, "TOT"] == pytest.approx(0.386, abs=0.0005)


def test_completions_are_those_of_the_year() -> None:
    figures = labour_figures("completions_2018")
    assert sum(value for key, value in figures.items() if key[4] == "H30") == pytest.approx(30_197, abs=3)


def test_employees_are_those_of_the_national_accounts() -> None:
    figures = labour_figures("employees_by_industry")
    assert sum(value for key, value in figures.items() if key[1] == 2024) == 3_043_149
