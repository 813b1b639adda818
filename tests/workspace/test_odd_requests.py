# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Requests no page of ours would send, and people who belong nowhere."""

from datetime import date

import pytest
from django.test import Client

from faglaert.published.store import open_store
from faglaert.settings import Settings
from faglaert.web.accounts.permissions import Role
from faglaert.web.council import actions
from faglaert.web.council.models import AgendaItem, Ballot, Decision, LookBack, Meeting, Round
from faglaert.web.initiatives.models import Initiative
from faglaert.web.knowledge.models import Entry
from faglaert.web.mentors.models import Goal
from faglaert.web.workspace.records import StaleRecordError, add
from tests.workspace.conftest import ClientOf, People, make_person
from tests.workspace.rounds import company

STRICT = ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")


@pytest.mark.parametrize("key", ['"\\000aaaaaaaaaa"', "'; DROP TABLE x", "æøå", "a" * 5000])
def test_a_session_that_is_none_asks_to_log_in(site: Client, db: None, key: str) -> None:
    answer = site.get("/arbejdsrum/", headers={"cookie": f"sessionid={key}"})
    assert answer["Location"].startswith("/arbejdsrum/konto/log-ind/")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/arbejdsrum/findes-ikke/", 404), ("/arbejdsrum/brugere/", 403), ("/static/findes-ikke.css", 404)],
)
def test_refusals_have_the_strict_headers_too(client_of: ClientOf, path: str, status: int) -> None:
    answer = client_of(Role.READER).get(path)
    assert answer.status_code == status
    assert [name for name in STRICT if name not in answer] == []


def test_an_error_of_ours_has_the_strict_headers_and_is_kept_by_nobody(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("faglaert.web.initiatives.views.filtered", lambda *_arguments, **_named: 1 / 0)
    client = client_of(Role.READER)
    client.raise_request_exception = False
    answer = client.get("/arbejdsrum/initiativer/")
    assert answer.status_code == 500
    assert [name for name in STRICT if name not in answer] == []
    assert answer["Cache-Control"] == "private, no-store"


def test_another_host_is_refused(client_of: ClientOf) -> None:
    answer = client_of(Role.READER).get("/arbejdsrum/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil" not in answer.content.decode("utf-8")
    assert [name for name in STRICT if name not in answer] == []


def test_who_belongs_nowhere_does_not_write_in_the_name_of_the_programme(client_of: ClientOf, people: People) -> None:
    sent = {"title": "Falsk", "kind": "tool", "what": "x", "evidence_level": "practice"}
    assert client_of(Role.MUNICIPAL_GUIDANCE).post("/arbejdsrum/viden/ny/", sent).status_code == 403
    partner = make_person(Role.PARTNER, None, "lonely partner")
    assert client_of(partner).post("/arbejdsrum/initiativer/ny/", {"title": "Ingens"}).status_code == 403
    assert "/initiativer/ny/" not in client_of(partner).get("/arbejdsrum/initiativer/").content.decode("utf-8")
    assert not Entry.objects.exists()
    assert not Initiative.objects.exists()


def test_few_apprentices_are_told_to_their_own_and_the_office_alone(client_of: ClientOf, people: People) -> None:
    school, fields = people[Role.PARTNER].organisation, {"programme_code": "1425", "year": 2026, "goal": 77}
    add(Goal(organisation=school, reached=3, **fields), by=None)
    add(Goal(organisation=company(), reached=41, **fields), by=None)
    told = {
        role: client_of(role).get("/arbejdsrum/mentorer/").content.decode("utf-8")
        for role in (Role.PARTNER, Role.OFFICE, Role.READER)
    }
    assert {role for role, html in told.items() if ">74<" in html} == {Role.PARTNER, Role.OFFICE}
    assert all(">41<" in html and ">36<" in html for html in told.values())


@pytest.fixture
def item(people: People) -> AgendaItem:
    """An item of the agenda."""
    meeting = add(Meeting(title="Møde", held_on=date(2026, 3, 1), is_draft=False), by=None)
    return add(AgendaItem(meeting=meeting, position=1, title="Punkt"), by=None)


def test_an_item_is_weighed_once(people: People, item: AgendaItem) -> None:
    add(Round(item=item), by=None)
    with pytest.raises(actions.CouncilError):
        actions.open_round(Round(item=item), [actions.Named(title="Behov")], by=people[Role.COUNCIL_CHAIR])


def test_a_member_gives_one_ballot_from_two_windows(people: People, item: AgendaItem) -> None:
    found, member = add(Round(item=item), by=None), people[Role.COUNCIL_MEMBER]
    windows = [Ballot(round=found, member=member, weights={"1": points}) for points in (10, 90)]
    actions.give_ballot(windows[0], by=member, version=0)
    with pytest.raises(StaleRecordError):
        actions.give_ballot(windows[1], by=member, version=0)
    assert Ballot.objects.get().weights == {"1": 10}


def test_a_decision_is_looked_back_at_once(people: People, item: AgendaItem, published: Settings) -> None:
    fields = {"decided_on": date(2026, 3, 1), "review_on": date(2027, 3, 1)}
    decision, store = (
        add(Decision(item=item, text="Ja", reasons="Fordi", **fields), by=None),
        open_store(published.paths),
    )
    texts = {"looked_on": date(2027, 3, 2), "happened": "x", "learned": "y", "outcome": "keep"}
    actions.keep_look_back(LookBack(decision=decision, **texts), store=store, by=people[Role.OFFICE])
    with pytest.raises(actions.CouncilError):
        actions.keep_look_back(LookBack(decision=decision, **texts), store=store, by=people[Role.OFFICE])
