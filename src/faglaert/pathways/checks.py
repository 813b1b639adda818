# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Identities that every result must hold; a result that breaks one is never written."""

import numpy as np

from faglaert.errors import DataRefusedError, Finding
from faglaert.pathways.kernel import Curve
from faglaert.pathways.rows import Array

TOLERANCE = 1e-12


def require_whole(curve: Curve, name: str) -> Curve:
    """The curve itself when incidences and survival sum to 1 in every group and month, within 1e-12.

    Raises :class:`DataRefusedError` naming the first group and month that do not.
    """
    distance = np.abs(curve.incidence.sum(axis=2) + curve.survival - 1.0)
    return _require(curve, distance > TOLERANCE, name, "incidences and survival do not sum to 1")


def require_counts(counts: Array, late: Array, name: str) -> None:
    """Raise :class:`DataRefusedError` when a count is negative or more leave than ever were at risk."""
    exits = counts.sum(axis=2)[:, ::-1].cumsum(axis=1)[:, ::-1]
    entries = late[:, ::-1].cumsum(axis=1)[:, ::-1]
    _require(None, (exits < entries) | (counts.min(axis=2) < 0), name, "more leave than were at risk")


def _require(result: Curve | None, is_broken: Array, name: str, problem: str) -> Curve:
    if is_broken.any():
        group, month = (int(each) for each in np.argwhere(is_broken)[0])
        raise DataRefusedError(
            "pathways failed their checks", [Finding(name, None, f"group {group}, month {month}", problem)]
        )
    return result  # type: ignore[return-value]  # None only where the caller passes None
