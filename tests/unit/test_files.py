# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Files are read back by other programs' readers and hold what the table holds."""

import csv
import io
import json
from datetime import date
from math import prod

import openpyxl
import pytest

from faglaert.published.files import (
    Column,
    Dimension,
    FileTable,
    excel_csv,
    file_name,
    json_stat,
    raw_csv,
    xlsx,
)

COLUMNS = (
    Column("area_code", "Kommunekode", "Municipality code", "text"),
    Column("area", "Kommune", "Municipality", "text"),
    Column("period", "Periode", "Period", "text"),
    Column("value", "Andel", "Share", "share"),
    Column("numerator_count", "Antal unge", "Young people", "number"),
    Column("status", "Status", "Status", "text"),
)


def row(code, area, period, value, count, status="shown"):
    return {
        "area_code": code,
        "area": area,
        "period": period,
        "value": value,
        "numerator_count": count,
        "status": status,
    }


TABLE = FileTable(
    name="neet_share",
    title_da="Unge uden for uddannelse og beskæftigelse",
    title_en="Young people outside education and employment",
    columns=COLUMNS,
    rows=(
        row("101", "København", "2023", 0.0921, 10050.0),
        row("101", "København", "2024", 0.0934, 10234.0),
        row("400", "Bornholm", "2023", None, None, "suppressed"),
        row("400", "Bornholm", "2024", 0.0, 0.0, "zero"),
        row("223", "Hørsholm", "2024", None, None, "missing"),
    ),
    about=(("Kilde", "Danmarks Statistik, NEET3"), ("Hentet", "21. september 2024"), ("Licens", "CC BY 4.0")),
)
DIMENSIONS = (Dimension("area_code", "area", "geo"), Dimension("period", None, "time"))


def excel_lines(language="da"):
    content = excel_csv(TABLE, language).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))


def with_text(text):
    return FileTable("t", "t", "t", COLUMNS, (row("101", text, "2024", -0.5, -3.0),), ())


def test_excel_csv_begins_with_bom_and_ends_lines_as_excel_wants():
    content = excel_csv(TABLE, "da")
    assert content.startswith(b"\xef\xbb\xbfKommunekode;Kommune;")
    assert content.count(b"\r\n") == content.count(b"\n") == 6


def test_excel_csv_has_danish_headings_and_decimal_comma():
    lines = excel_lines()
    headings = ["Kommunekode", "Kommune", "Periode", "Andel (pct.)", "Antal unge", "Tegn", "Tegnets betydning"]
    assert lines[0] == headings
    assert lines[1][:6] == ["101", "København", "2023", "9,2", "10050", ""]


def test_excel_csv_in_english():
    assert excel_lines("en")[0][3:] == ["Share (per cent)", "Young people", "Symbol", "Meaning of the symbol"]


def test_excel_csv_leaves_hidden_cells_empty_and_says_why():
    lines = excel_lines()
    assert lines[3][3:6] == ["", "", ".."]
    assert lines[4][3:6] == ["0,0", "0", "-"]
    assert lines[5][3:6] == ["", "", ":"]
    assert all(line[6] for line in lines[1:])


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff20", " =", "\xa0+", "\ufeff=", "\x0b-", "\u200b@"]
)
def test_excel_csv_disarms_formulas(start):
    content = excel_csv(with_text(f"{start}1+1"), "da").decode("utf-8-sig")
    cells = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))[1]
    assert cells[1] == f"'{start}1+1"


def test_excel_csv_keeps_negative_numbers_as_numbers():
    cells = excel_csv(with_text("x"), "da").decode("utf-8-sig").splitlines()[1].split(";")
    assert cells[3:5] == ["-50,0", "-3"]


def test_raw_csv_is_for_programs():
    content = raw_csv(TABLE)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
    assert content.startswith(b"area_code,area,period,value,numerator_count,status\r\n")
    assert rows[1] == row("101", "København", "2024", "0.0934", "10234", "shown")
    assert rows[2] == row("400", "Bornholm", "2023", "", "", "suppressed")


def test_raw_csv_writes_dates_and_truth_values_plainly():
    columns = (Column("day", "Dag", "Day", "text"), Column("is_new", "Ny", "New", "text"), COLUMNS[-1])
    rows = ({"day": date(2024, 9, 21), "is_new": True, "status": "shown"},)
    assert raw_csv(FileTable("t", "t", "t", columns, rows, ())) == b"day,is_new,status\r\n2024-09-21,true,shown\r\n"


def workbook(table=TABLE, language="da"):
    return openpyxl.load_workbook(io.BytesIO(xlsx(table, language)))


