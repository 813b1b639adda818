# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of the initiatives."""

from django.urls import path, re_path, register_converter

from faglaert.web.initiatives import part_views, views
from faglaert.web.initiatives.parts import PartConverter

register_converter(PartConverter, "part")

app_name = "initiatives"

urlpatterns = [
    path("", views.initiatives, name="list"),
    re_path(r"^hent\.(?P<file_format>csv|xlsx)$", views.initiatives_file, name="file"),
    path("plan/", views.plan, name="plan"),
    path("ny/", views.new, name="new"),
    path("<int:initiative_id>/", views.initiative, name="detail"),
    path("<int:initiative_id>/ret/", views.edit, name="edit"),
    path("<int:initiative_id>/videre/", views.go_on, name="advance"),
    path("<int:initiative_id>/<part:part>/ny/", part_views.new, name="part_new"),
    path("<int:initiative_id>/<part:part>/<int:part_id>/", part_views.edit, name="part_edit"),
    path("<int:initiative_id>/<part:part>/<int:part_id>/slet/", part_views.delete, name="part_delete"),
]
