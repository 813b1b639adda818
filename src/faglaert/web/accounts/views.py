# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The programme office's list of people, and the page behind an invitation."""

from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faglaert.web.accounts import actions
from faglaert.web.accounts.access import requires
from faglaert.web.accounts.forgetting import forget, key_of, mentions_in_log, names_of, places_of
from faglaert.web.accounts.forms import PersonForm, UserForm
from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Capability
from faglaert.web.accounts.queries import all_users, invited_user
from faglaert.web.accounts.tables import users_table
from faglaert.web.frame import Head, full_address
from faglaert.web.workspace.forms import posted_version
from faglaert.web.workspace.frame import workspace_crumbs
from faglaert.web.workspace.records import StaleRecordError


@require_safe
@requires(Capability.MANAGE_USERS)
def users(request: HttpRequest) -> HttpResponse:
    """Everybody who has an account."""
    title = gettext("Brugere")
    head = Head(title, crumbs=workspace_crumbs((title, "")))
    return render(request, "accounts/users.html", {"page": head, "table": users_table(all_users())})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.MANAGE_USERS)
def user_new(request: HttpRequest) -> HttpResponse:
    """Make an account."""
    return _edit(request, User(), gettext("Ny bruger"))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.MANAGE_USERS)
def user(request: HttpRequest, user_id: int) -> HttpResponse:
    """Change an account."""
    person = get_object_or_404(all_users(), pk=user_id)
    return _edit(request, person, person.full_name)


@require_POST
@requires(Capability.MANAGE_USERS)
def user_invite(request: HttpRequest, user_id: int) -> HttpResponse:
    """Make an address where the person chooses a password; it is shown once, to be handed over."""
    person = get_object_or_404(User, pk=user_id, is_active=True)
    title = gettext("Adgang")
    context = {
        "page": Head(title, crumbs=workspace_crumbs((title, ""))),
        "person": person,
        "address": full_address(actions.invite(person, by=request.user)),
    }
    return render(request, "accounts/invitation.html", context)


@require_POST
@requires(Capability.MANAGE_USERS)
def user_erase(request: HttpRequest, user_id: int) -> HttpResponse:
    """Erase name and contact of somebody who has left or asks for it."""
    person = get_object_or_404(User, pk=user_id)
    if person == request.user:
        messages.warning(request, gettext("Slet ikke dig selv: bed en anden på kontoret."))
        return redirect("accounts:user", user_id=person.pk)
    try:
        actions.erase_person(person, by=request.user, version=posted_version(request))
    except StaleRecordError:
        messages.warning(request, gettext("En anden har ændret det imens. Se på det igen."))
        return redirect("accounts:user", user_id=person.pk)
    messages.success(request, gettext("Personens navn og kontakt er slettet."))
    return redirect("accounts:users")


@sensitive_post_parameters("person")
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Capability.MANAGE_USERS)
def person_forget(request: HttpRequest) -> HttpResponse:
    """Find a person everywhere, and erase the chosen places. A name is only ever posted: addresses are logged."""
    form = PersonForm(request.POST or None)
    title = gettext("Glem en person")
    crumbs = workspace_crumbs((gettext("Brugere"), reverse("accounts:users")), (title, ""))
    context = {"page": Head(title, crumbs=crumbs), "form": form}
    if form.is_valid():
        sought = form.cleaned_data["person"]
        # found before anything is erased: the account that joins name and e-mail may be what goes first
        names = names_of(sought, *request.POST.getlist("also"))
        context["erased"], context["problems"] = _forget(request, names)
        context |= {"sought": sought, "also": [each for each in names if each != sought]}
        context |= {"places": places_of(names), "in_log": mentions_in_log(names)}
    return render(request, "accounts/forget.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Behind an invitation: choose a password, then log in with it."""
    person = invited_user(uid, token)
    page = Head(gettext("Vælg adgangskode"))
    if person is None:
        return render(request, "accounts/invitation_spent.html", {"page": page}, status=404)
    form = SetPasswordForm(person, request.POST or None)
    if form.is_valid():
        actions.set_password(person, form.cleaned_data["new_password1"])
        messages.success(request, gettext("Adgangskoden er gemt. Log ind med den."))
        return redirect("account_login")
    return render(request, "accounts/welcome.html", {"page": page, "form": form, "person": person})


@require_POST
def single_sign_on(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the provider; when it cannot be reached, a page that says so."""
    try:
        return openid_connect.login(request, provider_id)
    except OSError:
        return render(request, "socialaccount/authentication_error.html", status=401)


@require_safe
def single_sign_on_return(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the provider, which is asked who it is; when it cannot be reached, a page that says so."""
    try:
        return openid_connect.callback(request, provider_id)
    except OSError:
        return render(request, "socialaccount/authentication_error.html", status=401)


@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    """The person changed mind at the provider."""
    messages.warning(request, gettext("Du afbrød log-ind."))
    return redirect("account_login")


def _forget(request: HttpRequest, names: list[str]) -> tuple[int | None, list[str]]:
    """Erase what was chosen: how many places, or why not. None before anything was asked for."""
    keys = request.POST.getlist("places")
    if "erase" not in request.POST:
        return None, []
    if key_of(request.user) in keys:
        return None, [gettext("Slet ikke dig selv: bed en anden på kontoret.")]
    try:
        return forget(names, keys, by=request.user), []
    except ValidationError as error:
        return None, error.messages


def _edit(request: HttpRequest, person: User, title: str) -> HttpResponse:
    form = UserForm(request.POST or None, instance=person)
    if form.is_valid() and form.store(request.user):
        messages.success(request, gettext("Brugeren er gemt."))
        return redirect("accounts:user", user_id=person.pk)
    crumbs = workspace_crumbs((gettext("Brugere"), reverse("accounts:users")), (title, ""))
    context = {"page": Head(title, crumbs=crumbs), "form": form, "person": person}
    return render(request, "accounts/user.html", context)
