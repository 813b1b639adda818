# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What each figure of the synthetic register counts, by a handful of rows one can count on fingers."""

from datetime import date

import polars as pl
import pytest

from faglaert.registers.schema import AGREEMENTS, PERSONS, SPELLS, STATUS_MONTHS
from faglaert.registers.synthetic.counting import BASIC, MAIN, Counted, Counts, days_of

ELECTRICIAN, CARPENTER, CARE, OFFICE = "30402510", "30354510", "30102020", "30151510"
GF1_OF_TBT = "29251015"
Row = dict[str, object]


def person(person_id: str, birth: date) -> Row:
    return {"person_id": person_id, "birth_date": birth, "sex": "K", "data_kind": "synthetic"}


def spell(person_id: str, stage: str, start: date, end: date | None, **cells: object) -> Row:
    """A spell of electricians, left unless ``is_done`` says that it was passed."""
    programme = str(cells.pop("programme", ELECTRICIAN))
    done = programme if cells.pop("is_done", False) else None
    place = {"programme_code": programme, "institution_code": "900105", "is_eux": False, "data_kind": "synthetic"}
    dates = {"person_id": person_id, "stage": stage, "start_date": start, "end_date": end, "completed_code": done}
    return place | dates | {"exit_kind": "left"} | cells


def agreement(person_id: str, signed: date, form: str = "ordinary", programme: str = ELECTRICIAN) -> Row:
    return {"person_id": person_id, "programme_code": programme, "signed_date": signed, "form": form}


def month(person_id: str, first: date, last: date, status: str) -> Row:
    return {"person_id": person_id, "from_month": first, "to_month": last, "status": status}


def counts(
    spells: list[Row] | None = None,
    *,
    persons: list[Row] | None = None,
    agreements: list[Row] | None = None,
    months: list[Row] | None = None,
) -> Counts:
    """Counts on tables of these rows; persons that are not told of were born on 1 March 2000."""
    known = {str(each["person_id"]) for each in spells or []}
    everybody = persons if persons is not None else [person(each, date(2000, 3, 1)) for each in sorted(known)]
    return Counts(
        {
            "persons": pl.DataFrame(everybody, schema=PERSONS.columns),
            "spells": pl.DataFrame(spells or [], schema=SPELLS.columns),
            "agreements": pl.DataFrame(agreements or [], schema=AGREEMENTS.columns),
            "status_months": pl.DataFrame(months or [], schema=STATUS_MONTHS.columns),
        }
    )


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019/20", date(2019, 8, 1), date(2020, 7, 31)),
        ("2016-2019", date(2016, 1, 1), date(2019, 12, 31)),
    ],
)
def test_days_of_a_period(period: str, first: date, last: date) -> None:
    assert days_of(period) == (first, last)


def test_intake_counts_the_first_start_of_each_person_alone() -> None:
    found = counts(
        [
            spell("a", "gf1", date(2019, 8, 8), date(2020, 1, 10), programme=GF1_OF_TBT, is_done=True),
            spell("a", "gf2", date(2020, 1, 13), date(2020, 6, 20), is_done=True),
            spell("b", "gf2", date(2020, 1, 13), date(2020, 6, 20), programme=CARE),
            spell("c", "main", date(2020, 7, 31), None),
            spell("d", "gf2", date(2020, 8, 1), None),
            spell("e", "upper_secondary", date(2019, 8, 8), None, programme="20000000"),
        ]
    )
    assert found.intake("2019/20") == Counted(3)
    assert found.intake("2019/20", "TBT") == Counted(2)
    assert found.intake("2019/20", "OSP") == Counted(1)


def test_intake_leaves_out_who_never_turned_up_and_counts_the_start_that_came() -> None:
    found = counts(
        [
            spell("a", "gf2", date(2018, 8, 8), date(2018, 8, 20), exit_kind="no_show"),
            spell("a", "gf2", date(2019, 8, 8), None),
        ]
    )
    assert (found.intake("2018/19"), found.intake("2019/20")) == (Counted(0), Counted(1))


def test_intake_by_age_is_age_in_whole_years_on_the_first_day() -> None:
    begun = [spell(name, "gf2", date(2018, 8, 10), None) for name in "abc"]
    births = {"a": date(2000, 8, 10), "b": date(2000, 8, 11), "c": date(1990, 1, 1)}
    found = counts(begun, persons=[person(name, birth) for name, birth in births.items()])
    assert found.intake("2018/19", ages=(18, 200)) == Counted(2)
    assert found.intake("2018/19", ages=(18, 19)) == Counted(1)


def test_passed_main_courses_are_persons_not_courses() -> None:
    found = counts(
        [
            spell("a", "main", date(2017, 1, 1), date(2019, 8, 1), is_done=True),
            spell("a", "undivided", date(2019, 9, 1), date(2020, 7, 31), is_done=True, programme=CARE),
            spell("b", "main", date(2017, 1, 1), date(2020, 8, 1), is_done=True),
            spell("c", "main", date(2017, 1, 1), date(2019, 10, 1)),
            spell("d", "gf2", date(2019, 1, 1), date(2019, 10, 1), is_done=True),
        ]
    )
    assert found.completed_main("2019/20") == Counted(1)


LEFT = spell("a", "gf2", date(2019, 1, 14), date(2019, 3, 31))


