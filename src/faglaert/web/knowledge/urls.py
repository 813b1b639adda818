# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of the knowledge in the workspace."""

from django.urls import path

from faglaert.web.knowledge import views

app_name = "knowledge"

urlpatterns = [
    path("", views.entries, name="list"),
    path("ny/", views.new, name="new"),
    path("<int:entry_id>/", views.entry, name="detail"),
    path("<int:entry_id>/ret/", views.edit, name="edit"),
    path("<int:entry_id>/slet/", views.delete, name="delete"),
    path("<int:entry_id>/filer/ny/", views.file_new, name="file_new"),
    path("filer/<int:file_id>/", views.file, name="file"),
    path("filer/<int:file_id>/slet/", views.file_delete, name="file_delete"),
]
