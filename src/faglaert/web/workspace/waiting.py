# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What waits for one person, of every part of the workspace. The number of questions does not grow with what waits."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext

from faglaert import display
from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Capability
from faglaert.web.council.queries import due_decisions, rounds_seen_by
from faglaert.web.frame import Entry, current_language
from faglaert.web.funding.models import Application, ApplicationState, AssessmentState
from faglaert.web.funding.queries import (
    ASSESSORS,
    is_applicant,
    may_apply,
    open_instalments,
    open_reports,
    own_assessments,
    visible_rounds,
)
from faglaert.web.initiatives.models import Initiative
from faglaert.web.status.queries import late, standings
from faglaert.web.status.tables import half_words
from faglaert.web.workspace.reminders import DAYS_AHEAD

MOST_OF_A_KIND = 5


def waiting_for(user: User) -> list[Entry]:
    """What the person is asked for or owes, with where it is done; few of each kind, the most urgent first."""
    today = localdate()
    kinds = (_statuses, _assessments, _reports, _open_rounds, _to_decide, _instalments, _ballots, _look_backs)
    return [entry for kind in kinds for entry in islice(kind(user, today), MOST_OF_A_KIND)]


def _statuses(user: User, today: date) -> Iterator[Entry]:
    if not user.may(Capability.WRITE_INITIATIVES):
        return
    mine, nobodys = Q(responsible=user), Q(responsible=None, organisation=None)
    if user.organisation_id is not None:
        mine |= Q(organisation=user.organisation_id)
    asked = mine | nobodys if user.may(Capability.MANAGE_INITIATIVES) else mine
    found = standings(Initiative.objects.filter(asked, is_draft=False), today)
    alone = len(late(each for each in found if _is_nobodys(each.initiative)))
    if alone:
        text = gettext("Find ansvarlige til initiativer, der er for sent på den med status: %s") % alone
        yield Entry(text, f"{reverse('status:overview')}?vis=sene", "")
    for each in found:
        if each.owes is not None and each.days_late >= -DAYS_AHEAD and not _is_nobodys(each.initiative):
            words = {"half": half_words(each.owes), "title": each.initiative.title, "day": _day(each.owes.due)}
            text = gettext("Skriv status for %(half)s: %(title)s (senest %(day)s)") % words
            yield Entry(text, reverse("status:initiative", args=[each.initiative.pk]), "")


def _is_nobodys(initiative: Initiative) -> bool:
    return initiative.responsible_id is None and initiative.organisation_id is None


def _assessments(user: User, _today: date) -> Iterator[Entry]:
    if not user.may(Capability.ASSESS):
        return
    asked = own_assessments(user).filter(state=AssessmentState.ASSIGNED, application__state=ApplicationState.SUBMITTED)
    for each in asked[:MOST_OF_A_KIND]:
        text = gettext("Vurder ansøgningen: %s") % each.application.title
        yield Entry(text, reverse("funding:assess", args=[each.application_id]), "")


def _reports(user: User, today: date) -> Iterator[Entry]:
    if not is_applicant(user):
        return
    owed = open_reports().filter(
        application__organisation=user.organisation_id, due_on__lte=today + timedelta(days=DAYS_AHEAD)
    )
    for each in owed[:MOST_OF_A_KIND]:
        words = {"title": f"{each.application.title}: {each.title}", "day": _day(each.due_on)}
        text = gettext("Skriv afrapporteringen %(title)s (senest %(day)s)") % words
        yield Entry(text, reverse("funding:report_write", args=[each.application_id, each.pk]), "")


def _open_rounds(user: User, _today: date) -> Iterator[Entry]:
    if not is_applicant(user):
        return
    for each in visible_rounds(user).filter(closes_at__gt=now()).order_by("closes_at"):
        if may_apply(user, each):
            text = gettext("I kan søge: %(title)s") % {"title": each.title}
            yield Entry(text, reverse("funding:round", args=[each.pk]), "")


def _to_decide(user: User, _today: date) -> Iterator[Entry]:
    if not user.may(Capability.MANAGE_FUNDING):
        return
    is_in = Count("assessments", filter=Q(assessments__state=AssessmentState.IN))
    assessed = Application.objects.filter(state=ApplicationState.SUBMITTED).annotate(done=is_in)
    for each in assessed.filter(done__gte=ASSESSORS).order_by("submitted_at")[:MOST_OF_A_KIND]:
        text = gettext("Afgør ansøgningen: %s") % each.title
        yield Entry(text, reverse("funding:application", args=[each.pk]), "")


def _instalments(user: User, today: date) -> Iterator[Entry]:
    if not user.may(Capability.MANAGE_FUNDING):
        return
    for each in open_instalments().filter(due_on__lte=today)[:MOST_OF_A_KIND]:
        words = {"title": each.application.title, "day": _day(each.due_on)}
        text = gettext("Udbetal raten til %(title)s (forfaldt %(day)s)") % words
        yield Entry(text, reverse("funding:application", args=[each.application_id]), "")


def _ballots(user: User, _today: date) -> Iterator[Entry]:
    if not user.may(Capability.WEIGH):
        return
    for each in rounds_seen_by(user).filter(is_closed=False).exclude(ballots__member=user)[:MOST_OF_A_KIND]:
        text = gettext("Vej kriterierne: %s") % each.item.title
        yield Entry(text, reverse("council:ballot", args=[each.pk]), "")


def _look_backs(user: User, today: date) -> Iterator[Entry]:
    if not user.may(Capability.PREPARE_COUNCIL):
        return
    for each in due_decisions(user, today)[:MOST_OF_A_KIND]:
        text = gettext("Se tilbage på beslutningen: %s") % each.item.title
        yield Entry(text, reverse("council:look_back", args=[each.pk]), "")


def _day(day: date) -> str:
    return display.long_date(day, current_language())
