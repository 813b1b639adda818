# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Starting the server: what is collected, and what a user is told when it cannot start."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings as DjangoSettings

from faglaert.errors import FaglaertError
from faglaert.settings import Settings
from faglaert.web import server


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: DjangoSettings) -> Path:
    """A package with one style sheet and a manifest of vendored files, and a home to collect into."""
    (tmp_path / "static" / "vendor").mkdir(parents=True)
    (tmp_path / "static" / "site.css").write_text("p { color: red }", encoding="utf-8")
    (tmp_path / "static" / "vendor" / "manifest.json").write_text("{}", encoding="utf-8")
    settings.STATIC_ROOT = tmp_path / "home"
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    monkeypatch.setattr(server, "HERE", tmp_path)
    return tmp_path


def collected(package: Path) -> list[str]:
    return sorted(path.name for path in (package / "home").glob("site.*.css"))


def test_static_files_are_collected_once(package: Path) -> None:
    assert server.collect_static() is True
    assert server.collect_static() is False
    assert len(collected(package)) == 1


def test_a_changed_file_is_collected_again(package: Path) -> None:
    server.collect_static()
    before = collected(package)
    (package / "static" / "site.css").write_text("p { color: blue }", encoding="utf-8")
    assert server.collect_static() is True
    assert collected(package) != before


def test_without_vendored_files_the_message_says_what_to_run(package: Path) -> None:
    (package / "static" / "vendor" / "manifest.json").unlink()
    with pytest.raises(FaglaertError, match=r"\./dev up"):
        server.collect_static()


def test_main_turns_an_error_into_a_message_and_a_code(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_settings: Settings) -> None:
        raise FaglaertError("the port is taken")

    monkeypatch.setattr(server, "serve", refuse)
    with pytest.raises(SystemExit) as ended:
        server.main()
    assert ended.value.code == 1
    assert "the port is taken" in caplog.text


def test_serving_before_a_build_warns_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    started: list[str] = []
    monkeypatch.setattr(server, "collect_static", lambda: started.append("collect"))
    monkeypatch.setattr(server, "ready_to_serve", lambda: started.append("database"))
    monkeypatch.setenv("FAGLAERT_SECRET_KEY", "")
    monkeypatch.delenv("FAGLAERT_SECRET_KEY")
    monkeypatch.setattr(server, "_run", lambda _settings: started.append("run"))
    monkeypatch.setenv("FAGLAERT_HOME", "elsewhere")
    server.serve(Settings(home=tmp_path))
    assert started == ["collect", "database", "run"]
    assert os.environ["FAGLAERT_SECRET_KEY"] == (tmp_path / "secret-key").read_text(encoding="utf-8")
    assert "faglaert build" in caplog.text


def test_django_finds_no_fault_with_the_settings() -> None:
    assert call_command("check", fail_level="WARNING") is None
