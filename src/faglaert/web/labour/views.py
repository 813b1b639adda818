# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pages of the labour-market balance and their files."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from faglaert.published.balance import CONCEPTS, GROUPS, Balance
from faglaert.published.store import Store
from faglaert.web.file_forms import Cube, Form, file_response
from faglaert.web.frame import Head, crumbs, current_language
from faglaert.web.labour.forecast_page import forecast_page
from faglaert.web.labour.group_page import group_page
from faglaert.web.labour.method_page import method_page
from faglaert.web.labour.overview_page import overview_page
from faglaert.web.labour.profile_page import profile_page
from faglaert.web.page_cache import depends_on, from_store


@from_store
@depends_on("balance", "gruppe")
def overview(request: HttpRequest, store: Store) -> HttpResponse:
    """Every group in the region, one of them by municipality; ``?balance=`` and ``?gruppe=`` choose."""
    concept, group = request.GET.get("balance", ""), request.GET.get("gruppe", "")
    content = overview_page(
        published(store),
        concept=concept if concept in CONCEPTS else "B3",
        group=group if group in GROUPS else GROUPS[0],
        language=current_language(),
    )
    title = gettext("Arbejdskraftbalance")
    head = Head(title, gettext("Hvem der kommer til at mangle, og hvor sikkert det er."), crumbs((title, "")))
    return render(request, "labour/overview.html", {"page": head, "content": content, "balance": content.frame})


@from_store
@depends_on()
def group(request: HttpRequest, store: Store, group: str) -> HttpResponse:
    """One group of education."""
    try:
        content = group_page(published(store), group, current_language())
    except KeyError as error:
        raise Http404(f"no group {error}") from error
    return _shown(request, "labour/group.html", content.title, content)


@from_store
@depends_on()
def forecasts(request: HttpRequest, store: Store) -> HttpResponse:
    """What others have published."""
    content = forecast_page(published(store), current_language())
    return _shown(request, "labour/forecasts.html", gettext("Andres fremskrivninger"), content)


@from_store
@depends_on()
def profile(request: HttpRequest, store: Store) -> HttpResponse:
    """The profile view."""
    content = profile_page(published(store), current_language())
    return _shown(request, "labour/profile.html", gettext("Profil efter 25 år"), content)


@from_store
@depends_on()
def method(request: HttpRequest, store: Store) -> HttpResponse:
    """How the balance is made and how good the method has been."""
    content = method_page(published(store), current_language())
    return _shown(request, "labour/method.html", gettext("Balancens metode og træfsikkerhed"), content)


def published(store: Store) -> Balance:
    """The balance of a store; 404 for one from before it was published."""
    found = store.balance()
    if found is None:
        raise Http404("no balance is published; run `faglaert build`")
    return found


def above() -> tuple[tuple[str, str], ...]:
    """The way to the pages below the overview."""
    return ((gettext("Arbejdskraftbalance"), reverse("labour:overview")),)


def _shown(request: HttpRequest, template: str, title: str, content: object) -> HttpResponse:
    head = Head(title, gettext("Arbejdskraftbalance for regionen."), crumbs(*above(), (title, "")))
    return render(request, template, {"page": head, "content": content, "balance": content.frame})


def file_view(cube: Callable[[Store, Balance, str], Cube]) -> Callable[..., HttpResponse]:
    """A view that gives one table of the balance as a file."""

    @from_store
    @depends_on()
    def view(_request: HttpRequest, store: Store, form: Form) -> HttpResponse:
        language = current_language()
        return file_response(cube(store, published(store), language), form, store.release, language)

    return view
