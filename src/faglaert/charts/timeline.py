# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Timeline: bars between days, in groups, with marks for single days and a line for today.

Everything lies in pixels already, so the picture is written as it is: a renderer would take a second to start and a
tenth of one for two thousand milestones.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from faglaert import display
from faglaert.charts import style
from faglaert.charts.labels import Label
from faglaert.charts.svg import Element, element, picture

_ROW, _BAR = 24.0, 12.0
_WIDTHS = {"narrow": 300.0, "wide": 720.0}
_NAME_WIDTHS = {"narrow": 26.0, "wide": 300.0}
_TEXT_SIZE = {"narrow": 12, "wide": 13}
_HEAD, _FOOT, _EDGE = 24.0, 18.0, 4.0
_TODAY = {"da": "i dag", "en": "today"}
_SENTENCES = {
    "da": "{count} initiativer fra {first} til {last}. {open} løber den {today}, {done} er afsluttet.",
    "en": "{count} initiatives from {first} to {last}. {open} run on {today}, {done} are closed.",
}

Mark = tuple[date, bool]
"""A day marked on a bar, and whether it is done."""


@dataclass(frozen=True)
class Bar:
    """A row: its number in the table beside, its name, its group, its days, and what is marked on it."""

    number: int
    name: str
    group: str
    start: date
    end: date
    is_done: bool = False
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Timeline:
    """Bars in the order they are drawn, those of a group together."""

    bars: tuple[Bar, ...]
    today: date
    language: str


@lru_cache(maxsize=64)
def timeline(chart: Timeline, size: str) -> str:
    """The timeline as SVG, ``narrow`` (rows by number) or ``wide`` (by name); empty text without bars."""
    if not chart.bars:
        return ""
    plan = _Plan.of(chart, size)
    texts = (_text(label) for label in _labels(plan))
    shapes = [*_years(plan), *_bars(plan), *_marks(plan), *_today(plan), *texts]
    return picture(
        shapes, width=_WIDTHS[size], height=plan.height + _HEAD + _FOOT, origin=(_EDGE, _HEAD), size=_TEXT_SIZE[size]
    )


def timeline_sentence(chart: Timeline) -> str:
    """How many there are, from when to when, and how many run today."""
    return _SENTENCES[chart.language].format(
        count=len(chart.bars),
        first=min(bar.start for bar in chart.bars).year,
        last=max(bar.end for bar in chart.bars).year,
        open=sum(bar.start <= chart.today <= bar.end and not bar.is_done for bar in chart.bars),
        done=sum(bar.is_done for bar in chart.bars),
        today=display.long_date(chart.today, chart.language),
    )


@dataclass(frozen=True)
class _Plan:
    """Where rows and days lie, in pixels."""

    chart: Timeline
    size: str
    rows: tuple[tuple[float, Bar], ...]
    groups: tuple[tuple[float, str], ...]
    height: float
    first: date
    last: date

    @classmethod
    def of(cls, chart: Timeline, size: str) -> "_Plan":
        y, rows, groups = 0.0, [], []
        for name, bars in groupby(chart.bars, key=lambda bar: bar.group):
            if name:
                groups.append((y + 17, name))
                y += _ROW
            for bar in bars:
                rows.append((y, bar))
                y += _ROW
        first = date(min(bar.start for bar in chart.bars).year, 1, 1)
        last = date(max(bar.end for bar in chart.bars).year + 1, 1, 1)
        return cls(chart, size, tuple(rows), tuple(groups), y, first, last)

    def x(self, day: date) -> float:
        left, right = _NAME_WIDTHS[self.size], _WIDTHS[self.size] - 18
        share = (day - self.first).days / (self.last - self.first).days
        return round(left + min(max(share, 0.0), 1.0) * (right - left), 1)

    @property
    def years(self) -> range:
        return range(self.first.year, self.last.year + 1)


def _years(plan: _Plan) -> Iterator[Element]:
    for year in plan.years:
        yield _upright(plan, date(year, 1, 1), stroke=style.GRID)


def _bars(plan: _Plan) -> Iterator[Element]:
    for y, bar in plan.rows:
        left = plan.x(bar.start)
        width = max(plan.x(bar.end) - left, 3.0)
        fill = style.INTERVAL if bar.is_done else style.MAIN
        yield element("rect", x=left, y=y + (_ROW - _BAR) / 2, width=width, height=_BAR, fill=fill)


def _marks(plan: _Plan) -> Iterator[Element]:
    """All that are done as one shape and all others as another: there may be thousands."""
    places = [(plan.x(day), y + _ROW / 2 - 4, is_done) for y, bar in plan.rows for day, is_done in bar.marks]
    for done, fill in ((True, style.TARGET), (False, "#ffffff")):
        diamonds = "".join(f"M{x:g},{y:g}l4,4l-4,4l-4,-4Z" for x, y, is_done in places if is_done == done)
        if diamonds:
            yield element("path", d=diamonds, fill=fill, stroke=style.DARK_TEXT)


def _today(plan: _Plan) -> Iterator[Element]:
    if plan.first <= plan.chart.today < plan.last:
        yield _upright(plan, plan.chart.today, stroke=style.DARK_TEXT, stroke_dasharray="3,3")


def _upright(plan: _Plan, day: date, **look: str) -> Element:
    return element("line", x1=plan.x(day), x2=plan.x(day), y1=-4.0, y2=plan.height, **look)


def _text(label: Label) -> Element:
    bold = {"font_weight": "600"} if label.is_bold else {}
    edge = {"stroke": "white", "stroke_width": "3", "paint_order": "stroke"} if label.has_edge else {}
    middle = {"text_anchor": "middle"} if label.align == "center" else {}
    return element("text", label.text, x=label.x, y=label.y, fill=label.colour, **bold, **edge, **middle)


def _labels(plan: _Plan) -> Iterator[Label]:
    every = 1 if plan.x(date(plan.first.year + 1, 1, 1)) - plan.x(plan.first) > 36 else 2
    for year in plan.years[:-1:every]:
        yield Label(str(year), plan.x(date(year, 1, 1)) + 3, -10, style.TEXT)
    for y, name in plan.groups:
        yield Label(
            _short(name, _WIDTHS[plan.size] - 30, plan.size), 0, y, style.DARK_TEXT, is_bold=True, has_edge=True
        )
    for y, bar in plan.rows:
        name = str(bar.number) if plan.size == "narrow" else f"{bar.number} {bar.name}"
        yield Label(_short(name, _NAME_WIDTHS[plan.size] - 8, plan.size), 0, y + 16, style.TEXT)
    if plan.first <= plan.chart.today < plan.last:
        yield Label(_TODAY[plan.chart.language], plan.x(plan.chart.today), plan.height + 13, style.DARK_TEXT, "center")


def _short(text: str, room: float, size: str) -> str:
    """As much of a text as there is room for; the table beside has it whole."""
    if style.text_width(text, _TEXT_SIZE[size]) <= room:
        return text
    while text and style.text_width(text + "…", _TEXT_SIZE[size]) > room:
        text = text[:-1]
    return text.rstrip() + "…"
