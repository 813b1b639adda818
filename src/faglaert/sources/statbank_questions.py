# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What is asked of a StatBank table, held against the table's own description before anything is sent.

The rules are those of Statistics Denmark's description of the StatBank API: ``*`` and patterns with ``*``, ranges
(``>=2010<=2015``), n-th rules for periods (``(1)`` latest, ``(-n+3)`` the three latest, ``-(-n+3)`` the three oldest),
and computed values (``sum(a;b)``). A reply may hold 1,000,000 cells unless it is streamed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Any

from faglaert.definitions.sources import StatbankRequest
from faglaert.errors import SourceError
from faglaert.sources.statbank_tables import TableInfo, Variable

CELL_LIMIT = 1_000_000
STREAMED = frozenset({"BULK"})
SHOWN_CODES = 12

_BOUND = re.compile(r"(>=|<=|>|<)([^<>=]+)")
_RANGE = re.compile(f"(?:{_BOUND.pattern})+")
_NTH = re.compile(r"(?P<oldest>-)?\((?!\))(?:(?P<step>[+-]?\d*)n)?(?P<start>[+-]?\d+)?\)")
_COMPUTED = re.compile(r"(?:sum|multiply|divide|subtract)\((?P<inside>.*)\)", re.IGNORECASE)


@dataclass(frozen=True)
class Selection:
    """What is asked of one variable: the values as they are sent, and the codes of the table they stand for.

    ``values`` is empty when nothing is sent (the table's latest period is meant). ``computed`` holds the codes of
    computed values as the reply will show them; None for one whose code the rules do not give.
    """

    variable: Variable
    values: tuple[str, ...]
    codes: tuple[str, ...]
    computed: tuple[str | None, ...] = ()

    @property
    def size(self) -> int:
        """How many different values the reply can hold."""
        return len(self.codes) + len(self.computed)


