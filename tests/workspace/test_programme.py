# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Tracks from the definitions, partners and their parts in initiatives."""

import pytest

from faglaert.definitions.programme import programme
from faglaert.web.accounts.models import Organisation, OrganisationKind
from faglaert.web.accounts.permissions import Role
from faglaert.web.initiatives.models import Initiative
from faglaert.web.programme.models import Partnership
from faglaert.web.programme.queries import all_partners, partnerships_of, track_work
from faglaert.web.workspace.records import add
from tests.workspace.conftest import ClientOf, People

PARTNERS = "/arbejdsrum/program/partnere/"


def partnership(people: People, *, is_draft: bool = False, title: str = "Mentorer") -> Partnership:
    initiative = add(Initiative(title=title, track=1, is_draft=is_draft), by=None)
    school = people[Role.PARTNER].organisation
    return add(Partnership(initiative=initiative, organisation=school, role="leads", agreement="To mentorer"), by=None)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_tracks_goals_and_focus_areas_come_from_the_definitions(client_of: ClientOf, prefix: str) -> None:
    html = client_of(Role.READER).get(f"{prefix}/arbejdsrum/program/").content.decode("utf-8")
    language = "en" if prefix else "da"
    for track in programme().tracks:
        assert track.goal[language].replace("'", "&#x27;") in html
        assert all(area.title[language] in html for area in track.focus_areas)


def test_initiatives_of_all_tracks_count_in_each(people: People) -> None:
    for track in (1, 1, 2, None):
        add(Initiative(title="x", track=track), by=None)
    add(Initiative(title="x", track=3, is_draft=True), by=None)
    assert [each.initiatives for each in track_work(people[Role.READER])] == [3, 2, 1]
    assert [each.initiatives for each in track_work(people[Role.OFFICE])] == [3, 2, 2]


def test_a_partner_is_listed_with_the_initiatives_everybody_may_see(people: People) -> None:
    partnership(people)
    partnership(people, is_draft=True, title="Kladden")
    school = people[Role.PARTNER].organisation
    assert all_partners().get(pk=school.pk).efforts == 1
    assert [each.initiative.title for each in partnerships_of(school, people[Role.READER])] == ["Mentorer"]
    assert partnerships_of(school, people[Role.OFFICE]).count() == 2


def test_the_page_of_a_partner_tells_what_was_agreed(client_of: ClientOf, people: People) -> None:
    agreed = partnership(people)
    html = client_of(Role.READER).get(f"{PARTNERS}{agreed.organisation_id}/").content.decode("utf-8")
    assert "leder indsatsen" in html
    assert "To mentorer" in html


@pytest.mark.parametrize(
    ("kind", "field", "good", "bad"),
    [
        (OrganisationKind.SCHOOL, "institution_number", "101002", "12"),
        (OrganisationKind.MUNICIPALITY, "municipality_code", "101", ""),
        (OrganisationKind.COMPANY, "cvr", "12345678", "DK12345678"),
    ],
)
def test_a_partner_has_the_number_of_its_kind(
    client_of: ClientOf, kind: OrganisationKind, field: str, good: str, bad: str
) -> None:
    office, fields = client_of(Role.OFFICE), {"name": "Ny partner", "kind": kind, "is_active": "on"}
    assert office.post(f"{PARTNERS}ny/", {**fields, field: bad}).status_code == 200
    assert office.post(f"{PARTNERS}ny/", {**fields, field: good}).status_code == 302
    assert getattr(Organisation.objects.get(name="Ny partner"), field) == good


def test_the_list_of_partners_asks_as_often_for_many(client_of: ClientOf, django_assert_num_queries: object) -> None:
    client = client_of(Role.READER)
    for number in range(20):
        add(Organisation(name=f"Forbund {number}", kind=OrganisationKind.UNION), by=None)
    with django_assert_num_queries(4):  # session, person, roles, partners
        assert client.get(PARTNERS).status_code == 200
