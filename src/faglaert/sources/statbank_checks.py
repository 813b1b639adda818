# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A StatBank reply held against what was asked, and the zeros that a BULK reply leaves out."""

from collections.abc import Iterator
from math import prod

import polars as pl

from faglaert.errors import DataRefusedError, Finding
from faglaert.sources.jsonstat import IS_HIDDEN, VALUE, shown
from faglaert.sources.statbank_questions import Question

MOST_COMBINATIONS = 50_000_000

_ROW = "row"


def check_reply(frame: pl.DataFrame, question: Question, *, name: str) -> None:
    """Hold a parsed reply against what was asked.

    Raises :class:`DataRefusedError` with every reason: other columns than asked for, no row, a code the table does not
    have, a combination given twice, a period that was asked for and is not there.
    """
    found = tuple(frame.columns[:-2])
    if sorted(found) != sorted(question.columns):
        problem = f"has the columns {', '.join(found)}; expected {', '.join(question.columns)}"
        raise DataRefusedError(f"{name} was refused", [Finding(name, 1, None, problem)])
    if frame.is_empty():
        raise DataRefusedError(f"{name} was refused", [Finding(name, None, None, "holds no rows; expected data")])
    findings = [*_unknown_codes(frame, question, name), *_missing_periods(frame, question, name)]
    repeated = frame.select(found).is_duplicated()
    if repeated.any():
        problem = "holds a combination of codes that stands in another row too"
        findings.append(Finding(name, (repeated.arg_max() or 0) + 2, None, problem))
    if findings:
        raise DataRefusedError(f"{name} was refused", findings)


def fill_zeros(frame: pl.DataFrame, question: Question) -> pl.DataFrame:
    """Every combination that was asked for, with a zero where a BULK reply has no row; in the order of the codes.

    StatBank leaves out the value the table calls ``suppressedDataValue``; that is zero unless the table says otherwise,
    and a table that does is refused. Raises :class:`DataRefusedError`.
    """
    left_out = question.info.suppressed_data_value
    if left_out not in {None, "", "0"}:
        raise _refused(question.info.id, f"leaves out {left_out}, so that a missing row is no zero")
    combinations = prod(each.size for each in question.selections)
    if combinations > MOST_COMBINATIONS or any(each.computed for each in question.selections):
        raise _refused(question.info.id, f"{combinations} combinations cannot all be written out; ask for fewer")
    grid = pl.DataFrame({_ROW: [0]})
    for each in question.selections:
        grid = grid.join(pl.DataFrame({each.variable.column: each.codes}), how="cross")
    filled = grid.drop(_ROW).join(frame, on=list(question.columns), how="left", maintain_order="left")
    is_missing = pl.col(IS_HIDDEN).is_null()
    return filled.with_columns(
        pl.when(is_missing).then(0.0).otherwise(pl.col(VALUE)).alias(VALUE), pl.col(IS_HIDDEN).fill_null(value=False)
    )


def _unknown_codes(frame: pl.DataFrame, question: Question, name: str) -> Iterator[Finding]:
    for selection in question.selections:
        if None in selection.computed:
            continue
        column = selection.variable.column
        known = [*selection.variable.codes, *(each for each in selection.computed if each is not None)]
        is_unknown = ~frame[column].is_in(known)
        if is_unknown.any():
            row = is_unknown.arg_max() or 0
            problem = f"is {shown(frame[column][row])}, a code that table {question.info.id} does not have"
            yield Finding(name, row + 2, column, problem)


def _missing_periods(frame: pl.DataFrame, question: Question, name: str) -> Iterator[Finding]:
    for selection in question.selections:
        if selection.variable.time:
            column = selection.variable.column
            missing = sorted(set(selection.codes) - set(frame[column].unique()))
            if missing:
                yield Finding(name, None, column, f"lacks {', '.join(missing)}, which was asked for")


def _refused(name: str, problem: str) -> DataRefusedError:
    return DataRefusedError(f"{name} was refused", [Finding(name, None, None, problem)])
