# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Cuts a slice out of the cube's cells: which group each cell belongs to, and the cells summed into dense counts."""

from collections.abc import Sequence

import numpy as np

from faglaert.pathways.compiling import compiled
from faglaert.pathways.rows import Array

LATE = 15
"""Outcome code of a cell that counts entries after ``month`` whole months (left truncation)."""

NOT_KEPT = -1
LARGEST_TABLE_OF_GROUPS = 2**22


def group_cells(codes: Array, by: Sequence[tuple[int, int]], where: Sequence[tuple[int, int]]) -> tuple[Array, Array]:
    """A group number for each cell, ``NOT_KEPT`` for cells left out, and the combination of codes of each group.

    ``codes`` (cell, axis); ``by`` names axis and number of codes of each grouping, ``where`` axis and the code wanted.
    The last grouping varies fastest. Groups come in the order of their codes.
    """
    axes, sizes = (np.array([pair[place] for pair in by], dtype=np.int64) for place in (0, 1))
    wanted = np.array(where, dtype=np.int64).reshape(-1, 2)
    size = int(np.prod(sizes))
    combined = np.empty(len(codes), dtype=np.int64)
    if size > LARGEST_TABLE_OF_GROUPS:
        _combine(codes, (axes, sizes), wanted, combined, np.zeros(0, dtype=np.bool_))
        kept = combined != NOT_KEPT
        found, combined[kept] = np.unique(combined[kept], return_inverse=True)
        return combined, found
    is_present = np.zeros(size, dtype=np.bool_)
    _combine(codes, (axes, sizes), wanted, combined, is_present)
    found = np.flatnonzero(is_present)
    _renumber(combined, np.cumsum(is_present) - 1)
    return combined, found


@compiled
def _combine(codes: Array, by: tuple[Array, Array], where: Array, combined: Array, is_present: Array) -> None:
    axes, sizes = by
    for cell in range(codes.shape[0]):
        combined[cell] = NOT_KEPT
        is_kept = True
        for k in range(where.shape[0]):
            is_kept = is_kept and codes[cell, where[k, 0]] == where[k, 1]
        if not is_kept:
            continue
        place = 0
        for k in range(axes.shape[0]):
            place = place * sizes[k] + codes[cell, axes[k]]
        combined[cell] = place
        if is_present.shape[0] > 0:
            is_present[place] = True


@compiled
def _renumber(combined: Array, numbers: Array) -> None:
    for cell in range(combined.shape[0]):
        if combined[cell] != NOT_KEPT:
            combined[cell] = numbers[combined[cell]]


@compiled
def spread(groups: Array, cells: tuple[Array, Array, Array], dense: tuple[Array, Array]) -> None:
    """Add cells (month, outcome, count) to dense counts (group, month, outcome) and entries (group, month)."""
    month, outcome, count = cells
    counts, late = dense
    beyond, censored = counts.shape[1] - 1, counts.shape[2] - 1
    for i in range(groups.shape[0]):
        if groups[i] == NOT_KEPT:
            continue
        if outcome[i] == LATE:
            late[groups[i], min(month[i], beyond)] += count[i]
        elif month[i] >= beyond:
            counts[groups[i], beyond, censored] += count[i]
        else:
            counts[groups[i], month[i], outcome[i]] += count[i]
