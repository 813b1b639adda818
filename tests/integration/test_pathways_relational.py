# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The same cube from the kernels, from DuckDB and from Spark (needs the extra ``spark`` and Java 17)."""

import os
import shutil
import subprocess
import warnings
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from faglaert.pathways.cube import build_cube
from faglaert.pathways.definition import read_definition
from faglaert.pathways.episodes import find_episodes
from faglaert.pathways.inputs import Window, read_spells
from faglaert.registers.synthetic.generating import synthesise
from tests.small_world.spells import frame, random_persons, random_spells, spell

ibis = pytest.importorskip("ibis", reason="the extra spark is not installed")
relational = pytest.importorskip("faglaert.pathways.relational")

CLOSING, OPENING = date(2021, 6, 30), date(2019, 2, 1)
DEFINITIONS = [
    {},
    {"reentry_months": 0},
    {"reentry_months": 3, "unit": "school"},
    {"unit": "main_area"},
    {"unit": "eud", "reentry_months": 6},
    {"follow": "education"},
    {"follow": "education", "unit": "school", "risk_set": "main"},
    {"follow": "education", "unit": "eud", "risk_set": "gf1", "reentry_months": 12},
]


@contextmanager
def quiet():
    """Libraries that warn of their own changes to come."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def kernel_cube(spells, persons, definition, window):
    return build_cube(find_episodes(read_spells(spells, persons, window=window), definition))


@pytest.fixture(scope="module")
def duckdb_backend(tmp_path_factory):
    with quiet():
        return ibis.duckdb.connect(tmp_path_factory.mktemp("duckdb") / "spells.duckdb")


@pytest.fixture(scope="module")
def spark_backend():
    pyspark = pytest.importorskip("pyspark", reason="the extra spark is not installed")
    java = shutil.which("java")
    if java is None or subprocess.run([java, "-version"], capture_output=True, check=False).returncode:
        pytest.skip("there is no Java")
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    with quiet():
        session = (
            pyspark.sql.SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate()
        )
        yield ibis.pyspark.connect(session)
        session.stop()


def assert_same_cube(backend, folder, spells, persons, switches, opening=None):
    definition = read_definition(**switches)
    paths = {name: Path(folder) / f"{name}.parquet" for name in ("spells", "persons")}
    spells.write_parquet(paths["spells"])
    persons.write_parquet(paths["persons"])
    with quiet():
        tables = [backend.read_parquet(path, table_name=name) for name, path in paths.items()]
        cube = relational.relational_cube(*tables, definition=definition, closing=CLOSING, opening=opening)
    expected = kernel_cube(spells, persons, definition, Window(closing=CLOSING, opening=opening))
    assert cube.cells.equals(expected.cells)
    assert (cube.labels, cube.area_of_programme) == (expected.labels, expected.area_of_programme)


@pytest.mark.parametrize(
    "switches", DEFINITIONS, ids=lambda switches: "-".join(map(str, switches.values())) or "default"
)
@pytest.mark.parametrize("seed", [1, 2])
def test_duckdb_gives_the_same_cube(duckdb_backend, tmp_path, switches, seed):
    assert_same_cube(duckdb_backend, tmp_path, random_spells(700, seed, most=6), random_persons(700, seed), switches)


def test_duckdb_gives_the_same_cube_of_spells_seen_late(duckdb_backend, tmp_path):
    assert_same_cube(duckdb_backend, tmp_path, random_spells(500, 3), random_persons(500, 3), {}, OPENING)


@pytest.mark.parametrize(
    "switches", [DEFINITIONS[0], DEFINITIONS[4], DEFINITIONS[5]], ids=["default", "eud", "education"]
)
def test_duckdb_gives_the_same_cube_of_the_traps_in_the_synthetic_register(duckdb_backend, tmp_path, switches):
    tables = synthesise(6000, 1)
    assert_same_cube(duckdb_backend, tmp_path, tables["spells"], tables["persons"], switches)


@pytest.mark.slow
@pytest.mark.parametrize(
    "switches", [DEFINITIONS[0], DEFINITIONS[2], DEFINITIONS[5]], ids=["default", "school", "education"]
)
def test_spark_gives_the_same_cube(spark_backend, tmp_path, switches):
    assert_same_cube(spark_backend, tmp_path, random_spells(300, 4, most=6), random_persons(300, 4), switches)


def test_settled_months_are_refused(duckdb_backend):
    table = ibis.memtable(pl.DataFrame(frame([spell("a", start="2018-08-01")])).to_arrow())
    with pytest.raises(ValueError, match="settled"):
        relational.relational_cube(table, definition=read_definition(is_settled_only=True), closing=CLOSING)
