# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Tables of published figures as files: CSV for Excel, raw CSV, XLSX and JSON-stat 2.0.

Pure functions from a table to bytes: the same table gives the same bytes. A figure that is not shown is an empty cell;
why it is not shown stands in columns of its own, so that nobody takes a symbol for a number or an empty cell for zero.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import cycle, product
from typing import Any, Literal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from faglaert.display import status_symbol, status_words

Kind = Literal["text", "number", "share", "percent"]

STATUS = "status"
"""The column every table has: why a figure is shown, or not."""

_WITHOUT_NUMBER = frozenset({"suppressed", "missing", "not_applicable", "interval"})
_SYMBOL_HEADINGS = {"da": ("Tegn", "Tegnets betydning"), "en": ("Symbol", "Meaning of the symbol")}
_PERCENT_HEADING = {"da": "pct.", "en": "per cent"}
_SHEETS = {"da": ("Tal", "Om tallene"), "en": ("Figures", "About the figures")}
# Some programs take the wide forms for the narrow ones, and cut away what cannot be seen before they look.
_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\x00-\x1f]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER_FORMATS = {"number": "#,##0", "decimal": "#,##0.0", "share": "0.0%", "percent": "0.0%"}
_WIDEST_COLUMN = 60
_MEASURE = "measure"
# XlsxWriter stamps the time of writing; a fixed one keeps the bytes the same, and the sheet itself says when.
_STAMP = datetime(2021, 1, 1)  # noqa: DTZ001  (the file format knows no time zone)


@dataclass(frozen=True)
class Column:
    """A column: its key in the rows, its headings, and how it is written. ``share`` is 0-1, ``percent`` 0-100."""

    key: str
    heading_da: str
    heading_en: str
    kind: Kind

    def heading(self, language: str) -> str:
        """The heading in ``language``."""
        return self.heading_en if language == "en" else self.heading_da


@dataclass(frozen=True)
class FileTable:
    """A table to be written. ``about`` has label and text: source, retrieved, filters, symbols, licence.

    Raises :class:`ValueError` without a status column, for a row without one of the columns, and for a row whose status
    says that no number is shown and whose ``value`` is one all the same.
    """

    name: str
    title_da: str
    title_en: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, object], ...]
    about: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        keys = {column.key for column in self.columns}
        if STATUS not in keys or len(keys) != len(self.columns):
            raise ValueError(f"table {self.name}: needs one status column, and each key once")
        for number, row in enumerate(self.rows, start=1):
            if missing := sorted(keys - row.keys()):
                raise ValueError(f"table {self.name}, row {number}: has no {', '.join(missing)}")
            if row[STATUS] in _WITHOUT_NUMBER and row.get("value") is not None:
                raise ValueError(f"table {self.name}, row {number}: status {row[STATUS]} carries a value")

    def title(self, language: str) -> str:
        """The title in ``language``."""
        return self.title_en if language == "en" else self.title_da


@dataclass(frozen=True)
class Dimension:
    """A dimension of a data cube: the column of its codes, of its labels (the codes by default), and its role."""

    key: str
    label_key: str | None = None
    role: Literal["time", "geo", "metric"] | None = None


def excel_csv(table: FileTable, language: str) -> bytes:
    """CSV that Excel opens in Danish: BOM, semicolon, decimal comma, CRLF; per cent with one decimal.

    The status is written as symbol and words. Text that a spreadsheet would run as a formula gets an apostrophe.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(guarded(heading) for heading in _headings(table, language, percent_in_heading=True))
    for row in table.rows:
        writer.writerow(_excel_cells(table, row, language))
    return ("\N{BYTE ORDER MARK}" + buffer.getvalue()).encode("utf-8")


def raw_csv(table: FileTable) -> bytes:
    """CSV for programs (RFC 4180): UTF-8, comma, decimal point, keys as headings, full precision, status as code."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(column.key for column in table.columns)
    writer.writerows([_plain(row[column.key]) for column in table.columns] for row in table.rows)
    return buffer.getvalue().encode("utf-8")


