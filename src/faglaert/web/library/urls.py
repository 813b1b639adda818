# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of what the numbers rest on."""

from django.urls import path

from faglaert.web.library import views

app_name = "library"

urlpatterns = [
    path("programmet/", views.programme, name="programme"),
    path("programmets-tal/", views.programme_figures, name="programme_figures"),
    path("programmets-tal/hent.<form:form>", views.programme_figures_file, name="programme_figures_file"),
    path("offentliggjorte-tal/", views.published_figures, name="published_figures"),
    path("offentliggjorte-tal/hent.<form:form>", views.published_figures_file, name="published_figures_file"),
    path("metode/", views.method, name="method"),
    path("metode/hent.<form:form>", views.sources_file, name="sources_file"),
    path("tilgaengelighed/", views.accessibility_statement, name="accessibility_statement"),
]
