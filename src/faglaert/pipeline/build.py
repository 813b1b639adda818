# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""One build from definitions and snapshots to a published store."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb

from faglaert import indicators as indicator_package
from faglaert.atomic import exclusive
from faglaert.definitions.indicators import indicators
from faglaert.dissemination.release import Publication, publish
from faglaert.settings import Settings
from faglaert.warehouse.build import build_warehouse, remove_leftovers

STEPS = ("load", "staging", "marts", "check", "indicators", "balance", "disclosure control", "publish")

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Build:
    """A finished build."""

    build_id: str
    publication: Publication


def new_build_id(now: datetime) -> str:
    """A build's name: the time in UTC to the microsecond, so that names sort by age, and a random part."""
    return f"{now:%Y%m%dT%H%M%S%fZ}-{secrets.token_hex(3)}"


def build(settings: Settings, *, accept_changes: bool = False, progress: Progress = lambda _step: None) -> Build:
    """Build the warehouse and publish it; on any error the store that is served stays as it was.

    Raises :class:`DataRefusedError` when a check fails and :class:`FaglaertError` when another build is running.
    """
    paths = settings.paths
    build_id = new_build_id(datetime.now(UTC))

    with exclusive(paths.home, "build"):
        clean(settings)
        build_warehouse(
            paths,
            build_id,
            progress=progress,
            accept_changes=accept_changes,
            add_results=lambda connection: _compute(connection, progress),
        )
        _balance(settings, progress)
        publication = publish(paths, build_id, progress=progress)
        clean(settings)
    return Build(build_id, publication)


def publish_again(settings: Settings, *, progress: Progress = lambda _step: None) -> Build:
    """Publish the current warehouse under a new build id, with today's disclosure rule and texts."""
    build_id = new_build_id(datetime.now(UTC))
    with exclusive(settings.paths.home, "build"):
        clean(settings)
        _balance(settings, progress)
        publication = publish(settings.paths, build_id, progress=progress)
        clean(settings)
    return Build(build_id, publication)


def clean(settings: Settings) -> None:
    """Delete leftovers of killed builds and builds older than ``keep_builds``."""
    for folder in (settings.paths.warehouse, settings.paths.published):
        remove_leftovers(folder, settings.keep_builds)


def _compute(connection: duckdb.DuckDBPyConnection, progress: Progress) -> None:
    # loads the engine of the balance, which no other step needs
    from faglaert.balance.statbank import statbank_inputs

    progress("indicators")
    indicator_package.run(connection, indicators())
    # refuses a fetched table that the balance cannot use, while the warehouse before is still the current one
    statbank_inputs(connection, "municipality")


def _balance(settings: Settings, progress: Progress) -> None:
    # loads the engine of the balance, which no other step needs
    from faglaert.pipeline.balance_inputs import current_release

    progress("balance")
    current_release(settings.paths)
