# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Waterfall: from a first number to a last one, each step in whole persons that add up to the last."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from faglaert import display
from faglaert.charts import style
from faglaert.charts.labels import Label
from faglaert.charts.marks import Layer, layer, literal, pixels, text_layers
from faglaert.charts.plane import TEXT_SIZES, WIDTHS
from faglaert.charts.scales import value_axis
from faglaert.charts.svg import Canvas, draw, specification

_STEP = {"wide": 36.0, "narrow": 52.0}
_BAR = 22.0
_UP, _DOWN, _LEVEL = "#2b74b8", "#a8431a", "#454545"
_TEXTS = {
    "da": ("Fra {first} til {last} personer. Mest trækker «{name}» ({value}).", "Der er ingen tal at vise."),
    "en": ("From {first} to {last} persons. «{name}» pulls most ({value}).", "There are no figures to show."),
}


@dataclass(frozen=True)
class Waterfall:
    """The name and size of the first level, of each step, and the name of the level they sum to; whole persons."""

    first: tuple[str, int]
    steps: tuple[tuple[str, int], ...]
    last: str
    language: str

    @property
    def total(self) -> int:
        """Where the steps end."""
        return self.first[1] + sum(persons for _, persons in self.steps)


def waterfall_chart(chart: Waterfall, size: str) -> str:
    """The steps as SVG, ``narrow`` or ``wide``, one below the other; empty text without steps."""
    if not chart.steps:
        return ""
    bars = _bars(chart)
    text_size, step = TEXT_SIZES[size], _STEP[size]
    is_wide = size == "wide"
    names = max(style.text_width(name, text_size) for name, _, _, _ in bars) + 14 if is_wide else 0.0
    numbers = max(style.text_width(_number(size_, chart), text_size) for _, _, _, size_ in bars) + 18
    width = WIDTHS[size] - names - 2 * numbers
    axis = value_axis([end for _, low, high, _ in bars for end in (low, high)] + [0.0], most_ticks=5, may_zoom=False)
    rows, labels = [], []
    for place, (name, low, high, persons) in enumerate(bars):
        top = (place + 1) * step - _BAR - 6
        left, right = axis.place(low, width), axis.place(high, width)
        is_level = place in (0, len(bars) - 1)
        fill = _LEVEL if is_level else _UP if persons >= 0 else _DOWN
        rows.append({"x": left, "x2": max(right, left + 1.5), "y": top, "y2": top + _BAR, "fill": fill})
        middle = top + _BAR / 2 + text_size / 3
        labels.append(_name(name, names, top, middle, is_bold=is_level, is_wide=is_wide))
        labels.append(
            Label(_number(persons, chart), max(right, left + 1.5) + 6, middle, style.DARK_TEXT, has_edge=True)
        )
    height = step * len(bars)
    padding = {"left": names + (numbers if is_wide else 4), "right": numbers * (1 if is_wide else 2) - 4}
    canvas = Canvas(width, height, padding | {"top": 4.0, "bottom": 8.0}, text_size)
    layers = [*_zero(axis.place(0.0, width), height), _rects(rows), *text_layers(labels)]
    return draw(specification(layers, canvas))


def waterfall_sentence(chart: Waterfall) -> str:
    """Where it begins and ends, and the step that is largest."""
    told, nothing = _TEXTS[chart.language]
    if not chart.steps:
        return nothing
    name, persons = max(chart.steps, key=lambda step: abs(step[1]))
    return told.format(
        first=display.number(chart.first[1], chart.language),
        last=display.number(chart.total, chart.language),
        name=name,
        value=_number(persons, chart),
    )


def _bars(chart: Waterfall) -> list[tuple[str, float, float, int]]:
    """Name, lower and upper end, and the number written."""
    ends = list(accumulate((persons for _, persons in chart.steps), initial=chart.first[1]))
    floating = [
        (name, float(min(start, start + persons)), float(max(start, start + persons)), persons)
        for (name, persons), start in zip(chart.steps, ends, strict=False)
    ]
    return [_level(*chart.first), *floating, _level(chart.last, chart.total)]


def _level(name: str, persons: int) -> tuple[str, float, float, int]:
    return name, float(min(persons, 0)), float(max(persons, 0)), persons


def _number(persons: int, chart: Waterfall) -> str:
    text = display.number(persons, chart.language)
    return f"+{text}" if persons > 0 else text


def _name(name: str, room: float, top: float, middle: float, *, is_bold: bool, is_wide: bool) -> Label:
    if is_wide:
        return Label(name, -room + 2, middle, style.DARK_TEXT, is_bold=is_bold)
    return Label(name, 0, top - 5, style.DARK_TEXT, is_bold=is_bold)


def _rects(rows: list[dict[str, object]]) -> Layer:
    fields = {"x": pixels("x"), "x2": {"field": "x2"}, "y": pixels("y"), "y2": {"field": "y2"}, "fill": literal("fill")}
    return layer("rect", rows, fields)


def _zero(x: float, height: float) -> Iterator[Layer]:
    ends = {"x": {"value": x}, "y": {"value": 0}, "y2": {"value": height}}
    yield layer("rule", [{}], ends, color=style.AXIS, strokeWidth=1)
