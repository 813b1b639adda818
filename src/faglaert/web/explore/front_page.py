# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The front page: the programme's tracks, each goal's indicators as cards, and figures without a goal."""

from dataclasses import dataclass

from faglaert import display
from faglaert.definitions.programme import Track, programme
from faglaert.published.store import IndicatorSummary, Store
from faglaert.web.explore.cards import Card, make_card


@dataclass(frozen=True)
class TrackPart:
    """A track with the cards of its goal."""

    track: Track
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class FrontPage:
    """The tracks in their order, and the indicators that belong to no goal."""

    tracks: tuple[TrackPart, ...]
    others: tuple[Card, ...]
    budget: str
    indicator_count: int
    has_synthetic: bool


def gather(store: Store, language: str) -> FrontPage:
    """Everything the front page shows."""
    summaries = store.summaries()

    def cards(chosen: list[IndicatorSummary]) -> tuple[Card, ...]:
        return tuple(make_card(store, summary, language) for summary in chosen)

    tracks = tuple(
        TrackPart(track, cards([each for each in summaries if each.indicator.goal == track.number]))
        for track in programme().tracks
    )
    return FrontPage(
        tracks=tracks,
        others=cards([each for each in summaries if each.indicator.goal is None]),
        budget=display.million_dkk(programme().budget_million_dkk, language),
        indicator_count=len(summaries),
        has_synthetic=any(each.latest.data_kind == "synthetic" for each in summaries),
    )
