# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Switching: from where to where, and what became of those who switched."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext

from faglaert import display
from faglaert.charts.flows import Flow, FlowDiagram, flow_diagram, flow_sentence
from faglaert.definitions.classifications import main_areas
from faglaert.published.files import Column, Dimension, FileTable
from faglaert.published.pathways import OTHER, Pathways, Switch
from faglaert.published.store import Store
from faglaert.web.file_forms import Cube, downloads
from faglaert.web.pathways.parts import Drawing, Frame, frame_of
from faglaert.web.pathways.words import about_pathways, area_name, count_cell, programme_name, symbol_words
from faglaert.web.tables import Cell, Heading, Table, danish_order


@dataclass(frozen=True)
class SwitchPage:
    """The flow diagram with its table, and the programmes people switch between."""

    frame: Frame
    drawing: Drawing
    areas: Table
    programmes: Table
    hidden_count: int


def switch_page(found: Pathways, language: str) -> SwitchPage:
    """Switching between main areas, and between programmes where the number may be shown."""
    by_area, by_programme = found.switches("main_area"), found.switches("programme")
    known = [area.code for area in main_areas()]
    between = [row for row in by_area if row.origin_code in known and row.destination_code in known]
    chart = FlowDiagram(
        flows=tuple(
            Flow(area_name(row.origin_code, language), area_name(row.destination_code, language), row.count)
            for row in between
            if row.count
        ),
        names=tuple(area_name(code, language) for code in known),
        language=language,
    )
    shown = sorted((row for row in by_programme if row.count), key=_names)
    return SwitchPage(
        frame=frame_of(found, found.meaning(OTHER), "switches", language),
        drawing=Drawing(flow_diagram(chart, "wide"), flow_diagram(chart, "narrow"), flow_sentence(chart)),
        areas=_table("mellem-hovedomraader", gettext("Omvalg mellem hovedområder"), between, language),
        programmes=_table("mellem-uddannelser", gettext("Omvalg mellem uddannelser"), shown, language),
        hidden_count=len(by_programme) - len(shown),
    )


def switches_cube(store: Store, found: Pathways, language: str) -> Cube:
    """Every pair of main areas and of programmes as a file."""
    rows = [
        asdict(row)
        | {
            "value": row.count,
            "origin_name": _name(row.grouping, row.origin_code, language),
            "destination_name": _name(row.grouping, row.destination_code, language),
            "completed_share": row.share,
        }
        for grouping in ("main_area", "programme")
        for row in found.switches(grouping)
    ]
    table = FileTable(
        name="omvalg",
        title_da="Omvalg fra grundforløb 2",
        title_en="Switching from basic course 2",
        columns=(
            Column("grouping", "Inddeling", "Grouping", "text"),
            Column("origin_code", "Fra (kode)", "From (code)", "text"),
            Column("origin_name", "Fra", "From", "text"),
            Column("destination_code", "Til (kode)", "To (code)", "text"),
            Column("destination_name", "Til", "To", "text"),
            Column("value", "Antal", "Count", "number"),
            Column("status", "Status", "Status", "text"),
            Column("completed_share", "Fuldført inden 48 måneder", "Completed within 48 months", "share"),
            Column("low", "Nedre grænse", "Lower limit", "share"),
            Column("high", "Øvre grænse", "Upper limit", "share"),
            Column("expected", "Trukket mod alle fra samme sted", "Drawn towards all from the same place", "share"),
            Column("share_status", "Status for fuldført", "Status of completed", "text"),
        ),
        rows=tuple(rows),
        about=about_pathways(store, found, found.meaning(OTHER), language),
    )
    return Cube(
        table,
        (
            Dimension("origin_code", label_key="origin_name"),
            Dimension("destination_code", label_key="destination_name"),
        ),
    )


def _name(grouping: str, code: str, language: str) -> str:
    return area_name(code, language) if grouping == "main_area" else programme_name(code)


def _names(row: Switch) -> tuple[str, str]:
    return danish_order(programme_name(row.origin_code)), danish_order(programme_name(row.destination_code))


def _table(key: str, caption: str, rows: Sequence[Switch], language: str) -> Table:
    return Table(
        key=key,
        caption=caption,
        has_heading_above=True,
        headings=(
            Heading(gettext("Fra")),
            Heading(gettext("Til")),
            Heading(gettext("Antal"), is_number=True),
            Heading(gettext("Fuldført inden 48 mdr."), is_number=True),
        ),
        rows=tuple(
            (
                Cell(_name(row.grouping, row.origin_code, language)),
                Cell(_name(row.grouping, row.destination_code, language)),
                count_cell(row.count, row.status),
                _completed(row, language),
            )
            for row in rows
        ),
        downloads=downloads("pathways:switches_file"),
    )


def _completed(row: Switch, language: str) -> Cell:
    text = display.value_with_unit(row.share, "share", row.share_status, language, low=row.low, high=row.high)
    if row.expected is None:
        return Cell(text, symbol_words(row.share_status))
    note = gettext("%(share)s trukket mod alle fra samme sted") % {"share": display.share(row.expected, language)}
    return Cell(text, symbol_words(row.share_status), note=note)
