# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Every address of the workspace, held against every role."""

import pytest
from django.urls import reverse

from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import GRANTS, Capability, Role
from tests.workspace.conftest import ClientOf, People
from tests.workspace.matrix import expected, open_to_all, workspace_names

LOGIN = "/arbejdsrum/konto/log-ind/"


def test_every_route_has_an_entry_and_every_entry_a_route() -> None:
    assert workspace_names() == set(expected()) | open_to_all()


def test_every_capability_is_granted_to_somebody() -> None:
    assert set(GRANTS) == set(Capability)
    assert all(GRANTS.values())


@pytest.mark.parametrize("name", sorted(expected()))
def test_a_route_opens_for_its_roles_and_for_no_other(client_of: ClientOf, people: People, name: str) -> None:
    route = expected()[name]
    address = reverse(name, kwargs=route.arguments(people))
    answers = {role: client_of(role).generic(route.method, address).status_code for role in Role}
    assert {role for role, status in answers.items() if status == 403} == set(Role) - route.roles
    assert {answers[role] for role in route.roles} <= {200, 302, 409}


@pytest.mark.parametrize("name", sorted(expected()))
def test_who_is_not_logged_in_is_asked_to(client_of: ClientOf, people: People, name: str) -> None:
    route = expected()[name]
    response = client_of(None).generic(route.method, reverse(name, kwargs=route.arguments(people)))
    assert response.status_code == 302
    assert response["Location"].startswith(LOGIN)


def test_a_closed_account_opens_nothing(client_of: ClientOf, people: People) -> None:
    client = client_of(Role.OFFICE)
    User.objects.filter(pk=people[Role.OFFICE].pk).update(is_active=False)
    assert client.get("/arbejdsrum/")["Location"].startswith(LOGIN)


def test_a_person_without_roles_is_refused(client_of: ClientOf, people: People) -> None:
    reader = people[Role.READER]
    reader.role_grants.all().delete()
    response = client_of(reader).get("/arbejdsrum/")
    assert response.status_code == 403
    assert "Programkontoret" in response.content.decode("utf-8")


@pytest.mark.parametrize("role", Role)
def test_navigation_shows_what_a_role_may_and_nothing_else(client_of: ClientOf, role: Role) -> None:
    html = client_of(role).get("/arbejdsrum/").content.decode("utf-8")
    assert ('href="/arbejdsrum/brugere/"' in html) == (role is Role.OFFICE)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_pages_of_the_workspace_are_kept_by_nobody(client_of: ClientOf, prefix: str) -> None:
    response = client_of(Role.READER).get(f"{prefix}/arbejdsrum/")
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
