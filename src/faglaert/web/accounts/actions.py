# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Changes to people and their roles, each with its event in the log. Names and e-mails never go into the log."""

from collections.abc import Collection

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from faglaert.web.accounts.models import RoleGrant, User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.actions import record_event, writing
from faglaert.web.workspace.records import add, change

ERASED = "Slettet person"
"""The name of somebody who was erased."""


@writing()
def create_user(user: User, *, roles: Collection[Role], by: User | None, password: str | None = None) -> User:
    """Make an account. Without a password the person gets in by an invitation."""
    user.set_password(password)
    add(user, by=by)
    _keep_email_address(user)
    return set_roles(user, roles=roles, by=by)


@writing()
def update_user(user: User, *, roles: Collection[Role], by: User, version: int) -> User:
    """Change name, e-mail, organisation, whether the person may log in, and roles.

    Raises :class:`StaleRecordError` when somebody else was first.
    """
    change(user, by=by, version=version)
    _keep_email_address(user)
    return set_roles(user, roles=roles, by=by)


@writing()
def set_roles(user: User, *, roles: Collection[Role], by: User | None) -> User:
    """Give exactly these roles; logged when they differ from those before."""
    before, after = {grant.role for grant in user.role_grants.all()}, {str(role) for role in roles}
    if before != after:
        user.role_grants.exclude(role__in=after).delete()
        RoleGrant.objects.bulk_create(RoleGrant(user=user, role=role) for role in sorted(after - before))
        record_event("roles", user, by=by, before={"roles": sorted(before)}, after={"roles": sorted(after)})
    user.__dict__.pop("roles", None)
    return user


def set_password(user: User, password: str) -> None:
    """Give a new password, which ends every session and every open invitation of the person."""
    with writing():
        user.set_password(password)
        user.save(update_fields=["password"])
        record_event("password", user, by=user)


@writing()
def erase_person(user: User, *, by: User, version: int) -> User:
    """Replace name and e-mail, close the account, and drop everything one could log in with. The log stays as it is.

    What the person wrote stays, by an erased person. Raises :class:`StaleRecordError`.
    """
    user.full_name, user.email = ERASED, f"slettet-{user.pk}@example.invalid"
    user.is_active, user.organisation = False, None
    user.set_unusable_password()
    change(user, by=by, version=version)
    set_roles(user, roles=[], by=by)
    for kept in (EmailAddress, SocialAccount, Authenticator, UserSession):
        kept.objects.filter(user=user).delete()
    record_event("erased", user, by=by)
    return user


def invite(user: User, *, by: User) -> str:
    """The path of a page where the person chooses a password; it works once and for a limited time."""
    with writing():
        record_event("invited", user, by=by)
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("account_welcome", args=[uid, default_token_generator.make_token(user)])


def _keep_email_address(user: User) -> None:
    """Allauth keeps addresses in a table of its own; the office vouches for them."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
