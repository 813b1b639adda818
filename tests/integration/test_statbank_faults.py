# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Every fault a provider can have: nothing half-written, the last good snapshot stands, and a later run heals."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from faglaert.definitions.sources import Source, sources
from faglaert.errors import SourceError
from faglaert.settings import Settings
from faglaert.sources.fetching import fetch, load_frame
from faglaert.sources.snapshots import Snapshot, current_snapshot, source_folder
from tests.integration.replay.server import FaultKind, StatbankReplay

LATER = "2026-11-22T08:00:00"
CONNECTION_FAULTS: list[tuple[FaultKind, str]] = [
    ("time_out", "did not answer within 0.5 seconds"),
    ("too_many", "says there are too many requests"),
    ("server_error", "has a fault (HTTP 500)"),
    ("cut", "cut the connection before the reply was complete"),
    ("cut_unframed", "cut the connection before the reply was complete"),
    ("cut_gzip", "cut the gzip stream before its end"),
    ("outage_page", "answered with a web page in place of data"),
]
DATA_FAULTS: list[tuple[FaultKind, str]] = [
    ("redirect", "refused the question (HTTP 301)"),
    ("unknown_table", "data.csv, row 1: begins with"),
    ("empty", "data.csv, row 1: begins with ''"),
    ("no_rows", "data.csv: holds no rows"),
    ("changed_column", "has the columns STATUSNEETNY, KØN, BOPOMR"),
    ("malformed_row", "row 2, column INDHOLD: is 'ca. 12'"),
    ("unknown_code", "row 2, column STATUSNEET: is 'UKENDT'"),
    ("duplicate_rows", "holds a combination of codes that stands in another row too"),
]
DESCRIPTION_FAULTS: list[tuple[FaultKind, str]] = [
    ("unknown_table", "The table was not found (EXTRACT-NOTFOUND)"),
    ("empty", "answered with something that is not JSON"),
    ("lost_variable", "variable STATUSNEET is not in the table"),
    ("lost_code", "variable STATUSNEET has nothing that is 00"),
]
FAULTS = [
    *(pytest.param("data", *fault, id=f"data-{fault[0]}") for fault in CONNECTION_FAULTS + DATA_FAULTS),
    *(
        pytest.param("tableinfo", *fault, id=f"tableinfo-{fault[0]}")
        for fault in CONNECTION_FAULTS + DESCRIPTION_FAULTS
    ),
]
FETCH = "import sys; from faglaert.pipeline.cli import main; sys.argv = ['faglaert', 'fetch', 'dst_neet3']; main()"


@pytest.fixture
def neet() -> Source:
    return sources()["dst_neet3"]


@pytest.fixture
def good(neet: Source, statbank: StatbankReplay, fetch_settings: Settings) -> Snapshot:
    """A good snapshot; StatBank has been updated since, so that the next fetch asks for data."""
    snapshot = fetch(neet, fetch_settings).snapshot
    statbank.update("NEET3", updated=LATER)
    return snapshot


def try_with_fault(neet: Source, settings: Settings, kind: FaultKind) -> str:
    """What a fetch says that meets the fault; it waits briefly for an answer that never comes."""
    patience = {"http_timeout_seconds": 0.5} if kind == "time_out" else {}
    with pytest.raises(SourceError) as caught:
        fetch(neet, settings.model_copy(update=patience))
    return str(caught.value)


def leftovers(settings: Settings) -> list[str]:
    """What does not belong in the source's folder: all but snapshots, the pointer and the lock."""
    folder = source_folder(settings.paths, "dst_neet3")
    kept = {"CURRENT", ".lock"}
    return [path.name for path in folder.iterdir() if path.name not in kept and not (path / "snapshot.json").is_file()]


@pytest.mark.parametrize(("function", "kind", "words"), FAULTS)
def test_a_fault_leaves_the_last_good_snapshot_and_a_later_run_heals(
    function: str,
    kind: FaultKind,
    words: str,
    good: Snapshot,
    neet: Source,
    statbank: StatbankReplay,
    fetch_settings: Settings,
) -> None:
    statbank.misbehave(kind, at=function)
    said = try_with_fault(neet, fetch_settings, kind)
    assert words in said
    assert f"the snapshot {good.snapshot_id} stands" in said
    assert current_snapshot(fetch_settings.paths, neet.id) == good
    assert leftovers(fetch_settings) == []
    statbank.heal()
    healed = fetch(neet, fetch_settings)
    assert (healed.kind, healed.snapshot.updated) == ("new", LATER)
    assert load_frame(healed.snapshot).height == good.rows


