# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Every programme in one table that can be sorted and filtered, and from which up to four are compared."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from faglaert.definitions.classifications import main_areas
from faglaert.published.files import Column, Dimension, FileTable
from faglaert.published.pathways import CURVES, CurvePoint, Pathways
from faglaert.published.store import Store
from faglaert.web.file_forms import Cube, downloads
from faglaert.web.pathways.words import (
    about_pathways,
    area_name,
    area_of,
    count_cell,
    outcome_words,
    programme_name,
    programmes,
    share_cell,
    stage_words,
)
from faglaert.web.tables import Cell, Download, danish_order

TABLE_MONTHS = (1, 3, 6, 9, 12, 18, 24, 36, 48, 60)
COLUMNS = {
    "frafald": ("gf2", "dropout", 12),
    "omvalg": ("gf2", "switch", 12),
    "hovedforloeb": ("main", "dropout", 24),
    "fuldfoert": ("main", "completed", 48),
}
"""Columns of shares: stage, outcome and months since its start."""

NAME, AREA, BEGUN = "navn", "omraade", "begyndt"


@dataclass(frozen=True)
class SortHeading:
    """Head of a column with the link that sorts by it; ``state`` is the value of ``aria-sort``."""

    text: str
    address: str
    state: str
    is_number: bool


@dataclass(frozen=True)
class Line:
    """One programme: its code, its page, whether it is ticked, and its cells."""

    code: str
    name: str
    address: str
    area: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class AreaOption:
    """One main area of the filter."""

    code: str
    name: str
    is_selected: bool


@dataclass(frozen=True)
class ProgrammeList:
    """The table with its filter."""

    headings: tuple[SortHeading, ...]
    lines: tuple[Line, ...]
    areas: tuple[AreaOption, ...]
    text: str
    order: str
    all_count: int
    downloads: tuple[Download, ...]


@dataclass(frozen=True)
class Wish:
    """What a reader asked for: main area, words of the name, and the column to sort by (with - for downwards)."""

    area: str = ""
    text: str = ""
    order: str = NAME


@dataclass(frozen=True)
class _Programme:
    code: str
    points: dict[tuple[str, str, int], CurvePoint]

    @property
    def begun(self) -> int | None:
        numbers = [each.n for (stage, _, _), each in self.points.items() if stage == "gf2" and each.n is not None]
        return max(numbers, default=None)

    def key(self, column: str) -> float | str | None:
        """What the table is sorted by; None where no number is shown."""
        if column == NAME:
            return danish_order(programme_name(self.code))
        if column == AREA:
            return danish_order(area_of(self.code))
        if column == BEGUN:
            return self.begun
        point = self.points.get(COLUMNS[column])
        return point.share if point else None


def programme_list(found: Pathways, wish: Wish, language: str) -> ProgrammeList:
    """The programmes a reader asked for, in the order asked for; programmes without a number stand last."""
    every = _programmes(found)
    column, is_down = wish.order.removeprefix("-"), wish.order.startswith("-")
    wanted = [
        each
        for each in every
        if wish.area in {"", area_of(each.code)} and wish.text.casefold() in programme_name(each.code).casefold()
    ]
    return ProgrammeList(
        headings=tuple(_headings(wish)),
        lines=tuple(_line(each, language) for each in _sorted(wanted, lambda each: each.key(column), is_down)),
        areas=tuple(
            AreaOption(each.code, area_name(each.code, language), each.code == wish.area) for each in main_areas()
        ),
        text=wish.text,
        order=wish.order,
        all_count=len(every),
        downloads=downloads("pathways:programmes_file"),
    )


def read_order(text: str) -> str:
    """A column to sort by from an address; by name when it is none of ours."""
    return text if text.removeprefix("-") in {NAME, AREA, BEGUN, *COLUMNS} else NAME


