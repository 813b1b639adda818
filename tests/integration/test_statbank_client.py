# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The client against a server that answers as StatBank does: what is asked, and what comes back."""

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from faglaert.definitions.sources import StatbankRequest
from faglaert.errors import SourceError
from faglaert.sources.statbank import Statbank
from faglaert.sources.statbank_checks import check_reply, fill_zeros
from faglaert.sources.statbank_questions import Question, pose
from faglaert.sources.statbank_replies import parse_reply
from tests.integration.replay.figures import tables
from tests.integration.replay.server import StatbankReplay

STATUS = {"UDDSTAT": ("*",), "UDDANNELSE": ("TOT",), "GRUNDBEL": ("000", "101", "411"), "Tid": ("2024",)}


@pytest.fixture
def client(fetch_settings) -> Iterator[Statbank]:
    with Statbank.connect(fetch_settings) as made:
        yield made


def get(statbank: StatbankReplay, path: str) -> bytes:
    """The body of a GET with the question in the address."""
    with urllib.request.urlopen(statbank.base_url + urllib.parse.quote(path, safe="/?&=*")) as reply:
        return reply.read()


def ask(client: Statbank, table: str, variables: dict[str, tuple[str, ...]], file_format: str = "BULK") -> Question:
    return pose(client.tableinfo(table), StatbankRequest(table=table, format=file_format, variables=variables))


def download(client: Statbank, question: Question, folder: Path) -> pl.DataFrame:
    """The reply as a table, once it has passed the checks of a fetch."""
    target = folder / f"data.{question.format}"
    client.download(question, target)
    frame = parse_reply(target, question.format, name=target.name)
    check_reply(frame, question, name=target.name)
    return frame


def post(statbank: StatbankReplay, **question: Any) -> dict[str, Any]:
    """The body of a refusal, as it is on the wire."""
    body = json.dumps({"variables": []} | question).encode()
    request = urllib.request.Request(statbank.base_url + "data", body, {"Content-Type": "application/json"})
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request)
    with caught.value as refusal:
        return {"status": refusal.code} | json.load(refusal)


def test_subjects_are_read(client: Statbank, statbank: StatbankReplay) -> None:
    found = client.subjects(["1", "4"], recursive=True)
    assert [(each.id, each.description, each.has_subjects) for each in found] == [
        ("1", "Borgere", True),
        ("4", "Uddannelse og forskning", True),
    ]
    assert statbank.asked[0].body["subjects"] == ["1", "4"]


def test_tables_are_read(client: Statbank, statbank: StatbankReplay) -> None:
    found = {each.id: each for each in client.tables(["4"], past_days=7)}
    assert found["NEET3"].updated == "2025-11-06T08:00:00"
    assert (found["NEET3"].first_period, found["NEET3"].latest_period) == ("2010", "2024")
    assert statbank.asked[0].body["pastDays"] == 7


def test_inactive_tables_are_left_out_unless_asked_for(client: Statbank, statbank: StatbankReplay) -> None:
    statbank.update("FRKM125", active=False)
    assert "FRKM125" not in {each.id for each in client.tables()}
    assert "FRKM125" in {each.id for each in client.tables(include_inactive=True)}


def test_the_newest_table_of_a_pattern_is_found(client: Statbank) -> None:
    assert client.newest_table("FRKM1??").id == "FRKM126"
    with pytest.raises(SourceError, match=r"has no table FRLD1\?\? any more"):
        client.newest_table("FRLD1??")


def test_a_table_is_described(client: Statbank) -> None:
    info = client.tableinfo("neet3")
    assert (info.id, info.unit, info.suppressed_data_value) == ("NEET3", "Antal", "0")
    assert [each.id for each in info.variables] == ["STATUSNEET", "KØN", "BOPOMR", "SOCIO", "ALDER", "Tid"]
    assert [each.id for each in info.variables if each.time] == ["Tid"]


