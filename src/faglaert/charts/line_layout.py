# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Where everything of a line chart stands, in pixels, before it is drawn.

The layout is computed here and not left to the renderer, so that it does not depend on the fonts of the machine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from faglaert import display
from faglaert.charts import style
from faglaert.charts.content import LineChart, Point, Size, numbers
from faglaert.charts.labels import Label, Obstacles, beside_level, beside_line, best
from faglaert.charts.scales import Axis, Box, apart, spaced, value_axis
from faglaert.charts.style import text_width
from faglaert.periods import parse_period

LEAST_POINTS_TO_ZOOM = 3
_WORDS = {"da": {"baseline": "Udgangspunkt", "target": "Mål"}, "en": {"baseline": "Baseline", "target": "Target"}}


@dataclass(frozen=True)
class _Format:
    """Measures of one size in pixels."""

    width: int
    height: int
    text_size: int
    most_ticks: int
    top: int
    bottom: int


_FORMATS: dict[Size, _Format] = {
    "card": _Format(260, 90, 11, 2, 8, 20),
    "narrow": _Format(300, 220, 12, 4, 12, 24),
    "wide": _Format(720, 320, 13, 5, 14, 28),
}


@dataclass(frozen=True)
class Layout:
    """A line chart's measures, scales and labels. ``times`` maps each period to its place in years."""

    size: Size
    text_size: int
    plot_width: float
    plot_height: float
    padding: dict[str, float]
    axis: Axis
    times: dict[str, float]
    span: tuple[float, float]
    labels: tuple[Label, ...]

    @property
    def has_grid(self) -> bool:
        """Cards are too small for a grid."""
        return self.size != "card"


def layout(chart: LineChart, size: Size) -> Layout:
    """Lay out a chart that has at least one number or interval."""
    if size == "card":  # too small to hold two lines apart
        chart = replace(chart, comparison=())
    form = _FORMATS[size]
    axis = _axis(chart, size)
    times = _times(chart)
    span = _span(times.values())
    padding = _padding(chart, size, axis)
    geometry = _Geometry(
        chart,
        size,
        form.text_size,
        form.width - padding["left"] - padding["right"],
        form.height - padding["top"] - padding["bottom"],
        axis,
        times,
        span,
    )
    return Layout(
        size=size,
        text_size=form.text_size,
        plot_width=geometry.width,
        plot_height=geometry.height,
        padding=padding,
        axis=axis,
        times=times,
        span=span,
        labels=tuple(geometry.labels()),
    )


@dataclass(frozen=True)
class _Geometry:
    """Places in the plot, and the labels that depend on them."""

    chart: LineChart
    size: Size
    text_size: int
    width: float
    height: float
    axis: Axis
    times: dict[str, float]
    span: tuple[float, float]

    def x(self, period: str) -> float:
        return (self.times[period] - self.span[0]) / (self.span[1] - self.span[0]) * self.width

    def y(self, value: float) -> float:
        return self.height - self.axis.place(value, self.height)

    def line(self, points: tuple[Point, ...]) -> list[tuple[float, float]]:
        return [(self.x(point.period), self.y(point.value)) for point in points if point.value is not None]

    def labels(self) -> list[Label]:
        fixed = self._periods()
        if self.size != "card":
            fixed += [*self._ticks(), *self._ends(), *self._symbols()]
        return fixed + self._names(fixed)

    def _periods(self) -> list[Label]:
        language, baseline = self.chart.language, self.height + self.text_size + 6
        ordered = sorted(self.times, key=self.times.__getitem__)
        texts = {period: display.short_period(period, language) for period in ordered}
        if self.size == "card":
            return self._first_and_last(ordered, texts, baseline)
        distance = max(text_width(text, self.text_size) for text in texts.values()) + 10
        chosen = spaced([self.x(period) for period in ordered], distance)
        return [
            Label(texts[ordered[position]], self.x(ordered[position]), baseline, style.TEXT, "center")
            for position in chosen
        ]

    def _first_and_last(self, ordered: Sequence[str], texts: dict[str, str], baseline: float) -> list[Label]:
        first, last = texts[ordered[0]], texts[ordered[-1]]
        if len(ordered) == 1:
            return [Label(first, self.width / 2, baseline, style.TEXT, "center")]
        return [
            Label(first, 0, baseline, style.TEXT),
            Label(last, self.width, baseline, style.TEXT, "right"),
        ]

    def _ticks(self) -> list[Label]:
        texts = tick_texts(self.axis, self.chart.unit, self.chart.language)
        return [
            Label(text, -8, self.y(tick) + 0.35 * self.text_size, style.TEXT, "right")
            for tick, text in zip(self.axis.ticks, texts, strict=True)
        ]

    def _ends(self) -> list[Label]:
        """The last number of each line, right of its point; moved apart where they would meet."""
        ends = list(_end_texts(self.chart, self.size))
        if not ends:
            return []
        shift = 0.35 * self.text_size
        wanted = [self.y(point.value or 0.0) for point, _, _ in ends]
        placed = apart(wanted, self.text_size + 3, 0, self.height) if _meet(ends) else wanted
        return [
            Label(text, self.x(point.period) + 9, y + shift, colour, is_bold=colour == style.MAIN)
            for (point, text, colour), y in zip(ends, placed, strict=True)
        ]

    def _symbols(self) -> list[Label]:
        return [
            Label(display.status_symbol(point.status), self.x(point.period), self.height - 4, style.TEXT, "center")
            for point in self.chart.points
            if point.value is None and point.low is None
        ]

    def _names(self, fixed: list[Label]) -> list[Label]:
        """Names of the reference lines (and on narrow charts of the comparison), where they cover least."""
        levels = [self.y(value) for value in (self.chart.baseline, self.chart.target) if value is not None]
        lines = [self.line(self.chart.points), self.line(self.chart.comparison)]
        lines += [[(0.0, level), (self.width, level)] for level in levels]
        lines += [
            [(self.x(point.period), self.y(point.low)), (self.x(point.period), self.y(point.high))]
            for point in self.chart.points
            if point.low is not None and point.high is not None
        ]
        dots = [Box(x - 5, y - 5, x + 5, y + 5) for x, y in self.line(self.chart.points)]
        margin = 0.0 if self.size == "card" else 6.0
        obstacles = Obstacles(
            tuple(lines),
            (*(label.box(self.text_size) for label in fixed), *dots),
            Box(-margin, -8, self.width + margin, self.height),
        )
        named = []
        for candidates in self._candidates():
            label, cost = best(candidates, obstacles, self.text_size)
            if self.size == "card" and cost > 0:
                continue
            obstacles = obstacles.with_box(label.box(self.text_size))
            named.append(label)
        return named

    def _candidates(self) -> Iterable[list[Label]]:
        chart, words = self.chart, _WORDS[self.chart.language]
        for key, value, colour in (
            ("baseline", chart.baseline, style.BASELINE),
            ("target", chart.target, style.TARGET),
        ):
            if value is not None:
                text = words[key]
                if self.size != "card":
                    text = f"{text} {bare_value(value, chart.unit, chart.language)}"
                yield beside_level(text, self.y(value), width=self.width, colour=colour, size=self.text_size)
        line = self.line(chart.comparison)
        if self.size == "narrow" and line and chart.comparison_name:
            yield beside_line(chart.comparison_name, line, style.COMPARISON, self.text_size)


