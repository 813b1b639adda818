# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Sentences beside the charts, word for word in both languages."""

from dataclasses import replace

import pytest

from faglaert.charts.content import Cell, LineChart, Point, TileMap
from faglaert.charts.words import line_chart_sentence, tile_map_sentence
from faglaert.definitions.classifications import area_names, tiles
from faglaert.display import status_words

NBSP = "\N{NO-BREAK SPACE}"
NEET = LineChart(
    (Point("2010", 0.112), Point("2018", 0.1), Point("2024", 0.0934)),
    "share",
    "da",
    comparison=(Point("2024", 0.089),),
    comparison_name="Hele landet",
    baseline=0.1,
    target=0.08,
)
COMPLETED = LineChart((Point("2015/16", 7954.0), Point("2019/20", 5313.0)), "persons", "da", baseline=5313.0)


def said(chart, language="da"):
    return line_chart_sentence(replace(chart, language=language)).replace(NBSP, " ")


def test_share_in_danish():
    assert said(NEET) == (
        "11,2 % i 2010 og 9,3 % i 2024: et fald på 1,9 procentpoint. Højest i 2010 (11,2 %), lavest i 2024 (9,3 %). "
        "Udgangspunktet er 10 %; tallet i 2024 ligger 0,7 procentpoint lavere. Målet er 8 %. "
        "Hele landet: 8,9 % i 2024."
    )


def test_share_in_english():
    assert said(replace(NEET, comparison_name="Denmark"), "en") == (
        "11.2% in 2010 and 9.3% in 2024: a fall of 1.9 percentage points. Highest in 2010 (11.2%), lowest in 2024 "
        "(9.3%). The baseline is 10%; the figure in 2024 is 0.7 percentage points lower. The target is 8%. "
        "Denmark: 8.9% in 2024."
    )


def test_persons_in_danish():
    assert said(COMPLETED) == (
        "7.954 personer i skoleåret 2015/16 og 5.313 personer i skoleåret 2019/20: et fald på 2.641 personer. "
        "Udgangspunktet er 5.313 personer; tallet i skoleåret 2019/20 er det samme."
    )


def test_persons_in_english():
    assert said(COMPLETED, "en") == (
        "7,954 people in school year 2015/16 and 5,313 people in school year 2019/20: a fall of 2,641 people. "
        "The baseline is 5,313 people; the figure in school year 2019/20 is the same."
    )


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("da", "12,4 % i 2019, det eneste tal i rækken."), ("en", "12.4% in 2019, the only figure in the series.")],
)
def test_single_figure(language, sentence):
    assert said(LineChart((Point("2019", 0.124),), "share", "da"), language) == sentence


def test_rise_above_baseline():
    chart = LineChart((Point("2019", 0.8), Point("2020", 0.82)), "share", "da", baseline=0.81)
    assert "en stigning på 2,0 procentpoint" in said(chart)
    assert "ligger 1,0 procentpoint højere" in said(chart)
    assert "a rise of 2.0 percentage points" in said(chart, "en")


def test_difference_that_rounds_away_is_none():
    chart = LineChart((Point("2019", 0.1), Point("2020", 0.10004)), "share", "da")
    assert said(chart) == "10,0 % i 2019 og det samme i 2020."


def test_gaps_and_intervals_are_told():
    chart = LineChart(
        (
            Point("2018", None, "suppressed"),
            Point("2019", None, "suppressed"),
            Point("2020", None, "interval", 0.12, 0.31),
            Point("2021", 0.0, "zero"),
        ),
        "share",
        "da",
    )
    assert said(chart) == (
        "0,0 % i 2021, det eneste tal i rækken. For 2020 vises kun et interval: 12–31 %. "
        f"Intet tal for 2018, 2019: {status_words('suppressed', 'da')}."
    )


def test_only_an_interval_and_a_baseline():
    chart = LineChart((Point("2020", None, "interval", 0.12, 0.31),), "share", "en", baseline=0.3)
    assert said(chart, "en") == "For 2020 only an interval is shown: 12–31%. The baseline is 30%."


@pytest.mark.parametrize(
    ("language", "sentence"), [("da", "Der er ingen tal at vise."), ("en", "There are no figures to show.")]
)
def test_nothing_to_tell(language, sentence):
    assert said(LineChart((Point("2020", None, "missing"),), "share", "da"), language) == sentence
    assert tile_map_sentence(TileMap((), "share", language)) == sentence


def region(*values):
    """A map with the values on its first tiles, 0.1 on all others; and the names of the tiles."""
    codes = [place.area_code for place in tiles()]
    filled = [*values, *(0.1 for _ in codes[len(values) :])]
    return tuple(Cell(code, value) for code, value in zip(codes, filled, strict=True)), [
        area_names("da")[code] for code in codes
    ]


def map_said(cells, language="da", unit="share"):
    return tile_map_sentence(TileMap(cells, unit, language)).replace(NBSP, " ")


def test_map_in_danish():
    cells, names = region(0.14, 0.05)
    assert map_said(cells) == (
        f"Højest i {names[0]} (14,0 %) og lavest i {names[1]} (5,0 %). Det midterste af de 29 tal er 10,0 %."
    )


def test_map_in_english():
    cells, _ = region(0.14, 0.05)
    assert map_said(cells, "en").endswith("(5.0%). The middle one of the 29 figures is 10.0%.")


def test_map_names_areas_that_share_a_place():
    cells, names = region(0.14, 0.14, 0.05)
    assert f"Højest i {names[0]} og {names[1]} (14,0 %) og lavest i {names[2]}" in map_said(cells)


def test_map_counts_when_many_share_a_place():
    cells, names = region(0.14)
    assert f"lavest i {names[1]}, {names[2]} og 26 andre (10,0 %)" in map_said(cells)


def test_map_with_equal_values():
    cells, _ = region()
    assert map_said(cells) == "Alle 29 tal på kortet er 10,0 %."


def test_map_with_one_figure_names_those_without():
    cells, names = region(0.14)
    sentence = map_said(cells[:1])
    assert sentence.startswith(
        f"{names[0]}: 14,0 %, det eneste tal på kortet. Intet tal for {names[1]}, {names[2]} og 26"
    )
    assert sentence.endswith(f"andre: {status_words('missing', 'da')}.")
