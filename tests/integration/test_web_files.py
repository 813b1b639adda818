# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Downloads read back equal what the store holds, under the agreed names and types."""

import csv
import io
import json
import re

import openpyxl
import pytest
from django.http import HttpResponse
from django.test import Client

from faglaert.published.store import Store

TABLES = ("/indikatorer/", "/indikatorer/neet_share/", "/programmets-tal/", "/offentliggjorte-tal/", "/metode/")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "raa.csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def fetch(site: Client, address: str) -> HttpResponse:
    response = site.get(address)
    assert response.status_code == 200
    return response


def raw_rows(site: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(fetch(site, address).content.decode("utf-8"))))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(("suffix", "content_type"), TYPES.items())
def test_every_table_comes_in_every_form(site: Client, table: str, suffix: str, content_type: str) -> None:
    for address in (f"{table}hent.{suffix}", f"/en{table}hent.{suffix}"):
        response = fetch(site, address)
        assert response["Content-Type"] == content_type
        assert len(response.content) > 100


def test_file_name_has_table_build_and_local_date(site: Client, store: Store) -> None:
    name = fetch(site, "/indikatorer/neet_share/hent.csv?omraade=101")["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="neet_share_101_[0-9a-z-]+_\d{4}-\d\d-\d\d\.csv"', name)
    assert store.release.build_id.lower() in name


def test_raw_file_equals_the_store(site: Client, store: Store) -> None:
    rows = raw_rows(site, "/indikatorer/neet_share/hent.raa.csv")
    expected = store.observations("neet_share")
    assert [(row["area_code"], row["period"], float(row["value"])) for row in rows] == [
        (each.area_code, each.period, each.value) for each in expected
    ]
    assert {row["build_id"] for row in rows} == {store.release.build_id}


def test_file_of_an_area_holds_that_area_alone(site: Client, store: Store) -> None:
    rows = raw_rows(site, "/indikatorer/neet_share/hent.raa.csv?omraade=101")
    assert len(rows) == len(store.observations("neet_share", "101")) > 1
    assert {row["area_code"] for row in rows} == {"101"}


def test_excel_file_equals_the_store_and_explains_itself(site: Client, store: Store) -> None:
    content = fetch(site, "/indikatorer/neet_share/hent.xlsx?omraade=101").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Tal", "Om tallene"]
    heading, *rows = book["Tal"].iter_rows(values_only=True)
    position = heading.index("Værdi")
    assert [row[position] for row in rows] == pytest.approx([e.value for e in store.observations("neet_share", "101")])
    about = " ".join(str(cell) for row in book["Om tallene"].iter_rows(values_only=True) for cell in row)
    assert store.release.build_id in about
    assert "Hentet" in about


def test_csv_for_excel_is_danish(site: Client) -> None:
    text = fetch(site, "/indikatorer/neet_share/hent.csv?omraade=101").content.decode("utf-8")
    assert text.startswith("\N{BYTE ORDER MARK}")
    first = text.split("\r\n")[1].split(";")
    assert re.fullmatch(r"\d+,\d", first[5])


def test_json_stat_holds_every_area_and_period(site: Client, store: Store) -> None:
    cube = json.loads(fetch(site, "/en/indikatorer/neet_share/hent.json").content)
    expected = store.observations("neet_share")
    areas, periods = (cube["dimension"][name]["category"]["index"] for name in ("area_code", "period"))
    values = dict(zip(((area, period) for area in areas for period in periods), cube["value"], strict=True))
    assert {key: value for key, value in values.items() if value is not None} == {
        (each.area_code, each.period): each.value for each in expected if each.value is not None
    }
    assert cube["dimension"]["area_code"]["category"]["label"]["084"] == "Capital Region of Denmark"


def test_programme_figures_file_has_all_of_them(site: Client, store: Store) -> None:
    rows = raw_rows(site, "/programmets-tal/hent.raa.csv")
    assert [row["id"] for row in rows] == [each.id for each in store.programme_figures()]


def test_files_may_be_read_from_other_sites(site: Client) -> None:
    response = fetch(site, "/indikatorer/neet_share/hent.json")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize(
    "address",
    ["/indikatorer/ukendt/hent.csv", "/indikatorer/neet_share/hent.pdf", "/indikatorer/neet_share/hent.csv?omraade=x"],
)
def test_unknown_files_are_not_found(site: Client, address: str) -> None:
    assert site.get(address).status_code == 404
