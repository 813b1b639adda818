# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Replies of Jobindsats version 3, data and description of a table.

A data reply is JSON (``columns`` and ``rows``, perhaps behind a byte order mark) or CSV (``;``, byte order mark). Its
first column is the period, then comes one for each hierarchy asked for, then the measures. The table made from it has
the first ones as text columns, ``MÅLING`` (the measure's heading), ``INDHOLD`` (number, null when not shown) and
``is_hidden``.
"""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any, ClassVar

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from faglaert.definitions.sources import JobindsatsRequest
from faglaert.errors import DataRefusedError, Finding
from faglaert.sources.danish_numbers import shown_number
from faglaert.sources.jsonstat import IS_HIDDEN, VALUE, shown

MEASURE = "MÅLING"
MOST_FINDINGS = 20
BYTE_ORDER_MARK = "\ufeff"


class _Reply(BaseModel):
    """What is used here is required; whatever else a reply holds is let be."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="ignore", frozen=True)


class Period(_Reply):
    """One period."""

    period_id: str


class PeriodType(_Reply):
    """One length of period (``M`` month) and the periods there are figures for."""

    periodtype_id: str
    values: tuple[Period, ...]


class Member(_Reply):
    """One member of a level."""

    value_id: str | int
    value_name: str


class Level(_Reply):
    """One level of a hierarchy."""

    level_id: str | int
    values: tuple[Member, ...] = ()


class Hierarchy(_Reply):
    """One way to divide a dimension."""

    hierarchy_id: str
    levels: tuple[Level, ...] = ()


class Dimension(_Reply):
    """One dimension of a table."""

    hierarchies: tuple[Hierarchy, ...]


class TableDescription(_Reply):
    """What ``/table/{id}`` says, as far as it is used."""

    periods: tuple[PeriodType, ...] = Field(min_length=1)
    dimensions: tuple[Dimension, ...] = ()

    @property
    def hierarchies(self) -> dict[str, Hierarchy]:
        """Every hierarchy by id."""
        return {each.hierarchy_id: each for dimension in self.dimensions for each in dimension.hierarchies}


def read_description(content: bytes, *, name: str) -> TableDescription:
    """The description of a table; raises :class:`DataRefusedError` when it has another form."""
    try:
        return TableDescription.model_validate_json(content.removeprefix(BYTE_ORDER_MARK.encode()))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        raise _refused(name, [Finding(name, None, place, f"{first['msg']}; the interface may have changed")]) from error


def check_request(description: TableDescription, request: JobindsatsRequest) -> None:
    """Hold a definition against the table as it is; raises :class:`DataRefusedError` naming all that has gone."""
    findings = [Finding(request.table, None, None, problem) for problem in _gone(description, request)]
    if findings:
        raise _refused(f"the question about {request.table}", findings)


def parse_table(content: bytes, request: JobindsatsRequest, *, name: str) -> pl.DataFrame:
    """A data reply in the agreed form.

    Raises :class:`DataRefusedError` naming row (the first row of data is row 2), column and what was expected.
    """
    columns, rows = read_columns(content, request, name=name)
    key_count = 1 + len(request.hierarchies)
    findings: list[Finding] = []
    cells: list[tuple[str | float | bool | None, ...]] = []
    for number, row in enumerate(rows, start=2):
        problem, found = _unpivoted(row, columns, key_count)
        cells += found
        if problem:
            findings.append(Finding(name, number, *problem))
        if len(findings) >= MOST_FINDINGS:
            findings.append(Finding(name, None, None, "and perhaps more rows"))
            break
    if findings:
        raise _refused(name, findings)
    schema = dict.fromkeys([*columns[:key_count], MEASURE], pl.String) | {VALUE: pl.Float64, IS_HIDDEN: pl.Boolean}
    frame = pl.DataFrame(cells, schema=schema, orient="row")
    _refuse_empty_or_repeated(frame, name)
    return frame


def read_columns(content: bytes, request: JobindsatsRequest, *, name: str) -> tuple[list[str], list[list[Any]]]:
    """Headings and rows of a data reply; raises :class:`DataRefusedError` when there are too few or other headings."""
    columns, rows = _from_json(content, name) if request.format == "json" else _from_csv(content, name)
    if len(columns) < 2 + len(request.hierarchies) or "" in columns or len({*columns, MEASURE}) != len(columns) + 1:
        expected = f"a period, {len(request.hierarchies)} divisions and at least one measure"
        raise _refused(name, [Finding(name, 1, None, f"has the columns {', '.join(columns)}; expected {expected}")])
    if request.columns and tuple(columns) != request.columns:
        problem = f"has the columns {', '.join(columns)}; expected {', '.join(request.columns)}"
        raise _refused(name, [Finding(name, 1, None, problem)])
    return columns, rows


def _from_json(content: bytes, name: str) -> tuple[list[str], list[list[Any]]]:
    try:
        reply = json.loads(content)
        columns, rows = reply["columns"], reply["rows"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        problem = f"is no JSON with columns and rows: {shown(content)}"
        raise _refused(name, [Finding(name, None, None, problem)]) from error
    is_whole = isinstance(columns, list) and isinstance(rows, list)
    if not is_whole or not all(isinstance(each, str) for each in columns):
        raise _refused(name, [Finding(name, 1, None, "columns is no list of headings, or rows no list")])
    return [each.strip() for each in columns], rows


def _from_csv(content: bytes, name: str) -> tuple[list[str], list[list[Any]]]:
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise _refused(name, [Finding(name, None, None, f"is no CSV in UTF-8: {error}")]) from error
    rows = [line for line in lines if line]
    return [each.strip() for each in rows[0]] if rows else [], rows[1:]


def _unpivoted(
    row: Any, columns: list[str], key_count: int
) -> tuple[tuple[str | None, str] | None, list[tuple[str | float | bool | None, ...]]]:
    """One row a measure; or the column and the problem of the first thing that is wrong."""
    if not isinstance(row, list) or len(row) != len(columns):
        return (None, f"does not have the {len(columns)} fields of the headings: {shown(str(row))}"), []
    for column, cell in zip(columns[:key_count], row, strict=False):
        if not isinstance(cell, str) or not cell.strip():
            return (column, f"is {shown(str(cell))}; expected a name"), []
    key = [cell.strip() for cell in row[:key_count]]
    found: list[tuple[str | float | bool | None, ...]] = []
    for column, cell in zip(columns[key_count:], row[key_count:], strict=True):
        try:
            value = shown_number(cell)
        except ValueError as error:
            return (column, f"is {shown(str(cell))}, which {error}"), []
        found.append((*key, column, value, value is None))
    return None, found


def _refuse_empty_or_repeated(frame: pl.DataFrame, name: str) -> None:
    if frame.is_empty():
        raise _refused(name, [Finding(name, None, None, "holds no rows; expected data")])
    repeats = frame.drop(VALUE, IS_HIDDEN).is_duplicated()
    if repeats.any():
        first = ", ".join(map(str, frame.row(repeats.arg_max() or 0)[:-2]))
        raise _refused(name, [Finding(name, None, None, f"{first}: stands twice, expected once")])


def _gone(description: TableDescription, request: JobindsatsRequest) -> Iterable[str]:
    by_type = {each.periodtype_id: {value.period_id for value in each.values} for each in description.periods}
    if request.period not in by_type:
        yield f"has no periods of the type {request.period}; it has {', '.join(by_type)}"
    elif not request.period_values.startswith(("latest:", "l(")):
        yield from _lacking("period", request.period_values, by_type[request.period])
    for name, members in request.hierarchies.items():
        hierarchy = description.hierarchies.get(name)
        if hierarchy is None:
            yield f"has no hierarchy {name}; it has {', '.join(description.hierarchies)}"
        else:
            levels = {f"(level:{each.level_id})" for each in hierarchy.levels}
            known = {str(member.value_id) for level in hierarchy.levels for member in level.values}
            yield from _lacking(f"member of {name}", members, known | levels | {"*", "/"})


def _lacking(what: str, asked: str, known: set[str]) -> Iterable[str]:
    gone = [each for each in asked.split("|") if each not in known]
    if gone:
        yield f"has no {what} {', '.join(gone)}"


def _refused(name: str, findings: list[Finding]) -> DataRefusedError:
    return DataRefusedError(f"{name} was refused", findings)
