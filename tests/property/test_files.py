# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Whatever the text, files can be read back and no spreadsheet is made to run it."""

import csv
import io
import json
import re
from datetime import date
from itertools import product

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from faglaert.published.files import Column, Dimension, FileTable, excel_csv, file_name, json_stat, raw_csv, xlsx

COLUMNS = (
    Column("area_code", "Område", "Area", "text"),
    Column("period", "Periode", "Period", "text"),
    Column("value", "Antal", "Number", "number"),
    Column("status", "Status", "Status", "text"),
)
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n\r"), max_size=20)
NUMBERS = st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6, allow_nan=False)


def table(rows):
    names = ("area_code", "period", "value", "status")
    return FileTable("t", "t", "t", COLUMNS, tuple(dict(zip(names, row, strict=True)) for row in rows), ())


ROWS = st.one_of(
    st.tuples(TEXT, TEXT, NUMBERS, st.just("shown")),
    st.tuples(TEXT, TEXT, st.none(), st.sampled_from(["suppressed", "missing", "not_applicable"])),
)
TABLES = st.lists(ROWS, max_size=6).map(table)


def read(content, delimiter):
    return list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter))


@given(TABLES)
def test_raw_csv_comes_back_as_it_was(table):
    rows = read(raw_csv(table).decode("utf-8"), ",")[1:]
    assert len(rows) == len(table.rows)
    for cells, row in zip(rows, table.rows, strict=True):
        assert cells[:2] + cells[3:] == [row["area_code"], row["period"], row["status"]]
        assert (float(cells[2]) if cells[2] else None) == row["value"]


@given(TABLES)
def test_no_text_cell_of_excel_csv_can_run(table):
    for cells in read(excel_csv(table, "da").decode("utf-8-sig"), ";"):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in cells[:2])


@given(TABLES)
def test_excel_csv_shows_a_number_or_a_symbol_never_both(table):
    for cells in read(excel_csv(table, "da").decode("utf-8-sig"), ";")[1:]:
        assert bool(cells[2]) != bool(cells[3])


@given(TABLES)
@settings(max_examples=20, deadline=None)
def test_no_cell_of_xlsx_is_a_formula(table):
    book = openpyxl.load_workbook(io.BytesIO(xlsx(table, "da")))
    assert {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line} <= {"s", "n", "inlineStr"}


@given(st.sets(st.tuples(st.sampled_from("abc"), st.sampled_from("123"))))
def test_json_stat_has_one_value_for_each_combination(places):
    cube = json.loads(
        json_stat(
            table([(area, period, 1, "shown") for area, period in sorted(places)]),
            (Dimension("area_code"), Dimension("period")),
            "value",
        )
    )
    codes = [cube["dimension"][name]["category"]["index"] for name in cube["id"]]
    filled = {place for place, value in zip(product(*codes), cube["value"], strict=True) if value is not None}
    assert filled == places
    assert {cube["status"][str(number)] for number, value in enumerate(cube["value"]) if value is None} <= {"missing"}


@given(st.text(min_size=1), st.text(min_size=1))
def test_file_name_is_plain(indicator_id, build_id):
    try:
        name = file_name(indicator_id, build_id, date(2026, 1, 15), "csv")
    except ValueError:
        assert not re.search(r"[a-z0-9]", indicator_id.lower()) or not re.search(r"[a-z0-9]", build_id.lower())
    else:
        assert re.fullmatch(r"[a-z0-9_-]+_2026-01-15\.csv", name)
