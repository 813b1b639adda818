# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Fan chart of a balance: 50, 80 and 95 per cent of the paths, their middle, and the plainest forecast beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from faglaert import display
from faglaert.charts import style
from faglaert.charts.labels import Label
from faglaert.charts.marks import Layer, layer, text_layers
from faglaert.charts.plane import Plane
from faglaert.charts.scales import Axis, value_axis
from faglaert.charts.svg import draw, specification

_HEIGHTS = {"narrow": 260.0, "wide": 340.0}
_BANDS = (("q025", "q975", "#d6e6f5"), ("q10", "q90", "#a9cbea"), ("q25", "q75", "#6ea6d8"))
_LINE = 18.0
_TEXTS = {
    "da": {
        "x": "år",
        "y": "personer; under nul er mangel",
        "bands": ("95 af 100", "80 af 100", "50 af 100"),
        "middle": "midten",
        "naive": "alt som i basisåret",
        "sentence": "{year}: midten er {middle}, og 80 af 100 forløb ligger mellem {low} og {high}.",
    },
    "en": {
        "x": "year",
        "y": "persons; below zero is a shortage",
        "bands": ("95 of 100", "80 of 100", "50 of 100"),
        "middle": "the middle",
        "naive": "all as in the base year",
        "sentence": "{year}: the middle is {middle}, and 80 of 100 paths lie between {low} and {high}.",
    },
}
_NOTHING = {"da": "Der er ingen tal at vise.", "en": "There are no figures to show."}


@dataclass(frozen=True)
class FanPoint:
    """Quantiles over the paths in one year, in persons, and the balance with every share frozen."""

    year: int
    q025: float
    q10: float
    q25: float
    q50: float
    q75: float
    q90: float
    q975: float
    naive: float


@dataclass(frozen=True)
class FanChart:
    """Years in order; ``told`` are those named in the sentence."""

    points: tuple[FanPoint, ...]
    told: tuple[int, ...]
    language: str


def fan_chart(chart: FanChart, size: str) -> str:
    """The fan as SVG, ``narrow`` (300 wide) or ``wide`` (720); empty text without points."""
    if not chart.points:
        return ""
    plane = _plane(chart, size)
    key, samples = _key(chart, plane)
    layers = [*_bands(chart, plane), *plane.grid(), *_lines(chart, plane), *samples]
    return draw(specification([*layers, *text_layers([*plane.labels(), *key])], plane.canvas))


def fan_chart_sentence(chart: FanChart) -> str:
    """Middle and 80 per cent interval of the years that are told."""
    told = [point for point in chart.points if point.year in chart.told]
    if not told:
        return _NOTHING[chart.language]
    return " ".join(
        str(_TEXTS[chart.language]["sentence"]).format(
            year=point.year,
            middle=display.number(point.q50, chart.language),
            low=display.number(point.q10, chart.language),
            high=display.number(point.q90, chart.language),
        )
        for point in told
    )


def _plane(chart: FanChart, size: str) -> Plane:
    ends = [value for point in chart.points for value in (point.q025, point.q975, point.naive)]
    persons = value_axis([*ends, 0.0], most_ticks=6, may_zoom=False)
    first, last = chart.points[0].year, chart.points[-1].year
    step = 1 if size == "wide" else 3
    years = tuple(range(first, last + 1, step))
    texts = _TEXTS[chart.language]
    return Plane(
        x=Axis(first, max(last, first + 1), tuple(map(float, years))),
        y=persons,
        x_texts=tuple(map(str, years)),
        y_texts=tuple(display.number(tick, chart.language) for tick in persons.ticks),
        x_name=str(texts["x"]),
        y_name=str(texts["y"]),
        size=size,
        height=_HEIGHTS[size],
        room={"bottom": _LINE * 3.2, "right": 10.0},
    )


def _bands(chart: FanChart, plane: Plane) -> Iterator[Layer]:
    for low, high, colour in _BANDS:
        rows = [{"x": each.year, "y": getattr(each, low), "top": getattr(each, high)} for each in chart.points]
        yield layer("area", rows, plane.places() | {"y2": {"field": "top"}}, color=colour)


def _lines(chart: FanChart, plane: Plane) -> Iterator[Layer]:
    middle = [{"x": each.year, "y": each.q50} for each in chart.points]
    naive = [{"x": each.year, "y": each.naive} for each in chart.points]
    yield layer("line", middle, plane.places(), color="#003d78", strokeWidth=2.5)
    yield layer("line", naive, plane.places(), color="#a8431a", strokeWidth=2, strokeDash=[6, 4])


def _key(chart: FanChart, plane: Plane) -> tuple[list[Label], list[Layer]]:
    """What the shades and lines are, in two rows below the axis."""
    texts = _TEXTS[chart.language]
    labels, squares, rules = [], [], []
    left = -plane.padding["left"] + 2
    top = plane.height + 4.6 * plane.text_size
    x = left
    for (_, _, colour), text in zip(_BANDS, texts["bands"], strict=True):
        squares.append({"x": x, "x2": x + 14, "y": top - 11, "y2": top + 2, "fill": colour})
        labels.append(Label(str(text), x + 19, top, style.DARK_TEXT))
        x += 28 + style.text_width(str(text), plane.text_size)
    x = left
    for name, colour, dashes in (("middle", "#003d78", [1, 0]), ("naive", "#a8431a", [6, 4])):
        ends = {"x": {"value": x}, "x2": {"value": x + 26}, "y": {"value": top + _LINE - 4}}
        rules.append(layer("rule", [{}], ends, color=colour, strokeWidth=2.5, strokeDash=dashes))
        labels.append(Label(str(texts[name]), x + 32, top + _LINE, style.DARK_TEXT))
        x += 46 + style.text_width(str(texts[name]), plane.text_size)
    fields = {name: {"field": name, "type": "quantitative", "axis": None, "scale": None} for name in ("x", "y")}
    fields |= {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    fields["fill"] = {"field": "fill", "type": "nominal", "scale": None, "legend": None}
    return labels, [layer("rect", squares, fields), *rules]
