# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pages of the half-yearly status: what is late, one initiative's statuses, one status and its form."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faglaert.published.store import open_store
from faglaert.web.accounts.access import requires
from faglaert.web.accounts.permissions import Capability
from faglaert.web.audit.queries import history_of
from faglaert.web.audit.tables import events_table
from faglaert.web.frame import Crumb, Head, current_language
from faglaert.web.funding.queries import late_of_grants
from faglaert.web.funding.tables import late_table
from faglaert.web.initiatives.models import Initiative
from faglaert.web.initiatives.queries import may_edit, visible_to
from faglaert.web.status import actions, queries, tables
from faglaert.web.status.forms import StatusForm
from faglaert.web.status.freezing import then_and_now
from faglaert.web.status.halves import Half, half_of
from faglaert.web.status.models import Status
from faglaert.web.workspace.forms import posted_version
from faglaert.web.workspace.frame import workspace_crumbs
from faglaert.web.workspace.records import StaleRecordError

ROWS_A_PAGE = 50
EVENTS_SHOWN = 20


@require_safe
@requires(Capability.READ_PROGRAMME)
def overview(request: HttpRequest) -> HttpResponse:
    """Every initiative that is not closed: its newest status, and what is late, of grants too."""
    title = gettext("Status")
    today, language = localdate(), current_language()
    found = queries.standings(visible_to(request.user), today)
    late = queries.late(found)
    only_late = request.GET.get("vis") == "sene"
    rows = Paginator(late if only_late else found, ROWS_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "page": Head(title, crumbs=workspace_crumbs((title, ""))),
        "table": tables.overview_table(rows, language),
        "grants": late_table(late_of_grants(request.user, today), today, language),
        "rows": rows,
        "query": "vis=sene&" if only_late else "",
        "only_late": only_late,
        "late_count": len(late),
        "count": len(found),
    }
    return render(request, "status/overview.html", context)


@require_safe
@requires(Capability.READ_PROGRAMME)
def initiative(request: HttpRequest, initiative_id: int) -> HttpResponse:
    """The statuses of one initiative, and where the next is written."""
    found = get_object_or_404(visible_to(request.user), pk=initiative_id)
    today = localdate()
    statuses = list(queries.visible_statuses(request.user, found))
    done = {each.period for each in statuses if each.given_at is not None}
    halves = [each for each in (half_of(today).before, half_of(today)) if each not in done]
    context = {
        "page": Head(found.title, crumbs=_crumbs((found.title, ""))),
        "initiative": found,
        "table": tables.statuses_table(statuses, current_language()),
        "halves": [(each, tables.half_words(each)) for each in halves],
        "may_edit": may_edit(request.user, found),
    }
    return render(request, "status/initiative.html", context)


@require_safe
@requires(Capability.READ_PROGRAMME)
def status(request: HttpRequest, initiative_id: int, year: int, number: int) -> HttpResponse:
    """One status, with its figures as they were and as they are."""
    found = get_object_or_404(visible_to(request.user), pk=initiative_id)
    given = get_object_or_404(queries.visible_statuses(request.user, found), year=year, half=number)
    return _page(request, found, given)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.WRITE_INITIATIVES)
def edit(request: HttpRequest, initiative_id: int, year: int, number: int) -> HttpResponse:
    """Write a status."""
    half = _half(year, number)
    found = get_object_or_404(visible_to(request.user), pk=initiative_id)
    there = found.statuses.filter(year=year, half=number).first()
    if not queries.may_write(request.user, found, there):
        raise PermissionDenied
    form = StatusForm(request.POST or None, instance=there or Status(initiative=found, year=year, half=number))
    if form.is_valid() and form.store(request.user):
        messages.success(request, gettext("Status er gemt."))
        return redirect("status:status", found.pk, year, number)
    title = tables.half_words(half)
    context = {"page": Head(title, crumbs=_crumbs(_step(found), (title, ""))), "form": form, "initiative": found}
    return render(request, "status/edit.html", context)


@require_POST
@requires(Capability.WRITE_INITIATIVES)
def give(request: HttpRequest, initiative_id: int, year: int, number: int) -> HttpResponse:
    """Give a status; its figures are frozen."""
    found = get_object_or_404(visible_to(request.user), pk=initiative_id)
    draft = get_object_or_404(found.statuses, year=year, half=number)
    if not may_edit(request.user, found):
        raise PermissionDenied
    store = open_store(settings.FAGLAERT.paths)
    try:
        actions.give(draft, by=request.user, version=posted_version(request), store=store)
    except StaleRecordError as error:
        problem = gettext("En anden har ændret eller afgivet status imens. Se på den igen.")
        return _page(request, found, Status.objects.get(pk=error.stored.pk), problems=[problem], http_status=409)
    messages.success(request, gettext("Status er afgivet, og tallet er låst."))
    return redirect("status:status", found.pk, year, number)


def _page(
    request: HttpRequest,
    found: Initiative,
    given: Status,
    *,
    problems: list[str] | None = None,
    http_status: int = 200,
) -> HttpResponse:
    store, language = open_store(settings.FAGLAERT.paths), current_language()
    figures = [then_and_now(store, each) for each in given.figures.all()]
    title = tables.half_words(given.period)
    context = {
        "page": Head(f"{found.title}: {title}", crumbs=_crumbs(_step(found), (title, ""))),
        "initiative": found,
        "status": given,
        "given": tables.given_words(given, language),
        "table": tables.figures_table(figures, language),
        "figures": figures,
        "may_write": queries.may_write(request.user, found, given),
        "history": events_table(
            history_of(given)[:EVENTS_SHOWN], reader=request.user, caption=gettext("Hvad der er ændret")
        ),
        "problems": problems or [],
    }
    return render(request, "status/status.html", context, status=http_status)


def _half(year: int, number: int) -> Half:
    """A half-year that has begun; raises Http404 for others."""
    if number not in {1, 2} or not 2000 <= year <= localdate().year:
        raise Http404
    half = Half(year, number)
    if half > half_of(localdate()):
        raise Http404
    return half


def _step(found: Initiative) -> tuple[str, str]:
    return found.title, reverse("status:initiative", args=[found.pk])


def _crumbs(*steps: tuple[str, str]) -> tuple[Crumb, ...]:
    return workspace_crumbs((gettext("Status"), reverse("status:overview")), *steps)
