# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Pages of programmes: the same figures and words as in the paper and the files."""

import csv
import io
import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django.fixtures import Settings as DjangoSettings

from faglaert.published.dossier import dossier_programmes
from faglaert.published.store import open_store
from faglaert.reports.fonts import FOLDER
from faglaert.settings import Settings
from faglaert.web.file_forms import FORMS
from faglaert.web.server import collect_static
from tests.small_world.dossier_files import COOK, ELECTRICIAN, GLAZIER, dossier_installation

PAGE = f"/uddannelser/{ELECTRICIAN}/"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An installation with figures of programmes."""
    return dossier_installation(tmp_path_factory.mktemp("dossiers"))


@pytest.fixture
def client(home: Settings, static_root: Path, settings: DjangoSettings) -> Client:
    """A client of its site."""
    settings.FAGLAERT = home
    settings.STATIC_ROOT = static_root
    settings.ALLOWED_HOSTS = ["testserver"]
    collect_static()
    return Client()


def words(client: Client, address: str) -> str:
    """What a page says, without markup and with plain blanks."""
    response = client.get(address)
    assert response.status_code == 200
    text = unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
    return " ".join(text.split())


def rows(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).content.decode())))


def test_page_and_paper_tell_the_balance_of_skilled_workers_as_one(client: Client) -> None:
    paper = PdfReader(io.BytesIO(client.get(f"{PAGE}mappe.pdf").content))
    printed = " ".join(" ".join(page.extract_text().split()) for page in paper.pages)
    for text in (words(client, PAGE), printed):
        assert "2030: sandsynlig mangel, sandsynlighed for mangel" in text
        assert "alle faglærte i regionen under ét (B3), ikke denne uddannelse" in text
    assert "probability of a shortage" in words(client, f"/en{PAGE}")


def test_the_page_shows_the_figures_with_area_period_and_source(client: Client) -> None:
    text = words(client, PAGE)
    assert "Region Hovedstaden 70,0 % 2025 Uddannelsesstatistik.dk, læst" in text
    assert "Hele landet 66,7 % 2025" in text
    assert "Elektriker RAR Bornholm Omfattende mangel på arbejdskraft januar 2026" in text


def test_what_is_hidden_is_read_aloud_and_what_is_missing_is_said(client: Client) -> None:
    text = words(client, f"/uddannelser/{GLAZIER}/")
    assert "Region Hovedstaden .. skjult af hensyn til diskretion" in text
    assert "I job et år efter fuldført uddannelse" in text
    assert "ingen oplysning" in text


def test_a_small_group_is_shown_as_an_interval(client: Client) -> None:
    assert "Region Hovedstaden 33–67 % 2025" in words(client, f"/uddannelser/{COOK}/")


def test_the_page_is_english_in_english(client: Client) -> None:
    text = words(client, "/en" + PAGE)
    assert "Capital Region of Denmark 70.0% 2025" in text
    assert "In work a year after completing" in text


def test_the_list_has_every_programme_of_today(client: Client) -> None:
    response = client.get("/uddannelser/").content.decode()
    linked = set(re.findall(r'href="/uddannelser/(\d{8})/"', response))
    assert linked == set(dossier_programmes())


def test_the_list_can_be_searched(client: Client) -> None:
    response = client.get("/uddannelser/?omraade=TBT&soeg=GLAR").content.decode()
    assert re.findall(r'href="/uddannelser/(\d{8})/"', response) == [GLAZIER]
    assert "Ingen uddannelser passer" in words(client, "/uddannelser/?soeg=ingenting")


def test_the_list_says_the_same_as_the_page(client: Client) -> None:
    assert re.search(
        r"Elektriker Teknologi, byggeri og transport 70,0 % : ingen oplysning 3,8", words(client, "/uddannelser/")
    )


@pytest.mark.parametrize("address", ["/uddannelser/99999999/", "/uddannelser/99999999/mappe.pdf", "/uddannelser/x/"])
def test_an_unknown_programme_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("address", ["/uddannelser/hent", PAGE + "hent"])
def test_every_form_is_delivered(client: Client, address: str, form: str) -> None:
    response = client.get(f"{address}.{form}")
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]


def test_the_file_has_the_lines_of_the_page(client: Client) -> None:
    found = {(row["measure"], row["area_code"]): row for row in rows(client, PAGE + "hent.raa.csv")}
    assert (found["apprenticeship", "084"]["value"], found["apprenticeship", "084"]["status"]) == ("0.7", "shown")
    assert (found["employment", "none"]["value"], found["employment", "none"]["status"]) == ("", "missing")


def test_no_number_leaves_where_it_is_hidden(client: Client) -> None:
    every = rows(client, "/uddannelser/hent.raa.csv")
    hidden = [row for row in every if row["status"] in {"suppressed", "missing"}]
    assert hidden
    assert {row["value"] + row["low_value"] + row["high_value"] for row in hidden} == {""}


def test_the_cube_tells_what_is_missing(client: Client) -> None:
    cube = json.loads(client.get(PAGE + "hent.json").content)
    assert cube["id"] == ["programme_code", "measure", "area_code"]
    assert set(cube["status"].values()) == {"missing", "suppressed"}


@pytest.mark.skipif(not any(FOLDER.glob("*.woff2")), reason="the fonts have not been made: run `./dev up`")
def test_the_paper_is_of_the_same_build(client: Client, home: Settings) -> None:
    response = client.get(PAGE + "mappe.pdf")
    pages = PdfReader(io.BytesIO(response.content)).pages
    text = " ".join(page.extract_text() for page in pages)
    assert response["Content-Type"] == "application/pdf"
    assert open_store(home.paths).release.build_id in text
    assert "70,0" in text


def test_without_figures_every_programme_still_has_its_page(site: Client) -> None:
    text = words(site, PAGE)
    assert "0 af 16 oplysninger har et tal" in text
    assert "Det ved vi ikke" in text
