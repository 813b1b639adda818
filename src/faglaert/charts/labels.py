# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Labels in a chart: their text, and a place for each where they cover neither lines nor each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from faglaert.charts.scales import Box
from faglaert.charts.style import text_width

Align = Literal["left", "center", "right"]
Line = Sequence[tuple[float, float]]

_ASCENT = 0.8
_DESCENT = 0.25


@dataclass(frozen=True)
class Label:
    """A text in the plot: x and y (downwards) of its baseline in pixels from the plot's upper left corner.

    A white edge keeps a text readable that has to stand among lines.
    """

    text: str
    x: float
    y: float
    colour: str
    align: Align = "left"
    is_bold: bool = False
    has_edge: bool = False

    def box(self, size: float) -> Box:
        """The room the text takes."""
        width = text_width(self.text, size, is_bold=self.is_bold)
        left = self.x - {"left": 0.0, "center": width / 2, "right": width}[self.align]
        return Box(left, self.y - _ASCENT * size, left + width, self.y + _DESCENT * size)


@dataclass(frozen=True)
class Obstacles:
    """What a label must not cover: lines, boxes of other labels, and the edge of the plot."""

    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]
    plot: Box

    def cost(self, box: Box) -> float:
        """How bad a place is; 0 is free."""
        area = (box.right - box.left) * (box.bottom - box.top)
        outside = area - box.overlap(self.plot)
        return (
            sum(box.covers(line) for line in self.lines) + sum(box.overlap(each) for each in self.boxes) + 10 * outside
        )

    def with_box(self, box: Box) -> "Obstacles":
        """The same with one more box."""
        return replace(self, boxes=(*self.boxes, box))


def best(candidates: Iterable[Label], obstacles: Obstacles, size: float) -> tuple[Label, float]:
    """The candidate that covers least, the earlier one among equals, and what it costs."""
    costs = [(obstacles.cost(label.box(size)), position, label) for position, label in enumerate(candidates)]
    cost, _, label = min(costs, key=lambda each: each[:2])
    return label, cost


def beside_level(text: str, y: float, *, width: float, colour: str, size: float) -> list[Label]:
    """Places for the name of a horizontal line: above or below it, at the left, the right or in between."""
    room = text_width(text, size)
    starts = [(width - room) * eighth / 8 for eighth in (0, 8, 4, 2, 6, 1, 7, 3, 5)]
    return [
        Label(text, x, baseline, colour, has_edge=True) for x in starts for baseline in (y - 5, y + 4 + _ASCENT * size)
    ]


def beside_line(text: str, line: Line, colour: str, size: float) -> list[Label]:
    """Places for the name of a line: above or below each of its points, the later ones first."""
    return [
        Label(text, x, baseline, colour, "center", has_edge=True)
        for x, y in reversed(line)
        for baseline in (y - 6, y + 6 + _ASCENT * size)
    ]
