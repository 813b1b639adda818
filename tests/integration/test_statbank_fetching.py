# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Fetching a source: a new snapshot, no snapshot when nothing has changed, and what is recorded."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from faglaert.definitions.figures import series_figures
from faglaert.definitions.sources import Source, StatbankRequest, sources
from faglaert.errors import DataRefusedError, SourceError, UsageError
from faglaert.settings import Settings
from faglaert.sources.fetching import fetch, load_frame
from faglaert.sources.snapshots import current_snapshot, snapshot_history
from tests.integration.replay.figures import NEET_BASE
from tests.integration.replay.server import StatbankReplay

Modified = Callable[..., Source]
REPLAYED = [
    "dst_folk1a",
    "dst_frkm",
    "dst_genmf10",
    "dst_hfudd11",
    "dst_hfudd21",
    "dst_neet3",
    "dst_ovgarb10",
    "dst_ras200",
    "dst_ras310",
    "dst_statusu6",
    "dst_uddakt10",
]
TODAY = "2026-11-22T08:00:00"


@pytest.fixture
def neet() -> Source:
    return sources()["dst_neet3"]


def asking(source: Source, **changes: Any) -> Source:
    """The source with a changed question."""
    if source.statbank is None:
        pytest.fail(f"{source.id} is not had from StatBank")
    content = source.statbank.model_dump() | changes
    return source.model_copy(update={"statbank": StatbankRequest(**content)})


def projection(file_format: str, periods: str) -> Source:
    """The population projection of the newest table."""
    variables = {"KOMMUNEDK": ("*",), "ALDER": ("*",), "KØN": ("*",), "Tid": (periods,)}
    return asking(sources()["dst_frkm"], format=file_format, variables=variables)


@pytest.mark.parametrize("source_id", REPLAYED)
def test_a_configured_source_can_be_fetched_and_read(
    source_id: str, statbank: StatbankReplay, fetch_settings: Settings
) -> None:
    source = sources()[source_id]
    if source_id == "dst_frkm":
        source = projection("BULK", "(1)")
    result = fetch(source, fetch_settings)
    frame = load_frame(result.snapshot)
    assert result.kind == "new"
    assert frame.height == result.snapshot.rows > 0
    assert frame.columns[-2:] == ["INDHOLD", "is_hidden"]


def test_the_shares_of_neet_are_those_of_the_embedded_series(
    neet: Source, statbank: StatbankReplay, fetch_settings: Settings
) -> None:
    frame = load_frame(fetch(neet, fetch_settings).snapshot)
    rows = frame.select("STATUSNEET", "BOPOMR", "TID", "INDHOLD").rows()
    counts = {(area, period): count for status, area, period, count in rows if status == "10"}
    for figure in series_figures("neet_share"):
        if figure.value is not None:
            assert counts[figure.area_code, figure.period] / NEET_BASE == pytest.approx(figure.value / 100)


def test_an_unchanged_source_costs_one_request(
    neet: Source, statbank: StatbankReplay, fetch_settings: Settings
) -> None:
    first = fetch(neet, fetch_settings)
    statbank.forget()
    second = fetch(neet, fetch_settings)
    assert (second.kind, second.snapshot) == ("unchanged", first.snapshot)
    assert [each.function for each in statbank.asked] == ["tableinfo"]


def test_an_unchanged_table_under_a_changing_name_costs_one_request(
    statbank: StatbankReplay, fetch_settings: Settings
) -> None:
    fetch(projection("BULK", "(1)"), fetch_settings)
    statbank.forget()
    assert fetch(projection("BULK", "(1)"), fetch_settings).kind == "unchanged"
    assert [each.function for each in statbank.asked] == ["tables"]


def test_an_update_makes_a_new_snapshot_and_keeps_the_old(
    neet: Source, statbank: StatbankReplay, fetch_settings: Settings
) -> None:
    first = fetch(neet, fetch_settings).snapshot
    statbank.update("NEET3", updated=TODAY)
    second = fetch(neet, fetch_settings).snapshot
    assert (first.updated, second.updated) == ("2025-11-06T08:00:00", TODAY)
    assert snapshot_history(fetch_settings.paths, neet.id) == (first, second)


def test_another_question_makes_a_new_snapshot(
    neet: Source, statbank: StatbankReplay, fetch_settings: Settings
) -> None:
    fetch(neet, fetch_settings)
    assert fetch(asking(neet, format="CSV"), fetch_settings).kind == "new"


def test_a_new_vintage_takes_over_and_the_old_is_kept(statbank: StatbankReplay, fetch_settings: Settings) -> None:
    newest = statbank.tables.pop("FRKM126")
    source = projection("BULK", "2030")
    assert fetch(source, fetch_settings).snapshot.table == "FRKM125"
    statbank.tables["FRKM126"] = newest
    assert fetch(source, fetch_settings).snapshot.table == "FRKM126"
    assert [each.table for each in snapshot_history(fetch_settings.paths, source.id)] == ["FRKM125", "FRKM126"]


def test_the_description_is_kept_with_keys_nobody_knows(
    neet: Source, statbank: StatbankReplay, fetch_settings: Settings
) -> None:
    folder = fetch(neet, fetch_settings).snapshot.folder
    kept = json.loads((folder / "tableinfo.json").read_text(encoding="utf-8"))
    assert kept == statbank.tables["NEET3"].info()


