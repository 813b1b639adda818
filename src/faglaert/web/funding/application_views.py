# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pages of applications: list, one application, its form, its files, submitting and withdrawing."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faglaert.web.accounts.access import requires
from faglaert.web.accounts.permissions import Capability
from faglaert.web.frame import Head, current_language
from faglaert.web.funding import actions, tables
from faglaert.web.funding.application_page import ApplicationPage
from faglaert.web.funding.crumbs import application_crumbs, funding_crumbs, round_crumbs
from faglaert.web.funding.forms import ApplicationForm
from faglaert.web.funding.models import Application, Attachment
from faglaert.web.funding.queries import (
    may_apply,
    may_edit,
    visible_applications,
    visible_rounds,
    with_parts,
    with_sums,
)
from faglaert.web.funding.views import ROWS_A_PAGE, changed_meanwhile
from faglaert.web.workspace.files import file_answer, upload_form
from faglaert.web.workspace.forms import posted_version
from faglaert.web.workspace.records import StaleRecordError, add, remove


@require_safe
@requires(Capability.OPEN_APPLICATIONS)
def applications(request: HttpRequest) -> HttpResponse:
    """The applications the person may see, and those to assess."""
    title = gettext("Ansøgninger")
    rows = Paginator(with_sums(visible_applications(request.user)), ROWS_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "page": Head(title, crumbs=funding_crumbs((title, ""))),
        "table": tables.applications_table(rows, current_language()),
        "rows": rows,
        "to_assess": tables.assessments_table(request.user) if request.user.may(Capability.ASSESS) else None,
    }
    return render(request, "funding/applications.html", context)


@require_safe
@requires(Capability.OPEN_APPLICATIONS)
def application(request: HttpRequest, application_id: int) -> HttpResponse:
    """One application with everything the person may see of it."""
    return application_answer(request, seen(request, application_id))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.APPLY)
def application_new(request: HttpRequest, round_id: int) -> HttpResponse:
    """Begin an application as a draft of the person's organisation."""
    found = get_object_or_404(visible_rounds(request.user), pk=round_id)
    if not may_apply(request.user, found):
        raise PermissionDenied
    draft = Application(round=found, organisation=request.user.organisation)
    title = gettext("Ny ansøgning")
    return _edit(request, draft, Head(title, crumbs=round_crumbs(found, title)))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.APPLY)
def application_edit(request: HttpRequest, application_id: int) -> HttpResponse:
    """Write on in a draft."""
    draft = _editable(request, application_id)
    return _edit(request, draft, Head(draft.title, crumbs=application_crumbs(draft, gettext("Ret"))))


@require_POST
@requires(Capability.APPLY)
def application_submit(request: HttpRequest, application_id: int) -> HttpResponse:
    """Hand the application in, or say what it lacks."""
    return _step(request, application_id, actions.submit, gettext("Ansøgningen er sendt ind."))


@require_POST
@requires(Capability.APPLY)
def application_withdraw(request: HttpRequest, application_id: int) -> HttpResponse:
    """Take the application back."""
    return _step(request, application_id, actions.withdraw, gettext("Ansøgningen er trukket tilbage."))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.APPLY)
def file_new(request: HttpRequest, application_id: int) -> HttpResponse:
    """Hand in a file with a draft."""
    draft = _editable(request, application_id)
    attachment = Attachment(application=draft)
    form = upload_form(request, attachment)
    if form.is_valid():
        actions.while_allowed(draft, lambda now: may_edit(request.user, now), lambda: add(attachment, by=request.user))
        messages.success(request, gettext("Filen er gemt."))
        return redirect("funding:application", draft.pk)
    title = gettext("Ny fil")
    context = {"page": Head(title, crumbs=application_crumbs(draft, title)), "form": form}
    return render(request, "funding/file.html", context)


@require_safe
@requires(Capability.OPEN_APPLICATIONS)
def file_download(request: HttpRequest, application_id: int, file_id: int) -> HttpResponse:
    """A file, for those who may see the application."""
    found = get_object_or_404(visible_applications(request.user), pk=application_id)
    return file_answer(get_object_or_404(Attachment, pk=file_id, application=found))


@require_POST
@requires(Capability.APPLY)
def file_delete(request: HttpRequest, application_id: int, file_id: int) -> HttpResponse:
    """Delete a file of a draft."""
    draft = _editable(request, application_id)
    attachment = get_object_or_404(Attachment, pk=file_id, application=draft)
    version = posted_version(request)
    try:
        actions.while_allowed(
            draft,
            lambda now: may_edit(request.user, now),
            lambda: remove(attachment, by=request.user, version=version),
        )
    except StaleRecordError:
        messages.warning(request, changed_meanwhile())
    else:
        messages.success(request, gettext("Filen er slettet."))
    return redirect("funding:application", draft.pk)


def seen(request: HttpRequest, application_id: int) -> Application:
    """An application the person may see, with its parts; raises Http404 for others."""
    return get_object_or_404(with_parts(visible_applications(request.user)), pk=application_id)


def application_answer(
    request: HttpRequest, found: Application, *, problems: list[str] | None = None, status: int = 200
) -> HttpResponse:
    """The page of one application, with what stands in the way of a step."""
    context = {
        "page": Head(found.title, crumbs=application_crumbs(found)),
        "application": found,
        "view": ApplicationPage(found, request.user, current_language()),
        "problems": problems or [],
    }
    return render(request, "funding/application.html", context, status=status)


def _editable(request: HttpRequest, application_id: int) -> Application:
    found = get_object_or_404(visible_applications(request.user), pk=application_id)
    if not may_edit(request.user, found):
        raise PermissionDenied
    return found


def _step(request: HttpRequest, application_id: int, action: Callable[..., Application], done: str) -> HttpResponse:
    found = seen(request, application_id)
    try:
        action(found, by=request.user, version=posted_version(request))
    except actions.NotPossibleError as error:
        return application_answer(request, found, problems=error.reasons, status=409)
    except StaleRecordError:
        return application_answer(request, seen(request, application_id), problems=[changed_meanwhile()], status=409)
    messages.success(request, done)
    return redirect("funding:application", found.pk)


def _edit(request: HttpRequest, draft: Application, page: Head) -> HttpResponse:
    form = ApplicationForm(request.POST or None, instance=draft, user=request.user)
    if form.is_valid() and form.store(request.user):
        messages.success(request, gettext("Kladden er gemt."))
        return redirect("funding:application", form.instance.pk)
    return render(request, "funding/edit.html", {"page": page, "form": form})
