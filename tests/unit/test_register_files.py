# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Deliveries are opened whatever program wrote them, and what cannot be read is refused without quoting it."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from faglaert.definitions.registers import register_formats
from faglaert.errors import DataRefusedError, UsageError
from faglaert.registers.files import deliveries, open_sheet
from faglaert.registers.sheets import Sheet
from faglaert.registers.values import Codes, Day, Number
from tests.register_files import KOTRE, kotre, write_csv, write_parquet
from tests.sas_files import SasColumn, write_sas

FORM = register_formats()["kotre"]
HEADINGS = ";".join(KOTRE)
CELLS = ";".join(KOTRE.values())


def opened(path: Path) -> Sheet:
    """The file as a sheet of KOTRE."""
    return open_sheet(deliveries([path])[0], FORM)[0]


def opened_text(folder: Path, content: bytes) -> Sheet:
    """The same from the content of a CSV."""
    (folder / "kotre.csv").write_bytes(content)
    return opened(folder / "kotre.csv")


def refusal(path: Path) -> str:
    """Why the file was refused as a whole."""
    with pytest.raises(DataRefusedError) as refused:
        opened(path)
    return "; ".join(finding.problem for finding in refused.value.findings)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_csv_of_every_kind_is_read(tmp_path: Path, separator: str, encoding: str) -> None:
    path = write_csv(tmp_path / "k.csv", [kotre(KOMP="æ"), kotre(KOMP="ø")], separator=separator, encoding=encoding)
    sheet = opened(path)
    assert (len(sheet), sheet.frame["UDD"].to_list()) == (2, ["4112", "4112"])
    assert sheet.frame["KOMP"].to_list() == ["æ", "ø"]


def test_headings_may_be_small_quoted_and_in_any_order(tmp_path: Path) -> None:
    rows = [dict(reversed([(f'" {name.lower()}"', cell) for name, cell in KOTRE.items()]))]
    assert opened(write_csv(tmp_path / "k.csv", rows)).frame["PNR"].to_list() == [KOTRE["PNR"]]


def test_lines_may_end_as_on_windows_and_the_last_not_at_all(tmp_path: Path) -> None:
    sheet = opened_text(tmp_path, f"{HEADINGS}\r\n{CELLS}\r\n{CELLS}".encode())
    assert sheet.frame["UFORM"].to_list() == ["42", "42"]


def test_quoted_cells_may_hold_the_separator(tmp_path: Path) -> None:
    sheet = opened_text(tmp_path, f'{HEADINGS};NAVN\n{CELLS};"Hansen; Bo"\n'.encode())
    assert (len(sheet), sheet.refusals().height) == (1, 0)


@pytest.mark.parametrize("spoilt", ['"4112', '41"12'])
def test_a_lone_quotation_mark_spoils_only_its_line(tmp_path: Path, spoilt: str) -> None:
    broken = CELLS.replace("4112", spoilt)
    sheet = opened_text(tmp_path, f"{HEADINGS}\n{CELLS}\n{broken}\n{CELLS}\n{broken}\n{CELLS}\n".encode())
    sheet.read("UDD", Number(4))
    assert len(sheet) == 5
    assert sheet.refusals()["row"].to_list() == [3, 5]


def test_a_line_with_more_cells_than_headings_is_refused(tmp_path: Path) -> None:
    sheet = opened_text(tmp_path, f"{HEADINGS}\n{CELLS}\n{CELLS};1;2\n".encode())
    assert sheet.refusals().rows() == [("kotre.csv", 3, "after the last", "there are more cells than headings")]


def test_a_line_with_fewer_cells_has_empty_ones(tmp_path: Path) -> None:
    sheet = opened_text(tmp_path, f"{HEADINGS}\n{CELLS}\n000000000102;2019-01-15\n".encode())
    sheet.read("UDD", Number(4))
    assert sheet.refusals().rows() == [("kotre.csv", 3, "UDD", "is empty")]


def test_blank_lines_are_no_rows_but_count_as_lines(tmp_path: Path) -> None:
    sheet = opened_text(tmp_path, f"{HEADINGS}\n\n{CELLS}\n;;\n{CELLS.replace('4112', 'x')}\n\n\n".encode())
    sheet.read("UDD", Number(4))
    assert len(sheet) == 2
    assert sheet.refusals()["row"].to_list() == [5]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (HEADINGS.encode() + b"\n", "has no rows"),
        (HEADINGS.encode() + b"\n\n\n", "has no rows"),
        (HEADINGS.encode("utf-16"), "is no text in UTF-8 or Latin-1; save it as CSV UTF-8"),
        (f"{HEADINGS};pnr\n{CELLS};1\n".encode(), "stands twice in the headings"),
    ],
)
def test_a_csv_that_holds_nothing_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    (tmp_path / "kotre.csv").write_bytes(content)
    assert refusal(tmp_path / "kotre.csv") == problem


