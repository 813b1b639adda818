# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pages of the meetings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faglaert.web.accounts.access import requires
from faglaert.web.accounts.permissions import Capability
from faglaert.web.council.actions import publish_agenda
from faglaert.web.council.forms import MeetingForm
from faglaert.web.council.models import Meeting
from faglaert.web.council.queries import due_decisions, meetings_seen_by
from faglaert.web.council.tables import decisions_table, items_table, meetings_table
from faglaert.web.frame import Crumb, Head, current_language
from faglaert.web.workspace.forms import posted_version
from faglaert.web.workspace.frame import workspace_crumbs
from faglaert.web.workspace.records import StaleRecordError


@require_safe
@requires(Capability.READ_COUNCIL)
def meetings(request: HttpRequest) -> HttpResponse:
    """Every meeting, and the decisions somebody should look back at."""
    due = due_decisions(request.user, localdate())
    context = {
        "page": Head(gettext("Fremtidens Kompetenceråd"), crumbs=workspace_crumbs((gettext("Rådet"), ""))),
        "table": meetings_table(meetings_seen_by(request.user), current_language()),
        "due": decisions_table(due, current_language(), caption=gettext("Beslutninger, der skal ses efter")),
        "may_prepare": request.user.may(Capability.PREPARE_COUNCIL),
    }
    return render(request, "council/meetings.html", context)


@require_safe
@requires(Capability.READ_COUNCIL)
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """One meeting with its agenda."""
    found = get_object_or_404(meetings_seen_by(request.user), pk=meeting_id)
    context = {
        "page": Head(found.title, crumbs=council_crumbs((found.title, ""))),
        "meeting": found,
        "table": items_table(found.items.select_related("round", "decision")),
        "may_prepare": request.user.may(Capability.PREPARE_COUNCIL),
    }
    return render(request, "council/meeting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.PREPARE_COUNCIL)
def meeting_new(request: HttpRequest) -> HttpResponse:
    """Call a meeting."""
    return _edit(request, Meeting(), gettext("Nyt møde"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.PREPARE_COUNCIL)
def meeting_edit(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Change a meeting."""
    found = get_object_or_404(Meeting, pk=meeting_id)
    return _edit(request, found, found.title)


@require_POST
@requires(Capability.PREPARE_COUNCIL)
def meeting_publish(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Let the members see the meeting."""
    found = get_object_or_404(Meeting, pk=meeting_id)
    try:
        publish_agenda(found, by=request.user, version=posted_version(request))
    except StaleRecordError:
        messages.warning(request, gettext("En anden har ændret det imens. Se på det igen."))
    else:
        messages.success(request, gettext("Medlemmerne kan nu se dagsordenen."))
    return redirect("council:meeting", found.pk)


def council_crumbs(*steps: tuple[str, str]) -> tuple[Crumb, ...]:
    """The way from the council's first page."""
    return workspace_crumbs((gettext("Rådet"), reverse("council:meetings")), *steps)


def form_page(
    request: HttpRequest, title: str, form: object, *steps: tuple[str, str], status: int = 200
) -> HttpResponse:
    """A page of one form, below ``steps``."""
    head = Head(title, crumbs=council_crumbs(*steps, (title, "")))
    return render(request, "workspace/form.html", {"page": head, "form": form}, status=status)


def _edit(request: HttpRequest, found: Meeting, title: str) -> HttpResponse:
    form = MeetingForm(request.POST or None, instance=found)
    if form.is_valid() and form.store(request.user):
        messages.success(request, gettext("Mødet er gemt."))
        return redirect("council:meeting", form.instance.pk)
    return form_page(request, title, form)
