# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Fetched tables take the place of embedded figures, part by part, or are refused: never filled silently."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import duckdb
import polars as pl
import pytest

from faglaert.balance.axes import AGES, EDUCATIONS
from faglaert.balance.embedded import embedded_inputs
from faglaert.balance.inputs import DataKind
from faglaert.balance.statbank import statbank_inputs
from faglaert.definitions.classifications import areas, region_municipalities
from faglaert.errors import DataRefusedError
from faglaert.warehouse import build
from faglaert.warehouse.connection import connect, create_table

STAGING = Path(build.__file__).parent / "sql" / "staging" / "60_balance.sql"
MUNICIPALITIES = [area.code for area in region_municipalities("084")]
STATUS = ["OMRÅDE", "UDDANNELSE", "SOCIO", "ALDER", "KØN", "TID", "INDHOLD"]
RAW = {
    "raw_dst_hfudd11_ages": ["BOPOMR", "HERKOMST", "HFUDD", "ALDER", "KØN", "TID", "INDHOLD"],
    "raw_dst_ras209": STATUS,
    "raw_dst_ras209_regions": STATUS,
    "raw_dst_nabb36": ["SOCIO", "BRANCHE", "TID", "INDHOLD"],
    "raw_dst_pend101": ["OMRÅDE", "BRANCHE07", "PENDLING", "KØN", "TID", "INDHOLD"],
    "raw_dst_frkm": ["KOMMUNEDK", "ALDER", "KØN", "TID", "INDHOLD"],
    "raw_dst_hfudd16": ["BOPOMR", "UDDANNELSEF", "SOCIO", "ERHVERV", "ALDER", "KOEN", "TID", "INDHOLD"],
    "raw_dst_ras310": ["OMRÅDE", "UDDANNELSE", "BRANCHE07", "ALDER", "KØN", "TID", "INDHOLD"],
    "raw_dst_pend100": ["BOPKOM", "ARBEJDSSTED", "KØN", "TID", "INDHOLD"],
}
Rows = list[tuple[object, ...]]


def projected() -> Rows:
    """A thousand of each sex at every age in every municipality, with the totals the table has beside them."""
    ages = [str(age) for age in range(12, 80)]
    rows = list(product(MUNICIPALITIES, ages, ("M", "K"), map(str, range(2025, 2037)), (1000.0,)))
    return [*rows, ("101", "TOT", "M", "2026", 9999.0), ("101", "20", "TOT", "2026", 20.0)]


def counted() -> Rows:
    """A hundred of each education in each of two statuses; H35 stands beside H30; an older year."""
    codes = ["TOT", *EDUCATIONS, "H35"]
    rest = ("TOT", "TOT", "TOT")
    new = [(area, code, socio, *rest, "2023", 100.0) for area in MUNICIPALITIES for code in codes for socio in "01"]
    return [*new, *((area, "H10", "0", *rest, "2022", 7.0) for area in MUNICIPALITIES)]


def worked() -> Rows:
    """Every education everywhere, skilled most in building; codes of one and two letters, and with totals."""
    industries = ["A", "CA", "CM", "F", "G", "JA", "K", "LA", "MA", "N", "QA", "SA", "TOT", "X"]
    everywhere = product(("084", "000"), (*EDUCATIONS, "TOT"), industries, ("TOT",), ("TOT",), ("2023",), (50.0,))
    return [*everywhere, ("084", "H35", "F", "TOT", "TOT", "2023", 300.0)]


def commuted(*, by_region: bool = True) -> Rows:
    """Of 1,000 residents in work 100 work outside; 300 come from Greve."""
    inside, outside = ("084", "085") if by_region else ("101", "253")
    men = ("101", inside, "M", "2023", 555.0)
    rows: Rows = [("101", inside, "TOT", "2023", 900.0), ("101", outside, "TOT", "2023", 100.0), men]
    other = ("101", "000", "TOT", "2023", 1000.0)
    return [*rows, ("253", inside, "TOT", "2023", 300.0), ("253", outside, "TOT", "2023", 700.0), other]


