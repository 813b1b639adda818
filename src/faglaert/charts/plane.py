# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The plane of a chart with two numeric axes: its room, grid, ticks and axis names."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from faglaert.charts import style
from faglaert.charts.labels import Label
from faglaert.charts.marks import Layer, layer, scaled
from faglaert.charts.scales import Axis
from faglaert.charts.svg import Canvas

TEXT_SIZES = {"narrow": 12, "wide": 13}
WIDTHS = {"narrow": 300.0, "wide": 720.0}

SERIES_COLOURS = ("#0059b3", "#a8431a", "#1b6e3c", "#6a3d9a")
SERIES_DASHES: tuple[list[int], ...] = ([1, 0], [7, 3], [2, 3], [9, 3, 2, 3])
"""Series differ in colour and in dashes, so that nobody needs to tell colours apart."""


@dataclass(frozen=True)
class Plane:
    """Two axes with the texts of their ticks and their names, and the room around the plot."""

    x: Axis
    y: Axis
    x_texts: tuple[str, ...]
    y_texts: tuple[str, ...]
    x_name: str
    y_name: str
    size: str
    height: float
    room: dict[str, float] = field(default_factory=dict)

    @property
    def text_size(self) -> int:
        """Size of all text in pixels."""
        return TEXT_SIZES[self.size]

    @property
    def width(self) -> float:
        """Width of the plot."""
        room = self.padding
        return WIDTHS[self.size] - room["left"] - room["right"]

    @property
    def padding(self) -> dict[str, float]:
        """Room around the plot: ticks to the left, ticks and a name below, the other axis's name above."""
        left = max(style.text_width(text, self.text_size) for text in self.y_texts) + 10
        usual = {"left": left, "right": 14.0, "top": self.text_size * 2.0, "bottom": self.text_size * 3.4}
        return usual | {side: usual[side] + more for side, more in self.room.items()}

    @property
    def canvas(self) -> Canvas:
        """Measures of the picture."""
        return Canvas(self.width, self.height, self.padding, self.text_size)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Pixels of a point, y downwards."""
        return self.x.place(x, self.width), self.height - self.y.place(y, self.height)

    def places(self) -> dict[str, Any]:
        """Encoding of the fields ``x`` and ``y``."""
        return {"x": scaled("x", self.x.low, self.x.high), "y": scaled("y", self.y.low, self.y.high)}

    def grid(self) -> Iterator[Layer]:
        """A line at every tick of y, the one at 0 (or the lowest) stronger."""
        base = 0.0 if self.y.low <= 0 <= self.y.high else self.y.low
        ends = {"x": {"value": 0}, "x2": {"value": self.width}, "y": scaled("y", self.y.low, self.y.high)}
        others = [{"y": tick} for tick in self.y.ticks if tick != base]
        yield layer("rule", others, ends, color=style.GRID, strokeWidth=1)
        yield layer("rule", [{"y": base}], ends, color=style.AXIS, strokeWidth=1)

    def labels(self) -> list[Label]:
        """Texts of ticks and axes."""
        size = self.text_size
        below = self.height + 1.5 * size
        found = [
            Label(text, -8, self.at(self.x.low, tick)[1] + size / 3, style.TEXT, "right")
            for tick, text in zip(self.y.ticks, self.y_texts, strict=True)
        ]
        found += [
            Label(text, self.at(tick, self.y.low)[0], below, style.TEXT, "center")
            for tick, text in zip(self.x.ticks, self.x_texts, strict=True)
        ]
        left = -self.padding["left"] + 2
        found.append(Label(self.y_name, left, -0.9 * size, style.TEXT))
        return [*found, Label(self.x_name, self.width, below + 1.5 * size, style.TEXT, "right")]
