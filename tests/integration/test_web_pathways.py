# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The mapping over a small register: what is published of it, its pages and its files."""

import re
from html import unescape

import duckdb
import polars as pl
import pytest
from django.test import Client

from faglaert.definitions.parameters import disclosure_rule
from faglaert.disclosure.checks import group_violations
from faglaert.dissemination.pathways import TABLES, write_groups
from faglaert.published.dossier import dossier
from faglaert.published.store import Store
from faglaert.settings import Settings
from faglaert.warehouse.connection import connect, read_frame
from faglaert.web.file_forms import FORMS
from tests.small_world.mapped import mapped_installation
from tests.small_world.pathways_register import CLOSING, programmes_by_area

PROGRAMMES = [code for codes in programmes_by_area().values() for code in codes]
ONE = PROGRAMMES[0]
PAGES = (
    "/kortlaegning/frafald/",
    "/kortlaegning/frafald/?omraade=KHF&maal=rate",
    "/kortlaegning/frafald/?maal=andel",
    "/kortlaegning/frafald/sammenlign/?u=" + "&u=".join(PROGRAMMES[:4]),
    f"/kortlaegning/frafald/uddannelse/{ONE}/",
    f"/kortlaegning/frafald/uddannelse/{ONE}/?start=main&tabt=alle",
    "/kortlaegning/overgang/",
    "/kortlaegning/omvalg/",
    "/kortlaegning/skoler/",
)
FILES = (
    "/kortlaegning/frafald/tab",
    "/kortlaegning/frafald/uddannelser",
    "/kortlaegning/frafald/veje",
    f"/kortlaegning/frafald/uddannelse/{ONE}/hent",
    "/kortlaegning/overgang/hent",
    "/kortlaegning/omvalg/hent",
    "/kortlaegning/skoler/hent",
    "/kortlaegning/skoler/signaler",
)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """In this module the published store holds the mapping of the small register."""
    return mapped_installation(tmp_path_factory.mktemp("mapped"))


def text_of(site: Client, path: str) -> str:
    response = site.get(path)
    assert response.status_code == 200, path
    return unescape(response.content.decode())


def names_in_order(html: str) -> list[str]:
    return re.findall(r'<th scope="row">\s*<a href="[^"]+" lang="da">([^<]+)</a>', html)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_that_its_data_is_invented_and_what_it_means(site: Client, path: str) -> None:
    danish, english = text_of(site, path), text_of(site, "/en" + path)
    assert "Eksempeldata" in danish
    assert "Example data" in english
    assert "Et ophold på højst 15 måneder er ikke en afbrydelse" in danish
    assert "A break of up to 15 months is no interruption" in english
    assert "31. december 2024" in danish


@pytest.mark.parametrize("path", PAGES)
def test_every_download_of_a_page_is_there(site: Client, path: str) -> None:
    links = re.findall(r'<a href="([^"]+)" download>', text_of(site, path))
    assert len(links) >= len(FORMS)
    assert {site.get(link).status_code for link in links} == {200}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", FILES)
def test_every_file_comes_in_every_form(site: Client, path: str, form: str) -> None:
    response = site.get(f"{path}.{form}")
    assert response.status_code == 200
    assert len(response.content) > 300
    assert "attachment" in response["Content-Disposition"]


def test_typical_routes_are_told_with_their_months(site: Client, store: Store) -> None:
    found = store.pathways()
    assert found is not None
    routes = found.routes()
    assert all(sum(months for _, months in route.runs) == 48 for route in routes)
    assert sum(route.share for route in routes) <= 1.05
    page = text_of(site, "/kortlaegning/frafald/")
    state, months = routes[0].runs[0]
    assert state in {"gf1", "gf2", "main"}
    assert (
        f"{'Hovedforløb' if state == 'main' else 'Grundforløb ' + state[-1]} ({months}\N{NO-BREAK SPACE}mdr.)" in page
    )


