# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of the programme and its partners."""

from django.urls import path

from faglaert.web.programme import views

app_name = "programme"

urlpatterns = [
    path("", views.tracks, name="tracks"),
    path("partnere/", views.partners, name="partners"),
    path("partnere/ny/", views.partner_new, name="partner_new"),
    path("partnere/<int:partner_id>/", views.partner, name="partner"),
    path("partnere/<int:partner_id>/ret/", views.partner_edit, name="partner_edit"),
]
