# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What the pages of the balance share: the links between them and what a figure rests on."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.programme import programme
from faglaert.published.balance import SHOWN_YEARS, Balance
from faglaert.web.labour.words import advice_words, caution, further_words, lead_words, part_words, vintage_words
from faglaert.web.pathways.parts import Option


@dataclass(frozen=True)
class Frame:
    """The other pages, the caution, what was computed, and the assumptions the hatched figures rest on."""

    pages: tuple[Option, ...]
    caution: str
    vintage: str
    draws: str
    assumptions: tuple[str, ...]


def frame_of(found: Balance, here: str, language: str) -> Frame:
    """The frame of the page named ``here``."""
    return Frame(
        pages=pages(here),
        caution=caution(),
        vintage=vintage_words(found.run.vintage, language),
        draws=display.number(found.run.draws, language),
        assumptions=tuple(
            dict.fromkeys(part_words(each.part) for each in found.origins() if each.data_kind == "assumed")
        ),
    )


def pages(here: str) -> tuple[Option, ...]:
    """The pages of the balance; ``here`` names the one that is open."""
    titles = {
        "overview": gettext("Balancen"),
        "scenario": gettext("Regn selv"),
        "forecasts": gettext("Andres og tidligere tal"),
        "profile": gettext("Profil efter 25 år"),
        "method": gettext("Metode og træfsikkerhed"),
    }
    return tuple(Option(title, reverse(f"labour:{name}"), name == here) for name, title in titles.items())


def region_words(found: Balance, group: str, language: str) -> tuple[str, str]:
    """B3 of a group in the first year shown in plain words, and what else there is to say of it."""
    rows = {row.year: row for row in found.results(programme().region_code, education=group) if row.concept == "B3"}
    first, *others = (rows[year] for year in SHOWN_YEARS)
    further = (further_words(row, language) for row in others)
    return lead_words(first, language), " ".join(
        (advice_words(first.verdict), *further, gettext("Tallene er B3: med ledighed og tomme job."))
    )
