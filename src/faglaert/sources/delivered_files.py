# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Reads a delivered file against its definition: a table, or every reason why it is none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from faglaert.definitions.file_requests import FileColumn, FileRequest
from faglaert.errors import DataRefusedError, Finding
from faglaert.sources.file_cells import Cells, open_cells
from faglaert.sources.file_values import read_measure, read_variable, shown
from faglaert.sources.jobindsats_replies import MEASURE
from faglaert.sources.jsonstat import IS_HIDDEN, VALUE

Row = dict[str, str | float | None]


@dataclass(frozen=True)
class DeliveredFile:
    """A file that was read. ``frame`` is as :func:`read_delivered` says; ``ignored`` are headings nobody asked for."""

    frame: pl.DataFrame
    row_count: int
    ignored: tuple[str, ...]


def read_delivered(path: Path, request: FileRequest, *, name: str) -> DeliveredFile:
    """Read a file as a frame with a row a measure, in the order of the file.

    It has a text column a variable, ``MÅLING`` where the file has measures, ``INDHOLD`` (null where hidden; 1 for a row
    without measures) and ``is_hidden``.

    Raises :class:`UsageError` for a file that is not there, and :class:`DataRefusedError` listing every refused row by
    file, row, column and reason; then nothing of the file is taken.
    """
    cells = open_cells(path, name=name)
    positions, ignored = _match(cells, request)
    if not cells.rows:
        raise _refused(name, [Finding(name, None, None, "holds no rows; expected data below the headings")])
    problems = [Finding(name, number, None, "has more cells than there are headings") for number in cells.too_long]
    rows: list[tuple[int, Row]] = []
    for number, row in cells.rows:
        values, findings = _read_row(row, positions, request)
        problems += [Finding(name, number, column, problem) for column, problem in findings]
        rows.append((number, values))
    problems += _repeats(name, rows, request)
    if problems:
        raise _refused(name, sorted(problems, key=lambda each: each.row or 0))
    return DeliveredFile(_frame([row for _, row in rows], request), len(rows), ignored)


def empty_schema(request: FileRequest) -> dict[str, type[pl.DataType]]:
    """The columns of the frame and their types."""
    names = [each.name for each in request.variables] + ([MEASURE] if request.measures else [])
    schema: dict[str, type[pl.DataType]] = dict.fromkeys(names, pl.String)
    return schema | {VALUE: pl.Float64, IS_HIDDEN: pl.Boolean}


def _match(cells: Cells, request: FileRequest) -> tuple[dict[str, int], tuple[str, ...]]:
    """Where each column stands, and the headings that are ignored."""
    known = {heading.casefold(): each.name for each in request.columns for heading in (each.name, *each.headings)}
    named = [known.get(" ".join(heading.casefold().split())) for heading in cells.headings]
    ignored = tuple(heading for heading, name in zip(cells.headings, named, strict=True) if heading and name is None)
    problems = list(_wrong_headings(cells, request, named, ignored))
    if problems:
        raise _refused(cells.name, [Finding(cells.name, 1, column, problem) for column, problem in problems])
    return {name: position for position, name in enumerate(named) if name is not None}, ignored


def _wrong_headings(
    cells: Cells, request: FileRequest, named: Sequence[str | None], ignored: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Column and reason; ``named`` is the column each heading stands for."""
    for each in request.columns:
        times = named.count(each.name)
        if times > 1:
            yield each.name, "stands twice in the headings"
        elif each.required and not times:
            yield each.name, f"is missing; the headings are {shown(', '.join(cells.headings))}"
    if not request.ignores_other_columns:
        expected = ", ".join(each.name for each in request.columns)
        yield from ((shown(each), f"is no column of this file; expected {expected}") for each in ignored)


def _read_row(
    row: Sequence[str], positions: Mapping[str, int], request: FileRequest
) -> tuple[Row, list[tuple[str, str]]]:
    """The values of a row, and column and reason of everything wrong with it."""
    values: Row = {}
    problems = []
    for column in request.columns:
        text = row[positions[column.name]] if column.name in positions else ""
        try:
            values[column.name] = _read_cell(text, column)
        except ValueError as error:
            problems.append((column.name, str(error)))
    for part, whole in request.not_above.items():
        counted, limit = values.get(part), values.get(whole)
        if isinstance(counted, float) and isinstance(limit, float) and counted > limit:
            problems.append((part, f"is {counted:g}, more than {whole}, which is {limit:g}"))
    return values, problems


def _read_cell(text: str, column: FileColumn) -> str | float | None:
    if column.role == "measure":
        return read_measure(text, column)
    if text:
        return read_variable(text, column)
    if column.required:
        raise ValueError("is empty")
    return None


def _repeats(name: str, rows: Sequence[tuple[int, Row]], request: FileRequest) -> Iterator[Finding]:
    """Rows whose key stands in an earlier row."""
    key = [each.name for each in request.columns if each.role == "key"]
    first: dict[tuple[object, ...], int] = {}
    for number, row in rows:
        values = tuple(row.get(column) for column in key)
        if None in values:
            continue
        if values in first:
            yield Finding(name, number, ", ".join(key), f"the same as in row {first[values]}; expected once")
        first.setdefault(values, number)


def _frame(rows: Sequence[Row], request: FileRequest) -> pl.DataFrame:
    variables = [each.name for each in request.variables]
    if request.measures:
        cells = [
            (*(row[name] for name in variables), each.name, row[each.name], row[each.name] is None)
            for row in rows
            for each in request.measures
        ]
    else:
        cells = [(*(row[name] for name in variables), 1.0, False) for row in rows]
    return pl.DataFrame(cells, schema=empty_schema(request), orient="row")


def _refused(name: str, findings: list[Finding]) -> DataRefusedError:
    return DataRefusedError(f"{name} was refused, and nothing of it was taken", findings)
