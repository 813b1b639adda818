# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Inputs of the balance for a command: what has been fetched or loaded, embedded figures for the rest."""

from pathlib import Path

from faglaert.balance.chains import with_register
from faglaert.balance.embedded import Level, embedded_inputs
from faglaert.balance.inputs import Inputs
from faglaert.balance.panels import Panel
from faglaert.balance.release import release
from faglaert.balance.statbank import statbank_inputs
from faglaert.balance.statbank_histories import delivered_panels
from faglaert.errors import BuildError
from faglaert.paths import Paths
from faglaert.warehouse.connection import connect, current_warehouse


def current_inputs(paths: Paths, level: Level) -> Inputs:
    """From the newest warehouse, else from embedded figures alone; entrants by a loaded official register."""
    return with_register(paths, _published_inputs(paths, level))


def _published_inputs(paths: Paths, level: Level) -> Inputs:
    try:
        warehouse = current_warehouse(paths)
    except BuildError:
        return embedded_inputs(level)
    with connect(warehouse, read_only=True) as connection:
        return statbank_inputs(connection, level)


def current_panels(paths: Paths) -> tuple[Panel, ...]:
    """What the newest warehouse has of series that forecasts can be tested on; none while there is no warehouse."""
    try:
        warehouse = current_warehouse(paths)
    except BuildError:
        return ()
    with connect(warehouse, read_only=True) as connection:
        return delivered_panels(connection)


def current_release(paths: Paths) -> Path:
    """The balance to publish, computed when what goes in has changed since the last one."""
    return release(paths, current_inputs(paths, "region"), current_inputs(paths, "municipality"))
