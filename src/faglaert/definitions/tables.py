# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The columns of marts and of the published store, each declared once: what it holds, its type and its unit."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from faglaert.definitions.reading import ROOT, Definition, Text, read_toml
from faglaert.errors import Finding

FILE = ROOT / "tables" / "columns.toml"

ColumnType = Literal["VARCHAR", "DOUBLE", "BIGINT", "DATE", "BOOLEAN"]


class TableColumn(Definition):
    """One column name. ``type`` is DuckDB's; ``unit`` is given where a number has one and the same everywhere.

    The unit ``as_indicator`` says that the row's indicator or figure decides it.
    """

    type: ColumnType
    unit: Literal["persons", "rows", "as_indicator"] | None = None
    meaning: Text


class _Columns(Definition):
    column: dict[str, TableColumn]


@cache
def columns() -> dict[str, TableColumn]:
    """Every column by name; raises :class:`DataRefusedError` when the file does not read."""
    return read_toml(_Columns, FILE).column


def differing_columns(table: str, found: Mapping[str, str]) -> list[Finding]:
    """Columns of a table that are not declared, or are of another type; ``found`` is name to DuckDB type."""
    findings = []
    for name, kind in found.items():
        declared = columns().get(name)
        if declared is None:
            findings.append(Finding(table, None, name, f"is not declared in {FILE.name}"))
        elif declared.type != kind:
            findings.append(Finding(table, None, name, f"is {kind}, declared as {declared.type} in {FILE.name}"))
    return findings