def bare_value(value: float, unit: str, language: str) -> str:
    """A figure as written in a label: per cent with its sign, all else as a plain number."""
    if unit in {"share", "percent"}:
        return display.value_as_written(value, unit, language)
    return display.number(value, language, display.decimals_as_written(value))


def tick_texts(axis: Axis, unit: str, language: str) -> list[str]:
    """The axis' marked values, all with the same number of decimals."""
    factor = 100 if unit == "share" else 1
    decimals = max(display.decimals_as_written(tick * factor) for tick in axis.ticks)
    if unit in {"share", "percent"}:
        return [display.share(tick * factor / 100, language, decimals) for tick in axis.ticks]
    return [display.number(tick, language, decimals) for tick in axis.ticks]


def _axis(chart: LineChart, size: Size) -> Axis:
    values = list(_values(chart))
    may_zoom = len(numbers(chart.points)) >= LEAST_POINTS_TO_ZOOM
    axis = value_axis(values, most_ticks=_FORMATS[size].most_ticks, may_zoom=may_zoom)
    # A card marks no values on its axis, so its line may use the whole height.
    return axis if size != "card" else replace(axis, high=max(values) or axis.high)


def _values(chart: LineChart) -> Iterable[float]:
    for point in (*chart.points, *chart.comparison):
        yield from (value for value in (point.value, point.low, point.high) if value is not None)
    yield from (value for value in (chart.baseline, chart.target) if value is not None)


def _times(chart: LineChart) -> dict[str, float]:
    """Each period's place in years; periods that cannot be dated stand one apart."""
    periods = list(dict.fromkeys(point.period for point in (*chart.points, *chart.comparison)))
    try:
        return {period: parse_period(period).start.toordinal() / 365.25 for period in periods}
    except ValueError:
        return {period: float(position) for position, period in enumerate(periods)}


def _span(times: Iterable[float]) -> tuple[float, float]:
    ordered = sorted(times)
    return (ordered[0], ordered[-1]) if len(ordered) > 1 else (ordered[0] - 1, ordered[0] + 1)


def _padding(chart: LineChart, size: Size, axis: Axis) -> dict[str, float]:
    form = _FORMATS[size]
    if size == "card":
        return {"left": 8.0, "right": 8.0, "top": float(form.top), "bottom": float(form.bottom)}
    ticks = tick_texts(axis, chart.unit, chart.language)
    periods = [display.short_period(point.period, chart.language) for point in (*chart.points, *chart.comparison)]
    half_period = max(text_width(text, form.text_size) for text in periods) / 2
    ends = [text_width(text, form.text_size, is_bold=True) + 11 for _, text, _ in _end_texts(chart, size)]
    return {
        "left": max(*(text_width(text, form.text_size) + 10 for text in ticks), half_period),
        "right": max(*ends, half_period, 8.0),
        "top": float(form.top),
        "bottom": float(form.bottom),
    }


def _end_texts(chart: LineChart, size: Size) -> Iterable[tuple[Point, str, str]]:
    """The last number of each line with its label and colour; a lone baseline figure is named by its line already."""
    for points, name, colour in (
        (chart.points, "", style.MAIN),
        (chart.comparison, chart.comparison_name, style.COMPARISON),
    ):
        shown = numbers(points)
        if not shown or (len(shown) == 1 and shown[0].value == chart.baseline):
            continue
        last = shown[-1]
        text = _latest(last, chart)
        yield last, f"{name} {text}".strip() if size == "wide" else text, colour


def _latest(point: Point, chart: LineChart) -> str:
    if point.value is None or chart.unit in {"share", "percent"}:
        return display.value_with_unit(point.value, chart.unit, point.status, chart.language)
    return bare_value(point.value, chart.unit, chart.language)


def _meet(ends: Sequence[tuple[Point, str, str]]) -> bool:
    return len({point.period for point, _, _ in ends}) == 1
