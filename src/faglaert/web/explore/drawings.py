# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""From published figures to the charts and the sentences beside them."""

from collections.abc import Iterable

from faglaert.charts.content import Cell, LineChart, Point, TileMap
from faglaert.definitions.classifications import area_names
from faglaert.definitions.indicators import Indicator
from faglaert.published.store import Observation

FEWEST_POINTS = 2
"""A single figure is no development: it is told in words."""


def indicator_chart(
    indicator: Indicator,
    series: Iterable[Observation],
    language: str,
    *,
    area_code: str,
    reference: Iterable[Observation] = (),
) -> LineChart:
    """The series of the area ``area_code``, beside ``reference``, the series of one other area.

    Baseline and target belong to the indicator's own area and are drawn for no other.
    """
    points = tuple(_point(each) for each in series)
    others = list(reference)
    is_own = area_code == indicator.area_code
    base = indicator.baseline if is_own else None
    target = indicator.target if is_own else None
    return LineChart(
        points=points,
        unit=indicator.unit,
        language=language,
        comparison=tuple(_point(each) for each in others),
        comparison_name=area_names(language)[others[0].area_code] if others else "",
        baseline=base.value if base else None,
        target=target.value if target else None,
    )


def region_map(indicator: Indicator, latest: Iterable[Observation], language: str) -> TileMap:
    """The municipalities of one period."""
    cells = tuple(Cell(each.area_code, each.value, each.status, each.low_value, each.high_value) for each in latest)
    return TileMap(cells=cells, unit=indicator.unit, language=language)


def _point(observation: Observation) -> Point:
    return Point(
        observation.period, observation.value, observation.status, observation.low_value, observation.high_value
    )
