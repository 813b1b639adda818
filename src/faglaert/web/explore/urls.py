# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of the programme's indicators."""

from django.urls import path, register_converter

from faglaert.web.explore import views
from faglaert.web.file_forms import FormConverter

register_converter(FormConverter, "form")

app_name = "explore"

urlpatterns = [
    path("", views.front, name="front"),
    path("indikatorer/", views.indicators, name="indicators"),
    path("indikatorer/hent.<form:form>", views.indicators_file, name="indicators_file"),
    path("indikatorer/<slug:indicator_id>/", views.indicator, name="indicator"),
    path("indikatorer/<slug:indicator_id>/hent.<form:form>", views.indicator_file, name="indicator_file"),
    path("indikatorer/<slug:indicator_id>/register.<form:form>", views.register_file, name="register_file"),
]