def test_total_codes_differ_from_table_to_table(client: Statbank) -> None:
    totals = {name: client.tableinfo(name).variable("KØN") for name in ("NEET3", "UDDAKT10", "RAS200")}
    assert [each and each.codes[0] for each in totals.values()] == ["00", "10", "TOT"]


def test_an_unknown_table_is_refused_in_the_words_of_the_api(client: Statbank) -> None:
    with pytest.raises(SourceError, match=r"question about NEET9: The table was not found \(EXTRACT-NOTFOUND\)"):
        client.tableinfo("NEET9")


def test_a_refusal_in_a_reply_that_says_ok_is_seen(client: Statbank, statbank: StatbankReplay) -> None:
    statbank.misbehave("unknown_table", at="tableinfo")
    with pytest.raises(SourceError, match=r"The table was not found \(EXTRACT-NOTFOUND\)"):
        client.tableinfo("NEET3")


def test_an_address_without_the_function_is_named(client: Statbank, statbank: StatbankReplay, fetch_settings) -> None:
    wrong = fetch_settings.model_copy(update={"statbank_url": statbank.base_url + "data/"})
    with Statbank.connect(wrong) as other:
        assert other.data_url.endswith("/v1/data/data")
    elsewhere = fetch_settings.model_copy(update={"statbank_url": statbank.base_url.removesuffix("v1/")})
    with Statbank.connect(elsewhere) as other, pytest.raises(SourceError, match=r"HTTP 405.*is the address"):
        other.tableinfo("NEET3")


def test_a_description_in_another_form_is_refused(client: Statbank, statbank: StatbankReplay) -> None:
    statbank.update("NEET3", variables=())
    with pytest.raises(SourceError, match=r"tableinfo in a form that is not as agreed: variables: .*may have changed"):
        client.tableinfo("NEET3")


def test_the_three_formats_give_the_same_table(client: Statbank, tmp_path: Path) -> None:
    frames = {}
    for file_format in ("BULK", "CSV", "JSONSTAT"):
        question = ask(client, "STATUSU6", STATUS, file_format)
        frame = download(client, question, tmp_path).select(
            "UDDSTAT", "UDDANNELSE", "GRUNDBEL", "TID", "INDHOLD", "is_hidden"
        )
        frames[file_format] = fill_zeros(frame, question) if file_format == "BULK" else frame
    in_order = [frame.sort("UDDSTAT", "GRUNDBEL") for frame in frames.values()]
    assert in_order[0].height == 15
    assert in_order[0].equals(in_order[1])
    assert in_order[1].equals(in_order[2])


def test_bulk_leaves_zeros_out_and_is_not_in_order(client: Statbank, tmp_path: Path) -> None:
    frame = download(client, ask(client, "STATUSU6", STATUS), tmp_path)
    assert frame.height == 10
    assert "411" not in frame["GRUNDBEL"]
    assert frame.rows() != frame.sort("UDDSTAT", "GRUNDBEL").rows()


def test_the_figures_are_those_of_the_source(client: Statbank, tmp_path: Path) -> None:
    frame = download(client, ask(client, "STATUSU6", STATUS), tmp_path)
    found = dict(frame.filter(pl.col("GRUNDBEL") == "101").select("UDDSTAT", "INDHOLD").iter_rows())
    assert (found["AA_TOTAL"], found["AFBRUDT"]) == (28681, 2676)


def test_a_decimal_comma_is_read(client: Statbank, tmp_path: Path) -> None:
    variables = {"OMRÅDE": ("000",), "HERKOMST": ("0",), "ALDER": ("16-64",), "KØN": ("TOT",), "BEREGNING": ("BFK",)}
    frame = download(client, ask(client, "RAS200", variables | {"Tid": ("2010",)}), tmp_path)
    assert frame["INDHOLD"].to_list() == [72.1]


