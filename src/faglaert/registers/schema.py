# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The tables of a register: columns, types, keys and the values that are allowed.

Every table carries ``data_kind`` (``official`` or ``synthetic``). ``person_id`` is always a pseudonym.
"""

from dataclasses import dataclass
from enum import StrEnum

import polars as pl


class Stage(StrEnum):
    """Stages of a spell."""

    GF1 = "gf1"
    GF2 = "gf2"
    GF_PLUS = "gf_plus"
    MAIN = "main"
    UNDIVIDED = "undivided"
    EUX_STUDY = "eux_study"
    UPPER_SECONDARY = "upper_secondary"
    FGU = "fgu"
    HIGHER = "higher"
    OTHER = "other"


VOCATIONAL_STAGES = (Stage.GF1, Stage.GF2, Stage.GF_PLUS, Stage.MAIN, Stage.UNDIVIDED, Stage.EUX_STUDY)


@dataclass(frozen=True)
class TableSchema:
    """One table: its columns with types, its key, columns that may be null, and the values allowed in code columns."""

    name: str
    columns: dict[str, pl.DataType]
    key: tuple[str, ...]
    nullable: frozenset[str] = frozenset()
    allowed: dict[str, frozenset[str]] | None = None


KIND = {"data_kind": pl.String()}
OFFICIAL, SYNTHETIC = "official", "synthetic"
KINDS = frozenset({OFFICIAL, SYNTHETIC})
SEXES = frozenset({"M", "K"})

PERSONS = TableSchema(
    "persons",
    {
        "person_id": pl.String(),
        "birth_date": pl.Date(),
        "sex": pl.String(),
        "origin": pl.String(),
        "municipality_code": pl.String(),
    }
    | KIND,
    key=("person_id",),
    nullable=frozenset({"origin", "municipality_code"}),
    allowed={"sex": SEXES, "origin": frozenset({"danish", "immigrant", "descendant"}), "data_kind": KINDS},
)

SPELLS = TableSchema(
    "spells",
    {
        "person_id": pl.String(),
        "programme_code": pl.String(),
        "stage": pl.String(),
        "institution_code": pl.String(),
        "start_date": pl.Date(),
        "end_date": pl.Date(),
        "completed_code": pl.String(),
        "entry_kind": pl.String(),
        "exit_kind": pl.String(),
        "training_form": pl.String(),
        "is_eux": pl.Boolean(),
        "is_euv": pl.Boolean(),
    }
    | KIND,
    key=("person_id", "programme_code", "stage", "institution_code", "start_date"),
    nullable=frozenset({"end_date", "completed_code", "entry_kind", "exit_kind", "training_form", "is_euv"}),
    allowed={
        "stage": frozenset(Stage),
        "exit_kind": frozenset({"left", "pause", "moved", "ongoing", "no_show"}),
        "entry_kind": frozenset({"entry", "restart", "moved"}),
        "training_form": frozenset(
            {"school", "apprenticeship", "school_based", "new_apprenticeship", "adult", "unknown"}
        ),
        "data_kind": KINDS,
    },
)
"""``end_date`` null: ongoing at the closing date. ``completed_code`` null: interrupted or ongoing, else the completed
education's code. ``exit_kind`` ``no_show``: enrolled but never turned up (a state before month 0, never a dropout).
``programme_code`` and ``completed_code`` are 8-digit DISCED-15 codes, or ``udd`` / ``audd`` and Statistics Denmark's
four digits where the DISCED code is not known (education that is not vocational). ``is_euv`` null: age not known."""

SPELL_OVERLAPS = TableSchema(
    "spell_overlaps",
    {
        "person_id": pl.String(),
        "programme_code": pl.String(),
        "stage": pl.String(),
        "institution_code": pl.String(),
        "start_date": pl.Date(),
        "overlapped_from": pl.Date(),
    }
    | KIND,
    key=("person_id", "programme_code", "stage", "institution_code", "start_date"),
    allowed={"stage": frozenset(Stage), "data_kind": KINDS},
)
"""Spells that were still running when a later spell of the same person began, on ``overlapped_from``. Both spells are
kept; from that day on the later one tells the person's stage."""

