# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Whatever arrives, a reader gives a table or refuses the file; what StatBank would write comes back whole."""

import json
from itertools import product
from math import prod

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from faglaert.errors import DataRefusedError
from faglaert.sources.statbank_questions import CELL_LIMIT, Question, Selection, cell_count, split
from faglaert.sources.statbank_replies import parse_reply
from faglaert.sources.statbank_tables import TableInfo, Variable

CODES = st.text("ABCÆØÅ0123456789-_", min_size=1, max_size=6)
HEADINGS = st.lists(st.text("ABCÆØÅ0123456789", min_size=1, max_size=8), min_size=1, max_size=4, unique=True)
NUMBERS = st.none() | st.integers(-(10**12), 10**12).map(float) | st.integers(-(10**7), 10**7).map(lambda n: n / 100)
FORMATS = st.sampled_from(["BULK", "CSV", "JSONSTAT"])


def read(content: bytes, file_format: str) -> pl.DataFrame | DataRefusedError:
    """The table or the refusal; anything else that is raised is a fault of the reader."""
    try:
        return parse_reply(content, file_format, name="data")
    except DataRefusedError as error:
        return error


def is_sound(frame: pl.DataFrame | DataRefusedError) -> bool:
    """Refused with a reason, or a table of the agreed form in which exactly the hidden values are missing."""
    if isinstance(frame, DataRefusedError):
        return len(frame.findings) > 0
    *codes, value, hidden = frame.dtypes
    typed = (set(codes), value, hidden) == ({pl.String}, pl.Float64, pl.Boolean)
    return typed and frame["INDHOLD"].is_null().equals(frame["is_hidden"]) and not frame["INDHOLD"].is_infinite().any()


def written(value: float | None) -> str:
    return ".." if value is None else f"{value:.2f}".replace(".", ",")


@given(st.binary(), FORMATS)
def test_any_bytes_are_read_or_refused(content: bytes, file_format: str) -> None:
    assert is_sound(read(content, file_format))


@given(st.text(), FORMATS)
def test_any_text_below_a_header_is_read_or_refused(text: str, file_format: str) -> None:
    assert is_sound(read(("OMRÅDE;TID;INDHOLD\n" + text).encode("utf-8", "surrogatepass"), file_format))


@given(st.lists(st.lists(st.text(";,.0123456789-\r\n\"' \x00\x1f٣"), max_size=5).map(";".join), max_size=6))
def test_rows_that_are_nearly_right_are_read_or_refused(lines: list[str]) -> None:
    assert is_sound(read("\n".join(["A;TID;INDHOLD", *lines]).encode(), "BULK"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["index", "label", "0", "A"]), inner),
    max_leaves=12,
)


@given(
    st.fixed_dictionaries(
        {"dimension": st.fixed_dictionaries({"id": JSON, "size": JSON, "role": JSON, "A": JSON}), "value": JSON}
    )
)
def test_any_json_is_read_or_refused(dataset: object) -> None:
    assert is_sound(read(json.dumps({"dataset": dataset}).encode(), "JSONSTAT"))


@given(st.data())
def test_rows_come_back_as_they_were_written(data: st.DataObject) -> None:
    headings = data.draw(HEADINGS.filter(lambda each: "INDHOLD" not in each))
    rows = data.draw(st.lists(st.tuples(*(CODES for _ in headings), NUMBERS), max_size=8))
    lines = [";".join([*headings, "INDHOLD"]), *(";".join([*row[:-1], written(row[-1])]) for row in rows)]
    end = data.draw(st.sampled_from(["\n", "\r\n"]))
    bom = data.draw(st.sampled_from(["", "\ufeff"]))
    frame = read((bom + end.join(lines) + end).encode(), "BULK")
    assert isinstance(frame, pl.DataFrame)
    assert frame.rows() == [(*row, row[-1] is None) for row in rows]


@given(st.lists(st.lists(CODES, min_size=1, max_size=3, unique=True), min_size=1, max_size=3), st.data())
def test_json_stat_comes_back_as_it_was_written(dimensions: list[list[str]], data: st.DataObject) -> None:
    size = prod(len(codes) for codes in dimensions)
    values = data.draw(st.lists(NUMBERS, min_size=size, max_size=size))
    names = [f"V{position}" for position in range(len(dimensions))]
    content = {name: {"category": {"index": codes}} for name, codes in zip(names, dimensions, strict=True)}
    shape = {"id": names, "size": [len(codes) for codes in dimensions]}
    frame = read(json.dumps({"dataset": {"dimension": content | shape, "value": values}}).encode(), "JSONSTAT")
    assert isinstance(frame, pl.DataFrame)
    expected = [(*codes, value, value is None) for codes, value in zip(product(*dimensions), values, strict=True)]
    assert frame.rows() == expected


def question(sizes: list[int]) -> Question:
    """A question for that many codes of each variable; the last is time."""
    variables = [
        Variable(id=f"V{n}", text="", elimination=False, time=n == len(sizes) - 1, values=()) for n in range(len(sizes))
    ]
    chosen = [tuple(f"{n}" for n in range(size)) for size in sizes]
    info = TableInfo(id="T", text="", updated="", variables=tuple(variables))
    selections = [Selection(each, codes, codes) for each, codes in zip(variables, chosen, strict=True)]
    return Question(info, "CSV", tuple(selections))


@given(st.lists(st.integers(1, 60), min_size=1, max_size=5), st.integers(8, CELL_LIMIT))
def test_parts_of_a_question_are_within_the_limit_and_together_the_whole(sizes: list[int], limit: int) -> None:
    whole = question(sizes)
    parts = split(whole, limit=max(limit, cell_count(whole) // 200))
    assert all(cell_count(part) <= max(limit, cell_count(whole) // 200) for part in parts)
    assert sum(cell_count(part) for part in parts) == cell_count(whole)
