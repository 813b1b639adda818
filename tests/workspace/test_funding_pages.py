# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pages of the rounds: what each person is shown and may send, files, and how often the database is asked."""

from io import BytesIO

import pytest
from django.test import Client
from django.utils.timezone import localdate, localtime
from openpyxl import load_workbook

from faglaert.web.accounts.permissions import Role
from faglaert.web.funding import actions
from faglaert.web.funding.models import (
    Application,
    ApplicationState,
    Assessment,
    AssessmentState,
    BudgetLine,
    Criterion,
    Decision,
    GrantReport,
    Round,
)
from faglaert.web.initiatives.models import Initiative
from faglaert.web.workspace.records import add
from tests.workspace.conftest import ClientOf, People, make_person
from tests.workspace.rounds import (
    DAY,
    assessed,
    assessor,
    company,
    decision,
    draft,
    granted,
    open_round,
    submitted,
)

FUNDS = "/arbejdsrum/midler/"


def page(client: Client, path: str = "") -> str:
    return client.get(FUNDS + path).content.decode("utf-8")


def round_form(**fields: object) -> dict[str, object]:
    opens, closes = (localtime(localtime() + days).strftime("%Y-%m-%dT%H:%M") for days in (-DAY, DAY))
    sent = {"title": "Ny runde", "call_text": "Søg.", "kinds": ["school"], "amount_dkk": "500000"}
    return {**sent, "opens_at": opens, "closes_at": closes, **fields}


def test_the_office_makes_a_round_that_is_a_draft_whatever_is_sent(client_of: ClientOf) -> None:
    sent = round_form(is_published="on", version="7", track="2")
    assert client_of(Role.OFFICE).post(f"{FUNDS}ny/", sent).status_code == 302
    made = Round.objects.get()
    assert (made.is_published, made.version, made.track, made.kinds) == (False, 1, 2, ["school"])
    assert "Ny runde" not in page(client_of(Role.PARTNER))
    assert client_of(Role.PARTNER).get(f"{FUNDS}{made.pk}/").status_code == 404


def test_criteria_and_questions_stand_fast_once_a_round_is_open(client_of: ClientOf) -> None:
    office, found = client_of(Role.OFFICE), open_round(is_published=False)
    sent = {"title": "Økonomi", "weight": "2"}
    assert office.post(f"{FUNDS}{found.pk}/kriterier/ny/", sent).status_code == 302
    made = Criterion.objects.get(title="Økonomi")
    assert office.post(f"{FUNDS}{found.pk}/offentliggoer/", {"version": "1"}).status_code == 302
    for path in ("kriterier/ny/", f"kriterier/{made.pk}/", "spoergsmaal/ny/"):
        assert office.get(f"{FUNDS}{found.pk}/{path}").status_code == 403
    assert office.post(f"{FUNDS}{found.pk}/kriterier/{made.pk}/slet/", {"version": "1"}).status_code == 403
    assert "33" in page(office, f"{found.pk}/")


def test_a_part_is_deleted_as_it_was_seen(client_of: ClientOf) -> None:
    found = open_round(is_published=False)
    made, office = found.criteria.first(), client_of(Role.OFFICE)
    address = f"{FUNDS}{found.pk}/kriterier/{made.pk}/slet/"
    assert "Intet er slettet" in office.post(address, {"version": "9"}, follow=True).content.decode("utf-8")
    assert "Det er slettet" in office.post(address, {"version": "1"}, follow=True).content.decode("utf-8")
    assert not Criterion.objects.filter(pk=made.pk).exists()


