# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of the mentor scheme and the partnerships on apprenticeships."""

from django.urls import path, register_converter

from faglaert.web.mentors import views
from faglaert.web.mentors.kinds import KindConverter

register_converter(KindConverter, "kept")

app_name = "mentors"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("<kept:kind>/ny/", views.new, name="new"),
    path("<kept:kind>/<int:record_id>/", views.edit, name="edit"),
    path("<kept:kind>/<int:record_id>/slet/", views.delete, name="delete"),
]
