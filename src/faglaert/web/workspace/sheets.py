# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Tables of the workspace as files for a spreadsheet. What people wrote can never become a formula."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter
from django.http import HttpResponse

from faglaert.published.files import guarded

Cell = str | int | float | None
Rows = Iterable[Sequence[Cell]]

_WIDEST = 60
"""How wide a column of an explanation may be, in characters."""


@dataclass(frozen=True)
class Page:
    """A sheet beside the table: its name, headings, and rows of text."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Guide:
    """What helps to fill a workbook in: sheets that explain it, and by place of a column the values one may choose."""

    pages: Sequence[Page] = ()
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    rows: int = 0


def sheet_csv(headings: Sequence[str], rows: Rows) -> bytes:
    """CSV that Excel opens in Danish; text that begins as a formula gets an apostrophe."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(guarded(each) for each in headings)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return ("\N{BYTE ORDER MARK}" + buffer.getvalue()).encode("utf-8")


def sheet_xlsx(headings: Sequence[str], rows: Rows, guide: Guide | None = None) -> bytes:
    """Excel workbook with the table on its first sheet: numbers as numbers, every text as text."""
    guide = guide or Guide()
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate([headings, *rows]):
            for place, cell in enumerate(row):
                if isinstance(cell, int | float):
                    sheet.write_number(number, place, cell)
                else:
                    sheet.write_string(number, place, cell or "")
        for place, values in guide.choices.items():
            sheet.data_validation(1, place, guide.rows, place, {"validate": "list", "source": list(values)})
        for page in guide.pages:
            _write_page(workbook, page)
    return buffer.getvalue()


def _write_page(workbook: xlsxwriter.Workbook, page: Page) -> None:
    """A sheet to be read: headings in bold, columns as wide as their text, long text on several lines."""
    sheet, bold = workbook.add_worksheet(page.title), workbook.add_format({"bold": True})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    for place, heading in enumerate(page.headings):
        texts = [row[place] for row in page.rows]
        sheet.set_column(place, place, min(_WIDEST, max(map(len, [heading, *texts])) + 2), wrapped)
        sheet.write_string(0, place, heading, bold)
        for number, text in enumerate(texts, start=1):
            sheet.write_string(number, place, text, wrapped)
    sheet.freeze_panes(1, 0)


def _csv_alone(headings: Sequence[str], rows: Rows, guide: Guide | None) -> bytes:  # noqa: ARG001 (one table a file)
    return sheet_csv(headings, rows)


_WRITERS: dict[str, tuple[str, Callable[[Sequence[str], Rows, Guide | None], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv_alone),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet_xlsx),
}
FORMATS = tuple(_WRITERS)


def sheet_answer(
    name: str, file_format: str, headings: Sequence[str], rows: Rows, *, guide: Guide | None = None
) -> HttpResponse:
    """The table as a file to be saved; ``file_format`` is one of :data:`FORMATS`. A CSV has no room for a guide."""
    content_type, write = _WRITERS[file_format]
    response = HttpResponse(write(headings, rows, guide), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{file_format}"'
    return response


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    return guarded(cell) if isinstance(cell, str) else str(cell).replace(".", ",")
