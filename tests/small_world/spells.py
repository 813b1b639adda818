# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Spells of a small world, drawn at random from a seed, with the traps real registers have."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from faglaert.registers.schema import PERSONS, SPELLS

PROGRAMMES = ("30101510", "30102015", "30351010", "30201510", "29101010")
SCHOOLS = ("101", "102", "103")
STAGES = ("gf1", "gf2", "gf2", "main", "main", "gf_plus", "undivided", "eux_study", "higher", "upper_secondary", "fgu")
ENDS = ("completed", "completed", "left", "left", "ongoing", "no_show")
FIRST = date(2018, 8, 1)


def spell(person, programme="30101510", stage="gf2", school="101", **others):
    """One spell; ``start`` and ``end`` are dates or their texts."""
    values = dict.fromkeys(SPELLS.columns) | {
        "person_id": person,
        "programme_code": programme,
        "stage": stage,
        "institution_code": school,
        "is_eux": False,
        "is_euv": False,
        "data_kind": "synthetic",
    }
    for name, short in (("start_date", "start"), ("end_date", "end")):
        day = others.pop(short, None)
        values[name] = date.fromisoformat(day) if isinstance(day, str) else day
    return values | others


def frame(rows):
    """Spells as a table of the register."""
    return pl.DataFrame(rows, schema=SPELLS.columns)


def random_spells(persons, seed, *, most=4):
    """Up to ``most`` spells a person, overlapping and repeated as chance will have it."""
    random = np.random.default_rng(seed)
    rows = []
    for person in range(persons):
        for _ in range(random.integers(1, most + 1)):
            start = FIRST + timedelta(days=int(random.integers(0, 1500)))
            end = str(random.choice(ENDS))
            last = None if end == "ongoing" else start + timedelta(days=int(random.integers(0, 700)))
            rows.append(
                spell(
                    f"p{person:05d}",
                    str(random.choice(PROGRAMMES)),
                    str(random.choice(STAGES)),
                    str(random.choice(SCHOOLS)),
                    start=start,
                    end=last,
                    completed_code="5000" if end == "completed" else None,
                    exit_kind="no_show" if end == "no_show" else None,
                    is_eux=bool(random.random() < 0.2),
                )
            )
    return frame(rows)


def random_persons(persons, seed):
    """Birth dates and sexes of the persons of :func:`random_spells`, one in ten unknown to the register."""
    random = np.random.default_rng(seed)
    rows = [
        dict.fromkeys(PERSONS.columns)
        | {
            "person_id": f"p{person:05d}",
            "birth_date": date(1985, 1, 1) + timedelta(days=int(random.integers(0, 6000))),
            "sex": str(random.choice(("K", "M"))),
            "data_kind": "synthetic",
        }
        for person in range(persons)
        if random.random() > 0.1
    ]
    return pl.DataFrame(rows, schema=PERSONS.columns)
