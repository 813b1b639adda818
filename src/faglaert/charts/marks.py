# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Layers of a chart in the Vega-Lite grammar, written as plain data.

Plain data and not chart objects: building and checking objects took five times as long as drawing the picture. The
tests check the specifications against the grammar's schema.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from faglaert.charts.labels import Label

Layer = dict[str, Any]
Rows = list[dict[str, Any]]


def layer(mark: str, rows: Rows, encoding: dict[str, Any], **style: object) -> Layer:
    """One layer: a kind of mark with its fixed style, its rows, and which field stands for what."""
    return {"data": {"values": rows}, "mark": {"type": mark, **style}, "encoding": encoding}


def scaled(field: str, low: float, high: float) -> dict[str, Any]:
    """A field on a linear scale from ``low`` to ``high``, its axis drawn by ourselves."""
    scale = {"domain": [low, high], "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def pixels(field: str) -> dict[str, Any]:
    """A field that is in pixels from the plot's upper left corner already."""
    return {"field": field, "type": "quantitative", "axis": None, "scale": None}


def literal(field: str) -> dict[str, Any]:
    """A field whose values are taken as they are: colours, areas."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def text_layers(labels: Sequence[Label]) -> Iterator[Layer]:
    """Labels as text marks, one layer for each alignment, weight and edge."""
    looks = dict.fromkeys(_look(label) for label in labels)
    for align, is_bold, has_edge in looks:
        rows = [
            {"x": label.x, "y": label.y, "text": label.text, "colour": label.colour}
            for label in labels
            if _look(label) == (align, is_bold, has_edge)
        ]
        fields = {"x": pixels("x"), "y": pixels("y"), "text": {"field": "text"}, "fill": literal("colour")}
        edge = {"stroke": "white", "strokeWidth": 3} if has_edge else {}
        weight = 600 if is_bold else "normal"
        yield layer("text", rows, fields, align=align, baseline="alphabetic", fontWeight=weight, **edge)


def _look(label: Label) -> tuple[str, bool, bool]:
    return label.align, label.is_bold, label.has_edge
