# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of the spreadsheets."""

from django.urls import path

from faglaert.web.exchange import views

app_name = "exchange"

urlpatterns = [
    path("", views.start, name="start"),
    path("alt/", views.take_home, name="take_home"),
    path("<slug:slug>.<slug:file_format>", views.download, name="download"),
    path("<slug:slug>/", views.take_in, name="take_in"),
]
