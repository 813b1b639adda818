# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What the readers make of rows: stages from codes and educations, contradictions refused, days of pictures."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from faglaert.definitions.registers import education_levels, register_formats
from faglaert.errors import DataRefusedError
from faglaert.registers.educations import load_educations
from faglaert.registers.loading import FORMATS, LoadOptions
from faglaert.registers.schema import AGREEMENTS, SPELLS, TABLES, Stage
from faglaert.registers.storage import scan
from tests.register_files import Paths, Row, kotre, load, problems, read, sheet_of


def kotre_row(folder: Path, **cells: object) -> Row:
    """The one row that KOTRE's reader makes."""
    sheet = sheet_of(folder, "kotre", [kotre(**cells)])
    row = read(sheet, "kotre").row(0, named=True)
    assert problems(sheet) == []
    return row


def stored(home: Path, table: str, *columns: str) -> list[tuple[object, ...]]:
    """Rows of a loaded table."""
    return scan(Paths(home / "var"), table).select(*columns).collect().rows()


def test_every_format_fills_a_table_with_meanings_the_schema_allows() -> None:
    forms = register_formats()
    assert set(forms) == set(FORMATS)
    assert {form.table for form in forms.values()} <= set(TABLES)
    kotre_codes, allowed = forms["kotre"].codes, SPELLS.allowed or {}
    assert set(kotre_codes["AFG_ART"].values()) <= allowed["exit_kind"]
    assert set(kotre_codes["TILG_ART"].values()) <= allowed["entry_kind"]
    assert set(kotre_codes["UFORM"].values()) <= allowed["training_form"]
    by_education = {"by_education", "school_year", "class_level"}
    assert set(kotre_codes["UDEL"].values()) - by_education <= set(Stage)
    assert {level.stage for level in education_levels().values()} <= set(Stage)
    of_agreements, wanted = forms["agreements"].codes, AGREEMENTS.allowed or {}
    assert set(of_agreements["AFTALEFORM"].values()) == wanted["form"]
    assert set(of_agreements["STOERRELSE"].values()) == wanted["company_size"]
    assert set(of_agreements["OPHOER"].values()) | {"ongoing"} == wanted["exit_kind"]
    assert set((TABLES["status_months"].allowed or {})["status"]) >= set(forms["ras"].codes["SOC_STATUS_KODE"].values())


@pytest.mark.parametrize(
    ("udel", "udd", "stage"),
    [
        ("53", "3234", "gf1"),
        ("54", "4112", "gf2"),
        ("51", "4713", "gf2"),
        ("56", "3404", "gf_plus"),
        ("52", "4112", "main"),
        ("55", "4112", "eux_study"),
        ("00", "4112", "undivided"),
        ("0", "4198", "gf2"),
        ("40", "2000", "fgu"),
        ("61", "5000", "higher"),
        ("21", "2000", "upper_secondary"),
        ("21", "1007", "other"),
        ("29", "1009", "other"),
        ("0", "2000", "other"),
    ],
)
def test_the_part_and_the_education_make_the_stage(tmp_path: Path, udel: str, udd: str, stage: str) -> None:
    assert kotre_row(tmp_path, UDEL=udel, UDD=udd)["stage"] == stage


@pytest.mark.parametrize(
    ("audd", "afg_art", "end", "completed", "exit_kind"),
    [
        ("0", "1", "2019-06-28", None, "left"),
        ("4272", "1", "2019-06-28", 30402510, "left"),
        ("4112", "1", "2019-06-28", 30402510, "left"),
        ("9999", "4", "2019-06-28", None, "ongoing"),
        ("9999", "4", "", None, "ongoing"),
        ("9999", "2", "2019-06-28", None, "pause"),
        ("9999", "1", "2019-06-28", None, "left"),
        ("9999", "1", "", None, "ongoing"),
        ("0", "4", "2019-06-28", None, "left"),
        ("0", "3", "2019-06-28", None, "moved"),
    ],
)
def test_exit_and_completion_are_told_together(
    tmp_path: Path, audd: str, afg_art: str, end: str, completed: int | None, exit_kind: str
) -> None:
    row = kotre_row(tmp_path, AUDD=audd, AFG_ART=afg_art, ELEV3_VTIL=end)
    assert (row["completed"], row["exit"]) == (completed, exit_kind)
    assert (row["end"] is None) == (exit_kind == "ongoing")


