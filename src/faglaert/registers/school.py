# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A school's own enrolment list read as spells.

A row is a course of teaching a pupil was placed on. When courses make one enrolment and when a new one begins follows
the extract Z425 of Studie+ and UDDATA+; which exit codes mean completed follows Z8171. A pupil who never turned up
gets a spell of its own kind, a state before month 0.
"""

import polars as pl

from faglaert.definitions.registers import register_formats
from faglaert.registers.educations import FIRST_PROGRAMME, Educations, is_vocational
from faglaert.registers.formats import FileContext, Finished, Format, People
from faglaert.registers.pseudonyms import PersonNumber
from faglaert.registers.sheets import ODD, Sheet
from faglaert.registers.spell_tables import finish_spells, spell_rows
from faglaert.registers.values import Codes, Day, Number, Parser

RANKS = {"other": 0, "gf1": 1, "gf_plus": 2, "gf2": 3, "eux_study": 4, "main": 5, "undivided": 5}
"""The way up through an education; ``other`` is the assessment of prior learning (RKV) before it."""

_ENROLMENT = ("person", "institution", "programme")


def read(sheet: Sheet, context: FileContext) -> pl.DataFrame:
    """Courses: person, institution, programme, stage, first and planned last day, exit, grant, kind of pupil."""
    codes = register_formats()["school"].codes
    parsers: dict[str, tuple[str, Parser]] = {
        "CPR": ("person", PersonNumber()),
        "INSTITUTION": ("institution", Number(6)),
        "UDDANNELSE": ("education", Number(8)),
        "FORLOEB": ("stage", Codes(codes["FORLOEB"])),
        "STARTDATO": ("start", Day()),
        "SLUTDATO": ("planned_end", Day(open_ended=True)),
        "AFGANGSDATO": ("exit_day", Day(required=False)),
        "AFGANGSAARSAG": ("exit_code", Codes(codes["AFGANGSAARSAG"], required=False, others="left")),
        "TILSKUD": ("grant", Codes(codes["TILSKUD"], required=False, others="none", other_form=r"^[0-9A-ZÆØÅ]{1,8}$")),
        "ELEVTYPE": ("pupil", Codes(codes["ELEVTYPE"], required=False)),
        "FREMMOEDT": ("turned_up", Codes(codes["FREMMOEDT"], required=False)),
    }
    cells = pl.DataFrame([sheet.take(column, parser).alias(name) for column, (name, parser) in parsers.items()])
    frame = cells.with_columns(programme=context.educations.programme(pl.col("education")))
    refuse_unknown_programmes(sheet, frame["programme"], context.educations)
    sheet.refuse(frame["planned_end"] < frame["start"], "SLUTDATO", "lies before STARTDATO")
    without_day = frame["exit_code"].is_not_null() & frame["exit_day"].is_null()
    sheet.refuse(without_day, "AFGANGSDATO", "is empty, but AFGANGSAARSAG is given")
    return frame.with_columns(
        (pl.col("exit_day").is_not_null() & pl.col("exit_code").is_null()).alias(
            f"{ODD}exit day without exit code: left"
        )
    )


def refuse_unknown_programmes(sheet: Sheet, programmes: pl.Series, educations: Educations) -> None:
    """Refuse rows whose UDDANNELSE is no vocational education of the lists."""
    listed = sorted({*educations.attended.values(), *educations.completed.values()})
    programme = pl.col(programmes.name)
    known = programme.is_in(listed) & is_vocational(programme) & (programme >= FIRST_PROGRAMME)
    is_unknown = programmes.to_frame().select(~known).to_series()
    sheet.refuse(is_unknown, "UDDANNELSE", "is no vocational education in DISCED-15 or UDD")


def finish(frame: pl.DataFrame, people: People) -> Finished:
    """Courses become enrolments, enrolments spells."""
    courses = frame.unique(maintain_order=True)
    enrolments = close_passed_stages(enrolments_of(courses))
    counts = {
        "repeated_courses": frame.height - courses.height,
        "courses_joined": courses.height - enrolments.height,
        "closed_by_next_stage": int(enrolments["is_passed"].sum()),
    }
    finished = finish_spells(as_spells(enrolments), people)
    return Finished(finished.tables, counts | finished.counts)


FORMAT = Format(read, finish)


def enrolments_of(courses: pl.DataFrame) -> pl.DataFrame:
    """Join courses of one pupil, institution and programme until an event of Z425 ends the enrolment.

    The events are an exit, a grant for completion (FÆRTA, MESTG, PROEG), a change of GF1, GF2 and main course, and
    the end of an assessment of prior learning; the course after it begins a new enrolment.
    """
    ordered = courses.sort(*_ENROLMENT, "start", "planned_end", nulls_last=True)
    exited = pl.col("exit_day").is_not_null() | (pl.col("grant") == "completed").fill_null(value=False)
    never_came = (pl.col("turned_up") == "no").fill_null(value=False)
    same = pl.all_horizontal(pl.col(name) == pl.col(name).shift(1) for name in (*_ENROLMENT, "stage"))
    begins = ~(same & ~(exited | never_came).shift(1)).fill_null(value=False)
    return (
        ordered.with_columns(enrolment=begins.cum_sum())
        .group_by("enrolment", maintain_order=True)
        .agg(
            *(pl.col(name).first() for name in (*_ENROLMENT, "stage", "start")),
            *(pl.col(name).last() for name in ("planned_end", "exit_day", "exit_code", "grant")),
            (pl.col("pupil") == "eux").any().alias("is_eux"),
            pl.when(pl.col("pupil").is_not_null().any()).then((pl.col("pupil") == "euv").any()).alias("is_euv"),
            never_came.any().alias("never_came"),
        )
        .drop("enrolment")
    )


def close_passed_stages(enrolments: pl.DataFrame) -> pl.DataFrame:
    """Mark enrolments without exit that the pupil's next at the institution stands above: passed, and closed by it."""
    ordered = enrolments.with_columns(
        rank=pl.col("stage").replace_strict(list(RANKS), list(RANKS.values()), return_dtype=pl.Int8)
    ).sort("person", "institution", "start", "rank")
    same = (pl.col("person").shift(-1) == pl.col("person")) & (pl.col("institution").shift(-1) == pl.col("institution"))
    open_yet = pl.col("exit_day").is_null() & ~(pl.col("grant") == "completed").fill_null(value=False)
    passed = same & open_yet & ~pl.col("never_came") & (pl.col("rank").shift(-1) > pl.col("rank"))
    return ordered.with_columns(
        is_passed=passed.fill_null(value=False), next_start=pl.when(same).then(pl.col("start").shift(-1))
    )


