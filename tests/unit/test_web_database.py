# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Which database the workspace gets, and how the command line starts what the web layer does."""

import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from faglaert.errors import UsageError
from faglaert.pipeline import cli
from faglaert.settings import Settings
from faglaert.web.database import databases, kept_secret_key


def test_without_an_address_it_is_a_file_in_the_home_folder(tmp_path: Path) -> None:
    found = databases(Settings(home=tmp_path))["default"]
    assert found["NAME"] == tmp_path / "workspace.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
def test_an_address_is_a_postgresql(scheme: str) -> None:
    address = SecretStr(f"{scheme}://anna:kode@db.example.dk:5433/arbejdsrum")
    found = databases(Settings(database_url=address))["default"]
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert [found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        *("anna", "kode", "db.example.dk", 5433, "arbejdsrum")
    ]


@pytest.mark.parametrize("address", ["mysql://x/y", "sqlite:///x", "nonsens"])
def test_another_database_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="postgresql://"):
        databases(Settings(database_url=SecretStr(address)))


def test_the_kept_key_stays_the_same_and_is_for_its_owner_alone(tmp_path: Path) -> None:
    installation = Settings(home=tmp_path / "home")
    first = kept_secret_key(installation)
    assert kept_secret_key(installation) == first
    assert len(first) >= 50
    assert installation.paths.secret_key.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("asked", "started"),
    [
        (["migrate"], ["migrate"]),
        (["demo-users", "--json"], ["demo-users", "--json"]),
        (["initiatives", "load-plan"], ["load-plan"]),
        (["audit", "verify"], ["audit-verify"]),
        (["audit", "verify", "--head", "abc", "--json"], ["audit-verify", "abc", "--json"]),
    ],
)
def test_commands_on_the_workspace_start_the_web_layer(
    monkeypatch: pytest.MonkeyPatch, asked: list[str], started: list[str]
) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr("os.execv", lambda _program, arguments: calls.append(arguments))
    monkeypatch.setattr(sys, "argv", ["faglaert", *asked])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
    assert calls == [[sys.executable, "-m", "faglaert.web.administration", *started]]
