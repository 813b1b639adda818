# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Figures of single vocational programmes as a published store has them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Rows = Callable[[str, list[Any]], list[dict[str, Any]]]
"""Answers a question to the store with rows."""


@dataclass(frozen=True)
class ProgrammeFigure:
    """One protected figure of a programme. A number is None where ``status`` says it is not shown."""

    measure_id: str
    programme_code: str
    area_code: str
    period: str
    value: float | None
    numerator_count: float | None
    denominator_count: float | None
    low_value: float | None
    high_value: float | None
    unit: str
    status: str
    data_kind: Literal["official", "synthetic"]
    source_id: str
    snapshot_id: str


@dataclass(frozen=True)
class ProgrammeTitle:
    """A job title the programme leads to, in an area of a labour market council or ``all`` for the country.

    ``kind`` says what of it: its category in the labour market ``balance``, or its rate (0-1) in the survey of
    ``recruitment``.
    """

    programme_code: str
    title: str
    kind: Literal["balance", "recruitment"]
    rar_code: str
    period: str
    category: str | None
    value: float | None
    status: str
    source_id: str
    snapshot_id: str


class Programmes:
    """The tables of single programmes in one published store; a store from before they were published has none."""

    def __init__(self, rows: Rows) -> None:
        """Ask with ``rows``."""
        self._ask = rows
        found = rows("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'programme\\_%' ESCAPE '\\'", [])
        self._tables = {row["table_name"] for row in found}

    def figures(self, code: str | None = None) -> tuple[ProgrammeFigure, ...]:
        """Every figure of one programme or all, by programme, measure, area and period as written."""
        if "programme_measure" not in self._tables:
            return ()
        columns = ", ".join(ProgrammeFigure.__dataclass_fields__)
        # names of columns are those of this module; what readers ask for is in the parameters
        sql = (
            f"SELECT {columns} FROM programme_measure "  # noqa: S608
            "WHERE ?::VARCHAR IS NULL OR programme_code = ? ORDER BY programme_code, measure_id, area_code, period"
        )
        return tuple(ProgrammeFigure(**row) for row in self._ask(sql, [code, code]))

    def titles(self, code: str) -> tuple[ProgrammeTitle, ...]:
        """The titles one programme leads to, by kind, title, area and period."""
        if "programme_title" not in self._tables:
            return ()
        columns = ", ".join(ProgrammeTitle.__dataclass_fields__)
        sql = f"SELECT {columns} FROM programme_title WHERE programme_code = ? ORDER BY kind, title, rar_code, period"  # noqa: S608
        return tuple(ProgrammeTitle(**row) for row in self._ask(sql, [code]))
