# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The command line: what it prints, where, and with which exit code."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from faglaert.pipeline import cli
from faglaert.settings import Settings

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], published: Settings, tmp_path: Path
) -> Run:
    """Run a command; gives exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAGLAERT_HOME", str(published.home))

    def run_command(*arguments: str, home: Path | None = None) -> tuple[int, str, str]:
        if home is not None:
            monkeypatch.setenv("FAGLAERT_HOME", str(home))
        monkeypatch.setattr("sys.argv", ["faglaert", *arguments])
        code = exit_code()
        output = capsys.readouterr()
        return code, output.out, output.err

    return run_command


def exit_code() -> int:
    try:
        cli.main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def listed(run: Run) -> dict[str, dict[str, Any]]:
    code, output, _ = run("indicators", "list", "--json")
    assert code == 0
    return {each["id"]: each for each in json.loads(output)}


def test_the_list_has_every_key_of_every_indicator(run: Run) -> None:
    keys = {"id", "track", "goal", "title", "unit", "direction", "value", "period", "area", "baseline", "change"}
    keys |= {"data_kind", "status", "source", "retrieved"}
    assert all(set(each) == keys for each in listed(run).values())


@pytest.mark.parametrize(
    ("indicator_id", "goal", "value", "period"),
    [
        ("completed_main_courses", 1, 5313, "2019/20"),
        ("dropout_basic_course_share", 1, 0.124, "2019"),
        ("dropout_main_course_share", 1, 0.076, "2019"),
        ("gf2_not_in_main_share_fjo", 1, 0.40, "2019"),
        ("gf2_not_in_main_share_khf", 1, 0.61, "2019"),
        ("gf2_not_in_main_share_osp", 1, 0.24, "2019"),
        ("gf2_not_in_main_share_tbt", 1, 0.24, "2019"),
        ("intake", 2, 9475, "2020"),
        ("intake_osp", 2, 1376, "2019/20"),
        ("intake_tbt", 2, 2537, "2019/20"),
        ("employment_share", 2, 0.81, "2018"),
        ("shortage_titles", 2, 19, "2021-01"),
        ("intake_18_plus", 3, 5068, "2018/19"),
        ("intake_18_plus_share", 3, 0.58, "2018/19"),
        ("neet_count", 3, 20820, "2018"),
        ("neet_share", 3, 0.10, "2018"),
    ],
)
def test_every_indicator_of_the_goals_has_the_documents_baseline(
    run: Run, indicator_id: str, goal: int, value: float, period: str
) -> None:
    found = listed(run)[indicator_id]
    assert (found["goal"], found["area"], found["data_kind"]) == (goal, "084", "official")
    assert (found["baseline"]["value"], found["baseline"]["period"]) == (value, period)


def test_a_municipality_has_its_own_series(run: Run) -> None:
    code, output, _ = run("indicators", "show", "neet_share", "--area", "101", "--json")
    content = json.loads(output)
    series = {row["period"]: row["value"] for row in content["series"]}
    assert code == 0
    assert (content["area"], content["value"], content["period"], content["change"]) == ("101", 0.0805, "2024", None)
    assert (series["2018"], series["2012"], len(series)) == (0.0929, 0.1019, 13)


def test_tables_for_people_are_in_danish_or_english(run: Run) -> None:
    assert "40 %" in run("indicators", "list")[1].replace("\N{NO-BREAK SPACE}", " ")
    assert "20,820 people" in run("indicators", "list", "--language", "en")[1]
    assert "8,1" in run("indicators", "show", "neet_share", "--area", "101")[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("indicators", "show", "nonsense"), "there is no indicator 'nonsense'; there are completed_main_courses"),
        (("indicators", "show", "neet_share", "--area", "999"), "neet_share has no figures for area '999'; it has 000"),
        (("indicators", "list", "--language", "fr"), "language 'fr' is not known; use da or en"),
        (("fetch", "nonsense"), "unknown source nonsense; there are"),
        (("fetch", "programme_document"), "is keyed from documents and cannot be fetched; fetch dst_"),
        (("nonsense",), "No such command"),
        (("build", "--nonsense"), "No such option"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_there_is(run: Run, arguments: tuple[str, ...], words: str) -> None:
    code, output, message = run(*arguments)
    assert (code, output) == (2, "")
    assert words in " ".join(message.split())


def test_nothing_published_ends_with_1_and_says_what_to_do(run: Run, tmp_path: Path) -> None:
    code, _, message = run("indicators", "list", home=tmp_path / "empty")
    assert (code, "run `faglaert build`" in message) == (1, True)


def test_building_reports_as_json(run: Run, tmp_path: Path) -> None:
    code, output, message = run("build", "--json", home=tmp_path / "new")
    content = json.loads(output)
    assert (code, message, content["changes"]) == (0, "", 0)
    assert content["file"] == f"published_{content['build_id']}.duckdb"


def test_publishing_again_and_checking(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "new"
    assert run("build", home=home)[0] == 0
    assert "0 differ from the release before" in run("publish")[1]
    assert "All is well" in run("check")[2]


def test_a_check_of_nothing_is_refused_with_3(run: Run, tmp_path: Path) -> None:
    code, output, message = run("check", "--json", home=tmp_path / "empty")
    assert code == 3
    assert {each["file"] for each in json.loads(output)} == {"warehouse", "published store"}
    assert "2 findings" in message


def test_sources_say_what_they_stand_on(run: Run) -> None:
    found = {each["id"]: each for each in json.loads(run("sources", "status", "--json")[1])}
    assert (found["dst_neet3"]["origin"], found["dst_neet3"]["retrieved"]) == ("embedded", "2026-11-22")
    assert (found["dst_ras310"]["origin"], found["dst_ras310"]["retrieved"]) == ("absent", None)
    assert "dst_statusu6" in run("sources", "status")[1]


def test_settings_show_their_origin_and_hide_secrets(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FAGLAERT_SECRET_KEY", "very-secret")
    (tmp_path / "faglaert.toml").write_text("port = 8100\n", encoding="utf-8")
    code, output, _ = run("config", "show", "--json")
    found = {each["name"]: (each["value"], each["origin"]) for each in json.loads(output)}
    assert (code, "very-secret" in output) == (0, False)
    assert found["secret_key"] == ("********", "environment")
    assert (found["port"], found["keep_builds"]) == (("8100", "file"), ("3", "default"))


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("colour = 'red'\n", "colour: Extra inputs"),
        ("port = 'x'\n", "port: Input should be"),
        ("port =\n", "not valid TOML"),
    ],
)
def test_wrong_settings_are_refused_by_name(run: Run, tmp_path: Path, file: str, words: str) -> None:
    (tmp_path / "faglaert.toml").write_text(file, encoding="utf-8")
    code, _, message = run("config", "show")
    assert (code, words in " ".join(message.split())) == (2, True)


def test_doctor_tells_what_is_missing(run: Run, tmp_path: Path) -> None:
    code, output, message = run("doctor", "--json", home=tmp_path / "empty")
    found = {each["subject"]: each for each in json.loads(output)}
    assert found["published figures"]["state"] == "missing"
    assert "run `faglaert build`" in found["published figures"]["advice"]
    assert (code, "published figures" in message) == (1, True)


def test_version(run: Run) -> None:
    assert run("--version")[:2] == (0, "0.1.0\n")
