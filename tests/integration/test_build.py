# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A build is whole or nothing: what is served changes only when everything has passed."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from faglaert.atomic import POINTER, exclusive, pointed_at
from faglaert.definitions.parameters import magnitude_rule
from faglaert.errors import BuildError, DataRefusedError, FaglaertError, NotPublishedError
from faglaert.pipeline.build import build, new_build_id, publish_again
from faglaert.published.store import open_store
from faglaert.settings import Settings
from faglaert.warehouse import build as warehouse_build


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An installation without any build."""
    return Settings(home=tmp_path / "home")


@pytest.fixture
def built(published: Settings, tmp_path: Path) -> Settings:
    """An installation with one build, its own copy."""
    shutil.copytree(published.home, tmp_path / "built")
    return Settings(home=tmp_path / "built")


def test_a_build_publishes_every_indicator(settings: Settings) -> None:
    finished = build(settings)
    store = open_store(settings.paths)
    assert store.release.build_id == finished.build_id
    assert len(store.summaries()) >= 17
    assert finished.publication.change_count == 0


def test_every_row_carries_its_origin(built: Settings) -> None:
    store = open_store(built.paths)
    rows = [row for summary in store.summaries() for row in store.observations(summary.indicator.id)]
    assert all(row.snapshot_id.startswith("embedded:") and row.data_kind == "official" for row in rows)
    assert {row.source_id for row in rows} <= set(store.sources())


def test_the_same_definitions_give_the_same_figures(built: Settings) -> None:
    first = open_store(built.paths)
    second = build(built)
    assert second.publication.change_count == 0
    assert first.observations("neet_share") == open_store(built.paths).observations("neet_share")


def test_progress_names_the_steps_in_order(settings: Settings) -> None:
    steps: list[str] = []
    build(settings, progress=steps.append)
    assert [step for step in steps if not step.startswith("load")] == [
        "staging", "marts", "check", "indicators", "balance", "disclosure control", "publish",
    ]  # fmt: skip


def test_a_failed_check_leaves_the_published_store_as_it_was(built: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    before = open_store(built.paths).release.build_id
    unknown = "INSERT INTO stg_neet SELECT * REPLACE ('999' AS area_code) FROM stg_neet LIMIT 1"
    _run_also(monkeypatch, "staging", unknown)
    with pytest.raises(DataRefusedError, match=r"neet_share\.csv, row 2, column area_code: '999' is in no"):
        build(built)
    assert open_store(built.paths).release.build_id == before


def test_a_repeated_key_is_refused(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    _run_also(monkeypatch, "marts", "INSERT INTO mart_neet SELECT * FROM mart_neet LIMIT 1")
    with pytest.raises(DataRefusedError, match=r"mart_neet.*stands 2 times, expected once"):
        build(settings)
    with pytest.raises(NotPublishedError):
        open_store(settings.paths)


def test_parts_that_miss_their_total_are_refused(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = "UPDATE mart_education_status SET numerator_count = 1 WHERE area_code = '101' AND status = 'AFBRUDT'"
    _run_also(monkeypatch, "marts", sql)
    with pytest.raises(DataRefusedError, match=r"area 101, 2024: the parts sum to .* the total is 28681"):
        build(settings)


def test_a_column_nobody_declared_is_refused(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    _run_also(monkeypatch, "marts", "ALTER TABLE mart_neet ADD COLUMN colour VARCHAR")
    with pytest.raises(DataRefusedError, match=r"mart_neet, column colour: is not declared in columns\.toml"):
        build(settings)


def test_an_impossible_share_is_refused(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    _run_also(monkeypatch, "marts", "UPDATE mart_profile SET value = 1.4 WHERE area_code = '101'")
    with pytest.raises(DataRefusedError, match="is not a share between 0 and 1"):
        build(settings)


def test_a_much_changed_build_waits_for_acceptance(built: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    before = open_store(built.paths).release.build_id
    _run_also(monkeypatch, "marts", "UPDATE mart_neet SET value = value * 2")
    with pytest.raises(DataRefusedError, match="--accept-changes"):
        build(built)
    assert open_store(built.paths).release.build_id == before
    accepted = build(built, accept_changes=True)
    assert accepted.publication.change_count > 400


def test_lost_rows_are_noticed(built: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    share = magnitude_rule().largest_row_loss_share
    _run_also(
        monkeypatch, "marts", f"DELETE FROM mart_neet WHERE hash(area_code, period) % 1000 < {(share + 0.1) * 1000}"
    )
    with pytest.raises(DataRefusedError, match=r"mart_neet: lost \d+ of the 448 figures it had"):
        build(built)


def test_revisions_are_listed(built: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    _run_also(monkeypatch, "marts", "UPDATE mart_neet SET value = 0.5 WHERE area_code = '101' AND period = '2024'")
    build(built)
    (change,) = open_store(built.paths).changes("neet_share")
    assert (change.area_code, change.period, change.old_value, change.new_value) == ("101", "2024", 0.0805, 0.5)


def test_an_unprotected_figure_is_never_published(built: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    from faglaert.dissemination import release

    before = open_store(built.paths).release.build_id
    monkeypatch.setattr(release, "violations", lambda frame, _rule: frame.head(1))
    with pytest.raises(BuildError, match="1 figures break the disclosure rule"):
        build(built)
    assert open_store(built.paths).release.build_id == before


def test_publishing_again_needs_a_warehouse(settings: Settings) -> None:
    with pytest.raises(BuildError, match="run `faglaert build`"):
        publish_again(settings)


def test_publishing_again_gives_a_new_build_with_the_same_figures(built: Settings) -> None:
    first = open_store(built.paths).release
    again = publish_again(built)
    assert again.build_id != first.build_id
    assert again.publication.change_count == 0


def test_two_builds_at_once_are_refused(settings: Settings) -> None:
    with exclusive(settings.paths.home, "build"), pytest.raises(FaglaertError, match="another build is running"):
        build(settings)


def test_the_ledger_remembers_every_release(built: Settings) -> None:
    builds = [open_store(built.paths).release.build_id, publish_again(built).build_id]
    entries = [json.loads(line) for line in built.paths.ledger.read_text(encoding="utf-8").splitlines()]
    assert [entry["build_id"] for entry in entries] == builds
    assert all(len(entry["sha256"]) == 64 for entry in entries)


def test_builds_of_one_second_are_named_in_their_order() -> None:
    moment = datetime(2026, 11, 23, 18, 56, 37, tzinfo=UTC)
    names = [new_build_id(moment + timedelta(microseconds=step)) for step in range(0, 1_000_000, 50_000)]
    assert names == sorted(names)


def test_old_builds_are_removed_and_the_current_stays(built: Settings) -> None:
    builds = [publish_again(built).build_id for _ in range(built.keep_builds + 2)]
    left = sorted(path.name for path in built.paths.published.glob("*.duckdb"))
    assert left == [f"published_{build_id}.duckdb" for build_id in sorted(builds)[-built.keep_builds :]]


def test_a_reader_of_the_old_build_is_not_disturbed(built: Settings) -> None:
    old = open_store(built.paths)
    for _ in range(built.keep_builds + 1):
        publish_again(built)
    assert old.observations("neet_share", "101")[-1].value == pytest.approx(0.0805)
    assert open_store(built.paths) is not old


def test_a_damaged_store_says_what_to_do(built: Settings) -> None:
    path = pointed_at(built.paths.published)
    assert path is not None
    broken = path.with_name("published_zz.duckdb")
    broken.write_bytes(b"no database")
    (built.paths.published / POINTER).write_text(broken.name)
    with pytest.raises(NotPublishedError, match="run `faglaert build`"):
        open_store(built.paths)


@pytest.mark.slow
def test_a_killed_build_leaves_the_old_one_served_and_the_next_clean(settings: Settings) -> None:
    command = [sys.executable, "-m", "faglaert.pipeline.cli", "build"]
    environment = os.environ | {"FAGLAERT_HOME": str(settings.home)}
    started = time.monotonic()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    duration = time.monotonic() - started
    for point in [random.Random(7).uniform(0.3, 1.0) * duration for _ in range(5)]:
        before = open_store(settings.paths).release.build_id
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(point)
        process.send_signal(signal.SIGKILL)
        process.wait()
        served = open_store(settings.paths)
        assert served.release.build_id >= before
        assert len(served.observations("neet_share")) > 400
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert [path.name for path in settings.paths.home.rglob("*.partial*")] == []


def _run_also(monkeypatch: pytest.MonkeyPatch, folder_name: str, sql: str) -> None:
    """Let a build run one more statement after the SQL of a folder: an error in a source, seen from the checks."""
    original = warehouse_build.run_sql_folder

    def run(connection: object, folder: Path) -> None:
        original(connection, folder)
        if folder.name == folder_name:
            connection.execute(sql)

    monkeypatch.setattr(warehouse_build, "run_sql_folder", run)
