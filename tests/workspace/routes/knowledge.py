# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Knowledge: everybody reads, those who work with pupils write what their own organisation learned."""

from faglaert.web.accounts.models import Organisation, OrganisationKind
from faglaert.web.accounts.permissions import Role
from faglaert.web.knowledge.models import Entry, EntryFile
from faglaert.web.workspace.records import add, change
from tests.workspace.conftest import People
from tests.workspace.matrix import EVERYBODY, Route

# municipal guidance writes too, but has no organisation here: what belongs to a school it may not change
WRITERS = frozenset({Role.OFFICE, Role.PARTNER, Role.SCHOOL_COUNSELLOR})


def entry(people: People) -> dict[str, object]:
    """Something the partner's school told."""
    fields = {"title": "Mentorer", "kind": "method", "what": "Sådan", "organisation": people[Role.PARTNER].organisation}
    return {"entry_id": add(Entry(**fields), by=None).pk}


def file(people: People) -> dict[str, object]:
    """A file of it."""
    fields = {"name": "a.pdf", "media_type": "application/pdf", "size_bytes": 5, "sha256": "0", "content": b"%PDF-"}
    return {"file_id": add(EntryFile(**entry(people), **fields), by=None).pk}


def everybody_for_somebody(people: People) -> dict[str, object]:
    """The municipal guidance writes for a municipality."""
    fields = {"name": "Kommunen", "kind": OrganisationKind.MUNICIPALITY, "municipality_code": "101"}
    who = people[Role.MUNICIPAL_GUIDANCE]
    who.organisation = add(Organisation(**fields), by=None)
    change(who, by=None, version=who.version)
    return {}


ROUTES = {
    "knowledge:list": Route(EVERYBODY),
    "knowledge:new": Route(WRITERS | {Role.MUNICIPAL_GUIDANCE}, arguments=everybody_for_somebody),
    "knowledge:detail": Route(EVERYBODY, arguments=entry),
    "knowledge:edit": Route(WRITERS, arguments=entry),
    "knowledge:delete": Route(WRITERS, method="POST", arguments=entry),
    "knowledge:file_new": Route(WRITERS, arguments=entry),
    "knowledge:file": Route(EVERYBODY, arguments=file),
    "knowledge:file_delete": Route(WRITERS, method="POST", arguments=file),
}
