# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What changes the state of rounds and applications. Each is one transaction with its events in the log."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate, now
from django.utils.translation import gettext

from faglaert.definitions.figures import published_figures
from faglaert.errors import FaglaertError
from faglaert.web.accounts.models import User
from faglaert.web.audit.actions import writing
from faglaert.web.funding.models import (
    AccountEntry,
    Application,
    ApplicationState,
    Assessment,
    Decision,
    GrantReport,
    Round,
    RoundState,
)
from faglaert.web.funding.queries import (
    ASSESSORS,
    applied_dkk,
    are_all_in,
    granted_dkk,
    may_assess,
    may_edit,
    may_withdraw,
    possible_assessors,
    still_asked,
)
from faglaert.web.workspace.records import Record, add, change

DKK_PER_MILLION = 1_000_000
_FIRST_FIGURE = "F127"
"""What was granted in 2021, among the published figures with its source."""

Written = TypeVar("Written")
AnyRecord = TypeVar("AnyRecord", bound=Record)


class NotPossibleError(FaglaertError):
    """The step asks for something that is not there; ``reasons`` say what, in words for the person."""

    def __init__(self, reasons: list[str]) -> None:
        """Keep the reasons."""
        self.reasons = reasons
        super().__init__(" ".join(reasons))


@writing()
def while_allowed(parent: AnyRecord, is_allowed: Callable[[AnyRecord], bool], write: Callable[[], Written]) -> Written:
    """Write to what belongs to a record while nobody can change the record; raises PermissionDenied when not allowed.

    Whether it is allowed is asked again under the lock: a form filled in while an application was open may come late.
    """
    locked = type(parent)._default_manager.select_for_update().get(pk=parent.pk)
    if not is_allowed(locked):
        raise PermissionDenied
    return write()


@writing()
def publish(found: Round, *, by: User, version: int) -> Round:
    """Show a round to those who may apply. Raises :class:`NotPossibleError` and :class:`StaleRecordError`."""
    reasons = []
    if not found.criteria.exists():
        reasons.append(gettext("Runden har ingen kriterier endnu."))
    if found.closes_at <= now():
        reasons.append(gettext("Runden lukker i fortiden."))
    _refuse(reasons)
    found.is_published = True
    return change(found, by=by, version=version)


def lacks_of(application: Application) -> list[str]:
    """What an application needs before it can be submitted, in words."""
    found = application.round
    answers = application.answers
    lacks = [
        gettext("Spørgsmålet «%s» er ikke besvaret.") % question.text
        for question in found.questions.all()
        if question.is_required and not answers.get(str(question.pk), "").strip()
    ]
    if not application.budget_lines.exists():
        lacks.append(gettext("Der er ingen budgetlinjer."))
    elif applied_dkk(application) <= 0:
        lacks.append(gettext("Der søges ikke om noget: andre betaler det hele."))
    if found.needs_file and not application.attachments.exists():
        lacks.append(gettext("Der er ingen fil."))
    return lacks


@writing()
def submit(application: Application, *, by: User, version: int) -> Application:
    """Hand an application in. Raises :class:`NotPossibleError` and :class:`StaleRecordError`.

    The application is locked while it is looked through: nothing is added to it between the look and the step.
    """
    Application.objects.select_for_update().get(pk=application.pk)
    if not may_edit(by, application):
        raise PermissionDenied
    _refuse(lacks_of(application))
    application.state, application.submitted_at = ApplicationState.SUBMITTED, now()
    return change(application, by=by, version=version)


@writing()
def withdraw(application: Application, *, by: User, version: int) -> Application:
    """Take an application back: to a draft while the round is open, for good afterwards and once it is assessed."""
    if not may_withdraw(by, application):
        raise PermissionDenied
    if application.round.state is RoundState.OPEN and not application.assessments.exists():
        application.state, application.submitted_at = ApplicationState.DRAFT, None
    else:
        application.state = ApplicationState.WITHDRAWN
    return change(application, by=by, version=version)


