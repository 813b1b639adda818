# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What each role comes to the workspace for, from log-in to result in a real browser, script on and off."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser, expect

from faglaert.settings import Settings
from tests.browser.conftest import served
from tests.browser.people import Person, command, demo_people
from tests.browser.visits import Desk, Visit
from tests.small_world.dossier_files import COOK, ELECTRICIAN, GLAZIER, dossier_installation

pytestmark = pytest.mark.browser

PAPER = {"name": "notat.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}
WHOLE = "Har en læreplads ved afslutning af grundforløb 2"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, static_root: object) -> Settings:
    """An installation with figures of three programmes and a workspace of its own."""
    return dossier_installation(tmp_path_factory.mktemp("errands"))


@pytest.fixture(scope="module")
def site(home: Settings, browser: Browser) -> Iterator[tuple[str, dict[str, Person]]]:
    """Its server, and one person of each role."""
    for address in served(home):
        yield address, demo_people(home)


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def desk(request: pytest.FixtureRequest, browser: Browser, site: tuple[str, dict[str, Person]]) -> Desk:
    """The people at work."""
    return Desk(browser, *site, script=request.param)


def mark(desk: Desk) -> str:
    """What tells the records of the two runs apart."""
    return "med script" if desk.script else "uden script"


def test_the_office_follows_what_is_late_to_a_decision(desk: Desk, home: Settings) -> None:
    with desk.visit("office") as office:
        title = f"Vejledning {mark(desk)}"
        office.goto("initiativer/ny/")
        person = office.page.locator("[name=responsible] option", has_text="Programkontor").get_attribute("value")
        office.send(title=title, indicator_id="neet_share", starts_on="2025-01-01", responsible=str(person))
        number = office.page.url.rstrip("/").rsplit("/", 1)[-1]
        office.follow("Status", "Vis kun dem, der er for sent på den")
        office.reads(title, "dage for sent")
        reminded = json.loads(command(home, "reminders", "--send", "--json"))
        assert "sent" in {each["state"] for each in reminded}
        a_late_status_is_given(office, title)
        office.goto("status/?vis=sene")
        office.misses(title)
        office.goto(f"initiativer/{number}/")
        office.reads("mindet om frist", "Programkontor (prøve)", "justér")
        office.look()


def a_late_status_is_given(office: Visit, title: str) -> None:
    """The office reads the list of what is late, and writes why the course is changed."""
    office.follow(title)
    halves = office.page.get_by_role("link", name="Skriv status for")
    count = halves.count()
    halves.first.click()
    texts = {"progress_text": "Lidt.", "obstacles": "Få vejledere.", "reasons": "Kommunen mangler folk."}
    office.send(progress="delayed", course="adjust", **texts)
    office.press("Afgiv status")
    office.reads("Det bliver stående, som det var.", "10,0 %")
    office.look()
    office.follow(title)
    assert office.page.get_by_role("link", name="Skriv status for").count() == count - 1


def test_the_office_lets_a_person_in_and_erases_what_is_known_of_them(desk: Desk) -> None:
    who = Person(f"ny-{'med' if desk.script else 'uden'}@example.dk", "en lang sætning om læring")
    with desk.visit("office") as office:
        office.follow("Brugere", "Opret bruger")
        office.page.get_by_label("Læser").check()
        office.send(full_name=f"Ny Læser {mark(desk)}", email=who.email)
        account = office.page.url
        office.press("Lav adresse")
        invitation = office.page.locator(".ff-once code").inner_text()
        an_invited_person_reads_and_changes_nothing(desk, invitation, who)
        office.page.goto(account)
        office.press("Slet personens navn og kontakt")
        office.reads("Personens navn og kontakt er slettet.")
        office.misses(who.email, f"Ny Læser {mark(desk)}")
        office.follow("Ændringer")
        office.misses(who.email)


def an_invited_person_reads_and_changes_nothing(desk: Desk, invitation: str, who: Person) -> None:
    """Choose a password behind the address, log in as a reader, read, and be refused everything else."""
    with desk.browser.new_context(java_script_enabled=desk.script, locale="da-DK") as context:
        page = context.new_page()
        page.goto(invitation)
        page.locator("[name=new_password1]").fill(who.password)
        page.locator("[name=new_password2]").fill(who.password)
        page.get_by_role("button", name="Gem").click()
        expect(page.locator("body")).to_contain_text("Adgangskoden er gemt.")
    reader = Desk(desk.browser, desk.address, {"reader": who}, desk.script)
    with reader.visit("reader") as visit:
        visit.follow("Status", "Se statusrapporten")
        assert visit.download("Hent som PDF").startswith(b"%PDF-")
        visit.follow("Initiativer")
        expect(visit.page.get_by_role("link", name="Nyt initiativ")).to_have_count(0)
        refused = ("initiativer/ny/", "raadet/", "brugere/", "aendringer/", "viden/ny/", "midler/ny/", "regneark/")
        assert {visit.goto(each).status for each in refused} == {403}
        visit.reads("Du har ikke adgang til siden")


