# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Reads of the programme and its partners."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from faglaert.definitions.programme import Track, programme
from faglaert.web.accounts.models import Organisation, User
from faglaert.web.initiatives.queries import visible_to
from faglaert.web.programme.models import Partnership


@dataclass(frozen=True)
class TrackWork:
    """A track of the definitions, and how many initiatives work on it."""

    track: Track
    initiatives: int


def track_work(user: User) -> list[TrackWork]:
    """Every track with the number of initiatives the person may see; those of all tracks count in each."""
    counts = visible_to(user).order_by().values_list("track").annotate(count=Count("pk"))
    by_track = dict(counts)
    shared = by_track.get(None, 0)
    return [TrackWork(each, by_track.get(each.number, 0) + shared) for each in programme().tracks]


def all_partners() -> QuerySet[Organisation]:
    """Every organisation with the number of initiatives (no drafts) it has a part in."""
    return Organisation.objects.annotate(
        efforts=Count("partnerships__initiative", filter=Q(partnerships__initiative__is_draft=False), distinct=True)
    )


def partnerships_of(organisation: Organisation, user: User) -> QuerySet[Partnership]:
    """What an organisation takes part in, as far as the person may see it."""
    seen = visible_to(user).values("pk")
    return organisation.partnerships.filter(initiative__in=seen).select_related("initiative", "organisation")
