# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Addresses for logging in and out: those of allauth that are in use, under Danish names."""

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from csp.decorators import csp_update
from django.urls import path

from faglaert.web.accounts import views
from faglaert.web.accounts.login_log import logs_keys

urlpatterns = [
    path("log-ind/", account.login, name="account_login"),
    path("log-ud/", account.logout, name="account_logout"),
    path("lukket/", account.account_inactive, name="account_inactive"),
    path("bekraeft/", account.reauthenticate, name="account_reauthenticate"),
    path("adgangskode/", account.password_change, name="account_change_password"),
    path("adgangskode/vaelg/", account.password_set, name="account_set_password"),
    path("sessioner/", sessions.list_usersessions, name="usersessions_list"),
    path("faelles/<slug:provider_id>/log-ind/", views.single_sign_on, name="openid_connect_login"),
    path("faelles/<slug:provider_id>/retur/", views.single_sign_on_return, name="openid_connect_callback"),
    path("faelles/fortrudt/", views.cancelled, name="socialaccount_login_cancelled"),
    path("to-trin/", second.index, name="mfa_index"),
    path("to-trin/kode/", second.authenticate, name="mfa_authenticate"),
    path("to-trin/bekraeft/", second.reauthenticate, name="mfa_reauthenticate"),
    # the picture to be photographed by a telephone stands in the page itself
    path("to-trin/app/", logs_keys(csp_update({"img-src": ["data:"]})(app.activate_totp)), name="mfa_activate_totp"),
    path("to-trin/app/fjern/", logs_keys(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("to-trin/noedkoder/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("to-trin/noedkoder/nye/", logs_keys(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("adgangsnoegler/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("adgangsnoegler/ny/", logs_keys(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("adgangsnoegler/log-ind/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("adgangsnoegler/bekraeft/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("adgangsnoegler/<int:pk>/fjern/", logs_keys(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("velkommen/<str:uid>/<str:token>/", views.welcome, name="account_welcome"),
]
