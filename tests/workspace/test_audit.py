# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The log cannot be changed, stands or falls with its change, and tells where it was tampered with."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from faglaert.errors import DataRefusedError, FaglaertError
from faglaert.web.accounts.models import Organisation, OrganisationKind, User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit import guards
from faglaert.web.audit.actions import record_event
from faglaert.web.audit.chain import FIRST, verify
from faglaert.web.audit.models import AuditEvent
from faglaert.web.audit.queries import history_of
from faglaert.web.workspace.records import add, change, remove
from tests.workspace.conftest import ClientOf, People


def union(name: str = "Fagforeningen") -> Organisation:
    return Organisation(name=name, kind=OrganisationKind.UNION)


def test_an_empty_log_is_whole(db: None) -> None:
    assert (verify().count, verify().head) == (0, FIRST)


def test_a_change_is_logged_with_the_fields_that_differ(office: User) -> None:
    organisation = add(union(), by=office)
    organisation.name = "Forbundet"
    change(organisation, by=office, version=1)
    event = history_of(organisation).first()
    assert (event.action, event.actor, event.changes) == ("changed", office, [("name", "Fagforeningen", "Forbundet")])
    assert [each.action for each in history_of(organisation)] == ["changed", "added"]


def test_a_removal_keeps_what_was_there(office: User) -> None:
    organisation = add(union(), by=office)
    history = history_of(organisation)
    remove(organisation, by=office, version=1)
    assert ("name", "Fagforeningen", None) in history.first().changes
    assert not Organisation.objects.filter(name="Fagforeningen").exists()


def test_a_refused_change_leaves_no_event(office: User) -> None:
    before = verify().count
    with pytest.raises(ValidationError):
        add(Organisation(name="Skole uden nummer", kind=OrganisationKind.SCHOOL), by=office)
    assert verify().count == before


def test_the_chain_holds_after_many_changes(people: People) -> None:
    for number in range(5):
        add(union(f"Forbund {number}"), by=people[Role.OFFICE])
    verified = verify()
    assert verified.count == AuditEvent.objects.count()
    assert verify(AuditEvent.objects.get(number=3).digest) == verified


@pytest.mark.parametrize("statement", ["UPDATE audit_auditevent SET action = 'x'", "DELETE FROM audit_auditevent"])
def test_the_database_refuses_to_change_an_event(people: People, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify().count > 0


@pytest.mark.parametrize(
    ("statement", "row", "problem"),
    [
        ("UPDATE audit_auditevent SET after = '{}' WHERE number = 3", 3, "not what was logged"),
        ("UPDATE audit_auditevent SET actor_id = NULL, action = 'x' WHERE number = 2", 2, "not what was logged"),
        ("DELETE FROM audit_auditevent WHERE number = 4", 5, "event 4 is missing"),
        ("UPDATE audit_auditevent SET previous_digest = 'a' WHERE number = 5", 5, "does not follow"),
    ],
)
def test_tampering_is_found_at_its_row(people: People, statement: str, row: int, problem: str) -> None:
    guards.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    with pytest.raises(DataRefusedError, match=f"row {row}.*{problem}"):
        verify()


def test_a_log_that_was_cut_off_is_found_by_a_digest_kept_elsewhere(people: People) -> None:
    head = verify().head
    guards.remove(connection)
    AuditEvent.objects.order_by("-number").first().delete()
    assert verify().count > 0
    with pytest.raises(DataRefusedError, match="cut off"):
        verify(head)


def test_an_event_needs_the_transaction_of_its_change(committed: None) -> None:
    with pytest.raises(FaglaertError, match="transaction"):
        record_event("added", union(), by=None)


def test_the_log_names_no_person(people: People) -> None:
    texts = " ".join(event.before + event.after for event in AuditEvent.objects.all())
    assert "@" not in texts
    assert "person" not in texts
    assert not {"email", "full_name", "password"} & set(User.AUDITED)


def test_the_page_shows_the_newest_first(client_of: ClientOf, office: User) -> None:
    add(union(), by=office)
    html = client_of(office).get("/arbejdsrum/aendringer/").content.decode("utf-8")
    assert html.index("Fagforeningen") < html.index("roller ændret")
