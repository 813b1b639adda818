# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Open a delivered file, CSV or Excel, as headings and numbered rows of text; nothing is understood yet."""

import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from faglaert.errors import DataRefusedError, Finding, UsageError
from faglaert.sources.csv_files import BEYOND, CannotBeReadError, look_at, read_cells

CSV_SUFFIXES = (".csv", ".txt")
EXCEL_SUFFIX = ".xlsx"
MOST_COLUMNS = 200
MOST_ROWS = 500_000
MOST_BYTES_UNPACKED = 500_000_000


@dataclass(frozen=True)
class Cells:
    """The text of a file. ``rows`` pairs a row's number, as an editor shows it, with its cells, blank rows left out.

    ``too_long`` are the numbers of rows that have more cells than there are headings.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    too_long: tuple[int, ...]


def open_cells(path: Path, *, name: str) -> Cells:
    """Read a ``.csv``, ``.txt`` or ``.xlsx`` file; ``name`` is what messages call it.

    Raises :class:`UsageError` when the file is not there or of another kind, and :class:`DataRefusedError` when it
    cannot be read or has no headings.
    """
    suffix = path.suffix.casefold()
    if suffix not in {*CSV_SUFFIXES, EXCEL_SUFFIX}:
        raise UsageError(f"{name}: unknown kind of file; there are {', '.join((*CSV_SUFFIXES, EXCEL_SUFFIX))}")
    if not path.is_file():
        raise UsageError(f"{name} is not there or is no file")
    if suffix == EXCEL_SUFFIX:
        return _cells(name, _excel_rows(path, name))
    return _open_csv(path, name)


def _open_csv(path: Path, name: str) -> Cells:
    try:
        facts = look_at(path)
        _require_size(name, len(facts.headings), facts.line_count)
        frame = read_cells(path, facts, range(len(facts.headings)))
    except CannotBeReadError as error:
        raise _refused(name, None, str(error)) from None
    numbered = list(enumerate(frame.iter_rows(), start=2))
    beyond = frame.columns.index(BEYOND)
    rows = [(number, tuple((cell or "").strip() for cell in row[:beyond])) for number, row in numbered]
    return Cells(
        name,
        tuple(each.strip() for each in facts.headings),
        tuple((number, row) for number, row in rows if any(row)),
        tuple(number for number, row in numbered if row[beyond]),
    )


def _cells(name: str, rows: Iterable[tuple[int, list[str]]]) -> Cells:
    """Headings are the first row that is not blank; cells beyond them are counted, not read."""
    filled = [(number, row) for number, row in rows if any(row)]
    if not filled:
        raise _refused(name, None, "is empty")
    headings = _without_blank_end(filled[0][1])
    width = len(headings)
    _require_size(name, width, len(filled))
    too_long = tuple(number for number, row in filled[1:] if any(row[width:]))
    padded = tuple((number, tuple([*row, *[""] * width][:width])) for number, row in filled[1:])
    return Cells(name, tuple(headings), padded, too_long)


def _excel_rows(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet as text; what the library raises on a broken file becomes a refusal."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
        if unpacked > MOST_BYTES_UNPACKED:
            raise _refused(name, None, f"unpacks to {unpacked} bytes; at most {MOST_BYTES_UNPACKED} are taken")
        with warnings.catch_warnings():
            # The library warns of styles and rules that it leaves out; only values are read here.
            warnings.simplefilter("ignore")
            rows = _sheet_rows(path, name)
    except DataRefusedError:
        raise
    except Exception as error:
        raise _refused(name, None, f"cannot be read as Excel ({type(error).__name__}); save it as .xlsx") from error
    yield from rows


def _sheet_rows(path: Path, name: str) -> list[tuple[int, list[str]]]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # a sheet may claim to be larger than it is
        rows = []
        for number, row in enumerate(sheet.iter_rows(), start=1):
            _require_size(name, 0, number)
            rows.append((number, _without_blank_end([_text(cell) for cell in row])))
        return rows
    finally:
        book.close()


def _text(cell: Any) -> str:
    """A cell as the text a Danish CSV would have; a number shown as per cent is written in per cent."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value).strip()
    if "%" in str(cell.number_format):
        value = round(value * 100, 10)
    return f"{value:.15g}".replace(".", ",")


def _without_blank_end(row: list[str]) -> list[str]:
    filled = [position for position, cell in enumerate(row, start=1) if cell]
    return row[: max(filled, default=0)]


def _require_size(name: str, columns: int, rows: int) -> None:
    if columns > MOST_COLUMNS:
        raise _refused(name, 1, f"has {columns} columns; at most {MOST_COLUMNS} are taken")
    if rows > MOST_ROWS:
        raise _refused(name, None, f"has more than {MOST_ROWS} rows")


def _refused(name: str, row: int | None, problem: str) -> DataRefusedError:
    return DataRefusedError(f"{name} was refused", [Finding(name, row, None, problem)])
