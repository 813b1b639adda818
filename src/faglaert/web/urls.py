# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses: pages in both languages under the same Danish slugs, and the files machines look for."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from faglaert.web.library import machine_files

urlpatterns = [
    path("was", machine_files.statement_shortcut, name="was"),
    path(".well-known/security.txt", machine_files.security_txt, name="security_txt"),
    path("robots.txt", machine_files.robots_txt, name="robots_txt"),
    path("healthz", machine_files.healthz, name="healthz"),
    *i18n_patterns(
        path("", include("faglaert.web.explore.urls")),
        path("", include("faglaert.web.library.urls")),
        path("", include("faglaert.web.pathways.urls")),
        path("", include("faglaert.web.dossiers.urls")),
        path("", include("faglaert.web.labour.urls")),
        path("", include("faglaert.web.knowledge.public_urls")),
        path("arbejdsrum/", include("faglaert.web.workspace.urls")),
        prefix_default_language=False,
    ),
]

handler403 = "faglaert.web.workspace.views.refused"
handler404 = "faglaert.web.library.views.not_found"
handler500 = "faglaert.web.library.views.failed"
