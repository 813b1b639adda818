# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The awkward spells of docs/methods/pathways.md: the page is the specification and this test computes it."""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from faglaert.pathways.definition import STAGES, Outcome, read_definition
from faglaert.pathways.episodes import find_episodes
from faglaert.pathways.inputs import Window, read_spells
from faglaert.registers.schema import SPELLS

PAGE = Path(__file__).parents[2] / "docs" / "methods" / "pathways.md"
HEAD = "| case | spells | definition | episodes |"
CLOSING = date(2024, 12, 31)
PROGRAMMES = {"A": "30101510", "B": "30102015", "C": "30351010", "G": "29101010", "H": "29251010", "U": "50000000"}


def cases():
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    body = lines[lines.index(HEAD) + 2 :]
    rows = [line.strip("|").split("|") for line in body[: next(i for i, line in enumerate([*body, ""]) if not line)]]
    return [tuple(cell.strip() for cell in row) for row in rows]


def spell(text):
    programme, stage, school, days, end = text.split()
    first, _, last = days.partition("/")
    return dict.fromkeys(SPELLS.columns) | {
        "person_id": "one",
        "programme_code": PROGRAMMES[programme],
        "stage": stage,
        "institution_code": school,
        "start_date": date.fromisoformat(first),
        "end_date": date.fromisoformat(last) if last else None,
        "completed_code": PROGRAMMES[programme] if end == "c" else None,
        "exit_kind": "no_show" if end == "x" else None,
        "is_eux": stage == "eux_study",
        "is_euv": False,
        "data_kind": "synthetic",
    }


def definition(text):
    stage, *switches = text.split()
    window = int(switches[switches.index("window") + 1]) if "window" in switches else 15
    units = [word for word in switches if word in {"school", "main_area", "eud"}]
    return read_definition(
        risk_set=stage,
        unit=units[0] if units else "programme",
        follow="education" if "education" in switches else "stage",
        reentry_months=window,
        is_settled_only="settled" in switches,
    )


def found(spells, wanted):
    frame = pl.DataFrame([spell(each.strip()) for each in spells.split(";")], schema=SPELLS.columns)
    episodes = find_episodes(read_spells(frame, window=Window(closing=CLOSING)), wanted)
    stage = episodes.spells.rows["stage"]
    is_wanted = episodes.is_start & (stage == STAGES.index(wanted.risk_set))
    return [(Outcome(each["outcome"]).key, int(each["month"])) for each in episodes.found[np.flatnonzero(is_wanted)]]


def test_page_has_at_least_thirty_cases():
    assert len(cases()) >= 30


@pytest.mark.parametrize("case", cases(), ids=lambda case: case[0])
def test_spells_end_as_the_page_says(case):
    _, spells, switches, episodes = case
    expected = [] if episodes == "none" else [tuple(each.split()) for each in episodes.split("; ")]
    assert found(spells, definition(switches)) == [(outcome, int(month)) for outcome, month in expected]
