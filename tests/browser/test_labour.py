# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The balance in a real browser: axe finds nothing, no page is wide, and a scenario is made without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.test_accessibility import findings

pytestmark = pytest.mark.browser

PAGES = (
    "/arbejdskraft/",
    "/arbejdskraft/uddannelse/skilled/",
    "/arbejdskraft/fremskrivninger/",
    "/arbejdskraft/profil/",
    "/arbejdskraft/metode/",
    "/arbejdskraft/scenarie/",
)


@pytest.mark.parametrize("language", ["", "/en"], ids=["da", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(open_page: Callable[..., Page], path: str, language: str) -> None:
    page = open_page(language + path, 360)
    narrow = findings(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert narrow + findings(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(path, 320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_scenario_is_made_without_javascript(open_page: Callable[..., Page]) -> None:
    page = open_page("/arbejdskraft/scenarie/", javascript=False)
    page.get_by_label("Flere 60-69-årige i arbejde").fill("2")
    page.get_by_role("button", name="Beregn").click()
    page.get_by_role("heading", name="Resultat").wait_for(timeout=90_000)
    assert "seniorer=2" in page.url
    assert page.locator("#forskel tbody tr").count() == 8
    page.get_by_label("ved siden af det nye").check()
    page.get_by_label("Flere 60-69-årige i arbejde").fill("4")
    page.get_by_role("button", name="Beregn").click()
    page.wait_for_url("**med=seniorer*")
    page.get_by_role("heading", name="Resultat").wait_for(timeout=90_000)
    assert page.locator("#domme thead th").count() == 4


def test_the_result_passes_axe(open_page: Callable[..., Page]) -> None:
    page = open_page("/arbejdskraft/scenarie/?seniorer=2", 360, expect_status=page_status(open_page))
    page.get_by_role("heading", name="Resultat").wait_for(timeout=90_000)
    assert findings(page) == []


def page_status(open_page: Callable[..., Page]) -> int:
    """200 once the test before has made it, else what a waiting page answers."""
    page = open_page("/arbejdskraft/scenarie/")
    response = page.request.get(page.url + "?seniorer=2")
    return response.status
