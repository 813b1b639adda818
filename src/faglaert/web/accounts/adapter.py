# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What allauth asks the installation about: who may have an account, and who somebody from elsewhere is."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext

from faglaert.web.accounts.actions import create_user, set_password, set_roles
from faglaert.web.accounts.login_log import log_guessing
from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Role
from faglaert.web.accounts.single_sign_on import claims_of, mapped_roles
from faglaert.web.audit.actions import writing
from faglaert.web.frame import Head


class AccountAdapter(DefaultAccountAdapter):
    """The programme office makes the accounts; nobody signs up by oneself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (allauth's signature)
        """Never."""
        return False

    def set_password(self, user: User, password: str) -> None:
        """A new password is logged."""
        set_password(user, password)

    def pre_authenticate(self, request: HttpRequest, **credentials: object) -> None:
        """Log when too many wrong passwords have closed an account for a while."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            log_guessing(str(credentials.get("email", "")))
            raise


class SecondStepAdapter(DefaultMFAAdapter):
    """Words for what a person logs in with beside the password."""

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        """A name that tells one passkey of the person from the next."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Adgangsnøgle %(number)s") % {"number": number}


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Makes somebody the OpenID Connect provider vouches for a person of the workspace, or refuses."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        """Never: :meth:`pre_social_login` has made the account, or refused."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find or make the person, and bring the roles into line with the provider's."""
        claims = claims_of(sociallogin)
        roles = mapped_roles(claims)
        with writing():
            user = sociallogin.user if sociallogin.is_existing else self._person(claims, roles)
            refused = user is None or not user.is_active or (settings.FAGLAERT.oidc_roles and not roles)
            if not refused:
                if settings.FAGLAERT.oidc_roles:
                    set_roles(user, roles=roles, by=None)
                if not sociallogin.is_existing:
                    sociallogin.connect(request, user)
        if refused:
            page = Head(gettext("Du har ikke adgang"))
            raise ImmediateHttpResponse(render(request, "account/not_known.html", {"page": page}, status=403))

    def _person(self, claims: dict[str, object], roles: frozenset[Role]) -> User | None:
        """The person with the verified e-mail; made when the provider gives a role."""
        email = str(claims.get("email") or "").lower()
        if not email or claims.get("email_verified") is not True:
            return None
        user = User.objects.filter(email=email).first()
        if user is None and roles:
            user = create_user(User(email=email, full_name=str(claims.get("name") or email)[:120]), roles=(), by=None)
        return user
