# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What the pages of the balance share: the links between them and what a figure rests on."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from faglaert.published.balance import Balance
from faglaert.web.labour.words import caution, part_words
from faglaert.web.pathways.parts import Option


@dataclass(frozen=True)
class Frame:
    """The other pages, the caution, the base year, and the assumptions the hatched figures rest on."""

    pages: tuple[Option, ...]
    caution: str
    base_year: int
    vintage: str
    draws: int
    assumptions: tuple[str, ...]


def frame_of(found: Balance, here: str) -> Frame:
    """The frame of the page named ``here``."""
    return Frame(
        pages=pages(here),
        caution=caution(),
        base_year=found.run.base_year,
        vintage=found.run.vintage,
        draws=found.run.draws,
        assumptions=tuple(
            dict.fromkeys(part_words(each.part) for each in found.origins() if each.data_kind == "assumed")
        ),
    )


def pages(here: str) -> tuple[Option, ...]:
    """The pages of the balance; ``here`` names the one that is open."""
    titles = {
        "overview": gettext("Balancen"),
        "scenario": gettext("Regn selv"),
        "forecasts": gettext("Andres fremskrivninger"),
        "profile": gettext("Profil efter 25 år"),
        "method": gettext("Metode og træfsikkerhed"),
    }
    return tuple(Option(title, reverse(f"labour:{name}"), name == here) for name, title in titles.items())
