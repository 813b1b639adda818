# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The read-only door to the published store, the only place pages, papers and files get statistics from.

The store is an immutable DuckDB file behind a pointer. Opening resolves the pointer anew each time, so a new build is
served from the next request on, while readers of the old one finish undisturbed.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import duckdb

from faglaert.atomic import pointed_at
from faglaert.definitions.indicators import Indicator
from faglaert.definitions.sources import Source
from faglaert.errors import NotPublishedError
from faglaert.paths import Paths
from faglaert.periods import parse_period
from faglaert.published.balance import Balance
from faglaert.published.pathways import Pathways
from faglaert.published.programmes import Programmes

CONFIG: Mapping[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


DANISH_TIME = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True)
class Release:
    """Which build the store holds."""

    build_id: str
    built_at: datetime
    programme_id: str
    version: str

    @property
    def built_date(self) -> date:
        """The day it was built, in Denmark."""
        return self.built_at.astimezone(DANISH_TIME).date()


@dataclass(frozen=True)
class Observation:
    """One protected figure. A number is None where ``status`` says it is not shown."""

    indicator_id: str
    area_code: str
    period: str
    value: float | None
    numerator_count: float | None
    denominator_count: float | None
    low_value: float | None
    high_value: float | None
    status: str
    data_kind: Literal["official", "synthetic"]
    source_id: str
    snapshot_id: str


@dataclass(frozen=True)
class IndicatorSummary:
    """An indicator with its newest figure for its own area.

    ``change`` is the newest value minus the baseline's, in the indicator's unit; None when there is no baseline, no
    value, or when the newest figure is the baseline itself (then ``is_baseline_only``).
    """

    indicator: Indicator
    latest: Observation
    change: float | None
    is_baseline_only: bool


@dataclass(frozen=True)
class SourceRecord:
    """A source as this build used it; ``retrieved_at`` is None for a source that has not been fetched yet."""

    source: Source
    origin: Literal["embedded", "fetched", "absent"]
    snapshot_id: str
    retrieved_at: date | None
    updated: str | None
    row_count: int
    sha256: str


@dataclass(frozen=True)
class Change:
    """A figure that this build shows otherwise than the build before; None on the side where it was not there."""

    indicator_id: str
    area_code: str
    period: str
    old_value: float | None
    new_value: float | None
    old_status: str | None
    new_status: str | None


@dataclass(frozen=True)
class ProgrammeFigureRow:
    """One figure of the programme document as published."""

    id: str
    section: str
    track: int
    indicator_id: str | None
    title_da: str
    title_en: str
    value: float | None
    unit: str
    period: str | None
    area_code: str
    figure_group: str | None
    is_baseline: bool
    definition_da: str
    definition_en: str
    status: str
    data_kind: str
    source_id: str
    snapshot_id: str


@dataclass(frozen=True)
class PublishedFigureRow:
    """One figure from another public page."""

    id: str
    theme: str
    title_da: str
    title_en: str
    value: float | None
    unit: str
    period: str
    area_name: str
    definition_da: str
    source_url: str
    note_da: str | None
    retrieved_date: date
    status: str
    data_kind: str
    source_id: str
    snapshot_id: str


