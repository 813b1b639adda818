# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Statistics Denmark's education codes (UDD, AUDD) as DISCED-15 programmes, and the stage an education is at.

While a register is read a programme is a number: its eight DISCED digits, or the register's own four where DISCED is
not known. Without an installation's own list only vocational education is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from faglaert.definitions.registers import (
    attended_educations,
    completed_educations,
    education_levels,
    read_education_codes,
)
from faglaert.registers.schema import Stage

STAGES = pl.Enum([str(stage) for stage in Stage])
FIRST_PROGRAMME = 10_000_000  # smaller numbers are a register's own codes
VOCATIONAL_LEVELS = (29, 30)
PRIMARY_SCHOOL = (1000, 1099)  # UDD and AUDD of primary school: 1006 is 6. klasse, 1023 3. real
_LEVEL_UNIT = 1_000_000


@dataclass(frozen=True)
class Educations:
    """Both code lists as numbers. ``is_complete``: every education there is stands in them."""

    attended: Mapping[int, int]
    completed: Mapping[int, int]
    is_complete: bool

    def programme(self, code: pl.Expr, *, completed: bool = False) -> pl.Expr:
        """The DISCED number of a UDD (or AUDD), else the code itself."""
        listed = self.completed if completed else self.attended
        known = code.replace_strict(list(listed), list(listed.values()), default=None, return_dtype=pl.UInt32)
        return pl.coalesce(known, code).cast(pl.UInt32)


def load_educations(own_list: Path | None = None) -> Educations:
    """The vocational educations, with those of an installation's own list; raises :class:`DataRefusedError`."""
    attended = {int(code): int(programme) for code, programme in attended_educations().items()}
    # Most numbers are the same in both lists; a delivery that writes UDD in AUDD's place says the same education.
    completed = attended | {int(code): int(programme) for code, programme in completed_educations().items()}
    if own_list is not None:
        for row in read_education_codes(own_list):
            listed = attended if row.kind == "udd" else completed
            listed.setdefault(int(row.code), int(row.programme_code))
    return Educations(attended, completed, own_list is not None)


def is_known(programme: pl.Expr) -> pl.Expr:
    """Whether the programme has its DISCED digits."""
    return programme >= FIRST_PROGRAMME


def is_vocational(programme: pl.Expr) -> pl.Expr:
    """Whether the programme is at level 29 or 30 of DISCED-15."""
    return is_known(programme) & (programme // _LEVEL_UNIT).is_in(VOCATIONAL_LEVELS)


def stage_of_level(programme: pl.Expr) -> pl.Expr:
    """The stage of an undivided education by its level; null where DISCED is not known."""
    levels = {int(level): each.stage for level, each in education_levels().items()}
    level = pl.when(is_known(programme)).then(programme // _LEVEL_UNIT)
    return level.replace_strict(list(levels), list(levels.values()), default=None, return_dtype=pl.String)


def programme_code(programme: pl.Expr, prefix: str) -> pl.Expr:
    """The code that is stored: eight DISCED digits, or ``prefix`` and four digits."""
    own = pl.concat_str(pl.lit(prefix), programme.cast(pl.String).str.zfill(4))
    return pl.when(is_known(programme)).then(programme.cast(pl.String)).otherwise(own)


def level_code(programme: pl.Expr) -> pl.Expr:
    """The two digits of the level as stored; primary school is known without DISCED."""
    primary = programme.is_between(*PRIMARY_SCHOOL)
    return (
        pl.when(is_known(programme)).then((programme // _LEVEL_UNIT).cast(pl.String)).when(primary).then(pl.lit("10"))
    )
