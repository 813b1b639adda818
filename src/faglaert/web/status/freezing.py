# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Figures of the published store for a day, and how a frozen one stands to what the store shows today."""

from dataclasses import dataclass
from datetime import date

from faglaert import display
from faglaert.definitions.indicators import indicators
from faglaert.periods import parse_period
from faglaert.published.store import Observation, Store
from faglaert.web.status.models import FrozenFigure, Status

NOT_ENDED = "missing"
"""The status of a figure none of whose periods had ended."""


def frozen_figures(store: Store, status: Status, as_of: date) -> list[FrozenFigure]:
    """The figure of the initiative's indicator, of the newest period that had ended on a day; not saved yet.

    Nothing for an initiative without an indicator, or with one the store does not hold.
    """
    indicator = indicators().get(status.initiative.indicator_id)
    if indicator is None:
        return []
    series = store.observations(indicator.id, indicator.area_code)
    ended = [each for each in series if parse_period(each.period).end <= as_of]
    base = indicator.baseline
    figure = FrozenFigure(
        of=status,
        indicator_id=indicator.id,
        area_code=indicator.area_code,
        unit=indicator.unit,
        status=NOT_ENDED,
        baseline_value=base.value if base else None,
        baseline_period=base.period if base else "",
        build_id=store.release.build_id,
        built_at=store.release.built_at,
    )
    if ended:
        _take(figure, ended[-1])
    return [figure]


def _take(figure: FrozenFigure, observation: Observation) -> None:
    for name in ("period", "value", "low_value", "high_value", "status", "data_kind", "source_id", "snapshot_id"):
        setattr(figure, name, getattr(observation, name))


@dataclass(frozen=True)
class ThenAndNow:
    """A frozen figure beside today's. ``again`` is today's figure of the same period; ``newest`` that of the newest."""

    frozen: FrozenFigure
    build_id: str
    again: Observation | None
    newest: Observation | None

    @property
    def is_revised(self) -> bool:
        """Whether the store shows another figure for the same period today."""
        if not self.frozen.period:
            return False
        return self.again is None or (self.again.value, self.again.status) != (self.frozen.value, self.frozen.status)

    @property
    def is_newer_build(self) -> bool:
        """Whether something was published since."""
        return self.build_id != self.frozen.build_id


def then_and_now(store: Store, frozen: FrozenFigure) -> ThenAndNow:
    """A frozen figure and what the store shows today."""
    series = store.observations(frozen.indicator_id, frozen.area_code)
    again = next((each for each in series if each.period == frozen.period), None)
    return ThenAndNow(frozen, store.release.build_id, again, series[-1] if series else None)


def figure_words(figure: FrozenFigure | Observation, unit: str, language: str) -> str:
    """A figure with its unit, or the symbol and words of why there is none."""
    text = display.value_with_unit(
        figure.value, unit, figure.status, language, low=figure.low_value, high=figure.high_value
    )
    return text if figure.status == "shown" else f"{text} ({display.status_words(figure.status, language)})"
