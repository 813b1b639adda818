# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Every fault of the two providers that ask for a key: nothing half-written, the last good snapshot stands, a later run
heals, and the message says what happened and what to do."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

import pytest

from faglaert.definitions.sources import Source, sources
from faglaert.errors import SourceError
from faglaert.settings import Settings
from faglaert.sources.fetching import fetch, load_frame
from faglaert.sources.snapshots import Snapshot, current_snapshot, source_folder
from tests.integration.replay.jobindsats import JobindsatsReplay
from tests.integration.replay.keyed import KEY, KeyedReplay, Kind
from tests.integration.replay.server import StatbankReplay
from tests.integration.replay.uddannelsesstatistik import UddannelsesstatistikReplay

PROFILE, JOBS = "uvm_profilmodel", "job_vacancies"
LATER = "Try again later"
COMPARE = "Compare the source's definition with what it offers now"
FAULTS: list[tuple[Kind, str, str]] = [
    ("time_out", "did not answer within 0.5 seconds", LATER),
    ("too_many", "says there are too many requests", LATER),
    ("server_error", "has a fault (HTTP 500)", LATER),
    ("cut", "cut the connection before the reply was complete", LATER),
    ("cut_unframed", "cut the connection before the reply was complete", LATER),
    ("cut_gzip", "cut the gzip stream before its end", LATER),
    ("outage_page", "answered with a web page in place of data", LATER),
    ("not_json", "answered with something that is not JSON", LATER),
    ("empty_body", "answered with something that is not JSON", LATER),
    ("redirect", "refused the question (HTTP 301)", "is the address of its interface"),
    ("wrong_key", "refused the key (HTTP 401): Ugyldig nøgle: Bearer ********", "and put it in FAGLAERT_"),
    ("bad_question", "(HTTP 400): Ukendt nøgletal. Nøgle: Bearer ********", COMPARE),
    ("repeats_key", "repeats the key in its reply", "nothing was kept"),
    ("wrong_number", "is 'ca. 80', which is no Danish number", "expected such as 2.351"),
    ("empty_page", "holds no rows", "expected data"),
]
OF_ONE: dict[str, list[tuple[Kind, str, str]]] = {
    PROFILE: [
        ("changed_column", "has '[Bopælskommune].[Kommune].[Kommune]NY", "which was not asked for"),
        ("duplicate_page", "repeats the page before it", "was refused"),
    ],
    JOBS: [
        ("changed_column", "Ledige stillinger (ny)", "write them as columns in the source's definition"),
        ("duplicate_page", "stands twice", "expected once"),
    ],
}
CASES = [
    pytest.param(source_id, *fault, id=f"{source_id}-{fault[0]}")
    for source_id, own in OF_ONE.items()
    for fault in FAULTS + own
]
PASSING = [kind for kind, _, advice in FAULTS if advice == LATER]


def source_of(source_id: str) -> Source:
    """The source in pages of 100 rows, where it has pages; their first number is known, so that none is probed for."""
    source = sources()[source_id]
    if source.uddannelsesstatistik is None:
        return source
    request = source.uddannelsesstatistik.model_copy(update={"page_size": 100, "page_start": 0})
    return source.model_copy(update={"uddannelsesstatistik": request})


class Provider:
    """Both, with what a fetch says and leaves behind."""

    def __init__(self, servers: dict[str, KeyedReplay], settings: Settings) -> None:
        self.servers, self.settings = servers, settings

    def misbehave(self, source_id: str, kind: Kind, *, times: int | None = None) -> None:
        """A page is repeated in the middle; every other fault is there from the first question on."""
        is_paged = source_id == PROFILE and kind == "duplicate_page"
        self.servers[source_id].misbehave(kind, after=2 if is_paged else 0, times=1 if is_paged else times)

    def revise(self) -> None:
        """Change a figure at both, so that a new fetch brings something new."""
        for server in self.servers.values():
            server.revise()

    def fetch_with_fault(self, source_id: str, kind: Kind) -> str:
        """What a fetch says that meets the fault; it waits briefly for an answer that never comes."""
        brief = self.settings.model_copy(update={"http_timeout_seconds": 0.5} if kind == "time_out" else {})
        with pytest.raises(SourceError) as caught:
            fetch(source_of(source_id), brief)
        return str(caught.value)

    def leftovers(self, source_id: str) -> list[str]:
        """What does not belong in the source's folder: all but snapshots, the pointer and the lock."""
        found = source_folder(self.settings.paths, source_id).iterdir()
        return [
            path.name
            for path in found
            if path.name not in {"CURRENT", ".lock"} and not (path / "snapshot.json").is_file()
        ]