@pytest.mark.parametrize(("function", "kind", "words"), FAULTS)
def test_a_first_fetch_that_fails_leaves_nothing(
    function: str, kind: FaultKind, words: str, neet: Source, statbank: StatbankReplay, fetch_settings: Settings
) -> None:
    statbank.misbehave(kind, at=function)
    assert "there is no earlier snapshot of it" in try_with_fault(neet, fetch_settings, kind)
    assert current_snapshot(fetch_settings.paths, neet.id) is None
    assert leftovers(fetch_settings) == []


@pytest.mark.parametrize("kind", [kind for kind, _ in CONNECTION_FAULTS])
def test_a_fault_that_passes_is_not_noticed(
    kind: FaultKind, neet: Source, statbank: StatbankReplay, fetch_settings: Settings
) -> None:
    statbank.misbehave(kind, at="data", times=1)
    brief = fetch_settings.model_copy(update={"http_timeout_seconds": 0.5 if kind == "time_out" else 20})
    assert fetch(neet, brief).kind == "new"
    assert [each.function for each in statbank.asked] == ["tableinfo", "data", "data"]


def test_gzip_is_read(neet: Source, statbank: StatbankReplay, fetch_settings: Settings) -> None:
    plain = fetch(neet, fetch_settings).snapshot
    statbank.update("NEET3", updated=LATER)
    statbank.misbehave("gzip")
    assert fetch(neet, fetch_settings).snapshot.sha256 == plain.sha256


def test_a_long_wait_is_left_to_the_user(neet: Source, statbank: StatbankReplay, fetch_settings: Settings) -> None:
    statbank.misbehave("too_many", retry_after="3600")
    with pytest.raises(SourceError, match="asks us to wait 60 minutes; fetch again after that"):
        fetch(neet, fetch_settings)
    assert len([each for each in statbank.asked if each.function == "data"]) == 1


def test_a_fault_of_one_table_leaves_the_others_alone(
    neet: Source, statbank: StatbankReplay, fetch_settings: Settings
) -> None:
    statbank.misbehave("server_error", table="NEET3")
    with pytest.raises(SourceError, match="HTTP 500"):
        fetch(neet, fetch_settings)
    assert fetch(sources()["dst_ras200"], fetch_settings).kind == "new"


def start(settings: Settings, folder: Path) -> subprocess.Popen[str]:
    """`faglaert fetch dst_neet3` in a process of its own."""
    environment = os.environ | {
        "FAGLAERT_HOME": str(settings.home),
        "FAGLAERT_STATBANK_URL": settings.statbank_url,
        "FAGLAERT_HTTP_ATTEMPTS": "1",
        "COLUMNS": "300",
    }
    return subprocess.Popen(
        [sys.executable, "-c", FETCH],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_fetch_killed_in_mid_write_leaves_the_last_good_snapshot(
    good: Snapshot, neet: Source, statbank: StatbankReplay, fetch_settings: Settings, tmp_path: Path
) -> None:
    statbank.misbehave("stall")
    with start(fetch_settings, tmp_path) as process:
        reached = statbank.holding.wait(30)
        process.send_signal(signal.SIGKILL)
    assert (reached, process.returncode) == (True, -signal.SIGKILL)
    assert leftovers(fetch_settings) == [".draft.partial"]
    assert current_snapshot(fetch_settings.paths, neet.id) == good
    statbank.heal()
    assert fetch(neet, fetch_settings).kind == "new"
    assert leftovers(fetch_settings) == []


def test_the_command_ends_with_1_and_the_reason(
    good: Snapshot, statbank: StatbankReplay, fetch_settings: Settings, tmp_path: Path
) -> None:
    statbank.misbehave("outage_page")
    with start(fetch_settings, tmp_path) as process:
        shown, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "a web page in place of data" in " ".join(shown.split())
    assert "last good snapshot stands" in errors
