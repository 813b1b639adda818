# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The applications of a round in the order of their scores, as table and as rows of a file."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from faglaert import display
from faglaert.web.accounts.models import User
from faglaert.web.funding.models import Application, ApplicationState, AssessmentState, Round
from faglaert.web.funding.queries import are_all_in, granted_dkk, visible_applications, with_scores
from faglaert.web.funding.ranking import Standing, standings
from faglaert.web.funding.tables import kroner
from faglaert.web.tables import Cell, Download, Heading, Table
from faglaert.web.workspace.sheets import FORMATS

_NUMBERS = range(2, 9)
"""The columns from rank to what was granted."""


@dataclass(frozen=True)
class Ranked:
    """An application and where it stands."""

    application: Application
    standing: Standing

    @property
    def granted_dkk(self) -> int | None:
        """What was decided; None before."""
        decision = getattr(self.application, "decision", None)
        return decision.amount_dkk if decision else None


def ranked(found: Round, applications: Iterable[Application]) -> list[Ranked]:
    """The applications with scores, the best first. Nobody's points count or show until both are in."""
    by_key = {each.pk: each for each in applications}
    weights = {each.pk: each.weight for each in found.criteria.all()}
    assessed = ((key, _points(each)) for key, each in by_key.items())
    return [Ranked(by_key[standing.key], standing) for standing in standings(weights, assessed)]


def ranked_for(user: User, found: Round) -> list[Ranked]:
    """What stands for decision or is decided, as the person sees it: what was withdrawn takes nobody's place."""
    seen = visible_applications(user).filter(round=found)
    return ranked(found, with_scores(seen.exclude(state=ApplicationState.WITHDRAWN)))


def decision_basis(user: User, application: Application, language: str) -> list[tuple[str, str]]:
    """What a decision weighs: weighted points and rank, what is applied for, and what the round has left.

    Points and rank are empty until both assessments are in.
    """
    found = application.round
    rows = ranked_for(user, found)
    own = next(each for each in rows if each.application.pk == application.pk)
    mean, rank, placed = own.standing.mean, own.standing.rank, sum(each.standing.rank is not None for each in rows)
    points = {"points": display.number(mean, language, 1)} if mean is not None else {}
    places = {"rank": rank, "count": placed}
    return [
        (gettext("Vægtede point"), gettext("%(points)s af 100") % points if points else ""),
        (gettext("Plads"), gettext("%(rank)s af %(count)s vurderede") % places if rank else ""),
        (gettext("Søger om"), kroner(own.application.applied_dkk, language)),
        (gettext("Tilbage i puljen"), kroner(found.amount_dkk - granted_dkk(found), language)),
    ]


def ranking_table(found: Round, rows: Iterable[Ranked], language: str) -> Table:
    """One application a row."""
    return Table(
        key="rangliste",
        caption=gettext("Ansøgninger efter vægtede point"),
        stacks=True,
        has_heading_above=False,
        headings=tuple(Heading(each, is_number=place in _NUMBERS) for place, each in enumerate(_headings())),
        rows=tuple(_row(each, language) for each in rows),
        downloads=tuple(
            Download(each.upper(), "", reverse("funding:ranking_file", args=[found.pk, each])) for each in FORMATS
        ),
    )


def ranking_rows(rows: list[Ranked]) -> tuple[list[str], list[list[str | int | float | None]]]:
    """Headings and rows of the file: numbers as numbers."""
    return _headings(), [
        [
            each.application.title,
            each.application.organisation.name,
            each.standing.rank,
            _tenth(each.standing.mean),
            *(_tenth(score) for score in _two(each.standing.scores)),
            _tenth(each.standing.spread),
            each.application.applied_dkk,
            each.granted_dkk,
            each.application.get_state_display(),
        ]
        for each in rows
    ]


def _headings() -> list[str]:
    return [
        gettext("Projekt"),
        gettext("Ansøger"),
        gettext("Plads"),
        gettext("Point (0-100)"),
        gettext("Første vurdering"),
        gettext("Anden vurdering"),
        gettext("Forskel"),
        gettext("Søger om (kr.)"),
        gettext("Bevilget (kr.)"),
        gettext("Status"),
    ]


def _row(each: Ranked, language: str) -> tuple[Cell, ...]:
    standing, application = each.standing, each.application
    numbers = (standing.mean, *_two(standing.scores), standing.spread)
    return (
        Cell(application.title, address=reverse("funding:application", args=[application.pk])),
        Cell(application.organisation.name),
        Cell(str(standing.rank or "")),
        *(Cell("" if value is None else display.number(value, language, 1)) for value in numbers),
        Cell(display.number(application.applied_dkk, language)),
        Cell("" if each.granted_dkk is None else display.number(each.granted_dkk, language)),
        Cell(application.get_state_display()),
    )


def _points(application: Application) -> tuple[dict[str, int], ...]:
    if not are_all_in(application):
        return ()
    return tuple(each.scores for each in application.assessments.all() if each.state == AssessmentState.IN)


def _two(scores: tuple[float, ...]) -> tuple[float | None, ...]:
    return scores or (None, None)


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
