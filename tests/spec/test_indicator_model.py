# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""How observations are made from series: a small table in, the expected rows out."""

import polars as pl
import pytest

from faglaert.definitions.indicators import Indicator, indicators
from faglaert.indicators.checks import findings
from faglaert.indicators.model import combine

SCHEMA = {
    "area_code": pl.String,
    "period": pl.String,
    "value": pl.Float64,
    "numerator_count": pl.Float64,
    "denominator_count": pl.Float64,
    "data_kind": pl.String,
    "source_id": pl.String,
    "snapshot_id": pl.String,
    "is_hidden_in_source": pl.Boolean,
}


def series(*rows: tuple[object, ...], source: str = "dst_neet3", kind: str = "official") -> pl.DataFrame:
    """Rows of area, period, value, numerator, denominator."""
    return pl.DataFrame([(*row, kind, source, "s1", False) for row in rows], schema=SCHEMA, orient="row")


@pytest.fixture
def neet() -> Indicator:
    return indicators()["neet_share"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param((0.0805, None, None), 0.0805, id="a finished share is kept"),
        pytest.param((None, 805.0, 10_000.0), 0.0805, id="counts become a share"),
        pytest.param((0.081, 805.0, 10_000.0), 0.081, id="the source's own share goes before its counts"),
        pytest.param((None, 5.0, 0.0), None, id="nobody to divide by: no share"),
        pytest.param((None, None, 100.0), None, id="an unknown numerator is not zero"),
    ],
)
def test_value(neet: Indicator, given: tuple[object, ...], expected: float | None) -> None:
    (row,) = combine(neet, [series(("101", "2024", *given))]).rows(named=True)
    assert row["value"] == expected


def test_the_earlier_series_wins(neet: Indicator) -> None:
    first = series(("084", "2018", 0.0975, None, None))
    second = series(("084", "2018", 0.10, None, None), ("084", "2015", 0.11, None, None), source="programme_document")
    rows = combine(neet, [first, second]).select("period", "value", "source_id").rows()
    assert rows == [("2015", 0.11, "programme_document"), ("2018", 0.0975, "dst_neet3")]


def test_synthetic_rows_are_never_mixed_with_official(neet: Indicator) -> None:
    frame = combine(
        neet, [series(("084", "2018", 0.1, None, None)), series(("101", "2018", 0.1, None, None), kind="synthetic")]
    )
    assert any("mixes official and synthetic" in str(finding) for finding in findings(neet, frame))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("084", "2018", 1.2, None, None)], "1.2 cannot be"),
        ([("084", "2018", -0.1, None, None)], "-0.1 cannot be"),
        ([("084", "2018", 0.5, 10.0, 100.0)], "0.5 cannot be"),
        ([("084", "2018/19", 0.1, None, None)], "but 2018/19 is another kind"),
        ([("101", "2018", 0.1, None, None)], "084, 2018 is not observed"),
        ([], "gives no observation"),
    ],
)
def test_what_is_refused(neet: Indicator, rows: list[tuple[object, ...]], words: str) -> None:
    problems = findings(neet, combine(neet, [series(*rows)]))
    assert any(words in str(finding) for finding in problems)


def test_nothing_is_wrong_with_good_rows(neet: Indicator) -> None:
    assert findings(neet, combine(neet, [series(("084", "2018", 0.1, 1000.0, 10_000.0))])) == []
