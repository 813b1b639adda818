# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Events as a table; every app shows the history of its records with it."""

from collections.abc import Iterable, Iterator

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext

from faglaert.definitions.dossier import measures
from faglaert.web.accounts.models import OrganisationKind
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.models import AuditEvent
from faglaert.web.frame import current_language
from faglaert.web.tables import Cell, Heading, Table

_BY_NOBODY_KNOWN = frozenset({"login_closed", "second_step_failed"})
"""What somebody did who had not logged in."""


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
        Cell(_actor_words(event)),
        Cell(action_words().get(event.action, event.action)),
        Cell(f"{apps.get_model(event.object_type)._meta.verbose_name} {event.object_id}"),
        Cell("; ".join(_change_words(event))),
    )


def _actor_words(event: AuditEvent) -> str:
    if event.actor:
        return str(event.actor)
    return gettext("ukendt") if event.action in _BY_NOBODY_KNOWN else gettext("kommandolinjen")


def _change_words(event: AuditEvent) -> Iterator[str]:
    """Each field that differs: its name, the value before where there was one, and the value after."""
    for name, before, after in event.changes:
        old, new = _said(_word(event, name, before)), _said(_word(event, name, after))
        if old or new:
            yield f"{_field_name(event, name)}: {old} → {new or '–'}" if old else f"{_field_name(event, name)}: {new}"


def _field_name(event: AuditEvent, name: str) -> str:
    fields = _fields(event)
    return str(fields[name].verbose_name) if name in fields else detail_words().get(name, name)


def _word(event: AuditEvent, name: str, value: object) -> object:
    """The word of a choice, or of each of a list; any other value as it is."""
    field = _fields(event).get(name)
    if name == "fields":
        return [_field_name(event, each) for each in value]
    words = dict(field.flatchoices) if field is not None and field.choices else _value_words(name)
    if isinstance(value, list):
        return [words.get(each, each) for each in value]
    return words.get(value, value)


def _fields(event: AuditEvent) -> dict[str, models.Field]:
    options = apps.get_model(event.object_type)._meta
    return {each.name: each for each in (*options.fields, *options.many_to_many)}


def _said(value: object) -> str:
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nej")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def detail_words() -> dict[str, str]:
    """What is logged beside the fields of a record, by its name in the log."""
    return {
        "roles": gettext("Roller"),
        "key": gettext("Log-ind med"),
        "count": gettext("Antal"),
        "half": gettext("Halvår"),
        "criteria": gettext("Kriterier"),
        "fields": gettext("Felter"),
    }


def _value_words(name: str) -> dict[str, object]:
    """Words of the values of a detail, or of a field that lists no choices."""
    match name:
        case "roles":
            return dict(Role.choices)
        case "kinds":
            return dict(OrganisationKind.choices)
        case "criteria":
            return {each.id: each.title[current_language()] for each in measures().values()}
        case "key":
            return {
                Authenticator.Type.WEBAUTHN: gettext("adgangsnøgle"),
                Authenticator.Type.TOTP: gettext("kode fra en app"),
                Authenticator.Type.RECOVERY_CODES: gettext("nødkoder"),
            }
    return {}


def action_words() -> dict[str, str]:
    """What was done, by its name in the log."""
    return {
        "added": gettext("oprettet"),
        "changed": gettext("ændret"),
        "removed": gettext("slettet"),
        "roles": gettext("roller ændret"),
        "password": gettext("adgangskode ændret"),
        "invited": gettext("adgang sendt"),
        "reminded": gettext("mindet om frist"),
        "opened": gettext("åbnet"),
        "erased": gettext("slettet om personen"),
        "key_added": gettext("måde at logge ind på tilføjet"),
        "key_removed": gettext("måde at logge ind på fjernet"),
        "sessions_ended": gettext("logget ud alle andre steder"),
        "login_closed": gettext("log-ind lukket en tid efter for mange forkerte adgangskoder"),
        "second_step_failed": gettext("forkert kode efter rigtig adgangskode"),
    }
