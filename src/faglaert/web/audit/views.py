# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The log as a page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from faglaert.web.accounts.access import requires
from faglaert.web.accounts.permissions import Capability
from faglaert.web.audit.queries import newest_events
from faglaert.web.audit.tables import events_table
from faglaert.web.frame import Head
from faglaert.web.workspace.frame import workspace_crumbs

EVENTS_A_PAGE = 50


@require_safe
@requires(Capability.READ_AUDIT_LOG)
def log(request: HttpRequest) -> HttpResponse:
    """Every change, the newest first."""
    title = gettext("Ændringer")
    events = Paginator(newest_events(), EVENTS_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "page": Head(title, crumbs=workspace_crumbs((title, ""))),
        "events": events,
        "table": events_table(events, reader=request.user, caption=title),
    }
    return render(request, "audit/log.html", context)
