# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The mapping in a real browser: axe finds nothing, no page is wide or heavy, ticked programmes are compared."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import served
from tests.browser.test_accessibility import findings
from tests.browser.test_pages import MOST_BYTES
from tests.small_world.mapped import mapped_installation
from tests.small_world.pathways_register import programmes_by_area

pytestmark = pytest.mark.browser

PROGRAMMES = [codes[0] for codes in programmes_by_area().values()]
PAGES = (
    "/kortlaegning/frafald/",
    "/kortlaegning/frafald/?maal=rate&omraade=OSP&sorter=-frafald",
    "/kortlaegning/frafald/sammenlign/?u=" + "&u=".join(PROGRAMMES),
    f"/kortlaegning/frafald/uddannelse/{PROGRAMMES[0]}/",
    "/kortlaegning/overgang/",
    "/kortlaegning/omvalg/",
    "/kortlaegning/skoler/",
    "/indikatorer/gf2_not_in_main_share_khf/",
    "/uddannelser/?omraade=OSP",
    f"/uddannelser/{PROGRAMMES[0]}/",
)


@pytest.fixture(scope="module")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a site that has the mapping of the small register."""
    assert browser.is_connected()
    yield from served(mapped_installation(tmp_path_factory.mktemp("mapped")))


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


@pytest.mark.parametrize("path", PAGES)
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


def test_programmes_are_ticked_and_compared_without_javascript(open_page: Callable[..., Page]) -> None:
    page = open_page("/kortlaegning/frafald/", javascript=False)
    for box in page.locator("input.ff-tick").all()[:2]:
        box.check()
    page.get_by_role("button", name="Sammenlign de valgte").click()
    assert page.url.count("u=") == 2
    assert page.locator("#sammenligning tbody tr").count() == 2


def test_a_filter_is_kept_while_sorting(open_page: Callable[..., Page]) -> None:
    page = open_page("/kortlaegning/frafald/", javascript=False)
    page.locator("#omraade").select_option("KHF")
    page.get_by_role("button", name="Vis", exact=True).click()
    page.locator(".ff-programmes thead").get_by_role("link", name="Begyndt").click()
    assert "omraade=KHF" in page.url
    assert "sorter=-begyndt" in page.url
    assert set(page.locator(".ff-programmes tbody td:nth-child(3)").all_inner_texts()) == {
        "Kontor, handel og forretningsservice"
    }


def test_boxes_are_large_enough_for_a_thumb(open_page: Callable[..., Page]) -> None:
    page = open_page("/kortlaegning/frafald/", 360)
    box = page.locator("input.ff-tick").first.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
