# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The cleaning rules of spells as cases on one page: what is delivered, what is stored, which rule is counted.

Electricians are UDD 4112 (DISCED 30402510), carpenters 4158 (30354010); AUDD 4272 is a completed electrician. The table
«Cases» of docs/methods/registers.md is printed from here.
"""

from datetime import date
from pathlib import Path

import pytest

from faglaert.registers.storage import scan
from tests.register_files import Paths, Row, kotre, load, school
from tests.repository.tree import ROOT

PAGE = ROOT / "docs/methods/registers.md"
Spell = tuple[str, str, str | None, str | None]
"""Stage, start, end, completed code."""


def part(start: str, end: str, **cells: object) -> Row:
    """A part of an electrician's main course."""
    return kotre(UDEL="52", ELEV3_VFRA=start, ELEV3_VTIL=end) | cells


ONGOING: Row = {"AUDD": "9999", "AFG_ART": "4", "ELEV3_VTIL": ""}
PASSED: Row = {"AUDD": "4272"}

CASES: dict[str, tuple[list[Row], list[Spell], dict[str, int]]] = {
    "one spell stays as it is": (
        [part("2019-01-01", "2019-06-30")],
        [("main", "2019-01-01", "2019-06-30", None)],
        {},
    ),
    "a row delivered twice is one": (
        [part("2019-01-01", "2019-06-30"), part("2019-01-01", "2019-06-30")],
        [("main", "2019-01-01", "2019-06-30", None)],
        {"repeated_rows": 1},
    ),
    "parts that follow each other are one spell": (
        [part("2019-01-01", "2019-06-30"), part("2019-07-01", "2020-06-30", **PASSED)],
        [("main", "2019-01-01", "2020-06-30", "30402510")],
        {"following_parts_joined": 1},
    ),
    "a break of exactly three months is bridged": (
        [part("2019-01-01", "2019-06-30"), part("2019-09-30", "2020-06-30", **PASSED)],
        [("main", "2019-01-01", "2020-06-30", "30402510")],
        {"gaps_bridged": 1},
    ),
    "a break of three months and a day is none": (
        [part("2019-01-01", "2019-06-30"), part("2019-10-01", "2020-06-30", **PASSED)],
        [("main", "2019-01-01", "2019-06-30", None), ("main", "2019-10-01", "2020-06-30", "30402510")],
        {},
    ),
    "two breaks in a row are bridged": (
        [part("2019-01-01", "2019-03-01"), part("2019-04-01", "2019-06-01"), part("2019-08-01", "", **ONGOING)],
        [("main", "2019-01-01", None, None)],
        {"gaps_bridged": 2},
    ),
    "what begins after completion is a new spell": (
        [part("2019-01-01", "2019-06-30", **PASSED), part("2019-08-01", "2019-09-30")],
        [("main", "2019-01-01", "2019-06-30", "30402510"), ("main", "2019-08-01", "2019-09-30", None)],
        {},
    ),
    "overlapping parts of one programme, stage and institution are one spell": (
        [part("2019-01-01", "2019-06-30"), part("2019-03-01", "2019-12-31", **PASSED)],
        [("main", "2019-01-01", "2019-12-31", "30402510")],
        {"overlapping_parts_joined": 1},
    ),
    "a part inside another leaves its end and completion": (
        [part("2019-01-01", "2019-12-31", **PASSED), part("2019-03-01", "2019-04-30")],
        [("main", "2019-01-01", "2019-12-31", "30402510")],
        {"overlapping_parts_joined": 1},
    ),
    "a change of school is a new spell": (
        [part("2019-01-01", "2019-06-30"), part("2019-07-01", "2019-12-31", INSTNR="101401")],
        [("main", "2019-01-01", "2019-06-30", None), ("main", "2019-07-01", "2019-12-31", None)],
        {},
    ),
    "a change of stage is a new spell": (
        [kotre(**PASSED), part("2019-07-01", "", **ONGOING)],
        [("gf2", "2019-01-15", "2019-06-28", "30402510"), ("main", "2019-07-01", None, None)],
        {},
    ),
    "two programmes at once are both kept and flagged": (
        [part("2019-01-01", "2019-12-31"), part("2019-06-01", "2020-06-30", UDD="4158")],
        [("main", "2019-01-01", "2019-12-31", None), ("main", "2019-06-01", "2020-06-30", None)],
        {"overlaps_flagged": 1},
    ),
    "an ongoing spell overlaps with all that begins later": (
        [part("2019-01-01", "", **ONGOING), part("2021-06-01", "2022-06-30", UDD="4158")],
        [("main", "2019-01-01", None, None), ("main", "2021-06-01", "2022-06-30", None)],
        {"overlaps_flagged": 1},
    ),
    "a spell that ends the day the next begins does not overlap": (
        [part("2019-01-01", "2019-06-01"), part("2019-06-01", "2020-06-30", UDD="4158")],
        [("main", "2019-01-01", "2019-06-01", None), ("main", "2019-06-01", "2020-06-30", None)],
        {},
    ),
    "persons are not mixed": (
        [part("2019-01-01", "2019-06-30"), part("2019-07-01", "2019-12-31", PNR="000000000102")],
        [("main", "2019-01-01", "2019-06-30", None), ("main", "2019-07-01", "2019-12-31", None)],
        {},
    ),
}

