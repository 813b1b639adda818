# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What the page of one application shows to one person."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Capability
from faglaert.web.audit.queries import history_of
from faglaert.web.audit.tables import events_table
from faglaert.web.funding.forms import AssignForm
from faglaert.web.funding.models import Application, ApplicationState, Assessment, AssessmentState, Attachment
from faglaert.web.funding.queries import (
    ASSESSORS,
    are_all_in,
    is_own,
    may_edit,
    may_withdraw,
    possible_assessors,
    still_asked,
    visible_assessments,
)
from faglaert.web.funding.ranking import weighed_score
from faglaert.web.funding.tables import day_words, kroner
from faglaert.web.initiatives.queries import visible_to
from faglaert.web.tables import Cell, Heading, Table

EVENTS_SHOWN = 20


@dataclass(frozen=True)
class ApplicationPage:
    """An application as its page tells it to a person."""

    application: Application
    user: User
    language: str

    @property
    def may_edit(self) -> bool:
        """Whether the person may still write in it."""
        return may_edit(self.user, self.application)

    @property
    def may_withdraw(self) -> bool:
        """Whether the person may take it back."""
        return may_withdraw(self.user, self.application)

    @property
    def may_manage(self) -> bool:
        """Whether the person is the programme office's."""
        return self.user.may(Capability.MANAGE_FUNDING)

    @property
    def may_decide(self) -> bool:
        """Whether it waits for a decision of the person."""
        return self._is_waiting and are_all_in(self.application)

    @property
    def is_granted(self) -> bool:
        """Whether there is a grant to follow."""
        return self.application.state == ApplicationState.GRANTED

    @property
    def opens_initiative(self) -> bool:
        """Whether the person may read the initiative it belongs to, which may be a draft."""
        number = self.application.initiative_id
        return number is not None and visible_to(self.user).filter(pk=number).exists()

    @property
    def must_assess(self) -> bool:
        """Whether the person is asked to assess and both are not in."""
        asked = self.application.assessments.all()
        mine = [each for each in asked if each.assessor_id == self.user.pk]
        is_open = self.application.state == ApplicationState.SUBMITTED and not are_all_in(self.application)
        return is_open and any(each.state != AssessmentState.CONFLICT for each in mine)

    @cached_property
    def facts(self) -> list[tuple[str, str]]:
        """Who, in which round, how much."""
        it = self.application
        applied = sum(each.amount_dkk - each.cofinancing_dkk for each in it.budget_lines.all())
        return [
            (gettext("Ansøger"), it.organisation.name),
            (gettext("Runde"), it.round.title),
            (gettext("Initiativ"), it.initiative.title if it.initiative else ""),
            (gettext("Status"), str(it.get_state_display())),
            (gettext("Indsendt"), day_words(it.submitted_at and localdate(it.submitted_at), self.language)),
            (gettext("Søger om"), kroner(applied, self.language)),
        ]

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Question and answer."""
        it = self.application
        return [(each.text, it.answers.get(str(each.pk), "")) for each in it.round.questions.all()]

    @property
    def budget(self) -> Table:
        """What it costs, and who pays."""
        it = self.application

        def address(number: int) -> str:
            return reverse("funding:budget_edit", args=[it.pk, number]) if self.may_edit else ""

        return Table(
            key="budget",
            caption=gettext("Budget"),
            stacks=True,
            has_heading_above=True,
            headings=(
                Heading(gettext("Hvad")),
                Heading(gettext("Pris i kroner"), is_number=True),
                Heading(gettext("Heraf betaler vi selv eller andre"), is_number=True),
            ),
            rows=tuple(
                (
                    Cell(each.text, address=address(each.pk)),
                    Cell(kroner(each.amount_dkk, self.language)),
                    Cell(kroner(each.cofinancing_dkk, self.language)),
                )
                for each in it.budget_lines.all()
            ),
        )

    @cached_property
    def attachments(self) -> list[Attachment]:
        """The files, without reading them."""
        return list(self.application.attachments.defer("content"))

    @property
    def assign_form(self) -> AssignForm | None:
        """Where the office asks a person to assess; nothing when two are asked."""
        if not self._is_waiting or len(still_asked(self.application)) >= ASSESSORS:
            return None
        return AssignForm(possible=possible_assessors(self.application))

    @property
    def asked(self) -> list[Assessment]:
        """Who is asked, for the office: how far they are, not what they wrote."""
        return list(self.application.assessments.all()) if self.may_manage else []

    @cached_property
    def assessments(self) -> list[tuple[Assessment, Table, str]]:
        """The assessments the person may see: points by criterion, and the weighed score."""
        seen = visible_assessments(self.user, self.application)
        return [(each, self._points(each), self._score(each)) for each in seen if each.state == AssessmentState.IN]

    @property
    def decision_facts(self) -> list[tuple[str, str]]:
        """What was decided."""
        decision = self.application.decision
        return [
            (gettext("Afgørelse"), str(decision.get_is_grant_display())),
            (gettext("Bevilget beløb"), kroner(decision.amount_dkk, self.language) if decision.is_grant else ""),
            (gettext("Besluttet den"), day_words(decision.decided_on, self.language)),
        ]

    @property
    def instalments(self) -> Table:
        """When which part of the grant is paid."""
        it = self.application

        def address(number: int) -> str:
            return reverse("funding:grant_part_edit", args=[it.pk, "rater", number]) if self.may_manage else ""

        headings = (gettext("Forfalder"), gettext("Beløb"), gettext("Betingelse"), gettext("Udbetalt den"))
        return Table(
            key="rater",
            caption=gettext("Rater"),
            stacks=True,
            has_heading_above=True,
            headings=tuple(Heading(each) for each in headings),
            rows=tuple(
                (
                    Cell(day_words(each.due_on, self.language), address=address(each.pk)),
                    Cell(kroner(each.amount_dkk, self.language)),
                    Cell(each.condition),
                    Cell(day_words(each.paid_on, self.language)),
                )
                for each in it.instalments.all()
            ),
        )

    @property
    def reports(self) -> Table:
        """What is to be reported, and what was."""
        headings = (
            *(gettext("Afrapportering"), gettext("Senest"), gettext("Modtaget")),
            *(gettext("Forbrug til nu"), gettext("Hvad er der sket")),
        )
        return Table(
            key="afrapporteringer",
            caption=gettext("Afrapporteringer"),
            stacks=True,
            has_heading_above=True,
            headings=tuple(Heading(each) for each in headings),
            rows=tuple(
                (
                    Cell(each.title, address=self._report_address(each.pk)),
                    Cell(day_words(each.due_on, self.language)),
                    Cell(day_words(each.received_on, self.language) or gettext("mangler")),
                    Cell(kroner(each.spent_dkk, self.language)),
                    Cell(each.text),
                )
                for each in self.application.reports.all()
            ),
        )

    @property
    def history(self) -> Table:
        """Who changed what, and when."""
        return events_table(
            history_of(self.application)[:EVENTS_SHOWN], reader=self.user, caption=gettext("Hvad der er ændret")
        )

    @property
    def _is_waiting(self) -> bool:
        return self.may_manage and self.application.state == ApplicationState.SUBMITTED

    def _report_address(self, number: int) -> str:
        if is_own(self.user, self.application):
            return reverse("funding:report_write", args=[self.application.pk, number])
        if self.may_manage:
            return reverse("funding:grant_part_edit", args=[self.application.pk, "rapporter", number])
        return ""

    def _points(self, assessment: Assessment) -> Table:
        return Table(
            key=f"point-{assessment.pk}",
            caption=f"{assessment.assessor}: {gettext('Point fra 0 til 5')}",
            headings=(Heading(gettext("Kriterium")), Heading(gettext("Point"), is_number=True)),
            rows=tuple(
                (Cell(each.title), Cell(str(assessment.scores.get(str(each.pk), ""))))
                for each in self.application.round.criteria.all()
            ),
        )

    def _score(self, assessment: Assessment) -> str:
        weights = {each.pk: each.weight for each in self.application.round.criteria.all()}
        return str(round(weighed_score(weights, assessment.scores)))
