# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Front page, list of indicators, indicator pages and their files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from faglaert.definitions.classifications import area_names
from faglaert.definitions.programme import programme
from faglaert.published.store import Store
from faglaert.web.explore import front_page, indicator_page
from faglaert.web.explore.figures import indicator_cube
from faglaert.web.explore.indicator_list import indicator_table, indicators_cube
from faglaert.web.explore.register_figures import register_cube
from faglaert.web.file_forms import Form, file_response
from faglaert.web.frame import Head, crumbs, current_language
from faglaert.web.page_cache import from_store


@from_store
def front(request: HttpRequest, store: Store) -> HttpResponse:
    """The programme in plain words and its figures as cards."""
    language = current_language()
    head = Head(gettext("Overblik"), programme().summary[language], release=store.release)
    return render(request, "explore/front.html", {"page": head, "front": front_page.gather(store, language)})


@from_store
def indicators(request: HttpRequest, store: Store) -> HttpResponse:
    """Every indicator in one table."""
    title = gettext("Indikatorer")
    head = Head(
        title, gettext("Alle indikatorer med tal nu, udgangspunkt og ændring."), crumbs((title, "")), store.release
    )
    return render(
        request, "explore/indicators.html", {"page": head, "table": indicator_table(store, current_language())}
    )


@from_store
def indicators_file(_request: HttpRequest, store: Store, form: Form) -> HttpResponse:
    """The list of indicators as a file."""
    language = current_language()
    return file_response(indicators_cube(store, language), form, store.release, language)


@from_store
def indicator(request: HttpRequest, store: Store, indicator_id: str) -> HttpResponse:
    """One indicator; ``?omraade=101`` shows another area's series."""
    language = current_language()
    try:
        content = indicator_page.gather(store, indicator_id, request.GET.get("omraade", ""), language)
    except KeyError as error:
        raise Http404(f"no indicator or area {error}") from error
    title = content.indicator.title[language]
    head = Head(
        title if content.is_own_area else f"{title}, {content.area.name}",
        content.indicator.question[language],
        crumbs((gettext("Indikatorer"), reverse("explore:indicators")), (content.indicator.short_title[language], "")),
        store.release,
    )
    return render(request, "explore/indicator.html", {"page": head, "content": content})


@from_store
def indicator_file(request: HttpRequest, store: Store, indicator_id: str, form: Form) -> HttpResponse:
    """An indicator's figures as a file: all areas, or the one of ``?omraade=``."""
    language, area_code = current_language(), request.GET.get("omraade", "")
    try:
        definition = store.summary(indicator_id).indicator
        if area_code and area_code not in area_names(language):
            raise KeyError(area_code)
    except KeyError as error:
        raise Http404(f"no indicator or area {error}") from error
    return file_response(
        indicator_cube(store, definition, language, area_code=area_code), form, store.release, language
    )


@from_store
def register_file(_request: HttpRequest, store: Store, indicator_id: str, form: Form) -> HttpResponse:
    """An indicator counted from the register as a file."""
    language, found = current_language(), store.pathways()
    try:
        definition = store.summary(indicator_id).indicator
    except KeyError as error:
        raise Http404(f"no indicator {error}") from error
    if found is None or not found.goal_figures(indicator_id):
        raise Http404("no register shows this indicator")
    return file_response(register_cube(store, found, definition, language), form, store.release, language)
