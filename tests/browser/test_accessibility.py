# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""axe-core finds nothing on any page, narrow and wide, in both languages; keyboards reach what mice reach."""

import json
from collections.abc import Callable
from functools import cache

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import AXE

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/indikatorer/",
    "/indikatorer/neet_share/",
    "/indikatorer/neet_share/?omraade=101",
    "/indikatorer/completed_main_courses/",
    "/programmet/",
    "/programmets-tal/",
    "/offentliggjorte-tal/",
    "/metode/",
    "/tilgaengelighed/",
    "/findes-ikke/",
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """([locale, tags]) => {
    axe.configure({locale});
    return axe.run(document, {runOnly: {type: "tag", values: tags}});
}"""


@cache
def axe_source() -> tuple[str, dict[str, object]]:
    """axe-core and its Danish words."""
    return (AXE / "axe.min.js").read_text(encoding="utf-8"), json.loads((AXE / "locales/da.json").read_text("utf-8"))


def findings(page: Page) -> list[str]:
    """What axe has against a page. It is evaluated, not added as a script: the policy would refuse that."""
    source, danish = axe_source()
    page.evaluate(source)
    result = page.evaluate(RUN, [danish, TAGS])
    assert len(result["passes"]) > 15
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("language", ["", "/en"], ids=["da", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(open_page: Callable[..., Page], path: str, language: str) -> None:
    page = open_page(language + path, 360, expect_status=404 if path == "/findes-ikke/" else 200)
    narrow = findings(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert narrow + findings(page) == []


def test_first_tab_stop_is_the_skip_link_and_it_skips(open_page: Callable[..., Page]) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("class") == "skipnav"
    expect(focused).to_be_in_viewport()  # it slides in
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


@pytest.mark.parametrize("path", ["/", "/indikatorer/neet_share/", "/programmets-tal/"])
def test_focus_is_visible_at_every_stop(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(path)
    unseen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        look = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.tagName, e.textContent.trim().slice(0, 40), s.outlineStyle, s.outlineWidth] })()"
        )
        if look[0] == "BODY":
            break
        if look[2] == "none" or look[3] == "0px":
            unseen.append(look)
    assert unseen == []


def test_every_scrolling_table_can_be_scrolled_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page("/programmets-tal/", 360)
    boxes = page.locator(".table--responsive-scroll")
    assert boxes.count() > 0
    for position in range(boxes.count()):
        assert boxes.nth(position).get_attribute("tabindex") == "0"
        assert boxes.nth(position).get_attribute("aria-labelledby")


def test_targets_are_large_enough_for_a_thumb(open_page: Callable[..., Page]) -> None:
    page = open_page("/", 360)
    sizes = page.eval_on_selector_all(
        ".ff-navigation a, .ff-language, .ff-downloads a",
        "links => links.map(link => Math.round(link.getBoundingClientRect().height))",
    )
    assert len(sizes) > 6
    assert min(sizes) >= 44
