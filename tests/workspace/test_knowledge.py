# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Knowledge: who reads and writes, and a search in Danish that answers alike on both databases."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from faglaert.web.accounts.models import Organisation, OrganisationKind
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.chain import verify
from faglaert.web.audit.models import AuditEvent
from faglaert.web.initiatives.models import Initiative
from faglaert.web.knowledge.models import Audience, Entry, EntryFile
from faglaert.web.knowledge.queries import entries_of
from faglaert.web.knowledge.stems import stems_of
from faglaert.web.workspace.records import add, change, remove
from tests.workspace.conftest import ClientOf, People

KNOWLEDGE, PUBLIC = "/arbejdsrum/viden/", "/viden/"

LIBRARY = {
    "lærepladser": "Flere lærepladser i byggeriet",
    "aftaler": "Lærepladsaftaler før sommerferien",
    "mentor": "Mentorordning på hovedforløbet",
    "frafald": "Mindre frafald på grundforløb 2",
    "oel": "Oelgaards metode",
    "øl": "Øl og gæring for ernæringsassistenter",
    "åben": "Åbent hus på erhvervsskolen",
    "virksomhed": "Virksomhedsbesøg med 9. klasse",
    "it": "It på værkstedet",
    "italien": "Italiensk køkken",
}

QUESTIONS = [
    ("læreplads", {"lærepladser", "aftaler"}),
    ("lærepladser", {"lærepladser", "aftaler"}),
    ("lærepladsen", {"lærepladser", "aftaler"}),
    ("LÆREPLADS", {"lærepladser", "aftaler"}),
    ("laereplads", set()),
    ("lærepladsaftale", {"aftaler"}),
    ("mentorordninger", {"mentor"}),
    ("mentor", {"mentor"}),
    ("øl", {"øl"}),
    ("oel", {"oel"}),
    ("ØL", {"øl"}),
    ("oelgaard", {"oel"}),
    ("ølgaard", set()),
    ("åbent", {"åben"}),
    ("aabent", set()),
    ("abent", set()),
    ("grundforløb 2", {"frafald"}),
    ("frafald på grundforløb", {"frafald"}),
    ("virksomheder", {"virksomhed"}),
    ("besøg", set()),
    ("it", {"it"}),
    ("ital", {"italien"}),
    ("mentor frafald", set()),
    ("og på", set()),
    ("", set()),
    ("' OR 1=1 --", set()),
    ('"læreplads" *', {"lærepladser", "aftaler"}),
    ("læreplads:* & !mentor", set()),
    ("%", set()),
]


def tell(title: str = "Mentorer", **fields: object) -> Entry:
    return add(Entry(**{"title": title, "kind": "method", "what": "Sådan gør vi.", **fields}), by=None)


def company() -> Organisation:
    return add(Organisation(name="Tømrerne", kind=OrganisationKind.COMPANY, cvr="12345678"), by=None)


@pytest.fixture
def library(db: None) -> dict[str, Entry]:
    """Entries to look for."""
    return {name: tell(title) for name, title in LIBRARY.items()}


@pytest.mark.parametrize(("question", "expected"), [each for each in QUESTIONS if each[0]])
def test_a_question_finds_the_same_on_every_database(
    library: dict[str, Entry], question: str, expected: set[str]
) -> None:
    found = {each.title for each in entries_of(Entry.objects.all(), question=question)}
    assert found == {LIBRARY[name] for name in expected}


def test_no_question_lists_all_in_danish_order(library: dict[str, Entry]) -> None:
    titles = [each.title for each in entries_of(Entry.objects.all())]
    assert len(titles) == len(LIBRARY)
    assert titles[-2:] == ["Øl og gæring for ernæringsassistenter", "Åbent hus på erhvervsskolen"]


def test_a_title_comes_before_a_text(db: None) -> None:
    tell("Andet", what="Mentorer for elever")
    tell("Om mentorer")
    assert [each.title for each in entries_of(Entry.objects.all(), question="mentor")] == ["Om mentorer", "Andet"]


