# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pages of the initiatives: list, plan, one initiative, and its form."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faglaert.web.accounts.access import requires
from faglaert.web.accounts.permissions import Capability
from faglaert.web.audit.queries import history_of
from faglaert.web.audit.tables import events_table
from faglaert.web.frame import Head, current_language
from faglaert.web.initiatives import actions
from faglaert.web.initiatives.forms import InitiativeForm
from faglaert.web.initiatives.models import Initiative, Phase
from faglaert.web.initiatives.page import InitiativePage
from faglaert.web.initiatives.plan import plan_figure
from faglaert.web.initiatives.queries import filtered, may_add, may_edit, milestone_marks, visible_to, with_parts
from faglaert.web.initiatives.tables import file_downloads, initiative_rows, initiatives_table
from faglaert.web.status.queries import visible_statuses
from faglaert.web.status.tables import statuses_table
from faglaert.web.workspace.forms import posted_version
from faglaert.web.workspace.frame import workspace_crumbs
from faglaert.web.workspace.records import StaleRecordError
from faglaert.web.workspace.sheets import sheet_answer

ROWS_A_PAGE = 50
EVENTS_SHOWN = 20


@require_safe
@requires(Capability.READ_PROGRAMME)
def initiatives(request: HttpRequest) -> HttpResponse:
    """Every initiative the person may see, by track and phase."""
    title = gettext("Initiativer")
    track, phase = request.GET.get("spor", ""), request.GET.get("fase", "")
    found = filtered(visible_to(request.user), track=track, phase=phase)
    query = urlencode({"spor": track, "fase": phase}) if track or phase else ""
    rows = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "page": Head(title, crumbs=workspace_crumbs((title, ""))),
        "table": initiatives_table(rows, current_language()),
        "rows": rows,
        "query": f"{query}&" if query else "",
        "downloads": file_downloads(query),
        "track": track,
        "phase": phase,
        "phases": Phase.choices,
        "may_write": may_add(request.user),
    }
    return render(request, "initiatives/list.html", context)


@require_safe
@requires(Capability.READ_PROGRAMME)
def initiatives_file(request: HttpRequest, file_format: str) -> HttpResponse:
    """What the list shows on all its pages, as a file."""
    track, phase = request.GET.get("spor", ""), request.GET.get("fase", "")
    headings, rows = initiative_rows(filtered(visible_to(request.user), track=track, phase=phase), current_language())
    return sheet_answer("initiativer", file_format, headings, rows)


@require_safe
@requires(Capability.READ_PROGRAMME)
def plan(request: HttpRequest) -> HttpResponse:
    """The plan as a timeline, and as the table beside it."""
    title = gettext("Plan")
    found = visible_to(request.user)
    dated = [each for each in found if each.is_dated]
    context = {
        "page": Head(title, crumbs=_crumbs(title)),
        "figure": plan_figure(dated, milestone_marks(found), current_language(), localdate()),
        "table": initiatives_table(dated, current_language(), is_numbered=True),
        "undated": [each for each in found if not each.is_dated],
    }
    return render(request, "initiatives/plan.html", context)


@require_safe
@requires(Capability.READ_PROGRAMME)
def initiative(request: HttpRequest, initiative_id: int) -> HttpResponse:
    """One initiative: what it should change, how far it is, who, when, and what happened to it."""
    return _detail(request, get_object_or_404(with_parts(visible_to(request.user)), pk=initiative_id))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.WRITE_INITIATIVES)
def new(request: HttpRequest) -> HttpResponse:
    """Describe a new initiative."""
    if not may_add(request.user):
        raise PermissionDenied
    return _edit(request, Initiative(), gettext("Nyt initiativ"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.WRITE_INITIATIVES)
def edit(request: HttpRequest, initiative_id: int) -> HttpResponse:
    """Change an initiative."""
    found = editable(request, initiative_id)
    return _edit(request, found, found.title)


@require_POST
@requires(Capability.WRITE_INITIATIVES)
def go_on(request: HttpRequest, initiative_id: int) -> HttpResponse:
    """Go on to the next phase, or say what the present one lacks."""
    found = editable(request, initiative_id)
    try:
        actions.advance(found, by=request.user, version=posted_version(request))
    except actions.PhaseNotDoneError as error:
        return _detail(request, found, problems=error.missing, status=409)
    except StaleRecordError:
        return _detail(
            request, found, problems=[gettext("En anden har ændret initiativet imens. Se på det igen.")], status=409
        )
    messages.success(request, gettext("Initiativet er gået videre til næste fase."))
    return redirect("initiatives:detail", initiative_id=found.pk)


def editable(request: HttpRequest, initiative_id: int) -> Initiative:
    """An initiative the person may change; raises Http404 for one not to be seen, else :class:`PermissionDenied`."""
    found = get_object_or_404(with_parts(visible_to(request.user)), pk=initiative_id)
    if not may_edit(request.user, found):
        raise PermissionDenied
    return found


def _detail(
    request: HttpRequest, found: Initiative, *, problems: list[str] | None = None, status: int = 200
) -> HttpResponse:
    language, is_editable = current_language(), may_edit(request.user, found)
    context = {
        "page": Head(found.title, crumbs=_crumbs(found.title)),
        "initiative": found,
        "view": InitiativePage(found, language, is_editable=is_editable),
        "may_edit": is_editable,
        "statuses": statuses_table(visible_statuses(request.user, found), language),
        "knowledge": found.knowledge.only("title"),
        "history": events_table(
            history_of(found)[:EVENTS_SHOWN], reader=request.user, caption=gettext("Hvad der er ændret")
        ),
        "problems": problems or [],
    }
    return render(request, "initiatives/detail.html", context, status=status)


def _edit(request: HttpRequest, found: Initiative, title: str) -> HttpResponse:
    form = InitiativeForm(request.POST or None, instance=found, user=request.user)
    if form.is_valid() and form.store(request.user):
        messages.success(request, gettext("Initiativet er gemt."))
        return redirect("initiatives:detail", initiative_id=form.instance.pk)
    context = {"page": Head(title, crumbs=_crumbs(title)), "form": form}
    return render(request, "initiatives/edit.html", context)


def _crumbs(title: str) -> tuple[object, ...]:
    return workspace_crumbs((gettext("Initiativer"), reverse("initiatives:list")), (title, ""))
