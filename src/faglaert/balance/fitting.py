# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Iterative proportional fitting: a table with given margins that is as near as can be to a seed.

Deming and Stephan (1940). Held against ``humanleague`` in the tests; that library has no wheels for all our machines.
"""

from collections.abc import Sequence

import numpy as np

from faglaert.balance.inputs import Array
from faglaert.errors import DataRefusedError, Finding

SWEEPS = 10_000
EXACT = 1e-12
"""Largest relative deviation of a margin at which the fit is done."""
SAME_TOTAL = 1e-6


def fit(seed: Array, margins: Sequence[tuple[tuple[int, ...], Array]], *, sweeps: int = SWEEPS) -> Array:
    """Scale ``seed`` until it sums to every margin; each is the axes it keeps and its values.

    Raises :class:`DataRefusedError` when margins have different totals, when one asks for persons where the seed has
    none, or when no table has them all.
    """
    _require_possible(seed, margins)
    table = np.array(seed, dtype=float)
    deviation = np.inf
    for _ in range(sweeps):
        deviation = 0.0
        for kept, margin in margins:
            others = tuple(axis for axis in range(table.ndim) if axis not in kept)
            sums = table.sum(axis=others)
            deviation = max(deviation, float(np.abs(sums - margin).max(initial=0.0)))
            factor = np.divide(margin, sums, out=np.zeros_like(sums), where=sums > 0)
            table *= np.expand_dims(factor, others)
        if deviation <= EXACT * max(1.0, float(table.sum())):
            return table
    raise DataRefusedError(
        "no table has all these margins",
        [Finding("fit", None, None, f"after {sweeps} sweeps a margin is still {deviation:g} off")],
    )


def _require_possible(seed: Array, margins: Sequence[tuple[tuple[int, ...], Array]]) -> None:
    totals = [float(margin.sum()) for _, margin in margins]
    if max(totals) - min(totals) > SAME_TOTAL * max(1.0, *totals):
        told = f"margins sum to {', '.join(f'{total:g}' for total in totals)}"
        raise DataRefusedError("margins must have one total", [Finding("fit", None, None, told)])
    for kept, margin in margins:
        others = tuple(axis for axis in range(seed.ndim) if axis not in kept)
        empty = (seed.sum(axis=others) <= 0) & (margin > 0)
        if empty.any():
            told = f"margin over axes {kept} asks for persons where the seed has none, at {np.argwhere(empty)[0]}"
            raise DataRefusedError("the seed has holes", [Finding("fit", None, None, told)])
