# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Tables that the mappings and the balance will need, in the shape StatBank describes.

STATUSU1 holds published figures (2024, by sex). Of the others no figure is known here: every cell is ``..``, as
StatBank writes what it does not show, so that nothing made up can be taken for a figure.
"""

from collections.abc import Mapping

from faglaert.definitions.classifications import AreaLevel, areas
from tests.integration.replay.tables import Codes, ReplayTable, ReplayVariable, dimension, time

TOTAL = {"TOT": "I alt"}
SEX = TOTAL | {"M": "Mænd", "K": "Kvinder"}
SEX_10 = {"10": "Køn i alt", "M": "Mænd", "K": "Kvinder"}
LEVELS = TOTAL | {code: code for code in ("H10", "H20", "H30", "H35", "H40", "H50", "H60", "H70", "H80", "H90")}
YOUTH = TOTAL | {"H00": "Ingen", "H20": "Gymnasiale", "H29": "Grundforløb", "H30": "Erhvervsfaglige", "H99": "Andre"}
STATUS = {"AA_TOTAL": "I alt", "FULDFOERT": "Fuldført", "IGANG": "Igangværende", "AFBRUDT": "Afbrudt"}
STATUS |= {"INGENREG": "Ingen registreret"}
MEASURE = {"B": "Elever pr. 1. oktober", "F": "Fuldført", "T": "Tilgang"}
VOCATIONAL = TOTAL | {"H29": "Grundforløb", "H30": "Erhvervsuddannelser", "H301020": "Social- og sundhedsuddannelsen"}
ORIGIN = TOTAL | {"5": "Dansk oprindelse", "4": "Indvandrere", "3": "Efterkommere"}
NATIONAL = TOTAL | {"1": "Danmark", "2": "Vestlige lande", "9": "Ikke-vestlige lande"}
AGES = ("-15", "16-19", "20-24", "25-29", "30-34", "35-39", "40-44", "45-49", "50-54", "55-59", "60-64", "65-66", "67-")
WORKING = {"05": "Selvstændige", "10": "Medarbejdende ægtefæller", "15": "Lønmodtager med ledelsesarbejde"}
WORKING |= {"20": "Højeste niveau", "25": "Mellemniveau", "30": "Grundniveau", "35": "Andre", "40": "Uoplyst"}
INDUSTRY = {"TOT": "Erhverv i alt", "A": "Landbrug", "C": "Industri", "F": "Bygge og anlæg", "QA": "Sundhedsvæsen"}
SUBSECTIONS = {"C": "ABCDEFGHIJKLM", "J": "ABC", "L": "AB", "M": "ABC", "Q": "AB", "S": "AB"}
NATIONAL_INDUSTRIES = {
    section + each: section + each for section in "ABCDEFGHIJKLMNOPQRS" for each in SUBSECTIONS.get(section, ("",))
}
# STATUSU1 2024, 18-25-year-olds, all educations: men and women by status.
BY_SEX = {
    "AA_TOTAL": (305540, 295626),
    "FULDFOERT": (191428, 213007),
}


def further_tables() -> Mapping[str, ReplayTable]:
    """The tables by name."""
    made = [
        _table("NEET1", _neet1(), range(2022, 2024)),
        _table("STATUSU1", _status("HERKOMST", {"0": "I alt", "10": "Dansk oprindelse"}, SEX), [2024], _by_sex),
        _table("STATUSU2", _status("FORUDD1", LEVELS), [2024]),
        _table("UDDAKT11", _by_school(), [2024]),
        _table("UDDAKT34", _national("UDDDL", {"TT": "I alt", "53": "GF1", "54": "GF2", "52": "Hovedforløb"}), [2024]),
        _table("UDDAKT35", _national("UDDFORM", {"70": "I alt", "41": "Praktikvej", "42": "Skolevej"}), [2024]),
        _table("FORLOB10", _after_primary_school(), [2024]),
        _table("INST15", _institutions(), [2024]),
        _table("HFUDD16", _education_by_status(), [2023]),
        _table("HFUDD21", _completed_and_ongoing(), [2023, 2024]),
        _table("RAS201", _status_by_origin(), [2023]),
        _table("RAS209", _status_by_education(), [2023]),
        _table("PEND100", _commuting(), [2023]),
        _table("PEND101", _commuting_by_industry(), [2023]),
        _table("NABB36", _national_accounts(), range(2019, 2025)),
        _table("AULK01", _unemployed({"YDELSESTYPE": TOTAL, "AKASSE": TOTAL}), ["2026M07", "2026M08"]),
        _table("AUP02", _unemployed({}), ["2026M07", "2026M08"]),
    ]
    return {table.id: table for table in made}


def _table(
    name: str, variables: tuple[ReplayVariable, ...], periods: object, cell: object = lambda _codes: None
) -> ReplayTable:
    return ReplayTable(name, name, "Antal", "2025-11-06T08:00:00", (*variables, time(periods)), cell)


def _by_sex(codes: Codes) -> float | None:
    status, education, _age, sex, origin, _year = codes
    if (education, origin) != ("TOT", "0") or status not in BY_SEX:
        return None
    men, women = BY_SEX[status]
    return {"M": men, "K": women, "TOT": men + women}[sex]


def _places(*levels: AreaLevel) -> dict[str, str]:
    return {area.code: area.name_da for area in areas() if area.level in levels}


def _area(code: str) -> ReplayVariable:
    return dimension(code, "område", _places(AreaLevel.NATION, AreaLevel.REGION, AreaLevel.MUNICIPALITY), total="000")


def _neet1() -> tuple[ReplayVariable, ...]:
    status = {"0": "I alt", "5": "Aktive", "10": "Ikke-aktive (NEET)"}
    socio = dimension("SOCIO", "status", TOTAL, total="TOT")
    return (
        dimension("STATUSNEET", "NEET", status, total="0"),
        dimension("KØN", "køn", SEX, total="TOT"),
        _area("BOPOMR"),
        socio,
    )


def _status(third: str, values: Mapping[str, str], sex: Mapping[str, str] | None = None) -> tuple[ReplayVariable, ...]:
    ages = {"IALT": "Alder i alt", "18": "18 år"}
    head = dimension("UDDSTAT", "status", STATUS), dimension("UDDANNELSE", "uddannelse", YOUTH, total="TOT")
    middle = (dimension("KØN", "køn", sex, total="TOT"),) if sex else ()
    return *head, dimension("ALDER", "alder", ages, total="IALT"), *middle, dimension(third, third.lower(), values)


def _by_school() -> tuple[ReplayVariable, ...]:
    return (
        _area("OMRÅDE1"),
        dimension("UDDANNELSE", "uddannelse", VOCATIONAL, total="TOT"),
        dimension("ALDER", "alder", TOTAL, total="TOT"),
        dimension("KØN", "køn", SEX_10, total="10"),
        dimension("FSTATUS", "status", MEASURE),
    )


def _national(last: str, values: Mapping[str, str]) -> tuple[ReplayVariable, ...]:
    return (
        dimension("UDDANNELSE", "uddannelse", VOCATIONAL, total="TOT"),
        dimension("ALDER", "alder", TOTAL, total="TOT"),
        dimension("HERKOMST", "herkomst", ORIGIN, total="TOT"),
        dimension("HERKOMST1", "national oprindelse", NATIONAL, total="TOT"),
        dimension("KØN", "køn", SEX_10, total="10"),
        dimension("FSTATUS", "status", MEASURE),
        dimension(last, last.lower(), values),
    )


def _after_primary_school() -> tuple[ReplayVariable, ...]:
    return (
        dimension("AFGAARG", "afgangsårgang", {"2022": "2022", "2023": "2023"}),
        dimension("AFGKLAS", "klasse", TOTAL, total="TOT"),
        dimension("AFGREG", "region", _places(AreaLevel.NATION, AreaLevel.REGION), total="000"),
        dimension("UDDSTAT", "status", {"1": "I gang", "2": "Fuldført", "3": "Afbrudt", "4": "Ej påbegyndt"}),
        dimension("STATUSTID", "tid", {"3": "3 måneder", "15": "1 år", "27": "2 år", "39": "3 år"}),
        dimension("UDDANNELSE", "uddannelse", TOTAL | {"H20": "Gym.", "H29": "Grundforløb", "H30": "EUD"}, total="TOT"),
        dimension("KOEN", "køn", SEX_10, total="10"),
        dimension("HERKOMST", "herkomst", {"0": "I alt"}, total="0"),
    )


def _institutions() -> tuple[ReplayVariable, ...]:
    schools = TOTAL | {
        "101401": "101401 NEXT Uddannelse København",
        "147401": "147401 TEC",
        "101497": "101497 Niels Brock",
    }
    return (
        dimension("FSTATUS", "status", MEASURE),
        dimension("INSTI", "institution", schools, total="TOT"),
        dimension("UDDANNELSE", "uddannelse", VOCATIONAL, total="TOT"),
        dimension("HERKOMST", "herkomst", ORIGIN, total="TOT"),
        dimension("KØN", "køn", SEX_10, total="10"),
        dimension("ALDER", "alder", TOTAL, total="TOT"),
    )


def _education_by_status() -> tuple[ReplayVariable, ...]:
    socio = {"0": "Under uddannelse", "1": "Beskæftigede", "2": "Arbejdsløs", "3": "Uden for arbejdsstyrken"}
    return (
        _area("BOPOMR"),
        dimension("UDDANNELSEF", "uddannelse", LEVELS, total="TOT"),
        dimension("SOCIO", "status", socio),
        dimension("ERHVERV", "erhverv", INDUSTRY, total="TOT"),
        dimension("ALDER", "alder", TOTAL, total="TOT"),
        dimension("KOEN", "køn", SEX, total="TOT"),
    )


def _completed_and_ongoing() -> tuple[ReplayVariable, ...]:
    return (
        _area("BOPOMR"),
        dimension("HERKOMST", "herkomst", ORIGIN, total="TOT"),
        dimension("HFUDD", "højest fuldførte uddannelse", LEVELS, total="TOT"),
        dimension("IGUDD", "igangværende uddannelse", YOUTH, total="TOT"),
        dimension(
            "ALDER", "alder", TOTAL | {"15-19": "15-19 år", "20-24": "20-24 år", "25-29": "25-29 år"}, total="TOT"
        ),
        dimension("KØN", "køn", SEX, total="TOT"),
    )


def _status_by_origin() -> tuple[ReplayVariable, ...]:
    origin = {"999": "Dansk oprindelse", "24": "Indvandrere, vestlige", "25": "Indvandrere, ikke-vestlige"}
    return (
        _area("OMRÅDE"),
        dimension("SOCIO", "status", {"0": "Beskæftigede", "50": "Arbejdsløse", "55": "Uden for arbejdsstyrken"}),
        dimension("HERKOMST", "herkomst", origin),
        dimension("ALDER", "alder", {age: age for age in AGES}),
        dimension("KØN", "køn", {"M": "Mænd", "K": "Kvinder"}),
    )


def _status_by_education() -> tuple[ReplayVariable, ...]:
    return (
        _area("OMRÅDE"),
        dimension("UDDANNELSE", "uddannelse", LEVELS, total="TOT"),
        dimension("SOCIO", "status", TOTAL | WORKING | {"50": "Arbejdsløse", "175": "Øvrige uden for"}, total="TOT"),
        dimension("ALDER", "alder", {age: age for age in AGES}),
        dimension("KØN", "køn", SEX, total="TOT"),
    )


def _commuting() -> tuple[ReplayVariable, ...]:
    home = dimension("BOPKOM", "bopæl", _places(AreaLevel.MUNICIPALITY))
    return (
        home,
        dimension("ARBEJDSSTED", "arbejdssted", _places(AreaLevel.REGION)),
        dimension("KØN", "køn", SEX, total="TOT"),
    )


def _commuting_by_industry() -> tuple[ReplayVariable, ...]:
    kinds = {"DAG": "Dagbefolkning (arbejdssted)", "NAT": "Natbefolkning (bopæl)"}
    industry = dimension("BRANCHE07", "branche", INDUSTRY, total="TOT")
    return (
        _area("OMRÅDE"),
        industry,
        dimension("PENDLING", "pendling", kinds),
        dimension("KØN", "køn", SEX, total="TOT"),
    )


def _unemployed(more: Mapping[str, Mapping[str, str]]) -> tuple[ReplayVariable, ...]:
    ages = {"TOT": "Alder i alt", "16-24": "16-24 år"}
    extra = tuple(dimension(code, code.lower(), values, total="TOT") for code, values in more.items())
    return (
        _area("OMRÅDE"),
        *extra,
        dimension("ALDER", "alder", ages, total="TOT"),
        dimension("KØN", "køn", SEX, total="TOT"),
    )


def _national_accounts() -> tuple[ReplayVariable, ...]:
    measures = {"EMPM_DC": "Samlet beskæftigelse (antal)", "SALM_DC": "Lønmodtagere (antal)"}
    return dimension("SOCIO", "socioøkonomisk status", measures), dimension("BRANCHE", "branche", NATIONAL_INDUSTRIES)
