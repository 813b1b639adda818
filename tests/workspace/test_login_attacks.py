# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Guessing, old invitations, and what log-in and errors tell of people."""

import logging
import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings as DjangoSettings

from faglaert.web.accounts.actions import invite
from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Role
from tests.workspace.conftest import ClientOf, People
from tests.workspace.rounds import draft, upload
from tests.workspace.test_security import LOGIN, PASSWORD, code_of, log_in, member, with_app

__all__ = ["member"]
CHOSEN = {"new_password1": "laerken-over-taget-9", "new_password2": "laerken-over-taget-9"}


def test_guessing_the_second_step_is_stopped_for_the_right_code_too(member: User) -> None:
    _, secret = with_app(member)
    cache.clear()
    client = Client()
    log_in(client)
    for number in range(12):
        client.post("/arbejdsrum/konto/to-trin/kode/", {"code": f"{number:06d}"})
    client.post("/arbejdsrum/konto/to-trin/kode/", {"code": code_of(secret)})
    assert client.get("/arbejdsrum/").status_code == 302


def test_log_in_does_not_tell_who_has_an_account(member: User) -> None:
    pages = []
    for email in (member.email, "ingen@example.dk"):
        cache.clear()
        answer = Client().post(LOGIN, {"login": email, "password": "forkert-kode-her"})
        pages.append(re.sub(r'value="[^"]*"', "", answer.content.decode("utf-8")))
    assert pages[0] == pages[1]


def test_behind_a_proxy_the_last_address_counts_and_none_is_made_up(member: User, settings: DjangoSettings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    cache.clear()

    def status(number: int, addresses: str) -> int:
        sent = {"login": f"{number}@example.dk", "password": "x"}
        return Client().post(LOGIN, sent, headers={"x-forwarded-for": addresses}).status_code

    assert [status(number, f"10.0.0.{number}, 203.0.113.9") for number in range(40)][-1] == 429
    assert status(41, "203.0.113.9, 203.0.113.10") == 200


def test_an_invitation_works_once_and_ends_what_was_open(client_of: ClientOf, people: People) -> None:
    reader, office = people[Role.READER], people[Role.OFFICE]
    browser = client_of(reader)
    used, other = invite(reader, by=office), invite(reader, by=office)
    assert Client().post(used, CHOSEN).status_code == 302
    assert [Client().get(path).status_code for path in (used, other)] == [404, 404]
    assert browser.get("/arbejdsrum/").status_code == 302


def test_an_invitation_is_open_for_a_week(client_of: ClientOf, people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    path = invite(people[Role.READER], by=people[Role.OFFICE])
    for days, status in ((6, 200), (8, 404)):
        moment = datetime.now() + timedelta(days=days)  # noqa: DTZ005 (as Django counts)
        monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _self, moment=moment: moment)
        assert Client().get(path).status_code == status


def test_no_log_names_a_person(
    client_of: ClientOf, people: People, member: User, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("django", "django.request", "fido2"):
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)
    caplog.set_level(logging.DEBUG)
    cache.clear()
    log_in(Client(), "forkert-kode-her")
    log_in(Client())
    office, made = client_of(Role.OFFICE), draft(people)
    sent = {"full_name": "Hemmelig Hansen", "email": "hemmelig@example.dk", "roles": ["reader"], "is_active": "on"}
    assert office.post("/arbejdsrum/brugere/ny/", sent).status_code == 302
    assert office.get("/arbejdsrum/findes-ikke/?q=hemmelig@example.dk").status_code == 404
    partner = client_of(Role.PARTNER)
    partner.post(f"/arbejdsrum/midler/ansoegninger/{made.pk}/filer/ny/", {"file": upload("Ida Holm.pdf")})
    Client(enforce_csrf_checks=True).post(LOGIN, {"login": member.email, "password": PASSWORD})
    monkeypatch.setattr("faglaert.web.accounts.views.users_table", lambda _users: 1 / 0)
    office.raise_request_exception = False
    assert office.get("/arbejdsrum/brugere/?soeg=hemmelig@example.dk").status_code == 500
    assert "ZeroDivisionError" in caplog.text
    assert not re.search(r"hemmelig|anna|holm|forkert-kode|laerkefugl", caplog.text, re.IGNORECASE)
