# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pages in a real browser: light, without cookies, readable without JavaScript, and within a narrow screen."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_accessibility import PAGES

pytestmark = pytest.mark.browser

MOST_BYTES = 150_000
IMAGES = Path(__file__).parents[2] / "docs" / "images"


@pytest.mark.parametrize("path", PAGES[:-1])
def test_no_page_scrolls_sideways(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(path, 320)
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        wider = page.evaluate(
            "w => [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > w + 1"
            " && !e.closest('.table--responsive-scroll') && !e.closest('.sr-only')).map(e => e.outerHTML.slice(0, 80))",
            width,
        )
        assert wider == []


@pytest.mark.parametrize("path", PAGES[:-1])
def test_first_visit_is_light(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(address + path, wait_until="networkidle")
    context.close()
    assert len(received) >= 4
    assert sum(received) < MOST_BYTES


@pytest.mark.parametrize("path", ["/", "/en/", "/indikatorer/neet_share/"])
def test_no_cookie_and_nothing_stored(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(path)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("path", PAGES[:-1])
def test_everything_is_there_without_javascript(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(path, javascript=False)
    assert page.locator("h1").inner_text().strip()
    assert page.locator("nav a").count() >= 6
    page.locator(".ff-language").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").inner_text().strip()


def test_an_area_is_chosen_without_javascript(open_page: Callable[..., Page]) -> None:
    page = open_page("/indikatorer/neet_share/", javascript=False)
    page.locator("#omraade").select_option("101")
    page.get_by_role("button", name="Vis område").click()
    assert "omraade=101" in page.url
    assert "København" in page.locator("#serie caption").inner_text()


def test_an_area_is_swapped_in_place_with_javascript(open_page: Callable[..., Page]) -> None:
    page = open_page("/indikatorer/neet_share/")
    page.evaluate("window.wasHere = true")
    page.locator("#omraade").select_option("101")
    page.get_by_role("button", name="Vis område").click()
    page.locator("#serie caption", has_text="København").wait_for()
    assert page.evaluate("window.wasHere") is True
    assert page.locator("#omraade-valgt").inner_text() == "Viser tal for København"
    assert page.title().startswith("Andel unge uden for uddannelse og beskæftigelse (NEET), København")
    assert (page.locator(".ff-language").get_attribute("href") or "").endswith("?omraade=101")
    assert "omraade=101" in page.url
    page.go_back()
    page.locator("#serie caption", has_text="Region Hovedstaden").wait_for()


def test_narrow_screens_get_the_narrow_chart(open_page: Callable[..., Page]) -> None:
    shown = {}
    for width in (360, 1280):
        page = open_page("/indikatorer/neet_share/?omraade=101", width)
        shown[width] = [page.locator(f"#udvikling .{name}").is_visible() for name in ("ff-narrow", "ff-wide")]
    assert shown == {360: [True, False], 1280: [False, True]}


def test_print_leaves_out_what_cannot_be_pressed(open_page: Callable[..., Page]) -> None:
    page = open_page("/indikatorer/neet_share/")
    page.emulate_media(media="print")
    assert not page.locator(".ff-navigation").is_visible()
    assert not page.locator(".ff-downloads").first.is_visible()
    assert page.locator(".ff-address").is_visible()


@pytest.mark.skipif(not os.environ.get("FAGLAERT_SCREENSHOTS"), reason="pictures are made with FAGLAERT_SCREENSHOTS=1")
def test_pictures_for_the_readme(open_page: Callable[..., Page]) -> None:
    page = open_page("/", 1280)
    target = IMAGES / "front-page.png"
    page.screenshot(path=target, clip={"x": 0, "y": 0, "width": 1280, "height": 1500}, full_page=True)
    assert target.stat().st_size > 20_000
