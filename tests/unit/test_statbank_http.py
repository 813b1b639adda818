# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The HTTP layer by itself: which replies are tried again, how long it waits, and what it says when it gives up."""

import gzip
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest

from faglaert.errors import SourceError
from faglaert.sources.http import LONGEST_BACKOFF_SECONDS, AnswerError, Connection, Patience

Answer = httpx.Response | Exception
PATIENCE = Patience(timeout_seconds=5, attempts=4, backoff_seconds=1)
HTML = httpx.Response(200, text="\n<!DOCTYPE html><p>Lukket</p>", headers={"Content-Type": "text/plain"})


class Raw(httpx.SyncByteStream):
    """A body as it is on the wire."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def __iter__(self) -> Iterator[bytes]:
        yield self.content


class Provider:
    """Stands in for a provider: gives these answers in turn, and remembers how long it was left in peace."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers: list[Answer] = []
        self.waits: list[float] = []
        self.requests: list[httpx.Request] = []
        client = httpx.Client
        monkeypatch.setattr(httpx, "Client", lambda **given: client(transport=httpx.MockTransport(self.reply), **given))
        self.connection = Connection("Kilden", "https://kilde.dk/v1", patience=PATIENCE, sleep=self.waits.append)

    def reply(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        if not answer.is_stream_consumed:
            return answer
        return httpx.Response(answer.status_code, headers=answer.headers, stream=Raw(answer.content))


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Provider:
    return Provider(monkeypatch)


def answers(status: int, **headers: str) -> httpx.Response:
    return httpx.Response(status, headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_a_question_is_posted_as_json_below_the_address(provider: Provider) -> None:
    provider.answers = [httpx.Response(200, json={"id": "NEET3"})]
    assert provider.connection.ask("tableinfo", {"table": "NEET3"}) == {"id": "NEET3"}
    request = provider.requests[0]
    assert (str(request.url), request.content) == ("https://kilde.dk/v1/tableinfo", b'{"table":"NEET3"}')


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_fault_is_tried_again(provider: Provider, status: int) -> None:
    provider.answers = [answers(status), httpx.Response(200, json=1)]
    assert provider.connection.ask("x", {}) == 1
    assert provider.waits == [1]


@pytest.mark.parametrize(
    "fault", [httpx.ReadTimeout("slow"), httpx.ConnectError("gone"), httpx.RemoteProtocolError("cut"), HTML]
)
def test_a_broken_connection_is_tried_again(provider: Provider, fault: Answer) -> None:
    provider.answers = [fault, httpx.Response(200, json=1)]
    assert provider.connection.ask("x", {}) == 1


def test_the_wait_doubles(provider: Provider) -> None:
    provider.answers = [answers(500) for _ in range(4)]
    with pytest.raises(SourceError, match="tried 4 times"):
        provider.connection.ask("x", {})
    assert provider.waits == [1, 2, 4]


def test_the_wait_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.unit.test_statbank_http.PATIENCE", Patience(5, 10, 1))
    provider = Provider(monkeypatch)
    provider.answers = [answers(500) for _ in range(10)]
    with pytest.raises(SourceError, match="tried 10 times"):
        provider.connection.ask("x", {})
    assert max(provider.waits) == LONGEST_BACKOFF_SECONDS


def test_retry_after_in_seconds_is_honoured(provider: Provider) -> None:
    provider.answers = [answers(429, Retry_After="7"), httpx.Response(200, json=1)]
    provider.connection.ask("x", {})
    assert provider.waits == [7]


@pytest.mark.parametrize("written", [format_datetime, lambda moment: f"{moment:%a, %d %b %Y %H:%M:%S} -0000"])
def test_retry_after_as_a_date_is_honoured(provider: Provider, written: Callable[[datetime], str]) -> None:
    moment = datetime.now(UTC) + timedelta(seconds=30)
    provider.answers = [answers(503, Retry_After=written(moment)), httpx.Response(200, json=1)]
    provider.connection.ask("x", {})
    assert 25 < provider.waits[0] <= 30


@pytest.mark.parametrize("value", ["snart", "", "-3"])
def test_a_retry_after_nobody_can_read_counts_as_none(provider: Provider, value: str) -> None:
    provider.answers = [answers(429, Retry_After=value), httpx.Response(200, json=1)]
    provider.connection.ask("x", {})
    assert provider.waits == [1]


def test_a_very_long_wait_is_left_to_the_user(provider: Provider) -> None:
    provider.answers = [answers(429, Retry_After="3600")]
    with pytest.raises(SourceError, match="Kilden asks us to wait 60 minutes; fetch again after that"):
        provider.connection.ask("x", {})
    assert provider.waits == []


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (400, "does not fit"),
        (401, "access is denied"),
        (404, "is the address"),
        (405, "is the address"),
        (302, "is the"),
    ],
)
def test_a_refusal_is_not_tried_again(provider: Provider, status: int, advice: str) -> None:
    provider.answers = [httpx.Response(status, content=b"why")]
    with pytest.raises(AnswerError, match=advice) as caught:
        provider.connection.ask("x", {})
    assert (caught.value.status, caught.value.body, len(provider.requests)) == (status, b"why", 1)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (lambda: httpx.ReadTimeout("slow"), "did not answer within 5 seconds"),
        (lambda: httpx.ConnectError("gone"), "cannot be reached"),
        (lambda: httpx.RemoteProtocolError("cut"), "cut the connection"),
        (lambda: answers(429), "too many requests"),
        (lambda: answers(500), r"has a fault \(HTTP 500\)"),
        (lambda: httpx.Response(200, html="<p>"), "a web page in place of data"),
        (lambda: httpx.Response(200, text="[1, 2"), "not JSON"),
        (lambda: httpx.Response(200, content=b"x", headers={"Content-Encoding": "br"}), "content coding br"),
    ],
)
def test_giving_up_says_what_happened_and_what_to_do(
    provider: Provider, fault: Callable[[], Answer], words: str
) -> None:
    provider.answers = [fault() for _ in range(4)]
    with pytest.raises(SourceError, match=f"Kilden .*{words}.*Try again later"):
        provider.connection.ask("x", {})