HIGHEST_EDUCATION = TableSchema(
    "highest_education",
    {
        "person_id": pl.String(),
        "reference_date": pl.Date(),
        "completed_code": pl.String(),
        "level": pl.String(),
        "completed_date": pl.Date(),
        "institution_code": pl.String(),
    }
    | KIND,
    key=("person_id", "reference_date"),
    nullable=frozenset({"completed_code", "level", "completed_date", "institution_code"}),
    allowed={"data_kind": KINDS},
)
"""Each person's highest completed education on a day. ``level``: first two digits of DISCED-15; null: not known.
``completed_code`` null: none."""

AGREEMENTS = TableSchema(
    "agreements",
    {
        "person_id": pl.String(),
        "programme_code": pl.String(),
        "institution_code": pl.String(),
        "signed_date": pl.Date(),
        "start_date": pl.Date(),
        "end_date": pl.Date(),
        "form": pl.String(),
        "company_id": pl.String(),
        "company_size": pl.String(),
        "exit_kind": pl.String(),
    }
    | KIND,
    key=("person_id", "programme_code", "start_date"),
    nullable=frozenset({"end_date", "company_id", "company_size", "exit_kind"}),
    allowed={
        "form": frozenset({"ordinary", "short", "combination", "school_based", "new_apprenticeship"}),
        "company_size": frozenset({"1-9", "10-49", "50-249", "250-"}),
        "exit_kind": frozenset({"completed", "terminated", "ongoing"}),
        "data_kind": KINDS,
    },
)

STATUS_MONTHS = TableSchema(
    "status_months",
    {"person_id": pl.String(), "from_month": pl.Date(), "to_month": pl.Date(), "status": pl.String()} | KIND,
    key=("person_id", "from_month"),
    allowed={"status": frozenset({"education", "employed", "unemployed", "outside"}), "data_kind": KINDS},
)
"""Labour-market status month by month, kept as runs: the same status from ``from_month`` to ``to_month``, both included
and both the first day of their month."""

GRADES = TableSchema(
    "grades",
    {
        "person_id": pl.String(),
        "school_year": pl.String(),
        "institution_code": pl.String(),
        "subject_code": pl.String(),
        "level": pl.String(),
        "grade": pl.Float64(),
    }
    | KIND,
    key=("person_id", "school_year", "subject_code", "level"),
    nullable=frozenset({"level"}),
    allowed={"data_kind": KINDS},
)

ABSENCE = TableSchema(
    "absence",
    {"person_id": pl.String(), "week_start": pl.Date(), "absence_share": pl.Float64()} | KIND,
    key=("person_id", "week_start"),
    allowed={"data_kind": KINDS},
)

WELLBEING = TableSchema(
    "wellbeing",
    {
        "programme_code": pl.String(),
        "institution_code": pl.String(),
        "school_year": pl.String(),
        "scale": pl.String(),
        "mean_score": pl.Float64(),
        "answer_count": pl.Int64(),
    }
    | KIND,
    key=("programme_code", "institution_code", "school_year", "scale"),
    allowed={
        "scale": frozenset({"effort", "environment", "wellbeing", "surroundings", "abilities", "training"}),
        "data_kind": KINDS,
    },
)
"""Groups only: answers of single pupils are never loaded."""

INSTITUTIONS = TableSchema(
    "institutions",
    {
        "institution_code": pl.String(),
        "institution_name": pl.String(),
        "municipality_code": pl.String(),
        "valid_from": pl.Date(),
        "valid_to": pl.Date(),
    }
    | KIND,
    key=("institution_code",),
    nullable=frozenset({"municipality_code", "valid_to"}),
    allowed={"data_kind": KINDS},
)

TABLES = {
    table.name: table
    for table in (
        PERSONS,
        SPELLS,
        SPELL_OVERLAPS,
        AGREEMENTS,
        STATUS_MONTHS,
        GRADES,
        HIGHEST_EDUCATION,
        ABSENCE,
        WELLBEING,
        INSTITUTIONS,
    )
}
