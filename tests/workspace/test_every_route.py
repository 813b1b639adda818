# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What holds for every address of the workspace. A new route is tried as soon as it stands in ``routes/``."""

import hashlib
import logging
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, resolve, reverse

from faglaert.settings import Settings
from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Role
from faglaert.web.audit.chain import verify
from faglaert.web.audit.models import AuditEvent
from faglaert.web.workspace.forms import RecordForm
from tests.workspace.conftest import ClientOf, People
from tests.workspace.matrix import Route, expected, open_to_all

ROUTES = expected()
READ = sorted(name for name, route in ROUTES.items() if route.method == "GET")
FOREIGN = ("https://example.com/", "//example.com/", "/\\example.com", "javascript:alert(1)")
DUMMIES = {"provider_id": "sso", "pk": 1, "uid": "MQ", "token": "x-y"}
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
}
NOT_FROM_A_FORM = {"version", "created_at", "changed_at", "password", "last_login", "id", "plan_key", "digest"}


def somebody(route: Route) -> Role:
    """A role that may, always the same."""
    return min(route.roles)


def address_of(name: str, people: People) -> str:
    """The address of a route with an entry, over records made for it."""
    return reverse(name, kwargs=ROUTES[name].arguments(people))


def open_address(name: str) -> str:
    """The address of a route that is open to all, with arguments that stand for nothing."""
    wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    return reverse(name, kwargs={each: DUMMIES[each] for each in wanted})


def leads_away(response: HttpResponse) -> bool:
    """Whether an answer sends the browser to another host, or has it run something."""
    target = urlsplit(response.headers.get("Location", "").replace("\\", "/"))
    return bool(target.netloc or target.scheme)


def is_ours(name: str) -> bool:
    """Whether the view is one of the program's own, behind :func:`faglaert.web.accounts.access.requires`."""
    return ":" in name


