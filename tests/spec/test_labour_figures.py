# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Files of official labour figures are taken whole or refused with file, row, column and reason."""

from datetime import date
from pathlib import Path

import pytest

from faglaert.definitions.labour import LabourSeries, read_labour_figures
from faglaert.definitions.reading import Text
from faglaert.errors import DataRefusedError

GOOD = """area_code,year,sex,value
084,2014,M,10
084,2014,K,12
084,2014,TOT,22
084,2015,M,11
084,2015,K,12
084,2015,TOT,23.4
"""


def series() -> LabourSeries:
    """Two years of one area by sex, sexes within half a person of their total."""
    return LabourSeries(
        name="example",
        title=Text(da="Eksempel", en="Example"),
        publisher="Nobody",
        table="NONE1",
        url="https://example.org",
        licence="CC0",
        unit="persons",
        keyed_from=Text(da="Prøve", en="Trial"),
        retrieved_date=date(2026, 11, 23),
        areas=("084",),
        years=(2014, 2015),
        codes={"sex": ("M", "K", "TOT")},
        total_within={"sex": 0.5},
    )


def read(folder: Path, text: str) -> dict[tuple[str | int, ...], float]:
    """Read ``text`` as the example series."""
    path = folder / "example.csv"
    path.write_text(text, encoding="utf-8")
    return read_labour_figures(path, series())


def test_a_whole_file_is_read_by_area_year_and_dimension(tmp_path) -> None:
    figures = read(tmp_path, GOOD)
    assert len(figures) == 6
    assert figures["084", 2015, "TOT"] == 23.4


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("084,2014,M,10", "084,2014,M,-1", "example.csv, row 2, column value: is -1, expected at least 0"),
        ("084,2014,K", "085,2014,K", "example.csv, row 3, column area_code: unknown code '085', expected one of 084"),
        ("084,2014,K", "084,2016,K", "row 3, column year: unknown code 2016, expected one of 2014, 2015"),
        ("084,2015,M,11", "084,2015,X,11", "row 5, column sex: unknown code 'X'"),
        ("084,2015,K,12\n", "", "column value: the figure of area_code 084, year 2015, sex K is missing"),
        ("084,2015,M,11", "084,2015,M,", "row 5, column value: Field required"),
        ("084,2015,M,11", "084,2015,M,nan", "row 5, column value: Input should be a finite number"),
        ("084,2015,M,11", "084,2015,M,10", "parts of sex sum to 22 at ('084', 2015, 'TOT'), the total is 23.4"),
        ("084,2015,M,11", "084,2015,M,11\n084,2015,M,11", "row 6: key ('084', 2015, 'M') already stands in row 5"),
        ("area_code,year,sex", "area_code,year,kind", "row 1, column kind: unknown column"),
        ("area_code,year,sex", "area_code,year,age", "column age: example has no age; leave the column out"),
        ("084,2014,M,10", "084,2014,M", "row 2: has 3 fields, expected 4"),
    ],
)
def test_a_faulty_file_is_refused_with_place_and_reason(tmp_path, old: str, new: str, told: str) -> None:
    with pytest.raises(DataRefusedError) as refusal:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert told in str(refusal.value)
    assert "example.csv" in str(refusal.value)


def test_members_of_a_region_are_unfolded() -> None:
    whole = series().model_copy(update={"areas": ("000", "084/*")})
    assert len(whole.area_codes) == 30
    assert whole.area_codes[:2] == ("000", "101")


def test_every_combination_is_expected() -> None:
    assert len(list(series().expected())) == 6


def test_the_words_name_publisher_table_address_and_day() -> None:
    told = series().words("en")
    assert told == "Example (persons). Nobody, NONE1, https://example.org, CC0. Trial (2026-11-23)."
    assert series().words("da").startswith("Eksempel (personer).")
