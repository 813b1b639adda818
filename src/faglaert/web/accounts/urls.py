# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses of the programme office's list of people."""

from django.urls import path

from faglaert.web.accounts import views

app_name = "accounts"

urlpatterns = [
    path("", views.users, name="users"),
    path("ny/", views.user_new, name="user_new"),
    path("glem/", views.person_forget, name="person_forget"),
    path("<int:user_id>/", views.user, name="user"),
    path("<int:user_id>/glem/", views.user_erase, name="user_erase"),
    path("<int:user_id>/adgang/", views.user_invite, name="user_invite"),
]
