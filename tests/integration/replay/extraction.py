# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""How StatBank answers a request for data: its rules on values and elimination, its limit, its formats, its errors.

Written from Statistics Denmark's description of the API and independently of the client, so that each tests the other.
Only the error type EXTRACT-NOTFOUND is known from a recorded reply; the other names follow its pattern.
"""

import itertools
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from tests.integration.replay.tables import Codes, ReplayTable, ReplayVariable

CELL_LIMIT = 1_000_000
STREAMING = {"BULK"}
BOM = "\ufeff"
Row = tuple[Codes, float | None]


class RefusalError(Exception):
    """The request is answered with 400 and this body."""

    def __init__(self, error_type: str, message: str) -> None:
        self.body = {"errorTypeCode": error_type, "message": message}
        super().__init__(message)


@dataclass(frozen=True)
class Item:
    """One value of the reply: its code, and the codes of the table that are put together in it."""

    code: str
    parts: tuple[str, ...]
    operation: Callable[[float, float], float] = float.__add__


@dataclass(frozen=True)
class Axis:
    """One variable with the values chosen; ``is_shown`` is false for one that was eliminated."""

    variable: ReplayVariable
    items: tuple[Item, ...]
    is_shown: bool = True


OPERATIONS: dict[str, Callable[[float, float], float]] = {
    "sum": lambda left, right: left + right,
    "subtract": lambda left, right: left - right,
    "multiply": lambda left, right: left * right,
    "divide": lambda left, right: left / right,
}


def extract(table: ReplayTable, request: dict[str, Any]) -> tuple[bytes, str]:
    """The body and the content type of a reply to ``request``; raises :class:`RefusalError`."""
    file_format = str(request.get("format", "JSONSTAT")).upper()
    if file_format not in {"BULK", "CSV", "JSONSTAT"}:
        raise RefusalError("EXTRACT-FORMAT", f"The format {file_format} is not replayed")
    axes = _axes(table, request, is_streaming=file_format in STREAMING)
    shown = [axis for axis in axes if axis.is_shown]
    if file_format not in STREAMING:
        rows = reduce(lambda product, axis: product * len(axis.items), shown, 1)
        cells = rows * (len(shown) + 1)
        if cells > CELL_LIMIT:
            raise RefusalError("EXTRACT-TOOBIG", f"{cells} cells are more than the limit of {CELL_LIMIT}")
    if file_format == "JSONSTAT":
        return _json_stat(table, shown, list(_rows(table, axes))), "application/json; charset=utf-8"
    found = _rows(table, axes)
    if file_format in STREAMING:
        found = iter([row for row in found if row[1] != 0])
        shuffled = list(found)
        random.Random(table.id).shuffle(shuffled)
        found = iter(shuffled)
    return _lines(table, shown, found, str(request.get("valuePresentation", "Default"))), "text/csv; charset=utf-8"


def _axes(table: ReplayTable, request: dict[str, Any], *, is_streaming: bool) -> list[Axis]:
    given = {str(each["code"]).casefold(): each for each in request.get("variables", [])}
    known = {each.code.casefold() for each in table.variables}
    for code in given.keys() - known:
        raise RefusalError("EXTRACT-NOTFOUND", f"{code.upper()} variable is not valid")
    by_code = {}
    for variable in table.variables:
        wishes = given.get(variable.code.casefold(), {}).get("values")
        by_code[variable.code.casefold()] = _axis(variable, wishes, is_streaming=is_streaming)
    order = [*given, *(each for each in by_code if each not in given)]
    return [by_code[code] for code in order]


def _axis(variable: ReplayVariable, wishes: Sequence[str] | None, *, is_streaming: bool) -> Axis:
    if wishes:
        items = [item for wish in wishes for item in _items(variable, str(wish))]
        if is_streaming and any(len(item.parts) > 1 for item in items):
            raise RefusalError("EXTRACT-STREAMING", "Sums cannot be made in a streaming format")
        return Axis(variable, tuple(dict.fromkeys(items)))
    if is_streaming:
        raise RefusalError("EXTRACT-MISSING", f"{variable.code.upper()} must be given in a streaming format")
    if variable.is_time:
        latest = list(variable.values)[-1]
        return Axis(variable, (Item(latest, (latest,)),))
    if not variable.elimination:
        raise RefusalError("EXTRACT-MISSING", f"{variable.code.upper()} cannot be eliminated and must be given")
    parts = (variable.total,) if variable.total else tuple(variable.values)
    return Axis(variable, (Item("", parts, OPERATIONS["sum"]),), is_shown=False)


def _items(variable: ReplayVariable, wish: str) -> list[Item]:
    computed = re.fullmatch(r"(\w+)\((?:([^|=]*)(?:\|[^=]*)?=)?([^()=]*;[^()=]*)\)", wish)
    if computed and computed[1].lower() in OPERATIONS:
        parts = tuple(_one(variable, code) for code in computed[3].split(";"))
        return [Item(computed[2] or wish, parts, OPERATIONS[computed[1].lower()])]
    if official := variable.official(wish):
        return [Item(official, (official,))]
    codes = list(variable.values)
    if "*" in wish:
        before, after = wish.casefold().split("*", 1)
        chosen = [code for code in codes if code.casefold().startswith(before) and code.casefold().endswith(after)]
    elif wish[0] in "<>":
        chosen = [code for code in codes if _in_range(code.upper(), wish.upper())]
    elif wish[0] in "-(" and wish.endswith(")"):
        chosen = _by_position(codes, wish)
    else:
        chosen = []
    if not chosen:
        raise RefusalError("EXTRACT-NOTFOUND", f"{variable.code.upper()} value {wish} is not valid")
    return [Item(code, (code,)) for code in chosen]


def _one(variable: ReplayVariable, code: str) -> str:
    official = variable.official(code)
    if official is None:
        raise RefusalError("EXTRACT-NOTFOUND", f"{variable.code.upper()} value {code} is not valid")
    return official


def _in_range(code: str, wish: str) -> bool:
    low = re.search(r">=?([^<>=]+)", wish)
    high = re.search(r"<=?([^<>=]+)", wish)
    above = low is None or code > low[1] or (">=" in wish and code == low[1])
    below = high is None or code < high[1] or ("<=" in wish and code == high[1])
    return above and below


def _by_position(codes: list[str], wish: str) -> list[str]:
    counted = codes if wish.startswith("-(") else codes[::-1]
    rule = wish.removeprefix("-").strip("()")
    number = int(rule.removeprefix("-n+"))
    chosen = counted[:number] if rule.startswith("-n+") else counted[number - 1 : number]
    return [code for code in codes if code in chosen]


def _rows(table: ReplayTable, axes: Sequence[Axis]) -> Iterator[Row]:
    """Every combination in row-major order, with its figure."""
    position = {axis.variable.code: index for index, axis in enumerate(axes)}
    order = [position[variable.code] for variable in table.variables]
    for items in itertools.product(*(axis.items for axis in axes)):
        codes = tuple(item.code for item, axis in zip(items, axes, strict=True) if axis.is_shown)
        if all(len(item.parts) == 1 for item in items):
            yield codes, table.cell(tuple(items[index].parts[0] for index in order))
        else:
            yield codes, _combined(table, items, order)


def _combined(table: ReplayTable, items: Sequence[Item], order: list[int]) -> float | None:
    operation = next(item.operation for item in items if len(item.parts) > 1)
    cells = [table.cell(codes) for codes in itertools.product(*(items[index].parts for index in order))]
    numbers = [each for each in cells if each is not None]
    return reduce(operation, numbers) if len(numbers) == len(cells) else None


def _lines(table: ReplayTable, axes: Sequence[Axis], rows: Iterator[Row], presentation: str) -> bytes:
    header = ";".join([*(axis.variable.code.upper() for axis in axes), "INDHOLD"])
    texts = [axis.variable.values for axis in axes]

    def label(code: str, index: int) -> str:
        return code if presentation == "Code" else texts[index].get(code, code)

    lines = [
        ";".join([*(label(code, index) for index, code in enumerate(codes)), _number(table, value)])
        for codes, value in rows
    ]
    return (BOM + "\r\n".join([header, *lines]) + "\r\n").encode()


def _number(table: ReplayTable, value: float | None) -> str:
    return ".." if value is None else f"{value:.{table.decimals}f}".replace(".", ",")


def _json_stat(table: ReplayTable, axes: Sequence[Axis], rows: list[Row]) -> bytes:
    """JSON-stat version 1: the contents' own dimension and the time come last, and values are row-major."""
    others = [axis for axis in axes if not axis.variable.is_time]
    time = next(axis for axis in axes if axis.variable.is_time)
    value_of = {frozenset(zip((a.variable.code for a in axes), codes, strict=True)): value for codes, value in rows}
    ordered = [*others, time]
    names = [axis.variable.code for axis in ordered]
    values = [
        value_of[frozenset(zip(names, (item.code for item in items), strict=True))]
        for items in itertools.product(*(axis.items for axis in ordered))
    ]
    dimension: dict[str, Any] = {axis.variable.code: _dimension(axis) for axis in others}
    unit = {table.id: {"base": table.unit, "decimals": table.decimals}}
    category = {"index": {table.id: 0}, "label": {table.id: table.text}, "unit": unit}
    dimension["ContentsCode"] = {"label": "Indhold", "category": category}
    dimension[time.variable.code] = _dimension(time)
    dimension["id"] = [axis.variable.code for axis in others] + ["ContentsCode", time.variable.code]
    dimension["size"] = [*(len(axis.items) for axis in others), 1, len(time.items)]
    dimension["role"] = {"metric": ["ContentsCode"], "time": [time.variable.code]}
    dataset = {
        "dimension": dimension,
        "label": table.text,
        "source": "Danmarks Statistik",
        "updated": f"{table.updated}Z",
        "value": values,
    }
    return json.dumps({"dataset": dataset}, ensure_ascii=False).encode()


def _dimension(axis: Axis) -> dict[str, Any]:
    codes = [item.code for item in axis.items]
    index = {code: position for position, code in enumerate(codes)}
    label = {code: axis.variable.values.get(code, code) for code in codes}
    return {"label": axis.variable.text, "category": {"index": index, "label": label}}
