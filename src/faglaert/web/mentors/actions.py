# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Deleting mentors whose consent has run out."""

from datetime import date

from faglaert.web.accounts.models import User
from faglaert.web.audit.actions import writing
from faglaert.web.mentors.models import Mentor
from faglaert.web.workspace.records import remove


@writing()
def delete_expired(today: date, *, by: User | None) -> int:
    """Delete every mentor whose day has come; how many. The log keeps that there was one, not who."""
    expired = list(Mentor.objects.filter(delete_on__lte=today))
    for mentor in expired:
        remove(mentor, by=by, version=mentor.version)
    return len(expired)
