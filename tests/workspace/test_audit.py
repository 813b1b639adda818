# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The log cannot be changed, stands or falls with its change, and tells where it was tampered with."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.functional import Promise

from faglaert import web
from faglaert.definitions.indicators import indicators
from faglaert.errors import DataRefusedError, FaglaertError
from faglaert.web.accounts.models import Organisation, OrganisationKind, User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit import guards
from faglaert.web.audit.actions import record_event
from faglaert.web.audit.chain import FIRST, verify
from faglaert.web.audit.models import AuditEvent
from faglaert.web.audit.queries import history_of
from faglaert.web.audit.tables import action_words, detail_words, events_table
from faglaert.web.council.models import AgendaItem as Item
from faglaert.web.council.models import Meeting
from faglaert.web.initiatives.models import Initiative
from faglaert.web.knowledge.models import Entry
from faglaert.web.workspace.links import names_for
from faglaert.web.workspace.records import Record, add, change, remove
from tests.small_world.dossier_files import ELECTRICIAN
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


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no INSERT OR REPLACE")
@pytest.mark.parametrize("kept", [{"id": "id", "number": "9999"}, {"id": "NULL", "number": "number"}])
def test_the_database_refuses_to_put_an_event_in_the_place_of_another(people: People, kept: dict[str, str]) -> None:
    columns = "id, number, created_at, action, object_type, object_id, before, after, previous_digest, digest, actor_id"
    copied = columns.replace("action", "'x'").replace("id, number", "{id}, {number}", 1).format(**kept)
    put = f"INSERT OR REPLACE INTO audit_auditevent ({columns}) SELECT {copied} FROM audit_auditevent WHERE number = 2"
    before = verify()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(put)
    assert verify() == before


