# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Initiatives as a table."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.indicators import indicators
from faglaert.web.initiatives.models import Initiative
from faglaert.web.tables import Cell, Download, Heading, Table
from faglaert.web.workspace.sheets import FORMATS
from faglaert.web.workspace.sheets import Cell as Value


def initiatives_table(rows: Iterable[Initiative], language: str, *, is_numbered: bool = False) -> Table:
    """One initiative a row; numbered as the bars of the plan."""
    headings = [gettext("Initiativ"), gettext("Spor"), gettext("Fase"), gettext("Periode"), gettext("Ejes af")]
    return Table(
        key="initiativer",
        caption=gettext("Initiativer"),
        stacks=True,
        has_heading_above=not is_numbered,
        headings=tuple(Heading(each) for each in headings),
        rows=tuple(_row(each, language, number if is_numbered else None) for number, each in enumerate(rows, start=1)),
    )


def initiative_rows(rows: Iterable[Initiative], language: str) -> tuple[list[str], list[list[Value]]]:
    """Headings and rows of the file: days as ``2026-12-31``, money in DKK, shares to change in percentage points."""
    headings = [
        *(gettext("Initiativ"), gettext("Spor"), gettext("Fase"), gettext("Begynder"), gettext("Slutter")),
        *(gettext("Ejes af"), gettext("Indikator, der skal flytte sig"), gettext("Med hvor meget"), gettext("Hvornår")),
        *(gettext("Budget i kroner"), gettext("Medfinansiering i kroner")),
    ]
    return headings, [_file_row(each, language) for each in rows]


def file_downloads(query: str) -> tuple[Download, ...]:
    """The list as files; ``query`` chooses as the list does."""
    return tuple(
        Download(each.upper(), "", reverse("initiatives:file", args=[each]) + (f"?{query}" if query else ""))
        for each in FORMATS
    )


def _file_row(initiative: Initiative, language: str) -> list[Value]:
    known, change = indicators().get(initiative.indicator_id), initiative.expected_change
    return [
        initiative.title,
        initiative.track or gettext("alle"),
        str(initiative.phase_now.label),
        _iso(initiative.starts_on),
        _iso(initiative.ends_on),
        _owner(initiative),
        known.title[language] if known else "",
        None if change is None else float(change),
        _iso(initiative.reach_by),
        initiative.budget_dkk,
        initiative.cofinancing_dkk,
    ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _owner(initiative: Initiative) -> str:
    return initiative.organisation.name if initiative.organisation else gettext("programmet")


def _row(initiative: Initiative, language: str, number: int | None) -> tuple[Cell, ...]:
    title = initiative.title if number is None else f"{number} {initiative.title}"
    note = gettext("Kladde") if initiative.is_draft else ""
    return (
        Cell(title, address=reverse("initiatives:detail", args=[initiative.pk]), note=note),
        Cell(str(initiative.track) if initiative.track else gettext("alle")),
        Cell(str(initiative.phase_now.label)),
        Cell(period_words(initiative, language)),
        Cell(_owner(initiative)),
    )


def period_words(initiative: Initiative, language: str) -> str:
    """From when to when; whole years as years."""
    start, end = initiative.starts_on, initiative.ends_on
    if start is None or end is None:
        return _half_open(start, end, language)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    return f"{display.long_date(start, language)} – {display.long_date(end, language)}"


def _half_open(start: date | None, end: date | None, language: str) -> str:
    if start is not None:
        return gettext("fra %s") % display.long_date(start, language)
    return gettext("til %s") % display.long_date(end, language) if end is not None else ""
