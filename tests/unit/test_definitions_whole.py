# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The definitions as they stand: complete, and in agreement with each other."""

import csv
import itertools
from datetime import date
from pathlib import Path

import pytest

from faglaert.definitions.classifications import (
    AreaLevel,
    age_bands,
    areas,
    main_areas,
    region_municipalities,
    school_years,
    symbols,
    tiles,
    vocational_programmes,
)
from faglaert.definitions.figures import SeriesFile, programme_figures, published_figures, series_figures, series_files
from faglaert.definitions.indicators import Indicator, indicators
from faglaert.definitions.marts import marts
from faglaert.definitions.parameters import disclosure_rule
from faglaert.definitions.programme import programme
from faglaert.definitions.sources import sources
from faglaert.periods import parse_period

SHARED = Path(__file__).parents[2].parent / "shared"
ALL = list(indicators().values())


def test_areas_are_complete() -> None:
    levels = [area.level for area in areas()]
    counts = {level: levels.count(level) for level in AreaLevel}
    assert counts == {"nation": 1, "region": 5, "landsdel": 4, "municipality": 99}  # 98 and Christiansø
    assert len(region_municipalities("084")) == 29
    assert sum(len(region_municipalities(code)) for code in ("081", "082", "083", "084", "085")) == 98


def test_every_parent_exists() -> None:
    codes = {area.code for area in areas()}
    assert all(area.parent_code in codes for area in areas() if area.level is not AreaLevel.NATION)


def test_the_tile_map_shows_each_municipality_once_and_without_overlap() -> None:
    assert {tile.area_code for tile in tiles()} == {area.code for area in region_municipalities("084")}
    assert len({(tile.column, tile.row) for tile in tiles()}) == len({tile.short_name for tile in tiles()}) == 29


def test_programmes_belong_to_a_main_area_or_none() -> None:
    assert {each.code for each in main_areas()} == {"OSP", "KHF", "FJO", "TBT"}
    found = {each.main_area_code for each in vocational_programmes()}
    assert found == {"OSP", "KHF", "FJO", "TBT", None}
    assert len(vocational_programmes()) == 141
    assert 95 <= sum(not each.is_residual for each in vocational_programmes()) <= 120


def test_school_years_follow_each_other() -> None:
    years = school_years()
    assert all((later.valid_from - earlier.valid_to).days == 1 for earlier, later in itertools.pairwise(years))


def test_age_bands_of_intake_cover_every_age_once() -> None:
    bands = [band for band in age_bands() if band.code in {"-17", "18-19", "20-24", "25-29", "30-39", "40+"}]
    for age in range(15, 90):
        assert sum(band.lower_age <= age <= (band.upper_age or 200) for band in bands) == 1


def test_every_status_has_words_and_only_hidden_ones_a_symbol() -> None:
    found = {status: symbol.symbol for status, symbol in symbols().items()}
    assert found == {
        "shown": "", "interval": "", "zero": "-", "suppressed": "..", "not_applicable": ".", "missing": ":",
        "rounds_to_zero": "~",
    }  # fmt: skip


def test_the_document_has_45_figures_and_each_of_its_baselines_an_indicator() -> None:
    assert [figure.id for figure in programme_figures()] == [f"P{number:03d}" for number in range(1, 46)]
    used = {indicator.baseline.figure_id for indicator in ALL if indicator.baseline}
    assert used == {figure.id for figure in programme_figures() if figure.is_baseline}


def test_the_goals_have_their_indicators() -> None:
    goals = [indicator.goal for indicator in ALL]
    assert [goals.count(goal) for goal in (1, 2, 3)] == [7, 5, 4]


@pytest.mark.parametrize("indicator", [each for each in ALL if each.baseline], ids=lambda each: each.id)
def test_a_baseline_is_its_figure(indicator: Indicator) -> None:
    base = indicator.baseline
    assert base is not None
    (figure,) = (each for each in programme_figures() if each.id == base.figure_id)
    assert (base.value, base.period, base.area_code) == (figure.value, figure.period, figure.area_code)
    assert (figure.is_baseline, figure.indicator_id) == (True, indicator.id)