def test_xlsx_has_typed_cells_with_number_formats():
    sheet = workbook()["Tal"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("101", "s")
    assert (sheet["D3"].value, sheet["D3"].number_format) == (0.0934, "0.0%")
    assert (sheet["E3"].value, sheet["E3"].number_format) == (10234, "#,##0")


def test_xlsx_leaves_hidden_cells_empty_and_says_why():
    sheet = workbook()["Tal"]
    assert [sheet.cell(4, column).value for column in (4, 5, 6)] == [None, None, ".."]
    assert sheet["F5"].value == "-"
    assert sheet["G4"].value


def test_xlsx_has_frozen_heading_filter_and_widths():
    sheet = workbook()["Tal"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:G6"
    assert sheet.column_dimensions["B"].width > 9


def test_xlsx_tells_about_the_figures():
    cells = [[cell.value for cell in line] for line in workbook()["Om tallene"].iter_rows()]
    assert cells[0][0] == "Unge uden for uddannelse og beskæftigelse"
    assert ["Kilde", "Danmarks Statistik, NEET3"] in cells
    assert ["Licens", "CC BY 4.0"] in cells


def test_xlsx_in_english():
    book = workbook(language="en")
    assert book.sheetnames == ["Figures", "About the figures"]
    assert book["Figures"]["B1"].value == "Municipality"


def test_xlsx_writes_percent_and_decimals():
    columns = (Column("a", "A", "A", "percent"), Column("b", "B", "B", "number"), COLUMNS[-1])
    sheet = workbook(FileTable("t", "t", "t", columns, ({"a": 39.0, "b": 3.4, "status": "shown"},), ()))["Tal"]
    assert (sheet["A2"].value, sheet["A2"].number_format) == (0.39, "0.0%")
    assert (sheet["B2"].value, sheet["B2"].number_format) == (3.4, "#,##0.0")


def test_xlsx_never_holds_a_formula():
    cell = workbook(with_text("=1+1"))["Tal"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_xlsx_refuses_text_that_a_cell_cannot_hold():
    with pytest.raises(ValueError, match="too long"):
        xlsx(with_text("x" * 40_000), "da")


@pytest.mark.parametrize("write", [excel_csv, xlsx])
def test_same_table_gives_same_bytes(write):
    assert write(TABLE, "da") == write(TABLE, "da")


def test_json_stat_is_a_full_cube():
    cube = json.loads(json_stat(TABLE, DIMENSIONS, "value"))
    assert (cube["version"], cube["class"]) == ("2.0", "dataset")
    assert cube["id"] == list(cube["dimension"]) == ["area_code", "period"]
    assert cube["size"] == [3, 2] == [len(cube["dimension"][key]["category"]["index"]) for key in cube["id"]]
    assert len(cube["value"]) == prod(cube["size"])


def test_json_stat_orders_values_with_the_last_dimension_fastest():
    cube = json.loads(json_stat(TABLE, DIMENSIONS, "value"))
    assert cube["value"] == [0.0921, 0.0934, None, 0.0, None, None]
    assert cube["dimension"]["area_code"]["category"]["label"]["101"] == "København"


def test_json_stat_tells_why_a_cell_is_empty():
    cube = json.loads(json_stat(TABLE, DIMENSIONS, "value"))
    assert cube["status"] == {"2": "suppressed", "3": "zero", "4": "missing", "5": "missing"}
    assert set(cube["extension"]["status"]["label"]) == {"suppressed", "zero", "missing"}


def test_json_stat_names_roles_notes_and_language():
    cube = json.loads(json_stat(TABLE, DIMENSIONS, "value", language="en"))
    assert cube["role"] == {"time": ["period"], "geo": ["area_code"]}
    assert cube["note"][0] == "Kilde: Danmarks Statistik, NEET3"
    assert (cube["label"], cube["dimension"]["period"]["label"]) == (TABLE.title_en, "Period")


def test_json_stat_tells_several_measures_apart():
    columns = (*COLUMNS, Column("persons", "Personer", "Persons", "number"))
    rows = tuple(each | {"persons": 7} for each in TABLE.rows[:2])
    cube = json.loads(json_stat(FileTable("t", "t", "t", columns, rows, ()), DIMENSIONS, "value", more=("persons",)))
    assert (cube["id"][-1], cube["size"][-1], cube["role"]["metric"]) == ("measure", 2, ["measure"])
    assert cube["value"] == [rows[0]["value"], 7, rows[1]["value"], 7]
    assert cube["dimension"]["measure"]["category"]["label"]["persons"] == "Personer"


def test_json_stat_keeps_intervals():
    rows = (row("101", "København", "2024", None, None, "interval") | {"low_value": 0.1, "high_value": 0.24},)
    cube = json.loads(json_stat(FileTable("t", "t", "t", COLUMNS, rows, ()), DIMENSIONS, "value"))
    assert cube["value"] == [None]
    assert cube["extension"]["interval"] == {"0": [0.1, 0.24]}


def test_json_stat_refuses_two_rows_in_one_cell():
    twice = FileTable("t", "t", "t", COLUMNS, (TABLE.rows[0], TABLE.rows[0]), ())
    with pytest.raises(ValueError, match="two rows stand at 101, 2023"):
        json_stat(twice, DIMENSIONS, "value")


@pytest.mark.parametrize(
    ("columns", "rows", "problem"),
    [
        (COLUMNS[:-1], (), "one status column"),
        ((*COLUMNS, COLUMNS[0]), (), "each key once"),
        (COLUMNS, ({"value": 1, "status": "shown"},), "row 1: has no area, area_code"),
        (COLUMNS, (row("101", "x", "2024", 0.1, None, "suppressed"),), "carries a value"),
    ],
)
def test_table_that_would_mislead_is_refused(columns, rows, problem):
    with pytest.raises(ValueError, match=problem):
        FileTable("t", "t", "t", columns, rows, ())


def test_file_name_says_what_and_when():
    assert file_name("neet_share", "20260115-1", date(2026, 1, 15), "csv") == "neet_share_20260115-1_2026-01-15.csv"


def test_file_name_is_safe():
    name = file_name("../Læreplads åben\r\n", "b:1", date(2026, 1, 15), ".xlsx")
    assert name == "laereplads-aaben_b-1_2026-01-15.xlsx"


def test_file_name_needs_letters():
    with pytest.raises(ValueError, match="gives no file name"):
        file_name("../", "b", date(2026, 1, 15), "csv")
