# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Whatever bytes are delivered: they are loaded whole or refused with a list, and nothing is told of any person."""

import tempfile
from pathlib import Path

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faglaert.errors import DataRefusedError
from faglaert.paths import Paths
from faglaert.registers.loading import load_register
from faglaert.registers.masking import mask_numbers, shown
from faglaert.registers.schema import TABLES
from faglaert.registers.storage import current, scan
from tests.register_files import ABSENCE, AGREEMENT, KEY, KOTRE, SCHOOL, write_csv

HEADINGS = ";".join(KOTRE).encode()
GOOD_ROW = ";".join(KOTRE.values()).encode()
CELLS = st.text(max_size=12) | st.sampled_from(
    ["", "0", "9999", "2019-01-01", "31-12-2019", "52", "4112", '"', "0101991234"]
)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CPR = st.from_regex(r"(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])[0-9]{2}-?[0-9]{4}", fullmatch=True)


def deliver(content: bytes, form: str, suffix: str = ".csv") -> tuple[bool, str]:
    """Load the bytes in a folder of its own; whether they were loaded, and what was said."""
    with tempfile.TemporaryDirectory() as name:
        path, paths = Path(name) / f"delivered{suffix}", Paths(Path(name) / "var")
        path.write_bytes(content)
        try:
            report = load_register([path], form, paths, key=KEY)
        except DataRefusedError as error:
            half_loaded = any(current(paths, table) is not None for table in TABLES)
            return half_loaded, f"half loaded: {half_loaded} {error}"
        assert scan(paths, report.table).collect().height == report.rows_stored
        assert report.rows_refused == 0
        return True, repr(report)


@SLOW
@given(st.binary(max_size=300))
def test_any_bytes_as_csv(content: bytes) -> None:
    assert deliver(content, "kotre")[0] is False


@SLOW
@given(st.binary(max_size=200))
def test_any_bytes_below_good_headings(content: bytes) -> None:
    loaded, said = deliver(HEADINGS + b"\n" + GOOD_ROW + b"\n" + content, "kotre")
    assert loaded or "refused" in said
    assert "half loaded: True" not in said


@SLOW
@given(st.binary(max_size=400), st.sampled_from([".parquet", ".sas7bdat"]))
def test_any_bytes_as_another_kind_of_file(content: bytes, suffix: str) -> None:
    assert deliver(content, "kotre", suffix)[0] is False


@SLOW
@given(st.lists(st.tuples(*[CELLS] * len(KOTRE)), min_size=1, max_size=4))
def test_any_cells_of_a_register(rows: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = write_csv(Path(name) / "k.csv", [dict(zip(KOTRE, row, strict=True)) for row in rows])
        loaded, said = deliver(path.read_bytes(), "kotre")
    assert loaded or "refused" in said
    assert "half loaded: True" not in said
    assert "0101991234" not in said


@SLOW
@given(st.lists(st.tuples(*[CELLS] * len(SCHOOL)), min_size=1, max_size=4))
def test_any_cells_of_a_school(rows: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = write_csv(Path(name) / "s.csv", [dict(zip(SCHOOL, row, strict=True)) for row in rows])
        loaded, said = deliver(path.read_bytes(), "school")
    assert loaded or "refused" in said
    assert "half loaded: True" not in said
    assert "0101991234" not in said


@SLOW
@given(st.sampled_from([("agreements", AGREEMENT), ("absence", ABSENCE)]), st.data())
def test_any_cells_of_what_a_school_keeps(of: tuple[str, dict[str, str]], data: st.DataObject) -> None:
    form, good = of
    cells = st.fixed_dictionaries({name: CELLS | st.just(cell) for name, cell in good.items()})
    with tempfile.TemporaryDirectory() as name:
        path = write_csv(Path(name) / "r.csv", [good, *data.draw(st.lists(cells, max_size=3))])
        loaded, said = deliver(path.read_bytes(), form)
    assert loaded or "refused" in said
    assert "half loaded: True" not in said
    assert "0101991234" not in said


@given(CPR, st.text(max_size=8), st.text(max_size=8))
def test_no_cell_shows_a_person_number(number: str, before: str, after: str) -> None:
    said = pl.DataFrame({"text": [before + number + after]}).select(shown(pl.col("text"))).item()
    assert number not in said


@given(CPR, st.text("abc _-.", max_size=8), st.text("_.", max_size=8))
def test_no_name_shows_a_person_number(number: str, before: str, after: str) -> None:
    assert number not in mask_numbers(before + number + after)
