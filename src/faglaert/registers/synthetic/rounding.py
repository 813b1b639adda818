# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""From expected numbers of persons to whole persons, so that sums stay what they were declared to be."""

import numpy as np

from faglaert.registers.synthetic.compiling import Array, as_unsigned, compiled, compiled_inside
from faglaert.registers.synthetic.draws import TABLE, draw

_TINY, _WHOLE = 1e-9, 1e-7
_MOST_ROUNDS = 200


def whole_parts(total: int, shares: Array) -> Array:
    """``total`` in whole parts by ``shares`` (largest remainders), int64."""
    raw = total * np.asarray(shares, dtype=np.float64) / np.sum(shares)
    parts = np.floor(raw + _TINY).astype(np.int64)
    largest = np.argsort(parts - raw, kind="stable")[: total - int(parts.sum())]
    parts[largest] += 1
    return np.asarray(parts)


def fitted(seed_table: Array, row_sums: Array, column_sums: Array) -> Array:
    """The table with these sums that is nearest ``seed_table`` in shape (iterative proportional fitting)."""
    table = np.asarray(seed_table, dtype=np.float64)
    for _ in range(_MOST_ROUNDS):
        table = table * (row_sums / np.maximum(table.sum(axis=1), _TINY))[:, None]
        table = table * (column_sums / np.maximum(table.sum(axis=0), _TINY))[None, :]
        if np.abs(table.sum(axis=1) - row_sums).max() < _TINY:
            break
    return table


def rounded_table(table: Array, chance: np.uint64) -> Array:
    """``table`` in whole numbers: each cell up or down, row and column sums as they are (whole), int64.

    Unbiased controlled rounding (Cox 1987, Journal of the American Statistical Association 82): along a closed path of
    cells that are not whole, persons are moved up and down in turn until one cell is whole, again and again.
    """
    extended = np.zeros((table.shape[0] + 1, table.shape[1] + 1))
    extended[:-1, :-1] = table
    extended[:-1, -1] = np.ceil(table.sum(axis=1) - _TINY) - table.sum(axis=1)
    extended[-1, :-1] = np.ceil(table.sum(axis=0) - _TINY) - table.sum(axis=0)
    extended[-1, -1] = np.ceil(extended[-1, :-1].sum() - _TINY) - extended[-1, :-1].sum()
    _round_along_paths(extended, as_unsigned(chance))
    return np.asarray(np.rint(extended[:-1, :-1]), dtype=np.int64)


@compiled_inside
def _is_whole(value: float) -> bool:
    return bool(abs(value - np.rint(value)) < _WHOLE)


@compiled
def _round_along_paths(table: Array, chance: np.uint64) -> None:
    rows, columns = np.empty(256, dtype=np.int64), np.empty(256, dtype=np.int64)
    for turn in range(table.size):
        length = _closed_path(table, rows, columns)
        if length == 0:
            return
        up = down = 1.0
        for k in range(length):
            part = table[rows[k], columns[k]] - np.floor(table[rows[k], columns[k]])
            up = min(up, 1.0 - part if k % 2 == 0 else part)
            down = min(down, part if k % 2 == 0 else 1.0 - part)
        step = up if draw(chance, TABLE, turn) < down / (up + down) else -down
        for k in range(length):
            moved = table[rows[k], columns[k]] + (step if k % 2 == 0 else -step)
            table[rows[k], columns[k]] = np.rint(moved) if _is_whole(moved) else moved


@compiled_inside
def _closed_path(table: Array, rows: Array, columns: Array) -> int:
    """Write a path of cells that are not whole, by turns along a row and a column; its length, 0 when none is left.

    Where a row has one such cell it has two, since its sum is whole; so the walk never ends before it meets itself.
    """
    start = _first_part(table)
    if start < 0:
        return 0
    row, column = start // table.shape[1], start % table.shape[1]
    walked = 0
    while True:
        rows[walked], columns[walked] = row, column
        column = _other_in_row(table, row, column)
        rows[walked + 1], columns[walked + 1] = row, column
        walked += 2
        row = _other_in_column(table, row, column)
        for k in range(0, walked, 2):
            if rows[k] == row:
                return _shift(rows, columns, k, walked, column)


@compiled_inside
def _shift(rows: Array, columns: Array, first: int, walked: int, column: int) -> int:
    """Keep the closed part of the walk: it goes on from row ``rows[first]`` at ``column``."""
    length = walked - first
    for k in range(length):
        rows[k], columns[k] = rows[first + k], columns[first + k]
    if columns[1] == column:
        return _without_first_two(rows, columns, length)
    columns[0] = column
    return length


@compiled_inside
def _without_first_two(rows: Array, columns: Array, length: int) -> int:
    for k in range(length - 2):
        rows[k], columns[k] = rows[k + 2], columns[k + 2]
    return length - 2


@compiled_inside
def _first_part(table: Array) -> int:
    for place in range(table.size):
        if not _is_whole(table[place // table.shape[1], place % table.shape[1]]):
            return place
    return -1


@compiled_inside
def _other_in_row(table: Array, row: int, column: int) -> int:
    for other in range(table.shape[1]):
        if other != column and not _is_whole(table[row, other]):
            return other
    return -1


@compiled_inside
def _other_in_column(table: Array, row: int, column: int) -> int:
    for other in range(table.shape[0]):
        if other != row and not _is_whole(table[other, column]):
            return other
    return -1
