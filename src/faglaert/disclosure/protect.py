# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The type that says a table has been through disclosure control, and the only way to get one.

The writer of the published store accepts nothing but :class:`ProtectedTable`, so an unprotected number cannot be
published by forgetting a step.
"""

from typing import Any, NoReturn, final

import polars as pl

from faglaert.definitions.parameters import DisclosureRule
from faglaert.disclosure.groups import GroupTable, read_groups
from faglaert.disclosure.observations import read_observations
from faglaert.disclosure.rules import apply_rules

_KEY = object()


@final
class ProtectedTable:
    """A table that may be published. It cannot be made, changed, copied or unpickled from outside this module."""

    __slots__ = ("_frame",)
    _frame: pl.DataFrame

    def __init__(self, frame: pl.DataFrame, key: object) -> None:
        """Only :func:`protect` and :func:`protect_groups` hold the key; raises :class:`TypeError` otherwise."""
        if key is not _KEY:
            raise TypeError("a ProtectedTable is made by protect() and protect_groups() only")
        object.__setattr__(self, "_frame", frame.clone())

    @property
    def frame(self) -> pl.DataFrame:
        """The protected rows; a copy, so that nobody can put other numbers into the table."""
        return self._frame.clone()

    def __len__(self) -> int:
        return self._frame.height

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise TypeError("a ProtectedTable cannot be changed")

    def __delattr__(self, name: str) -> NoReturn:
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


def protect_groups(rows: pl.DataFrame, table: GroupTable, rule: DisclosureRule) -> ProtectedTable:
    """Let a table about groups through whose statuses are decided, without its true counts.

    Raises :class:`DataRefusedError` for a number that its true counts do not allow, and for one that nobody judges.
    """
    return ProtectedTable(read_groups(rows, table, rule), _KEY)