COURSES: dict[str, tuple[list[Row], list[Spell], dict[str, int]]] = {
    "courses without an event between are one enrolment, however far apart": (
        [school(FORLOEB="HF"), school(FORLOEB="HF", STARTDATO="08-01-2024", SLUTDATO="15-03-2024")],
        [("main", "2023-01-16", None, None)],
        {"courses_joined": 1},
    ),
    "an exit ends the enrolment, exit code 22 without completion": (
        [school(AFGANGSDATO="01-03-2023", AFGANGSAARSAG="22"), school(STARTDATO="07-08-2023", SLUTDATO="")],
        [("gf2", "2023-01-16", "2023-03-01", None), ("gf2", "2023-08-07", None, None)],
        {},
    ),
    "exit codes 10-19, 32 and 50 mean completed": (
        [school(AFGANGSDATO="30-06-2023", AFGANGSAARSAG="32")],
        [("gf2", "2023-01-16", "2023-06-30", "30402510")],
        {},
    ),
    "a grant for completion ends the enrolment as completed": (
        [school(TILSKUD="FÆRTA"), school(STARTDATO="07-08-2023", SLUTDATO="")],
        [("gf2", "2023-01-16", "2023-06-30", "30402510"), ("gf2", "2023-08-07", None, None)],
        {},
    ),
    "the next stage closes the one below as completed, also of another programme": (
        [school(UDDANNELSE="29251015", FORLOEB="GF1", STARTDATO="08-08-2022", SLUTDATO="23-12-2022"), school()],
        [("gf1", "2022-08-08", "2022-12-23", "29251015"), ("gf2", "2023-01-16", None, None)],
        {"closed_by_next_stage": 1},
    ),
    "the end of an assessment of prior learning begins an enrolment, and completes nothing": (
        [school(FORLOEB="RKV", STARTDATO="02-01-2023", SLUTDATO="13-01-2023"), school()],
        [("other", "2023-01-02", "2023-01-13", None), ("gf2", "2023-01-16", None, None)],
        {"closed_by_next_stage": 1},
    ),
    "a pupil who never turned up is a no-show": (
        [school(FREMMOEDT="NEJ", AFGANGSDATO="16-01-2023", AFGANGSAARSAG="25")],
        [("gf2", "2023-01-16", "2023-01-16", None)],
        {"no_shows": 1},
    ),
    "an exit before the first day is a no-show": (
        [school(AFGANGSDATO="10-01-2023", AFGANGSAARSAG="25")],
        [("gf2", "2023-01-16", "2023-01-16", None)],
        {"no_shows": 1},
    ),
}

RULES = (
    "repeated_rows",
    "overlapping_parts_joined",
    "following_parts_joined",
    "gaps_bridged",
    "no_shows",
    "overlaps_flagged",
    "courses_joined",
    "closed_by_next_stage",
)