@pytest.fixture
def provider(
    uddannelsesstatistik: UddannelsesstatistikReplay, jobindsats: JobindsatsReplay, keyed_settings: Settings
) -> Provider:
    return Provider({PROFILE: uddannelsesstatistik, JOBS: jobindsats}, keyed_settings)


@pytest.mark.parametrize(("source_id", "kind", "words", "advice"), CASES)
def test_a_fault_leaves_the_last_good_snapshot_and_a_later_run_heals(
    source_id: str, kind: Kind, words: str, advice: str, provider: Provider
) -> None:
    good = fetch(source_of(source_id), provider.settings).snapshot
    provider.revise()
    provider.misbehave(source_id, kind)
    said = provider.fetch_with_fault(source_id, kind)
    assert words in said
    assert advice in said
    assert f"the snapshot {good.snapshot_id} stands" in said
    assert KEY not in said
    assert current_snapshot(provider.settings.paths, source_id) == good
    assert provider.leftovers(source_id) == []
    provider.servers[source_id].heal()
    healed = fetch(source_of(source_id), provider.settings)
    assert (healed.kind, load_frame(healed.snapshot).height) == ("new", good.rows)


@pytest.mark.parametrize(
    ("source_id", "kind", "words", "advice"), [case for case in CASES if case.id != f"{JOBS}-changed_column"]
)
def test_a_first_fetch_that_fails_leaves_nothing(
    source_id: str, kind: Kind, words: str, advice: str, provider: Provider
) -> None:
    provider.misbehave(source_id, kind)
    assert "there is no earlier snapshot of it" in provider.fetch_with_fault(source_id, kind)
    assert current_snapshot(provider.settings.paths, source_id) is None
    assert provider.leftovers(source_id) == []


@pytest.mark.parametrize("source_id", [PROFILE, JOBS])
@pytest.mark.parametrize("kind", PASSING)
def test_a_fault_that_passes_is_not_noticed(source_id: str, kind: Kind, provider: Provider) -> None:
    provider.misbehave(source_id, kind, times=1)
    brief = provider.settings.model_copy(update={"http_timeout_seconds": 0.5 if kind == "time_out" else 20})
    assert fetch(source_of(source_id), brief).kind == "new"


@pytest.mark.parametrize("source_id", [PROFILE, JOBS])
def test_gzip_is_read(source_id: str, provider: Provider) -> None:
    plain = fetch(source_of(source_id), provider.settings).snapshot
    provider.misbehave(source_id, "gzip")
    again = fetch(source_of(source_id), provider.settings)
    assert (again.kind, again.snapshot) == ("unchanged", plain)


@pytest.mark.parametrize("source_id", [PROFILE, JOBS])
def test_a_long_wait_is_left_to_the_user(source_id: str, provider: Provider) -> None:
    provider.servers[source_id].retry_after = "3600"
    provider.misbehave(source_id, "too_many")
    assert "asks us to wait 60 minutes; fetch again after that" in provider.fetch_with_fault(source_id, "too_many")


@pytest.mark.parametrize("kind", ["cut", "wrong_key", "outage_page", "not_json", "server_error"])
def test_a_fault_in_the_description_of_a_table(kind: Any, provider: Provider) -> None:
    provider.servers[JOBS].misbehave(kind, at="/v3/table/")
    assert "job_vacancies was not fetched" in provider.fetch_with_fault(JOBS, kind)
    assert provider.leftovers(JOBS) == []