def xlsx(table: FileTable, language: str) -> bytes:
    """Excel workbook: the figures as typed cells under a frozen heading, and a sheet about them."""
    buffer = io.BytesIO()
    # Text is written by write_string, so nothing in it can become a formula or a link.
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": table.title(language), "created": _STAMP})
        figures, about = (workbook.add_worksheet(name) for name in _SHEETS[language])
        formats = {name: workbook.add_format({"num_format": code}) for name, code in _NUMBER_FORMATS.items()}
        formats["heading"] = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats["title"] = workbook.add_format({"bold": True, "font_size": 14})
        formats["wrapped"] = workbook.add_format({"text_wrap": True, "valign": "top"})
        _write_figures(figures, table, language, formats)
        _write_about(about, table, language, formats)
    return buffer.getvalue()


def json_stat(
    table: FileTable,
    dimensions: tuple[Dimension, ...],
    measure: str,
    *,
    language: str = "da",
    more: tuple[str, ...] = (),
) -> bytes:
    """JSON-stat 2.0 dataset: a full cube over ``dimensions`` with ``measure`` as value.

    With ``more`` measures a last dimension named ``measure`` tells them apart. A cell the table has no row for has
    status ``missing``. The status lists every cell that is not plainly shown, by position; ``extension`` names the
    codes and, where the table has ``low_value`` and ``high_value``, the intervals.
    Format: https://json-stat.org/full/. Raises :class:`ValueError` when two rows stand in one cell.
    """
    codes = {each.key: list(dict.fromkeys(str(row[each.key]) for row in table.rows)) for each in dimensions}
    cells = _cells(table, dimensions)
    measures = (measure, *more)
    positions = [cells.get(place) for place in product(*codes.values()) for _ in measures]
    statuses = _statuses(positions)
    labels = {each.key: _dimension(table, each, codes[each.key], language) for each in dimensions}
    if more:
        codes[_MEASURE] = list(measures)
        labels[_MEASURE] = _measure_dimension(table, measures, language)
    dataset = {
        "version": "2.0",
        "class": "dataset",
        "label": table.title(language),
        "note": [f"{label}: {text}" for label, text in table.about],
        "id": list(codes),
        "size": [len(each) for each in codes.values()],
        "role": _roles(dimensions) | ({"metric": [_MEASURE]} if more else {}),
        "dimension": labels,
        "value": [None if row is None else row[each] for row, each in zip(positions, cycle(measures), strict=False)],
        "status": statuses,
        "extension": {
            "status": {"label": {code: status_words(code, language) for code in sorted(set(statuses.values()))}},
            "interval": _intervals(positions),
        },
    }
    return json.dumps(dataset, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def file_name(indicator_id: str, build_id: str, local_date: date, extension: str) -> str:
    """``<indicator>_<release>_<local date>.<extension>``, safe on every system and in a header.

    Letters outside a-z, 0-9, - and _ are written otherwise. Raises :class:`ValueError` when a part has no letter left.
    """
    parts = [_safe(indicator_id), _safe(build_id), local_date.isoformat()]
    return f"{'_'.join(parts)}.{_safe(extension)}"


def _headings(table: FileTable, language: str, *, percent_in_heading: bool) -> Iterator[str]:
    for column in table.columns:
        if column.key == STATUS:
            yield from _SYMBOL_HEADINGS[language]
        elif percent_in_heading and column.kind in {"share", "percent"}:
            yield f"{column.heading(language)} ({_PERCENT_HEADING[language]})"
        else:
            yield column.heading(language)


def _excel_cells(table: FileTable, row: Mapping[str, object], language: str) -> Iterator[str]:
    for column in table.columns:
        cell = row[column.key]
        if column.key == STATUS:
            yield status_symbol(str(cell))
            yield status_words(str(cell), language)
        elif cell is None:
            yield ""
        elif column.kind == "text":
            yield guarded(_plain(cell))
        elif column.kind == "number":
            yield _plain(cell).replace(".", ",")
        else:
            yield _per_cent(cell, column.kind)


def _per_cent(cell: object, kind: Kind) -> str:
    value = Decimal(f"{cell:.12g}") * (100 if kind == "share" else 1)
    return str(value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)).replace(".", ",")


def guarded(text: str) -> str:
    """A text that a spreadsheet would run as a formula, with an apostrophe before it; every other as it is."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """A text as it was before :func:`guarded`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text