def test_gzip_is_unpacked(provider: Provider) -> None:
    packed = gzip.compress(b'{"id": "NEET3"}')
    provider.answers = [httpx.Response(200, stream=Raw(packed), headers={"Content-Encoding": "gzip"})]
    assert provider.connection.ask("x", {}) == {"id": "NEET3"}


@pytest.mark.parametrize("damage", [lambda raw: raw[:-9], lambda raw: b"\x1f\x8b" + raw[12:], lambda _: b"nope"])
def test_a_gzip_stream_that_is_not_whole_is_an_outage(provider: Provider, damage: Callable[[bytes], bytes]) -> None:
    packed = damage(gzip.compress(b'{"id": "NEET3"}' * 50))
    provider.answers = [httpx.Response(200, stream=Raw(packed), headers={"Content-Encoding": "gzip"}) for _ in range(4)]
    with pytest.raises(SourceError, match="gzip"):
        provider.connection.ask("x", {})


def test_a_body_without_length_has_to_end_as_a_text_does(provider: Provider, tmp_path: Path) -> None:
    provider.answers = [httpx.Response(200, stream=Raw(b"A;INDHOLD\n1;23")) for _ in range(4)]
    with pytest.raises(SourceError, match="cut the connection before the reply was complete"):
        provider.connection.download("data", {}, tmp_path / "data.csv")


def test_a_download_is_written_anew_for_every_try(provider: Provider, tmp_path: Path) -> None:
    target = tmp_path / "data.csv"
    provider.answers = [httpx.Response(200, stream=Raw(b"A;IND")), httpx.Response(200, content=b"A;INDHOLD\n1;2\n")]
    seen: list[int] = []
    provider.connection.download("data", {}, target, on_bytes=seen.append)
    assert (target.read_bytes(), seen) == (b"A;INDHOLD\n1;2\n", [5, 14])


def test_a_place_that_cannot_be_written_is_named(provider: Provider, tmp_path: Path) -> None:
    provider.answers = [httpx.Response(200, content=b"x")]
    with pytest.raises(SourceError, match=r"missing/data\.csv: No such file or directory; make room"):
        provider.connection.download("data", {}, tmp_path / "missing" / "data.csv")


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(SourceError, match=r"'api\.statbank\.dk' is no address of Kilden"):
        Connection("Kilden", "api.statbank.dk", patience=PATIENCE)


def test_a_password_in_the_address_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.unit.test_statbank_http.PATIENCE", Patience(5, 1, 0))
    provider = Provider(monkeypatch)
    connection = Connection("Kilden", "https://navn:kode@kilde.dk/", patience=Patience(5, 1, 0))
    provider.answers = [answers(500)]
    with pytest.raises(SourceError, match=r"at https://kilde\.dk/\. Try") as caught:
        connection.ask("x", {})
    assert "kode" not in str(caught.value) + connection.base_url