def test_the_question_is_kept_as_it_was_sent(neet: Source, statbank: StatbankReplay, fetch_settings: Settings) -> None:
    folder = fetch(neet, fetch_settings).snapshot.folder
    kept = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    assert kept["bodies"] == [each.body for each in statbank.asked if each.function == "data"]
    assert kept["url"] == f"{statbank.base_url}data"


def test_too_much_for_one_reply_is_asked_for_in_parts(statbank: StatbankReplay, fetch_settings: Settings) -> None:
    result = fetch(projection("CSV", ">=2026<=2040"), fetch_settings)
    asked = [each.body["variables"][3]["values"] for each in statbank.asked if each.function == "data"]
    assert [len(each) for each in asked] == [10, 5]
    assert [path.name for path in result.snapshot.data_files] == ["data-001.csv", "data-002.csv"]
    assert load_frame(result.snapshot).height == result.snapshot.rows == 299_880


@pytest.mark.parametrize("file_format", ["BULK", "CSV", "JSONSTAT"])
def test_a_snapshot_is_read_by_its_own_format(
    file_format: str, neet: Source, statbank: StatbankReplay, fetch_settings: Settings
) -> None:
    frame = load_frame(fetch(asking(neet, format=file_format), fetch_settings).snapshot)
    area = frame.filter(BOPOMR="101", TID="2024", STATUSNEET="10")
    assert area["INDHOLD"].to_list() == [805]


def test_a_snapshot_that_was_changed_is_refused_by_row(
    neet: Source, statbank: StatbankReplay, fetch_settings: Settings
) -> None:
    snapshot = fetch(neet, fetch_settings).snapshot
    path = snapshot.data_files[0]
    path.chmod(0o644)
    path.write_text("STATUSNEET;TID;INDHOLD\n10;2024;mange\n", encoding="utf-8")
    with pytest.raises(DataRefusedError, match=r"data\.csv, row 2, column INDHOLD: is 'mange'"):
        load_frame(snapshot)


def test_a_damaged_snapshot_is_mended_by_fetching(
    neet: Source, statbank: StatbankReplay, fetch_settings: Settings
) -> None:
    path = fetch(neet, fetch_settings).snapshot.data_files[0]
    path.chmod(0o644)
    path.write_bytes(b"")
    with pytest.raises(DataRefusedError, match="run `faglaert fetch`"):
        current_snapshot(fetch_settings.paths, neet.id)
    mended = fetch(neet, fetch_settings)
    assert (mended.kind, current_snapshot(fetch_settings.paths, neet.id)) == ("new", mended.snapshot)


def test_progress_is_told_in_steps_and_bytes(neet: Source, statbank: StatbankReplay, fetch_settings: Settings) -> None:
    told: list[tuple[str, int, int | None]] = []
    result = fetch(neet, fetch_settings, progress=lambda *each: told.append(each))
    assert [what for what, *_ in dict.fromkeys((what,) for what, *_ in told)] == [
        "dst_neet3: description",
        "NEET3: part 1 of 1",
        "dst_neet3: check",
    ]
    assert max(done for _, done, _ in told) == result.snapshot.data_files[0].stat().st_size


def test_a_variable_that_has_gone_is_named_before_data_are_asked_for(
    neet: Source, statbank: StatbankReplay, fetch_settings: Settings
) -> None:
    table = statbank.tables["NEET3"]
    statbank.update("NEET3", variables=tuple(each for each in table.variables if each.code != "SOCIO"))
    with pytest.raises(SourceError, match=r"dst_neet3 was not fetched: table NEET3 .*\n.*variable SOCIO is not in"):
        fetch(neet, fetch_settings)
    assert "data" not in {each.function for each in statbank.asked}


def test_a_code_that_was_guessed_wrong_is_refused_with_what_the_table_has(
    statbank: StatbankReplay, fetch_settings: Settings
) -> None:
    table = statbank.tables["HFUDD21"]
    named_otherwise = [replace(each, code="IGANG") if each.code == "IGUDD" else each for each in table.variables]
    statbank.update("HFUDD21", variables=tuple(named_otherwise))
    with pytest.raises(SourceError, match=r"variable IGUDD is not in the table, which has .*HFUDD, IGANG, ALDER"):
        fetch(sources()["dst_hfudd21"], fetch_settings)
    assert "data" not in {each.function for each in statbank.asked}


def test_a_new_variable_has_to_be_configured(neet: Source, statbank: StatbankReplay, fetch_settings: Settings) -> None:
    fewer = {code: values for code, values in neet.statbank.variables.items() if code != "SOCIO"}
    with pytest.raises(SourceError, match="variable SOCIO must be given in the format BULK"):
        fetch(asking(neet, variables=fewer), fetch_settings)


def test_a_source_that_is_keyed_cannot_be_fetched(fetch_settings: Settings) -> None:
    with pytest.raises(UsageError, match="programme_document is keyed from documents"):
        fetch(sources()["programme_document"], fetch_settings)


def test_no_network_says_so(neet: Source, fetch_settings: Settings, statbank: StatbankReplay) -> None:
    nobody = fetch_settings.model_copy(update={"statbank_url": "http://127.0.0.1:1/v1/"})
    with pytest.raises(SourceError, match=r"cannot be reached \(is there a network\?\).*\n.*no earlier snapshot"):
        fetch(neet, nobody)