def spells_of(home: Path) -> list[Spell]:
    """The stored spells in order of time."""
    table = scan(Paths(home / "var"), "spells").sort("start_date", "programme_code").collect()
    rows = table.select("stage", "start_date", "end_date", "completed_code").rows()
    return [(stage, str(start), end and str(end), completed) for stage, start, end, completed in rows]


@pytest.mark.parametrize("name", CASES)
def test_cleaning(tmp_path: Path, name: str) -> None:
    rows, spells, counts = CASES[name]
    report = load(tmp_path, "kotre", rows)
    assert spells_of(tmp_path) == spells
    assert {rule: report.counts[rule] for rule in RULES if report.counts.get(rule)} == counts


@pytest.mark.parametrize("name", COURSES)
def test_enrolments_of_a_school(tmp_path: Path, name: str) -> None:
    rows, spells, counts = COURSES[name]
    report = load(tmp_path, "school", rows)
    assert spells_of(tmp_path) == spells
    assert {rule: report.counts[rule] for rule in RULES if report.counts.get(rule)} == counts


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    rows = [row for rows, _spells, _counts in CASES.values() for row in rows]
    load(tmp_path / "one", "kotre", rows)
    load(tmp_path / "other", "kotre", rows[::-1])
    assert spells_of(tmp_path / "one") == spells_of(tmp_path / "other")


def test_a_no_show_is_of_its_own_kind_and_never_overlaps(tmp_path: Path) -> None:
    never = school(FREMMOEDT="NEJ", UDDANNELSE="30354010", AFGANGSDATO="30-06-2023", AFGANGSAARSAG="25")
    report = load(tmp_path, "school", [never, school()])
    kinds = scan(Paths(tmp_path / "var"), "spells").select("exit_kind").collect().to_series().to_list()
    assert (sorted(kinds), report.counts["overlaps_flagged"]) == (["no_show", "ongoing"], 0)


def test_the_earlier_of_two_overlapping_spells_is_flagged_with_the_day_the_later_wins(tmp_path: Path) -> None:
    load(tmp_path, "kotre", CASES["two programmes at once are both kept and flagged"][0])
    flagged = scan(Paths(tmp_path / "var"), "spell_overlaps", of="spells").collect()
    assert flagged.select("programme_code", "start_date", "overlapped_from").rows() == [
        ("30402510", date(2019, 1, 1), date(2019, 6, 1))
    ]


@pytest.mark.parametrize(
    ("born", "start", "is_euv"),
    [
        ("1995-01-01", "2019-12-31", False),
        ("1995-01-01", "2020-01-01", True),
        ("1980-01-01", "2015-07-31", False),
        ("1980-01-01", "2015-08-01", True),
    ],
)
def test_adults_are_told_by_age_once_persons_are_loaded(tmp_path: Path, born: str, start: str, is_euv: bool) -> None:
    row = kotre(ELEV3_VFRA=start, ELEV3_VTIL="2021-06-30")
    person = {"PNR": row["PNR"], "FOED_DAG": born, "KOEN": "1"}
    load(tmp_path, "bef", [person], name="bef202406.csv")
    load(tmp_path, "kotre", [row])
    assert scan(Paths(tmp_path / "var"), "spells").select("is_euv").collect().item() is is_euv


def test_without_persons_adults_are_not_known(tmp_path: Path) -> None:
    report = load(tmp_path, "kotre", [kotre()])
    assert scan(Paths(tmp_path / "var"), "spells").select("is_euv").collect().item() is None
    assert any("no persons are loaded" in note for note in report.notes)


def test_the_cases_stand_in_the_docs() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, (_rows, spells, counts) in (CASES | COURSES).items():
        stored = ", ".join(
            f"{stage} {start} – {end or '…'}" + (" passed" if done else "") for stage, start, end, done in spells
        )
        counted = ", ".join(f"{rule} {count}" for rule, count in counts.items())
        assert f"| {name} | {stored} | {counted} |" in page
