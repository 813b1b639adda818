# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Read all files of one load: accepted rows, refused rows, oddities, and the day each file's picture is of."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import polars as pl

from faglaert.definitions.registers import RegisterFormat
from faglaert.registers.educations import Educations
from faglaert.registers.files import Delivery, open_sheet
from faglaert.registers.formats import FileContext, Reader
from faglaert.registers.refusals import Refusals
from faglaert.registers.sheets import ODD
from faglaert.registers.storage import LoadedFile

Progress = Callable[[str], None]
_ROW = "row_index"


@dataclass
class Intake:
    """What was read of the files so far; ``rows`` are accepted rows with the person number as text in ``person``."""

    rows: list[pl.DataFrame] = field(default_factory=list)
    files: list[LoadedFile] = field(default_factory=list)
    refusals: Refusals = field(default_factory=Refusals)
    odd: dict[str, int] = field(default_factory=dict)
    extra_columns: set[str] = field(default_factory=set)
    days: list[date] = field(default_factory=list)

    @property
    def delivered(self) -> int:
        """Rows of all files."""
        return sum(each.rows for each in self.files)


def read_files(
    found: Sequence[Delivery],
    definition: RegisterFormat,
    reader: Reader,
    *,
    educations: Educations,
    given_date: date | None,
    progress: Progress,
) -> Intake:
    """Read every file of a load; raises :class:`DataRefusedError` for a file that cannot be read as a whole."""
    intake = Intake()
    for delivery in found:
        progress(f"reading {delivery.name}")
        context = FileContext(educations, reference_date(delivery, definition, given_date))
        sheet, extra = open_sheet(delivery, definition)
        rows = reader(sheet, context)
        refused = sheet.refused()
        _accept(intake, rows if _ROW in rows.columns else rows.with_row_index(_ROW), refused)
        intake.files.append(LoadedFile(delivery.name, delivery.sha256, len(sheet)))
        intake.refusals.add(sheet.refusals(), int(refused.sum()))
        intake.extra_columns.update(extra)
        intake.days += [context.reference_date] if context.reference_date else []
    return intake


def reference_date(delivery: Delivery, definition: RegisterFormat, given: date | None) -> date | None:
    """The day a file is of: as given, else from its name, as Statistics Denmark names files (``KOTRE2025``)."""
    if given is not None:
        return given
    match = re.search(definition.file_name, delivery.path.stem, re.IGNORECASE) if definition.file_name else None
    if match is None or definition.reference_day is None:
        return None
    try:
        if definition.reference_day != "month_end":
            return date.fromisoformat(f"{match['year']}-{definition.reference_day}")
        in_next_month = date(int(match["year"]), int(match["month"]), 28) + timedelta(days=4)
        return in_next_month.replace(day=1) - timedelta(days=1)
    except ValueError:
        return None


def _accept(intake: Intake, rows: pl.DataFrame, refused: pl.Series) -> None:
    accepted = rows.filter(~refused.gather(rows[_ROW])) if refused.any() else rows
    marks = [name for name in accepted.columns if name.startswith(ODD)]
    for name in marks:
        plain = name.removeprefix(ODD)
        intake.odd[plain] = intake.odd.get(plain, 0) + int(accepted[name].sum())
    intake.rows.append(accepted.drop(_ROW, *marks))
