# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Every figure the balance stands on against the source's own, cell by cell; skips where those are not at hand."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from faglaert.balance.delivered import SECTIONS
from faglaert.definitions.labour import Key, labour_figures, labour_series
from faglaert.definitions.labour_assumptions import labour_assumptions
from tests.reference.test_embedded_figures import rows

REGION_OF = {"DK": "000", "DK01": "084", "DK02": "085", "DK03": "083", "DK04": "082", "DK05": "081"}
PROVINCE_OF = {f"DK01{number}": f"0{number}" for number in range(1, 5)}
SEX_OF = {"M": "M", "F": "K", "T": "TOT"}
HIGHER = {"h40_kvu": "H40", "h50_mvu": "H50", "h60_bach": "H60", "h70_lvu": "H70", "h80_phd": "H80"}
Told = Iterator[tuple[Key, str | float]]
Row = dict[str, str]


def labour(name: str) -> list[Row]:
    """The rows of one file of labour-market figures that are not marked as missing."""
    found = rows(f"data/labour/{name}.csv")
    return [row for row in found if row.get("vaerdi", row.get("antal", "0")) != ""]


def projection() -> Told:
    """FRKM126."""
    for row in labour("frkm126_region_h_kommuner_2026_2040"):
        for column, value in row.items():
            if column.startswith("alder_"):
                age = column.removeprefix("alder_").replace("_", "-").replace("80p", "80-")
                yield (row["kode"], int(row["aar"]), age), value


def counted(areas: dict[str, str]) -> Callable[[], Told]:
    """Eurostat's population by sex and five-year age."""

    def told() -> Told:
        for row in labour("eu_demo_r_pjangrp3_dk01_nuts3_2014_2022"):
            if row["geo"] in areas:
                age = row["age"].removeprefix("Y")
                yield (areas[row["geo"]], int(row["aar"]), SEX_OF[row["sex"]], age), row["vaerdi"]

    return told


def projection_2018() -> Told:
    """FRDK118, single ages added up to five years and both sexes."""
    bands: Counter[Key] = Counter()
    for row in labour("frdk118_dk_1aars_2018_2060"):
        lower = int(row["alder"]) // 5 * 5
        bands["000", int(row["aar"]), f"{lower}-{lower + 4}"] += int(row["antal"])
    yield from bands.items()


def higher() -> Told:
    """HFUDD11 2025: each higher education, the rest and all."""
    for row in labour("hfudd11_2025_kommune_videregaaende_oestdanmark"):
        codes = HIGHER | {"ikke_videregaaende_rest": "rest", "i_alt_15_69": "TOT"}
        yield from (((row["kode"], int(row["aar"]), code), row[column]) for column, code in codes.items())


def by_age() -> Told:
    """HFUDD11 2019."""
    for row in labour("hfudd11_dk_2019_alder_uddannelse"):
        yield (row["omraade"], int(row["aar"]), row["alder"], row["hfudd"]), row["antal"]


def percentages(name: str, *columns: str) -> Callable[[], Told]:
    """A table of per cent by region."""

    def told() -> Told:
        for row in labour(name):
            if row.get("age", "Y15-64") == "Y15-64":
                yield (REGION_OF[row["geo"]], int(row["aar"]), *(row[each] for each in columns)), row["pct"]

    return told


def survey(name: str) -> Callable[[], Told]:
    """The Labour Force Survey by sex and education at 25-64 years."""

    def told() -> Told:
        for row in labour(name):
            if row["age"] == "Y25-64" and row["geo"] in REGION_OF:
                code = {"TOTAL": "TOT"}.get(row["isced11"], row["isced11"])
                yield (REGION_OF[row["geo"]], int(row["aar"]), SEX_OF[row["sex"]], code), row["vaerdi"]

    return told


def employed_by_age() -> Told:
    """The same by sex and age, all educations."""
    for row in labour("eu_lfst_r_lfe2eedu_dk_1999_2015"):
        if row["isced11"] == "TOTAL" and row["geo"] in REGION_OF:
            age = row["age"].removeprefix("Y")
            yield (REGION_OF[row["geo"]], int(row["aar"]), SEX_OF[row["sex"]], age), row["vaerdi"]


