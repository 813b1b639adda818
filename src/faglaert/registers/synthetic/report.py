# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The targets, what a register reaches, and the difference: the table of docs/methods/synthetic-register.md."""

from collections.abc import Callable, Mapping

import polars as pl

from faglaert.definitions.figures import programme_figures
from faglaert.definitions.synthetic import Target, frame, targets
from faglaert.registers.synthetic.counting import BASIC, MAIN, Counted, Counts

LARGEST_RELATIVE = 0.02
LARGEST_POINTS = 0.005
HEADINGS = ("figure", "what", "period", "target", "reached", "difference")
_ADULT, _YOUNG_ADULT, _OLDEST = 18, 19, 200


def calibration_report(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Every target against ``tables``.

    Columns: id, figure_ids, title_da, title_en, period, unit, target, reached, difference, limit, is_within.

    Numbers of persons are targets in proportion to the number of persons in the register. ``difference`` is relative
    for numbers and in points (as a share) for shares; ``limit`` is what it may be.
    """
    counts = Counts(tables)
    scale = tables["persons"].height / frame().true_scale_persons
    rows = []
    for target in targets():
        unit = unit_of(target)
        wanted = target.value * (scale if unit == "persons" else 1.0)
        reached = _MEASURES[target.measure](counts, target).value
        limit = LARGEST_POINTS if unit == "share" else LARGEST_RELATIVE
        difference = reached - wanted if unit == "share" else reached / wanted - 1
        rows.append(
            {
                "id": target.id,
                "figure_ids": target.figure_ids,
                "title_da": target.title_da,
                "title_en": target.title_en,
                "period": target.period,
                "unit": unit,
                "target": wanted,
                "reached": reached,
                "difference": difference,
                "limit": limit,
                "is_within": abs(difference) <= limit,
            }
        )
    return pl.DataFrame(rows)


def report_rows(report: pl.DataFrame) -> list[tuple[str, ...]]:
    """The report in words, a row a figure (:data:`HEADINGS`); shares in per cent, their differences in points."""
    return [
        (
            row["figure_ids"].replace("+", " + "),
            row["title_en"],
            row["period"],
            _written(row["target"], row["unit"]),
            _written(row["reached"], row["unit"]),
            f"{100 * row['difference']:+.2f} {'points' if row['unit'] == 'share' else '%'}",
        )
        for row in report.iter_rows(named=True)
    ]


def _written(value: float, unit: str) -> str:
    return f"{100 * value:.2f} %" if unit == "share" else f"{value:.0f}"


def unit_of(target: Target) -> str:
    """The unit of the figure a target is printed as."""
    known = {figure.id: figure.unit for figure in programme_figures()}
    return known[target.figure_ids.split("+")[0]]


def _change(count: Callable[[str], Counted], period: str) -> Counted:
    """The count in the last of two school years less that in the first (``2015/16-2019/20``)."""
    first, last = period.split("-")
    return Counted(count(last).persons - count(first).persons)


def _adults(counts: Counts, period: str) -> Counted:
    return counts.intake(period, ages=(_ADULT, _OLDEST))


def _adult_share(counts: Counts, target: Target) -> Counted:
    return Counted(_adults(counts, target.period).persons, counts.intake(target.period).persons)


def _young_adults(counts: Counts, period: str) -> Counted:
    return counts.intake(period, ages=(_ADULT, _YOUNG_ADULT))


def _group(target: Target) -> str:
    return target.group or ""


_MEASURES: dict[str, Callable[[Counts, Target], Counted]] = {
    "intake": lambda counts, target: counts.intake(target.period, target.group),
    "intake_18_plus": lambda counts, target: _adults(counts, target.period),
    "intake_18_plus_share": _adult_share,
    "intake_change": lambda counts, target: _change(counts.intake, target.period),
    "intake_18_plus_change": lambda counts, target: _change(lambda year: _adults(counts, year), target.period),
    "intake_18_19_change": lambda counts, target: _change(lambda year: _young_adults(counts, year), target.period),
    "completed_main": lambda counts, target: counts.completed_main(target.period),
    "dropout_basic_share": lambda counts, target: counts.dropout_share(BASIC, target.period),
    "dropout_main_share": lambda counts, target: counts.dropout_share(MAIN, target.period),
    "gf2_not_in_main_share": lambda counts, target: counts.not_in_main_share(_group(target), target.period),
    "programmes_counted": lambda counts, target: counts.programmes(target.period)[0],
    "programmes_meeting_target": lambda counts, target: counts.programmes(target.period)[1],
    "employment_share": lambda counts, target: counts.employment_share(target.period, target.group),
    "apprenticeship_share": lambda counts, target: counts.apprenticeship_share(target.period, _group(target)),
    "young_persons": lambda counts, target: Counted(counts.outside(int(target.period)).whole or 0),
    "neet_persons": lambda counts, target: Counted(counts.outside(int(target.period)).persons),
    "neet_share": lambda counts, target: counts.outside(int(target.period)),
}
