# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pages of the labour-market balance in both languages, their files, and scenarios from address to result."""

import csv
import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings as DjangoSettings

from faglaert import display
from faglaert.pipeline.scenario_queue import Queue
from faglaert.pipeline.scenario_worker import work_off
from faglaert.published.balance import ALL, GROUPS
from faglaert.published.store import Store
from faglaert.settings import Settings
from faglaert.web import jobs
from faglaert.web.file_forms import FORMS
from faglaert.web.labour import levers
from faglaert.web.labour.words import chain_words, vintage_words

PAGES = (
    "/arbejdskraft/",
    "/arbejdskraft/?balance=B1&gruppe=long_higher",
    *(f"/arbejdskraft/uddannelse/{group}/" for group in (*GROUPS, ALL)),
    "/arbejdskraft/fremskrivninger/",
    "/arbejdskraft/profil/",
    "/arbejdskraft/metode/",
    "/arbejdskraft/scenarie/",
)
FILES = ("balance", "hvorfor", "fremskrivninger", "profil", "unge-udenfor", "udgaver", "traefsikkerhed", "proevet")
CAUTION = {"": "ikke en prognose for ledige stillinger", "/en": "no forecast of vacancies"}
SCENARIO = "/arbejdskraft/scenarie/"


def text_of(site: Client, path: str, status: int = 200) -> str:
    response = site.get(path)
    assert response.status_code == status, path
    return unescape(response.content.decode())


@pytest.mark.parametrize("language", CAUTION, ids=["da", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_carries_the_caution(site: Client, path: str, language: str) -> None:
    assert CAUTION[language] in text_of(site, language + path)


@pytest.mark.parametrize("path", PAGES)
def test_english_pages_have_no_danish_letters_of_ours(site: Client, path: str) -> None:
    html = re.sub(r"<svg.*?</svg>|<(\w+)[^>]* lang=\"da\".*?</\1>", "", text_of(site, "/en" + path), flags=re.DOTALL)
    for words in ("Sandsynlighed", "sandsynlig mangel", "Uddannelsesgruppe<", "hviler på"):
        assert words not in html


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FILES)
def test_every_page_can_be_taken_home(site: Client, name: str, form: str) -> None:
    response = site.get(f"/arbejdskraft/{name}.{form}")
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    assert len(response.content) > 200


def test_the_cube_holds_every_balance(site: Client) -> None:
    cube = json.loads(site.get("/arbejdskraft/balance.json").content)
    assert cube["size"] == [30, 8, 3, 10, 12]


def test_words_come_before_numbers(site: Client) -> None:
    html = text_of(site, "/arbejdskraft/")
    headings = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', html)
    assert headings[:4] == ["Uddannelsesgruppe", "Vurdering 2030", "Sandsynlighed for mangel 2030", "Personer 2030"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/arbejdskraft/", r"Faglærte i regionen i 2030: [\w ]+\. I (over )?\d+ af 100 mulige forløb"),
        ("/arbejdskraft/uddannelse/long_higher/", r"Lang videregående i regionen i 2030: [\w ]+\."),
        (
            "/en/arbejdskraft/",
            r"Skilled workers in the region in 2030: [\w ]+\. In (more than )?\d+ of 100 possible paths",
        ),
    ],
)
def test_the_first_sentence_is_the_assessment_with_its_interval(site: Client, path: str, words: str) -> None:
    html = text_of(site, path)
    (lead,) = re.findall(r'<p class="font-lead">(.*?)</p>', html, re.DOTALL)
    assert re.match(words, lead)
    assert re.search(r"80 (af|of) 100 .* (få|mange|few|many) (og|and) .* (få|mange|few|many)\.$", lead)
    assert html.index(lead) < html.index("alert-info")


def test_what_others_said_of_a_group_stands_on_its_page_the_region_first(site: Client) -> None:
    unskilled, skilled = (text_of(site, f"/arbejdskraft/uddannelse/{group}/") for group in ("unskilled", "skilled"))
    assert "12.150" in unskilled[unskilled.index('id="andres"') :]
    table = skilled[skilled.index('id="andres"') :]
    assert table.index("Region Hovedstaden") < table.index("Arbejderbevægelsens")
    assert 'id="andres"' not in text_of(site, "/arbejdskraft/uddannelse/unknown/")


def test_the_balance_shown_is_named_with_its_meaning(site: Client) -> None:
    for concept, words in (
        ("B1", "minus jobbene i området"),
        ("B2", "uden for området"),
        ("B3", "strukturel ledighed"),
    ):
        assert words in text_of(site, f"/arbejdskraft/?balance={concept}")


