# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What StatBank says about its tables: subjects, the list of tables, and the description of one table.

The models require what is used here and keep whatever else a reply holds, so that a new key breaks nothing.
"""

from functools import cached_property
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel


class _Reply(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="allow", frozen=True, alias_generator=to_camel, validate_by_name=True
    )


class TableSummary(_Reply):
    """One table as the list of tables shows it. ``updated`` is local Danish time, as delivered."""

    id: str
    text: str
    unit: str | None = None
    updated: str
    first_period: str | None = None
    latest_period: str | None = None
    active: bool = True
    variables: tuple[str, ...] = ()


class Subject(_Reply):
    """One subject with those below it, and its tables when they were asked for."""

    id: str
    description: str
    active: bool = True
    has_subjects: bool = False
    subjects: tuple["Subject", ...] = ()
    tables: tuple[TableSummary, ...] = ()


class Value(_Reply):
    """One code a variable can have."""

    id: str
    text: str


class Variable(_Reply):
    """One variable of a table. ``elimination`` says that it may be left out, which gives its total."""

    id: str
    text: str
    elimination: bool
    time: bool = False
    values: tuple[Value, ...]

    @property
    def column(self) -> str:
        """The variable's heading in data: StatBank writes ``Tid`` as ``TID`` there, so all are written large."""
        return self.id.upper()

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every code in the table's order; periods from the oldest."""
        return tuple(value.id for value in self.values)

    @cached_property
    def official(self) -> dict[str, str]:
        """The official way of writing each code, by the code without regard to case."""
        return {code.casefold(): code for code in self.codes}


class TableInfo(_Reply):
    """The description of one table, read before any data are asked for."""

    id: str
    text: str
    unit: str | None = None
    suppressed_data_value: str | None = None
    updated: str
    active: bool = True
    variables: tuple[Variable, ...] = Field(min_length=1)

    def variable(self, code: str) -> Variable | None:
        """The variable with this code, without regard to case; None when the table has none."""
        return next((each for each in self.variables if each.id.casefold() == code.casefold()), None)
