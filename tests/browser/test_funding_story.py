# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""A round from call to report in a real browser, script on and off: six people, one after the other."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localtime
from playwright.sync_api import Browser, Page, expect

from faglaert.settings import Settings
from tests.browser.conftest import served
from tests.browser.test_accessibility import findings

pytestmark = pytest.mark.browser

PDF = {"name": "../budget.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}
PAGE_IN_DISGUISE = {"name": "budget.pdf", "mimeType": "application/pdf", "buffer": b"<script>alert(1)</script>"}
OFFICE, PARTNER, ANALYST, MEMBER = "office", "partner", "analyst", "council_member"


@pytest.fixture(scope="module")
def home(published: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An installation with the figures of all tests and a workspace of its own."""
    folder = tmp_path_factory.mktemp("story")
    (folder / "published").symlink_to(published.paths.published)
    return Settings(home=folder)


@pytest.fixture(scope="module")
def site_address(home: Settings, browser: Browser) -> Iterator[str]:
    """Its server."""
    command(home, "load-plan")
    yield from served(home)


def command(home: Settings, *arguments: str) -> str:
    """What a command on the workspace prints."""
    program = [sys.executable, "-m", "faglaert.web.administration", *arguments]
    environment = {**os.environ, "FAGLAERT_HOME": str(home.home)}
    return subprocess.run(program, env=environment, capture_output=True, check=True, text=True).stdout


class Story:
    """The people of a round, each with a browser of their own for every visit."""

    def __init__(self, browser: Browser, address: str, people: dict[str, dict[str, str]], *, script: bool) -> None:
        self.browser, self.address, self.people, self.script = browser, address, people, script
        self.title = f"Færre falder fra {'med' if script else 'uden'} script"
        self.messages: list[str] = []

    @contextmanager
    def visit(self, role: str) -> Iterator[Page]:
        """Log in, do something, and look at every page on the way with axe."""
        with self.browser.new_context(java_script_enabled=self.script, locale="da-DK") as context:
            page = context.new_page()
            page.on("console", lambda message: self.note(message.text))
            page.goto(f"{self.address}/arbejdsrum/")
            page.get_by_label("E-mail").fill(self.people[role]["email"])
            page.get_by_label("Adgangskode").fill(self.people[role]["password"])
            page.get_by_role("button", name="Log ind", exact=True).click()
            page.wait_for_url("**/arbejdsrum/")
            yield page

    def note(self, text: str) -> None:
        """Keep what a console says; Chromium itself reports every refusal with a status of its own."""
        if "status of 409" not in text:
            self.messages.append(text)

    def look(self, page: Page) -> None:
        """No sideways scrolling and nothing for axe at both widths, where a script can run."""
        if not self.script:
            return
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
            assert findings(page) == [], page.url

    def to_round(self, page: Page) -> None:
        page.goto(f"{self.address}/arbejdsrum/midler/")
        page.get_by_role("link", name=self.title).click()

    def to_application(self, page: Page) -> None:
        page.goto(f"{self.address}/arbejdsrum/midler/ansoegninger/")
        page.get_by_role("link", name=f"Mentorer: {self.title}").last.click()


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def story(request: pytest.FixtureRequest, browser: Browser, site_address: str, home: Settings) -> Story:
    people = {each["role"]: each for each in json.loads(command(home, "demo-users", "--json"))}
    return Story(browser, site_address, people, script=request.param)


def moment(days: int) -> str:
    return (localtime() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


def fill(page: Page, button: str = "Gem", **fields: str) -> None:
    """Fill in fields by name, and send the form."""
    for name, value in fields.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.get_by_role("button", name=button).click()


def test_a_round_from_call_to_report(story: Story, tmp_path: Path) -> None:
    the_office_opens_a_round(story)
    a_partner_applies(story)
    the_office_closes_the_round_and_asks_two(story)
    two_assess_alone(story)
    the_office_decides(story)
    the_partner_reports(story)
    a_status_is_given(story)
    the_report_is_read(story, tmp_path)
    assert story.messages == []


def the_office_opens_a_round(story: Story) -> None:
    with story.visit(OFFICE) as page:
        page.get_by_role("link", name="Midler").first.click()
        page.get_by_role("link", name="Ny ansøgningsrunde").click()
        story.look(page)
        page.get_by_label("Skole", exact=True).check()
        opens, closes = moment(-2), moment(2)
        fill(page, title=story.title, call_text="Søg nu.", opens_at=opens, closes_at=closes, amount_dkk="500000")
        page.get_by_role("button", name="Offentliggør runden").click()
        expect(page.locator("body")).to_contain_text("ingen kriterier endnu")
        story.look(page)
        for title, weight in (("Effekt", "3"), ("Samarbejde", "1")):
            page.get_by_role("link", name="Nyt kriterium").click()
            fill(page, title=title, weight=weight)
        page.get_by_role("link", name="Nyt spørgsmål").click()
        fill(page, text="Hvad vil I ændre?")
        page.get_by_role("button", name="Offentliggør runden").click()
        expect(page.locator("body")).to_contain_text("Runden er offentliggjort.")
        story.look(page)


def a_partner_applies(story: Story) -> None:
    with story.visit(PARTNER) as page:
        story.to_round(page)
        story.look(page)
        page.get_by_role("link", name="Søg", exact=True).click()
        page.get_by_label("Hvad vil I ændre?").fill("Hver ny elev får en mentor.")
        fill(page, title=f"Mentorer: {story.title}", summary="Mentorer i overgangen.")
        page.get_by_role("link", name="Ny budgetlinje").click()
        fill(page, text="Løn til mentorer", amount_dkk="300000", cofinancing_dkk="100000")
        page.get_by_role("link", name="Ny fil").click()
        page.locator("[name=file]").set_input_files(PAGE_IN_DISGUISE)
        page.get_by_role("button", name="Send filen").click()
        expect(page.locator("body")).to_contain_text("ikke en af de typer")
        story.look(page)
        page.locator("[name=file]").set_input_files(PDF)
        page.get_by_role("button", name="Send filen").click()
        story.look(page)
        page.get_by_role("button", name="Send ansøgningen ind").click()
        expect(page.locator("body")).to_contain_text("Ansøgningen er sendt ind.")


def the_office_closes_the_round_and_asks_two(story: Story) -> None:
    with story.visit(OFFICE) as page:
        story.to_round(page)
        page.get_by_role("link", name="Ret runden").click()
        fill(page, closes_at=moment(-1))
        for role in (ANALYST, MEMBER):
            story.to_application(page)
            options = page.locator("[name=assessor] option").all_inner_texts()
            name = next(each for each in options if {ANALYST: "Analytiker", MEMBER: "Rådsmedlem"}[role] in each)
            page.locator("[name=assessor]").select_option(label=name)
            page.get_by_role("button", name="Bed om vurdering").click()
        expect(page.get_by_text("mangler")).to_have_count(2)
        story.look(page)


def two_assess_alone(story: Story) -> None:
    for role, points in ((ANALYST, ("5", "4")), (MEMBER, ("3", "3"))):
        with story.visit(role) as page:
            story.to_application(page)
            expect(page.locator("body")).not_to_contain_text("af 100")
            page.get_by_role("link", name="Vurder ansøgningen").click()
            story.look(page)
            for label, point in zip(("Effekt", "Samarbejde"), points, strict=True):
                page.get_by_label(label).select_option(point)
            fill(page, "Afgiv vurdering", comment=f"Begrundet af {role}.")
            expect(page.locator("body")).to_contain_text("Din vurdering er gemt.")


def the_office_decides(story: Story) -> None:
    with story.visit(OFFICE) as page:
        story.to_round(page)
        page.get_by_role("link", name="Se ansøgningernes rangliste").click()
        expect(page.locator("body")).to_contain_text("77,5")  # 95 and 60
        story.look(page)
        story.to_application(page)
        page.get_by_role("link", name="Afgør ansøgningen").click()
        story.look(page)
        fill(page, "Gem afgørelsen", is_grant="True", amount_dkk="150000", reasons="Et klart mål.")
        page.get_by_role("link", name="Ny rate").click()
        fill(page, amount_dkk="150000", due_on="2027-01-15")
        page.get_by_role("link", name="Ny afrapportering").click()
        fill(page, title="Midtvejs", due_on="2027-06-01")
        story.look(page)


def the_partner_reports(story: Story) -> None:
    with story.visit(PARTNER) as page:
        story.to_application(page)
        expect(page.locator("body")).to_contain_text("Et klart mål.")
        expect(page.locator("body")).not_to_contain_text("Begrundet af")
        page.get_by_role("link", name="Midtvejs").click()
        fill(page, text="Alle mentorer er i gang.", spent_dkk="40000")
        expect(page.locator("body")).to_contain_text("Alle mentorer er i gang.")
        page.goto(f"{story.address}/arbejdsrum/midler/regnskab/")
        expect(page.locator("body")).to_contain_text("4.600.000 kr.")
        story.look(page)


def a_status_is_given(story: Story) -> None:
    with story.visit(OFFICE) as page:
        page.goto(f"{story.address}/arbejdsrum/initiativer/ny/")
        fill(page, title=f"Indsats: {story.title}", indicator_id="neet_share", starts_on="2025-01-01")
        number = page.url.rstrip("/").rsplit("/", 1)[-1]
        page.goto(f"{story.address}/arbejdsrum/status/?vis=sene")
        story.look(page)
        page.goto(f"{story.address}/arbejdsrum/status/{number}/")
        page.get_by_role("link", name="Skriv status for").first.click()
        story.look(page)
        texts = {"progress_text": "Lidt.", "obstacles": "Få elever.", "reasons": "Skolerne mangler tid."}
        fill(page, progress="delayed", course="adjust", **texts)
        page.get_by_role("button", name="Afgiv status").click()
        expect(page.locator("body")).to_contain_text("Det bliver stående, som det var.")
        story.look(page)


def the_report_is_read(story: Story, folder: Path) -> None:
    with story.visit(MEMBER) as page:
        page.get_by_role("link", name="Status").first.click()
        page.get_by_role("link", name="Se statusrapporten").click()
        expect(page.locator("body")).to_contain_text(f"Indsats: {story.title}")
        story.look(page)
        with page.expect_download() as download:
            page.get_by_role("link", name="Hent som PDF").click()
        download.value.save_as(folder / "report.pdf")
        assert (folder / "report.pdf").read_bytes().startswith(b"%PDF-")
