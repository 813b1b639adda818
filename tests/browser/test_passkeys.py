# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Passkeys in a real browser with an authenticator of its own; the pages around them, with script on and off."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from faglaert.settings import Settings
from tests.browser.people import Person, demo_people, log_in
from tests.browser.test_accessibility import findings

pytestmark = pytest.mark.browser

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
TITLE = "Adgangsnøgler"


@dataclass
class Owner:
    """Somebody at a computer that keeps passkeys."""

    page: Page
    session: CDPSession
    authenticator: str
    person: Person
    home: str
    said: list[str]

    def go(self, path: str) -> None:
        """Open a page of the account."""
        self.page.goto(f"{self.home}/arbejdsrum/konto/{path}")

    def be(self, *, verified: bool) -> None:
        """Whether the owner shows the right finger."""
        setting = {"authenticatorId": self.authenticator, "isUserVerified": verified}
        self.session.send("WebAuthn.setUserVerified", setting)

    @property
    def credentials(self) -> list[dict[str, object]]:
        """What the authenticator keeps."""
        return self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.authenticator})["credentials"]


@pytest.fixture(scope="module")
def owner(address: str, published: Settings, browser: Browser) -> Iterator[Owner]:
    """The analyst with a passkey that was just made. A passkey belongs to a name, never to a number."""
    home, person = address.replace("127.0.0.1", "localhost"), demo_people(published)["analyst"]
    with browser.new_context(viewport={"width": 360, "height": 800}, locale="da-DK") as context:
        page, said = context.new_page(), []
        page.set_default_timeout(10_000)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        session = context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        key = session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
        somebody = Owner(page, session, key, person, home, said)
        log_in(page, home, person)
        make_passkey(somebody)
        yield somebody


def make_passkey(owner: Owner) -> None:
    """From the page of the account to the key."""
    owner.go("to-trin/")
    owner.page.get_by_role("link", name="Lav en adgangsnøgle").click()
    owner.page.get_by_label("Adgangskode").fill(owner.person.password)
    owner.page.get_by_role("button", name="Bekræft").click()
    owner.page.get_by_label("Navn på nøglen").fill("Telefonen")
    owner.page.get_by_role("button", name="Lav adgangsnøglen").click()
    owner.page.get_by_role("heading", name="Nødkoder").wait_for()


def test_a_new_key_is_kept_with_the_name_of_its_owner(owner: Owner) -> None:
    assert [each["isResidentCredential"] for each in owner.credentials] == [True]
    owner.go("adgangsnoegler/")
    assert "Telefonen" in owner.page.locator("main").inner_text()


@pytest.mark.parametrize("language", ["", "/en"], ids=["da", "en"])
@pytest.mark.parametrize("path", ["adgangsnoegler/", "adgangsnoegler/ny/", "adgangsnoegler/bekraeft/", "to-trin/"])
def test_axe_finds_nothing(owner: Owner, path: str, language: str) -> None:
    found = []
    for width in (360, 1280):
        owner.page.set_viewport_size({"width": width, "height": 800})
        response = owner.page.goto(f"{owner.home}{language}/arbejdsrum/konto/{path}", wait_until="load")
        assert response.status == 200
        assert owner.page.evaluate("document.documentElement.scrollWidth") <= width
        found += findings(owner.page)
    assert found == []
    assert owner.said == []


def test_the_key_alone_logs_in_and_leads_where_one_was_going(owner: Owner) -> None:
    owner.page.context.clear_cookies()
    owner.page.goto(f"{owner.home}/arbejdsrum/initiativer/")
    assert findings(owner.page) == []
    owner.page.get_by_role("button", name="Log ind med adgangsnøgle").click()
    owner.page.wait_for_url(f"{owner.home}/arbejdsrum/initiativer/")
    assert owner.said == []


def test_with_a_key_the_password_is_no_longer_enough(owner: Owner) -> None:
    owner.page.context.clear_cookies()
    log_in(owner.page, owner.home, owner.person, arrives="/arbejdsrum/konto/to-trin/kode/")
    owner.page.goto(f"{owner.home}/arbejdsrum/initiativer/")
    assert owner.page.url.endswith("/to-trin/kode/")
    assert findings(owner.page) == []
    owner.page.get_by_role("button", name="Brug en adgangsnøgle").click()
    owner.page.wait_for_url(f"{owner.home}/arbejdsrum/")


def test_a_wrong_finger_does_not_log_in_and_is_told(owner: Owner) -> None:
    owner.page.context.clear_cookies()
    owner.go("log-ind/")
    owner.be(verified=False)
    owner.page.get_by_role("button", name="Log ind med adgangsnøgle").click()
    owner.page.get_by_text("Adgangsnøglen blev ikke brugt.").wait_for()
    owner.be(verified=True)
    assert owner.page.url.endswith("/log-ind/")
    assert owner.said == []


def test_without_script_the_pages_say_so_and_offer_the_app(owner: Owner, published: Settings, browser: Browser) -> None:
    person = demo_people(published)["reader"]
    with browser.new_context(java_script_enabled=False, locale="da-DK") as context:
        page = context.new_page()
        page.goto(f"{owner.home}/arbejdsrum/konto/log-ind/")
        assert page.get_by_text("Adgangsnøgler kræver JavaScript").is_visible()
        assert not page.get_by_role("button", name="Log ind med adgangsnøgle").is_visible()
        log_in(page, owner.home, person)
        page.goto(f"{owner.home}/arbejdsrum/konto/adgangsnoegler/ny/")
        page.get_by_label("Adgangskode").fill(person.password)
        page.get_by_role("button", name="Bekræft").click()
        assert page.get_by_text("Adgangsnøgler kræver JavaScript").is_visible()
        page.get_by_role("link", name="Brug en app i stedet").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Brug en app"


def log_in_with_key(owner: Owner) -> None:
    """From the form for logging in to the start page."""
    owner.page.context.clear_cookies()
    owner.page.goto(f"{owner.home}/arbejdsrum/")
    owner.page.get_by_role("button", name="Log ind med adgangsnøgle").click()
    owner.page.wait_for_url(f"{owner.home}/arbejdsrum/")


def test_a_key_that_was_removed_opens_nothing(owner: Owner) -> None:
    log_in_with_key(owner)
    owner.go("adgangsnoegler/")
    owner.page.get_by_role("link", name="Fjern Telefonen").click()
    owner.page.get_by_role("link", name="Brug en adgangsnøgle").click()
    owner.page.get_by_role("button", name="Bekræft med adgangsnøgle").click()
    owner.page.get_by_role("button", name="Fjern adgangsnøglen").click()
    owner.page.get_by_text("Du har ingen adgangsnøgler.").wait_for()
    owner.page.context.clear_cookies()
    owner.go("log-ind/")
    owner.page.get_by_role("button", name="Log ind med adgangsnøgle").click()
    owner.page.locator(".alert-error").wait_for()
    owner.page.goto(f"{owner.home}/arbejdsrum/")
    assert "/log-ind/" in owner.page.url