def test_what_is_changed_is_found_by_the_new_words_alone(db: None) -> None:
    entry = tell("Mentorer")
    entry.title = "Værksteder"
    change(entry, by=None, version=1)
    everything = Entry.objects.all()
    assert entries_of(everything, question="mentor") == []
    assert entries_of(everything, question="værksted") == [entry]
    remove(entry, by=None, version=2)
    assert entries_of(everything, question="værksted") == []


def test_programmes_are_found_by_their_names(db: None) -> None:
    entry = tell(programme_codes=["30402510"])
    assert entries_of(Entry.objects.all(), question="elektriker") == [entry]


@given(st.text(max_size=80))
def test_stems_are_letters_and_digits_and_stay_as_they_are(text: str) -> None:
    stems = stems_of(text)
    assert all(stem.isalnum() and len(stem) <= 60 for stem in stems)
    assert stems_of(" ".join(stems)) <= stems | stems_of(text)


def test_whom_to_ask_is_for_partners_and_not_for_the_log(client_of: ClientOf, people: People) -> None:
    entry = tell(audience=Audience.PUBLIC, contact_name="Karen Holm", contact_email="karen@example.dk")
    assert "Karen Holm" in client_of(Role.READER).get(f"{KNOWLEDGE}{entry.pk}/").content.decode("utf-8")
    assert "Karen" not in Client().get(f"{PUBLIC}{entry.pk}/").content.decode("utf-8")
    assert not AuditEvent.objects.filter(after__icontains="karen").exists()


def test_the_public_sees_what_is_public(site: Client, db: None) -> None:
    shared, hidden = tell("Delt", audience=Audience.PUBLIC), tell("Internt")
    html = site.get(PUBLIC).content.decode("utf-8")
    assert "Delt" in html
    assert "Internt" not in html
    assert "Internt" not in site.get(f"{PUBLIC}?soeg=internt").content.decode("utf-8").replace("«internt»", "")
    assert site.get(f"{PUBLIC}{shared.pk}/").status_code == 200
    assert site.get(f"{PUBLIC}{hidden.pk}/").status_code == 404


def test_the_public_gets_files_of_what_is_public(site: Client, db: None) -> None:
    for audience, status in ((Audience.PUBLIC, 200), (Audience.PARTNERS, 404)):
        stored = EntryFile(entry=tell(audience=audience))
        stored.take(SimpleUploadedFile("a.pdf", b"%PDF-1.7"))
        add(stored, by=None)
        assert site.get(f"{PUBLIC}filer/{stored.pk}/").status_code == status


@pytest.mark.parametrize("path", ["", "?soeg=mentor", "{entry}/"])
def test_public_pages_ask_little_and_for_no_session(
    site: Client, db: None, path: str, django_assert_max_num_queries: Callable[..., object]
) -> None:
    entries = [tell(f"Mentorer {number}", audience=Audience.PUBLIC, organisation=None) for number in range(40)]
    with django_assert_max_num_queries(2):
        response = site.get(PUBLIC + path.format(entry=entries[0].pk), headers={"cookie": "sessionid=abc"})
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert response.wsgi_request.session.accessed is False


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_long_list_has_pages_that_keep_the_question(site: Client, db: None, prefix: str) -> None:
    for number in range(30):
        tell(f"Mentorer {number}", audience=Audience.PUBLIC)
    html = site.get(f"{prefix}{PUBLIC}?soeg=mentor").content.decode("utf-8")
    assert "?soeg=mentor&amp;slags=&amp;side=2" in html
    assert "Mentorer 29" not in html or "Mentorer 9<" not in html


def test_a_partner_tells_for_the_own_organisation_and_partners_alone(client_of: ClientOf, people: People) -> None:
    sent = {"title": "Nyt", "kind": "tool", "what": "x", "evidence_level": "practice"}
    sent |= {"audience": "public", "organisation": str(company().pk), "words": "snyd", "version": "7"}
    assert client_of(Role.PARTNER).post(f"{KNOWLEDGE}ny/", sent).status_code == 302
    entry = Entry.objects.get()
    assert (entry.audience, entry.organisation) == (Audience.PARTNERS, people[Role.PARTNER].organisation)
    assert (entry.version, "snyd" in entry.words) == (1, False)


