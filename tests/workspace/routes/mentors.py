# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Mentors and apprenticeships: everybody reads what is no person, the office and own organisations write."""

from datetime import timedelta

from django.utils.timezone import localdate

from faglaert.web.accounts.permissions import Role
from faglaert.web.mentors.models import Mentor
from faglaert.web.workspace.records import add
from tests.workspace.conftest import People
from tests.workspace.matrix import EVERYBODY, Route

WRITERS = frozenset({Role.OFFICE, Role.PARTNER, Role.SCHOOL_COUNSELLOR})


def new_mentor(people: People, **fields: object) -> Mentor:
    """A mentor of the partner's school."""
    today = localdate()
    given = {"full_name": "Mette Holm", "email": "mette@example.dk", "phone": "12345678", "consent_on": today}
    given |= {"organisation": people[Role.PARTNER].organisation, "delete_on": today + timedelta(days=365)}
    return add(Mentor(**{**given, **fields}), by=None)


def kind(people: People) -> dict[str, object]:
    """A mentor to be."""
    return {"kind": "mentorer"}


def mentor(people: People) -> dict[str, object]:
    """A mentor there is."""
    return {"kind": "mentorer", "record_id": new_mentor(people).pk}


ROUTES = {
    "mentors:overview": Route(EVERYBODY),
    "mentors:new": Route(WRITERS, arguments=kind),
    "mentors:edit": Route(WRITERS, arguments=mentor),
    "mentors:delete": Route(WRITERS, method="POST", arguments=mentor),
}
