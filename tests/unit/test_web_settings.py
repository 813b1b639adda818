# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What Django is told follows from the installation's settings."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from pydantic import SecretStr

from faglaert.settings import Settings
from faglaert.web import settings as web_settings


def test_production_needs_a_secret_key() -> None:
    with pytest.raises(ImproperlyConfigured, match="FAGLAERT_SECRET_KEY"):
        web_settings._secret_key(Settings(production=True))


def test_a_given_secret_key_is_used() -> None:
    assert web_settings._secret_key(Settings(production=True, secret_key=SecretStr("given"))) == "given"


def test_development_makes_a_new_key_each_time() -> None:
    first, second = (web_settings._secret_key(Settings()) for _ in range(2))
    assert first != second
    assert len(first) >= 50


def test_production_answers_to_its_public_name_alone() -> None:
    installation = Settings(production=True, public_url="https://tal.example.dk/", secret_key=SecretStr("x"))
    assert web_settings._allowed_hosts(installation) == ["tal.example.dk"]


def test_development_answers_on_this_machine_too() -> None:
    assert {"127.0.0.1", "localhost", "tal.example.dk"} <= set(
        web_settings._allowed_hosts(Settings(public_url="https://tal.example.dk"))
    )
