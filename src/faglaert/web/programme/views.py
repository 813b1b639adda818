# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pages of the programme's tracks and of its partners."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from faglaert.definitions.programme import programme
from faglaert.web.accounts.access import requires
from faglaert.web.accounts.models import Organisation
from faglaert.web.accounts.permissions import Capability
from faglaert.web.frame import Crumb, Head
from faglaert.web.programme.forms import OrganisationForm
from faglaert.web.programme.queries import all_partners, partnerships_of, track_work
from faglaert.web.programme.tables import partners_table, partnerships_table
from faglaert.web.workspace.frame import workspace_crumbs


@require_safe
@requires(Capability.READ_PROGRAMME)
def tracks(request: HttpRequest) -> HttpResponse:
    """Tracks, goals and focus areas, and how many initiatives work on each."""
    title = gettext("Program og partnere")
    head = Head(title, crumbs=workspace_crumbs((title, "")))
    context = {"page": head, "programme": programme(), "work": track_work(request.user)}
    return render(request, "programme/tracks.html", context)


@require_safe
@requires(Capability.READ_PROGRAMME)
def partners(request: HttpRequest) -> HttpResponse:
    """Every organisation."""
    title = gettext("Partnere")
    context = {
        "page": Head(title, crumbs=_crumbs((title, ""))),
        "table": partners_table(all_partners()),
        "may_edit": request.user.may(Capability.MANAGE_PARTNERS),
    }
    return render(request, "programme/partners.html", context)


@require_safe
@requires(Capability.READ_PROGRAMME)
def partner(request: HttpRequest, partner_id: int) -> HttpResponse:
    """One organisation and what it takes part in."""
    found = get_object_or_404(Organisation, pk=partner_id)
    context = {
        "page": Head(found.name, crumbs=_partner_crumbs(found.name)),
        "partner": found,
        "table": partnerships_table(partnerships_of(found, request.user)),
        "may_edit": request.user.may(Capability.MANAGE_PARTNERS),
    }
    return render(request, "programme/partner.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.MANAGE_PARTNERS)
def partner_new(request: HttpRequest) -> HttpResponse:
    """Add an organisation."""
    return _edit(request, Organisation(), gettext("Ny partner"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.MANAGE_PARTNERS)
def partner_edit(request: HttpRequest, partner_id: int) -> HttpResponse:
    """Change an organisation."""
    found = get_object_or_404(Organisation, pk=partner_id)
    return _edit(request, found, found.name)


def _edit(request: HttpRequest, found: Organisation, title: str) -> HttpResponse:
    form = OrganisationForm(request.POST or None, instance=found)
    if form.is_valid() and form.store(request.user):
        messages.success(request, gettext("Partneren er gemt."))
        return redirect("programme:partner", partner_id=form.instance.pk)
    return render(
        request, "programme/partner_edit.html", {"page": Head(title, crumbs=_partner_crumbs(title)), "form": form}
    )


def _partner_crumbs(title: str) -> tuple[Crumb, ...]:
    return _crumbs((gettext("Partnere"), reverse("programme:partners")), (title, ""))


def _crumbs(*steps: tuple[str, str]) -> tuple[Crumb, ...]:
    return workspace_crumbs((gettext("Program og partnere"), reverse("programme:tracks")), *steps)
