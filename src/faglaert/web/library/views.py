# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pages of figures from documents, of method and sources, the accessibility statement, and the error pages."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext

from faglaert.definitions.parameters import disclosure_rule
from faglaert.definitions.programme import programme as load_programme
from faglaert.published.store import Store
from faglaert.web.about_files import symbol_rows
from faglaert.web.file_forms import Form, downloads, file_response
from faglaert.web.frame import Head, crumbs, current_language
from faglaert.web.library.action_plan import action_plan_table
from faglaert.web.library.figures import programme_cube, programme_tables, published_cube, published_tables
from faglaert.web.library.sources import series_table, sources_cube, sources_table
from faglaert.web.page_cache import from_store

STATEMENT_REVIEWED = date(2026, 11, 23)
"""When the accessibility statement was last gone through; a statement is reviewed at least once a year."""


@from_store
def programme(request: HttpRequest, store: Store) -> HttpResponse:
    """The framework programme: what it is, who takes part, and its plan."""
    title, definition = gettext("Om programmet"), load_programme()
    head = Head(
        title,
        gettext("Hvad rammeprogrammet vil, hvem der er med, og hvad der er planlagt."),
        crumbs((title, "")),
        store.release,
    )
    context = {
        "page": head,
        "plan": action_plan_table(current_language()),
        "adopted": date.fromisoformat(definition.adopted_date),
    }
    return render(request, "library/programme.html", context)


@from_store
def programme_figures(request: HttpRequest, store: Store) -> HttpResponse:
    """Every figure printed in the programme document."""
    title = gettext("Tallene i programmet")
    head = Head(
        title,
        gettext("Alle tal, der står i programmet, med afsnit, periode og forklaring."),
        crumbs((title, "")),
        store.release,
    )
    context = {
        "page": head,
        "count": len(store.programme_figures()),
        "tables": programme_tables(store, current_language()),
        "downloads": downloads("library:programme_figures_file"),
    }
    return render(request, "library/programme_figures.html", context)


@from_store
def programme_figures_file(_request: HttpRequest, store: Store, form: Form) -> HttpResponse:
    """The figures of the programme document as a file."""
    language = current_language()
    return file_response(programme_cube(store, language), form, store.release, language)


@from_store
def published_figures(request: HttpRequest, store: Store) -> HttpResponse:
    """Figures others have published, each with its page."""
    title = gettext("Offentliggjorte tal")
    head = Head(
        title,
        gettext("Tal, som andre har offentliggjort, med henvisning til kilden."),
        crumbs((title, "")),
        store.release,
    )
    context = {
        "page": head,
        "tables": published_tables(store, current_language()),
        "downloads": downloads("library:published_figures_file"),
    }
    return render(request, "library/published_figures.html", context)


@from_store
def published_figures_file(_request: HttpRequest, store: Store, form: Form) -> HttpResponse:
    """Figures others have published as a file."""
    language = current_language()
    return file_response(published_cube(store, language), form, store.release, language)


@from_store
def method(request: HttpRequest, store: Store) -> HttpResponse:
    """How the numbers are made, when they are hidden, and where they come from."""
    title, language = gettext("Metode og kilder"), current_language()
    head = Head(
        title,
        gettext("Sådan bliver tallene til, hvornår de skjules, og hvor de kommer fra."),
        crumbs((title, "")),
        store.release,
    )
    context = {
        "page": head,
        "rule": disclosure_rule(localtime(store.release.built_at).date()),
        "symbols": symbol_rows(language),
        "sources": sources_table(store, language),
        "series": series_table(language),
    }
    return render(request, "library/method.html", context)


@from_store
def sources_file(_request: HttpRequest, store: Store, form: Form) -> HttpResponse:
    """The sources as a file."""
    language = current_language()
    return file_response(sources_cube(store, language), form, store.release, language)


def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """What the law asks a public site to say of its accessibility."""
    title = gettext("Tilgængelighedserklæring")
    head = Head(title, gettext("Hvor tilgængelig siden er, og hvem du kan kontakte."), crumbs((title, "")))
    context = {"page": head, "reviewed": STATEMENT_REVIEWED}
    return render(request, "library/accessibility_statement.html", context)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """404 in the design and the language of the address."""
    return render(request, "404.html", {"page": Head(gettext("Siden findes ikke"))}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """500 in the design; needs nothing that could have failed."""
    return render(request, "500.html", {"page": Head(gettext("Der er sket en fejl"))}, status=500)
