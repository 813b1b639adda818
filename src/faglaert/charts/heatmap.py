# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Heat map: stages by month, the darker the more."""

from collections.abc import Iterator
from dataclasses import dataclass

from faglaert import display
from faglaert.charts import style
from faglaert.charts.classes import class_breaks, class_of, class_words, figure_text
from faglaert.charts.content import Cell, TileMap
from faglaert.charts.labels import Label
from faglaert.charts.marks import Layer, layer, literal, pixels, text_layers
from faglaert.charts.svg import Canvas, draw, specification

_WIDTHS = {"narrow": 300.0, "wide": 720.0}
_TEXT_SIZES = {"narrow": 12, "wide": 13}
_ROW_HEIGHT = 30.0
_GAP = 1.0
_NAMES_ABOVE = 18.0
_TEXTS = {
    "da": ("måned efter start", "vises ikke", "Flest i {row}, måned {column}: {value}.", "Der er ingen tal at vise."),
    "en": (
        "month since the start",
        "not shown",
        "Most in {row}, month {column}: {value}.",
        "There are no figures to show.",
    ),
}


@dataclass(frozen=True)
class HeatRow:
    """A row of the map: its name, and a value (None when not shown) for each month from 1 on."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class HeatMap:
    """Rows of equal length. ``unit`` is ``share`` or ``persons``."""

    rows: tuple[HeatRow, ...]
    unit: str
    language: str

    @property
    def scale(self) -> TileMap:
        """The values as the classes of a map want them; zeros have no class."""
        values = [value for row in self.rows for value in row.values if value]
        return TileMap(tuple(Cell("", value) for value in values), self.unit, self.language)


def heat_map(chart: HeatMap, size: str) -> str:
    """The map as SVG, ``narrow`` or ``wide``; empty text when no month has a number."""
    if not chart.scale.cells:
        return ""
    breaks, text_size = class_breaks(chart.scale), _TEXT_SIZES[size]
    names = style.text_width(max((row.name for row in chart.rows), key=len), text_size) + 8 if size == "wide" else 0.0
    width = _WIDTHS[size] - names - 4
    row_height = _ROW_HEIGHT + (_NAMES_ABOVE if size == "narrow" else 0.0)
    height = row_height * len(chart.rows)
    legend = _legend(chart, breaks, size)
    rows = [*_tiles(chart, breaks, width / _length(chart), row_height), *legend.tiles(height, -names)]
    labels = [
        *_row_names(chart, size, row_height),
        *_months(chart, width, height, text_size),
        *legend.labels(height, -names),
    ]
    padding = {"left": names + 2, "right": 2.0, "top": 4.0, "bottom": text_size * 4.0 + legend.height}
    return draw(specification([_rects(rows), *text_layers(labels)], Canvas(width, height, padding, text_size)))


def heat_map_sentence(chart: HeatMap) -> str:
    """Where the largest value stands in each row."""
    pattern, nothing = _TEXTS[chart.language][2:]
    parts = []
    for row in chart.rows:
        numbers = {place: value for place, value in enumerate(row.values, start=1) if value}
        if numbers:
            month = max(numbers, key=lambda each: numbers[each])
            value = display.value_with_unit(numbers[month], chart.unit, "shown", chart.language)
            parts.append(pattern.format(row=row.name.lower(), column=month, value=value))
    return " ".join(parts) or nothing


def _length(chart: HeatMap) -> int:
    return len(chart.rows[0].values)


def _fill(value: float | None, unit: str, breaks: tuple[float, ...]) -> str:
    if value is None:
        return style.GRID
    return style.CLASS_COLOURS[class_of(value, unit, breaks)] if value else style.WITHOUT_NUMBER_FILL


def _tiles(chart: HeatMap, breaks: tuple[float, ...], step: float, row_height: float) -> list[dict[str, object]]:
    return [
        {
            "x": place * step,
            "x2": (place + 1) * step - _GAP,
            "y": (number + 1) * row_height - _ROW_HEIGHT,
            "y2": (number + 1) * row_height - 2,
            "fill": _fill(value, chart.unit, breaks),
        }
        for number, row in enumerate(chart.rows)
        for place, value in enumerate(row.values)
    ]


def _rects(rows: list[dict[str, object]]) -> Layer:
    fields = {"x": pixels("x"), "x2": {"field": "x2"}, "y": pixels("y"), "y2": {"field": "y2"}, "fill": literal("fill")}
    return layer("rect", rows, fields)


def _row_names(chart: HeatMap, size: str, row_height: float) -> Iterator[Label]:
    for number, row in enumerate(chart.rows):
        if size == "wide":
            yield Label(row.name, -8, (number + 0.6) * row_height, style.DARK_TEXT, "right")
        else:
            yield Label(row.name, 0, number * row_height + _NAMES_ABOVE - 5, style.DARK_TEXT, is_bold=True)


def _months(chart: HeatMap, width: float, height: float, size: float) -> Iterator[Label]:
    count = _length(chart)
    for month in (1, *range(6, count + 1, 6)):
        yield Label(str(month), (month - 0.5) * width / count, height + 1.2 * size, style.TEXT, "center")
    yield Label(_TEXTS[chart.language][0], width, height + 2.6 * size, style.TEXT, "right")


@dataclass(frozen=True)
class _Legend:
    """Squares with what their colours mean, as many in a line as there is room for."""

    entries: tuple[tuple[str, str], ...]
    width: float
    size: float

    @property
    def places(self) -> list[tuple[float, float]]:
        found, x, y = [], 0.0, 0.0
        for _, words in self.entries:
            room = 22 + style.text_width(words, self.size) + 12
            if x and x + room > self.width:
                x, y = 0.0, y + 1.7 * self.size
            found.append((x, y))
            x += room
        return found

    @property
    def height(self) -> float:
        return self.places[-1][1] + 1.7 * self.size

    def tiles(self, below: float, left: float) -> list[dict[str, object]]:
        top = below + 3.6 * self.size
        return [
            {"x": left + x, "x2": left + x + 16, "y": top + y, "y2": top + y + 14, "fill": colour}
            for (colour, _), (x, y) in zip(self.entries, self.places, strict=True)
        ]

    def labels(self, below: float, left: float) -> list[Label]:
        base = below + 3.6 * self.size + 12
        return [
            Label(words, left + x + 22, base + y, style.TEXT)
            for (_, words), (x, y) in zip(self.entries, self.places, strict=True)
        ]


def _legend(chart: HeatMap, breaks: tuple[float, ...], size: str) -> _Legend:
    entries = list(zip(style.CLASS_COLOURS, class_words(chart.scale, breaks), strict=False))
    values = [value for row in chart.rows for value in row.values]
    if 0 in values:
        entries.insert(0, (style.WITHOUT_NUMBER_FILL, figure_text(0.0, "persons", chart.language)))
    if None in values:
        entries.append((style.GRID, _TEXTS[chart.language][1]))
    return _Legend(tuple(entries), _WIDTHS[size] - 8, _TEXT_SIZES[size])
