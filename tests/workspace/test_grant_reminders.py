# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What is late of grants: who is reminded, who sees it in the overview, and what the status report says."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils.timezone import localdate

from faglaert.web.accounts.actions import set_roles
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.queries import history_of
from faglaert.web.funding import actions
from faglaert.web.funding.models import Application, GrantReport, Instalment
from faglaert.web.funding.reminding import owed_of_grants
from faglaert.web.status.report import recorded
from faglaert.web.workspace.records import add, change
from faglaert.web.workspace.reminders import Reminder, remind
from tests.workspace.conftest import ClientOf, People, make_person
from tests.workspace.rounds import company, granted

TODAY = localdate()
LATE = TODAY - timedelta(days=9)


@pytest.fixture
def grant(people: People) -> Application:
    return granted(people)


def report(grant: Application, due: date = LATE, **fields: object) -> GrantReport:
    return add(GrantReport(application=grant, title="Efter et\nhalvt år", due_on=due, **fields), by=None)


def instalment(grant: Application, due: date = LATE, **fields: object) -> Instalment:
    return add(Instalment(application=grant, amount_dkk=50_000, due_on=due, **fields), by=None)


def reminded(*, is_sent: bool = False) -> list[Reminder]:
    return remind(owed_of_grants(), today=TODAY, is_sent=is_sent)


def test_a_late_report_is_listed_without_data_about_people(grant: Application) -> None:
    late = report(grant)
    assert [vars(each) for each in reminded()] == [
        {
            "kind": "grant report",
            "of": grant.pk,
            "what": str(late.pk),
            "due": LATE.isoformat(),
            "days_late": 9,
            "state": "to be sent",
        }
    ]
    assert mail.outbox == []


def test_those_who_applied_are_reminded_once_a_week(grant: Application, people: People) -> None:
    late, school = report(grant), people[Role.PARTNER].organisation
    second = make_person(Role.PARTNER, school, "anden partner")
    assert [reminded(is_sent=True)[0].state for _ in range(2)] == ["sent", "reminded within a week"]
    assert sorted(each.recipients() for each in mail.outbox) == sorted([[people[Role.PARTNER].email], [second.email]])
    assert all(f"/ansoegninger/{grant.pk}/rapport/{late.pk}/" in each.body for each in mail.outbox)
    assert "\n" not in mail.outbox[0].subject
    assert history_of(late).first().action == "reminded"


def test_the_office_is_reminded_of_an_instalment_that_is_due(grant: Application, people: People) -> None:
    instalment(grant)
    (one,) = reminded(is_sent=True)
    assert (one.kind, one.of, one.state) == ("instalment", grant.pk, "sent")
    assert [each.recipients() for each in mail.outbox] == [[people[Role.OFFICE].email]]
    assert "50.000 kr." in mail.outbox[0].body


def test_nobody_is_written_to_where_nobody_may_report(grant: Application, people: People) -> None:
    report(grant)
    set_roles(people[Role.PARTNER], roles=[Role.READER], by=None)
    assert [each.state for each in reminded(is_sent=True)] == ["nobody is responsible"]
    assert mail.outbox == []


@pytest.mark.parametrize(("ahead", "count"), [(14, 2), (15, 0)])
def test_reminders_begin_two_weeks_before_the_day(grant: Application, ahead: int, count: int) -> None:
    due = TODAY + timedelta(days=ahead)
    report(grant, due)
    instalment(grant, due)
    assert len(reminded()) == count


def test_what_came_and_what_was_paid_needs_no_reminder(grant: Application, people: People) -> None:
    actions.receive_report(report(grant), by=people[Role.PARTNER], version=1)
    instalment(grant, paid_on=TODAY)
    assert reminded() == []


def overview(client_of: ClientOf, who: object) -> str:
    return client_of(who).get("/arbejdsrum/status/").content.decode("utf-8")


def test_the_overview_tells_the_office_and_the_applicant(client_of: ClientOf, grant: Application) -> None:
    report(grant)
    instalment(grant)
    for role in (Role.OFFICE, Role.PARTNER):
        html = overview(client_of, role)
        assert "Afrapporteringer og rater, hvis frist er overskredet" in html
        assert "9 dage for sent" in html
        assert "Rate af bevilling: 50.000 kr." in html
    other = make_person(Role.PARTNER, company(), "fremmed partner")
    for who in (Role.READER, Role.COUNCIL_MEMBER, other):
        assert "Afrapporteringer og rater" not in overview(client_of, who)


def test_the_overview_asks_as_often_for_many(
    client_of: ClientOf, grant: Application, django_assert_max_num_queries: object
) -> None:
    for _ in range(15):
        report(grant)
        instalment(grant)
    client = client_of(Role.OFFICE)
    # session, person, roles, initiatives, newest statuses, their half-years, reports, instalments
    with django_assert_max_num_queries(8):
        assert client.get("/arbejdsrum/status/").status_code == 200


def test_the_status_report_tells_of_what_was_late_on_its_day(grant: Application, people: People) -> None:
    late = report(grant)
    assert [each.action for each in recorded(TODAY).deviations] == ["Der skal afrapporteres."]
    assert "Skolen" in recorded(TODAY).deviations[0].text
    assert recorded(LATE).deviations == ()
    late.received_on = TODAY + timedelta(days=1)
    change(late, by=None, version=1)
    assert len(recorded(TODAY).deviations) == 1
    assert recorded(TODAY + timedelta(days=1)).deviations == ()
