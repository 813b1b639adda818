# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Tables about groups of persons whose statuses are decided already: what proves that they may be shown, and the gate.

Each row brings its true counts beside the numbers it shows. The gate looks at every number once more and lets the true
counts go no further.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from faglaert.definitions.parameters import DisclosureRule
from faglaert.errors import DataRefusedError, Finding

WITH_NUMBER = ("shown", "zero", "rounds_to_zero")
WITHOUT_NUMBER = ("suppressed", "missing", "not_applicable")
INTERVAL = "interval"

PROOF_COUNT, PROOF_TOTAL = "true_count", "true_total"
"""Persons counted, and persons they are a part of; null in the latter for a number of persons alone."""


@dataclass(frozen=True)
class Judgement:
    """The numbers that one status decides on, and the true counts that prove it.

    ``exact`` numbers stand only where a number is shown, ``bounds`` also where an interval is shown in its place.
    ``persons`` are those of the exact numbers that count persons: none of them may be small.
    """

    exact: tuple[str, ...]
    bounds: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    status: str = "status"
    count: str = PROOF_COUNT
    total: str | None = PROOF_TOTAL


@dataclass(frozen=True)
class GroupTable:
    """A table about groups: its name, the columns that say which group a row is about, and how numbers are judged.

    Columns named in neither must be words or truths: a number nobody judges is refused.
    """

    name: str
    keys: tuple[str, ...]
    judgements: tuple[Judgement, ...]


def read_groups(rows: pl.DataFrame, table: GroupTable, rule: DisclosureRule) -> pl.DataFrame:
    """``rows`` without their true counts; raises :class:`DataRefusedError` for a number that may not be shown."""
    proofs = {name for each in table.judgements for name in (each.count, each.total) if name is not None}
    judged = {name for each in table.judgements for name in (*each.exact, *each.bounds)}
    known = {*table.keys, *judged, *proofs}
    unjudged = [name for name, kind in rows.schema.items() if kind.is_numeric() and name not in known]
    findings = [Finding(table.name, None, name, "is a number that nobody judges") for name in unjudged]
    findings += [
        Finding(table.name, None, judgement.status, f"{problem} ({broken} rows)")
        for judgement in table.judgements
        for problem, condition in _problems(judgement, rule)
        if (broken := rows.filter(condition.fill_null(value=True)).height)
    ]
    if findings:
        raise DataRefusedError("figures about groups were refused", findings)
    return rows.drop(proofs)


def _problems(judgement: Judgement, rule: DisclosureRule) -> Iterator[tuple[str, pl.Expr]]:
    """What may be wrong with a row, and the expression that is true (or unknown) where it is."""
    status, count = pl.col(judgement.status), pl.col(judgement.count)
    is_hidden, is_interval, is_shown = (status.is_in(each) for each in (WITHOUT_NUMBER, [INTERVAL], WITH_NUMBER))
    numbers = [*judgement.exact, *judgement.bounds]
    yield "unknown status", ~(is_hidden | is_interval | is_shown)
    yield "a hidden row carries a number", is_hidden & _any_number(numbers)
    yield "an interval carries an exact number", is_interval & _any_number(judgement.exact)
    yield "a small number of persons is shown", is_shown & _any_small(judgement.persons, rule)
    yield "a small count is shown", (is_shown | is_interval) & _is_small(count, rule)
    if judgement.total is None:
        yield "a number of persons is no interval", is_interval
        return
    total = pl.col(judgement.total)
    yield "a small complement is shown", (is_shown | is_interval) & _is_small(total - count, rule)
    yield "a share of too few persons", is_shown & (total < rule.smallest_denominator_without_interval)
    yield "an interval of too few persons", is_interval & (total < rule.smallest_denominator)
    for name in judgement.bounds:
        fine = ((pl.col(name) * 100).round() - pl.col(name) * 100).abs() > 1e-6
        yield f"{name} of an interval is not in whole per cent", is_interval & fine.fill_null(value=False)


def _any_number(names: Sequence[str]) -> pl.Expr:
    return pl.any_horizontal(pl.lit(value=False), *(pl.col(name).is_not_null() for name in names))


def _any_small(names: Sequence[str], rule: DisclosureRule) -> pl.Expr:
    return pl.any_horizontal(
        pl.lit(value=False), *(_is_small(pl.col(name), rule).fill_null(value=False) for name in names)
    )


def _is_small(count: pl.Expr, rule: DisclosureRule) -> pl.Expr:
    return (count > 0) & (count < rule.smallest_count)
