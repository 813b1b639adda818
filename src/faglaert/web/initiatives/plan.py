# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The plan as a picture and a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from faglaert.charts.timeline import Bar, Mark, Timeline, timeline, timeline_sentence
from faglaert.definitions.programme import programme
from faglaert.web.initiatives.models import Initiative, Phase


@dataclass(frozen=True)
class PlanFigure:
    """The same timeline for wide and narrow screens, and in words."""

    wide: str
    narrow: str
    words: str


def plan_figure(
    initiatives: Sequence[Initiative], marks: Mapping[int, Sequence[Mark]], language: str, today: date
) -> PlanFigure | None:
    """A bar for each initiative, numbered as in the table beside, with its marks by its key; nothing without any."""
    if not initiatives:
        return None
    bars = tuple(
        _bar(number, each, tuple(marks.get(each.pk, ())), language) for number, each in enumerate(initiatives, start=1)
    )
    chart = Timeline(bars, today, language)
    return PlanFigure(timeline(chart, "wide"), timeline(chart, "narrow"), timeline_sentence(chart))


def _bar(number: int, initiative: Initiative, marks: tuple[Mark, ...], language: str) -> Bar:
    return Bar(
        number=number,
        name=initiative.title,
        group=track_name(initiative.track, language),
        start=initiative.starts_on,
        end=initiative.ends_on,
        is_done=initiative.phase_now is Phase.CLOSE,
        marks=marks,
    )


def track_name(track: int | None, language: str) -> str:
    """Number and title of a track, or that it is all of them."""
    titles = {each.number: f"{each.number}. {each.title[language]}" for each in programme().tracks}
    return titles.get(track, gettext("Alle spor"))