def test_a_partner_writes_for_its_own_organisation_whatever_is_sent(client_of: ClientOf, people: People) -> None:
    found, other = open_round(), company()
    question = found.questions.get()
    sent = {
        "title": "Vores",
        "summary": "Kort",
        f"answer_{question.pk}": "Fordi.",
        "organisation": other.pk,
        "round": "99",
        "state": "granted",
        "submitted_at": "2026-01-01",
        "answers": "{}",
    }
    assert client_of(Role.PARTNER).post(f"{FUNDS}{found.pk}/ansoeg/", sent).status_code == 302
    made = Application.objects.get()
    assert (made.organisation, made.round) == (people[Role.PARTNER].organisation, found)
    assert (made.state, made.submitted_at, made.answers) == ("draft", None, {str(question.pk): "Fordi."})


def test_an_application_belongs_to_no_initiative_of_others(client_of: ClientOf, people: People) -> None:
    found = open_round()
    foreign = add(Initiative(title="En andens", organisation=company()), by=None)
    mine = add(Initiative(title="Vores", organisation=people[Role.PARTNER].organisation), by=None)
    partner, sent = client_of(Role.PARTNER), {"title": "X", "summary": "Y"}
    assert partner.post(f"{FUNDS}{found.pk}/ansoeg/", {**sent, "initiative": foreign.pk}).status_code == 200
    assert partner.post(f"{FUNDS}{found.pk}/ansoeg/", {**sent, "initiative": mine.pk}).status_code == 302
    assert Application.objects.get().initiative == mine


@pytest.mark.parametrize("is_draft", [True, False])
def test_an_application_leads_to_its_initiative_where_one_may_read_it(
    client_of: ClientOf, people: People, *, is_draft: bool
) -> None:
    owner = people[Role.PARTNER].organisation
    found = add(Initiative(title="Indsatsen", is_draft=is_draft, organisation=owner), by=None)
    made = submitted(people, initiative=found)
    address = f'href="/arbejdsrum/initiativer/{found.pk}/"'
    seen = {
        role
        for role in (Role.OFFICE, Role.PARTNER, Role.ANALYST)
        if address in page(client_of(role), f"ansoegninger/{made.pk}/")
    }
    assert seen == {Role.OFFICE, Role.PARTNER} | (set() if is_draft else {Role.ANALYST})


def test_a_required_answer_is_not_called_voluntary(client_of: ClientOf, people: People) -> None:
    made = draft(people)
    assert page(client_of(Role.PARTNER), f"ansoegninger/{made.pk}/ret/").count("(frivilligt)") == 1  # the initiative
    made.round.questions.update(is_required=False)
    assert page(client_of(Role.PARTNER), f"ansoegninger/{made.pk}/ret/").count("(frivilligt)") == 2


def test_who_may_not_apply_is_told_so(client_of: ClientOf, people: People) -> None:
    found = open_round(kinds=["company"])
    assert client_of(Role.PARTNER).get(f"{FUNDS}{found.pk}/ansoeg/").status_code == 403
    assert "Søg</a>" not in page(client_of(Role.PARTNER), f"{found.pk}/")


@pytest.mark.parametrize("path", ["", "ret/", "filer/ny/", "budget/ny/"])
def test_the_application_of_another_is_not_found(client_of: ClientOf, people: People, path: str) -> None:
    foreign = draft(people, organisation=company())
    address = f"{FUNDS}ansoegninger/{foreign.pk}/{path}"
    assert client_of(Role.PARTNER).get(address).status_code == 404
    assert client_of(Role.OFFICE).get(address).status_code in {404, 403}


def test_two_of_a_school_edit_the_same_draft(client_of: ClientOf, people: People) -> None:
    made, partner = draft(people), client_of(Role.PARTNER)
    question = made.round.questions.get()
    address = f"{FUNDS}ansoegninger/{made.pk}/ret/"
    first = {"title": "Den første", "summary": "Kort.", f"answer_{question.pk}": "Første svar", "version": "1"}
    assert partner.post(address, first).status_code == 302
    second = {**first, "title": "Den anden", f"answer_{question.pk}": "Andet svar"}
    told = partner.post(address, second).content.decode("utf-8")
    assert all(text in told for text in ("Første svar", "Andet svar", "Den første", 'name="version" value="2"'))
    assert Application.objects.get().title == "Den første"
    assert partner.post(address, {**second, "version": "2"}).status_code == 302
    assert Application.objects.get().answers == {str(question.pk): "Andet svar"}