def as_spells(enrolments: pl.DataFrame) -> pl.DataFrame:
    """Enrolments as spells (columns of ``SPELL_ROW``)."""
    granted = (pl.col("grant") == "completed").fill_null(value=False)
    never_came = pl.col("never_came") | (pl.col("exit_day") < pl.col("start")).fill_null(value=False)
    left = pl.col("exit_day").is_not_null()
    ended = left | granted | pl.col("is_passed")
    last_day = pl.coalesce("exit_day", pl.min_horizontal("planned_end", "next_start"), "start")
    up_from_rkv = pl.col("is_passed") & (pl.col("stage") == "other")
    completed = (
        granted | (pl.col("exit_code") == "completed").fill_null(value=False) | (pl.col("is_passed") & ~up_from_rkv)
    )
    frame = enrolments.with_columns(
        end=pl.when(never_came | ended).then(pl.max_horizontal(last_day, "start")),
        completed=pl.when(completed & ~never_came).then(pl.col("programme")),
        exit=pl.when(never_came)
        .then(pl.lit("no_show"))
        .when(pl.col("exit_code") == "moved")
        .then(pl.lit("moved"))
        .when(ended)
        .then(pl.lit("left"))
        .otherwise(pl.lit("ongoing")),
        entry=pl.lit("entry"),
        training=None,
    )
    return spell_rows(frame)
