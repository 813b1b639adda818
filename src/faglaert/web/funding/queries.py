# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Who sees which round, application and assessment, and who may do what with one of them."""

from datetime import date

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Capability
from faglaert.web.accounts.queries import people_with
from faglaert.web.funding.models import (
    Application,
    ApplicationState,
    Assessment,
    AssessmentState,
    BudgetLine,
    GrantReport,
    Instalment,
    Round,
    RoundState,
)

ASSESSORS = 2
"""How many assess an application."""

_APPLIED = Sum(F("amount_dkk") - F("cofinancing_dkk"))


def visible_rounds(user: User) -> QuerySet[Round]:
    """Every published round; the office sees drafts too."""
    rounds = Round.objects.all()
    return rounds if user.may(Capability.MANAGE_FUNDING) else rounds.filter(is_published=True)


def may_apply(user: User, found: Round) -> bool:
    """Whether the person's organisation is of a kind that may apply, and the round is open."""
    organisation = user.organisation
    if organisation is None or not organisation.is_active or not user.may(Capability.APPLY):
        return False
    return found.state is RoundState.OPEN and organisation.kind in found.kinds


def visible_applications(user: User) -> QuerySet[Application]:
    """Drafts for their own organisation alone; what was submitted also for those who assess and decide."""
    found = Application.objects.select_related("round", "organisation", "initiative")
    own = Q(organisation=user.organisation_id) if is_applicant(user) else Q(pk__in=[])
    if user.may(Capability.READ_APPLICATIONS):
        return found.filter(own | ~Q(state=ApplicationState.DRAFT))
    return found.filter(own)


def is_applicant(user: User) -> bool:
    """Whether the person applies for an organisation."""
    return user.organisation_id is not None and user.may(Capability.APPLY)


def is_own(user: User, application: Application) -> bool:
    """Whether the application is that of the person's organisation."""
    return is_applicant(user) and application.organisation_id == user.organisation_id


def may_edit(user: User, application: Application) -> bool:
    """Whether the person may still write in the application."""
    is_open = application.state == ApplicationState.DRAFT and application.round.state is RoundState.OPEN
    return is_open and is_own(user, application)


def may_withdraw(user: User, application: Application) -> bool:
    """Whether the person may take the application back."""
    return application.state == ApplicationState.SUBMITTED and is_own(user, application)


def visible_assessments(user: User, application: Application) -> list[Assessment]:
    """One's own; those of both only when both are in, and then for all who see what was submitted.

    Who declared a conflict of interest sees none.
    """
    asked = list(application.assessments.all())
    if any(each.assessor_id == user.pk and each.state == AssessmentState.CONFLICT for each in asked):
        return []
    found = [each for each in asked if each.state != AssessmentState.CONFLICT]
    if are_all_in(application) and user.may(Capability.READ_APPLICATIONS):
        return found
    return [each for each in found if each.assessor_id == user.pk]


def still_asked(application: Application) -> list[Assessment]:
    """Those who assessed, and those who are to and can: not in conflict, not gone, not of the applicant by now."""
    return [
        each
        for each in application.assessments.all()
        if each.state == AssessmentState.IN
        or (each.state == AssessmentState.ASSIGNED and may_assess(each.assessor, application))
    ]


def may_assess(user: User, application: Application) -> bool:
    """Whether a person who was asked can assess: still here, and not of the applicant by now."""
    return user.may(Capability.ASSESS) and user.organisation_id != application.organisation_id


def are_all_in(application: Application) -> bool:
    """Whether both assessments are in."""
    return sum(each.state == AssessmentState.IN for each in application.assessments.all()) >= ASSESSORS


def with_parts(found: QuerySet[Application]) -> QuerySet[Application]:
    """The same with everything the page of one application shows; no file is read."""
    return found.select_related("decision").prefetch_related(
        "budget_lines", "instalments", "reports", "assessments__assessor", "round__criteria", "round__questions"
    )


def with_scores(found: QuerySet[Application]) -> QuerySet[Application]:
    """The same with what a ranking needs."""
    return with_sums(found).select_related("decision").prefetch_related("assessments")


def with_sums(found: QuerySet[Application]) -> QuerySet[Application]:
    """The same with ``applied_dkk``: what is asked for."""
    lines = BudgetLine.objects.filter(application=OuterRef("pk")).order_by().values("application")
    total = lines.annotate(total=_APPLIED).values("total")
    return found.annotate(applied_dkk=Coalesce(Subquery(total), 0))


def applied_dkk(application: Application) -> int:
    """What an application asks for: the prices less what others pay."""
    lines = BudgetLine.objects.filter(application=application)
    return lines.aggregate(total=Coalesce(_APPLIED, 0))["total"]


def own_assessments(user: User) -> QuerySet[Assessment]:
    """What the person is asked to assess, what is not done first."""
    is_done = Case(When(state=AssessmentState.ASSIGNED, then=0), default=1, output_field=IntegerField())
    found = Assessment.objects.select_related("application__round", "application__organisation")
    return found.filter(assessor=user).order_by(is_done, "-pk")


def possible_assessors(application: Application) -> QuerySet[User]:
    """Who can be asked: may assess, belongs to another organisation, and was not asked before."""
    own = User.objects.filter(organisation=application.organisation_id)
    asked = application.assessments.values("assessor")
    return people_with(Capability.ASSESS).exclude(pk__in=own.values("pk")).exclude(pk__in=asked)


def granted_dkk(found: Round) -> int:
    """What a round has granted."""
    return found.applications.aggregate(total=Coalesce(Sum("decision__amount_dkk"), 0))["total"]


def open_reports() -> QuerySet[GrantReport]:
    """What organisations have not reported yet."""
    return GrantReport.objects.filter(received_on=None).select_related("application__organisation")


def open_instalments() -> QuerySet[Instalment]:
    """What has not been paid yet."""
    return Instalment.objects.filter(paid_on=None).select_related("application__organisation")


def late_of_grants(user: User, today: date) -> list[GrantReport | Instalment]:
    """Reports and instalments whose day has passed, the latest first: all for the office, else of the own grants."""
    if user.may(Capability.MANAGE_FUNDING):
        own = Q()
    elif is_applicant(user):
        own = Q(application__organisation=user.organisation_id)
    else:
        return []
    late = [found.filter(own, due_on__lt=today) for found in (open_reports(), open_instalments())]
    return sorted((each for found in late for each in found), key=lambda each: (each.due_on, each.pk))


def paid_instalments() -> QuerySet[Instalment]:
    """What was paid, with the round it was paid from."""
    return Instalment.objects.exclude(paid_on=None).select_related("application__round")
