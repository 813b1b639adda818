# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Checks that a warehouse must pass before anything is made from it.

Each check returns what is wrong as findings with file and row; none of them changes anything.
"""

from pathlib import Path

import duckdb

from faglaert.definitions.marts import Mart, marts
from faglaert.definitions.parameters import MagnitudeRule
from faglaert.definitions.sources import StatbankRequest, sources
from faglaert.definitions.tables import differing_columns
from faglaert.errors import Finding
from faglaert.periods import parse_period
from faglaert.warehouse.connection import quoted, table_names

MOST_FINDINGS = 20
"""Of one kind in one table: the rest is usually the same mistake."""
TOTAL_WITHIN, TOTAL_WITHIN_SHARE = 10, 0.001
"""Persons, and share of the total, by which parts of a delivered table may miss it: rounding and discretion."""


def run_checks(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Every check that looks at one warehouse alone."""
    return [
        *undeclared_columns(connection),
        *unknown_areas(connection),
        *unreadable_periods(connection),
        *repeated_keys(connection),
        *parts_differing_from_total(connection),
        *impossible_values(connection),
        *negative_deliveries(connection),
        *deliveries_differing_from_total(connection),
    ]


def undeclared_columns(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Columns of marts that ``definitions/tables/columns.toml`` does not know, or knows as another type."""
    findings = []
    for name in marts():
        rows = connection.execute("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?", [name])
        findings += differing_columns(name, dict(rows.fetchall()))
    return findings


def unknown_areas(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Area codes in staging that no classification knows."""
    findings = []
    for table in table_names(connection, "stg_"):
        rows = connection.execute(
            f"SELECT file_name, row_number, area_code FROM {quoted(table)} JOIN dim_source USING (source_id) "
            "ANTI JOIN dim_area USING (area_code) ORDER BY ALL"
        ).fetchall()
        findings += [
            Finding(file_name, row, "area_code", f"{code!r} is in no classification of areas; add it or correct it")
            for file_name, row, code in rows
        ]
    return findings


def unreadable_periods(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Periods in marts that are none of the forms the programme uses."""
    findings = []
    for table in marts():
        for (period,) in connection.execute(f"SELECT DISTINCT period FROM {quoted(table)} ORDER BY 1").fetchall():
            try:
                parse_period(str(period))
            except ValueError as error:
                findings.append(Finding(table, None, "period", str(error)))
    return findings


def repeated_keys(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Rows of a mart that share a key."""
    findings = []
    for mart in marts().values():
        key = ", ".join(quoted(column) for column in mart.key)
        rows = connection.execute(
            f"SELECT {key}, count(*) AS copies FROM {quoted(mart.name)} GROUP BY ALL HAVING copies > 1 ORDER BY ALL"
        ).fetchall()
        findings += [Finding(mart.name, None, key, f"{row[:-1]} stands {row[-1]} times, expected once") for row in rows]
    return findings


def parts_differing_from_total(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Marts of parts and a total: the parts must sum to the total wherever the source hides none of them."""
    return [finding for mart in marts().values() if mart.parts_of_total for finding in _parts_of(connection, mart)]


def _parts_of(connection: duckdb.DuckDBPyConnection, mart: Mart) -> list[Finding]:
    rule = mart.parts_of_total
    if rule is None:
        return []
    category, count = quoted(rule.category_column), quoted(rule.count_column)
    rows = connection.execute(
        f"""
        SELECT area_code, period, sum({count}) FILTER ({category} <> $total) AS parts,
               sum({count}) FILTER ({category} = $total) AS whole
        FROM {quoted(mart.name)} GROUP BY ALL
        HAVING count(*) > 1 AND bool_and(NOT is_hidden) AND parts IS DISTINCT FROM whole ORDER BY ALL
        """,
        {"total": rule.total_category},
    ).fetchall()
    return [
        Finding(
            mart.name, None, rule.count_column, f"area {area}, {period}: the parts sum to {parts}, the total is {whole}"
        )
        for area, period, parts, whole in rows
    ]


def impossible_values(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Shares outside 0-1 and negative numbers of persons."""
    findings = []
    for mart in marts().values():
        if mart.value_kind == "mixed":
            continue
        highest, meaning = (
            (1, "a share between 0 and 1") if mart.value_kind == "share" else (1e10, "a number of persons")
        )
        rows = connection.execute(
            f"SELECT area_code, period, value FROM {quoted(mart.name)} WHERE value NOT BETWEEN 0 AND ? ORDER BY ALL",
            [highest],
        ).fetchall()
        findings += [
            Finding(mart.name, None, "value", f"area {area}, {period}: {value} is not {meaning}")
            for area, period, value in rows
        ]
    return findings


def negative_deliveries(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Figures below 0 in a fetched StatBank table: those that are asked for count persons or give rates."""
    findings = []
    for source_id in _fetched_tables(connection):
        rows = connection.execute(
            f"SELECT file_name, row_number, INDHOLD FROM {quoted(f'raw_{source_id}')}, dim_source "
            "WHERE source_id = $id AND INDHOLD < 0 ORDER BY row_number LIMIT $most",
            {"id": source_id, "most": MOST_FINDINGS},
        ).fetchall()
        findings += [
            Finding(f"{source_id}/{file}", row, "INDHOLD", f"is {value:g}, expected 0 or more")
            for file, row, value in rows
        ]
    return findings


def deliveries_differing_from_total(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Fetched StatBank tables whose values of a variable do not make its total, where none of them is hidden."""
    return [
        finding
        for source_id, asked in _fetched_tables(connection).items()
        for column, total in asked.totals.items()
        for finding in _delivered_parts(connection, source_id, asked, column=column, total=total)
    ]


def _fetched_tables(connection: duckdb.DuckDBPyConnection) -> dict[str, StatbankRequest]:
    rows = connection.execute("SELECT source_id FROM dim_source WHERE origin = 'fetched' ORDER BY 1").fetchall()
    asked = {str(source_id): sources()[str(source_id)].statbank for (source_id,) in rows}
    return {source_id: request for source_id, request in asked.items() if request is not None}


def _delivered_parts(
    connection: duckdb.DuckDBPyConnection, source_id: str, asked: StatbankRequest, *, column: str, total: str
) -> list[Finding]:
    part, others = quoted(column.upper()), [quoted(name.upper()) for name in asked.variables if name != column]
    rows = connection.execute(
        f"""
        SELECT {", ".join(others)}, min(row_number) FILTER ({part} = $total) AS row,
               coalesce(sum(INDHOLD) FILTER ({part} <> $total), 0) AS parts,
               coalesce(sum(INDHOLD) FILTER ({part} = $total), 0) AS whole, any_value(file_name)
        FROM {quoted(f"raw_{source_id}")}, (SELECT file_name FROM dim_source WHERE source_id = $id)
        GROUP BY ALL HAVING NOT bool_or(is_hidden) AND abs(parts - whole) > greatest($least, $share * whole)
        ORDER BY ALL LIMIT $most
        """,
        {"id": source_id, "total": total, "least": TOTAL_WITHIN, "share": TOTAL_WITHIN_SHARE, "most": MOST_FINDINGS},
    ).fetchall()
    return [
        Finding(
            f"{source_id}/{file}", row, column, f"{', '.join(keys)}: the parts sum to {parts:g}, {total} is {whole:g}"
        )
        for *keys, row, parts, whole, file in rows
    ]


def magnitude_changes(connection: duckdb.DuckDBPyConnection, previous: Path, rule: MagnitudeRule) -> list[Finding]:
    """Marts that lost figures since the warehouse before, or whose common figures moved, further than ``rule`` allows.

    Movement is the sum of absolute changes over the sum of absolute values before, over the cells both builds have: new
    areas and periods do not count as change.
    """
    file = str(previous).replace("'", "''")
    connection.execute(f"ATTACH '{file}' AS previous (READ_ONLY)")
    try:
        known = {str(name) for (name,) in connection.execute(PREVIOUS_MARTS).fetchall()}
        return [
            finding for mart in marts().values() if mart.name in known for finding in _moved(connection, mart, rule)
        ]
    finally:
        connection.execute("DETACH previous")


PREVIOUS_MARTS = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'previous'"


def _moved(connection: duckdb.DuckDBPyConnection, mart: Mart, rule: MagnitudeRule) -> list[Finding]:
    key = ", ".join(quoted(column) for column in mart.key)
    figures = f"SELECT {key}, value FROM {{}} WHERE value IS NOT NULL"
    (row,) = connection.execute(
        f"""
        SELECT count(before.value), count(*) FILTER (now.value IS NULL),
               coalesce(sum(abs(now.value - before.value)), 0), coalesce(sum(abs(before.value)), 0)
        FROM ({figures.format(f"previous.{quoted(mart.name)}")}) AS before
        LEFT JOIN ({figures.format(quoted(mart.name))}) AS now USING ({key})
        """
    ).fetchall()
    count, lost, moved, size = (float(each) for each in row)
    findings = []
    if lost > count * rule.largest_row_loss_share:
        findings.append(Finding(mart.name, None, None, f"lost {lost:.0f} of the {count:.0f} figures it had"))
    if moved > size * rule.largest_total_change_share:
        share = moved / size if size else float("inf")
        findings.append(Finding(mart.name, None, "value", f"the figures moved by {share:.0%} of their size"))
    return findings
