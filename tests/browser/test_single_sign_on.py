# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Log-in by OpenID Connect in a real browser, where the content security policy decides whether a form leads away."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from faglaert.settings import Settings
from tests.browser.conftest import served
from tests.workspace.oidc import CLIENT, SECRET, Provider, providing

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """A provider that knows one analyst."""
    with providing() as found:
        found.claims = {
            "sub": "1",
            "email": "sso@example.dk",
            "email_verified": True,
            "name": "Sofie",
            "roles": ["tal"],
        }
        yield found


@pytest.fixture(scope="module")
def home(provider: Provider, published: Settings, browser: Browser) -> Iterator[str]:
    """A server that knows the provider."""
    names = {
        "FAGLAERT_OIDC_ISSUER": provider.issuer,
        "FAGLAERT_OIDC_CLIENT_ID": CLIENT,
        "FAGLAERT_OIDC_CLIENT_SECRET": SECRET,
        "FAGLAERT_OIDC_ROLES": '{"tal": "analyst"}',
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in names.items():
            patch.setenv(name, value)
        yield from served(published)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_the_form_leads_to_the_provider_and_back(browser: Browser, home: str, javascript: bool) -> None:
    said: list[str] = []
    with browser.new_context(locale="da-DK", java_script_enabled=javascript) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{home}/arbejdsrum/initiativer/")
        page.locator("form[action*='/sso/'] button").click()
        page.wait_for_url(f"{home}/arbejdsrum/initiativer/")
        assert page.get_by_role("heading", level=1).inner_text() == "Initiativer"
    assert said == []


def test_a_form_leads_to_no_other_place(browser: Browser, home: str) -> None:
    said: list[str] = []
    with browser.new_context(locale="da-DK") as context:
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{home}/arbejdsrum/konto/log-ind/")
        page.evaluate("document.forms[0].action = 'http://127.0.0.2:9/'; document.forms[0].submit()")
        page.wait_for_timeout(300)
        assert page.url.startswith(f"{home}/arbejdsrum/konto/log-ind/")
    assert any("form-action" in each for each in said)
