# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The synthetic register at true scale reaches the programme document's figures, and the docs print what it reaches."""

from pathlib import Path

import polars as pl
import pytest

from faglaert.definitions.figures import programme_figures
from faglaert.definitions.synthetic import calibration, frame, rates, targets
from faglaert.registers.synthetic.generating import synthesise
from faglaert.registers.synthetic.report import calibration_report, report_rows
from faglaert.registers.synthetic.solving import solve

PAGE = Path(__file__).parents[2] / "docs" / "methods" / "synthetic-register.md"
ASKED_FOR = {
    *("P035", "P036", "P037", "P044", "P045", "P003", "P013", "P014", "P015", "P016", "P017", "P018"),
    *("P030", "P038", "P031", "P032", "P033", "P034"),
}
"""Intake and its parts, passed main courses, dropout, losses after GF2, employment, NEET, the two programmes."""


@pytest.fixture(scope="module")
def report() -> pl.DataFrame:
    declared = calibration()
    assert declared.persons == frame().true_scale_persons
    return calibration_report(synthesise(declared.persons, declared.seed))


def test_every_figure_of_the_document_that_a_register_can_show_is_a_target() -> None:
    named = {figure_id for target in targets() for figure_id in target.figure_ids.split("+")}
    assert named >= ASKED_FOR
    assert named <= {figure.id for figure in programme_figures()}


def test_every_figure_is_reached_within_two_per_cent_or_half_a_point(report: pl.DataFrame) -> None:
    assert report.filter(~pl.col("is_within")).rows() == []
    assert set(report.filter(pl.col("unit") == "share")["limit"]) == {0.005}
    assert set(report.filter(pl.col("unit") != "share")["limit"]) == {0.02}


def test_the_page_prints_the_table_that_the_command_prints(report: pl.DataFrame) -> None:
    text = PAGE.read_text(encoding="utf-8")
    lines = [f"| {' | '.join(row)} |" for row in report_rows(report)]
    assert [line for line in lines if line not in text] == []


def test_the_page_tells_what_every_rate_means() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name, _ in rates() if f"`{name}`" not in text] == []
    assert [name for name in calibration().factors if f"`{name}`" not in text] == []


def test_the_factors_are_found_again_from_rates_as_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = calibration()
    effects = {str(target.factor): target.effect for target in targets() if target.factor}
    neutral = {name: 1.0 if effects[name] == "multiplies" else 0.0 for name in stored.factors}
    as_declared = stored.model_copy(update={"factors": neutral})
    monkeypatch.setattr("faglaert.registers.synthetic.solving.calibration", lambda: as_declared)
    found = solve(60_000, stored.seed, rounds=10).factors
    named = ("left_basic", "left_main", "outside_2018")
    assert {name: found[name] for name in named} == pytest.approx(
        {name: stored.factors[name] for name in named}, rel=0.1
    )
