# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Who sees whom and writes what. The number of questions does not grow with the rows."""

from datetime import date

from django.db.models import QuerySet

from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Capability
from faglaert.web.mentors.models import Kept, Mentor


def current_mentors(today: date) -> QuerySet[Mentor]:
    """Those whose consent holds; nobody sees the others, even before they are deleted."""
    return Mentor.objects.filter(delete_on__gt=today).select_related("organisation")


def is_own(user: User, record: Kept) -> bool:
    """Whether a record is of the person's organisation."""
    return user.organisation_id is not None and record.organisation_id == user.organisation_id


def may_see_person(user: User, mentor: Mentor) -> bool:
    """Name and contact are for those who arrange meetings, and for the mentor's own organisation."""
    return user.may(Capability.SEE_MENTORS) or is_own(user, mentor)


def may_edit(user: User, record: Kept) -> bool:
    """The office edits everything, others what their own organisation keeps."""
    if user.may(Capability.MANAGE_MENTORS):
        return True
    return user.may(Capability.WRITE_MENTORS) and is_own(user, record)


def may_see_counts(user: User, record: Kept) -> bool:
    """Small numbers of pupils are seen by the office and by the school they are from."""
    return user.may(Capability.MANAGE_MENTORS) or is_own(user, record)
