# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Keys to the providers that ask for one, and refusals told in the provider's own words with the key left out.

A key is sent in one header and nowhere else: no message, log, snapshot or catalogue holds it.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from faglaert.errors import SourceError, UsageError
from faglaert.settings import PREFIX, Settings
from faglaert.sources.http import AnswerError, Connection, Patience

MASK = "********"
MOST_WORDS = 300
WORDS = ("message", "detail", "title", "error", "errors", "msg", "Message", "fejl", "besked")


@dataclass(frozen=True)
class Provider:
    """One provider that asks for a key. ``setting`` is what its settings begin with; ``how_to_get`` ends a sentence."""

    name: str
    setting: str
    how_to_get: str

    @property
    def advice(self) -> str:
        """How to get a key, and where to put it."""
        variable = PREFIX + self.setting.upper()
        return f"{self.how_to_get}, and put it in {variable}_KEY, or in a file that {variable}_KEY_FILE names"


class Access:
    """A connection to one provider, with the key of this installation."""

    def __init__(self, provider: Provider, settings: Settings) -> None:
        self.provider = provider
        self._key = load_key(settings, provider)
        address = getattr(settings, f"{provider.setting}_url")
        self._connection = Connection(provider.name, address, patience=Patience.of(settings), key=self._key)

    def __enter__(self) -> "Access":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    @property
    def base_url(self) -> str:
        """The address without any user information."""
        return self._connection.base_url

    def read(self, path: str, *, about: str, is_json: bool = True, **sent: Any) -> bytes:
        """One reply as delivered; ``sent`` is a ``question`` to post or ``parameters`` to get with.

        Raises :class:`SourceError` with the provider's own words, and what to do when the key was refused.
        """
        try:
            content = self._connection.read(path, is_json=is_json, **sent)
        except AnswerError as error:
            # the error that was caught holds the reply's body, which may repeat the key
            raise self._explained(error, about) from None
        if self._key.get_secret_value().encode() in content:
            raise SourceError(f"{self.provider.name} repeats the key in its reply about {about}; nothing was kept")
        return content

    def _explained(self, error: AnswerError, about: str) -> SourceError:
        said = provider_words(error.body).replace(self._key.get_secret_value(), MASK)
        words = f": {said}" if said else ""
        if error.status in {401, 403}:
            return SourceError(
                f"{self.provider.name} refused the key (HTTP {error.status}){words}. {self.provider.advice}"
            )
        if 400 <= error.status < 500 and error.status not in {404, 405}:
            return SourceError(
                f"{self.provider.name} refused the question about {about} (HTTP {error.status}){words}. "
                "Compare the source's definition with what it offers now"
            )
        return SourceError(f"{error}{words}")


def load_key(settings: Settings, provider: Provider) -> SecretStr:
    """The key of this installation to ``provider``, from the environment or a file.

    Raises :class:`UsageError`, which never quotes the key, when there is none, two, or one that cannot be sent.
    """
    key: SecretStr | None = getattr(settings, f"{provider.setting}_key")
    path: Path | None = getattr(settings, f"{provider.setting}_key_file")
    if key and path:
        variable = PREFIX + provider.setting.upper()
        raise UsageError(f"two keys to {provider.name} are given: set either {variable}_KEY or {variable}_KEY_FILE")
    text = key.get_secret_value().strip() if key else _from_file(path, provider) if path else ""
    if not text:
        raise UsageError(f"there is no key to {provider.name}. {provider.advice}")
    if not text.isascii() or not text.isprintable() or " " in text:
        raise UsageError(f"the key to {provider.name} holds blanks or signs that no key has. {provider.advice}")
    return SecretStr(text)


def _from_file(path: Path, provider: Provider) -> str:
    try:
        return path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise UsageError(
            f"the file of the key to {provider.name} cannot be read ({reason}). {provider.advice}"
        ) from None


def keep(path: Path, content: bytes) -> None:
    """Write one reply as delivered; raises :class:`SourceError` when there is no room for it."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise SourceError(f"the reply could not be written to {path}: {error.strerror}; make room") from error


def provider_words(body: bytes) -> str:
    """What an error body says, on one line and short; empty for a web page or nothing."""
    try:
        said = _words(json.loads(body))
    except (ValueError, RecursionError):
        said = "" if body.lstrip()[:1] == b"<" else body.decode("utf-8-sig", "replace")
    line = " ".join(said.split())
    return line if len(line) <= MOST_WORDS else line[:MOST_WORDS] + "…"


def _words(content: object) -> str:
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "; ".join(filter(None, map(_words, content)))
    if isinstance(content, dict):
        return next(filter(None, (_words(content[name]) for name in WORDS if name in content)), "")
    return ""
