# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A person is found wherever a name or an e-mail stands, and erased where the office chooses; the log names nobody."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.timezone import localdate

from faglaert.web.accounts.actions import ERASED, create_user
from faglaert.web.accounts.forgetting import forget, mentions_in_log, names_of, places_of, searched_fields
from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.chain import verify
from faglaert.web.audit.models import AuditEvent
from faglaert.web.funding.models import Application
from faglaert.web.initiatives.models import Initiative
from faglaert.web.knowledge.models import Entry
from faglaert.web.mentors.models import Mentor
from faglaert.web.workspace.records import Record, add
from tests.workspace.conftest import ClientOf, People
from tests.workspace.rounds import attached, draft

NAME, EMAIL = "Åse Ørsted Holm", "aase@example.dk"
ADDRESS = "/arbejdsrum/brugere/glem/"


@pytest.fixture
def everywhere(people: People) -> dict[str, Record]:
    """The person in an account, as a mentor, as whom to ask, in texts, in answers and in the name of a file."""
    school, today = people[Role.PARTNER].organisation, localdate()
    dates = {"consent_on": today, "delete_on": today + timedelta(days=30)}
    application = draft(people, answers={"1": f"Spørg {NAME.lower()}."})
    return {
        "account": create_user(User(email=EMAIL, full_name=NAME), roles=[Role.READER], by=None),
        "mentor": add(Mentor(organisation=school, full_name="Å. Holm", email=EMAIL, **dates), by=None),
        "contact": add(Entry(title="M", kind="tool", what="x", contact_name=NAME, contact_email="a@b.dk"), by=None),
        "text": add(Initiative(title="En", problem=f"Mange spørger {NAME.upper()}\n eller {EMAIL}."), by=None),
        "application": application,
        "file": attached(application, name=f"CV {NAME}.pdf"),
    }


def found(sought: str) -> dict[type[Record], str]:
    return {type(place.record): place.consequence for place in places_of(names_of(sought))}


@pytest.mark.parametrize("sought", [NAME, EMAIL, "åse  ørsted holm"])
def test_a_person_is_found_everywhere_by_name_or_e_mail(everywhere: dict[str, Record], sought: str) -> None:
    consequences = found(sought)
    assert set(consequences) == {type(each) for each in everywhere.values()}
    assert consequences[User] == "navn og e-mail erstattes, og adgangen lukkes"
    assert consequences[Mentor] == "slettes helt"
    assert consequences[Entry] == "navn og kontakt slettes"
    assert consequences[Initiative] == consequences[Application] == f"i teksten erstattes det af «{ERASED}»"


def test_what_is_chosen_is_erased_and_found_no_more(everywhere: dict[str, Record], people: People) -> None:
    keys = [place.key for place in places_of(names_of(NAME))]
    assert forget(names_of(NAME), keys, by=people[Role.OFFICE]) == len(everywhere)
    assert places_of(names_of(NAME)) == places_of(names_of(EMAIL)) == []
    entry, initiative = Entry.objects.get(), Initiative.objects.get()
    assert (entry.contact_name, entry.contact_email, entry.title) == ("", "", "M")
    assert initiative.problem == f"Mange spørger {ERASED}\n eller {ERASED}."
    assert not Mentor.objects.exists()
    everywhere["application"].refresh_from_db()
    assert everywhere["application"].answers == {"1": f"Spørg {ERASED}."}


def test_the_log_holds_neither_name_nor_e_mail(everywhere: dict[str, Record], people: People) -> None:
    titled = add(Entry(title=f"Af {NAME}", kind="tool", what="x"), by=None)
    newest = verify().count
    forget(names_of(NAME), [place.key for place in places_of(names_of(NAME))], by=people[Role.OFFICE])
    events = AuditEvent.objects.filter(number__gt=newest)
    assert {"erased", "removed"} < {each.action for each in events}
    assert [
        each.number for each in events if NAME in each.before + each.after or EMAIL in each.before + each.after
    ] == []
    titled.refresh_from_db()
    assert titled.title == f"Af {ERASED}"
    assert mentions_in_log([NAME]) == 1  # the title, from the day it was written


def test_what_is_not_chosen_stays(everywhere: dict[str, Record], people: People) -> None:
    other = create_user(User(email="b@example.dk", full_name=NAME), roles=[Role.READER], by=None)
    keys = [place.key for place in places_of(names_of(NAME)) if place.record != other]
    forget(names_of(NAME), keys, by=people[Role.OFFICE])
    assert [place.record for place in places_of(names_of(NAME))] == [other]


@pytest.mark.parametrize("sought", ["Holmgaard", "sted", "example", ".*", "Åse Ørsted"])
def test_parts_of_words_are_another_name(everywhere: dict[str, Record], sought: str) -> None:
    add(Entry(title="Åse Ørstedgaard", kind="tool", what="x"), by=None)
    titles = [place.record for place in places_of(names_of(sought)) if isinstance(place.record, Entry)]
    assert "Åse Ørstedgaard" not in [Entry.objects.get(pk=each.pk).title for each in titles]


