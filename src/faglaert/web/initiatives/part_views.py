# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Adding, changing and deleting what belongs to an initiative, by those who may change the initiative."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from faglaert.web.accounts.access import requires
from faglaert.web.accounts.permissions import Capability
from faglaert.web.frame import Head
from faglaert.web.initiatives.models import Initiative, Part
from faglaert.web.initiatives.parts import Kind
from faglaert.web.initiatives.views import editable
from faglaert.web.workspace.forms import posted_version
from faglaert.web.workspace.frame import workspace_crumbs
from faglaert.web.workspace.records import StaleRecordError, remove


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.WRITE_INITIATIVES)
def new(request: HttpRequest, initiative_id: int, part: Kind) -> HttpResponse:
    """Add a part."""
    initiative = editable(request, initiative_id)
    return _edit(request, initiative, part, part.model(initiative=initiative))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.WRITE_INITIATIVES)
def edit(request: HttpRequest, initiative_id: int, part: Kind, part_id: int) -> HttpResponse:
    """Change a part."""
    initiative = editable(request, initiative_id)
    return _edit(request, initiative, part, get_object_or_404(part.model, pk=part_id, initiative=initiative))


@require_POST
@requires(Capability.WRITE_INITIATIVES)
def delete(request: HttpRequest, initiative_id: int, part: Kind, part_id: int) -> HttpResponse:
    """Delete a part as it was seen; the log keeps what it was."""
    initiative = editable(request, initiative_id)
    record = get_object_or_404(part.model, pk=part_id, initiative=initiative)
    try:
        remove(record, by=request.user, version=posted_version(request))
    except StaleRecordError:
        messages.warning(request, gettext("En anden har ændret det imens. Intet er slettet."))
        return redirect("initiatives:part_edit", initiative_id, part, part_id)
    messages.success(request, gettext("Det er slettet."))
    return redirect("initiatives:detail", initiative_id)


def _edit(request: HttpRequest, initiative: Initiative, kind: Kind, record: Part) -> HttpResponse:
    form = kind.form(request.POST or None, instance=record)
    if form.is_valid() and form.store(request.user):
        messages.success(request, gettext("Det er gemt."))
        return redirect("initiatives:detail", initiative.pk)
    title = str(kind.new) if record._state.adding else str(record._meta.verbose_name)
    crumbs = workspace_crumbs(
        (gettext("Initiativer"), reverse("initiatives:list")),
        (initiative.title, reverse("initiatives:detail", args=[initiative.pk])),
        (title, ""),
    )
    context = {
        "page": Head(title, crumbs=crumbs),
        "form": form,
        "kind": kind,
        "record": record,
        "initiative": initiative,
    }
    return render(request, "initiatives/part.html", context)
