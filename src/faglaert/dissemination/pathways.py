# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The pathways of pupils as protected tables of a release."""

from dataclasses import replace

import duckdb
import polars as pl

from faglaert.definitions.parameters import DisclosureRule
from faglaert.disclosure.checks import group_violations
from faglaert.disclosure.groups import GroupTable, Judgement
from faglaert.disclosure.protect import ProtectedTable, protect_groups
from faglaert.errors import BuildError, NotPublishedError
from faglaert.paths import Paths
from faglaert.pathways.outputs import current_results
from faglaert.warehouse.connection import create_table, read_frame

SHARE = Judgement(exact=("share", "n"), bounds=("low", "high"), persons=("n",))
TABLES = {
    table.name: table
    for table in (
        GroupTable("pathways_incidence", ("grouping", "group_code", "stage", "outcome", "month"), (SHARE,)),
        GroupTable(
            "pathways_losses",
            ("grouping", "group_code", "stage", "month"),
            (
                Judgement(
                    exact=("count", "share", "at_risk", "lost", "share_of_losses"),
                    bounds=("low", "high"),
                    persons=("count", "at_risk"),
                ),
            ),
        ),
        GroupTable(
            "pathways_transitions",
            ("grouping", "group_code", "months", "outcome"),
            (replace(SHARE, exact=("share", "n", "count"), persons=("n", "count")),),
        ),
        GroupTable(
            "pathways_goals",
            ("indicator_id", "period"),
            (replace(SHARE, exact=("share", "n", "count"), persons=("n", "count")),),
        ),
        GroupTable(
            "pathways_times",
            ("group_code",),
            (Judgement(exact=("lower_quartile", "median", "upper_quartile"), total=None),),
        ),
        GroupTable("pathways_routes", ("route",), (Judgement(exact=("share",), total=None),)),
        GroupTable(
            "pathways_switches",
            ("grouping", "origin_code", "destination_code"),
            (
                Judgement(exact=("count",), persons=("count",), total=None),
                Judgement(
                    exact=("share", "expected"),
                    bounds=("low", "high"),
                    status="share_status",
                    count="true_completed",
                ),
            ),
        ),
        GroupTable(
            "pathways_schools",
            ("school_code", "programme_code", "cohort"),
            (
                Judgement(
                    exact=(
                        *("n", "count", "share", "expected", "gap", "estimate", "gap_low", "gap_high"),
                        *("probability_better", "limit_95", "limit_998"),
                    ),
                    persons=("n", "count"),
                ),
            ),
        ),
        GroupTable(
            "pathways_signals",
            ("school_code", "programme_code", "cohort", "comparisons"),
            (
                Judgement(
                    exact=("n", "count", "share", "expected", "band_low", "band_high", "p_value", "q_value"),
                    persons=("n", "count"),
                ),
            ),
        ),
    )
}


def write_pathways(store: duckdb.DuckDBPyConnection, paths: Paths, build_id: str, rule: DisclosureRule) -> bool:
    """Write every table of :data:`TABLES` and ``pathways_definition``; nothing, and False, without results.

    Raises :class:`DataRefusedError` for a figure that its true counts do not allow, and :class:`BuildError` when the
    second look at what was written finds one.
    """
    try:
        current_results(paths)
    except NotPublishedError:
        return False
    # reads the cubes with compiled kernels, which are slow to load; most builds have no register
    from faglaert.dissemination.pathways_rows import definition_rows, rows_of

    for name, rows in rows_of(paths, rule):
        write_groups(store, TABLES[name], protect_groups(rows, TABLES[name], rule), build_id)
        refuse_unprotected_groups(store, TABLES[name], rule)
    create_table(store, "pathways_definition", definition_rows(paths).with_columns(build_id=pl.lit(build_id)))
    return True


def write_groups(store: duckdb.DuckDBPyConnection, table: GroupTable, protected: ProtectedTable, build_id: str) -> None:
    """Write a protected table about groups: the only way such a figure gets into a store."""
    if not isinstance(protected, ProtectedTable):
        raise TypeError(f"{table.name} must go through disclosure control first")
    create_table(store, table.name, protected.frame.with_columns(build_id=pl.lit(build_id)))


def refuse_unprotected_groups(store: duckdb.DuckDBPyConnection, table: GroupTable, rule: DisclosureRule) -> None:
    """Read back what was written and look at it with the second computation of the rules."""
    broken = group_violations(read_frame(store, f"FROM {table.name}"), table, rule)
    if broken:
        raise BuildError(f"{table.name} breaks the disclosure rule ({'; '.join(broken)}); nothing was published")