@dataclass(frozen=True)
class Question:
    """One question to one table, checked against its description."""

    info: TableInfo
    format: str
    selections: tuple[Selection, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings the reply must have, before the value."""
        return tuple(selection.variable.column for selection in self.selections)

    @property
    def body(self) -> dict[str, Any]:
        """The question as the API takes it."""
        return {
            "table": self.info.id,
            "format": self.format,
            "lang": "da",
            "valuePresentation": "Code",
            "variables": [
                {"code": each.variable.id, "values": list(each.values)} for each in self.selections if each.values
            ],
        }


def pose(info: TableInfo, asked: StatbankRequest) -> Question:
    """Hold ``asked`` against the table's description.

    Raises :class:`SourceError` listing every variable and code that the table does not have (any more), every variable
    that has to be given and is not, and every value that cannot be read.
    """
    problems = _left_out(info, asked)
    selections = []
    for code, values in asked.variables.items():
        variable = info.variable(code)
        if variable is None:
            problems.append(f"variable {code} is not in the table, which has {', '.join(v.id for v in info.variables)}")
        else:
            selections.append(_select(variable, values, file_format=asked.format, problems=problems))
    if problems:
        raise SourceError("\n  ".join([f"table {info.id} cannot be asked as configured:", *problems]))
    return Question(info, asked.format, (*selections, *_latest_period(info, asked)))


def cell_count(question: Question) -> int:
    """Cells as StatBank counts them before it runs a question: the most rows possible x fields (variables + value)."""
    return prod(each.size for each in question.selections) * (len(question.selections) + 1)


def split(question: Question, *, limit: int = CELL_LIMIT) -> tuple[Question, ...]:
    """Questions of at most ``limit`` cells each that together ask the same: by period first, then the longest variable.

    A streamed format has no limit and is never split. Raises :class:`SourceError` when nothing is left to split by.
    """
    cells = cell_count(question)
    if question.format in STREAMED or cells <= limit:
        return (question,)
    candidates = [each for each in question.selections if len(each.codes) > 1 and not each.computed]
    if not candidates:
        raise SourceError(f"table {question.info.id}: {cells} cells are too many at once; ask for it as BULK")
    chosen = max(candidates, key=lambda each: (each.variable.time, each.size))
    step = max(1, limit // (cells // chosen.size))
    parts = [chosen.codes[start : start + step] for start in range(0, len(chosen.codes), step)]
    questions = [_narrowed(question, chosen, part) for part in parts]
    return tuple(each for part in questions for each in split(part, limit=limit))


def _narrowed(question: Question, chosen: Selection, codes: tuple[str, ...]) -> Question:
    selections = tuple(
        replace(each, values=codes, codes=codes) if each is chosen else each for each in question.selections
    )
    return replace(question, selections=selections)


def _left_out(info: TableInfo, asked: StatbankRequest) -> list[str]:
    """What is wrong with the variables that were left out: a streamed format eliminates nothing."""
    given = {code.casefold() for code in asked.variables}
    left_out = [variable for variable in info.variables if variable.id.casefold() not in given]
    if asked.format in STREAMED:
        return [f"variable {each.id} must be given in the format {asked.format}" for each in left_out]
    return [f"variable {each.id} must be given" for each in left_out if not (each.elimination or each.time)]


def _latest_period(info: TableInfo, asked: StatbankRequest) -> list[Selection]:
    """The period that is meant when none is asked for."""
    given = {code.casefold() for code in asked.variables}
    return [
        Selection(each, (), each.codes[-1:]) for each in info.variables if each.time and each.id.casefold() not in given
    ]


def _select(variable: Variable, values: Sequence[str], *, file_format: str, problems: list[str]) -> Selection:
    """What ``values`` stand for; what is wrong with them is added to ``problems``."""
    chosen: set[str] = set()
    computed: list[str | None] = []
    for value in values:
        match = _COMPUTED.fullmatch(value)
        if match is None:
            codes = _codes(variable, value)
            chosen.update(codes)
            if not codes:
                problems.append(f"variable {variable.id} has nothing that is {value}; it has {_listed(variable)}")
            continue
        label, _, parts = match["inside"].rpartition("=")
        computed.append(label.split("|")[0] or None)
        missing = [part for part in parts.split(";") if part.strip().casefold() not in variable.official]
        if missing:
            problems.append(f"variable {variable.id} has no {', '.join(missing)}; it has {_listed(variable)}")
        if file_format in STREAMED:
            problems.append(f"variable {variable.id}: {value} cannot be computed in the format {file_format}")
    in_order = tuple(code for code in variable.codes if code in chosen)
    return Selection(variable, tuple(values), in_order, tuple(computed))


def _codes(variable: Variable, value: str) -> Sequence[str]:
    """The codes of the table that one value stands for, by the rules of the API; none when it fits nothing."""
    exact = variable.official.get(value.casefold())
    if exact is not None:
        return [exact]
    if "*" in value:
        pattern = re.compile(".*".join(map(re.escape, value.split("*"))), re.IGNORECASE)
        return [code for code in variable.codes if pattern.fullmatch(code)]
    return _periods(variable.codes, value) if variable.time else []


def _periods(codes: Sequence[str], value: str) -> Sequence[str]:
    """The periods that an n-th rule or a range stands for."""
    nth = _NTH.fullmatch(value)
    if nth:
        return _nth(codes, nth)
    if _RANGE.fullmatch(value):
        bounds = _BOUND.findall(value)
        return [code for code in codes if all(_holds(code, *each) for each in bounds)]
    return []


def _nth(codes: Sequence[str], rule: re.Match[str]) -> list[str]:
    """Positions ``step * n + start`` for n = 0, 1, 2 ..., counted from the latest, or from the oldest after a minus."""
    counted = list(codes) if rule["oldest"] else list(reversed(codes))
    start = int(rule["start"] or 0)
    if rule["step"] is None:
        return counted[start - 1 : start] if start >= 1 else []
    step = int(rule["step"] + "1") if rule["step"] in {"", "+", "-"} else int(rule["step"])
    return [
        code
        for position, code in enumerate(counted, start=1)
        if (position == start if step == 0 else (position - start) % step == 0 and (position - start) // step >= 0)
    ]


def _holds(code: str, sign: str, bound: str) -> bool:
    """Periods of one table have one form, so that their text sorts as they do."""
    left, right = code.casefold(), bound.casefold()
    return {">=": left >= right, "<=": left <= right, ">": left > right, "<": left < right}[sign]


def _listed(variable: Variable) -> str:
    shown = ", ".join(variable.codes[:SHOWN_CODES])
    return shown if len(variable.codes) <= SHOWN_CODES else f"{shown} and {len(variable.codes) - SHOWN_CODES} more"
