# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Line chart of one indicator: its points, what it started from, what is aimed at, and the whole country beside it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from faglaert.charts import style
from faglaert.charts.content import LineChart, Point, Size, numbers
from faglaert.charts.line_layout import Layout, layout
from faglaert.charts.marks import Layer, Rows, layer, literal, scaled, text_layers
from faglaert.charts.svg import Canvas, draw, specification

__all__ = ["LineChart", "Point", "line_chart"]

MOST_DOTS = 20


def line_chart(chart: LineChart, size: Size) -> str:
    """The chart as SVG for a card (260 x 90), a narrow screen (300 wide) or a wide one (720).

    Empty text when no point has a number or an interval: then there is nothing to draw.
    """
    if not any(point.value is not None or point.low is not None for point in chart.points):
        return ""
    return draw(line_chart_specification(chart, size))


def line_chart_specification(chart: LineChart, size: Size) -> dict[str, Any]:
    """The Vega-Lite specification of a chart that has at least one number or interval, its layers from the back."""
    placed = layout(chart, size)
    layers = [*_grid(placed), *_levels(chart, placed), *_lines(chart, placed), *text_layers(placed.labels)]
    return specification(layers, Canvas(placed.plot_width, placed.plot_height, placed.padding, placed.text_size))


def _grid(placed: Layout) -> Iterator[Layer]:
    if placed.has_grid:
        yield _across([{"y": tick} for tick in placed.axis.ticks[1:]], placed, color=style.GRID, strokeWidth=1)
    yield _across([{"y": placed.axis.low}], placed, color=style.AXIS, strokeWidth=1)


def _levels(chart: LineChart, placed: Layout) -> Iterator[Layer]:
    for value, colour, dashes in ((chart.baseline, style.BASELINE, [4, 3]), (chart.target, style.TARGET, [9, 3])):
        if value is not None:
            yield _across([{"y": value}], placed, color=colour, strokeWidth=1.5, strokeDash=dashes)


def _lines(chart: LineChart, placed: Layout) -> Iterator[Layer]:
    if chart.comparison and placed.size != "card":
        yield _line(chart.comparison, placed, color=style.COMPARISON, strokeWidth=1.5)
    if any(point.low is not None for point in chart.points):
        yield _intervals(chart.points, placed)
    yield _line(chart.points, placed, color=style.MAIN, strokeWidth=2.5)
    yield _dots(chart, placed)


def _line(points: Sequence[Point], placed: Layout, **look: object) -> Layer:
    """A line broken wherever a period has no number: nothing may be read into a gap."""
    runs = groupby(points, key=lambda point: point.value is None)
    rows: Rows = [
        {"x": placed.times[point.period], "y": point.value, "run": number}
        for number, (is_gap, run) in enumerate(runs)
        for point in run
        if not is_gap
    ]
    return layer("line", rows, _places(placed) | {"detail": {"field": "run", "type": "nominal"}}, **look)


def _intervals(points: Sequence[Point], placed: Layout) -> Layer:
    rows: Rows = [
        {"x": placed.times[point.period], "y": point.low, "top": point.high}
        for point in points
        if point.low is not None
    ]
    return layer("rule", rows, _places(placed) | {"y2": {"field": "top"}}, color=style.INTERVAL, strokeWidth=6)


def _dots(chart: LineChart, placed: Layout) -> Layer:
    """A dot for each number where there is room, else for the last one and for those that stand alone."""
    shown = numbers(chart.points)
    if placed.size == "card" or len(shown) > MOST_DOTS:
        alone = {point.period for point in _standing_alone(chart.points)}
        shown = tuple(point for point in shown if point is shown[-1] or point.period in alone)
    rows: Rows = [
        {"x": placed.times[point.period], "y": point.value, "area": 50 if point is shown[-1] else 22} for point in shown
    ]
    return layer("circle", rows, _places(placed) | {"size": literal("area")}, color=style.MAIN, opacity=1)


def _standing_alone(points: Sequence[Point]) -> Iterator[Point]:
    for is_gap, run in groupby(points, key=lambda point: point.value is None):
        members = list(run)
        if not is_gap and len(members) == 1:
            yield members[0]


def _across(rows: Rows, placed: Layout, **look: object) -> Layer:
    ends = {"x": {"value": 0}, "x2": {"value": placed.plot_width}}
    return layer("rule", rows, ends | {"y": scaled("y", placed.axis.low, placed.axis.high)}, **look)


def _places(placed: Layout) -> dict[str, object]:
    return {"x": scaled("x", *placed.span), "y": scaled("y", placed.axis.low, placed.axis.high)}
