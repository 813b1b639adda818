# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The loss map: in which month of which stage pupils are lost, as heat map, table and file."""

from dataclasses import asdict, dataclass

from django.urls import reverse
from django.utils.translation import gettext

from faglaert.charts.heatmap import HeatMap, HeatRow, heat_map, heat_map_sentence
from faglaert.published.files import Column, Dimension, FileTable
from faglaert.published.pathways import LOSSES, Loss, Pathways
from faglaert.published.store import Store
from faglaert.web.file_forms import Cube, downloads
from faglaert.web.pathways.parts import Drawing, Option
from faglaert.web.pathways.words import about_pathways, count_cell, plain_share_cell, share_cell, stage_words
from faglaert.web.tables import Cell, Heading, Table

STAGES = ("gf1", "gf2", "main")
MEASURES = {"antal": "count", "rate": "share", "andel": "share_of_losses"}
EVERYBODY = "all"


@dataclass(frozen=True)
class LossMap:
    """The map in one measure for one main area or all pupils."""

    measures: tuple[Option, ...]
    explanation: str
    drawing: Drawing
    table: Table


def loss_map(found: Pathways, *, measure: str, area: str, language: str) -> LossMap:
    """The map of ``area`` (empty: all pupils) in ``measure``, a key of :data:`MEASURES`."""
    rows = found.losses(area or EVERYBODY)
    chart = HeatMap(
        rows=tuple(
            HeatRow(stage_words(stage), tuple(_number(row, measure) for row in rows if row.stage == stage))
            for stage in STAGES
            if any(row.stage == stage for row in rows)
        ),
        unit="persons" if measure == "antal" else "share",
        language=language,
    )
    return LossMap(
        measures=tuple(
            Option(
                _title(each),
                f"{reverse('pathways:overview')}?maal={each}{f'&omraade={area}' if area else ''}#tab",
                each == measure,
            )
            for each in MEASURES
        ),
        explanation=_explanation(measure),
        drawing=Drawing(heat_map(chart, "wide"), heat_map(chart, "narrow"), heat_map_sentence(chart)),
        table=_table(rows, measure),
    )


def losses_cube(store: Store, found: Pathways, language: str) -> Cube:
    """The map of all pupils and of every main area as a file."""
    groups = (EVERYBODY, *found.groups("main_area"))
    table = FileTable(
        name="tab-efter-maaned",
        title_da="Tabte elever efter del af uddannelsen og måned",
        title_en="Pupils lost by stage and month",
        columns=(
            Column("group_code", "Hovedområde", "Main area", "text"),
            Column("stage", "Del af uddannelsen", "Stage", "text"),
            Column("month", "Måned", "Month", "number"),
            Column("count", "Tabte i måneden", "Lost in the month", "number"),
            Column("at_risk", "I gang ved månedens begyndelse", "At risk at its beginning", "number"),
            Column("value", "Rate", "Rate", "share"),
            Column("low", "Nedre grænse", "Lower limit", "share"),
            Column("high", "Øvre grænse", "Upper limit", "share"),
            Column("share_of_losses", "Andel af alle tabte", "Share of all losses", "share"),
            Column("status", "Status", "Status", "text"),
        ),
        rows=tuple(asdict(row) | {"value": row.share} for group in groups for row in found.losses(group)),
        about=about_pathways(store, found, found.meaning(LOSSES, stage="gf2"), language),
    )
    return Cube(table, (Dimension("group_code"), Dimension("stage"), Dimension("month", role="time")))


def _number(row: Loss, measure: str) -> float | None:
    value: float | None = getattr(row, MEASURES[measure])
    return value


def _title(measure: str) -> str:
    return {"antal": gettext("Antal"), "rate": gettext("Rate"), "andel": gettext("Andel af alle tabte")}[measure]


def _explanation(measure: str) -> str:
    return {
        "antal": gettext("Antal elever, der blev tabt i måneden, alle årgange lagt sammen."),
        "rate": gettext("Tabte i måneden ud af dem, der stadig var i gang, da måneden begyndte."),
        "andel": gettext("Hvor stor en del af alle tab på vejen der falder i måneden."),
    }[measure]


def _table(rows: tuple[Loss, ...], measure: str) -> Table:
    months = sorted({row.month for row in rows})
    by_place = {(row.stage, row.month): row for row in rows}
    stages = [stage for stage in STAGES if any(row.stage == stage for row in rows)]
    return Table(
        key="tab-tabel",
        caption=gettext("Tab efter måned: %(measure)s") % {"measure": _title(measure).lower()},
        headings=(
            Heading(gettext("Måned")),
            *(Heading(stage_words(stage), is_number=True) for stage in stages),
        ),
        rows=tuple(
            (Cell(str(month)), *(_cell(by_place[stage, month], measure) for stage in stages)) for month in months
        ),
        downloads=downloads("pathways:losses_file"),
    )


def _cell(row: Loss, measure: str) -> Cell:
    if measure == "antal":
        return count_cell(row.count, row.status)
    if measure == "rate":
        return share_cell(row, has_interval=False)
    return plain_share_cell(row.share_of_losses, row.status)
