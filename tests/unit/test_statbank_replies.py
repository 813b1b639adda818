# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Replies as tables: BULK and CSV, JSON-stat version 1, what is held against the question, and left-out zeros."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from faglaert.definitions.sources import StatbankRequest
from faglaert.errors import DataRefusedError
from faglaert.sources.statbank_checks import check_reply, fill_zeros
from faglaert.sources.statbank_questions import Question, pose
from faglaert.sources.statbank_replies import parse_reply, parse_rows
from faglaert.sources.statbank_tables import TableInfo

BOM = "\ufeff"
COLUMNS = ["OMRÅDE", "TID", "INDHOLD", "is_hidden"]
# The example of Statistics Denmark's description of the API: the population of Denmark, first quarter of 2020.
POPULATION = {
    "dataset": {
        "dimension": {
            "ContentsCode": {
                "label": "Indhold",
                "category": {
                    "index": {"FOLK1A": 0},
                    "label": {"FOLK1A": "Indhold"},
                    "unit": {"FOLK1A": {"base": "number", "decimals": 0}},
                },
            },
            "Tid": {"label": "time", "category": {"index": {"2020K1": 0}, "label": {"2020K1": "2020Q1"}}},
            "id": ["ContentsCode", "Tid"],
            "size": [1, 1],
            "role": {"metric": ["ContentsCode"], "time": ["Tid"]},
        },
        "label": "Population at the first day of the quarter",
        "source": "Statistics Denmark",
        "updated": "2020-02-11T07:00:00Z",
        "value": [5822763],
    }
}
INFO = TableInfo.model_validate(
    {
        "id": "PRØVE",
        "text": "En lille tabel",
        "suppressedDataValue": "0",
        "updated": "2026-02-11T08:00:00",
        "variables": [
            {
                "id": "OMRÅDE",
                "text": "område",
                "elimination": True,
                "values": [{"id": c, "text": c} for c in ("000", "101")],
            },
            {
                "id": "Tid",
                "text": "tid",
                "elimination": False,
                "time": True,
                "values": [{"id": c, "text": c} for c in ("2023", "2024")],
            },
        ],
    }
)


def question(file_format: str = "BULK", area: tuple[str, ...] = ("*",), time: tuple[str, ...] = ("*",)) -> Question:
    asked = StatbankRequest(table="PRØVE", format=file_format, variables={"OMRÅDE": area, "Tid": time})
    return pose(INFO, asked)


def rows(*lines: str, end: str = "\r\n") -> bytes:
    return (BOM + end.join(["OMRÅDE;TID;INDHOLD", *lines]) + end).encode()


def read(*lines: str) -> pl.DataFrame:
    return parse_rows(rows(*lines), name="data.csv")


def dataset(**changes: Any) -> bytes:
    """Two sexes, two countries of birth, two years; values as in the description of the API."""
    made: dict[str, Any] = {
        "dimension": {
            "KØN": {"category": {"index": {"1": 0, "2": 1}}},
            "FODLAND": {"category": {"index": ["5100", "5115"]}},
            "ContentsCode": {"category": {"index": {"FOLK": 0}}},
            "Tid": {"category": {"index": {"2024K2": 1, "2024K1": 0}}},
            "id": ["KØN", "FODLAND", "ContentsCode", "Tid"],
            "size": [2, 2, 1, 2],
            "role": {"metric": ["ContentsCode"]},
        },
        "value": [7016, 7095, 1266, 1263, 9454, 9471, 2766, 2787],
    }
    dimension = made["dimension"] | changes.pop("dimension", {})
    return json.dumps({"dataset": made | changes | {"dimension": dimension}}).encode()


def test_rows_are_read_with_bom_decimal_comma_and_hidden_values() -> None:
    frame = read("000;2023;9,14", "101;2023;..", "101;2024;-3")
    assert frame.columns == COLUMNS
    assert frame.rows() == [("000", "2023", 9.14, False), ("101", "2023", None, True), ("101", "2024", -3.0, False)]


def test_codes_stay_text_and_keep_their_zeros() -> None:
    assert read("084;2024;1").schema == {
        "OMRÅDE": pl.String,
        "TID": pl.String,
        "INDHOLD": pl.Float64,
        "is_hidden": pl.Boolean,
    }


def test_headings_are_written_large_and_lines_may_end_in_either_way() -> None:
    frame = parse_rows("område;Tid;Indhold\n000;2023;1\n\n".encode(), name="data.csv")
    assert frame.columns == COLUMNS
    assert frame.height == 1


