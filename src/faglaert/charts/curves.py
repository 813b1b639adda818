# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Curves of cumulative shares by month since the start, each with its band of uncertainty."""

from collections.abc import Iterator
from dataclasses import dataclass

from faglaert import display
from faglaert.charts import style
from faglaert.charts.classes import figure_text
from faglaert.charts.labels import Label
from faglaert.charts.marks import Layer, layer, text_layers
from faglaert.charts.plane import SERIES_COLOURS, SERIES_DASHES, Plane
from faglaert.charts.scales import Axis, apart, value_axis
from faglaert.charts.svg import draw, specification

_MONTHS_BETWEEN_TICKS = {12: 3, 24: 6}
_HEIGHTS = {"narrow": 220.0, "wide": 320.0}
_TEXTS = {
    "da": (
        "måneder efter start",
        "andel af dem, der begyndte",
        "{name}: {value} efter {month} måneder ({interval}).",
    ),
    "en": (
        "months since the start",
        "share of those who began",
        "{name}: {value} after {month} months ({interval}).",
    ),
}
_NOTHING = {"da": "Der er ingen tal at vise.", "en": "There are no figures to show."}
_WITHOUT = {"da": "{name}: tallene vises ikke.", "en": "{name}: the figures are not shown."}


@dataclass(frozen=True)
class Step:
    """A curve at a month: the share (0-1) and its interval; None where it is not shown."""

    month: int
    share: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Curve:
    """One curve and its name."""

    name: str
    steps: tuple[Step, ...]

    @property
    def shown(self) -> tuple[Step, ...]:
        """The months that have a number."""
        return tuple(step for step in self.steps if step.share is not None)


@dataclass(frozen=True)
class CurveChart:
    """Up to four curves followed for some months."""

    curves: tuple[Curve, ...]
    months: int
    language: str


def curve_chart(chart: CurveChart, size: str) -> str:
    """The curves as SVG, ``narrow`` (300 wide) or ``wide`` (720); empty text when there is nothing to draw."""
    if not any(curve.shown for curve in chart.curves):
        return ""
    plane = _plane(chart, size)
    names = _names_above(chart, plane) if size == "narrow" else _names_beside(chart, plane)
    layers = [*plane.grid(), *_bands(chart, plane), *_lines(chart, plane), *_samples(chart, plane)]
    return draw(specification([*layers, *text_layers([*plane.labels(), *names])], plane.canvas))


def curve_chart_sentence(chart: CurveChart) -> str:
    """Where each curve ends."""
    pattern, without = _TEXTS[chart.language][2], _WITHOUT[chart.language]
    if not any(curve.shown for curve in chart.curves):
        return _NOTHING[chart.language]
    return " ".join(
        pattern.format(
            name=curve.name,
            value=display.share(last.share or 0.0, chart.language),
            month=last.month,
            interval=_interval(last, chart.language),
        )
        if (last := curve.shown[-1] if curve.shown else None)
        else without.format(name=curve.name)
        for curve in chart.curves
    )


def _interval(step: Step, language: str) -> str:
    low = display.number(100 * (step.low or 0.0), language, 1)
    return f"{low}{display.EN_DASH}{display.share(step.high or 0.0, language)}"


def _plane(chart: CurveChart, size: str) -> Plane:
    step = _MONTHS_BETWEEN_TICKS.get(chart.months, 12)
    months = tuple(range(0, chart.months + 1, step))
    highest = max(step.high or step.share or 0.0 for curve in chart.curves for step in curve.shown)
    shares = value_axis([0.0, max(highest, 0.05)], most_ticks=5, may_zoom=False)
    x_name, y_name, _ = _TEXTS[chart.language]
    if size == "narrow":
        room = {"top": 18.0 * len(chart.curves)}
    else:
        room = {"right": max(style.text_width(curve.name, 13) for curve in chart.curves) + 4}
    return Plane(
        x=Axis(0, chart.months, tuple(float(month) for month in months)),
        y=shares,
        x_texts=tuple(map(str, months)),
        y_texts=tuple(
            f"{figure_text(tick, 'share', chart.language)}".replace(",0", "").replace(".0", "") for tick in shares.ticks
        ),
        x_name=x_name,
        y_name=y_name,
        size=size,
        height=_HEIGHTS[size],
        room=room,
    )


def _bands(chart: CurveChart, plane: Plane) -> Iterator[Layer]:
    for place, curve in enumerate(chart.curves):
        rows = [
            {"x": step.month, "y": step.low, "top": step.high}
            for step in (Step(0, 0.0, 0.0, 0.0), *curve.shown)
            if step.low is not None and step.month <= chart.months
        ]
        places = plane.places() | {"y2": {"field": "top"}}
        yield layer("area", rows, places, color=SERIES_COLOURS[place], opacity=0.14)


def _lines(chart: CurveChart, plane: Plane) -> Iterator[Layer]:
    for place, curve in enumerate(chart.curves):
        rows = [{"x": 0, "y": 0}] + [
            {"x": step.month, "y": step.share} for step in curve.shown if step.month <= chart.months
        ]
        look = {"color": SERIES_COLOURS[place], "strokeDash": SERIES_DASHES[place], "strokeWidth": 2.25}
        yield layer("line", rows, plane.places(), **look)


def _ends(chart: CurveChart) -> list[tuple[int, Step]]:
    return [
        (place, [step for step in curve.shown if step.month <= chart.months][-1])
        for place, curve in enumerate(chart.curves)
        if curve.shown
    ]


def _names_beside(chart: CurveChart, plane: Plane) -> list[Label]:
    ends = _ends(chart)
    wanted = [plane.at(step.month, step.share or 0.0)[1] for _, step in ends]
    placed = apart(wanted, 1.35 * plane.text_size, 0, plane.height)
    return [
        Label(chart.curves[place].name, plane.width + 8, y + plane.text_size / 3, SERIES_COLOURS[place], is_bold=True)
        for (place, _), y in zip(ends, placed, strict=True)
    ]


def _names_above(chart: CurveChart, plane: Plane) -> list[Label]:
    return [
        Label(curve.name, 30 - plane.padding["left"], _line_above(place, chart), SERIES_COLOURS[place], is_bold=True)
        for place, curve in enumerate(chart.curves)
    ]


def _line_above(place: int, chart: CurveChart) -> float:
    return -18.0 * (len(chart.curves) - place) - 12


def _samples(chart: CurveChart, plane: Plane) -> Iterator[Layer]:
    """A piece of each line before its name, where the names stand above the plot."""
    if plane.size != "narrow":
        return
    left = -plane.padding["left"]
    for place in range(len(chart.curves)):
        y = _line_above(place, chart) - 4
        ends = {"x": {"value": left + 2}, "x2": {"value": left + 24}, "y": {"value": y}}
        look = {"color": SERIES_COLOURS[place], "strokeDash": SERIES_DASHES[place], "strokeWidth": 2.25}
        yield layer("rule", [{}], ends, **look)
