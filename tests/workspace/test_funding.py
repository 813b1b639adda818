# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The way of an application from draft to grant: who may take which step, and when."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.timezone import localdate, now

from faglaert.definitions.programme import programme
from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.chain import verify
from faglaert.web.audit.models import AuditEvent
from faglaert.web.funding import actions, queries
from faglaert.web.funding.accounts_page import accounts_page, movements
from faglaert.web.funding.models import (
    AccountEntry,
    Application,
    ApplicationState,
    Assessment,
    AssessmentState,
    Criterion,
    Decision,
    GrantReport,
    Instalment,
    Round,
    RoundState,
)
from faglaert.web.workspace.records import StaleRecordError, add
from tests.workspace.conftest import People, make_person
from tests.workspace.rounds import (
    DAY,
    assessed,
    assessor,
    attached,
    close,
    company,
    decision,
    draft,
    granted,
    open_round,
    submitted,
)


def refused(step: Callable[[], object]) -> list[str]:
    """Why a step is not possible; nothing is written."""
    events = verify().count
    with pytest.raises(actions.NotPossibleError) as error:
        step()
    assert verify().count == events
    return error.value.reasons


def test_a_round_is_a_draft_then_coming_then_open_then_closed(db: None) -> None:
    found = open_round()
    moments = (found.opens_at - DAY, found.opens_at, found.closes_at - timedelta(seconds=1), found.closes_at)
    states = [found.state_at(each) for each in moments]
    assert states == [RoundState.COMING, RoundState.OPEN, RoundState.OPEN, RoundState.CLOSED]
    assert Round(is_published=False).state is RoundState.DRAFT


def test_a_round_closes_after_it_opens(db: None) -> None:
    with pytest.raises(ValidationError, match="lukke"):
        open_round(opens_at=now(), closes_at=now() - DAY)


def test_a_round_is_published_with_criteria_and_before_it_closes(office: User) -> None:
    bare = open_round(is_published=False, opens_at=now() - 2 * DAY, closes_at=now() - DAY)
    Criterion.objects.all().delete()
    assert len(refused(lambda: actions.publish(bare, by=office, version=1))) == 2
    ready = open_round(is_published=False)
    assert actions.publish(ready, by=office, version=1).state is RoundState.OPEN
    with pytest.raises(StaleRecordError):
        actions.publish(ready, by=office, version=1)


@pytest.mark.parametrize(
    ("fields", "may"),
    [
        ({}, True),
        ({"kinds": ["company", "union"]}, False),
        ({"is_published": False}, False),
        ({"opens_at": now() + DAY, "closes_at": now() + 2 * DAY}, False),
        ({"opens_at": now() - 2 * DAY, "closes_at": now() - DAY}, False),
    ],
)
def test_those_apply_whose_kind_may_while_the_round_is_open(people: People, fields: dict, may: bool) -> None:
    found = open_round(**fields)
    assert {role for role in Role if queries.may_apply(people[role], found)} == ({Role.PARTNER} if may else set())


def test_an_organisation_that_left_the_programme_does_not_apply(people: People) -> None:
    people[Role.PARTNER].organisation.is_active = False
    assert not queries.may_apply(people[Role.PARTNER], open_round())


def test_a_draft_is_seen_by_its_own_organisation_alone(people: People) -> None:
    made = draft(people)
    rival = make_person(Role.PARTNER, company(), "rival partner")
    seen = {role for role in Role if made in queries.visible_applications(people[role])}
    assert seen == {Role.PARTNER}
    assert made not in queries.visible_applications(rival)


def test_what_is_submitted_is_seen_by_those_who_assess_too(people: People) -> None:
    made = submitted(people)
    rival = make_person(Role.PARTNER, company(), "rival partner")
    lonely = make_person(Role.PARTNER, None, "lonely partner")
    seen = {role for role in Role if made in queries.visible_applications(people[role])}
    assert seen == {Role.PARTNER, Role.OFFICE, Role.ANALYST, Role.COUNCIL_MEMBER, Role.COUNCIL_CHAIR}
    assert made not in queries.visible_applications(rival)
    assert not queries.visible_applications(lonely).exists()


def test_an_application_says_what_it_lacks(people: People) -> None:
    made = draft(people, open_round(needs_file=True), answers={})
    made.budget_lines.all().delete()
    reasons = refused(lambda: actions.submit(made, by=people[Role.PARTNER], version=1))
    assert [word in " ".join(reasons) for word in ("Hvad vil I?", "budgetlinjer", "fil")] == [True] * 3
    assert Application.objects.get().state == ApplicationState.DRAFT


def test_an_application_that_others_pay_for_asks_for_nothing(people: People) -> None:
    made = draft(people)
    made.budget_lines.update(cofinancing_dkk=300_000)
    assert refused(lambda: actions.submit(made, by=people[Role.PARTNER], version=1)) != []


def test_a_file_is_enough_where_one_is_asked_for(people: People) -> None:
    made = draft(people, open_round(needs_file=True))
    attached(made)
    assert actions.submit(made, by=people[Role.PARTNER], version=1).submitted_at is not None


