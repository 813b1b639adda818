# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The status of the programme on a day, as plain data: tracks, indicators, initiatives, money, deviations.

Indicators come from the published store. Initiatives, money and deviations that people record are given by whoever
keeps them; without them the report says that nothing is recorded.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from faglaert.definitions.indicators import Indicator
from faglaert.definitions.programme import Track, programme
from faglaert.periods import parse_period
from faglaert.published.store import Observation, Release, Store

Course = Literal["better", "worse", "unchanged", "no_newer", "no_baseline", "not_shown"]


@dataclass(frozen=True)
class IndicatorStatus:
    """An indicator on the day: its newest figure from a period that had ended, and how far it is from its baseline.

    ``change`` is in the indicator's unit and None without a newer figure; ``latest`` is None when no period had ended.
    """

    indicator: Indicator
    latest: Observation | None
    change: float | None
    course: Course


@dataclass(frozen=True)
class TrackStatus:
    """A track with its indicators."""

    track: Track
    indicators: tuple[IndicatorStatus, ...]


@dataclass(frozen=True)
class InitiativeStatus:
    """An initiative as it was recorded: texts as they are to be read."""

    title: str
    responsible: str
    phase: str
    decision: str


@dataclass(frozen=True)
class MoneyStatus:
    """An item of the accounts, in million kroner."""

    item: str
    granted: float
    spent: float


@dataclass(frozen=True)
class Deviation:
    """Something that is not as planned, and what is done about it."""

    text: str
    action: str


@dataclass(frozen=True)
class Recorded:
    """What people recorded of the programme's work."""

    initiatives: tuple[InitiativeStatus, ...] = ()
    money: tuple[MoneyStatus, ...] = ()
    deviations: tuple[Deviation, ...] = ()


@dataclass(frozen=True)
class StatusReport:
    """The status on ``as_of``, from the figures of one build."""

    as_of: date
    release: Release
    tracks: tuple[TrackStatus, ...]
    recorded: Recorded

    @property
    def is_build_later(self) -> bool:
        """Whether the build was made after the day: figures may have been published or revised since."""
        return self.release.built_date > self.as_of

    @property
    def is_synthetic(self) -> bool:
        """Whether any figure is invented."""
        found = (each.latest for track in self.tracks for each in track.indicators)
        return any(latest is not None and latest.data_kind == "synthetic" for latest in found)


def status_report(store: Store, as_of: date, recorded: Recorded | None = None) -> StatusReport:
    """The status on a day; periods that had not ended by then are left out."""
    found = [_indicator_status(store, each.indicator, as_of) for each in store.summaries()]
    tracks = tuple(
        TrackStatus(track, tuple(each for each in found if each.indicator.track == track.number))
        for track in programme().tracks
    )
    return StatusReport(as_of, store.release, tracks, recorded or Recorded())


def _indicator_status(store: Store, indicator: Indicator, as_of: date) -> IndicatorStatus:
    ended = [each for each in store.own_series(indicator.id) if parse_period(each.period).end <= as_of]
    latest = ended[-1] if ended else None
    base = indicator.baseline
    if base is None:
        return IndicatorStatus(indicator, latest, None, "no_baseline")
    if latest is None or parse_period(latest.period).start <= parse_period(base.period).start:
        return IndicatorStatus(indicator, latest, None, "no_newer")
    if latest.value is None:
        return IndicatorStatus(indicator, latest, None, "not_shown")
    change = latest.value - base.value
    return IndicatorStatus(indicator, latest, change, _course(change, indicator.direction))


def _course(change: float, direction: str) -> Course:
    if change == 0:
        return "unchanged"
    return "better" if (change > 0) == (direction == "up") else "worse"
