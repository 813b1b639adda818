# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Everything one indicator's page shows, gathered from the published store."""

from dataclasses import dataclass

from django.utils.translation import gettext

from faglaert import display
from faglaert.charts.line_chart import line_chart
from faglaert.charts.tile_map import tile_map
from faglaert.charts.words import line_chart_sentence, tile_map_sentence
from faglaert.definitions.classifications import WHOLE_COUNTRY, AreaLevel, area_names
from faglaert.definitions.indicators import Indicator
from faglaert.definitions.sources import Source
from faglaert.published.store import Change, Observation, Store
from faglaert.web.about_files import retrieved_text
from faglaert.web.explore.areas import AreaChoice, choose_area
from faglaert.web.explore.cards import Card, make_card, value_text
from faglaert.web.explore.drawings import FEWEST_POINTS, indicator_chart, region_map
from faglaert.web.explore.figures import latest_of_municipalities, municipality_table, series_table
from faglaert.web.explore.provenance import Step, path_of
from faglaert.web.explore.register_figures import RegisterFigures, register_figures
from faglaert.web.file_forms import downloads
from faglaert.web.tables import Cell, Download, Heading, Table


@dataclass(frozen=True)
class Figure:
    """A drawing in the sizes the page chooses between, and the words that say the same."""

    wide: str
    narrow: str
    words: str


@dataclass(frozen=True)
class SourceLine:
    """A source as the page names it."""

    source: Source
    retrieved: str


@dataclass(frozen=True)
class IndicatorPage:
    """The parts of the page, in no order: the template has the fixed headings."""

    indicator: Indicator
    card: Card
    area: AreaChoice
    is_own_area: bool
    own_area_name: str
    newest: str
    newest_words: str
    newest_period: str
    chart: Figure | None
    map: Figure | None
    series: Table
    municipalities: Table | None
    steps: tuple[Step, ...]
    sources: tuple[SourceLine, ...]
    hidden_count: int
    figure_count: int
    changes: Table | None
    siblings: tuple[Card, ...]
    downloads: tuple[Download, ...]
    register: RegisterFigures | None
    is_synthetic: bool


def gather(store: Store, indicator_id: str, area_code: str, language: str) -> IndicatorPage:
    """The page of one indicator with one area in view; raises :class:`KeyError` for an unknown indicator or area."""
    summary = store.summary(indicator_id)
    indicator = summary.indicator
    everything = store.observations(indicator_id)
    area = choose_area(everything, area_code or indicator.area_code, language)
    own = tuple(each for each in everything if each.area_code == area.code)
    newest = own[-1]
    return IndicatorPage(
        indicator=indicator,
        card=make_card(store, summary, language),
        area=area,
        is_own_area=area.code == indicator.area_code,
        own_area_name=area_names(language)[indicator.area_code],
        newest=value_text(newest, indicator, language),
        newest_words=display.status_words(newest.status, language) if display.status_symbol(newest.status) else "",
        newest_period=display.period(newest.period, language),
        chart=_chart(indicator, everything, area, language),
        map=_map(indicator, everything, language),
        series=series_table(indicator, own, area, language),
        municipalities=municipality_table(indicator, everything, language, selected_code=area.code),
        steps=path_of(store, indicator, everything, language),
        sources=_sources(store, indicator, language),
        hidden_count=sum(bool(display.status_symbol(each.status)) and each.status != "zero" for each in everything),
        figure_count=len(everything),
        changes=_changes(store.changes(indicator_id), indicator, language),
        siblings=_siblings(store, indicator, language),
        downloads=downloads("explore:indicator_file", indicator_id=indicator.id),
        register=register_figures(store, indicator, language) if area.code == indicator.area_code else None,
        is_synthetic=any(each.data_kind == "synthetic" for each in everything),
    )


def _chart(indicator: Indicator, everything: tuple[Observation, ...], area: AreaChoice, language: str) -> Figure | None:
    """The area's own series beside a longer one; a single figure is drawn when there is a series to see it against."""
    series = [each for each in everything if each.area_code == area.code]
    reference = _reference(indicator, everything, area)
    if max(len(series), len(reference)) < FEWEST_POINTS:
        return None
    chart = indicator_chart(indicator, series, language, area_code=area.code, reference=reference)
    return Figure(line_chart(chart, "wide"), line_chart(chart, "narrow"), line_chart_sentence(chart))


def _reference(indicator: Indicator, everything: tuple[Observation, ...], area: AreaChoice) -> list[Observation]:
    """The series to compare with: the indicator's own area, or the whole country where that has no series."""
    for code in (indicator.area_code, WHOLE_COUNTRY):
        found = [each for each in everything if each.area_code == code]
        if code != area.code and len(found) >= FEWEST_POINTS:
            return found
    return []


def _map(indicator: Indicator, everything: tuple[Observation, ...], language: str) -> Figure | None:
    latest = latest_of_municipalities(everything)
    if indicator.finest_level is not AreaLevel.MUNICIPALITY or not latest:
        return None
    tiles = region_map(indicator, latest, language)
    return Figure(tile_map(tiles, "wide"), tile_map(tiles, "narrow"), tile_map_sentence(tiles))


def _sources(store: Store, indicator: Indicator, language: str) -> tuple[SourceLine, ...]:
    """Every source of the definition; one that has not been fetched yet says so."""
    records = [store.sources()[source_id] for source_id in indicator.source_ids]
    return tuple(SourceLine(record.source, retrieved_text(record, language)) for record in records)


def _changes(changes: tuple[Change, ...], indicator: Indicator, language: str) -> Table | None:
    if not changes:
        return None
    return Table(
        key="aendringer-tabel",
        caption=gettext("Tal, der er ændret siden den forrige udgave"),
        headings=(
            Heading(gettext("Område og periode")),
            Heading(gettext("Før"), is_number=True),
            Heading(gettext("Nu"), is_number=True),
        ),
        rows=tuple(_change_cells(change, indicator, language) for change in changes),
    )


def _change_cells(change: Change, indicator: Indicator, language: str) -> tuple[Cell, ...]:
    place = f"{area_names(language)[change.area_code]}, {display.period(change.period, language)}"

    def cell(value: float | None, status: str | None) -> Cell:
        if status is None:
            return Cell(gettext("ikke med"))
        if value is None:
            return Cell(display.status_symbol(status), display.status_words(status, language))
        return Cell(display.value_with_unit(value, indicator.unit, status, language))

    return (Cell(place), cell(change.old_value, change.old_status), cell(change.new_value, change.new_status))


def _siblings(store: Store, indicator: Indicator, language: str) -> tuple[Card, ...]:
    """The other indicators of the same goal, or of the same track where there is no goal."""
    return tuple(
        make_card(store, summary, language)
        for summary in store.summaries()
        if summary.indicator.id != indicator.id
        and (summary.indicator.goal, summary.indicator.track) == (indicator.goal, indicator.track)
    )
