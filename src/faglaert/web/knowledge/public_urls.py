# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of what everybody may read."""

from django.urls import path

from faglaert.web.knowledge import public_views

app_name = "public_knowledge"

urlpatterns = [
    path("viden/", public_views.entries, name="list"),
    path("viden/<int:entry_id>/", public_views.entry, name="detail"),
    path("viden/filer/<int:file_id>/", public_views.file, name="file"),
]
