# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Events as a table; every app shows the history of its records with it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models
from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.classifications import area_names, vocational_programmes
from faglaert.definitions.dossier import measures
from faglaert.definitions.indicators import indicators
from faglaert.definitions.programme import programme
from faglaert.web.accounts.models import OrganisationKind, User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.models import AuditEvent
from faglaert.web.frame import current_language
from faglaert.web.tables import Cell, Heading, Table, danish_order
from faglaert.web.workspace.links import Names, names_for
from faglaert.web.workspace.moments import moment

_BY_NOBODY_KNOWN = frozenset({"login_closed", "second_step_failed"})
"""What somebody did who had not logged in."""
_LENGTH = re.compile(r"\d+")
"""A long text stands in the log as its length and a digest."""


def events_table(events: Iterable[AuditEvent], *, reader: User, caption: str) -> Table:
    """One event a row: when, who, what, which record, and the fields that differ, named as far as ``reader`` may see.

    The words are the page's; what is stored stays as it was written.
    """
    shown = list(events)
    names = names_for(reader, _numbers(shown))
    headings = (gettext("Tidspunkt"), gettext("Hvem"), gettext("Hvad"), gettext("Hvilken"), gettext("Ændret"))
    return Table(
        key="haendelser",
        caption=caption,
        has_heading_above=True,
        stacks=True,
        headings=tuple(Heading(each) for each in headings),
        rows=tuple(_row(event, names) for event in shown),
    )


def _numbers(events: Iterable[AuditEvent]) -> dict[type[models.Model], set[int]]:
    """The records the events point at, and those they are of."""
    found: dict[type[models.Model], set[int]] = defaultdict(set)
    for event in events:
        found[apps.get_model(event.object_type)].add(int(event.object_id))
        fields = _fields(event)
        for name, *values in event.changes:
            if name in fields and fields[name].is_relation:
                found[fields[name].related_model] |= {number for each in values for number in _listed(each)}
    return found


def _row(event: AuditEvent, names: Names) -> tuple[Cell, ...]:
    model = apps.get_model(event.object_type)
    return (
        Cell(moment(event.created_at, current_language(), has_seconds=True)),
        Cell(_actor_words(event)),
        Cell(action_words().get(event.action, event.action)),
        Cell(f"{model._meta.verbose_name} {event.object_id}", note=names.get((model, int(event.object_id)), "")),
        Cell("; ".join(_change_words(event, names))),
    )


def _actor_words(event: AuditEvent) -> str:
    if event.actor:
        return str(event.actor)
    return gettext("ukendt") if event.action in _BY_NOBODY_KNOWN else gettext("kommandolinjen")


def _change_words(event: AuditEvent, names: Names) -> Iterator[str]:
    """Each field that differs: its name, the value before where there was one, and the value after."""
    fields = _fields(event)
    for name, before, after in event.changes:
        field = fields.get(name)
        if isinstance(field, models.TextField):
            words = _text_words(before, after)
        else:
            old, new = (_said(_word(event, name, value, names)) for value in (before, after))
            words = f"{old} → {new or '–'}" if old else new
        if words:
            yield f"{_field_name(event, name)}: {words}"


def _text_words(before: object, after: object) -> str:
    """Of a long text the log holds how long it is, and not what it says."""
    length = _LENGTH.match(str(after or ""))
    if length is None:
        return gettext("tekst slettet") if before else ""
    words = gettext("tekst ændret (%(count)s tegn)") if before else gettext("tekst (%(count)s tegn)")
    return words % {"count": length[0]}


def _field_name(event: AuditEvent, name: str) -> str:
    fields = _fields(event)
    return str(fields[name].verbose_name) if name in fields else detail_words().get(name, name)


def _word(event: AuditEvent, name: str, value: object, names: Names) -> object:
    """What a value says: the word of a choice or code, a name, a day; of a list those of each; any other as it is."""
    field = _fields(event).get(name)
    if name == "fields":
        return [_field_name(event, each) for each in _listed(value)]
    if isinstance(value, list):
        words = [_single_word(field, name, each, names) for each in value]
        return sorted(words, key=lambda each: danish_order(str(each)))
    return _single_word(field, name, value, names)


def _single_word(field: models.Field | None, name: str, value: object, names: Names) -> object:
    if value in (None, ""):
        return value
    if field is not None and field.is_relation:
        return names.get((field.related_model, value), value)
    if isinstance(field, models.DateTimeField):
        return moment(datetime.fromisoformat(value), current_language())
    if isinstance(field, models.DateField):
        return display.long_date(date.fromisoformat(value), current_language())
    words = dict(field.flatchoices) if field is not None and field.choices else _value_words(name)
    return words.get(value, value)


def _listed(value: object) -> list:
    """A value as a list: none, itself alone, or the list it is."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


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
        case "indicator_id":
            return {each.id: each.short_title[current_language()] for each in indicators().values()}
        case "programme_code" | "programme_codes":
            return {each.code: each.name_da for each in vocational_programmes()}
        case "municipality_codes" | "area_code":
            return dict(area_names(current_language()))
        case "track":
            return {each.number: f"{each.number}. {each.title[current_language()]}" for each in programme().tracks}
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
