# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pseudonyms equal a second computation, differ by key, and are never made with a key that anybody could guess."""

import base64
import hmac
from pathlib import Path

import polars as pl
import pytest

from faglaert.errors import UsageError
from faglaert.registers.pseudonyms import PseudonymKey, load_key, pseudonyms
from faglaert.settings import Settings
from tests.register_files import KEY, OTHER_KEY

SECRET = "T7uV-0qkz1Yb9Lw3cXsE5rGm2Nf8Hd6J"


def by_the_book(number: str, key: PseudonymKey) -> str:
    """The same pseudonym from the standard library alone."""
    digest = hmac.digest(key.secret, b"faglaert:person:" + number.encode(), "sha256")
    return f"v{key.key_id}:{base64.b32encode(digest[:16]).decode().rstrip('=').lower()}"


@pytest.mark.parametrize("key", [KEY, PseudonymKey(b"0123456789abcdef" * 8)], ids=["short", "longer than a block"])
def test_pseudonyms_equal_the_standard_library(key: PseudonymKey) -> None:
    numbers = [f"{number:012d}" for number in range(300)]
    made = pseudonyms(pl.Series(numbers), key)
    assert dict(made.iter_rows()) == {number: by_the_book(number, key) for number in numbers}


def test_pseudonyms_come_in_their_own_order() -> None:
    made = pseudonyms(pl.Series([f"{number:010d}" for number in range(300)]), KEY)
    bits = [base64.b32decode(each.partition(":")[2].upper() + "======") for each in made["person_id"]]
    assert bits == sorted(bits)
    assert not made["person"].is_sorted()


def test_no_numbers_give_no_pseudonyms() -> None:
    assert pseudonyms(pl.Series([], dtype=pl.String), KEY).height == 0


def test_another_key_gives_other_pseudonyms_and_another_key_id() -> None:
    one, other = (pseudonyms(pl.Series(["0101991234"]), key)["person_id"][0] for key in (KEY, OTHER_KEY))
    assert one.partition(":")[0] != other.partition(":")[0]
    assert one.partition(":")[2] != other.partition(":")[2]


def test_the_key_does_not_show() -> None:
    assert "wonders" not in repr(KEY)
    assert KEY.key_id.encode() not in KEY.secret


@pytest.mark.parametrize("text", ["too short", "a" * 40, "changeme-changeme-changeme-changeme-1234", "0101" * 10])
def test_a_guessable_key_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        PseudonymKey(text.encode())
    assert text not in str(refused.value)


def test_the_key_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAGLAERT_PSEUDONYM_KEY", SECRET)
    assert load_key(Settings()) == PseudonymKey(SECRET.encode())
    assert SECRET not in repr(Settings())


def test_the_key_comes_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(SECRET + "\n", encoding="utf-8")
    settings = Settings(home=tmp_path / "var", pseudonym_key_file=tmp_path / "key")
    assert load_key(settings) == PseudonymKey(SECRET.encode())


def test_a_start_without_a_key_is_refused() -> None:
    with pytest.raises(UsageError, match="there is no pseudonym key"):
        load_key(Settings())


def test_two_keys_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="two pseudonym keys"):
        load_key(Settings(pseudonym_key=SECRET, pseudonym_key_file=tmp_path / "key"))


def test_a_key_beside_the_data_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(SECRET, encoding="utf-8")
    with pytest.raises(UsageError, match="in the folder of the data"):
        load_key(Settings(home=tmp_path, pseudonym_key_file=tmp_path / "key"))


def test_a_key_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_key(Settings(home=tmp_path / "var", pseudonym_key_file=tmp_path / "none"))
