# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of the half-yearly status."""

from django.urls import path

from faglaert.web.status import report_views, views

app_name = "status"

_half = "<int:initiative_id>/<int:year>-<int:number>/"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("rapport/", report_views.report, name="report"),
    path("rapport.pdf", report_views.report_file, name="report_file"),
    path("<int:initiative_id>/", views.initiative, name="initiative"),
    path(_half, views.status, name="status"),
    path(_half + "ret/", views.edit, name="edit"),
    path(_half + "afgiv/", views.give, name="give"),
]