def test_a_header_alone_is_a_table_without_rows() -> None:
    assert read().is_empty()
    assert read().columns == COLUMNS


@pytest.mark.parametrize(
    ("lines", "finding"),
    [
        (["000;2023;1", "101;2023"], "data.csv, row 3: has 2 fields, expected 3: '101;2023'"),
        (["000;2023;1;2"], "data.csv, row 2: has 4 fields, expected 3: '000;2023;1;2'"),
        (
            ["000;2023;ca. 5"],
            "data.csv, row 2, column INDHOLD: is 'ca. 5'; expected a number with decimal comma, or ..",
        ),
        (["000;2023;"], "data.csv, row 2, column INDHOLD: is ''; expected a number with decimal comma, or .."),
        (["000;2023;1.5"], "data.csv, row 2, column INDHOLD: is '1.5'; expected a number with decimal comma, or .."),
        (["000;2023;1", ";2023;1"], "data.csv, row 3, column OMRÅDE: is empty; expected a code"),
        (["000;2023;1\x1f"], "data.csv, row 2: holds a control character: '000;2023;1\\x1f'"),
    ],
)
def test_a_malformed_row_is_named(lines: list[str], finding: str) -> None:
    with pytest.raises(DataRefusedError) as caught:
        read(*lines)
    assert [str(each) for each in caught.value.findings] == [finding]


def test_many_malformed_rows_are_counted() -> None:
    with pytest.raises(DataRefusedError) as caught:
        read(*["000;2023;x"] * 25)
    assert len(caught.value.findings) == 21
    assert str(caught.value.findings[-1]) == "data.csv: and 5 more rows"


@pytest.mark.parametrize(
    "content",
    [b"", BOM.encode(), b"<html>", b"TID;INDHOLD;TID\n", b"INDHOLD\n", b"A;A;INDHOLD\n", b"A;;INDHOLD\n", b"\xff\xfe"],
)
def test_what_has_no_header_is_refused(content: bytes) -> None:
    with pytest.raises(DataRefusedError, match=r"data\.csv, row 1: "):
        parse_rows(content, name="data.csv")


def test_a_line_that_is_not_utf_8_is_named() -> None:
    with pytest.raises(DataRefusedError, match=r"data\.csv, row 3: is not UTF-8"):
        parse_rows(rows("000;2023;1") + "K\xf8benhavn;2023;1".encode("latin-1"), name="data.csv")


def test_a_file_reads_as_its_content_does(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(rows("000;2023;9,14"))
    assert parse_rows(path, name="x").equals(parse_rows(path.read_bytes(), name="x"))


def test_the_example_of_the_description_is_the_population_of_denmark() -> None:
    frame = parse_reply(json.dumps(POPULATION).encode(), "JSONSTAT", name="data.json")
    assert frame.rows(named=True) == [{"TID": "2020K1", "INDHOLD": 5822763.0, "is_hidden": False}]


def test_values_of_json_stat_are_row_major() -> None:
    frame = parse_reply(dataset(), "JSONSTAT", name="data.json")
    assert frame.columns == ["KØN", "FODLAND", "TID", "INDHOLD", "is_hidden"]
    assert frame.row(1) == ("1", "5100", "2024K2", 7095.0, False)
    assert frame.row(4) == ("2", "5100", "2024K1", 9454.0, False)
    assert frame.row(7) == ("2", "5115", "2024K2", 2787.0, False)


def test_a_null_in_json_stat_is_hidden() -> None:
    frame = parse_reply(dataset(value=[None, *range(7)]), "JSONSTAT", name="data.json")
    assert frame.row(0) == ("1", "5100", "2024K1", None, True)


def test_values_of_json_stat_may_stand_by_position() -> None:
    frame = parse_reply(dataset(value={"0": 7016, "7": 2787}), "JSONSTAT", name="data.json")
    assert frame["INDHOLD"].drop_nulls().to_list() == [7016, 2787]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[]", "TypeError"),
        (b"{", "JSONDecodeError"),
        (b"\xff", "UnicodeDecodeError"),
        (b'{"dataset": {}}', "KeyError"),
        (dataset(value=[1]), "value does not hold the 8 values that size says"),
        (dataset(value="12345678"), "value does not hold"),
        (dataset(value=["1", *range(7)]), "the value '1' is no number"),
        (dataset(value=[True, *range(7)]), "the value 'True' is no number"),
        (dataset(value={"8": 1}), "a value stands outside the table"),
        (dataset(value=[10**400, *range(7)]), "a value is too large"),
        (dataset().replace(b"7016", b"NaN"), "NaN is no number"),
        (dataset(dimension={"size": [2, 2, 1, 3]}), "size is"),
        (dataset(dimension={"role": {}, "id": ["KØN", "KØN"]}), "size is"),
        (dataset(dimension={"KØN": {"category": {"index": ["1", "1"]}}}), "a code twice"),
        (dataset(dimension={"role": {"metric": ["KØN"]}}), "KØN holds several contents"),
        (json.dumps(POPULATION).replace('"Tid"', '"INDHOLD"').encode(), "INDHOLD occurs twice"),
        (json.dumps(POPULATION).replace('"metric": [', '"metric": ["Tid", ').encode(), "it has no dimensions"),
    ],
)
def test_what_is_no_json_stat_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(DataRefusedError, match=rf"data\.json: is no JSON-stat version 1 dataset: .*{reason}"):
        parse_reply(content, "JSONSTAT", name="data.json")


