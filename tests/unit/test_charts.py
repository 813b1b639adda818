# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Line charts: what is drawn, what it says, and what a page must not find in it."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import altair
import pytest

from faglaert.charts import style
from faglaert.charts.content import LineChart, Point
from faglaert.charts.line_chart import line_chart, line_chart_specification
from faglaert.charts.line_layout import layout
from faglaert.charts.svg import NAMESPACE, clean

NBSP = "\N{NO-BREAK SPACE}"
SIZES = {"card": (260, 90), "narrow": (300, 220), "wide": (720, 320)}


def series(*values, start=2018):
    return tuple(Point(str(start + number), value) for number, value in enumerate(values))


NEET = LineChart(
    series(0.12, 0.11, 0.1, 0.0934),
    "share",
    "da",
    comparison=series(0.11, 0.1, 0.095, 0.089),
    comparison_name="Hele landet",
    baseline=0.1,
    target=0.08,
)
GAPS = LineChart(
    (
        Point("2018", 0.2),
        Point("2019", None, "suppressed"),
        Point("2020", None, "interval", 0.12, 0.31),
        Point("2021", None, "missing"),
        Point("2022", 0.25),
        Point("2023", 0.26),
    ),
    "share",
    "da",
)


def drawn(svg):
    return ElementTree.fromstring(svg)


def elements(svg, name):
    return list(drawn(svg).iter(f"{{{NAMESPACE}}}{name}"))


def texts(svg):
    return [element.text for element in elements(svg, "text")]


def lines_of(svg, colour):
    return [path for path in elements(svg, "path") if path.get("stroke") == colour and not path.get("fill")]


@pytest.mark.parametrize("size", SIZES)
def test_size_is_fixed_and_scalable(size):
    root = drawn(line_chart(NEET, size))
    width, height = SIZES[size]
    assert (root.get("width"), root.get("height")) == (str(width), str(height))
    assert root.get("viewBox") == f"0 0 {width} {height}"


@pytest.mark.parametrize("chart", [NEET, GAPS])
@pytest.mark.parametrize("size", SIZES)
def test_picture_is_silent_and_safe(chart, size):
    svg = line_chart(chart, size)
    root = drawn(svg)
    inside = [key for element in root.iter() if element is not root for key in element.attrib]
    assert (root.get("aria-hidden"), root.get("focusable")) == ("true", "false")
    assert not [key for key in inside if key.startswith(("aria", "role", "class", "style", "on", "id"))]
    assert "http" not in svg.replace(NAMESPACE, "")


@pytest.mark.parametrize(("size", "limit"), [("card", 6_000), ("narrow", 25_000), ("wide", 25_000)])
def test_picture_is_small(size, limit):
    chart = LineChart(series(*(0.1 + number / 1000 for number in range(20))), "share", "da", baseline=0.1)
    assert len(line_chart(chart, size).encode()) < limit


def test_same_chart_gives_same_bytes():
    assert line_chart(NEET, "wide") == line_chart(NEET, "wide")


@pytest.mark.parametrize("size", ["narrow", "wide"])
def test_labels_are_formatted_numbers(size):
    found = texts(line_chart(NEET, size))
    assert {f"Udgangspunkt 10{NBSP}%", f"Mål 8{NBSP}%", f"9,3{NBSP}%", f"0{NBSP}%", "2018", "2021"} <= set(found)


def test_labels_in_english():
    chart = LineChart(series(5313, 7954), "persons", "en", baseline=5313, target=9475)
    assert {"Baseline 5,313", "Target 9,475", "7,954", "10,000"} <= set(texts(line_chart(chart, "wide")))


def test_comparison_is_named_where_it_stands():
    assert f"Hele landet 8,9{NBSP}%" in texts(line_chart(NEET, "wide"))
    assert {"Hele landet", f"8,9{NBSP}%"} <= set(texts(line_chart(NEET, "narrow")))


def test_card_shows_first_and_last_period_and_no_comparison():
    svg = line_chart(NEET, "card")
    assert {"2018", "2021"} <= set(texts(svg)) <= {"2018", "2021", "Udgangspunkt", "Mål"}
    assert not lines_of(svg, style.COMPARISON)


def test_baseline_is_dashed_and_target_otherwise_dashed():
    dashes = {line.get("stroke"): line.get("stroke-dasharray") for line in elements(line_chart(NEET, "wide"), "line")}
    assert dashes[style.BASELINE] == "4,3"
    assert dashes[style.TARGET] == "9,3"


def test_line_breaks_where_there_is_no_number():
    pieces = [path.get("d") for path in lines_of(line_chart(GAPS, "wide"), style.MAIN)]
    assert max(piece.count("L") for piece in pieces) == 1
    assert {"..", ":"} <= set(texts(line_chart(GAPS, "wide")))


def test_interval_is_a_bar():
    bars = [line for line in elements(line_chart(GAPS, "wide"), "line") if line.get("stroke") == style.INTERVAL]
    assert len(bars) == 1
    assert abs(float(bars[0].get("y2"))) > 20


