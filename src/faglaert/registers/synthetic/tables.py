# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""From the drawn rows to the tables of the register's schema."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl

from faglaert.definitions.synthetic import frame, synthetic_schools
from faglaert.registers.schema import (
    AGREEMENTS,
    INSTITUTIONS,
    PERSONS,
    SPELL_OVERLAPS,
    SPELLS,
    STATUS_MONTHS,
    SYNTHETIC,
    VOCATIONAL_STAGES,
)
from faglaert.registers.spells import overlaps
from faglaert.registers.synthetic.compiling import Array
from faglaert.registers.synthetic.lives import (
    AGREEMENT_EXITS,
    AGREEMENT_FORMS,
    ENTRIES,
    EXITS,
    NEVER,
    NO_COMPANY,
    STAGES,
    TRAINING_FORMS,
)
from faglaert.registers.synthetic.people import Persons
from faglaert.registers.synthetic.statuses import STATUSES, month_dates
from faglaert.registers.synthetic.world import ORIGINS, SIZES, municipality_codes, programme_codes, school_codes

LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIR = len(LETTERS) ** 2
_ADULT_AGE = 25


def person_ids(numbers: Array) -> pl.Series:
    """Ids of public numbers: ``s`` and six characters of base32 (RFC 4648), in the order of the numbers."""
    return _coded("s", numbers)


def _coded(prefix: str, numbers: Array) -> pl.Series:
    pairs = pl.Series([first + second for first in LETTERS for second in LETTERS])
    parts = [pairs.gather(numbers // _PAIR**place % _PAIR) for place in (2, 1, 0)]
    return pl.select(pl.concat_str(pl.lit(prefix), *map(pl.lit, parts))).to_series()


def persons_table(persons: Persons) -> pl.DataFrame:
    """The persons in the order of their ids."""
    order = np.argsort(persons.public, kind="stable")
    return pl.DataFrame(
        {
            "person_id": person_ids(np.arange(len(persons))),
            "birth_date": _dates(persons.birth[order]),
            "sex": _named(("M", "K"), persons.sex[order]),
            "origin": _named(ORIGINS, persons.origin[order]),
            "municipality_code": _named(municipality_codes(), persons.municipality[order]),
            "data_kind": _kind(len(persons)),
        },
        schema=PERSONS.columns,
    )


def spells_table(spells: Array, persons: Persons) -> pl.DataFrame:
    """The spells in the order of person ids and start."""
    public = persons.public[spells["person"]]
    order = np.lexsort((spells["end"], spells["start"], public))
    rows, programmes = spells[order], programme_codes()
    vocational = np.array([stage in VOCATIONAL_STAGES for stage in STAGES])[rows["stage"]]
    start = _dates(rows["start"])
    passed = pl.Series(rows["is_completed"]) == 1
    programme = _named(programmes, rows["programme"])
    return pl.DataFrame(
        {
            "person_id": person_ids(public[order]),
            "programme_code": programme,
            "stage": _named([str(stage) for stage in STAGES], rows["stage"]),
            "institution_code": _named(school_codes(), rows["school"]),
            "start_date": start,
            "end_date": _ends(rows["end"]),
            "completed_code": programme.set(~passed, None),
            "entry_kind": _named(ENTRIES, rows["entry"]),
            "exit_kind": _named(EXITS, rows["exit"]),
            "training_form": _named(TRAINING_FORMS, rows["form"]),
            "is_eux": pl.Series(rows["is_eux"]) == 1,
            "is_euv": pl.Series(vocational)
            & (start >= frame().reform)
            & (_age(_dates(persons.birth[rows["person"]]), start) >= _ADULT_AGE),
            "data_kind": _kind(rows.size),
        },
        schema=SPELLS.columns,
    )


def overlaps_table(spells: pl.DataFrame) -> pl.DataFrame:
    """Those of the spells, ordered by person, that were still running when a later one of the person began."""
    renamed = spells.rename({"start_date": "start", "end_date": "end", "exit_kind": "exit"})
    found = overlaps(renamed.with_columns(person=pl.col("person_id").rle_id()))
    return found.rename({"start": "start_date"}).select(*SPELL_OVERLAPS.columns)


def agreements_table(agreements: Array, persons: Persons) -> pl.DataFrame:
    """The agreements in the order of person ids and start."""
    public = persons.public[agreements["person"]]
    order = np.lexsort((agreements["start"], public))
    rows = agreements[order]
    without = pl.Series(rows["company"] == NO_COMPANY)
    return pl.DataFrame(
        {
            "person_id": person_ids(public[order]),
            "programme_code": _named(programme_codes(), rows["programme"]),
            "institution_code": _named(school_codes(), rows["school"]),
            "signed_date": _dates(rows["signed"]),
            "start_date": _dates(rows["start"]),
            "end_date": _ends(rows["end"]),
            "form": _named(AGREEMENT_FORMS, rows["form"]),
            "company_id": _coded("c", np.maximum(rows["company"], 0)).set(without, None),
            "company_size": _named(SIZES, rows["size"]).set(without, None),
            "exit_kind": _named(AGREEMENT_EXITS, rows["exit"]),
            "data_kind": _kind(rows.size),
        },
        schema=AGREEMENTS.columns,
    )


def status_table(runs: Array, persons: Persons) -> pl.DataFrame:
    """The runs of status, which come in the order of person ids."""
    months = pl.Series(month_dates(np.arange(int(runs["last"].max()) + 1)))
    return pl.DataFrame(
        {
            "person_id": person_ids(np.arange(len(persons))).gather(persons.public[runs["person"]]),
            "from_month": months.gather(runs["first"]),
            "to_month": months.gather(runs["last"]),
            "status": _named(STATUSES, runs["status"]),
            "data_kind": _kind(runs.size),
        },
        schema=STATUS_MONTHS.columns,
    )


def institutions_table() -> pl.DataFrame:
    """The institutions, of which none exists."""
    rows = [
        (school.code, school.name, school.municipality_code, date(1990, 1, 1), school.valid_to, SYNTHETIC)
        for school in synthetic_schools()
    ]
    return pl.DataFrame(rows, schema=INSTITUTIONS.columns, orient="row")


def all_tables(spells: Array, agreements: Array, runs: Array, persons: Persons) -> Mapping[str, pl.DataFrame]:
    """Every table by its name in the schema."""
    table = spells_table(spells, persons)
    return {
        "persons": persons_table(persons),
        "spells": table,
        "spell_overlaps": overlaps_table(table),
        "agreements": agreements_table(agreements, persons),
        "status_months": status_table(runs, persons),
        "institutions": institutions_table(),
    }


def _kind(rows: int) -> pl.Series:
    return pl.Series([SYNTHETIC]).new_from_index(0, rows)


def _named(names: Sequence[str | None], places: Array) -> pl.Series:
    return pl.Series(list(names), dtype=pl.String).gather(places)


def _dates(days: Array) -> pl.Series:
    return pl.Series(days.astype(np.int32)).cast(pl.Date)


def _ends(days: Array) -> pl.Series:
    ends = pl.Series(np.where(days == NEVER, 0, days).astype(np.int32)).cast(pl.Date)
    return ends.set(pl.Series(days == NEVER), None)


def _age(births: pl.Series, days: pl.Series) -> pl.Series:
    """Whole years of age on days."""
    before = (days.dt.month().cast(pl.Int32) * 32 + days.dt.day()) < (
        births.dt.month().cast(pl.Int32) * 32 + births.dt.day()
    )
    return days.dt.year() - births.dt.year() - before.cast(pl.Int32)
