# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Statuses of initiatives, who sees and writes which, and what is late. The number of questions does not grow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

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
    rows = found.exclude(phase=Phase.CLOSE).prefetch_related(Prefetch("statuses", given, to_attr="given"))
    return sorted((standing_of(each, today) for each in rows), key=lambda each: (-each.days_late, each.initiative.pk))


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


def standing_of(initiative: Initiative, today: date) -> Standing:
    """Where an initiative stands on a day; it comes with ``given``, the statuses that were given by then."""
    newest = initiative.given[0] if initiative.given else None
    owes = owed(initiative.starts_on, initiative.ends_on, today)
    if owes is None or any(each.period == owes for each in initiative.given):
        return Standing(initiative, newest, None, -10_000)
    return Standing(initiative, newest, owes, (today - owes.due).days)
