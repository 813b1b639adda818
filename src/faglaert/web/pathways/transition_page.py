# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What follows after GF2: seven statuses by main area, and the two ways to say how many are lost."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext

from faglaert import display
from faglaert.charts.stacked_bars import Bar, StackedBars, stacked_bars, stacked_bars_sentence
from faglaert.definitions.classifications import main_areas
from faglaert.published.files import Column, Dimension, FileTable
from faglaert.published.pathways import OTHER, Pathways, Transition
from faglaert.published.store import Store
from faglaert.web.file_forms import Cube, downloads
from faglaert.web.pathways.parts import Drawing, Frame, frame_of
from faglaert.web.pathways.words import (
    NUMBERS,
    about_pathways,
    area_name,
    count_cell,
    programme_name,
    share_cell,
    symbol_words,
    transition_words,
)
from faglaert.web.tables import Cell, Heading, Table

STATUSES = (
    *("main_same", "main_other", "gf2_again", "higher_or_upper", "other_education", "waiting", "not_continued"),
)
NOT_IN_MAIN, LOST = "gf2_not_in_main_share", "gf2_lost_share"
HORIZONS = (1, 3, 6, 12)
MONTHS_COMPARED = 3


@dataclass(frozen=True)
class TransitionPage:
    """The two shares of losses side by side, what pupils did three months later as bars, and a table a main area."""

    frame: Frame
    both: Table
    drawing: Drawing
    areas: tuple[Table, ...]


def transition_page(found: Pathways, language: str) -> TransitionPage:
    """Transitions of every main area."""
    rows = found.transitions("main_area")
    codes = [area.code for area in main_areas() if any(row.group_code == area.code for row in rows)]
    return TransitionPage(
        frame=frame_of(found, found.meaning(OTHER), "transitions", language),
        both=_both(rows, codes, language),
        drawing=_drawing(rows, codes, language),
        areas=tuple(_statuses(rows, code, language) for code in codes),
    )


def transitions_cube(store: Store, found: Pathways, language: str) -> Cube:
    """Transitions of every main area and programme as a file."""
    rows = [
        asdict(row)
        | {"value": row.share, "group_name": _name(row, language), "outcome_name": transition_words(row.outcome)}
        for grouping in ("main_area", "programme")
        for row in found.transitions(grouping)
    ]
    table = FileTable(
        name="overgang-efter-gf2",
        title_da="Overgang fra grundforløb 2",
        title_en="Transition from basic course 2",
        columns=(
            Column("grouping", "Inddeling", "Grouping", "text"),
            Column("group_code", "Kode", "Code", "text"),
            Column("group_name", "Navn", "Name", "text"),
            Column("months", "Måneder efter", "Months after", "number"),
            Column("outcome", "Status (kode)", "Status (code)", "text"),
            Column("outcome_name", "Hvad de gjorde", "What they did", "text"),
            Column("n", "Fuldførte grundforløb 2", "Completed basic course 2", "number"),
            Column("count", "Antal", "Count", "number"),
            Column("value", "Andel", "Share", "share"),
            Column("low", "Nedre grænse", "Lower limit", "share"),
            Column("high", "Øvre grænse", "Upper limit", "share"),
            Column("status", "Status", "Status", "text"),
        ),
        rows=tuple(rows),
        about=about_pathways(store, found, found.meaning(OTHER), language),
    )
    dimensions = (
        Dimension("group_code", label_key="group_name"),
        Dimension("months", role="time"),
        Dimension("outcome", label_key="outcome_name"),
    )
    return Cube(table, dimensions)


def _name(row: Transition, language: str) -> str:
    return area_name(row.group_code, language) if row.grouping == "main_area" else programme_name(row.group_code)


def _both(rows: Sequence[Transition], codes: Sequence[str], language: str) -> Table:
    at = {(row.group_code, row.outcome): row for row in rows if row.months == MONTHS_COMPARED}
    return Table(
        key="tabt-eller-ej",
        caption=gettext("Tre måneder efter fuldført grundforløb 2"),
        stacks=True,
        headings=(
            Heading(gettext("Hovedområde")),
            Heading(gettext("Fuldførte"), is_number=True),
            Heading(gettext("Ikke på hovedforløb"), is_number=True),
            Heading(gettext("Heraf studiekompetence eller anden uddannelse"), is_number=True),
            Heading(gettext("Tabt"), is_number=True),
        ),
        rows=tuple(
            (
                Cell(area_name(code, language)),
                count_cell(at[code, NOT_IN_MAIN].n, at[code, NOT_IN_MAIN].status),
                share_cell(at[code, NOT_IN_MAIN]),
                _between(at[code, NOT_IN_MAIN], at[code, LOST], language),
                share_cell(at[code, LOST]),
            )
            for code in codes
            if (code, NOT_IN_MAIN) in at
        ),
        downloads=downloads("pathways:transitions_file"),
    )


def _drawing(rows: Sequence[Transition], codes: Sequence[str], language: str) -> Drawing:
    at = {(row.group_code, row.outcome): row for row in rows if row.months == MONTHS_COMPARED}
    chart = StackedBars(
        parts=tuple(transition_words(outcome) for outcome in STATUSES),
        bars=tuple(
            Bar(area_name(code, language), tuple(_shown_share(at.get((code, outcome))) for outcome in STATUSES))
            for code in codes
        ),
        language=language,
    )
    return Drawing(stacked_bars(chart, "wide"), stacked_bars(chart, "narrow"), stacked_bars_sentence(chart))


def _shown_share(row: Transition | None) -> float | None:
    return row.share if row and row.status in NUMBERS else None


def _between(all_out: Transition, lost: Transition, language: str) -> Cell:
    """What stands between the two shares, where both are shown."""
    if all_out.status not in NUMBERS or lost.status not in NUMBERS or all_out.share is None or lost.share is None:
        return Cell(display.status_symbol("suppressed"), symbol_words("suppressed"))
    return Cell(display.share(all_out.share - lost.share, language))


def _statuses(rows: Sequence[Transition], code: str, language: str) -> Table:
    at = {(row.outcome, row.months): row for row in rows if row.group_code == code}
    months = [month for month in HORIZONS if (STATUSES[0], month) in at]
    counts = (at[STATUSES[0], month] for month in months)
    return Table(
        key=f"overgang-{code.lower()}",
        caption=area_name(code, language),
        has_heading_above=True,
        headings=(
            Heading(gettext("Hvad de gjorde")),
            *(Heading(gettext("%(count)s mdr.") % {"count": month}, is_number=True) for month in months),
        ),
        rows=(
            *(
                (
                    Cell(transition_words(outcome)),
                    *(share_cell(at[outcome, month], has_interval=False) for month in months),
                )
                for outcome in (*STATUSES, NOT_IN_MAIN, LOST)
            ),
            (Cell(gettext("Fuldførte grundforløb 2")), *(count_cell(row.n, row.status) for row in counts)),
        ),
    )
