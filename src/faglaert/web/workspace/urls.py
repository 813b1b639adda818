# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of the signed-in side, all below one prefix. A new part is one line here."""

from django.urls import include, path

from faglaert.web.workspace import views

start_urls = [path("", views.start, name="start")]

urlpatterns = [
    path("", include((start_urls, "workspace"))),
    path("konto/", include("faglaert.web.accounts.login_urls")),
    path("program/", include("faglaert.web.programme.urls")),
    path("initiativer/", include("faglaert.web.initiatives.urls")),
    path("regneark/", include("faglaert.web.exchange.urls")),
    path("mentorer/", include("faglaert.web.mentors.urls")),
    path("viden/", include("faglaert.web.knowledge.urls")),
    path("raadet/", include("faglaert.web.council.urls")),
    path("midler/", include("faglaert.web.funding.urls")),
    path("status/", include("faglaert.web.status.urls")),
    path("brugere/", include("faglaert.web.accounts.urls")),
    path("aendringer/", include("faglaert.web.audit.urls")),
]
