# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The status report as a paper, and the same as data."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from faglaert import display
from faglaert.definitions.programme import programme
from faglaert.published.store import Store
from faglaert.reports.document import Block, Column, Document, Heading, Notice, Paragraph, Table
from faglaert.reports.dossier import build_text, source_table, symbol_table
from faglaert.reports.status import Deviation, IndicatorStatus, StatusReport, TrackStatus
from faglaert.reports.words import Language, word


def status_document(store: Store, report: StatusReport, language: Language) -> Document:
    """The status report as a paper."""
    day = display.long_date(report.as_of, language).replace(" ", display.NO_BREAK_SPACE)
    return Document(
        title=word("status_title", language, programme=programme().title[language], day=day),
        kicker=word("status_report", language),
        language=language,
        author=programme().title[language],
        page_word=word("page", language),
        footer=build_text(store, language),
        created=report.release.built_at,
        blocks=tuple(_blocks(store, report, language)),
    )


def status_data(report: StatusReport, language: str) -> dict[str, Any]:
    """The status report as the JSON object that the command prints."""
    return {
        "as_of": report.as_of.isoformat(),
        "build_id": report.release.build_id,
        "built_at": report.release.built_at.isoformat(),
        "is_build_later": report.is_build_later,
        "tracks": [
            {
                "track": each.track.number,
                "title": each.track.title[language],
                "indicators": [_indicator_data(status, language) for status in each.indicators],
            }
            for each in report.tracks
        ],
        "initiatives": [asdict(each) for each in report.recorded.initiatives],
        "money": [asdict(each) for each in report.recorded.money],
        "frame_million_dkk": programme().budget_million_dkk,
        "deviations": [asdict(each) for each in deviations(report, language)],
    }


def deviations(report: StatusReport, language: str) -> tuple[Deviation, ...]:
    """Indicators that moved the wrong way, and what people recorded."""
    moved = tuple(
        Deviation(
            word(
                "moved_wrong",
                language,
                title=each.indicator.title[language],
                change=display.change(each.change, each.indicator.unit, language),
            ),
            word("no_action", language),
        )
        for track in report.tracks
        for each in track.indicators
        if each.course == "worse" and each.change is not None
    )
    return moved + report.recorded.deviations


def _blocks(store: Store, report: StatusReport, language: str) -> Iterator[Block]:
    yield Paragraph(word("status_lead", language), "lead")
    day, built = (display.long_date(each, language) for each in (report.as_of, report.release.built_date))
    yield Paragraph(word("as_of", language, day=day, build=report.release.build_id, built=built))
    if report.is_build_later:
        yield Notice(word("later", language), word("later_text", language))
    if report.is_synthetic:
        yield Notice(word("example", language), word("example_text", language))
    for track in report.tracks:
        yield from _track(track, language)
    yield from _initiatives(report, language)
    yield from _money(report, language)
    yield from _deviations(report, language)
    yield Heading(word("about", language))
    yield Paragraph(word("status_protection", language))
    found = (each.latest for track in report.tracks for each in track.indicators)
    yield source_table(store, tuple(sorted({latest.source_id for latest in found if latest})), language)
    yield symbol_table(language)


def _track(status: TrackStatus, language: str) -> Iterator[Block]:
    yield Heading(word("track", language, number=status.track.number, title=status.track.title[language]))
    yield Paragraph(word("goal", language, goal=status.track.goal[language]))
    columns = (
        Column(word("indicator", language), 6),
        Column(word("baseline", language), 4, is_number=True),
        Column(word("now", language), 4, is_number=True),
        Column(word("change", language), 4, is_number=True),
        Column(word("course", language), 4),
    )
    caption = word("indicators_of", language, number=status.track.number)
    yield Table(caption, columns, tuple(_indicator_row(each, language) for each in status.indicators))


def _indicator_row(status: IndicatorStatus, language: str) -> tuple[str, ...]:
    indicator, base = status.indicator, status.indicator.baseline
    written = display.value_as_written(base.value, indicator.unit, language) if base else ""
    return (
        indicator.title[language],
        f"{written} ({display.short_period(base.period, language)})" if base else "",
        _latest_text(status, language),
        "" if status.change is None else display.change(status.change, indicator.unit, language),
        word(status.course, language),
    )


def _latest_text(status: IndicatorStatus, language: str) -> str:
    latest = status.latest
    if latest is None:
        return word("no_information", language)
    figure = display.value_with_unit(
        latest.value, status.indicator.unit, latest.status, language, low=latest.low_value, high=latest.high_value
    )
    words = "" if latest.status == "shown" else f", {display.status_words(latest.status, language)}"
    return f"{figure} ({display.short_period(latest.period, language)}{words})"


def _initiatives(report: StatusReport, language: str) -> Iterator[Block]:
    yield Heading(word("initiatives", language))
    rows = tuple((each.title, each.responsible, each.phase, each.decision) for each in report.recorded.initiatives)
    names = (("initiative", 5), ("responsible", 3), ("phase", 2), ("decision", 4))
    columns = tuple(Column(word(name, language), width) for name, width in names)
    yield (
        Table(word("initiatives_of", language), columns, rows) if rows else Paragraph(word("no_initiatives", language))
    )


def _money(report: StatusReport, language: str) -> Iterator[Block]:
    yield Heading(word("money", language))
    yield Paragraph(word("frame", language, amount=display.million_dkk(programme().budget_million_dkk, language)))
    rows = tuple(
        (each.item, display.million_dkk(each.granted, language), display.million_dkk(each.spent, language))
        for each in report.recorded.money
    )
    columns = (
        Column(word("post", language), 4),
        Column(word("granted", language), 2, is_number=True),
        Column(word("spent", language), 2, is_number=True),
    )
    yield Table(word("money_of", language), columns, rows) if rows else Paragraph(word("no_money", language))


def _deviations(report: StatusReport, language: str) -> Iterator[Block]:
    yield Heading(word("deviations", language))
    rows = tuple((each.text, each.action) for each in deviations(report, language))
    columns = (Column(word("deviation", language), 4), Column(word("action", language), 3))
    yield Table(word("deviations_of", language), columns, rows) if rows else Paragraph(word("no_deviations", language))


def _indicator_data(status: IndicatorStatus, language: str) -> dict[str, Any]:
    indicator, latest, base = status.indicator, status.latest, status.indicator.baseline
    return {
        "id": indicator.id,
        "title": indicator.title[language],
        "unit": indicator.unit,
        "baseline": base and {"value": base.value, "period": base.period},
        "period": latest and latest.period,
        "value": latest and latest.value,
        "status": latest and latest.status,
        "data_kind": latest and latest.data_kind,
        "source": latest and latest.source_id,
        "change": status.change,
        "course": status.course,
    }
