# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Files are taken in whole or not at all, and become figures like every other source; all rows are test data."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from faglaert.definitions.code_lists import look_up
from faglaert.definitions.indicators import indicators
from faglaert.definitions.sources import sources
from faglaert.errors import DataRefusedError, UsageError
from faglaert.indicators.checks import findings
from faglaert.pipeline.build import build
from faglaert.pipeline.cli import app
from faglaert.published.store import open_store
from faglaert.settings import Settings
from faglaert.sources import importing, snapshots
from faglaert.sources.code_check import unknown_codes
from faglaert.sources.fetching import fetch, load_frame
from faglaert.sources.importing import import_file, template
from faglaert.sources.revisions import revisions
from faglaert.sources.snapshots import current_snapshot, snapshot_history
from faglaert.warehouse.connection import connect, current_warehouse, read_frame
from tests.delivered_files import BALANCE, SOURCES, TEXTS, as_csv

SOURCE = SOURCES["star_balance"]
MORE = BALANCE + "Kok;RAR Bornholm;januar 2026;Mangel på arbejdskraft\n"


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    """An empty installation."""
    return Settings(home=tmp_path / "home")


def taken(home: Settings, folder: Path, text: str = BALANCE, source_id: str = "star_balance") -> str:
    """The id of the snapshot after a text has been imported."""
    result = import_file(SOURCES[source_id], as_csv(folder, text, f"{source_id}.csv"), home.paths)
    assert result.snapshot is not None
    return result.snapshot.snapshot_id


