# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of the programmes."""

from django.urls import path

from faglaert.web.dossiers import views

app_name = "dossiers"

urlpatterns = [
    path("uddannelser/", views.programmes, name="programmes"),
    path("uddannelser/hent.<form:form>", views.programmes_file, name="programmes_file"),
    path("uddannelser/<slug:code>/", views.programme, name="programme"),
    path("uddannelser/<slug:code>/hent.<form:form>", views.programme_file, name="programme_file"),
    path("uddannelser/<slug:code>/mappe.pdf", views.programme_paper, name="programme_paper"),
]
