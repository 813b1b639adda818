# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Tile map of the region's municipalities: one square each, all the same size, coloured by class with name and value.

Squares and not borders, because a map by area would show the islands and the woods and hide the city.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from faglaert import display
from faglaert.charts import style
from faglaert.charts.classes import class_breaks, class_of, class_words, figure_text
from faglaert.charts.content import Cell, TileMap
from faglaert.charts.labels import Label
from faglaert.charts.marks import Layer, Rows, layer, literal, pixels, text_layers
from faglaert.charts.style import text_width
from faglaert.charts.svg import Canvas, draw, specification
from faglaert.definitions.classifications import Tile, tiles

__all__ = ["Cell", "TileMap", "tile_map"]

MapSize = Literal["narrow", "wide"]

_GAP = 2.0
_SWATCH = 14.0
_LINE = 20.0
_LARGEST_TILE = 66.0
_WIDTHS: dict[MapSize, float] = {"narrow": 300.0, "wide": 720.0}
_TEXT_SIZES: dict[MapSize, int] = {"narrow": 11, "wide": 13}
_LEGEND_WIDTH = 216.0
_OVERHANG = 4.0
"""How far a text may reach over its tile before it is written shorter: the width is measured on the safe side."""


@dataclass(frozen=True)
class _Square:
    """One tile or swatch in pixels with its look and its texts."""

    x: float
    y: float
    side: float
    fill: str
    is_plain: bool


def tile_map(content: TileMap, size: MapSize) -> str:
    """The map as SVG, 300 or 720 wide; empty text when no area has a number or an interval."""
    if not any(cell.value is not None or cell.low is not None for cell in content.cells):
        return ""
    return draw(tile_map_specification(content, size))


def tile_map_specification(content: TileMap, size: MapSize) -> dict[str, Any]:
    """The Vega-Lite specification of the map."""
    grid = _Grid(content, size, tiles())
    padding = {"left": 0.0, "right": 0.0, "top": 0.0, "bottom": 0.0}
    return specification(grid.layers(), Canvas(_WIDTHS[size], grid.height, padding, _TEXT_SIZES[size]))


