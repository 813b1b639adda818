# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""No secret of an installation stands in what commands print, what they log, or what they leave on disk."""

import base64
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from faglaert.pipeline import cli
from faglaert.settings import PREFIX, Settings
from tests.integration.replay.jobindsats import JobindsatsReplay
from tests.integration.replay.uddannelsesstatistik import UddannelsesstatistikReplay
from tests.register_files import kotre, write_csv

Said = Callable[..., tuple[int, str]]
# every setting that is secret, found by its type: one that comes later is held to the same
SECRETS = {
    name: f"T7uV-0qkz1Yb9Lw3cXsE5rGm2Nf8Hd6J-{name}"
    for name, field in Settings.model_fields.items()
    if field.annotation == SecretStr | None
}
COMMANDS = [
    ("config", "show"),
    ("config", "show", "--json"),
    ("doctor",),
    ("sources", "status", "--json"),
    ("fetch", "uvm_profilmodel", "job_notices"),
    ("fetch", "uvm_profilmodel", "--json"),
    ("sources", "discover", "uddannelsesstatistik", "EUD", "--json"),
    ("sources", "discover", "uddannelsesstatistik", "XYZ"),
    ("sources", "discover", "jobindsats"),
    ("register", "load", "good.csv", "--format", "kotre"),
    ("register", "load", "bad.csv", "--format", "kotre"),
    ("register", "status"),
]
FAULTS = ("wrong_key", "bad_question", "repeats_key", "server_error", "not_json", "cut")


def forms(secret: str) -> Iterator[bytes]:
    """A secret as it may be found again: as it is, in hex, and in base64 at each of the three places in a text."""
    raw = secret.encode()
    yield from (raw, raw.hex().encode())
    for lead in range(3):
        yield base64.b64encode(b"?" * lead + raw)[4:-8]


def is_told(content: bytes) -> set[str]:
    """The settings whose secret can be read from the content."""
    return {name for name, secret in SECRETS.items() if any(form in content for form in forms(secret))}


def on_disk(folder: Path) -> bytes:
    """Every file and every name below a folder."""
    found = sorted(folder.rglob("*"))
    return b"\n".join(str(path).encode() + (path.read_bytes() if path.is_file() else b"") for path in found)


@pytest.fixture
def replayed(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    uddannelsesstatistik: UddannelsesstatistikReplay,
    jobindsats: JobindsatsReplay,
) -> tuple[UddannelsesstatistikReplay, JobindsatsReplay]:
    """An installation in the environment, with every secret there is and the addresses of the replayed providers."""
    monkeypatch.chdir(tmp_path)
    for name, secret in SECRETS.items():
        monkeypatch.setenv(PREFIX + name.upper(), secret)
    uddannelsesstatistik.key = SECRETS["uddannelsesstatistik_key"]
    jobindsats.key = SECRETS["jobindsats_key"]
    told = {
        "home": str(tmp_path / "home"),
        "uddannelsesstatistik_url": uddannelsesstatistik.base_url,
        "jobindsats_url": jobindsats.base_url,
        "http_attempts": "1",
        "http_backoff_seconds": "0",
        "http_host_pause_seconds": "0",
    }
    for name, value in told.items():
        monkeypatch.setenv(PREFIX + name.upper(), value)
    return uddannelsesstatistik, jobindsats


@pytest.fixture
def said(
    replayed: object,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> Said:
    """Run a command; its exit code, and everything it printed and logged."""
    caplog.set_level(logging.DEBUG)
    write_csv(tmp_path / "good.csv", [kotre()])
    write_csv(tmp_path / "bad.csv", [kotre(UDEL="99"), kotre(PNR="x")])

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["faglaert", *arguments])
        code = 0
        try:
            cli.main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed = capsys.readouterr()
        return code, printed.out + printed.err + caplog.text

    return run


def test_every_secret_is_known_to_this_test() -> None:
    named = {
        name
        for name in Settings.model_fields
        if name.endswith(("_key", "_password", "_token", "_secret", "database_url"))
    }
    assert set(SECRETS) == named
    assert {"uddannelsesstatistik_key", "jobindsats_key", "pseudonym_key", "secret_key"} <= named


def test_a_secret_would_be_found_in_any_form() -> None:
    secret = SECRETS["pseudonym_key"]
    for content in (secret.encode(), secret.encode().hex().encode(), base64.b64encode(b"Bearer " + secret.encode())):
        assert is_told(b"..." + content + b"...") == {"pseudonym_key"}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_tells_a_secret(said: Said, tmp_path: Path, command: tuple[str, ...]) -> None:
    code, text = said(*command)
    wanted = {"bad.csv": 3, "XYZ": 2, "doctor": 1}
    assert code == next((number for word, number in wanted.items() if word in command), 0)
    assert text != ""
    assert is_told(text.encode() + on_disk(tmp_path / "home")) == set()


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("source_id", ["uvm_profilmodel", "job_notices"])
def test_no_fault_of_a_provider_tells_its_key(
    said: Said, replayed: tuple[UddannelsesstatistikReplay, JobindsatsReplay], tmp_path: Path, kind, source_id: str
) -> None:
    for server in replayed:
        server.misbehave(kind)
    code, text = said("fetch", source_id)
    assert (code, source_id in text) == (1, True)
    assert is_told(text.encode() + on_disk(tmp_path / "home")) == set()


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_a_secret_in_the_file_of_settings_is_masked_too(
    said: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.delenv(PREFIX + name.upper())
    (tmp_path / "faglaert.toml").write_text(f'{name} = "{SECRETS[name]}"\n', encoding="utf-8")
    _, text = said("config", "show", "--json")
    assert text.count("********") == len(SECRETS)
    assert is_told(text.encode()) == set()


@pytest.mark.parametrize("wrong", ['{} = ["{}"]', "{} = '{}", "{}x = '{}'", "{} = {}"])
def test_a_wrong_file_of_settings_is_refused_without_its_secrets(
    said: Said, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wrong: str
) -> None:
    monkeypatch.delenv("FAGLAERT_JOBINDSATS_KEY")
    text = wrong.format("jobindsats_key", SECRETS["jobindsats_key"])
    (tmp_path / "faglaert.toml").write_text(text + "\n", encoding="utf-8")
    code, message = said("config", "show")
    assert code == 2
    assert is_told(message.encode()) == set()
