# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What registers and school files deliver: their columns, and what each code means in our own words."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from faglaert.definitions.reading import ROOT, Definition, Text, read_csv, read_toml, require_unique

FOLDER = ROOT / "registers"
FILES = (
    *("kotre.toml", "bef.toml", "udda.toml", "ras.toml", "udfk.toml", "udduddannet.toml"),
    *("school.toml", "agreements.toml", "absence.toml"),
)


class Column(Definition):
    """One column of a delivery: its name, what it holds, whether a file without it is refused, and example cells."""

    name: str
    required: bool = True
    meaning: Text
    examples: tuple[str, ...] = ()


class RegisterFormat(Definition):
    """One format that can be loaded, and the table of the register it fills.

    ``codes`` maps a column to its codes and their meaning here. ``file_name`` is a pattern that finds the year (and
    month) a picture is of in the name of a file; ``reference_day`` is the day of that year (``09-30``) or
    ``month_end``.
    """

    id: str
    table: str
    title: Text
    columns: tuple[Column, ...]
    codes: dict[str, dict[str, str]] = Field(default_factory=dict)
    file_name: str | None = None
    reference_day: str | None = None

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns that must be there."""
        return tuple(column.name for column in self.columns if column.required)


class EducationCode(Definition):
    """Statistics Denmark's code of an education (UDD) or completed education (AUDD) and its 8-digit DISCED-15 code."""

    code: str = Field(pattern=r"^\d{4}$")
    programme_code: str = Field(pattern=r"^\d{8}$")


class EducationLevel(Definition):
    """A main level of DISCED-15 (first two digits), its name, and the stage of an undivided education at it."""

    level: str = Field(pattern=r"^\d{2}$")
    stage: str
    name_da: str
    name_en: str


class LocalEducationCode(EducationCode):
    """One line of an installation's own list, which knows educations that are not vocational too."""

    kind: Literal["udd", "audd"]


@cache
def register_formats() -> dict[str, RegisterFormat]:
    """Every format that can be loaded, by id."""
    formats = [read_toml(RegisterFormat, FOLDER / name) for name in FILES]
    return {each.id: each for each in formats}


@cache
def attended_educations() -> dict[str, str]:
    """UDD to programme code, for vocational education (DISCED-15 levels 29 and 30)."""
    return _education_codes(FOLDER / "udd_programmes.csv")


@cache
def completed_educations() -> dict[str, str]:
    """AUDD to programme code, for vocational education (DISCED-15 levels 29 and 30)."""
    return _education_codes(FOLDER / "audd_programmes.csv")


@cache
def education_levels() -> dict[str, EducationLevel]:
    """The main levels of DISCED-15 by their two digits."""
    path = FOLDER / "disced_levels.csv"
    rows = read_csv(EducationLevel, path)
    require_unique(path, (row.level for row in rows))
    return {row.level: row for row in rows}


def read_education_codes(path: Path) -> tuple[LocalEducationCode, ...]:
    """An installation's own list of educations: CSV with ``kind`` (``udd`` or ``audd``), ``code``, ``programme_code``.

    Raises :class:`DataRefusedError` with every bad row.
    """
    rows = read_csv(LocalEducationCode, path)
    require_unique(path, ((row.kind, row.code) for row in rows))
    return rows


@cache
def fingerprint() -> str:
    """SHA-256 of all files of this folder: the same delivery read with other code lists is another load."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.*")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _education_codes(path: Path) -> dict[str, str]:
    rows = read_csv(EducationCode, path)
    require_unique(path, (row.code for row in rows))
    return {row.code: row.programme_code for row in rows}
