# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Replies of uddannelsesstatistik.dk and Jobindsats by a handful of rows, right and wrong."""

import json
import re
from typing import Any

import pytest
from pydantic import ValidationError

from faglaert.definitions.sources import CubeRequest, JobindsatsRequest, Source, sources
from faglaert.errors import DataRefusedError
from faglaert.sources.jobindsats_replies import parse_table
from faglaert.sources.uddannelsesstatistik_replies import fill_hidden, parse_rows, read_page, repeated

AREA, YEAR = "[Bopælskommune].[Kommune]", "[Dato].[År Desc]"
DONE, ALL = "Lp-søgende med afsluttet grundforløb", "Lp-søgende i alt"
CUBE = CubeRequest(
    area="EUD", subject="PRAK", subsubject="SØG", measures=(DONE, ALL), details=(AREA, YEAR), totals_over=(AREA,)
)
TABLE = JobindsatsRequest(table="y25i07", period_values="latest:1", hierarchies={"_nykom": "*"})


def row(**changes: Any) -> dict[str, Any]:
    return {f"{AREA}.[Kommune]": "Køge", f"{YEAR}.[År Desc]": "2023", DONE: "12", ALL: "2.351", **changes}


def test_a_key_repeats_the_attribute() -> None:
    assert repeated("[Institution].[Institutionsnummer]") == "[Institution].[Institutionsnummer].[Institutionsnummer]"


def test_each_measure_gets_its_own_row() -> None:
    frame = parse_rows([row()], CUBE, name="side 0")
    assert frame.rows() == [("Køge", "2023", DONE, 12.0, False), ("Køge", "2023", ALL, 2351.0, False)]


def test_totals_carry_their_name() -> None:
    total = row()
    del total[f"{AREA}.[Kommune]"]
    frame = parse_rows([total], CUBE, name="total-0", totals=True)
    assert frame[AREA].to_list() == ["Hele landet", "Hele landet"]


def test_an_empty_or_absent_measure_is_hidden() -> None:
    without = row(**{DONE: ""})
    del without[ALL]
    assert parse_rows([without | {ALL: None}], CUBE, name="side 0")["is_hidden"].to_list() == [True, True]


def test_every_combination_without_a_row_is_hidden() -> None:
    rows = [row(), row(**{f"{AREA}.[Kommune]": "Sorø", f"{YEAR}.[År Desc]": "2022"})]
    filled = fill_hidden(parse_rows(rows, CUBE, name="side 0"), CUBE)
    hidden = filled.filter(is_hidden=True)
    assert hidden.select(AREA, YEAR).unique().sort(AREA).rows() == [("Køge", "2022"), ("Sorø", "2023")]
    assert (filled.height, hidden["INDHOLD"].null_count()) == (8, 4)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"Nyt": "1"}, "row 1: has 'Nyt', which was not asked for"),
        ({ALL: "ca. 5"}, f"row 1, column {ALL}: is 'ca. 5', which is no Danish number"),
        ({f"{YEAR}.[År Desc]": None}, "column [Dato].[År Desc].[År Desc]: is 'None'; expected a name"),
        ({f"{AREA}.[Kommune]": " "}, "is ' '; expected a name"),
    ],
)
def test_a_wrong_row_is_named(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(DataRefusedError, match=re.escape(words)):
        parse_rows([row(**changes)], CUBE, name="side 0")


@pytest.mark.parametrize(
    ("content", "rows"),
    [(b"[]", []), (b"null", []), (b'""', []), (b'"[]"', []), (b'[{"a": 1}]', [{"a": 1}]), (b'"[{}]"', [{}])],
)
def test_a_page_is_a_list_perhaps_inside_a_text(content: bytes, rows: list[Any]) -> None:
    assert read_page(content, name="side 0") == rows


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'"Fejl"', b"<html>", b"[" * 100_000])
def test_what_is_no_page_is_refused(content: bytes) -> None:
    with pytest.raises(DataRefusedError, match="side 0: is no"):
        read_page(content, name="side 0")


def table(columns: object, *rows: object) -> bytes:
    return json.dumps({"columns": columns, "rows": rows}, ensure_ascii=False).encode("utf-8-sig")


def test_a_measure_of_jobindsats_becomes_rows() -> None:
    frame = parse_table(table(["Periode", "Område", "A", "B"], ["2026M08", "Køge", 718, "1.388"]), TABLE, name="data")
    assert frame.columns == ["Periode", "Område", "MÅLING", "INDHOLD", "is_hidden"]
    assert frame.rows() == [("2026M08", "Køge", "A", 718.0, False), ("2026M08", "Køge", "B", 1388.0, False)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (table(["Periode", "Område"], []), "expected a period, 1 divisions and at least one measure"),
        (table(["Periode", "Område", "Område"], []), "has the columns"),
        (table(["Periode", "Område", 3], []), "no list of headings"),
        (table(["Periode", "Område", "A"]), "holds no rows"),
        (table(["Periode", "Område", "A"], ["2026M08", 718, 3]), "row 2, column Område: is '718'; expected a name"),
        (table(["Periode", "Område", "A"], ["2026M08", "Køge"]), "row 2: does not have the 3 fields"),
        (table(["Periode", "Område", "A"], ["1", "Køge", 2], ["1", "Køge", 3]), "1, Køge, A: stands twice"),
        (table(["Periode", "Område", "A"], *(["1", "K", "x"] for _ in range(30))), "and perhaps more rows"),
        (b"Periode;Omr", "is no JSON with columns and rows"),
        (b"[]", "is no JSON with columns and rows"),
    ],
)
def test_a_wrong_table_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(DataRefusedError, match=re.escape(words)):
        parse_table(content, TABLE, name="data")


def test_csv_is_refused_where_it_is_no_text() -> None:
    with pytest.raises(DataRefusedError, match="is no CSV in UTF-8"):
        parse_table(
            "Periode;Område;A\n2026M08;Køge;1".encode("latin-1"),
            TABLE.model_copy(update={"format": "csv"}),
            name="data",
        )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"is_mapped": False}, "says what it needs when it is not mapped"),
        ({"needs": {"da": "a", "en": "b"}}, "says what it needs when it is not mapped"),
        ({"subsubject": None}, "a mapped cube names area"),
        ({"totals_over": ("[X].[Y]",)}, "names details that are asked for"),
        ({"measures": (ALL, ALL)}, "may stand twice"),
        ({"page_start": 2}, "Input should be 0 or 1"),
        ({"ukendt": 1}, "Extra inputs are not permitted"),
    ],
)
def test_a_cube_that_does_not_hang_together_is_refused(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        CubeRequest.model_validate(CUBE.model_dump() | changes)


def test_a_request_goes_with_its_kind() -> None:
    content = sources()["job_ads"].model_dump() | {"kind": "uddannelsesstatistik"}
    with pytest.raises(ValidationError, match="part goes with kind = 'uddannelsesstatistik', and only with it"):
        Source.model_validate(content)


@pytest.mark.parametrize("source", [each for each in sources().values() if each.needs_key], ids=lambda each: each.id)
def test_a_source_with_a_key_has_a_credit_and_is_mapped_or_says_what_it_needs(source: Source) -> None:
    request = source.uddannelsesstatistik
    assert "Kilde:" in source.credit.da
    assert source.table_name
    assert request is None or request.is_mapped or len(request.needs.da) > 40  # type: ignore[union-attr]