def _plain(cell: object) -> str:
    """A cell for programs: empty for none, whole numbers without a decimal point, dates as ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _write_figures(sheet: Worksheet, table: FileTable, language: str, formats: Mapping[str, Any]) -> None:
    headings = list(_headings(table, language, percent_in_heading=False))
    widths = [len(heading) for heading in headings]
    for position, heading in enumerate(headings):
        _write_text(sheet, (0, position), heading, formats["heading"])
    for number, row in enumerate(table.rows, start=1):
        for position, (cell, style) in enumerate(_typed_cells(table, row, language)):
            if isinstance(cell, str):
                _write_text(sheet, (number, position), cell)
            elif cell is not None:
                sheet.write_number(number, position, cell, formats[style])
            widths[position] = max(widths[position], len(_plain(cell)) if isinstance(cell, str) else 10)
    for position, width in enumerate(widths):
        sheet.set_column(position, position, min(width + 2, _WIDEST_COLUMN))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(headings) - 1)
    _set_page(sheet)
    sheet.repeat_rows(0)


def _typed_cells(
    table: FileTable, row: Mapping[str, object], language: str
) -> Iterator[tuple[str | float | None, str]]:
    """Each cell as text, number or nothing, and the name of its number format."""
    for column in table.columns:
        cell = row[column.key]
        if column.key == STATUS:
            yield status_symbol(str(cell)), "text"
            yield status_words(str(cell), language), "text"
        elif cell is None:
            yield None, "text"
        elif column.kind == "text" or not isinstance(cell, int | float):
            yield _plain(cell), "text"
        elif column.kind == "number":
            yield cell, "number" if float(cell).is_integer() else "decimal"
        else:
            yield cell if column.kind == "share" else cell / 100, column.kind


def _write_about(sheet: Worksheet, table: FileTable, language: str, formats: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    _write_text(sheet, (0, 0), table.title(language), formats["title"])
    for number, (label, text) in enumerate(table.about, start=2):
        _write_text(sheet, (number, 0), label, formats["wrapped"])
        _write_text(sheet, (number, 1), text, formats["wrapped"])
    _set_page(sheet)


def _set_page(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _write_text(sheet: Worksheet, place: tuple[int, int], text: str, style: object = None) -> None:
    # The library drops what it cannot hold and only says so in a number.
    if text and sheet.write_string(*place, text, style):
        raise ValueError(f"{text[:30]!r}… is too long for a cell")


def _cells(table: FileTable, dimensions: tuple[Dimension, ...]) -> dict[tuple[str, ...], Mapping[str, object]]:
    cells: dict[tuple[str, ...], Mapping[str, object]] = {}
    for row in table.rows:
        place = tuple(str(row[each.key]) for each in dimensions)
        if place in cells:
            raise ValueError(f"table {table.name}: two rows stand at {', '.join(place)}")
        cells[place] = row
    return cells


def _dimension(table: FileTable, dimension: Dimension, codes: list[str], language: str) -> dict[str, object]:
    headings = {column.key: column.heading(language) for column in table.columns}
    names = {str(row[dimension.key]): str(row[dimension.label_key or dimension.key]) for row in table.rows}
    return {
        "label": headings.get(dimension.key, dimension.key),
        "category": {"index": codes, "label": {code: names[code] for code in codes}},
    }


def _measure_dimension(table: FileTable, measures: tuple[str, ...], language: str) -> dict[str, object]:
    headings = {column.key: column.heading(language) for column in table.columns}
    label = "Measure" if language == "en" else "Mål"
    return {"label": label, "category": {"index": list(measures), "label": {each: headings[each] for each in measures}}}


def _roles(dimensions: tuple[Dimension, ...]) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {}
    for each in dimensions:
        if each.role:
            roles.setdefault(each.role, []).append(each.key)
    return roles


def _statuses(positions: Iterable[Mapping[str, object] | None]) -> dict[str, str]:
    """The status of every cell that is not plainly shown, by its position in the cube."""
    found = ("missing" if row is None else str(row[STATUS]) for row in positions)
    return {str(position): each for position, each in enumerate(found) if each != "shown"}


def _intervals(positions: Iterable[Mapping[str, object] | None]) -> dict[str, list[object]]:
    return {
        str(position): [row["low_value"], row["high_value"]]
        for position, row in enumerate(positions)
        if row is not None and row.get("low_value") is not None
    }


def _safe(part: str) -> str:
    letters = part.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    cleaned = re.sub(r"[^a-z0-9_-]+", "-", letters).strip("-_")
    if not cleaned:
        raise ValueError(f"{part!r} gives no file name")
    return cleaned
