# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The workspace in a real browser, script on and off: axe at both widths, a quiet console, from log-in to plan."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from faglaert.settings import Settings
from tests.browser.people import command, demo_people, log_in
from tests.browser.test_accessibility import findings

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "program/",
    "program/partnere/",
    "program/partnere/1/",
    "program/partnere/ny/",
    "initiativer/",
    "initiativer/plan/",
    "initiativer/1/",
    "initiativer/1/ret/",
    "initiativer/1/risici/ny/",
    "raadet/",
    "raadet/ny/",
    "raadet/beslutninger/",
    "viden/",
    "brugere/glem/",
    "regneark/milepaele/",
    "viden/ny/",
    "mentorer/",
    "mentorer/mentorer/ny/",
    "mentorer/aftaler/ny/",
    "regneark/",
    "regneark/initiativer/",
    "brugere/",
    "brugere/1/",
    "aendringer/",
    "konto/adgangskode/",
    "konto/sessioner/",
    "konto/to-trin/",
    "konto/to-trin/app/",
)


@pytest.fixture(scope="module")
def office(address: str, published: Settings, browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page in which the programme office is logged in, and what its console said."""
    command(published, "load-plan")
    people = demo_people(published)
    messages: list[str] = []
    with browser.new_context(viewport={"width": 360, "height": 800}, locale="da-DK") as context:
        page = context.new_page()
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        log_in(page, address, people["office"])
        page.goto(f"{address}/arbejdsrum/konto/bekraeft/?next=/arbejdsrum/")
        page.get_by_label("Adgangskode").fill(people["office"].password)
        page.get_by_role("button", name="Bekræft").click()
        yield page, messages


@pytest.mark.parametrize("language", ["", "/en"], ids=["da", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(office: tuple[Page, list[str]], address: str, path: str, language: str) -> None:
    page, messages = office
    found = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        response = page.goto(f"{address}{language}/arbejdsrum/{path}", wait_until="load")
        assert response.status == 200
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found += findings(page)
    assert found == []
    assert messages == []


def test_a_person_is_looked_for_where_axe_finds_nothing(office: tuple[Page, list[str]], address: str) -> None:
    page, messages = office
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{address}/arbejdsrum/brugere/glem/")
    page.get_by_label("Navn eller e-mail").fill("partner@example.dk")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("heading", name="Fundet").wait_for()
    assert page.get_by_role("checkbox").count() >= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert findings(page) == []
    assert messages == []


@pytest.mark.usefixtures("office")
def test_the_way_through_the_workspace_needs_no_script(address: str, published: Settings, browser: Browser) -> None:
    people = demo_people(published)
    with browser.new_context(java_script_enabled=False, locale="da-DK") as context:
        page = context.new_page()
        log_in(page, address, people["partner"])
        page.get_by_role("link", name="Initiativer").first.click()
        page.get_by_role("link", name="Nyt initiativ").click()
        page.get_by_label("Titel").fill("Mentorer på grundforløbet")
        page.get_by_label("Problem").fill("Mange falder fra før hovedforløbet.")
        page.get_by_role("button", name="Gem").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Mentorer på grundforløbet"
        assert page.get_by_text("Kladde").first.is_visible()
        page.get_by_role("button", name="Gå videre").click()
        expect(page.locator("body")).to_contain_text("Initiativet kan ikke gå videre endnu")
        page.get_by_role("button", name="Log ud").click()
        assert page.url.endswith("/konto/log-ind/")
