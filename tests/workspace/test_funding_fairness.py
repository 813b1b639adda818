# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Nobody turns a round to somebody's advantage: not the office by its times, not an assessor, not an applicant."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localtime, now

from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Role
from faglaert.web.funding import actions
from faglaert.web.funding.models import Application, ApplicationState, Decision, Round
from faglaert.web.funding.queries import possible_assessors
from faglaert.web.initiatives.models import Initiative
from faglaert.web.status.models import Status
from faglaert.web.workspace.records import add, change
from tests.workspace.conftest import ClientOf, People, make_person
from tests.workspace.rounds import DAY, assessed, assessor, draft, open_round, submitted

MONEY = "/arbejdsrum/midler/"


def moved(client_of: ClientOf, found: Round, opens_at: datetime, closes_at: datetime) -> None:
    """The office gives a round other times."""
    sent = {"title": found.title, "call_text": found.call_text, "kinds": found.kinds, "amount_dkk": found.amount_dkk}
    times = {name: f"{localtime(at):%Y-%m-%dT%H:%M}" for name, at in (("opens_at", opens_at), ("closes_at", closes_at))}
    answer = client_of(Role.OFFICE).post(f"{MONEY}{found.pk}/ret/", {**sent, **times, "version": found.version})
    assert answer.status_code == 302
    found.refresh_from_db()


def taken_back(client_of: ClientOf, application: Application) -> str:
    address = f"{MONEY}ansoegninger/{application.pk}/traek-tilbage/"
    assert client_of(Role.PARTNER).post(address, {"version": application.version}).status_code == 302
    application.refresh_from_db()
    return application.state


def test_weights_stand_once_somebody_has_applied_wherever_the_opening_is_moved(
    client_of: ClientOf, people: People
) -> None:
    found = assessed(people).round
    moved(client_of, found, now() + DAY, now() + 2 * DAY)
    criterion = found.criteria.first()
    address = f"{MONEY}{found.pk}/kriterier/{criterion.pk}/"
    sent = {"title": criterion.title, "weight": "99", "version": criterion.version}
    assert client_of(Role.OFFICE).post(address, sent).status_code == 403
    assert client_of(Role.OFFICE).post(f"{address}slet/", {"version": criterion.version}).status_code == 403
    criterion.refresh_from_db()
    assert criterion.weight == 3


def test_a_published_round_keeps_a_criterion(client_of: ClientOf, people: People) -> None:
    found = open_round(opens_at=now() + DAY, closes_at=now() + 2 * DAY)
    answers = [
        client_of(Role.OFFICE).post(f"{MONEY}{found.pk}/kriterier/{each.pk}/slet/", {"version": each.version})
        for each in found.criteria.all()
    ]
    assert [each.status_code for each in answers] == [302, 403]
    assert found.criteria.count() == 1


def test_what_is_assessed_is_not_written_anew_when_the_round_is_opened_again(
    client_of: ClientOf, people: People
) -> None:
    made = assessed(people)
    moved(client_of, made.round, now() - DAY, now() + DAY)
    assert taken_back(client_of, made) == ApplicationState.WITHDRAWN


def test_what_is_withdrawn_takes_nobodys_place(client_of: ClientOf, people: People) -> None:
    found = open_round()
    first, second = draft(people, found, title="Den bedste"), draft(people, found, title="Den næste")
    for each in (first, second):
        actions.submit(each, by=people[Role.PARTNER], version=1)
    Round.objects.filter(pk=found.pk).update(closes_at=now() - timedelta(minutes=1))
    for each, points in ((first, (5, 5)), (second, (3, 3))):
        each.round.refresh_from_db()
        assessor(each, people[Role.OFFICE], points)
        assessor(each, people[Role.COUNCIL_MEMBER], points)
    assert taken_back(client_of, first) == ApplicationState.WITHDRAWN
    html = client_of(Role.OFFICE).get(f"{MONEY}{found.pk}/rangliste/").content.decode("utf-8")
    rows = client_of(Role.OFFICE).get(f"{MONEY}{found.pk}/rangliste.csv").content.decode("utf-8").splitlines()
    assert "Den bedste" not in html
    assert [row.split(";")[:3] for row in rows[1:]] == [["Den næste", "Skolen", "1"]]


def joins(who: User, application: Application) -> None:
    who.organisation = application.organisation
    change(who, by=None, version=who.version)


def test_who_joins_the_applicant_assesses_no_more(client_of: ClientOf, people: People) -> None:
    made, who = submitted(people), people[Role.ANALYST]
    asked = assessor(made, who)
    joins(who, made)
    with pytest.raises(PermissionDenied):
        actions.hand_in_assessment(asked, by=who, version=1)
    page = client_of(who).get(f"{MONEY}ansoegninger/{made.pk}/vurdering/", follow=True).content.decode("utf-8")
    assert "Du hører til ansøgeren" in page
    assert who not in possible_assessors(made)


@pytest.mark.parametrize("reason", ["joins", "is closed", "loses the role"])
def test_another_is_asked_for_who_can_assess_no_more(people: People, reason: str) -> None:
    made, who = submitted(people), people[Role.ANALYST]
    assessor(made, who)
    assessor(made, people[Role.COUNCIL_MEMBER])
    third = make_person(Role.ANALYST, None, "third analyst")
    with pytest.raises(actions.NotPossibleError):
        actions.assign(made, third, by=people[Role.OFFICE])
    if reason == "joins":
        joins(who, made)
    elif reason == "is closed":
        User.objects.filter(pk=who.pk).update(is_active=False)
    else:
        who.role_grants.all().delete()
    assert actions.assign(made, third, by=people[Role.OFFICE]).assessor == third


def test_nothing_is_decided_tomorrow(client_of: ClientOf, people: People) -> None:
    made = assessed(people)
    sent = {"is_grant": "False", "reasons": "Nej.", "decided_on": "2099-12-31", "version": made.version}
    answer = client_of(Role.OFFICE).post(f"{MONEY}ansoegninger/{made.pk}/afgoerelse/", sent)
    assert "Dagen ligger i fremtiden." in answer.content.decode("utf-8")
    assert not Decision.objects.exists()


@pytest.mark.parametrize("version", ["9" * 5000, "²", "-1", "1e3", "", "\N{DEVANAGARI DIGIT ONE}" * 20])
def test_a_version_that_is_none_changes_nothing(client_of: ClientOf, people: People, version: str) -> None:
    made, school = draft(people), people[Role.PARTNER].organisation
    initiative = add(Initiative(title="Plan", organisation=school), by=None)
    fields = {"progress": "as_planned", "progress_text": "x", "course": "go_on", "reasons": "x"}
    add(Status(initiative=initiative, year=2025, half=2, **fields), by=None)
    line = made.budget_lines.get().pk
    for path in (
        f"midler/ansoegninger/{made.pk}/indsend/",
        f"midler/ansoegninger/{made.pk}/budget/{line}/slet/",
        f"initiativer/{initiative.pk}/videre/",
        f"status/{initiative.pk}/2025-2/afgiv/",
    ):
        answer = client_of(Role.PARTNER).post(f"/arbejdsrum/{path}", {"version": version})
        assert answer.status_code in {302, 409}
    made.refresh_from_db()
    assert (made.state, made.budget_lines.count()) == (ApplicationState.DRAFT, 1)
    assert Status.objects.get().given_at is None
