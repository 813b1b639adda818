# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What somebody with bad intentions would try: guessing, forged forms, foreign addresses, stolen passwords."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from pydantic import SecretStr

from faglaert.settings import Settings
from faglaert.web.accounts.actions import create_user
from faglaert.web.accounts.models import Organisation, OrganisationKind, User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.chain import verify
from faglaert.web.workspace.records import add
from tests.workspace.conftest import ClientOf

LOGIN = "/arbejdsrum/konto/log-ind/"
PASSWORD = "en-laerkefugl-paa-taget"


@pytest.fixture
def member(site: Client, db: None) -> User:
    """Somebody with a password."""
    cache.clear()
    user = User(email="anna.holm@example.dk", full_name="Anna Holm")
    return create_user(user, roles=[Role.OFFICE], by=None, password=PASSWORD)


def log_in(client: Client, password: str = PASSWORD) -> object:
    return client.post(LOGIN, {"login": "anna.holm@example.dk", "password": password})


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def confirmed() -> Client:
    """A browser in which the person is logged in and has just given the password once more."""
    client = Client()
    log_in(client)
    assert client.post("/arbejdsrum/konto/bekraeft/", {"password": PASSWORD}).status_code == 302
    return client


def with_app(member: User) -> tuple[Client, str]:
    """A browser in which the person has set up the second step, and the secret of the app."""
    client = confirmed()
    page = client.get("/arbejdsrum/konto/to-trin/app/").content.decode("utf-8")
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]
    assert client.post("/arbejdsrum/konto/to-trin/app/", {"code": code_of(secret)}).status_code == 302
    return client, secret


def test_guessing_is_stopped_for_the_right_password_too(member: User) -> None:
    client = Client()
    answers = [log_in(client, f"forkert-nummer-{number}").status_code for number in range(5)]
    assert set(answers) == {200}
    assert log_in(client).status_code == 200
    assert client.get("/arbejdsrum/").status_code == 302


def test_many_log_ins_from_one_place_are_refused(member: User) -> None:
    answers = [Client().post(LOGIN, {"login": f"{n}@example.dk", "password": "x"}).status_code for n in range(40)]
    assert answers[0] == 200
    assert answers[-1] == 429


