# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Axes, steps, room for labels and classes of a map."""

import pytest

from faglaert.charts.classes import class_breaks, class_of, class_words
from faglaert.charts.content import Cell, TileMap
from faglaert.charts.labels import Label, Obstacles, best
from faglaert.charts.scales import Box, apart, nice_step, spaced, value_axis
from faglaert.charts.style import contrast, text_on

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(("least", "step"), [(0.03, 0.05), (0.011, 0.02), (1, 1), (1.2, 2), (2100, 5000), (7, 10)])
def test_steps_are_round(least, step):
    assert nice_step(least) == pytest.approx(step)


@pytest.mark.parametrize(
    ("values", "may_zoom", "ticks"),
    [
        ([0.05, 0.12], True, (0, 0.05, 0.1, 0.15)),
        ([5313, 7954], False, (0, 2000, 4000, 6000, 8000)),
        ([0.81, 0.83], True, (0.8, 0.81, 0.82, 0.83, 0.84)),
        ([0.81, 0.83], False, (0, 0.5, 1)),
        ([0, 0], True, (0, 0.5, 1)),
        ([-10, 20], True, (-10, 0, 10, 20)),
    ],
)
def test_axis_has_round_ticks_and_holds_all_values(values, may_zoom, ticks):
    axis = value_axis(values, most_ticks=4 if len(ticks) > 3 else 3, may_zoom=may_zoom)
    assert axis.ticks == pytest.approx(ticks)
    assert axis.low <= min(values) <= max(values) <= axis.high


@pytest.mark.parametrize(
    ("count", "gap", "distance", "chosen"),
    [
        (15, 10, 5, list(range(15))),
        (15, 10, 25, [0, 7, 14]),
        (5, 10, 15, [0, 2, 4]),
        (3, 10, 25, [2]),
        (1, 10, 25, [0]),
        (0, 10, 25, []),
    ],
)
def test_labels_of_an_axis_are_evenly_spaced(count, gap, distance, chosen):
    assert spaced([gap * number for number in range(count)], distance) == chosen


def test_first_of_uneven_places_is_labelled():
    assert spaced([0, 40, 50, 60, 70], 15) == [0, 2, 4]


def test_places_are_moved_apart_and_kept_inside():
    assert apart([10, 12], 15, 0, 100) == [10, 25]
    assert apart([95, 94], 15, 0, 100) == [100, 85]
    assert apart([5, 50], 15, 0, 100) == [5, 50]


def test_label_avoids_lines_and_other_labels():
    taken = Label("other", 0, 20, "#000")
    obstacles = Obstacles((((0.0, 60.0), (100.0, 60.0)),), (taken.box(12),), Box(0, 0, 100, 100))
    on_label, on_line, free = (Label("name", 0, y, "#000") for y in (20, 62, 90))
    assert best([on_label, on_line, free], obstacles, 12) == (free, 0)


def test_text_on_any_fill_is_readable():
    assert all(contrast(text_on(fill), fill) >= 4.5 for fill in ("#ffffff", "#7fb2df", "#2b74b8", "#003d78"))


def test_contrast_of_black_and_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def cells(*values):
    return tuple(Cell(str(number), value) for number, value in enumerate(values))


def test_five_classes_of_equally_many():
    content = TileMap(cells(*(number / 100 for number in range(1, 11))), "share", "da")
    breaks = class_breaks(content)
    counts = [0] * 5
    for cell in content.cells:
        counts[class_of(cell.value, "share", breaks)] += 1
    assert breaks == pytest.approx((0.03, 0.05, 0.07, 0.09))
    assert counts == [2, 2, 2, 2, 2]


def test_given_breaks_are_used():
    content = TileMap(cells(0.05, 0.2), "share", "da", breaks=(0.1,))
    assert [class_of(cell.value, "share", class_breaks(content)) for cell in content.cells] == [0, 1]


def test_figure_is_classed_as_it_is_displayed():
    assert class_of(0.0999999, "share", (0.1,)) == 1
    assert class_of(99.6, "persons", (100,)) == 1
    assert class_of(0.0994, "share", (0.1,)) == 0


@pytest.mark.parametrize(
    ("unit", "breaks", "words"),
    [
        ("share", (0.071, 0.084), [f"under 7,1{NBSP}%", f"7,1–8,3{NBSP}%", f"8,4{NBSP}% og derover"]),
        ("persons", (100, 1000), ["under 100", "100–999", "1.000 og derover"]),
        ("persons", (100, 101), ["under 100", "100", "101 og derover"]),
    ],
)
def test_classes_in_words(unit, breaks, words):
    assert class_words(TileMap(cells(1), unit, "da", breaks), breaks) == words


def test_equal_values_are_one_class():
    content = TileMap(cells(0.1, 0.1), "share", "en")
    assert class_breaks(content) == ()
    assert class_words(content, ()) == ["all 10.0%"]


def test_map_without_numbers_has_no_classes():
    content = TileMap((Cell("101", None, "missing"),), "share", "da")
    assert class_words(content, class_breaks(content)) == []