@pytest.mark.parametrize(
    ("after", "dropped"),
    [
        ([], 1),
        ([spell("a", "gf2", date(2020, 7, 1), None)], 0),  # fifteen months after 1 April 2019, the first day outside
        ([spell("a", "gf2", date(2020, 7, 2), None)], 1),
        ([spell("a", "gf2", date(2019, 9, 1), None, programme=CARE)], 0),
        ([spell("a", "upper_secondary", date(2019, 8, 10), None, programme="20000000")], 0),
        ([spell("a", "gf2", date(2019, 8, 8), date(2019, 8, 20), exit_kind="no_show")], 1),
        ([spell("a", "fgu", date(2019, 2, 1), date(2019, 3, 1), programme="15000000")], 1),
    ],
)
def test_dropout_is_to_leave_and_take_up_nothing_in_time(after: list[Row], dropped: int) -> None:
    stayed = spell("b", "gf1", date(2019, 8, 8), None, programme=GF1_OF_TBT)
    assert counts([LEFT, stayed, *after]).dropout_share(BASIC, "2019") == Counted(dropped, 2)


def test_dropout_is_of_those_who_were_there_at_any_time_of_the_year() -> None:
    found = counts(
        [
            spell("a", "main", date(2016, 1, 1), date(2018, 12, 31)),
            spell("b", "main", date(2016, 1, 1), date(2019, 1, 1)),
            spell("c", "main", date(2019, 12, 31), None),
            spell("d", "main", date(2020, 1, 1), None),
            spell("e", "gf2", date(2019, 1, 1), date(2019, 3, 1)),
        ]
    )
    assert found.dropout_share(MAIN, "2019") == Counted(1, 2)


@pytest.mark.parametrize(
    ("main", "lacking"),
    [
        (None, 1),
        (spell("a", "main", date(2019, 10, 1), None), 0),  # three months after 1 July, the first day after GF2
        (spell("a", "main", date(2019, 10, 2), None), 1),
        (spell("a", "main", date(2019, 8, 1), None, programme=CARPENTER), 0),
        (spell("a", "eux_study", date(2019, 8, 1), None), 1),
        (spell("a", "main", date(2019, 8, 1), date(2019, 8, 3), exit_kind="no_show"), 1),
    ],
)
def test_a_loss_after_gf2_is_no_main_course_within_three_months(main: Row | None, lacking: int) -> None:
    passed = [
        spell("a", "gf2", date(2019, 1, 14), date(2019, 6, 30), is_done=True),
        spell("b", "gf2", date(2019, 1, 14), date(2019, 6, 30), is_done=True, programme=OFFICE),
        spell("c", "gf2", date(2019, 1, 14), date(2019, 6, 30)),
    ]
    assert counts([*passed, *([main] if main else [])]).not_in_main_share("TBT", "2019") == Counted(lacking, 1)


def test_employment_is_that_of_the_month_a_year_later() -> None:
    passed = [spell(name, "main", date(2015, 1, 1), date(2018, 6, 20), is_done=True) for name in "abc"]
    statuses = [
        month("a", date(2019, 6, 1), date(2019, 6, 1), "employed"),
        month("b", date(2018, 7, 1), date(2019, 5, 1), "employed"),
        month("b", date(2019, 6, 1), date(2020, 5, 1), "education"),
        month("c", date(2018, 7, 1), date(2020, 7, 1), "employed"),
    ]
    assert counts(passed, months=statuses).employment_share("2018") == Counted(2, 3)
    assert counts(passed, months=statuses).employment_share("2018", CARE) == Counted(0, 0)


def test_an_apprenticeship_is_a_companys_in_the_programme_at_any_time() -> None:
    passed = [spell(name, "gf2", date(2018, 1, 1), date(2018, 6, 1), is_done=True) for name in "abcd"]
    agreed = [
        agreement("a", date(2020, 1, 1)),
        agreement("b", date(2018, 2, 1), "school_based"),
        agreement("c", date(2018, 2, 1), programme=CARE),
    ]
    assert counts(passed, agreements=agreed).apprenticeship_share("2016-2019", ELECTRICIAN) == Counted(1, 4)


def test_a_programme_meets_the_target_when_four_of_five_had_signed_by_the_last_day_of_gf2() -> None:
    names = [f"p{number}" for number in range(5)]
    passed = [spell(name, "gf2", date(2019, 1, 14), date(2019, 6, 30), is_done=True) for name in names]
    few = [spell("q", "gf2", date(2019, 1, 14), date(2019, 6, 30), is_done=True, programme=CARE)]
    in_time = [agreement(name, date(2019, 6, 30)) for name in names[:4]]
    late = [agreement(names[3], date(2019, 7, 1))]
    assert counts([*passed, *few], agreements=in_time).programmes("2019") == (Counted(1), Counted(1))
    assert counts([*passed, *few], agreements=[*in_time[:3], *late]).programmes("2019") == (Counted(1), Counted(0))


def test_young_people_outside_are_those_neither_in_education_nor_employed_in_november() -> None:
    births = {"a": date(2002, 11, 30), "b": date(1993, 12, 1), "c": date(1993, 11, 30), "d": date(2000, 1, 1)}
    statuses = [
        month("a", date(2018, 11, 1), date(2018, 11, 1), "outside"),
        month("b", date(2018, 1, 1), date(2019, 12, 1), "unemployed"),
        month("c", date(2018, 1, 1), date(2019, 12, 1), "outside"),
        month("d", date(2018, 9, 1), date(2018, 12, 1), "employed"),
    ]
    found = counts(persons=[person(name, birth) for name, birth in births.items()], months=statuses)
    assert found.outside(2018) == Counted(2, 3)
    assert found.outside(2018).value == pytest.approx(2 / 3)
