# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Finds the codes in the current snapshots that no code list knows."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import polars as pl

from faglaert.definitions.code_lists import look_up
from faglaert.definitions.sources import Source, sources
from faglaert.paths import Paths
from faglaert.sources.fetching import load_frame
from faglaert.sources.jsonstat import VALUE
from faglaert.sources.snapshots import current_snapshot

NO_PLACE = frozenset({"98", "998", "999"})
"""Statistics Denmark's codes beside the areas: unknown place, or a place abroad."""
REGISTER, NUMBER = "institutions_register", "Institutionsnummer"


@dataclass(frozen=True)
class UnknownCode:
    """A code that a snapshot holds and no list knows; ``cells`` is how many figures carry it."""

    source_id: str
    column: str
    code_list: str
    code: str
    cells: int


def unknown_codes(paths: Paths) -> tuple[UnknownCode, ...]:
    """Every unknown code of every source that has a snapshot.

    Institutions are held against the register of institutions; without a snapshot of it every number is unknown. Raises
    :class:`DataRefusedError` for a snapshot that is damaged or can no longer be read.
    """
    frames = {each.id: frame for each in sources().values() if (frame := _frame(paths, each)) is not None}
    register = frames.get(REGISTER)
    institutions = frozenset[str]() if register is None else frozenset(register[NUMBER])
    return tuple(
        unknown
        for source_id, frame in frames.items()
        for unknown in _unknown(sources()[source_id], frame, institutions)
    )


def coded_columns(source: Source) -> dict[str, tuple[str, frozenset[str]]]:
    """The columns of a source that hold codes of a list: the list, and the codes the source has beside it."""
    if source.statbank is not None:
        return {name.upper(): (code_list, NO_PLACE) for name, code_list in source.statbank.codes.items()}
    if source.file is not None:
        return {
            each.name: (each.classification, frozenset(each.values.values()))
            for each in source.file.variables
            if each.classification is not None
        }
    return {}


def _frame(paths: Paths, source: Source) -> pl.DataFrame | None:
    if not coded_columns(source) and source.id != REGISTER:
        return None
    snapshot = current_snapshot(paths, source.id)
    return None if snapshot is None else load_frame(snapshot)


def _unknown(source: Source, frame: pl.DataFrame, institutions: Collection[str]) -> Iterator[UnknownCode]:
    for column, (code_list, own) in coded_columns(source).items():
        counted = frame.group_by(column).agg(pl.col(VALUE).len().alias("cells")).drop_nulls(column).sort(column)
        for code, cells in counted.iter_rows():
            known = code in own or (code in institutions if code_list == "institutions" else look_up(code_list, code))
            if not known:
                yield UnknownCode(source.id, column, code_list, code, cells)
