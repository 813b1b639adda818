# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""All indicators in one table, on the page and as a file."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.classifications import area_names
from faglaert.published.files import Column, Dimension, FileTable
from faglaert.published.store import IndicatorSummary, Store
from faglaert.web.about_files import about_release, about_sources
from faglaert.web.explore.cards import change_text, other_area, value_text, verdict
from faglaert.web.file_forms import Cube, downloads
from faglaert.web.tables import Cell, Heading, Table


def indicator_table(store: Store, language: str) -> Table:
    """Every indicator with goal, newest figure, baseline, change and wished direction."""
    return Table(
        key="indikatorer",
        caption=gettext("Indikatorer i programmets rækkefølge"),
        stacks=True,
        headings=(
            Heading(gettext("Indikator")),
            Heading(gettext("Mål")),
            Heading(gettext("Tal nu"), is_number=True),
            Heading(gettext("Periode")),
            Heading(gettext("Udgangspunkt"), is_number=True),
            Heading(gettext("Ændring"), is_number=True),
            Heading(gettext("Ønsket retning")),
        ),
        rows=tuple(_cells(summary, language) for summary in store.summaries()),
        downloads=downloads("explore:indicators_file"),
    )


def indicators_cube(store: Store, language: str) -> Cube:
    """The newest figure of every indicator as a file."""
    summaries = store.summaries()
    table = FileTable(
        name="indikatorer",
        title_da="Indikatorer",
        title_en="Indicators",
        columns=(
            Column("indicator_id", "Id", "Id", "text"),
            Column("title_da", "Indikator", "Indicator (Danish)", "text"),
            Column("title_en", "Indikator (engelsk)", "Indicator", "text"),
            Column("track", "Spor", "Track", "number"),
            Column("goal", "Mål", "Goal", "number"),
            Column("area_name", "Område", "Area", "text"),
            Column("period", "Periode", "Period", "text"),
            Column("value", "Værdi (andele 0-1)", "Value (shares 0-1)", "number"),
            Column("shown_as", "Vist som", "Shown as", "text"),
            Column("unit", "Enhed", "Unit", "text"),
            Column("baseline_value", "Udgangspunkt", "Baseline", "number"),
            Column("baseline_period", "Periode for udgangspunkt", "Period of the baseline", "text"),
            Column("change", "Ændring", "Change", "number"),
            Column("direction", "Ønsket retning", "Wished direction", "text"),
            Column("status", "Status", "Status", "text"),
            Column("data_kind", "Datatype", "Kind of data", "text"),
        ),
        rows=tuple(_row(summary, language) for summary in summaries),
        about=(
            *about_sources(store, {summary.latest.source_id for summary in summaries}, language),
            *about_release(store, language),
        ),
    )
    return Cube(table, (Dimension("indicator_id", label_key=f"title_{language}"),))


def _cells(summary: IndicatorSummary, language: str) -> tuple[Cell, ...]:
    indicator, latest = summary.indicator, summary.latest
    base = indicator.baseline
    words = display.status_words(latest.status, language) if display.status_symbol(latest.status) else ""
    return (
        Cell(
            indicator.title[language],
            address=reverse("explore:indicator", kwargs={"indicator_id": indicator.id}),
            note=gettext("Eksempeldata") if latest.data_kind == "synthetic" else "",
        ),
        Cell(str(indicator.goal) if indicator.goal else gettext("uden mål")),
        Cell(value_text(latest, indicator, language), words),
        Cell(display.period(latest.period, language), note=other_area(indicator, language)),
        Cell(
            display.value_as_written(base.value, indicator.unit, language) if base else "",
            note=display.period(base.period, language) if base else "",
        ),
        _change_cell(summary, language),
        Cell(gettext("op") if indicator.direction == "up" else gettext("ned")),
    )


def _change_cell(summary: IndicatorSummary, language: str) -> Cell:
    if summary.is_baseline_only:
        return Cell("", note=gettext("udgangspunktet er det nyeste tal"))
    return Cell(change_text(summary, language), note=verdict(summary, language))


def _row(summary: IndicatorSummary, language: str) -> Mapping[str, object]:
    indicator, latest = summary.indicator, summary.latest
    base = indicator.baseline
    return {
        **vars(latest),
        "title_da": indicator.title.da,
        "title_en": indicator.title.en,
        "track": indicator.track,
        "goal": indicator.goal,
        "shown_as": value_text(latest, indicator, language),
        "area_name": area_names(language)[latest.area_code],
        "unit": indicator.unit,
        "baseline_value": base.value if base else None,
        "baseline_period": base.period if base else None,
        "change": summary.change,
        "direction": indicator.direction,
    }
