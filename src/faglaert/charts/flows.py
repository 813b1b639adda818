# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Flow diagram: how many go from each place on the left to each place on the right."""

from collections.abc import Iterator
from dataclasses import dataclass

from faglaert import display
from faglaert.charts import style
from faglaert.charts.labels import Align, Label
from faglaert.charts.marks import Layer, layer, literal, pixels, text_layers
from faglaert.charts.plane import SERIES_COLOURS, TEXT_SIZES, WIDTHS
from faglaert.charts.scales import apart
from faglaert.charts.svg import Canvas, draw, specification

_HEIGHT = 340.0
_GAP = 14.0
_NODE = 12.0
_PIECES = 24
_LINE = 20.0
_TEXTS = {
    "da": ("Fra", "Til", "Fra {name} flest til {other} ({count}).", "Der er ingen tal at vise."),
    "en": ("From", "To", "From {name} most to {other} ({count}).", "There are no figures to show."),
}


@dataclass(frozen=True)
class Flow:
    """How many go from ``origin`` to ``destination``; flows without a shown number are left out."""

    origin: str
    destination: str
    count: int


@dataclass(frozen=True)
class FlowDiagram:
    """Flows between places; ``names`` are the places in their order."""

    flows: tuple[Flow, ...]
    names: tuple[str, ...]
    language: str


@dataclass(frozen=True)
class _Side:
    """The nodes of one side: name, top and bottom in pixels."""

    nodes: dict[str, tuple[float, float]]

    def middle(self, name: str) -> float:
        top, bottom = self.nodes[name]
        return (top + bottom) / 2


def flow_diagram(chart: FlowDiagram, size: str) -> str:
    """The diagram as SVG, ``narrow`` or ``wide``; empty text without flows."""
    if not chart.flows:
        return ""
    text_size = TEXT_SIZES[size]
    room = max(style.text_width(name, text_size) for name in chart.names) + 14 if size == "wide" else 10.0
    width = WIDTHS[size] - 2 * room
    scale = (_HEIGHT - _GAP * (len(chart.names) - 1)) / max(1, sum(flow.count for flow in chart.flows))
    left, right = (_side(chart, scale, end) for end in ("origin", "destination"))
    squares, key = _key(chart) if size == "narrow" else ([], [])
    nodes = _rects([*_nodes(left, 0.0), *_nodes(right, width - _NODE), *squares])
    layers = [*_ribbons(chart, (left, right), width, scale), nodes]
    labels = [*key, *_names(chart, left, size, width), *_names(chart, right, size, width, is_right=True)]
    padding = {"left": room, "right": room, "top": 2.2 * text_size + _LINE * len(key), "bottom": 8.0}
    return draw(specification([*layers, *text_layers(labels)], Canvas(width, _HEIGHT, padding, text_size)))


def flow_sentence(chart: FlowDiagram) -> str:
    """The largest flow from each place."""
    pattern, nothing = _TEXTS[chart.language][2:]
    parts = []
    for name in chart.names:
        own = [flow for flow in chart.flows if flow.origin == name]
        if own:
            largest = max(own, key=lambda flow: flow.count)
            count = display.number(largest.count, chart.language)
            parts.append(pattern.format(name=name, other=largest.destination, count=count))
    return " ".join(parts) or nothing


def _total(chart: FlowDiagram, end: str, name: str) -> int:
    return sum(flow.count for flow in chart.flows if getattr(flow, end) == name)


def _side(chart: FlowDiagram, scale: float, end: str) -> _Side:
    nodes, top = {}, 0.0
    for name in chart.names:
        height = _total(chart, end, name) * scale
        nodes[name] = (top, top + height)
        top += height + _GAP
    return _Side(nodes)


def _ribbons(chart: FlowDiagram, sides: tuple[_Side, _Side], width: float, scale: float) -> Iterator[Layer]:
    leaving = {name: sides[0].nodes[name][0] for name in chart.names}
    coming = {name: sides[1].nodes[name][0] for name in chart.names}
    for place, name in enumerate(chart.names):
        rows: list[dict[str, object]] = []
        for other in chart.names:
            for flow in chart.flows:
                if (flow.origin, flow.destination) == (name, other):
                    thick = flow.count * scale
                    rows += _ribbon((leaving[name], coming[other], thick), width, f"{name}-{other}")
                    leaving[name] += thick
                    coming[other] += thick
        fields = {"x": pixels("x"), "y": pixels("y"), "y2": {"field": "y2"}, "detail": {"field": "flow"}}
        yield layer("area", rows, fields, color=SERIES_COLOURS[place % len(SERIES_COLOURS)], opacity=0.38)


def _ribbon(ends: tuple[float, float, float], width: float, name: str) -> list[dict[str, object]]:
    """Points along a band that leaves and arrives level (a smooth step)."""
    start, end, thick = ends
    rows: list[dict[str, object]] = []
    for piece in range(_PIECES + 1):
        part = piece / _PIECES
        y = start + (end - start) * part * part * (3 - 2 * part)
        rows.append({"x": _NODE + part * (width - 2 * _NODE), "y": y, "y2": y + thick, "flow": name})
    return rows


def _nodes(side: _Side, x: float) -> list[dict[str, object]]:
    return [
        {"x": x, "x2": x + _NODE, "y": top, "y2": bottom, "fill": SERIES_COLOURS[place % len(SERIES_COLOURS)]}
        for place, (top, bottom) in enumerate(side.nodes.values())
    ]


def _rects(rows: list[dict[str, object]]) -> Layer:
    fields = {"x": pixels("x"), "x2": {"field": "x2"}, "y": pixels("y"), "y2": {"field": "y2"}, "fill": literal("fill")}
    return layer("rect", rows, fields)


def _names(chart: FlowDiagram, side: _Side, size: str, width: float, *, is_right: bool = False) -> list[Label]:
    """The head of a side, and the names beside its nodes; a narrow picture has them in a list above instead."""
    text_size = TEXT_SIZES[size]
    placed = apart([side.middle(name) for name in chart.names], 1.4 * text_size, text_size, _HEIGHT)
    is_narrow = size == "narrow"
    offset = 0.0 if is_narrow else -8.0
    x = width - offset if is_right else offset
    align: Align = "left" if is_right != is_narrow else "right"
    head = Label(_TEXTS[chart.language][1 if is_right else 0], x, -text_size, style.DARK_TEXT, align, is_bold=True)
    if is_narrow:
        return [head]
    names = zip(chart.names, placed, strict=True)
    return [head, *(Label(name, x, y + text_size / 3, style.DARK_TEXT, align) for name, y in names)]


def _key(chart: FlowDiagram) -> tuple[list[dict[str, object]], list[Label]]:
    """Squares and names above a narrow picture."""
    tops = [-_LINE * (len(chart.names) - place) - 2 * TEXT_SIZES["narrow"] for place in range(len(chart.names))]
    squares: list[dict[str, object]] = [
        {"x": 0, "x2": _NODE, "y": top, "y2": top + _NODE, "fill": SERIES_COLOURS[place % len(SERIES_COLOURS)]}
        for place, top in enumerate(tops)
    ]
    names = zip(chart.names, tops, strict=True)
    return squares, [Label(name, _NODE + 8, top + _NODE - 1, style.DARK_TEXT) for name, top in names]