def test_a_huge_json_stat_is_not_spread_out() -> None:
    codes = {"category": {"index": [str(number) for number in range(400)]}}
    dimension = {"id": ["A", "B", "C"], "size": [400] * 3, "A": codes, "B": codes, "C": codes}
    content = json.dumps({"dataset": {"dimension": dimension, "value": {}}}).encode()
    with pytest.raises(DataRefusedError, match="64000000 values, too many"):
        parse_reply(content, "JSONSTAT", name="data.json")


def test_a_reply_that_holds_what_was_asked_passes() -> None:
    check_reply(read("000;2023;1", "000;2024;2"), question(), name="data.csv")
    with pytest.raises(DataRefusedError, match="lacks 2023"):
        check_reply(read("000;2024;2"), question(), name="data.csv")
    assert check_reply(read("000;2024;2"), question(time=("(1)",)), name="data.csv") is None


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ([], "data.csv: holds no rows; expected data"),
        (["000;2023;1"], "data.csv, column TID: lacks 2024, which was asked for"),
        (
            ["000;2023;1", "000;2024;1", "999;2024;1"],
            "data.csv, row 4, column OMRÅDE: is '999', a code that table PRØVE does not have",
        ),
        (
            ["101;2023;1", "000;2023;1", "000;2024;1", "000;2023;2"],
            "data.csv, row 3: holds a combination of codes that stands in another row too",
        ),
    ],
)
def test_a_reply_that_does_not_hold_what_was_asked_is_refused(lines: list[str], problem: str) -> None:
    with pytest.raises(DataRefusedError) as caught:
        check_reply(read(*lines), question(), name="data.csv")
    assert [str(each) for each in caught.value.findings] == [problem]


def test_other_columns_than_asked_for_are_refused() -> None:
    frame = parse_rows(b"BOPOMR;TID;INDHOLD\n000;2023;1\n", name="data.csv")
    with pytest.raises(DataRefusedError, match="has the columns BOPOMR, TID; expected OMRÅDE, TID"):
        check_reply(frame, question(), name="data.csv")


def test_a_computed_code_is_known_by_its_name() -> None:
    asked = question("CSV", area=("sum(ØST=000;101)",))
    check_reply(read("ØST;2023;1", "ØST;2024;1"), asked, name="data.csv")
    with pytest.raises(DataRefusedError, match="is 'VEST', a code that table PRØVE does not have"):
        check_reply(read("ØST;2023;1", "VEST;2024;1"), asked, name="data.csv")


def test_zeros_that_were_left_out_are_filled_in_and_hidden_values_stay_hidden() -> None:
    filled = fill_zeros(read("101;2024;..", "000;2023;9,5"), question())
    assert filled.rows() == [
        ("000", "2023", 9.5, False),
        ("000", "2024", 0.0, False),
        ("101", "2023", 0.0, False),
        ("101", "2024", None, True),
    ]


def test_a_missing_row_is_no_zero_where_the_table_leaves_out_something_else() -> None:
    other = INFO.model_copy(update={"suppressed_data_value": ".."})
    asked = pose(other, StatbankRequest(table="PRØVE", variables={"OMRÅDE": ("*",), "Tid": ("*",)}))
    with pytest.raises(DataRefusedError, match=r"PRØVE: leaves out \.\., so that a missing row is no zero"):
        fill_zeros(read("000;2023;1"), asked)


def test_more_combinations_than_memory_holds_are_not_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("faglaert.sources.statbank_checks.MOST_COMBINATIONS", 3)
    with pytest.raises(DataRefusedError, match="4 combinations cannot all be written out"):
        fill_zeros(read("000;2023;1"), question())
