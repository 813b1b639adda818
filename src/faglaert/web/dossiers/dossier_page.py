# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The page of one programme, from the same lines as its paper."""

from dataclasses import dataclass
from typing import get_args

from django.urls import reverse

from faglaert import display
from faglaert.charts.curves import curve_chart, curve_chart_sentence
from faglaert.definitions.classifications import VocationalProgramme, main_areas
from faglaert.definitions.dossier import Theme
from faglaert.published.dossier import Dossier, DossierLine, skilled_balance
from faglaert.published.programmes import ProgrammeTitle
from faglaert.published.store import Store
from faglaert.reports import dossier_text
from faglaert.reports.words import word
from faglaert.web.dossiers.programme_table import figure_cell
from faglaert.web.file_forms import downloads
from faglaert.web.pathways.parts import Drawing
from faglaert.web.tables import Cell, Download, Heading, Table


@dataclass(frozen=True)
class Section:
    """One theme of the page."""

    key: str
    title: str
    table: Table
    drawing: Drawing | None


@dataclass(frozen=True)
class DossierPage:
    """What the page of a programme shows."""

    programme: VocationalProgramme
    lead: str
    sections: tuple[Section, ...]
    titles_heading: str
    titles: tuple[Table, ...]
    without_titles: str
    balance_heading: str
    balance: str
    unknown_heading: str
    unknown: Table
    paper_title: str
    protection: str
    pathways_address: str
    paper_address: str
    downloads: tuple[Download, ...]
    is_synthetic: bool


def dossier_page(store: Store, found: Dossier, language: str) -> DossierPage:
    """The page of one programme."""
    code = found.programme.code
    area = {each.code: each.name_en if language == "en" else each.name_da for each in main_areas()}
    pathways = store.pathways()
    has_curves = pathways is not None and code in pathways.groups("programme")
    return DossierPage(
        programme=found.programme,
        lead=word(
            "evidence",
            language,
            area=area.get(found.programme.main_area_code or "", ""),
            count=found.evidence_count,
            all=len({line.measure.id for line in found.lines}),
        ),
        sections=tuple(_section(store, found, theme, language) for theme in get_args(Theme)),
        titles_heading=word("titles", language),
        titles=tuple(_title_tables(found, language)),
        without_titles=word("no_titles", language),
        balance_heading=word("balance_heading", language),
        balance=dossier_text.balance_text(skilled_balance(store), language),
        unknown_heading=word("unknown", language),
        paper_title=word("dossier", language),
        unknown=_unknown_table(found, language),
        protection=word("protection", language),
        pathways_address=reverse("pathways:programme", kwargs={"code": code}) if has_curves else "",
        paper_address=reverse("dossiers:programme_paper", kwargs={"code": code}),
        downloads=downloads("dossiers:programme_file", code=code),
        is_synthetic=found.is_synthetic,
    )


def _section(store: Store, found: Dossier, theme: str, language: str) -> Section:
    title = word(theme, language)
    lines = [line for line in found.lines if line.measure.theme == theme]
    table = Table(
        key=theme.replace("_", "-"),
        caption=word("figures_of", language, theme=title),
        headings=(
            Heading(word("what", language)),
            Heading(word("area", language)),
            Heading(word("figure", language), is_number=True),
            Heading(word("period", language)),
            Heading(word("source", language)),
        ),
        rows=tuple(_row(store, line, language) for line in lines),
        stacks=True,
        has_heading_above=True,
    )
    return Section(theme, title, table, _drawing(store, found, language) if theme == "through" else None)


def _row(store: Store, line: DossierLine, language: str) -> tuple[Cell, ...]:
    figure = figure_cell(line, language)
    if line.is_absent:
        figure = Cell(dossier_text.status_text(line, language))
    return (
        Cell(line.measure.title[language], note=line.measure.meaning[language]),
        Cell(dossier_text.area_text(line, language)),
        figure,
        Cell(dossier_text.period_text(line, language)),
        Cell(dossier_text.source_text(store, line, language)),
    )


def _drawing(store: Store, found: Dossier, language: str) -> Drawing | None:
    chart = dossier_text.dropout_chart(store, found.programme.code, language)
    if chart is None:
        return None
    words = f"{word('curve', language)}. {curve_chart_sentence(chart)}"
    return Drawing(curve_chart(chart, "wide"), curve_chart(chart, "narrow"), words)


def _title_tables(found: Dossier, language: str) -> list[Table]:
    tables = []
    for kind, caption, heading, text in (
        ("balance", "titles_balance", "category", dossier_text.category_text),
        ("recruitment", "titles_recruitment", "rate", dossier_text.rate_text),
    ):
        rows = [each for each in found.titles if each.kind == kind]
        headings = (
            Heading(word("title", language)),
            Heading(word("area", language)),
            Heading(word(heading, language), is_number=kind == "recruitment"),
            Heading(word("period", language)),
        )
        cells = tuple(_title_row(each, text(each, language), language) for each in rows)
        if rows:
            tables.append(Table(kind, word(caption, language), headings, cells, stacks=True))
    return tables


def _title_row(title: ProgrammeTitle, text: str, language: str) -> tuple[Cell, ...]:
    return (
        Cell(title.title, language="da" if language == "en" else ""),
        Cell(dossier_text.council_area_text(title, language)),
        Cell(
            text,
            words=display.status_words(title.status, language) if display.status_symbol(title.status) == text else "",
        ),
        Cell(display.period(title.period, language)),
    )


def _unknown_table(found: Dossier, language: str) -> Table:
    return Table(
        key="mangler",
        caption=word("unknown_caption", language),
        headings=(Heading(word("what", language)), Heading(word("why", language))),
        rows=tuple(
            (Cell(line.measure.title[language]), Cell(line.measure.absent[language]))
            for line in dossier_text.unknown_lines(found)
        ),
        stacks=True,
        has_heading_above=True,
    )
