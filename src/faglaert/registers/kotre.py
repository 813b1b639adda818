# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""KOTRE (Statistics Denmark's compressed pupil register) read as spells."""

import polars as pl

from faglaert.definitions.registers import register_formats
from faglaert.registers.educations import (
    PRIMARY_SCHOOL,
    Educations,
    is_known,
    is_vocational,
    stage_of_level,
)
from faglaert.registers.formats import FileContext
from faglaert.registers.pseudonyms import PersonNumber
from faglaert.registers.sheets import ODD, Sheet
from faglaert.registers.spell_tables import spell_rows
from faglaert.registers.values import Codes, Day, Number, Parser

VOCATIONAL_PARTS = ("gf1", "gf2", "gf_plus", "main")


def read(sheet: Sheet, context: FileContext) -> pl.DataFrame:
    """Spells (columns of ``SPELL_ROW``), one row a row of the file; refused rows are noted in the sheet."""
    educations = context.educations
    frame = _cells(sheet).with_columns(
        programme=educations.programme(pl.col("udd")),
        state=_by_number(pl.col("audd"), "AUDD", default="completed"),
    )
    frame = frame.with_columns(stage=_stage(), is_eux=_is_eux())
    _refuse_contradictions(sheet, frame, educations)
    frame = frame.with_columns(end=_end(), exit=_exit(), completed=_completed(educations))
    sheet.refuse(frame["end"] < frame["start"], "ELEV3_VTIL", "lies before ELEV3_VFRA")
    ended = pl.col("end").is_null() & (pl.col("exit") != "ongoing")
    sheet.refuse(frame.select(ended).to_series(), "ELEV3_VTIL", "is empty, but AFG_ART says that the spell has ended")
    return spell_rows(frame.with_columns(*_oddities(), is_euv=None))


def _codes(column: str) -> dict[str, str]:
    return register_formats()["kotre"].codes[column]


def _cells(sheet: Sheet) -> pl.DataFrame:
    parsers: dict[str, tuple[str, Parser]] = {
        "PNR": ("person", PersonNumber()),
        "ELEV3_VFRA": ("start", Day()),
        "ELEV3_VTIL": ("given_end", Day(open_ended=True)),
        "UDD": ("udd", Number(4)),
        "AUDD": ("audd", Number(4)),
        "INSTNR": ("institution", Number(6)),
        "UDEL": ("part", Codes(_codes("UDEL"))),
        "AFG_ART": ("given_exit", Codes(_codes("AFG_ART"))),
        "TILG_ART": ("entry", Codes(_codes("TILG_ART"))),
        "UFORM": ("uform", Number(2, required=False)),
    }
    return pl.DataFrame(
        [sheet.take(column, parser).alias(name) for column, (name, parser) in parsers.items()]
    ).with_columns(training=_by_number(pl.col("uform"), "UFORM", default=None))


def _by_number(code: pl.Expr, column: str, *, default: str | None) -> pl.Expr:
    meanings = {int(number): meaning for number, meaning in _codes(column).items()}
    return code.replace_strict(list(meanings), list(meanings.values()), default=default, return_dtype=pl.String)


def _stage() -> pl.Expr:
    """UDEL names the stage; where it only says «undivided» or a year, the education does."""
    part, programme = pl.col("part"), pl.col("programme")
    by_level = stage_of_level(programme)
    primary = programme.is_between(*PRIMARY_SCHOOL)
    return (
        pl.when(~part.is_in(["by_education", "school_year", "class_level"]))
        .then(part)
        .when(by_level.is_not_null())
        .then(by_level)
        .when((part == "school_year") & ~primary)
        .then(pl.lit("upper_secondary"))
        .otherwise(pl.lit("other"))
    )


def _is_eux() -> pl.Expr:
    """The EUX study part, an EUX form of education, or the education that is EUX by name."""
    marks = _codes("EUX")
    forms = [int(code) for code, column in marks.items() if column == "uform"]
    educations = [int(code) for code, column in marks.items() if column == "udd"]
    marked = (pl.col("part") == "eux_study") | pl.col("uform").is_in(forms) | pl.col("udd").is_in(educations)
    return marked.fill_null(value=False)


def _refuse_contradictions(sheet: Sheet, frame: pl.DataFrame, educations: Educations) -> None:
    """A part of a vocational education must be of one, and end in one."""
    vocational_part = pl.col("part").is_in(VOCATIONAL_PARTS)
    of_another = vocational_part & ~is_vocational(pl.col("programme"))
    sheet.refuse(frame.select(of_another).to_series(), "UDD", "is no vocational education, but UDEL is a part of one")
    ends_elsewhere = (
        vocational_part
        & ~pl.col("is_eux")
        & (pl.col("state") == "completed")
        & ~pl.col("audd").is_in(list(educations.completed))
    )
    sheet.refuse(
        frame.select(ends_elsewhere).to_series(), "AUDD", "is no vocational education, but UDEL is a part of one"
    )
    if educations.is_complete:
        sheet.refuse(frame.select(~is_known(pl.col("programme"))).to_series(), "UDD", "stands in no list of educations")


def _end() -> pl.Expr:
    """The last day; a spell that both columns call going on has none, whatever day the register was closed."""
    going_on = (pl.col("given_exit") == "ongoing") & (pl.col("state") == "ongoing")
    return pl.when(~going_on).then(pl.col("given_end"))


def _exit() -> pl.Expr:
    """AFG_ART, but AUDD where it says that an ongoing spell has ended or that a spell without an end goes on."""
    ended = (pl.col("given_exit") == "ongoing") & (pl.col("state") != "ongoing") & pl.col("given_end").is_not_null()
    goes_on = (pl.col("state") == "ongoing") & pl.col("given_end").is_null()
    return pl.when(ended).then(pl.lit("left")).when(goes_on).then(pl.lit("ongoing")).otherwise(pl.col("given_exit"))


def _completed(educations: Educations) -> pl.Expr:
    completed = pl.col("state") == "completed"
    return pl.when(completed).then(educations.programme(pl.col("audd"), completed=True))


def _oddities() -> list[pl.Expr]:
    ongoing, state = pl.col("given_exit") == "ongoing", pl.col("state")
    return [
        (ongoing & (state != "ongoing")).alias(f"{ODD}AFG_ART ongoing, but AUDD ended: AUDD followed"),
        ((pl.col("given_exit") == "left") & (state == "ongoing")).alias(f"{ODD}AUDD ongoing, but AFG_ART left"),
        (is_vocational(pl.col("programme")) & pl.col("uform").is_not_null() & pl.col("training").is_null()).alias(
            f"{ODD}UFORM of no known meaning in vocational education"
        ),
        (~is_known(pl.col("programme"))).alias(f"{ODD}education outside vocational, DISCED not known"),
    ]
