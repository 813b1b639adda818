# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Events as a table; every app shows the history of its records with it."""

from collections.abc import Iterable

from django.apps import apps
from django.utils.timezone import localtime
from django.utils.translation import gettext

from faglaert.web.audit.models import AuditEvent
from faglaert.web.tables import Cell, Heading, Table


def events_table(events: Iterable[AuditEvent], *, caption: str) -> Table:
    """One event a row: when, who, what, which record, and the fields that differ."""
    headings = (gettext("Tidspunkt"), gettext("Hvem"), gettext("Hvad"), gettext("Hvilken"), gettext("Ændret"))
    return Table(
        key="haendelser",
        caption=caption,
        has_heading_above=True,
        stacks=True,
        headings=tuple(Heading(each) for each in headings),
        rows=tuple(_row(event) for event in events),
    )


def _row(event: AuditEvent) -> tuple[Cell, ...]:
    return (
        Cell(localtime(event.created_at).strftime("%Y-%m-%d %H:%M:%S")),
        Cell(str(event.actor) if event.actor else gettext("kommandolinjen")),
        Cell(_action_words().get(event.action, event.action)),
        Cell(f"{_name_of(event.object_type)} {event.object_id}"),
        Cell("; ".join(f"{name}: {_said(before)} → {_said(after)}" for name, before, after in event.changes)),
    )


def _name_of(object_type: str) -> str:
    return str(apps.get_model(object_type)._meta.verbose_name)


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    return "–" if value in (None, "") else str(value)


def _action_words() -> dict[str, str]:
    return {
        "added": gettext("oprettet"),
        "changed": gettext("ændret"),
        "removed": gettext("slettet"),
        "roles": gettext("roller ændret"),
        "password": gettext("adgangskode ændret"),
        "invited": gettext("adgang sendt"),
    }
