# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""One polite HTTP layer for every provider: turns, time-outs, patient retries, and errors that say what to do.

A reply counts only when all of it has come: a cut connection, a gzip stream without its end and a web page in place of
data are treated as outages and tried again. No message carries headers or bodies that were sent.
"""

import json
import os
import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any, Self, TypeVar

import httpx
import tenacity
from pydantic import SecretStr

from faglaert import __version__
from faglaert.errors import SourceError
from faglaert.settings import Settings
from faglaert.sources.turns import turns_at

LONGEST_BACKOFF_SECONDS = 60.0
LONGEST_RETRY_AFTER_SECONDS = 300.0
TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})
CHUNK_BYTES = 65536

T = TypeVar("T")


class AnswerError(SourceError):
    """The provider understood the address and refused the question: asking again would not help."""

    def __init__(self, message: str, *, status: int, body: bytes) -> None:
        """Keep status and body, so that the provider's own words can be shown."""
        self.status = status
        self.body = body
        super().__init__(message)


class _PassingError(Exception):
    """A fault that may pass: worth another try, after ``wait`` seconds when the provider asked for that."""

    def __init__(self, problem: str, *, wait: float | None = None) -> None:
        self.wait = wait
        super().__init__(problem)


@dataclass(frozen=True)
class Patience:
    """How long and how often a provider is asked. Seconds; the wait doubles for every try.

    ``at_once`` requests may be under way at one host, and ``pause_seconds`` pass between the starts of two.
    """

    timeout_seconds: float
    attempts: int
    backoff_seconds: float
    at_once: int = 1
    pause_seconds: float = 0.0

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The patience an installation is set up with."""
        return cls(
            settings.http_timeout_seconds,
            settings.http_attempts,
            settings.http_backoff_seconds,
            settings.http_host_connections,
            settings.http_host_pause_seconds,
        )


class Connection:
    """Questions to one provider over one connection. ``provider`` is the name used in messages.

    ``key`` is sent as a bearer token and shown nowhere.
    """

    def __init__(
        self,
        provider: str,
        base_url: str,
        *,
        patience: Patience,
        key: SecretStr | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not base_url.startswith(("http://", "https://")):
            raise SourceError(f"{base_url!r} is no address of {provider}; it has to begin with https:// or http://")
        self.provider = provider
        self.base_url = str(httpx.URL(base_url.rstrip("/") + "/").copy_with(userinfo=b""))
        self._patience = patience
        self._sleep = sleep
        host = httpx.URL(self.base_url).netloc.decode()
        self._turns = turns_at(host, at_once=patience.at_once, pause_seconds=patience.pause_seconds)
        bearer = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
        self._client = httpx.Client(
            base_url=base_url,
            timeout=patience.timeout_seconds,
            verify=_trusted_authorities(),
            headers={"User-Agent": f"faglaert/{__version__}", "Accept-Encoding": "gzip", **bearer},
        )

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def ask(self, path: str, question: Mapping[str, Any]) -> Any:
        """Post ``question`` as JSON and return the reply's JSON.

        Raises :class:`AnswerError` when the question is refused and :class:`SourceError` when no whole reply came.
        """

        def once() -> Any:
            content = b"".join(self._chunks(path, question))
            return _from_json(content)

        return self._patiently(once)

    def read(
        self, path: str, *, question: object = None, parameters: Mapping[str, str] | None = None, is_json: bool = True
    ) -> bytes:
        """The body of a reply as delivered: ``question`` is posted as JSON; without one, ``parameters`` are got.

        With ``is_json`` a reply that is no JSON is an outage. Raises as :meth:`ask` does.
        """

        def once() -> bytes:
            content = b"".join(self._chunks(path, question, parameters))
            if is_json:
                _from_json(content)
            return content

        return self._patiently(once)

    def download(
        self,
        path: str,
        question: Mapping[str, Any],
        target: Path,
        *,
        on_bytes: Callable[[int], None] | None = None,
    ) -> None:
        """Post ``question`` as JSON and write the reply's body to ``target``, piece by piece, flushed to disk.

        ``on_bytes`` is told how many bytes have come. ``target`` is written anew for every try; when this raises,
        whatever it holds is incomplete. Raises as :meth:`ask` does.
        """

        def once() -> None:
            received = 0
            with target.open("wb") as handle:
                for chunk in self._chunks(path, question):
                    handle.write(chunk)
                    received += len(chunk)
                    if on_bytes is not None:
                        on_bytes(received)
                handle.flush()
                os.fsync(handle.fileno())

        try:
            self._patiently(once)
        except OSError as error:
            raise SourceError(f"the reply could not be written to {target}: {error.strerror}; make room") from error

    def _chunks(self, path: str, question: object, parameters: Mapping[str, str] | None = None) -> Iterator[bytes]:
        method = "GET" if question is None else "POST"
        asking = self._client.stream(method, path, json=question, params=parameters)
        with self._turns.one(), asking as response:
            if response.status_code != httpx.codes.OK:
                self._refuse(response)
            first, last = b"", b""
            for chunk in _decoded(response):
                if len(first) < CHUNK_BYTES and _is_web_page(response, first := first + chunk[:CHUNK_BYTES]):
                    raise _PassingError("answered with a web page in place of data, as in an outage")
                last = chunk or last
                yield chunk
            if not _is_framed(response) and not last.endswith((b"\n", b"}", b"]")):
                raise _PassingError("cut the connection before the reply was complete")

    def _refuse(self, response: httpx.Response) -> None:
        status = response.status_code
        wait = _retry_after(response.headers.get("Retry-After"))
        if status in TRANSIENT:
            if wait is not None and wait > LONGEST_RETRY_AFTER_SECONDS:
                raise SourceError(f"{self.provider} asks us to wait {wait / 60:.0f} minutes; fetch again after that")
            what = "says there are too many requests" if status == httpx.codes.TOO_MANY_REQUESTS else "has a fault"
            raise _PassingError(f"{what} (HTTP {status})", wait=wait)
        raise AnswerError(
            f"{self.provider} refused the question (HTTP {status}); {_advice(status, self.base_url)}",
            status=status,
            body=response.read(),
        )

    def _patiently(self, attempt: Callable[[], T]) -> T:
        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._patience.attempts),
            wait=self._wait,
            retry=tenacity.retry_if_exception_type((_PassingError, httpx.TransportError)),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return retrying(attempt)
        except (_PassingError, httpx.TransportError) as error:
            raise SourceError(
                f"{self.provider} {_problem(error, self._patience.timeout_seconds)}; tried "
                f"{self._patience.attempts} times at {self.base_url}. Try again later"
            ) from error

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, _PassingError) and error.wait is not None:
            return error.wait
        seconds: float = self._patience.backoff_seconds * 2 ** (state.attempt_number - 1)
        return min(seconds, LONGEST_BACKOFF_SECONDS)


def _from_json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _PassingError("answered with something that is not JSON") from error


@cache
def _trusted_authorities() -> ssl.SSLContext:
    """Read once: reading the list of authorities takes longer than a short question."""
    return httpx.create_ssl_context()


def _decoded(response: httpx.Response) -> Iterator[bytes]:
    """The body without its content coding; unlike httpx's own decoder it notices when a gzip stream lacks its end."""
    coding = response.headers.get("Content-Encoding", "identity").lower()
    if coding == "identity":
        yield from response.iter_raw(CHUNK_BYTES)
        return
    if coding != "gzip":
        raise _PassingError(f"answered in the content coding {coding}, which was not asked for")
    inflater = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        for chunk in response.iter_raw(CHUNK_BYTES):
            yield inflater.decompress(chunk)
    except zlib.error as error:
        raise _PassingError("sent a damaged gzip stream") from error
    if not inflater.eof:
        raise _PassingError("cut the gzip stream before its end")


def _is_framed(response: httpx.Response) -> bool:
    """Whether the protocol itself marks where the body ends; otherwise a cut connection looks like an end."""
    return "Content-Length" in response.headers or "Transfer-Encoding" in response.headers


def _is_web_page(response: httpx.Response, beginning: bytes) -> bool:
    if response.headers.get("Content-Type", "").lower().startswith("text/html"):
        return True
    return beginning.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].lower().startswith((b"<!doctype html", b"<html"))


def _retry_after(value: str | None) -> float | None:
    """Seconds to wait, from either form of the header (RFC 9110, section 10.2.3); None when absent or unreadable."""
    if value is None:
        return None
    if value.isascii() and value.strip().isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _problem(error: Exception, timeout_seconds: float) -> str:
    if isinstance(error, _PassingError):
        return str(error)
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return "cannot be reached (is there a network?)"
    if isinstance(error, httpx.TimeoutException):
        return f"did not answer within {timeout_seconds:g} seconds"
    return "cut the connection before the reply was complete"


def _advice(status: int, base_url: str) -> str:
    if status in {401, 403}:
        return "access is denied"
    if status in {404, 405} or 300 <= status < 400:
        return f"check that {base_url} is the address of its interface"
    return "the question does not fit what it offers"
