# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Puts the spells of one person side by side, in order of time, for tens of millions of spells.

Persons are spread over buckets by their key, so that a bucket fits in the processor's cache; within a bucket spells are
sorted by person and day. The order is total (ties are broken by every field), so it does not depend on the order of the
file or the number of threads.
"""

from collections.abc import Mapping

import numpy as np

from faglaert.pathways.compiling import compiled, compiled_parallel, parallel_range
from faglaert.pathways.rows import FIRST_DAY_NUMBER, ONGOING, SPELL, Array, calendar

SPELLS_A_BUCKET = 32_768
KEY_BITS = 64


def grouped_by_person(columns: Mapping[str, Array], area_of_programme: Array) -> tuple[Array, Array]:
    """Records (``rows.SPELL``) of coded columns, each person's side by side in order of time, and the bucket starts.

    ``columns`` are the fields of ``rows.SPELL`` without ``area``; ``start`` and ``end`` are days since 1 January 1970
    (``end`` may be ``ONGOING``).
    """
    count = columns["key"].shape[0]
    bits = max(0, int(np.ceil(np.log2(max(1.0, count / SPELLS_A_BUCKET)))))
    starts, places = _places(columns["key"], bits)
    rows = np.empty(count, dtype=SPELL)
    names = ("key", "start", "end", "programme", "school", "stage", "flags", "age")
    _scatter(tuple(columns[name] for name in names), places, (calendar(), area_of_programme), rows)
    _sort_buckets(rows, starts)
    return rows, starts


@compiled
def _bucket(key: int, bits: int) -> int:
    return int(np.int64(key >> np.uint64(KEY_BITS - bits))) if bits else 0


@compiled
def _places(keys: Array, bits: int) -> tuple[Array, Array]:
    """Where each bucket begins, and the place of each row when the buckets stand one after the other."""
    starts = np.zeros((1 << bits) + 1, dtype=np.int64)
    for i in range(keys.shape[0]):
        starts[_bucket(keys[i], bits) + 1] += 1
    for bucket in range(1 << bits):
        starts[bucket + 1] += starts[bucket]
    following = starts[:-1].copy()
    places = np.empty(keys.shape[0], dtype=np.uint32)
    for i in range(keys.shape[0]):
        bucket = _bucket(keys[i], bits)
        places[i] = following[bucket]
        following[bucket] += 1
    return starts, places


@compiled_parallel
def _scatter(columns: tuple[Array, ...], places: Array, tables: tuple[Array, Array], rows: Array) -> None:
    keys, start, end, programme, school, stage, flags, age = columns
    clocks, areas = tables
    for i in parallel_range(keys.shape[0]):
        row = places[i]
        rows[row].key = keys[i]
        rows[row].start = clocks[start[i] - FIRST_DAY_NUMBER]
        rows[row].end = ONGOING if end[i] >= ONGOING else clocks[end[i] - FIRST_DAY_NUMBER]
        rows[row].programme = programme[i]
        rows[row].school = school[i]
        rows[row].stage = stage[i]
        rows[row].flags = flags[i]
        rows[row].age = age[i]
        rows[row].area = areas[programme[i]]


@compiled
def _comes_before(rows: Array, i: int, j: int) -> bool:
    a, b = rows[i], rows[j]
    if a.start != b.start:
        return bool(a.start < b.start)
    if a.end != b.end:
        return bool(a.end < b.end)
    if a.stage != b.stage:
        return bool(a.stage < b.stage)
    if a.programme != b.programme:
        return bool(a.programme < b.programme)
    if a.school != b.school:
        return bool(a.school < b.school)
    return bool(a.flags < b.flags)


@compiled_parallel
def _sort_buckets(rows: Array, starts: Array) -> None:
    """Sort each bucket: persons by key, then a person's few spells by insertion."""
    for bucket in parallel_range(starts.shape[0] - 1):
        low, high = starts[bucket], starts[bucket + 1]
        kept = rows[low:high].copy()
        keys = np.empty(high - low, dtype=np.uint64)
        for i in range(high - low):
            keys[i] = kept[i].key
        order = np.argsort(keys)
        first = 0
        for i in range(1, high - low + 1):
            if i == high - low or keys[order[i]] != keys[order[first]]:
                _sort_person(kept, order, first, i)
                first = i
        for i in range(high - low):
            rows[low + i] = kept[order[i]]


@compiled
def _sort_person(rows: Array, order: Array, low: int, high: int) -> None:
    for i in range(low + 1, high):
        row = order[i]
        j = i - 1
        while j >= low and _comes_before(rows, row, order[j]):
            order[j + 1] = order[j]
            j -= 1
        order[j + 1] = row
