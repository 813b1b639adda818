# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What the start page says waits for a person: theirs alone, gone when it is done, and asked as often of many."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now

from faglaert.web.accounts.permissions import Role
from faglaert.web.council.models import AgendaItem, Ballot, Decision, LookBack, Meeting, Round
from faglaert.web.funding.models import GrantReport, Instalment
from faglaert.web.initiatives.models import Initiative
from faglaert.web.status.models import Status
from faglaert.web.workspace.records import add
from faglaert.web.workspace.waiting import MOST_OF_A_KIND, waiting_for
from tests.workspace.conftest import ClientOf, People
from tests.workspace.rounds import DAY, assessed, assessor, close, granted, open_round, submitted

PAST = date(2025, 1, 1)


def waits(people: People) -> dict[Role, list[str]]:
    """What waits for whom, in words; nobody for whom nothing waits."""
    found = {role: [each.title for each in waiting_for(person)] for role, person in people.items()}
    return {role: titles for role, titles in found.items() if titles}


def test_nothing_waits_where_there_is_nothing(people: People, client_of: ClientOf) -> None:
    assert waits(people) == {}
    assert "Det venter på dig" not in client_of(Role.OFFICE).get("/arbejdsrum/").content.decode("utf-8")


def test_a_late_status_waits_for_who_is_responsible_and_whose_it_is(people: People, client_of: ClientOf) -> None:
    owner = people[Role.PARTNER].organisation
    fields = {"responsible": people[Role.OFFICE], "organisation": owner, "starts_on": PAST, "ends_on": date(2025, 6, 1)}
    found = add(Initiative(title="Mentorer", **fields), by=None)
    add(Initiative(title="Andres", starts_on=PAST), by=None)
    words = ["Skriv status for 1. halvår 2025: Mentorer (senest 31. juli 2025)"]
    nobodys = "Find ansvarlige til initiativer, der er for sent på den med status: 1"
    assert waits(people) == {Role.OFFICE: [nobodys, *words], Role.PARTNER: words}
    html = client_of(Role.PARTNER).get("/arbejdsrum/").content.decode("utf-8")
    assert f'<a href="/arbejdsrum/status/{found.pk}/">Skriv status' in html
    texts = {"progress": "delayed", "progress_text": "Lidt.", "course": "go_on", "reasons": "Derfor."}
    add(Status(initiative=found, year=2025, half=1, given_at=now(), **texts), by=None)
    assert waits(people) == {Role.OFFICE: [nobodys]}


def test_an_application_waits_for_its_assessors_then_for_a_decision(people: People) -> None:
    made = submitted(people)
    asked = assessor(made, people[Role.ANALYST])
    assert waits(people) == {Role.ANALYST: ["Vurder ansøgningen: Mentorer"]}
    asked.delete()
    made.delete()
    assessed(people)
    assert waits(people) == {Role.OFFICE: ["Afgør ansøgningen: Mentorer"]}


def test_an_open_round_waits_for_those_who_may_apply(people: People) -> None:
    found = open_round()
    open_round(title="For virksomheder", kinds=["company"])
    assert waits(people) == {Role.PARTNER: ["I kan søge: Runden"]}
    close(found)
    assert waits(people) == {}


def test_a_grant_waits_for_its_report_and_its_instalment(people: People) -> None:
    made, today = granted(people), localdate()
    for title, due in (("Midtvejs", today + 14 * DAY), ("Slut", today + 15 * DAY)):
        add(GrantReport(application=made, title=title, due_on=due), by=None)
    for due in (PAST, today + timedelta(days=1)):
        add(Instalment(application=made, amount_dkk=1000, due_on=due), by=None)
    found = waits(people)
    assert [each.partition(" (")[0] for each in found[Role.PARTNER]] == ["Skriv afrapporteringen Mentorer: Midtvejs"]
    assert found[Role.OFFICE] == ["Udbetal raten til Mentorer (forfaldt 1. januar 2025)"]


@pytest.mark.parametrize("is_draft", [True, False])
def test_a_round_of_the_council_waits_for_each_member(people: People, *, is_draft: bool) -> None:
    meeting = add(Meeting(title="Møde", held_on=PAST, is_draft=is_draft), by=None)
    item = add(AgendaItem(meeting=meeting, position=1, title="Pladser"), by=None)
    found = add(Round(item=item), by=None)
    words = ["Vej kriterierne: Pladser"]
    member = {} if is_draft else {Role.COUNCIL_MEMBER: words}
    assert waits(people) == {Role.COUNCIL_CHAIR: words, **member}
    add(Ballot(round=found, member=people[Role.COUNCIL_CHAIR]), by=None)
    assert waits(people) == member


def test_a_decision_waits_to_be_looked_back_at(people: People) -> None:
    meeting = add(Meeting(title="Møde", held_on=PAST, is_draft=False), by=None)
    item = add(AgendaItem(meeting=meeting, position=1, title="Pladser"), by=None)
    decided = {"text": "Flere.", "reasons": "Mangel.", "decided_on": PAST, "review_on": PAST}
    decision = add(Decision(item=item, **decided), by=None)
    words = ["Se tilbage på beslutningen: Pladser"]
    assert waits(people) == {Role.OFFICE: words, Role.COUNCIL_CHAIR: words}
    texts = {"happened": "Flere søgte.", "learned": "Meget.", "outcome": "keep"}
    add(LookBack(decision=decision, looked_on=PAST, build_id="b", evidence={}, **texts), by=None)
    assert waits(people) == {}


def test_the_start_page_shows_few_and_asks_as_often_for_many(
    client_of: ClientOf, people: People, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        fields = {"responsible": people[Role.OFFICE], "starts_on": PAST}
        add(Initiative(title=f"Indsats {number}", **fields), by=None)
    client = client_of(Role.OFFICE)
    with django_assert_max_num_queries(10):
        html = client.get("/arbejdsrum/").content.decode("utf-8")
    assert html.count("Skriv status for") == MOST_OF_A_KIND
