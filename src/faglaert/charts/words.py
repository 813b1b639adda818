# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a chart shows, in sentences built from the same numbers: the text for those who do not see the picture."""

from collections.abc import Iterator, Sequence
from statistics import median_low

from faglaert import display
from faglaert.charts.classes import displayed
from faglaert.charts.content import Cell, LineChart, Point, TileMap, numbers
from faglaert.definitions.classifications import area_names, tiles

FEWEST_FOR_EXTREMES = 3
_MOST_NAMES = 3

_TEXTS = {
    "da": {
        "nothing": "Der er ingen tal at vise.",
        "single": "{value} i {period}, det eneste tal i rækken.",
        "same": "{first} i {start} og det samme i {end}.",
        "rise": "{first} i {start} og {last} i {end}: en stigning på {amount}.",
        "fall": "{first} i {start} og {last} i {end}: et fald på {amount}.",
        "extremes": "Højest i {top} ({highest}), lavest i {bottom} ({lowest}).",
        "interval": "For {period} vises kun et interval: {value}.",
        "without": "Intet tal for {periods}: {words}.",
        "baseline_same": "Udgangspunktet er {level}; tallet i {period} er det samme.",
        "baseline_above": "Udgangspunktet er {level}; tallet i {period} ligger {amount} højere.",
        "baseline_below": "Udgangspunktet er {level}; tallet i {period} ligger {amount} lavere.",
        "baseline": "Udgangspunktet er {level}.",
        "target": "Målet er {level}.",
        "comparison": "{name}: {value} i {period}.",
        "map_one": "{name}: {value}, det eneste tal på kortet.",
        "map_same": "Alle {count} tal på kortet er {value}.",
        "map": "Højest i {top} ({highest}) og lavest i {bottom} ({lowest}). "
        "Det midterste af de {count} tal er {middle}.",
        "and": " og ",
        "more": "{count} andre",
    },
    "en": {
        "nothing": "There are no figures to show.",
        "single": "{value} in {period}, the only figure in the series.",
        "same": "{first} in {start} and the same in {end}.",
        "rise": "{first} in {start} and {last} in {end}: a rise of {amount}.",
        "fall": "{first} in {start} and {last} in {end}: a fall of {amount}.",
        "extremes": "Highest in {top} ({highest}), lowest in {bottom} ({lowest}).",
        "interval": "For {period} only an interval is shown: {value}.",
        "without": "No figure for {periods}: {words}.",
        "baseline_same": "The baseline is {level}; the figure in {period} is the same.",
        "baseline_above": "The baseline is {level}; the figure in {period} is {amount} higher.",
        "baseline_below": "The baseline is {level}; the figure in {period} is {amount} lower.",
        "baseline": "The baseline is {level}.",
        "target": "The target is {level}.",
        "comparison": "{name}: {value} in {period}.",
        "map_one": "{name}: {value}, the only figure on the map.",
        "map_same": "All {count} figures on the map are {value}.",
        "map": "Highest in {top} ({highest}) and lowest in {bottom} ({lowest}). "
        "The middle one of the {count} figures is {middle}.",
        "and": " and ",
        "more": "{count} others",
    },
}


def line_chart_sentence(chart: LineChart) -> str:
    """The series in words: from first to last, highest and lowest, gaps, baseline, target and comparison."""
    shown = numbers(chart.points)
    if not shown and not any(point.low is not None for point in chart.points):
        return _TEXTS[chart.language]["nothing"]
    parts = [*_development(chart, shown), *_gaps(chart), *_levels(chart, shown), *_comparison(chart)]
    return " ".join(parts)


def tile_map_sentence(content: TileMap) -> str:
    """The map in words: highest, lowest and middle figure, and the areas without one."""
    texts, places = _TEXTS[content.language], tiles()
    given = {cell.area_code: cell for cell in content.cells}
    cells = [given.get(place.area_code, Cell(place.area_code, None, "missing")) for place in places]
    shown = [cell for cell in cells if cell.value is not None]
    if not shown and not any(cell.low is not None for cell in cells):
        return texts["nothing"]
    return " ".join([*_spread(content, shown), *_areas_without(content, cells)])


def _development(chart: LineChart, shown: Sequence[Point]) -> Iterator[str]:
    texts, language = _TEXTS[chart.language], chart.language
    if not shown:
        return
    first, last = shown[0], shown[-1]
    if len(shown) == 1:
        yield texts["single"].format(value=_value(first, chart), period=display.period(first.period, language))
        return
    difference = displayed((last.value or 0.0) - (first.value or 0.0), chart.unit)
    yield texts[_direction(difference, "same", "rise", "fall")].format(
        first=_value(first, chart),
        start=display.period(first.period, language),
        last=_value(last, chart),
        end=display.period(last.period, language),
        amount=_amount(difference, chart),
    )
    yield from _extremes(chart, shown)


