# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a format's reader and finisher get and give: the door between the files and the tables of the register."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from faglaert.registers.educations import Educations
from faglaert.registers.sheets import Sheet


@dataclass(frozen=True)
class FileContext:
    """What is known when one file is read. ``reference_date``: the day its picture is of, None when it says itself."""

    educations: Educations
    reference_date: date | None


@dataclass(frozen=True)
class Finished:
    """The tables of one load, the main one first, and what was done to rows on the way."""

    tables: dict[str, pl.DataFrame]
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class People:
    """The persons of one load: pseudonym by number, and day of birth where a population is loaded already.

    Numbers follow the order of the pseudonyms, so that the order of rows says nothing of person numbers.
    """

    ids: pl.Series
    births: pl.DataFrame | None = None

    def identified(self, frame: pl.DataFrame) -> pl.DataFrame:
        """``frame`` with ``person_id`` for the number in ``person``."""
        return frame.with_columns(person_id=self.ids.gather(frame["person"]))


Reader = Callable[[Sheet, FileContext], pl.DataFrame]
"""From a sheet to one row a row of the file, with ``person`` (the person number as text); refuses rows in the sheet."""

Finisher = Callable[[pl.DataFrame, People], Finished]
"""From the accepted rows of all files, with ``person`` as a number, to the tables that are stored."""


@dataclass(frozen=True)
class Format:
    """How one format becomes tables."""

    read: Reader
    finish: Finisher
