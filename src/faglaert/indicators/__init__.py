# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Computes every indicator from its definition."""

import duckdb

from faglaert.definitions.indicators import Indicator
from faglaert.errors import DataRefusedError
from faglaert.indicators.checks import findings
from faglaert.indicators.inputs import read_series
from faglaert.indicators.model import combine
from faglaert.indicators.outputs import write_observations


def run(connection: duckdb.DuckDBPyConnection, definitions: dict[str, Indicator]) -> None:
    """Compute all indicators from the marts and write ``result_indicator__observation``.

    Raises :class:`DataRefusedError` when a result breaks an identity (see ``checks``).
    """
    frames = {
        indicator.id: combine(indicator, [read_series(connection, series) for series in indicator.series])
        for indicator in definitions.values()
    }
    problems = [finding for indicator in definitions.values() for finding in findings(indicator, frames[indicator.id])]
    if problems:
        raise DataRefusedError("the indicators failed their checks; the published figures are as they were", problems)
    write_observations(connection, frames)
