# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Rounds, applications and what belongs to them as tables."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.programme import programme
from faglaert.web.accounts.models import OrganisationKind, User
from faglaert.web.funding.models import Application, GrantReport, Instalment, Round
from faglaert.web.funding.queries import own_assessments
from faglaert.web.tables import Cell, Heading, Table
from faglaert.web.workspace.moments import moment

MOST_TO_ASSESS = 20
"""How many a person is shown at once; those that are not done come first."""


def rounds_table(rounds: Iterable[Round], language: str) -> Table:
    """One round a row."""
    headings = (gettext("Runde"), gettext("Status"), gettext("Åbner"), gettext("Lukker"), gettext("Pulje"))
    return Table(
        key="runder",
        caption=gettext("Ansøgningsrunder"),
        stacks=True,
        headings=tuple(Heading(each) for each in headings),
        rows=tuple(
            (
                Cell(each.title, address=reverse("funding:round", args=[each.pk])),
                Cell(str(each.state.label)),
                Cell(moment(each.opens_at, language)),
                Cell(moment(each.closes_at, language)),
                Cell(kroner(each.amount_dkk, language)),
            )
            for each in rounds
        ),
    )


def round_facts(found: Round, language: str) -> list[tuple[str, str]]:
    """What a round is, as names and texts."""
    tracks = {each.number: each.title[language] for each in programme().tracks}
    kinds = [str(OrganisationKind(kind).label) for kind in found.kinds]
    return [
        (gettext("Status"), str(found.state.label)),
        (gettext("Hvem kan søge"), ", ".join(kinds)),
        (gettext("Åbner"), moment(found.opens_at, language)),
        (gettext("Lukker"), moment(found.closes_at, language)),
        (gettext("Pulje"), kroner(found.amount_dkk, language)),
        (gettext("Spor"), f"{found.track}. {tracks[found.track]}" if found.track in tracks else gettext("alle spor")),
    ]


def criteria_table(found: Round, language: str, *, is_editable: bool) -> Table:
    """What applications are judged by, with the part of the whole that each weighs."""
    criteria = list(found.criteria.all())
    total = sum(each.weight for each in criteria)

    def address(number: int) -> str:
        return reverse("funding:round_part_edit", args=[found.pk, "kriterier", number]) if is_editable else ""

    return Table(
        key="kriterier",
        caption=gettext("Kriterier"),
        has_heading_above=True,
        stacks=True,
        headings=(Heading(gettext("Kriterium")), Heading(gettext("Hvad der lægges vægt på")), Heading(gettext("Vægt"))),
        rows=tuple(
            (
                Cell(each.title, address=address(each.pk)),
                Cell(each.description),
                Cell(display.share(each.weight / total, language, 0)),
            )
            for each in criteria
        ),
    )


def questions_table(found: Round, *, is_editable: bool) -> Table:
    """What applicants are asked."""

    def address(number: int) -> str:
        return reverse("funding:round_part_edit", args=[found.pk, "spoergsmaal", number]) if is_editable else ""

    return Table(
        key="spoergsmaal",
        caption=gettext("Spørgsmål til ansøgerne"),
        has_heading_above=True,
        stacks=True,
        headings=(Heading(gettext("Spørgsmål")), Heading(gettext("Skal besvares"))),
        rows=tuple(
            (
                Cell(each.text, address=address(each.pk), note=each.hint),
                Cell(gettext("ja") if each.is_required else gettext("nej")),
            )
            for each in found.questions.all()
        ),
    )


def applications_table(applications: Iterable[Application], language: str) -> Table:
    """One application a row; they have to come with their sums."""
    headings = (gettext("Projekt"), gettext("Ansøger"), gettext("Runde"), gettext("Status"), gettext("Søger om"))
    return Table(
        key="ansoegninger",
        caption=gettext("Ansøgninger"),
        stacks=True,
        has_heading_above=True,
        headings=tuple(Heading(each) for each in headings),
        rows=tuple(
            (
                Cell(each.title, address=reverse("funding:application", args=[each.pk])),
                Cell(each.organisation.name),
                Cell(each.round.title, address=reverse("funding:round", args=[each.round_id])),
                Cell(each.get_state_display()),
                Cell(kroner(each.applied_dkk, language)),
            )
            for each in applications
        ),
    )


def late_table(late: Iterable[GrantReport | Instalment], today: date, language: str) -> Table:
    """One report or instalment a row, with the days that have passed."""
    headings = (gettext("Hvad"), gettext("Projekt"), gettext("Ansøger"), gettext("Senest"))
    return Table(
        key="bevillinger",
        caption=gettext("Afrapporteringer og rater, hvis frist er overskredet"),
        stacks=True,
        has_heading_above=True,
        headings=tuple(Heading(each) for each in headings),
        rows=tuple(
            (
                Cell(_owed_words(each, language)),
                Cell(each.application.title, address=reverse("funding:application", args=[each.application_id])),
                Cell(each.application.organisation.name),
                Cell(
                    day_words(each.due_on, language),
                    note=gettext("%(days)s dage for sent")
                    % {"days": display.number((today - each.due_on).days, language)},
                ),
            )
            for each in late
        ),
    )


def assessments_table(user: User) -> Table:
    """What the person is asked to assess."""
    headings = (gettext("Projekt"), gettext("Ansøger"), gettext("Runde"), gettext("Din vurdering"))
    return Table(
        key="vurderinger",
        caption=gettext("Dem er du bedt om at vurdere"),
        stacks=True,
        has_heading_above=True,
        headings=tuple(Heading(each) for each in headings),
        rows=tuple(
            (
                Cell(each.application.title, address=reverse("funding:assess", args=[each.application_id])),
                Cell(each.application.organisation.name),
                Cell(each.application.round.title),
                Cell(each.get_state_display()),
            )
            for each in own_assessments(user)[:MOST_TO_ASSESS]
        ),
    )


def kroner(amount: int | None, language: str) -> str:
    """An amount of money in words; nothing where there is none."""
    return "" if amount is None else f"{display.number(amount, language)} kr."


def day_words(day: date | None, language: str) -> str:
    """A day in words; nothing where there is none."""
    return display.long_date(day, language) if day else ""


def _owed_words(owed: GrantReport | Instalment, language: str) -> str:
    what = kroner(owed.amount_dkk, language) if isinstance(owed, Instalment) else owed.title
    return f"{owed._meta.verbose_name}: {what}"
