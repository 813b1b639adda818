# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The definitions as they stand: complete, and in agreement with each other."""

import itertools
from datetime import date

import pytest
from pydantic import ValidationError

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
from faglaert.definitions.sources import Source, StatbankRequest, sources
from faglaert.periods import parse_period

ALL = list(indicators().values())


def test_areas_are_complete() -> None:
    levels = [area.level for area in areas()]
    counts = {level: levels.count(level) for level in AreaLevel}
    assert counts == {"nation": 1, "region": 5, "landsdel": 11, "municipality": 99}  # 98 and Christiansø
    assert len(region_municipalities("084")) == 29
    assert sum(len(region_municipalities(code)) for code in ("081", "082", "083", "084", "085")) == 98


def test_every_landsdel_lies_in_a_region() -> None:
    landsdele = {area.code: area.parent_code for area in areas() if area.level is AreaLevel.LANDSDEL}
    assert list(landsdele) == [f"{number:02}" for number in range(1, 12)]
    assert list(landsdele.values()) == ["084"] * 4 + ["085"] * 2 + ["083"] * 2 + ["082"] * 2 + ["081"]


def test_every_parent_exists() -> None:
    codes = {area.code for area in areas()}
    assert all(area.parent_code in codes for area in areas() if area.level is not AreaLevel.NATION)


def test_the_tile_map_shows_each_municipality_once_and_without_overlap() -> None:
    assert {tile.area_code for tile in tiles()} == {area.code for area in region_municipalities("084")}
    assert len({(tile.column, tile.row) for tile in tiles()}) == len({tile.short_name for tile in tiles()}) == 29
    assert {tile.column for tile in tiles()} <= set(range(8))


@pytest.mark.parametrize(
    ("one", "other"), [("155", "185"), ("185", "101"), ("147", "101"), ("217", "210"), ("173", "157"), ("183", "187")]
)
def test_neighbours_stay_near_on_the_tile_map(one: str, other: str) -> None:
    places = {tile.area_code: tile for tile in tiles()}
    assert abs(places[one].column - places[other].column) + abs(places[one].row - places[other].row) == 1


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
def test_periods_of_an_indicator_are_of_its_type(indicator: Indicator) -> None:
    figures = [each for each in (*programme_figures(), *published_figures()) if each.indicator_id == indicator.id]
    periods = [str(figure.period) for figure in figures] + ([indicator.baseline.period] if indicator.baseline else [])
    periods += [indicator.target.by] if indicator.target else []
    assert {parse_period(text).type for text in periods} <= {indicator.period_type}


def test_changes_and_single_programmes_observe_no_indicator() -> None:
    spans = {figure.id for figure in programme_figures() if "-" in (figure.period or "") and figure.id != "P027"}
    assert spans == {"P004", "P005", "P042", "P043"}
    single = {"lufthavnsuddannelsen", "snedkeruddannelsen", "serviceassistent", "lowest programme", "highest programme"}
    apart = [each for each in programme_figures() if each.id in spans or each.figure_group in single]
    assert len(apart) == 13
    assert [figure.id for figure in apart if figure.indicator_id] == []


def test_titles_and_places_are_given_once() -> None:
    assert len({each.title.da for each in ALL}) == len({each.title.en for each in ALL}) == len(ALL)
    assert len({(each.track, each.order) for each in ALL}) == len(ALL)


def test_the_business_indicator_warns_of_pupils_who_go_on_to_study() -> None:
    texts = indicators()["gf2_not_in_main_share_khf"].caution
    assert "EUX" in texts.da
    assert "EUX" in texts.en


@pytest.mark.parametrize("source", [each for each in sources().values() if each.statbank], ids=lambda each: each.id)
def test_a_statbank_request_names_its_time_and_its_areas(source: Source) -> None:
    request = source.statbank
    assert request is not None
    assert "Tid" in request.variables
    assert set(request.codes) <= set(request.variables)
    assert all(request.variables.values())


@pytest.mark.parametrize("indicator", ALL, ids=lambda each: each.id)
def test_an_indicator_refers_to_what_exists(indicator: Indicator) -> None:
    assert set(indicator.source_ids) <= set(sources())
    assert {series.mart for series in indicator.series} <= set(marts())
    assert indicator.target is None or indicator.target.figure_id in {figure.id for figure in programme_figures()}
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


FIRST_ASKED = ("HFUDD11", "RAS310", "RAS209", "PEND100", "PEND101", "UDDAKT10", "UDDAKT11", "UDDAKT34", "UDDAKT35")
FIRST_ASKED += ("GENMF10", "OVGARB10", "INST15", "AULK01", "NABB36", "FRKM1??")
"""Tables that are wanted of the first fetch; several are larger than the million cells of an answer in one piece."""


def test_every_table_of_the_first_fetch_is_asked_for_as_a_stream_without_a_limit() -> None:
    requests = [each.statbank for each in sources().values() if each.statbank is not None]
    formats = {each.table or each.table_pattern: each.format for each in requests}
    assert {table: formats.get(table) for table in FIRST_ASKED} == dict.fromkeys(FIRST_ASKED, "BULK")


def test_a_total_that_parts_are_held_against_is_asked_for() -> None:
    asked = {"table": "T", "variables": {"HFUDD": ("H10",)}, "totals": {"HFUDD": "TOT"}}
    with pytest.raises(ValidationError, match="the total TOT of HFUDD is not asked for"):
        StatbankRequest.model_validate(asked)
