# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The synthetic register from end to end: the same from the same seed, stored whole, never beside official data."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from faglaert.atomic import POINTER
from faglaert.errors import DataRefusedError, UsageError
from faglaert.paths import Paths
from faglaert.pathways.inputs import read_register
from faglaert.pipeline.register_commands import app
from faglaert.registers.storage import Provenance, current, folder, loads_in_force, refuse_mixture, scan, write
from faglaert.registers.synthetic.generating import synthesise
from faglaert.registers.synthetic.storing import store_synthetic
from tests.register_files import kotre, load

SMALL = 3000
TABLES = ["persons", "spells", "agreements", "status_months", "institutions"]
MADE = ["register", "synthesise", "--persons", str(SMALL)]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "var")


def files(paths: Paths) -> dict[str, bytes]:
    """Every file of the register but the lock."""
    found = folder(paths).rglob("*")
    return {str(path): path.read_bytes() for path in found if path.is_file() and path.name != ".lock"}


def _full_at(table: str) -> Callable[[Paths, Mapping[str, pl.DataFrame], Provenance], Path]:
    """Writing that finds the disk full at one table."""

    def writing(paths: Paths, tables: Mapping[str, pl.DataFrame], provenance: Provenance) -> Path:
        if provenance.table == table:
            raise OSError("no space left on device")
        return write(paths, tables, provenance)

    return writing


@pytest.mark.parametrize("threads", [2, 5])
def test_threads_decide_nothing(threads: int) -> None:
    one, several = synthesise(20_000, 5, threads=1), synthesise(20_000, 5, threads=threads)
    assert [name for name in one if not one[name].equals(several[name])] == []


def test_chunks_of_persons_are_drawn_side_by_side_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = synthesise(SMALL, 5)
    monkeypatch.setattr("faglaert.registers.synthetic.drawing.CHUNK", 700)
    monkeypatch.setattr("faglaert.registers.synthetic.statuses.CHUNK", 900)
    assert [name for name, table in synthesise(SMALL, 5).items() if not table.equals(whole[name])] == []


def test_another_seed_is_another_register() -> None:
    one, other = synthesise(SMALL, 1), synthesise(SMALL, 2)
    alike = [name for name in one if one[name].equals(other[name])]
    assert alike == ["institutions"]


@pytest.mark.parametrize(
    ("persons", "seed", "threads"), [(10, 1, None), (10**9, 1, None), (SMALL, -1, 1), (SMALL, 1, 0)]
)
def test_numbers_that_cannot_be_used_are_refused(persons: int, seed: int, threads: int | None) -> None:
    with pytest.raises(UsageError):
        synthesise(persons, seed, threads=threads)


def test_every_table_is_in_force_under_one_load(paths: Paths) -> None:
    made = store_synthetic(paths, SMALL, 1)
    loads = loads_in_force(paths)
    assert [each.table for each in loads] == TABLES
    assert {(each.load_id, each.data_kind, each.format) for each in loads} == {(made.load_id, "synthetic", "synthetic")}
    assert scan(paths, "spell_overlaps", of="spells").collect().height == made.rows["spell_overlaps"]
    assert scan(paths, "persons").collect().height == SMALL


def test_the_pathways_read_it_with_ages_and_its_closing_date(paths: Paths) -> None:
    store_synthetic(paths, SMALL, 1)
    read = read_register(paths)
    assert (read.data_kind, read.closing_date) == ("synthetic", date(2024, 12, 31))
    assert read.rows["age"].max() < 100


def test_the_same_again_changes_nothing(paths: Paths) -> None:
    first = store_synthetic(paths, SMALL, 1)
    before = files(paths)
    assert store_synthetic(paths, SMALL, 1).load_id == first.load_id
    assert files(paths) == before


def test_another_one_takes_the_place_of_the_first(paths: Paths) -> None:
    first, second = store_synthetic(paths, SMALL, 1), store_synthetic(paths, SMALL, 2)
    assert {each.load_id for each in loads_in_force(paths)} == {second.load_id}
    assert not [path for path in files(paths) if first.load_id in path]