def test_what_was_submitted_meanwhile_is_not_overwritten(client_of: ClientOf, people: People) -> None:
    made, partner = draft(people), client_of(Role.PARTNER)
    base = f"{FUNDS}ansoegninger/{made.pk}/"
    assert partner.post(f"{base}indsend/", {"version": "1"}).status_code == 302
    assert partner.post(f"{base}ret/", {"title": "Sent", "summary": "S", "version": "1"}).status_code == 403
    assert partner.post(f"{base}budget/ny/", {"text": "Sent", "amount_dkk": "1"}).status_code == 403
    assert partner.post(f"{base}indsend/", {"version": "1"}).status_code == 403
    assert Application.objects.get().state == ApplicationState.SUBMITTED


def test_a_stale_page_submits_nothing(client_of: ClientOf, people: People) -> None:
    made = draft(people)
    answer = client_of(Role.PARTNER).post(f"{FUNDS}ansoegninger/{made.pk}/indsend/", {"version": "0"})
    assert answer.status_code == 409
    assert "En anden har ændret" in answer.content.decode("utf-8")
    assert Application.objects.get().state == ApplicationState.DRAFT


def test_what_lacks_is_said_on_the_page(client_of: ClientOf, people: People) -> None:
    made = draft(people, answers={})
    answer = client_of(Role.PARTNER).post(f"{FUNDS}ansoegninger/{made.pk}/indsend/", {"version": "1"})
    assert answer.status_code == 409
    assert "Hvad vil I?» er ikke besvaret" in answer.content.decode("utf-8")


@pytest.mark.parametrize(("cofinancing", "status"), [("100", 302), ("101", 200)])
def test_nobody_pays_more_than_the_price(client_of: ClientOf, people: People, cofinancing: str, status: int) -> None:
    made = draft(people)
    sent = {"text": "Bog", "amount_dkk": "100", "cofinancing_dkk": cofinancing}
    answer = client_of(Role.PARTNER).post(f"{FUNDS}ansoegninger/{made.pk}/budget/ny/", sent)
    assert answer.status_code == status
    assert BudgetLine.objects.filter(text="Bog").exists() == (status == 302)


def points(application: Application, *given: int, **more: str) -> dict[str, object]:
    criteria = application.round.criteria.all()
    scores = {f"score_{each.pk}": str(point) for each, point in zip(criteria, given, strict=True)}
    return {**scores, "comment": "Et klart mål.", "version": "1", **more}


def test_an_assessor_sees_neither_points_nor_words_of_the_other(client_of: ClientOf, people: People) -> None:
    made = submitted(people)
    for role in (Role.ANALYST, Role.COUNCIL_MEMBER):
        actions.assign(made, people[role], by=people[Role.OFFICE])
    address = f"ansoegninger/{made.pk}/"
    sent = points(made, 5, 4, comment="Hemmelige ord")
    assert client_of(Role.ANALYST).post(f"{FUNDS}{address}vurdering/", sent).status_code == 302
    for who in (Role.COUNCIL_MEMBER, Role.OFFICE, Role.COUNCIL_CHAIR, Role.PARTNER):
        assert "Hemmelige ord" not in page(client_of(who), address)
        assert "Hemmelige ord" not in page(client_of(who), f"{address}vurdering/")
    assert "95,0" not in page(client_of(Role.OFFICE), f"{made.round_id}/rangliste/")
    client_of(Role.COUNCIL_MEMBER).post(f"{FUNDS}{address}vurdering/", points(made, 1, 1))
    assert "Hemmelige ord" in page(client_of(Role.COUNCIL_MEMBER), address)
    assert "Hemmelige ord" not in page(client_of(Role.PARTNER), address)
    assert "95,0" in page(client_of(Role.OFFICE), f"{made.round_id}/rangliste/")