def test_only_a_decided_target_is_set() -> None:
    targets = {each.id: (each.target.value, each.target.figure_id) for each in ALL if each.target}
    assert targets == {"apprenticeship_share": (0.80, "P019")}


@pytest.mark.parametrize("indicator", ALL, ids=lambda each: each.id)
def test_an_indicator_refers_to_what_exists(indicator: Indicator) -> None:
    assert set(indicator.source_ids) <= set(sources())
    assert {series.mart for series in indicator.series} <= set(marts())
    assert indicator.area_code in {area.code for area in areas()}
    assert indicator.review_date > date(2026, 11, 1)


def test_series_and_sources_name_each_other() -> None:
    named = {name for source in sources().values() if source.embedded for name in source.embedded.figures}
    assert named == {each.name for each in series_files()}
    assert all(each.name in sources()[each.source_id].embedded.figures for each in series_files())


@pytest.mark.parametrize("series", series_files(), ids=lambda each: each.name)
def test_a_series_has_known_areas_and_periods(series: SeriesFile) -> None:
    known = {area.code for area in areas()}
    rows = series_figures(series.name)
    assert {row.area_code for row in rows} <= known
    assert all(parse_period(row.period).text == row.period for row in rows)


def test_figures_refer_to_existing_indicators() -> None:
    referred = {figure.indicator_id for figure in (*programme_figures(), *published_figures()) if figure.indicator_id}
    assert referred <= set(indicators())


def test_every_published_figure_names_its_page() -> None:
    assert len(published_figures()) == 127
    assert all(figure.source_url for figure in published_figures())


def test_the_action_plan_is_the_printed_one() -> None:
    assert len(programme().action_plan) == 24
    assert {each.phase for each in programme().action_plan if each.track == 1} == {
        "map", "collaborate", "share", "launch", "adjust", "spread",
    }  # fmt: skip


def test_the_disclosure_rule_holds_from_the_programme_on() -> None:
    assert disclosure_rule(date(2026, 11, 23)).smallest_count == 5
    with pytest.raises(LookupError):
        disclosure_rule(date(2020, 1, 1))


@pytest.mark.parametrize(
    ("series", "file", "columns"),
    [
        ("neet_share", "kommuner/neet_16_24_region_h_2010_2024.csv", ("kode", "aar", "neet_pct")),
        (
            "profile_share",
            "kommuner/profilmodel_ungdomsudd_region_h_2010_2023.csv",
            ("kode", "aar", "mindst_en_ungdomsuddannelse_pct"),
        ),
    ],
)
def test_municipal_series_equal_the_source_cell_by_cell(series: str, file: str, columns: tuple[str, str, str]) -> None:
    expected = {(row[columns[0]], row[columns[1]]): float(row[columns[2]]) for row in _shared(file)}
    found = {(row.area_code, row.period): row.value for row in series_figures(series) if row.area_code != "000"}
    assert found == expected


def test_education_status_equals_the_source_cell_by_cell() -> None:
    names = {"AA_TOTAL": "i_alt", "FULDFOERT": "fuldfoert", "IGANG": "igangvaerende", "AFBRUDT": "afbrudt"}
    names["INGENREG"] = "ingen_registreret"
    source = _shared("statusu6/statusu6_2024_kommuner.csv")
    expected = {
        (row["grundskole_kommune_kode"], code): float(row[name]) for row in source for code, name in names.items()
    }
    assert {(row.area_code, row.category): row.value for row in series_figures("education_status")} == expected


def test_the_45_figures_equal_the_list_of_the_document() -> None:
    path = SHARED / "programme/figures.csv"
    if not path.exists():
        pytest.skip("the list of the document's figures is not here")
    with path.open(encoding="utf-8", newline="") as handle:
        expected = {row["id"]: (float(row["value"]), row["period"] or None) for row in csv.DictReader(handle)}
    assert {figure.id: (figure.value, figure.period) for figure in programme_figures()} == expected


def _shared(name: str) -> list[dict[str, str]]:
    path = SHARED / "data" / name
    if not path.exists():
        pytest.skip(f"the source's own figures ({name}) are not here")
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