def test_every_missing_column_is_named(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "k.csv", [{"PNR": "1", "UDD": "2"}])
    assert refusal(path).count("is missing; kotre needs PNR") == len(FORM.required) - 2


def test_columns_that_are_not_used_are_named_without_person_numbers(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "k.csv", [kotre(**{"navn": "x", "0101991234": "y"})])
    assert open_sheet(deliveries([path])[0], FORM)[1] == ("NAVN", "#")


def test_parquet_is_read_with_columns_of_any_type(tmp_path: Path) -> None:
    row = kotre(
        UDD=4112, INSTNR=147401.0, ELEV3_VFRA=date(2019, 1, 15), ELEV3_VTIL=datetime(2019, 6, 28, 12, tzinfo=UTC)
    )
    sheet = opened(write_parquet(tmp_path / "k.parquet", [row, row | {"UDD": None, "INSTNR": float("nan")}]))
    assert sheet.read("UDD", Number(4, required=False)).to_list() == [4112, None]
    assert sheet.read("INSTNR", Number(6, required=False)).to_list() == [147401, None]
    assert sheet.read("ELEV3_VFRA", Day()).to_list() == [date(2019, 1, 15)] * 2
    assert sheet.read("ELEV3_VTIL", Day()).to_list() == [date(2019, 6, 28)] * 2


def test_rows_of_parquet_are_counted_from_one(tmp_path: Path) -> None:
    sheet = opened(write_parquet(tmp_path / "k.parquet", [kotre(), kotre(UDEL="99")]))
    sheet.read("UDEL", Codes({"54": "gf2"}))
    assert sheet.refusals().rows() == [("k.parquet", 2, "UDEL", "unknown code «99»")]


def test_numbers_with_decimals_are_no_codes(tmp_path: Path) -> None:
    sheet = opened(write_parquet(tmp_path / "k.parquet", [kotre(UDEL=54.5)]))
    sheet.read("UDEL", Codes({"54": "gf2"}))
    assert sheet.refusals()["problem"].to_list() == ["unknown code «54.5»"]


def test_lists_are_refused(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "k.parquet", [kotre(UDEL=["54"])])
    assert refusal(path) == "holds lists, not cells"


def test_sas_is_read_with_dates_with_and_without_format(tmp_path: Path) -> None:
    numbers = {
        "UDD": 4112.0,
        "AUDD": 0.0,
        "INSTNR": 147401.0,
        "UDEL": 54.0,
        "AFG_ART": 1.0,
        "TILG_ART": 1.0,
        "UFORM": None,
    }
    columns = [
        SasColumn("PNR", ["000000000101", "000000000102"], width=12),
        SasColumn("ELEV3_VFRA", [21564.0, 21565.0], format="DATE"),
        SasColumn("ELEV3_VTIL", [21728.0, None]),
        *(SasColumn(name, [cell, cell]) for name, cell in numbers.items()),
    ]
    sheet = opened(write_sas(tmp_path / "kotre2025.sas7bdat", columns))
    assert sheet.read("PNR", Codes({"101": "a", "102": "b"})).to_list() == ["a", "b"]
    assert sheet.read("ELEV3_VFRA", Day()).to_list() == [date(2019, 1, 15), date(2019, 1, 16)]
    assert sheet.read("ELEV3_VTIL", Day(open_ended=True)).to_list() == [date(2019, 6, 28), None]
    assert sheet.read("UFORM", Number(2, required=False)).to_list() == [None, None]


@pytest.mark.parametrize("name", ["k.parquet", "k.sas7bdat"])
@pytest.mark.parametrize("content", [b"", b"0101991234" * 300, bytes(5000)])
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    problem = refusal(tmp_path / name)
    assert problem.startswith("cannot be read as ")
    assert "0101991234" not in problem


def test_a_sas_file_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    columns = [SasColumn("PNR", [f"{number:012d}" for number in range(3000)], width=12)]
    columns += [SasColumn(name, [1.0] * 3000) for name in KOTRE if name != "PNR"]
    path = write_sas(tmp_path / "k.sas7bdat", columns)
    path.write_bytes(path.read_bytes()[:-20_000])
    assert refusal(path).startswith("is cut off: it says 3000 rows and has ")


@pytest.mark.parametrize("name", ["k.xlsx", "k", "0101991234.docx"])
def test_other_kinds_of_file_are_named_as_unknown(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(UsageError, match="unknown kind of file") as refused:
        deliveries([tmp_path / name])
    assert "0101991234" not in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"k\.csv is not there"):
        deliveries([tmp_path / "k.csv"])
    with pytest.raises(UsageError, match="no file was named"):
        deliveries([])


def test_a_column_that_is_not_there_is_read_as_empty() -> None:
    sheet = Sheet("k.csv", pl.DataFrame({"A": ["1", "2"]}), 2)
    assert sheet.read("B", Number(2, required=False)).to_list() == [None, None]
    assert sheet.refusals().height == 0