@pytest.fixture
def warehouse(tmp_path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse with nothing fetched."""
    with connect(tmp_path / "warehouse.duckdb", read_only=False) as connection:
        create_table(connection, "dim_area", pl.DataFrame({"area_code": [area.code for area in areas()]}))
        ids = [name.removeprefix("raw_") for name in RAW]
        told = {
            "source_id": ids,
            "snapshot_id": [f"20261123T06-{i}" for i in ids],
            "file_name": ["data.csv"] * len(ids),
        }
        create_table(connection, "dim_source", pl.DataFrame(told))
        for name in RAW:
            put(connection, name, [])
        yield connection


def put(connection: duckdb.DuckDBPyConnection, name: str, rows: Rows) -> None:
    """Fill one raw table and stage all of them once more."""
    schema = {column: pl.Float64 if column == "INDHOLD" else pl.String for column in RAW[name]}
    frame = pl.DataFrame(rows, schema=schema, orient="row").with_row_index("row_number", offset=2)
    create_table(connection, name, frame)
    if len(connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name LIKE 'raw_%'").fetchall()) == len(RAW):
        connection.execute(STAGING.read_text(encoding="utf-8"))


def test_nothing_fetched_leaves_the_embedded_inputs(warehouse) -> None:
    assert statbank_inputs(warehouse).vintage == embedded_inputs().vintage


def test_a_warehouse_of_an_older_version_leaves_them_too(tmp_path) -> None:
    with connect(tmp_path / "older.duckdb", read_only=False) as connection:
        assert statbank_inputs(connection).vintage == embedded_inputs().vintage


def test_a_fetched_projection_is_taken_to_the_person_and_is_official(warehouse) -> None:
    put(warehouse, "raw_dst_frkm", projected())
    inputs = statbank_inputs(warehouse, "municipality")
    assert (inputs.population.values == 5000).all()
    assert inputs.population.provenance.kind is DataKind.OFFICIAL
    assert inputs.vintage == "statbank frkm@20261123"
    assert "20261123T06-dst_frkm" in inputs.population.provenance.text


def test_sexes_by_number_are_known(warehouse) -> None:
    numbered = [(area, age, {"M": "1", "K": "2"}.get(sex, sex), *rest) for area, age, sex, *rest in projected()]
    put(warehouse, "raw_dst_frkm", numbered)
    assert (statbank_inputs(warehouse, "municipality").population.values == 5000).all()


def test_a_projection_without_an_age_is_refused(warehouse) -> None:
    put(warehouse, "raw_dst_frkm", [row for row in projected() if row[:2] != ("147", "33")])
    with pytest.raises(DataRefusedError, match="147, K, 2026: 4 single ages from 30, expected 5"):
        statbank_inputs(warehouse)


def test_a_projection_without_a_municipality_is_refused(warehouse) -> None:
    put(warehouse, "raw_dst_frkm", [row for row in projected() if row[0] != "147"])
    with pytest.raises(DataRefusedError, match="no row gives area_code 147"):
        statbank_inputs(warehouse)


def test_counted_educations_replace_the_split_of_the_rest(warehouse) -> None:
    put(warehouse, "raw_dst_hfudd16", counted())
    inputs = statbank_inputs(warehouse, "municipality")
    people = inputs.population.values[..., 0, None] * inputs.shares.values
    totals = people[:, : AGES.index("70-74")].sum(axis=(1, 2))
    expected = [0.2 if code == "H30" else 0.1 for code in EDUCATIONS]
    assert totals[0] / totals[0].sum() == pytest.approx(expected)
    assert inputs.shares.provenance.kind is DataKind.MODELLED
    assert inputs.unemployment.provenance == embedded_inputs().unemployment.provenance


def test_educations_without_one_of_them_are_refused(warehouse) -> None:
    put(warehouse, "raw_dst_hfudd16", [row for row in counted() if row[1] != "H90"])
    with pytest.raises(DataRefusedError, match="education H90"):
        statbank_inputs(warehouse)


def test_a_fetched_table_of_industries_is_where_the_mix_begins(warehouse) -> None:
    put(warehouse, "raw_dst_ras310", worked())
    inputs = statbank_inputs(warehouse, "municipality")
    building, finance = (inputs.mix.values[0, inputs.axes.industries.index(code)] for code in ("F", "K"))
    skilled, unskilled = EDUCATIONS.index("H30"), EDUCATIONS.index("H10")
    odds = building[skilled] / building[unskilled] / (finance[skilled] / finance[unskilled])
    assert odds == pytest.approx(350 / 50)
    assert inputs.mix.provenance.kind is DataKind.MODELLED


def test_an_unknown_industry_is_refused(warehouse) -> None:
    put(warehouse, "raw_dst_ras310", [*worked(), ("084", "H10", "10", "TOT", "TOT", "2023", 1.0)])
    row = len(worked()) + 2
    with pytest.raises(
        DataRefusedError, match=rf"dst_ras310/data.csv, row {row}, column industry: unknown code '10'; expected"
    ):
        statbank_inputs(warehouse)


@pytest.mark.parametrize("by_region", [True, False])
def test_commuting_in_and_out_is_that_of_the_table(warehouse, by_region) -> None:
    put(warehouse, "raw_dst_pend100", commuted(by_region=by_region))
    inputs = statbank_inputs(warehouse)
    (inside, leaving), (arriving, _) = inputs.commuters.values
    assert leaving / (inside + leaving) == pytest.approx(0.1)
    assert arriving / (inside + leaving) == pytest.approx(0.3)
    assert inputs.commuters.provenance.source == "dst_pend100"


def test_commuters_without_a_resident_of_the_region_are_refused(warehouse) -> None:
    put(warehouse, "raw_dst_pend100", [row for row in commuted() if row[0] != "101"])
    with pytest.raises(DataRefusedError, match="nobody who lives in the region works anywhere"):
        statbank_inputs(warehouse)


@pytest.mark.parametrize(("table", "rows"), [("raw_dst_pend100", commuted), ("raw_dst_frkm", projected)])
def test_a_hidden_figure_among_others_is_refused_by_row(warehouse, table, rows) -> None:
    first, *others = rows()
    put(warehouse, table, [(*first[:-1], None), *others])
    told = rf"{table.removeprefix('raw_')}/data.csv, row 2, column INDHOLD: is hidden, expected a number of persons"
    with pytest.raises(DataRefusedError, match=told):
        statbank_inputs(warehouse)


def test_a_table_with_every_figure_hidden_leaves_the_embedded_inputs(warehouse) -> None:
    put(warehouse, "raw_dst_pend100", [(*row[:-1], None) for row in commuted()])
    assert statbank_inputs(warehouse).vintage == embedded_inputs().vintage


def test_a_table_of_places_that_are_unknown_leaves_commuting_embedded(warehouse) -> None:
    put(warehouse, "raw_dst_pend100", [("101", "Z9", "TOT", "2023", 5.0)])
    assert statbank_inputs(warehouse).commuters.provenance == embedded_inputs().commuters.provenance


def test_a_vintage_names_every_table_and_its_day(warehouse) -> None:
    put(warehouse, "raw_dst_hfudd16", counted())
    put(warehouse, "raw_dst_pend100", commuted())
    assert statbank_inputs(warehouse).vintage == "statbank hfudd16@20261123 pend100@20261123"