def employed_by_education() -> Told:
    """The same by education at 25-64 years, both sexes."""
    for (area, year, sex, education), value in survey("eu_lfst_r_lfe2eedu_dk_1999_2015")():
        if sex == "TOT":
            yield (area, year, education), value


def jobs() -> Told:
    """ARDECO."""
    for row in labour("ardeco_snetz_beskaeftigelse_branche_dk_2000_2019"):
        yield (REGION_OF[row["nuts"]], int(row["aar"]), row["nace"]), row["tusind_personer"]


def employees() -> Told:
    """NABB36, 36 industries added up to ten."""
    groups: Counter[Key] = Counter()
    for row in labour("nabb36_dk_loenmodtagere_1966_2024"):
        groups["000", int(row["aar"]), SECTIONS[row["branche36"][0]]] += int(row["loenmodtagere"])
    yield from groups.items()


def plain(name: str, column: str) -> Callable[[], Told]:
    """A table of one figure by area and year."""
    return lambda: (((row["kode"], int(row["aar"])), row[column]) for row in labour(name))


def unemployed() -> Told:
    """Jobindsats' full-time unemployed in July."""
    for row in labour("jobindsats_ledige_kommune_2021m08_2026m07"):
        if row["maaned"].endswith("M07"):
            yield (row["kode"], int(row["maaned"][:4])), row["fuldtidsledige"]


def commuting() -> Told:
    """Published net commuting of single municipalities."""
    for row in labour("pendling_publicerede_tal"):
        if row["noegletal"].startswith("netto"):
            yield (row["omraade"], int(row["aar"])), row["vaerdi"]


def completions() -> Told:
    """UDDAKT10."""
    for row in labour("uddakt10_fuldfoert_dk_2005_2019"):
        yield ("000", int(row["aar"]), row["koen"], row["alder"], row["udd_kode"]), row["antal"]


def pupils() -> Told:
    """Pupils of vocational upper secondary programmes, both sexes."""
    for row in labour("eu_educ_renrlrg1_elever_isced97_dk_1998_2012"):
        if (row["sex"], row["isced97"]) == ("T", "ED3VPV") and row["geo"] in REGION_OF:
            yield (REGION_OF[row["geo"]], int(row["aar"])), row["antal"]


SOURCES: dict[str, Callable[[], Told]] = {
    "population_projection": projection,
    "population_structure": counted(PROVINCE_OF),
    "population_history": counted(REGION_OF),
    "population_projection_2018": projection_2018,
    "education_2025": higher,
    "education_by_age_2019": by_age,
    "education_level_shares": percentages("eu_edat_lfse_04_uddniveau_25_64_dk_2007_2019", "isced11"),
    "labour_force_2015": survey("eu_lfst_r_lfp2acedu_dk_1999_2015"),
    "employed_2015": survey("eu_lfst_r_lfe2eedu_dk_1999_2015"),
    "employed_by_age_2015": employed_by_age,
    "employed_by_education": employed_by_education,
    "jobs_by_industry": jobs,
    "employees_by_industry": employees,
    "employment_rate_2021": plain("ras200_beskaeftigelsesfrekvens_2008_2021", "bfk_16_64_pct"),
    "activity_rates": percentages("eu_lfst_r_lfp2actrt_dk_2007_2019"),
    "unemployed_july": unemployed,
    "net_commuting_2013": commuting,
    "completions_2018": completions,
    "vocational_students": pupils,
    "employed_residents": plain("ras_beskaeftigede_bopael_2008_2017", "beskaeftigede"),
}


def test_every_series_is_held_against_its_source() -> None:
    assert set(SOURCES) == set(labour_series())


@pytest.mark.parametrize("name", SOURCES)
def test_keyed_figures_are_the_sources_own(name: str) -> None:
    told = {key: float(value) for key, value in SOURCES[name]()}
    keyed = labour_figures(name)
    assert {key: told.get(key) for key in keyed} == keyed


def test_assumed_arrivals_are_the_published_ones() -> None:
    told = {row["noegletal"]: float(row["vaerdi"]) for row in labour("pendling_publicerede_tal")}
    arrivals = [value for name, value in told.items() if name.startswith("indpendlere i alt til Region Hovedstaden")]
    assert arrivals == [labour_assumptions().commuting.arrivals_2015]
