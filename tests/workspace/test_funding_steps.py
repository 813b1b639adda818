# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Steps of a round that come too late, or with nothing chosen: each is told, and nothing is written."""

from faglaert.web.accounts.permissions import Role
from faglaert.web.funding.models import Assessment, BudgetLine, Decision
from tests.workspace.conftest import ClientOf, People
from tests.workspace.rounds import assessed, assessor, draft, granted, open_round, submitted

APPLICATIONS = "/arbejdsrum/midler/ansoegninger/"


def test_somebody_has_to_be_chosen_to_assess(client_of: ClientOf, people: People) -> None:
    made = submitted(people)
    for chosen in ("", "999999", str(people[Role.READER].pk), str(people[Role.PARTNER].pk)):
        answer = client_of(Role.OFFICE).post(f"{APPLICATIONS}{made.pk}/bedoemmere/", {"assessor": chosen})
        assert answer.status_code == 409
        assert "Vælg en person." in answer.content.decode("utf-8")
    assert not Assessment.objects.exists()


def test_what_is_decided_is_not_decided_again(client_of: ClientOf, people: People) -> None:
    made = granted(people)
    sent = {"is_grant": "False", "reasons": "Nej.", "decided_on": "2026-01-01", "version": made.version}
    page = client_of(Role.OFFICE).post(f"{APPLICATIONS}{made.pk}/afgoerelse/", sent, follow=True)
    assert "eller den er afgjort" in page.content.decode("utf-8")
    assert Decision.objects.get().is_grant


def test_an_assessment_after_the_decision_is_not_taken(client_of: ClientOf, people: People) -> None:
    made = assessed(people)
    asked = made.assessments.get(assessor=people[Role.COUNCIL_MEMBER])
    page = client_of(Role.COUNCIL_MEMBER).get(f"{APPLICATIONS}{made.pk}/vurdering/", follow=True)
    assert "kan ikke ændres" in page.content.decode("utf-8")
    sent = {f"score_{each.pk}": "0" for each in made.round.criteria.all()} | {"comment": "Om igen", "version": "2"}
    client_of(Role.COUNCIL_MEMBER).post(f"{APPLICATIONS}{made.pk}/vurdering/", sent)
    asked.refresh_from_db()
    assert "Om igen" not in asked.comment


def test_a_round_changed_meanwhile_is_not_published(client_of: ClientOf, people: People) -> None:
    found = open_round(is_published=False)
    answer = client_of(Role.OFFICE).post(f"/arbejdsrum/midler/{found.pk}/offentliggoer/", {"version": "7"})
    found.refresh_from_db()
    assert (answer.status_code, found.is_published) == (409, False)
    assert "En anden har ændret det imens" in answer.content.decode("utf-8")


def test_a_budget_line_is_changed_and_deleted_by_its_own(client_of: ClientOf, people: People) -> None:
    made = draft(people)
    line = made.budget_lines.get()
    address = f"{APPLICATIONS}{made.pk}/budget/{line.pk}/"
    sent = {"text": "Løn", "amount_dkk": "5", "cofinancing_dkk": "0", "version": "1"}
    assert client_of(Role.OFFICE).post(address, sent).status_code == 403
    assert client_of(Role.PARTNER).post(address, sent).status_code == 302
    assert client_of(Role.PARTNER).post(f"{address}slet/", {"version": "1"}).status_code == 302
    assert BudgetLine.objects.get().amount_dkk == 5
    client_of(Role.PARTNER).post(f"{address}slet/", {"version": "2"})
    assert not BudgetLine.objects.exists()


def test_who_is_in_conflict_comes_to_no_assessment(client_of: ClientOf, people: People) -> None:
    made = submitted(people)
    assessor(made, people[Role.ANALYST])
    client_of(Role.ANALYST).post(f"{APPLICATIONS}{made.pk}/vurdering/", {"has_conflict": "on", "version": "1"})
    page = client_of(Role.ANALYST).get(f"{APPLICATIONS}{made.pk}/vurdering/", follow=True)
    assert "meldt dig inhabil" in page.content.decode("utf-8")
