# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Meetings, items, dossiers and decisions as tables."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from faglaert import display
from faglaert.published.dossier import DossierLine
from faglaert.reports.dossier_text import area_text, figure_text, period_text, status_text
from faglaert.web.council.forms import programme_name
from faglaert.web.council.freezing import Compared, thawed
from faglaert.web.council.models import AgendaItem, Decision, FrozenDossier, Meeting
from faglaert.web.tables import Cell, Heading, Table, danish_order


def meetings_table(meetings: Iterable[Meeting], language: str) -> Table:
    """One meeting a row."""
    rows = tuple(
        (
            Cell(each.title, address=reverse("council:meeting", args=[each.pk]), note=_draft(each)),
            Cell(display.long_date(each.held_on, language)),
            Cell(each.place),
        )
        for each in meetings
    )
    return _table("moeder", gettext("Møder"), (gettext("Møde"), gettext("Dag"), gettext("Sted")), rows)


def items_table(items: Iterable[AgendaItem]) -> Table:
    """One item of an agenda a row, with how far it is."""
    rows = tuple(
        (Cell(str(each), address=reverse("council:item", args=[each.pk])), Cell(_state(each))) for each in items
    )
    return _table("dagsorden", gettext("Dagsorden"), (gettext("Punkt"), gettext("Hvor langt")), rows)


def dossiers_table(dossiers: Iterable[FrozenDossier], language: str) -> Table:
    """One frozen dossier a row, in Danish order."""
    rows = tuple(
        (
            Cell(programme_name(each.programme_code), address=reverse("council:dossier", args=[each.pk])),
            Cell(_known(each)),
            Cell(display.long_date(localdate(each.created_at), language)),
            Cell(each.build_id),
        )
        for each in sorted(dossiers, key=lambda each: danish_order(programme_name(each.programme_code)))
    )
    headings = (gettext("Uddannelse"), gettext("Mål med tal"), gettext("Frosset"), gettext("Udgave"))
    return _table("dossierer", gettext("Dossierer"), headings, rows)


def compared_table(rows: Iterable[Compared], language: str, *, caption: str = "", key: str = "tal") -> Table:
    """One figure a row: what it was, and what it is."""
    headings = (
        gettext("Mål for uddannelsen"),
        gettext("Område"),
        gettext("Da det blev frosset"),
        gettext("I dag"),
        gettext("Forskel"),
    )
    cells = tuple(
        (
            Cell(each.then.measure.title[language]),
            Cell(area_text(each.then, language) if each.then.area_code else ""),
            _figure(each.then, language),
            _figure(each.now, language) if each.now else Cell(gettext("findes ikke længere")),
            Cell(gettext("ændret") if each.is_changed else gettext("uændret")),
        )
        for each in rows
    )
    return _table(key, caption or gettext("Tal da og nu"), headings, cells, has_heading_above=not caption)


def decisions_table(decisions: Iterable[Decision], language: str, *, caption: str) -> Table:
    """One decision a row, with when it is looked back at."""
    rows = tuple(
        (
            Cell(each.item.title, address=reverse("council:item", args=[each.item_id])),
            Cell(display.long_date(each.decided_on, language)),
            Cell(display.long_date(each.review_on, language)),
            Cell(_review(each)),
        )
        for each in decisions
    )
    headings = (gettext("Punkt"), gettext("Besluttet"), gettext("Ses efter"), gettext("Tilbageblik"))
    return _table("beslutninger", caption, headings, rows)


def _figure(line: DossierLine, language: str) -> Cell:
    said = "" if line.is_evidence else status_text(line, language)
    note = "; ".join(each for each in (said, period_text(line, language), _kind(line)) if each)
    return Cell(figure_text(line, language), note=note)


def _kind(line: DossierLine) -> str:
    return gettext("Eksempeldata") if line.data_kind == "synthetic" else ""


def _known(dossier: FrozenDossier) -> str:
    lines = thawed(dossier.lines)
    measured = {line.measure.id for line in lines}
    known = {line.measure.id for line in lines if line.is_evidence}
    return gettext("%(known)s af %(all)s") % {"known": len(known), "all": len(measured)}


def _draft(meeting: Meeting) -> str:
    return gettext("Kladde") if meeting.is_draft else ""


def _state(item: AgendaItem) -> str:
    if hasattr(item, "decision"):
        return gettext("besluttet")
    if hasattr(item, "round"):
        return gettext("prioriteret") if item.round.is_closed else gettext("medlemmerne vejer")
    return ""


def _review(decision: Decision) -> str:
    if hasattr(decision, "look_back"):
        return decision.look_back.get_outcome_display()
    return gettext("mangler") if decision.review_on <= localdate() else gettext("kommer")


def _table(
    key: str,
    caption: str,
    headings: tuple[str, ...],
    rows: tuple[tuple[Cell, ...], ...],
    *,
    has_heading_above: bool = True,
) -> Table:
    return Table(
        key=key,
        caption=caption,
        has_heading_above=has_heading_above,
        stacks=True,
        headings=tuple(Heading(each) for each in headings),
        rows=rows,
    )
