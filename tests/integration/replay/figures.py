# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The tables the replay server answers from, made of published figures.

What is real and what is not:

* STATUSU6, FOLK1A 2026K1 per municipality, RAS200, UDDAKT10 and RAS310: figures as Statistics Denmark published them.
* NEET3, HFUDD11, GENMF10, OVGARB10: **shares are real, counts are scaled**. Only shares are known, so counts are the
  share of a declared base (NEET3 10,000 persons an area and year; HFUDD11 1,000,000; OVGARB10 10,000). The region in
  NEET3 is the sum of its scaled municipalities, not a published figure. In GENMF10 everybody who has not dropped out
  stands as completed (5 years) or in progress (1 year): how the rest divides is not known here.
* FRKM126: the real population of 1 January 2026, divided evenly over sex and age and held unchanged to 2050. It has the
  size and the shape of the projection, not its content. FRKM125 is the same under last year's name.

A figure that is not known here is ``..``, as StatBank writes what it does not show.
"""

from collections.abc import Mapping
from functools import cache

from faglaert.definitions.classifications import AreaLevel, areas, region_municipalities
from faglaert.definitions.figures import series_figures
from tests.integration.replay.further_tables import further_tables
from tests.integration.replay.tables import Codes, ReplayTable, ReplayVariable, dimension, time

NEET_BASE = 10_000
HFUDD_BASE = 1_000_000
OVGARB_BASE = 10_000
UNKNOWN_SCHOOL = "98"
SEX = {"TOT": "I alt", "M": "Mænd", "K": "Kvinder"}
SEX_10 = {"10": "Køn i alt", "M": "Mænd", "K": "Kvinder"}
EDUCATION_STATUS = {
    "AA_TOTAL": "Uddannelsesstatus i alt",
    "FULDFOERT": "Fuldført uddannelse",
    "IGANG": "Igangværende uddannelse",
    "AFBRUDT": "Afbrudt uddannelse",
    "INGENREG": "Ingen registreret uddannelse",
}
YOUTH_EDUCATION = {
    "TOT": "I alt",
    "H00": "Ingen ungdomsuddannelse",
    "H20": "H20 Gymnasiale uddannelser",
    "H29": "H29 Erhvervsfaglige grundforløb",
    "H30": "H30 Erhvervsfaglige uddannelser",
    "H99": "Andre højere uddannelser",
}
LEVELS = {
    "TOT": "I alt",
    "H10": "H10 Grundskole",
    "H20": "H20 Gymnasiale uddannelser",
    "H30": "H30 Erhvervsfaglige uddannelser",
    "H35": "H35 Adgangsgivende uddannelsesforløb",
    "H40": "H40 Korte videregående uddannelser, KVU",
    "H50": "H50 Mellemlange videregående uddannelser, MVU",
    "H60": "H60 Bacheloruddannelser, BACH",
    "H70": "H70 Lange videregående uddannelser, LVU",
    "H80": "H80 Ph.d. og forskeruddannelser",
    "H90": "H90 Uoplyst mv.",
}
# STATUSU6, whole country: 18-25-year-olds by latest youth education, all and interrupted, 2017-2024.
YOUTH_BY_EDUCATION = {
    ("H20", "AA_TOTAL"): (380483, 386871, 389953, 390331, 391567, 395049, 394563, 394463),
    ("H29", "AA_TOTAL"): (20482, 15651, 11728, 8876, 6743, 5538, 4626, 4462),
    ("H30", "AA_TOTAL"): (131204, 128679, 126590, 124412, 122219, 120661, 119822, 119941),
    ("H20", "AFBRUDT"): (13452, 14612, 14549, 14146, 13640, 14412, 14449, 14954),
    ("H29", "AFBRUDT"): (18907, 13876, 10099, 7297, 5205, 4127, 3419, 3263),
    ("H30", "AFBRUDT"): (18254, 19627, 20286, 20358, 21051, 22531, 22791, 23470),
}
# UDDAKT10, whole country: completed vocational education (H30), men and women, 2005-2019 (the last six).
COMPLETED_EUD = {
    "M": (17337, 15327, 16631, 16037, 15864, 14886),
    "K": (16563, 15744, 16955, 16071, 14333, 11045),
}
# GENMF10, vocational education (H30): persons starting and share that dropped out within five years, as last published.
FIVE_YEARS = {"2014": (50_000, 40), "2015": (45_800, 40), "2016": (41_600, 37), "2017": (41_100, 38)}
# ... and the share that dropped out early, within one year, of a base of 40,000.
ONE_YEAR = {"2018": 19, "2020": 14, "2021": 16}
STARTER_STATUS = {
    "0": "I gang i gruppen efter 1 år",
    "1": "Fuldført i gruppen inden for 1 år",
    "2": "Bestået deleksamen inden for 1 år",
    "3": "Tidligt afbrud i gruppen inden for 1 år",
    "4": "Ingen 1-årsstatus",
    "5": "I gang i gruppen efter 5 år",
    "6": "Fuldført i gruppen inden for 5 år",
    "7": "Frafald i gruppen inden for 5 år",
    "8": "Ingen 5-årsstatus",
}
# RAS, employed by residence at the end of November, whole country and Region Hovedstaden, 2013-2017.
EMPLOYED = {
    "000": (2693948, 2719840, 2759409, 2805073, 2848333),
    "084": (866553, 878625, 898268, 915226, 930922),
}


@cache
def tables() -> Mapping[str, ReplayTable]:
    """Every table by its id; made once."""
    made = [neet3(), statusu6(), folk1a(), hfudd11(), ras200(), genmf10(), ovgarb10(), uddakt10(), ras310()]
    made += [projection("FRKM126", 2026), projection("FRKM125", 2025)]
    return {table.id: table for table in made} | further_tables()


def area_names(*levels: AreaLevel) -> dict[str, str]:
    """Names of the areas of these levels by code."""
    return {area.code: area.name_da for area in areas() if area.level in levels and area.valid_to is None}


def neet3() -> ReplayTable:
    """Young people by NEET status; shares are real, counts are scaled to a base of 10,000 persons."""
    shares = {(each.area_code, each.period): each.value for each in series_figures("neet_share")}
    counts = {key: round(value * NEET_BASE / 100) for key, value in shares.items() if value is not None}
    periods = sorted({period for _, period in shares})
    members = [area.code for area in region_municipalities("084")]

    def cell(codes: Codes) -> float | None:
        status, sex, area, socio, age, period = codes
        if (sex, socio, age) != ("00", "TOT", "1624"):
            return None
        parts = members if area == "084" else [area]
        if any((part, period) not in counts for part in parts):
            return None
        return sum(_neet(status, counts[part, period]) for part in parts)

    return ReplayTable(
        "NEET3",
        "Befolkningen (16-29 år) efter NEET-status",
        "Antal",
        "2025-11-06T08:00:00",
        (
            dimension("STATUSNEET", "NEET-status", {"00": "I alt", "05": "Aktive", "10": "NEET"}, total="00"),
            dimension("KØN", "køn", {"00": "I alt", "M": "Mænd", "K": "Kvinder"}, total="00"),
            dimension("BOPOMR", "bopælsområde", _areas_without_landsdele(), total="000"),
            dimension("SOCIO", "socioøkonomisk status", {"TOT": "I alt", "131": "Lønmodtagere"}, total="TOT"),
            dimension("ALDER", "alder", {"TOT": "I alt", "1624": "16-24 år", "2529": "25-29 år"}, total="TOT"),
            time(periods),
        ),
        cell,
    )


def _neet(status: str, neet: int) -> int:
    return {"00": NEET_BASE, "05": NEET_BASE - neet, "10": neet}[status]


def _areas_without_landsdele() -> dict[str, str]:
    return area_names(AreaLevel.NATION, AreaLevel.REGION, AreaLevel.MUNICIPALITY)


def statusu6() -> ReplayTable:
    """18-25-year-olds by education status and municipality of primary school; code 98 is unknown or abroad."""
    cells: dict[Codes, float | None] = {
        (each.category, "TOT", each.area_code, each.period): each.value for each in series_figures("education_status")
    }
    for status in EDUCATION_STATUS:
        known = sum(value or 0 for (of, _, area, _), value in cells.items() if of == status and area != "000")
        cells[status, "TOT", UNKNOWN_SCHOOL, "2024"] = (cells[status, "TOT", "000", "2024"] or 0) - known
    for (education, status), counts in YOUTH_BY_EDUCATION.items():
        for year, count in zip(range(2017, 2025), counts, strict=True):
            cells[status, education, "000", str(year)] = count
    places = area_names(AreaLevel.NATION, AreaLevel.MUNICIPALITY) | {UNKNOWN_SCHOOL: "Uoplyst"}
    return ReplayTable(
        "STATUSU6",
        "18-25 årige efter uddannelsesstatus, uddannelse, grundskolens beliggenhed og tid",
        "Antal",
        "2025-06-19T08:00:00",
        (
            dimension("UDDSTAT", "uddannelsesstatus", EDUCATION_STATUS, total="AA_TOTAL"),
            dimension("UDDANNELSE", "uddannelse", YOUTH_EDUCATION, total="TOT"),
            dimension("GRUNDBEL", "grundskolens beliggenhed", places, total="000"),
            time(range(2017, 2025)),
        ),
        cells.get,
    )


def folk1a() -> ReplayTable:
    """Population on the first day of the quarter; the country in 2026K1 is the sum of its municipalities."""
    cells: dict[Codes, float | None] = {
        (each.area_code, "TOT", "IALT", "TOT", each.period): each.value for each in series_figures("population")
    }
    cells["084", "TOT", "IALT", "TOT", "2026K1"] = sum(
        cells[area.code, "TOT", "IALT", "TOT", "2026K1"] or 0 for area in region_municipalities("084")
    )
    municipalities = [value or 0 for (area, *_), value in cells.items() if area != "084"]
    cells["000", "TOT", "IALT", "TOT", "2026K1"] = sum(municipalities)
    cells["000", "TOT", "IALT", "TOT", "2020K1"] = 5822763
    ages = {"IALT": "Alder i alt"} | {str(age): f"{age} år" for age in range(126)}
    civil = {"TOT": "I alt", "U": "Ugift", "G": "Gift/separeret", "E": "Enke/enkemand", "F": "Fraskilt"}
    return ReplayTable(
        "FOLK1A",
        "Befolkningen den 1. i kvartalet",
        "Antal",
        "2026-02-11T08:00:00",
        (
            dimension("OMRÅDE", "område", _areas_without_landsdele(), total="000"),
            dimension("KØN", "køn", {"TOT": "I alt", "1": "Mænd", "2": "Kvinder"}, total="TOT"),
            dimension("ALDER", "alder", ages, total="IALT"),
            dimension("CIVILSTAND", "civilstand", civil, total="TOT"),
            time(["2020K1", "2026K1"]),
        ),
        cells.get,
    )


def projection(table_id: str, first_year: int) -> ReplayTable:
    """Population projection by municipality, of full size: 98 x 102 x 2 x 25 combinations. Sex has no total."""
    totals = {each.area_code: int(each.value or 0) for each in series_figures("population")}
    single_ages = [*map(str, range(100)), "100-"]
    shares = {age: position for position, age in enumerate(single_ages)}

    def cell(codes: Codes) -> float | None:
        area, age, sex, _ = codes
        half = (totals[area] + (sex == "K")) // 2
        if age == "TOT":
            return half
        return half // len(shares) + (shares[age] < half % len(shares))

    ages = {"TOT": "Alder i alt"} | {age: f"{age} år" for age in single_ages}
    places = {code: name for code, name in area_names(AreaLevel.MUNICIPALITY).items() if code in totals}
    return ReplayTable(
        table_id,
        f"Befolkningsfremskrivning {first_year} efter kommune, alder, køn og tid",
        "Antal",
        f"{first_year}-06-12T08:00:00",
        (
            dimension("KOMMUNEDK", "kommune", places),
            dimension("ALDER", "alder", ages, total="TOT"),
            ReplayVariable("KØN", "køn", {"M": "Mænd", "K": "Kvinder"}, elimination=True),
            time(range(first_year, 2051)),
        ),
        cell,
    )


def hfudd11() -> ReplayTable:
    """Highest completed education of 25-29-year-olds; shares are real, counts are scaled to a base of 1,000,000."""
    series = series_figures("primary_school_only_share")
    cells: dict[Codes, float | None] = {}
    for each in series:
        cells[each.area_code, "TOT", "TOT", "25-29", "TOT", each.period] = HFUDD_BASE
        share = each.value or 0
        cells[each.area_code, "TOT", "H10", "25-29", "TOT", each.period] = round(share * HFUDD_BASE / 100)
    ages = [f"{lower}-{lower + 4}" for lower in range(15, 70, 5)]
    return ReplayTable(
        "HFUDD11",
        "Befolkningens højest fuldførte uddannelse (15-69 år)",
        "Antal",
        "2025-06-20T08:00:00",
        (
            dimension("BOPOMR", "bopælsområde", _areas_without_landsdele(), total="000"),
            dimension("HERKOMST", "herkomst", {"TOT": "I alt", "5": "Personer med dansk oprindelse"}, total="TOT"),
            dimension("HFUDD", "højest fuldført uddannelse", LEVELS, total="TOT"),
            dimension("ALDER", "alder", {"TOT": "Alder i alt"} | {age: f"{age} år" for age in ages}, total="TOT"),
            dimension("KØN", "køn", SEX, total="TOT"),
            time(sorted({each.period for each in series})),
        ),
        cells.get,
    )


def ras200() -> ReplayTable:
    """Employment rates in per cent with one decimal; the ages overlap and have no total, so they must be given."""
    series = series_figures("employment_rate")
    cells: dict[Codes, float | None] = {
        (each.area_code, "0", each.category, "TOT", "BFK", each.period): each.value for each in series
    }
    rates = {"BFK": "Beskæftigelsesfrekvens", "EFK": "Erhvervsfrekvens"}
    ages = {"16-64": "16-64 år", "16-65": "16-65 år (2020 -)", "1666": "16-66 år (2022 -)"}
    return ReplayTable(
        "RAS200",
        "Erhvervs- og beskæftigelsesfrekvenser (ultimo november)",
        "Pct.",
        "2025-11-06T08:00:00",
        (
            dimension("OMRÅDE", "område", area_names(AreaLevel.NATION, AreaLevel.REGION, AreaLevel.LANDSDEL)),
            dimension("HERKOMST", "herkomst", {"0": "I alt", "10": "Personer med dansk oprindelse"}, total="0"),
            dimension("ALDER", "alder", ages),
            dimension("KØN", "køn", SEX, total="TOT"),
            dimension("BEREGNING", "frekvens", rates),
            time(sorted({each.period for each in series})),
        ),
        cells.get,
        decimals=1,
    )


def genmf10() -> ReplayTable:
    """Where starters are after one year (status 0-4) and five years (5-8); each of the two adds up to the total."""
    cells: dict[Codes, float | None] = {}
    for year, (started, share) in FIVE_YEARS.items():
        dropped = started * share // 100
        _put(cells, year, {"TOT": started, "5": 0, "6": started - dropped, "7": dropped, "8": 0})
    for year, share in ONE_YEAR.items():
        _put(cells, year, {"TOT": 40_000, "0": 40_000 - 400 * share, "1": 0, "2": 0, "3": 400 * share, "4": 0})
    return ReplayTable(
        "GENMF10",
        "Gennemførsel af uddannelsesgrupper",
        "Antal",
        "2025-12-04T08:00:00",
        (
            dimension("STARTUD", "startuddannelse", {"TOT": "I alt", "H30": YOUTH_EDUCATION["H30"]}, total="TOT"),
            dimension("HERKOMST", "herkomst", {"TOT": "I alt", "4": "Indvandrere"}, total="TOT"),
            dimension("KØN", "køn", SEX_10, total="10"),
            dimension("STAT", "status", {"TOT": "I alt"} | STARTER_STATUS, total="TOT"),
            dimension("STARTALD", "alder ved start", {"TOT": "Alder i alt", "-14": "Under 15 år"}, total="TOT"),
            time(range(2014, 2022)),
        ),
        cells.get,
    )


def _put(cells: dict[Codes, float | None], year: str, counts: Mapping[str, int]) -> None:
    for status, count in counts.items():
        cells["H30", "TOT", "10", status, "TOT", year] = count


def ovgarb10() -> ReplayTable:
    """Where those who completed vocational education in 2017 are later; shares are real, counts scaled to 10,000."""
    employed = {"3M": 7_700, "21M": 7_400}
    cells: dict[Codes, float | None] = {}
    for when, count in employed.items():
        cells["H30", "TOT", "TOT", "0", "TOT", when, "TOT", "2017"] = OVGARB_BASE
        cells["H30", "TOT", "TOT", "0", "001", when, "TOT", "2017"] = count
    after = {"TOT": "I alt", "000": "Under uddannelse", "001": "Beskæftigede", "002": "Arbejdsløs"}
    after |= {"003": "Udenfor arbejdsstyrken", "950": "Ikke i befolkningen"}
    status = {"T": "I alt", "0": "Har fuldført", "1": "Har afbrudt", "2": "Har fuldført delkompetance"}
    return ReplayTable(
        "OVGARB10",
        "Fra uddannelsesgrupper til fortsat uddannelse eller arbejdsmarked",
        "Antal",
        "2024-03-14T08:00:00",
        (
            dimension("UDDANGROUP", "slutuddannelse", {"TOT": "I alt", "H30": YOUTH_EDUCATION["H30"]}, total="TOT"),
            dimension("IETYPE", "herkomst", {"TOT": "I alt", "4": "Indvandrere"}, total="TOT"),
            dimension("KØN", "køn", SEX, total="TOT"),
            dimension("UDDSTAT", "uddannelsesstatus", status, total="T"),
            dimension("STATUSAFG", "status efter afgang", after, total="TOT"),
            dimension("STATUSTID", "tidspunkt", {m: m.replace("M", " måneder") for m in ("3M", "9M", "15M", "21M")}),
            dimension("ALDERLEV", "alder ved afgang", {"TOT": "Alder i alt", "-14": "Under 15 år"}, total="TOT"),
            time([2017]),
        ),
        cells.get,
    )


def uddakt10() -> ReplayTable:
    """Completed vocational education in the country; nobody completes a basic course alone, so H29 is zero."""
    cells: dict[Codes, float | None] = {}
    for position, year in enumerate(map(str, range(2014, 2020))):
        men, women = COMPLETED_EUD["M"][position], COMPLETED_EUD["K"][position]
        for sex, count in {"10": men + women, "M": men, "K": women}.items():
            cells["000", "H30", "TOT", sex, "F", year] = count
            cells["000", "H29", "TOT", sex, "F", year] = 0
    places = _areas_without_landsdele() | {"998": "Uden for Danmark", "999": "Uoplyst"}
    education = {"TOT": "I alt", "H29": YOUTH_EDUCATION["H29"], "H30": YOUTH_EDUCATION["H30"]}
    return ReplayTable(
        "UDDAKT10",
        "Uddannelsesaktivitet efter bopælsområde, uddannelse, alder, køn, status og tid",
        "Antal",
        "2025-12-11T08:00:00",
        (
            dimension("BOPOMR", "bopælsområde", places, total="000"),
            dimension("UDDANNELSE", "uddannelse", education, total="TOT"),
            dimension("ALDER", "alder", {"TOT": "Alder i alt", "-5": "-5 år", "40-": "40 år-"}, total="TOT"),
            dimension("KØN", "køn", SEX_10, total="10"),
            dimension("FSTATUS", "status", {"B": "Elever pr. 1. oktober", "F": "Fuldført", "T": "Tilgang"}),
            time(range(2014, 2020)),
        ),
        cells.get,
    )


def ras310() -> ReplayTable:
    """Employed persons by residence; only the totals over education and industry are known here."""
    cells: dict[Codes, float | None] = {
        (area, "TOT", "TOT", "TOT", "TOT", str(year)): count
        for area, counts in EMPLOYED.items()
        for year, count in zip(range(2013, 2018), counts, strict=True)
    }
    places = area_names(AreaLevel.NATION, AreaLevel.REGION)
    industry = {"TOT": "I alt", "A": "Landbrug, skovbrug og fiskeri", "F": "Bygge og anlæg", "QA": "Sundhedsvæsen"}
    return ReplayTable(
        "RAS310",
        "Beskæftigede (ultimo november) efter område, uddannelse, branche, alder, køn og tid",
        "Antal",
        "2025-11-13T08:00:00",
        (
            dimension("OMRÅDE", "område", places, total="000"),
            dimension("UDDANNELSE", "uddannelse", LEVELS, total="TOT"),
            dimension("BRANCHE07", "branche (DB07)", industry, total="TOT"),
            dimension("ALDER", "alder", {"TOT": "Alder i alt", "-16": "Under 16 år"}, total="TOT"),
            dimension("KØN", "køn", SEX, total="TOT"),
            time(range(2013, 2018)),
        ),
        cells.get,
    )