def test_a_partner_works_on_a_draft_and_takes_everything_home(desk: Desk) -> None:
    title, strange = f"Forældremøder {mark(desk)}", f"Naboens kladde {mark(desk)}"
    with desk.visit("office") as office:
        hidden = a_draft_of_another(office, strange, f"Naboskolen {mark(desk)}")
    with desk.visit("partner") as partner:
        partner.follow("Initiativer", "Nyt initiativ")
        partner.send(title=title, problem="Forældre hører om erhvervsskolen for sent.", starts_on="2026-08-01")
        partner.follow("Ny milepæl")
        partner.send(title="Første møde", due_on="2026-10-01")
        partner.reads("Kladde", "fra 1. august 2026", "overskredet")
        partner.look()
        partner.follow("Initiativer")
        partner.reads(title)
        partner.misses(strange)
        assert partner.goto(hidden).status == 404
        partner.goto("regneark/")
        partner.look()
        with zipfile.ZipFile(io.BytesIO(partner.download("Hent alt, Prøveskolen har skrevet"))) as home:
            written = {each["title"] for each in json.loads(home.read("initiatives-initiative.json"))}
            assert title in written
            assert strange not in written
            assert "Første møde" in home.read("initiatives-milestone.csv").decode("utf-8-sig")


def a_draft_of_another(office: Visit, title: str, school: str) -> str:
    """The office writes a draft for a new partner; its path."""
    office.follow("Program og partnere", "Se partnerne", "Ny partner")
    office.send(name=school, kind="school", institution_number="101401")
    office.goto("initiativer/ny/")
    owner = office.page.locator("[name=organisation] option", has_text=school).get_attribute("value")
    office.page.locator("[name=is_draft]").check()
    office.send(title=title, organisation=str(owner))
    return office.page.url.split("/arbejdsrum/")[1]


def test_a_counsellor_registers_and_municipal_guidance_finds(desk: Desk) -> None:
    mentor, told = f"Mette Prøve {mark(desk)}", f"Lærepladserne findes ved at ringe {mark(desk)}"
    year = "2026" if desk.script else "2025"
    with desk.visit("school_counsellor") as counsellor:
        a_mentor_and_a_place_are_offered(counsellor, mentor)
        agreements_are_held_against_the_aim(counsellor, year)
        counsellor.follow("Viden", "Del viden")
        counsellor.send(title=told, kind="experience", what="Vi ringer først.", contact_name="Anna Prøve")
        counsellor.look()
    with desk.visit("municipal_guidance") as guidance:
        guidance.follow("Mentorer og lærepladser")
        guidance.reads(mentor, "12 34 56 78", "Ring om morgenen.")
        expect(guidance.page.get_by_role("link", name="Ny mentor")).to_have_count(0)
        guidance.follow("Viden")
        guidance.send("Vis", soeg="læreplads")
        guidance.look()
        guidance.follow(told)
        guidance.reads("Anna Prøve", "Læses af: kun partnere")
        guidance.follow("Viden", "Del viden")
        guidance.send(title=f"Samtaler {mark(desk)}", kind="method", what="Tal om hverdagen.", contact_name="Bo Prøve")
        guidance.reads("Bo Prøve")
    with desk.visit("reader") as reader:
        reader.follow("Mentorer og lærepladser")
        reader.reads("Ring om morgenen.")
        reader.misses(mentor, "12 34 56 78")
        expect(reader.page.get_by_role("link", name="Elektriker")).to_have_count(0)


def a_mentor_and_a_place_are_offered(counsellor: Visit, mentor: str) -> None:
    """A mentor by consent, and places of the school."""
    today = localdate()
    days = {"consent_on": today.isoformat(), "delete_on": (today + timedelta(days=365)).isoformat()}
    counsellor.follow("Mentorer og lærepladser", "Ny mentor")
    counsellor.send(full_name=mentor, phone="12 34 56 78", **days)
    counsellor.follow("Nyt tilbud")
    counsellor.send(kind="apprenticeship", programme_code=ELECTRICIAN, places="3", text="Ring om morgenen.")


def agreements_are_held_against_the_aim(counsellor: Visit, year: str) -> None:
    """66 of 90 are too few, 75 are enough."""
    counsellor.follow("Nye tal")
    counsellor.send(programme_code=ELECTRICIAN, year=year, completed="90", with_agreement="66")
    row = counsellor.page.get_by_role("row", name=f"Elektriker Prøveskolen {year}")
    expect(row).to_contain_text("−6,7 procentpoint")
    row.get_by_role("link").click()
    counsellor.send(with_agreement="75")
    expect(row).to_contain_text("nået")
    counsellor.look()


