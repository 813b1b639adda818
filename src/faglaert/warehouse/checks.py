# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Checks that a warehouse must pass before anything is made from it.

Each check returns what is wrong as findings with file and row; none of them changes anything.
"""

from pathlib import Path

import duckdb

from faglaert.definitions.marts import Mart, marts
from faglaert.definitions.parameters import MagnitudeRule
from faglaert.errors import Finding
from faglaert.periods import parse_period
from faglaert.warehouse.connection import connect, quoted, read_frame, table_names


def run_checks(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Every check that looks at one warehouse alone."""
    return [
        *unknown_areas(connection),
        *unreadable_periods(connection),
        *repeated_keys(connection),
        *parts_differing_from_total(connection),
        *impossible_values(connection),
    ]


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


def magnitude_changes(connection: duckdb.DuckDBPyConnection, previous: Path, rule: MagnitudeRule) -> list[Finding]:
    """Marts that lost rows, or whose total moved, further than ``rule`` allows since the previous warehouse."""
    now = mart_totals(connection)
    with connect(previous, read_only=True) as before_connection:
        before = mart_totals(before_connection)
    findings = []
    for table, (rows_before, total_before) in before.items():
        rows_now, total_now = now.get(table, (0, 0.0))
        if rows_now < rows_before * (1 - rule.largest_row_loss_share):
            findings.append(Finding(table, None, None, f"has {rows_now} rows, the build before had {rows_before}"))
        mean_before, mean_now = total_before / max(rows_before, 1), total_now / max(rows_now, 1)
        if abs(mean_now - mean_before) > rule.largest_total_change_share * abs(mean_before):
            findings.append(
                Finding(table, None, "value", f"mean {mean_now:.6g}, the build before had {mean_before:.6g}")
            )
    return findings


def mart_totals(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, float]]:
    """Rows and sum of values of every mart."""
    totals = {}
    for table in table_names(connection, "mart_"):
        frame = read_frame(
            connection, f"SELECT count(*) AS row_count, coalesce(sum(value), 0)::DOUBLE AS total FROM {quoted(table)}"
        )
        totals[table] = (int(frame["row_count"][0]), float(frame["total"][0]))
    return totals
