# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The traps laid in the synthetic register: each is there, and the pathways survive it with their identities whole."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import polars as pl
import pytest

from faglaert.pathways import Definition, Unit, Window, build_cube, find_episodes, read_spells
from faglaert.pathways.checks import require_whole
from faglaert.pathways.definition import STAGES, Outcome
from faglaert.pathways.goals import goal_figures
from faglaert.pathways.kernel import curves
from faglaert.pathways.rows import Spells, clock_of
from faglaert.pathways.transitions import NOT_IN_MAIN, transition_statuses, transition_table
from faglaert.registers.schema import TABLES
from faglaert.registers.storage import check
from faglaert.registers.synthetic.counting import BASIC, MAIN, VOCATIONAL, Counts
from faglaert.registers.synthetic.generating import synthesise

Tables = Mapping[str, pl.DataFrame]
PERSONS, SEED = 60_000, 7
CLOSING = date(2024, 12, 31)
CLOSED_SCHOOL, SUCCESSOR, CLOSED_PROGRAMME = "900119", "900104", "30202010"


@pytest.fixture(scope="module")
def tables() -> Tables:
    return synthesise(PERSONS, SEED)


@pytest.fixture(scope="module")
def spells(tables: Tables) -> Spells:
    return read_spells(tables["spells"], tables["persons"], window=Window(closing=CLOSING))


def following(tables: Tables) -> pl.DataFrame:
    """Vocational spells that began, each with the next one of the same person beside it."""
    began = (
        tables["spells"]
        .filter(pl.col("stage").is_in(VOCATIONAL) & ~pl.col("exit_kind").eq_missing("no_show"))
        .sort("person_id", "start_date")
    )
    after = {name: pl.col(name).shift(-1).over("person_id") for name in began.columns if name != "person_id"}
    pairs = began.with_columns(**{f"next_{name}": column for name, column in after.items()})
    gap = (pl.col("next_start_date") - pl.col("end_date")).dt.total_days()
    return pairs.filter(pl.col("next_stage").is_not_null()).with_columns(gap=gap)


IS_SAME = (pl.col("programme_code") == pl.col("next_programme_code")) & (pl.col("stage") == pl.col("next_stage"))
IS_LEFT = pl.col("completed_code").is_null()
IS_ELSEWHERE = pl.col("institution_code") != pl.col("next_institution_code")
PAIRS = {
    "taken up again within fifteen months": IS_SAME & IS_LEFT & pl.col("gap").is_between(93, 456),
    "taken up again too late": IS_SAME & IS_LEFT & (pl.col("gap") > 460),
    "a pause that is no break": IS_SAME & IS_LEFT & (pl.col("exit_kind") == "pause") & (pl.col("gap") < 93),
    "switched": ~IS_SAME & IS_LEFT & (pl.col("gap") > 0) & (pl.col("stage") == pl.col("next_stage")),
    "overlapping": pl.col("gap") < 0,
    "the same programme at another school": IS_SAME & IS_LEFT & IS_ELSEWHERE,
    "moved when the school closed": (pl.col("institution_code") == CLOSED_SCHOOL)
    & (pl.col("next_institution_code") == SUCCESSOR),
}


@pytest.mark.parametrize("trap", PAIRS)
def test_two_spells_make_a_trap(tables: Tables, trap: str) -> None:
    assert following(tables).filter(PAIRS[trap]).height > 0


def test_eux_pupils_go_on_to_the_study_part_and_to_higher_education(tables: Tables) -> None:
    study = tables["spells"].filter((pl.col("stage") == "eux_study") & pl.col("completed_code").is_not_null())
    higher = tables["spells"].filter(pl.col("stage") == "higher").select("person_id", begins="start_date")
    moved = study.join(higher, on="person_id").filter(pl.col("begins") > pl.col("end_date"))
    assert moved.height > 0


def test_some_never_turn_up(tables: Tables) -> None:
    no_shows = tables["spells"].filter(pl.col("exit_kind") == "no_show")
    assert no_shows.height > 0
    assert no_shows["completed_code"].null_count() == no_shows.height


def test_a_programme_closed_and_nobody_begins_it_afterwards(tables: Tables) -> None:
    began = tables["spells"].filter(
        (pl.col("programme_code") == CLOSED_PROGRAMME) & (pl.col("stage") == "gf2") & (pl.col("entry_kind") == "entry")
    )
    assert began.height > 0
    assert began["start_date"].max() < date(2013, 8, 1)


def test_no_one_is_in_a_school_that_has_closed(tables: Tables) -> None:
    there = tables["spells"].filter(pl.col("institution_code") == CLOSED_SCHOOL)
    assert there["end_date"].max() == date(2017, 12, 31)
    assert there["end_date"].null_count() == 0


def test_the_overlaps_are_listed(tables: Tables) -> None:
    listed = tables["spell_overlaps"].select("person_id", "start_date", "overlapped_from")
    assert listed.height > 0
    assert (listed["overlapped_from"] >= listed["start_date"]).all()


@pytest.mark.parametrize("name", ["persons", "spells", "spell_overlaps", "agreements", "status_months", "institutions"])
def test_every_table_is_as_declared_and_says_it_is_synthetic(tables: Tables, name: str) -> None:
    assert check(tables[name], TABLES[name]) is None
    assert tables[name]["data_kind"].unique().to_list() == ["synthetic"]


