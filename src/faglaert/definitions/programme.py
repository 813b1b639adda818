# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The framework programme itself: tracks, goals, focus areas, action plan, partners and council."""

from functools import cache
from typing import Literal

from faglaert.definitions.reading import ROOT, Definition, Text, read_toml


class FocusArea(Definition):
    """A focus area of a track."""

    title: Text
    description: Text


class Track(Definition):
    """One of the tracks: its goal and its focus areas."""

    number: Literal[1, 2, 3]
    title: Text
    goal: Text
    summary: Text
    focus_areas: tuple[FocusArea, ...]


class PlannedInitiative(Definition):
    """A box of the printed action plan; ``track`` absent means it covers all tracks."""

    track: Literal[1, 2, 3] | None = None
    title: Text
    phase: Literal["prepare", "map", "collaborate", "launch", "adjust", "share", "spread", "close"]
    start_year: int
    end_year: int


class Council(Definition):
    """The body that points out priorities."""

    name: Text
    task: Text


class Programme(Definition):
    """The programme document as data. Another region or period is another file."""

    id: str
    title: Text
    region_code: str
    start_year: int
    end_year: int
    adopted_date: str
    budget_million_dkk: float
    summary: Text
    document: Text
    partner_kinds: tuple[Text, ...]
    priority_groups: tuple[Text, ...]
    council: Council
    tracks: tuple[Track, ...]
    action_plan: tuple[PlannedInitiative, ...]


@cache
def programme() -> Programme:
    """The programme of this installation."""
    return read_toml(Programme, ROOT / "programme.toml")