@pytest.mark.parametrize("sought", ["", "  ", ".*", "ab"])
def test_too_little_to_look_for_finds_nobody(everywhere: dict[str, Record], people: People, sought: str) -> None:
    names = names_of(sought)
    assert names == places_of(names) == []
    assert mentions_in_log(names) == 0
    keys = [place.key for place in places_of(names_of(NAME))]
    assert forget(names, keys, by=people[Role.OFFICE]) == 0


def test_a_record_that_would_not_be_valid_refuses_all(everywhere: dict[str, Record], people: People) -> None:
    client_keys = [place.key for place in places_of(names_of(NAME))]
    school = people[Role.PARTNER].organisation
    type(school).objects.filter(pk=school.pk).update(name=NAME)
    add(type(school)(name=ERASED, kind="other"), by=None)
    with pytest.raises(ValidationError):
        forget(names_of(NAME), [*client_keys, f"accounts.organisation:{school.pk}"], by=people[Role.OFFICE])
    assert User.objects.get(email=EMAIL).full_name == NAME


def test_the_page_finds_and_then_erases(client_of: ClientOf, everywhere: dict[str, Record]) -> None:
    client = client_of(Role.OFFICE)
    html = client.post(ADDRESS, {"person": EMAIL}).content.decode("utf-8")
    assert html.count('name="places"') == len(everywhere)
    assert User.objects.filter(email=EMAIL).exists()
    key = f"accounts.user:{everywhere['account'].pk}"
    html = client.post(ADDRESS, {"person": EMAIL, "places": [key], "erase": "1"}).content.decode("utf-8")
    assert "Steder, der er slettet: 1." in html
    assert not User.objects.filter(email=EMAIL).exists()
    assert html.count('name="places"') == len(everywhere) - 1
    assert f'name="also" value="{NAME}"' in html
    kept = {"person": EMAIL, "also": [NAME, "x"]}
    assert client.post(ADDRESS, kept).content.decode("utf-8").count('name="places"') == len(everywhere) - 1
    assert "Navnet står ingen steder." in client.post(ADDRESS, {"person": "Ingen Her"}).content.decode("utf-8")


def test_nobody_erases_oneself_and_nothing_is_searched_by_address(client_of: ClientOf, people: People) -> None:
    office = people[Role.OFFICE]
    asked = {"person": office.email, "places": [f"accounts.user:{office.pk}"], "erase": "1"}
    assert "bed en anden" in client_of(office).post(ADDRESS, asked).content.decode("utf-8")
    assert User.objects.get(pk=office.pk).email == office.email
    assert "places" not in client_of(office).get(ADDRESS, {"person": office.email}).content.decode("utf-8")
    assert "erase" not in client_of(office).post(ADDRESS, {"person": "ab"}).content.decode("utf-8")


OURS = [each for each in apps.get_models() if each.__module__.startswith("faglaert.")]
NOT_SEARCHED = {
    "accounts.user.password": "a digest",
    "knowledge.entry.words": "made anew from what is searched",
    "initiatives.initiative.plan_key": "of the printed plan",
    "funding.accountentry.figure_id": "of the definitions",
    "council.criterion.measure_id": "of the definitions",
    "council.criterion.title": "what is weighed, written once and never changed",
    "council.lookback.build_id": "of a build",
    **{f"council.frozendossier.{name}": "copied figures" for name in ("programme_code", "build_id", "digest")},
}
COPIES = {"audit.auditevent", "status.frozenfigure"}


def is_text(field: models.Field) -> bool:
    """Whether people write in it; what a stored file is, its content says."""
    is_free = isinstance(field, models.CharField | models.TextField) and not field.choices
    return is_free and field.name not in {"media_type", "sha256"}


def test_every_text_is_searched_or_named_with_its_reason() -> None:
    texts = {
        f"{model._meta.label_lower}.{field.name}": issubclass(model, Record) and field in searched_fields(model)
        for model in OURS
        if model._meta.label_lower not in COPIES
        for field in filter(is_text, model._meta.concrete_fields)
    }
    assert {name for name, is_searched in texts.items() if not is_searched} == set(NOT_SEARCHED)


def test_every_searched_field_has_a_word_and_every_person_is_searched() -> None:
    fields = {model: searched_fields(model) for model in OURS if issubclass(model, Record)}
    every = [each for found in fields.values() for each in found]
    assert [str(each) for each in every if not isinstance(each._verbose_name, Promise)] == []
    assert all(set(model.PERSON) <= {each.name for each in found} for model, found in fields.items())
    emails = {each.model for each in every if isinstance(each, models.EmailField)}
    assert emails == {model for model in fields if model.PERSON}
