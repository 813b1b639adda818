# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Every page answers in both languages, says what the store says, and links to what exists."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import urldefrag

import pytest
from django.test import Client

from faglaert import display
from faglaert.published.store import Change, Observation, Store

PAGES = (
    "/",
    "/indikatorer/",
    "/indikatorer/neet_share/",
    "/indikatorer/neet_share/?omraade=101",
    "/programmet/",
    "/programmets-tal/",
    "/offentliggjorte-tal/",
    "/metode/",
    "/tilgaengelighed/",
)
IN_BOTH = [prefix + page for page in PAGES for prefix in ("", "/en")]
HEADINGS = (
    "Hvad viser tallet",
    "Tal nu, udgangspunkt, mål",
    "Sådan er det regnet",
    "Kilde og hentet",
    "Afgrænsning",
    "Sikkerhed/usikkerhed",
    "Skjulte tal",
    "Ændringer",
    "Sammenlign",
    "Hent",
)


class _Outline(HTMLParser):
    """Headings, links and ids of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[tuple[int, str]] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self._heading: int | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"] or "")
        if attributes.get("id"):
            self.ids.append(attributes["id"] or "")
        if re.fullmatch(r"h[1-6]", tag):
            self._heading = int(tag[1])
            self.headings.append((self._heading, ""))

    def handle_endtag(self, tag: str) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self._heading = None

    def handle_data(self, data: str) -> None:
        if self._heading is not None:
            level, text = self.headings[-1]
            self.headings[-1] = (level, (text + data).strip())


def html_of(site: Client, address: str) -> str:
    response = site.get(address)
    assert response.status_code == 200
    return response.content.decode("utf-8")


def text_of(html: str) -> str:
    body = html.split("<body>")[1]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


@pytest.mark.parametrize("address", IN_BOTH)
def test_page_has_language_title_and_one_first_heading(site: Client, address: str) -> None:
    html = html_of(site, address)
    assert f'<html lang="{"en" if address.startswith("/en") else "da"}">' in html
    assert re.search(r"<title>\s*\S", html)
    levels = [level for level, _ in _Outline(html).headings]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("address", IN_BOTH)
def test_page_links_to_itself_in_the_other_language(site: Client, address: str) -> None:
    other = address.removeprefix("/en") if address.startswith("/en") else "/en" + address
    html = html_of(site, address)
    assert f'href="{other}"' in html
    assert {"da", "en"} == set(re.findall(r'rel="alternate"\s+hreflang="(\w+)"', html))


@pytest.mark.parametrize("address", IN_BOTH)
def test_ids_are_unique_and_links_lead_somewhere(site: Client, address: str) -> None:
    outline = _Outline(html_of(site, address))
    assert len(outline.ids) == len(set(outline.ids))
    areas = [link for link in outline.links if "omraade=" in link]
    for link in set(outline.links) - set(areas[2:]):
        path, fragment = urldefrag(link)
        if not path:
            assert fragment in outline.ids, link
        elif path.startswith("/") and "/hent." not in path and not path.endswith("/"):
            assert site.get(path).status_code == 200, link


@pytest.mark.parametrize("address", ["/", "/en/"])
def test_front_page_shows_every_indicator_with_its_value(site: Client, store: Store, address: str) -> None:
    html, language = html_of(site, address), "en" if address == "/en/" else "da"
    text = text_of(html)
    for summary in store.summaries():
        indicator, latest = summary.indicator, summary.latest
        assert indicator.short_title[language] in text
        written = display.value_as_written if summary.is_baseline_only else display.value_with_unit
        arguments = () if summary.is_baseline_only else (latest.status,)
        assert re.sub(r"\s", " ", written(latest.value, indicator.unit, *arguments, language)) in text


@pytest.mark.parametrize("address", ["/", "/indikatorer/"])
def test_figures_of_the_whole_country_are_named_so(site: Client, store: Store, address: str) -> None:
    national = [each for each in store.summaries() if each.latest.area_code == "000"]
    assert national
    assert text_of(html_of(site, address)).count("Hele landet") == len(national)


def test_front_page_says_when_the_baseline_is_the_newest_figure(site: Client, store: Store) -> None:
    expected = sum(summary.is_baseline_only for summary in store.summaries())
    assert expected > 0
    assert html_of(site, "/").count("Udgangspunktet er det nyeste tal.") == expected


def test_every_indicator_page_has_the_fixed_headings_in_order(site: Client, store: Store) -> None:
    for summary in store.summaries():
        html = html_of(site, f"/indikatorer/{summary.indicator.id}/")
        found = tuple(text for level, text in _Outline(html).headings if level == 2 and text in HEADINGS)
        assert found == HEADINGS, summary.indicator.id


def test_indicator_page_prints_the_path_of_its_figures(site: Client, store: Store) -> None:
    text = text_of(html_of(site, "/indikatorer/neet_share/"))
    used = {(each.source_id, each.snapshot_id) for each in store.observations("neet_share")}
    for source_id, snapshot_id in used:
        assert snapshot_id in text
        assert store.sources()[source_id].sha256[:12] in text
    assert store.release.build_id in text


def test_choosing_an_area_shows_its_series(site: Client, store: Store) -> None:
    html = html_of(site, "/indikatorer/neet_share/?omraade=101")
    newest = store.observations("neet_share", "101")[-1]
    assert re.search(r'<option value="101"\s+selected>', html)
    assert display.share(newest.value or 0, "da") in unescape(html)
    table = html.split('id="serie"')[1].split("</table>")[0]
    assert table.count("<tr") == len(store.observations("neet_share", "101")) + 1


def test_municipalities_stand_in_danish_order(site: Client) -> None:
    table = html_of(site, "/indikatorer/neet_share/").split('id="kommuner"')[1].split("</table>")[0]
    names = re.findall(r'<th scope="row">\s*<a [^>]+>([^<]+)</a>', table)
    assert len(names) == 29
    assert names[0] == "Albertslund"
    assert names.index("Herlev") < names.index("Hvidovre") < names.index("Høje-Taastrup") < names.index("Ishøj")


def test_every_programme_figure_is_on_its_page(site: Client, store: Store) -> None:
    html = unescape(html_of(site, "/programmets-tal/"))
    rows = store.programme_figures()
    assert len(rows) == 45
    for row in rows:
        assert row.id in html
        assert row.section in html
        assert row.definition_da in html


def test_published_figures_link_to_their_pages(site: Client, store: Store) -> None:
    links = set(_Outline(html_of(site, "/offentliggjorte-tal/")).links)
    assert {row.source_url for row in store.published_figures()} <= links


def test_method_page_lists_every_source_with_its_terms(site: Client, store: Store) -> None:
    text = text_of(html_of(site, "/metode/"))
    for record in store.sources().values():
        assert record.source.title.da in text
        assert record.source.licence.da in text


@pytest.mark.parametrize(
    "address", ["/findes-ikke/", "/en/not-there/", "/indikatorer/ukendt/", "/indikatorer/neet_share/?omraade=nul"]
)
def test_unknown_addresses_get_a_page_in_the_design(site: Client, address: str) -> None:
    response = site.get(address)
    html = response.content.decode("utf-8")
    assert response.status_code == 404
    assert ("Page not found" if address.startswith("/en/") else "Siden findes ikke") in html
    assert 'class="footer"' in html


def test_text_of_readers_is_escaped(site: Client) -> None:
    response = site.get("/indikatorer/neet_share/", {"omraade": "<script>alert(1)</script>"})
    assert b"<script>alert" not in response.content


@pytest.mark.usefixtures("empty_cache")
def test_a_failure_gets_a_page_in_the_design(site: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("faglaert.web.explore.front_page.gather", lambda *_: 1 / 0)
    site.raise_request_exception = False
    response = site.get("/en/")
    assert response.status_code == 500
    assert b"Something went wrong" in response.content


@pytest.fixture
def rewritten(empty_cache: None, store: Store, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets every observation of the store read otherwise."""
    real = type(store).observations

    def rewrite(**fields: object) -> None:
        def observations(self: Store, indicator_id: str, area_code: str | None = None) -> tuple[Observation, ...]:
            return tuple(replace(each, **fields) for each in real(self, indicator_id, area_code))

        monkeypatch.setattr(type(store), "observations", observations)

    return rewrite


