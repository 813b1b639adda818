# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""``faglaert check``: the definitions, the snapshots, the warehouse and the published store, looked at again."""

from collections.abc import Callable
from datetime import UTC, datetime

from faglaert.atomic import pointed_at
from faglaert.definitions import classifications, figures, forecasts, labour, labour_assumptions
from faglaert.definitions.indicators import indicators
from faglaert.definitions.marts import marts
from faglaert.definitions.parameters import disclosure_rule
from faglaert.definitions.programme import programme
from faglaert.definitions.sources import sources
from faglaert.definitions.tables import columns
from faglaert.disclosure.checks import violations
from faglaert.errors import DataRefusedError, Finding
from faglaert.settings import Settings
from faglaert.sources.snapshots import current_snapshot
from faglaert.warehouse.checks import run_checks
from faglaert.warehouse.connection import connect, read_frame


def check_everything(settings: Settings, progress: Callable[[str], None]) -> list[Finding]:
    """Every finding; an empty list means all is well."""
    found: list[Finding] = []
    for name, look in (
        ("definitions", _definitions),
        ("snapshots", _snapshots),
        ("warehouse", _warehouse),
        ("published store", _published),
    ):
        progress(name)
        try:
            found += look(settings)
        except DataRefusedError as error:
            found += error.findings or (Finding(name, None, None, str(error)),)
    return found


def _definitions(_settings: Settings) -> list[Finding]:
    programme(), indicators(), sources(), marts(), columns()
    classifications.areas(), classifications.tiles(), classifications.vocational_programmes()
    figures.programme_figures(), figures.published_figures()
    for each in figures.series_files():
        figures.series_figures(each.name)
    forecasts.published_forecasts(), forecasts.published_accuracy()
    labour.input_parts(), labour_assumptions.labour_assumptions()
    for name in labour.labour_series():
        labour.labour_figures(name)
    return []


def _snapshots(settings: Settings) -> list[Finding]:
    for source_id in sources():
        current_snapshot(settings.paths, source_id)
    return []


def _warehouse(settings: Settings) -> list[Finding]:
    path = pointed_at(settings.paths.warehouse)
    if path is None:
        return [Finding("warehouse", None, None, "there is none yet; run `faglaert build`")]
    with connect(path, read_only=True) as connection:
        return run_checks(connection)


def _published(settings: Settings) -> list[Finding]:
    path = pointed_at(settings.paths.published)
    if path is None:
        return [Finding("published store", None, None, "there is none yet; run `faglaert build`")]
    with connect(path, read_only=True) as connection:
        broken = violations(read_frame(connection, "FROM observation"), disclosure_rule(datetime.now(UTC).date()))
    return [
        Finding(
            path.name, None, "value", f"{row['indicator_id']}, {row['area_code']}, {row['period']} is not protected"
        )
        for row in broken.iter_rows(named=True)
    ]
