# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Whatever stands in a definition, reading gives it back as it was, or refuses the file."""

import csv
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from faglaert.definitions.classifications import Area, AreaLevel
from faglaert.definitions.figures import SeriesFigure
from faglaert.definitions.reading import Definition, read_csv
from faglaert.errors import DataRefusedError
from faglaert.periods import parse_period

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('",\n'), min_size=1, max_size=20)
TEXT = WORDS.map(str.strip).filter(bool)  # blanks at the ends are no part of a definition
DATES = st.dates(date(1900, 1, 1), date(2100, 1, 1))
AREAS = st.builds(
    Area,
    code=TEXT,
    level=st.sampled_from(AreaLevel),
    name_da=TEXT,
    name_en=TEXT,
    parent_code=st.none() | TEXT,
    valid_from=DATES,
    valid_to=st.none() | DATES,
)
FIGURES = st.builds(
    SeriesFigure,
    area_code=TEXT,
    period=TEXT,
    category=TEXT,
    value=st.none() | st.floats(allow_nan=False, allow_infinity=False),
)


def written(path: Path, records: list[Definition]) -> Path:
    """The records as a CSV file, absent values as empty fields."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, type(records[0]).model_fields)
        writer.writeheader()
        writer.writerows(record.model_dump(mode="json") for record in records)
    return path


def rows_or_refused_file(path: Path) -> tuple[Definition, ...] | str:
    """What stands in the file, or the name the refusal gives."""
    try:
        return read_csv(Area, path)
    except DataRefusedError as refusal:
        return refusal.findings[0].file


@given(st.lists(AREAS, min_size=1, max_size=5) | st.lists(FIGURES, min_size=1, max_size=5))
def test_records_come_back_as_they_were(records: list[Definition]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder) / "records.csv", records)
        assert read_csv(type(records[0]), path) == tuple(records)


@given(st.binary(max_size=60))
def test_any_file_is_read_or_refused_by_name(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "areas.csv"
        path.write_bytes(content)
        assert rows_or_refused_file(path) in ((), "areas.csv")


@given(st.integers(1000, 9998))
def test_every_form_of_period_keeps_its_text(year: int) -> None:
    forms = [f"{year}", f"{year}/{(year + 1) % 100:02d}", f"{year}K3", f"{year}-09"]
    assert [parse_period(text).text for text in forms] == forms
    assert [parse_period(text).start for text in forms] == [
        date(year, 1, 1), date(year, 8, 1), date(year, 7, 1), date(year, 9, 1),
    ]  # fmt: skip
