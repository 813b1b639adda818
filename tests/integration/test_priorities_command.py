# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Programmes ranked from published figures by a file of weights."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from faglaert.definitions.dossier import measures
from faglaert.errors import DataRefusedError, UsageError
from faglaert.pipeline.cli import app
from faglaert.priorities.evidence import Direction
from faglaert.published.dossier import dossier, dossier_programmes
from faglaert.published.store import open_store
from faglaert.reports.priorities import dossier_evidence
from faglaert.settings import Settings
from tests.small_world.dossier_files import COOK, ELECTRICIAN, GLAZIER, dossier_installation

CARPENTER = "30354010"  # known by its shortage alone
WEIGHTS = "member;apprenticeship;wellbeing_overall;shortage\nA;1;0,5;1\nB;3;1;0\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An installation with figures of programmes."""
    return dossier_installation(tmp_path_factory.mktemp("priorities"))


def run(home: Settings, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.setenv("FAGLAERT_HOME", str(home.home))
    return CliRunner().invoke(app, ["priorities", *arguments])


def written(folder: Path, text: str) -> str:
    path = folder / "weights.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def ranked(home: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    """The data of the ranking by two members."""
    return json.loads(run(home, monkeypatch, "rank", written(tmp_path, WEIGHTS), "--top", "1", "--json").stdout)


def test_evidence_is_what_the_dossiers_show(home: Settings) -> None:
    store = open_store(home.paths)
    found = dossier_evidence((dossier(store, code) for code in (ELECTRICIAN, COOK, GLAZIER)), ("apprenticeship",))
    assert found.directions == (Direction.MORE,)
    assert found.low[:2, 0].tolist() == [0.7, 0.33]
    assert found.high[:2, 0].tolist() == [0.7, 0.67]
    assert np.isnan(found.low[2, 0])  # hidden for the region: the country's figure does not take its place


def test_the_ranking_has_score_bounds_and_evidence(ranked: dict[str, Any]) -> None:
    rows = {row["programme"]: row for row in ranked["ranking"]}
    assert (rows[ELECTRICIAN]["rank"], rows[ELECTRICIAN]["evidence"], rows[ELECTRICIAN]["best_rank"]) == (2, 1.0, 1)
    assert rows[COOK]["evidence"] == pytest.approx(1 - ranked["criteria"][1]["mean"])
    assert all(row["low"] <= row["score"] <= row["high"] for row in ranked["ranking"])


def test_a_first_place_on_little_evidence_is_called_uncertain(ranked: dict[str, Any]) -> None:
    first = ranked["ranking"][0]
    assert (first["programme"], first["evidence"]) == (CARPENTER, pytest.approx(0.2))
    assert (first["low"], first["high"]) == (pytest.approx(0.2), 1)
    assert ranked["uncertain_pairs"] == [{"first": CARPENTER, "second": ELECTRICIAN, "at_least": 0, "at_most": 1}]


def test_weights_of_members_stand_as_shares(ranked: dict[str, Any]) -> None:
    assert [each["measure"] for each in ranked["criteria"]] == ["apprenticeship", "wellbeing_overall", "shortage"]
    assert sum(each["mean"] for each in ranked["criteria"]) == pytest.approx(1)
    assert (ranked["criteria"][2]["lowest"], ranked["criteria"][2]["highest"]) == (0, pytest.approx(0.4))


def test_who_is_left_out_is_named(ranked: dict[str, Any]) -> None:
    named = {row["programme"] for row in ranked["ranking"]}
    assert named | set(ranked["without_evidence"]) == set(dossier_programmes())
    assert GLAZIER in ranked["without_evidence"]
    assert named.isdisjoint(ranked["without_evidence"])


def test_the_same_weights_give_the_same_answer(home: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = written(tmp_path, WEIGHTS)
    first, second = (run(home, monkeypatch, "rank", path, "--json").stdout for _ in range(2))
    assert first == second


def test_the_table_names_programmes(home: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    result = run(home, monkeypatch, "rank", written(tmp_path, WEIGHTS))
    assert result.exit_code == 0
    assert "Elektriker" in result.stdout


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty"),
        ("member;apprenticeship\n", "has no member"),
        ("member;happiness\nA;1\n", "is no measure"),
        ("name;apprenticeship\nA;1\n", "the headings are"),
        ("member;apprenticeship;apprenticeship\nA;1;1\n", "each measure once"),
        ("member;apprenticeship\nA;much\n", "row 2, column apprenticeship: 'much' is no weight"),
        ("member;apprenticeship\nA;-1\n", "is no weight"),
        ("member;apprenticeship\nA;nan\n", "is no weight"),
        ("member;apprenticeship\nA;0\n", "gives no criterion any weight"),
        ("member;apprenticeship\nA;1;2\n", "has 3 fields, expected 2"),
    ],
)
def test_a_file_that_means_nothing_is_refused(
    home: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, problem: str
) -> None:
    error = run(home, monkeypatch, "rank", written(tmp_path, text)).exception
    assert isinstance(error, DataRefusedError)
    assert problem in str(error)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * 1_000_001])
def test_a_file_that_is_no_text_is_refused(
    home: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "weights.csv"
    path.write_bytes(content)
    assert isinstance(run(home, monkeypatch, "rank", str(path)).exception, DataRefusedError)


def test_criteria_nobody_has_figures_of_are_called_wrongly(
    home: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    error = run(home, monkeypatch, "rank", written(tmp_path, "member,employment\nA,1\n")).exception
    assert isinstance(error, UsageError)


def test_the_measures_are_listed(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = json.loads(run(home, monkeypatch, "measures", "--json").stdout)
    assert [each["measure"] for each in listed] == list(measures())
    assert "shortage" in run(home, monkeypatch, "measures").stdout
