# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The type that says a table has been through disclosure control, and the only two ways to get one.

The writer of the published store accepts nothing but :class:`ProtectedTable`, so an unprotected number cannot be
published by forgetting a step.
"""

from typing import Any, NoReturn, final

import polars as pl

from faglaert.definitions.parameters import DisclosureRule
from faglaert.disclosure.observations import DATA_KINDS, read_observations
from faglaert.disclosure.rules import apply_rules, published_status
from faglaert.errors import DataRefusedError, Finding

_KEY = object()


@final
class ProtectedTable:
    """A table that may be published. It cannot be made, changed, copied or unpickled from outside this module."""

    __slots__ = ("_frame",)
    _frame: pl.DataFrame

    def __init__(self, frame: pl.DataFrame, key: object) -> None:
        """Only :func:`protect` and :func:`pass_as_published` hold the key; raises :class:`TypeError` otherwise."""
        if key is not _KEY:
            raise TypeError("a ProtectedTable is made by protect() or pass_as_published() only")
        object.__setattr__(self, "_frame", frame.clone())

    @property
    def frame(self) -> pl.DataFrame:
        """The protected rows; a copy, so that nobody can put other numbers into the table."""
        return self._frame.clone()

    def __len__(self) -> int:
        return self._frame.height

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise TypeError("a ProtectedTable cannot be changed")

    def __reduce__(self) -> NoReturn:
        raise TypeError("a ProtectedTable cannot be copied or pickled")

    def __init_subclass__(cls, **kwargs: Any) -> NoReturn:
        raise TypeError("a ProtectedTable cannot be subclassed")


def protect(observations: pl.DataFrame, rule: DisclosureRule) -> ProtectedTable:
    """Apply the rules on showing to observations (columns of ``observations.INPUT_SCHEMA``).

    Official rows pass as published; rows of our own pass the rules of their unit. Raises :class:`DataRefusedError` for
    a row that cannot be judged.
    """
    return ProtectedTable(apply_rules(read_observations(observations), rule), _KEY)


def pass_as_published(figures: pl.DataFrame) -> ProtectedTable:
    """Let figures that somebody else has published pass; adds ``status`` (shown, zero, missing, suppressed).

    ``figures`` has ``value``, ``unit``, ``data_kind`` and ``source_id`` and any other columns;
    ``is_hidden_in_source`` is optional and taken out again. Raises :class:`DataRefusedError` unless every row is
    official, names its source and is not marked as counted by ourselves.
    """
    needed = {"value", "unit", "data_kind", "source_id"}
    findings = [Finding("figures", None, name, "missing column") for name in sorted(needed - set(figures.columns))]
    if findings:
        raise DataRefusedError("figures were refused", findings)
    if "is_hidden_in_source" not in figures.columns:
        figures = figures.with_columns(is_hidden_in_source=False)
    _refuse_what_is_not_published(figures)
    hidden = pl.col("is_hidden_in_source")
    shown = figures.with_columns(
        status=published_status(), value=pl.when(~hidden).then(pl.col("value").cast(pl.Float64()))
    )
    return ProtectedTable(shown.drop("is_hidden_in_source"), _KEY)


def _refuse_what_is_not_published(figures: pl.DataFrame) -> None:
    official = sorted(DATA_KINDS - {"synthetic"})
    conditions = [
        ("data_kind", "only official figures pass as published", ~pl.col("data_kind").is_in(official)),
        ("data_kind", "is empty", pl.col("data_kind").is_null()),
        ("source_id", "names no source", pl.col("source_id").is_null() | (pl.col("source_id") == "")),
    ]
    if "disclosure" in figures.columns:
        published = pl.col("disclosure").eq_missing(pl.lit("as_published"))
        conditions.append(("disclosure", "own figures do not pass as published", ~published))
    findings = [
        Finding("figures", rows.item(0, "row"), column, f"{problem} ({rows.height} rows)")
        for column, problem, broken in conditions
        if (rows := figures.with_row_index("row", offset=1).filter(broken)).height
    ]
    if findings:
        raise DataRefusedError("figures were refused", findings)
