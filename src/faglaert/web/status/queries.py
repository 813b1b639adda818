# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Statuses of initiatives, who sees and writes which, and what is late. The number of questions does not grow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Capability
from faglaert.web.initiatives import queries as initiatives
from faglaert.web.initiatives.models import Initiative, Phase
from faglaert.web.status.halves import Half, owed
from faglaert.web.status.models import Status


@dataclass(frozen=True)
class Standing:
    """An initiative, its newest status, and the half-year it owes one for; ``days_late`` is below zero before that."""

    initiative: Initiative
    newest: Status | None
    owes: Half | None
    days_late: int

    @property
    def is_late(self) -> bool:
        """Whether the day has passed."""
        return self.owes is not None and self.days_late > 0


def standings(found: QuerySet[Initiative], today: date) -> list[Standing]:
    """Every initiative that is not closed, the latest first."""
    given = Status.objects.exclude(given_at=None).defer("progress_text", "obstacles", "reasons")
    rows = standings_on(today, found.exclude(phase=Phase.CLOSE), given)
    return sorted(rows, key=lambda each: (-each.days_late, each.initiative.pk))


def standings_on(day: date, found: QuerySet[Initiative], given: QuerySet[Status]) -> list[Standing]:
    """Where each initiative stands on a day, by the statuses that were given by then.

    Of years of statuses only the newest are read whole, of all others which half-year they are of.
    """
    last = given.filter(initiative=OuterRef("initiative")).order_by("-year", "-half").values("pk")[:1]
    newest = {each.initiative_id: each for each in given.filter(pk=Subquery(last))}
    periods = set(given.order_by().values_list("initiative_id", "year", "half"))

    def standing(initiative: Initiative) -> Standing:
        owes = owed(initiative.starts_on, initiative.ends_on, day)
        if owes is None or (initiative.pk, owes.year, owes.number) in periods:
            return Standing(initiative, newest.get(initiative.pk), None, -10_000)
        return Standing(initiative, newest.get(initiative.pk), owes, (day - owes.due).days)

    return [standing(each) for each in found]


def late(standing: Iterable[Standing]) -> list[Standing]:
    """Those whose day has passed."""
    return [each for each in standing if each.is_late]


def visible_statuses(user: User, initiative: Initiative) -> QuerySet[Status]:
    """Every status that was given; drafts for those who write them."""
    found = initiative.statuses.all()
    return found if initiatives.may_edit(user, initiative) else found.exclude(given_at=None)


def may_write(user: User, initiative: Initiative, status: Status | None) -> bool:
    """Those who change the initiative, until the status is given; the office afterwards too."""
    if status is not None and status.given_at is not None:
        return user.may(Capability.MANAGE_INITIATIVES)
    return initiatives.may_edit(user, initiative)
