# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Loading from end to end: whole or not at all, twice changes nothing, and no person number ever reaches the disk."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from faglaert.errors import DataRefusedError, FaglaertError, UsageError
from faglaert.paths import Paths
from faglaert.pipeline.register_commands import app
from faglaert.registers.loading import LoadOptions, LoadReport, load_register
from faglaert.registers.storage import current, folder, scan
from tests.register_files import (
    ABSENCE,
    AGREEMENT,
    KEY,
    OTHER_KEY,
    Row,
    kotre,
    load,
    school,
    texts_on_disk,
    write_csv,
    write_parquet,
)
from tests.sas_files import SasColumn, write_sas

PERSON_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{6}-?\d{4}(?![0-9A-Za-z])|(?<![0-9A-Za-z])\d{9,12}(?![0-9A-Za-z])")
CPR, OTHER_CPR = "0101991234", "020299-4321"
SECRET = "T7uV-0qkz1Yb9Lw3cXsE5rGm2Nf8Hd6J"

GOOD: dict[str, Row] = {
    "kotre": kotre(PNR=CPR),
    "bef": {"PNR": CPR, "FOED_DAG": "01-01-1999", "KOEN": "2", "KOM": "101", "IE_TYPE": "2"},
    "udda": {"PNR": CPR, "HFAUDD": "4272", "HF_VFRA": "2020-06-30", "HFINSTNR": "147401"},
    "ras": {"PNR": CPR, "SOC_STATUS_KODE": "131", "PRIMAER_STATUS_KODE": "1"},
    "udfk": {"PNR": CPR, "SKOLEAAR": "2014/15", "INSTNR": "101001", "FAGKODE": "1", "GRUNDSKOLEKARAKTER": "7"},
    "udduddannet": {"PNR": CPR, "HFAUDD": "4272", "HF_VFRA": "2020-06-30", "HFINSTNR": "147401"},
    "school": school(CPR="010199-1234"),
    "agreements": AGREEMENT | {"CPR": CPR},
    "absence": ABSENCE | {"CPR": CPR},
}
NAMES = {"bef": "bef202406.csv", "udda": "udda2024.csv", "ras": "ras2024.csv", "udduddannet": "udda2024.csv"}


def refused(home: Path, form: str, rows: list[Row], **options: object) -> str:
    """The text of the refusal."""
    with pytest.raises(DataRefusedError) as error:
        load(home, form, rows, name=NAMES.get(form), **options)
    assert error.value.exit_code == 3
    return str(error.value)


def spells(home: Path) -> pl.DataFrame:
    """The spells in force."""
    return scan(Paths(home / "var"), "spells").collect()


def state(home: Path) -> dict[str, bytes]:
    """Every file of the register but the lock."""
    below = folder(Paths(home / "var"))
    return {str(path): path.read_bytes() for path in below.rglob("*") if path.is_file() and path.name != ".lock"}


def test_one_bad_row_and_nothing_is_loaded(tmp_path: Path) -> None:
    text = refused(tmp_path, "kotre", [kotre(), kotre(UDEL="99"), kotre(AUDD="x")])
    assert "2 of 3 rows were refused, so nothing was loaded" in text
    assert "kotre2024.csv, row 3, column UDEL: unknown code «99»" in text
    assert "kotre2024.csv, row 4, column AUDD: expected a number of at most 4 digits, found «x»" in text
    assert current(Paths(tmp_path / "var"), "spells") is None


def test_a_refused_load_leaves_the_one_in_force(tmp_path: Path) -> None:
    load(tmp_path, "kotre", [kotre()])
    before = current(Paths(tmp_path / "var"), "spells")
    refused(tmp_path, "kotre", [kotre(UDEL="99")])
    assert current(Paths(tmp_path / "var"), "spells") == before
    assert spells(tmp_path).height == 1


def test_every_refused_row_stands_in_the_list_and_the_first_on_the_screen(tmp_path: Path) -> None:
    text = refused(tmp_path, "kotre", [kotre(UDEL="99")] * 50)
    assert text.count("column UDEL") == 20
    [listed] = (folder(Paths(tmp_path / "var")) / "refused").glob("*.csv")
    assert pl.read_csv(listed)["row"].to_list() == list(range(2, 52))
    assert str(listed) in text


