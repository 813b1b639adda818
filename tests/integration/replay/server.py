# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A server on this machine that answers as StatBank does, and misbehaves on request."""

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from tests.integration.replay.extraction import RefusalError, extract
from tests.integration.replay.figures import tables
from tests.integration.replay.meter import Meter
from tests.integration.replay.tables import ReplayTable

FaultKind = Literal[
    "changed_column",
    "cut",
    "cut_gzip",
    "cut_unframed",
    "duplicate_rows",
    "empty",
    "gzip",
    "lost_code",
    "lost_variable",
    "malformed_row",
    "no_rows",
    "outage_page",
    "redirect",
    "server_error",
    "stall",
    "time_out",
    "too_many",
    "unknown_code",
    "unknown_table",
]
LONGEST_HOLD_SECONDS = 30
OUTAGE = "<!DOCTYPE html><html><body><h1>Statistikbanken er midlertidigt lukket</h1></body></html>"
NO_SUCH_TABLE = {"errorTypeCode": "EXTRACT-NOTFOUND", "message": "The table was not found"}
SUBJECTS = [
    {"id": "1", "description": "Borgere", "active": True, "hasSubjects": True, "subjects": []},
    {"id": "4", "description": "Uddannelse og forskning", "active": True, "hasSubjects": True, "subjects": []},
]


@dataclass(frozen=True)
class Fault:
    """One way to misbehave: at which function, for which table (None: any), and how many times (None: always)."""

    kind: FaultKind
    function: str
    table: str | None
    times: int | None
    retry_after: str


@dataclass(frozen=True)
class Asked:
    """One request that came."""

    function: str
    body: dict[str, Any]

    @property
    def table(self) -> str:
        """The table it is about, in capitals; empty when it is about none."""
        return str(self.body.get("table", "")).upper()


@dataclass(frozen=True)
class Reply:
    """One reply before it is sent."""

    status: int
    body: bytes
    content_type: str = "application/json; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


class StatbankReplay(ThreadingHTTPServer):
    """The server with what it was asked and how it is to misbehave. Not for more than one test at a time."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.tables: dict[str, ReplayTable] = dict(tables())
        self.asked: list[Asked] = []
        self.faults: list[Fault] = []
        self.request_ids = count(1)
        self.released = threading.Event()
        self.holding = threading.Event()
        self.lock = threading.Lock()
        self.meter = Meter()

    @property
    def base_url(self) -> str:
        """The address to give to ``FAGLAERT_STATBANK_URL``."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1/"

    def misbehave(
        self,
        kind: FaultKind,
        *,
        at: str = "data",
        table: str | None = None,
        times: int | None = None,
        retry_after: str = "0",
    ) -> None:
        """Answer ``at`` with a fault from now on, or for the next ``times`` requests."""
        self.faults.append(Fault(kind, at, table, times, retry_after))

    def heal(self) -> None:
        """Behave again, and let go of the requests that are being held."""
        self.faults.clear()
        self.released.set()
        self.released = threading.Event()

    def update(self, table_id: str, **changes: Any) -> None:
        """Change a table as an update of StatBank would: its time stamp, its figures, its variables."""
        self.tables[table_id] = replace(self.tables[table_id], **changes)

    def forget(self) -> None:
        """Begin the list of requests anew."""
        self.asked.clear()

    def fault_for(self, asked: Asked) -> Fault | None:
        """The fault to play for this request, counted down."""
        with self.lock:
            self.asked.append(asked)
            for position, fault in enumerate(self.faults):
                if fault.function == asked.function and fault.table in {None, asked.table} and fault.times != 0:
                    if fault.times is not None:
                        self.faults[position] = replace(fault, times=fault.times - 1)
                    return fault
        return None

    def hold(self) -> None:
        """Keep a request waiting until :meth:`heal`."""
        self.holding.set()
        self.released.wait(LONGEST_HOLD_SECONDS)

    def answer(self, asked: Asked) -> Reply:
        """The reply of a StatBank that is well."""
        if asked.function == "subjects":
            return _json(200, SUBJECTS)
        if asked.function == "tables":
            wants_inactive = asked.body.get("includeInactive") in {True, "true"}
            return _json(200, [each.summary() for each in self.tables.values() if each.active or wants_inactive])
        if asked.function not in {"tableinfo", "data"}:
            return _json(405, {"message": "The requested resource does not support this method."})
        table = self.tables.get(asked.table)
        if table is None:
            return _json(400, NO_SUCH_TABLE)
        if asked.function == "tableinfo":
            return _json(200, table.info())
        try:
            body, content_type = extract(table, asked.body)
        except RefusalError as refusal:
            return _json(400, refusal.body)
        return Reply(200, body, content_type)


