# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The count cube: programme x school x cohort x age band x sex x EUX x stage x month x outcome, empty cells left out.

Everything the pathways say is summed from it. It is kept as Parquet: one row a cell that is not empty, codes as small
numbers, and beside it the names the codes stand for.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numba
import numpy as np
import polars as pl

from faglaert.errors import UsageError
from faglaert.pathways.compiling import compiled, compiled_parallel, parallel_range
from faglaert.pathways.definition import CAUSES, STAGES, Definition, Follow, Outcome, Unit
from faglaert.pathways.dimensions import (
    COHORTS,
    DIMENSIONS,
    FIRST_COHORT,
    GROUPINGS,
    areas_of_programmes,
    dimension_columns,
    dimension_labels,
)
from faglaert.pathways.episodes import Episodes
from faglaert.pathways.kernel import SMALLEST_SHARE_OF_A_THREAD
from faglaert.pathways.rows import Array
from faglaert.pathways.slicing import LATE, group_cells, spread
from faglaert.registers.schema import Stage

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
        axes = {name: axis for axis, name in enumerate(GROUPINGS)}
        groups, found = group_cells(
            self._codes,
            [(axes[name], len(self.labels[name])) for name in by],
            [(axes[name], self._code(name, label)) for name, label in where.items()],
        )
        counts = np.zeros((len(found), months + 2, len(Outcome)), dtype=np.int32)
        late = np.zeros((len(found), months + 2), dtype=np.int32)
        spread(groups, self._contents, (counts, late))
        labels = [self.labels[name] for name in by]
        return Dense(counts, late, tuple(_names(int(code), labels) for code in found), tuple(by))

    @cached_property
    def _codes(self) -> Array:
        """The codes (cell, grouping), uint16, in the order of ``GROUPINGS``."""
        areas = np.array(self.area_of_programme, dtype=np.uint16)
        columns = [self.cells[name].to_numpy() for name in DIMENSIONS]
        return np.stack([*columns, areas[self.cells["programme"].to_numpy()]], axis=1).astype(np.uint16)

    @cached_property
    def _contents(self) -> tuple[Array, Array, Array]:
        month, outcome, count = (self.cells[name].to_numpy() for name in ("month", "outcome", "count"))
        return month, outcome, count

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
        labels=dimension_labels(spells.programmes, spells.schools),
        area_of_programme=spells.area_of_programme,
        definition=episodes.definition,
        closing_date=spells.closing_date.isoformat(),
        data_kind=spells.data_kind,
    )


def cells_from_labels(
    frame: pl.DataFrame, *, names: tuple[tuple[str, ...], tuple[str, ...]], about: tuple[Definition, str, str]
) -> Cube:
    """A cube from cells with labels: the dimensions (the cohort as ``cohort_year``), ``month``, ``outcome``, ``count``.

    ``names`` are all programmes and schools in order, ``about`` definition, closing date and kind of data.
    """
    labels = dimension_labels(*names)
    coded = frame.with_columns(
        pl.col("month").clip(upper_bound=LAST_MONTH),
        (pl.col("cohort_year") - FIRST_COHORT).clip(0, COHORTS - 1).alias("cohort"),
        *(
            pl.col(name).replace_strict(list(labels[name]), list(range(len(labels[name]))), return_dtype=pl.Int64)
            for name in DIMENSIONS
            if name != "cohort"
        ),
    )
    keys = list(_BITS)
    cells = coded.group_by(keys).agg(pl.col("count").sum()).sort(keys)
    definition, closing_date, data_kind = about
    return Cube(
        cells=cells.select(pl.col(name).cast(kind) for name, kind in _CELL_TYPES.items()),
        labels=labels,
        area_of_programme=areas_of_programmes(names[0])[1],
        definition=definition,
        closing_date=closing_date,
        data_kind=data_kind,
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


def _names(code: int, labels: Sequence[Sequence[str]]) -> tuple[str, ...]:
    names: list[str] = []
    for each in reversed(labels):
        code, place = divmod(code, len(each))
        names.insert(0, each[place])
    return tuple(names)


def dense_by_programme(episodes: Episodes, *, months: int) -> Dense:
    """Counts by programme of the definition's risk set straight from the episodes, without the cube in between."""
    programmes = episodes.spells.programmes
    threads = max(1, min(numba.get_num_threads(), len(episodes.spells) // SMALLEST_SHARE_OF_A_THREAD))
    counts = np.zeros((threads, len(programmes), months + 2, len(Outcome)), dtype=np.int32)
    late = np.zeros((threads, len(programmes), months + 2), dtype=np.int32)
    stage = STAGES.index(episodes.definition.risk_set)
    _count_programmes(episodes.spells.rows, episodes.found, stage, (counts, late))
    groups = tuple((code,) for code in programmes)
    return Dense(counts.sum(axis=0, dtype=np.int32), late.sum(axis=0, dtype=np.int32), groups, ("programme",))


@compiled_parallel
def _count_programmes(rows: Array, found: Array, stage: int, dense: tuple[Array, Array]) -> None:
    counts, late = dense
    threads, beyond, censored = counts.shape[0], counts.shape[2] - 1, counts.shape[3] - 1
    for thread in parallel_range(threads):
        for i in range(thread * rows.shape[0] // threads, (thread + 1) * rows.shape[0] // threads):
            outcome = found[i].outcome
            if rows[i].stage != stage or outcome > censored:
                continue
            if found[i].month >= beyond:
                counts[thread, rows[i].programme, beyond, censored] += 1
            else:
                counts[thread, rows[i].programme, found[i].month, outcome] += 1
            if found[i].late > 0:
                late[thread, rows[i].programme, min(np.int64(found[i].late), beyond)] += 1
