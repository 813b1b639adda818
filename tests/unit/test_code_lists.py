# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The code lists of education, occupation and industry: whole, and in agreement with each other."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from faglaert.definitions.classifications import (
    Education,
    Industry,
    IndustryGroup,
    JobTitle,
    LabourCouncilArea,
    Occupation,
    areas,
    educations,
    industries,
    industry_groups,
    job_titles,
    labour_council_areas,
    main_areas,
    occupations,
    plain_title,
    vocational_programmes,
)

DATA = Path(__file__).parents[3] / "shared/data"
DATED: list[tuple[Education | Industry | IndustryGroup | LabourCouncilArea | Occupation, ...]] = [
    tuple(each.values())
    for each in (educations(), occupations(), industries(), industry_groups(), labour_council_areas())
]


def published(name: str) -> Iterator[dict[str, str]]:
    """The rows of a published code list; the test is skipped where it is not at hand."""
    path = DATA / name
    if not path.is_file():
        pytest.skip("the folder of source data is not beside the repository")
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def test_disco_has_its_five_levels() -> None:
    levels = Counter(each.level for each in occupations().values())
    assert levels == {1: 10, 2: 42, 3: 126, 4: 429, 5: 564}


def test_disco_codes_lie_under_each_other() -> None:
    orphans = [each.code for each in occupations().values() if each.level > 1 and parent(each) not in occupations()]
    assert orphans == []


def parent(occupation: Occupation) -> str:
    """The code one level up."""
    return occupation.code[: 4 if occupation.level == 5 else occupation.level - 1]


def test_db07_has_its_272_groups() -> None:
    assert len(industries()) == 272


def test_the_grouping_has_36_industries_and_the_sections_they_are_parts_of() -> None:
    levels = Counter(each.level for each in industry_groups().values())
    divided = {code[0] for code, each in industry_groups().items() if each.level == 2}
    assert (levels[1], sorted(divided)) == (21, ["C", "J", "M", "Q"])
    # of the sections that are not divided, T and U (households, embassies) stand in no table of the 36
    assert levels[1] - len(divided) + levels[2] - len({"T", "U"}) == 36
    assert {each.level for each in industries().values()} == {3}


def test_disced_has_both_parts_at_every_level() -> None:
    levels = Counter(each.level for each in educations().values())
    assert levels == {2: 2, 4: 19, 6: 101, 8: 161}
    assert {each.code for each in vocational_programmes()} <= set(educations())


def test_disced_codes_lie_under_each_other_and_keep_their_main_area() -> None:
    codes, groups = educations(), {each.code for each in main_areas()}
    lower = [each for each in codes.values() if each.level > 2]
    assert [each.code for each in lower if each.code[:-2] not in codes] == []
    assert {each.main_area_code for each in lower} == groups | {None}


@pytest.mark.parametrize("rows", DATED, ids=lambda rows: type(rows[0]).__name__)
def test_every_code_says_from_when_it_is_valid(rows: tuple[Education, ...]) -> None:
    assert all(each.valid_to is None or each.valid_from <= each.valid_to for each in rows)
    assert all(each.name_da for each in rows)


def test_disco_is_the_published_list() -> None:
    assert {each["disco08"]: each["titel"] for each in published("classifications/disco08.csv")} == {
        each.code: each.name_da for each in occupations().values()
    }


def test_db07_is_the_published_list() -> None:
    assert {each["db07"]: each["titel"] for each in published("classifications/db07.csv")} == {
        each.code: each.name_da for each in industries().values()
    }


@pytest.mark.parametrize("digits", [2, 4, 6, 8])
def test_disced_is_the_published_list(digits: int) -> None:
    names = {each[f"disced{digits}"]: each[f"disced{digits}_navn"] for each in published("disced15/eud_audd.csv")}
    known = educations()
    assert {code: known[code].name_da for code in names} == names


def test_the_eight_labour_market_areas_lie_in_regions() -> None:
    regions = {each.code for each in areas() if each.level == "region"}
    assert len(labour_council_areas()) == 8
    assert {each.region_code for each in labour_council_areas().values()} == regions
    assert len({each.name_en for each in labour_council_areas().values()}) == 8


@pytest.mark.parametrize("title", job_titles().values(), ids=lambda each: each.title)
def test_a_job_title_names_an_occupation_and_a_programme_that_exist(title: JobTitle) -> None:
    programmes = {each.code for each in vocational_programmes() if not each.is_residual}
    assert occupations()[title.disco_code].level == 4
    assert title.programme_code is None or title.programme_code in programmes


def test_titles_are_compared_without_case_and_double_blanks() -> None:
    assert plain_title("  Social- og  SUNDHEDSASSISTENT ") == "social- og sundhedsassistent"
    assert job_titles()["social- og sundhedsassistent"].programme_code == "30102020"
    assert sum(each.requires == "vocational" for each in job_titles().values()) >= 60
