# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""How many questions a page asks the database does not grow with what there is to show."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from faglaert.web.accounts.permissions import Role
from faglaert.web.initiatives.models import Initiative, Milestone
from faglaert.web.status.models import Status
from tests.workspace.conftest import ClientOf, People
from tests.workspace.full_size import FEW, FULL, fill, tables
from tests.workspace.matrix import expected, open_to_all, workspace_names
from tests.workspace.test_every_route import address_of, somebody

PAGES = {name: route for name, route in expected().items() if route.method == "GET"}
LEADS_ON = {
    *("account_change_password", "mfa_generate_recovery_codes"),
}
"""Pages that lead on to another for those who have no password or no second step, as nobody has here."""


def office_or_other(name: str) -> Role:
    """The office where it may, for it sees most."""
    return Role.OFFICE if Role.OFFICE in PAGES[name].roles else somebody(PAGES[name])


def questions(client: Client, address: str) -> tuple[int, int]:
    """How the page answers, and how many questions it asks."""
    client.get(address)  # what is read once a process
    with CaptureQueriesContext(connection) as asked:
        status = client.get(address).status_code
    return status, len(asked)


def counted() -> dict[str, int]:
    """The rows of every table of the workspace."""
    return {each._meta.label: each._default_manager.count() for each in tables()}


def test_no_page_asks_more_of_a_full_workspace_than_of_a_small_one(client_of: ClientOf, people: People) -> None:
    """The log asks once for each kind of record its page names: of a full workspace it may be fewer kinds."""
    addresses = {name: address_of(name, people) for name in PAGES}
    asked = {name: (office_or_other(name), address) for name, address in addresses.items()}
    asked |= {f"{name} en": (somebody(PAGES[name]), f"/en{address}") for name, address in addresses.items()}
    clients = {role: client_of(role) for role in Role}
    fill(FEW)
    before = counted()
    few = {name: questions(clients[role], address) for name, (role, address) in asked.items()}
    fill(FULL)
    full = {name: questions(clients[role], address) for name, (role, address) in asked.items()}
    assert {name for name, (status, _) in full.items() if status != 200 and name.split()[0] not in LEADS_ON} == set()
    assert {name: (few[name], full[name]) for name in asked if full[name] > few[name]} == {}
    assert {name for name, count in counted().items() if count <= before[name]} == set()
    assert min(Initiative.objects.count() * 10, Milestone.objects.count(), Status.objects.count()) >= 2_000


def test_no_page_is_left_out() -> None:
    assert workspace_names() - set(expected()) - open_to_all() == set()
