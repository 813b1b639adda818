# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""One page with all of it, and the forms of each kind."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faglaert import display
from faglaert.errors import NotPublishedError
from faglaert.published.store import Store, open_store
from faglaert.web.accounts.access import requires
from faglaert.web.accounts.permissions import Capability
from faglaert.web.frame import Head, current_language
from faglaert.web.mentors import tables
from faglaert.web.mentors.kinds import KINDS, Kind
from faglaert.web.mentors.models import Agreements, Goal, Kept, Mentor, Offer
from faglaert.web.mentors.queries import current_mentors, may_edit
from faglaert.web.workspace.forms import posted_version
from faglaert.web.workspace.frame import workspace_crumbs
from faglaert.web.workspace.records import StaleRecordError, remove


@require_safe
@requires(Capability.READ_PROGRAMME)
def overview(request: HttpRequest) -> HttpResponse:
    """Mentors, offers, goals, and agreements against the aim."""
    title, user, language = gettext("Mentorer og lærepladser"), request.user, current_language()
    store = _store()
    own = Agreements.objects.select_related("organisation")
    found = {
        "mentorer": tables.mentors_table(current_mentors(localdate()), user, language),
        "tilbud": tables.offers_table(Offer.objects.select_related("organisation"), user, language),
        "maal": tables.goals_table(Goal.objects.select_related("organisation"), user, language),
        "aftaler": tables.agreements_table(own, user, language, store),
    }
    context = {
        "page": Head(title, crumbs=workspace_crumbs((title, ""))),
        "parts": [(KINDS[slug], table, reverse("mentors:new", args=[slug])) for slug, table in found.items()],
        "aim": display.share(tables.aim(), language, 0),
        "country": tables.country_words(store, language),
        "may_write": user.may(Capability.MANAGE_MENTORS) or _writes_for_own(request),
    }
    return render(request, "mentors/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.WRITE_MENTORS)
def new(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Add one."""
    if not request.user.may(Capability.MANAGE_MENTORS) and not _writes_for_own(request):
        raise PermissionDenied
    return _edit(request, kind, kind.model(), str(kind.new))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.WRITE_MENTORS)
def edit(request: HttpRequest, kind: Kind, record_id: int) -> HttpResponse:
    """Change one."""
    found = _editable(request, kind, record_id)
    return _edit(request, kind, found, str(found._meta.verbose_name))


@require_POST
@requires(Capability.WRITE_MENTORS)
def delete(request: HttpRequest, kind: Kind, record_id: int) -> HttpResponse:
    """Delete one as it was seen."""
    found = _editable(request, kind, record_id)
    try:
        remove(found, by=request.user, version=posted_version(request))
    except StaleRecordError:
        messages.warning(request, gettext("En anden har ændret det imens. Intet er slettet."))
        return redirect("mentors:edit", kind, record_id)
    messages.success(request, gettext("Det er slettet."))
    return redirect("mentors:overview")


def _editable(request: HttpRequest, kind: Kind, record_id: int) -> Kept:
    found = get_object_or_404(kind.model.objects.select_related("organisation"), pk=record_id)
    if not may_edit(request.user, found):
        raise PermissionDenied
    if isinstance(found, Mentor) and found.delete_on <= localdate():
        raise Http404
    return found


def _edit(request: HttpRequest, kind: Kind, found: Kept, title: str) -> HttpResponse:
    form = kind.form(request.POST or None, instance=found, user=request.user)
    if form.is_valid() and form.store(request.user):
        messages.success(request, gettext("Det er gemt."))
        return redirect("mentors:overview")
    crumbs = workspace_crumbs((gettext("Mentorer og lærepladser"), reverse("mentors:overview")), (title, ""))
    delete_address = "" if found._state.adding else reverse("mentors:delete", args=[kind.slug, found.pk])
    context = {"page": Head(title, crumbs=crumbs), "form": form, "record": found, "delete_address": delete_address}
    return render(request, "mentors/edit.html", context)


def _writes_for_own(request: HttpRequest) -> bool:
    return request.user.may(Capability.WRITE_MENTORS) and request.user.organisation_id is not None


def _store() -> Store | None:
    """What is published; None before anything is, for the page has more to show."""
    try:
        return open_store(settings.FAGLAERT.paths)
    except NotPublishedError:
        return None