def test_a_programme_says_how_long_it_takes(site: Client, store: Store) -> None:
    found = store.pathways()
    assert found is not None
    times = {code: found.completion_time(code) for code in PROGRAMMES}
    shown = {code: time for code, time in times.items() if time is not None and time.median is not None}
    assert shown
    for code, time in list(shown.items())[:2]:
        assert time.lower_quartile <= time.median <= time.upper_quartile
        page = text_of(site, f"/kortlaegning/frafald/uddannelse/{code}/")
        assert f"er halvdelen færdige {time.median} måneder efter" in page


def test_no_published_figure_breaks_the_rules_on_a_second_look(store: Store) -> None:
    rule = disclosure_rule(CLOSING)
    with connect(store.path, read_only=True) as connection:
        broken = {
            name: group_violations(read_frame(connection, f"FROM {name}"), table, rule)
            for name, table in TABLES.items()
        }
    assert {name: problems for name, problems in broken.items() if problems} == {}


def test_every_row_has_status_kind_of_data_and_build(store: Store) -> None:
    with connect(store.path, read_only=True) as connection:
        frames = {name: read_frame(connection, f"FROM {name}") for name in TABLES}
    for name, frame in frames.items():
        assert frame.height > 0, name
        assert set(frame["data_kind"]) == {"synthetic"}
        assert set(frame["build_id"]) == {store.release.build_id}
        assert frame["status"].null_count() == 0
        assert not [column for column in frame.columns if column.startswith("true_")]


def test_a_table_that_went_round_disclosure_control_is_refused() -> None:
    with duckdb.connect() as connection, pytest.raises(TypeError, match="disclosure control"):
        write_groups(connection, TABLES["pathways_losses"], pl.DataFrame({"share": [0.5]}), "b")  # type: ignore[arg-type]


def test_small_groups_are_hidden_somewhere(store: Store) -> None:
    found = store.pathways()
    assert found is not None
    hidden = [point for point in found.curves_at("programme", [12]) if point.status == "suppressed"]
    assert hidden
    assert {(point.share, point.n, point.low, point.high) for point in hidden} == {(None,) * 4}


def test_programmes_are_sorted_filtered_and_searched(site: Client) -> None:
    by_name = names_in_order(text_of(site, "/kortlaegning/frafald/"))
    by_begun = names_in_order(text_of(site, "/kortlaegning/frafald/?sorter=-begyndt"))
    only = names_in_order(text_of(site, "/kortlaegning/frafald/?omraade=KHF"))
    found = names_in_order(text_of(site, "/kortlaegning/frafald/?soeg=DETAIL"))
    assert sorted(by_name) == sorted(by_begun)
    assert by_name != by_begun
    assert 0 < len(only) < len(by_name)
    assert found == [name for name in by_name if "detail" in name.lower()] != []


def test_a_sorted_column_says_so(site: Client) -> None:
    assert 'aria-sort="descending"' in text_of(site, "/kortlaegning/frafald/?sorter=-frafald")


def test_what_a_reader_writes_is_text_and_unknown_wishes_are_left_out(site: Client) -> None:
    response = site.get("/kortlaegning/frafald/?sorter=DROP&omraade=X&maal=x&soeg=%22%3E%3Cscript%3E")
    page = response.content.decode()
    assert "<script>" not in page
    assert "&quot;&gt;&lt;script&gt;" in page
    assert 'aria-sort="ascending"' in page
    assert "Ingen uddannelser passer til valget." in page


def test_at_most_four_programmes_are_compared(site: Client) -> None:
    page = text_of(site, "/kortlaegning/frafald/sammenlign/?u=" + "&u=".join([*PROGRAMMES[:5], "findesikke"]))
    table = page[page.index('id="sammenligning"') :]
    assert table.count('<th scope="row"') == 4
    assert "Der kan sammenlignes 4 uddannelser ad gangen" in page


def test_nothing_ticked_tells_what_to_do(site: Client) -> None:
    assert "Sæt kryds ved op til 4 uddannelser" in text_of(site, "/kortlaegning/frafald/sammenlign/")


