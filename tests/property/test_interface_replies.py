# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Whatever an interface says about itself, in headers, descriptions and lists, it is understood or refused in words."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from faglaert.definitions.sources import JobindsatsRequest, StatbankRequest
from faglaert.errors import DataRefusedError, FaglaertError, SourceError
from faglaert.settings import Settings
from faglaert.sources.discovery import discover, discover_jobindsats
from faglaert.sources.http import AnswerError, Connection, Patience
from faglaert.sources.jobindsats_replies import check_request, read_description
from faglaert.sources.statbank import Statbank
from faglaert.sources.statbank_questions import Question, cell_count, pose, split

KEYED = Settings(
    uddannelsesstatistik_key="en-noegle",
    jobindsats_key="en-noegle",
    http_attempts=1,
    http_backoff_seconds=0,
    http_host_pause_seconds=0,
)
ASKED = StatbankRequest(table="T", variables={"A": ("*",), "Tid": (">=2020", "(1)")})
JOB = JobindsatsRequest(table="y", period_values="2026M01", hierarchies={"_h": "1|2"})
KEYS = st.sampled_from(
    [
        *("id", "text", "updated", "variables", "values", "elimination", "time", "active", "suppressedDataValue"),
        *("ID", "Name", "nøgletal", "detaljer", "name", "count", "errorTypeCode", "message", "description", "subjects"),
        *("periods", "periodtype_id", "period_id", "dimensions", "hierarchies", "hierarchy_id", "levels", "level_id"),
    ]
)
WORDS = st.text(max_size=6) | st.sampled_from(["A", "Tid", "T", "2020", "M", "_h", "2026M01", "EUD", "1"])
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | WORDS
JSON = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=20
)
VALUES = st.lists(st.fixed_dictionaries({"id": WORDS, "text": WORDS}), max_size=4)
VARIABLES = st.lists(
    st.fixed_dictionaries({"id": WORDS, "text": WORDS, "elimination": st.booleans(), "values": VALUES | JSON}),
    max_size=4,
)
TABLE = st.fixed_dictionaries({"id": WORDS, "text": WORDS, "updated": WORDS, "variables": VARIABLES | JSON})
DEEP = "[" * 100_000 + "]" * 100_000
REFUSED = (SourceError, DataRefusedError)


class Raw(httpx.SyncByteStream):
    """A body as it is on the wire."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def __iter__(self) -> Iterator[bytes]:
        yield self.content + b"\n"  # without a length a reply has to end as a text does


def answering(content: bytes, status: int = 200, **headers: str) -> Any:
    """Every request is answered with this."""
    raw = {name.replace("_", "-").encode(): value.encode("latin-1") for name, value in headers.items()}
    client = httpx.Client
    transport = httpx.MockTransport(lambda _: httpx.Response(status, stream=Raw(content), headers=list(raw.items())))
    return patch.object(httpx, "Client", lambda **given: client(transport=transport, **given))


def statbank() -> Statbank:
    return Statbank(Connection("Kilden", "https://kilde.dk/", patience=Patience(1, 1, 0)))


@given(JSON | TABLE)
def test_any_description_of_a_table_is_asked_about_soundly_or_refused(content: Any) -> None:
    with answering(json.dumps(content).encode()), suppress(SourceError):
        question = pose(statbank().tableinfo("T"), ASKED)
        assert isinstance(question, Question)
        assert sum(map(cell_count, split(question))) == cell_count(question)


@given(st.binary() | JSON.map(lambda content: json.dumps(content).encode()))
@example(DEEP.encode())
@example(b'{"id": "' + b"\xff" * 10 + b'"}')
def test_any_reply_of_statbank_is_understood_or_refused(content: bytes) -> None:
    with answering(content):
        for ask in (statbank().subjects, statbank().tables, lambda: statbank().newest_table("FRKM1??")):
            with suppress(SourceError):
                assert ask() is not None


@given(status=st.integers(200, 599).filter(lambda each: each != 204), wait=st.text(st.characters(codec="latin-1")))
@example(status=429, wait="²")
@example(status=429, wait="9" * 400)
@example(status=503, wait="Mon, 99 Foo 99999 99:99:99 +9999")
@example(status=503, wait="Mon, 1 Jan 0001 00:00:00 +2359")
def test_any_status_and_any_wait_is_an_answer_or_an_outage(status: int, wait: str) -> None:
    header = "".join(sign for sign in wait if sign.isprintable())
    with answering(b"[1]\n", status, Retry_After=header):
        try:
            said = statbank()._connection.ask("x", {})
        except AnswerError as error:
            said = [error.status // error.status]
        except SourceError as error:
            said = [1 if "Kilden" in str(error) else 0]
    assert said == [1]


@given(JSON | st.text() | JSON.map(json.dumps))
@example(DEEP)
@example([{"ID": "EUD", "Name": None}])
def test_any_catalogue_is_written_whole_or_not_at_all(content: Any) -> None:
    with answering(json.dumps(content).encode()), patch("faglaert.sources.discovery._write") as written:
        for look in (lambda: discover(KEYED, "EUD"), lambda: discover_jobindsats(KEYED)):
            with suppress(FaglaertError):
                look()
    for call in written.call_args_list:
        assert {"provider", "retrieved_at"} < set(call.args[2])


@given(JSON)
def test_any_description_of_jobindsats_fits_the_question_or_is_refused(content: Any) -> None:
    findings = 1
    try:
        check_request(read_description(json.dumps(content).encode(), name="table.json"), JOB)
    except DataRefusedError as error:
        findings = len(error.findings)
    assert findings > 0


@pytest.mark.parametrize("content", ["ikke JSON", "", DEEP])
def test_a_text_in_place_of_a_catalogue_is_refused(content: str, tmp_path: Path) -> None:
    settings = KEYED.model_copy(update={"home": tmp_path})
    with answering(json.dumps(content).encode()), pytest.raises(REFUSED, match="the interface may have changed"):
        discover(settings, "EUD")
    assert list(tmp_path.rglob("*.json")) == []
