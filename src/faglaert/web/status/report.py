# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What people recorded of the programme's work until a day, for the status report: no names of persons."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware
from django.utils.translation import gettext

from faglaert.reports.status import Deviation, InitiativeStatus, MoneyStatus, Recorded
from faglaert.web.audit.models import AuditEvent
from faglaert.web.funding.accounts_page import movements
from faglaert.web.funding.actions import DKK_PER_MILLION
from faglaert.web.funding.models import GrantReport
from faglaert.web.initiatives.models import Initiative, Phase
from faglaert.web.status.models import Course, Progress, Status
from faglaert.web.status.queries import Standing, late, standings_on
from faglaert.web.status.tables import half_words, track_words

LONGEST_TEXT = 240


def recorded(as_of: date) -> Recorded:
    """Initiatives, money and deviations as they stood at the end of a day, in the language in force.

    Phases of that day are read from the log of changes; statuses given and money moved later are left out.
    """
    end = make_aware(datetime.combine(as_of + timedelta(days=1), time()))
    found = Initiative.objects.filter(is_draft=False).exclude(starts_on__gt=as_of).select_related("organisation")
    standings = standings_on(as_of, found, Status.objects.filter(given_at__lt=end))
    phases = _phases_then(end)
    for each in standings:
        each.initiative.phase = phases.get(str(each.initiative.pk), each.initiative.phase)
    return Recorded(
        initiatives=tuple(_initiative(each) for each in standings),
        money=tuple(_money(as_of)),
        deviations=(
            *(_deviation(each.initiative, each.newest) for each in standings if _deviates(each.newest)),
            *(_late(each) for each in late(standings) if each.initiative.phase != Phase.CLOSE),
            *(_late_report(each) for each in _late_reports(as_of, end)),
        ),
    )


def _phases_then(end: datetime) -> dict[str, str]:
    """The phase at a moment of every initiative that changed phase since, by its number."""
    later = AuditEvent.objects.filter(object_type=Initiative._meta.label_lower, action="changed", created_at__gte=end)
    then: dict[str, str] = {}
    for number, before in later.order_by("number").values_list("object_id", "before"):
        phase = json.loads(before).get("phase")
        if phase:
            then.setdefault(number, phase)
    return then


def _initiative(standing: Standing) -> InitiativeStatus:
    initiative, newest = standing.initiative, standing.newest
    return InitiativeStatus(
        title=_named(initiative),
        responsible=initiative.organisation.name if initiative.organisation else gettext("programmet"),
        phase=str(Phase(initiative.phase).label),
        decision=f"{Course(newest.course).label} ({half_words(newest.period)})" if newest else gettext("ingen endnu"),
    )


def _money(as_of: date) -> Iterable[MoneyStatus]:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for each in sorted(movements(), key=lambda moved: (moved.on, moved.title)):
        if each.on <= as_of:
            sums[each.title][0] += each.granted_dkk
            sums[each.title][1] += each.paid_dkk
    for title, (granted, paid) in sums.items():
        yield MoneyStatus(title, granted / DKK_PER_MILLION, paid / DKK_PER_MILLION)


def _deviates(newest: Status | None) -> bool:
    return newest is not None and newest.progress != Progress.AS_PLANNED


def _deviation(initiative: Initiative, newest: Status) -> Deviation:
    course, progress = str(Course(newest.course).label), str(Progress(newest.progress).label)
    text = f"{_named(initiative)} ({half_words(newest.period)}): {progress}."
    return Deviation(
        _cut(f"{text} {newest.obstacles}".strip()), _cut(f"{course[:1].upper()}{course[1:]}: {newest.reasons}")
    )


def _late(standing: Standing) -> Deviation:
    text = gettext("%(initiative)s mangler status for %(half)s.")
    words = {"initiative": _named(standing.initiative), "half": half_words(standing.owes)}
    return Deviation(text % words, gettext("Status skal afgives."))


def _late_reports(as_of: date, end: datetime) -> QuerySet[GrantReport]:
    """The reports that had been asked for, and had not come although their day had passed."""
    asked = GrantReport.objects.filter(due_on__lt=as_of, created_at__lt=end).select_related("application__organisation")
    return asked.filter(Q(received_on=None) | Q(received_on__gt=as_of))


def _late_report(report: GrantReport) -> Deviation:
    text = gettext("%(project)s (%(organisation)s) mangler afrapporteringen «%(title)s».")
    application = report.application
    words = {"project": application.title, "organisation": application.organisation, "title": report.title}
    return Deviation(_cut(text % words), gettext("Der skal afrapporteres."))


def _named(initiative: Initiative) -> str:
    """The title with the track: the printed plan has the same title in several."""
    return ", ".join(filter(None, (initiative.title, track_words(initiative))))


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_TEXT else words[: LONGEST_TEXT - 1].rsplit(" ", 1)[0] + "…"
