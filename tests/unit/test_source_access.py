# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Keys to providers: where they come from, which are refused, and what an error body says."""

from pathlib import Path

import pytest

from faglaert.errors import SourceError, UsageError
from faglaert.settings import Settings
from faglaert.sources.access import MOST_WORDS, keep, load_key, provider_words
from faglaert.sources.jobindsats import PROVIDER as JOBINDSATS
from faglaert.sources.uddannelsesstatistik import PROVIDER as UDDANNELSESSTATISTIK

KEY = "en-lang-noegle-1234567890"


@pytest.mark.parametrize("provider", [UDDANNELSESSTATISTIK, JOBINDSATS], ids=lambda each: each.setting)
def test_a_key_comes_from_the_environment_or_a_file(provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "noegle.txt"
    file.write_text(f"\ufeff{KEY}\n", encoding="utf-8")
    variable = f"FAGLAERT_{provider.setting.upper()}_KEY"
    monkeypatch.setenv(variable, f" {KEY} ")
    assert load_key(Settings(), provider).get_secret_value() == KEY
    monkeypatch.delenv(variable)
    monkeypatch.setenv(f"{variable}_FILE", str(file))
    assert load_key(Settings(), provider).get_secret_value() == KEY


def test_two_keys_are_one_too_many(tmp_path: Path) -> None:
    both = Settings(jobindsats_key=KEY, jobindsats_key_file=tmp_path / "x")
    with pytest.raises(UsageError, match="set either FAGLAERT_JOBINDSATS_KEY or FAGLAERT_JOBINDSATS_KEY_FILE"):
        load_key(both, JOBINDSATS)


@pytest.mark.parametrize("key", ["hemmelig\nkode-77", "hemmelig kode-77", "hemmelig-kode-77-æ", "hemmelig-kode-77\x7f"])
def test_a_key_that_cannot_be_sent_is_refused_unquoted(key: str) -> None:
    with pytest.raises(UsageError, match="holds blanks or signs that no key has") as caught:
        load_key(Settings(jobindsats_key=key), JOBINDSATS)
    assert "kode" not in str(caught.value)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00k"])
def test_a_file_that_holds_no_key_is_refused(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "noegle"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UsageError, match="the file of the key to Jobindsats cannot be read"):
        load_key(Settings(jobindsats_key_file=file), JOBINDSATS)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"message": "Ukendt emne"}', "Ukendt emne"),
        (b'{"detail": [{"msg": "Ugyldig"}, {"msg": "periode"}]}', "Ugyldig; periode"),
        (b'{"error": {"message": "Nej"}}', "Nej"),
        (b'"Kun  en\\n tekst"', "Kun en tekst"),
        (b"Ren tekst", "Ren tekst"),
        (b"<html>Fejl</html>", ""),
        (b'{"code": 7}', ""),
        (b"", ""),
        (b"\xff", "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_the_provider_s_own_words_are_found(body: bytes, said: str) -> None:
    assert provider_words(body) == said


def test_long_words_are_cut() -> None:
    assert provider_words(b"x" * 5000) == "x" * MOST_WORDS + "…"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"missing/data\.json: No such file or directory; make room"):
        keep(tmp_path / "missing" / "data.json", b"[]")
