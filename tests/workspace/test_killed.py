# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A worker that is killed while it writes leaves nothing half-saved, and hinders nobody after it."""

import os
import signal
import time

import duckdb
import pytest
from django.db import connection
from django.test import Client

from faglaert.published.store import open_store
from faglaert.settings import Settings
from faglaert.web.accounts.models import Organisation, OrganisationKind
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.chain import verify
from faglaert.web.initiatives.models import Initiative
from faglaert.web.workspace import records
from faglaert.web.workspace.records import add
from tests.workspace.conftest import make_people

LONGEST_WAIT = 30.0


def killed_while_it_logs(client: Client, path: str, sent: dict[str, str]) -> int:
    """Let a process of its own answer a request, kill it when all but the log is written; the signal it died of."""
    reading, writing = os.pipe()
    connection.close()  # two processes share no connection
    child = os.fork()
    if child == 0:

        def stop(*_arguments: object, **_fields: object) -> None:
            os.write(writing, b"x")
            time.sleep(LONGEST_WAIT)

        records.record_event = stop
        client.post(path, sent)
        os._exit(0)
    assert os.read(reading, 1) == b"x"
    os.kill(child, signal.SIGKILL)
    return os.WTERMSIG(os.waitpid(child, 0)[1])


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_killed_worker_leaves_nothing_behind(committed: None, site: Client) -> None:
    people = make_people()
    site.force_login(people[Role.OFFICE])
    before = verify()
    sent = {"title": "Halvt", "track": "1"}
    assert killed_while_it_logs(site, "/arbejdsrum/initiativer/ny/", sent) == signal.SIGKILL
    assert not Initiative.objects.exists()
    assert verify() == before
    assert site.post("/arbejdsrum/initiativer/ny/", {**sent, "title": "Helt"}).status_code == 302
    assert [each.title for each in Initiative.objects.all()] == ["Helt"]
    assert verify().count == before.count + 1


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_killed_change_leaves_what_stood(committed: None, site: Client) -> None:
    people = make_people()
    site.force_login(people[Role.OFFICE])
    union = add(Organisation(name="Forbundet", kind=OrganisationKind.UNION), by=None)
    before, sent = verify(), {"name": "Halvt", "kind": "union", "is_active": "on", "version": "1"}
    assert killed_while_it_logs(site, f"/arbejdsrum/program/partnere/{union.pk}/ret/", sent) == signal.SIGKILL
    union.refresh_from_db()
    assert (union.name, union.version) == ("Forbundet", 1)
    assert verify() == before


def test_the_published_store_is_opened_for_reading_alone(published: Settings) -> None:
    store = open_store(published.paths)
    table = store._connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchone()[0]
    with pytest.raises(duckdb.Error, match="read-only"):
        store._connection.execute(f'DELETE FROM "{table}"')