@pytest.mark.parametrize(
    ("statement", "row", "problem"),
    [
        ("UPDATE audit_auditevent SET after = '{}' WHERE number = 3", 3, "not what was logged"),
        ("UPDATE audit_auditevent SET actor_id = NULL, action = 'x' WHERE number = 2", 2, "not what was logged"),
        ("DELETE FROM audit_auditevent WHERE number = 4", 5, "event 4 is missing"),
        ("UPDATE audit_auditevent SET previous_digest = 'a' WHERE number = 5", 5, "does not follow"),
        ("DELETE FROM audit_auditevent WHERE number <= 2", 3, "event 1 is missing"),
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


AUDITED_MODELS = [each for each in apps.get_models() if issubclass(each, Record)]


@pytest.mark.parametrize("model", AUDITED_MODELS, ids=lambda each: each._meta.label)
def test_every_record_and_every_logged_field_has_a_word_in_both_languages(model: type[Record]) -> None:
    """A word of its own is marked for translation; the catalogue's own test holds that English is there."""
    assert isinstance(model._meta.verbose_name, Promise)
    fields = [model._meta.get_field(name) for name in model.AUDITED]
    assert [each.name for each in fields if not isinstance(each._verbose_name, Promise)] == []
    words = [word for each in fields for _, word in each.flatchoices]
    assert [word for word in words if not isinstance(word, Promise)] == []


def logged_names() -> tuple[set[str], set[str]]:
    """Every action the program logs, and every detail beside the fields of a record."""
    actions: set[str] = set()
    details: set[str] = set()
    for path in Path(web.__file__).parent.rglob("*.py"):
        calls = [each for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(each, ast.Call)]
        actions |= {ast.literal_eval(each.args[0]) for each in calls if getattr(each.func, "id", "") == "record_event"}
        told = [each.value for call in calls for each in call.keywords if each.arg in {"before", "after", "logged"}]
        keys = [key for each in told if isinstance(each, ast.Dict) for key in each.keys]
        details |= {ast.literal_eval(key) for key in keys if key is not None}
    return actions, details


def test_every_action_and_every_detail_that_is_logged_has_a_word() -> None:
    actions, details = logged_names()
    assert actions == set(action_words())
    assert details == set(detail_words())


def test_no_raw_name_stands_in_the_table(client_of: ClientOf, office: User) -> None:
    add(Item(meeting=add(Meeting(title="Møde", held_on="2026-12-01"), by=office), position=1, title="Punkt"), by=office)
    html = client_of(office).get("/arbejdsrum/aendringer/").content.decode("utf-8")
    assert "Møde: Møde" in html
    assert not [raw for raw in ("meeting", ": council_member", "roles:") if raw in html]
    english = client_of(office).get("/en/arbejdsrum/aendringer/").content.decode("utf-8")
    assert "Roles: Council member" in english


LOG = "/arbejdsrum/aendringer/"


def log_of(client_of: ClientOf, prefix: str = "") -> str:
    return client_of(Role.OFFICE).get(prefix + LOG).content.decode("utf-8")


def test_values_are_told_in_the_words_of_the_page(client_of: ClientOf, people: People) -> None:
    """Days, codes, and links; what is stored stays as it was written."""
    school = people[Role.PARTNER].organisation
    fields = {"title": "Mentorer", "starts_on": "2026-08-01", "track": 2, "indicator_id": "apprenticeship_share"}
    fields |= {"programme_codes": [ELECTRICIAN], "municipality_codes": ["147"], "problem": "Mange falder fra."}
    made = add(Initiative(organisation=school, **fields), by=people[Role.OFFICE], links={"schools": [school]})
    stored, shown = history_of(made).get(), log_of(client_of)
    title = indicators()["apprenticeship_share"].short_title["da"]
    for words in ("1. august 2026", "Elektriker", "Frederiksberg", "tekst (17 tegn)", title, f": {school.name};"):
        assert words in shown
    made.problem = "Mange."
    change(made, by=None, version=1)
    english = log_of(client_of, "/en")
    assert "text changed (6 characters)" in english
    assert "1 August 2026" in english
    assert "tegn" not in english
    assert history_of(made).last() == stored
    assert "17 tegn, " in stored.after
    assert not [raw for raw in ("2026-08-01", "apprenticeship_share", ELECTRICIAN) if raw in shown + english]
    verify()


def test_a_text_that_was_taken_out_is_said_to_be_deleted(client_of: ClientOf, office: User) -> None:
    item = add(
        Item(meeting=add(Meeting(title="M", held_on="2026-12-01"), by=None), position=1, title="P", text="Ja"), by=None
    )
    item.text = ""
    change(item, by=office, version=1)
    assert "tekst slettet" in log_of(client_of)


def test_a_link_is_a_number_where_the_record_is_gone_or_not_for_the_reader(people: People) -> None:
    hidden = add(Initiative(title="Et udkast", is_draft=True, organisation=people[Role.PARTNER].organisation), by=None)
    gone = add(Initiative(title="Slettet", organisation=hidden.organisation), by=None)
    numbers = [hidden.pk, gone.pk]
    remove(gone, by=None, version=1)
    assert names_for(people[Role.OFFICE], {Initiative: numbers}) == {(Initiative, hidden.pk): "Et udkast"}
    assert names_for(people[Role.READER], {Initiative: numbers}) == {}
    meeting = add(Meeting(title="Rådsmøde", held_on="2026-12-01"), by=None)
    assert names_for(people[Role.READER], {Meeting: [meeting.pk]}) == {}
    entry = add(
        Entry(title="Erfaring", kind="method", what="Det virker."),
        by=None,
        links={"initiatives": [hidden]},
    )
    for role, words in ((Role.OFFICE, "Et udkast"), (Role.READER, str(hidden.pk))):
        cells = events_table(history_of(entry), reader=people[role], caption="").rows[0]
        assert f"Initiativer: {words};" in cells[-1].text


def test_the_log_asks_as_often_for_many(client_of: ClientOf) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert log_of(client_of)
        return len(caught)

    def more(number: int) -> None:
        made = add(Initiative(title=f"Nr. {number}", organisation=add(union(f"Nr. {number}"), by=None)), by=None)
        meeting = add(Meeting(title="Møde", held_on="2026-12-01"), by=None)
        add(Item(meeting=meeting, position=1, title="Punkt"), by=None, links={"initiatives": [made]})

    more(0)
    before = asked()
    for number in range(1, 9):
        more(number)
    assert asked() == before


def test_two_events_that_changed_places_are_found(people: People) -> None:
    guards.remove(connection)
    with connection.cursor() as cursor:
        for old, new in ((4, 10_000), (5, 4), (10_000, 5)):
            cursor.execute("UPDATE audit_auditevent SET number = %s WHERE number = %s", [new, old])
    with pytest.raises(DataRefusedError, match=r"row 4.*does not follow"):
        verify()
