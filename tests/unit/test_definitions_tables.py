# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Columns are declared once, and tables have no others."""

import shutil
from pathlib import Path

import pytest

from faglaert.atomic import pointed_at
from faglaert.definitions.marts import Mart, marts
from faglaert.definitions.tables import columns, differing_columns
from faglaert.errors import Finding
from faglaert.published.balance import Balance
from faglaert.published.store import Store
from faglaert.settings import Settings
from faglaert.warehouse.connection import connect

IN_THE_FILE = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
ANALYSES = ("balance_", "pathways_")
"""Tables of results: their columns are the fields of what reads them, in ``published/``."""

EVERY_MART_HAS = {"area_code", "period", "value", "numerator_count", "denominator_count", "data_kind", "source_id"}


def tables_of(path: Path | None) -> dict[str, dict[str, str]]:
    """The tables of a DuckDB file, each with its columns and their types."""
    assert path is not None
    found: dict[str, dict[str, str]] = {}
    with connect(path, read_only=True) as connection:
        for table, column, kind in connection.execute(IN_THE_FILE).fetchall():
            found.setdefault(table, {})[column] = kind
    return found


@pytest.fixture(scope="module")
def built(published: Settings) -> dict[str, dict[str, str]]:
    """The marts of a warehouse and all tables of the published store made from it."""
    warehouse = tables_of(pointed_at(published.paths.warehouse))
    own = {name: found for name, found in warehouse.items() if name.startswith("mart_")}
    stored = tables_of(pointed_at(published.paths.published))
    return own | {name: found for name, found in stored.items() if not name.startswith(ANALYSES)}


def test_every_table_of_an_analysis_has_the_fields_of_its_reader(published: Settings) -> None:
    """Result tables of the analyses are declared where they are read: a field for each column that is shown."""
    stored = tables_of(pointed_at(published.paths.published))
    tables = {name for name in stored if name.startswith("balance_")}
    asked: set[str] = set()

    def rows(sql: str, _parameters: list[object]) -> list[dict[str, object]]:
        names, rest = sql.removeprefix("SELECT ").replace('"', "").split(" FROM ", 1)
        table = rest.split()[0]
        asked.add(table)
        assert set(names.split(", ")) <= set(stored[table]), table
        return [dict.fromkeys(names.split(", "))]

    found = Balance(rows)
    for name in (
        "all_results",
        "all_steps",
        "origins",
        "scores",
        "simulated_scores",
        "forecasts",
        "accuracy",
        "break_even",
        "vintages",
    ):
        getattr(found, name)()
    for name in ("error_sources", "flows", "jobs", "substitution"):
        getattr(found, name)("skilled")
    assert found.outside()
    assert found.profile()
    assert asked == tables


def test_a_store_of_an_older_version_opens_without_the_tables_it_has_otherwise(
    published: Settings, tmp_path: Path
) -> None:
    current = pointed_at(published.paths.published)
    assert current is not None
    older = tmp_path / current.name
    shutil.copyfile(current, older)
    with connect(older, read_only=False) as connection:
        connection.execute("ALTER TABLE balance_run DROP COLUMN chain")
    assert Store(current).balance() is not None
    assert Store(older).balance() is None
    assert Store(older).summaries() == Store(current).summaries()


def test_every_column_that_is_built_is_declared_with_its_type(built: dict[str, dict[str, str]]) -> None:
    assert {"observation", "mart_neet"} <= set(built)
    assert [finding for table, found in built.items() for finding in differing_columns(table, found)] == []


def test_every_declared_column_is_built(built: dict[str, dict[str, str]]) -> None:
    assert set(columns()) - {name for found in built.values() for name in found} == set()


@pytest.mark.parametrize("mart", marts().values(), ids=lambda each: each.name)
def test_a_mart_has_its_key_and_what_indicators_read(mart: Mart, built: dict[str, dict[str, str]]) -> None:
    assert set(mart.key) | EVERY_MART_HAS <= set(built[mart.name])


def test_numbers_of_persons_and_figures_have_a_unit() -> None:
    numbers = {name: column.unit for name, column in columns().items() if column.type == "DOUBLE"}
    assert {name for name, unit in numbers.items() if unit == "persons"} == {"numerator_count", "denominator_count"}
    assert None not in numbers.values()


@pytest.mark.parametrize(
    ("found", "problem"),
    [
        ({"colour": "VARCHAR"}, "is not declared in columns.toml"),
        ({"value": "VARCHAR"}, "is VARCHAR, declared as DOUBLE in columns.toml"),
    ],
)
def test_another_column_is_found(found: dict[str, str], problem: str) -> None:
    (name,) = found
    assert differing_columns("mart_x", found) == [Finding("mart_x", None, name, problem)]