def test_good_rows_are_loaded_when_that_is_asked_for(tmp_path: Path) -> None:
    report = load(tmp_path, "kotre", [kotre(), kotre(UDEL="99"), kotre(PNR="")], skip_refused=True)
    assert (report.rows_read, report.rows_refused, report.rows_stored) == (3, 2, 1)
    assert [(each["column"], each["rows"]) for each in report.refused] == [("PNR", 1), ("UDEL", 1)]
    provenance = current(Paths(tmp_path / "var"), "spells")
    assert provenance is not None
    assert provenance.refused_rows == 2


def test_a_file_of_bad_rows_only_is_refused_all_the_same(tmp_path: Path) -> None:
    assert "1 of 1 rows were refused" in refused(tmp_path, "kotre", [kotre(UDEL="99")], skip_refused=True)


@pytest.mark.parametrize("form", GOOD)
def test_loading_twice_changes_nothing(tmp_path: Path, form: str) -> None:
    first = load(tmp_path, form, [GOOD[form]], name=NAMES.get(form))
    before = state(tmp_path)
    second = load(tmp_path, form, [GOOD[form]], name=NAMES.get(form))
    assert (first.outcome, second.outcome, second.load_id) == ("loaded", "unchanged", first.load_id)
    assert state(tmp_path) == before


def test_another_content_takes_the_place_of_the_old_and_two_are_kept(tmp_path: Path) -> None:
    for institution in ("101401", "101402", "101403"):
        load(tmp_path, "kotre", [kotre(INSTNR=institution)])
    assert spells(tmp_path)["institution_code"].to_list() == ["101403"]
    loads = [path for path in (folder(Paths(tmp_path / "var")) / "spells").iterdir() if path.is_dir()]
    assert len(loads) == 2


def test_another_format_takes_a_table_only_when_told_to(tmp_path: Path) -> None:
    load(tmp_path, "kotre", [kotre()])
    with pytest.raises(UsageError, match="spells holds a load of kotre"):
        load(tmp_path, "school", [school()])
    assert load(tmp_path, "school", [school()], replace=True).outcome == "loaded"


def test_a_dry_run_stores_nothing(tmp_path: Path) -> None:
    report = load(tmp_path, "kotre", [kotre(), kotre()], dry_run=True)
    assert (report.outcome, report.rows_stored, report.counts["repeated_rows"]) == ("dry_run", 1, 1)
    refused(tmp_path, "kotre", [kotre(UDEL="99")], dry_run=True)
    assert state(tmp_path) == {}


def test_files_of_one_load_make_one_table(tmp_path: Path) -> None:
    one = write_csv(tmp_path / "ras2022.csv", [GOOD["ras"]])
    other = write_parquet(tmp_path / "ras2023.parquet", [GOOD["ras"]])
    report = load_register([one, other], "ras", Paths(tmp_path / "var"), key=KEY)
    months = scan(Paths(tmp_path / "var"), "status_months").select("from_month").collect().to_series()
    assert months.to_list() == [date(2022, 11, 1), date(2023, 11, 1)]
    assert [each.name for each in report.files] == ["ras2022.csv", "ras2023.parquet"]
    assert (report.persons, report.closing_date) == (1, date(2023, 11, 30))


def test_the_same_person_has_one_pseudonym_in_every_format_and_kind_of_file(tmp_path: Path) -> None:
    cells = {name: "" if cell == "" else cell for name, cell in kotre(PNR="101991234").items()}
    numbers = ("UDD", "AUDD", "INSTNR", "UDEL", "AFG_ART", "TILG_ART", "UFORM")
    columns = [SasColumn("PNR", [101991234.0])]
    columns += [SasColumn(name, [float(cells[name])]) for name in numbers]
    columns += [SasColumn("ELEV3_VFRA", [21564.0], format="DATE"), SasColumn("ELEV3_VTIL", [21728.0])]
    files = [
        write_sas(tmp_path / "a.sas7bdat", columns),
        write_csv(tmp_path / "b.csv", [kotre(PNR="010199-1234")]),
        write_parquet(tmp_path / "c.parquet", [kotre(PNR=101991234)]),
    ]
    report = load_register(files, "kotre", Paths(tmp_path / "var"), key=KEY)
    assert (report.persons, report.rows_stored, report.counts["repeated_rows"]) == (1, 1, 2)


