# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The queue of scenarios: equal requests make one run, a crash leaves no half result, and nothing grows without end."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from faglaert.atomic import exclusive
from faglaert.definitions.scenarios import FewerLostLever, IndustryLever, Scenario
from faglaert.errors import FaglaertError
from faglaert.paths import Paths
from faglaert.pipeline import scenario_queue, scenario_worker
from faglaert.pipeline.scenario_queue import Queue, QueueFullError
from faglaert.pipeline.scenario_worker import work_off

WORDS = {"da": "Prøve", "en": "Trial"}


def scenario(per_cent: float = 25) -> Scenario:
    lever = FewerLostLever(kind="fewer_lost", per_cent=per_cent, first_year=2027)
    return Scenario.model_validate(
        {"id": "s1", "name": WORDS, "description": WORDS, "source": "reader", "levers": [lever.model_dump()]}
    )


@pytest.fixture
def queue(tmp_path: Path) -> Queue:
    """The queue of an empty home."""
    return Queue(Paths(tmp_path))


def quick(*_args: object) -> dict[str, object]:
    return {"vintage": "v", "rows": [], "chain": []}


def test_two_equal_requests_make_one_run(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []
    monkeypatch.setattr(scenario_worker, "try_scenario", lambda *_args: runs.append("run") or quick())
    queue.ask("a", scenario())
    queue.ask("a", scenario())
    assert len(queue.waiting) == 1
    assert work_off(queue.paths) == 1
    assert (runs, queue.waiting) == (["run"], [])


def test_the_limit_of_a_run_is_lifted_after_it(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    before = resource.getrlimit(resource.RLIMIT_CPU)
    within: list[tuple[int, int]] = []

    def seen(*_args: object) -> dict[str, object]:
        within.append(resource.getrlimit(resource.RLIMIT_CPU))
        return quick()

    monkeypatch.setattr(scenario_worker, "try_scenario", seen)
    queue.ask("a", scenario())
    work_off(queue.paths)
    assert within[0] != before
    assert resource.getrlimit(resource.RLIMIT_CPU) == before


def test_a_run_gives_balance_difference_and_chain(queue: Queue) -> None:
    queue.ask("a", scenario())
    work_off(queue.paths)
    result = queue.result("a")
    assert result is not None
    skilled = next(row for row in result["rows"] if (row["education"], row["year"]) == ("skilled", 2035))
    assert skilled["difference"]["q50"] > 0
    narrow = skilled["difference"]["q90"] - skilled["difference"]["q10"]
    assert narrow < 0.1 * (skilled["base"]["q90"] - skilled["base"]["q10"])
    assert [row["year"] for row in result["chain"]] == list(range(2026, 2036))


def test_a_crash_leaves_no_half_result_and_is_tried_once_more(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_args: object) -> dict[str, object]:
        raise KeyboardInterrupt

    queue.ask("a", scenario())
    monkeypatch.setattr(scenario_worker, "try_scenario", crash)
    with pytest.raises(KeyboardInterrupt):
        work_off(queue.paths)
    assert queue.result("a") is None
    assert [path.stem for path in queue.waiting] == ["a"]
    monkeypatch.setattr(scenario_worker, "try_scenario", quick)
    work_off(queue.paths)
    assert queue.result("a") == quick()


def test_what_crashes_twice_is_given_up(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_args: object) -> dict[str, object]:
        raise KeyboardInterrupt

    queue.ask("a", scenario())
    monkeypatch.setattr(scenario_worker, "try_scenario", crash)
    for _ in range(scenario_worker.MOST_ATTEMPTS):
        with pytest.raises(KeyboardInterrupt):
            work_off(queue.paths)
    work_off(queue.paths)
    result = queue.result("a")
    assert result is not None
    assert "ended twice" in result["error"]
    assert queue.waiting == []


def test_what_is_refused_is_said(queue: Queue) -> None:
    lever = IndustryLever(kind="industry_growth", industries=("nowhere",), points_a_year=1)
    queue.ask("a", scenario().model_copy(update={"levers": (lever,)}))
    work_off(queue.paths)
    result = queue.result("a")
    assert result is not None
    assert "unknown code 'nowhere'" in result["error"]


def test_the_queue_is_bounded(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenario_queue, "MOST_WAITING", 2)
    for key in ("a", "b"):
        queue.ask(key, scenario())
    with pytest.raises(QueueFullError, match="try again in a minute"):
        queue.ask("c", scenario())
    queue.ask("a", scenario())
    assert [path.stem for path in queue.waiting] == ["a", "b"]


def test_only_the_newest_results_are_kept(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenario_queue, "MOST_KEPT", 2)
    for age, key in enumerate(("a", "b", "c")):
        queue.keep(key, quick())
        os.utime(queue.folder / "results" / f"{key}.json", (1_000_000 + age, 1_000_000 + age))
    queue.keep("d", quick())
    assert [queue.result(key) is not None for key in ("a", "b", "c", "d")] == [False, False, True, True]


def test_two_workers_do_not_work_at_once(queue: Queue) -> None:
    queue.ask("a", scenario())
    with exclusive(queue.folder, "worker on scenarios"), pytest.raises(FaglaertError, match="another worker"):
        work_off(queue.paths)
    assert [path.stem for path in queue.waiting] == ["a"]


def test_an_empty_queue_loads_nothing(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenario_worker, "current_inputs", lambda *_args: pytest.fail("inputs were read"))
    assert work_off(queue.paths) == 0


def test_a_request_keeps_its_place_when_it_is_tried_again(queue: Queue) -> None:
    queue.ask("b", scenario())
    first = queue.waiting[0]
    os.utime(first, (1_000_000, 1_000_000))
    queue.ask("a", scenario())
    scenario_queue.write_request(first, scenario().model_dump(mode="json"), attempts=1)
    assert [path.stem for path in queue.waiting] == ["b", "a"]
    assert json.loads(first.read_text(encoding="utf-8"))["attempts"] == 1


def test_the_worker_is_a_process_of_its_own(queue: Queue) -> None:
    worker = scenario_queue.start_worker(queue.paths)
    assert worker.wait(timeout=60) == 0
    assert worker.pid != os.getpid()


def test_pages_do_not_load_the_engine() -> None:
    code = "import sys, faglaert.pipeline.scenario_queue; sys.exit('faglaert.balance' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
