# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A delivered file means the same whatever program wrote it: encoding, separator, numbers, dates, Excel."""

from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from faglaert.definitions.file_requests import FileColumn, FileRequest
from faglaert.definitions.sources import sources
from faglaert.errors import UsageError
from faglaert.sources.delivered_files import read_delivered
from faglaert.sources.file_values import MONTHS, read_measure, read_month, read_school_year
from tests.delivered_files import (
    AGREEMENTS,
    BALANCE,
    RECRUITMENT,
    REGISTER,
    SOURCES,
    TEXTS,
    WELLBEING,
    as_csv,
    as_excel,
)


def frame_of(path: Path, source_id: str) -> pl.DataFrame:
    request = SOURCES[source_id].file
    assert request is not None
    return read_delivered(path, request, name=path.name).frame


def with_commas(text: str) -> str:
    """The same table separated by commas, with decimal points."""
    return text.replace(",", ".").replace(";", ",").replace("1.084", "1084")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize("source_id", TEXTS)
def test_every_encoding_gives_the_same_table(tmp_path: Path, source_id: str, encoding: str) -> None:
    plain = frame_of(as_csv(tmp_path, TEXTS[source_id], "a.csv"), source_id)
    assert plain.height > 0
    assert frame_of(as_csv(tmp_path, TEXTS[source_id], "b.csv", encoding=encoding), source_id).equals(plain)


@pytest.mark.parametrize("source_id", ["star_balance", "star_recruitment", "uvm_wellbeing_file", "uvm_agreements_file"])
def test_commas_and_decimal_points_give_the_same_table(tmp_path: Path, source_id: str) -> None:
    plain = frame_of(as_csv(tmp_path, TEXTS[source_id], "a.csv"), source_id)
    assert frame_of(as_csv(tmp_path, with_commas(TEXTS[source_id]), "b.csv"), source_id).equals(plain)


@pytest.mark.parametrize("line_end", ["\r\n", "\n\n", "\n;;;\n"])
def test_line_ends_and_blank_lines_do_not_matter(tmp_path: Path, line_end: str) -> None:
    plain = frame_of(as_csv(tmp_path, BALANCE, "a.csv"), "star_balance")
    assert frame_of(as_csv(tmp_path, BALANCE.replace("\n", line_end), "b.csv"), "star_balance").equals(plain)


@pytest.mark.parametrize(
    "written", ["2026-05", "2026M05", "05-2026", "maj 2026", "MAJ 2026", "31.5.2026", "2026-05-31"]
)
def test_every_way_to_write_a_month_gives_the_same_table(tmp_path: Path, written: str) -> None:
    plain = frame_of(as_csv(tmp_path, RECRUITMENT, "a.csv"), "star_recruitment")
    other = as_csv(tmp_path, RECRUITMENT.replace("31-05-2026", written), "b.csv")
    assert frame_of(other, "star_recruitment").equals(plain)
    assert plain["periode"].unique().to_list() == ["2026-05"]


def test_excel_text_is_read_as_csv_is(tmp_path: Path) -> None:
    plain = frame_of(as_csv(tmp_path, BALANCE), "star_balance")
    book = as_excel(tmp_path, [line.split(";") for line in BALANCE.splitlines()])
    assert frame_of(book, "star_balance").equals(plain)


def test_excel_numbers_are_read_as_csv_is(tmp_path: Path) -> None:
    plain = frame_of(as_csv(tmp_path, WELLBEING), "uvm_wellbeing_file")
    headings = WELLBEING.splitlines()[0].split(";")
    rows = [["Elektriker", 147401, 2025, "Læringsmiljø", 1084, 3.9], [30354010, 101401, 2025, "Fysiske rammer"]]
    assert frame_of(as_excel(tmp_path, [headings, *rows]), "uvm_wellbeing_file").equals(plain)


def test_excel_dates_and_per_cent_cells_are_read_as_csv_is(tmp_path: Path) -> None:
    import openpyxl

    rows = [RECRUITMENT.splitlines()[0].split(";")]
    day = datetime(2026, 5, 31)  # noqa: DTZ001  (a workbook knows no time zones)
    path = as_excel(tmp_path, [*rows, ["RAR Hovedstaden", day, "I alt", 0.276], ["Hele landet", day, "I alt", 30.5]])
    book = openpyxl.load_workbook(path)
    book.active["D2"].number_format = "0.0%"
    book.save(path)
    assert frame_of(path, "star_recruitment").equals(frame_of(as_csv(tmp_path, RECRUITMENT), "star_recruitment"))