def everything_below(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*")) if folder.exists() else []


def latest(home: Settings) -> tuple[float | None, str, str]:
    """Value, period and source of the newest figure of skilled titles in shortage."""
    build(home, accept_changes=True)
    newest = open_store(home.paths).summary("shortage_titles").latest
    return newest.value, newest.period, newest.source_id


def test_a_snapshot_keeps_the_file_its_name_and_no_path(home: Settings, tmp_path: Path) -> None:
    path = as_csv(tmp_path, BALANCE, "balance januar.csv", encoding="latin-1")
    import_file(SOURCE, path, home.paths)
    snapshot = current_snapshot(home.paths, "star_balance")
    assert snapshot is not None
    assert snapshot.data_files[0].read_bytes() == path.read_bytes()
    written = "".join(each.read_text(encoding="utf-8") for each in snapshot.folder.glob("*.json"))
    assert (snapshot.table, "balance januar.csv" in written) == ("balance januar.csv", True)
    assert str(tmp_path) not in written


@pytest.mark.parametrize("source_id", TEXTS)
def test_a_snapshot_reads_as_the_file_did(home: Settings, tmp_path: Path, source_id: str) -> None:
    result = import_file(SOURCES[source_id], as_csv(tmp_path, TEXTS[source_id]), home.paths)
    snapshot = current_snapshot(home.paths, source_id)
    assert snapshot is not None
    assert load_frame(snapshot).height == snapshot.rows > 0
    assert result.row_count == TEXTS[source_id].count("\n") - 1


def test_a_dry_run_writes_nothing(home: Settings, tmp_path: Path) -> None:
    result = import_file(SOURCE, as_csv(tmp_path, BALANCE), home.paths, dry_run=True)
    assert (result.kind, result.row_count, result.snapshot) == ("checked", 6, None)
    assert everything_below(home.paths.home) == []


def test_one_bad_row_keeps_the_whole_file_out(home: Settings, tmp_path: Path) -> None:
    before = taken(home, tmp_path)
    files = everything_below(home.paths.snapshots)
    with pytest.raises(DataRefusedError, match="row 8, column rar"):
        taken(home, tmp_path, MORE.replace("Kok;RAR Bornholm", "Kok;Bornholmtrup"))
    assert current_snapshot(home.paths, "star_balance").snapshot_id == before  # type: ignore[union-attr]
    assert everything_below(home.paths.snapshots) == files


@pytest.mark.parametrize(("module", "step"), [(importing, "store"), (snapshots, "point_at"), (snapshots, "_seal")])
def test_a_killed_import_leaves_the_old_one(
    home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, step: str
) -> None:
    def killed(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    before = taken(home, tmp_path)
    monkeypatch.setattr(module, step, killed)
    with pytest.raises(KeyboardInterrupt):
        taken(home, tmp_path, MORE)
    monkeypatch.undo()
    assert current_snapshot(home.paths, "star_balance").snapshot_id == before  # type: ignore[union-attr]
    assert taken(home, tmp_path, MORE) != before


def test_the_same_file_twice_is_one_snapshot(home: Settings, tmp_path: Path) -> None:
    first = taken(home, tmp_path)
    assert taken(home, tmp_path) == first
    assert len(snapshot_history(home.paths, "star_balance")) == 1


def test_a_newer_file_says_what_it_revised(home: Settings, tmp_path: Path) -> None:
    taken(home, tmp_path, TEXTS["uvm_agreements_file"], "uvm_agreements_file")
    taken(home, tmp_path, TEXTS["uvm_agreements_file"].replace("84;42", "84;45"), "uvm_agreements_file")
    old, new = map(load_frame, snapshot_history(home.paths, "uvm_agreements_file"))
    changed = revisions(old, new).select("MÅLING", "change", "old_value", "new_value")
    assert changed.rows() == [("med aftale", "revised", 42, 45)]


def test_a_template_has_no_row_that_could_be_taken_for_data(home: Settings, tmp_path: Path) -> None:
    assert template(SOURCE) == "stillingsbetegnelse;rar;periode;kategori\r\n"
    with pytest.raises(DataRefusedError, match="holds no rows"):
        taken(home, tmp_path, template(SOURCE))


def test_only_sources_that_come_as_files_are_imported(home: Settings, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not come as a file; there are institutions_register, star_balance"):
        import_file(sources()["dst_neet3"], as_csv(tmp_path, BALANCE), home.paths)


def test_skilled_titles_in_shortage_are_counted_once_for_the_region(home: Settings, tmp_path: Path) -> None:
    assert latest(home) == (19, "2021-01", "programme_document")
    taken(home, tmp_path)
    assert latest(home) == (2, "2026-01", "star_balance")  # Elektriker in both areas, Tømrer in one
    baseline = open_store(home.paths).observations("shortage_titles", "084")[0]
    assert (baseline.value, baseline.period) == (19, "2021-01")


def test_a_title_nobody_knows_stops_the_month_and_is_told(home: Settings, tmp_path: Path) -> None:
    result = import_file(SOURCE, as_csv(tmp_path, BALANCE.replace("Tømrer", "Tømrerist")), home.paths)
    (coverage,) = result.coverages
    assert (coverage.known, coverage.unknown, coverage.share) == (4, ("Tømrerist",), 0.8)
    assert latest(home) == (19, "2021-01", "programme_document")
    with connect(current_warehouse(home.paths), read_only=True) as warehouse:
        rows = read_frame(
            warehouse, "SELECT value, unknown_count FROM mart_shortage_titles WHERE rar_code = 'bornholm'"
        )
    assert rows.rows() == [(1, 1)]


def test_a_region_without_one_of_its_areas_is_not_counted(home: Settings, tmp_path: Path) -> None:
    taken(home, tmp_path, "".join(line for line in BALANCE.splitlines(keepends=True) if "Bornholm" not in line))
    assert latest(home) == (19, "2021-01", "programme_document")


def test_schools_lie_where_their_register_says(home: Settings, tmp_path: Path) -> None:
    for source_id, text in TEXTS.items():
        taken(home, tmp_path, text.replace("101401", "280051"), source_id)
    build(home)
    columns = "area_code, institution_code, programme_code, value, denominator_count, is_hidden"
    with connect(current_warehouse(home.paths), read_only=True) as warehouse:
        wellbeing = read_frame(warehouse, f"SELECT {columns} FROM mart_wellbeing ORDER BY 1").rows()
        agreements = read_frame(warehouse, f"SELECT {columns} FROM mart_agreements ORDER BY 1").rows()
        recruitment = read_frame(warehouse, "SELECT area_code, value FROM mart_recruitment_rate ORDER BY 1").rows()
    assert wellbeing == [
        ("147", "147401", "30402510", 3.9, 1084, False),
        ("219", "280051", "30354010", None, None, True),
    ]
    assert agreements == [
        ("147", "147401", "30402510", 0.5, 84, False),
        ("219", "280051", "30354010", None, None, True),
    ]
    assert recruitment == [("000", 0.305), ("084", 0.276)]


def test_counts_nobody_has_protected_cannot_pass_as_published(published: Settings) -> None:
    indicator = indicators()["apprenticeship_share"]
    series = indicator.series[0].model_copy(update={"mart": "mart_agreements"})
    with connect(current_warehouse(published.paths), read_only=True) as warehouse:
        frame = read_frame(warehouse, "SELECT * FROM result_indicator__observation WHERE indicator_id = 'intake'")
    problems = findings(indicator.model_copy(update={"series": (series,)}), frame)
    assert "holds counts that nobody has protected" in "".join(map(str, problems))


def test_codes_that_no_list_knows_are_found(home: Settings, tmp_path: Path) -> None:
    taken(home, tmp_path, BALANCE.replace("Kok", "Kokkerist"))
    taken(home, tmp_path, TEXTS["uvm_agreements_file"].replace("Elektriker", "Alle"), "uvm_agreements_file")
    taken(home, tmp_path, TEXTS["institutions_register"].replace("Hillerød", "Nuuk"), "institutions_register")
    found = {(each.column, each.code_list, each.code, each.cells) for each in unknown_codes(home.paths)}
    assert found == {
        ("stillingsbetegnelse", "job_titles", "Kokkerist", 1),
        ("institutionsnummer", "institutions", "101401", 2),
        ("Beliggenhedskommune", "areas", "Nuuk", 2),
    }


@pytest.mark.parametrize(("source_id", "odd"), [("dst_statusu6", "98"), ("dst_uddakt10", "998"), ("dst_ras200", "01")])
def test_codes_beside_the_municipalities_are_known(fetch_settings: Settings, source_id: str, odd: str) -> None:
    source = sources()[source_id]
    assert source.statbank is not None
    (column,) = (name for name, code_list in source.statbank.codes.items() if code_list == "areas")
    assert odd in load_frame(fetch(source, fetch_settings).snapshot)[column.upper()].unique()
    assert unknown_codes(fetch_settings.paths) == ()


@pytest.mark.parametrize(
    ("code_list", "text", "code"),
    [
        ("areas", "84", "084"), ("areas", "Frederiksberg Kommune", "147"), ("areas", "999", None),
        ("db07", "011", "011"), ("db07_groups", "CA", "CA"), ("db07_groups", "CZ", None), ("disced15", "H30", "H30"),
        ("disced15", "H301020", "H301020"), ("disced15", "H309999", None), ("disced15", "H7025", "H7025"),
        ("disced15", "H11", None), ("disced15", "301020", None), ("disced15", "Hus", None),
        ("disco08", "7411", "7411"), ("disco08", "9999", None), ("educations", "3040", "3040"),
        ("programmes", "elektriker", "30402510"), ("labour_council_areas", "RAR Fyn", "fyn"),
        ("institutions", "1", None), ("job_titles", "VVS-Montør", "VVS-montør"),
    ],
)  # fmt: skip
def test_a_list_knows_codes_and_names(code_list: str, text: str, code: str | None) -> None:
    assert look_up(code_list, text) == code


@pytest.fixture
def command(home: Settings, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """The command line in an empty installation."""
    monkeypatch.setenv("FAGLAERT_HOME", str(home.paths.home))
    return CliRunner()


def test_the_command_prints_what_the_list_of_titles_knows(command: CliRunner, tmp_path: Path) -> None:
    path = as_csv(tmp_path, BALANCE.replace("Kok", "Kokkerist"))
    printed = command.invoke(app, ["import", "star_balance", str(path), "--dry-run"])
    assert printed.exit_code == 0
    assert "4 of 5 (80.0%)" in printed.output
    assert "Not known by job_titles: Kokkerist." in printed.output


def test_the_command_speaks_json(command: CliRunner, tmp_path: Path) -> None:
    said = json.loads(command.invoke(app, ["import", "star_balance", str(as_csv(tmp_path, BALANCE)), "--json"]).stdout)
    assert (said["result"], said["rows"], said["coverage"][0]["share"]) == ("new", 6, 1.0)
    assert json.loads(command.invoke(app, ["classifications", "check", "--json"]).stdout) == []


def test_a_file_to_import_cannot_be_fetched(command: CliRunner) -> None:
    refused = command.invoke(app, ["fetch", "star_balance"])
    assert isinstance(refused.exception, UsageError)
    assert "run `faglaert import star_balance FILE`" in str(refused.exception)


def test_unknown_codes_are_refused_data(command: CliRunner, tmp_path: Path) -> None:
    command.invoke(app, ["import", "star_balance", str(as_csv(tmp_path, BALANCE.replace("Kok", "Kokkerist")))])
    refused = command.invoke(app, ["classifications", "check"])
    assert isinstance(refused.exception, DataRefusedError)
    assert "'Kokkerist' is in no list" in str(refused.exception)


def test_a_written_template_opens_in_danish_excel(command: CliRunner, tmp_path: Path) -> None:
    out = tmp_path / "template.csv"
    printed = command.invoke(app, ["import-template", "uvm_agreements_file", "--out", str(out)])
    assert out.read_bytes().startswith(b"\xef\xbb\xbfuddannelse;institutionsnummer;")
    assert "med aftale: Dem med en uddannelsesaftale" in printed.output


@pytest.mark.parametrize("arguments", [["import", "nothing", "x.csv"], ["import-template", "nothing"]])
def test_an_unknown_source_is_a_wrong_call(command: CliRunner, arguments: list[str]) -> None:
    refused = command.invoke(app, arguments)
    assert isinstance(refused.exception, UsageError)
    assert "those that come as files are institutions_register" in str(refused.exception)
