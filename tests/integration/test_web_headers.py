# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Headers, caching, the files machines look for, and what happens before anything is published."""

import gzip
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings as DjangoSettings

from faglaert.published.store import Store
from faglaert.settings import Settings
from faglaert.web import page_cache

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


@pytest.mark.parametrize("address", ["/", "/findes-ikke/", "/indikatorer/neet_share/hent.csv"])
def test_content_security_policy_is_strict(site: Client, address: str) -> None:
    response = site.get(address)
    assert {part.strip() for part in response["Content-Security-Policy"].split(";")} == POLICY


def test_security_headers(site: Client) -> None:
    response = site.get("/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("address", ["/", "/indikatorer/", "/metode/", "/indikatorer/neet_share/hent.csv"])
def test_pages_can_only_be_read(site: Client, address: str) -> None:
    assert site.post(address).status_code == 405


def test_asking_for_the_head_gives_no_other_headers(site: Client) -> None:
    full, head = site.get("/"), site.head("/")
    assert {**head.headers} == {**full.headers}
    assert not head.content


@pytest.mark.parametrize("address", ["/", "/en/", "/tilgaengelighed/", "/indikatorer/neet_share/", "/findes-ikke/"])
def test_readers_get_no_cookie(site: Client, address: str) -> None:
    response = site.get(address)
    assert not response.cookies
    assert "Set-Cookie" not in response


def test_a_page_kept_by_the_reader_is_not_sent_again(site: Client) -> None:
    first = site.get("/")
    again = site.get("/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content
    assert first["Cache-Control"] == "public, max-age=60"


def test_an_older_copy_is_sent_anew(site: Client, store: Store) -> None:
    older = (store.release.built_at - timedelta(days=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert site.get("/", headers={"if-modified-since": older}).status_code == 200


@pytest.mark.usefixtures("empty_cache")
def test_a_page_is_made_once_a_build(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from faglaert.web.explore import front_page

    made: list[str] = []
    real = front_page.gather
    monkeypatch.setattr(front_page, "gather", lambda store, language: made.append(language) or real(store, language))
    for address in ("/", "/?ukendt=1", "/en/", "/"):
        assert site.get(address).status_code == 200
    assert made == ["da", "en"]


def test_the_cache_forgets_the_page_used_longest_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_cache, "KEPT_PAGES", 2)
    cache = page_cache._PageCache()
    page = page_cache._Page({}, b"", None, "")
    for name in ("a", "b"):
        cache.put((name,), page)
    cache.get(("a",))
    cache.put(("c",), page)
    assert [cache.get((name,)) is page for name in "abc"] == [True, False, True]


def test_pages_travel_compressed(site: Client) -> None:
    plain = site.get("/")
    packed = site.get("/", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed["Vary"]
    assert "Cookie" not in packed["Vary"]


@pytest.mark.django_db  # closing a file looks after connections that other tests left open
def test_static_files_are_hashed_compressed_and_kept_for_good(site: Client) -> None:
    html = site.get("/").content.decode("utf-8")
    address = html.split('rel="stylesheet"')[1].split('href="')[1].split('"')[0]
    response = site.get(address, headers={"accept-encoding": "gzip"})
    assert response.status_code == 200
    assert response["Content-Encoding"] == "gzip"
    assert "immutable" in response["Cache-Control"]
    response.close()


def test_was_leads_to_the_statement(site: Client, published: Settings, settings: DjangoSettings) -> None:
    assert site.get("/was")["Location"] == "/tilgaengelighed/"
    registered = "https://was.digst.dk/example-dk"
    settings.FAGLAERT = published.model_copy(update={"accessibility_statement_url": registered})
    assert site.get("/was")["Location"] == registered


def test_statement_gives_mail_and_telephone(site: Client, published: Settings) -> None:
    html = site.get("/tilgaengelighed/").content.decode("utf-8")
    assert published.contact_email in html
    assert published.contact_phone in html


def test_security_contact_expires_within_a_year(site: Client, published: Settings) -> None:
    lines = dict(line.split(": ", 1) for line in site.get("/.well-known/security.txt").content.decode().splitlines())
    assert lines["Contact"] == f"mailto:{published.contact_email}"
    ahead = datetime.fromisoformat(lines["Expires"]) - datetime.now().astimezone()
    assert timedelta(days=300) < ahead < timedelta(days=365)


def test_robots_may_read_everything(site: Client) -> None:
    assert site.get("/robots.txt").content == b"User-agent: *\nAllow: /\n"


def test_health_names_the_build(site: Client, store: Store) -> None:
    assert site.get("/healthz").json() == {"status": "ok", "build_id": store.release.build_id}


def test_before_anything_is_published_pages_say_what_to_do(
    site: Client, settings: DjangoSettings, tmp_path: Path
) -> None:
    settings.FAGLAERT = Settings(home=tmp_path)
    response = site.get("/")
    assert response.status_code == 503
    assert "./dev up" in response.content.decode("utf-8")
    assert response["Retry-After"] == "60"
    assert site.get("/healthz").status_code == 503
    assert site.get("/tilgaengelighed/").status_code == 200


@pytest.mark.parametrize("address", ["/", "/en/", "/indikatorer/neet_share/", "/metode/", "/findes-ikke/", "/healthz"])
def test_public_pages_keep_readers_together(site: Client, address: str) -> None:
    # This test has no database: a page that asked it anything would fail.
    response = site.get(address, headers={"cookie": "sessionid=abc; csrftoken=def"})
    assert "Cookie" not in response.get("Vary", "")
    assert response.wsgi_request.session.accessed is False
