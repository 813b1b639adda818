# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Who sees which initiative, and what the pages show of it. The number of questions does not grow with the rows."""

from collections import defaultdict

from django.db.models import Q, QuerySet

from faglaert.charts.timeline import Mark
from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Capability
from faglaert.web.initiatives.models import Initiative, Milestone, Phase


def visible_to(user: User) -> QuerySet[Initiative]:
    """Everything that is no draft; the office sees all drafts, others those of their own organisation."""
    found = Initiative.objects.select_related("organisation", "responsible")
    if user.may(Capability.MANAGE_INITIATIVES):
        return found
    return found.filter(Q(is_draft=False) | _own(user))


def may_add(user: User) -> bool:
    """The office, and partners for their organisation: nobody would see the draft of none."""
    return user.may(Capability.MANAGE_INITIATIVES) or (
        user.organisation_id is not None and user.may(Capability.WRITE_INITIATIVES)
    )


def may_edit(user: User, initiative: Initiative) -> bool:
    """The office edits every initiative, a partner those of the own organisation."""
    if user.may(Capability.MANAGE_INITIATIVES):
        return True
    is_own = user.organisation_id is not None and initiative.organisation_id == user.organisation_id
    return is_own and user.may(Capability.WRITE_INITIATIVES)


def with_parts(found: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """The same with everything that a page of one initiative shows."""
    return found.prefetch_related("schools", "evidence", "milestones", "risks", "partnerships__organisation")


def milestone_marks(found: QuerySet[Initiative]) -> dict[int, list[Mark]]:
    """The milestones of each initiative, by its key: days, and whether they are done. Thousands are no records here."""
    marks: dict[int, list[Mark]] = defaultdict(list)
    rows = Milestone.objects.filter(initiative__in=found).values_list("initiative_id", "due_on", "done_on")
    for initiative_id, due_on, done_on in rows:
        marks[initiative_id].append((due_on, done_on is not None))
    return marks


def filtered(found: QuerySet[Initiative], *, track: str = "", phase: str = "") -> QuerySet[Initiative]:
    """Those of a track (those of all tracks included) and of a phase; what is no track or phase filters nothing."""
    if track in {"1", "2", "3"}:
        found = found.filter(Q(track=int(track)) | Q(track=None))
    return found.filter(phase=phase) if phase in Phase.values else found


def _own(user: User) -> Q:
    return Q(organisation=user.organisation_id) if user.organisation_id else Q(pk__in=[])
