# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Several people act in the same moment: what may happen once happens once, and a round keeps within itself."""

import signal
import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client

from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.chain import verify
from faglaert.web.funding import actions
from faglaert.web.funding.models import Application, Assessment, AssessmentState, BudgetLine, Decision
from faglaert.web.funding.queries import granted_dkk, may_edit
from faglaert.web.workspace.records import StaleRecordError, add
from tests.workspace.conftest import make_people, make_person
from tests.workspace.rounds import assessed, assessor, close, decision, draft, open_round, submitted
from tests.workspace.test_killed import killed_while_it_logs

REFUSALS = (actions.NotPossibleError, StaleRecordError, PermissionDenied)


def at_once(*steps: Callable[[], object]) -> int:
    """Take every step in a thread of its own; how many were taken."""
    gate, taken, failed = threading.Barrier(len(steps)), [], []

    def run(step: Callable[[], object]) -> None:
        gate.wait()
        try:
            taken.append(step())
        except REFUSALS:
            pass
        except Exception as error:  # noqa: BLE001 (told by the assertion below)
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    return len(taken)


def fresh(application: Application) -> Application:
    return Application.objects.select_related("round").get(pk=application.pk)


def test_grants_decided_at_once_keep_within_the_round(committed: None) -> None:
    people = make_people()
    found = open_round(amount_dkk=350_000)
    made = [draft(people, found, title=f"P {number}") for number in range(4)]
    for each in made:
        actions.submit(each, by=people[Role.PARTNER], version=1)
    close(found)
    for each in made:
        for role in (Role.OFFICE, Role.ANALYST):
            assessor(fresh(each), people[role], (3, 3))
    office = people[Role.OFFICE]
    taken = at_once(*(lambda each=each: actions.decide(decision(fresh(each)), by=office, version=2) for each in made))
    assert (taken, granted_dkk(found), Decision.objects.count()) == (2, 300_000, 2)
    verify()


def test_an_application_decided_at_once_is_decided_once(committed: None) -> None:
    people = make_people()
    made = submitted(people)
    for role in (Role.OFFICE, Role.ANALYST):
        assessor(made, people[role], (3, 3))
    office = people[Role.OFFICE]
    taken = at_once(*[lambda: actions.decide(decision(fresh(made)), by=office, version=made.version)] * 3)
    assert (taken, Decision.objects.count()) == (1, 1)


def test_of_many_asked_at_once_two_assess(committed: None) -> None:
    people = make_people()
    made, office = submitted(people), people[Role.OFFICE]
    analysts = [make_person(Role.ANALYST, None, f"analyst {number}") for number in range(5)]
    assert at_once(*(lambda who=who: actions.assign(made, who, by=office) for who in analysts)) == 2
    assert Assessment.objects.count() == 2


def test_both_hand_in_at_once_and_neither_is_lost(committed: None) -> None:
    people = make_people()
    made = submitted(people)
    asked = [assessor(made, people[role]) for role in (Role.OFFICE, Role.ANALYST)]
    for each in asked:
        each.state, each.comment = AssessmentState.IN, "Derfor."
    steps = [lambda each=each: actions.hand_in_assessment(each, by=each.assessor, version=1) for each in asked]
    assert at_once(*steps) == 2
    assert Assessment.objects.filter(state=AssessmentState.IN).count() == 2


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_decision_that_is_killed_was_never_taken(committed: None, site: Client) -> None:
    people = make_people()
    made = assessed(people)
    site.force_login(people[Role.OFFICE])
    before, path = verify(), f"/arbejdsrum/midler/ansoegninger/{made.pk}/afgoerelse/"
    sent = {"is_grant": "True", "amount_dkk": "1000", "reasons": "Ja.", "decided_on": "2026-11-01"}
    assert killed_while_it_logs(site, path, {**sent, "version": str(made.version)}) == signal.SIGKILL
    assert fresh(made).state == made.state
    assert not Decision.objects.exists()
    assert verify() == before


@pytest.mark.parametrize("lines", [1, 5])
def test_nothing_is_added_to_what_is_submitted_meanwhile(committed: None, lines: int) -> None:
    people = make_people()
    made, partner = draft(people), people[Role.PARTNER]

    def write(number: int) -> object:
        line = BudgetLine(application=made, text=f"L {number}", amount_dkk=1)
        return actions.while_allowed(fresh(made), lambda now: may_edit(partner, now), lambda: add(line, by=partner))

    at_once(
        lambda: actions.submit(fresh(made), by=partner, version=1),
        *(lambda number=number: write(number) for number in range(lines)),
    )
    submitted_at = fresh(made).submitted_at
    assert submitted_at is not None
    assert all(each.created_at <= submitted_at for each in BudgetLine.objects.filter(application=made))
