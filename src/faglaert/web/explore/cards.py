# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Cards of the front page: one indicator in a few lines and a small chart."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from faglaert import display
from faglaert.charts.line_chart import line_chart
from faglaert.charts.words import line_chart_sentence
from faglaert.definitions.classifications import area_names
from faglaert.definitions.indicators import Indicator
from faglaert.definitions.programme import programme
from faglaert.published.store import IndicatorSummary, Observation, Store
from faglaert.web.explore.drawings import FEWEST_POINTS, indicator_chart

_SIGNS = ("+", display.MINUS)


@dataclass(frozen=True)
class Direction:
    """The way the programme wants a figure to move, in words and as the icon that stands beside them."""

    words: str
    icon: str


@dataclass(frozen=True)
class Card:
    """What a card says; texts are ready to print, and an absent one is empty."""

    title: str
    address: str
    value: str
    unit: str
    value_words: str
    period: str
    other_area: str
    baseline: str
    baseline_period: str
    target: str
    change: str
    verdict: str
    direction: Direction
    drawing: str
    drawing_words: str
    is_baseline_only: bool
    is_synthetic: bool


def make_card(store: Store, summary: IndicatorSummary, language: str) -> Card:
    """The card of one indicator."""
    indicator, latest = summary.indicator, summary.latest
    series = store.own_series(indicator.id)
    figure, _, unit = value_text(latest, indicator, language).partition(" ")
    has_series = len(series) >= FEWEST_POINTS
    chart = indicator_chart(indicator, series, language, area_code=indicator.area_code) if has_series else None
    base, target = indicator.baseline, indicator.target
    return Card(
        title=indicator.short_title[language],
        address=reverse("explore:indicator", kwargs={"indicator_id": indicator.id}),
        value=figure,
        unit=unit,
        value_words=display.status_words(latest.status, language) if display.status_symbol(latest.status) else "",
        period=display.period(latest.period, language),
        other_area=other_area(indicator, language),
        baseline=display.value_as_written(base.value, indicator.unit, language) if base else "",
        baseline_period=display.period(base.period, language) if base else "",
        target=display.value_as_written(target.value, indicator.unit, language) if target else "",
        change=change_text(summary, language),
        verdict=verdict(summary, language),
        direction=direction(indicator),
        drawing=line_chart(chart, "card") if chart else "",
        drawing_words=line_chart_sentence(chart) if chart else "",
        is_baseline_only=summary.is_baseline_only,
        is_synthetic=latest.data_kind == "synthetic",
    )


def value_text(observation: Observation, indicator: Indicator, language: str) -> str:
    """An observation as figure and unit, interval or symbol; the document's own figure is written as it is there."""
    base = indicator.baseline
    found = (observation.area_code, observation.period, observation.value)
    if base is not None and found == (base.area_code, base.period, base.value):
        return display.value_as_written(base.value, indicator.unit, language)
    return display.value_with_unit(
        observation.value,
        indicator.unit,
        observation.status,
        language,
        low=observation.low_value,
        high=observation.high_value,
    )


def other_area(indicator: Indicator, language: str) -> str:
    """The indicator's area where it is not the programme's region, so that nobody takes the one for the other."""
    is_region = indicator.area_code == programme().region_code
    return "" if is_region else area_names(language)[indicator.area_code]


def change_text(summary: IndicatorSummary, language: str) -> str:
    """The change since the baseline with sign and unit; empty when there is none to speak of."""
    if summary.change is None:
        return ""
    return display.change(summary.change, summary.indicator.unit, language)


def verdict(summary: IndicatorSummary, language: str) -> str:
    """Whether the change goes the way the programme wants; empty when it rounds to nothing."""
    text = change_text(summary, language)
    if summary.change is None or not text.startswith(_SIGNS):
        return ""
    is_up = summary.change > 0
    if is_up == (summary.indicator.direction == "up"):
        return gettext("i den ønskede retning")
    return gettext("modsat den ønskede retning")


def direction(indicator: Indicator) -> Direction:
    """The wished direction."""
    if indicator.direction == "up":
        return Direction(gettext("Ønsket retning: op"), "arrow-upward")
    return Direction(gettext("Ønsket retning: ned"), "arrow-downward")
