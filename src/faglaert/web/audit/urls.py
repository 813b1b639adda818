# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Address of the log."""

from django.urls import path

from faglaert.web.audit import views

app_name = "audit"

urlpatterns = [path("", views.log, name="log")]
