# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""One person of each role, for trying out on a machine of one's own."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from faglaert.errors import UsageError
from faglaert.web.accounts.actions import create_user, set_password
from faglaert.web.accounts.models import Organisation, OrganisationKind, User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.actions import writing
from faglaert.web.workspace.records import add

ORGANISATION, MUNICIPALITY = "Prøveskolen", "Prøvekommunen"


@dataclass(frozen=True)
class DemoUser:
    """A person made for trying out; the password is shown once and kept nowhere."""

    role: str
    email: str
    password: str


@writing()
def demo_users() -> list[DemoUser]:
    """Make one person of each role, or give those that are there new passwords.

    Raises :class:`UsageError` in production: people with known names do not belong there.
    """
    if settings.FAGLAERT.production:
        raise UsageError("demo users are for trying out; they are never made in production")
    school = _organisation(ORGANISATION, OrganisationKind.SCHOOL, institution_number="999999")
    municipality = _organisation(MUNICIPALITY, OrganisationKind.MUNICIPALITY, municipality_code="999")
    of_role = {Role.PARTNER: school, Role.SCHOOL_COUNSELLOR: school, Role.MUNICIPAL_GUIDANCE: municipality}
    return [_demo_user(role, of_role.get(role)) for role in Role]


def _organisation(name: str, kind: OrganisationKind, **number: str) -> Organisation:
    """An organisation with a number that none has."""
    found = Organisation.objects.filter(name=name).first()
    return found or add(Organisation(name=name, kind=kind, **number), by=None)


def _demo_user(role: Role, organisation: Organisation | None) -> DemoUser:
    email, password = f"{role.value.replace('_', '-')}@example.dk", secrets.token_urlsafe(12)
    user = User.objects.filter(email=email).first()
    if user is None:
        with translation.override("da"):
            name = f"{role.label} (prøve)"
        person = User(email=email, full_name=name, organisation=organisation)
        create_user(person, roles=[role], by=None, password=password)
    else:
        set_password(user, password)
    return DemoUser(role.value, email, password)
