# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Names of what the mapping shows, and its figures as cells of tables."""

from functools import cache

from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.classifications import VocationalProgramme, main_areas, vocational_programmes
from faglaert.published.pathways import CurvePoint, GoalFigure, Loss, Meaning, Pathways, Transition
from faglaert.published.store import Store
from faglaert.web.about_files import Lines, about_release
from faglaert.web.frame import current_language
from faglaert.web.tables import Cell

NUMBERS = ("shown", "zero", "rounds_to_zero")


@cache
def programmes() -> dict[str, VocationalProgramme]:
    """Every vocational programme by code; the newest definition of a code."""
    return {programme.code: programme for programme in vocational_programmes()}


def programme_name(code: str) -> str:
    """The Danish name of a programme, its code when it has none."""
    found = programmes().get(code)
    return found.name_da if found else code


def area_name(code: str, language: str) -> str:
    """The name of a main area."""
    names = {area.code: area.name_en if language == "en" else area.name_da for area in main_areas()}
    return names.get(code, code)


def area_of(code: str) -> str:
    """The main area of a programme, empty when it has none."""
    found = programmes().get(code)
    return (found.main_area_code or "") if found else ""


def stage_words(stage: str) -> str:
    """A stage in the language of the page."""
    return {
        "gf1": gettext("Grundforløb 1"),
        "gf2": gettext("Grundforløb 2"),
        "main": gettext("Hovedforløb"),
    }[stage]


def outcome_words(outcome: str) -> str:
    """An outcome or a set of outcomes in the language of the page."""
    return {
        "completed": gettext("Fuldført"),
        "continued": gettext("Fortsat på en anden del"),
        "moved": gettext("Skiftet skole"),
        "switch": gettext("Omvalg"),
        "higher": gettext("Videregående uddannelse"),
        "upper_secondary": gettext("Gymnasial uddannelse"),
        "other_education": gettext("Anden uddannelse"),
        "dropout": gettext("Frafald"),
        "dropout_switch": gettext("Frafald og omvalg"),
        "left": gettext("Frafald, omvalg og anden uddannelse"),
    }[outcome]


def transition_words(outcome: str) -> str:
    """A status after GF2, or one of the two shares of losses."""
    return {
        "main_same": gettext("På hovedforløb i samme uddannelse"),
        "main_other": gettext("På hovedforløb i en anden uddannelse"),
        "gf2_again": gettext("På et nyt grundforløb"),
        "higher_or_upper": gettext("Gået videre med studiekompetence eller på gymnasial uddannelse"),
        "other_education": gettext("På anden uddannelse (FGU mv.)"),
        "waiting": gettext("Venter: begynder på hovedforløb inden for et år"),
        "not_continued": gettext("Ikke fortsat"),
        "gf2_not_in_main_share": gettext("Ikke på hovedforløb"),
        "gf2_lost_share": gettext("Tabt"),
    }[outcome]


def share_cell(row: CurvePoint | GoalFigure | Loss | Transition, *, has_interval: bool = True) -> Cell:
    """A share with its interval below, the interval alone, or the symbol of why there is neither."""
    language = current_language()
    text = display.value_with_unit(row.share, "share", row.status, language, low=row.low, high=row.high)
    note = ""
    if has_interval and row.status in NUMBERS and row.share and row.low is not None and row.high is not None:
        note = interval_text(row.low, row.high, language)
    return Cell(text, symbol_words(row.status), note=note)


def plain_share_cell(share: float | None, status: str = "shown") -> Cell:
    """A share alone, or the symbol of why there is none."""
    if share is not None:
        return Cell(display.share(share, current_language()))
    return count_cell(None, status)


def count_cell(count: float | None, status: str = "shown") -> Cell:
    """A number of persons, or the symbol of why there is none."""
    if count is not None:
        return Cell(display.number(count, current_language()))
    hidden = "suppressed" if status in {*NUMBERS, "interval"} else status
    return Cell(display.status_symbol(hidden), symbol_words(hidden))


def symbol_words(status: str) -> str:
    """What is read aloud in place of a symbol; empty where a number stands."""
    return display.status_words(status, current_language()) if display.status_symbol(status) else ""


def interval_text(low: float, high: float, language: str) -> str:
    """A 95 per cent interval with one decimal: ``9,1–10,4 %``."""
    return f"{display.number(100 * low, language, 1)}{display.EN_DASH}{display.share(high, language)}"


def about_pathways(store: Store, found: Pathways, meaning: Meaning, language: str) -> Lines:
    """What a file of the mapping says of itself: the definition, the data, the build and the symbols."""
    return ((gettext("Afgrænsning"), meaning.words(language)), *about_register(store, found, language))


def about_register(store: Store, found: Pathways, language: str) -> Lines:
    """What a file says of the register its figures are from: the data, the build and the symbols."""
    synthetic = ((gettext("Eksempeldata"), gettext("Tallene er opdigtede og kan ikke bruges.")),)
    return (
        (gettext("Set til og med"), found.closing_date),
        *(synthetic if found.is_synthetic else ()),
        *about_release(store, language),
    )