def programmes_cube(store: Store, found: Pathways, language: str) -> Cube:
    """Every programme, stage and outcome at the months of the tables, as a file."""
    rows = [
        asdict(point)
        | {
            "value": point.share,
            "group_name": programme_name(point.group_code),
            "main_area": area_of(point.group_code),
            "outcome_name": outcome_words(point.outcome),
            "stage_name": stage_words(point.stage),
        }
        for point in found.curves_at("programme", TABLE_MONTHS)
        if point.group_code in programmes()
    ]
    table = FileTable(
        name="frafald-efter-uddannelse",
        title_da="Frafald efter uddannelse",
        title_en="Dropout by programme",
        columns=curve_columns(),
        rows=tuple(rows),
        about=about_pathways(store, found, found.meaning(CURVES, stage="gf2", outcome="dropout"), language),
    )
    return Cube(table, curve_dimensions())


def curve_columns() -> tuple[Column, ...]:
    """Columns of files of curves."""
    return (
        Column("group_code", "Kode", "Code", "text"),
        Column("group_name", "Uddannelse", "Programme", "text"),
        Column("main_area", "Hovedområde", "Main area", "text"),
        Column("stage", "Start", "Start", "text"),
        Column("stage_name", "Regnet fra start på", "Counted from the start of", "text"),
        Column("outcome", "Udfald (kode)", "Outcome (code)", "text"),
        Column("outcome_name", "Udfald", "Outcome", "text"),
        Column("month", "Måneder", "Months", "number"),
        Column("n", "Begyndt", "Begun", "number"),
        Column("value", "Andel", "Share", "share"),
        Column("low", "Nedre grænse", "Lower limit", "share"),
        Column("high", "Øvre grænse", "Upper limit", "share"),
        Column("status", "Status", "Status", "text"),
    )


def curve_dimensions() -> tuple[Dimension, ...]:
    """Dimensions of files of curves."""
    return (
        Dimension("group_code", label_key="group_name"),
        Dimension("stage", label_key="stage_name"),
        Dimension("outcome", label_key="outcome_name"),
        Dimension("month", role="time"),
    )


def _programmes(found: Pathways) -> list[_Programme]:
    points: dict[str, dict[tuple[str, str, int], CurvePoint]] = {}
    for point in found.curves_at("programme", sorted({months for _, _, months in COLUMNS.values()})):
        if point.group_code in programmes():
            points.setdefault(point.group_code, {})[point.stage, point.outcome, point.month] = point
    return [_Programme(code, theirs) for code, theirs in points.items()]


def _sorted(
    rows: Iterable[_Programme], key: Callable[[_Programme], float | str | None], is_down: bool
) -> list[_Programme]:
    by_name = sorted(rows, key=lambda each: danish_order(programme_name(each.code)))
    with_key = [each for each in by_name if key(each) is not None]
    without = [each for each in by_name if key(each) is None]
    return sorted(with_key, key=key, reverse=is_down) + without  # type: ignore[arg-type]  # a column has keys of one type


def _headings(wish: Wish) -> Iterable[SortHeading]:
    titles = {
        NAME: gettext("Uddannelse"),
        AREA: gettext("Hovedområde"),
        BEGUN: gettext("Begyndt på grundforløb 2"),
        "frafald": gettext("Frafald, 12 mdr. fra grundforløb 2"),
        "omvalg": gettext("Omvalg, 12 mdr. fra grundforløb 2"),
        "hovedforloeb": gettext("Frafald, 24 mdr. fra hovedforløb"),
        "fuldfoert": gettext("Fuldført, 48 mdr. fra hovedforløb"),
    }
    for column, title in titles.items():
        is_number = column not in {NAME, AREA}
        is_here = wish.order.removeprefix("-") == column
        first, other = (f"-{column}", column) if is_number else (column, f"-{column}")
        order = other if wish.order == first else first
        query = urlencode([("omraade", wish.area), ("soeg", wish.text), ("sorter", order)])
        state = ("descending" if wish.order.startswith("-") else "ascending") if is_here else ""
        yield SortHeading(title, f"{reverse('pathways:overview')}?{query}#uddannelser", state, is_number)


def _line(programme: _Programme, language: str) -> Line:
    def cell(place: tuple[str, str, int]) -> Cell:
        point = programme.points.get(place)
        return share_cell(point) if point else Cell("")

    return Line(
        code=programme.code,
        name=programme_name(programme.code),
        address=reverse("pathways:programme", kwargs={"code": programme.code}),
        area=area_name(area_of(programme.code), language),
        cells=(count_cell(programme.begun, "suppressed"), *(cell(place) for place in COLUMNS.values())),
    )
