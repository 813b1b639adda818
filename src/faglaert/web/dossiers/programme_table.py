# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Every programme in one table, to be searched by name and main area."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.classifications import main_areas
from faglaert.published.dossier import Dossier, DossierLine
from faglaert.reports import dossier_text
from faglaert.web.file_forms import downloads
from faglaert.web.tables import Cell, Heading, Table, danish_order


@dataclass(frozen=True)
class Wish:
    """What a reader asked for: main area, and words of the name."""

    area: str = ""
    text: str = ""


@dataclass(frozen=True)
class AreaOption:
    """One main area of the filter."""

    code: str
    name: str
    is_selected: bool


@dataclass(frozen=True)
class ProgrammeTable:
    """The table with its filter."""

    areas: tuple[AreaOption, ...]
    text: str
    table: Table
    all_count: int
    with_figures: int
    is_synthetic: bool


def programme_table(every: Iterable[Dossier], wish: Wish, language: str) -> ProgrammeTable:
    """The programmes a reader asked for, by name."""
    found = sorted(every, key=lambda each: danish_order(each.programme.name_da))
    wanted = [
        each
        for each in found
        if wish.area in {"", each.programme.main_area_code}
        and wish.text.casefold() in each.programme.name_da.casefold()
    ]
    names = {area.code: area.name_en if language == "en" else area.name_da for area in main_areas()}
    return ProgrammeTable(
        areas=tuple(AreaOption(code, name, code == wish.area) for code, name in names.items()),
        text=wish.text,
        table=Table(
            key="uddannelser",
            caption=gettext("Uddannelserne"),
            headings=(
                Heading(gettext("Uddannelse")),
                Heading(gettext("Hovedområde")),
                *(Heading(title, is_number=True) for title in _headlines().values()),
            ),
            rows=tuple(_row(each, names, language) for each in wanted),
            downloads=downloads("dossiers:programmes_file"),
            stacks=True,
            has_heading_above=True,
        ),
        all_count=len(found),
        with_figures=sum(1 for each in found if each.evidence_count),
        is_synthetic=any(each.is_synthetic for each in wanted),
    )


def figure_cell(line: DossierLine, language: str) -> Cell:
    """A figure, or its symbol with the words that are read aloud in its place."""
    return Cell(dossier_text.figure_text(line, language), words=_symbol_words(line, language))


def _headlines() -> dict[str, str]:
    """The measures that have a column of their own, with short headings: the full ones stand on each page."""
    return {
        "apprenticeship": gettext("Har læreplads"),
        "dropout_basic": gettext("Frafald, 1 år"),
        "wellbeing_overall": gettext("Trivsel (1-5)"),
        "shortage": gettext("Mangel"),
    }


def _symbol_words(line: DossierLine, language: str) -> str:
    return dossier_text.status_text(line, language) if display.status_symbol(line.status) else ""


def _row(found: Dossier, names: dict[str, str], language: str) -> tuple[Cell, ...]:
    address = reverse("dossiers:programme", kwargs={"code": found.programme.code})
    return (
        Cell(found.programme.name_da, address=address, language="da" if language == "en" else ""),
        Cell(names.get(found.programme.main_area_code or "", "")),
        *(figure_cell(found.headline(name), language) for name in _headlines()),
    )
