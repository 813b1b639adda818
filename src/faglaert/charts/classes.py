# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Classes of a map: where they begin, which one a figure is in, and their words in the legend.

A figure is classed as it is displayed, so that a tile never contradicts its own text.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from faglaert import display
from faglaert.charts.content import TileMap

CLASS_COUNT = 5
_DECIMALS = {"share": 3, "percent": 1, "score": 1, "index": 1}
_WORDS = {"da": ("under {}", "{} og derover", "alle {}"), "en": ("under {}", "{} and above", "all {}")}


def displayed(value: float, unit: str) -> float:
    """A value rounded as it is shown: a share to a tenth of a per cent, a count to a whole number."""
    return float(display.rounded(value, _DECIMALS.get(unit, 0)))


def class_breaks(tile_map: TileMap) -> tuple[float, ...]:
    """The lower ends of the classes but the first: those given, or quantiles of the values, each class with areas."""
    if tile_map.breaks is not None:
        return tile_map.breaks
    values = sorted(displayed(cell.value, tile_map.unit) for cell in tile_map.cells if cell.value is not None)
    if not values:
        return ()
    cuts = {values[len(values) * number // CLASS_COUNT] for number in range(1, CLASS_COUNT)}
    return tuple(sorted(cut for cut in cuts if cut > values[0]))


def class_of(value: float, unit: str, breaks: Sequence[float]) -> int:
    """Number of the class, 0 the lowest; a value at a break belongs to the upper class."""
    return bisect_right(breaks, displayed(value, unit) + 1e-12)


def class_words(tile_map: TileMap, breaks: Sequence[float]) -> list[str]:
    """What each class holds: ``under 7,1 %``, ``7,1–8,3 %``, ``11,0 % og derover``."""
    unit, language = tile_map.unit, tile_map.language
    below, above, everything = _WORDS[language]
    if not breaks:
        values = [cell.value for cell in tile_map.cells if cell.value is not None]
        return [everything.format(figure_text(values[0], unit, language))] if values else []
    step = 10.0 ** -_DECIMALS.get(unit, 0)
    middle = [
        f"{_number(low, unit, language)}{display.EN_DASH}{figure_text(high - step, unit, language)}"
        if high - step > low + step / 2
        else figure_text(low, unit, language)
        for low, high in pairwise(breaks)
    ]
    first = below.format(figure_text(breaks[0], unit, language))
    return [first, *middle, above.format(figure_text(breaks[-1], unit, language))]


def figure_text(value: float, unit: str, language: str) -> str:
    """A figure in a tile or legend: per cent with its sign, all else as a number alone."""
    text = _number(value, unit, language)
    if unit not in {"share", "percent"}:
        return text
    return f"{text}{display.NO_BREAK_SPACE}%" if language == "da" else f"{text}%"


def _number(value: float, unit: str, language: str) -> str:
    decimals = 1 if unit in _DECIMALS else 0
    return display.number(value * 100 if unit == "share" else value, language, decimals)
