# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Replies of uddannelsesstatistik.dk as a table.

Columns: one text column a detail, named as it was asked for (``[År].[År]``), ``NØGLETAL`` (the measure's name),
``INDHOLD`` (number, null when not shown) and ``is_hidden``. A reply repeats the attribute in its keys
(``[År].[År].[År]``), writes numbers as Danish text, and may be a JSON text inside a JSON text.

The provider leaves out cells of few persons: a missing row is hidden and never a zero.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from faglaert.definitions.sources import CubeRequest
from faglaert.errors import DataRefusedError, Finding
from faglaert.sources.danish_numbers import shown_number
from faglaert.sources.jsonstat import IS_HIDDEN, VALUE, shown

MEASURE = "NØGLETAL"
MOST_CELLS = 5_000_000
MOST_FINDINGS = 20
DEEPEST_ENCODING = 3

Row = Mapping[str, Any]


def read_page(content: bytes, *, name: str) -> list[Row]:
    """The rows of one page; ``null`` and an empty text are a page without rows.

    Raises :class:`DataRefusedError` when it is no list of flat objects.
    """
    try:
        rows: Any = json.loads(content)
        for _ in range(DEEPEST_ENCODING):
            if not isinstance(rows, str):
                break
            rows = json.loads(rows) if rows.strip() else None
    except (ValueError, RecursionError) as error:
        raise _refused(name, [Finding(name, None, None, f"is no JSON: {shown(content)}")]) from error
    if rows is None:
        return []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _refused(name, [Finding(name, None, None, f"is no list of rows: {shown(content)}")])
    return rows


def parse_rows(rows: Iterable[Row], request: CubeRequest, *, name: str, totals: bool = False) -> pl.DataFrame:
    """The rows in the agreed form; with ``totals`` they lack ``totals_over``, which become the name of the total.

    Raises :class:`DataRefusedError` naming row (from 1), column and what was expected.
    """
    details = [each for each in request.details if not (totals and each in request.totals_over)]
    keys = {repeated(each): each for each in details}
    findings: list[Finding] = []
    cells: list[tuple[str | float | bool | None, ...]] = []
    for number, row in enumerate(rows, start=1):
        problems = list(_problems(row, keys, request))
        findings += [Finding(name, number, column, problem) for column, problem in problems]
        if not problems:
            codes = [str(row[repeated(each)]) if each in details else request.total_name for each in request.details]
            cells += [(*codes, each, value, value is None) for each, value in _values(row, request)]
        if len(findings) >= MOST_FINDINGS:
            findings.append(Finding(name, None, None, "and perhaps more rows"))
            break
    if findings:
        raise _refused(name, findings)
    schema = dict.fromkeys([*request.details, MEASURE], pl.String) | {VALUE: pl.Float64, IS_HIDDEN: pl.Boolean}
    return pl.DataFrame(cells, schema=schema, orient="row")


def read_pages(files: Iterable[Path], request: CubeRequest) -> pl.DataFrame:
    """The table of all pages of a delivery; files of totals are named ``total-...``.

    Raises :class:`DataRefusedError` naming file, row and column; also when there are no rows, or a cell stands twice.
    """
    frames = []
    for path in files:
        rows = read_page(path.read_bytes(), name=path.name)
        frames.append(parse_rows(rows, request, name=path.name, totals=path.name.startswith("total-")))
    if not sum(frame.height for frame in frames):
        raise _refused(request.cube, [Finding(request.cube, None, None, "holds no rows; expected data")])
    frame = pl.concat(frames)
    repeats = frame.select(*request.details, MEASURE).is_duplicated()
    if repeats.any():
        first = ", ".join(map(str, frame.row(repeats.arg_max() or 0)[:-2]))
        raise _refused(request.cube, [Finding(request.cube, None, None, f"{first}: stands twice, expected once")])
    return fill_hidden(frame, request)


def fill_hidden(frame: pl.DataFrame, request: CubeRequest) -> pl.DataFrame:
    """Every combination of what occurs, hidden where the reply has no row; in the order of the details.

    Raises :class:`DataRefusedError` when there are too many combinations to write out.
    """
    key = [*request.details, MEASURE]
    size = 1
    for each in key:
        size *= frame[each].n_unique()
    if size > MOST_CELLS:
        problem = f"has {size} combinations, too many to tell which are hidden; ask for fewer details"
        raise _refused(request.cube, [Finding(request.cube, None, None, problem)])
    grid = frame.select(pl.col(key[0]).unique().sort())
    for each in key[1:]:
        grid = grid.join(frame.select(pl.col(each).unique().sort()), how="cross")
    filled = grid.join(frame, on=key, how="left", maintain_order="left")
    return filled.with_columns(pl.col(IS_HIDDEN).fill_null(value=True))


def repeated(detail: str) -> str:
    """``[År].[År]`` as a reply writes it: ``[År].[År].[År]``."""
    return f"{detail}.{detail.rsplit('.', 1)[-1]}"


def _problems(row: Row, keys: Mapping[str, str], request: CubeRequest) -> Iterable[tuple[str | None, str]]:
    unknown = [key for key in row if key not in keys and key not in request.measures]
    if unknown:
        yield None, f"has {shown(', '.join(unknown))}, which was not asked for"
    for key in keys:
        if not isinstance(row.get(key), str | int) or isinstance(row[key], bool) or str(row[key]).strip() == "":
            yield key, f"is {shown(str(row.get(key, 'absent')))}; expected a name"
    for measure in request.measures:
        try:
            shown_number(row.get(measure))
        except ValueError as error:
            yield measure, f"is {shown(str(row[measure]))}, which {error}"
    if not any(measure in row for measure in request.measures):
        yield None, "has none of the measures that were asked for"


def _values(row: Row, request: CubeRequest) -> list[tuple[str, float | None]]:
    return [(measure, shown_number(row.get(measure))) for measure in request.measures]


def _refused(name: str, findings: list[Finding]) -> DataRefusedError:
    return DataRefusedError(f"{name} was refused", findings)
