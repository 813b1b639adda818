# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A server on this machine that asks for a key, pages or not, and misbehaves on request: what two providers share."""

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, TypeVar
from urllib.parse import parse_qs, unquote, urlsplit

from tests.integration.replay.meter import Meter

KEY = "prove-noegle-9f3b5c71d2"
OUTAGE = "<!DOCTYPE html><html><body><h1>Siden er midlertidigt lukket</h1></body></html>"
LONGEST_HOLD_SECONDS = 30

Kind = Literal[
    "bad_question",
    "changed_column",
    "cut",
    "cut_gzip",
    "cut_unframed",
    "duplicate_page",
    "empty_body",
    "empty_page",
    "gzip",
    "not_json",
    "outage_page",
    "redirect",
    "repeats_key",
    "server_error",
    "time_out",
    "too_many",
    "wrong_key",
    "wrong_number",
]


@dataclass(frozen=True)
class Question:
    """One request that came: the path below the address, and what was posted or got."""

    path: str
    sent: dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """One reply before it is sent."""

    status: int
    body: bytes
    content_type: str = "application/json; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Fault:
    """A way to misbehave at paths that hold ``at``, so many times (None: always), after so many good answers."""

    kind: Kind
    at: str
    times: int | None
    after: int


class KeyedReplay(ThreadingHTTPServer):
    """The server with what it was asked and how it is to misbehave; a provider says how it answers and spoils."""

    daemon_threads = True
    block_on_close = False
    data_path = "data"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[Question] = []
        self.faults: list[Fault] = []
        self.key = KEY
        self.retry_after = "0"
        self.released = threading.Event()
        self.meter = Meter()

    @property
    def base_url(self) -> str:
        """The address to give to the provider's setting."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def misbehave(self, kind: Kind, *, at: str | None = None, times: int | None = None, after: int = 0) -> None:
        """Answer with a fault from now on, or for the next ``times`` requests after ``after`` good ones."""
        self.faults.append(Fault(kind, at or self.data_path, times, after))

    def heal(self) -> None:
        """Behave again, and let go of the requests that are being held."""
        self.faults.clear()
        self.released.set()
        self.released = threading.Event()

    def fault_for(self, question: Question) -> Fault | None:
        """The fault to play for this request, counted down."""
        for fault in self.faults:
            if fault.at not in question.path or fault.times == 0:
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            if fault.times is not None:
                fault.times -= 1
            return fault
        return None

    def answer(self, question: Question) -> Answer:
        """The answer of a provider that is well."""
        raise NotImplementedError

    def revise(self) -> None:
        """Change a figure."""
        raise NotImplementedError

    def spoiled(self, question: Question, kind: Kind) -> Answer:
        """A whole answer that is wrong in the way of this provider: another column, an empty or repeated page ..."""
        raise NotImplementedError


class Handler(BaseHTTPRequestHandler):
    """Reads a request, checks the key, and sends the answer, well or not."""

    protocol_version = "HTTP/1.1"
    server: KeyedReplay

    def do_POST(self) -> None:
        """A question as JSON."""
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answer(Question(unquote(urlsplit(self.path).path), json.loads(raw.decode("utf-8") or "{}")))

    def do_GET(self) -> None:
        """A question in the address."""
        address = urlsplit(self.path)
        sent = {key: values[0] for key, values in parse_qs(address.query).items()}
        self._answer(Question(unquote(address.path), sent))

    def _answer(self, question: Question) -> None:
        self.server.asked.append(question)
        fault = self.server.fault_for(question)
        given = self.headers.get("Authorization", "")
        with self.server.meter.answering():
            answer = self.server.answer(question)
        if given != f"Bearer {self.server.key}" or (fault and fault.kind == "wrong_key"):
            self._send(as_json(401, {"message": f"Ugyldig nøgle: {given}"}))
        elif fault is None:
            self._send(answer)
        else:
            self._misbehave(question, fault.kind)

    def _misbehave(self, question: Question, kind: Kind) -> None:
        if kind == "time_out":
            self.server.released.wait(LONGEST_HOLD_SECONDS)
            self.close_connection = True
        elif kind in {"cut", "cut_unframed"}:
            self._send_half(self.server.answer(question), is_framed=kind == "cut")
        else:
            self._send(_spoiled(self.server, question, kind))

    def _send(self, answer: Answer) -> None:
        self._head(answer, {"Content-Length": str(len(answer.body))})
        self.wfile.write(answer.body)

    def _send_half(self, answer: Answer, *, is_framed: bool) -> None:
        length = {"Content-Length": str(len(answer.body))} if is_framed else {}
        self._head(answer, {**length, "Connection": "close"})
        self.wfile.write(answer.body[: len(answer.body) // 2])
        self.close_connection = True

    def _head(self, answer: Answer, more: dict[str, str]) -> None:
        self.send_response(answer.status)
        for name, value in {"Content-Type": answer.content_type, **answer.headers, **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Requests are kept in ``asked``; nothing is printed."""


def _spoiled(server: KeyedReplay, question: Question, kind: Kind) -> Answer:
    made = {
        "bad_question": lambda: as_json(400, {"message": f"Ukendt nøgletal. Nøgle: Bearer {server.key}"}),
        "server_error": lambda: Answer(500, OUTAGE.encode(), "text/html"),
        "too_many": lambda: Answer(429, b"", headers={"Retry-After": server.retry_after}),
        "redirect": lambda: Answer(301, b"", headers={"Location": "https://www.example.dk/"}),
        "outage_page": lambda: Answer(200, OUTAGE.encode(), "text/html; charset=utf-8"),
        "empty_body": lambda: Answer(200, b""),
        "not_json": lambda: Answer(200, b"Der er ingen data lige nu"),
        "gzip": lambda: packed(server.answer(question), cut=0),
        "cut_gzip": lambda: packed(server.answer(question), cut=12),
    }.get(kind)
    return made() if made else server.spoiled(question, kind)


def packed(answer: Answer, *, cut: int) -> Answer:
    """The answer as gzip, with its last ``cut`` bytes missing."""
    body = gzip.compress(answer.body)
    return replace(answer, body=body[: len(body) - cut], headers={"Content-Encoding": "gzip"})


def as_json(status: int, content: object) -> Answer:
    """A reply of JSON with Danish letters as they are."""
    return Answer(status, json.dumps(content, ensure_ascii=False).encode())


Replay = TypeVar("Replay", bound=KeyedReplay)


@contextmanager
def serving(server: Replay) -> Iterator[Replay]:
    """Let ``server`` answer while the context lasts."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.heal()
        server.shutdown()
        server.server_close()
        thread.join()
