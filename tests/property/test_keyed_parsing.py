# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Whatever the two providers that ask for a key send, it is read whole or refused; what they would write comes back."""

import json
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from faglaert.definitions.sources import CubeRequest, JobindsatsRequest
from faglaert.errors import DataRefusedError
from faglaert.sources.access import provider_words
from faglaert.sources.danish_numbers import danish_number
from faglaert.sources.jobindsats_replies import parse_table, read_description
from faglaert.sources.uddannelsesstatistik_replies import parse_rows, read_page, repeated

AREA, YEAR, MEASURE = "[Sted].[Kommune]", "[År].[År]", "Antal"
CUBE = CubeRequest(area="A", subject="B", subsubject="C", measures=(MEASURE,), details=(AREA, YEAR))
TABLES = {
    form: JobindsatsRequest(table="y", period_values="latest:1", hierarchies={"_h": "*"}, format=form)
    for form in ("json", "csv")
}
NAMES = st.text("ABCæøå0123456789 -", min_size=1, max_size=8).filter(str.strip)
NUMBERS = st.none() | st.integers(-(10**9), 10**9).map(float) | st.integers(-(10**7), 10**7).map(lambda n: n / 100)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["columns", "rows", "periods", MEASURE, repeated(AREA), repeated(YEAR)]), inner
        )
    ),
    max_leaves=12,
)


def danish(value: float | None) -> str:
    """A number as Danes write it."""
    return "" if value is None else f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


def cube(content: bytes) -> pl.DataFrame | DataRefusedError:
    try:
        return parse_rows(read_page(content, name="side"), CUBE, name="side")
    except DataRefusedError as error:
        return error


def table(content: bytes, form: str) -> pl.DataFrame | DataRefusedError:
    try:
        return parse_table(content, TABLES[form], name="data")
    except DataRefusedError as error:
        return error


def is_sound(frame: pl.DataFrame | DataRefusedError) -> bool:
    """Refused with a reason, or a table of the agreed form in which exactly the hidden values are missing."""
    if isinstance(frame, DataRefusedError):
        return len(frame.findings) > 0
    *codes, value, hidden = frame.dtypes
    is_typed = (set(codes), value, hidden) == ({pl.String}, pl.Float64, pl.Boolean)
    return is_typed and frame["INDHOLD"].is_null().equals(frame["is_hidden"]) and not frame["INDHOLD"].is_nan().any()


@given(NUMBERS, st.sampled_from(["", " %", "\N{NO-BREAK SPACE}%"]))
def test_a_danish_number_comes_back(value: float | None, sign: str) -> None:
    text = danish(value)
    assert danish_number(text and text + sign) == value


@given(st.text("0123456789.,-% \N{NO-BREAK SPACE}", max_size=12))
def test_a_number_read_is_written_in_danish(text: str) -> None:
    try:
        value = danish_number(text)
    except ValueError:
        return
    digits = [sign for sign in text if sign.isdigit()]
    assert (value is None) == (digits == [])


@given(st.text())
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        value = danish_number(text)
    except ValueError:
        value = None
    assert value is None or abs(value) < 1e40


@given(st.binary())
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert all(is_sound(each) for each in (cube(content), table(content, "json"), table(content, "csv")))
    assert "\n" not in provider_words(content)


@given(JSON)
def test_any_json_is_read_or_refused(content: Any) -> None:
    raw = json.dumps(content).encode()
    assert is_sound(cube(raw))
    assert is_sound(table(raw, "json"))


@given(st.lists(st.dictionaries(st.sampled_from([repeated(AREA), repeated(YEAR), MEASURE]), JSON), max_size=4))
def test_rows_that_are_nearly_right_are_read_or_refused(rows: Any) -> None:
    assert is_sound(cube(json.dumps(rows).encode()))


@given(st.lists(st.lists(st.text(";,.0123456789-\"' \x00"), max_size=4).map(";".join), max_size=5))
def test_lines_that_are_nearly_right_are_read_or_refused(lines: list[str]) -> None:
    assert is_sound(table("\n".join(["Periode;Sted;Antal", *lines]).encode(), "csv"))


@given(st.binary() | JSON.map(lambda content: json.dumps(content).encode()))
def test_any_description_is_read_or_refused(content: bytes) -> None:
    try:
        known = len(read_description(content, name="table.json").periods)
    except DataRefusedError as error:
        known = len(error.findings)
    assert known > 0


@given(st.dictionaries(st.tuples(NAMES, NAMES), NUMBERS, max_size=8), st.booleans())
def test_a_page_comes_back_as_it_was_written(cells: dict[tuple[str, str], float | None], is_double: bool) -> None:
    rows = [{repeated(AREA): a, repeated(YEAR): y, MEASURE: danish(value)} for (a, y), value in cells.items()]
    text = json.dumps(rows, ensure_ascii=False)
    frame = cube((json.dumps(text) if is_double else text).encode())
    assert isinstance(frame, pl.DataFrame)
    assert frame.rows() == [(a, y, MEASURE, value, value is None) for (a, y), value in cells.items()]


@given(
    st.dictionaries(st.tuples(NAMES.map(str.strip), NAMES.map(str.strip)), NUMBERS, min_size=1, max_size=8),
    st.sampled_from(["json", "csv"]),
)
def test_a_table_comes_back_as_it_was_written(cells: dict[tuple[str, str], float | None], form: str) -> None:
    columns, rows = ["Periode", "Sted", "Antal"], [[p, a, danish(value)] for (p, a), value in cells.items()]
    text = "\n".join(";".join(row) for row in [columns, *rows])
    frame = table(
        (json.dumps({"columns": columns, "rows": rows}) if form == "json" else text).encode("utf-8-sig"), form
    )
    assert isinstance(frame, pl.DataFrame)
    assert frame.rows() == [(p, a, "Antal", value, value is None) for (p, a), value in cells.items()]
