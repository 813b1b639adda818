# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The count cube: programme x school x cohort x age band x sex x EUX x stage x month x outcome, empty cells left out.

Everything the pathways say is summed from it. It is kept as Parquet: one row a cell that is not empty, codes as small
numbers, and beside it the names the codes stand for.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from faglaert.errors import UsageError
from faglaert.pathways.compiling import compiled
from faglaert.pathways.definition import CAUSES, STAGES, Definition, Follow, Outcome, Unit
from faglaert.pathways.dimensions import GROUPINGS, dimension_columns, dimension_labels
from faglaert.pathways.episodes import NONE, Episodes
from faglaert.pathways.kernel import NO_GROUP, count_events, count_late
from faglaert.pathways.rows import Array
from faglaert.registers.schema import Stage

LATE = 15
"""Outcome code of a cell that counts entries after ``month`` whole months (left truncation)."""

_BITS = {
    "programme": 16,
    "school": 16,
    "cohort": 8,
    "age_band": 4,
    "sex": 2,
    "eux": 1,
    "stage": 4,
    "month": 9,
    "outcome": 4,
}
LARGEST_TABLE_OF_GROUPS = 2**22
LAST_MONTH = 2 ** _BITS["month"] - 1

_CELL_TYPES = {
    "programme": pl.UInt16(),
    "school": pl.UInt16(),
    "cohort": pl.UInt8(),
    "age_band": pl.UInt8(),
    "sex": pl.UInt8(),
    "eux": pl.UInt8(),
    "stage": pl.UInt8(),
    "month": pl.UInt16(),
    "outcome": pl.UInt8(),
    "count": pl.UInt32(),
}


@dataclass(frozen=True)
class Dense:
    """A dense view: ``counts`` (group, month 0..T + 1, cause and censored), ``late`` (group, month), group names."""

    counts: Array
    late: Array
    groups: tuple[tuple[str, ...], ...]
    by: tuple[str, ...]

    def with_causes(self, causes: Sequence[Sequence[Outcome]]) -> "Dense":
        """The same view with causes summed into new ones; each old cause must stand in exactly one of them."""
        if sorted(cause for several in causes for cause in several) != list(CAUSES):
            raise ValueError("every cause must stand in exactly one of the new ones")
        summed = [self.counts[:, :, [int(each) for each in several]].sum(axis=2) for several in causes]
        censored = self.counts[:, :, int(Outcome.STILL_IN)]
        return Dense(np.stack([*summed, censored], axis=2).astype(np.int32), self.late, self.groups, self.by)


