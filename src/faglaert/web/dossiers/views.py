# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The list of programmes, the page of each, its files and its paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from faglaert.definitions.classifications import main_areas
from faglaert.published.dossier import Dossier, dossier, dossiers
from faglaert.published.files import file_name
from faglaert.published.store import Store
from faglaert.reports.dossier import dossier_document
from faglaert.web.dossiers.dossier_page import dossier_page
from faglaert.web.dossiers.files import programme_cube, programmes_cube
from faglaert.web.dossiers.programme_table import Wish, programme_table
from faglaert.web.file_forms import Form, file_response
from faglaert.web.frame import Head, crumbs, current_language
from faglaert.web.page_cache import depends_on, from_store

LONGEST_TEXT = 60


@from_store
@depends_on("omraade", "soeg")
def programmes(request: HttpRequest, store: Store) -> HttpResponse:
    """Every programme; ``?omraade=`` and ``?soeg=`` choose."""
    title = gettext("Uddannelser")
    description = gettext("Alle erhvervsuddannelser: vejen ind, vejen igennem, og hvad de fører til.")
    area = request.GET.get("omraade", "")
    area = area if area in {each.code for each in main_areas()} else ""
    wish = Wish(area, request.GET.get("soeg", "")[:LONGEST_TEXT].strip())
    context = {
        "page": Head(title, description, crumbs((title, "")), store.release),
        "content": programme_table(dossiers(store), wish, current_language()),
    }
    return render(request, "dossiers/programmes.html", context)


@from_store
@depends_on()
def programme(request: HttpRequest, store: Store, code: str) -> HttpResponse:
    """All that is known of one programme, and what is not."""
    found = _found(store, code)
    title = found.programme.name_da
    above = (gettext("Uddannelser"), reverse("dossiers:programmes"))
    description = gettext("Læreplads, frafald, trivsel og job: hvad der vides om uddannelsen, og hvad der ikke gør.")
    context = {
        "page": Head(title, description, crumbs(above, (title, "")), store.release),
        "content": dossier_page(store, found, current_language()),
    }
    return render(request, "dossiers/programme.html", context)


@from_store
@depends_on()
def programmes_file(_request: HttpRequest, store: Store, form: Form) -> HttpResponse:
    """Every figure of every programme as a file."""
    language = current_language()
    return file_response(programmes_cube(store, language), form, store.release, language)


@from_store
@depends_on()
def programme_file(_request: HttpRequest, store: Store, code: str, form: Form) -> HttpResponse:
    """Every figure of one programme as a file."""
    language = current_language()
    return file_response(programme_cube(store, _found(store, code), language), form, store.release, language)


@from_store
@depends_on()
def programme_paper(_request: HttpRequest, store: Store, code: str) -> HttpResponse:
    """The dossier of one programme as accessible PDF."""
    from faglaert.reports.pdf import pdf  # the typesetter is large: only who asks for a paper waits for it

    found, language = _found(store, code), current_language()
    response = HttpResponse(pdf(dossier_document(store, found, language)), content_type="application/pdf")
    name = file_name(f"uddannelse-{code}", store.release.build_id, store.release.built_date, "pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _found(store: Store, code: str) -> Dossier:
    try:
        return dossier(store, code)
    except KeyError as error:
        raise Http404(f"no programme {error}") from error
