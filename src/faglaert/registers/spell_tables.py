# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""From cleaned spells to the stored tables: codes as text, adults marked, rows clustered as the pathways read them."""

from collections.abc import Callable
from datetime import date

import polars as pl

from faglaert.registers.educations import STAGES, programme_code
from faglaert.registers.formats import Finished, People
from faglaert.registers.packing import pack
from faglaert.registers.schema import OFFICIAL, SPELL_OVERLAPS, SPELLS, VOCATIONAL_STAGES, TableSchema
from faglaert.registers.sheets import ODD
from faglaert.registers.spells import clean, overlaps

ADULTS_FROM = date(2015, 8, 1)
"""The reform of 1 August 2015: whoever begins a vocational education at 25 or more since then is EUV."""
ADULT_AGE = "25y"

_ALLOWED = SPELLS.allowed or {}
SPELL_ROW = {
    "programme": pl.UInt32(),
    "stage": STAGES,
    "institution": pl.UInt32(),
    "start": pl.Date(),
    "end": pl.Date(),
    "completed": pl.UInt32(),
    "entry": pl.Enum(sorted(_ALLOWED["entry_kind"])),
    "exit": pl.Enum(sorted(_ALLOWED["exit_kind"])),
    "training": pl.Enum(sorted(_ALLOWED["training_form"])),
    "is_eux": pl.Boolean(),
    "is_euv": pl.Boolean(),
}
"""A spell while it is read: codes as numbers and categories, which sort and compare faster than text."""


def spell_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns of a spell in their types, with the person before and the oddities behind them."""
    beside = [name for name in frame.columns if name.startswith(ODD)]
    return frame.select("person", *(pl.col(name).cast(dtype) for name, dtype in SPELL_ROW.items()), *beside)


def finish_spells(frame: pl.DataFrame, people: People) -> Finished:
    """Clean the spells and write them as the tables ``spells`` and ``spell_overlaps``."""
    spells, counts = clean(frame)
    spells = _mark_adults(spells, people)
    flagged = overlaps(spells)
    counts["overlaps_flagged"] = flagged.height
    return Finished(
        {"spells": _stored(spells, people, SPELLS), "spell_overlaps": _stored(flagged, people, SPELL_OVERLAPS)}, counts
    )


def _mark_adults(spells: pl.DataFrame, people: People) -> pl.DataFrame:
    """Fill ``is_euv`` where the source does not say it: false outside vocational education and before the reform."""
    if people.births is None:
        old_enough = pl.lit(None, pl.Boolean)
    else:
        births = people.births.with_columns(adult_from=pl.col("birth_date").dt.offset_by(ADULT_AGE)).drop("birth_date")
        spells = spells.join(births, on="person", how="left", maintain_order="left")
        old_enough = pl.col("start") >= pl.col("adult_from")
    vocational = pl.col("stage").is_in([str(stage) for stage in VOCATIONAL_STAGES])
    derived = pl.when(vocational & (pl.col("start") >= ADULTS_FROM)).then(old_enough).otherwise(pl.lit(value=False))
    return spells.with_columns(is_euv=pl.coalesce("is_euv", derived)).drop("adult_from", strict=False)


def _stored(frame: pl.DataFrame, people: People, table: TableSchema) -> pl.DataFrame:
    """Rows as the table wants them, clustered by programme, institution and start."""
    order = pack(frame["programme"], frame["institution"], frame["start"], frame["stage"].to_physical().cast(pl.UInt32))
    clustered = frame.with_columns(order=order).sort("order", "person")
    ordered = people.identified(clustered).with_columns(
        programme_code=_distinctly(clustered["programme"], lambda number: programme_code(number, "udd")),
        completed_code=_distinctly(clustered["completed"], lambda number: programme_code(number, "audd")),
        institution_code=_distinctly(clustered["institution"], lambda number: number.cast(pl.String).str.zfill(6)),
        data_kind=pl.lit(OFFICIAL),
    )
    renamed = {
        "start": "start_date",
        "end": "end_date",
        "entry": "entry_kind",
        "exit": "exit_kind",
        "training": "training_form",
    }
    ordered = ordered.rename(renamed)
    return ordered.select(pl.col(name).cast(dtype) for name, dtype in table.columns.items())


def _distinctly(numbers: pl.Series, written: Callable[[pl.Expr], pl.Expr]) -> pl.Series:
    """``written`` of each number, computed once for each that occurs."""
    texts = numbers.unique().drop_nulls().to_frame("number").with_columns(text=written(pl.col("number")))
    return numbers.to_frame("number").join(texts, on="number", how="left", maintain_order="left")["text"]
