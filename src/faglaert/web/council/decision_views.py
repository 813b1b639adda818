# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pages of decisions: deciding, dissenting, looking back."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from faglaert.published.dossier import dossier, dossier_programmes
from faglaert.published.store import Store, open_store
from faglaert.web.accounts.access import requires
from faglaert.web.accounts.permissions import Capability
from faglaert.web.council import actions
from faglaert.web.council.forms import DecisionForm, DissentForm, LookBackForm, programme_name
from faglaert.web.council.freezing import compared, thawed
from faglaert.web.council.item_views import item_step
from faglaert.web.council.models import Decision, LookBack
from faglaert.web.council.queries import decisions_seen_by, dissent_of, items_seen_by
from faglaert.web.council.tables import compared_table, decisions_table
from faglaert.web.council.views import council_crumbs, form_page
from faglaert.web.frame import Head, current_language
from faglaert.web.tables import Table


@require_safe
@requires(Capability.READ_COUNCIL)
def decisions(request: HttpRequest) -> HttpResponse:
    """Every decision, with when it is to be looked back at."""
    title = gettext("Beslutninger")
    table = decisions_table(decisions_seen_by(request.user), current_language(), caption=title)
    return render(
        request, "council/decisions.html", {"page": Head(title, crumbs=council_crumbs((title, ""))), "table": table}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.DECIDE)
def decide(request: HttpRequest, item_id: int) -> HttpResponse:
    """Write a decision, or change it while nobody has looked back."""
    item = get_object_or_404(items_seen_by(request.user), pk=item_id)
    today = localdate()
    found = getattr(item, "decision", None) or Decision(item=item, decided_on=today, review_on=year_after(today))
    if hasattr(found, "look_back"):
        messages.warning(request, gettext("Rådet har set tilbage på beslutningen, og den bliver stående."))
        return redirect("council:item", item.pk)
    form = DecisionForm(request.POST or None, instance=found)
    if form.is_valid() and form.store(request.user):
        messages.success(request, gettext("Beslutningen er gemt."))
        return redirect("council:item", item.pk)
    return form_page(request, gettext("Beslutning"), form, item_step(item))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.WEIGH)
def dissent(request: HttpRequest, decision_id: int) -> HttpResponse:
    """The member's own dissent."""
    decision = get_object_or_404(decisions_seen_by(request.user), pk=decision_id)
    form = DissentForm(request.POST or None, instance=dissent_of(decision, request.user))
    if form.is_valid() and form.store(request.user):
        messages.success(request, gettext("Mindretalsudtalelsen er gemt."))
        return redirect("council:item", decision.item_id)
    return form_page(request, gettext("Mindretalsudtalelse"), form, item_step(decision.item))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.PREPARE_COUNCIL)
def look_back(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Look back: what was decided on, what the figures are now, and what was learned."""
    decision = get_object_or_404(decisions_seen_by(request.user), pk=decision_id)
    if hasattr(decision, "look_back"):
        return redirect("council:item", decision.item_id)
    store = open_store(settings.FAGLAERT.paths)
    form = LookBackForm(request.POST or None, instance=LookBack(decision=decision, looked_on=localdate()))
    if form.is_valid():
        try:
            actions.keep_look_back(form.instance, store=store, by=request.user)
        except actions.CouncilError:
            messages.warning(request, gettext("En anden har set tilbage imens. Dit er ikke gemt."))
        else:
            messages.success(request, gettext("Tilbageblikket er gemt."))
        return redirect("council:item", decision.item_id)
    title = gettext("Se tilbage")
    context = {
        "page": Head(title, crumbs=council_crumbs(item_step(decision.item), (title, ""))),
        "form": form,
        "decision": decision,
        "tables": _changes_since(decision, store),
        "item_address": reverse("council:item", args=[decision.item_id]),
    }
    return render(request, "council/look_back.html", context)


def year_after(day: date) -> date:
    """The same day a year later; 28 February for 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _changes_since(decision: Decision, store: Store) -> list[Table]:
    """The figures the decision rested on beside today's, one table a programme."""
    frozen = [each for each in decision.item.dossiers.all() if each.programme_code in dossier_programmes()]
    return [
        compared_table(
            compared(thawed(each.lines), dossier(store, each.programme_code).lines),
            current_language(),
            caption=programme_name(each.programme_code),
            key=f"dossier-{each.programme_code}",
        )
        for each in frozen
    ]
