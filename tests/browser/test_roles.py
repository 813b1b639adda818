# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Each role from log-in through every part its start page leads to and out again, script on and off."""

import pytest
from playwright.sync_api import Browser, Page

from faglaert.settings import Settings
from faglaert.web.accounts.permissions import Role
from tests.browser.people import Person, demo_people, log_in
from tests.browser.test_accessibility import findings

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def people(published: Settings, address: str) -> dict[str, Person]:
    """One person of each role."""
    assert address
    return demo_people(published)


def parts_of(page: Page) -> list[str]:
    """The addresses of the parts on the start page."""
    links = page.locator("main a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    return list(dict.fromkeys(each for each in links if each.startswith("/arbejdsrum/")))


def check(page: Page) -> list[object]:
    """What is wrong with the page at both widths."""
    found: list[object] = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{page.url} is wider than {width}")
        found += findings(page)
    return found


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("role", Role)
def test_a_role_comes_through_its_parts(
    browser: Browser, address: str, people: dict[str, Person], role: Role, javascript: bool
) -> None:
    said: list[str] = []
    with browser.new_context(locale="da-DK", java_script_enabled=javascript) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: said.append(message.text))
        log_in(page, address, people[role.value])
        parts = parts_of(page)
        assert any("/initiativer/" in each for each in parts)
        found = check(page) if javascript else []
        for part in parts:
            assert page.goto(address + part).status == 200
            assert page.get_by_role("heading", level=1).is_visible()
        page.get_by_role("button", name="Log ud").click()
        page.goto(f"{address}/arbejdsrum/")
        assert "/log-ind/" in page.url
    assert found == []
    assert said == []
