# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Publishes a build: writes the published store from the warehouse, through disclosure control, and swaps it in."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl

import faglaert
from faglaert.atomic import PARTIAL, point_at, pointed_at, write_file
from faglaert.definitions.indicators import Indicator, indicators
from faglaert.definitions.parameters import DisclosureRule, disclosure_rule
from faglaert.definitions.programme import programme
from faglaert.definitions.sources import sources
from faglaert.disclosure.checks import violations
from faglaert.disclosure.protect import ProtectedTable
from faglaert.dissemination.balance import write_balance
from faglaert.dissemination.figures import protected_figures, protected_observations
from faglaert.dissemination.pathways import write_pathways
from faglaert.dissemination.programmes import write_programmes
from faglaert.errors import BuildError
from faglaert.paths import Paths
from faglaert.periods import parse_period
from faglaert.warehouse.connection import connect, create_table, current_warehouse, read_frame


@dataclass(frozen=True)
class Publication:
    """What was published: the store's file, its checksum, and how many figures differ from the release before."""

    path: Path
    sha256: str
    observation_count: int
    change_count: int


def publish(paths: Paths, build_id: str, *, progress: Callable[[str], None]) -> Publication:
    """Write ``published_<build_id>.duckdb`` from the current warehouse, point at it and enter it in the ledger.

    Raises :class:`BuildError` when there is no warehouse or a written figure breaks the disclosure rule; then the store
    before stays the one that is served.
    """
    paths.published.mkdir(parents=True, exist_ok=True)
    target = paths.published / f"published_{build_id}.duckdb"
    partial = target.with_name(target.name + PARTIAL)
    rule = disclosure_rule(datetime.now(UTC).date())
    try:
        with (
            connect(current_warehouse(paths), read_only=True) as warehouse,
            connect(partial, read_only=False) as store,
        ):
            progress("disclosure control")
            write_statistics(store, warehouse, build_id, rule)
            write_programmes(store, warehouse, build_id, rule)
            write_pathways(store, paths, build_id, rule)
            write_balance(store, paths, build_id, rule)
            write_words(store, warehouse, build_id)
            observation_count, change_count = _write_changes(store, pointed_at(paths.published))
            _refuse_unprotected(store, rule)
            store.execute("CHECKPOINT")
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    digest = hashlib.sha256(partial.read_bytes()).hexdigest()
    partial.replace(target)
    progress("publish")
    publication = Publication(target, digest, observation_count, change_count)
    point_at(target)
    _enter_in_ledger(paths.ledger, build_id, publication)
    return publication


def write_protected(
    store: duckdb.DuckDBPyConnection, table: str, protected: ProtectedTable, words: pl.DataFrame
) -> None:
    """Write a protected table with its words joined by id: the only way a figure gets into a store."""
    if not isinstance(protected, ProtectedTable):
        raise TypeError(f"{table} must go through disclosure control first")
    shown = protected.frame.select(
        pl.col("indicator_id").alias("id"), "value", "status", "data_kind", "source_id", "snapshot_id"
    )
    create_table(store, table, words.join(shown, on="id", how="inner", validate="1:1", maintain_order="left"))


def write_statistics(
    store: duckdb.DuckDBPyConnection, warehouse: duckdb.DuckDBPyConnection, build_id: str, rule: DisclosureRule
) -> None:
    """Write ``observation``, ``programme_figure`` and ``published_figure``."""
    observations = protected_observations(warehouse, rule).frame
    starts = {text: parse_period(text).start for text in observations["period"].unique()}
    create_table(
        store,
        "observation",
        observations.with_columns(
            pl.col("period").replace_strict(starts, return_dtype=pl.Date).alias("period_start"),
            pl.lit(build_id).alias("build_id"),
        ),
    )
    for table, source_id in (("programme_figure", "programme_document"), ("published_figure", "published_pages")):
        protected, words = protected_figures(warehouse, f"raw_{table}", source_id, rule)
        write_protected(store, table, protected, words)


def write_words(store: duckdb.DuckDBPyConnection, warehouse: duckdb.DuckDBPyConnection, build_id: str) -> None:
    """Write ``release``, ``indicator`` and ``source``: what the figures mean and where they come from."""
    create_table(
        store,
        "release",
        pl.DataFrame(
            {
                "build_id": [build_id],
                "built_at": [datetime.now(UTC).isoformat(timespec="seconds")],
                "programme_id": [programme().id],
                "version": [faglaert.__version__],
            }
        ),
    )
    create_table(store, "indicator", _indicator_frame(indicators().values()))
    definitions = pl.DataFrame(
        {"source_id": list(sources()), "definition": [source.model_dump_json() for source in sources().values()]}
    )
    used = read_frame(warehouse, "FROM dim_source")
    create_table(store, "source", used.join(definitions, on="source_id", how="inner", validate="1:1"))


def _indicator_frame(definitions: Iterable[Indicator]) -> pl.DataFrame:
    rows = [(each.id, each.area_code, order, each.model_dump_json()) for order, each in enumerate(definitions)]
    schema = {
        "indicator_id": pl.String,
        "area_code": pl.String,
        "sort_order": pl.Int64,
        "definition": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _write_changes(store: duckdb.DuckDBPyConnection, previous: Path | None) -> tuple[int, int]:
    """Write ``change``: figures that differ from the release before. Returns how many figures and changes there are."""
    columns = "indicator_id, area_code, period, value, status"
    if previous is None:
        before = read_frame(store, f"SELECT {columns} FROM observation WHERE false")
    else:
        with connect(previous, read_only=True) as old:
            before = read_frame(old, f"SELECT {columns} FROM observation")
    create_table(store, "before", before)
    store.execute(
        """
        CREATE TABLE change AS
        SELECT indicator_id, area_code, period, before.value AS old_value, observation.value AS new_value,
               before.status AS old_status, observation.status AS new_status
        FROM observation FULL JOIN before USING (indicator_id, area_code, period)
        WHERE EXISTS (FROM before)
          AND (before.value IS DISTINCT FROM observation.value OR before.status IS DISTINCT FROM observation.status)
        """
    )
    store.execute("DROP TABLE before")
    (counts,) = store.execute("SELECT (SELECT count(*) FROM observation), (SELECT count(*) FROM change)").fetchall()
    return int(counts[0]), int(counts[1])


def _refuse_unprotected(store: duckdb.DuckDBPyConnection, rule: DisclosureRule) -> None:
    """Read back what was written and look at it with the second computation of the rules."""
    broken = violations(read_frame(store, "FROM observation"), rule)
    if broken.height:
        raise BuildError(f"{broken.height} figures break the disclosure rule; nothing was published")


def _enter_in_ledger(ledger: Path, build_id: str, publication: Publication) -> None:
    entry = {
        "build_id": build_id,
        "published_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "file": publication.path.name,
        "sha256": publication.sha256,
        "observations": publication.observation_count,
        "changes": publication.change_count,
    }
    before = ledger.read_bytes() if ledger.is_file() else b""
    write_file(ledger, before + json.dumps(entry, ensure_ascii=False).encode() + b"\n")
