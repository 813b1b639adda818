# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Log-in by OpenID Connect: the provider of the settings, and what its claims say of a person."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from faglaert.errors import UsageError
from faglaert.settings import Settings

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin

    from faglaert.web.accounts.permissions import Role

PROVIDER = "sso"


def providers(installation: Settings) -> dict[str, dict[str, Any]]:
    """Allauth's ``SOCIALACCOUNT_PROVIDERS``; raises :class:`UsageError` when the client is not named."""
    if installation.oidc_issuer is None:
        return {}
    if not installation.oidc_client_id or installation.oidc_client_secret is None:
        raise UsageError("oidc_issuer needs oidc_client_id and oidc_client_secret")
    app = {
        "provider_id": PROVIDER,
        "name": installation.oidc_name,
        "client_id": installation.oidc_client_id,
        "secret": installation.oidc_client_secret.get_secret_value(),
        "settings": {"server_url": installation.oidc_issuer},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def origin(installation: Settings) -> list[str]:
    """Scheme and host of the provider, for the content security policy."""
    parts = urlsplit(installation.oidc_issuer or "")
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def claims_of(login: "SocialLogin") -> dict[str, object]:
    """What the provider says: its answer about the person, and the signed token where that says more."""
    data = login.account.extra_data
    return {**data.get("id_token", {}), **data.get("userinfo", {})}


def mapped_roles(claims: dict[str, object]) -> "frozenset[Role]":
    """The roles the claim stands for; values that the settings do not name give none."""
    from django.conf import settings

    from faglaert.web.accounts.permissions import Role

    said = claims.get(settings.FAGLAERT.oidc_role_claim) or []
    values = [said] if isinstance(said, str) else said
    return frozenset(
        Role(settings.FAGLAERT.oidc_roles[each]) for each in values if each in settings.FAGLAERT.oidc_roles
    )