def test_synthetic_figures_are_named_as_such(site: Client, rewritten: Callable[..., None]) -> None:
    assert "Eksempeldata" not in html_of(site, "/indikatorer/neet_share/")
    rewritten(data_kind="synthetic")
    assert "Eksempeldata" in html_of(site, "/indikatorer/neet_share/?omraade=101")


def test_hidden_figures_are_symbols_with_words(site: Client, rewritten: Callable[..., None]) -> None:
    rewritten(value=None, status="suppressed")
    html = html_of(site, "/indikatorer/neet_share/?omraade=101")
    table = html.split('id="serie"')[1].split("</table>")[0]
    words = display.status_words("suppressed", "da")
    assert table.count(f'<span aria-hidden="true">..</span><span class="sr-only">{words}</span>') > 10
    assert "%" not in table


def test_small_groups_show_an_interval(site: Client, rewritten: Callable[..., None]) -> None:
    rewritten(value=None, status="interval", low_value=0.1, high_value=0.24)
    assert "10–24 %" in text_of(html_of(site, "/indikatorer/neet_share/?omraade=101"))


@pytest.mark.usefixtures("empty_cache")
def test_changes_since_the_release_before_are_listed(
    site: Client, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    corrected = Change("neet_share", "101", "2018", 0.093, 0.095, "shown", "shown")
    added = Change("neet_share", "147", "2024", None, 0.062, None, "shown")
    monkeypatch.setattr(type(store), "changes", lambda _self, _indicator: (corrected, added))
    table = text_of("<body>" + html_of(site, "/indikatorer/neet_share/").split('id="aendringer-tabel"')[1])
    assert "København, 2018 9,3 % 9,5 %" in table
    assert "Frederiksberg, 2024 ikke med 6,2 %" in table
