# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a source has been, is and will be: ``sources status``, ``sources diff``, and baselines that revisions leave."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from typer.testing import CliRunner

from faglaert.definitions.indicators import indicators
from faglaert.definitions.sources import Source, sources
from faglaert.errors import UsageError
from faglaert.pipeline.build import build
from faglaert.pipeline.cli import app
from faglaert.pipeline.source_commands import describe, next_release
from faglaert.settings import Settings
from faglaert.sources.fetching import fetch
from faglaert.sources.snapshots import current_snapshot
from tests.integration.replay.server import StatbankReplay
from tests.integration.replay.tables import Cell, Codes

LATER = "2026-11-05T08:00:00"
NEET, CELL = "dst_neet3", ("10", "00", "101", "TOT", "1624", "2018")
Command = Callable[..., Any]


@pytest.fixture
def command(fetch_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command that prints JSON."""
    monkeypatch.setenv("FAGLAERT_HOME", str(fetch_settings.paths.home))

    def run(*arguments: str) -> Any:
        ended = CliRunner().invoke(app, [*arguments, "--json"])
        if ended.exception and not isinstance(ended.exception, SystemExit):
            raise ended.exception
        return json.loads(ended.stdout)

    return run


def revise(statbank: StatbankReplay, changed: Callable[[Codes, float | None], float | None]) -> None:
    """A new update of NEET3 in which some cells are other than before."""
    before: Cell = statbank.tables["NEET3"].cell
    statbank.update("NEET3", updated=LATER, cell=lambda codes: changed(codes, before(codes)))


@pytest.fixture
def revised(fetch_settings: Settings, statbank: StatbankReplay) -> Settings:
    """An installation that fetched NEET3 twice; the second says 100 more of Copenhagen in 2018."""
    fetch(sources()[NEET], fetch_settings)
    revise(statbank, lambda codes, value: value + 100 if codes == CELL and value else value)
    fetch(sources()[NEET], fetch_settings)
    return fetch_settings


def test_the_difference_names_cells_and_both_values(revised: Settings, command: Command) -> None:
    said = command("sources", "diff", NEET)
    (cell,) = said["cells"]
    assert said["counts"] == {"added": 0, "removed": 0, "revised": 1}
    assert (cell["STATUSNEET"], cell["BOPOMR"], cell["TID"]) == ("10", "101", "2018")
    assert (cell["change"], cell["new_value"] - cell["old_value"]) == ("revised", 100)
    assert (said["old"] < said["new"], said["new"]) == (True, current_snapshot(revised.paths, NEET).snapshot_id)


def test_one_snapshot_has_nothing_to_differ_from(fetch_settings: Settings, command: Command) -> None:
    fetch(sources()[NEET], fetch_settings)
    with pytest.raises(UsageError, match="dst_neet3 has 1 snapshots; two are needed"):
        command("sources", "diff", NEET)


def test_status_tells_rows_age_last_change_and_next_release(revised: Settings, command: Command) -> None:
    found = {each["id"]: each for each in command("sources", "status")}
    snapshot = current_snapshot(revised.paths, NEET)
    assert snapshot is not None
    neet, today = found[NEET], datetime.now(UTC).date()
    assert (neet["origin"], neet["table"], neet["rows"]) == ("fetched", "NEET3", snapshot.rows)
    assert (neet["age_days"], neet["retrieved"]) == (0, today.isoformat())
    assert (neet["updated"], neet["last_change"]) == (LATER, LATER[:10])
    assert neet["next_release"] == next_release(sources()[NEET], None, today)
    assert set(found) == set(sources())


def test_status_as_a_table_has_the_same_columns(revised: Settings, command: Command) -> None:
    shown = CliRunner().invoke(app, ["sources", "status"], env={"COLUMNS": "300"}).stdout
    assert all(heading in shown for heading in ("age (days)", "rows", "last change", "next expected"))
    assert LATER[:10] in next(line for line in shown.splitlines() if NEET in line)


def released(cadence: str, month: int | None) -> Source:
    return sources()[NEET].model_copy(update={"cadence": cadence, "release_month": month})


@pytest.mark.parametrize(
    ("cadence", "month", "last_change", "expected"),
    [
        ("yearly", 11, None, "2026-11"),
        ("yearly", 12, date(2025, 12, 1), "2026-12"),
        ("yearly", 4, date(2026, 4, 1), "2027-04"),
        ("yearly", None, date(2026, 4, 8), "2027-04"),
        ("yearly", None, date(2024, 4, 8), "2026-11"),
        ("quarterly", None, date(2026, 11, 11), "2027-02"),
        ("monthly", None, date(2026, 11, 11), "2026-12"),
        ("monthly", None, date(2026, 12, 31), "2027-01"),
        ("monthly", None, date(2025, 1, 1), "2026-11"),
        ("monthly", None, None, None),
        ("once", None, date(2021, 9, 21), None),
    ],
)
def test_the_next_release(cadence: str, month: int | None, last_change: date | None, expected: str | None) -> None:
    assert next_release(released(cadence, month), last_change, date(2026, 11, 23)) == expected


def test_a_time_stamp_nobody_can_read_is_no_traceback(fetch_settings: Settings, statbank: StatbankReplay) -> None:
    statbank.update("NEET3", updated="i går")
    fetch(sources()[NEET], fetch_settings)
    said = describe(sources()[NEET], fetch_settings.paths, date(2026, 11, 23))
    assert (said["updated"], said["last_change"]) == ("i går", said["retrieved"])


@pytest.mark.slow
def test_a_revision_leaves_the_baseline_and_is_told_beside_it(
    fetch_settings: Settings, statbank: StatbankReplay, command: Command
) -> None:
    seen = []
    for more in (0, 200):
        revise(statbank, lambda codes, value, more=more: value + more if codes[0] == "10" and value else value)
        statbank.update("NEET3", updated=f"2026-11-{10 + more // 100}T08:00:00")
        fetch(sources()[NEET], fetch_settings)
        build(fetch_settings)
        seen.append(command("indicators", "show", "neet_share")["baseline"])
    first, second = seen
    base = indicators()["neet_share"].baseline
    assert base is not None
    assert (first["value"], second["value"]) == (base.value, base.value)
    assert first["set_from"] == second["set_from"]
    assert first["set_from"]["source"] == "programme_document"
    assert first["set_from"]["figure"] == base.figure_id
    assert second["as_now"] > first["as_now"]
    assert {first["as_now_source"], second["as_now_source"]} == {NEET}
