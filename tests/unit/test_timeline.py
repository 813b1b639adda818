# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The timeline: where bars and marks lie, what it says, and what a page must not find in it."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from faglaert.charts.svg import NAMESPACE
from faglaert.charts.timeline import Bar, Timeline, timeline, timeline_sentence

BARS = (
    Bar(
        1,
        "Mentorer på skolerne i hele regionen, med fællesskab og netværk",
        "1. Gennemførsel",
        date(2021, 1, 1),
        date(2022, 12, 31),
    ),
    Bar(2, "Kortlægning", "1. Gennemførsel", date(2023, 1, 1), date(2024, 12, 31), marks=((date(2023, 7, 1), True),)),
    Bar(3, "Vejledning", "3. Unge", date(2021, 1, 1), date(2021, 12, 31), is_done=True),
)
CHART = Timeline(BARS, date(2023, 6, 1), "da")


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter(f"{{{NAMESPACE}}}text")]


@pytest.mark.parametrize(("size", "width"), [("narrow", 300), ("wide", 720)])
def test_it_is_as_wide_as_it_says_and_safe_in_a_page(size: str, width: int) -> None:
    svg = timeline(CHART, size)
    root = ElementTree.fromstring(svg)
    assert abs(float(root.attrib["width"]) - width) <= 1
    assert root.attrib["aria-hidden"] == "true"
    assert re.search(r"style=|<script|href=|class=", svg) is None


def test_wide_pictures_name_their_rows_and_narrow_ones_number_them() -> None:
    wide, narrow = texts(timeline(CHART, "wide")), texts(timeline(CHART, "narrow"))
    assert "2 Kortlægning" in wide
    assert {"1", "2", "3"} <= set(narrow)
    assert {"1. Gennemførsel", "3. Unge", "2021", "i dag"} <= set(wide)


def test_a_long_name_is_cut_where_the_room_ends() -> None:
    cut = next(text for text in texts(timeline(CHART, "wide")) if text.startswith("1 Mentorer"))
    assert cut.endswith("…")
    assert len(cut) < len(BARS[0].name)


def test_today_is_drawn_only_inside_the_years() -> None:
    later = replace(CHART, today=date(2030, 1, 1))
    assert "i dag" not in texts(timeline(later, "wide"))


def test_a_bar_is_as_long_as_its_days() -> None:
    svg = timeline(Timeline(BARS[1:2], date(2030, 1, 1), "da"), "wide")
    numbers = [float(each) for each in re.findall(r'<rect x="300" y="[\d.]+" width="([\d.]+)', svg)]
    assert numbers == [pytest.approx(401.5, abs=1)]


def test_a_mark_stands_on_its_day_and_says_whether_it_is_done() -> None:
    marks = ((date(2023, 1, 1), True), (date(2024, 1, 1), False))
    svg = timeline(Timeline((replace(BARS[1], marks=marks),), date(2030, 1, 1), "da"), "wide")
    found = re.findall(r'<path d="M([\d.]+),[\d.]+l[^"]+" fill="([^"]+)"', svg)
    assert [(float(x), fill == "#ffffff") for x, fill in found] == [(300.0, False), (pytest.approx(500.6, abs=1), True)]


def test_names_are_written_as_text_whatever_is_in_them() -> None:
    svg = timeline(Timeline((replace(BARS[1], name="<b>& 'A'"),), date(2030, 1, 1), "da"), "wide")
    assert "2 <b>& 'A'" in texts(svg)
    assert "<b>" not in svg


def test_nothing_to_draw_is_no_picture() -> None:
    assert timeline(Timeline((), date(2023, 1, 1), "da"), "wide") == ""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("da", "3 initiativer fra 2021 til 2024. 1 løber den 1. juni 2023, 1 er afsluttet."),
        ("en", "3 initiatives from 2021 to 2024. 1 run on 1 June 2023, 1 are closed."),
    ],
)
def test_the_words_count_what_runs(language: str, words: str) -> None:
    assert timeline_sentence(replace(CHART, language=language)) == words