def tree_digest(folder: Path) -> str:
    """One digest of every file below a folder."""
    digest = hashlib.sha256()
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        digest.update(path.as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_a_form_from_elsewhere_is_refused(client_of: ClientOf, people: People, name: str) -> None:
    client = client_of(somebody(ROUTES[name]))
    client.handler.enforce_csrf_checks = True
    address, events = address_of(name, people), AuditEvent.objects.count()
    response = client.post(address, {"title": "x"})
    assert response.status_code == 403
    assert "Formularen er udløbet" in response.content.decode("utf-8")
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize("name", sorted(open_to_all()))
def test_a_form_from_elsewhere_is_refused_before_log_in_too(site: Client, db: None, name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(open_address(name), {"login": "x", "password": "x"}).status_code == 403


@pytest.mark.parametrize("name", READ)
def test_reading_has_the_strict_headers_and_writes_nothing(client_of: ClientOf, people: People, name: str) -> None:
    address, events = address_of(name, people), AuditEvent.objects.count()
    response = client_of(somebody(ROUTES[name])).get(address)
    policy = response.headers["Content-Security-Policy"]
    assert {each: response.headers.get(each) for each in HEADERS} == HEADERS
    assert policy.startswith("default-src 'none'") or "; default-src 'none'" in policy
    assert "unsafe" not in policy
    assert policy.startswith("sandbox") or "script-src 'self'" in policy
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize("path", ["/arbejdsrum/findes-ikke/", "/arbejdsrum/brugere/", "/arbejdsrum/aendringer/"])
def test_refusals_have_the_strict_headers(client_of: ClientOf, path: str) -> None:
    response = client_of(Role.READER).get(path)
    assert response.status_code in {403, 404}
    assert {each: response.headers.get(each) for each in HEADERS} == HEADERS


@pytest.mark.parametrize("name", sorted(filter(is_ours, ROUTES)))
def test_methods_nobody_needs_are_refused(client_of: ClientOf, people: People, name: str) -> None:
    address, client = address_of(name, people), client_of(somebody(ROUTES[name]))
    wrong = ["PUT", "PATCH", "DELETE", *(["GET"] if ROUTES[name].method == "POST" else [])]
    assert {method: client.generic(method, address).status_code for method in wrong} == dict.fromkeys(wrong, 405)
    assert hasattr(resolve(address).func, "capability")


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_no_route_leads_to_a_foreign_address(client_of: ClientOf, people: People, name: str) -> None:
    address, client = address_of(name, people), client_of(somebody(ROUTES[name]))
    for target in FOREIGN[:2]:
        assert not leads_away(client.get(address, {"next": target}))
        assert not leads_away(client_of(None).get(address, {"next": target}))
        assert not leads_away(client.post(address, {"next": target}))


@pytest.mark.parametrize("name", sorted(open_to_all()))
def test_no_open_route_leads_to_a_foreign_address(client_of: ClientOf, people: People, name: str) -> None:
    address = open_address(name)
    for target in FOREIGN:
        for who in (None, Role.READER):
            client = client_of(who)
            assert not leads_away(client.get(address, {"next": target}))
            assert not leads_away(client.post(f"{address}?next={target}", {"next": target, "login": "x@example.dk"}))


def all_forms(base: type = RecordForm) -> list[type[RecordForm]]:
    """Every form of a record there is."""
    return [form for each in base.__subclasses__() for form in (each, *all_forms(each))]


def test_every_form_names_its_fields_and_none_that_the_program_sets() -> None:
    forms = [form for form in all_forms() if getattr(form, "_meta", None) and form._meta.model]
    assert len(forms) > 5
    loose = [form.__name__ for form in forms if not isinstance(form._meta.fields, list | tuple) or form._meta.exclude]
    assert loose == []
    named = {f"{form.__name__}.{field}" for form in forms for field in set(form._meta.fields) & NOT_FROM_A_FORM}
    assert named == set()


def test_fields_that_no_form_has_are_not_taken(client_of: ClientOf, people: People) -> None:
    reader = people[Role.READER]
    known = {"full_name": "Ny", "email": reader.email, "is_active": "on", "roles": ["reader"], "version": "1"}
    extra = {"password": "x", "last_login": "2020-01-01", "id": "1", "pk": "1", "is_staff": "on", "is_superuser": "on"}
    answer = client_of(Role.OFFICE).post(f"/arbejdsrum/brugere/{reader.pk}/", {**known, **extra})
    assert answer.status_code == 302
    after = User.objects.get(pk=reader.pk)
    assert (after.full_name, after.password, after.last_login) == ("Ny", reader.password, None)


def test_a_role_is_given_by_the_office_alone_whatever_is_sent(client_of: ClientOf, people: People) -> None:
    reader = people[Role.READER]
    sent = {"full_name": "x", "email": reader.email, "roles": ["office"], "version": "1"}
    for role in set(Role) - {Role.OFFICE}:
        assert client_of(role).post(f"/arbejdsrum/brugere/{reader.pk}/", sent).status_code == 403
    assert User.objects.get(pk=reader.pk).roles == {Role.READER}


def test_neither_program_log_nor_audit_log_names_a_person(
    client_of: ClientOf, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name, route in ROUTES.items():
        address = address_of(name, people)
        for method in ("GET", "POST"):
            client_of(somebody(route)).generic(method, address)
    Client().post("/arbejdsrum/konto/log-ind/", {"login": people[Role.READER].email, "password": "forkert"})
    said = caplog.text + "".join(f"{each.before}{each.after}" for each in AuditEvent.objects.all())
    assert [each.email for each in people.values() if each.email in said or each.full_name in said] == []
    assert AuditEvent.objects.count() > len(ROUTES)


def test_no_route_changes_what_is_published(client_of: ClientOf, people: People, published: Settings) -> None:
    before = tree_digest(published.paths.published)
    for name, route in ROUTES.items():
        client, address = client_of(somebody(route)), address_of(name, people)
        for method in ("GET", "POST", "PUT", "DELETE"):
            client.generic(method, address)
    assert tree_digest(published.paths.published) == before
    assert verify().count > 0
