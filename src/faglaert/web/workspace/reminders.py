# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Reminding people by e-mail of what is due: each part of the workspace says what that is, and to whom to write."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import translation
from django.utils.timezone import now

from faglaert.web.accounts.models import User
from faglaert.web.audit.actions import record_event, writing
from faglaert.web.audit.queries import history_of
from faglaert.web.workspace.records import Record

DAYS_AHEAD = 14
DAYS_BETWEEN_REMINDERS = 7


@dataclass(frozen=True)
class Owed:
    """Something with a day: ``record`` has the reminder in its history, ``letter`` gives subject and text in Danish."""

    kind: str
    of: int
    what: str
    due: date
    record: Record
    people: Collection[User]
    letter: Callable[[], tuple[str, str]]
    logged: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Reminder:
    """What is owed, and whether somebody can be written to; no data about a person.

    ``of`` is the number of the initiative or the application, ``what`` the half-year or the number of the part.
    """

    kind: str
    of: int
    what: str
    due: str
    days_late: int
    state: str


def remind(owed: Iterable[Owed], *, today: date, is_sent: bool) -> list[Reminder]:
    """What is due within two weeks or late, the latest first; with ``is_sent`` those who owe it get an e-mail.

    Nobody is reminded of the same twice within a week. Each reminder is logged as an event of its record, without the
    names of who got it.
    """
    due = [each for each in owed if (today - each.due).days >= -DAYS_AHEAD]
    return [_reminder(each, today, is_sent=is_sent) for each in sorted(due, key=lambda each: each.due)]


def _reminder(owed: Owed, today: date, *, is_sent: bool) -> Reminder:
    if not owed.people:
        state = "nobody is responsible"
    elif _was_reminded(owed.record):
        state = "reminded within a week"
    elif is_sent:
        _send(owed)
        state = "sent"
    else:
        state = "to be sent"
    return Reminder(owed.kind, owed.of, owed.what, owed.due.isoformat(), (today - owed.due).days, state)


def _was_reminded(record: Record) -> bool:
    since = now() - timedelta(days=DAYS_BETWEEN_REMINDERS)
    return history_of(record).filter(action="reminded", created_at__gt=since).exists()


@writing()
def _send(owed: Owed) -> None:
    """One e-mail a person, so that nobody is shown another's address."""
    record_event("reminded", owed.record, by=None, after=owed.logged)
    with translation.override("da"):
        subject, text = owed.letter()
    connection, line = get_connection(), " ".join(subject.split())
    sender = settings.DEFAULT_FROM_EMAIL
    connection.send_messages([EmailMessage(line, text, sender, [each.email]) for each in owed.people])
