# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Mentors by consent, companies' offers, goals, and agreements against the aim; and persons who are erased."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from pytest_django.fixtures import Settings as DjangoSettings

from faglaert.settings import Settings
from faglaert.web.accounts.actions import erase_person
from faglaert.web.accounts.models import Organisation, OrganisationKind, User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.chain import verify
from faglaert.web.audit.models import AuditEvent
from faglaert.web.mentors.actions import delete_expired
from faglaert.web.mentors.models import Agreements, Goal, Mentor, Offer
from faglaert.web.workspace.records import add
from tests.small_world.dossier_files import dossier_installation
from tests.workspace.conftest import ClientOf, People, make_person
from tests.workspace.routes.mentors import new_mentor

MENTORS, ELECTRICIAN = "/arbejdsrum/mentorer/", "30402510"


def company() -> Organisation:
    return add(Organisation(name="Tømrerne", kind=OrganisationKind.COMPANY, cvr="12345678"), by=None)


def page(client_of: ClientOf, who: User | Role) -> str:
    return client_of(who).get(MENTORS).content.decode("utf-8")


def test_who_a_mentor_is_is_seen_by_those_who_bring_people_together(client_of: ClientOf, people: People) -> None:
    new_mentor(people, offers="Første uge på pladsen")
    seen = {role for role in Role if "Mette Holm" in page(client_of, role)}
    assert seen == {Role.OFFICE, Role.PARTNER, Role.SCHOOL_COUNSELLOR, Role.MUNICIPAL_GUIDANCE}
    assert seen == {role for role in Role if "12345678" in page(client_of, role)}
    assert "Første uge på pladsen" in page(client_of, Role.READER)


def test_a_partner_sees_no_mentor_of_another_organisation(client_of: ClientOf, people: People) -> None:
    mentor = new_mentor(people, organisation=company())
    assert "Mette" not in page(client_of, Role.PARTNER)
    for method in ("get", "post"):
        answer = getattr(client_of(Role.PARTNER), method)(f"{MENTORS}mentorer/{mentor.pk}/")
        assert answer.status_code == 403
        assert "Mette" not in answer.content.decode("utf-8")


def test_nothing_of_a_mentor_is_in_the_log(people: People) -> None:
    new_mentor(people)
    events = AuditEvent.objects.filter(object_type="mentors.mentor")
    assert events.count() == 1
    assert not [each for each in events if "Mette" in each.after or "mette@" in each.after or "12345678" in each.after]


@pytest.mark.parametrize(
    ("given", "until"),
    [(0, 0), (0, -1), (0, 800), (-400, 400), (5, 100)],
    ids=["same", "before", "long", "old", "future"],
)
def test_consent_has_a_beginning_and_an_end(people: People, given: int, until: int) -> None:
    days = {"consent_on": localdate() + timedelta(days=given), "delete_on": localdate() + timedelta(days=until)}
    with pytest.raises(ValidationError):
        new_mentor(people, **days)
    assert not Mentor.objects.exists()


def test_an_expired_mentor_is_seen_by_nobody_and_then_deleted(client_of: ClientOf, people: People) -> None:
    mentor, today = new_mentor(people), localdate()
    Mentor.objects.update(delete_on=today)
    assert "Mette" not in page(client_of, Role.OFFICE)
    assert client_of(Role.OFFICE).get(f"{MENTORS}mentorer/{mentor.pk}/").status_code == 404
    kept = new_mentor(people)
    assert delete_expired(today, by=None) == 1
    assert list(Mentor.objects.all()) == [kept]
    verify()


def test_a_partner_writes_for_the_own_organisation(client_of: ClientOf, people: People) -> None:
    sent = {"kind": "apprenticeship", "programme_code": ELECTRICIAN, "places": "3", "organisation": str(company().pk)}
    assert client_of(Role.PARTNER).post(f"{MENTORS}tilbud/ny/", sent).status_code == 302
    assert Offer.objects.get().organisation == people[Role.PARTNER].organisation


def test_an_offer_is_shown_with_what_is_told_of_it(client_of: ClientOf) -> None:
    add(Offer(organisation=company(), kind="visit", programme_code=ELECTRICIAN, places=3, text="Ring først."), by=None)
    assert "Ring først." in page(client_of, Role.READER)


def test_a_partner_without_organisation_writes_nothing(client_of: ClientOf, people: People) -> None:
    lonely = make_person(Role.PARTNER, name="lonely partner")
    assert client_of(lonely).get(f"{MENTORS}tilbud/ny/").status_code == 403
    assert "Nyt tilbud" not in page(client_of, lonely)


@pytest.mark.parametrize(
    ("field", "value"), [("programme_code", "00000000"), ("places", "-1"), ("kind", "ukendt"), ("places", "mange")]
)
def test_what_nobody_knows_is_refused(client_of: ClientOf, people: People, field: str, value: str) -> None:
    sent = {"kind": "visit", "programme_code": ELECTRICIAN, "places": "3", field: value}
    assert client_of(Role.PARTNER).post(f"{MENTORS}tilbud/ny/", sent).status_code == 200
    assert not Offer.objects.exists()


def test_goals_say_what_is_left(client_of: ClientOf, people: People) -> None:
    school = people[Role.PARTNER].organisation
    fields = {"organisation": school, "programme_code": ELECTRICIAN}
    add(Goal(**fields, year=2026, goal=1200, reached=180), by=None)
    add(Goal(**fields, year=2025, goal=10, reached=12), by=None)
    html = page(client_of, Role.READER)
    assert "1.020" in html
    assert "nået" in html
    with pytest.raises(ValidationError):
        add(Goal(**fields, year=2026, goal=1), by=None)


