# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Who assesses an application, the assessment itself, and the decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from faglaert.web.accounts.access import requires
from faglaert.web.accounts.permissions import Capability
from faglaert.web.frame import Head, current_language
from faglaert.web.funding import actions
from faglaert.web.funding.application_page import ApplicationPage
from faglaert.web.funding.application_views import application_answer, seen
from faglaert.web.funding.crumbs import application_crumbs
from faglaert.web.funding.forms import AssessmentForm, AssignForm, DecisionForm
from faglaert.web.funding.models import Application, ApplicationState, Assessment, AssessmentState, Decision
from faglaert.web.funding.queries import are_all_in, may_assess, possible_assessors, visible_applications
from faglaert.web.funding.ranked import decision_basis
from faglaert.web.funding.views import changed_meanwhile
from faglaert.web.workspace.records import StaleRecordError


@require_POST
@requires(Capability.MANAGE_FUNDING)
def assign(request: HttpRequest, application_id: int) -> HttpResponse:
    """Ask a person to assess."""
    found = get_object_or_404(visible_applications(request.user), pk=application_id)
    form = AssignForm(request.POST, possible=possible_assessors(found))
    if not form.is_valid():
        return application_answer(request, found, problems=[gettext("Vælg en person.")], status=409)
    try:
        actions.assign(found, form.cleaned_data["assessor"], by=request.user)
    except actions.NotPossibleError as error:
        return application_answer(request, found, problems=error.reasons, status=409)
    messages.success(request, gettext("Personen er bedt om at vurdere."))
    return redirect("funding:application", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.ASSESS)
def assess(request: HttpRequest, application_id: int) -> HttpResponse:
    """One's own assessment; nobody else's is shown here."""
    found = get_object_or_404(visible_applications(request.user), pk=application_id)
    own = Assessment.objects.filter(application=found, assessor=request.user).first()
    refusal = _not_to_assess(found, own)
    if refusal:
        messages.warning(request, refusal)
        return redirect("funding:application", found.pk)
    form = AssessmentForm(request.POST or None, instance=own)
    problems: list[str] = []
    try:
        if form.is_valid() and form.store(request.user):
            messages.success(request, gettext("Din vurdering er gemt."))
            return redirect("funding:application", found.pk)
    except actions.NotPossibleError as error:
        problems = error.reasons
    title = gettext("Vurdering")
    context = {
        "page": Head(title, crumbs=application_crumbs(found, title)),
        "form": form,
        "application": found,
        "problems": problems,
    }
    return render(request, "funding/assess.html", context, status=409 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.MANAGE_FUNDING)
def decide(request: HttpRequest, application_id: int) -> HttpResponse:
    """Decide on an application, with the assessments beside."""
    found = seen(request, application_id)
    if found.state != ApplicationState.SUBMITTED:
        messages.warning(request, gettext("Ansøgningen er ikke indsendt, eller den er afgjort."))
        return redirect("funding:application", found.pk)
    form = DecisionForm(request.POST or None, instance=Decision(application=found))
    problems: list[str] = []
    if form.is_valid():
        try:
            actions.decide(form.instance, by=request.user, version=form.cleaned_data["version"] or 0)
        except actions.NotPossibleError as error:
            problems = error.reasons
        except StaleRecordError:
            problems = [changed_meanwhile()]
        else:
            messages.success(request, gettext("Afgørelsen er gemt."))
            return redirect("funding:application", found.pk)
    title, language = gettext("Afgørelse"), current_language()
    view = ApplicationPage(found, request.user, language)
    context = {
        "page": Head(title, crumbs=application_crumbs(found, title)),
        "form": form,
        "application": found,
        "view": view,
        "basis": decision_basis(request.user, found, language) if view.assessments else [],
        "problems": problems,
    }
    return render(request, "funding/decide.html", context, status=409 if problems else 200)


def _not_to_assess(application: Application, own: Assessment | None) -> str:
    if own is None:
        return gettext("Du er ikke bedt om at vurdere denne ansøgning.")
    if not may_assess(own.assessor, application):
        return gettext("Du hører til ansøgeren og kan ikke vurdere ansøgningen.")
    if own.state == AssessmentState.CONFLICT:
        return gettext("Du har meldt dig inhabil.")
    if are_all_in(application) or application.state != ApplicationState.SUBMITTED:
        return gettext("Begge vurderinger er afgivet, og de kan ikke ændres.")
    return ""
