# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""StatBank's data replies as tables: BULK, CSV and JSON-stat give the same columns.

Columns of every table: one text column a variable, named by its code in capitals (``TID`` too), ``INDHOLD`` (number,
null when not shown) and ``is_hidden`` (true where StatBank writes ``..``: missing, protected or too uncertain).

In BULK a combination that is zero has no row: a missing row is a zero, a row with ``..`` is not. CSV and JSON-stat
have every combination. :func:`faglaert.sources.statbank_checks.fill_zeros` adds what BULK left out, when somebody
needs every combination.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from faglaert.errors import DataRefusedError, Finding
from faglaert.sources.jsonstat import IS_HIDDEN, VALUE, parse_jsonstat, shown

HIDDEN = ".."
MOST_FINDINGS = 20

LONGEST_HEADER_BYTES = 65536

_NUMBER = r"^-?[0-9]{1,15}(,[0-9]{1,15})?$"  # as many digits as a float holds
_NO_SEPARATOR = "\x1f"
_LINE = "line"
_ROW = "row"


def parse_rows(content: Path | bytes, *, name: str) -> pl.DataFrame:
    """Read a BULK or CSV reply (``;``, UTF-8 with or without BOM, decimal comma); ``name`` is its file in messages.

    Raises :class:`DataRefusedError` naming file, row (the header is row 1), column and what was expected.
    """
    columns = _header(content, name)
    try:
        lines = pl.read_csv(
            content,
            separator=_NO_SEPARATOR,
            quote_char=None,
            has_header=False,
            skip_lines=1,
            schema={_LINE: pl.String},
            row_index_name=_ROW,
            row_index_offset=2,
            raise_if_empty=False,
            empty_string_is_null=False,
        )
    except pl.exceptions.PolarsError as error:
        raise DataRefusedError(f"{name} was refused", _unreadable(content, name, str(error))) from error
    lines = lines.filter(pl.col(_LINE).str.strip_chars_end("\r") != "")
    fields = pl.col(_LINE).str.count_matches(";", literal=True) + 1
    _refuse_rows(lines, fields != len(columns), explain=lambda row: (None, _wrong_length(row, len(columns))), name=name)
    cells = lines.select(_ROW, pl.col(_LINE).str.strip_chars_end("\r").str.split_exact(";", len(columns) - 1))
    cells = cells.with_columns(pl.col(_LINE).struct.rename_fields(columns)).unnest(_LINE)
    return _typed(cells, columns[:-1], name)


def parse_reply(content: Path | bytes, file_format: str, *, name: str) -> pl.DataFrame:
    """Read a reply in the format it was asked for; raises :class:`DataRefusedError` as the readers do."""
    return parse_jsonstat(content, name=name) if file_format == "JSONSTAT" else parse_rows(content, name=name)


def _header(content: Path | bytes, name: str) -> list[str]:
    """The headings in capitals, from the first line."""
    if isinstance(content, Path):
        with content.open("rb") as handle:
            first = handle.readline(LONGEST_HEADER_BYTES)
    else:
        first = content.split(b"\n", 1)[0]
    try:
        headings = first.decode("utf-8-sig").strip("\r\n").upper().split(";")
    except UnicodeDecodeError as error:
        raise DataRefusedError(f"{name} was refused", [Finding(name, 1, None, f"is not UTF-8: {error}")]) from error
    if headings[-1] != VALUE or len(headings) < 2 or len(set(headings)) != len(headings) or "" in headings:
        problem = f"begins with {shown(first)}; expected the codes of the variables and {VALUE}, separated by ;"
        raise DataRefusedError(f"{name} was refused", [Finding(name, 1, None, problem)])
    return headings


def _typed(cells: pl.DataFrame, variables: list[str], name: str) -> pl.DataFrame:
    for column in variables:
        _refuse_rows(cells, pl.col(column) == "", explain=partial(_empty, column), name=name)
    is_hidden = pl.col(VALUE) == HIDDEN
    is_bad = ~is_hidden & ~pl.col(VALUE).str.contains(_NUMBER)
    expected = "expected a number with decimal comma, or .."
    _refuse_rows(cells, is_bad, explain=lambda row: (VALUE, f"is {shown(row[VALUE])}; {expected}"), name=name)
    number = pl.when(~is_hidden).then(pl.col(VALUE).str.replace(",", ".", literal=True)).cast(pl.Float64)
    return cells.select(*variables, number.alias(VALUE), is_hidden.alias(IS_HIDDEN))


def _refuse_rows(
    frame: pl.DataFrame, is_bad: pl.Expr, *, explain: Callable[[dict[str, Any]], tuple[str | None, str]], name: str
) -> None:
    """Refuse the file when ``is_bad`` holds for a row; ``explain`` gives the column and the problem of a row."""
    bad = frame.filter(is_bad)
    if bad.is_empty():
        return
    findings = [Finding(name, row[_ROW], *explain(row)) for row in bad.head(MOST_FINDINGS).iter_rows(named=True)]
    if bad.height > MOST_FINDINGS:
        findings.append(Finding(name, None, None, f"and {bad.height - MOST_FINDINGS} more rows"))
    raise DataRefusedError(f"{name} was refused", findings)


def _empty(column: str, _row: Mapping[str, Any]) -> tuple[str, str]:
    return column, "is empty; expected a code"


def _wrong_length(row: Mapping[str, Any], expected: int) -> str:
    return f"has {row[_LINE].count(';') + 1} fields, expected {expected}: {shown(row[_LINE])}"


def _unreadable(content: Path | bytes, name: str, reason: str) -> list[Finding]:
    """The first line that is not text, searched only when the fast reader gave up."""
    raw = content.read_bytes() if isinstance(content, Path) else content
    for number, line in enumerate(raw.split(b"\n"), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            return [Finding(name, number, None, f"is not UTF-8: {error.reason} in {shown(line.rstrip())}")]
        if _NO_SEPARATOR.encode() in line:
            return [Finding(name, number, None, f"holds a control character: {shown(line.rstrip())}")]
    return [Finding(name, None, None, f"cannot be read: {reason}")]
