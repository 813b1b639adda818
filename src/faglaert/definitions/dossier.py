# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What the dossier of a vocational programme holds: its measures in their order."""

from functools import cache
from typing import Literal

from faglaert.definitions.reading import ROOT, Definition, Text, read_toml, require_unique

PATH = ROOT / "dossier.toml"

Theme = Literal["way_in", "through", "wellbeing", "after"]


class PathwaysPlace(Definition):
    """Where a measure stands in the published pathways: a curve at a month, or a transition after GF2."""

    stage: Literal["gf2", "main", "transition"]
    outcome: str
    month: int
    number: Literal["n", "share"]


class Measure(Definition):
    """One thing a dossier says of a programme. ``absent`` says what has to happen before it can be said."""

    id: str
    theme: Theme
    title: Text
    meaning: Text
    absent: Text
    unit: Literal["persons", "share", "score", "job_titles"]
    direction: Literal["more", "less"]
    pathways: PathwaysPlace | None = None


class _Dossier(Definition):
    measures: tuple[Measure, ...]


@cache
def measures() -> dict[str, Measure]:
    """Every measure by id, in the order of the dossier."""
    found = read_toml(_Dossier, PATH).measures
    require_unique(PATH, (each.id for each in found))
    return {each.id: each for each in found}
