# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of the labour-market balance."""

from django.urls import path

from faglaert.web.labour import scenario_views, views

app_name = "labour"

urlpatterns = [
    path("arbejdskraft/", views.overview, name="overview"),
    path("arbejdskraft/balance.<form:form>", views.results_file, name="results_file"),
    path("arbejdskraft/hvorfor.<form:form>", views.steps_file, name="steps_file"),
    path("arbejdskraft/uddannelse/<slug:group>/", views.group, name="group"),
    path("arbejdskraft/fremskrivninger/", views.forecasts, name="forecasts"),
    path("arbejdskraft/fremskrivninger.<form:form>", views.forecasts_file, name="forecasts_file"),
    path("arbejdskraft/profil/", views.profile, name="profile"),
    path("arbejdskraft/profil.<form:form>", views.profile_file, name="profile_file"),
    path("arbejdskraft/unge-udenfor.<form:form>", views.outside_file, name="outside_file"),
    path("arbejdskraft/udgaver.<form:form>", views.vintages_file, name="vintages_file"),
    path("arbejdskraft/metode/", views.method, name="method"),
    path("arbejdskraft/traefsikkerhed.<form:form>", views.scores_file, name="scores_file"),
    path("arbejdskraft/scenarie/", scenario_views.scenario, name="scenario"),
]