@dataclass(frozen=True)
class Cube:
    """The cells (columns of ``_CELL_TYPES``), what the codes of each dimension stand for, and what was counted."""

    cells: pl.DataFrame
    labels: Mapping[str, tuple[str, ...]]
    area_of_programme: tuple[int, ...]
    definition: Definition
    closing_date: str
    data_kind: str

    def dense(self, by: Sequence[str], *, months: int, where: Mapping[str, str] | None = None) -> Dense:
        """Counts by the dimensions ``by`` up to ``months``, of the cells ``where`` each dimension has a value.

        Groups without a cell are left out; groups come in the order of their codes. Raises :class:`UsageError` for an
        unknown dimension or value.
        """
        where = where or {}
        for name in (*by, *where):
            if name not in GROUPINGS:
                raise UsageError(f"no grouping {name}; there are {', '.join(GROUPINGS)}")
        columns = {name: self.codes(name) for name in {*by, *where}}
        is_kept = np.ones(self.cells.height, dtype=bool)
        for name, label in where.items():
            is_kept &= columns[name] == self._code(name, label)
        groups, names = _group_numbers([columns[name] for name in by], [self.labels[name] for name in by], is_kept)
        month, outcome, count = (self.cells[name].to_numpy() for name in ("month", "outcome", "count"))
        counts = np.zeros((len(names), months + 2, len(Outcome)), dtype=np.int32)
        late = np.zeros((len(names), months + 2), dtype=np.int32)
        _spread(groups, month, outcome, count, (counts, late))
        return Dense(counts, late, names, tuple(by))

    def codes(self, name: str) -> Array:
        """The codes of one grouping, a value a cell."""
        if name == "main_area":
            areas = np.array(self.area_of_programme, dtype=np.uint8)
            return np.asarray(areas[self.cells["programme"].to_numpy()])
        return self.cells[name].to_numpy()

    def _code(self, name: str, label: str) -> int:
        if label not in self.labels[name]:
            raise UsageError(f"no {name} {label!r}")
        return self.labels[name].index(label)

    def save(self, folder: Path) -> None:
        """Write ``cells.parquet`` and ``labels.json`` into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        self.cells.write_parquet(folder / "cells.parquet")
        definition = asdict(self.definition) | {"counted": sorted(each.key for each in self.definition.counted)}
        about = {
            "labels": dict(self.labels),
            "area_of_programme": self.area_of_programme,
            "definition": definition,
            "words": {language: self.definition.words(language) for language in ("da", "en")},
            "closing_date": self.closing_date,
            "data_kind": self.data_kind,
        }
        (folder / "labels.json").write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")


def load_cube(folder: Path) -> Cube:
    """Read what :meth:`Cube.save` wrote."""
    about: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    switches = about["definition"]
    definition = Definition(
        risk_set=Stage(switches["risk_set"]),
        unit=Unit(switches["unit"]),
        reentry_months=switches["reentry_months"],
        follow=Follow(switches["follow"]),
        counted=frozenset(Outcome[key.upper()] for key in switches["counted"]),
        is_settled_only=switches["is_settled_only"],
    )
    return Cube(
        cells=pl.read_parquet(folder / "cells.parquet"),
        labels={name: tuple(labels) for name, labels in about["labels"].items()},
        area_of_programme=tuple(about["area_of_programme"]),
        definition=definition,
        closing_date=about["closing_date"],
        data_kind=about["data_kind"],
    )


def build_cube(episodes: Episodes) -> Cube:
    """Count episodes into the cube; each has the place, age and EUX of its first spell."""
    spells, found = episodes.spells, episodes.found
    columns = dimension_columns(spells.rows)
    is_counted = found["outcome"] < len(Outcome)
    packed = _packed(columns, np.minimum(found["month"], LAST_MONTH), found["outcome"], is_counted)
    is_late = is_counted & (found["late"] > 0)
    late = _packed(columns, np.minimum(found["late"], LAST_MONTH), np.full(len(spells), LATE, np.uint8), is_late)
    keys, counts = count_keys(np.concatenate([packed, late]))
    return Cube(
        cells=_unpacked(keys, counts),
        labels=dimension_labels(spells),
        area_of_programme=spells.area_of_programme,
        definition=episodes.definition,
        closing_date=spells.closing_date.isoformat(),
        data_kind=spells.data_kind,
    )


def _packed(columns: Mapping[str, Array], month: Array, outcome: Array, is_counted: Array) -> Array:
    """One uint64 a counted row with every code in its bits."""
    chosen = np.flatnonzero(is_counted)
    packed = np.zeros(chosen.size, dtype=np.uint64)
    for name, bits in _BITS.items():
        column = month if name == "month" else outcome if name == "outcome" else columns[name]
        packed = (packed << np.uint64(bits)) | column[chosen].astype(np.uint64)
    return packed


def _unpacked(keys: Array, counts: Array) -> pl.DataFrame:
    shift, columns = 0, {}
    for name in reversed(_BITS):
        columns[name] = (keys >> np.uint64(shift)) & np.uint64(2 ** _BITS[name] - 1)
        shift += _BITS[name]
    frame = pl.DataFrame({name: columns[name] for name in _BITS} | {"count": counts})
    return frame.select(pl.col(name).cast(kind) for name, kind in _CELL_TYPES.items())


def count_keys(keys: Array) -> tuple[Array, Array]:
    """The different values of ``keys`` in order, and how often each occurs."""
    table_bits = 12
    while True:
        slots = np.zeros(1 << table_bits, dtype=np.uint64)
        counts = np.zeros(1 << table_bits, dtype=np.uint32)
        if _count_into(keys, slots, counts):
            break
        table_bits += 2
    is_used = counts > 0
    found, times = slots[is_used], counts[is_used]
    order = np.argsort(found)
    return found[order], times[order]


@compiled
def _count_into(keys: Array, slots: Array, counts: Array) -> bool:
    """Count by open addressing; False when the table is more than half full."""
    size, used = slots.shape[0], 0
    mask = np.uint64(size - 1)
    for i in range(keys.shape[0]):
        key = keys[i]
        mixed = (key ^ (key >> np.uint64(29))) * np.uint64(0x9E3779B97F4A7C15)
        place = (mixed >> np.uint64(20)) & mask
        while counts[place] > 0 and slots[place] != key:
            place = (place + np.uint64(1)) & mask
        if counts[place] == 0:
            used += 1
            if 2 * used > size:
                return False
            slots[place] = key
        counts[place] += 1
    return True


def _group_numbers(
    columns: Sequence[Array], labels: Sequence[Sequence[str]], is_kept: Array
) -> tuple[Array, tuple[tuple[str, ...], ...]]:
    """A number for each combination of codes that occurs, ``NO_GROUP`` where a row is not kept, and their names."""
    combined = np.zeros(is_kept.size, dtype=np.int64)
    for column, names in zip(columns, labels, strict=True):
        combined = combined * len(names) + column
    groups = np.full(is_kept.size, NO_GROUP, dtype=np.uint32)
    size = int(np.prod([len(names) for names in labels], dtype=np.int64))
    if size > LARGEST_TABLE_OF_GROUPS:
        found, groups[is_kept] = np.unique(combined[is_kept], return_inverse=True)
    else:
        is_present = np.zeros(size, dtype=bool)
        is_present[combined[is_kept]] = True
        found = np.flatnonzero(is_present)
        numbers = np.cumsum(is_present, dtype=np.uint32) - np.uint32(1)
        groups[is_kept] = numbers[combined[is_kept]]
    return groups, tuple(_names(int(code), labels) for code in found)


def _names(code: int, labels: Sequence[Sequence[str]]) -> tuple[str, ...]:
    names: list[str] = []
    for each in reversed(labels):
        code, place = divmod(code, len(each))
        names.insert(0, each[place])
    return tuple(names)


@compiled
def _spread(groups: Array, month: Array, outcome: Array, count: Array, dense: tuple[Array, Array]) -> None:
    counts, late = dense
    group_count, beyond, censored = counts.shape[0], counts.shape[1] - 1, counts.shape[2] - 1
    for i in range(groups.shape[0]):
        if groups[i] >= group_count:
            continue
        if outcome[i] == LATE:
            late[groups[i], min(month[i], beyond)] += count[i]
        elif month[i] >= beyond:
            counts[groups[i], beyond, censored] += count[i]
        else:
            counts[groups[i], month[i], outcome[i]] += count[i]


def dense_by_programme(episodes: Episodes, *, months: int) -> Dense:
    """Counts by programme of the definition's risk set straight from the episodes, without the cube in between."""
    spells, found = episodes.spells, episodes.found
    rows = spells.rows
    is_risk = rows["stage"] == STAGES.index(episodes.definition.risk_set)
    outcome = np.where(is_risk, found["outcome"], np.uint8(NONE))
    shape = (len(spells.programmes), months, len(CAUSES))
    counts = count_events(rows["programme"], found["month"], outcome, shape=shape)
    late = np.where(outcome < NONE, found["late"], 0)
    late_counts = count_late(rows["programme"], late, group_count=shape[0], last_month=months)
    return Dense(counts, late_counts, tuple((code,) for code in spells.programmes), ("programme",))
