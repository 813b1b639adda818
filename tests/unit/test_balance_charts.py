# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Fan and waterfall: what is drawn, what is said, and that the steps add up."""

import re

import pytest

from faglaert.charts.fan import FanChart, FanPoint, fan_chart, fan_chart_sentence
from faglaert.charts.waterfall import Waterfall, waterfall_chart, waterfall_sentence


def point(year: int, middle: float, width: float) -> FanPoint:
    return FanPoint(year, *(middle + width * step for step in (-4, -2, -1, 0, 1, 2, 4)), naive=middle - 5)


POINTS = (point(2026, -100.0, 10.0), point(2027, -200.0, 50.0), point(2028, -300.0, 200.0))
FAN = FanChart(POINTS, (2027, 2028), "da")
STEPS = Waterfall(("Balancen i 2026", -100), (("Alder", -250), ("Nye", 90)), "Balancen i 2028", "da")


@pytest.mark.parametrize("size", ["narrow", "wide"])
def test_a_fan_has_three_bands_two_lines_and_its_key(size: str) -> None:
    svg = fan_chart(FAN, size)
    fills = re.findall(r'<path[^>]* fill="(#[0-9a-f]{6})"', svg)
    assert {"#d6e6f5", "#a9cbea", "#6ea6d8"} <= set(fills)
    assert "stroke-dasharray" in svg
    assert all(text in svg for text in ("95 af 100", "80 af 100", "50 af 100", "midten", "alt som i basisåret"))


def test_a_fan_says_the_years_it_is_asked_for() -> None:
    assert fan_chart_sentence(FAN) == (
        "2027: midten er −200, og 80 af 100 forløb ligger mellem −300 og −100. "
        "2028: midten er −300, og 80 af 100 forløb ligger mellem −700 og 100."
    )


def test_a_fan_speaks_english() -> None:
    chart = FanChart(POINTS, (2027,), "en")
    assert fan_chart_sentence(chart) == "2027: the middle is −200, and 80 of 100 paths lie between −300 and −100."
    assert "below zero is a shortage" in fan_chart(chart, "wide")


@pytest.mark.parametrize(("language", "words"), [("da", "Der er ingen tal at vise."), ("en", "There are no figures")])
def test_an_empty_fan_says_so(language: str, words: str) -> None:
    empty = FanChart((), (2030,), language)
    assert fan_chart(empty, "wide") == ""
    assert fan_chart_sentence(empty).startswith(words)


def test_a_waterfall_ends_at_the_sum() -> None:
    assert STEPS.total == -260
    assert waterfall_sentence(STEPS) == "Fra −100 til −260 personer. Mest trækker «Alder» (−250)."


@pytest.mark.parametrize("size", ["narrow", "wide"])
def test_a_waterfall_writes_every_step_and_both_ends(size: str) -> None:
    svg = waterfall_chart(STEPS, size)
    assert all(text in svg for text in ("Balancen i 2026", "Alder", "Nye", "Balancen i 2028"))
    assert all(number in svg for number in ("−100", "−250", "+90", "−260"))


@pytest.mark.parametrize(("language", "words"), [("da", "Der er ingen tal"), ("en", "There are no figures")])
def test_an_empty_waterfall_says_so(language: str, words: str) -> None:
    empty = Waterfall(("a", 0), (), "b", language)
    assert waterfall_chart(empty, "narrow") == ""
    assert waterfall_sentence(empty).startswith(words)