def _extremes(chart: LineChart, shown: Sequence[Point]) -> Iterator[str]:
    highest = max(shown, key=lambda point: point.value or 0.0)
    lowest = min(shown, key=lambda point: point.value or 0.0)
    if len(shown) < FEWEST_FOR_EXTREMES or highest.value == lowest.value:
        return
    yield _TEXTS[chart.language]["extremes"].format(
        top=display.period(highest.period, chart.language),
        highest=_value(highest, chart),
        bottom=display.period(lowest.period, chart.language),
        lowest=_value(lowest, chart),
    )


def _gaps(chart: LineChart) -> Iterator[str]:
    texts, language = _TEXTS[chart.language], chart.language
    without: dict[str, list[str]] = {}
    for point in chart.points:
        if point.low is not None:
            yield texts["interval"].format(period=display.period(point.period, language), value=_value(point, chart))
        elif point.value is None:
            without.setdefault(point.status, []).append(display.period(point.period, language))
    for status, periods in without.items():
        yield texts["without"].format(periods=", ".join(periods), words=display.status_words(status, language))


def _levels(chart: LineChart, shown: Sequence[Point]) -> Iterator[str]:
    texts, language = _TEXTS[chart.language], chart.language
    if chart.baseline is not None:
        key, period, amount = "baseline", "", ""
        if shown:
            difference = displayed((shown[-1].value or 0.0) - chart.baseline, chart.unit)
            key = _direction(difference, "baseline_same", "baseline_above", "baseline_below")
            period, amount = display.period(shown[-1].period, language), _amount(difference, chart)
        level = display.value_as_written(chart.baseline, chart.unit, language)
        yield texts[key].format(level=level, period=period, amount=amount)
    if chart.target is not None:
        yield texts["target"].format(level=display.value_as_written(chart.target, chart.unit, language))


def _comparison(chart: LineChart) -> Iterator[str]:
    shown = numbers(chart.comparison)
    if shown:
        yield _TEXTS[chart.language]["comparison"].format(
            name=chart.comparison_name,
            value=_value(shown[-1], chart),
            period=display.period(shown[-1].period, chart.language),
        )


def _spread(content: TileMap, shown: Sequence[Cell]) -> Iterator[str]:
    texts, names = _TEXTS[content.language], area_names(content.language)
    if not shown:
        return
    values = {cell.area_code: displayed(cell.value or 0.0, content.unit) for cell in shown}
    highest, lowest = max(values.values()), min(values.values())
    top, bottom = ([names[code] for code, value in values.items() if value == extreme] for extreme in (highest, lowest))
    if len(shown) == 1:
        yield texts["map_one"].format(name=top[0], value=_map_value(highest, content))
    elif highest == lowest:
        yield texts["map_same"].format(count=len(shown), value=_map_value(highest, content))
    else:
        yield texts["map"].format(
            top=_listed(top, content.language),
            highest=_map_value(highest, content),
            bottom=_listed(bottom, content.language),
            lowest=_map_value(lowest, content),
            count=len(shown),
            middle=_map_value(median_low(values.values()), content),
        )


def _areas_without(content: TileMap, cells: Sequence[Cell]) -> Iterator[str]:
    texts, names = _TEXTS[content.language], area_names(content.language)
    without: dict[str, list[str]] = {}
    for cell in cells:
        if cell.value is None:
            without.setdefault(cell.status, []).append(names[cell.area_code])
    for status, areas in without.items():
        words = display.status_words(status, content.language)
        yield texts["without"].format(periods=_listed(areas, content.language), words=words)


def _value(point: Point, chart: LineChart) -> str:
    """A figure in a sentence; a plain zero is said as a number, for a sentence has no room for symbols."""
    status = "interval" if point.value is None else "shown"
    return display.value_with_unit(point.value, chart.unit, status, chart.language, low=point.low, high=point.high)


def _map_value(value: float, content: TileMap) -> str:
    return display.value_with_unit(value, content.unit, "shown", content.language)


def _amount(difference: float, chart: LineChart) -> str:
    return display.change(abs(difference), chart.unit, chart.language).removeprefix("+")


def _direction(difference: float, same: str, up: str, down: str) -> str:
    if difference == 0:
        return same
    return up if difference > 0 else down


def _listed(names: Sequence[str], language: str) -> str:
    """``A``, ``A og B``, ``A, B og C``; more than that are counted."""
    texts = _TEXTS[language]
    if len(names) > _MOST_NAMES:
        names = [*names[: _MOST_NAMES - 1], texts["more"].format(count=len(names) - _MOST_NAMES + 1)]
    return texts["and"].join(filter(None, [", ".join(names[:-1]), names[-1]]))
