# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The figures of one indicator as tables of the page and as files."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.classifications import area_names, region_municipalities
from faglaert.definitions.indicators import Indicator
from faglaert.definitions.programme import programme
from faglaert.published.files import Column, Dimension, FileTable
from faglaert.published.store import Observation, Store
from faglaert.web.about_files import about_indicator
from faglaert.web.explore.areas import AreaChoice
from faglaert.web.explore.cards import value_text
from faglaert.web.file_forms import Cube, downloads
from faglaert.web.tables import Cell, Heading, Table, danish_order


def series_table(indicator: Indicator, observations: Iterable[Observation], area: AreaChoice, language: str) -> Table:
    """Every period of one area, newest first."""
    newest_first = sorted(observations, key=lambda each: each.period, reverse=True)
    has_counts = any(each.denominator_count is not None for each in newest_first)
    return Table(
        key="serie",
        caption=gettext("%(title)s, %(area)s") % {"title": indicator.title[language], "area": area.name},
        headings=(Heading(gettext("Periode")), *_figure_headings(indicator, has_counts)),
        rows=tuple(
            (Cell(display.period(each.period, language)), *_figure_cells(each, indicator, language, has_counts))
            for each in newest_first
        ),
        downloads=downloads("explore:indicator_file", indicator_id=indicator.id, area_code=area.code),
    )


def municipality_table(
    indicator: Indicator, observations: tuple[Observation, ...], language: str, *, selected_code: str
) -> Table | None:
    """The newest year of the region's municipalities in Danish order; None when there are no such figures."""
    names = area_names(language)
    latest = latest_of_municipalities(observations)
    if not latest:
        return None
    page = reverse("explore:indicator", kwargs={"indicator_id": indicator.id})
    has_counts = any(each.denominator_count is not None for each in latest)
    rows = [
        (
            Cell(names[each.area_code], address=f"{page}?omraade={each.area_code}#tal"),
            *_figure_cells(each, indicator, language, has_counts),
        )
        for each in sorted(latest, key=lambda each: danish_order(names[each.area_code]))
    ]
    region, period = names[programme().region_code], display.period(latest[0].period, language)
    return Table(
        key="kommuner",
        caption=gettext("Kommunerne i %(region)s, %(period)s") % {"region": region, "period": period},
        headings=(Heading(gettext("Kommune")), *_figure_headings(indicator, has_counts)),
        rows=tuple(rows),
        downloads=downloads("explore:indicator_file", indicator_id=indicator.id),
        has_heading_above=True,
        selected_row=names.get(selected_code, ""),
    )


def latest_of_municipalities(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """The region's municipalities in the newest period that has any of them."""
    own = {area.code for area in region_municipalities(programme().region_code)}
    theirs = [each for each in observations if each.area_code in own]
    newest = max((each.period for each in theirs), default="")
    return tuple(each for each in theirs if each.period == newest)


def indicator_cube(store: Store, indicator: Indicator, language: str, *, area_code: str = "") -> Cube:
    """The file of an indicator: every area and period, or one area's."""
    observations = store.observations(indicator.id, area_code or None)
    titles = {language: _file_title(indicator, area_code, language) for language in ("da", "en")}
    table = FileTable(
        name=f"{indicator.id}_{area_code}" if area_code else indicator.id,
        title_da=titles["da"],
        title_en=titles["en"],
        columns=_file_columns(indicator),
        rows=tuple(_file_row(each, store.release.build_id) for each in observations),
        about=about_indicator(store, indicator, observations, language),
    )
    area = Dimension("area_code", label_key=f"area_name_{language}", role="geo")
    return Cube(table, dimensions=(area, Dimension("period", role="time")))


def _figure_headings(indicator: Indicator, has_counts: bool) -> tuple[Heading, ...]:
    first = gettext("Andel") if indicator.unit == "share" else gettext("Antal")
    counts = (gettext("Antal"), gettext("Ud af")) if has_counts else ()
    return tuple(Heading(text, is_number=True) for text in (first, *counts))


def _figure_cells(observation: Observation, indicator: Indicator, language: str, has_counts: bool) -> tuple[Cell, ...]:
    words = display.status_words(observation.status, language) if display.status_symbol(observation.status) else ""
    note = gettext("Eksempeldata") if observation.data_kind == "synthetic" else ""
    cells = [Cell(value_text(observation, indicator, language), words, note=note)]
    if has_counts:
        cells += [_count_cell(observation.numerator_count, observation.status, language)]
        cells += [_count_cell(observation.denominator_count, observation.status, language)]
    return tuple(cells)


def _count_cell(count: float | None, status: str, language: str) -> Cell:
    if count is not None:
        return Cell(display.number(count, language))
    shown_as = "missing" if status in display.NUMBER_STATUSES else status
    return Cell(display.status_symbol(shown_as), display.status_words(shown_as, language))


def _file_title(indicator: Indicator, area_code: str, language: str) -> str:
    return f"{indicator.title[language]}, {area_names(language)[area_code]}" if area_code else indicator.title[language]


def _file_columns(indicator: Indicator) -> tuple[Column, ...]:
    value_kind = "share" if indicator.unit == "share" else "number"
    return (
        Column("indicator_id", "Indikator", "Indicator", "text"),
        Column("area_code", "Områdekode", "Area code", "text"),
        Column("area_name_da", "Område", "Area (Danish)", "text"),
        Column("area_name_en", "Område (engelsk)", "Area", "text"),
        Column("period", "Periode", "Period", "text"),
        Column("value", "Værdi", "Value", value_kind),
        Column("low_value", "Mindst", "Lowest", value_kind),
        Column("high_value", "Højst", "Highest", value_kind),
        Column("numerator_count", "Antal", "Number", "number"),
        Column("denominator_count", "Ud af", "Out of", "number"),
        Column("status", "Status", "Status", "text"),
        Column("data_kind", "Datatype", "Kind of data", "text"),
        Column("source_id", "Kilde", "Source", "text"),
        Column("snapshot_id", "Udtræk", "Snapshot", "text"),
        Column("build_id", "Udgave", "Build", "text"),
    )


def _file_row(observation: Observation, build_id: str) -> Mapping[str, object]:
    code = observation.area_code
    names = {f"area_name_{language}": area_names(language)[code] for language in ("da", "en")}
    return {**vars(observation), **names, "build_id": build_id}
