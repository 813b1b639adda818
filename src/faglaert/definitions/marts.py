# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Definitions of the mart tables: what a row is, its key, and what the checks may ask of it."""

from functools import cache
from typing import Literal

from faglaert.definitions.reading import ROOT, Definition, Text, read_toml

FOLDER = ROOT / "tables"


class PartsOfTotal(Definition):
    """A column whose categories must sum to the row of the total category, in ``count_column``."""

    category_column: str
    total_category: str
    count_column: str


class Mart(Definition):
    """One mart table. ``value_kind`` says what ``value`` is: a share 0-1, a number of persons, or mixed units.

    ``disclosure`` is ``own_counts`` where the mart carries counts of persons that nobody has protected before us.
    """

    name: str
    description: Text
    key: tuple[str, ...]
    value_kind: Literal["share", "persons", "mixed"]
    disclosure: Literal["as_published", "own_counts"] = "as_published"
    parts_of_total: PartsOfTotal | None = None


@cache
def marts() -> dict[str, Mart]:
    """Every mart by name; the file's name is the mart's."""
    found = {}
    for path in sorted(FOLDER.glob("mart_*.toml")):
        mart = read_toml(Mart, path)
        if mart.name != path.stem:
            raise ValueError(f"{path.name} holds mart {mart.name!r}: name and file must be the same")
        found[mart.name] = mart
    return found
