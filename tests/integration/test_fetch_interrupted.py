# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A fetch of everything that was interrupted half-way asks for the rest, and not again for what has arrived."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from faglaert.definitions.sources import sources
from faglaert.errors import FaglaertError
from faglaert.pipeline.source_commands import fetch_together
from faglaert.settings import Settings
from faglaert.sources.runs import GOES_ON_FOR, NOTE, FetchRun, fetch_run
from faglaert.sources.snapshots import current_snapshot
from tests.integration.replay.jobindsats import JobindsatsReplay
from tests.integration.replay.server import StatbankReplay

CHOSEN = [sources()[name] for name in ("dst_genmf10", "dst_neet3", "job_notices", "dst_statusu1")]
FETCH_ALL = (
    "import sys; sys.argv = ['faglaert', 'fetch', '--all', '--json']; from faglaert.pipeline.cli import main; main()"
)


@pytest.fixture
def both(statbank: StatbankReplay, keyed_settings: Settings) -> Settings:
    """An installation that asks StatBank and Jobindsats, one source at a time."""
    return keyed_settings.model_copy(update={"statbank_url": statbank.base_url, "http_connections": 1})


def interrupt_at(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user presses Ctrl-C when so many sources have been told as done."""
    told = iter(range(number - 1))

    def progress(_step: str) -> None:
        if next(told, None) is None:
            raise KeyboardInterrupt

    class Told:
        def __enter__(self) -> object:
            return progress

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr("faglaert.pipeline.source_commands.step_progress", lambda *_, **__: Told())


def fetched(settings: Settings) -> dict[str, str]:
    """The chosen sources fetched in one run: id to result."""
    with fetch_run(settings.paths) as run:
        return {each["id"]: each["result"] for each in fetch_together(CHOSEN, settings, quiet=True, run=run)}


@pytest.fixture
def interrupted(both: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation whose fetch was interrupted with some sources arrived and some not."""
    with monkeypatch.context() as patched:
        interrupt_at(2, patched)
        with pytest.raises(KeyboardInterrupt):
            fetched(both)
    return both


def arrived(settings: Settings) -> set[str]:
    return {each.id for each in CHOSEN if current_snapshot(settings.paths, each.id)}


def test_nothing_more_is_begun_after_an_interruption(interrupted: Settings) -> None:
    assert {"dst_genmf10", "dst_neet3"} <= arrived(interrupted) < {each.id for each in CHOSEN}


def test_whoever_interrupts_is_told_that_it_goes_on(
    both: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    interrupt_at(2, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        fetched(both)
    said = " ".join(capsys.readouterr().err.split())
    assert "waiting for what is under way; the next `faglaert fetch --all` goes on from here" in said


def test_what_has_arrived_is_not_asked_for_again(interrupted: Settings, statbank: StatbankReplay) -> None:
    before = arrived(interrupted)
    statbank.forget()
    outcomes = fetched(interrupted)
    assert {name for name, result in outcomes.items() if result == "arrived"} == before
    assert {name for name, result in outcomes.items() if result == "new"} == set(outcomes) - before
    assert {each.table for each in statbank.asked} == {"STATUSU1"}


def test_a_provider_that_does_not_say_when_it_changed_is_spared_too(
    both: Settings, jobindsats: JobindsatsReplay
) -> None:
    fetch_together(CHOSEN, both, quiet=True, run=FetchRun(both.paths, datetime.now(UTC)))
    jobindsats.asked.clear()
    assert set(fetched(both).values()) == {"arrived"}
    assert jobindsats.asked == []


def test_everything_is_fetched_once_at_a_time(both: Settings) -> None:
    with (
        fetch_run(both.paths),
        pytest.raises(FaglaertError, match="another fetch of all sources is running"),
        fetch_run(both.paths),
    ):
        pytest.fail("two runs at once")


def test_a_run_that_came_to_its_end_is_over(interrupted: Settings, statbank: StatbankReplay) -> None:
    fetched(interrupted)
    assert not (interrupted.paths.snapshots / NOTE).exists()
    statbank.forget()
    assert set(fetched(interrupted).values()) == {"unchanged"}
    assert [each.function for each in statbank.asked] == ["tableinfo"] * 3


def test_a_run_with_a_source_that_failed_is_over_too(both: Settings, statbank: StatbankReplay) -> None:
    statbank.misbehave("server_error", table="NEET3")
    assert fetched(both)["dst_neet3"] == "failed"
    statbank.heal()
    assert fetched(both)["dst_genmf10"] == "unchanged"


@pytest.mark.parametrize("note", ["", "{", '{"begun": "2026-01-01T00:00:00"}', '{"begun": "i går"}', "[]"])
def test_a_note_nobody_can_read_counts_as_none(note: str, interrupted: Settings) -> None:
    (interrupted.paths.snapshots / NOTE).write_text(note, encoding="utf-8")
    assert fetched(interrupted)["dst_neet3"] == "unchanged"


@pytest.mark.parametrize(("later", "goes_on"), [(timedelta(0), True), (GOES_ON_FOR, False), (-GOES_ON_FOR, False)])
def test_a_run_left_long_ago_is_begun_anew(later: timedelta, goes_on: bool, interrupted: Settings) -> None:
    run = FetchRun(interrupted.paths, datetime.now(UTC) + later)
    assert (run.arrived(sources()["dst_neet3"]) is not None) == goes_on


def test_another_question_is_asked(interrupted: Settings) -> None:
    run = FetchRun(interrupted.paths, datetime.now(UTC))
    neet = sources()["dst_neet3"]
    assert neet.statbank is not None
    changed = neet.model_copy(update={"statbank": neet.statbank.model_copy(update={"format": "CSV"})})
    assert (run.arrived(neet) is not None, run.arrived(changed)) == (True, None)


def test_a_damaged_snapshot_is_fetched_again(interrupted: Settings) -> None:
    snapshot = current_snapshot(interrupted.paths, "dst_neet3")
    assert snapshot is not None
    snapshot.data_files[0].chmod(0o644)
    snapshot.data_files[0].write_bytes(b"")
    assert fetched(interrupted)["dst_neet3"] == "new"


def command(settings: Settings, folder: Path) -> subprocess.Popen[str]:
    """`faglaert fetch --all` in a process of its own, which asks StatBank alone."""
    environment = os.environ | {
        "FAGLAERT_HOME": str(settings.home),
        "FAGLAERT_STATBANK_URL": settings.statbank_url,
        "FAGLAERT_HTTP_CONNECTIONS": "1",
        "FAGLAERT_HTTP_HOST_PAUSE_SECONDS": "0",
    }
    arguments = [sys.executable, "-c", FETCH_ALL]
    return subprocess.Popen(arguments, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_a_command_that_was_killed_goes_on(fetch_settings: Settings, statbank: StatbankReplay, tmp_path: Path) -> None:
    statbank.misbehave("stall", table="GENMF10")
    with command(fetch_settings, tmp_path) as process:
        assert statbank.holding.wait(60)
        process.send_signal(signal.SIGKILL)
    statbank.heal()
    before = {each.table for each in statbank.asked if each.function == "data"} - {"GENMF10", "FRKM126"}
    statbank.forget()
    with command(fetch_settings, tmp_path) as process:
        shown, _ = process.communicate(timeout=300)
    outcomes = {each["id"]: each["result"] for each in json.loads(shown)}
    assert (process.returncode, before >= {"AULK01", "FOLK1A"}) == (0, True)
    assert {outcomes[f"dst_{table.lower()}"] for table in before} == {"arrived"}
    assert {each.table for each in statbank.asked} & before == set()
