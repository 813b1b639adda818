# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A person takes home what the pages show that person of the own organisation."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Role
from faglaert.web.exchange.taking_home import everything_of
from faglaert.web.initiatives.models import Initiative
from faglaert.web.mentors.models import Mentor
from faglaert.web.programme.models import Partnership
from faglaert.web.status.models import Status
from faglaert.web.workspace.records import add
from tests.workspace.conftest import People
from tests.workspace.rounds import assessed, company


def taken_home(user: User) -> dict[str, str]:
    """The text of each member of the ZIP."""
    with zipfile.ZipFile(io.BytesIO(everything_of(user))) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_who_opens_no_applications_takes_none_home(people: People) -> None:
    assessed(people)
    assert not [name for name in taken_home(people[Role.SCHOOL_COUNSELLOR]) if name.startswith("funding")]


def test_a_part_in_the_draft_of_another_is_not_taken_home(people: People) -> None:
    school = people[Role.PARTNER].organisation
    for is_draft in (True, False):
        title = f"Kladde: {is_draft}"
        initiative = add(Initiative(title=title, is_draft=is_draft, organisation=company(title)), by=None)
        add(Partnership(initiative=initiative, organisation=school, role="leads", agreement=title), by=None)
    taken = taken_home(people[Role.PARTNER])["programme-partnership.json"]
    assert "Kladde: False" in taken
    assert "Kladde: True" not in taken


def test_a_status_that_is_not_given_is_for_those_who_write_it(people: People) -> None:
    initiative = add(Initiative(title="Vores", organisation=people[Role.PARTNER].organisation), by=None)
    fields = {"progress": "as_planned", "progress_text": "x", "course": "go_on", "reasons": "x"}
    add(Status(initiative=initiative, year=2025, half=1, **fields), by=None)
    assert "status-status.json" in taken_home(people[Role.PARTNER])
    assert "status-status.json" not in taken_home(people[Role.SCHOOL_COUNSELLOR])


def test_a_mentor_whose_consent_has_run_out_is_not_taken_home(people: People) -> None:
    today = localdate()
    for name, until in (("Ida Nu", today + timedelta(days=1)), ("Bo Før", today)):
        consent = today - timedelta(days=10)
        school = people[Role.PARTNER].organisation
        add(Mentor(organisation=school, full_name=name, consent_on=consent, delete_on=until), by=None)
    taken = taken_home(people[Role.PARTNER])["mentors-mentor.json"]
    assert "Ida Nu" in taken
    assert "Bo Før" not in taken


@pytest.mark.parametrize("role", [Role.PARTNER, Role.SCHOOL_COUNSELLOR])
def test_nothing_of_another_organisation_is_taken_home(people: People, role: Role) -> None:
    other = company("Konkurrenten")
    add(Initiative(title="Deres plan", organisation=other), by=None)
    assert "Deres plan" not in "".join(taken_home(people[role]).values())
