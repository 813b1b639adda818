# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Logging in and out, invitations, people, demo users."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import identify_hasher
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings as DjangoSettings

from faglaert.errors import UsageError
from faglaert.settings import Settings
from faglaert.web.accounts import demo
from faglaert.web.accounts.actions import create_user, set_roles
from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.chain import verify
from tests.workspace.conftest import ClientOf, People

LOGIN = "/arbejdsrum/konto/log-ind/"
SESSIONS = "/arbejdsrum/konto/sessioner/"
PASSWORD = "en-laerkefugl-paa-taget"


@pytest.fixture
def member(site: Client, db: None) -> User:
    """Somebody with a password."""
    user = User(email="Anna.Holm@example.dk", full_name="Anna Holm")
    return create_user(user, roles=[Role.COUNCIL_MEMBER], by=None, password=PASSWORD)


def log_in(client: Client, password: str = PASSWORD, **more: str) -> object:
    return client.post(LOGIN, {"login": "anna.holm@example.dk", "password": password, **more})


WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/140.0 Safari/537.36 Edg/140.0", "Edge på Windows"),
        (f"Mozilla/5.0 (Linux; Android 14) {WEBKIT} Chrome/140.0 Mobile Safari/537.36", "Chrome på Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari på iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox på Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", "ukendt program på macOS"),
        ("curl/8.5.0", "ukendt program"),
        ("", "ukendt program"),
    ],
)
def test_the_list_of_log_ins_names_browser_and_system(
    client_of: ClientOf, people: People, user_agent: str, words: str
) -> None:
    client, fields = client_of(Role.READER), {"ip": "127.0.0.1", "user_agent": user_agent}
    UserSession.objects.create(user=people[Role.READER], session_key=client.session.session_key, **fields)
    html = client.get(SESSIONS).content.decode("utf-8")
    assert f" med {words}\n" in html
    assert "Mozilla" not in html
    assert "curl" not in html


def test_log_in_and_out(member: User) -> None:
    client = Client()
    assert log_in(client)["Location"] == "/arbejdsrum/"
    page = client.get("/arbejdsrum/").content.decode("utf-8")
    assert "Velkommen, Anna Holm" in page
    assert "Rådsmedlem" in page
    assert client.post("/arbejdsrum/konto/log-ud/").status_code == 302
    assert client.get("/arbejdsrum/")["Location"].startswith(LOGIN)


def test_english_pages_lead_to_english_pages(member: User) -> None:
    client = Client()
    assert client.get("/en/arbejdsrum/")["Location"].startswith("/en" + LOGIN)
    client.force_login(member)
    assert "Welcome, Anna Holm" in client.get("/en/arbejdsrum/").content.decode("utf-8")


def test_a_wrong_password_tells_nothing_about_the_account(member: User) -> None:
    wrong = log_in(Client(), "forkert-adgangskode").content.decode("utf-8")
    unknown = Client().post(LOGIN, {"login": "ingen@example.dk", "password": "x"}).content.decode("utf-8")
    marker = "alert-text"
    assert marker in wrong
    assert wrong[wrong.index(marker) :][:120] == unknown[unknown.index(marker) :][:120]


def test_passwords_are_kept_with_scrypt(member: User) -> None:
    assert identify_hasher(member.password).algorithm == "scrypt"


def test_log_in_does_not_lead_away_from_the_site(member: User) -> None:
    assert log_in(Client(), next="https://example.com/")["Location"] == "/arbejdsrum/"
    assert log_in(Client(), next="/arbejdsrum/konto/sessioner/")["Location"] == "/arbejdsrum/konto/sessioner/"


def test_log_out_everywhere(member: User) -> None:
    here, there = Client(), Client()
    log_in(here)
    log_in(there)
    assert here.post("/arbejdsrum/konto/sessioner/").status_code == 302
    assert there.get("/arbejdsrum/").status_code == 302
    assert here.get("/arbejdsrum/").status_code == 200


def test_the_office_makes_a_user_who_chooses_a_password_once(client_of: ClientOf) -> None:
    office = client_of(Role.OFFICE)
    fields = {"full_name": "Ny Person", "email": "Ny@Example.dk", "is_active": "on", "roles": ["analyst", "reader"]}
    assert office.post("/arbejdsrum/brugere/ny/", fields).status_code == 302
    user = User.objects.get(email="ny@example.dk")
    assert user.roles == {Role.ANALYST, Role.READER}
    html = office.post(f"/arbejdsrum/brugere/{user.pk}/adgang/").content.decode("utf-8")
    path = html.split("<code>")[1].split("</code>")[0].split("8000")[-1]
    choice = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert Client().post(path, choice)["Location"] == LOGIN
    assert Client().get(path).status_code == 404
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    assert mail.outbox == []


@pytest.mark.parametrize("weak", ["kort", "password1234", "anna.holm@example"])
def test_weak_passwords_are_refused(member: User, weak: str) -> None:
    client = Client()
    log_in(client)
    fields = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    assert client.post("/arbejdsrum/konto/adgangskode/", fields).status_code == 200
    assert User.objects.get(pk=member.pk).check_password(PASSWORD)


def test_a_partner_needs_an_organisation(client_of: ClientOf) -> None:
    fields = {"full_name": "P", "email": "p@example.dk", "is_active": "on", "roles": ["partner"]}
    response = client_of(Role.OFFICE).post("/arbejdsrum/brugere/ny/", fields)
    assert response.status_code == 200
    assert "hører til en organisation" in response.content.decode("utf-8")


def test_roles_are_logged_once(member: User) -> None:
    events = verify().count
    set_roles(member, roles=[Role.COUNCIL_CHAIR], by=None)
    set_roles(member, roles=[Role.COUNCIL_CHAIR], by=None)
    assert verify().count == events + 1
    assert member.roles == {Role.COUNCIL_CHAIR}


def test_the_list_of_people_asks_as_often_for_many(client_of: ClientOf, django_assert_num_queries: object) -> None:
    client = client_of(Role.OFFICE)
    client.get("/arbejdsrum/brugere/")
    for number in range(20):
        create_user(User(email=f"p{number}@example.dk", full_name=f"P {number}"), roles=[Role.READER], by=None)
    with django_assert_num_queries(5):  # session, person, the person's roles, people, their roles
        assert client.get("/arbejdsrum/brugere/").status_code == 200


def test_demo_users_are_one_of_each_role_and_can_log_in(site: Client, db: None) -> None:
    made = demo.demo_users()
    assert [each.role for each in made] == [role.value for role in Role]
    client = Client()
    client.post(LOGIN, {"login": made[0].email, "password": made[0].password})
    assert client.get("/arbejdsrum/brugere/").status_code == 200


def test_demo_users_get_new_passwords_the_second_time(db: None) -> None:
    first, second = demo.demo_users(), demo.demo_users()
    assert User.objects.count() == len(Role)
    assert not {each.password for each in first} & {each.password for each in second}


def test_demo_users_are_never_made_in_production(db: None, settings: DjangoSettings) -> None:
    settings.FAGLAERT = Settings(production=True, secret_key="x")
    with pytest.raises(UsageError, match="production"):
        demo.demo_users()
    assert not User.objects.exists()


def test_everybody_has_the_people_they_should(people: People) -> None:
    assert {role for role, user in people.items() if user.organisation} == {Role.PARTNER, Role.SCHOOL_COUNSELLOR}
