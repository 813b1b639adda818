# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a person changes of the own log-in, and attempts at it, stand in the log; nobody is named there."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.chain import verify
from faglaert.web.audit.models import AuditEvent
from faglaert.web.audit.queries import history_of
from tests.workspace.conftest import ClientOf
from tests.workspace.test_security import PASSWORD, code_of, confirmed, log_in, member, with_app

__all__ = ["member"]

ACCOUNT = "/arbejdsrum/konto/"


def said(user: User) -> list[tuple[str, int | None, dict[str, object]]]:
    """Action, who, and the values after or before, the newest last; not the making of the account."""
    events = history_of(user).order_by("number").exclude(action__in=["added", "roles"])
    return [
        (each.action, each.actor_id, {name: after or before for name, before, after in each.changes}) for each in events
    ]


def test_a_second_step_is_logged_with_its_emergency_codes(member: User) -> None:
    with_app(member)
    added = [("key_added", member.pk, {"key": kind}) for kind in ("totp", "recovery_codes")]
    assert sorted(said(member), key=str) == sorted(added, key=str)
    assert verify().count == AuditEvent.objects.count()


def test_new_emergency_codes_and_taking_the_step_away_are_logged(member: User) -> None:
    client, _ = with_app(member)
    before = len(said(member))
    assert client.post(f"{ACCOUNT}to-trin/noedkoder/nye/").status_code == 302
    codes = {"key": "recovery_codes"}
    assert said(member)[before:] == [("key_removed", member.pk, codes), ("key_added", member.pk, codes)]
    client.post(f"{ACCOUNT}to-trin/app/fjern/")
    assert {(action, told["key"]) for action, _, told in said(member)[before + 2 :]} == {
        ("key_removed", "totp"),
        ("key_removed", "recovery_codes"),
    }
    assert not Authenticator.objects.filter(user=member).exists()


def test_a_passkey_that_is_removed_is_logged_without_its_name(member: User) -> None:
    client = confirmed()
    data = {"name": "Annas telefon", "credential": {}}
    key = Authenticator.objects.create(user=member, type=Authenticator.Type.WEBAUTHN, data=data)
    assert client.post(f"{ACCOUNT}adgangsnoegler/{key.pk}/fjern/").status_code == 302
    assert said(member) == [("key_removed", member.pk, {"key": "webauthn"})]


def test_a_change_that_is_refused_is_not_logged(member: User) -> None:
    client = confirmed()
    client.get(f"{ACCOUNT}to-trin/app/")
    assert client.post(f"{ACCOUNT}to-trin/app/", {"code": "000000"}).status_code == 200
    Client().post(f"{ACCOUNT}to-trin/app/", {"code": "000000"})
    assert said(member) == []


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_generate_recovery_codes"])
def test_a_key_falls_with_its_event(member: User, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client, _ = with_app(member) if name == "mfa_generate_recovery_codes" else (confirmed(), "")
    keys = list(Authenticator.objects.values_list("pk", flat=True))
    secret = client.get(reverse(name)).context["form"].secret if name == "mfa_activate_totp" else ""

    def failing(*_arguments: object, **_fields: object) -> None:
        raise OSError("the log cannot be written")

    monkeypatch.setattr("faglaert.web.accounts.login_log.record_event", failing)
    with pytest.raises(OSError, match="cannot be written"):
        client.post(reverse(name), {"code": code_of(secret)} if secret else {})
    assert list(Authenticator.objects.values_list("pk", flat=True)) == keys


def test_a_new_password_is_logged(member: User) -> None:
    client = Client()
    log_in(client)
    new = "en-anden-laerkefugl"
    fields = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(f"{ACCOUNT}adgangskode/", fields).status_code == 302
    assert said(member) == [("password", member.pk, {})]
    assert User.objects.get(pk=member.pk).check_password(new)


def test_logging_out_everywhere_is_logged_when_there_was_somewhere(member: User) -> None:
    here, there = Client(), Client()
    log_in(here)
    here.post(f"{ACCOUNT}sessioner/")
    assert said(member) == []
    log_in(there)
    here.post(f"{ACCOUNT}sessioner/")
    assert said(member) == [("sessions_ended", member.pk, {"count": 1})]


def test_guessing_is_logged_once_when_it_closes_the_account(member: User) -> None:
    events = AuditEvent.objects.count()
    for number in range(9):
        log_in(Client(), f"forkert-{number}")
        assert (AuditEvent.objects.count() > events) == (number >= 5)
    assert said(member) == [("login_closed", None, {})]


def test_guessing_at_nobody_is_no_event(member: User) -> None:
    events = AuditEvent.objects.count()
    for _ in range(8):
        Client().post(f"{ACCOUNT}log-ind/", {"login": "ingen@example.dk", "password": "x"})
    assert AuditEvent.objects.count() == events


def test_a_wrong_code_after_the_right_password_is_logged(member: User) -> None:
    with_app(member)
    client = Client()
    log_in(client)
    cache.clear()
    before = len(said(member))
    client.post(f"{ACCOUNT}to-trin/kode/", {"code": "000000"})
    assert said(member)[before:] == [("second_step_failed", None, {})]


def test_the_page_says_it_in_words(member: User, client_of: ClientOf) -> None:
    with_app(member)
    html = client_of(Role.OFFICE).get("/arbejdsrum/aendringer/").content.decode("utf-8")
    assert "måde at logge ind på tilføjet" in html
    assert "Log-ind med: kode fra en app" in html
    for number in range(6):
        log_in(Client(), f"forkert-{number}")
    assert "ukendt" in client_of(Role.OFFICE).get("/arbejdsrum/aendringer/").content.decode("utf-8")
