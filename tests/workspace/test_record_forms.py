# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What holds for every form of a record: it shows, loses and takes nothing that it should not."""

from datetime import date

import pytest
from django.forms import ModelForm

from faglaert.web.accounts.models import Organisation, OrganisationKind
from faglaert.web.accounts.permissions import Role
from faglaert.web.council.models import AgendaItem, Meeting
from faglaert.web.funding.models import BudgetLine
from faglaert.web.initiatives.models import Initiative
from faglaert.web.knowledge.models import Entry
from faglaert.web.workspace.money import MOST_DKK
from faglaert.web.workspace.person_numbers import holds_person_number
from faglaert.web.workspace.records import add
from tests.workspace.conftest import ClientOf, People
from tests.workspace.rounds import assessed, company, draft

SECRET = "Fortrolig kladde"
ENTRY = {"title": "Viden", "kind": "tool", "what": "x", "evidence_level": "practice", "version": "1"}


def others_draft() -> Initiative:
    return add(Initiative(title=SECRET, is_draft=True, organisation=company()), by=None)


@pytest.fixture
def item(people: People) -> AgendaItem:
    """An item of the agenda that the office has tied to an initiative the chair does not see."""
    meeting = add(Meeting(title="Møde", held_on=date(2026, 3, 1), is_draft=False), by=None)
    return add(AgendaItem(meeting=meeting, position=1, title="Punkt"), by=None, links={"initiatives": [others_draft()]})


def test_a_link_one_does_not_see_stays(client_of: ClientOf, item: AgendaItem) -> None:
    address = f"/arbejdsrum/raadet/punkter/{item.pk}/ret/"
    sent = {"position": "1", "title": "Rettet", "version": "1"}
    assert client_of(Role.COUNCIL_CHAIR).post(address, sent).status_code == 302
    assert [each.title for each in item.initiatives.all()] == [SECRET]


def test_what_the_other_saved_names_nothing_one_does_not_see(client_of: ClientOf, item: AgendaItem) -> None:
    address = f"/arbejdsrum/raadet/punkter/{item.pk}/ret/"
    answer = client_of(Role.COUNCIL_CHAIR).post(address, {"position": "1", "title": "Min", "version": "0"})
    html = answer.content.decode("utf-8")
    assert "En anden har gemt" in html
    assert SECRET not in html


def test_knowledge_keeps_the_initiatives_the_office_tied_it_to(client_of: ClientOf, people: People) -> None:
    school = people[Role.PARTNER].organisation
    links = {"initiatives": [others_draft()]}
    entry = add(Entry(title="Viden", kind="tool", what="x", organisation=school), by=None, links=links)
    assert client_of(Role.PARTNER).post(f"/arbejdsrum/viden/{entry.pk}/ret/", ENTRY).status_code == 302
    assert entry.initiatives.count() == 1


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        *((text, True) for text in ("010190-1234", "0101901238", "Ida, 290200 1234.", "0101901238/x", "010190–1234")),
        *((text, False) for text in ("320190-1234", "001390-1234", "1.010.190.123 kr.", "01019012345", "12 34 56 78")),
        *((text, False) for text in ("P-nummer 1003388394", "0101901234")),
    ],
)
def test_a_person_number_is_known_by_its_look(text: str, is_refused: bool) -> None:
    assert holds_person_number(text) is is_refused


def test_no_text_takes_a_person_number(client_of: ClientOf, people: People) -> None:
    made = draft(people)
    client, question = client_of(Role.PARTNER), made.round.questions.get()
    address = f"/arbejdsrum/midler/ansoegninger/{made.pk}/ret/"
    whole = {"title": "Mentorer", "summary": "Kort.", f"answer_{question.pk}": "Svar", "version": "1"}
    for name in ("title", "summary", f"answer_{question.pk}"):
        html = client.post(address, {**whole, name: "Eleven 010190-1234 skal med"}).content.decode("utf-8")
        assert "ligner et CPR-nummer" in html
    made.refresh_from_db()
    assert made.version == 1
    assert client.post(address, whole).status_code == 302


def test_reasons_of_a_decision_take_no_person_number(client_of: ClientOf, people: People) -> None:
    made = assessed(people)
    sent = {"is_grant": "False", "reasons": "Se 010190-1234", "decided_on": "2026-01-01", "version": str(made.version)}
    answer = client_of(Role.OFFICE).post(f"/arbejdsrum/midler/ansoegninger/{made.pk}/afgoerelse/", sent)
    assert "ligner et CPR-nummer" in answer.content.decode("utf-8")


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2101-01-01", "9999-12-31"])
def test_a_day_far_away_is_a_slip(client_of: ClientOf, people: People, day: str) -> None:
    initiative = add(Initiative(title="Plan", organisation=people[Role.PARTNER].organisation), by=None)
    client, sent = client_of(Role.PARTNER), {"title": "Plan", "starts_on": day, "ends_on": day, "version": "1"}
    answer = client.post(f"/arbejdsrum/initiativer/{initiative.pk}/ret/", sent)
    assert "Skriv en dag mellem 2000 og 2100." in answer.content.decode("utf-8")
    assert client.get("/arbejdsrum/initiativer/plan/").status_code == 200


def test_who_makes_the_same_at_once_is_told(client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
    add(Organisation(name="Forbundet", kind=OrganisationKind.UNION), by=None)
    # both looked before either had saved
    monkeypatch.setattr(ModelForm, "validate_unique", lambda _form: None)
    for only_the_database in (False, True):
        if only_the_database:
            monkeypatch.setattr(Organisation, "validate_unique", lambda *_arguments, **_named: None)
        sent = {"name": "Forbundet", "kind": "union", "is_active": "on"}
        answer = client_of(Role.OFFICE).post("/arbejdsrum/program/partnere/ny/", sent)
        words = "en anden har imens gemt" if only_the_database else "eksisterer allerede"
        assert words in answer.content.decode("utf-8")
    assert Organisation.objects.filter(name="Forbundet").count() == 1


@pytest.mark.parametrize("amount", [10**12 + 1, 9 * 10**18, 10**40])
def test_no_amount_is_too_large_to_be_added_up(client_of: ClientOf, people: People, amount: int) -> None:
    made, client = draft(people), client_of(Role.PARTNER)
    sent = {"text": "Løn", "cofinancing_dkk": "0", "amount_dkk": str(amount)}
    assert client.post(f"/arbejdsrum/midler/ansoegninger/{made.pk}/budget/ny/", sent).status_code == 200
    assert made.budget_lines.count() == 1
    most = add(BudgetLine(application=made, text="Meget", amount_dkk=MOST_DKK), by=None)
    BudgetLine.objects.bulk_create(
        BudgetLine(application=made, text="x", amount_dkk=most.amount_dkk) for _ in range(99)
    )
    assert client.get("/arbejdsrum/midler/ansoegninger/").status_code == 200


@pytest.mark.parametrize("query", ["fase=%00", "fase=findes-ikke", "spor=%00", "side=%00", "side=-1"])
def test_a_query_that_says_nothing_filters_nothing(client_of: ClientOf, people: People, query: str) -> None:
    add(Initiative(title="Plan"), by=None)
    assert "Plan" in client_of(Role.READER).get(f"/arbejdsrum/initiativer/?{query}").content.decode("utf-8")