class Store:
    """One published store, open for reading; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Open ``path``; raises :class:`NotPublishedError` when it cannot be read as a store."""
        self.path = path
        try:
            self._connection = duckdb.connect(str(path), read_only=True, config=dict(CONFIG))
            self.release = self._release()
        except duckdb.Error as error:
            raise NotPublishedError(f"{path.name} cannot be read as a published store; run `faglaert build`") from error

    def summaries(self) -> tuple[IndicatorSummary, ...]:
        """Every indicator with its newest figure, in the programme's order."""
        return tuple(self._summaries.values())

    def summary(self, indicator_id: str) -> IndicatorSummary:
        """One indicator; raises :class:`KeyError` when it is unknown."""
        return self._summaries[indicator_id]

    def observations(self, indicator_id: str, area_code: str | None = None) -> tuple[Observation, ...]:
        """The figures of an indicator, for one area or all, by period and then area."""
        columns = ", ".join(Observation.__dataclass_fields__)
        rows = self._rows(
            f"SELECT {columns} FROM observation WHERE indicator_id = ? AND (?::VARCHAR IS NULL OR area_code = ?) "
            "ORDER BY period_start, area_code",
            [indicator_id, area_code, area_code],
        )
        return tuple(Observation(**row) for row in rows)

    def own_series(self, indicator_id: str) -> tuple[Observation, ...]:
        """The figures of an indicator for the area it is of, by period; read once for all indicators."""
        return self._own_series.get(indicator_id, ())

    def programme_figures(self) -> tuple[ProgrammeFigureRow, ...]:
        """The figures of the programme document, in their order."""
        columns = ", ".join(ProgrammeFigureRow.__dataclass_fields__)
        return tuple(
            ProgrammeFigureRow(**row) for row in self._rows(f"SELECT {columns} FROM programme_figure ORDER BY id")
        )

    def published_figures(self) -> tuple[PublishedFigureRow, ...]:
        """Figures from other public pages, in their order."""
        columns = ", ".join(PublishedFigureRow.__dataclass_fields__)
        return tuple(
            PublishedFigureRow(**row) for row in self._rows(f"SELECT {columns} FROM published_figure ORDER BY id")
        )

    def sources(self) -> dict[str, SourceRecord]:
        """Every source by id, as this build used it."""
        return self._sources

    def changes(self, indicator_id: str) -> tuple[Change, ...]:
        """What this build shows otherwise than the one before, for one indicator."""
        columns = ", ".join(Change.__dataclass_fields__)
        rows = self._rows(
            f"SELECT {columns} FROM change WHERE indicator_id = ? ORDER BY period, area_code", [indicator_id]
        )
        return tuple(Change(**row) for row in rows)

    def pathways(self) -> Pathways | None:
        """The pathways of pupils; None when no register was counted before this build."""
        return self._pathways

    def balance(self) -> Balance | None:
        """The labour-market balance; None in a store from before it was published as it is now."""
        return self._balance

    def programmes(self) -> Programmes:
        """Figures of single vocational programmes."""
        return self._programmes

    @cached_property
    def _programmes(self) -> Programmes:
        return Programmes(self._rows)

    @cached_property
    def _balance(self) -> Balance | None:
        return Balance(self._rows) if Balance.is_in(self._rows) else None

    @cached_property
    def _pathways(self) -> Pathways | None:
        is_there = self._rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'pathways_definition'")
        return Pathways(self._rows) if is_there else None

    def _release(self) -> Release:
        (row,) = self._rows("SELECT build_id, built_at, programme_id, version FROM release")
        return Release(**row | {"built_at": datetime.fromisoformat(row["built_at"])})

    @cached_property
    def _sources(self) -> dict[str, SourceRecord]:
        rows = self._rows(
            "SELECT definition, origin, snapshot_id, retrieved_date AS retrieved_at, updated, row_count, sha256 "
            "FROM source ORDER BY source_id"
        )
        records = [SourceRecord(source=Source.model_validate_json(row.pop("definition")), **row) for row in rows]
        return {record.source.id: record for record in records}

    @cached_property
    def _summaries(self) -> dict[str, IndicatorSummary]:
        rows = self._rows("SELECT definition FROM indicator ORDER BY sort_order")
        found = (Indicator.model_validate_json(row["definition"]) for row in rows)
        return {
            each.id: _summarise(each, self.own_series(each.id)[-1]) for each in found if each.id in self._own_series
        }

    @cached_property
    def _own_series(self) -> dict[str, tuple[Observation, ...]]:
        columns = ", ".join(f"observation.{name}" for name in Observation.__dataclass_fields__)
        rows = self._rows(
            f"SELECT {columns} FROM indicator JOIN observation USING (indicator_id) "
            "WHERE observation.area_code = indicator.area_code ORDER BY indicator_id, period_start"
        )
        found = (Observation(**row) for row in rows)
        return {name: tuple(series) for name, series in groupby(found, key=lambda each: each.indicator_id)}

    def _rows(self, sql: str, parameters: list[Any] | None = None) -> list[dict[str, Any]]:
        cursor = self._connection.cursor().execute(sql, parameters or [])
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _summarise(indicator: Indicator, latest: Observation) -> IndicatorSummary:
    base = indicator.baseline
    if base is None or latest.value is None:
        return IndicatorSummary(indicator, latest, None, is_baseline_only=False)
    if parse_period(latest.period).start <= parse_period(base.period).start:
        return IndicatorSummary(indicator, latest, None, is_baseline_only=True)
    return IndicatorSummary(indicator, latest, latest.value - base.value, is_baseline_only=False)


_lock = threading.Lock()
_open: dict[Path, Store] = {}


def open_store(paths: Paths) -> Store:
    """The current store; opened once per file. Raises :class:`NotPublishedError` when nothing is published."""
    path = pointed_at(paths.published)
    if path is None:
        raise NotPublishedError("nothing is published yet; run `faglaert build`")
    return _opened(path)


def open_store_as_of(paths: Paths, day: date) -> Store:
    """The newest store that had been built by the end of ``day``; the current one when none had.

    Raises :class:`NotPublishedError` when nothing is published.
    """
    current = open_store(paths)
    if current.release.built_date <= day:
        return current
    found = (_opened(path) for path in paths.published.glob("published_*.duckdb"))
    known = [store for store in found if store.release.built_date <= day]
    return max(known, key=lambda store: store.release.built_at, default=current)


def _opened(path: Path) -> Store:
    """A store that is opened once a file; those of another folder, or whose file is gone, are let go."""
    with _lock:
        if path not in _open:
            for other in [each for each in _open if each.parent != path.parent or not each.exists()]:
                del _open[other]
            _open[path] = Store(path)
        return _open[path]
