# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""``faglaert reminders`` as it is typed: the list on standard output, e-mails beside it without a mail server."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PERSON = "anna.holm@example.dk"
MAKE = f"""
import django
django.setup()
from faglaert.web.accounts.actions import create_user
from faglaert.web.accounts.models import User
from faglaert.web.database import migrate
from faglaert.web.initiatives.models import Initiative
from faglaert.web.workspace.records import add
migrate()
anna = create_user(User(email="{PERSON}", full_name="Anna Holm"), roles=["office"], by=None)
add(Initiative(title="Mentorer", starts_on="2025-01-01", responsible=anna), by=None)
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A workspace in a folder of its own, with one initiative somebody is responsible for."""
    kept = {name: value for name, value in os.environ.items() if name != "FAGLAERT_DATABASE_URL"}
    found = {**kept, "FAGLAERT_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "faglaert.web.settings"}
    subprocess.run([sys.executable, "-c", MAKE], env=found, check=True, capture_output=True)
    return found


def reminders(environment: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "faglaert.pipeline.cli", "reminders", "--as-of", "2026-11-23", *options]
    return subprocess.run(program, env=environment, capture_output=True, text=True, check=False)


def test_the_list_names_no_person_and_the_mail_stands_beside(environment: dict[str, str]) -> None:
    listed = reminders(environment, "--json")
    assert [each["state"] for each in json.loads(listed.stdout)] == ["to be sent"]
    sent = reminders(environment, "--send", "--json")
    assert [each["state"] for each in json.loads(sent.stdout)] == ["sent"]
    assert PERSON not in listed.stdout + listed.stderr + sent.stdout
    assert f"To: {PERSON}" in sent.stderr
    assert "reminded within a week" in reminders(environment).stdout


def test_what_is_no_day_is_called_wrongly(environment: dict[str, str]) -> None:
    assert reminders(environment, "--as-of", "i morgen").returncode == 2
