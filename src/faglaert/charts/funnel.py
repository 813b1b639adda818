# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Funnel: how far each group lies from what was expected, against its size, with the limits chance would keep to."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from faglaert import display
from faglaert.charts import style
from faglaert.charts.labels import Label
from faglaert.charts.marks import Layer, layer, literal, text_layers
from faglaert.charts.plane import Plane
from faglaert.charts.scales import value_axis
from faglaert.charts.svg import draw, specification

_HEIGHTS = {"narrow": 240.0, "wide": 340.0}
_PIECES = 40
_INSIDE, _OUTSIDE = "#6b6b6b", "#a8431a"
_TEXTS = {
    "da": (
        "elever i gruppen",
        "tabte elever: set minus ventet, procentpoint",
        "{count} grupper. {above} ligger over og {below} under grænserne på 95 %, resten inden for.",
        "95 %",
        "99,8 %",
    ),
    "en": (
        "pupils in the group",
        "pupils lost: observed less expected, percentage points",
        "{count} groups. {above} lie above and {below} below the 95% limits, the others within.",
        "95%",
        "99.8%",
    ),
}


@dataclass(frozen=True)
class Dot:
    """A group: its number of pupils, the gap (observed less expected, 0-1), and where it lies in the funnel."""

    n: int
    gap: float
    place: str


@dataclass(frozen=True)
class Funnel:
    """Groups, and the limits of a group of one pupil; those of n pupils are that by the square root of n."""

    dots: tuple[Dot, ...]
    unit_limit_95: float
    unit_limit_998: float
    language: str


def funnel(chart: Funnel, size: str) -> str:
    """The funnel as SVG, ``narrow`` or ``wide``; empty text without groups."""
    if not chart.dots:
        return ""
    plane = _plane(chart, size)
    layers = [*plane.grid(), *_limits(chart, plane), _dots(chart, plane)]
    return draw(specification([*layers, *text_layers([*plane.labels(), *_names(chart, plane)])], plane.canvas))


def funnel_sentence(chart: Funnel) -> str:
    """How many groups lie outside."""
    above = sum(dot.place.startswith("above") for dot in chart.dots)
    below = sum(dot.place.startswith("below") for dot in chart.dots)
    return _TEXTS[chart.language][2].format(count=len(chart.dots), above=above, below=below)


def _plane(chart: Funnel, size: str) -> Plane:
    x_name, y_name = _TEXTS[chart.language][:2]
    smallest = min(dot.n for dot in chart.dots)
    widest = chart.unit_limit_998 / math.sqrt(smallest)
    largest = max([widest, *(abs(dot.gap) for dot in chart.dots)])
    persons = value_axis([dot.n for dot in chart.dots], most_ticks=4 if size == "narrow" else 7, may_zoom=False)
    gaps = value_axis([-100 * largest, 100 * largest], most_ticks=6, may_zoom=False)
    if size == "narrow":
        y_name = y_name.rsplit(":", 1)[-1].strip()
    return Plane(
        x=persons,
        y=gaps,
        x_texts=tuple(display.number(tick, chart.language) for tick in persons.ticks),
        y_texts=tuple(display.number(tick, chart.language) for tick in gaps.ticks),
        x_name=x_name,
        y_name=y_name,
        size=size,
        height=_HEIGHTS[size],
        room={"right": 34.0},
    )


def _limits(chart: Funnel, plane: Plane) -> Iterator[Layer]:
    smallest = min(dot.n for dot in chart.dots)
    sizes = [smallest + (plane.x.high - smallest) * piece / _PIECES for piece in range(_PIECES + 1)]
    for limit, dashes in ((chart.unit_limit_95, [5, 3]), (chart.unit_limit_998, [1, 0])):
        for sign in (1, -1):
            rows = [{"x": n, "y": sign * 100 * limit / math.sqrt(n)} for n in sizes]
            yield layer("line", rows, plane.places(), color=style.BASELINE, strokeWidth=1.25, strokeDash=dashes)


def _dots(chart: Funnel, plane: Plane) -> Layer:
    rows = [
        {
            "x": dot.n,
            "y": 100 * dot.gap,
            "fill": _INSIDE if dot.place == "inside" else _OUTSIDE,
            "area": 36 if dot.place == "inside" else 90,
        }
        for dot in chart.dots
    ]
    fields = plane.places() | {"fill": literal("fill"), "size": literal("area")}
    return layer("circle", rows, fields, opacity=0.85)


def _names(chart: Funnel, plane: Plane) -> list[Label]:
    """Which limit is which, at the right end of the upper ones."""
    words = _TEXTS[chart.language][3:]
    ends = [
        plane.at(plane.x.high, 100 * limit / math.sqrt(plane.x.high))[1]
        for limit in (chart.unit_limit_95, chart.unit_limit_998)
    ]
    lower = max(ends[0], ends[1] + 1.2 * plane.text_size)
    return [
        Label(text, plane.width + 5, y + plane.text_size / 3, style.TEXT)
        for text, y in zip(words, (lower, ends[1]), strict=True)
    ]