@pytest.mark.parametrize(
    "path", [LOGIN, "/arbejdsrum/brugere/ny/", "/arbejdsrum/initiativer/ny/", "/arbejdsrum/konto/log-ud/"]
)
def test_a_form_from_elsewhere_is_refused(member: User, path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    response = client.post(path, {"title": "x", "full_name": "x"})
    assert response.status_code == 403
    assert "Formularen er udløbet" in response.content.decode("utf-8")


@pytest.mark.parametrize("target", ["https://example.com/", "//example.com/", "javascript:alert(1)", "/\\example.com"])
def test_log_in_leads_to_no_foreign_address(member: User, target: str) -> None:
    response = Client().post(f"{LOGIN}?next={target}", {"login": member.email, "password": PASSWORD, "next": target})
    assert response["Location"] == "/arbejdsrum/"


@pytest.mark.parametrize("path", ["/arbejdsrum/", "/arbejdsrum/initiativer/", "/arbejdsrum/brugere/", LOGIN])
def test_pages_of_the_workspace_have_the_strict_headers(client_of: ClientOf, path: str) -> None:
    response = client_of(None if path == LOGIN else Role.OFFICE).get(path)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "data:" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cache-Control"] == "private, no-store"


def test_the_cookie_cannot_be_read_by_a_script(member: User) -> None:
    client = Client()
    log_in(client)
    session = client.cookies["sessionid"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"


def test_a_new_session_begins_at_log_in(member: User) -> None:
    client = Client()
    client.get(LOGIN)
    client.cookies["sessionid"] = "a" * 32
    log_in(client)
    assert client.cookies["sessionid"].value != "a" * 32


def test_in_production_cookies_are_bound_to_the_host() -> None:
    from faglaert.web.settings import cookies

    production = cookies(Settings(production=True, secret_key=SecretStr("x")))
    assert production["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert production["SESSION_COOKIE_SECURE"] is production["CSRF_COOKIE_SECURE"] is True
    assert cookies(Settings()) == {}


def test_a_password_alone_is_not_enough_with_the_second_step(member: User) -> None:
    _, secret = with_app(member)
    client = Client()
    assert log_in(client)["Location"] == "/arbejdsrum/konto/to-trin/kode/"
    assert client.get("/arbejdsrum/").status_code == 302
    assert client.post("/arbejdsrum/konto/to-trin/kode/", {"code": "000000"}).status_code == 200
    cache.clear()  # a code counts once; the clock of the test stands still
    assert client.post("/arbejdsrum/konto/to-trin/kode/", {"code": code_of(secret)}).status_code == 302
    assert client.get("/arbejdsrum/").status_code == 200


def test_a_recovery_code_works_once(member: User) -> None:
    client, _ = with_app(member)
    page = client.get("/arbejdsrum/konto/to-trin/noedkoder/").content.decode("utf-8")
    code = re.search(r"<code>([0-9a-z]+)</code>", page)[1]
    for place, expected in ((Client(), 302), (Client(), 200)):
        log_in(place)
        assert place.post("/arbejdsrum/konto/to-trin/kode/", {"code": code}).status_code == expected


def test_the_picture_for_the_app_may_stand_on_its_page_alone(member: User) -> None:
    client = confirmed()
    assert "img-src 'self' data:" in client.get("/arbejdsrum/konto/to-trin/app/")["Content-Security-Policy"]
    assert "data:" not in client.get("/arbejdsrum/konto/to-trin/")["Content-Security-Policy"]


def test_a_browser_left_open_changes_no_second_step(member: User) -> None:
    client = Client()
    log_in(client)
    for path in ("app/", "noedkoder/nye/"):
        assert client.get(f"/arbejdsrum/konto/to-trin/{path}")["Location"].startswith("/arbejdsrum/konto/bekraeft/")


def test_taking_the_second_step_away_leaves_none(member: User) -> None:
    client, _ = with_app(member)
    assert "nødkoder" in client.get("/arbejdsrum/konto/to-trin/").content.decode("utf-8")
    assert client.post("/arbejdsrum/konto/to-trin/app/fjern/").status_code == 302
    assert log_in(Client())["Location"] == "/arbejdsrum/"


@pytest.mark.parametrize("name", ["mfa_reauthenticate", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_index"])
def test_nobody_comes_to_a_second_step_of_another(site: Client, db: None, name: str) -> None:
    assert site.get(reverse(name))["Location"].startswith(LOGIN)


def test_nothing_is_half_saved_when_the_process_ends_on_the_way(
    committed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_arguments: object, **_fields: object) -> None:
        connection.close()  # what the database sees when the process is gone
        raise KeyboardInterrupt

    monkeypatch.setattr("faglaert.web.workspace.records.record_event", killed)
    with pytest.raises(KeyboardInterrupt):
        add(Organisation(name="Halvt", kind=OrganisationKind.UNION), by=None)
    assert not Organisation.objects.filter(name="Halvt").exists()
    assert verify().count == 0


NO_PASSKEYS = (
    *("", "{}", "[]", "1", '{"id": "x"}', '{"response": {"userHandle": "MQ"}}', '{"id": "eA", "rawId": "eA"}'),
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"userHandle": "MQ", "clientDataJSON": "eA", '
    '"authenticatorData": "eA", "signature": "eA", "attestationObject": "eA"}, "clientExtensionResults": {}}',
)


def test_what_is_no_passkey_logs_nobody_in(member: User) -> None:
    client = Client()
    address = "/arbejdsrum/konto/adgangsnoegler/log-ind/"
    options = client.get(address, headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["userVerification"] == "required"
    answers = [client.post(address, {"credential": credential})["Location"] for credential in NO_PASSKEYS]
    assert set(answers) == {LOGIN}
    assert client.get("/arbejdsrum/").status_code == 302


@pytest.mark.parametrize("page", ["to-trin/kode/", "adgangsnoegler/ny/"])
def test_what_is_no_passkey_counts_nowhere(member: User, page: str) -> None:
    client, _ = with_app(member)
    if page == "to-trin/kode/":
        client = Client()
        log_in(client)
    address = f"/arbejdsrum/konto/{page}"
    assert client.get(address).status_code == 200
    answers = [client.post(address, {"credential": each, "name": "x"}).status_code for each in NO_PASSKEYS]
    assert set(answers) == {200}
    assert not Authenticator.objects.filter(type="webauthn").exists()
