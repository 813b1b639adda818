# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Who sees which meeting and whose ballot, and what is due. The number of questions does not grow with the rows."""

from datetime import date

from django.db.models import QuerySet

from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Capability
from faglaert.web.council.models import AgendaItem, Ballot, Decision, Dissent, Meeting, Paper, Round
from faglaert.web.council.weighing import Question
from faglaert.web.initiatives.queries import visible_to


def meetings_seen_by(user: User) -> QuerySet[Meeting]:
    """Every meeting for those who prepare them; the others see none that is a draft."""
    found = Meeting.objects.all()
    return found if user.may(Capability.PREPARE_COUNCIL) else found.filter(is_draft=False)


def items_seen_by(user: User) -> QuerySet[AgendaItem]:
    """The items of the meetings a person sees."""
    return AgendaItem.objects.filter(meeting__in=meetings_seen_by(user)).select_related("meeting", "round", "decision")


def papers_seen_by(user: User) -> QuerySet[Paper]:
    """The papers of the items a person sees."""
    return Paper.objects.filter(item__meeting__in=meetings_seen_by(user))


def rounds_seen_by(user: User) -> QuerySet[Round]:
    """The rounds of the items a person sees."""
    return Round.objects.filter(item__meeting__in=meetings_seen_by(user)).select_related("item__meeting")


def initiatives_of(item: AgendaItem, user: User) -> QuerySet:
    """The initiatives an item is about, as far as the person may see them."""
    return visible_to(user).filter(agenda_items=item)


def question_of(found: Round, *, only: Ballot | None = None) -> Question:
    """What a round weighs, with every ballot or with one alone."""
    ballots = [only] if only else list(found.ballots.order_by("pk"))
    return Question(tuple(found.criteria.all()), tuple(found.item.dossiers.all()), tuple(ballots))


def ballot_of(found: Round, member: User) -> Ballot:
    """The member's ballot; a new one that is not saved where there is none. Nobody is given another's."""
    return Ballot.objects.filter(round=found, member=member).first() or Ballot(round=found, member=member)


def decisions_seen_by(user: User) -> QuerySet[Decision]:
    """The decisions of the meetings a person sees."""
    seen = Decision.objects.filter(item__meeting__in=meetings_seen_by(user))
    return seen.select_related("item__meeting", "look_back")


def due_decisions(user: User, today: date) -> QuerySet[Decision]:
    """Decisions nobody has looked back at although the day has come, the oldest first."""
    return decisions_seen_by(user).filter(look_back=None, review_on__lte=today).order_by("review_on", "pk")


def dissent_of(decision: Decision, member: User) -> Dissent:
    """The member's dissent from a decision; a new one that is not saved where there is none."""
    found = Dissent.objects.filter(decision=decision, member=member).first()
    return found or Dissent(decision=decision, member=member)