def test_loads_with_another_key_are_pointed_out(tmp_path: Path) -> None:
    load(tmp_path, "bef", [GOOD["bef"]], name=NAMES["bef"], key=OTHER_KEY)
    report = load(tmp_path, "kotre", [kotre()])
    assert any("persons was loaded with another key" in note for note in report.notes)


def test_what_was_loaded_says_where_it_came_from(tmp_path: Path) -> None:
    report = load(tmp_path, "kotre", [kotre(NAVN="x")], name="KOTRE2025.csv")
    provenance = current(Paths(tmp_path / "var"), "spells")
    assert provenance is not None
    assert (provenance.format, provenance.data_kind, provenance.key_id) == ("kotre", "official", KEY.key_id)
    assert provenance.closing_date == "2025-09-30"
    assert [(each.name, each.rows, len(each.sha256)) for each in provenance.files] == [("KOTRE2025.csv", 1, 64)]
    assert report.extra_columns == ("NAVN",)


def test_spells_are_clustered_by_programme_institution_and_start(tmp_path: Path) -> None:
    rows = [
        kotre(PNR=f"{number:012d}", UDD=udd, INSTNR=institution)
        for number, (udd, institution) in enumerate([("4112", "2"), ("4158", "1"), ("4112", "1"), ("4158", "2")])
    ]
    load(tmp_path, "kotre", rows)
    places = spells(tmp_path).select("programme_code", "institution_code").rows()
    assert places == sorted(places)


WRONG_PLACES = [
    ("kotre", "UDEL"),
    ("kotre", "ELEV3_VFRA"),
    ("kotre", "INSTNR"),
    ("kotre", "AUDD"),
    ("bef", "KOM"),
    ("bef", "FOED_DAG"),
    ("udda", "HFAUDD"),
    ("ras", "SOC_STATUS_KODE"),
    ("udfk", "FAGKODE"),
    ("udfk", "SKOLEAAR"),
    ("udfk", "GRUNDSKOLEKARAKTER"),
    ("udduddannet", "HF_VFRA"),
    ("school", "UDDANNELSE"),
    ("school", "AFGANGSAARSAG"),
    ("school", "TILSKUD"),
    ("agreements", "CVR"),
    ("agreements", "AFTALEFORM"),
    ("agreements", "STOERRELSE"),
    ("absence", "FRAVAER"),
]


def assert_no_person_number(texts: Iterator[str] | list[str]) -> None:
    """Neither the numbers used here nor anything of their form."""
    for text in texts:
        assert PERSON_NUMBER.search(text) is None, PERSON_NUMBER.search(text)
        assert not any(number in text for number in (CPR, OTHER_CPR, "0202994321", "101991234", "202994321"))


@pytest.mark.parametrize(("form", "column"), WRONG_PLACES)
@pytest.mark.parametrize("cell", [CPR, OTHER_CPR, "202994321", "Hansen 020299-4321"])
def test_a_person_number_in_a_wrong_column_is_neither_told_nor_kept(
    tmp_path: Path, form: str, column: str, cell: str, caplog: pytest.LogCaptureFixture
) -> None:
    text = refused(tmp_path, form, [GOOD[form], GOOD[form] | {column: cell}])
    report = load(tmp_path, form, [GOOD[form], GOOD[form] | {column: cell}], name=NAMES.get(form), skip_refused=True)
    assert report.rows_refused == 1
    assert_no_person_number([text, repr(report), caplog.text, *texts_on_disk(tmp_path / "var")])


@pytest.mark.parametrize("form", GOOD)
def test_no_person_number_reaches_the_disk(tmp_path: Path, form: str) -> None:
    row = GOOD[form] | {"NAVN": CPR, OTHER_CPR: "x"}
    report = load(tmp_path, form, [row], name=f"010199-1234 {NAMES.get(form, 'liste.csv')}")
    assert report.outcome == "loaded"
    assert_no_person_number([repr(report), *texts_on_disk(tmp_path / "var")])


def test_the_search_would_find_a_person_number(tmp_path: Path) -> None:
    pl.DataFrame({"a": [1], "b": [CPR]}).write_parquet(tmp_path / "x.parquet")
    with pytest.raises(AssertionError):
        assert_no_person_number(texts_on_disk(tmp_path))


