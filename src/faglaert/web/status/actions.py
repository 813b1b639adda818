# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Beginning a status, giving it with its figures frozen, and what reminders tell of those that are owed."""

from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext

from faglaert import display
from faglaert.published.store import Store
from faglaert.web.accounts.models import User
from faglaert.web.audit.actions import writing
from faglaert.web.frame import full_address
from faglaert.web.initiatives.models import Initiative
from faglaert.web.status.freezing import frozen_figures
from faglaert.web.status.models import Status
from faglaert.web.status.queries import Standing, standings
from faglaert.web.workspace.records import StaleRecordError, add, change
from faglaert.web.workspace.reminders import Owed


@writing()
def begin(status: Status, *, by: User | None) -> Status:
    """Save the first text of a status. Raises :class:`StaleRecordError` when somebody else has begun it."""
    Initiative.objects.select_for_update().get(pk=status.initiative_id)
    there = Status.objects.filter(initiative=status.initiative_id, year=status.year, half=status.half).first()
    if there is not None:
        raise StaleRecordError(there)
    return add(status, by=by)


@writing()
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


def owed_statuses(today: date) -> list[Owed]:
    """The half-yearly statuses that initiatives owe on a day, with who is responsible."""
    found = standings(Initiative.objects.filter(is_draft=False).select_related("responsible"), today)
    return [_owed(each) for each in found if each.owes is not None]


def _owed(standing: Standing) -> Owed:
    half, initiative = standing.owes, standing.initiative
    person = initiative.responsible
    return Owed(
        kind="status",
        of=initiative.pk,
        what=f"{half.year}/{half.number}",
        due=half.due,
        record=initiative,
        people=[person] if person is not None and person.is_active else [],
        letter=partial(_letter, standing),
        logged={"half": f"{half.year}/{half.number}"},
    )


def _letter(standing: Standing) -> tuple[str, str]:
    half, initiative = standing.owes, standing.initiative
    text = gettext(
        "Der mangler en status for %(initiative)s, %(number)s. halvår %(year)s.\n"
        "Den skal være afgivet senest %(day)s.\n\nSkriv den her: %(address)s\n"
    ) % {
        "initiative": initiative.title,
        "number": half.number,
        "year": half.year,
        "day": display.long_date(half.due, "da"),
        "address": full_address(reverse("status:edit", args=[initiative.pk, half.year, half.number])),
    }
    return gettext("Status for %s") % initiative.title, text
