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

ORGANISATION = "Prøveskolen"


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
    school = Organisation.objects.filter(name=ORGANISATION).first()
    if school is None:
        number = "999999"  # no institution has it
        fields = {"name": ORGANISATION, "kind": OrganisationKind.SCHOOL, "institution_number": number}
        school = add(Organisation(**fields), by=None)
    return [_demo_user(role, school) for role in Role]


def _demo_user(role: Role, school: Organisation) -> DemoUser:
    email, password = f"{role.value.replace('_', '-')}@example.dk", secrets.token_urlsafe(12)
    user = User.objects.filter(email=email).first()
    if user is None:
        with translation.override("da"):
            name = f"{role.label} (prøve)"
        organisation = school if role in {Role.PARTNER, Role.SCHOOL_COUNSELLOR} else None
        person = User(email=email, full_name=name, organisation=organisation)
        create_user(person, roles=[role], by=None, password=password)
    else:
        set_password(user, password)
    return DemoUser(role.value, email, password)