@pytest.mark.parametrize("path", ["uddannelse/99999999/", "uddannelse/99999999/hent.csv"])
def test_an_unknown_programme_is_not_found(site: Client, path: str) -> None:
    assert site.get("/kortlaegning/frafald/" + path).status_code == 404


def test_the_definition_follows_the_choice(site: Client) -> None:
    address = f"/kortlaegning/frafald/uddannelse/{ONE}/"
    assert "Regnes som tabt: frafald." in text_of(site, address)
    assert "Regnes som tabt: omvalg, frafald." in text_of(site, address + "?tabt=omvalg")
    assert "Uret går fra start på hovedforløb" in text_of(site, address + "?start=main")


def test_the_two_shares_of_losses_stand_side_by_side(site: Client) -> None:
    page = text_of(site, "/kortlaegning/overgang/")
    assert page.index("Ikke på hovedforløb er ikke det samme som tabt") < page.index('id="tabt-eller-ej"')
    assert "studiekompetence" in page


def test_schools_stand_by_name_and_the_number_of_comparisons_is_told(site: Client, store: Store) -> None:
    found = store.pathways()
    assert found is not None
    page = text_of(site, "/kortlaegning/skoler/")
    schools = re.findall(r"Skole (\d{6})", page)
    assert schools == sorted(schools)
    assert f"{found.signals()[0].comparisons} hold er sammenlignet" in page
    assert "Hvor man kan spørge" in page


def test_the_language_link_keeps_the_choice(site: Client) -> None:
    page = text_of(site, "/kortlaegning/frafald/sammenlign/?u=1&u=2&andet=3")
    assert "/en/kortlaegning/frafald/sammenlign/?u=1&u=2" in page
    assert "andet=3" not in page


@pytest.mark.parametrize(
    "indicator", ["dropout_basic_course_share", "completed_main_courses", "gf2_not_in_main_share_khf"]
)
def test_an_indicator_of_goal_1_is_shown_beside_its_baseline(site: Client, indicator: str) -> None:
    text = text_of(site, f"/indikatorer/{indicator}/")
    part = text[text.index('id="register"') : text.index('id="regnet"')]
    assert "Eksempeldata" in part
    assert "Udgangspunkt, " in part
    assert len(re.findall(r'<th scope="row"', part)) > 3


def test_the_same_figures_stand_in_the_file(site: Client, store: Store) -> None:
    found = store.pathways()
    assert found is not None
    rows = found.goal_figures("gf2_not_in_main_share_khf")
    text = text_of(site, "/indikatorer/gf2_not_in_main_share_khf/register.raa.csv")
    assert [row.period for row in rows if f",{row.period}," not in text] == []


def test_an_indicator_that_a_register_cannot_show_has_no_such_part(site: Client) -> None:
    assert 'id="register"' not in text_of(site, "/indikatorer/neet_share/")
    assert site.get("/indikatorer/neet_share/register.csv").status_code == 404
    assert site.get("/indikatorer/findes-ikke/register.csv").status_code == 404


def test_the_mapping_and_the_page_of_a_programme_lead_to_each_other(site: Client) -> None:
    curves, dossier = f"/kortlaegning/frafald/uddannelse/{ONE}/", f"/uddannelser/{ONE}/"
    assert f'href="{dossier}"' in site.get(curves).content.decode()
    assert f'href="{curves}"' in site.get(dossier).content.decode()


def test_the_page_of_a_programme_shows_the_dropout_of_the_mapping(site: Client, store: Store) -> None:
    pathways = store.pathways()
    assert pathways is not None
    (point,) = (
        each
        for each in pathways.curves_at("programme", [12])
        if (each.group_code, each.stage, each.outcome) == (ONE, "gf2", "dropout")
    )
    line = dossier(store, ONE).headline("dropout_basic")
    assert (line.value, line.status, line.data_kind) == (point.share, point.status, "synthetic")
    assert "Eksempeldata" in site.get(f"/uddannelser/{ONE}/").content.decode()
