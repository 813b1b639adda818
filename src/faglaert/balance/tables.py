# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""From the rows of a table to an array with declared axes: every cell there, once, with a code that is known."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from faglaert.balance.inputs import MOST_FINDINGS, Array
from faglaert.errors import DataRefusedError, Finding

HEADINGS = 1
"""Rows above the first row of data, as an editor counts them."""


def array_of(
    frame: pl.DataFrame, codes: Mapping[str, tuple[str, ...]], *, value: str, file: str, lowest: float = 0.0
) -> Array:
    """The column ``value`` of ``frame`` as an array, one axis for each of ``codes`` in their order.

    ``frame`` has one column of text for each dimension. Raises :class:`DataRefusedError` with file and row for a code
    that is not among ``codes``, a cell that stands twice, a value that is missing or below ``lowest``; and for each
    cell that no row gives.
    """
    lacking = [name for name in (*codes, value) if name not in frame.columns]
    if lacking:
        raise DataRefusedError(
            f"{file} was refused", [Finding(file, HEADINGS, name, "column is missing") for name in lacking]
        )
    findings: list[Finding] = []
    places = []
    for name, known in codes.items():
        position = {code: index for index, code in enumerate(known)}
        column = frame[name].cast(pl.String).to_list()
        places.append(np.array([position.get(code, -1) for code in column], dtype=np.int64))
        findings += [
            Finding(file, row + HEADINGS + 1, name, f"unknown code {code!r}")
            for row, code in enumerate(column)
            if code not in position
        ]
    values = frame[value].cast(pl.Float64).to_numpy().astype(np.float64)
    findings += [
        Finding(file, int(row) + HEADINGS + 1, value, f"{values[row]:g} is missing or below {lowest:g}")
        for row in np.flatnonzero(~np.isfinite(values) | (values < lowest))
    ]
    if findings:
        raise DataRefusedError(f"{file} was refused", findings[:MOST_FINDINGS])
    return _filled(values, places, codes, file)


def _filled(
    values: Array,
    places: list[np.ndarray[tuple[int], np.dtype[np.int64]]],
    codes: Mapping[str, tuple[str, ...]],
    file: str,
) -> Array:
    shape = tuple(map(len, codes.values()))
    flat = np.ravel_multi_index(tuple(places), shape)
    _, first, counts = np.unique(flat, return_index=True, return_counts=True)
    twice = sorted(set(range(len(flat))) - set(first.tolist())) if counts.max(initial=0) > 1 else []
    findings = [Finding(file, row + HEADINGS + 1, None, "stands in an earlier row too") for row in twice]
    seen = np.zeros(int(np.prod(shape)), dtype=bool)
    seen[flat] = True
    for cell in np.flatnonzero(~seen):
        place = np.unravel_index(cell, shape)
        told = ", ".join(f"{name} {known[index]}" for (name, known), index in zip(codes.items(), place, strict=True))
        findings.append(Finding(file, None, None, f"no row gives {told}"))
    if findings:
        raise DataRefusedError(f"{file} was refused", findings[:MOST_FINDINGS])
    array = np.empty(len(seen))
    array[flat] = values
    return array.reshape(shape)
