# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""From cleaned spells to the stored tables: codes as text, adults marked, rows clustered as the pathways read them."""

from datetime import date

import polars as pl

from faglaert.registers.educations import STAGES, programme_code
from faglaert.registers.formats import Finished, People
from faglaert.registers.schema import SPELL_OVERLAPS, SPELLS, VOCATIONAL_STAGES, TableSchema
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
    return Finished({"spells": _stored(spells, people, SPELLS), "spell_overlaps": _stored(flagged, people, SPELL_OVERLAPS)}, counts)


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
    ordered = people.identified(frame.sort("programme", "institution", "start", "stage", "person"))
    columns = {
        "person_id": pl.col("person_id"),
        "programme_code": programme_code(pl.col("programme"), "udd"),
        "stage": pl.col("stage"),
        "institution_code": pl.col("institution").cast(pl.String).str.zfill(6),
        "start_date": pl.col("start"),
        "end_date": pl.col("end"),
        "completed_code": programme_code(pl.col("completed"), "audd"),
        "entry_kind": pl.col("entry"),
        "exit_kind": pl.col("exit"),
        "training_form": pl.col("training"),
        "is_eux": pl.col("is_eux"),
        "is_euv": pl.col("is_euv"),
        "overlapped_from": pl.col("overlapped_from") if "overlapped_from" in ordered.columns else pl.lit(None),
        "data_kind": pl.lit("official"),
    }
    return ordered.select(columns[name].cast(dtype).alias(name) for name, dtype in table.columns.items())
