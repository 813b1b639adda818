# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Stacked bars: how each group divides into the same parts, every bar as long as the others."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from textwrap import wrap

from faglaert import display
from faglaert.charts import style
from faglaert.charts.labels import Label
from faglaert.charts.marks import Layer, layer, literal, pixels, text_layers
from faglaert.charts.plane import TEXT_SIZES, WIDTHS
from faglaert.charts.svg import Canvas, draw, specification

_BAR = 30.0
_STEP = 40.0
_LINE = 20.0
_SQUARE = 14.0
_GAP = 1.5
_LETTERS_OF_A_LINE = {"narrow": 36, "wide": 90}
_FILLS = ("#003d78", "#2b74b8", "#7fb2df", "#1b6e3c", "#9ccfae", "#f2c14e", "#a8431a")
"""Neighbours differ in lightness, and a part's number stands in its piece: nobody needs to tell colours apart."""
_TEXTS = {
    "da": ("{name}: flest {part} ({value}).", "Der er ingen tal at vise."),
    "en": ("{name}: most {part} ({value}).", "There are no figures to show."),
}


@dataclass(frozen=True)
class Bar:
    """A group's parts as shares (0-1) in the order of the chart's parts; None where a share is not shown."""

    name: str
    shares: tuple[float | None, ...]


@dataclass(frozen=True)
class StackedBars:
    """Bars over the same parts, at most seven of them. What is not shown leaves its piece of the bar empty."""

    parts: tuple[str, ...]
    bars: tuple[Bar, ...]
    language: str


def stacked_bars(chart: StackedBars, size: str) -> str:
    """The bars as SVG, ``narrow`` or ``wide``; empty text when no share is shown."""
    if not any(share is not None for bar in chart.bars for share in bar.shares):
        return ""
    text_size = TEXT_SIZES[size]
    is_wide = size == "wide"
    names = max(style.text_width(bar.name, text_size) for bar in chart.bars) + 14 if is_wide else 0.0
    width = WIDTHS[size] - names - 2
    step = _STEP if is_wide else _STEP + _LINE
    pieces = [piece for place, bar in enumerate(chart.bars) for piece in _pieces(bar, width, (place + 1) * step - _BAR)]
    squares, key = _key(chart, size, step * len(chart.bars), -names)
    labels = [*_names(chart, step, is_wide=is_wide), *_numbers(pieces, chart.language, text_size), *key]
    height = step * len(chart.bars)
    padding = {"left": names, "right": 2.0, "top": 2.0, "bottom": _LINE * (len(key) + 1.0)}
    layers = [_rects([*pieces, *squares]), *text_layers(labels)]
    return draw(specification(layers, Canvas(width, height, padding, text_size)))


def stacked_bars_sentence(chart: StackedBars) -> str:
    """The largest part of each bar."""
    pattern, nothing = _TEXTS[chart.language]
    said = []
    for bar in chart.bars:
        shown = {part: share for part, share in zip(chart.parts, bar.shares, strict=True) if share is not None}
        if shown:
            part = max(shown, key=lambda each: shown[each])
            value = display.share(shown[part], chart.language)
            said.append(pattern.format(name=bar.name, part=f"«{part}»", value=value))
    return " ".join(said) or nothing


def _pieces(bar: Bar, width: float, top: float) -> Iterator[dict[str, object]]:
    """Each shown share of a bar as a rectangle; those not shown share the room that is left at the end."""
    shown = [(place, share) for place, share in enumerate(bar.shares) if share]
    ends = accumulate((share for _, share in shown), initial=0.0)
    for (place, share), start in zip(shown, ends, strict=False):
        yield {
            "x": start * width,
            "x2": max(start * width + _GAP / 2, (start + share) * width - _GAP),
            "y": top,
            "y2": top + _BAR,
            "fill": _FILLS[place],
            "place": place,
            "share": share,
        }


def _rects(rows: list[dict[str, object]]) -> Layer:
    fields = {"x": pixels("x"), "x2": {"field": "x2"}, "y": pixels("y"), "y2": {"field": "y2"}, "fill": literal("fill")}
    return layer("rect", rows, fields)


def _numbers(pieces: list[dict[str, object]], language: str, text_size: int) -> Iterator[Label]:
    """The share in its piece where there is room for it."""
    for piece in pieces:
        text = display.share(float(str(piece["share"])), language, decimals=0)
        left, right = float(str(piece["x"])), float(str(piece["x2"]))
        if style.text_width(text, text_size) + 6 <= right - left:
            colour = style.text_on(str(piece["fill"]))
            yield Label(text, (left + right) / 2, float(str(piece["y"])) + _BAR / 2 + text_size / 3, colour, "center")


def _names(chart: StackedBars, step: float, *, is_wide: bool) -> Iterator[Label]:
    for place, bar in enumerate(chart.bars):
        bottom = (place + 1) * step
        if is_wide:
            yield Label(bar.name, -10, bottom - _BAR / 2 + 4, style.DARK_TEXT, "right")
        else:
            yield Label(bar.name, 0, bottom - _BAR - 6, style.DARK_TEXT, is_bold=True)


def _key(chart: StackedBars, size: str, bottom: float, left: float) -> tuple[list[dict[str, object]], list[Label]]:
    """Squares and names of the parts below the bars, in the order of the pieces; a long name takes two lines."""
    squares: list[dict[str, object]] = []
    labels: list[Label] = []
    top = bottom + _LINE * 0.8
    for place, part in enumerate(chart.parts):
        squares.append({"x": left, "x2": left + _SQUARE, "y": top, "y2": top + _SQUARE, "fill": _FILLS[place]})
        for line in wrap(part, _LETTERS_OF_A_LINE[size]):
            labels.append(Label(line, left + _SQUARE + 8, top + _SQUARE - 2, style.DARK_TEXT))
            top += _LINE
    return squares, labels
