# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The signed-in side over a database of its own, with one person of each role."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client

from faglaert.web.accounts.actions import create_user
from faglaert.web.accounts.models import Organisation, OrganisationKind, User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit import guards
from faglaert.web.workspace.records import add

People = dict[Role, User]
ClientOf = Callable[[User | Role | None], Client]


def make_people() -> People:
    """One person of each role; the partner and the counsellor belong to a school."""
    fields = {"name": "Skolen", "kind": OrganisationKind.SCHOOL, "institution_number": "101001"}
    school = add(Organisation(**fields), by=None)
    return {
        role: make_person(role, school if role in {Role.PARTNER, Role.SCHOOL_COUNSELLOR} else None) for role in Role
    }


def make_person(role: Role, organisation: Organisation | None = None, name: str = "") -> User:
    """A person with one role and without a password."""
    name = name or f"{role.value} person"
    user = User(
        email=f"{name.replace(' ', '.').replace('_', '-')}@example.dk", full_name=name, organisation=organisation
    )
    return create_user(user, roles=[role], by=None)


@pytest.fixture
def people(db: None) -> People:
    """One person of each role."""
    return make_people()


@pytest.fixture
def office(people: People) -> User:
    """A person of the programme office."""
    return people[Role.OFFICE]


@pytest.fixture
def client_of(site: Client, people: People) -> ClientOf:
    """A browser in which a person is logged in, or nobody."""
    assert site is not None

    def logged_in(who: User | Role | None) -> Client:
        client = Client()
        if who is not None:
            client.force_login(people[who] if isinstance(who, Role) else who)
        return client

    return logged_in


@pytest.fixture
def guards_back(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Puts the guards of the log back, after the tables have been emptied."""
    yield
    with django_db_blocker.unblock():
        guards.install(connection)


@pytest.fixture
def committed(guards_back: None, transactional_db: None) -> Iterator[None]:
    """A database whose transactions are real. Emptying the tables afterwards needs the guards away."""
    yield
    guards.remove(connection)
