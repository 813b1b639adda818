# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Beginning a status, giving it with its figures frozen, and reminding of those that are owed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate, now
from django.utils.translation import gettext

from faglaert import display
from faglaert.published.store import Store
from faglaert.web.accounts.models import User
from faglaert.web.audit.actions import record_event
from faglaert.web.audit.queries import history_of
from faglaert.web.frame import full_address
from faglaert.web.initiatives.models import Initiative
from faglaert.web.status.freezing import frozen_figures
from faglaert.web.status.models import Status
from faglaert.web.status.queries import Standing, standings
from faglaert.web.workspace.records import StaleRecordError, add, change

DAYS_AHEAD = 14
DAYS_BETWEEN_REMINDERS = 7


@transaction.atomic
def begin(status: Status, *, by: User | None) -> Status:
    """Save the first text of a status. Raises :class:`StaleRecordError` when somebody else has begun it."""
    Initiative.objects.select_for_update().get(pk=status.initiative_id)
    there = Status.objects.filter(initiative=status.initiative_id, year=status.year, half=status.half).first()
    if there is not None:
        raise StaleRecordError(there)
    return add(status, by=by)


@transaction.atomic
def give(status: Status, *, by: User | None, version: int, store: Store) -> Status:
    """Give a status: its figures are those the store shows now, of periods that had ended with the half-year.

    Raises :class:`StaleRecordError`. What was given before keeps its day and its figures.
    """
    if status.given_at is not None:
        raise StaleRecordError(status)
    status.given_at = now()
    change(status, by=by, version=version)
    for figure in frozen_figures(store, status, min(status.period.end, localdate())):
        add(figure, by=by)
    return status


@dataclass(frozen=True)
class Reminder:
    """What is owed, by number of the initiative, and whether somebody can be written to; no data about a person."""

    initiative_id: int
    half: str
    due: str
    days_late: int
    state: str


def remind(*, today: date, is_sent: bool) -> list[Reminder]:
    """Statuses that are due within two weeks or late; with ``is_sent`` who is responsible gets an e-mail.

    Nobody is reminded of the same twice within a week. Each e-mail is logged as an event of the initiative, without
    the name of who got it.
    """
    found = standings(Initiative.objects.filter(is_draft=False).select_related("responsible"), today)
    due = [each for each in found if each.owes is not None and each.days_late >= -DAYS_AHEAD]
    return [_reminder(each, is_sent=is_sent) for each in due]


def _reminder(standing: Standing, *, is_sent: bool) -> Reminder:
    half, initiative = standing.owes, standing.initiative
    person = initiative.responsible
    if person is None or not person.is_active:
        state = "nobody is responsible"
    elif _was_reminded(initiative):
        state = "reminded within a week"
    elif is_sent:
        _send(standing, person)
        state = "sent"
    else:
        state = "to be sent"
    return Reminder(initiative.pk, f"{half.year}/{half.number}", half.due.isoformat(), standing.days_late, state)


def _was_reminded(initiative: Initiative) -> bool:
    since = now() - timedelta(days=DAYS_BETWEEN_REMINDERS)
    return history_of(initiative).filter(action="reminded", created_at__gt=since).exists()


@transaction.atomic
def _send(standing: Standing, person: User) -> None:
    half, initiative = standing.owes, standing.initiative
    record_event("reminded", initiative, by=None, after={"half": f"{half.year}/{half.number}"})
    with translation.override("da"):
        address = full_address(reverse("status:edit", args=[initiative.pk, half.year, half.number]))
        text = gettext(
            "Der mangler en status for %(initiative)s, %(number)s. halvår %(year)s.\n"
            "Den skal være afgivet senest %(day)s.\n\nSkriv den her: %(address)s\n"
        ) % {
            "initiative": initiative.title,
            "number": half.number,
            "year": half.year,
            "day": display.long_date(half.due, "da"),
            "address": address,
        }
        subject = gettext("Status for %s") % " ".join(initiative.title.split())
    sender = settings.DEFAULT_FROM_EMAIL
    EmailMessage(subject, text, sender, [person.email], connection=get_connection()).send()
