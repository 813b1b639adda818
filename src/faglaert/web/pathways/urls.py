# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of the mapping."""

from django.urls import path

from faglaert.web.pathways import views
from faglaert.web.pathways.loss_map import losses_cube
from faglaert.web.pathways.programme_list import programmes_cube
from faglaert.web.pathways.route_table import routes_cube
from faglaert.web.pathways.school_page import schools_cube, signals_cube
from faglaert.web.pathways.switch_page import switches_cube
from faglaert.web.pathways.transition_page import transitions_cube

app_name = "pathways"

urlpatterns = [
    path("kortlaegning/frafald/", views.overview, name="overview"),
    path("kortlaegning/frafald/tab.<form:form>", views.file_view(losses_cube), name="losses_file"),
    path("kortlaegning/frafald/veje.<form:form>", views.file_view(routes_cube), name="routes_file"),
    path("kortlaegning/frafald/uddannelser.<form:form>", views.file_view(programmes_cube), name="programmes_file"),
    path("kortlaegning/frafald/sammenlign/", views.compare, name="compare"),
    path("kortlaegning/frafald/uddannelse/<slug:code>/", views.programme, name="programme"),
    path("kortlaegning/frafald/uddannelse/<slug:code>/hent.<form:form>", views.programme_file, name="programme_file"),
    path("kortlaegning/overgang/", views.transitions, name="transitions"),
    path("kortlaegning/overgang/hent.<form:form>", views.file_view(transitions_cube), name="transitions_file"),
    path("kortlaegning/omvalg/", views.switches, name="switches"),
    path("kortlaegning/omvalg/hent.<form:form>", views.file_view(switches_cube), name="switches_file"),
    path("kortlaegning/skoler/", views.schools, name="schools"),
    path("kortlaegning/skoler/hent.<form:form>", views.file_view(schools_cube), name="schools_file"),
    path("kortlaegning/skoler/signaler.<form:form>", views.file_view(signals_cube), name="signals_file"),
]
