# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pages of the mapping and their files; while no register has been counted, a page that says how to get one."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from faglaert.definitions.classifications import main_areas
from faglaert.published.pathways import LOSSES, Pathways
from faglaert.published.store import Store
from faglaert.web.file_forms import Cube, Form, file_response
from faglaert.web.frame import Head, crumbs, current_language
from faglaert.web.page_cache import depends_on, from_store
from faglaert.web.pathways import programme_page as curves
from faglaert.web.pathways.loss_map import MEASURES, loss_map
from faglaert.web.pathways.parts import frame_of, pages
from faglaert.web.pathways.programme_list import Wish, programme_list, read_order
from faglaert.web.pathways.route_table import route_table
from faglaert.web.pathways.school_page import school_page
from faglaert.web.pathways.switch_page import switch_page
from faglaert.web.pathways.transition_page import transition_page

LONGEST_TEXT = 60


@from_store
@depends_on("maal", "omraade", "soeg", "sorter")
def overview(request: HttpRequest, store: Store) -> HttpResponse:
    """Loss map and table of programmes; ``?maal=``, ``?omraade=``, ``?soeg=`` and ``?sorter=`` choose."""
    head = _head(
        store, gettext("Kortlægning: frafald"), gettext("Hvornår elever falder fra, og på hvilke uddannelser.")
    )
    found, language = store.pathways(), current_language()
    if found is None:
        return _nothing(request, head, "overview")
    area = request.GET.get("omraade", "")
    area = area if area in {each.code for each in main_areas()} else ""
    measure = request.GET.get("maal", "")
    wish = Wish(area, request.GET.get("soeg", "")[:LONGEST_TEXT].strip(), read_order(request.GET.get("sorter", "")))
    context = {
        "page": head,
        "mapping": frame_of(found, found.meaning(LOSSES, stage="gf2"), "overview", language),
        "map": loss_map(found, measure=measure if measure in MEASURES else "antal", area=area, language=language),
        "programmes": programme_list(found, wish, language),
        "routes": route_table(found, language),
        "most": curves.MOST_CURVES,
    }
    return render(request, "pathways/overview.html", context)


@from_store
@depends_on("u", "start", "tabt")
def compare(request: HttpRequest, store: Store) -> HttpResponse:
    """Up to four programmes (``?u=`` again and again) side by side."""
    title = gettext("Sammenlign uddannelser")
    head = _head(store, title, gettext("Frafald på op til fire uddannelser side om side."), _above())
    found = store.pathways()
    if found is None:
        return _nothing(request, head, "compare")
    content = curves.compare_page(found, request.GET.getlist("u"), _choice(request), current_language())
    asked = len(set(request.GET.getlist("u")))
    context = {"page": head, "content": content, "mapping": content.frame, "is_cut": asked > curves.MOST_CURVES}
    return render(request, "pathways/compare.html", context | {"most": curves.MOST_CURVES})


@from_store
@depends_on("start", "tabt")
def programme(request: HttpRequest, store: Store, code: str) -> HttpResponse:
    """The curves of one programme; ``?start=`` and ``?tabt=`` choose the definition."""
    found = store.pathways()
    if found is None:
        return _nothing(request, _head(store, gettext("Kortlægning: frafald"), ""), "overview")
    try:
        content = curves.programme_page(found, code, _choice(request), current_language())
    except KeyError as error:
        raise Http404(f"no programme {error}") from error
    head = _head(store, content.title, gettext("Hvor mange der falder fra, hvornår, og hvor de går hen."), _above())
    return render(request, "pathways/programme.html", {"page": head, "content": content, "mapping": content.frame})


@from_store
@depends_on()
def transitions(request: HttpRequest, store: Store) -> HttpResponse:
    """What follows after GF2."""
    head = _head(
        store,
        gettext("Overgang til hovedforløb"),
        gettext("Hvad elever gør 1, 3, 6 og 12 måneder efter grundforløb 2."),
        _above(),
    )
    found = store.pathways()
    if found is None:
        return _nothing(request, head, "transitions")
    content = transition_page(found, current_language())
    return render(request, "pathways/transitions.html", {"page": head, "content": content, "mapping": content.frame})


@from_store
@depends_on()
def switches(request: HttpRequest, store: Store) -> HttpResponse:
    """From where to where pupils switch."""
    head = _head(store, gettext("Omvalg"), gettext("Hvor elever skifter fra og til, og hvad det blev til."), _above())
    found = store.pathways()
    if found is None:
        return _nothing(request, head, "switches")
    content = switch_page(found, current_language())
    return render(request, "pathways/switches.html", {"page": head, "content": content, "mapping": content.frame})


@from_store
@depends_on()
def schools(request: HttpRequest, store: Store) -> HttpResponse:
    """Where to go and ask."""
    title = gettext("Skoler: hvor man kan spørge")
    head = _head(store, title, gettext("Skoler ved siden af det, deres elever lader vente."), _above())
    found = store.pathways()
    if found is None:
        return _nothing(request, head, "schools")
    content = school_page(found, current_language())
    return render(request, "pathways/schools.html", {"page": head, "content": content, "mapping": content.frame})


@from_store
@depends_on()
def programme_file(_request: HttpRequest, store: Store, code: str, form: Form) -> HttpResponse:
    """One programme's curves as a file."""

    def cube(store: Store, found: Pathways, language: str) -> Cube:
        return curves.programme_cube(store, found, code, language)

    return _file(store, form, cube)


def file_view(cube: Callable[[Store, Pathways, str], Cube]) -> Callable[..., HttpResponse]:
    """A view that gives one table of the mapping as a file."""

    @from_store
    @depends_on()
    def view(_request: HttpRequest, store: Store, form: Form) -> HttpResponse:
        return _file(store, form, cube)

    return view


def _file(store: Store, form: Form, cube: Callable[[Store, Pathways, str], Cube]) -> HttpResponse:
    found, language = store.pathways(), current_language()
    if found is None:
        raise Http404("no pathways are published")
    try:
        return file_response(cube(store, found, language), form, store.release, language)
    except KeyError as error:
        raise Http404(f"no programme {error}") from error


def _choice(request: HttpRequest) -> curves.Choice:
    return curves.read_choice(request.GET.get("start", ""), request.GET.get("tabt", ""))


def _above() -> tuple[tuple[str, str], ...]:
    return ((gettext("Kortlægning: frafald"), reverse("pathways:overview")),)


def _head(store: Store, title: str, description: str, above: tuple[tuple[str, str], ...] = ()) -> Head:
    return Head(title, description, crumbs(*above, (title, "")), store.release)


def _nothing(request: HttpRequest, head: Head, here: str) -> HttpResponse:
    return render(request, "pathways/nothing.html", {"page": head, "pages": pages(here)})
