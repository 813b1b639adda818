# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Events as a table; every app shows the history of its records with it."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import models
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
        Cell(f"{apps.get_model(event.object_type)._meta.verbose_name} {event.object_id}"),
        Cell("; ".join(_change_words(event))),
    )


def _change_words(event: AuditEvent) -> Iterator[str]:
    """Each field that differs: its name, the value before where there was one, and the value after."""
    for name, before, after in event.changes:
        old, new = _said(_word(event, name, before)), _said(_word(event, name, after))
        if old or new:
            yield f"{_field_name(event, name)}: {old} → {new or '–'}" if old else f"{_field_name(event, name)}: {new}"


def _field_name(event: AuditEvent, name: str) -> str:
    fields = _fields(event)
    return str(fields[name].verbose_name) if name in fields else name


def _word(event: AuditEvent, name: str, value: object) -> object:
    """The word of a choice; any other value as it is."""
    field = _fields(event).get(name)
    return dict(field.flatchoices).get(value, value) if field is not None and field.choices else value


def _fields(event: AuditEvent) -> dict[str, models.Field]:
    return {each.name: each for each in apps.get_model(event.object_type)._meta.fields}


def _said(value: object) -> str:
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nej")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _action_words() -> dict[str, str]:
    return {
        "added": gettext("oprettet"),
        "changed": gettext("ændret"),
        "removed": gettext("slettet"),
        "roles": gettext("roller ændret"),
        "password": gettext("adgangskode ændret"),
        "invited": gettext("adgang sendt"),
        "reminded": gettext("mindet om status"),
        "opened": gettext("åbnet"),
        "erased": gettext("slettet om personen"),
    }
