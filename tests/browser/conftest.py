# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A real browser on a real server over a real published store, all on this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, sync_playwright

from faglaert.settings import Settings

ROOT = Path(__file__).parents[2]
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
AXE = ROOT / "node_modules" / "axe-core"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
START_SECONDS = 60


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; without one the tests skip, unless it is required."""
    missing = [str(path) for path in (CHROMIUM, AXE / "axe.min.js") if not path.exists()]
    if missing:
        reason = (
            f"no {' and no '.join(missing)}: install the system's chromium (Debian: apt install chromium) "
            "or set CHROMIUM, and run `./dev up --no-serve` for axe-core"
        )
        if os.environ.get("FAGLAERT_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        yield from _launched(playwright)


def _launched(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=str(CHROMIUM), headless=True, args=ARGUMENTS)
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def address(published: Settings, browser: Browser) -> Iterator[str]:
    """Address of the site, served as ``faglaert serve`` does it."""
    assert browser.is_connected()
    yield from served(published)


def served(published: Settings) -> Iterator[str]:
    """The address of a server over ``published``, which is ended afterwards."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "FAGLAERT_HOME": str(published.home),
        "FAGLAERT_PORT": str(port),
        "FAGLAERT_PUBLIC_URL": home,
    }
    server = subprocess.Popen([sys.executable, "-m", "faglaert.web.server"], env=environment, cwd=ROOT)
    try:
        _wait_for(server, f"{home}/healthz")
        yield home
        assert server.poll() is None, f"the server ended early with status {server.returncode}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(server: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail(f"the server ended with status {server.returncode}")
        try:
            if httpx.get(address, trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    pytest.fail(f"the server did not answer within {START_SECONDS} seconds")


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a path of the site in a fresh context of the given width; a console message fails the test."""
    contexts: list[BrowserContext] = []
    messages: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # Chromium itself reports every page that is not found.
        if "status of 404" in message.text and message.location.get("url", "").endswith("/findes-ikke/"):
            return
        messages.append(f"{message.type}: {message.text}")

    def opened(path: str, width: int = 1280, *, javascript: bool = True, expect_status: int = 200) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, locale="da-DK", java_script_enabled=javascript
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: messages.append(f"error: {error}"))
        response = page.goto(address + path, wait_until="load")
        assert response is not None
        assert response.status == expect_status
        return page

    yield opened
    for context in contexts:
        context.close()
    assert messages == []