class Handler(BaseHTTPRequestHandler):
    """Reads a request in either form the API takes, and sends the reply, well or not."""

    protocol_version = "HTTP/1.1"
    server: StatbankReplay

    def do_POST(self) -> None:
        """A question as JSON."""
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            body = json.loads(raw or b"{}")
        except ValueError:
            self._send(_json(400, {"errorTypeCode": "REQUEST-JSON", "message": "The request is not JSON"}))
            return
        self._answer(Asked(_function(self.path), body))

    def do_GET(self) -> None:
        """A question in the address."""
        address = urlsplit(self.path)
        given = {key: values[0] for key, values in parse_qs(address.query).items()}
        function = _function(self.path)
        rest = [unquote(part) for part in address.path.strip("/").split("/")[2:]]
        body: dict[str, Any] = {"table": given.pop("table", None) or given.pop("id", None) or (rest or [""])[0]}
        if function == "data":
            body["format"] = given.pop("format", None) or (rest[1] if len(rest) > 1 else "JSONSTAT")
            body["valuePresentation"] = given.pop("valuePresentation", "Default")
            given.pop("lang", None)
            body["variables"] = [{"code": key, "values": value.split(",")} for key, value in given.items()]
        else:
            body |= given
        self._answer(Asked(function, body))

    def _answer(self, asked: Asked) -> None:
        fault = self.server.fault_for(asked)
        with self.server.meter.answering():
            reply = self.server.answer(asked)
        if fault is None:
            self._send(reply)
        else:
            self._misbehave(fault, reply)

    def _misbehave(self, fault: Fault, reply: Reply) -> None:
        half = len(reply.body) // 2
        if fault.kind == "time_out":
            self.server.hold()
            self.close_connection = True
        elif fault.kind == "cut":
            self._send(reply, whole=False, length=len(reply.body), upto=half)
        elif fault.kind == "stall":
            self._send(reply, whole=False, length=len(reply.body), upto=half, hold=True)
        elif fault.kind == "cut_unframed":
            self._send(reply, whole=False, length=None, upto=half)
        else:
            self._send(spoiled(reply, fault))

    def _send(
        self,
        reply: Reply,
        *,
        whole: bool = True,
        length: int | None = None,
        upto: int | None = None,
        hold: bool = False,
    ) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("StatbankAPI-Request-Id", f"replay-{next(self.server.request_ids)}")
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if whole or length is not None:
            self.send_header("Content-Length", str(len(reply.body) if whole else length))
        if not whole:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(reply.body[:upto])
        self.wfile.flush()
        if hold:
            self.server.hold()
        self.close_connection = self.close_connection or not whole

    def log_message(self, *_: object) -> None:
        """Requests are kept in ``asked``; nothing is printed."""


def spoiled(reply: Reply, fault: Fault) -> Reply:
    """A reply with a fault that is not in the connection."""
    made = {
        "server_error": lambda: Reply(500, OUTAGE.encode(), "text/html"),
        "too_many": lambda: Reply(429, b"", headers={"Retry-After": fault.retry_after}),
        "redirect": lambda: Reply(301, b"", headers={"Location": "https://www.dst.dk/"}),
        "outage_page": lambda: Reply(200, OUTAGE.encode(), "text/html; charset=utf-8"),
        "unknown_table": lambda: _json(200, NO_SUCH_TABLE),
        "empty": lambda: replace(reply, body=b""),
        "gzip": lambda: _compressed(reply, cut=0),
        "cut_gzip": lambda: _compressed(reply, cut=12),
    }.get(fault.kind)
    if made is not None:
        return made()
    if fault.kind in {"lost_code", "lost_variable"}:
        return _json(200, _poorer(json.loads(reply.body), fault.kind))
    return replace(reply, body=_with_wrong_lines(reply.body.decode(), fault.kind).encode())


def _compressed(reply: Reply, *, cut: int) -> Reply:
    body = gzip.compress(reply.body)
    return replace(reply, body=body[: len(body) - cut], headers={"Content-Encoding": "gzip"})


def _poorer(info: dict[str, Any], kind: str) -> dict[str, Any]:
    """A description in which the first variable has lost all but one code, or is gone."""
    if kind == "lost_variable":
        info["variables"] = info["variables"][1:]
    else:
        info["variables"][0]["values"] = info["variables"][0]["values"][1:2]
    return info


def _with_wrong_lines(text: str, kind: str) -> str:
    header, *lines = text.split("\r\n")
    column = header.split(";")[0]
    if kind == "changed_column":
        return "\r\n".join([header.replace(column, f"{column}NY", 1), *lines])
    if kind == "no_rows":
        return header + "\r\n"
    first, *rest = lines[0].split(";")
    spoiled_line = {
        "duplicate_rows": f"{lines[0]}\r\n{lines[0]}",
        "malformed_row": ";".join([first, *rest[:-1], "ca. 12"]),
        "unknown_code": ";".join(["UKENDT", *rest]),
    }[kind]
    return "\r\n".join([header, spoiled_line, *lines[1:]])


def _function(path: str) -> str:
    """``data`` of ``/v1/data``; empty when the path has no function."""
    parts = urlsplit(path).path.strip("/").split("/")
    return parts[1] if len(parts) > 1 and parts[0] == "v1" else ""


def _json(status: int, content: object) -> Reply:
    return Reply(status, json.dumps(content, ensure_ascii=False).encode())


@contextmanager
def running(port: int = 0) -> Iterator[StatbankReplay]:
    """A server that answers while the context lasts."""
    server = StatbankReplay(port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.heal()
        server.shutdown()
        server.server_close()
        thread.join()