@pytest.mark.parametrize("given", [{}, {"score": "6"}, {"score": "-1"}, {"comment": ""}])
def test_an_assessment_is_whole(client_of: ClientOf, people: People, given: dict[str, str]) -> None:
    made = submitted(people)
    actions.assign(made, people[Role.ANALYST], by=people[Role.OFFICE])
    sent = points(made, 3, 3)
    first = next(name for name in sent if name.startswith("score_"))
    sent |= {"comment": given["comment"]} if "comment" in given else {first: given.get("score", "")}
    assert client_of(Role.ANALYST).post(f"{FUNDS}ansoegninger/{made.pk}/vurdering/", sent).status_code == 200
    assert Assessment.objects.get().state == AssessmentState.ASSIGNED


def test_a_conflict_is_declared_and_ends_the_task(client_of: ClientOf, people: People) -> None:
    made = submitted(people)
    actions.assign(made, people[Role.ANALYST], by=people[Role.OFFICE])
    address, analyst = f"{FUNDS}ansoegninger/{made.pk}/vurdering/", client_of(Role.ANALYST)
    assert analyst.post(address, {"has_conflict": "on", "version": "1"}).status_code == 302
    assert Assessment.objects.get().state == AssessmentState.CONFLICT
    assert "meldt dig inhabil" in analyst.get(address, follow=True).content.decode("utf-8")


def test_nobody_assesses_unasked(client_of: ClientOf, people: People) -> None:
    made = submitted(people)
    answer = client_of(Role.ANALYST).post(f"{FUNDS}ansoegninger/{made.pk}/vurdering/", points(made, 5, 5))
    assert answer.status_code == 302
    assert not Assessment.objects.exists()


def test_the_applicant_reads_the_reasons_and_not_the_assessments(client_of: ClientOf, people: People) -> None:
    made = assessed(people)
    sent = {"is_grant": "True", "amount_dkk": "120000", "reasons": "God idé.", "decided_on": str(localdate())}
    office = client_of(Role.OFFICE)
    decided = office.post(f"{FUNDS}ansoegninger/{made.pk}/afgoerelse/", {**sent, "version": str(made.version)})
    assert decided.status_code == 302
    html = page(client_of(Role.PARTNER), f"ansoegninger/{made.pk}/")
    assert "God idé." in html
    assert "120.000 kr." in html
    assert "Derfor (5, 5)" not in html
    assert "Derfor (5, 5)" in page(office, f"ansoegninger/{made.pk}/")


def test_who_decides_has_points_rank_and_money_beside_the_form(client_of: ClientOf, people: People) -> None:
    found = open_round()
    best = draft(people, found, title="Den bedste")
    actions.submit(best, by=people[Role.PARTNER], version=best.version)
    made = assessed(people, found)
    for role in (Role.OFFICE, Role.COUNCIL_MEMBER):
        assessor(best, people[role], (5, 5))
    address = f"ansoegninger/{made.pk}/afgoerelse/"
    told = ("70,0 af 100", "2 af 2 vurderede", "200.000 kr.")
    html = page(client_of(Role.OFFICE), address)
    assert [words for words in (*told, "1.000.000 kr.") if words not in html] == []
    best.refresh_from_db()
    actions.decide(decision(best), by=people[Role.OFFICE], version=best.version)
    assert "850.000 kr." in page(client_of(Role.OFFICE), address)


def test_who_is_in_conflict_decides_without_the_points_of_others(client_of: ClientOf, people: People) -> None:
    made = submitted(people)
    assessor(made, people[Role.OFFICE])
    Assessment.objects.update(state=AssessmentState.CONFLICT)
    for role in (Role.ANALYST, Role.COUNCIL_MEMBER):
        assessor(made, people[role], (5, 5))
    html = page(client_of(Role.OFFICE), f"ansoegninger/{made.pk}/afgoerelse/")
    assert "Vægtede point" not in html
    assert "af 100" not in html


