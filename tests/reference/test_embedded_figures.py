# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Every keyed figure, code and text against the source's own, cell by cell; skips where those are not at hand."""

import csv
import json
import re
from pathlib import Path

import pytest

from faglaert.definitions.classifications import AreaLevel, areas, region_municipalities, vocational_programmes
from faglaert.definitions.figures import ProgrammeFigure, programme_figures, published_figures, series_figures
from faglaert.definitions.programme import programme
from faglaert.definitions.sources import Source, sources

SHARED = Path(__file__).parents[2].parent / "shared"
STATUSES = {
    "AA_TOTAL": "i_alt",
    "FULDFOERT": "fuldfoert",
    "IGANG": "igangvaerende",
    "AFBRUDT": "afbrudt",
    "INGENREG": "ingen_registreret",
}
ASCII = str.maketrans("æøå", "aoa")


def delivered(name: str) -> Path:
    """A file of the source's own figures."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the source's own figures ({name}) are not here")
    return path


def rows(name: str) -> list[dict[str, str]]:
    """The rows of such a file."""
    with delivered(name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def national(words: str) -> dict[tuple[str, str], float]:
    """One national series by area and period."""
    return {
        ("000", row["aar"]): float(row["vaerdi"])
        for row in rows("data/kommuner/national_series.csv")
        if row["indikator"].startswith(words)
    }


def snapshot(column: str, period: str) -> dict[tuple[str, str], float]:
    """One column of the list of municipalities by area and period."""
    found = rows("data/kommuner/kommune_snapshot.csv")
    return {(row["kode"], period): float(row[column]) for row in found if row[column]}


def municipal(name: str, column: str) -> dict[tuple[str, str], float]:
    """One municipal series by area and period."""
    return {(row["kode"], row["aar"]): float(row[column]) for row in rows(f"data/kommuner/{name}.csv")}


def keyed(series: str) -> dict[tuple[str, str], float | None]:
    """An embedded series by area and period."""
    return {(row.area_code, row.period): row.value for row in series_figures(series)}


def test_neet_is_the_source_s() -> None:
    expected = municipal("neet_16_24_region_h_2010_2024", "neet_pct") | national("neet_16_24_pct")
    assert keyed("neet_share") == expected


def test_neet_of_2023_is_the_same_in_both_deliveries() -> None:
    expected = snapshot("neet_16_24_pct_2023", "2023")
    found = {key: value for key, value in keyed("neet_share").items() if key[1] == "2023" and key[0] != "000"}
    assert found == {key: expected[key] for key in found}
    assert len(found) == 29


def test_the_profile_model_is_the_source_s() -> None:
    municipalities = municipal("profilmodel_ungdomsudd_region_h_2010_2023", "mindst_en_ungdomsuddannelse_pct")
    assert keyed("profile_share") == municipalities | national("profilmodel_ungdomsudd_pct")


def test_primary_school_only_is_the_source_s() -> None:
    expected = snapshot("kun_grundskole_pct_2025", "2025") | national("kun_grundskole_pct")
    assert keyed("primary_school_only_share") == expected


def test_primary_school_only_is_of_ages_25_to_29() -> None:
    counts = {
        row["hfudd"]: float(row["antal"])
        for row in rows("data/labour/hfudd11_dk_2019_alder_uddannelse.csv")
        if row["alder"] == "25-29"
    }
    assert keyed("primary_school_only_share")["000", "2019"] == pytest.approx(
        100 * counts["H10"] / counts["TOT"], abs=0.0001
    )


def test_population_and_employment_are_the_source_s() -> None:
    assert keyed("population") == snapshot("folketal_2026", "2026K1")
    assert keyed("employment_rate") == national("beskaeftigelsesfrekvens_pct")


def test_education_status_is_the_source_s() -> None:
    expected = {
        (row["grundskole_kommune_kode"], code): float(row[name])
        for row in rows("data/statusu6/statusu6_2024_kommuner.csv")
        for code, name in STATUSES.items()
    }
    assert {(row.area_code, row.category): row.value for row in series_figures("education_status")} == expected


def test_published_figures_are_the_pages() -> None:
    expected = [(float(row["vaerdi"]), row["periode"], row["kilde"]) for row in rows("data/published_figures.csv")]
    assert [(each.value, each.period, each.source_url) for each in published_figures()] == expected


def test_the_document_s_figures_are_its_list() -> None:
    expected = {row["id"]: (float(row["value"]), row["period"] or None) for row in rows("programme/figures.csv")}
    assert {each.id: (each.value, each.period) for each in programme_figures()} == expected


@pytest.mark.parametrize("figure", programme_figures(), ids=lambda each: each.id)
def test_the_document_prints_the_figure(figure: ProgrammeFigure) -> None:
    text = delivered("programme/fremtidens-faglaerte.txt").read_text(encoding="utf-8")
    printed = re.sub(r"(?<=\d)\.(?=\d{3})|(?<=\d) (?=%)", "", text)
    number = f"{abs(figure.value * 100 if figure.unit == 'share' else figure.value):.10g}".replace(".", ",")
    unit = "%" if figure.unit == "share" else ""
    assert re.search(rf"(?<![\d,]){number}{unit}(?!\d)", printed)


def test_the_action_plan_is_the_printed_one() -> None:
    expected = [
        (None if row["track"] == "all" else int(row["track"]), row["initiative_da"], row["initiative_en"], row["phase"],
         int(row["start_year"]), int(row["end_year"]))
        for row in rows("programme/action-plan.csv")
    ]  # fmt: skip
    plan = programme().action_plan
    assert [(e.track, e.title.da, e.title.en, e.phase, e.start_year, e.end_year) for e in plan] == expected


def test_municipalities_stand_in_their_region() -> None:
    regions = [area.code for area in areas() if area.level is AreaLevel.REGION]
    found = {(each.code, each.name_da, region) for region in regions for each in region_municipalities(region)}
    assert found == {(row["kode"], row["navn"], row["region"]) for row in rows("data/kommuner/kommune_snapshot.csv")}


def test_municipalities_of_the_region_stand_in_their_landsdel() -> None:
    expected = {row["kode"]: f"0{row['landsdel_nr']}" for row in rows("data/kommuner/region_h_kommuner.csv")}
    assert {area.code: area.parent_code for area in areas() if area.code in expected} == expected


def test_programmes_are_those_of_disced_15() -> None:
    expected = {
        (row["disced8"], row["disced8_navn"], row["hovedomraade"] or None, row["disced6"], row["disced4"])
        for row in rows("data/disced15/eud_uddannelser_disced8.csv")
    }
    assert {
        (each.code, each.name_da, each.main_area_code, each.disced6_code, each.disced4_code)
        for each in vocational_programmes()
    } == expected


@pytest.mark.parametrize("source", [each for each in sources().values() if each.statbank], ids=lambda each: each.id)
def test_requests_use_the_codes_of_the_table(source: Source) -> None:
    described = json.loads(delivered("data/statbank/relevant_tables.json").read_text(encoding="utf-8"))
    request = source.statbank
    if request is None or request.table not in described:
        pytest.skip("the table is not among those described")
    known = described[request.table]["kolonner"]
    codes_of_areas = {area.code for area in areas()}
    assert {name.lower().translate(ASCII) for name in request.variables} == set(known)
    for name, values in request.variables.items():
        words = known[name.lower().translate(ASCII)]
        if words.startswith("join dim.nuts"):
            assert set(values) <= {"*", *codes_of_areas}, name
        else:
            assert all(value in {"*", "(1)"} or f"{value}=" in words or "..." in words for value in values), name
