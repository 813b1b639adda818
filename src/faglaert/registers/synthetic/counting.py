# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Figures counted plainly from the tables of a register, by the definitions of docs/methods/synthetic-register.md.

Written apart from the pathways engine, which must come to the same numbers.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

import polars as pl

from faglaert.definitions.classifications import vocational_programmes
from faglaert.registers.schema import VOCATIONAL_STAGES
from faglaert.registers.synthetic.world import BASIC_COURSES

BASIC = ("gf1", "gf2", "gf_plus")
MAIN = ("main", "undivided")
VOCATIONAL = tuple(str(stage) for stage in VOCATIONAL_STAGES)
REENTRY = "15mo"
TRANSITION = "3mo"
YEAR_AFTER = "1y"
FEWEST_COMPLETED = 5
AGREED_SHARE = 0.8
NEET = ("unemployed", "outside")
_FAR = date(2999, 12, 31)


class Counted(NamedTuple):
    """A number of persons, and of how many; ``whole`` None: a number alone."""

    persons: int
    whole: int | None = None

    @property
    def value(self) -> float:
        """The share, or the number where there is no whole."""
        return float(self.persons) if self.whole is None else self.persons / max(self.whole, 1)


def days_of(period: str) -> tuple[date, date]:
    """First and last day of a calendar year (``2019``), school year (``2019/20``) or run of years (``2016-2019``)."""
    if "/" in period:
        year = int(period[:4])
        return date(year, 8, 1), date(year + 1, 7, 31)
    first, _, last = period.partition("-")
    return date(int(first), 1, 1), date(int(last or first), 12, 31)


def area_of(code: pl.Expr) -> pl.Expr:
    """The main area of a programme code."""
    areas = {code: area for area, code in BASIC_COURSES.items()}
    areas |= {each.code: each.main_area_code for each in vocational_programmes() if each.main_area_code}
    return code.replace_strict(list(areas), list(areas.values()), default=None, return_dtype=pl.String)


