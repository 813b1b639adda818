# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Reads about people."""

from django.contrib.auth.tokens import default_token_generator
from django.db.models import QuerySet
from django.utils.http import urlsafe_base64_decode

from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Capability, roles_with


def all_users() -> QuerySet[User]:
    """Everybody, with organisation and roles: three questions to the database however many there are."""
    return User.objects.select_related("organisation").prefetch_related("role_grants")


def people_with(capability: Capability) -> QuerySet[User]:
    """Everybody whose roles open something and who may log in."""
    roles = [role.value for role in roles_with(capability)]
    return User.objects.filter(is_active=True, role_grants__role__in=roles).distinct()


def invited_user(uid: str, token: str) -> User | None:
    """Whom an invitation is for; nobody when it was used, is too old or was never made."""
    try:
        user = User.objects.get(pk=int(urlsafe_base64_decode(uid)), is_active=True)
    except (ValueError, OverflowError, User.DoesNotExist):
        return None
    return user if default_token_generator.check_token(user, token) else None
