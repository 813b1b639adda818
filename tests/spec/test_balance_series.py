# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Series of a user's folder become histories, or are refused with file, row and column."""

from pathlib import Path

import pytest

from faglaert.balance.inputs import Component, DataKind
from faglaert.balance.series import FILES, projection_errors, read_histories, read_history
from faglaert.errors import DataRefusedError, UsageError

RATES = next(file for file in FILES if file.component is Component.PARTICIPATION)
JOBS = next(file for file in FILES if file.component is Component.NATIONAL_JOBS)
YEARS = range(2010, 2016)


def rates() -> str:
    """Activity rates of the five regions in six years, and rows of another age and area."""
    rows = [
        f"{area},{age},{year},{70 + number + (year - 2010) / 2},"
        for number, area in enumerate(["DK01", "DK02", "DK03", "DK04", "DK05", "DK"])
        for age in ("Y15-64", "Y15-74")
        for year in YEARS
    ]
    return "\n".join(["geo,age,aar,pct,flag", *rows]) + "\n"


def write(folder: Path, text: str, name: str = "eu_lfst_r_lfp2actrt_dk.csv") -> Path:
    """Put one file into the folder."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_codes_are_ours_and_shares_between_0_and_1(tmp_path) -> None:
    history = read_history(write(tmp_path, rates()), RATES)
    assert history.codes == {"residence": ("081", "082", "083", "084", "085")}
    assert history.years == tuple(YEARS)
    assert history.values[history.codes["residence"].index("084")] == pytest.approx([0.70 + n / 200 for n in range(6)])
    assert history.provenance.kind is DataKind.OFFICIAL


def test_a_file_may_say_itself_which_codes_there_are(tmp_path) -> None:
    rows = [f"{year},{code},{100 + place}" for year in YEARS for place, code in enumerate(["F", "A"])]
    text = "\n".join(["aar,branche36,loenmodtagere", *rows])
    history = read_history(write(tmp_path, text, "nabb36_dk.csv"), JOBS)
    assert history.codes == {"industry": ("A", "F")}
    assert history.values[:, 0].tolist() == [101, 100]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("DK01,Y15-64,2010,70.0", "DK01,Y15-64,2010,", "row 2, column pct: is missing, no number or negative"),
        ("DK01,Y15-64,2011,70.5", "DK01,Y15-64,2011,-1", "row 3, column pct"),
        ("DK01,Y15-64,2012,71.0", "DK01,Y15-64,2012,many", "row 4, column pct"),
        ("DK01,Y15-64,2013", "DK01,Y15-64,thirteen", "row 5, column aar: is no year"),
        ("DK01,Y15-64,2014,72.0,\n", "", "no row gives residence 084, aar 2014"),
        ("geo,age,aar,pct", "geo,age,aar,rate", "row 1, column pct: column is missing"),
        ("DK01,Y15-64,2010,70.0", "DK01,Y15-64,2010,170.0", "is 1.7, expected 0 to 1 at residence 084, year 2010"),
    ],
)
def test_a_faulty_file_is_refused_with_its_own_row(tmp_path, old: str, new: str, told: str) -> None:
    with pytest.raises(DataRefusedError) as refusal:
        read_history(write(tmp_path, rates().replace(old, new, 1)), RATES)
    assert told in str(refusal.value)
    assert "eu_lfst_r_lfp2actrt_dk.csv" in str(refusal.value)


def test_a_year_that_no_area_has_is_refused(tmp_path) -> None:
    lines = [line for line in rates().splitlines() if ",2012," not in line]
    with pytest.raises(DataRefusedError, match=r"missing: \[2012\]"):
        read_history(write(tmp_path, "\n".join(lines)), RATES)


def test_a_file_without_a_row_to_read_is_refused(tmp_path) -> None:
    with pytest.raises(DataRefusedError, match="no row has the codes that are read"):
        read_history(write(tmp_path, rates().replace("DK0", "SE0")), RATES)


def test_a_file_that_is_not_text_is_refused(tmp_path) -> None:
    (tmp_path / "eu_lfst_r_lfp2actrt_dk.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataRefusedError, match=r"eu_lfst_r_lfp2actrt_dk\.csv"):
        read_history(tmp_path, RATES)


@pytest.mark.parametrize("names", [(), ("eu_lfst_r_lfp2actrt_a.csv", "eu_lfst_r_lfp2actrt_b.csv")])
def test_there_is_exactly_one_file_of_each_kind(tmp_path, names: tuple[str, ...]) -> None:
    for name in names:
        write(tmp_path, rates(), name)
    with pytest.raises(DataRefusedError, match=f"found {len(names)}"):
        read_history(tmp_path, RATES)


def test_a_folder_that_is_not_there_is_a_mistake_of_the_caller(tmp_path) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        read_histories(tmp_path / "nowhere")


def test_all_files_are_asked_for(tmp_path) -> None:
    with pytest.raises(DataRefusedError, match="eu_demo_r_pjangrp3"):
        read_histories(tmp_path)
    assert {file.component for file in FILES} == set(Component)


def test_a_projection_is_held_against_what_came(tmp_path) -> None:
    ages = [f"{year},{sex},{age},{100 + year - 2018}" for year in (2018, 2019) for sex in "MK" for age in range(15, 75)]
    write(tmp_path, "\n".join(["aar,koen,alder,antal", *ages]), "frdk118_dk.csv")
    bands = [f"Y{age}-{age + 4}" for age in range(15, 75, 5)]
    rows = [f"{sex},{band},DK,{year},500," for year in (2018, 2019) for sex in "MFT" for band in bands]
    write(tmp_path, "\n".join(["sex,age,geo,aar,vaerdi,flag", *rows]), "eu_demo_r_pjangrp3_dk.csv")
    table = projection_errors(tmp_path)
    assert table.height == 24
    assert table.row(0) == (0, 2018, "15-19", 1000.0, 1000.0, 0.0)
    assert table.row(-1)[:2] + table.row(-1)[3:5] == (1, 2019, 1010.0, 1000.0)
    assert table["error_per_cent"][-1] == pytest.approx(1.0)
