# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a source that comes as a file must hold: its columns, what may stand in them, and which of them are the key."""

from typing import Literal, Self

from pydantic import Field, model_validator

from faglaert.definitions.reading import Definition, Text

CodeList = Literal[
    "areas", "db07", "disco08", "educations", "institutions", "job_titles", "labour_council_areas", "programmes"
]


class FileColumn(Definition):
    """One column of a delivered file.

    ``headings`` are other headings the column may have. ``role``: the ``key`` columns tell rows apart, a ``label`` is
    text that goes with the key, a ``measure`` is a number (an empty cell is a figure that is not shown). ``type``: a
    ``code`` is looked up in ``values`` (as written, to code) and then in ``classification`` by code or Danish name;
    ``day`` and ``month`` take Danish dates. ``refuses_unknown`` is false where no list can be complete: then what the
    list does not know is kept as written and counted. ``form`` is a regular expression the text must match.
    """

    name: str
    headings: tuple[str, ...] = ()
    meaning: Text
    type: Literal["text", "code", "day", "month", "school_year", "year", "whole", "decimal"]
    role: Literal["key", "label", "measure"] = "key"
    required: bool = True
    classification: CodeList | None = None
    refuses_unknown: bool = True
    values: dict[str, str] = Field(default_factory=dict)
    form: str | None = None
    lowest: float | None = None
    highest: float | None = None
    example: str

    @model_validator(mode="after")
    def _parts_go_together(self) -> Self:
        if (self.type == "code") != bool(self.values or self.classification):
            raise ValueError("a code has values or a classification, and only a code has")
        if (self.role == "measure") != (self.type in {"whole", "decimal"}):
            raise ValueError("a measure is a whole or decimal number, and only a measure is")
        return self


class FileRequest(Definition):
    """A delivered file. ``not_above`` maps a measure to the measure it is part of: no row may have more of it."""

    columns: tuple[FileColumn, ...] = Field(min_length=1)
    not_above: dict[str, str] = Field(default_factory=dict)
    ignores_other_columns: bool = False

    @model_validator(mode="after")
    def _columns_fit(self) -> Self:
        names = [each.name.casefold() for each in self.columns]
        names += [heading.casefold() for each in self.columns for heading in each.headings]
        if len(set(names)) != len(names):
            raise ValueError("no heading may stand twice")
        if not any(each.role == "key" for each in self.columns):
            raise ValueError("a file has at least one key column")
        if not {*self.not_above, *self.not_above.values()} <= {each.name for each in self.measures}:
            raise ValueError("not_above names measures")
        return self

    @property
    def measures(self) -> tuple[FileColumn, ...]:
        """The columns of numbers."""
        return tuple(each for each in self.columns if each.role == "measure")

    @property
    def variables(self) -> tuple[FileColumn, ...]:
        """The other columns: key and labels."""
        return tuple(each for each in self.columns if each.role != "measure")
