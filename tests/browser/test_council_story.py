# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The council in a real browser, with script and without: members weigh, the chair decides, all look back."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import served
from tests.browser.people import Person, demo_people, log_in
from tests.browser.test_accessibility import findings
from tests.small_world.dossier_files import dossier_installation

pytestmark = pytest.mark.browser

ROLES = ("office", "council_chair", "council_member")


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, static_root: object, browser: Browser
) -> Iterator[tuple[str, dict[str, Person]]]:
    """A site with figures of three programmes, and one person of each role."""
    installation = dossier_installation(tmp_path_factory.mktemp("council"))
    for address in served(installation):
        yield address, demo_people(installation)


def entered(browser: Browser, address: str, person: Person, *, script: bool) -> Page:
    """A page in which a person is logged in."""
    page = browser.new_context(java_script_enabled=script, locale="da-DK").new_page()
    log_in(page, address, person)
    return page


def prepared_meeting(page: Page, address: str) -> str:
    """The office calls a meeting with three dossiers and a round; the address of the item."""
    page.goto(f"{address}/arbejdsrum/raadet/ny/")
    page.get_by_label("Titel").fill("Møde om dimensionering")
    page.get_by_label("Dag").fill("2026-06-01")
    page.get_by_label("Kladde").uncheck()
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("link", name="Nyt punkt").click()
    page.get_by_label("Titel").fill("Hvilke uddannelser først?")
    page.get_by_role("button", name="Gem").click()
    item = page.url
    page.get_by_role("link", name="Læg dossierer ved").click()
    page.get_by_label("Uddannelser").select_option(["30402510", "30352510", "30203510"])
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("link", name="Ny prioritering").click()
    page.get_by_label("Har en læreplads ved afslutning af grundforløb 2").check()
    page.get_by_label("Kriterier, som medlemmerne selv vurderer").fill("Grøn omstilling")
    page.get_by_role("button", name="Gem").click()
    return item


def weigh(page: Page, item: str, best: str, points: str) -> None:
    """A member gives a ballot."""
    page.goto(item)
    page.get_by_role("link", name="Vej kriterierne").click()
    page.get_by_label("Har en læreplads ved afslutning af grundforløb 2").fill("20")
    page.get_by_label("Grøn omstilling", exact=True).fill(points)
    for name in ("Elektriker", "Glarmester", "Gastronomuddannelse"):
        page.get_by_label(f"Grøn omstilling: {name}").select_option("5" if name == best else "2")
    page.get_by_role("button", name="Gem").click()
    expect(page.locator("body")).to_contain_text("Rangorden efter din vægtning")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_council_weighs_decides_dissents_and_looks_back(
    browser: Browser, site: tuple[str, dict[str, Person]], *, script: bool
) -> None:
    address, people = site
    members = {role: entered(browser, address, people[role], script=script) for role in ROLES}
    office, chair, member = members["office"], members["council_chair"], members["council_member"]
    item = prepared_meeting(office, address)
    weigh(member, item, "Elektriker", "80")
    weigh(chair, item, "Glarmester", "40")
    chair.get_by_role("button", name="Afslut prioriteringen").click()
    expect(chair.locator("body")).to_contain_text("Er medlemmerne enige?")
    look(chair, "council-round", script=script)
    chair.goto(item)
    chair.get_by_role("link", name="Skriv beslutningen").click()
    chair.get_by_label("Beslutning", exact=True).fill("Elektrikere og glarmestre får flere pladser.")
    chair.get_by_label("Begrundelse").fill("De står først under næsten alle vægte.")
    chair.get_by_label("Besluttet").fill("2025-06-01")
    chair.get_by_label("Ses efter").fill("2026-06-01")
    chair.get_by_role("button", name="Gem").click()
    member.goto(item)
    member.get_by_role("link", name="Skriv en mindretalsudtalelse").click()
    member.get_by_label("Mindretalsudtalelse").fill("Der mangler tal for trivsel.")
    member.get_by_role("button", name="Gem").click()
    office.goto(f"{address}/arbejdsrum/raadet/")
    expect(office.locator("body")).to_contain_text("Beslutninger, der skal ses efter")
    look(office, "council-due", script=script)
    office.goto(item)
    look(office, "council-item", script=script)
    office.get_by_role("link", name="Se tilbage").click()
    look(office, "council-look-back", script=script)
    office.get_by_label("Hvad skete der").fill("Flere søgte.")
    office.get_by_label("Hvad lærte vi").fill("Det tager to år.")
    office.get_by_label("Beslutningen").select_option("adjust")
    office.get_by_role("button", name="Gem").click()
    member.goto(item)
    for words in (
        "Elektrikere og glarmestre",
        "Der mangler tal for trivsel.",
        "Det tager to år.",
        "Beslutningen justeres.",
    ):
        expect(member.locator("body")).to_contain_text(words)
    office.get_by_role("link", name="Elektriker", exact=True).click()
    look(office, "council-dossier", script=script)
    for page in members.values():
        page.context.close()


def look(page: Page, name: str, *, script: bool) -> None:
    """axe finds nothing at either width, and nothing is cut off; without script there is no axe."""
    if not script:
        return
    found = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found += findings(page)
        if folder := os.environ.get("LOOK_AT"):
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
    assert found == []
