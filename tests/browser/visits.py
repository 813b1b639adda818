# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A person at work in the workspace: logged in once, every page looked at, nothing said in the console."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Download, Page, Response, expect

from tests.browser.people import Person, log_in
from tests.browser.test_accessibility import findings

WIDTHS = (360, 1280)


@dataclass(frozen=True)
class Desk:
    """Where the people of a test work: one server, script on or off."""

    browser: Browser
    address: str
    people: dict[str, Person]
    script: bool

    @contextmanager
    def visit(self, role: str) -> Iterator["Visit"]:
        """Log in, work, and fail on what a console says. Chromium itself reports refusals, which tests ask for."""
        said: list[str] = []
        with self.browser.new_context(java_script_enabled=self.script, locale="da-DK") as context:
            page = context.new_page()
            page.set_default_timeout(10_000)
            page.on("console", lambda message: said.append(message.text))
            log_in(page, self.address, self.people[role])
            yield Visit(page, self)
        assert [each for each in said if "status of 40" not in each] == []


@dataclass(frozen=True)
class Visit:
    """A page in which a person is logged in."""

    page: Page
    desk: Desk

    def goto(self, path: str) -> Response:
        """Open a path of the workspace."""
        response = self.page.goto(f"{self.desk.address}/arbejdsrum/{path}")
        assert response is not None
        return response

    def follow(self, *names: str) -> None:
        """Follow the links that are called so, one after the other."""
        for name in names:
            self.page.get_by_role("link", name=name, exact=True).first.click()

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def send(self, button: str = "Gem", **fields: str) -> None:
        """Fill in fields by name, and send the form."""
        for name, value in fields.items():
            field = self.page.locator(f"[name={name}]")
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        self.press(button)

    def download(self, name: str) -> bytes:
        """What a link hands out."""
        with self.page.expect_download() as waiting:
            self.follow(name)
        return _content(waiting.value)

    def reads(self, *words: str) -> None:
        """The page says so."""
        for each in words:
            expect(self.page.locator("body")).to_contain_text(each)

    def misses(self, *words: str) -> None:
        """The page says nothing of it."""
        for each in words:
            expect(self.page.locator("body")).not_to_contain_text(each)

    def look(self) -> None:
        """No sideways scrolling and nothing for axe at both widths, in both languages; axe needs a script."""
        if not self.desk.script:
            return
        found, here = [], self.page.url
        for language in ("/en/arbejdsrum/", "/arbejdsrum/"):
            self.page.goto(here.replace("/arbejdsrum/", language))
            for width in WIDTHS:
                self.page.set_viewport_size({"width": width, "height": 900})
                if self.page.evaluate("document.documentElement.scrollWidth") > width:
                    found.append(f"{self.page.url} is wider than {width}")
                found += findings(self.page)
                self._keep(language[1:3], width)
        assert found == []

    def _keep(self, language: str, width: int) -> None:
        if folder := os.environ.get("LOOK_AT"):
            path = self.page.url.split("/arbejdsrum/")[1].strip("/").replace("/", "-")
            self.page.screenshot(path=f"{folder}/{path}-{language}-{width}.png", full_page=True)


def _content(download: Download) -> bytes:
    return download.path().read_bytes()