class Counts:
    """Counts on the tables of one register: ``persons``, ``spells``, ``agreements``, ``status_months``."""

    def __init__(self, tables: Mapping[str, pl.DataFrame]) -> None:
        self._tables = tables

    @cached_property
    def _births(self) -> pl.DataFrame:
        return self._tables["persons"].select("person_id", "birth_date")

    @cached_property
    def _began(self) -> pl.DataFrame:
        """Spells that somebody turned up for."""
        spells = self._tables["spells"].filter(~pl.col("exit_kind").eq_missing("no_show"))
        return spells.with_columns(
            area=area_of(pl.col("programme_code")),
            last=pl.col("end_date").fill_null(_FAR),
            is_completed=pl.col("completed_code").is_not_null(),
        )

    @cached_property
    def _first_starts(self) -> pl.DataFrame:
        """Each person's first vocational spell, with whole years of age at its start."""
        vocational = self._began.filter(pl.col("stage").is_in(VOCATIONAL)).sort("start_date", maintain_order=True)
        first = vocational.unique("person_id", keep="first", maintain_order=True).join(self._births, on="person_id")
        return first.select("start_date", "area", age=age_on(pl.col("start_date")))

    def intake(self, period: str, area: str | None = None, ages: tuple[int, int] = (0, 200)) -> Counted:
        """Persons whose first vocational spell begins in the period: a basic course, or a main course directly."""
        first, last = days_of(period)
        starts = self._first_starts.filter(
            pl.col("start_date").is_between(first, last) & pl.col("age").is_between(*ages)
        )
        return Counted(starts.height if area is None else starts.filter(pl.col("area") == area).height)

    def completed_main(self, period: str) -> Counted:
        """Persons who passed a main course or an undivided programme in the period."""
        passed = self._completed(MAIN, period)
        return Counted(passed["person_id"].n_unique())

    def dropout_share(self, stages: tuple[str, ...], period: str) -> Counted:
        """Of the persons who were on such a course in the period: those who broke one off in it and then nothing.

        Nothing: no education that lasts beyond that day and is begun by fifteen months after the first day outside.
        """
        first, last = days_of(period)
        there = self._began.filter(pl.col("stage").is_in(stages))
        there = there.filter((pl.col("start_date") <= last) & (pl.col("last") >= first))
        ended = there.filter(~pl.col("is_completed") & (pl.col("last") <= last))
        dropped = self._without_following(ended.select("person_id", "last").unique())
        return Counted(dropped["person_id"].n_unique(), there["person_id"].n_unique())

    def _without_following(self, ended: pl.DataFrame) -> pl.DataFrame:
        """Rows (person, last) that no education follows within the window."""
        following = ended.join(
            self._began.select("person_id", begins="start_date", until="last"), on="person_id"
        ).filter(
            (pl.col("until") > pl.col("last"))
            & (pl.col("begins") <= pl.col("last").dt.offset_by("1d").dt.offset_by(REENTRY))
        )
        return ended.join(following.select("person_id", "last").unique(), on=["person_id", "last"], how="anti")

    def not_in_main_share(self, area: str, period: str) -> Counted:
        """Of those who passed GF2 in the period: those who have begun no main course three months later."""
        passed = self._completed(("gf2",), period).filter(pl.col("area") == area)
        mains = self._began.filter(pl.col("stage").is_in(MAIN)).select("person_id", begins="start_date", until="last")
        started = passed.with_row_index("row").join(mains, on="person_id")
        started = started.filter(
            (pl.col("until") > pl.col("last"))
            & (pl.col("begins") <= pl.col("last").dt.offset_by("1d").dt.offset_by(TRANSITION))
        )
        return Counted(passed.height - started["row"].n_unique(), passed.height)

    def _completed(self, stages: tuple[str, ...], period: str) -> pl.DataFrame:
        first, last = days_of(period)
        spells = self._began.filter(pl.col("stage").is_in(stages) & pl.col("is_completed"))
        return spells.filter(pl.col("last").is_between(first, last))

    def employment_share(self, period: str, programme: str | None = None) -> Counted:
        """Of those who passed a main course in the period: those employed in the month a year later."""
        passed = self._completed(MAIN, period)
        if programme is not None:
            passed = passed.filter(pl.col("programme_code") == programme)
        later = passed.select("person_id", "last", month=pl.col("last").dt.truncate("1mo").dt.offset_by(YEAR_AFTER))
        found = later.join(self._tables["status_months"], on="person_id").filter(
            (pl.col("from_month") <= pl.col("month")) & (pl.col("to_month") >= pl.col("month"))
        )
        return Counted(found.filter(pl.col("status") == "employed").height, passed.height)

    def apprenticeship_share(self, period: str, programme: str) -> Counted:
        """Of those who passed GF2 in the period: those with a company's agreement in the programme at some time."""
        passed = self._completed(("gf2",), period).filter(pl.col("programme_code") == programme)
        agreed = self._companies.filter(pl.col("programme_code") == programme).select("person_id").unique()
        return Counted(passed.join(agreed, on="person_id", how="semi").height, passed.height)

    @cached_property
    def _companies(self) -> pl.DataFrame:
        """Agreements with a company."""
        return self._tables["agreements"].filter(pl.col("form") != "school_based")

    def programmes(self, period: str) -> tuple[Counted, Counted]:
        """Programmes in which five or more passed GF2, and how many of them meet the 80 per cent target.

        They do when at least 80 per cent had signed an agreement with a company by the last day of GF2.
        """
        passed = self._completed(("gf2",), period).with_row_index("row")
        agreed = passed.join(self._companies, on=["person_id", "programme_code"]).filter(
            pl.col("signed_date") <= pl.col("last")
        )
        marked = passed.with_columns(is_agreed=pl.col("row").is_in(agreed["row"].implode()))
        by_programme = marked.group_by("programme_code").agg(n=pl.len(), share=pl.col("is_agreed").mean())
        counted = by_programme.filter(pl.col("n") >= FEWEST_COMPLETED)
        return Counted(counted.height), Counted(counted.filter(pl.col("share") >= AGREED_SHARE).height)

    def outside(self, year: int) -> Counted:
        """Persons aged 16-24 at the end of November who are neither in education nor in work that month, of all."""
        day = date(year, 11, 30)
        young = self._births.filter(age_on(pl.lit(day)).is_between(16, 24))
        month = self._tables["status_months"].filter(
            (pl.col("from_month") <= date(year, 11, 1)) & (pl.col("to_month") >= date(year, 11, 1))
        )
        seen = month.join(young, on="person_id", how="semi")
        return Counted(seen.filter(pl.col("status").is_in(NEET)).height, seen.height)


def age_on(day: pl.Expr) -> pl.Expr:
    """Whole years of age on a day, from ``birth_date``."""
    birth = pl.col("birth_date")
    before = day.dt.month().cast(pl.Int32) * 32 + day.dt.day() < birth.dt.month().cast(pl.Int32) * 32 + birth.dt.day()
    return day.dt.year() - birth.dt.year() - before.cast(pl.Int32)
