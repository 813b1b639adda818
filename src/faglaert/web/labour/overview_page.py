# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The front page of the balance: every group of education in the region, the municipalities, and the focus fields."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.programme import programme
from faglaert.published.balance import ALL, CONCEPTS, GROUPS, SHOWN_YEARS, Balance, Result
from faglaert.web.file_forms import downloads
from faglaert.web.labour.parts import Frame, frame_of, region_words
from faglaert.web.labour.words import (
    chance_cell,
    concept_name,
    concept_words,
    group_name,
    hidden_cell,
    industry_words,
    is_weak,
    middle_cell,
    place_name,
    verdict_cell,
)
from faglaert.web.pathways.parts import Option
from faglaert.web.tables import Cell, Heading, Table, danish_order

FOCUS = {"F": "building", "B-E": "green", "O-Q": "welfare"}
SKILLED = "H30"


@dataclass(frozen=True)
class OverviewPage:
    """Skilled workers in words, the region by group, one group by municipality, jobs for skilled in focus fields."""

    frame: Frame
    lead: str
    further: str
    concepts: tuple[Option, ...]
    meaning: str
    region: Table
    groups: tuple[Option, ...]
    places: Table
    focus: Table


def overview_page(found: Balance, *, concept: str, group: str, language: str) -> OverviewPage:
    """The overview in one balance, with one group by municipality."""
    address = reverse("labour:overview")
    lead, further = region_words(found, GROUPS[0], language)
    return OverviewPage(
        frame=frame_of(found, "overview", language),
        lead=lead,
        further=further,
        concepts=tuple(
            Option(concept_name(each), f"{address}?balance={each}&gruppe={group}#regionen", each == concept)
            for each in CONCEPTS
        ),
        meaning=concept_words(concept),
        region=_region(found, concept, language),
        groups=tuple(
            Option(group_name(each), f"{address}?balance={concept}&gruppe={each}#kommuner", each == group)
            for each in GROUPS
        ),
        places=_places(found, group, language),
        focus=_focus(found, language),
    )


def _region(found: Balance, concept: str, language: str) -> Table:
    rows = {(row.education, row.year): row for row in found.results(programme().region_code) if row.concept == concept}
    headings = [Heading(gettext("Uddannelsesgruppe"))]
    for year in SHOWN_YEARS:
        headings += [
            Heading(gettext("Vurdering %(year)s") % {"year": year}),
            Heading(gettext("Sandsynlighed for mangel %(year)s") % {"year": year}, is_number=True),
            Heading(gettext("Personer %(year)s") % {"year": year}, is_number=True),
        ]
    return Table(
        key="regionen-tabel",
        caption=gettext("%(concept)s for regionen, personer; minus er mangel") % {"concept": concept},
        headings=tuple(headings),
        rows=tuple(
            (_name(group), *(cell for year in SHOWN_YEARS for cell in _cells(rows[group, year], language)))
            for group in (*GROUPS, ALL)
        ),
        downloads=downloads("labour:results_file"),
        stacks=True,
    )


def _name(group: str) -> Cell:
    return Cell(group_name(group), address=reverse("labour:group", kwargs={"group": group}))


def _cells(row: Result, language: str) -> tuple[Cell, Cell, Cell]:
    return verdict_cell(row), chance_cell(row, language), middle_cell(row, language)


def _places(found: Balance, group: str, language: str) -> Table:
    """One group by municipality: the word, and the probability where the group is large enough to carry it."""
    rows = {year: {row.area_code: row for row in found.places(group, year)} for year in SHOWN_YEARS}
    codes = sorted(
        set(rows[SHOWN_YEARS[0]]) - {programme().region_code},
        key=lambda code: danish_order(place_name(code, language)),
    )
    headings = [Heading(gettext("Kommune"))]
    for year in SHOWN_YEARS:
        headings += [
            Heading(gettext("Vurdering %(year)s") % {"year": year}),
            Heading(gettext("Sandsynlighed for mangel %(year)s") % {"year": year}, is_number=True),
        ]
    return Table(
        key="kommuner-tabel",
        caption=gettext("B3 i kommunerne: %(group)s") % {"group": group_name(group).lower()},
        headings=tuple(headings),
        rows=tuple(
            (
                Cell(place_name(code, language)),
                *(
                    cell
                    for year in SHOWN_YEARS
                    for cell in (verdict_cell(rows[year][code]), chance_cell(rows[year][code], language))
                ),
            )
            for code in codes
        ),
        stacks=True,
    )


def _focus(found: Balance, language: str) -> Table:
    """Jobs for skilled workers in the fields the programme names; a balance of each nobody can compute yet."""
    years = (found.run.base_year, *SHOWN_YEARS)
    jobs = {(row.industry, row.year): row for row in found.jobs(SKILLED)}
    names = {
        "building": gettext("Bygge og anlæg"),
        "green": gettext("Teknologi og grøn omstilling"),
        "welfare": gettext("Velfærd"),
    }

    def cell(industry: str, year: int) -> Cell:
        row = jobs[industry, year]
        if row.jobs is None:
            return hidden_cell(row.status, language)
        return Cell(display.number(row.jobs, language), is_hatched=is_weak(row.data_kind))

    return Table(
        key="fokus-tabel",
        caption=gettext("Job i regionen, der bestrides af faglærte"),
        headings=(
            Heading(gettext("Programmets fokus")),
            Heading(gettext("Nærmeste branche i tallene")),
            *(Heading(str(year), is_number=True) for year in years),
        ),
        rows=tuple(
            (Cell(names[focus]), Cell(industry_words(industry)), *(cell(industry, year) for year in years))
            for industry, focus in FOCUS.items()
        ),
        stacks=True,
    )