def test_small_groups_of_municipalities_have_a_word_and_no_number(site: Client) -> None:
    html = text_of(site, "/arbejdskraft/?gruppe=short_higher")
    table = html[html.index('id="kommuner-tabel"') : html.index('id="fokus"')]
    assert "skjult af hensyn til diskretion" in table
    assert "80 af 100" not in table


def test_assumed_cells_are_hatched_and_the_assumptions_named(site: Client) -> None:
    html = text_of(site, "/arbejdskraft/")
    assert html.count("ff-hatched") > 50
    assert "Skraverede felter hviler på antagelser." in html
    assert "uddannelse inden for brancherne" in html


def test_the_steps_on_the_page_add_up(site: Client) -> None:
    html = text_of(site, "/arbejdskraft/uddannelse/skilled/")
    table = html[html.index('id="hvorfor-2030"') :]
    cells = re.findall(r'<td\s+class="ff-number[^"]*"\s*>\s*([−\d.]+)', table[: table.index("</table>")])
    numbers = [int(cell.replace("−", "-").replace(".", "")) for cell in cells]
    assert len(numbers) == 9
    assert sum(numbers[:-1]) == numbers[-1]


def test_the_page_of_a_group_says_what_its_uncertainty_comes_of(site: Client) -> None:
    html = text_of(site, "/arbejdskraft/uddannelse/skilled/")
    table = html[html.index('id="fejl-tabel"') :]
    widths = [int(each.replace(".", "")) for each in re.findall(r"± ([\d.]+)", table[: table.index("</table>")])[::2]]
    assert len(widths) == 8
    assert widths == sorted(widths, reverse=True)


def test_the_method_page_says_that_the_bar_is_not_reached(site: Client) -> None:
    html = text_of(site, "/arbejdskraft/metode/")
    assert "Nej, målet er ikke nået" in html
    assert "Bureau of Labor Statistics" in html


def test_every_published_forecast_stands_with_its_definition(site: Client) -> None:
    html = text_of(site, "/arbejdskraft/fremskrivninger/")
    assert "Læs ikke ét tal som sandhed" in html
    rows = html[: html.index('id="udgaver"')].count('<th scope="row"')
    assert rows == 62
    assert "det, der bygges op efter basisåret" in html.lower()


def test_the_profile_is_no_forecast(site: Client) -> None:
    assert "periodemål, ikke prognose" in text_of(site, "/arbejdskraft/profil/")


def test_what_the_system_has_said_itself_stands_below(site: Client) -> None:
    html = text_of(site, "/arbejdskraft/fremskrivninger/")
    own = html[html.index('id="udgaver"') :]
    assert own.count('<th scope="row"') == len(GROUPS) + 1
    assert "sandsynlig mangel" in own


def test_young_people_outside_stand_with_what_was_counted_and_an_interval(site: Client, store: Store) -> None:
    html = text_of(site, "/arbejdskraft/profil/")
    table = html[html.index('id="udenfor"') :]
    assert "Optalt 2024" in table
    assert table.count('<th scope="row"') == 30
    copenhagen = table[table.index("København") :][:400]
    assert "8,1" in copenhagen  # NEET3: 8.05 per cent
    found = store.balance()
    assert found is not None
    row = next(each for each in found.outside() if (each.area, each.year) == ("084", 2030))
    assert f"Det er {display.number(row.q50, 'da')} unge" in table
    assert row.q10 < row.q50 < row.q90


def test_every_page_is_two_clicks_from_the_front_page(site: Client) -> None:
    def linked(path: str) -> set[str]:
        return set(re.findall(r'href="(/[^"#?]*)', text_of(site, path)))

    assert "/arbejdskraft/" in linked("/")
    near = linked("/arbejdskraft/")
    assert {path for path in PAGES if "?" not in path} <= near
    programme = next(path for path in sorted(linked("/uddannelser/")) if re.fullmatch(r"/uddannelser/\d+/", path))
    assert "/arbejdskraft/uddannelse/skilled/" in linked(programme)


def test_an_unknown_group_is_not_found(site: Client) -> None:
    assert site.get("/arbejdskraft/uddannelse/nobody/").status_code == 404


@pytest.fixture
def queue(
    site: Client, published: Settings, settings: DjangoSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Queue:
    """A site of its own whose scenarios wait until the test works them off."""
    shutil.copytree(published.paths.published, tmp_path / "published")
    settings.FAGLAERT = Settings(home=tmp_path)
    monkeypatch.setattr(jobs, "_see_to_worker", lambda: None)
    return Queue(settings.FAGLAERT.paths)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("faerre_tabt=101", "Skriv et tal fra 0 til 100."),
        ("faerre_tabt=-1", "Skriv et tal fra 0 til 100."),
        ("faerre_tabt=mange", "Skriv et tal fra 0 til 100."),
        ("flere_faglaerte=1e99", "Skriv et tal fra 0 til 3000."),
        ("seniorer=2.25", "Skriv et tal fra -10 til 10."),
        ("ledighed=NaN", "Skriv et tal fra -2 til 2."),
        ("vaekst=vild", "Vælg et af forløbene på listen."),
    ],
)
def test_bad_values_get_a_clear_message_and_no_run(site: Client, queue: Queue, query: str, words: str) -> None:
    assert words in text_of(site, f"{SCENARIO}?{query}", 400)
    assert queue.waiting == []