def test_an_empty_figure_is_hidden_and_never_zero(tmp_path: Path) -> None:
    frame = frame_of(as_csv(tmp_path, AGREEMENTS), "uvm_agreements_file")
    assert frame["INDHOLD"].to_list() == [84, 42, None, None]
    assert frame["is_hidden"].to_list() == [False, False, True, True]


def test_names_become_codes(tmp_path: Path) -> None:
    frame = frame_of(as_csv(tmp_path, BALANCE), "star_balance")
    assert frame.row(1) == ("Elektriker", "bornholm", "2026-01", "extensive_shortage", 1.0, False)


def test_columns_nobody_asked_for_are_named(tmp_path: Path) -> None:
    request = SOURCES["institutions_register"].file
    assert request is not None
    delivered = read_delivered(as_csv(tmp_path, REGISTER), request, name="register.csv")
    assert delivered.ignored == ("Telefon",)
    assert delivered.frame["Beliggenhedskommune"].unique(maintain_order=True).to_list() == ["147", "219"]
    assert delivered.frame["INDHOLD"].to_list() == [55.68, 12.5, 55.9271, 12.31]


@pytest.mark.parametrize("name", ["delivered.pdf", "absent.csv"])
def test_a_file_of_another_kind_or_none_is_a_wrong_call(tmp_path: Path, name: str) -> None:
    (tmp_path / "delivered.pdf").write_bytes(b"%PDF")
    with pytest.raises(UsageError, match=r"unknown kind of file|not there"):
        frame_of(tmp_path / name, "star_balance")


COUNT = FileColumn(name="n", meaning={"da": "n", "en": "n"}, type="whole", role="measure", lowest=0, example="1")  # type: ignore[arg-type]
SCORE = COUNT.model_copy(update={"type": "decimal", "lowest": 1.0, "highest": 5.0})


@pytest.mark.parametrize(
    ("column", "text", "number"),
    [
        (COUNT, "1.234", 1234), (COUNT, "1234", 1234), (COUNT, "12,0", 12), (COUNT, "..", None), (COUNT, "0", 0),
        (SCORE, "3,4", 3.4), (SCORE, "3.4", 3.4), (SCORE, "3.456", 3.456), (SCORE, " 3,4 %", 3.4), (SCORE, "", None),
    ],
)  # fmt: skip
def test_numbers_are_read_by_what_the_column_can_hold(column: FileColumn, text: str, number: float | None) -> None:
    assert read_measure(text, column) == number


@pytest.mark.parametrize(
    ("column", "text", "problem"),
    [
        (COUNT, "1,5", "expected a whole number"), (COUNT, "-3", "lies outside 0 to no limit"),
        (SCORE, "6", "lies outside 1 to 5"), (SCORE, "ca. 4", "is no number"), (COUNT, "1" * 60, "is no number"),
        (SCORE.model_copy(update={"highest": None}), "3.456", "can be two numbers"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_said_in_words(column: FileColumn, text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        read_measure(text, column)


def test_the_months_have_their_danish_names() -> None:
    assert [read_month(f"1. {name} 2026") for name in MONTHS] == [f"2026-{number:02}" for number in range(1, 13)]


@pytest.mark.parametrize("text", ["2024/25", "2024/2025", "2024-25", " 2024 - 2025 "])
def test_a_school_year_is_read_in_its_forms(text: str) -> None:
    assert read_school_year(text) == "2024/25"


@pytest.mark.parametrize("text", ["2024/26", "24/25", "2024", ""])
def test_what_is_no_school_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no school year"):
        read_school_year(text)


@pytest.mark.parametrize("source", [each for each in sources().values() if each.file], ids=lambda each: each.id)
def test_the_example_of_every_column_is_a_row_that_is_taken(tmp_path: Path, source) -> None:
    request: FileRequest = source.file
    rows = [[each.name for each in request.columns], [each.example for each in request.columns]]
    path = as_csv(tmp_path, "".join(";".join(f'"{cell}"' for cell in row) + "\n" for row in rows))
    assert read_delivered(path, request, name=path.name).row_count == 1