@pytest.mark.parametrize(
    ("cells", "is_eux"),
    [
        ({"UFORM": "48"}, True),
        ({"UFORM": "42"}, False),
        ({"UFORM": ""}, False),
        ({"UDEL": "55"}, True),
        ({"UDD": "3325"}, True),
    ],
)
def test_eux_is_told_by_form_part_or_education(tmp_path: Path, cells: Row, is_eux: bool) -> None:
    assert kotre_row(tmp_path, **cells)["is_eux"] is is_eux


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"UDEL": "99"}, "UDEL"),
        ({"AFG_ART": "7"}, "AFG_ART"),
        ({"TILG_ART": ""}, "TILG_ART"),
        ({"UDD": "9876"}, "UDD"),
        ({"AUDD": "5000"}, "AUDD"),
        ({"ELEV3_VFRA": "2019-13-01"}, "ELEV3_VFRA"),
        ({"ELEV3_VTIL": "2018-01-01"}, "ELEV3_VTIL"),
        ({"ELEV3_VTIL": ""}, "ELEV3_VTIL"),
        ({"INSTNR": "x"}, "INSTNR"),
        ({"PNR": "12"}, "PNR"),
        ({"UFORM": "abc"}, "UFORM"),
    ],
)
def test_a_row_without_meaning_is_refused_by_column(tmp_path: Path, cells: Row, column: str) -> None:
    sheet = sheet_of(tmp_path, "kotre", [kotre(), kotre(**cells), kotre()])
    read(sheet, "kotre")
    assert problems(sheet) == [(3, column)]
    assert sheet.refused().to_list() == [False, True, False]


def test_every_problem_of_a_row_is_listed(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, "kotre", [kotre(UDEL="99", AFG_ART="7", PNR="")])
    read(sheet, "kotre")
    assert problems(sheet) == [(2, "AFG_ART"), (2, "PNR"), (2, "UDEL")]


def test_an_own_list_makes_every_education_known_or_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("kind,code,programme_code\nudd,2000,20101010\naudd,2001,20101010\n", encoding="utf-8")
    educations = load_educations(own)
    assert (educations.attended[2000], educations.completed[2001], educations.is_complete) == (20101010, 20101010, True)
    with pytest.raises(DataRefusedError, match="UDD"):
        load(tmp_path, "kotre", [kotre(UDEL="0", UDD="2999")], education_codes=own)
    load(tmp_path, "kotre", [kotre(UDEL="0", UDD="2000", AUDD="2001")], education_codes=own)
    assert stored(tmp_path, "spells", "programme_code", "stage", "completed_code") == [
        ("20101010", "upper_secondary", "20101010")
    ]


def test_an_own_list_with_a_bad_row_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("kind,code,programme_code\nudd,20,1\n", encoding="utf-8")
    with pytest.raises(DataRefusedError, match="row 2"):
        load_educations(tmp_path / "own.csv")


def test_educations_outside_the_list_keep_the_registers_code(tmp_path: Path) -> None:
    report = load(tmp_path, "kotre", [kotre(UDEL="0", UDD="0543", AUDD="0544")])
    assert stored(tmp_path, "spells", "programme_code", "completed_code") == [("udd0543", "audd0544")]
    assert report.counts["education outside vocational, DISCED not known"] == 1


BEF = {"PNR": "0101991234", "FOED_DAG": "1999-01-01", "KOEN": "1", "KOM": "101", "IE_TYPE": "1"}


def test_bef_becomes_persons(tmp_path: Path) -> None:
    report = load(
        tmp_path,
        "bef",
        [BEF, BEF | {"PNR": "0202991234", "KOEN": "K", "KOM": "1", "IE_TYPE": ""}],
        name="bef202406.csv",
    )
    rows = stored(tmp_path, "persons", "birth_date", "sex", "origin", "municipality_code")
    assert sorted(rows, key=str) == [
        (date(1999, 1, 1), "K", None, "001"),
        (date(1999, 1, 1), "M", "danish", "101"),
    ]
    assert report.closing_date == date(2024, 6, 30)


def test_the_latest_picture_of_a_person_counts(tmp_path: Path) -> None:
    rows = [BEF | {"KOM": kom, "REFERENCETID": day} for kom, day in (("147", "2024-06-30"), ("101", "2023-06-30"))]
    report = load(tmp_path, "bef", rows)
    assert stored(tmp_path, "persons", "municipality_code") == [("147",)]
    assert report.counts["earlier_pictures_of_a_person"] == 1


def test_a_person_who_stands_twice_with_different_content_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataRefusedError, match="stands more than once") as refused:
        load(tmp_path, "bef", [BEF, BEF, BEF | {"KOM": "147"}], name="bef202406.csv")
    assert {finding.row for finding in refused.value.findings} == {2, 4}


UDDA = {"PNR": "0101991234", "HFAUDD": "4112", "HF_VFRA": "2020-06-30", "HFINSTNR": "147401"}