@pytest.mark.parametrize("query", ["", "faerre_tabt=0", "mix=100", "ukendt=7", "faerre_tabt="])
def test_nothing_turned_is_nothing_to_compute(site: Client, queue: Queue, query: str) -> None:
    text_of(site, f"{SCENARIO}?{query}")
    assert queue.waiting == []


def test_a_scenario_is_computed_once_and_then_shown(site: Client, queue: Queue) -> None:
    waiting = site.get(f"{SCENARIO}?faerre_tabt=20")
    assert (waiting.status_code, waiting["Refresh"], waiting["Cache-Control"]) == (202, "3", "no-store")
    assert site.get(f"/en{SCENARIO}?faerre_tabt=20.0").status_code == 202
    assert len(queue.waiting) == 1
    assert work_off(queue.paths) == 1
    html = text_of(site, f"{SCENARIO}?faerre_tabt=20")
    assert "Forskel til grundforløbet i B3" in html
    assert "Scenarie A: færre tabte, fulgt til svend" in html
    assert re.search(r"Faglærte i 2035: \+[\d.]+ \(80 af 100: [\d.]+ til [\d.]+\)\. Vurderingen er", html)
    assert "?faerre_tabt=20" in html
    assert "kan ikke lukkes af færre tabte alene" in html
    assert not site.cookies


def test_a_result_can_be_taken_home_with_what_made_it(site: Client, queue: Queue) -> None:
    address = "/arbejdskraft/scenarie.{}?seniorer=2&med=faerre_tabt:50"
    waiting = site.get(address.format("xlsx"))
    assert (waiting.status_code, waiting["Refresh"], waiting["Cache-Control"]) == (202, "3", "no-store")
    assert work_off(queue.paths) == 2
    page = text_of(site, "/arbejdskraft/scenarie/?seniorer=2&med=faerre_tabt:50")
    assert 'href="/arbejdskraft/scenarie.csv?seniorer=2&med=faerre_tabt:50"' in page
    cube = json.loads(site.get(address.format("json")).content)
    assert cube["size"] == [3, 8, 10, 7]
    about = " ".join(cube["note"])
    for words in ("scenarie/?seniorer=2&med=faerre_tabt:50", "60-69-årige i arbejde, procentpoint: 2", "frø 2030"):
        assert words in about
    assert "Del: folketal efter alder og køn" in about
    lines = site.get(address.format("csv")).content.decode().splitlines()
    assert len(lines) == 1 + 3 * 8 * 10
    assert "ikke en prognose" in site.get(address.format("json")).content.decode()


def test_page_and_file_of_a_scenario_say_the_same_numbers(site: Client, queue: Queue) -> None:
    site.get(f"{SCENARIO}?seniorer=2")
    work_off(queue.paths)
    rows = csv.DictReader(site.get("/arbejdskraft/scenarie.raa.csv?seniorer=2").content.decode().splitlines())
    page = " ".join(re.sub(r"<[^>]+>", " ", text_of(site, f"{SCENARIO}?seniorer=2")).split())
    changed = [row for row in rows if row["difference_q50"] and row["year"] in ("2030", "2035")]
    assert len(changed) == 2 * 8
    for row in changed:
        middle, low, high = (float(row[f"difference_{name}"]) for name in ("q50", "q10", "q90"))
        sign = "+" if middle > 0 else ""
        span = f"80 af 100: {display.number(low, 'da')} til {display.number(high, 'da')}"
        assert f"{sign}{display.number(middle, 'da')} {span}" in page, row


def test_a_scenario_is_sent_compressed(site: Client, queue: Queue) -> None:
    site.get(f"{SCENARIO}?seniorer=2")
    work_off(queue.paths)
    for path in (f"{SCENARIO}?seniorer=2", "/arbejdskraft/scenarie.csv?seniorer=2"):
        response = site.get(path, headers={"accept-encoding": "gzip"})
        assert response["Content-Encoding"] == "gzip"
        assert len(response.content) * 4 < len(site.get(path).content)