@pytest.mark.parametrize("who", [Role.OFFICE, Role.COUNCIL_MEMBER, Role.READER])
def test_nobody_submits_for_others(people: People, who: Role) -> None:
    made = draft(people)
    with pytest.raises(PermissionDenied):
        actions.submit(made, by=people[who], version=1)


def test_a_draft_that_is_late_is_not_submitted(people: People) -> None:
    made = draft(people)
    close(made.round)
    with pytest.raises(PermissionDenied):
        actions.submit(made, by=people[Role.PARTNER], version=1)


def test_what_is_withdrawn_is_a_draft_again_while_the_round_is_open(people: People) -> None:
    made = draft(people)
    actions.submit(made, by=people[Role.PARTNER], version=1)
    actions.withdraw(made, by=people[Role.PARTNER], version=2)
    assert (made.state, made.submitted_at) == (ApplicationState.DRAFT, None)


def test_what_is_withdrawn_later_is_withdrawn_for_good(people: People) -> None:
    made = submitted(people)
    actions.withdraw(made, by=people[Role.PARTNER], version=made.version)
    assert made.state == ApplicationState.WITHDRAWN
    with pytest.raises(PermissionDenied):
        actions.submit(made, by=people[Role.PARTNER], version=made.version)


def test_nothing_is_assessed_before_the_round_has_closed(people: People) -> None:
    made = draft(people)
    actions.submit(made, by=people[Role.PARTNER], version=1)
    assert refused(lambda: actions.assign(made, people[Role.ANALYST], by=people[Role.OFFICE])) != []


def test_two_assess_and_neither_is_of_the_applicant(people: People) -> None:
    made = submitted(people)
    insider = make_person(Role.ANALYST, made.organisation, "insider person")
    possible = set(queries.possible_assessors(made))
    assert insider not in possible
    assert possible == {people[role] for role in (Role.OFFICE, Role.ANALYST, Role.COUNCIL_MEMBER, Role.COUNCIL_CHAIR)}
    for role in (Role.OFFICE, Role.ANALYST):
        actions.assign(made, people[role], by=people[Role.OFFICE])
    assert len(refused(lambda: actions.assign(made, people[Role.COUNCIL_CHAIR], by=people[Role.OFFICE]))) == 1
    assert len(refused(lambda: actions.assign(made, people[Role.ANALYST], by=people[Role.OFFICE]))) == 2


def test_neither_sees_the_other_until_both_are_in(people: People) -> None:
    made = submitted(people)
    first = assessor(made, people[Role.OFFICE], (5, 5))
    second = assessor(made, people[Role.COUNCIL_MEMBER])
    assert queries.visible_assessments(people[Role.OFFICE], made) == [first]
    assert queries.visible_assessments(people[Role.COUNCIL_MEMBER], made) == [second]
    assert queries.visible_assessments(people[Role.ANALYST], made) == []
    second.state, second.comment = AssessmentState.IN, "Nej."
    actions.hand_in_assessment(second, by=people[Role.COUNCIL_MEMBER], version=1)
    for role in (Role.OFFICE, Role.COUNCIL_MEMBER, Role.ANALYST):
        assert queries.visible_assessments(people[role], made) == [first, second]
    assert queries.visible_assessments(people[Role.PARTNER], made) == []


def test_the_log_tells_nobody_the_points(people: People) -> None:
    made = submitted(people)
    assessor(made, people[Role.OFFICE], (4, 3))
    logged = AuditEvent.objects.filter(object_type="funding.assessment")
    assert all("scores" not in each.after and "Derfor" not in each.after for each in logged)


def test_an_assessment_is_changed_until_both_are_in(people: People) -> None:
    made = submitted(people)
    first = assessor(made, people[Role.OFFICE], (5, 5))
    actions.hand_in_assessment(first, by=people[Role.OFFICE], version=first.version)
    assessor(made, people[Role.ANALYST], (1, 1))
    with pytest.raises(PermissionDenied):
        actions.hand_in_assessment(first, by=people[Role.OFFICE], version=first.version)


def test_nobody_hands_in_for_another(people: People) -> None:
    mine = assessor(submitted(people), people[Role.OFFICE])
    with pytest.raises(PermissionDenied):
        actions.hand_in_assessment(mine, by=people[Role.ANALYST], version=1)


def test_a_conflict_of_interest_makes_room_for_another(people: People) -> None:
    made = submitted(people)
    assessor(made, people[Role.OFFICE], (5, 5))
    conflicted = assessor(made, people[Role.ANALYST])
    conflicted.state = AssessmentState.CONFLICT
    actions.hand_in_assessment(conflicted, by=people[Role.ANALYST], version=1)
    assert not queries.are_all_in(made)
    assessor(made, people[Role.COUNCIL_CHAIR], (3, 3))
    assert queries.are_all_in(made)
    assert queries.visible_assessments(people[Role.ANALYST], made) == []


