# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a school keeps of its pupils beside the enrolments: training agreements, and absence added up by week."""

import polars as pl

from faglaert.definitions.registers import register_formats
from faglaert.registers.educations import programme_code
from faglaert.registers.formats import FileContext, Finished, Format, People
from faglaert.registers.person_tables import finished_table, refuse_twice
from faglaert.registers.pseudonyms import PersonNumber
from faglaert.registers.schema import ABSENCE, AGREEMENTS
from faglaert.registers.school import refuse_unknown_programmes
from faglaert.registers.sheets import ODD, Sheet
from faglaert.registers.values import Codes, Day, Number, Parser, decimal

MONDAY = 1


def read_agreements(sheet: Sheet, context: FileContext) -> pl.DataFrame:
    """One row an agreement; refused when it ends before it starts, or has ended on a day nobody knows."""
    codes = register_formats()["agreements"].codes
    parsers: dict[str, tuple[str, Parser]] = {
        "CPR": ("person", PersonNumber()),
        "UDDANNELSE": ("education", Number(8)),
        "INSTITUTION": ("institution", Number(6)),
        "INDGAAET": ("signed_date", Day()),
        "STARTDATO": ("start_date", Day()),
        "SLUTDATO": ("end_date", Day(open_ended=True)),
        "AFTALEFORM": ("form", Codes(codes["AFTALEFORM"])),
        "OPHOER": ("exit_kind", Codes(codes["OPHOER"], required=False)),
        "CVR": ("company", Number(8, required=False)),
        "STOERRELSE": ("company_size", Codes(codes["STOERRELSE"], required=False)),
    }
    cells = pl.DataFrame([sheet.take(column, parser).alias(name) for column, (name, parser) in parsers.items()])
    frame = cells.with_columns(programme=context.educations.programme(pl.col("education")))
    refuse_unknown_programmes(sheet, frame["programme"], context.educations)
    sheet.refuse(frame["end_date"] < frame["start_date"], "SLUTDATO", "lies before STARTDATO")
    without_day = frame["exit_kind"].is_not_null() & frame["end_date"].is_null()
    sheet.refuse(without_day, "SLUTDATO", "is empty, but OPHOER is given")
    refuse_twice(sheet, frame, ["person", "programme", "start_date"], column="CPR")
    late = (pl.col("signed_date") > pl.col("start_date")).fill_null(value=False)
    return frame.with_columns(late.alias(f"{ODD}signed after the first day"))


def finish_agreements(frame: pl.DataFrame, people: People) -> Finished:
    """One row an agreement; what is delivered twice is one."""
    distinct = frame.unique(maintain_order=True)
    coded = distinct.with_columns(
        programme_code=programme_code(pl.col("programme"), "udd"),
        institution_code=pl.col("institution").cast(pl.String).str.zfill(6),
        company_id=pl.col("company").cast(pl.String).str.zfill(8),
        exit_kind=pl.col("exit_kind").fill_null("ongoing"),
    )
    return finished_table(coded, people, AGREEMENTS, {"repeated_rows": frame.height - distinct.height})


def read_absence(sheet: Sheet, _context: FileContext) -> pl.DataFrame:
    """One row a pupil and week; the share is 0 to 1."""
    frame = pl.DataFrame(
        {
            "person": sheet.take("CPR", PersonNumber()),
            "week_start": sheet.take("UGESTART", Day()),
            "percent": sheet.take("FRAVAER", _percent),
        }
    )
    sheet.refuse(frame["week_start"].dt.weekday() != MONDAY, "UGESTART", "is no Monday")
    refuse_twice(sheet, frame, ["person", "week_start"], column="CPR")
    return frame.select("person", "week_start", absence_share=pl.col("percent") / 100)


def finish_absence(frame: pl.DataFrame, people: People) -> Finished:
    """One row a pupil and week; what is delivered twice is one."""
    distinct = frame.unique(maintain_order=True)
    return finished_table(distinct, people, ABSENCE, {"repeated_rows": frame.height - distinct.height})


FORMATS = {
    "agreements": Format(read_agreements, finish_agreements),
    "absence": Format(read_absence, finish_absence),
}


def _percent(text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """A share in per cent, with or without its sign."""
    value, problem = decimal(text.str.strip_suffix("%").str.strip_chars_end())
    outside = (~value.is_between(0, 100)).fill_null(value=False)
    said = (
        pl.when(text.is_null())
        .then(pl.lit("is empty"))
        .when(outside)
        .then(pl.lit("lies outside 0 to 100"))
        .otherwise(problem)
    )
    return pl.when(~outside).then(value), said
