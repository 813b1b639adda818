# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Figures of documents as tables of the page and as files."""

from collections.abc import Mapping
from itertools import groupby
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.classifications import area_names
from faglaert.published.files import Column, Dimension, FileTable
from faglaert.published.store import ProgrammeFigureRow, PublishedFigureRow, Store
from faglaert.web.about_files import about_release, about_sources
from faglaert.web.file_forms import Cube
from faglaert.web.tables import Cell, Heading, Table, danish_order


def programme_tables(store: Store, language: str) -> tuple[Table, ...]:
    """The figures of the programme document, a table a section in the document's order."""
    sections: dict[str, list[ProgrammeFigureRow]] = {}
    for row in store.programme_figures():
        sections.setdefault(row.section, []).append(row)
    titles = {summary.indicator.id: summary.indicator.short_title[language] for summary in store.summaries()}
    return tuple(
        Table(
            key=f"afsnit-{number}",
            caption=section,
            stacks=True,
            has_heading_above=True,
            caption_language="da",
            headings=(
                Heading(gettext("Nr.")),
                Heading(gettext("Tal")),
                Heading(gettext("Værdi"), is_number=True),
                Heading(gettext("Periode")),
                Heading(gettext("Hvad tallet dækker")),
                Heading(gettext("Indikator")),
            ),
            rows=tuple(_programme_cells(row, titles, language) for row in rows),
        )
        for number, (section, rows) in enumerate(sections.items(), start=1)
    )


def programme_cube(store: Store, language: str) -> Cube:
    """The figures of the programme document as a file."""
    rows = store.programme_figures()
    table = FileTable(
        name="programmets-tal",
        title_da="Tallene i programmet",
        title_en="The figures in the programme",
        columns=(
            Column("id", "Nr.", "No.", "text"),
            Column("section", "Afsnit", "Section", "text"),
            Column("title_da", "Tal", "Figure (Danish)", "text"),
            Column("title_en", "Tal (engelsk)", "Figure", "text"),
            Column("value", "Værdi (andele 0-1)", "Value (shares 0-1)", "number"),
            Column("shown_as", "Vist som", "Shown as", "text"),
            Column("unit", "Enhed", "Unit", "text"),
            Column("period", "Periode", "Period", "text"),
            Column("area_code", "Områdekode", "Area code", "text"),
            Column("figure_group", "Gruppe", "Group", "text"),
            Column("is_baseline", "Udgangspunkt", "Baseline", "text"),
            Column("definition_da", "Hvad tallet dækker", "Definition (Danish)", "text"),
            Column("definition_en", "Hvad tallet dækker (engelsk)", "Definition", "text"),
            Column("indicator_id", "Indikator", "Indicator", "text"),
            Column("status", "Status", "Status", "text"),
        ),
        rows=tuple({**vars(row), "shown_as": _value(row, language).text} for row in rows),
        about=(*about_sources(store, {row.source_id for row in rows}, language), *about_release(store, language)),
    )
    return Cube(table, (Dimension("id", label_key=f"title_{language}"),))


def published_tables(store: Store, language: str) -> tuple[Table, ...]:
    """Figures from other public pages, a table a theme."""
    named = [(theme_words(row.theme), row) for row in store.published_figures()]
    by_theme = groupby(sorted(named, key=lambda each: danish_order(each[0])), key=lambda each: each[0])
    return tuple(
        Table(
            key=f"emne-{number}",
            caption=theme,
            stacks=True,
            has_heading_above=True,
            headings=(
                Heading(gettext("Tal")),
                Heading(gettext("Værdi"), is_number=True),
                Heading(gettext("Periode")),
                Heading(gettext("Område")),
                Heading(gettext("Hvad tallet dækker")),
                Heading(gettext("Kilde")),
                Heading(gettext("Hentet")),
            ),
            rows=tuple(_published_cells(row, language) for _, row in rows),
        )
        for number, (theme, rows) in enumerate(by_theme, start=1)
    )


