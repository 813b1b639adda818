# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Initiatives: everybody reads, the office and the partner that owns one write."""

from faglaert.web.accounts.permissions import Role
from faglaert.web.initiatives.models import Initiative, Milestone
from faglaert.web.workspace.records import add
from tests.workspace.conftest import People
from tests.workspace.matrix import EVERYBODY, Route

WRITERS = frozenset({Role.OFFICE, Role.PARTNER})


def initiative(people: People) -> dict[str, object]:
    """An initiative of the partner's school that could go on."""
    organisation = people[Role.PARTNER].organisation
    return {"initiative_id": add(Initiative(title="Mentorer", organisation=organisation), by=None).pk}


def new_part(people: People) -> dict[str, object]:
    """A milestone to be."""
    return {**initiative(people), "part": "milepaele"}


def part(people: People) -> dict[str, object]:
    """A milestone there is."""
    arguments = initiative(people)
    milestone = Milestone(title="Første hold", due_on="2026-12-01", initiative_id=arguments["initiative_id"])
    return {**arguments, "part": "milepaele", "part_id": add(milestone, by=None).pk}


ROUTES = {
    "initiatives:list": Route(EVERYBODY),
    "initiatives:plan": Route(EVERYBODY),
    "initiatives:file": Route(EVERYBODY, arguments=lambda _people: {"file_format": "csv"}),
    "initiatives:new": Route(WRITERS),
    "initiatives:detail": Route(EVERYBODY, arguments=initiative),
    "initiatives:edit": Route(WRITERS, arguments=initiative),
    "initiatives:advance": Route(WRITERS, method="POST", arguments=initiative),
    "initiatives:part_new": Route(WRITERS, arguments=new_part),
    "initiatives:part_edit": Route(WRITERS, arguments=part),
    "initiatives:part_delete": Route(WRITERS, method="POST", arguments=part),
}