class _Grid:
    """Places the tiles and the legend of one map."""

    def __init__(self, content: TileMap, size: MapSize, places: Sequence[Tile]) -> None:
        self.content = content
        self.size = size
        self.places = places
        self.text_size = _TEXT_SIZES[size]
        self.breaks = class_breaks(content)
        self.cells: Mapping[str, Cell] = {cell.area_code: cell for cell in content.cells}
        columns = 1 + max(place.column for place in places)
        room = _WIDTHS[size] - (_LEGEND_WIDTH + 24 if size == "wide" else 0.0)
        self.side = min(room / columns, _LARGEST_TILE)
        self.map_height = self.side * (1 + max(place.row for place in places))
        self.legend = self._legend()
        shown = [_shown(cell, content) for cell in content.cells if cell.value is not None]
        self.has_percent_signs = all(self._fits(text) for text in shown)

    @property
    def height(self) -> float:
        """Height of the picture: the map, and below it (narrow) or beside it (wide) the legend."""
        lowest = max(y for _, y, _, _, _ in self.legend) + _LINE
        return max(self.map_height, lowest)

    def layers(self) -> list[Layer]:
        """Squares first, then the texts on them."""
        squares = [self._square(place) for place in self.places]
        squares += [_Square(x, y, _SWATCH, fill, is_plain) for x, y, fill, is_plain, _ in self.legend]
        on_tiles = [label for place in self.places for label in self._texts(place)]
        beside = [Label(text, x + _SWATCH + 6, y + 0.85 * _SWATCH, style.TEXT) for x, y, _, _, text in self.legend]
        return [*_square_layers(squares), *text_layers([*on_tiles, *beside])]

    def cell(self, place: Tile) -> Cell:
        """The figure of a tile; an area without one is missing."""
        return self.cells.get(place.area_code, Cell(place.area_code, None, "missing"))

    def _fill(self, cell: Cell) -> tuple[str, bool]:
        if cell.value is None:
            return style.WITHOUT_NUMBER_FILL, False
        return self._class_fill(class_of(cell.value, self.content.unit, self.breaks)), True

    def _class_fill(self, number: int) -> str:
        """Few classes are spread over the whole range of colours."""
        last = max(len(self.breaks), 1)
        return style.CLASS_COLOURS[round(number * (len(style.CLASS_COLOURS) - 1) / last)]

    def _square(self, place: Tile) -> _Square:
        fill, is_plain = self._fill(self.cell(place))
        return _Square(place.column * self.side, place.row * self.side, self.side - _GAP, fill, is_plain)

    def _texts(self, place: Tile) -> list[Label]:
        cell = self.cell(place)
        colour = style.text_on(self._fill(cell)[0])
        x = place.column * self.side + (self.side - _GAP) / 2
        middle = place.row * self.side + (self.side - _GAP) / 2
        name = Label(place.short_name, x, middle - 0.25 * self.text_size, colour, "center")
        value = Label(self._value_text(cell), x, middle + 1.05 * self.text_size, colour, "center", is_bold=True)
        return [name, value]

    def _value_text(self, cell: Cell) -> str:
        """The value as it is shown; without its per cent sign (the legend has it) where there is no room for it."""
        text = _shown(cell, self.content)
        has_room = self._fits(text) if cell.value is None else self.has_percent_signs
        return text if has_room else text.removesuffix("%").rstrip(display.NO_BREAK_SPACE)

    def _fits(self, text: str) -> bool:
        return text_width(text, self.text_size, is_bold=True) <= self.side - _GAP + _OVERHANG

    def _legend(self) -> list[tuple[float, float, str, bool, str]]:
        """Place, fill, plainness and words of each swatch: the classes, then what stands for no number."""
        texts = class_words(self.content, self.breaks)
        entries = [(self._class_fill(number), True, text) for number, text in enumerate(texts)]
        statuses = dict.fromkeys(self.cell(place).status for place in self.places if self.cell(place).value is None)
        entries += [
            (style.WITHOUT_NUMBER_FILL, False, _status_text(status, self.content.language)) for status in statuses
        ]
        left = self.side * (1 + max(place.column for place in self.places)) + 24 if self.size == "wide" else 0.0
        top = 0.0 if self.size == "wide" else self.map_height + 10
        return [(left, top + number * _LINE, *entry) for number, entry in enumerate(entries)]


def _shown(cell: Cell, content: TileMap) -> str:
    if cell.value is not None and cell.status == "shown":
        return figure_text(cell.value, content.unit, content.language)
    return display.value_with_unit(
        cell.value, content.unit, cell.status, content.language, low=cell.low, high=cell.high
    )


def _status_text(status: str, language: str) -> str:
    """The symbol and the words of a status as far as their first comma: the legend is narrow."""
    symbol, words = display.status_symbol(status), display.status_words(status, language)
    return f"{symbol} {words.split(',')[0]}".strip()


def _square_layers(squares: Sequence[_Square]) -> list[Layer]:
    """Squares with a number are filled; those without have a broken edge, so that colour is not all that tells."""
    edge = {"stroke": style.WITHOUT_NUMBER_EDGE, "strokeDash": [3, 2], "strokeWidth": 1}
    found = []
    for is_plain, look in ((True, {}), (False, edge)):
        rows: Rows = [
            {"x": each.x, "x2": each.x + each.side, "y": each.y, "y2": each.y + each.side, "fill": each.fill}
            for each in squares
            if each.is_plain is is_plain
        ]
        corners = {"x": pixels("x"), "x2": {"field": "x2"}, "y": pixels("y"), "y2": {"field": "y2"}}
        if rows:
            found.append(layer("rect", rows, corners | {"fill": literal("fill")}, **look))
    return found
