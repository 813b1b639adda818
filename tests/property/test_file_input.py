# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Whatever a delivered file holds, it is a table or it is refused: nothing in between, and no other error."""

import tempfile
from datetime import date, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from faglaert.definitions.file_requests import FileRequest
from faglaert.errors import DataRefusedError
from faglaert.sources.delivered_files import DeliveredFile, read_delivered
from faglaert.sources.file_values import read_measure, read_variable
from tests.delivered_files import SOURCES, TEXTS, as_excel

REQUESTS: dict[str, FileRequest] = {name: source.file for name, source in SOURCES.items() if source.file is not None}
COLUMNS = [column for request in REQUESTS.values() for column in request.columns]
CELL = st.text(max_size=12) | st.sampled_from(
    ["Elektriker", "RAR Fyn", "2026-01", "Mangel", "147401", "2025", "1.234", "3,4", "", "-", "99-99-9999", "1e9", "²"]
)

TYPED = (
    CELL.filter(lambda text: text.isprintable() and not text.startswith("="))
    | st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates(date(1900, 3, 1), date(2200, 1, 1))
    | st.datetimes(datetime(1901, 1, 1), datetime(2200, 1, 1))  # noqa: DTZ001  (a cell has no time zone)
)


def read(content: bytes, name: str, request: FileRequest) -> DeliveredFile | None:
    """What a file with this content is read as; None when it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            return read_delivered(path, request, name=name)
        except DataRefusedError:
            return None


@given(content=st.binary(max_size=400), suffix=st.sampled_from(["csv", "txt", "xlsx"]))
def test_any_bytes_are_refused_or_read(content: bytes, suffix: str) -> None:
    delivered = read(content, f"any.{suffix}", REQUESTS["star_balance"])
    assert delivered is None or delivered.row_count > 0


@given(source_id=st.sampled_from(sorted(REQUESTS)), tail=st.binary(max_size=60), data=st.data())
def test_a_spoilt_file_is_never_half_taken(source_id: str, tail: bytes, data: st.DataObject) -> None:
    whole = TEXTS[source_id].encode()
    cut = data.draw(st.integers(0, len(whole)))
    delivered = read(whole[:cut] + tail + whole[cut:], "spoilt.csv", REQUESTS[source_id])
    measures = max(len(REQUESTS[source_id].measures), 1)
    assert delivered is None or delivered.frame.height == delivered.row_count * measures


@given(source_id=st.sampled_from(sorted(REQUESTS)), rows=st.lists(st.lists(CELL, max_size=8), max_size=5))
def test_any_cells_below_the_right_headings_are_refused_or_read(source_id: str, rows: list[list[str]]) -> None:
    headings = ";".join(column.name for column in REQUESTS[source_id].columns)
    text = "\n".join([headings, *(";".join(row) for row in rows)])
    delivered = read(text.encode("utf-8", errors="replace"), "cells.csv", REQUESTS[source_id])
    assert delivered is None or not delivered.frame["INDHOLD"].is_nan().any()


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_damaged_workbook_is_refused_or_read(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows: list[list[object]] = [line.split(";") for line in TEXTS["star_balance"].splitlines()]
        whole = bytearray(as_excel(Path(folder), rows).read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    delivered = read(bytes(whole), "damaged.xlsx", REQUESTS["star_balance"])
    assert delivered is None or delivered.row_count > 0


@settings(max_examples=60, deadline=None)
@given(source_id=st.sampled_from(sorted(REQUESTS)), rows=st.lists(st.lists(TYPED, max_size=8), max_size=4))
def test_any_cells_of_a_workbook_are_refused_or_read_whole(source_id: str, rows: list[list[object]]) -> None:
    request = REQUESTS[source_id]
    with tempfile.TemporaryDirectory() as folder:
        whole = as_excel(Path(folder), [[column.name for column in request.columns], *rows]).read_bytes()
    delivered = read(whole, "cells.xlsx", request)
    filled = [row for row in rows if any(cell not in (None, "") for cell in row)]
    assert delivered is None or delivered.row_count <= len(filled)
    assert delivered is None or delivered.frame.height == delivered.row_count * max(len(request.measures), 1)


@given(column=st.sampled_from(COLUMNS), text=st.text(min_size=1, max_size=60))
def test_any_cell_is_a_value_or_has_a_reason(column, text: str) -> None:
    reader = read_measure if column.role == "measure" else read_variable
    try:
        said = reader(text, column)
    except ValueError as error:
        said = str(error)
    assert said is None or isinstance(said, float) or said.strip() != ""