def test_each_month_of_a_person_has_one_status(tables: Tables) -> None:
    runs = tables["status_months"].sort("person_id", "from_month")
    later = runs.with_columns(next=pl.col("from_month").shift(-1).over("person_id")).drop_nulls("next")
    assert (later["next"] == later["to_month"].dt.offset_by("1mo")).all()
    assert (runs["to_month"] >= runs["from_month"]).all()


def test_every_person_and_institution_of_a_spell_is_known(tables: Tables) -> None:
    spells = tables["spells"]
    assert spells.join(tables["persons"], on="person_id", how="anti").height == 0
    assert spells.join(tables["institutions"], on="institution_code", how="anti").height == 0


@pytest.mark.parametrize("unit", list(Unit))
def test_the_cube_holds_every_spell_and_its_curves_add_up(spells: Spells, unit: Unit) -> None:
    episodes = find_episodes(spells, Definition(unit=unit))
    cube = build_cube(episodes)
    dense = cube.dense(("programme", "school"), months=60)
    assert int(cube.dense((), months=60).counts.sum()) == int(dense.counts.sum())
    curve = curves(dense.counts)
    assert require_whole(curve, "synthetic") is curve


def test_some_groups_have_a_single_cause(spells: Spells) -> None:
    dense = build_cube(find_episodes(spells, Definition())).dense(("programme", "school", "cohort"), months=60)
    causes = (dense.counts[:, :, :-1].sum(axis=1) > 0).sum(axis=1)
    assert (causes == 1).sum() > 10


@pytest.mark.parametrize(("stages", "year"), [(BASIC, 2019), (MAIN, 2019), (BASIC, 2014), (MAIN, 2014)])
def test_dropout_is_what_the_pathways_call_dropout(tables: Tables, stages: tuple[str, ...], year: int) -> None:
    # of two parts side by side, both left, the pathways say that each goes on in the other
    alone = tables["spells"].join(tables["spell_overlaps"], on="person_id", how="anti")
    spells = read_spells(alone, window=Window(closing=CLOSING))
    found = find_episodes(spells, Definition(unit=Unit.EUD)).found
    is_lost = (found["outcome"] == Outcome.DROPOUT) & np.isin(spells.rows["stage"], [STAGES.index(s) for s in stages])
    end = spells.rows["end"][found["last_row"]]
    in_year = (end >= clock_of(date(year, 1, 1))) & (end <= clock_of(date(year, 12, 31)))
    persons = np.unique(spells.rows["key"][is_lost & in_year]).size
    assert persons == Counts({**tables, "spells": alone}).dropout_share(stages, str(year)).persons > 0


def test_indicators_counted_by_the_pathways_are_those_counted_plainly(tables: Tables, spells: Spells) -> None:
    goals = goal_figures(spells, transition_statuses(spells, Definition()))
    counts = Counts(tables)
    found = {(row["indicator_id"], row["period"]): row for row in goals.to_dicts()}
    assert found["completed_main_courses", "2019/20"]["count"] == counts.completed_main("2019/20").persons
    for area in ("OSP", "KHF", "FJO", "TBT"):
        row = found[f"gf2_not_in_main_share_{area.lower()}", "2019"]
        assert (row["count"], row["n"]) == tuple(counts.not_in_main_share(area, "2019"))
    for name, stages in (("dropout_basic_course_share", BASIC), ("dropout_main_course_share", MAIN)):
        persons, whole = counts.dropout_share(stages, "2019")
        # two overlapping parts that were both left are told apart differently, a case in some hundreds
        assert found[name, "2019"]["n"] == whole
        assert abs(found[name, "2019"]["count"] - persons) <= 1


def test_only_periods_that_have_been_followed_are_counted(tables: Tables) -> None:
    early = read_spells(tables["spells"], window=Window(closing=date(2020, 3, 31)))
    goals = goal_figures(early, transition_statuses(early, Definition()))
    newest = dict(goals.group_by("indicator_id").agg(pl.col("period").max()).iter_rows())
    assert newest["completed_main_courses"] == "2018/19"
    assert newest["gf2_not_in_main_share_tbt"] == "2018"
    assert newest["dropout_basic_course_share"] == "2017"
    settled = read_spells(tables["spells"], window=Window(closing=date(2020, 4, 1)))
    later = goal_figures(settled, transition_statuses(settled, Definition()))
    newest = dict(later.group_by("indicator_id").agg(pl.col("period").max()).iter_rows())
    assert newest["gf2_not_in_main_share_tbt"] == "2019"
    assert newest["dropout_basic_course_share"] == "2018"


@pytest.mark.parametrize("area", ["OSP", "KHF", "FJO", "TBT"])
def test_losses_after_gf2_are_what_the_transition_shows(tables: Tables, spells: Spells, area: str) -> None:
    table = transition_table(spells, transition_statuses(spells, Definition()), by=("main_area", "cohort"))
    shown = table.filter(
        (pl.col("group") == f"{area} | 2018/19") & (pl.col("months") == 3) & (pl.col("outcome") == NOT_IN_MAIN)
    )
    assert shown.select("count", "n").row(0) == tuple(Counts(tables).not_in_main_share(area, "2018/19"))
