# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses for logging in and out: those of allauth that are in use, under Danish names."""

from allauth.account import views as account
from allauth.usersessions import views as sessions
from django.urls import path

from faglaert.web.accounts import views

urlpatterns = [
    path("log-ind/", account.login, name="account_login"),
    path("log-ud/", account.logout, name="account_logout"),
    path("lukket/", account.account_inactive, name="account_inactive"),
    path("bekraeft/", account.reauthenticate, name="account_reauthenticate"),
    path("adgangskode/", account.password_change, name="account_change_password"),
    path("adgangskode/vaelg/", account.password_set, name="account_set_password"),
    path("sessioner/", sessions.list_usersessions, name="usersessions_list"),
    path("velkommen/<str:uid>/<str:token>/", views.welcome, name="account_welcome"),
]
