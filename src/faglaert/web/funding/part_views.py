# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Adding, changing and deleting what belongs to a round, an application or a grant."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from faglaert.web.accounts.access import requires
from faglaert.web.accounts.permissions import Capability
from faglaert.web.frame import Head
from faglaert.web.funding import actions
from faglaert.web.funding.crumbs import application_crumbs, round_crumbs
from faglaert.web.funding.forms import ReportForm
from faglaert.web.funding.models import Application, ApplicationState, Criterion, GrantReport, Round, RoundState
from faglaert.web.funding.parts import BUDGET, Kind
from faglaert.web.funding.queries import is_own, may_edit, visible_applications
from faglaert.web.workspace.forms import RecordForm, posted_version
from faglaert.web.workspace.records import Record, StaleRecordError, remove


@dataclass(frozen=True)
class Place:
    """Where a part stands: what it belongs to, how that is asked for, when it may be written, and the way back."""

    parent: Record
    link: str
    is_allowed: Callable[[Record], bool]
    page: str
    crumbs: Callable[..., tuple[object, ...]]

    def new(self, kind: Kind) -> Record:
        """A part to be."""
        return kind.model(**{self.link: self.parent})

    def part(self, kind: Kind, part_id: int) -> Record:
        """A part of this parent, and of no other."""
        return get_object_or_404(kind.model, pk=part_id, **{self.link: self.parent})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.MANAGE_FUNDING)
def round_part_new(request: HttpRequest, round_id: int, part: Kind) -> HttpResponse:
    """Add a criterion or a question."""
    place = _of_round(round_id)
    return _edit(request, place, part, place.new(part))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.MANAGE_FUNDING)
def round_part_edit(request: HttpRequest, round_id: int, part: Kind, part_id: int) -> HttpResponse:
    """Change a criterion or a question, until the round has opened."""
    place = _of_round(round_id)
    return _edit(request, place, part, place.part(part, part_id))


@require_POST
@requires(Capability.MANAGE_FUNDING)
def round_part_delete(request: HttpRequest, round_id: int, part: Kind, part_id: int) -> HttpResponse:
    """Delete a criterion or a question, until the round has opened."""
    place = _of_round(round_id)
    record = place.part(part, part_id)
    return _delete(request, replace(place, is_allowed=partial(_may_lose, record)), record)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.APPLY)
def budget_new(request: HttpRequest, application_id: int) -> HttpResponse:
    """Add a line to the budget."""
    place = _of_draft(request, application_id)
    return _edit(request, place, BUDGET, place.new(BUDGET))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.APPLY)
def budget_edit(request: HttpRequest, application_id: int, part_id: int) -> HttpResponse:
    """Change a line of the budget."""
    place = _of_draft(request, application_id)
    return _edit(request, place, BUDGET, place.part(BUDGET, part_id))


@require_POST
@requires(Capability.APPLY)
def budget_delete(request: HttpRequest, application_id: int, part_id: int) -> HttpResponse:
    """Delete a line of the budget."""
    place = _of_draft(request, application_id)
    return _delete(request, place, place.part(BUDGET, part_id))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.MANAGE_FUNDING)
def grant_part_new(request: HttpRequest, application_id: int, part: Kind) -> HttpResponse:
    """Add an instalment, or ask for a report."""
    place = _of_grant(request, application_id)
    return _edit(request, place, part, place.new(part))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.MANAGE_FUNDING)
def grant_part_edit(request: HttpRequest, application_id: int, part: Kind, part_id: int) -> HttpResponse:
    """Change an instalment, or what is asked for in a report."""
    place = _of_grant(request, application_id)
    return _edit(request, place, part, place.part(part, part_id))


@require_POST
@requires(Capability.MANAGE_FUNDING)
def grant_part_delete(request: HttpRequest, application_id: int, part: Kind, part_id: int) -> HttpResponse:
    """Delete an instalment, or what was asked for."""
    place = _of_grant(request, application_id)
    return _delete(request, place, place.part(part, part_id))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.APPLY)
def report_write(request: HttpRequest, application_id: int, part_id: int) -> HttpResponse:
    """Report what became of a grant."""
    application = get_object_or_404(visible_applications(request.user), pk=application_id)
    place = _place(application, partial(is_own, request.user))
    report = get_object_or_404(GrantReport, pk=part_id, application=application)
    return _answer(request, place, ReportForm(request.POST or None, instance=report), title=report.title)


def _of_round(round_id: int) -> Place:
    found = get_object_or_404(Round, pk=round_id)
    return Place(found, "round", has_not_opened, "funding:round", round_crumbs)


def _of_draft(request: HttpRequest, application_id: int) -> Place:
    application = get_object_or_404(visible_applications(request.user), pk=application_id)
    return _place(application, partial(may_edit, request.user))


def _of_grant(request: HttpRequest, application_id: int) -> Place:
    application = get_object_or_404(visible_applications(request.user), pk=application_id)
    return _place(application, _is_granted)


def _place(application: Application, is_allowed: Callable[[Application], bool]) -> Place:
    return Place(application, "application", is_allowed, "funding:application", application_crumbs)


def has_not_opened(found: Round) -> bool:
    """Whether nobody has applied yet: what applications are asked and judged by does not change afterwards."""
    return found.state in {RoundState.DRAFT, RoundState.COMING} and not found.applications.exists()


def _may_lose(part: Record, found: Round) -> bool:
    """A published round keeps a criterion to judge by."""
    is_last = isinstance(part, Criterion) and found.criteria.count() == 1
    return has_not_opened(found) and not (found.is_published and is_last)


def _is_granted(application: Application) -> bool:
    return application.state == ApplicationState.GRANTED


def _edit(request: HttpRequest, place: Place, kind: Kind, record: Record) -> HttpResponse:
    title = str(kind.new) if record._state.adding else str(record._meta.verbose_name)
    return _answer(request, place, kind.form(request.POST or None, instance=record), title=title, kind=kind)


def _answer(
    request: HttpRequest, place: Place, form: RecordForm, *, title: str, kind: Kind | None = None
) -> HttpResponse:
    if not place.is_allowed(place.parent):
        raise PermissionDenied
    if form.is_valid() and actions.while_allowed(place.parent, place.is_allowed, lambda: form.store(request.user)):
        messages.success(request, gettext("Det er gemt."))
        return redirect(place.page, place.parent.pk)
    context = {
        "page": Head(title, crumbs=place.crumbs(place.parent, title)),
        "form": form,
        "record": form.instance,
        "kind": kind,
        "link": place.link,
        "parent": place.parent,
    }
    return render(request, "funding/part.html", context)


def _delete(request: HttpRequest, place: Place, record: Record) -> HttpResponse:
    version = posted_version(request)
    try:
        actions.while_allowed(place.parent, place.is_allowed, lambda: remove(record, by=request.user, version=version))
    except StaleRecordError:
        messages.warning(request, gettext("En anden har ændret det imens. Intet er slettet."))
    else:
        messages.success(request, gettext("Det er slettet."))
    return redirect(place.page, place.parent.pk)