@pytest.mark.parametrize("change", [{"reasons": ""}, {"version": "0"}, {"amount_dkk": "900000"}, {"is_grant": ""}])
def test_a_decision_without_its_parts_is_not_taken(client_of: ClientOf, people: People, change: dict[str, str]) -> None:
    made = assessed(people)
    sent = {"is_grant": "True", "amount_dkk": "1000", "reasons": "Ja.", "decided_on": str(localdate())}
    sent |= {"version": str(made.version), **change}
    answer = client_of(Role.OFFICE).post(f"{FUNDS}ansoegninger/{made.pk}/afgoerelse/", sent)
    assert answer.status_code in {200, 409}
    assert not Decision.objects.exists()


def test_instalments_and_reports_follow_a_grant(client_of: ClientOf, people: People) -> None:
    made = granted(people)
    office, base = client_of(Role.OFFICE), f"{FUNDS}ansoegninger/{made.pk}/"
    rate = {"amount_dkk": "150001", "due_on": "2026-12-01"}
    assert office.post(f"{base}rater/ny/", rate).status_code == 200
    assert office.post(f"{base}rater/ny/", {**rate, "amount_dkk": "150000"}).status_code == 302
    assert office.post(f"{base}rapporter/ny/", {"title": "Midtvejs", "due_on": "2026-12-01"}).status_code == 302
    report = GrantReport.objects.get()
    sent = {"text": "Godt i gang.", "spent_dkk": "40000", "version": "1", "due_on": "2030-01-01", "title": "Slut"}
    assert client_of(Role.PARTNER).post(f"{base}rapport/{report.pk}/", sent).status_code == 302
    report.refresh_from_db()
    assert (report.title, str(report.due_on), report.received_on) == ("Midtvejs", "2026-12-01", localdate())


def test_nothing_is_paid_in_the_future_or_before_a_grant(client_of: ClientOf, people: People) -> None:
    made, office = granted(people), client_of(Role.OFFICE)
    rate = {"amount_dkk": "10", "due_on": "2026-12-01", "paid_on": str(localdate() + DAY)}
    assert office.post(f"{FUNDS}ansoegninger/{made.pk}/rater/ny/", rate).status_code == 200
    waiting = submitted(people)
    assert office.get(f"{FUNDS}ansoegninger/{waiting.pk}/rater/ny/").status_code == 403


def test_another_partner_reports_nothing(client_of: ClientOf, people: People) -> None:
    made = granted(people)
    report = add(GrantReport(application=made, title="Midtvejs", due_on=localdate()), by=None)
    rival = make_person(Role.PARTNER, company(), "rival partner")
    assert client_of(rival).get(f"{FUNDS}ansoegninger/{made.pk}/rapport/{report.pk}/").status_code == 404


