# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of the labour-market balance."""

from django.urls import path

from faglaert.web.labour import files, scenario_files, scenario_views, views

app_name = "labour"

urlpatterns = [
    path("arbejdskraft/", views.overview, name="overview"),
    path("arbejdskraft/balance.<form:form>", views.file_view(files.results_cube), name="results_file"),
    path("arbejdskraft/hvorfor.<form:form>", views.file_view(files.steps_cube), name="steps_file"),
    path("arbejdskraft/uddannelse/<slug:group>/", views.group, name="group"),
    path("arbejdskraft/fremskrivninger/", views.forecasts, name="forecasts"),
    path("arbejdskraft/fremskrivninger.<form:form>", views.file_view(files.forecasts_cube), name="forecasts_file"),
    path("arbejdskraft/profil/", views.profile, name="profile"),
    path("arbejdskraft/profil.<form:form>", views.file_view(files.profile_cube), name="profile_file"),
    path("arbejdskraft/unge-udenfor.<form:form>", views.file_view(files.outside_cube), name="outside_file"),
    path("arbejdskraft/udgaver.<form:form>", views.file_view(files.vintages_cube), name="vintages_file"),
    path("arbejdskraft/metode/", views.method, name="method"),
    path("arbejdskraft/traefsikkerhed.<form:form>", views.file_view(files.scores_cube), name="scores_file"),
    path("arbejdskraft/proevet.<form:form>", views.file_view(files.simulated_cube), name="simulated_file"),
    path("arbejdskraft/scenarie/", scenario_views.scenario, name="scenario"),
    path(
        "arbejdskraft/scenarie.<form:form>", scenario_views.file_view(scenario_files.results_cube), name="scenario_file"
    ),
    path(
        "arbejdskraft/faerre-tabte.<form:form>", scenario_views.file_view(scenario_files.chain_cube), name="chain_file"
    ),
]
