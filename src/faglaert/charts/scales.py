# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Axes and places for labels, computed before a chart is drawn so that nothing is cut or covered."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

TINY_SPREAD = 0.15
"""A line whose spread is below this share of its highest value would look flat on an axis from 0."""


@dataclass(frozen=True)
class Axis:
    """A linear axis: its ends, and the values that are marked."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def place(self, value: float, length: float) -> float:
        """How far along ``length`` pixels a value lies."""
        return (value - self.low) / (self.high - self.low) * length


def value_axis(values: Sequence[float], *, most_ticks: int, may_zoom: bool) -> Axis:
    """An axis that holds all values: from 0, unless ``may_zoom`` and their spread is tiny (or some are negative)."""
    lowest, highest = min(values), max(values)
    spread = highest - lowest
    low, high = min(lowest, 0.0), max(highest, 0.0)
    if may_zoom and 0 < spread < TINY_SPREAD * highest:
        low, high = max(lowest - spread / 2, 0.0), highest + spread / 2
    if high == low:
        high = low + 1
    step = nice_step((high - low) / most_ticks)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(round(number * step, 12) for number in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], ticks)


def nice_step(least: float) -> float:
    """The smallest of 1, 2, 5 times a power of ten that is not below ``least``."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))


def spaced(places: Sequence[float], distance: float) -> list[int]:
    """Positions in ``places`` (ascending) to label, ``distance`` or more between them: the first, the last, even steps.

    A step that reaches from the last to the first is preferred, up to two and a half times the smallest.
    """
    count = len(places)
    strides = [stride for stride in range(1, count) if _fits(places, stride, distance)]
    if not strides:
        return [count - 1] if count else []
    smallest = strides[0]
    stride = next((each for each in strides if (count - 1) % each == 0 and each <= 2.5 * smallest), smallest)
    chosen = sorted(range(count - 1, -1, -stride))
    if chosen[0] == 0:
        return chosen
    far_enough = [position for position in chosen if places[position] - places[0] >= distance]
    return [0, *far_enough]


def _fits(places: Sequence[float], stride: int, distance: float) -> bool:
    labelled = places[::-1][::stride]
    return all(later - earlier >= distance for later, earlier in pairwise(labelled))


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        """The area two boxes share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0.0) * max(height, 0.0)

    def covers(self, line: Sequence[tuple[float, float]]) -> float:
        """About how many pixels of a line run through the box."""
        return sum(self._covers_piece(start, end) for start, end in pairwise(line))

    def _covers_piece(self, start: tuple[float, float], end: tuple[float, float]) -> float:
        steps = max(int(max(abs(end[0] - start[0]), abs(end[1] - start[1])) / 2), 1)
        inside = 0
        for step in range(steps + 1):
            x = start[0] + (end[0] - start[0]) * step / steps
            y = start[1] + (end[1] - start[1]) * step / steps
            inside += self.left <= x <= self.right and self.top <= y <= self.bottom
        return inside * 2.0


def apart(wanted: Sequence[float], distance: float, low: float, high: float) -> list[float]:
    """Move places along one direction until they are ``distance`` apart and inside ``low`` to ``high``."""
    order = sorted(range(len(wanted)), key=lambda position: wanted[position])
    placed: list[float] = []
    for position in order:
        least = placed[-1] + distance if placed else low
        placed.append(max(wanted[position], least))
    for index in range(len(placed) - 1, -1, -1):
        most = placed[index + 1] - distance if index + 1 < len(placed) else high
        placed[index] = min(placed[index], most)
    result = [0.0] * len(wanted)
    for place, position in zip(placed, order, strict=True):
        result[position] = place
    return result
