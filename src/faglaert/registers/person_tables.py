# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Registers with one row a person and day: BEF to persons, UDDA to education, RAS to status; UDFK to grades."""

from datetime import date

import polars as pl

from faglaert.definitions.registers import register_formats
from faglaert.errors import DataRefusedError, Finding
from faglaert.registers.educations import level_code, programme_code
from faglaert.registers.formats import FileContext, Finished, Format, People
from faglaert.registers.pseudonyms import PersonNumber
from faglaert.registers.schema import GRADES, HIGHEST_EDUCATION, OFFICIAL, PERSONS, STATUS_MONTHS, TableSchema
from faglaert.registers.sheets import Sheet
from faglaert.registers.values import Codes, Day, Number, decimal, plain_code, school_year

_TWICE = "stands more than once on one day, with different content"


def read_bef(sheet: Sheet, context: FileContext) -> pl.DataFrame:
    """Persons as BEF describes them on its reference day."""
    frame = pl.DataFrame(
        {
            "person": sheet.take("PNR", PersonNumber()),
            "birth_date": sheet.take("FOED_DAG", Day()),
            "sex": sheet.take("KOEN", Codes(_codes("bef", "KOEN"))),
            "origin": sheet.take("IE_TYPE", Codes(_codes("bef", "IE_TYPE"), required=False)),
            "municipality": sheet.take("KOM", Number(3, required=False)),
            "reference_date": _reference_days(sheet, context),
        }
    )
    refuse_twice(sheet, frame, ["person", "reference_date"])
    return frame


def finish_bef(frame: pl.DataFrame, people: People) -> Finished:
    """One row a person: the picture of the latest day."""
    latest = frame.sort("reference_date", descending=True, maintain_order=True, nulls_last=True).unique(
        "person", keep="first"
    )
    coded = latest.with_columns(
        municipality_code=pl.when(pl.col("municipality") > 0).then(pl.col("municipality").cast(pl.String).str.zfill(3))
    )
    return finished_table(coded, people, PERSONS, {"earlier_pictures_of_a_person": frame.height - latest.height})


def read_udda(sheet: Sheet, context: FileContext) -> pl.DataFrame:
    """Each person's highest completed education on the day of the picture."""
    code = sheet.take("HFAUDD", Number(4, required=False))
    none = [int(value) for value in _codes("udda", "HFAUDD")]
    frame = pl.DataFrame(
        {
            "person": sheet.take("PNR", PersonNumber()),
            "code": code,
            "completed_date": sheet.take("HF_VFRA", Day(required=False)),
            "institution": sheet.take("HFINSTNR", Number(6, required=False)),
        }
    ).with_columns(
        reference_date=pl.lit(_reference_day(sheet, context)),
        programme=pl.when(~pl.col("code").is_in(none)).then(
            context.educations.programme(pl.col("code"), completed=True)
        ),
    )
    refuse_twice(sheet, frame, ["person", "reference_date"])
    return frame


def finish_udda(frame: pl.DataFrame, people: People) -> Finished:
    """One row a person and day."""
    distinct = frame.unique(["person", "reference_date"], keep="first")
    coded = distinct.with_columns(
        completed_code=programme_code(pl.col("programme"), "audd"),
        level=level_code(pl.col("programme")),
        institution_code=pl.when(pl.col("institution") > 0).then(pl.col("institution").cast(pl.String).str.zfill(6)),
    )
    return finished_table(coded, people, HIGHEST_EDUCATION, {"repeated_rows": frame.height - distinct.height})


def read_ras(sheet: Sheet, context: FileContext) -> pl.DataFrame:
    """Each person's primary status at the end of November."""
    primary = sheet.take("PRIMAER_STATUS_KODE", Number(2, required=False))
    frame = pl.DataFrame(
        {
            "person": sheet.take("PNR", PersonNumber()),
            "status": sheet.take("SOC_STATUS_KODE", Codes(_codes("ras", "SOC_STATUS_KODE"))),
            "is_primary": (primary == 1).fill_null(value=True),
            "reference_date": _reference_days(sheet, context),
        }
    )
    refuse_twice(sheet, frame, ["person", "reference_date"], among=frame["is_primary"])
    return frame


def finish_ras(frame: pl.DataFrame, people: People) -> Finished:
    """One run of one month a person and year: RAS knows November only, and nothing is guessed between."""
    primary = frame.filter("is_primary")
    distinct = primary.unique(["person", "reference_date"], keep="first")
    month = pl.col("reference_date").dt.truncate("1mo")
    counts = {"rows_not_primary": frame.height - primary.height, "repeated_rows": primary.height - distinct.height}
    return finished_table(distinct.with_columns(from_month=month, to_month=month), people, STATUS_MONTHS, counts)