def test_a_decision_waits_for_both(people: People) -> None:
    made = submitted(people)
    assessor(made, people[Role.OFFICE], (5, 5))
    assert refused(lambda: actions.decide(decision(made), by=people[Role.OFFICE], version=made.version)) != []


@pytest.mark.parametrize("amount", [0, 200_001])
def test_a_grant_is_above_zero_and_at_most_what_was_asked(people: People, amount: int) -> None:
    made = assessed(people)
    grant = decision(made, amount_dkk=amount)
    assert refused(lambda: actions.decide(grant, by=people[Role.OFFICE], version=made.version)) != []


def test_a_round_grants_no_more_than_it_holds(people: People) -> None:
    found = open_round(amount_dkk=250_000)
    first, second = draft(people, found), draft(people, found)
    for each in (first, second):
        actions.submit(each, by=people[Role.PARTNER], version=1)
    close(found)
    for each in (first, second):
        each.round.refresh_from_db()
        for role in (Role.OFFICE, Role.ANALYST):
            assessor(each, people[role], (3, 3))
    actions.decide(decision(first), by=people[Role.OFFICE], version=2)
    problems = refused(lambda: actions.decide(decision(second), by=people[Role.OFFICE], version=2))
    assert len(problems) == 1
    actions.decide(decision(second, amount_dkk=100_000), by=people[Role.OFFICE], version=2)
    assert queries.granted_dkk(found) == 250_000


def test_a_refusal_carries_no_money(people: People) -> None:
    made = assessed(people)
    actions.decide(decision(made, is_grant=False), by=people[Role.OFFICE], version=made.version)
    assert Decision.objects.get().amount_dkk == 0
    assert Application.objects.get().state == ApplicationState.DECLINED


def test_an_application_is_decided_once(people: People) -> None:
    made = granted(people)
    assert refused(lambda: actions.decide(decision(made), by=people[Role.OFFICE], version=made.version)) != []


def test_a_decision_on_what_was_changed_meanwhile_is_not_taken(people: People) -> None:
    made = assessed(people)
    with pytest.raises(StaleRecordError):
        actions.decide(decision(made), by=people[Role.OFFICE], version=made.version - 1)
    assert not Decision.objects.exists()


def test_a_step_that_fails_half_way_leaves_nothing(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    made, events = assessed(people), verify().count

    def killed(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "add", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.decide(decision(made), by=people[Role.OFFICE], version=made.version)
    assert Application.objects.get().state == ApplicationState.SUBMITTED
    assert (Decision.objects.count(), verify().count) == (0, events)


def test_instalments_stay_within_the_grant(people: People) -> None:
    made = granted(people)
    first = add(Instalment(application=made, amount_dkk=100_000, due_on=localdate()), by=None)
    assert actions.instalments_fit(made, 50_000, beside=None)
    assert not actions.instalments_fit(made, 50_001, beside=None)
    assert actions.instalments_fit(made, 150_000, beside=first.pk)


def test_a_report_keeps_the_day_it_came(people: People) -> None:
    report = add(GrantReport(application=granted(people), title="Midtvejs", due_on=localdate() - DAY), by=None)
    office = people[Role.OFFICE]
    assert queries.late_of_grants(office, localdate()) == [report]
    report.text, report.spent_dkk = "Godt i gang.", 20_000
    actions.receive_report(report, by=people[Role.PARTNER], version=1)
    assert report.received_on == localdate()
    assert queries.late_of_grants(office, localdate()) == []


def test_the_accounts_begin_with_what_was_granted_in_2021(db: None) -> None:
    assert (actions.load_first_grants(by=None), actions.load_first_grants(by=None)) == (1, 0)
    entry = AccountEntry.objects.get()
    assert (entry.year, entry.track, entry.amount_dkk) == (2021, 1, 4_600_000)
    assert entry.source_url.startswith("https://www.regionh.dk/")


def test_the_accounts_hold_grants_and_payments_against_the_frame(people: People) -> None:
    actions.load_first_grants(by=None)
    made = granted(people)
    add(Instalment(application=made, amount_dkk=60_000, due_on=localdate(), paid_on=localdate()), by=None)
    add(Instalment(application=made, amount_dkk=90_000, due_on=localdate() + DAY), by=None)
    found = list(movements())
    assert sum(each.granted_dkk for each in found) == 4_750_000
    assert sum(each.paid_dkk for each in found) == 60_000
    facts = dict(accounts_page("da", is_editable=False).facts)
    assert programme().budget_million_dkk == 20
    assert facts["Tilbage af rammen"] == "15.250.000 kr."
    assert facts["Andel af rammen, der er bevilget"] == "23,8\u00a0%"


def test_assessments_are_listed_for_the_one_who_is_asked(people: People) -> None:
    made = submitted(people)
    assessor(made, people[Role.OFFICE], (5, 5))
    assert [each.application for each in queries.own_assessments(people[Role.OFFICE])] == [made]
    assert Assessment.objects.count() == 1
    assert not queries.own_assessments(people[Role.ANALYST]).exists()
