# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a chart shows, before anything is drawn: the same content gives the picture and the sentence beside it."""

from dataclasses import dataclass
from typing import Literal

Size = Literal["card", "narrow", "wide"]


@dataclass(frozen=True)
class Point:
    """One period's figure; ``value`` is None where ``status`` says so, ``low`` and ``high`` belong to an interval."""

    period: str
    value: float | None
    status: str = "shown"
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class LineChart:
    """A series with what it is held against. Points are in the order of their periods; shares are 0-1."""

    points: tuple[Point, ...]
    unit: str
    language: str
    comparison: tuple[Point, ...] = ()
    comparison_name: str = ""
    baseline: float | None = None
    target: float | None = None


@dataclass(frozen=True)
class Cell:
    """One area's figure on a map; as :class:`Point`, with the area's code in place of the period."""

    area_code: str
    value: float | None
    status: str = "shown"
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class TileMap:
    """The figures of one period, an area a tile. ``breaks`` are the lower ends of the classes but the first.

    Without ``breaks`` five classes are made of equally many areas each. An area without a cell counts as missing.
    """

    cells: tuple[Cell, ...]
    unit: str
    language: str
    breaks: tuple[float, ...] | None = None


def numbers(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The points that have a number."""
    return tuple(point for point in points if point.value is not None)
