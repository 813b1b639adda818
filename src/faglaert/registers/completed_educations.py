# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""UDDA read as spells of completed education, for those who cannot have KOTRE.

UDDA tells a person's highest, highest vocational and highest general education with the day each was completed, and
the education attended on the day of the picture with the day it began. When a completed education began is not told:
its spell begins and ends on the day of completion, so it says what was completed and when, never how long it took or
what was left.
"""

import polars as pl

from faglaert.definitions.registers import register_formats
from faglaert.registers.educations import Educations, stage_of_level
from faglaert.registers.formats import FileContext, Finished, Format, People
from faglaert.registers.pseudonyms import PersonNumber
from faglaert.registers.sheets import ODD, Sheet
from faglaert.registers.spell_tables import finish_spells, spell_rows
from faglaert.registers.values import Day, Number

COMPLETED = (
    ("HFAUDD", "HF_VFRA", "HFINSTNR"),
    ("ERHAUDD", "ERH_VFRA", "ERHINSTNR"),
    ("ALMAUDD", "ALM_VFRA", "ALMINSTNR"),
)
ATTENDED = ("UDD", "IG_VFRA", "IGINSTNR")
NO_INSTITUTION = 0


def read(sheet: Sheet, context: FileContext) -> pl.DataFrame:
    """Up to four spells a row: three completed educations and the one attended; ``row_index`` tells the row."""
    person = sheet.take("PNR", PersonNumber())
    parts = [
        _part(sheet, columns, context.educations, completed=True) for columns in COMPLETED if sheet.has(columns[0])
    ]
    if sheet.has(ATTENDED[0]):
        parts.append(_part(sheet, ATTENDED, context.educations, completed=False))
    spells = pl.concat([part.with_columns(person=person).with_row_index("row_index") for part in parts])
    spells = spells.filter(pl.col("programme").is_not_null())
    undated = pl.col("start").is_null()
    spells = spells.with_columns(
        undated.alias(f"{ODD}education without a day: left out"), picture=context.reference_date
    )
    rows = spell_rows(spells.with_columns(entry=None, training=None, is_eux=False, is_euv=None))
    return rows.with_columns(spells["row_index"], spells["picture"].cast(pl.Date))


def finish(frame: pl.DataFrame, people: People) -> Finished:
    """As other spells; what is attended is taken from the latest picture, for an earlier one does not know its end."""
    latest = pl.col("picture").eq_missing(pl.col("picture").max())
    current = frame.filter(pl.col("start").is_not_null() & ((pl.col("exit") != "ongoing") | latest))
    finished = finish_spells(current.drop("picture"), people)
    outdated = frame.filter((pl.col("exit") == "ongoing") & ~latest).height
    return Finished(finished.tables, finished.counts | {"attended_in_earlier_pictures_left_out": outdated})


FORMAT = Format(read, finish)


def _part(sheet: Sheet, columns: tuple[str, str, str], educations: Educations, *, completed: bool) -> pl.DataFrame:
    code, day, institution = columns
    none = [int(value) for value in register_formats()["udduddannet"].codes["HFAUDD"]]
    cells = pl.DataFrame(
        {
            "code": sheet.take(code, Number(4, required=False)),
            "start": sheet.take(day, Day(required=False)),
            "institution": sheet.take(institution, Number(6, required=False)).fill_null(NO_INSTITUTION),
        }
    )
    programme = pl.when(~pl.col("code").is_in(none)).then(educations.programme(pl.col("code"), completed=completed))
    return cells.select(
        "start",
        "institution",
        programme=programme,
        stage=pl.coalesce(stage_of_level(programme), pl.lit("other")),
        end=pl.col("start") if completed else None,
        completed=programme if completed else None,
        exit=pl.lit("left" if completed else "ongoing"),
    ).with_columns(pl.col("completed").cast(pl.UInt32), pl.col("end").cast(pl.Date))