@pytest.mark.parametrize("description", [{}, [], {"periods": []}, {"periods": [{"periodtype_id": "M"}]}])
def test_a_description_of_another_form_is_refused(
    description: Any, jobindsats: JobindsatsReplay, provider: Provider
) -> None:
    jobindsats.description = description
    assert "the interface may have changed" in provider.fetch_with_fault(JOBS, "server_error")


@pytest.mark.parametrize("source_id", [PROFILE, JOBS])
def test_a_damaged_snapshot_is_fetched_again(source_id: str, provider: Provider) -> None:
    damaged: Snapshot = fetch(source_of(source_id), provider.settings).snapshot
    damaged.data_files[0].chmod(0o644)
    damaged.data_files[0].write_bytes(b"[]")
    assert fetch(source_of(source_id), provider.settings).kind == "new"


def run(command: list[str], settings: Settings, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """`faglaert` in a process of its own."""
    environment = os.environ | {
        "FAGLAERT_HOME": str(settings.home),
        "FAGLAERT_UDDANNELSESSTATISTIK_URL": settings.uddannelsesstatistik_url,
        "FAGLAERT_JOBINDSATS_URL": settings.jobindsats_url,
        "FAGLAERT_HTTP_ATTEMPTS": "1",
        "COLUMNS": "400",
        **more,
    }
    call = f"import sys; from faglaert.pipeline.cli import main; sys.argv = {['faglaert', *command]!r}; main()"
    return subprocess.run(
        [sys.executable, "-c", call],
        check=False,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


Code = Literal[0, 1, 2]


@pytest.mark.parametrize(
    ("command", "fault", "code", "words"),
    [
        (["fetch", PROFILE], None, 0, "new"),
        (["fetch", PROFILE], "outage_page", 1, "a web page in place of data"),
        (["fetch", PROFILE], "wrong_key", 1, "api.uddannelsesstatistik.dk/GetStarted"),
        (["fetch", "uvm_dropout"], None, 2, "not mapped until a discovery run fills it"),
        (["fetch", JOBS], None, 2, "there is no key to Jobindsats"),
        (["sources", "discover", "uddannelsesstatistik", "EUD"], None, 0, "EUD/PRAK/SØG"),
        (["sources", "discover", "uddannelsesstatistik", "XYZ"], None, 2, "has no område XYZ"),
        (["sources", "discover", "statbank"], None, 2, "has no discovery"),
        (["config", "show"], None, 0, "********"),
    ],
)
def test_a_command_ends_with_its_code_and_the_reason(
    command: list[str], fault: Kind | None, code: Code, words: str, provider: Provider, tmp_path: Path
) -> None:
    if fault is not None:
        provider.misbehave(PROFILE, fault)
    ended = run(command, provider.settings, tmp_path, FAGLAERT_UDDANNELSESSTATISTIK_KEY=KEY)
    said = " ".join((ended.stdout + ended.stderr).split())
    assert (ended.returncode, words in said, KEY in said) == (code, True, False)


def test_fetching_everything_leaves_out_what_there_is_no_key_for(
    statbank: StatbankReplay, provider: Provider, tmp_path: Path
) -> None:
    more = {"FAGLAERT_UDDANNELSESSTATISTIK_KEY": KEY, "FAGLAERT_STATBANK_URL": statbank.base_url}
    outcomes = json.loads(run(["fetch", "--all", "--json"], provider.settings, tmp_path, **more).stdout)
    results = {each["id"]: each["result"] for each in outcomes}
    assert {name for name, result in results.items() if result == "skipped"} == {
        each.id for each in sources().values() if each.jobindsats
    }
    assert (results[PROFILE], results["dst_neet3"], "uvm_dropout" in results) == ("new", "new", False)
