# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Words of the balance in the language of the page."""

from babel.lists import format_list
from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.classifications import area_names
from faglaert.definitions.labour import input_parts
from faglaert.published.balance import Balance, Origin, Result
from faglaert.published.store import Store
from faglaert.web.about_files import Lines, about_release
from faglaert.web.tables import Cell


def caution() -> str:
    """What stands on every page and in every file."""
    return gettext(
        "Balancen er ikke en prognose for ledige stillinger. Den er en lille forskel mellem to store tal, og den kan "
        "ikke bruges til at uddanne et bestemt antal personer. Læs ordet først, så sandsynligheden, og tallet sidst."
    )


def verdict_words(verdict: str | None) -> str:
    """A verdict in words; of a group that is too small none is given."""
    return {
        "clear_shortage": gettext("klar mangel"),
        "likely_shortage": gettext("sandsynlig mangel"),
        "uncertain": gettext("for usikkert til at sige"),
        "likely_surplus": gettext("sandsynligt overskud"),
        "clear_surplus": gettext("klart overskud"),
    }.get(verdict or "", gettext("for få personer"))


def lead_words(row: Result, language: str) -> str:
    """A balance of the region in plain words: the verdict, how often, how many, and how to take it."""
    if row.p_shortage is None or row.q50 is None or row.q10 is None or row.q90 is None:
        return gettext("%(group)s i regionen i %(year)s: for få personer til et tal.") % {
            "group": group_name(row.education),
            "year": row.year,
        }
    told = gettext(
        "%(group)s i regionen i %(year)s: %(verdict)s. I %(chance)s af 100 mulige forløb er der færre, end jobbene "
        "spørger efter. Midten er %(middle)s, og 80 af 100 forløb ligger mellem %(low)s og %(high)s."
    )
    names = {"middle": row.q50, "low": row.q10, "high": row.q90}
    return told % {
        "group": group_name(row.education),
        "year": row.year,
        "verdict": verdict_words(row.verdict),
        "chance": of_hundred(row.p_shortage, language),
        **{name: gap_words(value, language) for name, value in names.items()},
    }


def further_words(row: Result, language: str) -> str:
    """Of another year only the verdict, and how often."""
    if row.p_shortage is None:
        return ""
    return gettext("I %(year)s: %(verdict)s; mangel i %(chance)s af 100 forløb.") % {
        "year": row.year,
        "verdict": verdict_words(row.verdict),
        "chance": of_hundred(row.p_shortage, language),
    }


def advice_words(verdict: str | None) -> str:
    """What a reader may take from a verdict."""
    if verdict in {"clear_shortage", "clear_surplus"}:
        return gettext("Selv med al usikkerhed peger tallene samme vej.")
    if verdict in {"likely_shortage", "likely_surplus"}:
        return gettext("Tallene peger den vej, men det modsatte kan ske.")
    return gettext("Tallene kan ikke sige, om der bliver for få eller for mange.")


def gap_words(value: float, language: str) -> str:
    """A balance as too few or too many: ``14.500 for få``."""
    count = display.number(abs(value), language)
    return (gettext("%(count)s for få") if value < 0 else gettext("%(count)s for mange")) % {"count": count}


def of_hundred(value: float, language: str) -> str:
    """A probability as so many of a hundred, never quite none or all."""
    if value < 0.01:
        return gettext("under %(count)s") % {"count": 1}
    if value > 0.99:
        return gettext("over %(count)s") % {"count": 99}
    return display.number(100 * value, language)


def vintage_words(vintage: str, language: str) -> str:
    """What the inputs of a run are."""
    told = []
    if "pathways:" in vintage:
        told.append(gettext("det indlæste elevregister"))
    if vintage.startswith("statbank"):
        told.append(gettext("tabeller hentet fra Danmarks Statistik"))
    return format_list([*told, gettext("tal, der følger med systemet")], locale=language)


def group_name(group: str) -> str:
    """The name of a group of education."""
    return {
        "skilled": gettext("Faglærte"),
        "unskilled": gettext("Ufaglærte"),
        "gymnasium": gettext("Gymnasial uddannelse"),
        "short_higher": gettext("Kort videregående"),
        "medium_higher": gettext("Mellemlang videregående"),
        "long_higher": gettext("Lang videregående"),
        "unknown": gettext("Uoplyst uddannelse"),
        "all": gettext("Alle uddannelser"),
    }[group]


