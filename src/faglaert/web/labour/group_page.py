# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""One group of education: how wide the fan is, why the balance is as it is, and what substitution does to it."""

from dataclasses import dataclass

from django.utils.translation import gettext

from faglaert import display
from faglaert.charts.fan import FanChart, FanPoint, fan_chart, fan_chart_sentence
from faglaert.charts.waterfall import Waterfall, waterfall_chart, waterfall_sentence
from faglaert.definitions.programme import programme
from faglaert.published.balance import ALL, CONCEPTS, GROUPS, SHOWN_YEARS, Balance, Result, codes_of
from faglaert.web.file_forms import downloads
from faglaert.web.labour.forecast_page import forecasts_table
from faglaert.web.labour.parts import Frame, frame_of, region_words
from faglaert.web.labour.words import (
    chain_words,
    chance_cell,
    component_words,
    concept_words,
    education_name,
    group_name,
    is_weak,
    middle_cell,
    step_words,
    verdict_cell,
)
from faglaert.web.pathways.parts import Drawing
from faglaert.web.tables import Cell, Heading, Table

SKILLED = "skilled"
BALANCE = "B3"


@dataclass(frozen=True)
class GroupPage:
    """Words, the fan and its table, causes, the three balances, substitution, flows, what others say, break-even."""

    frame: Frame
    title: str
    lead: str
    further: str
    fan: Drawing
    years: Table
    sources: Table
    causes: tuple[tuple[Drawing, Table], ...]
    concepts: Table
    substitution: Table | None
    flows: Table
    others: Table | None
    break_even: tuple[str, ...]


def group_page(found: Balance, group: str, language: str) -> GroupPage:
    """The page of one group; raises :class:`KeyError` for a group that does not exist."""
    if group not in (*GROUPS, ALL):
        raise KeyError(group)
    every = found.results(programme().region_code, education=group)
    rows = tuple(row for row in every if row.concept == BALANCE)
    lead, further = region_words(found, group, language)
    told = [each for each in found.forecasts() if each.kind == "balance" and each.group == group]
    told.sort(key=lambda each: each.area != programme().region_code)
    return GroupPage(
        frame=frame_of(found, "", language),
        title=group_name(group),
        lead=lead,
        further=further,
        fan=_fan(rows, language),
        years=_years(rows, language),
        sources=_sources(found, group, language),
        causes=tuple(_causes(found, group, year, language) for year in SHOWN_YEARS),
        concepts=_concepts(every, language),
        substitution=None if group == ALL else _substitution(found, group, language),
        flows=_flows(found, group, language),
        others=forecasts_table(told, "andres", language) if told else None,
        break_even=break_even_words(found, language) if group == SKILLED else (),
    )


def _fan(rows: tuple[Result, ...], language: str) -> Drawing:
    names = ("q025", "q10", "q25", "q50", "q75", "q90", "q975", "naive")
    points = tuple(
        FanPoint(row.year, **{name: getattr(row, name) for name in names}) for row in rows if row.status == "shown"
    )
    chart = FanChart(points, SHOWN_YEARS, language)
    return Drawing(fan_chart(chart, "wide"), fan_chart(chart, "narrow"), fan_chart_sentence(chart))


def _years(rows: tuple[Result, ...], language: str) -> Table:
    """Supply, demand and B3 by year, with the two plainest forecasts beside."""

    def number(value: float | None, row: Result) -> Cell:
        text = "" if value is None else display.number(value, language)
        return Cell(text, is_hatched=is_weak(row.data_kind))

    return Table(
        key="aar-tabel",
        caption=gettext("Udbud, efterspørgsel og B3 år for år"),
        headings=(
            Heading(gettext("År")),
            Heading(gettext("Vurdering")),
            Heading(gettext("Sandsynlighed for mangel"), is_number=True),
            Heading(gettext("B3, midten"), is_number=True),
            Heading(gettext("Udbud"), is_number=True),
            Heading(gettext("Efterspørgsel"), is_number=True),
            Heading(gettext("Alt som i basisåret"), is_number=True),
            Heading(gettext("Udviklingen ubrudt"), is_number=True),
        ),
        rows=tuple(
            (
                Cell(str(row.year)),
                verdict_cell(row),
                chance_cell(row, language),
                middle_cell(row, language),
                number(row.supply, row),
                number(row.demand, row),
                number(row.naive, row),
                number(row.trend, row),
            )
            for row in rows
        ),
        downloads=downloads("labour:results_file"),
        stacks=True,
    )


def _sources(found: Balance, group: str, language: str) -> Table:
    """What the width of the fan is made of, the largest in the first year on top."""
    rows = {(row.component, row.year): row for row in found.error_sources(group)}
    components = dict.fromkeys(component for component, year in rows if year == SHOWN_YEARS[0])
    return Table(
        key="fejl-tabel",
        caption=gettext("Hvis kun den ene ting var usikker: hvor langt 80 af 100 forløb lå fra midten, personer"),
        headings=(
            Heading(gettext("Hvad man ikke ved")),
            *(Heading(str(year), is_number=True) for year in SHOWN_YEARS),
        ),
        rows=tuple(
            (
                Cell(component_words(component)),
                *(
                    Cell(f"± {display.number(rows[component, year].half_width, language)}", is_hatched=True)
                    for year in SHOWN_YEARS
                ),
            )
            for component in components
        ),
        stacks=True,
    )


