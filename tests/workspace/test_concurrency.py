# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Two write the same record: the second is told, sees both texts, and loses nothing."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection

from faglaert.web.accounts.models import Organisation, OrganisationKind, User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.actions import writing
from faglaert.web.audit.chain import verify
from faglaert.web.workspace.records import StaleRecordError, add, change
from tests.workspace.conftest import ClientOf, People

WRITERS = 8


def union(name: str = "Fagforeningen") -> Organisation:
    return add(Organisation(name=name, kind=OrganisationKind.UNION), by=None)


def test_a_version_that_is_behind_is_refused_and_nothing_is_written(db: None) -> None:
    organisation = union()
    change(organisation, by=None, version=1)
    events = verify().count
    organisation.name = "For sent"
    with pytest.raises(StaleRecordError) as refused:
        change(organisation, by=None, version=1)
    assert refused.value.stored.version == 2
    assert Organisation.objects.get(pk=organisation.pk).name == "Fagforeningen"
    assert verify().count == events


def form_of(user: User, **fields: str) -> dict[str, object]:
    return {"full_name": user.full_name, "email": user.email, "is_active": "on", "roles": ["reader"], **fields}


def test_the_second_of_two_browsers_is_told_and_can_save_after_a_look(client_of: ClientOf, people: People) -> None:
    reader = people[Role.READER]
    address, client = f"/arbejdsrum/brugere/{reader.pk}/", client_of(Role.OFFICE)
    version = str(reader.version)
    assert client.post(address, form_of(reader, full_name="Den første", version=version)).status_code == 302
    told = client.post(address, form_of(reader, full_name="Den anden", version=version))
    html = told.content.decode("utf-8")
    assert told.status_code == 200
    assert "Den første" in html
    assert 'value="Den anden"' in html
    assert User.objects.get(pk=reader.pk).full_name == "Den første"
    again = str(int(version) + 1)
    assert f'name="version" value="{again}"' in html
    assert client.post(address, form_of(reader, full_name="Den anden", version=again)).status_code == 302
    assert User.objects.get(pk=reader.pk).full_name == "Den anden"


def test_of_many_writers_at_once_each_version_is_won_by_one(committed: None) -> None:
    organisation = union()
    outcomes: list[str] = []

    def write(number: int) -> None:
        mine = Organisation.objects.get(pk=organisation.pk)
        mine.name = f"Forbund {number}"
        try:
            change(mine, by=None, version=1)
            outcomes.append("saved")
        except StaleRecordError:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved"] + ["told"] * (WRITERS - 1)
    assert verify().count == 2


def test_events_written_at_once_make_one_chain(committed: None) -> None:
    def write(number: int) -> None:
        add(Organisation(name=f"Forbund {number}", kind=OrganisationKind.UNION), by=None)
        connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verify().count == WRITERS


def test_a_record_read_before_the_version_it_names_is_refused(db: None) -> None:
    organisation = union()
    read_before = Organisation.objects.get(pk=organisation.pk)
    organisation.is_active = False
    change(organisation, by=None, version=1)
    with pytest.raises(StaleRecordError):
        change(read_before, by=None, version=2)
    assert not Organisation.objects.get(pk=organisation.pk).is_active


def test_who_writes_several_records_and_who_writes_one_do_not_wait_for_each_other(committed: None) -> None:
    one, other = union("Det ene"), union("Det andet")
    has_begun, failed = threading.Event(), []

    def several() -> None:
        with writing():
            change(Organisation.objects.get(pk=one.pk), by=None, version=1)
            has_begun.set()
            time.sleep(0.5)  # until the other is on its way
            change(Organisation.objects.get(pk=other.pk), by=None, version=1)

    def single() -> None:
        has_begun.wait()
        with pytest.raises(StaleRecordError):
            change(Organisation.objects.get(pk=other.pk), by=None, version=1)

    def run(step: Callable[[], None]) -> None:
        try:
            step()
        except Exception as error:  # noqa: BLE001 (told by the assertion below)
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(step,)) for step in (several, single)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert {each.version for each in Organisation.objects.all()} == {2}
    verify()
