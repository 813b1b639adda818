# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The sources of this build as a table and as a file."""

from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.figures import series_files
from faglaert.definitions.sources import Source
from faglaert.published.files import Column, Dimension, FileTable
from faglaert.published.store import SourceRecord, Store
from faglaert.web.about_files import about_release
from faglaert.web.file_forms import Cube, downloads
from faglaert.web.tables import Cell, Heading, Table, danish_order

SHORT_CHECKSUM = 12


def sources_table(store: Store, language: str) -> Table:
    """Every source: how we have it, since when, on which terms."""
    return Table(
        key="kilder-tabel",
        caption=gettext("Kilder i denne udgave"),
        stacks=True,
        headings=(
            Heading(gettext("Kilde")),
            Heading(gettext("Sådan har vi tallene")),
            Heading(gettext("Hentet")),
            Heading(gettext("Opdateret hos kilden")),
            Heading(gettext("Udkommer")),
            Heading(gettext("Rækker"), is_number=True),
            Heading(gettext("Vilkår")),
        ),
        rows=tuple(_cells(record, language) for record in _in_order(store, language)),
        downloads=downloads("library:sources_file"),
    )


def sources_cube(store: Store, language: str) -> Cube:
    """The sources as a file; the figure counted is the number of rows."""
    table = FileTable(
        name="kilder",
        title_da="Kilder",
        title_en="Sources",
        columns=(
            Column("source_id", "Id", "Id", "text"),
            Column("title", "Kilde", "Source", "text"),
            Column("publisher", "Udgiver", "Publisher", "text"),
            Column("url", "Adresse", "Address", "text"),
            Column("origin", "Oprindelse", "Origin", "text"),
            Column("retrieved_at", "Hentet", "Retrieved", "text"),
            Column("updated", "Opdateret hos kilden", "Updated at the source", "text"),
            Column("cadence", "Udkommer", "Cadence", "text"),
            Column("row_count", "Rækker", "Rows", "number"),
            Column("snapshot_id", "Udtræk", "Snapshot", "text"),
            Column("sha256", "Kontrolsum", "Checksum", "text"),
            Column("licence", "Vilkår", "Terms", "text"),
            Column("credit", "Kreditering", "Credit", "text"),
            Column("status", "Status", "Status", "text"),
        ),
        rows=tuple(_row(record, language) for record in _in_order(store, language)),
        about=about_release(store, language),
    )
    return Cube(table, (Dimension("source_id", label_key="title"),), measure="row_count")


def origin_words(record: SourceRecord) -> str:
    """How the project has a source's figures."""
    words = {
        "embedded": gettext("indtastet i projektet"),
        "fetched": gettext("hentet fra kilden"),
        "absent": gettext("ikke hentet endnu"),
    }
    return words[record.origin]


def cadence_words(source: Source, language: str) -> str:
    """How often a source comes out, and in which month where that is known."""
    words = {
        "once": gettext("én gang"),
        "yearly": gettext("hvert år"),
        "quarterly": gettext("hvert kvartal"),
        "monthly": gettext("hver måned"),
    }[source.cadence]
    if source.release_month is None:
        return words
    return gettext("%(cadence)s, i %(month)s") % {"cadence": words, "month": _month(source.release_month, language)}


def _month(number: int, language: str) -> str:
    return display.period(f"2000-{number:02}", language).removesuffix(" 2000")


def series_table(language: str) -> Table:
    """The figures keyed into the project: what they are, and what they were keyed from."""
    return Table(
        key="raekker-tabel",
        caption=gettext("Talrækker, der er indtastet i projektet"),
        stacks=True,
        headings=(
            Heading(gettext("Talrække")),
            Heading(gettext("Indtastet fra")),
            Heading(gettext("Opdelt efter")),
            Heading(gettext("Indtastet den")),
        ),
        rows=tuple(
            (
                Cell(series.title[language]),
                Cell(series.keyed_from[language]),
                Cell(series.category_meaning, language="da"),
                Cell(display.short_date(series.retrieved_date, language)),
            )
            for series in series_files()
        ),
    )


def _in_order(store: Store, language: str) -> list[SourceRecord]:
    return sorted(store.sources().values(), key=lambda record: danish_order(record.source.title[language]))


def _cells(record: SourceRecord, language: str) -> tuple[Cell, ...]:
    retrieved, is_there = record.retrieved_at, record.origin != "absent"
    return (
        Cell(record.source.title[language], address=record.source.url, note=record.source.credit[language]),
        Cell(origin_words(record)),
        Cell(display.short_date(retrieved, language)) if retrieved else Cell(""),
        Cell(record.updated or ""),
        Cell(cadence_words(record.source, language)),
        Cell(display.number(record.row_count, language)) if is_there else Cell(""),
        Cell(record.source.licence[language]),
    )


def _row(record: SourceRecord, language: str) -> dict[str, object]:
    source = record.source
    return {
        **vars(record),
        "source_id": source.id,
        "title": source.title[language],
        "publisher": source.publisher,
        "url": source.url,
        "cadence": cadence_words(source, language),
        "licence": source.licence[language],
        "credit": source.credit[language],
        "status": "missing" if record.origin == "absent" else "shown",
    }