def test_what_is_not_shown_is_hidden_and_not_zero(client: Statbank, tmp_path: Path) -> None:
    variables = {"STATUSNEET": ("10",), "KØN": ("00",), "BOPOMR": ("101",), "SOCIO": ("TOT",), "ALDER": ("1624",)}
    frame = download(client, ask(client, "NEET3", variables | {"Tid": ("2011", "2012")}), tmp_path)
    assert frame.sort("TID").select("TID", "INDHOLD", "is_hidden").rows() == [
        ("2011", None, True),
        ("2012", 1019, False),
    ]


def test_a_variable_left_out_gives_its_total(client: Statbank, tmp_path: Path) -> None:
    frame = download(client, ask(client, "FOLK1A", {"Tid": ("2020k1",)}, "JSONSTAT"), tmp_path)
    assert frame.rows() == [("2020K1", 5822763, False)]


def test_sex_without_a_total_is_added_up(client: Statbank, tmp_path: Path) -> None:
    asked = {"KOMMUNEDK": ("101",), "ALDER": ("TOT",)}
    frame = download(client, ask(client, "FRKM126", asked | {"Tid": ("2026",)}, "CSV"), tmp_path)
    assert frame.rows() == [("101", "TOT", "2026", 671714, False)]


def test_a_sum_is_computed_by_the_api(client: Statbank, tmp_path: Path) -> None:
    asked = {"OMRÅDE": ("sum(BY=101;147)",), "Tid": ("2026K1",)}
    frame = download(client, ask(client, "FOLK1A", asked, "CSV"), tmp_path)
    assert frame.rows() == [("BY", "2026K1", 671714 + 106150, False)]


@pytest.mark.parametrize("value", ["*", "(1)", "(-n+3)", "-(-n+2)", ">=2020<=2022", "<2012", "202*", "2024"])
def test_client_and_api_agree_on_what_a_value_stands_for(client: Statbank, tmp_path: Path, value: str) -> None:
    asked = {"STATUSNEET": ("10",), "BOPOMR": ("000",), "ALDER": ("1624",), "Tid": (value,)}
    question = ask(client, "NEET3", asked, "CSV")
    assert download(client, question, tmp_path)["TID"].to_list() == list(question.selections[3].codes)


def test_errors_have_the_form_of_the_api(statbank: StatbankReplay) -> None:
    time = {"code": "TID", "values": ["2099"]}
    refusal = post(statbank, table="FOLK1A", format="CSV", variables=[time])
    assert refusal == {"status": 400, "errorTypeCode": "EXTRACT-NOTFOUND", "message": "TID value 2099 is not valid"}


def test_too_many_cells_are_refused(statbank: StatbankReplay) -> None:
    everything = [{"code": code, "values": ["*"]} for code in ("kommunedk", "alder", "køn", "tid")]
    refusal = post(statbank, table="FRKM126", format="CSV", variables=everything)
    assert refusal["message"] == "2499000 cells are more than the limit of 1000000"


def test_bulk_wants_every_variable(statbank: StatbankReplay) -> None:
    refusal = post(statbank, table="FOLK1A", format="BULK", variables=[{"code": "Tid", "values": ["*"]}])
    assert refusal["message"] == "OMRÅDE must be given in a streaming format"


def test_a_question_in_the_address_is_answered_too(statbank: StatbankReplay) -> None:
    assert json.loads(get(statbank, "tableinfo?id=FOLK1A&format=JSON"))["id"] == "FOLK1A"
    assert len(json.loads(get(statbank, "tables?lang=da"))) == len(tables())
    lines = get(statbank, "data/folk1a/CSV?valuePresentation=Code&OMRÅDE=101,147&Tid=(1)").decode("utf-8-sig")
    assert lines.split() == ["OMRÅDE;TID;INDHOLD", "101;2026K1;671714", "147;2026K1;106150"]
    assert (
        get(statbank, "data?table=FOLK1A&format=BULK&OMRÅDE=101&KØN=tot&ALDER=ialt&CIVILSTAND=tot&Tid=*").count(b";")
        == 15
    )
