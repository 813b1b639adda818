# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The start page, and what is answered to those who may not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from faglaert.web.accounts.access import requires
from faglaert.web.accounts.permissions import Capability
from faglaert.web.frame import Head
from faglaert.web.workspace.frame import is_workspace, workspace_crumbs
from faglaert.web.workspace.waiting import waiting_for


@require_safe
@requires(Capability.ENTER)
def start(request: HttpRequest) -> HttpResponse:
    """What waits for the person, and the parts of the workspace that the person's roles open."""
    context = {
        "page": Head(gettext("Arbejdsrum")),
        "roles": sorted(str(role.label) for role in request.user.roles),
        "waiting": waiting_for(request.user),
    }
    return render(request, "workspace/start.html", context)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """403 in the design: the person is known and may not."""
    title = gettext("Du har ikke adgang til siden")
    crumbs = workspace_crumbs((title, "")) if is_workspace(request) else ()
    return render(request, "403.html", {"page": Head(title, crumbs=crumbs)}, status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """403 for a form without the token of this session."""
    return render(request, "form_expired.html", {"page": Head(gettext("Formularen er udløbet"))}, status=403)