def test_what_another_organisation_told_is_read_and_not_changed(client_of: ClientOf, people: People) -> None:
    entry = tell(organisation=company())
    partner = client_of(Role.PARTNER)
    assert partner.get(f"{KNOWLEDGE}{entry.pk}/").status_code == 200
    for path in ("ret/", "filer/ny/"):
        assert partner.get(f"{KNOWLEDGE}{entry.pk}/{path}").status_code == 403
    assert partner.post(f"{KNOWLEDGE}{entry.pk}/slet/", {"version": "1"}).status_code == 403


def test_a_draft_initiative_is_not_told_by_what_was_learned(client_of: ClientOf, people: People) -> None:
    draft = add(Initiative(title="Hemmelig kladde", is_draft=True), by=None)
    entry = add(Entry(title="M", kind="tool", what="x"), by=None, links={"initiatives": [draft]})
    address = f"{KNOWLEDGE}{entry.pk}/"
    assert "Hemmelig" not in client_of(Role.READER).get(address).content.decode("utf-8")
    assert "Hemmelig" in client_of(Role.OFFICE).get(address).content.decode("utf-8")


def test_files_are_handed_in_and_taken_away(client_of: ClientOf, people: People) -> None:
    entry, office = tell(), client_of(Role.OFFICE)
    address = f"{KNOWLEDGE}{entry.pk}/filer/ny/"
    assert office.post(address, {"file": SimpleUploadedFile("a.pdf", b"<html>")}).status_code == 200
    assert office.post(address, {"file": SimpleUploadedFile("a.pdf", b"%PDF-1")}).status_code == 302
    stored = EntryFile.objects.get()
    assert office.post(f"{KNOWLEDGE}filer/{stored.pk}/slet/", {"version": "1"}).status_code == 302
    assert not EntryFile.objects.exists()
    verify()


def test_an_entry_is_deleted_as_it_was_seen(client_of: ClientOf, people: People) -> None:
    entry, office = tell(), client_of(Role.OFFICE)
    office.post(f"{KNOWLEDGE}{entry.pk}/slet/", {"version": "9"})
    assert Entry.objects.exists()
    office.post(f"{KNOWLEDGE}{entry.pk}/slet/", {"version": "1"})
    assert not Entry.objects.exists()


def test_two_edit_the_same_entry(client_of: ClientOf, people: People) -> None:
    entry, office = tell(), client_of(Role.OFFICE)
    sent = {"kind": "tool", "what": "x", "evidence_level": "practice", "audience": "public", "version": "1"}
    address = f"{KNOWLEDGE}{entry.pk}/ret/"
    assert office.post(address, {**sent, "title": "Den første"}).status_code == 302
    told = office.post(address, {**sent, "title": "Den anden"}).content.decode("utf-8")
    assert "Den første" in told
    assert Entry.objects.get().title == "Den første"


@pytest.mark.parametrize("path", ["", "?soeg=mentor", "{entry}/"])
def test_pages_ask_as_often_for_many(
    client_of: ClientOf, people: People, path: str, django_assert_max_num_queries: Callable[..., object]
) -> None:
    school = people[Role.PARTNER].organisation
    entries = [tell(f"Mentorer {number}", organisation=school) for number in range(40)]
    client = client_of(Role.READER)
    with django_assert_max_num_queries(10):  # two name what the history tells of
        assert client.get(KNOWLEDGE + path.format(entry=entries[0].pk)).status_code == 200


def test_text_is_shown_as_text(client_of: ClientOf) -> None:
    entry = tell("<script>alert(1)</script>", what="<b>fed</b>", audience=Audience.PUBLIC)
    for path in (KNOWLEDGE, f"{KNOWLEDGE}{entry.pk}/", f"{PUBLIC}{entry.pk}/", f"{PUBLIC}?soeg=<script>alert"):
        html = client_of(Role.READER).get(path).content.decode("utf-8")
        assert "<script>alert" not in html
        assert "<b>fed" not in html