def education_name(code: str) -> str:
    """The name of one of the nine educations."""
    return {
        "H10": gettext("Grundskole"),
        "H20": gettext("Gymnasial uddannelse"),
        "H30": gettext("Erhvervsuddannelse"),
        "H40": gettext("Kort videregående"),
        "H50": gettext("Mellemlang videregående"),
        "H60": gettext("Bachelor"),
        "H70": gettext("Lang videregående"),
        "H80": gettext("Ph.d. og forskeruddannelse"),
        "H90": gettext("Uoplyst uddannelse"),
    }[code]


def concept_words(concept: str) -> str:
    """What a balance subtracts from what."""
    return {
        "B1": gettext("B1: arbejdsstyrken, der bor i området, minus jobbene i området"),
        "B2": gettext("B2: arbejdsstyrken, der bor i området, minus de job, beboerne har, også uden for området"),
        "B3": gettext("B3: arbejdsstyrken ved strukturel ledighed minus beboernes job og de job, der står tomme"),
    }[concept]


def concept_name(concept: str) -> str:
    """A balance by a few words."""
    return {
        "B1": gettext("B1: før pendling"),
        "B2": gettext("B2: efter pendling"),
        "B3": gettext("B3: med ledighed og tomme job"),
    }[concept]


def step_words(step: str) -> str:
    """A cause in the explanation of a balance."""
    return {
        "base_gap": gettext("Balancen i basisåret"),
        "ageing": gettext("Alder og afgang"),
        "entrants": gettext("Nye fra uddannelse"),
        "movers": gettext("Flytninger og voksne, der uddanner sig"),
        "participation": gettext("Erhvervsdeltagelse og pensionsalder"),
        "industries": gettext("Brancher, der vokser eller skrumper"),
        "mix": gettext("Anden uddannelse i brancherne"),
        "commuting": gettext("Pendling"),
    }[step]


def component_words(component: str) -> str:
    """A source of error."""
    return {
        "population": gettext("Hvor mange der kommer til at bo i regionen"),
        "attainment": gettext("Hvilken uddannelse de har"),
        "participation": gettext("Hvor mange af dem der arbejder eller søger job"),
        "national_jobs": gettext("Landets job efter branche, som de har svinget før"),
        "regional_jobs": gettext("Regionens del af landets job"),
        "mix": gettext("Hvilken uddannelse brancherne bruger"),
        "commuting": gettext("Pendling"),
        "paths": gettext("Valget mellem høj og lav vækst, og strukturel ledighed"),
    }[component]


def kind_words(kind: str) -> str:
    """How sure a figure is."""
    return {
        "official": gettext("offentliggjort tal"),
        "modelled": gettext("beregnet"),
        "assumed": gettext("hviler på antagelser"),
        "synthetic": gettext("opdigtet"),
    }[kind]


def industry_words(code: str) -> str:
    """The name of a group of industries."""
    return {
        "A": gettext("Landbrug, skovbrug og fiskeri"),
        "B-E": gettext("Industri, råstoffer og forsyning"),
        "F": gettext("Bygge og anlæg"),
        "G-I": gettext("Handel, transport og hoteller"),
        "J": gettext("Information og kommunikation"),
        "K": gettext("Finansiering og forsikring"),
        "L": gettext("Ejendomshandel og udlejning"),
        "M-N": gettext("Erhvervsservice"),
        "O-Q": gettext("Offentlig administration, undervisning og sundhed"),
        "R-U": gettext("Kultur, fritid og anden service"),
    }.get(code, code)


def state_words(state: str) -> str:
    """A state of the profile view."""
    return {
        "vocational": gettext("I gang med en erhvervsuddannelse"),
        "gymnasium": gettext("I gang med en gymnasial uddannelse"),
        "outside": gettext("Uden en uddannelse og ikke i gang"),
        "skilled": gettext("Faglært"),
        "upper_secondary": gettext("Gymnasial eller videregående uddannelse"),
    }[state]


def persons(value: float, language: str) -> str:
    """Persons with their sign: ``−14.500``."""
    return display.number(value, language)


def interval_words(low: float, high: float, language: str) -> str:
    """Between which numbers of persons 80 of 100 paths end."""
    return gettext("80 af 100: %(low)s til %(high)s") % {"low": persons(low, language), "high": persons(high, language)}


def chance(value: float, language: str) -> str:
    """A probability in whole per cent, never quite none or all."""
    if value < 0.01:
        return gettext("under %(share)s") % {"share": display.share(0.01, language, 0)}
    if value > 0.99:
        return gettext("over %(share)s") % {"share": display.share(0.99, language, 0)}
    return display.share(value, language, 0)


def is_weak(kind: str) -> bool:
    """Whether a figure is hatched: neither counted nor computed from counted ones alone."""
    return kind in {"assumed", "synthetic"}