@pytest.mark.parametrize("size", SIZES)
def test_single_figure_is_a_dot_with_the_baseline(size):
    svg = line_chart(LineChart((Point("2019", 0.124),), "share", "da", baseline=0.124), size)
    dots = [path for path in elements(svg, "path") if path.get("fill") == style.MAIN]
    assert len(dots) == 1
    assert "2019" in texts(svg)
    assert any(line.get("stroke") == style.BASELINE for line in elements(svg, "line"))


def test_lone_baseline_figure_is_labelled_once():
    svg = line_chart(LineChart((Point("2019", 0.124),), "share", "da", baseline=0.124), "wide")
    assert [text for text in texts(svg) if "12,4" in text] == [f"Udgangspunkt 12,4{NBSP}%"]


def test_nothing_to_show_gives_no_picture():
    assert line_chart(LineChart((Point("2019", None, "missing"),), "share", "da"), "wide") == ""


def test_axis_begins_at_zero_unless_the_spread_is_tiny():
    wide_spread = layout(LineChart(series(0.1, 0.12, 0.14), "share", "da"), "wide")
    tiny_spread = layout(LineChart(series(0.81, 0.82, 0.83), "share", "da"), "wide")
    assert wide_spread.axis.low == 0
    assert 0.7 < tiny_spread.axis.low < 0.81


@pytest.mark.parametrize("chart", [NEET, GAPS])
@pytest.mark.parametrize("size", SIZES)
def test_every_label_is_inside_the_picture(chart, size):
    placed = layout(chart, size)
    width, height = SIZES[size]
    boxes = [label.box(placed.text_size) for label in placed.labels]
    assert min(box.left for box in boxes) >= -placed.padding["left"] - 0.5
    assert max(box.right for box in boxes) <= width - placed.padding["left"] + 0.5
    assert max(box.bottom for box in boxes) <= height - placed.padding["top"] + 0.5


@pytest.mark.parametrize("left_out", [{"comparison": ()}, {"baseline": None, "target": None}])
@pytest.mark.parametrize("size", SIZES)
def test_labels_do_not_cover_each_other(size, left_out):
    placed = layout(replace(NEET, **left_out), size)
    boxes = [label.box(placed.text_size) for label in placed.labels]
    assert not [(a, b) for number, a in enumerate(boxes) for b in boxes[number + 1 :] if a.overlap(b) > 1]


@pytest.mark.parametrize("size", SIZES)
def test_text_is_eleven_pixels_or_more(size):
    sizes = [element.get("font-size") for element in drawn(line_chart(NEET, size)).iter() if element.get("font-size")]
    assert min(float(each) for each in sizes) >= 11


@pytest.mark.parametrize("colour", [style.MAIN, style.COMPARISON, style.BASELINE, style.TARGET, style.TEXT])
def test_text_colours_are_readable_on_white(colour):
    assert style.contrast(colour, "#ffffff") >= 4.5


@pytest.mark.parametrize("chart", [NEET, GAPS])
def test_specification_follows_the_grammar(chart):
    spec = line_chart_specification(chart, "wide")
    assert len(altair.LayerChart.from_dict(spec).layer) == len(spec["layer"])


@pytest.mark.parametrize(
    "inside",
    ["<script>alert(1)</script>", "<style>a{}</style>", '<image href="x"/>', "<foreignObject/>", '<a href="x"/>'],
)
def test_elements_that_run_or_load_are_refused(inside):
    with pytest.raises(ValueError, match="a chart holds no"):
        clean(f'<svg xmlns="{NAMESPACE}"><g>{inside}</g></svg>')


def test_cleaning_turns_style_into_attributes_and_drops_handlers():
    svg = clean(f'<svg xmlns="{NAMESPACE}"><rect style="fill: red; opacity: 0.5" onclick="x()" width="1.23456"/></svg>')
    assert elements(svg, "rect")[0].attrib == {"fill": "red", "opacity": "0.5", "width": "1.2"}


def test_cleaning_escapes_text():
    svg = clean(f'<svg xmlns="{NAMESPACE}"><text>&lt;b&gt; &amp; Ærø</text></svg>')
    assert texts(svg) == ["<b> & Ærø"]
    assert "&lt;b&gt; &amp; Ærø" in svg


def test_coordinates_have_one_decimal_at_most():
    svg = line_chart(LineChart(series(1 / 3, 1 / 7, 1 / 9), "share", "da"), "wide")
    keys = ("d", "transform", "x", "y", "x2", "y2")
    coordinates = " ".join(element.get(key, "") for element in drawn(svg).iter() for key in keys)
    assert re.search(r"\d\.\d", coordinates)
    assert not re.search(r"\.\d\d", coordinates)


def test_school_years_and_undated_periods_are_placed():
    years = layout(LineChart((Point("2015/16", 7954), Point("2019/20", 5313)), "persons", "da"), "wide")
    undated = layout(LineChart((Point("start 2012", 1), Point("start 2014", 2)), "persons", "da"), "wide")
    assert years.span[1] - years.span[0] == pytest.approx(4, abs=0.01)
    assert undated.span == (0.0, 1.0)


def test_a_picture_has_no_prefix_whatever_other_libraries_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ElementTree._namespace_map, NAMESPACE, "svg")  # type: ignore[attr-defined]
    assert clean(f'<svg xmlns="{NAMESPACE}" width="2"><g fill="red"><rect/></g></svg>').startswith(
        f'<svg xmlns="{NAMESPACE}" width="2"'
    )
