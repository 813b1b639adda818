# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The programme's action plan as a table of tracks and years."""

from django.utils.translation import gettext

from faglaert.definitions.programme import PlannedInitiative, programme
from faglaert.web.tables import Cell, Heading, Table


def action_plan_table(language: str) -> Table:
    """One planned initiative a row, in the order of tracks and years."""
    rows = sorted(programme().action_plan, key=lambda plan: (plan.track or 0, plan.start_year, plan.end_year))
    return Table(
        key="handleplan",
        caption=gettext("Programmets handleplan"),
        stacks=True,
        headings=(
            Heading(gettext("Initiativ")),
            Heading(gettext("Spor")),
            Heading(gettext("Fase")),
            Heading(gettext("Årene")),
        ),
        rows=tuple(_cells(plan, language) for plan in rows),
    )


def _cells(plan: PlannedInitiative, language: str) -> tuple[Cell, ...]:
    years = str(plan.start_year) if plan.start_year == plan.end_year else f"{plan.start_year}–{plan.end_year}"
    track = str(plan.track) if plan.track else gettext("alle")
    return (Cell(plan.title[language]), Cell(track), Cell(_phase_words()[plan.phase]), Cell(years))


def _phase_words() -> dict[str, str]:
    return {
        "prepare": gettext("forberede"),
        "map": gettext("kortlægge"),
        "collaborate": gettext("skabe samarbejde"),
        "launch": gettext("igangsætte"),
        "adjust": gettext("følge op og justere"),
        "share": gettext("dele viden"),
        "spread": gettext("samle og udbrede erfaringer"),
        "close": gettext("afslutte"),
    }
