# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The council's dossier of a vocational programme as a paper, and the same as data."""

from collections.abc import Iterator
from typing import Any, get_args

from faglaert import display
from faglaert.charts.curves import curve_chart, curve_chart_sentence
from faglaert.definitions.classifications import main_areas, symbols
from faglaert.definitions.dossier import Theme
from faglaert.definitions.programme import programme
from faglaert.published.dossier import Dossier, DossierLine, skilled_balance
from faglaert.published.store import Store
from faglaert.reports import dossier_text as text
from faglaert.reports.document import Block, Column, Document, Drawing, Heading, Notice, Paragraph, Table
from faglaert.reports.words import Language, word


def dossier_document(store: Store, found: Dossier, language: Language) -> Document:
    """The dossier as a paper."""
    return Document(
        title=found.programme.name_da,
        title_language="" if language == "da" else "da",
        kicker=word("dossier", language),
        language=language,
        author=programme().title[language],
        page_word=word("page", language),
        footer=build_text(store, language),
        created=found.release.built_at,
        blocks=tuple(_blocks(store, found, language)),
    )


def dossier_data(store: Store, found: Dossier, language: str) -> dict[str, Any]:
    """The dossier as the JSON object that the command prints."""
    return {
        "programme": found.programme.code,
        "name": found.programme.name_da,
        "build_id": found.release.build_id,
        "figures": [_line_data(store, line, language) for line in found.lines],
        "titles": [
            {
                "title": each.title,
                "kind": each.kind,
                "area": each.rar_code,
                "period": each.period,
                "category": each.category,
                "value": each.value,
                "status": each.status,
                "source": each.source_id,
            }
            for each in found.titles
        ],
    }


def build_text(store: Store, language: str) -> str:
    """Which build the figures are from."""
    day = display.long_date(store.release.built_date, language)
    return word("build", language, build=store.release.build_id, day=day)


def symbol_table(language: str) -> Table:
    """What the symbols mean."""
    rows = ((row.symbol, display.status_words(status, language)) for status, row in symbols().items() if row.symbol)
    return Table(
        word("symbols", language), (Column(word("symbol", language)), Column(word("meaning", language), 6)), tuple(rows)
    )


def source_table(store: Store, source_ids: tuple[str, ...], language: str) -> Table:
    """The sources with the day they were read and their terms."""
    rows = []
    for source_id in source_ids:
        record = store.sources()[source_id]
        read = display.long_date(record.retrieved_at, language) if record.retrieved_at else ""
        rows.append((text.credit_text(record, language), read, record.source.licence[language]))
    columns = (
        Column(word("source", language), 4),
        Column(word("read_on", language), 2),
        Column(word("terms", language), 3),
    )
    return Table(word("sources", language), columns, tuple(dict.fromkeys(rows)))


def _blocks(store: Store, found: Dossier, language: str) -> Iterator[Block]:
    names = {area.code: area.name_en if language == "en" else area.name_da for area in main_areas()}
    count = len({line.measure.id for line in found.lines})
    area = names.get(found.programme.main_area_code or "", "")
    yield Paragraph(word("evidence", language, area=area, count=found.evidence_count, all=count), "lead")
    if found.is_synthetic:
        yield Notice(word("example", language), word("example_text", language))
    for theme in get_args(Theme):
        yield Heading(word(theme, language))
        yield _figures(store, [line for line in found.lines if line.measure.theme == theme], theme, language)
        if theme == "through":
            yield from _curve(store, found, language)
    yield Heading(word("titles", language))
    yield from _titles(found, language)
    balance = text.balance_text(skilled_balance(store), language)
    if balance:
        yield Heading(word("balance_heading", language))
        yield Paragraph(balance)
    yield from _unknown(found, language)
    yield from _about(store, found, language)


def _figures(store: Store, lines: list[DossierLine], theme: str, language: str) -> Table:
    columns = (
        Column(word("what", language), 6),
        Column(word("area", language), 4),
        Column(word("figure", language), 5, is_number=True),
        Column(word("period", language), 4),
        Column(word("source", language), 5),
    )
    rows = tuple(
        (
            line.measure.title[language],
            text.area_text(line, language),
            _figure(line, language),
            text.period_text(line, language),
            text.source_text(store, line, language),
        )
        for line in lines
    )
    return Table(word("figures_of", language, theme=word(theme, language)), columns, rows)


def _figure(line: DossierLine, language: str) -> str:
    """The figure with the words of its status: on paper nothing can be pointed at."""
    words = text.status_text(line, language)
    figure = text.figure_text(line, language)
    return f"{figure} ({words})" if words else figure


def _curve(store: Store, found: Dossier, language: str) -> Iterator[Block]:
    chart = text.dropout_chart(store, found.programme.code, language)
    if chart is not None:
        caption = word("curve", language)
        yield Drawing(curve_chart(chart, "wide"), f"{caption}. {curve_chart_sentence(chart)}", caption)


def _titles(found: Dossier, language: str) -> Iterator[Block]:
    danish = "" if language == "da" else "da"
    first = (Column(word("title", language), 3, language=danish), Column(word("area", language), 2))
    last = (Column(word("period", language), 2),)
    balance = [each for each in found.titles if each.kind == "balance"]
    recruitment = [each for each in found.titles if each.kind == "recruitment"]
    if not found.titles:
        yield Paragraph(word("no_titles", language))
    for key, column, rows, cell in (
        ("titles_balance", Column(word("category", language), 4), balance, text.category_text),
        ("titles_recruitment", Column(word("rate", language), 2, is_number=True), recruitment, text.rate_text),
    ):
        if rows:
            cells = tuple(
                (
                    each.title,
                    text.council_area_text(each, language),
                    cell(each, language),
                    display.period(each.period, language),
                )
                for each in rows
            )
            yield Table(word(key, language), (*first, column, *last), cells)


def _unknown(found: Dossier, language: str) -> Iterator[Block]:
    lines = text.unknown_lines(found)
    if lines:
        yield Heading(word("unknown", language))
        columns = (Column(word("what", language), 3), Column(word("why", language), 4))
        rows = tuple((line.measure.title[language], line.measure.absent[language]) for line in lines)
        yield Table(word("unknown_caption", language), columns, rows)


def _about(store: Store, found: Dossier, language: str) -> Iterator[Block]:
    yield Heading(word("about", language))
    yield Paragraph(word("protection", language))
    known = {line.measure.id: line.measure for line in found.lines if not line.is_absent}
    if known:
        columns = (Column(word("what", language), 3), Column(word("meaning", language), 5))
        rows = tuple((each.title[language], each.meaning[language]) for each in known.values())
        yield Table(word("meanings", language), columns, rows)
    if used := text.source_ids(found):
        yield source_table(store, used, language)
    yield symbol_table(language)


def _line_data(store: Store, line: DossierLine, language: str) -> dict[str, Any]:
    return {
        "measure": line.measure.id,
        "title": line.measure.title[language],
        "area": line.area_code,
        "period": line.period,
        "value": line.value,
        "low": line.low,
        "high": line.high,
        "unit": line.measure.unit,
        "status": line.status,
        "status_words": text.status_text(line, language),
        "shown": text.figure_text(line, language),
        "data_kind": None if line.is_absent else line.data_kind,
        "source": line.source_id or None,
        "source_words": text.source_text(store, line, language),
    }
