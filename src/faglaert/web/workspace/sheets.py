# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Tables of the workspace as files for a spreadsheet. What people wrote can never become a formula."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence

import xlsxwriter
from django.http import HttpResponse

from faglaert.published.files import guarded

Cell = str | int | float | None
Rows = Iterable[Sequence[Cell]]


def sheet_csv(headings: Sequence[str], rows: Rows) -> bytes:
    """CSV that Excel opens in Danish; text that begins as a formula gets an apostrophe."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(guarded(each) for each in headings)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return ("\N{BYTE ORDER MARK}" + buffer.getvalue()).encode("utf-8")


def sheet_xlsx(headings: Sequence[str], rows: Rows) -> bytes:
    """Excel workbook of one sheet: numbers as numbers, every text as text."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate([headings, *rows]):
            for place, cell in enumerate(row):
                if isinstance(cell, int | float):
                    sheet.write_number(number, place, cell)
                else:
                    sheet.write_string(number, place, cell or "")
    return buffer.getvalue()


_WRITERS: dict[str, tuple[str, Callable[[Sequence[str], Rows], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", sheet_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet_xlsx),
}
FORMATS = tuple(_WRITERS)


def sheet_answer(name: str, file_format: str, headings: Sequence[str], rows: Rows) -> HttpResponse:
    """The table as a file to be saved; ``file_format`` is one of :data:`FORMATS`."""
    content_type, write = _WRITERS[file_format]
    response = HttpResponse(write(headings, rows), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{file_format}"'
    return response


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    return guarded(cell) if isinstance(cell, str) else str(cell).replace(".", ",")
