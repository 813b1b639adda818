# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What the tables of the synthetic register hold as declared: starts, cohorts, schools, agreements, months, names."""

import re
from collections.abc import Mapping
from datetime import date

import numpy as np
import polars as pl
import pytest

from faglaert.definitions.figures import series_figures
from faglaert.definitions.synthetic import (
    AREAS,
    IntakeYear,
    calibration,
    frame,
    intake_years,
    synthetic_programmes,
    synthetic_schools,
)
from faglaert.registers.synthetic.counting import MAIN, VOCATIONAL, Counts, age_on
from faglaert.registers.synthetic.generating import synthesise
from faglaert.registers.synthetic.lives import MAIN as MAIN_STAGE
from faglaert.registers.synthetic.lives import UNDIVIDED
from faglaert.registers.synthetic.planning import Plan, plan_starts
from faglaert.registers.synthetic.rounding import whole_parts
from faglaert.registers.synthetic.world import FIRST_YEAR, build_world, day_number

Tables = Mapping[str, pl.DataFrame]
PERSONS, SEED = 40_000, 11
SCALE = PERSONS / frame().true_scale_persons
FORGOTTEN_YEARS = 3
"""Who left before the register opens, and begins again within about three years, is taken for one who begins."""

SEEN = [row for row in intake_years() if frame().opens.year <= row.year < frame().closes.year]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return synthesise(PERSONS, SEED)


@pytest.fixture(scope="module")
def counts(tables: Tables) -> Counts:
    return Counts(tables)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """First starts at true scale."""
    return plan_starts(build_world(calibration().factors), 1.0, SEED, calibration().factors)


def in_year(plan: Plan, year: int) -> np.ndarray:
    first, last = (day_number(date(each, 8, 1)) for each in (year, year + 1))
    return (plan.start >= first) & (plan.start < last)


@pytest.mark.parametrize("row", SEEN, ids=lambda row: str(row.year))
def test_as_many_begin_as_declared_in_every_area_and_in_autumn(plan: Plan, row: IntakeYear) -> None:
    chosen = in_year(plan, row.year)
    assert np.bincount(plan.area[chosen], minlength=len(AREAS)).tolist() == list(row.by_area)
    assert int((plan.start[chosen] < day_number(date(row.year + 1, 1, 1))).sum()) == row.autumn


@pytest.mark.parametrize("row", SEEN, ids=lambda row: str(row.year))
def test_as_many_begin_as_declared_at_every_age(plan: Plan, row: IntakeYear) -> None:
    chosen = in_year(plan, row.year)
    days = {"birth_date": plan.birth[chosen].astype(np.int32), "day": plan.start[chosen].astype(np.int32)}
    ages = pl.DataFrame(days).cast(pl.Date).select(age=age_on(pl.col("day")))["age"]
    found = np.histogram(ages.to_numpy(), bins=[0, 18, 20, 25, 30, 40, 99])[0]
    assert found.tolist() == list(row.by_age)


@pytest.mark.parametrize("row", SEEN[FORGOTTEN_YEARS:], ids=lambda row: str(row.year))
def test_a_small_register_begins_in_proportion(counts: Counts, row: IntakeYear) -> None:
    period = f"{row.year}/{(row.year + 1) % 100:02d}"
    assert counts.intake(period).persons == round(row.total * SCALE)
    parts = whole_parts(round(row.total * SCALE), np.array(row.by_area))
    assert [counts.intake(period, area).persons for area in AREAS] == parts.tolist()


def test_nobody_begins_a_programme_out_of_its_time(plan: Plan) -> None:
    for place, programme in enumerate(synthetic_programmes()):
        starts = plan.start[plan.programme == place]
        years = {int(year) for year in np.unique(starts.astype("datetime64[D]").astype("datetime64[Y]").astype(int))}
        first, last = programme.first_intake or FIRST_YEAR, programme.last_intake or frame().closes.year
        assert {1970 + year for year in years} <= set(range(first, last + 2)), programme.code


def test_before_the_reform_nobody_takes_gf1_or_eux(tables: Tables) -> None:
    before = tables["spells"].filter((pl.col("start_date") < frame().reform) & pl.col("stage").is_in(VOCATIONAL))
    assert before.height > 0
    assert before.filter(pl.col("is_eux") | pl.col("is_euv") | pl.col("stage").is_in(["gf1", "gf_plus"])).height == 0


def test_direct_starts_are_the_declared_share_times_the_factor(plan: Plan) -> None:
    adults = plan.start - plan.birth >= 25 * 366
    before = adults & (plan.start < day_number(frame().reform))
    is_direct = np.isin(plan.stage[before], [MAIN_STAGE, UNDIVIDED])
    declared = min(0.48 * calibration().factors["direct_before_reform"], 0.9)
    assert is_direct.mean() == pytest.approx(declared, abs=0.02)


