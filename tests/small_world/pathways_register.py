# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A small register with real programmes: pupils who are lost, switch and complete, drawn at random from a seed."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from faglaert.definitions.classifications import vocational_programmes
from faglaert.registers.schema import SPELLS

CLOSING = date(2024, 12, 31)
FIRST_YEAR, YEARS = 2015, 9
SCHOOLS = tuple(f"{number}" for number in range(101401, 101413))
AREAS = ("OSP", "KHF", "FJO", "TBT")
BASIC_COURSES = {"OSP": "29101010", "KHF": "29151010", "FJO": "29201010", "TBT": "29251010"}
LOSS_OF_AREA = {"OSP": 0.02, "KHF": 0.03, "FJO": 0.045, "TBT": 0.025}
GOES_ON = {"OSP": 0.75, "KHF": 0.35, "FJO": 0.55, "TBT": 0.72}
FORTUNE = 3  # how much larger the largest programme of an area is than the next


def programmes_by_area(most: int = 6) -> dict[str, list[str]]:
    """Up to ``most`` programmes of each main area, in the order of their codes."""
    found = {area: [] for area in AREAS}
    for programme in vocational_programmes():
        if programme.main_area_code in found and not programme.is_residual:
            found[programme.main_area_code].append(programme.code)
    return {area: codes[:most] for area, codes in found.items()}


class _Pupils:
    """Draws one pupil after the other and collects their spells."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.programmes = programmes_by_area()
        self.rows: list[tuple[object, ...]] = []

    def chance(self, share: float) -> bool:
        return bool(self.random.random() < share)

    def spell(self, place: tuple[str, str, str, str], start: date, months: int, *, is_done: bool, is_eux: bool) -> date:
        """One spell; returns the day after it. What begins after the closing date is left out."""
        person, programme, stage, school = place
        end = start + timedelta(days=30 * months - 1)
        if start <= CLOSING:
            seen = end if end <= CLOSING else None
            code = programme if is_done and seen else None
            self.rows.append((person, programme, stage, school, start, seen, code, is_eux))
        return end + timedelta(days=1)

    def months_until_lost(self, hazard: float, most: int) -> int | None:
        """The month in which a pupil is lost, None when that is not within ``most``."""
        month = int(self.random.geometric(hazard))
        return month if month < most else None

    def programme_of(self, area: str) -> str:
        codes = self.programmes[area]
        weights = np.array([1 / (place + 1) ** (1 / FORTUNE + 1) for place in range(len(codes))])
        return codes[int(self.random.choice(len(codes), p=weights / weights.sum()))]

    def school_of(self, area: str) -> str:
        first = 3 * AREAS.index(area)
        return SCHOOLS[first + int(self.random.integers(0, 3))]

    def pupil(self, number: int) -> None:
        """From GF1 or GF2 to the end, a switch, or another education."""
        area = str(self.random.choice(AREAS, p=(0.32, 0.2, 0.16, 0.32)))
        start = date(FIRST_YEAR + int(self.random.integers(0, YEARS)), 8 if self.chance(0.6) else 1, 1)
        start += timedelta(days=int(self.random.integers(0, 20)))
        person, school, is_eux = f"p{number:06d}", self.school_of(area), self.chance(0.5 if area == "KHF" else 0.1)
        if self.chance(0.3):
            place = (person, BASIC_COURSES[area], "gf1", school)
            if lost := self.months_until_lost(LOSS_OF_AREA[area] / 2, 5):
                self.spell(place, start, lost, is_done=False, is_eux=is_eux)
                return
            start = self.spell(place, start, 5, is_done=True, is_eux=is_eux)
        self.basic_course(person, area, (school, start, is_eux), turns=2)

    def basic_course(self, person: str, area: str, where: tuple[str, date, bool], *, turns: int) -> None:
        school, start, is_eux = where
        programme = self.programme_of(area)
        place = (person, programme, "gf2", school)
        worse = 1.8 if school.endswith("3") else 1.0
        lost = self.months_until_lost(LOSS_OF_AREA[area] * worse, 6)
        if lost is None:
            start = self.spell(place, start, 6, is_done=True, is_eux=is_eux)
            self.after_basic_course((person, programme, school), area, start, is_eux=is_eux)
            return
        start = self.spell(place, start, lost, is_done=False, is_eux=is_eux)
        if turns > 1 and self.chance(0.35):
            other = area if self.chance(0.4) else str(self.random.choice(AREAS))
            start += timedelta(days=int(self.random.integers(20, 200)))
            self.basic_course(person, other, (self.school_of(other), start, is_eux), turns=turns - 1)
        elif self.chance(0.15):
            stage = str(self.random.choice(("upper_secondary", "fgu", "higher")))
            self.spell((person, "udd1199", stage, "200001"), start, 12, is_done=False, is_eux=False)

    def after_basic_course(self, place: tuple[str, str, str], area: str, start: date, *, is_eux: bool) -> None:
        person, programme, school = place
        if self.chance(GOES_ON[area]):
            start += timedelta(days=int(self.random.choice((3, 3, 20, 50, 80, 150, 250))))
            hazard = LOSS_OF_AREA[area] / 3
            lost = self.months_until_lost(hazard, 30)
            is_done = lost is None
            self.spell((person, programme, "main", school), start, lost or 30, is_done=is_done, is_eux=is_eux)
        elif is_eux and self.chance(0.6):
            self.spell(
                (person, "udd1199", "higher", "200001"), start + timedelta(days=40), 24, is_done=False, is_eux=False
            )


def register_spells(persons: int, seed: int = 1) -> pl.DataFrame:
    """Spells of ``persons`` pupils who begin from 2015 to 2023, seen until the end of 2024."""
    pupils = _Pupils(seed)
    for number in range(persons):
        pupils.pupil(number)
    names = (
        "person_id",
        "programme_code",
        "stage",
        "institution_code",
        "start_date",
        "end_date",
        "completed_code",
        "is_eux",
    )
    schema = {name: SPELLS.columns[name] for name in names}
    drawn = pl.DataFrame(pupils.rows, schema=schema, orient="row").with_columns(data_kind=pl.lit("synthetic"))
    rest = [name for name in SPELLS.columns if name not in drawn.columns]
    return drawn.with_columns(pl.lit(None, dtype=SPELLS.columns[name]).alias(name) for name in rest).select(
        list(SPELLS.columns)
    )