def published_cube(store: Store, language: str) -> Cube:
    """Figures from other public pages as a file."""
    rows = store.published_figures()
    table = FileTable(
        name="offentliggjorte-tal",
        title_da="Offentliggjorte tal",
        title_en="Published figures",
        columns=(
            Column("id", "Nr.", "No.", "text"),
            Column("theme", "Emne", "Theme", "text"),
            Column("title_da", "Tal", "Figure (Danish)", "text"),
            Column("title_en", "Tal (engelsk)", "Figure", "text"),
            Column("value", "Værdi (andele 0-1)", "Value (shares 0-1)", "number"),
            Column("shown_as", "Vist som", "Shown as", "text"),
            Column("unit", "Enhed", "Unit", "text"),
            Column("period", "Periode", "Period", "text"),
            Column("area_name", "Område", "Area", "text"),
            Column("definition_da", "Hvad tallet dækker", "Definition (Danish)", "text"),
            Column("note_da", "Bemærkning", "Note (Danish)", "text"),
            Column("source_url", "Kilde", "Source", "text"),
            Column("retrieved_date", "Hentet", "Retrieved", "text"),
            Column("status", "Status", "Status", "text"),
        ),
        rows=tuple({**vars(row), "shown_as": _value(row, language).text} for row in rows),
        about=about_release(store, language),
    )
    return Cube(table, (Dimension("id", label_key=f"title_{language}"),))


def theme_words(theme: str) -> str:
    """What a theme of published figures is called; a theme nobody has named yet keeps its code."""
    words = {
        "applications": gettext("Ansøgninger"),
        "apprenticeships": gettext("Lærepladser"),
        "balance": gettext("Balance på arbejdsmarkedet"),
        "company_satisfaction": gettext("Virksomhedernes tilfredshed"),
        "completion": gettext("Gennemførelse"),
        "dropout": gettext("Frafald"),
        "employment": gettext("Beskæftigelse"),
        "intake": gettext("Tilgang"),
        "neet": gettext("Unge uden for uddannelse og beskæftigelse"),
        "programme": gettext("Programmet"),
        "recruitment": gettext("Rekruttering"),
        "switching": gettext("Omvalg"),
        "transition": gettext("Overgange"),
        "wellbeing": gettext("Trivsel"),
    }
    return words.get(theme, theme)


def _programme_cells(row: ProgrammeFigureRow, titles: Mapping[str, str], language: str) -> tuple[Cell, ...]:
    is_known = row.indicator_id in titles
    address = reverse("explore:indicator", kwargs={"indicator_id": row.indicator_id}) if is_known else ""
    title = row.title_en if language == "en" else row.title_da
    return (
        Cell(row.id),
        Cell(title, note=gettext("Udgangspunkt for et mål") if row.is_baseline else ""),
        _value(row, language),
        Cell(display.period(row.period, language) if row.period else gettext("ikke angivet")),
        Cell(_definition(row, language)),
        Cell(titles[row.indicator_id] if is_known else "", address=address),
    )


def _definition(row: ProgrammeFigureRow, language: str) -> str:
    text = row.definition_en if language == "en" else row.definition_da
    area = area_names(language).get(row.area_code, "")
    return f"{text} ({area})" if area else text


def _published_cells(row: PublishedFigureRow, language: str) -> tuple[Cell, ...]:
    return (
        Cell(row.title_en if language == "en" else row.title_da),
        _value(row, language),
        Cell(display.period(row.period, language)),
        Cell(row.area_name),
        Cell(row.definition_da, note=row.note_da or "", language="da"),
        Cell(urlsplit(row.source_url).hostname or row.source_url, address=row.source_url),
        Cell(display.short_date(row.retrieved_date, language)),
    )


def _value(row: ProgrammeFigureRow | PublishedFigureRow, language: str) -> Cell:
    if row.value is None or display.status_symbol(row.status):
        return Cell(display.status_symbol(row.status), display.status_words(row.status, language))
    return Cell(display.value_as_written(row.value, row.unit, language))
