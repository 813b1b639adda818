# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""How many questions a page asks the database does not grow with what there is to show."""

from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from faglaert.web.accounts.models import Organisation, OrganisationKind
from faglaert.web.accounts.permissions import Role
from faglaert.web.initiatives.models import Initiative, Milestone
from faglaert.web.status.models import Course, Progress, Status
from faglaert.web.workspace.records import add
from tests.workspace.conftest import ClientOf, People, make_person
from tests.workspace.matrix import expected
from tests.workspace.test_every_route import address_of, somebody

FEW, MANY = 10, 40
ROUTES = expected()


def is_of_everything(name: str) -> bool:
    """Whether a page needs no record to be about."""
    return ROUTES[name].method == "GET" and ROUTES[name].arguments.__name__ == "<lambda>"


def make_work(count: int, start: int) -> None:
    """Initiatives with milestones, statuses, owners and people, numbered from ``start``."""
    for number in range(start, start + count):
        union = add(Organisation(name=f"Forbund {number}", kind=OrganisationKind.UNION), by=None)
        make_person(Role.READER, union, name=f"reader {number}")
        days = {"starts_on": date(2026, 1, 1), "ends_on": date(2027, 1, 1)}
        made = add(Initiative(title=f"Indsats {number}", track=1, organisation=union, **days), by=None)
        add(Milestone(initiative=made, title="Hold", due_on=date(2026, 6, 1)), by=None)
        words = {"progress": Progress.DELAYED, "progress_text": "x", "course": Course.GO_ON, "reasons": "x"}
        add(Status(initiative=made, year=2026, half=1, given_at=now(), **words), by=None)


def questions(client: Client, address: str) -> int:
    """How many questions a page asks."""
    client.get(address)  # what is read once a process
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code in {200, 302}
    return len(asked)


def test_lists_ask_as_much_of_many_records_as_of_few(client_of: ClientOf, people: People) -> None:
    pages = {
        name: (client_of(somebody(ROUTES[name])), address_of(name, people)) for name in filter(is_of_everything, ROUTES)
    }
    make_work(FEW, 0)
    few = {name: questions(*page) for name, page in pages.items()}
    make_work(MANY - FEW, FEW)
    many = {name: questions(*page) for name, page in pages.items()}
    assert len(pages) > 10
    assert {name: (few[name], many[name]) for name in pages if many[name] > few[name]} == {}
