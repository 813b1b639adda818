# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The mapping while no register has been counted: pages that say how to get one, and no empty files."""

import pytest
from django.test import Client

from faglaert.published.store import Store

PAGES = ("frafald/", "frafald/sammenlign/", "frafald/uddannelse/30101510/", "overgang/", "omvalg/", "skoler/")
COMMANDS = ("faglaert pathways build", "faglaert build", "faglaert register load", "faglaert register synthesise")


def test_the_store_says_that_there_are_no_pathways(store: Store) -> None:
    assert store.pathways() is None


@pytest.mark.parametrize("path", PAGES)
def test_the_page_says_how_to_get_figures(site: Client, path: str) -> None:
    page = site.get("/kortlaegning/" + path)
    assert page.status_code == 200
    assert [command for command in COMMANDS if command not in page.content.decode()] == []


@pytest.mark.parametrize("path", ["frafald/tab.csv", "overgang/hent.xlsx", "skoler/signaler.json"])
def test_there_is_no_file(site: Client, path: str) -> None:
    assert site.get("/kortlaegning/" + path).status_code == 404


def test_an_indicator_says_nothing_of_a_register(site: Client) -> None:
    assert 'id="register"' not in site.get("/indikatorer/dropout_basic_course_share/").content.decode()
    assert site.get("/indikatorer/dropout_basic_course_share/register.csv").status_code == 404
