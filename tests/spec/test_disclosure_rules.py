# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The cases of docs/methods/disclosure.md hold: the page is the specification and this test computes it."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from faglaert import display
from faglaert.definitions.parameters import disclosure_rule
from faglaert.disclosure import protect, violations

PAGE = Path(__file__).parents[2] / "docs" / "methods" / "disclosure.md"
HEAD = "| case | disclosure | unit | value | numerator | denominator | hidden in source | status | shown |"
RULE = disclosure_rule(date(2026, 1, 1))


def cases():
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = lines.index(HEAD) + 2
    names = [name.strip() for name in HEAD.strip("|").split("|")]
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append(dict(zip(names, [cell.strip() for cell in line.strip("|").split("|")], strict=True)))
    return rows


def protected(case):
    numbers = {name: float(case[name]) if case[name] else None for name in ("value", "numerator", "denominator")}
    observation = {
        "indicator_id": "example",
        "area_code": "084",
        "period": "2024",
        "value": numbers["value"],
        "numerator_count": numbers["numerator"],
        "denominator_count": numbers["denominator"],
        "data_kind": "official",
        "source_id": "register",
        "snapshot_id": "one",
        "unit": case["unit"],
        "disclosure": case["disclosure"],
        "is_hidden_in_source": case["hidden in source"] == "yes",
    }
    return protect(pl.DataFrame([observation]), RULE).frame


def test_page_has_its_cases():
    assert len(cases()) == 30


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["case"])
def test_case_is_shown_as_the_page_says(case):
    row = protected(case).row(0, named=True)
    low, high = row["low_value"], row["high_value"]
    shown = display.value_with_unit(row["value"], row["unit"], row["status"], "da", low=low, high=high)
    assert row["status"] == case["status"]
    assert shown.replace(display.NO_BREAK_SPACE, " ") == case["shown"]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["case"])
def test_hidden_case_has_no_number_left(case):
    row = protected(case).row(0, named=True)
    numbers = {name for name in row if name.endswith(("value", "_count")) and row[name] is not None}
    allowed = {"suppressed": set(), "missing": set(), "interval": {"low_value", "high_value"}}
    assert numbers <= allowed.get(case["status"], {"value", "numerator_count", "denominator_count"})
    assert ("value" in numbers) == (case["status"] in {"shown", "zero", "rounds_to_zero"})


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["case"])
def test_second_computation_agrees(case):
    assert violations(protected(case), RULE).is_empty()


def test_thresholds_are_those_the_page_tells():
    assert (RULE.smallest_count, RULE.smallest_mean_count) == (5, 7)
    assert (RULE.smallest_denominator, RULE.smallest_denominator_without_interval) == (20, 50)