def test_udda_becomes_highest_education_on_the_day_in_the_files_name(tmp_path: Path) -> None:
    rows = [UDDA, UDDA | {"PNR": "0202991234", "HFAUDD": "1009"}, UDDA | {"PNR": "0303991234", "HFAUDD": "0"}]
    load(tmp_path, "udda", rows, name="UDDA202409.csv")
    stored_rows = stored(tmp_path, "highest_education", "reference_date", "completed_code", "level")
    assert sorted(stored_rows, key=str) == [
        (date(2024, 9, 30), "30402510", "30"),
        (date(2024, 9, 30), "audd1009", "10"),
        (date(2024, 9, 30), None, None),
    ]


def test_a_picture_of_no_day_is_refused_unless_it_is_given(tmp_path: Path) -> None:
    with pytest.raises(DataRefusedError, match="does not say which day"):
        load(tmp_path, "udda", [UDDA], name="education.csv")
    report = load(tmp_path, "udda", [UDDA], name="education.csv", reference_date=date(2023, 9, 30))
    assert report.closing_date == date(2023, 9, 30)


@pytest.mark.parametrize(
    ("code", "status"),
    [("131", "employed"), ("200", "unemployed"), ("511", "education"), ("318", "outside"), ("110", "employed")],
)
def test_ras_becomes_the_status_of_november(tmp_path: Path, code: str, status: str) -> None:
    load(tmp_path, "ras", [{"PNR": "0101991234", "SOC_STATUS_KODE": code}], name="ras2023.csv")
    november = date(2023, 11, 1)
    assert stored(tmp_path, "status_months", "from_month", "to_month", "status") == [(november, november, status)]


def test_only_the_primary_status_counts(tmp_path: Path) -> None:
    row = {"PNR": "0101991234", "SOC_STATUS_KODE": "131", "PRIMAER_STATUS_KODE": "1"}
    report = load(
        tmp_path, "ras", [row, row | {"SOC_STATUS_KODE": "200", "PRIMAER_STATUS_KODE": "2"}], name="ras2023.csv"
    )
    assert stored(tmp_path, "status_months", "status") == [("employed",)]
    assert report.counts["rows_not_primary"] == 1


UDFK = {"PNR": "0101991234", "SKOLEAAR": "2018/2019", "INSTNR": "101001", "FAGKODE": "10", "GRUNDSKOLEKARAKTER": "7"}


def test_udfk_becomes_grades(tmp_path: Path) -> None:
    more = {"FAGDISCIPLIN": "2", "BEDOEMMELSESFORM": "P", "KLTRIN": "9"}
    marks = [UDFK | {"GRUNDSKOLEKARAKTER": mark} | more for mark in ("02", "10", "")]
    report = load(tmp_path, "udfk", marks)
    assert stored(tmp_path, "grades", "school_year", "subject_code", "level", "grade") == [
        ("2018/19", "10-2-P", "9", 10.0)
    ]
    assert (report.counts["rows_without_mark"], report.counts["lower_marks_left_out"]) == (1, 1)


@pytest.mark.parametrize(
    ("column", "cell"), [("GRUNDSKOLEKARAKTER", "8"), ("FAGKODE", "dansk-mundtlig"), ("SKOLEAAR", "x")]
)
def test_a_mark_without_meaning_is_refused(tmp_path: Path, column: str, cell: str) -> None:
    sheet = sheet_of(tmp_path, "udfk", [UDFK | {column: cell}])
    read(sheet, "udfk")
    assert problems(sheet) == [(2, column)]


def test_udda_as_spells_tells_what_was_completed_and_what_is_attended(tmp_path: Path) -> None:
    row = UDDA | {"ALMAUDD": "1009", "ALM_VFRA": "2015-06-20", "ALMINSTNR": "101001"}
    row |= {"UDD": "4158", "IG_VFRA": "2023-08-01", "IGINSTNR": ""}
    report = load(tmp_path, "udduddannet", [row, row], name="udda2024.csv")
    rows = stored(
        tmp_path, "spells", "programme_code", "stage", "start_date", "end_date", "completed_code", "exit_kind"
    )
    assert sorted(rows) == [
        ("30354010", "undivided", date(2023, 8, 1), None, None, "ongoing"),
        ("30402510", "undivided", date(2020, 6, 30), date(2020, 6, 30), "30402510", "left"),
        ("udd1009", "other", date(2015, 6, 20), date(2015, 6, 20), "audd1009", "left"),
    ]
    assert report.counts["repeated_rows"] == 3


def test_a_completed_education_without_a_day_is_left_out_and_counted(tmp_path: Path) -> None:
    report = load(tmp_path, "udduddannet", [UDDA, UDDA | {"HF_VFRA": ""}], name="udda2024.csv")
    assert report.rows_stored == 1
    assert report.counts["education without a day: left out"] == 1


def test_the_default_is_to_load_everything_or_nothing() -> None:
    assert LoadOptions() == LoadOptions(dry_run=False, skip_refused=False, replace=False, keep=2)
    assert pl.DataFrame(schema=SPELLS.columns).columns[0] == "person_id"
