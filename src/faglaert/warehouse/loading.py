# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Loads what was delivered into raw tables, unchanged, each row with the number it has in its file.

A source that has been fetched is loaded from its snapshot; one that has not is loaded from the embedded figures. Never
both: the source's own newest word stands alone.
"""

import hashlib
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from faglaert.definitions.classifications import (
    AreaLevel,
    areas,
    job_titles,
    labour_council_areas,
    region_municipalities,
)
from faglaert.definitions.figures import (
    FOLDER,
    SeriesFile,
    programme_figures,
    published_figures,
    series_figures,
    series_files,
)
from faglaert.definitions.reading import Definition
from faglaert.definitions.sources import Source, sources
from faglaert.paths import Paths
from faglaert.sources.delivered_files import empty_schema
from faglaert.sources.fetching import load_frame
from faglaert.sources.snapshots import Snapshot, current_snapshot
from faglaert.sources.uddannelsesstatistik_replies import MEASURE
from faglaert.warehouse.connection import create_table

Progress = Callable[[str], None]

SOURCE_SCHEMA = {
    "source_id": pl.String,
    "origin": pl.String,
    "snapshot_id": pl.String,
    "retrieved_date": pl.Date,
    "updated": pl.String,
    "row_count": pl.Int64,
    "sha256": pl.String,
    "file_name": pl.String,
}
FIGURE_SCHEMA = {
    "series_name": pl.String,
    "source_id": pl.String,
    "area_code": pl.String,
    "period": pl.String,
    "category": pl.String,
    "value": pl.Float64,
    "row_number": pl.Int64,
}


def load_everything(connection: duckdb.DuckDBPyConnection, paths: Paths, progress: Progress) -> None:
    """Fill every ``raw_`` and ``dim_`` table.

    Raises :class:`DataRefusedError` when a definition file or a snapshot cannot be read as it should.
    """
    snapshots = {source_id: current_snapshot(paths, source_id) for source_id in sources()}
    origins = []
    for source in sources().values():
        snapshot = snapshots[source.id]
        if snapshot is not None:
            progress(f"load snapshot {snapshot.snapshot_id}")
            origins.append(_load_snapshot(connection, source, snapshot))
        else:
            origins.append(_embedded_origin(source))
            _create_empty(connection, source)
    create_table(connection, "dim_source", pl.DataFrame(origins, schema=SOURCE_SCHEMA, orient="row"))
    embedded = [each for each in series_files() if snapshots[each.source_id] is None]
    progress("load embedded figures")
    create_table(connection, "raw_figures", _embedded_series(embedded))
    create_table(connection, "raw_programme_figure", _records(programme_figures()))
    create_table(connection, "raw_published_figure", _records(published_figures()))
    create_table(connection, "dim_area", _area_frame())
    create_table(connection, "dim_region_member", _region_members())
    create_table(connection, "dim_labour_council_area", _records(labour_council_areas().values()))
    create_table(connection, "dim_job_title", _records(job_titles().values()))


def _load_snapshot(connection: duckdb.DuckDBPyConnection, source: Source, snapshot: Snapshot) -> tuple[object, ...]:
    frame = load_frame(snapshot).with_row_index("row_number", offset=2)
    create_table(connection, f"raw_{source.id}", frame)
    return (
        source.id,
        "fetched",
        snapshot.snapshot_id,
        snapshot.retrieved_at.date(),
        snapshot.updated,
        frame.height,
        snapshot.sha256,
        snapshot.data_files[0].name,
    )


def _create_empty(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    """A source not fetched yet has an empty raw table of the agreed shape: staging reads the same either way."""
    if source.file is not None:
        schema: dict[str, type[pl.DataType]] = {"row_number": pl.UInt32} | empty_schema(source.file)
        create_table(connection, f"raw_{source.id}", pl.DataFrame(schema=schema))
        return
    if source.statbank is not None:
        names = [name.upper() for name in source.statbank.variables]
    elif source.uddannelsesstatistik is not None and source.is_fetchable:
        names = [*source.uddannelsesstatistik.details, MEASURE]
    else:
        return
    schema = {"row_number": pl.UInt32}
    schema |= dict.fromkeys(names, pl.String)
    schema |= {"INDHOLD": pl.Float64, "is_hidden": pl.Boolean}
    create_table(connection, f"raw_{source.id}", pl.DataFrame(schema=schema))


def embedded_files(source: Source) -> list[Path]:
    """The figure files a source stands on until it is fetched."""
    if source.id == "programme_document":
        return [FOLDER / "programme.csv"]
    if source.id == "published_pages":
        return [FOLDER / "published.csv"]
    return [FOLDER / f"{name}.csv" for name in (source.embedded.figures if source.embedded else ())]


def _embedded_origin(source: Source) -> tuple[object, ...]:
    files = embedded_files(source)
    content = b"".join(path.read_bytes() for path in files)
    digest = hashlib.sha256(content).hexdigest()
    rows = sum(path.read_bytes().count(b"\n") - 1 for path in files)
    names = "+".join(path.name for path in files)
    origin = "embedded" if files else "absent"
    snapshot_id = f"embedded:{names}@{digest[:12]}" if files else "none"
    return source.id, origin, snapshot_id, _retrieved(source), None, rows, digest, names


def _retrieved(source: Source) -> date | None:
    if source.id == "published_pages":
        return max(figure.retrieved_date for figure in published_figures())
    dates = [each.retrieved_date for each in series_files() if each.source_id == source.id]
    return max(dates, default=source.keyed_date)


def _embedded_series(files: Iterable[SeriesFile]) -> pl.DataFrame:
    rows = [
        (each.name, each.source_id, figure.area_code, figure.period, figure.category, figure.value, number)
        for each in files
        for number, figure in enumerate(series_figures(each.name), start=2)
    ]
    return pl.DataFrame(rows, schema=FIGURE_SCHEMA, orient="row")


def _records(records: Iterable[Definition]) -> pl.DataFrame:
    return pl.DataFrame([record.model_dump() for record in records], infer_schema_length=None).with_row_index(
        "row_number", offset=2
    )


def _area_frame() -> pl.DataFrame:
    """``dim_area``: every area with its level, the area it is part of, and its name as Danish sources write it."""
    rows = [(area.code, str(area.level), area.parent_code, area.name_da) for area in areas()]
    schema = {"area_code": pl.String, "level": pl.String, "parent_code": pl.String, "name_da": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _region_members() -> pl.DataFrame:
    """``dim_region_member``: each municipality with its region and how many municipalities the region has."""
    rows = []
    for region in (area.code for area in areas() if area.level is AreaLevel.REGION):
        members = region_municipalities(region)
        rows += [(member.code, region, len(members)) for member in members]
    schema = {"area_code": pl.String, "region_code": pl.String, "member_count": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")
