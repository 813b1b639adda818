# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Source definitions: one file a source, saying what is fetched, from whom, and on which terms."""

from datetime import date
from functools import cache
from typing import Literal, Self

from pydantic import Field, model_validator

from faglaert.definitions.reading import ROOT, Definition, Text, read_toml

FOLDER = ROOT / "sources"


class Embedded(Definition):
    """The figure files that stand in until the source has been fetched."""

    figures: tuple[str, ...]


class StatbankRequest(Definition):
    """What is asked of StatBank: a table, or a pattern of names whose newest table is taken, and its variables.

    ``variables`` maps a variable's code to the values asked for (``*`` all, ``>=2010`` a range, ``(1)`` the latest);
    every variable of the table must be named. ``codes`` maps a variable to the classification that knows its codes.
    """

    table: str | None = None
    table_pattern: str | None = None
    format: Literal["BULK", "CSV", "JSONSTAT"] = "BULK"
    variables: dict[str, tuple[str, ...]]
    codes: dict[str, Literal["areas"]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_table(self) -> Self:
        if (self.table is None) == (self.table_pattern is None):
            raise ValueError("give exactly one of table and table_pattern")
        return self


class Source(Definition):
    """One source. ``kind`` says how it is had: by StatBank's API, or keyed from a document or page."""

    id: str
    kind: Literal["statbank", "keyed"]
    title: Text
    publisher: str
    url: str
    licence: Text
    credit: Text
    cadence: Literal["once", "yearly", "quarterly", "monthly"]
    release_month: int | None = None
    keyed_date: date | None = None
    description: Text
    caution: Text | None = None
    embedded: Embedded | None = None
    statbank: StatbankRequest | None = None

    @model_validator(mode="after")
    def _kind_has_its_part(self) -> Self:
        if (self.kind == "statbank") != (self.statbank is not None):
            raise ValueError("a [statbank] part goes with kind = 'statbank', and only with it")
        return self


@cache
def sources() -> dict[str, Source]:
    """Every source by id; the file's name is the id."""
    found = {}
    for path in sorted(FOLDER.glob("*.toml")):
        source = read_toml(Source, path)
        if source.id != path.stem:
            raise ValueError(f"{path.name} holds source {source.id!r}: name and id must be the same")
        found[source.id] = source
    return found
