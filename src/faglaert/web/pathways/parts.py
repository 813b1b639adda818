# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Parts that several pages of the mapping have: drawings, choices, and the links between the pages."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from faglaert import display
from faglaert.published.pathways import Meaning, Pathways


@dataclass(frozen=True)
class Drawing:
    """A chart for wide and for narrow screens, and its words; without numbers both are empty."""

    wide: str
    narrow: str
    words: str


@dataclass(frozen=True)
class Option:
    """One of several views of the same page, as a link."""

    title: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class Frame:
    """What stands on every page of the mapping: the other pages, and what its figures mean."""

    pages: tuple[Option, ...]
    meaning: str
    is_synthetic: bool
    closing_date: str


def frame_of(found: Pathways, meaning: Meaning, here: str, language: str) -> Frame:
    """The frame of the page named ``here``."""
    return Frame(pages(here), meaning.words(language), found.is_synthetic, closing_day(found, language))


def closing_day(found: Pathways, language: str) -> str:
    """The last day that was seen, in words."""
    return display.long_date(date.fromisoformat(found.closing_date), language)


def pages(here: str) -> tuple[Option, ...]:
    """The pages of the mapping; ``here`` names the one that is open."""
    titles = {
        "overview": gettext("Frafald"),
        "transitions": gettext("Overgang til hovedforløb"),
        "switches": gettext("Omvalg"),
        "schools": gettext("Skoler: hvor man kan spørge"),
    }
    return tuple(Option(title, reverse(f"pathways:{name}"), name == here) for name, title in titles.items())
