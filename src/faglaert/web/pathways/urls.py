# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of the mapping."""

from django.urls import path

from faglaert.web.pathways import views

app_name = "pathways"

urlpatterns = [
    path("kortlaegning/frafald/", views.overview, name="overview"),
    path("kortlaegning/frafald/tab.<form:form>", views.losses_file, name="losses_file"),
    path("kortlaegning/frafald/veje.<form:form>", views.routes_file, name="routes_file"),
    path("kortlaegning/frafald/uddannelser.<form:form>", views.programmes_file, name="programmes_file"),
    path("kortlaegning/frafald/sammenlign/", views.compare, name="compare"),
    path("kortlaegning/frafald/uddannelse/<slug:code>/", views.programme, name="programme"),
    path("kortlaegning/frafald/uddannelse/<slug:code>/hent.<form:form>", views.programme_file, name="programme_file"),
    path("kortlaegning/overgang/", views.transitions, name="transitions"),
    path("kortlaegning/overgang/hent.<form:form>", views.transitions_file, name="transitions_file"),
    path("kortlaegning/omvalg/", views.switches, name="switches"),
    path("kortlaegning/omvalg/hent.<form:form>", views.switches_file, name="switches_file"),
    path("kortlaegning/skoler/", views.schools, name="schools"),
    path("kortlaegning/skoler/hent.<form:form>", views.schools_file, name="schools_file"),
    path("kortlaegning/skoler/signaler.<form:form>", views.signals_file, name="signals_file"),
]