FORMULAS = ("=1+1", "+45 12", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://example.com")')


@pytest.mark.parametrize("title", FORMULAS)
def test_no_text_becomes_a_formula(client_of: ClientOf, people: People, title: str) -> None:
    made = assessed(people)
    Application.objects.update(title=title)
    office, base = client_of(Role.OFFICE), f"{FUNDS}{made.round_id}/rangliste"
    text = office.get(f"{base}.csv").content.decode("utf-8-sig")
    assert text.splitlines()[1].lstrip('"').startswith("'" + title[0])
    cell = load_workbook(BytesIO(office.get(f"{base}.xlsx").content)).active["A2"]
    assert (cell.data_type, cell.value.strip()) == ("s", title.strip())


def test_numbers_in_files_are_numbers(client_of: ClientOf, people: People) -> None:
    made = assessed(people)
    office, base = client_of(Role.OFFICE), f"{FUNDS}{made.round_id}/rangliste"
    row = office.get(f"{base}.csv").content.decode("utf-8-sig").splitlines()[1].split(";")
    assert row[2:8] == ["1", "70,0", "100,0", "40,0", "60,0", "200000"]
    cells = next(load_workbook(BytesIO(office.get(f"{base}.xlsx").content)).active.iter_rows(min_row=2))
    assert [each.value for each in cells][2:8] == [1, 70, 100, 40, 60, 200_000]


def test_text_is_shown_as_text(client_of: ClientOf, people: People) -> None:
    made = draft(people, title="<script>alert(1)</script>", summary="<b>fed</b>")
    html = page(client_of(Role.PARTNER), f"ansoegninger/{made.pk}/")
    assert "<script>alert" not in html
    assert "<b>fed" not in html


def many(people: People, count: int) -> Round:
    """A round with many applications that are fully assessed."""
    found = open_round(amount_dkk=10**9)
    school = people[Role.PARTNER].organisation
    made = Application.objects.bulk_create(
        Application(round=found, organisation=school, title=f"P {number}", summary="S", state="submitted")
        for number in range(count)
    )
    scores = {str(each.pk): 3 for each in found.criteria.all()}
    BudgetLine.objects.bulk_create(BudgetLine(application=each, text="Løn", amount_dkk=1000) for each in made)
    Assessment.objects.bulk_create(
        Assessment(application=each, assessor=people[role], state="in", scores=scores)
        for each in made
        for role in (Role.OFFICE, Role.ANALYST)
    )
    return found


@pytest.mark.parametrize(
    ("path", "most"), [("ansoegninger/", 6), ("{round}/rangliste/", 7), ("{round}/rangliste.csv", 7), ("", 4)]
)
def test_lists_ask_as_often_for_many(
    client_of: ClientOf, people: People, django_assert_max_num_queries: object, path: str, most: int
) -> None:
    found, office = many(people, 200), client_of(Role.OFFICE)
    with django_assert_max_num_queries(most):
        assert office.get(FUNDS + path.format(round=found.pk)).status_code == 200


def test_one_application_asks_as_often_with_many_parts(
    client_of: ClientOf, people: People, django_assert_max_num_queries: object
) -> None:
    made = assessed(people)
    for number in range(50):
        add(BudgetLine(application=made, text=f"L {number}", amount_dkk=10), by=None)
    office = client_of(Role.OFFICE)
    with django_assert_max_num_queries(18):  # three name what the history tells of
        assert office.get(f"{FUNDS}ansoegninger/{made.pk}/").status_code == 200


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_accounts_show_the_first_grants_with_their_source(client_of: ClientOf, prefix: str) -> None:
    actions.load_first_grants(by=None)
    html = client_of(Role.READER).get(f"{prefix}{FUNDS}regnskab/").content.decode("utf-8")
    assert ("4,600,000" if prefix else "4.600.000") in html
    assert "regionh.dk" in html


def test_the_office_adds_a_line_to_the_accounts(client_of: ClientOf) -> None:
    sent = {"title": "Konference", "year": "2024", "kind": "paid", "amount_dkk": "25000", "figure_id": "F127"}
    assert client_of(Role.OFFICE).post(f"{FUNDS}regnskab/ny/", sent).status_code == 302
    assert "Konference" in page(client_of(Role.READER), "regnskab/")
    assert actions.load_first_grants(by=None) == 1


def test_an_assessor_is_chosen_on_the_page(client_of: ClientOf, people: People) -> None:
    made, office = submitted(people), client_of(Role.OFFICE)
    address = f"{FUNDS}ansoegninger/{made.pk}/bedoemmere/"
    assert office.post(address, {"assessor": people[Role.READER].pk}).status_code == 409
    assert office.post(address, {"assessor": people[Role.ANALYST].pk}).status_code == 302
    assert assessor(made, people[Role.OFFICE]).assessor == people[Role.OFFICE]
    assert "Vurder ansøgningen" in page(client_of(Role.ANALYST), f"ansoegninger/{made.pk}/")
    assert "bedt om at vurdere" in page(client_of(Role.ANALYST), "ansoegninger/")