@writing()
def assign(application: Application, assessor: User, *, by: User) -> Assessment:
    """Ask a person to assess. Raises :class:`NotPossibleError`."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    reasons = _not_assessable(locked)
    if len(still_asked(locked)) >= ASSESSORS:
        reasons.append(gettext("To personer er allerede bedt om at vurdere."))
    if not possible_assessors(locked).filter(pk=assessor.pk).exists():
        reasons.append(gettext("Personen kan ikke vurdere denne ansøgning."))
    _refuse(reasons)
    return add(Assessment(application=locked, assessor=assessor), by=by)


@writing()
def hand_in_assessment(assessment: Assessment, *, by: User, version: int) -> Assessment:
    """Hand in scores, or that one is in conflict of interest; can be done again until both are in.

    Raises :class:`NotPossibleError` and :class:`StaleRecordError`.
    """
    locked = Application.objects.select_for_update().get(pk=assessment.application_id)
    _refuse(_not_assessable(locked))
    if are_all_in(locked) or assessment.assessor_id != by.pk or not may_assess(by, locked):
        raise PermissionDenied
    return change(assessment, by=by, version=version)


@writing()
def decide(decision: Decision, *, by: User, version: int) -> Decision:
    """Decide on an application as it was read in ``version``.

    Raises :class:`NotPossibleError` and :class:`StaleRecordError`. The round is locked: two decisions at once cannot
    together grant more than it holds.
    """
    application = decision.application
    found = Round.objects.select_for_update().get(pk=application.round_id)
    reasons = _not_assessable(application)
    if not are_all_in(application):
        reasons.append(gettext("Begge vurderinger skal være afgivet først."))
    if decision.is_grant:
        reasons += _grant_problems(decision, applied_dkk(application), found.amount_dkk - granted_dkk(found))
    else:
        decision.amount_dkk = 0
    _refuse(reasons)
    application.state = ApplicationState.GRANTED if decision.is_grant else ApplicationState.DECLINED
    change(application, by=by, version=version)
    return add(decision, by=by)


@writing()
def receive_report(report: GrantReport, *, by: User, version: int) -> GrantReport:
    """What an organisation tells of its grant, with the day it came first."""
    report.received_on = report.received_on or localdate()
    return change(report, by=by, version=version)


@writing()
def load_first_grants(*, by: User | None) -> int:
    """Add what the definitions know to have been granted in 2021, unless it is there; how many lines were added."""
    if AccountEntry.objects.filter(figure_id=_FIRST_FIGURE).exists():
        return 0
    figure = next(each for each in published_figures() if each.id == _FIRST_FIGURE)
    entry = AccountEntry(
        title=figure.title_da,
        year=int(figure.period),
        track=1,
        kind=AccountEntry.Kind.GRANTED,
        amount_dkk=round(figure.value * DKK_PER_MILLION),
        source_url=figure.source_url,
        figure_id=figure.id,
    )
    add(entry, by=by)
    return 1


def instalments_fit(application: Application, amount_dkk: int, *, beside: int | None) -> bool:
    """Whether an instalment of an amount keeps all of them within the grant; ``beside`` is the one it replaces."""
    others = sum(each.amount_dkk for each in application.instalments.all() if each.pk != beside)
    return others + amount_dkk <= application.decision.amount_dkk


def _not_assessable(application: Application) -> list[str]:
    reasons = []
    if application.state != ApplicationState.SUBMITTED:
        reasons.append(gettext("Ansøgningen er ikke indsendt, eller den er afgjort."))
    if application.round.state is not RoundState.CLOSED:
        reasons.append(gettext("Runden er ikke lukket endnu."))
    return reasons


def _grant_problems(decision: Decision, applied: int, left: int) -> list[str]:
    reasons = []
    if not 0 < decision.amount_dkk <= applied:
        reasons.append(gettext("Bevillingen skal være over nul og højst det, der er søgt om."))
    if decision.amount_dkk > left:
        reasons.append(gettext("Der er ikke så meget tilbage i puljen."))
    return reasons


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise NotPossibleError(reasons)