def read_udfk(sheet: Sheet, _context: FileContext) -> pl.DataFrame:
    """Marks with subject, discipline and kind of assessment."""
    marks = _codes("udfk", "GRUNDSKOLEKARAKTER")
    frame = pl.DataFrame(
        {
            "person": sheet.take("PNR", PersonNumber()),
            "school_year": sheet.take("SKOLEAAR", school_year),
            "institution": sheet.take("INSTNR", Number(6)),
            "subject": sheet.take("FAGKODE", _short_code),
            "discipline": sheet.take("FAGDISCIPLIN", _short_code_or_none),
            "assessment": sheet.take("BEDOEMMELSESFORM", _short_code_or_none),
            "level": sheet.take("KLTRIN", _short_code_or_none),
            "grade": sheet.take("GRUNDSKOLEKARAKTER", decimal),
        }
    )
    off_scale = frame["grade"].is_not_null() & ~frame["grade"].is_in([float(mark) for mark in marks])
    sheet.refuse(off_scale, "GRUNDSKOLEKARAKTER", f"is no mark of the seven-step scale ({', '.join(marks)})")
    return frame


def finish_udfk(frame: pl.DataFrame, people: People) -> Finished:
    """One row a mark; ``subject_code`` is subject, discipline and assessment. Of several marks the highest is kept."""
    marked = frame.filter(pl.col("grade").is_not_null()).with_columns(
        subject_code=pl.concat_str("subject", "discipline", "assessment", separator="-", ignore_nulls=True),
        institution_code=pl.col("institution").cast(pl.String).str.zfill(6),
    )
    key = ["person", "school_year", "subject_code", "level"]
    best = marked.sort("grade", descending=True, maintain_order=True).unique(key, keep="first")
    counts = {"rows_without_mark": frame.height - marked.height, "lower_marks_left_out": marked.height - best.height}
    return finished_table(best, people, GRADES, counts)


FORMATS = {
    "bef": Format(read_bef, finish_bef),
    "udda": Format(read_udda, finish_udda),
    "ras": Format(read_ras, finish_ras),
    "udfk": Format(read_udfk, finish_udfk),
}


def _codes(form: str, column: str) -> dict[str, str]:
    return register_formats()[form].codes[column]


def _short_code(text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """A code of at most six letters and digits, which no person number and few names fit in."""
    code = plain_code(text)
    good = code.str.contains(r"^[0-9A-ZÆØÅ]{1,6}$")
    problem = (
        pl.when(text.is_null())
        .then(pl.lit("is empty"))
        .when(~good)
        .then(pl.lit("is no code of at most six characters"))
    )
    return pl.when(good).then(code), problem


def _short_code_or_none(text: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    value, problem = _short_code(text)
    return value, pl.when(text.is_not_null()).then(problem)


def _reference_days(sheet: Sheet, context: FileContext) -> pl.Series:
    """Each row's day: from REFERENCETID, else the day of the file."""
    if sheet.has("REFERENCETID"):
        return sheet.take("REFERENCETID", Day())
    return pl.select(pl.repeat(_reference_day(sheet, context), len(sheet), dtype=pl.Date)).to_series()


def _reference_day(sheet: Sheet, context: FileContext) -> date:
    if context.reference_date is None:
        raise DataRefusedError(
            f"{sheet.name} was refused",
            [
                Finding(
                    sheet.name,
                    None,
                    None,
                    "does not say which day it is of; name it as Statistics Denmark does or give the day",
                )
            ],
        )
    return context.reference_date


def refuse_twice(
    sheet: Sheet, frame: pl.DataFrame, key: list[str], *, column: str = "PNR", among: pl.Series | None = None
) -> None:
    """Refuse rows of one key that differ; rows that are wholly equal are the same row delivered twice."""
    compared = ~sheet.refused() if among is None else among & ~sheet.refused()
    rows = frame.with_row_index("row_index").filter(compared)
    distinct = rows.unique(frame.columns, keep="first")
    differing = distinct.filter(pl.struct(key).is_duplicated())
    mask = pl.repeat(value=False, n=len(sheet), dtype=pl.Boolean, eager=True)
    sheet.refuse(mask.scatter(differing["row_index"], values=True), column, _TWICE)


def finished_table(frame: pl.DataFrame, people: People, table: TableSchema, counts: dict[str, int]) -> Finished:
    """Rows as the table wants them, in the order of its key."""
    identified = people.identified(frame.sort("person", *[name for name in table.key if name in frame.columns]))
    stored = identified.with_columns(data_kind=pl.lit(OFFICIAL)).select(
        pl.col(name).cast(dtype) for name, dtype in table.columns.items()
    )
    return Finished({table.name: stored}, counts)
