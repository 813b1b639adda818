# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Log-in by OpenID Connect against a provider on this machine."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings as DjangoSettings

from faglaert.errors import UsageError
from faglaert.settings import Settings
from faglaert.web.accounts.actions import create_user
from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Role
from faglaert.web.accounts.single_sign_on import origin, providers
from tests.workspace.oidc import CLIENT, SECRET, Provider, providing

BASE = "/arbejdsrum/konto/faelles/sso/"
KNOWN = {"sub": "17", "email": "Eva@example.dk", "email_verified": True, "name": "Eva Lund", "roles": ["kontor"]}
ROLES = {"kontor": "office", "raad": "council_member"}


@pytest.fixture
def provider(site: Client, db: None, settings: DjangoSettings) -> Iterator[Provider]:
    with providing() as server:
        fields = {"oidc_issuer": server.issuer, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET}
        wanted = Settings(**fields, oidc_roles=ROLES)
        update = {name: getattr(wanted, name) for name in (*fields, "oidc_roles")}
        settings.FAGLAERT = settings.FAGLAERT.model_copy(update=update)
        settings.SOCIALACCOUNT_PROVIDERS = providers(wanted)
        server.claims = dict(KNOWN)
        yield server


def log_in(provider: Provider, client: Client | None = None, **back: str) -> HttpResponse:
    """From the button to the way back, as a browser goes it."""
    client = client or Client()
    asked = parse_qs(urlsplit(client.post(f"{BASE}log-ind/")["Location"]).query)
    provider.challenge = asked["code_challenge"][0]
    return client.get(f"{BASE}retur/", {"code": "kode", "state": asked["state"][0], **back})


def test_the_button_is_there_when_there_is_a_provider(provider: Provider, settings: DjangoSettings) -> None:
    address = "/arbejdsrum/konto/log-ind/"
    assert "Log ind med fælles log-ind" in Client().get(address).content.decode("utf-8")
    settings.FAGLAERT = settings.FAGLAERT.model_copy(update={"oidc_issuer": None})
    assert "fælles" not in Client().get(address).content.decode("utf-8")


def test_somebody_new_with_a_known_role_gets_in(provider: Provider) -> None:
    client = Client()
    assert log_in(provider, client)["Location"] == "/arbejdsrum/"
    user = User.objects.get(email="eva@example.dk")
    assert (user.full_name, user.roles, user.has_usable_password()) == ("Eva Lund", {Role.OFFICE}, False)
    assert client.get("/arbejdsrum/brugere/").status_code == 200


def test_roles_follow_the_provider_at_each_log_in(provider: Provider) -> None:
    log_in(provider)
    provider.claims["roles"] = "raad"
    log_in(provider)
    assert User.objects.get(email="eva@example.dk").roles == {Role.COUNCIL_MEMBER}
    assert User.objects.count() == 1


def test_a_person_the_office_made_is_known_by_the_verified_e_mail(provider: Provider) -> None:
    made = create_user(User(email="eva@example.dk", full_name="E. Lund"), roles=[Role.READER], by=None)
    assert log_in(provider).status_code == 302
    assert list(User.objects.all()) == [made]
    assert User.objects.get().roles == {Role.OFFICE}


@pytest.mark.parametrize(
    "claims",
    [{"email_verified": False}, {"email_verified": "true"}, {"email": ""}, {"roles": ["ukendt"]}, {"roles": []}],
)
def test_who_is_not_vouched_for_is_refused(provider: Provider, claims: dict[str, object]) -> None:
    provider.claims |= claims
    client = Client()
    assert log_in(provider, client).status_code == 403
    assert client.get("/arbejdsrum/").status_code == 302
    assert not User.objects.exists()


def test_who_lost_every_role_there_is_refused_here(provider: Provider) -> None:
    log_in(provider)
    provider.claims["roles"] = []
    assert log_in(provider).status_code == 403


def test_a_closed_account_stays_closed(provider: Provider) -> None:
    log_in(provider)
    User.objects.update(is_active=False)
    assert log_in(provider).status_code == 403


def test_without_a_role_map_the_office_gives_the_roles(provider: Provider, settings: DjangoSettings) -> None:
    settings.FAGLAERT = settings.FAGLAERT.model_copy(update={"oidc_roles": {}})
    assert log_in(provider).status_code == 403
    create_user(User(email="eva@example.dk", full_name="Eva"), roles=[Role.ANALYST], by=None)
    assert log_in(provider).status_code == 302
    assert User.objects.get().roles == {Role.ANALYST}


@pytest.mark.parametrize("back", [{"state": "gammel"}, {"code": "forkert"}])
def test_a_wrong_way_back_logs_nobody_in(provider: Provider, back: dict[str, str]) -> None:
    assert log_in(provider, **back).status_code == 401
    assert not User.objects.exists()


def test_a_token_for_somebody_else_logs_nobody_in(provider: Provider) -> None:
    provider.audience = "en-anden"
    assert log_in(provider).status_code == 401
    assert not User.objects.exists()


def test_a_provider_that_is_gone_is_told_as_such(provider: Provider, settings: DjangoSettings) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"] = {"server_url": "http://127.0.0.1:9/"}
    response = Client().post(f"{BASE}log-ind/")
    assert response.status_code == 401
    assert "Log-ind lykkedes ikke" in response.content.decode("utf-8")


def test_a_change_of_mind_leads_back_to_log_in(provider: Provider) -> None:
    client = Client()
    client.post(f"{BASE}log-ind/")
    asked = parse_qs(urlsplit(client.post(f"{BASE}log-ind/")["Location"]).query)
    answer = client.get(f"{BASE}retur/", {"error": "access_denied", "state": asked["state"][0]}, follow=True)
    assert "Du afbrød log-ind." in answer.content.decode("utf-8")


def test_without_a_provider_there_is_none_to_go_to(site: Client, db: None) -> None:
    assert site.post(f"{BASE}log-ind/").status_code == 404


def test_an_issuer_needs_its_client() -> None:
    with pytest.raises(UsageError, match="oidc_client_id"):
        providers(Settings(oidc_issuer="https://id.example.dk"))


def test_the_policy_names_the_origin_of_the_provider_alone() -> None:
    assert origin(Settings(oidc_issuer="https://id.example.dk/realms/region")) == ["https://id.example.dk"]
    assert origin(Settings()) == []