def verdict_cell(row: Result) -> Cell:
    """The verdict."""
    return Cell(verdict_words(row.verdict), is_hatched=is_weak(row.data_kind))


def chance_cell(row: Result, language: str) -> Cell:
    """The probability of a shortage."""
    if row.p_shortage is None:
        return hidden_cell(row.status, language)
    return Cell(chance(row.p_shortage, language), is_hatched=is_weak(row.data_kind))


def middle_cell(row: Result, language: str) -> Cell:
    """The middle, with where 80 of 100 paths lie below it."""
    if row.q50 is None or row.q10 is None or row.q90 is None:
        return hidden_cell(row.status, language)
    span = interval_words(row.q10, row.q90, language)
    return Cell(persons(row.q50, language), note=span, is_hatched=is_weak(row.data_kind))


def hidden_cell(status: str, language: str) -> Cell:
    """A number that is not shown."""
    return Cell(display.status_symbol(status), display.status_words(status, language))


def place_name(code: str, language: str) -> str:
    """The name of an area."""
    return area_names(language).get(code, code)


def part_words(part: str) -> str:
    """A part of the inputs in words."""
    history, error = part.removeprefix("history of "), part.removeprefix("error of ")
    if history != part:
        return gettext("udviklingen i %(part)s") % {"part": part_words(history)}
    if error != part:
        return gettext("usikkerheden på %(part)s") % {"part": part_words(error)}
    return {
        "population": gettext("folketal efter alder og køn"),
        "shares": gettext("uddannelse efter alder og køn"),
        "attainment": gettext("uddannelsesniveau"),
        "participation": gettext("erhvervsdeltagelse"),
        "cohort_change": gettext("voksne, der uddanner sig"),
        "unemployment": gettext("ledighed efter uddannelse"),
        "structural": gettext("strukturel ledighed"),
        "unmet": gettext("job, der står tomme"),
        "jobs": gettext("job efter branche"),
        "mix": gettext("uddannelse inden for brancherne"),
        "commuters": gettext("pendling"),
        "commuting": gettext("nettopendling"),
        "commuting_reach": gettext("hvor langt hver uddannelse pendler"),
        "national_jobs": gettext("landets job efter branche"),
        "regional_jobs": gettext("regionens job efter branche"),
        "pension_age": gettext("pensionsalder"),
        "pension_shift": gettext("hvor meget pensionsalderen flytter"),
        "flexibility": gettext("hvem der kan tage hvis job"),
        "extra_completions": gettext("flere, der fuldfører"),
    }.get(part, part)


def origin_words(row: Origin, language: str) -> tuple[str, str]:
    """How one part of the inputs was made, and the language of that; what a fetched table says of itself is Danish."""
    name = row.source.removeprefix("embedded:")
    parts = input_parts()
    if row.source.startswith("embedded:") and name in parts:
        return parts[name].words(language), language
    return row.text, "da"


def chain_words(chain: str) -> str:
    """Where the rates of the lever on losses are from, and what its interval tells, if it has one."""
    if chain.startswith("pathways:"):
        return gettext(
            "Satserne er talt i det elevregister, der er indlæst. Intervallet dækker kun, at de er talt på et endeligt "
            "antal elever; hvor mange der bliver boende, og hvor mange lærepladser der er, er antaget."
        )
    printed = gettext(
        "Satserne er de tal, programmets dokument har trykt, og antagelser om resten. Ingen har målt deres fejl, så "
        "virkningen på arbejdsstyrken har ikke noget interval."
    )
    if "not pathways:" not in chain:
        return printed
    left_out = gettext(
        "Et elevregister er indlæst, men det ser ikke ud til at dække regionen og bruges ikke; "
        "metodesiden siger hvorfor."
    )
    return f"{printed} {left_out}"


def about_balance(store: Store, found: Balance, language: str) -> Lines:
    """What a file of the balance says of itself: the caution, what each balance is, and what every part comes from."""
    return (
        (gettext("Forbehold"), caution()),
        *((f"B{number}", concept_words(f"B{number}")) for number in (1, 2, 3)),
        (gettext("Afrunding"), gettext("Antal personer har tre betydende cifre, hvert for sig.")),
        (gettext("Grundlag"), found.run.vintage),
        (gettext("Forløb"), gettext("%(draws)s, frø %(seed)s") % {"draws": found.run.draws, "seed": found.run.seed}),
        *(
            (
                gettext("Del: %(part)s") % {"part": part_words(row.part)},
                f"{kind_words(row.data_kind)}. {origin_words(row, language)[0]} ({row.source})",
            )
            for row in found.origins()
        ),
        *about_release(store, language),
    )
