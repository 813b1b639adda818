# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Statuses as tables."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.indicators import indicators
from faglaert.web.initiatives.models import Initiative
from faglaert.web.status.freezing import ThenAndNow, figure_words
from faglaert.web.status.halves import Half
from faglaert.web.status.models import Course, Progress, Status
from faglaert.web.status.queries import Standing
from faglaert.web.tables import Cell, Heading, Table


def half_words(half: Half) -> str:
    """A half-year in words."""
    return gettext("%(number)s. halvår %(year)s") % {"number": half.number, "year": half.year}


def track_words(initiative: Initiative) -> str:
    """The track of an initiative; nothing for one of all tracks."""
    return gettext("spor %s") % initiative.track if initiative.track else ""


def overview_table(rows: Iterable[Standing], language: str) -> Table:
    """One initiative a row, the latest first."""
    headings = (
        *(gettext("Initiativ"), gettext("Seneste status"), gettext("Fremdrift")),
        *(gettext("Beslutning"), gettext("Mangler")),
    )
    return Table(
        key="status",
        caption=gettext("Status på initiativerne"),
        has_heading_above=True,
        stacks=True,
        headings=tuple(Heading(each) for each in headings),
        rows=tuple(_standing_row(each, language) for each in rows),
    )


def statuses_table(statuses: Iterable[Status], language: str) -> Table:
    """The statuses of one initiative, the newest first."""
    headings = (gettext("Halvår"), gettext("Fremdrift"), gettext("Beslutning"), gettext("Afgivet"))
    return Table(
        key="statusser",
        caption=gettext("Status hvert halvår"),
        stacks=True,
        has_heading_above=True,
        headings=tuple(Heading(each) for each in headings),
        rows=tuple(
            (
                Cell(
                    half_words(each.period),
                    address=reverse("status:status", args=[each.initiative_id, each.year, each.half]),
                ),
                Cell(str(Progress(each.progress).label)),
                Cell(str(Course(each.course).label)),
                Cell(given_words(each, language) or gettext("Kladde")),
            )
            for each in statuses
        ),
    )


def figures_table(figures: Iterable[ThenAndNow], language: str) -> Table:
    """Frozen figures beside today's."""
    headings = (
        *(gettext("Indikator"), gettext("Udgangspunkt"), gettext("Låst tal")),
        *(gettext("Samme periode i dag"), gettext("Nyeste tal i dag")),
    )
    return Table(
        key="tal",
        caption=gettext("Tallet dengang og i dag"),
        stacks=True,
        headings=tuple(Heading(each) for each in headings),
        rows=tuple(_figure_row(each, language) for each in figures),
    )


def given_words(status: Status, language: str) -> str:
    """The day a status was given; nothing for a draft."""
    return display.long_date(localdate(status.given_at), language) if status.given_at else ""


def _standing_row(each: Standing, language: str) -> tuple[Cell, ...]:
    newest, initiative = each.newest, each.initiative
    return (
        Cell(
            initiative.title, address=reverse("status:initiative", args=[initiative.pk]), note=track_words(initiative)
        ),
        Cell(half_words(newest.period) if newest else gettext("ingen endnu")),
        Cell(str(Progress(newest.progress).label) if newest else ""),
        Cell(str(Course(newest.course).label) if newest else ""),
        _owed_cell(each, language),
    )


def _owed_cell(each: Standing, language: str) -> Cell:
    if each.owes is None:
        return Cell("")
    day = display.long_date(each.owes.due, language)
    late = gettext("%(days)s dage for sent") % {"days": display.number(each.days_late, language)}
    return Cell(half_words(each.owes), note=late if each.is_late else gettext("senest %s") % day)


def _figure_row(each: ThenAndNow, language: str) -> tuple[Cell, ...]:
    frozen = each.frozen
    known = indicators().get(frozen.indicator_id)
    title = known.short_title[language] if known else frozen.indicator_id
    base = frozen.baseline_value

    def told(figure: object) -> Cell:
        if figure is None or not figure.period:
            return Cell(gettext("intet tal"))
        period = display.short_period(figure.period, language)
        return Cell(figure_words(figure, frozen.unit, language), note=period)

    return (
        Cell(title, address=reverse("explore:indicator", args=[known.id]) if known else ""),
        Cell(
            "" if base is None else display.value_as_written(base, frozen.unit, language),
            note=display.short_period(frozen.baseline_period, language) if base is not None else "",
        ),
        told(frozen),
        told(each.again),
        told(each.newest),
    )