def test_the_road_of_fewer_lost_can_be_taken_home(site: Client, queue: Queue) -> None:
    site.get(f"{SCENARIO}?faerre_tabt=50")
    work_off(queue.paths)
    cube = json.loads(site.get("/arbejdskraft/faerre-tabte.json?faerre_tabt=50").content)
    assert cube["size"] == [1, 10, 8]
    assert "har ikke noget interval" in " ".join(cube["note"])
    assert "har ikke noget interval" in text_of(site, f"{SCENARIO}?faerre_tabt=50")
    site.get(f"{SCENARIO}?seniorer=2&med=faerre_tabt:50")
    work_off(queue.paths)
    assert site.get("/arbejdskraft/faerre-tabte.json?seniorer=2").status_code == 404
    page = text_of(site, f"{SCENARIO}?seniorer=2&med=faerre_tabt:50")
    assert "Scenarie B: færre tabte, fulgt til svend" in page
    (address,) = re.findall(r'href="(/arbejdskraft/faerre-tabte\.csv[^"]*)"', page)
    assert "Scenarie B" in site.get(address).content.decode()


@pytest.mark.parametrize("query", ["", "?seniorer=99", "?med=seniorer:1"])
def test_without_a_scenario_there_is_no_file(site: Client, queue: Queue, query: str) -> None:
    assert site.get(f"/arbejdskraft/scenarie.csv{query}").status_code == 404
    assert queue.waiting == []


def test_a_full_queue_gives_no_file(site: Client, queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("faglaert.pipeline.scenario_queue.MOST_WAITING", 0)
    response = site.get("/arbejdskraft/scenarie.csv?pension=1")
    assert (response.status_code, response["Retry-After"]) == (503, "60")


def test_up_to_four_stand_side_by_side(site: Client, queue: Queue) -> None:
    others = "&med=seniorer:1&med=seniorer:2&med=seniorer:3&med=seniorer:4"
    text_of(site, f"{SCENARIO}?seniorer=5{others}", 202)
    asked = [path.stem.split("-")[0] for path in queue.waiting]
    choices = [levers.choice_from(f"seniorer:{number}") for number in (5, 1, 2, 3)]
    assert asked == [each.id for each in choices if each is not None]


@pytest.mark.parametrize(
    ("vintage", "told"),
    [
        ("embedded-2026-11-23", "tal, der følger med systemet"),
        (
            "statbank frkm@20261123 pend100@20261123",
            "tabeller hentet fra Danmarks Statistik og tal, der følger med systemet",
        ),
        ("embedded-2026-11-23+pathways:run-1", "det indlæste elevregister og tal, der følger med systemet"),
    ],
)
def test_what_a_release_is_made_of_is_said_in_words(vintage: str, told: str) -> None:
    assert vintage_words(vintage, "da") == told


def test_a_register_that_is_left_out_is_told_of_beside_the_lever() -> None:
    printed = chain_words("programme_document")
    told = chain_words("programme_document, not pathways:run-1")
    assert told.startswith(printed)
    assert "ikke ud til at dække regionen" in told
    assert "talt i det elevregister" in chain_words("pathways:run-1")


@pytest.mark.parametrize("slug", ["seniorer", "seniorer:99", "nobody:1", "seniorer:0", "a:b:c,", "vaekst:vild"])
def test_a_slug_of_nobody_is_left_out(slug: str) -> None:
    assert levers.choice_from(slug) is None


def test_what_could_not_be_computed_is_said(site: Client, queue: Queue) -> None:
    text_of(site, f"{SCENARIO}?pension=1", 202)
    (request,) = queue.waiting
    queue.keep(request.stem, {"error": "refused"})
    assert "kunne ikke beregnes" in text_of(site, f"{SCENARIO}?pension=1")


def test_a_full_queue_asks_to_come_back(site: Client, queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("faglaert.pipeline.scenario_queue.MOST_WAITING", 1)
    text_of(site, f"{SCENARIO}?pension=1", 202)
    response = site.get(f"{SCENARIO}?pension=2")
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert len(queue.waiting) == 1


def test_a_scenario_cannot_be_posted(site: Client, queue: Queue) -> None:
    assert site.post(SCENARIO, {"pension": "1"}).status_code == 405
    assert queue.waiting == []


def test_an_address_without_end_is_not_read(site: Client, queue: Queue) -> None:
    text_of(site, f"{SCENARIO}?pension=1&{'x' * 2000}")
    assert queue.waiting == []


@pytest.mark.parametrize(("name", "lever"), levers.LEVERS.items(), ids=levers.LEVERS)
def test_every_lever_makes_a_scenario_at_both_ends(name: str, lever: levers.Lever) -> None:
    for value in {lever.low, lever.high} - {levers.NEUTRAL.get(name, 0)}:
        choice = levers.choice_from(f"{name}:{value}")
        assert choice is not None
        assert len(choice.scenario().levers) == 1
        assert choice.words == (f"{lever.title}: {value}",)
