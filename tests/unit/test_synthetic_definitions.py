# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The declared rates of the synthetic register fit together, and broken ones are refused by name."""

from pathlib import Path

import pytest

from faglaert.definitions import synthetic
from faglaert.definitions.classifications import region_municipalities, vocational_programmes
from faglaert.definitions.reading import read_toml
from faglaert.definitions.synthetic import (
    AREAS,
    calibration,
    frame,
    intake_years,
    rates,
    synthetic_programmes,
    synthetic_schools,
    targets,
)
from faglaert.errors import DataRefusedError
from faglaert.registers.synthetic import world
from faglaert.registers.synthetic.report import _MEASURES

AREA_OF = {programme.code: programme.main_area_code for programme in vocational_programmes()}


def rate_file(path: Path, values: str, name: str = "origin") -> Path:
    path.write_text(f'[[rate]]\nname = "{name}"\nvalues = {values}\nsource = "assumed"\n', encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("values", "problem"),
    [("{ danish = 0.9, immigrant = 0.2 }", "must add up to 1"), ("{ danish = -0.1 }", "has a negative value")],
)
def test_parts_that_make_no_whole_are_refused(tmp_path: Path, values: str, problem: str) -> None:
    with pytest.raises(DataRefusedError, match=problem):
        read_toml(synthetic._Rates, rate_file(tmp_path / "rates.toml", values))


def test_a_rate_with_a_value_that_nobody_reads_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    spelled_wrong = dict(rates()) | {("leaving_by_origin", ""): {"danish": 1.0, "imigrant": 1.1, "descendant": 1.2}}
    monkeypatch.setattr(world, "rates", lambda: spelled_wrong)
    with pytest.raises(DataRefusedError, match="leaving_by_origin"):
        world.build_world(calibration().factors)


def test_every_school_year_has_programmes_of_every_area() -> None:
    for row in intake_years():
        open_areas = {AREA_OF[each.code] for each in synthetic_programmes() if world._weight(each, row.year) > 0}
        assert open_areas == set(AREAS), row.year


def test_school_years_follow_each_other_and_reach_beyond_the_register() -> None:
    years = [row.year for row in intake_years()]
    assert years == list(range(world.FIRST_YEAR, frame().closes.year + 1))
    assert years[0] < frame().opens.year


def test_schools_that_do_not_exist_stand_in_the_region_and_close_into_others() -> None:
    schools = {each.code: each for each in synthetic_schools()}
    region = {area.code for area in region_municipalities(world.REGION)}
    closed = [each for each in schools.values() if each.valid_to is not None]
    assert {each.municipality_code for each in schools.values()} <= region
    assert closed != []
    for each in closed:
        assert set(each.main_areas.split()) <= set(schools[str(each.successor_code)].main_areas.split())


def test_every_factor_is_solved_by_one_target_and_every_measure_is_known() -> None:
    named = [target.factor for target in targets() if target.factor]
    assert sorted(named) == sorted(calibration().factors)
    assert {target.measure for target in targets()} == set(_MEASURES)


def test_something_is_planted_where_the_school_has_the_programme() -> None:
    for each in frame().planted:
        school = next(school for school in synthetic_schools() if school.code == each.school)
        assert AREA_OF[each.programme] in school.main_areas.split()
        assert each.factor > 1