def test_the_chair_prepares_members_weigh_and_the_analyst_takes_the_papers(desk: Desk) -> None:
    with desk.visit("council_chair") as chair, desk.visit("council_member") as member:
        item = a_meeting_is_prepared(chair, f"Hvilke uddannelser {mark(desk)}?")
        for who, best, points in ((member, "Glarmester", "80"), (chair, "Elektriker", "30")):
            who.goto(item)
            weigh(who, best, points)
        chair.press("Afslut prioriteringen")
        member.goto(item)
        member.follow("Se rangordenen, og hvor sikker den er")
        member.reads("Er medlemmerne enige?", "Mulig plads", "Kendt vægt")
        member.look()
        chair.goto(item)
        it_is_decided(chair)
        member.goto(item)
        member.follow("Skriv en mindretalsudtalelse")
        member.send(text="Tallene for trivsel mangler.")
        chair.goto("raadet/")
        chair.reads("Beslutninger, der skal ses efter")
        chair.look()
        chair.follow(f"Hvilke uddannelser {mark(desk)}?", "Se tilbage")
        chair.look()
        chair.send(happened="Flere søgte.", learned="Det tager to år.", outcome="keep")
        chair.reads("Tallene for trivsel mangler.", "Beslutningen fastholdes.")
        chair.look()
    with desk.visit("analyst") as analyst:
        assert the_analyst_takes_the_papers(analyst, item).startswith(b"%PDF-")


def a_meeting_is_prepared(chair: Visit, title: str) -> str:
    """A meeting with an item, a paper, three dossiers and a round; the path of the item."""
    chair.follow("Rådet", "Nyt møde")
    chair.send(title=f"Møde: {title}", held_on="2026-06-01", place="Hillerød")
    chair.follow("Nyt punkt")
    chair.send(title=title, text="Rådet peger på to.")
    item = chair.page.url.split("/arbejdsrum/")[1]
    chair.follow("Nyt bilag")
    chair.page.locator("[name=file]").set_input_files(PAPER)
    chair.press("Gem")
    chair.follow("Læg dossierer ved")
    chair.page.get_by_label("Uddannelser").select_option([ELECTRICIAN, GLAZIER, COOK])
    chair.press("Gem")
    chair.follow("Ny prioritering")
    chair.page.get_by_label(WHOLE).check()
    chair.page.get_by_label("Kriterier, som medlemmerne selv vurderer").fill("Grøn omstilling")
    chair.press("Gem")
    chair.goto(item.split("punkter")[0])
    chair.follow(f"Møde: {title}")
    chair.press("Vis medlemmerne dagsordenen")
    return item


def weigh(who: Visit, best: str, points: str) -> None:
    """Points to both criteria, and an own judgement of each programme."""
    who.follow("Vej kriterierne")
    who.page.get_by_label(WHOLE).fill("50")
    who.page.get_by_label("Grøn omstilling", exact=True).fill(points)
    for name in ("Elektriker", "Glarmester", "Gastronomuddannelse"):
        who.page.get_by_label(f"Grøn omstilling: {name}").select_option("5" if name == best else "2")
    who.press("Gem")
    who.reads("Rangorden efter din vægtning")


def it_is_decided(chair: Visit) -> None:
    """A decision with reasons whose day of looking back has come."""
    chair.follow("Skriv beslutningen")
    texts = {"text": "To uddannelser får flere pladser.", "reasons": "De står først under næsten alle vægte."}
    chair.send(decided_on="2025-06-01", review_on="2026-06-01", **texts)
    chair.reads("To uddannelser får flere pladser.")


def the_analyst_takes_the_papers(analyst: Visit, item: str) -> bytes:
    """The frozen dossier, today's as PDF and as a table, and the status report of a day, which is returned."""
    analyst.goto(item)
    analyst.follow("Elektriker")
    analyst.reads("I dag", "uændret")
    analyst.look()
    analyst.follow("Se dossieret, som det er i dag, og hent det som PDF")
    analyst.reads("Elektriker")
    links = analyst.page.locator("a[href$='.pdf'], a[href$='.csv']").evaluate_all("all => all.map(each => each.href)")
    kinds = {each.rsplit(".", 1)[-1]: analyst.page.request.get(each).body()[:4] for each in links}
    assert kinds["pdf"] == b"%PDF"
    assert "csv" in kinds
    analyst.goto("initiativer/")
    assert "Initiativ;Spor;Fase" in analyst.download("CSV").decode("utf-8-sig")
    analyst.goto("status/rapport/")
    analyst.send("Vis", dag="2025-12-31")
    analyst.reads("31. december 2025")
    return analyst.download("Hent som PDF")
