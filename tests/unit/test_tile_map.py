# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The tile map of the region's municipalities."""

from xml.etree import ElementTree

import altair
import pytest

from faglaert.charts import style
from faglaert.charts.content import Cell, TileMap
from faglaert.charts.svg import NAMESPACE
from faglaert.charts.tile_map import tile_map, tile_map_specification
from faglaert.definitions.classifications import tiles

NBSP = "\N{NO-BREAK SPACE}"
PLACES = tiles()
SHARES = TileMap(
    tuple(Cell(place.area_code, 0.05 + number / 500) for number, place in enumerate(PLACES)), "share", "da"
)


def drawn(content, size="wide"):
    return ElementTree.fromstring(tile_map(content, size))


def texts(root):
    return [element.text for element in root.iter(f"{{{NAMESPACE}}}text")]


def fills(root):
    return [element.get("fill") for element in root.iter(f"{{{NAMESPACE}}}path")]


def with_first(cell_status, value=None, **bounds):
    first = Cell(PLACES[0].area_code, value, cell_status, **bounds)
    return TileMap((first, *SHARES.cells[1:]), "share", "da")


def test_every_municipality_has_a_tile():
    root = drawn(SHARES)
    assert len(PLACES) == 29
    assert {place.short_name for place in PLACES} <= set(texts(root))
    assert sum(fill in style.CLASS_COLOURS for fill in fills(root)) == 29 + 5


@pytest.mark.parametrize("size", ["narrow", "wide"])
def test_tiles_carry_formatted_values(size):
    written = {"narrow": "5,0", "wide": f"5,0{NBSP}%"}[size]
    assert written in texts(drawn(SHARES, size))


def test_legend_names_the_classes():
    found = texts(drawn(SHARES))
    assert f"under 6,0{NBSP}%" in found
    assert any(text.endswith("og derover") for text in found)


@pytest.mark.parametrize(("status", "symbol"), [("suppressed", ".."), ("missing", ":")])
def test_hidden_tile_has_symbol_edge_and_legend(status, symbol):
    root = drawn(with_first(status))
    edged = [path for path in root.iter(f"{{{NAMESPACE}}}path") if path.get("stroke") == style.WITHOUT_NUMBER_EDGE]
    assert symbol in texts(root)
    assert any(text.startswith(f"{symbol} ") for text in texts(root))
    assert len(edged) == 2


def test_area_without_a_cell_is_missing():
    assert ":" in texts(drawn(TileMap(SHARES.cells[1:], "share", "da")))


def test_interval_and_zero_are_shown_as_everywhere():
    assert any(text.startswith("10–24") for text in texts(drawn(with_first("interval", low=0.1, high=0.24))))
    assert "-" in texts(drawn(with_first("zero", 0.0)))


@pytest.mark.parametrize(("size", "width"), [("narrow", 300), ("wide", 720)])
def test_map_fits_its_width(size, width):
    root = drawn(SHARES, size)
    assert root.get("width") == str(width)
    assert root.get("aria-hidden") == "true"
    assert len(tile_map(SHARES, size).encode()) < 25_000


@pytest.mark.parametrize("size", ["narrow", "wide"])
def test_short_names_fit_their_tiles(size):
    columns = 1 + max(place.column for place in PLACES)
    side, text_size = {"narrow": (300 / columns, 11), "wide": (66, 13)}[size]
    too_long = [place.short_name for place in PLACES if style.text_width(place.short_name, text_size) > side + 4]
    assert too_long == []


def test_text_on_every_class_is_readable():
    fills_used = (*style.CLASS_COLOURS, style.WITHOUT_NUMBER_FILL)
    assert all(style.contrast(style.text_on(fill), fill) >= 4.5 for fill in fills_used)


def test_map_without_numbers_is_no_picture():
    assert tile_map(TileMap((Cell(PLACES[0].area_code, None, "missing"),), "share", "da"), "wide") == ""


def test_same_map_gives_same_bytes():
    assert tile_map(SHARES, "narrow") == tile_map(SHARES, "narrow")


def test_specification_follows_the_grammar():
    spec = tile_map_specification(with_first("missing"), "wide")
    assert len(altair.LayerChart.from_dict(spec).layer) == len(spec["layer"])
