# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The fixed words of papers in both languages."""

from typing import Literal

Language = Literal["da", "en"]

_TEXTS: dict[str, tuple[str, str]] = {
    "page": ("Side", "Page"),
    "build": ("Udgave {build}, beregnet {day}", "Build {build}, computed {day}"),
    "example": ("Eksempeldata", "Example data"),
    "example_text": (
        "Nogle af tallene er opdigtede, så man kan prøve systemet. De siger intet om virkeligheden.",
        "Some of the figures are made up so that the system can be tried. They say nothing about reality.",
    ),
    "no_information": ("ingen oplysning", "no information"),
    "register_area": ("Elever i registret", "Pupils in the register"),
    "until": ("til og med {day}", "up to and including {day}"),
    "register_source": (
        "Registret over elever, talt op i denne udgave",
        "The register of pupils, counted in this build",
    ),
    "retrieved": ("læst {day}", "read {day}"),
    "way_in": ("Vejen ind", "The way in"),
    "through": ("Vejen igennem", "The way through"),
    "wellbeing": ("Trivsel", "Well-being"),
    "after": ("Bagefter", "Afterwards"),
    "figures_of": ("{theme}: tal, perioder og kilder", "{theme}: figures, periods and sources"),
    "what": ("Hvad", "What"),
    "area": ("Område", "Area"),
    "figure": ("Tal", "Figure"),
    "period": ("Periode", "Period"),
    "source": ("Kilde", "Source"),
    "dossier": ("Uddannelsesmappe", "Programme dossier"),
    "evidence": (
        "{area}. {count} af {all} oplysninger har et tal i denne udgave.",
        "{area}. {count} of {all} pieces of information have a figure in this build.",
    ),
    "curve": ("Frafald måned for måned fra start på grundforløb 2", "Dropout month by month from the start of GF2"),
    "curve_name": ("Frafald", "Dropout"),
    "titles": ("Stillinger, uddannelsen fører til", "Job titles the programme leads to"),
    "titles_balance": ("Arbejdsmarkedsbalancen, efter område", "The labour market balance, by area"),
    "titles_recruitment": ("Forgæves rekrutteringer, efter område", "Unsuccessful recruitment, by area"),
    "title": ("Stilling", "Job title"),
    "category": ("Vurdering", "Assessment"),
    "rate": ("Forgæves", "Unsuccessful"),
    "balance_heading": ("Arbejdskraftbalancen for faglærte", "The labour-market balance of skilled workers"),
    "balance_year": (
        "{year}: {verdict}, sandsynlighed for mangel {chance}.",
        "{year}: {verdict}, probability of a shortage {chance}.",
    ),
    "balance_caution": (
        "Det gælder alle faglærte i regionen under ét (B3), ikke denne uddannelse, og hviler på antagelser. Balancen "
        "er ikke en prognose for ledige stillinger og kan ikke bruges til at uddanne et bestemt antal personer.",
        "That is of all skilled workers in the region as one (B3), not of this programme, and rests on assumptions. "
        "The balance is no forecast of vacancies and cannot be used to train a precise number of people.",
    ),
    "clear_shortage": ("klar mangel", "clear shortage"),
    "likely_shortage": ("sandsynlig mangel", "likely shortage"),
    "uncertain": ("for usikkert til at sige", "too uncertain to say"),
    "likely_surplus": ("sandsynligt overskud", "likely surplus"),
    "clear_surplus": ("klart overskud", "clear surplus"),
    "no_titles": (
        "Der er ingen oplysninger om de stillinger, uddannelsen fører til.",
        "There is no information about the job titles the programme leads to.",
    ),
    "whole_country": ("Hele landet", "Denmark"),
    "extensive_shortage": ("Omfattende mangel på arbejdskraft", "Extensive labour shortage"),
    "shortage": ("Mangel på arbejdskraft", "Labour shortage"),
    "paradox": ("Paradoksproblemer", "Shortage and unemployment at once"),
    "good": ("Gode jobmuligheder", "Good job prospects"),
    "poorer": ("Mindre gode jobmuligheder", "Poorer job prospects"),
    "unknown_caption": ("Oplysninger, der mangler, og hvorfor", "Information that is missing, and why"),
    "unknown": ("Det ved vi ikke", "What is not known"),
    "meanings": ("Hvad tallene betyder", "What the figures mean"),
    "meaning": ("Betydning", "Meaning"),
    "why": ("Hvorfor", "Why"),
    "about": ("Om tallene", "About the figures"),
    "sources": ("Kilder", "Sources"),
    "terms": ("Vilkår", "Terms"),
    "read_on": ("Læst", "Read"),
    "symbols": ("Tegn", "Symbols"),
    "symbol": ("Tegn", "Symbol"),
    "protection": (
        "Tal om få personer er skjult eller vist som interval. En skjult celle er ikke nul. Regionens tal er summen "
        "af de skoler i regionen, som kilden har med; er én af dem skjult i kilden, er summen det også.",
        "Figures about few persons are hidden or shown as an interval. A hidden cell is not zero. The region's figure "
        "is the sum of the schools in the region that the source holds; if one of them is hidden in the source, so is "
        "the sum.",
    ),
    "status_protection": (
        "Tal om få personer er skjult eller vist som interval. En skjult celle er ikke nul. Indikatorernes fulde "
        "definition, tidsserie og forbehold står på deres sider.",
        "Figures about few persons are hidden or shown as an interval. A hidden cell is not zero. The full definition, "
        "series and cautions of each indicator stand on its page.",
    ),
    "status_report": ("Statusrapport", "Status report"),
    "status_title": ("Status på {programme}, {day}", "Status of {programme}, {day}"),
    "status_lead": (
        "Hvor langt programmet er nået: indikatorerne mod udgangspunktet, initiativerne, pengene og det, der afviger.",
        "How far the programme has come: the indicators against the baseline, the initiatives, the money and what "
        "deviates.",
    ),
    "as_of": (
        "Opgjort {day}: kun perioder, der var slut den dag, er med. Tallene er fra udgave {build}, beregnet {built}.",
        "As of {day}: only periods that had ended by that day are included. The figures are from build {build}, "
        "computed {built}.",
    ),
    "later": ("Udgaven er nyere end opgørelsesdagen", "The build is later than the day of the report"),
    "later_text": (
        "Der findes ingen udgave fra dagen eller før. Tal kan være offentliggjort eller rettet efter opgørelsesdagen.",
        "There is no build from that day or before. Figures may have been published or revised after the day of the "
        "report.",
    ),
    "track": ("Spor {number}: {title}", "Track {number}: {title}"),
    "indicators_of": ("Spor {number}: indikatorerne mod udgangspunktet", "Track {number}: indicators and baselines"),
    "initiatives_of": ("Initiativerne, som de er registreret", "The initiatives as they are recorded"),
    "money_of": ("Bevilget og brugt", "Granted and spent"),
    "deviations_of": ("Det, der ikke går som planlagt", "What does not go as planned"),
    "goal": ("Mål: {goal}", "Goal: {goal}"),
    "indicator": ("Indikator", "Indicator"),
    "baseline": ("Udgangspunkt", "Baseline"),
    "now": ("Senest", "Latest"),
    "change": ("Ændring", "Change"),
    "course": ("Retning", "Course"),
    "better": ("Den ønskede vej", "As wished"),
    "worse": ("Den forkerte vej", "The wrong way"),
    "unchanged": ("Uændret", "Unchanged"),
    "no_newer": ("Intet nyere tal end udgangspunktet", "No figure newer than the baseline"),
    "no_baseline": ("Intet udgangspunkt", "No baseline"),
    "not_shown": ("Tallet vises ikke", "The figure is not shown"),
    "initiatives": ("Initiativer", "Initiatives"),
    "initiative": ("Initiativ", "Initiative"),
    "responsible": ("Ansvarlig", "Responsible"),
    "phase": ("Fase", "Phase"),
    "decision": ("Beslutning", "Decision"),
    "no_initiatives": ("Der er ikke registreret initiativer.", "No initiatives are recorded."),
    "money": ("Penge", "Money"),
    "frame": ("Programmets ramme: {amount}", "The programme's frame: {amount}"),
    "no_money": ("Der er ikke registreret bevillinger.", "No grants are recorded."),
    "post": ("Post", "Item"),
    "granted": ("Bevilget", "Granted"),
    "spent": ("Brugt", "Spent"),
    "deviations": ("Afvigelser", "Deviations"),
    "deviation": ("Afvigelse", "Deviation"),
    "action": ("Hvad gøres der", "What is done"),
    "no_deviations": ("Der er ingen afvigelser.", "There are no deviations."),
    "moved_wrong": (
        "{title}: {change} siden udgangspunktet, den forkerte vej.",
        "{title}: {change} since the baseline, the wrong way.",
    ),
    "no_action": ("ikke registreret", "not recorded"),
}


def word(key: str, language: str, **parts: object) -> str:
    """A text in ``da`` or ``en`` with its parts filled in; raises :class:`KeyError` for one that is not there."""
    danish, english = _TEXTS[key]
    return (english if language == "en" else danish).format(**parts)
