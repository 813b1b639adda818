# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""JSON-stat version 1 as a table; the form is described at json-stat.org/format/1.0.

Columns: one text column a dimension, named by its code in capitals, ``INDHOLD`` (number, null when not shown) and
``is_hidden``. The dimension that names the contents has one code and gives no column.
"""

import json
from collections.abc import Mapping
from math import prod
from pathlib import Path
from typing import Any

import polars as pl

from faglaert.errors import DataRefusedError, Finding

VALUE = "INDHOLD"
IS_HIDDEN = "is_hidden"
MOST_VALUES = 50_000_000
_NUMBERS_OF_JSON = (int, float, type(None))
"""Types by name, for true and false are numbers to ``isinstance``."""


class _UnreadableError(Exception):
    """The dataset is not built as JSON-stat version 1 says."""


def parse_jsonstat(content: Path | bytes, *, name: str) -> pl.DataFrame:
    """Read a JSON-stat version 1 reply; ``value`` is row-major in the order of ``id``.

    ``name`` is its file in messages. Raises :class:`DataRefusedError` naming file and reason when it is no such
    reply.
    """
    raw = content.read_bytes() if isinstance(content, Path) else content
    try:
        dataset = json.loads(raw.removeprefix(b"\xef\xbb\xbf"), parse_constant=_refuse_constant)["dataset"]
        dimensions = _dimensions(dataset["dimension"])
        sizes = [len(codes) for codes in dimensions.values()]
        numbers = _numbers(dataset["value"], prod(sizes))
        contents = set(dataset["dimension"].get("role", {}).get("metric", ()))
        columns = _columns(dimensions, contents)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, _UnreadableError) as error:
        reason = str(error) if isinstance(error, _UnreadableError) else f"{type(error).__name__}: {error}"
        problem = f"is no JSON-stat version 1 dataset: {reason}"
        raise DataRefusedError(f"{name} was refused", [Finding(name, None, None, problem)]) from error
    return pl.DataFrame({**columns, VALUE: numbers}).with_columns(pl.col(VALUE).is_null().alias(IS_HIDDEN))


def shown(text: str | bytes) -> str:
    """A piece of what was delivered, short enough for a message."""
    whole = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return repr(whole if len(whole) <= 60 else whole[:60] + "…")


def _refuse_constant(constant: str) -> object:
    raise _UnreadableError(f"{constant} is no number")


def _dimensions(dimension: Mapping[str, Any]) -> dict[str, list[str]]:
    """The codes of every dimension, in the order of ``id``; the sizes must agree with them."""
    ids = dimension["id"]
    found = {str(each): _codes(dimension[each]["category"]) for each in ids}
    sizes = [len(codes) for codes in found.values()]
    if sizes != list(dimension["size"]):
        raise _UnreadableError(
            f"size is {shown(str(dimension['size']))}; the dimensions have {shown(str(sizes))} codes"
        )
    return found


def _codes(category: Mapping[str, Any]) -> list[str]:
    """The codes of one dimension in order: an index as object or list, or a label alone for a single code."""
    index = category.get("index", list(category.get("label", ())))
    if isinstance(index, Mapping):
        index = sorted(index, key=index.__getitem__)
    codes = [str(each) for each in index]
    if len(set(codes)) != len(codes) or not codes:
        raise _UnreadableError("a dimension has no codes, or a code twice")
    return codes


def _numbers(values: object, size: int) -> pl.Series:
    """The values in order; an object holds only those that are there, by position."""
    if size > MOST_VALUES:
        raise _UnreadableError(f"it has {size} values, too many to read at once")
    listed = _by_position(values, size) if isinstance(values, Mapping) else values
    if not isinstance(listed, list) or len(listed) != size:
        raise _UnreadableError(f"value does not hold the {size} values that size says")
    wrong = [each for each in listed if type(each) not in _NUMBERS_OF_JSON]
    if wrong:
        raise _UnreadableError(f"the value {shown(str(wrong[0]))} is no number")
    try:
        return pl.Series(VALUE, [None if each is None else float(each) for each in listed], dtype=pl.Float64)
    except OverflowError as error:
        raise _UnreadableError("a value is too large") from error


def _by_position(values: Mapping[Any, Any], size: int) -> list[Any]:
    listed: list[Any] = [None] * size
    for key, value in values.items():
        if not 0 <= int(key) < size:
            raise _UnreadableError("a value stands outside the table")
        listed[int(key)] = value
    return listed


def _columns(dimensions: Mapping[str, list[str]], contents: set[str]) -> dict[str, pl.Series]:
    """One column a dimension, with its code for every value; the contents' own dimension left out."""
    sizes = [len(codes) for codes in dimensions.values()]
    columns: dict[str, pl.Series] = {}
    for position, (each, codes) in enumerate(dimensions.items()):
        if each in contents:
            if len(codes) != 1:
                raise _UnreadableError(f"{each} holds several contents, expected one")
            continue
        heading = each.upper()
        if heading in columns or heading == VALUE:
            raise _UnreadableError(f"the dimension {heading} occurs twice")
        index = (pl.int_range(prod(sizes), eager=True) // prod(sizes[position + 1 :])) % sizes[position]
        columns[heading] = pl.Series(codes, dtype=pl.String).gather(index)
    if not columns:
        raise _UnreadableError("it has no dimensions")
    return columns