def test_a_broken_parquet_does_not_tell_what_is_in_it(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "k.parquet", [kotre(PNR=CPR)] * 100)
    path.write_bytes(path.read_bytes()[:-30] + CPR.encode() * 3)
    with pytest.raises(DataRefusedError) as error:
        load_register([path], "kotre", Paths(tmp_path / "var"), key=KEY)
    assert_no_person_number([str(error.value)])


def test_a_table_that_is_not_as_declared_is_never_stored(tmp_path: Path) -> None:
    never = school(FREMMOEDT="NEJ", AFGANGSDATO="16-01-2023", AFGANGSAARSAG="25")
    with pytest.raises(DataRefusedError, match=r"its key .* stands more than once"):
        load(tmp_path, "school", [never, never | {"AFGANGSDATO": "", "AFGANGSAARSAG": "", "FREMMOEDT": ""}])
    assert current(Paths(tmp_path / "var"), "spells") is None


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("FAGLAERT_HOME", str(tmp_path / "var"))
    monkeypatch.setenv("FAGLAERT_PSEUDONYM_KEY", SECRET)
    return CliRunner()


def test_the_template_of_a_school_can_be_loaded_and_covers_what_can_happen(tmp_path: Path, command: CliRunner) -> None:
    path = tmp_path / "elevliste.csv"
    assert command.invoke(app, ["template", "school", "--to", str(path)]).exit_code == 0
    loaded = command.invoke(app, ["load", str(path), "--format", "school", "--json"])
    report = json.loads(loaded.stdout)
    assert (report["outcome"], report["rows_read"], report["rows_stored"]) == ("loaded", 5, 5)
    kinds = spells(tmp_path)["exit_kind"].value_counts().rows()
    assert dict(kinds) == {"left": 3, "ongoing": 1, "no_show": 1}
    assert spells(tmp_path)["is_eux"].sum() == 3


@pytest.mark.parametrize("form", GOOD)
def test_the_template_of_a_format_has_its_headings(command: CliRunner, form: str) -> None:
    printed = command.invoke(app, ["template", form])
    assert printed.stdout.splitlines()[0].split(";")[0] in {"PNR", "CPR"}
    assert "personnummer" in printed.stderr.lower() or "cpr-nummer" in printed.stderr.lower()


def test_the_command_prints_what_it_did_and_status_what_is_loaded(tmp_path: Path, command: CliRunner) -> None:
    path = write_csv(tmp_path / "kotre2025.csv", [kotre(), kotre()])
    said = command.invoke(app, ["load", str(path), "--format", "kotre"])
    assert (said.exit_code, "repeated rows" in said.stdout, "2025-09-30" in said.stdout) == (0, True, True)
    status = command.invoke(app, ["status", "--json"])
    assert [each["table"] for each in json.loads(status.stdout)] == ["spells"]
    assert "kotre (official)" in command.invoke(app, ["status"]).stdout


def test_status_of_nothing_says_so(command: CliRunner) -> None:
    assert "Nothing is loaded" in command.invoke(app, ["status"]).stderr
    assert command.invoke(app, ["status", "--json"]).stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["template", "x"], 2),
        (["load", "kotre2025.csv", "--format", "x"], 2),
        (["load", "none.csv", "--format", "kotre"], 2),
        (["load", "kotre2025.csv", "--format", "kotre", "--reference-date", "x"], 2),
        (["load", "kotre2025.csv", "--format", "kotre", "--education-codes", "none.csv"], 2),
        (["load", "bad.csv", "--format", "kotre"], 3),
    ],
)
def test_exit_codes(
    tmp_path: Path, command: CliRunner, arguments: list[str], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_csv(tmp_path / "kotre2025.csv", [kotre()])
    write_csv(tmp_path / "bad.csv", [kotre(UDEL="99")])
    monkeypatch.chdir(tmp_path)
    error = command.invoke(app, arguments).exception
    assert isinstance(error, FaglaertError)
    assert error.exit_code == code


def test_a_load_without_a_key_is_refused(tmp_path: Path, command: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAGLAERT_PSEUDONYM_KEY")
    path = write_csv(tmp_path / "kotre2025.csv", [kotre()])
    error = command.invoke(app, ["load", str(path), "--format", "kotre"]).exception
    assert isinstance(error, UsageError)
    assert not (tmp_path / "var" / "registers").exists()


def test_options_can_be_compared() -> None:
    assert LoadOptions(keep=3) != LoadOptions()
    assert LoadReport.__dataclass_fields__["refused"].default == ()
