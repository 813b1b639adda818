# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A projection is held against what came, or refused with file, row and column."""

from pathlib import Path

import pytest

from faglaert.balance.series import has_projection, projection_errors
from faglaert.errors import DataRefusedError

PROJECTED, COUNTED = "frdk118_dk.csv", "eu_demo_r_pjangrp3_dk.csv"


def folder(path: Path, name: str = "", old: str = "", new: str = "") -> Path:
    """Both files: 100 projected at every age and sex in 2018 and one more a year later; 500 counted in every band."""
    ages = [f"{year},{sex},{age},{100 + year - 2018}" for year in (2018, 2019) for sex in "MK" for age in range(12, 80)]
    bands = [f"Y{age}-{age + 4}" for age in range(15, 75, 5)]
    counted = [
        f"{sex},{band},{area},{year},500,"
        for area in ("DK", "DK01")
        for year in (2018, 2019)
        for sex in "MFT"
        for band in [*bands, "TOTAL"]
    ]
    texts = {
        PROJECTED: "\n".join(["aar,koen,alder,antal", *ages]),
        COUNTED: "\n".join(["sex,age,geo,aar,vaerdi,flag", *counted]),
    }
    for file, text in texts.items():
        (path / file).write_text(text.replace(old, new, 1) if file == name else text, encoding="utf-8")
    return path


def test_errors_are_by_years_ahead_and_age(tmp_path) -> None:
    table = projection_errors(folder(tmp_path))
    assert table.height == 24
    assert table.row(0) == (0, 2018, "15-19", 1000.0, 1000.0, 0.0)
    assert table.row(-1)[:5] == (1, 2019, "70-74", 1010.0, 1000.0)
    assert table["error_per_cent"][-1] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (COUNTED, "M,Y15-19,DK,2018,500", "M,Y15-19,DK,2018,", "row 2, column vaerdi: is missing"),
        (COUNTED, "M,Y20-24,DK,2018,500", "M,Y20-24,DK,2018,-1", "row 3, column vaerdi"),
        (COUNTED, "M,Y25-29,DK,2018", "M,Y25-29,DK,then", "row 4, column aar: is no year"),
        (COUNTED, "sex,age,geo", "sex,age,area", "row 1, column geo: column is missing"),
        (PROJECTED, "2018,M,15,100", "2018,M,15,many", "row 5, column antal"),
        (PROJECTED, "aar,koen", "year,koen", "row 1, column aar: column is missing"),
    ],
)
def test_a_faulty_file_is_refused_with_its_own_row(tmp_path, name: str, old: str, new: str, told: str) -> None:
    with pytest.raises(DataRefusedError) as refusal:
        projection_errors(folder(tmp_path, name, old, new))
    assert f"{name}, {told}" in str(refusal.value)


def test_a_file_without_a_row_to_read_is_refused(tmp_path) -> None:
    path = folder(tmp_path)
    (path / COUNTED).write_text("sex,age,geo,aar,vaerdi,flag\nT,TOTAL,SE,2018,1,", encoding="utf-8")
    with pytest.raises(DataRefusedError, match="no row has the codes that are read"):
        projection_errors(path)


def test_a_file_that_is_not_text_is_refused(tmp_path) -> None:
    path = folder(tmp_path)
    (path / COUNTED).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataRefusedError, match=r"eu_demo_r_pjangrp3_dk\.csv"):
        projection_errors(path)


def test_a_folder_without_one_of_the_files_has_no_projection(tmp_path) -> None:
    assert has_projection(folder(tmp_path))
    (tmp_path / PROJECTED).unlink()
    assert not has_projection(tmp_path)
    with pytest.raises(DataRefusedError, match=r"expected one file frdk118\*\.csv, found 0"):
        projection_errors(tmp_path)