def _causes(found: Balance, group: str, year: int, language: str) -> tuple[Drawing, Table]:
    steps = found.steps(group, year)
    base, last = found.run.base_year, gettext("Balancen i %(year)s") % {"year": year}
    named = [(step_words(step.step), int(step.persons)) for step in steps]
    chart = Waterfall((gettext("Balancen i %(year)s") % {"year": base}, named[0][1]), tuple(named[1:]), last, language)
    drawing = Drawing(waterfall_chart(chart, "wide"), waterfall_chart(chart, "narrow"), waterfall_sentence(chart))
    lines = [*named, (last, chart.total)]
    return drawing, Table(
        key=f"hvorfor-{year}",
        caption=gettext("Hvorfor balancen i %(year)s er, som den er") % {"year": year},
        headings=(Heading(gettext("Årsag")), Heading(gettext("Personer"), is_number=True)),
        rows=tuple((Cell(name), Cell(display.number(persons, language), is_hatched=True)) for name, persons in lines),
        downloads=downloads("labour:steps_file"),
    )


def _concepts(every: tuple[Result, ...], language: str) -> Table:
    by_place = {(row.concept, row.year): row for row in every}
    return Table(
        key="tre-balancer",
        caption=gettext("Tre balancer, der ikke er det samme tal"),
        headings=(
            Heading(gettext("Balance")),
            *(
                heading
                for year in SHOWN_YEARS
                for heading in (
                    Heading(gettext("Vurdering %(year)s") % {"year": year}),
                    Heading(gettext("Personer %(year)s") % {"year": year}, is_number=True),
                )
            ),
        ),
        rows=tuple(
            (
                Cell(concept_words(concept)),
                *(
                    cell
                    for year in SHOWN_YEARS
                    for cell in (
                        verdict_cell(by_place[concept, year]),
                        middle_cell(by_place[concept, year], language),
                    )
                ),
            )
            for concept in CONCEPTS
        ),
        stacks=True,
    )


def _substitution(found: Balance, group: str, language: str) -> Table:
    """Jobs left empty before and after others take them, and relative pressure at three elasticities."""

    def pressure(value: float) -> Cell:
        sign = "+" if value > 0 else ""
        return Cell(sign + display.number(value, language, 1), is_hatched=True)

    return Table(
        key="erstatning-tabel",
        caption=gettext("Før og efter at andre tager jobbene; pres i procent af gennemsnittet"),
        headings=(
            Heading(gettext("Uddannelsesgruppe og år")),
            Heading(gettext("Tomme job før"), is_number=True),
            Heading(gettext("Tages af andre"), is_number=True),
            Heading(gettext("Tomme job efter"), is_number=True),
            Heading(gettext("Pres, svært at erstatte (σ 0,15)"), is_number=True),
            Heading(gettext("Pres, middel (σ 0,8)"), is_number=True),
            Heading(gettext("Pres, let at erstatte (σ 1,6)"), is_number=True),
        ),
        rows=tuple(
            (
                Cell(f"{education_name(row.education)}, {row.year}"),
                Cell(display.number(row.unfilled_before, language), is_hatched=True),
                Cell(display.number(row.filled_by_others, language), is_hatched=True),
                Cell(display.number(row.unfilled_after, language), is_hatched=True),
                pressure(row.pressure_low),
                pressure(row.pressure_middle),
                pressure(row.pressure_high),
            )
            for row in found.substitution(codes_of(group))
            if row.year in SHOWN_YEARS
        ),
        stacks=True,
    )


def _flows(found: Balance, group: str, language: str) -> Table:
    return Table(
        key="stroemme-tabel",
        caption=gettext("Ind i og ud af arbejdsstyrken i året, personer"),
        headings=(
            Heading(gettext("År")),
            Heading(gettext("Nye (netto under 35 år)"), is_number=True),
            Heading(gettext("Afgang"), is_number=True),
            Heading(gettext("Flytninger og voksne, der uddanner sig"), is_number=True),
        ),
        rows=tuple(
            (
                Cell(str(row.year)),
                *(
                    Cell(display.number(value, language), is_hatched=True)
                    for value in (row.entrants, row.exits, row.movers)
                ),
            )
            for row in found.flows(group)
        ),
        stacks=True,
    )


def break_even_words(found: Balance, language: str) -> tuple[str, ...]:
    """What the lever on losses would have to do, in sentences."""
    told = []
    for row in found.break_even():
        values = {
            "year": row.year,
            "shortage": display.number(row.shortage, language),
            "largest": display.number(row.largest, language),
        }
        if row.per_cent is None:
            told.append(
                gettext(
                    "%(year)s: manglen på %(shortage)s (midten) kan ikke lukkes af færre tabte alene; tabtes ingen, "
                    "gav det %(largest)s flere i arbejdsstyrken."
                )
                % values
            )
        else:
            per_cent = display.share(row.per_cent / 100, language, 0)
            told.append(
                gettext("%(year)s: manglen på %(shortage)s (midten) lukkes, hvis %(per_cent)s færre tabes.")
                % (values | {"per_cent": per_cent})
            )
        told.append(row.rule_en if language == "en" else row.rule_da)
    return (*told, chain_words(found.run.chain))
