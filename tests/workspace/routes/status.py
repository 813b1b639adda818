# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Status: everybody reads what was given, the office and the partner that owns an initiative write."""

from faglaert.web.accounts.permissions import Role
from faglaert.web.initiatives.models import Initiative
from faglaert.web.status.models import Status
from faglaert.web.workspace.records import add
from tests.workspace.conftest import People
from tests.workspace.matrix import EVERYBODY, OFFICE, Route

WRITERS = OFFICE | {Role.PARTNER}


def initiative(people: People) -> dict[str, object]:
    """An initiative of the partner's school."""
    school = people[Role.PARTNER].organisation
    return {"initiative_id": add(Initiative(title="Mentorer", organisation=school), by=None).pk}


def half(people: People) -> dict[str, object]:
    """A half-year that is over."""
    return {**initiative(people), "year": 2026, "number": 1}


def a_draft(people: People) -> dict[str, object]:
    """A status that was begun."""
    arguments = half(people)
    texts = {"progress": "delayed", "progress_text": "Lidt.", "course": "adjust", "reasons": "Få elever."}
    add(Status(initiative_id=arguments["initiative_id"], year=2026, half=1, **texts), by=None)
    return arguments


def given(people: People) -> dict[str, object]:
    """A status that everybody may read."""
    arguments = a_draft(people)
    Status.objects.update(given_at="2026-07-20T12:00:00Z")
    return arguments


ROUTES = {
    "status:overview": Route(EVERYBODY),
    "status:report": Route(EVERYBODY),
    "status:report_file": Route(EVERYBODY),
    "status:initiative": Route(EVERYBODY, arguments=initiative),
    "status:status": Route(EVERYBODY, arguments=given),
    "status:edit": Route(WRITERS, arguments=half),
    "status:give": Route(WRITERS, method="POST", arguments=a_draft),
}
