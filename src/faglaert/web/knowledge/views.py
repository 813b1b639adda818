# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The knowledge in the workspace: finding, telling, changing, and files."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faglaert.web.accounts.access import requires
from faglaert.web.accounts.permissions import Capability
from faglaert.web.audit.queries import history_of
from faglaert.web.audit.tables import events_table
from faglaert.web.frame import Crumb, Head
from faglaert.web.knowledge.forms import EntryForm
from faglaert.web.knowledge.models import Entry, EntryFile
from faglaert.web.knowledge.page import list_context, programme_names
from faglaert.web.knowledge.queries import all_entries, initiatives_of, may_add, may_edit
from faglaert.web.workspace.files import file_answer, upload_form
from faglaert.web.workspace.forms import posted_version
from faglaert.web.workspace.frame import workspace_crumbs
from faglaert.web.workspace.records import StaleRecordError, add, remove

EVENTS_SHOWN = 20


@require_safe
@requires(Capability.READ_PROGRAMME)
def entries(request: HttpRequest) -> HttpResponse:
    """Everything, or what a question finds."""
    title = gettext("Viden")
    context = list_context(request, all_entries(), route="knowledge:detail")
    context |= {
        "page": Head(title, crumbs=workspace_crumbs((title, ""))),
        "may_write": may_add(request.user),
    }
    return render(request, "knowledge/list.html", context)


@require_safe
@requires(Capability.READ_PROGRAMME)
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry with whom to ask."""
    found = get_object_or_404(all_entries(), pk=entry_id)
    context = {
        "page": Head(found.title, crumbs=_crumbs((found.title, ""))),
        "entry": found,
        "programmes": programme_names(found),
        "initiatives": initiatives_of(found, request.user),
        "files": found.files.defer("content"),
        "file_route": "knowledge:file",
        "may_edit": may_edit(request.user, found),
        "history": events_table(
            history_of(found)[:EVENTS_SHOWN], reader=request.user, caption=gettext("Hvad der er ændret")
        ),
    }
    return render(request, "knowledge/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.WRITE_KNOWLEDGE)
def new(request: HttpRequest) -> HttpResponse:
    """Tell something, for an organisation; the office for the programme."""
    if not may_add(request.user):
        raise PermissionDenied
    return _edit(request, Entry(), gettext("Del viden"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.WRITE_KNOWLEDGE)
def edit(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Change an entry."""
    found = _editable(request, entry_id)
    return _edit(request, found, found.title)


@require_POST
@requires(Capability.WRITE_KNOWLEDGE)
def delete(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Delete an entry with its files."""
    found = _editable(request, entry_id)
    try:
        remove(found, by=request.user, version=posted_version(request))
    except StaleRecordError:
        messages.warning(request, gettext("En anden har ændret det imens. Intet er slettet."))
        return redirect("knowledge:detail", entry_id)
    messages.success(request, gettext("Det er slettet."))
    return redirect("knowledge:list")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.WRITE_KNOWLEDGE)
def file_new(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Hand in a file."""
    found = _editable(request, entry_id)
    stored = EntryFile(entry=found)
    form = upload_form(request, stored)
    if form.is_valid():
        add(stored, by=request.user)
        messages.success(request, gettext("Filen er gemt."))
        return redirect("knowledge:detail", found.pk)
    step = (found.title, reverse("knowledge:detail", args=[found.pk]))
    return _form_page(request, gettext("Ny fil"), form, step)


@require_safe
@requires(Capability.READ_PROGRAMME)
def file(request: HttpRequest, file_id: int) -> HttpResponse:  # noqa: ARG001 (a view is given the request)
    """A file."""
    return file_answer(get_object_or_404(EntryFile, pk=file_id))


@require_POST
@requires(Capability.WRITE_KNOWLEDGE)
def file_delete(request: HttpRequest, file_id: int) -> HttpResponse:
    """Take a file away."""
    stored = get_object_or_404(EntryFile.objects.defer("content"), pk=file_id)
    found = _editable(request, stored.entry_id)
    try:
        remove(stored, by=request.user, version=posted_version(request))
    except StaleRecordError:
        messages.warning(request, gettext("En anden har ændret det imens. Intet er slettet."))
    else:
        messages.success(request, gettext("Det er slettet."))
    return redirect("knowledge:detail", found.pk)


def _editable(request: HttpRequest, entry_id: int) -> Entry:
    found = get_object_or_404(all_entries(), pk=entry_id)
    if not may_edit(request.user, found):
        raise PermissionDenied
    return found


def _edit(request: HttpRequest, found: Entry, title: str) -> HttpResponse:
    form = EntryForm(request.POST or None, instance=found, user=request.user)
    if form.is_valid() and form.store(request.user):
        messages.success(request, gettext("Det er gemt."))
        return redirect("knowledge:detail", form.instance.pk)
    return _form_page(request, title, form)


def _form_page(request: HttpRequest, title: str, form: object, *steps: tuple[str, str]) -> HttpResponse:
    head = Head(title, crumbs=_crumbs(*steps, (title, "")))
    return render(request, "workspace/form.html", {"page": head, "form": form})


def _crumbs(*steps: tuple[str, str]) -> tuple[Crumb, ...]:
    return workspace_crumbs((gettext("Viden"), reverse("knowledge:list")), *steps)