def test_a_table_that_cannot_be_written_leaves_the_register_in_force(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = store_synthetic(paths, SMALL, 1)
    monkeypatch.setattr("faglaert.registers.synthetic.storing.write", _full_at("status_months"))
    with pytest.raises(OSError, match="no space left"):
        store_synthetic(paths, SMALL, 2)
    assert {each.load_id for each in loads_in_force(paths)} == {first.load_id}
    assert read_register(paths).data_kind == "synthetic"


def test_a_dry_run_stores_nothing(paths: Paths) -> None:
    assert store_synthetic(paths, SMALL, 1, is_dry_run=True).load_id == ""
    assert files(paths) == {}


def test_it_is_refused_beside_official_data(tmp_path: Path, paths: Paths) -> None:
    load(tmp_path, "kotre", [kotre()])
    before = files(paths)
    with pytest.raises(UsageError, match=r"official data are loaded \(spells\)"):
        store_synthetic(paths, SMALL, 1)
    assert files(paths) == before


def test_official_data_are_refused_beside_it(tmp_path: Path, paths: Paths) -> None:
    store_synthetic(paths, SMALL, 1)
    before = files(paths)
    with pytest.raises(UsageError, match="a synthetic register is loaded"):
        load(tmp_path, "kotre", [kotre()])
    assert files(paths) == before


def test_official_data_may_take_its_place_as_a_whole(tmp_path: Path, paths: Paths) -> None:
    store_synthetic(paths, SMALL, 1)
    load(tmp_path, "kotre", [kotre()], replace=True)
    assert [(each.table, each.data_kind) for each in loads_in_force(paths)] == [("spells", "official")]
    assert not [path for path in files(paths) if "synthetic" in path]


def test_tables_of_two_synthetic_registers_are_not_read_together(paths: Paths) -> None:
    store_synthetic(paths, SMALL, 1)
    pointer = folder(paths) / "persons" / POINTER
    other = pointer.parent / "another-load"
    (pointer.parent / pointer.read_text()).rename(other)
    about = json.loads((other / "provenance.json").read_text())
    (other / "provenance.json").write_text(json.dumps(about | {"load_id": other.name}))
    pointer.write_text(other.name)
    with pytest.raises(DataRefusedError, match="two synthetic registers"):
        read_register(paths)


def test_official_and_synthetic_tables_are_not_read_together(tmp_path: Path, paths: Paths) -> None:
    store_synthetic(paths, SMALL, 1)
    (folder(paths) / "spells" / POINTER).unlink()
    store_official = Paths(tmp_path / "other")
    load(tmp_path / "other-home", "kotre", [kotre()])
    official = folder(Paths(tmp_path / "other-home" / "var")) / "spells"
    for each in official.iterdir():
        each.rename(folder(paths) / "spells" / each.name)
    assert current(store_official, "spells") is None
    with pytest.raises(DataRefusedError, match="official and synthetic tables"):
        refuse_mixture(paths)


def test_the_command_says_what_it_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAGLAERT_HOME", str(tmp_path))
    said = CliRunner().invoke(app, ["synthesise", "--persons", str(SMALL), "--seed", "3"])
    assert said.exit_code == 0
    assert "figures within their limits" in said.output
    status = json.loads(CliRunner().invoke(app, ["status", "--json"]).stdout)
    assert {(each["data_kind"], each["closing_date"]) for each in status} == {("synthetic", "2024-12-31")}


def test_the_command_prints_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAGLAERT_HOME", str(tmp_path))
    said = CliRunner().invoke(app, ["synthesise", "--persons", str(SMALL), "--dry-run", "--json"])
    report = pl.DataFrame(json.loads(said.stdout)["report"])
    assert {"P035", "P013", "P016", "P030"} <= set(report["figure_ids"])
    assert report.filter(pl.col("id") == "dropout_basic")["target"].item() == 0.124