def agreements(people: People, completed: int, with_agreement: int, year: int = 2025) -> Agreements:
    fields = {"organisation": people[Role.PARTNER].organisation, "programme_code": ELECTRICIAN, "year": year}
    return add(Agreements(**fields, completed=completed, with_agreement=with_agreement), by=None)


def test_agreements_are_held_against_the_aim(client_of: ClientOf, people: People) -> None:
    agreements(people, 100, 62)
    html = page(client_of, Role.READER)
    assert "62,0" in html
    assert "−18,0 procentpoint" in html


def test_what_is_published_stands_beside_with_period_and_source(
    client_of: ClientOf, people: People, settings: DjangoSettings, tmp_path: Path
) -> None:
    agreements(people, 100, 62)
    without = page(client_of, Role.READER)
    assert "ingen oplysning" in without
    assert "I hele landet var det 65,0\xa0% for alle uddannelser under ét (2022; www.uvm.dk)." in without
    settings.FAGLAERT = dossier_installation(tmp_path)
    beside = page(client_of, Role.READER)
    assert "ingen oplysning" not in beside
    assert "70,0" in beside
    assert "Region Hovedstaden; 2025; Uddannelsesstatistik.dk" in beside


def test_the_page_opens_before_anything_is_published(
    client_of: ClientOf, people: People, settings: DjangoSettings, tmp_path: Path
) -> None:
    agreements(people, 100, 62)
    settings.FAGLAERT = Settings(home=tmp_path)
    html = page(client_of, Role.READER)
    assert "62,0" in html
    assert "I hele landet" not in html


@pytest.mark.parametrize(("completed", "with_agreement"), [(49, 30), (60, 3), (60, 57), (12, 6)])
def test_few_pupils_are_seen_by_their_school_and_the_office(
    client_of: ClientOf, people: People, completed: int, with_agreement: int
) -> None:
    agreements(people, completed, with_agreement)
    words = f"{with_agreement} af {completed}"
    seen = {role for role in Role if words in page(client_of, role)}
    assert seen == {Role.OFFICE, Role.PARTNER, Role.SCHOOL_COUNSELLOR}


def test_none_and_all_are_no_small_numbers(client_of: ClientOf, people: People) -> None:
    agreements(people, 60, 60)
    agreements(people, 70, 0, year=2024)
    html = page(client_of, Role.READER)
    assert "60 af 60" in html
    assert "0 af 70" in html


def test_there_are_no_more_agreements_than_pupils(people: People) -> None:
    with pytest.raises(ValidationError, match="flere aftaler"):
        agreements(people, 10, 11)


def test_two_change_the_same_goal(client_of: ClientOf, people: People) -> None:
    goal = add(
        Goal(organisation=people[Role.PARTNER].organisation, programme_code=ELECTRICIAN, year=2026, goal=5), by=None
    )
    sent = {"programme_code": ELECTRICIAN, "year": "2026", "version": "1"}
    address, partner = f"{MENTORS}maal/{goal.pk}/", client_of(Role.PARTNER)
    assert partner.post(f"{MENTORS}maal/ny/", {**sent, "goal": "9"}).status_code == 200
    assert partner.post(address, {**sent, "goal": "6"}).status_code == 302
    assert "En anden har gemt" in partner.post(address, {**sent, "goal": "7"}).content.decode("utf-8")
    partner.post(f"{address}slet/", {"version": "1"})
    assert Goal.objects.get().goal == 6
    partner.post(f"{address}slet/", {"version": "2"})
    assert not Goal.objects.exists()


def test_the_page_asks_as_often_for_many(
    client_of: ClientOf, people: People, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(25):
        new_mentor(people)
        agreements(people, 100, 50, year=2016 + number)
    client = client_of(Role.READER)
    with django_assert_max_num_queries(8):
        assert client.get(MENTORS).status_code == 200


def test_a_person_is_erased_and_the_log_stays_whole(client_of: ClientOf, people: People) -> None:
    partner = people[Role.PARTNER]
    before = verify().count
    client = client_of(Role.OFFICE)
    client.post(f"/arbejdsrum/brugere/{partner.pk}/glem/", {"version": "9"})
    assert User.objects.get(pk=partner.pk).is_active
    client.post(f"/arbejdsrum/brugere/{partner.pk}/glem/", {"version": str(partner.version)})
    erased = User.objects.get(pk=partner.pk)
    assert (erased.full_name, erased.email, erased.is_active) == (
        "Slettet person",
        f"slettet-{partner.pk}@example.invalid",
        False,
    )
    assert (erased.organisation, erased.roles, erased.has_usable_password()) == (None, frozenset(), False)
    assert verify().count > before
    assert "Slettet person" in client.get("/arbejdsrum/brugere/").content.decode("utf-8")


def test_what_an_erased_person_did_stays_in_the_log_without_the_name(client_of: ClientOf, people: People) -> None:
    partner = people[Role.PARTNER]
    add(Organisation(name="Lavet af partneren", kind=OrganisationKind.UNION), by=partner)
    erase_person(partner, by=people[Role.OFFICE], version=partner.version)
    html = client_of(Role.OFFICE).get("/arbejdsrum/aendringer/").content.decode("utf-8")
    assert "partner person" not in html
    assert "Slettet person" in html


def test_nobody_erases_oneself(client_of: ClientOf, people: People) -> None:
    office = people[Role.OFFICE]
    client_of(Role.OFFICE).post(f"/arbejdsrum/brugere/{office.pk}/glem/", {"version": str(office.version)})
    assert User.objects.get(pk=office.pk).full_name