def test_young_cohorts_are_as_large_as_declared(tables: Tables) -> None:
    birth = tables["persons"].select(pl.col("birth_date").dt.offset_by("1mo").dt.year().alias("cohort"))
    for place, declared in enumerate(frame().cohorts):
        cohort = frame().oldest_cohort + place
        if 1991 <= cohort <= 2002:
            found = birth.filter(pl.col("cohort") == cohort).height
            assert found == pytest.approx(declared * SCALE, abs=2), cohort


def test_persons_live_in_municipalities_as_the_population_does(tables: Tables) -> None:
    population = {figure.area_code: figure.value or 0.0 for figure in series_figures("population")}
    found = dict(tables["persons"].group_by("municipality_code").len().iter_rows())
    whole = sum(population[code] for code in found)
    for code, persons in found.items():
        expected = PERSONS * population[code] / whole
        assert abs(persons - expected) < 6 * expected**0.5, code


def test_names_of_persons_look_like_no_person_number_and_tell_nothing(tables: Tables) -> None:
    ids = tables["persons"]["person_id"]
    assert ids.n_unique() == PERSONS
    assert [each for each in ids if not re.fullmatch(r"s[a-z2-7]{6}", each)] == []
    began = ids.is_in(tables["spells"].filter(pl.col("stage").is_in(VOCATIONAL))["person_id"].implode())
    halves = began[: PERSONS // 2].mean(), began[PERSONS // 2 :].mean()
    assert halves[0] == pytest.approx(halves[1], abs=0.03)


def test_every_school_is_one_that_does_not_exist(tables: Tables) -> None:
    declared = {school.code for school in synthetic_schools()}
    assert set(tables["spells"]["institution_code"]) <= declared
    assert tables["institutions"]["institution_name"].str.starts_with("Eksempel").all()
    assert tables["institutions"]["institution_code"].str.starts_with("9").all()


def test_an_agreement_is_signed_before_it_begins_and_belongs_to_a_main_course(tables: Tables) -> None:
    agreements = tables["agreements"]
    assert (agreements["signed_date"] <= agreements["start_date"]).all()
    ended = agreements.drop_nulls("end_date")
    assert (ended["end_date"] >= ended["start_date"]).all()
    mains = tables["spells"].filter(pl.col("stage").is_in(MAIN)).select("person_id", "programme_code").unique()
    assert agreements.join(mains, on=["person_id", "programme_code"], how="anti").height == 0


def test_a_company_has_one_size_and_school_based_training_none(tables: Tables) -> None:
    agreements = tables["agreements"]
    at_school = agreements.filter(pl.col("form") == "school_based")
    assert at_school.height == at_school["company_id"].null_count() == at_school["company_size"].null_count()
    sizes = agreements.drop_nulls("company_id").group_by("company_id").agg(pl.col("company_size").n_unique())
    assert sizes["company_size"].max() == 1


def test_a_month_is_one_of_education_when_its_fifteenth_is_in_a_spell(tables: Tables) -> None:
    month, day = date(2018, 11, 1), date(2018, 11, 15)
    began = tables["spells"].filter(~pl.col("exit_kind").eq_missing("no_show") & (pl.col("start_date") <= day))
    there = began.filter(pl.col("end_date").is_null() | (pl.col("end_date") >= day))["person_id"].unique()
    statuses = tables["status_months"].filter((pl.col("from_month") <= month) & (pl.col("to_month") >= month))
    known = statuses.filter(pl.col("person_id").is_in(there.implode()))
    assert set(known["status"]) == {"education"}
    assert set(statuses.filter(pl.col("status") == "education")["person_id"]) == set(known["person_id"])


def test_nobody_has_a_status_before_the_month_of_turning_sixteen(tables: Tables) -> None:
    first = tables["status_months"].group_by("person_id").agg(pl.col("from_month").min())
    ages = first.join(tables["persons"], on="person_id").select(age=age_on(pl.col("from_month").dt.month_end()))
    assert ages["age"].min() == 16
    assert tables["status_months"]["to_month"].max() == date(2024, 12, 1)


def test_nothing_begins_after_the_register_closes_or_ended_before_it_opens(tables: Tables) -> None:
    for name in ("spells", "agreements"):
        table = tables[name]
        assert table["start_date"].max() <= frame().closes
        assert table["end_date"].min() >= frame().opens
        assert table["end_date"].max() <= frame().closes
        ongoing = table.filter(pl.col("end_date").is_null())
        assert set(ongoing["exit_kind"]) == {"ongoing"}


def test_more_leave_where_something_is_planted() -> None:
    planted = frame().planted[0]
    whole = synthesise(frame().true_scale_persons, SEED)["spells"]
    followed = whole.filter(
        (pl.col("programme_code") == planted.programme)
        & (pl.col("stage") == "gf2")
        & (pl.col("start_date") >= date(planted.first_cohort, 8, 1))
        & (pl.col("end_date") <= date(2024, 6, 30))
    )
    is_there = followed["institution_code"] == planted.school
    left = followed["completed_code"].is_null()
    assert left.filter(is_there).mean() > 1.5 * left.filter(~is_there).mean()
