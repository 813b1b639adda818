# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What others have published, and what our own releases have said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from faglaert import display
from faglaert.published.balance import ALL, GROUPS, SHOWN_YEARS, Balance, Forecast, Vintage
from faglaert.web.file_forms import downloads
from faglaert.web.labour.parts import Frame, frame_of
from faglaert.web.labour.words import (
    group_name,
    interval_words,
    is_weak,
    persons,
    place_name,
    verdict_words,
    vintage_words,
)
from faglaert.web.tables import Cell, Heading, Table


@dataclass(frozen=True)
class ForecastPage:
    """Published balances and published stocks; each with its definition."""

    frame: Frame
    balances: Table
    stocks: Table
    own: Table


def forecast_page(found: Balance, language: str) -> ForecastPage:
    """Everything others have published."""
    every = found.forecasts()
    return ForecastPage(
        frame_of(found, "forecasts", language),
        forecasts_table((each for each in every if each.kind == "balance"), "balancer", language),
        forecasts_table((each for each in every if each.kind != "balance"), "bestande", language),
        _own(found.vintages(), language),
    )


def _own(rows: Iterable[Vintage], language: str) -> Table:
    """What our own releases have said, group by group and the newest first, the years side by side."""
    said: dict[tuple[str, str, str, str], dict[int, Vintage]] = {}
    for row in sorted(rows, key=lambda each: (*GROUPS, ALL).index(each.education)):
        said.setdefault((row.computed_date, row.vintage, row.digest, row.education), {})[row.year] = row
    return Table(
        key="udgaver",
        caption=gettext("Systemets egne udgaver: B3 for regionen"),
        headings=(
            Heading(gettext("Uddannelsesgruppe")),
            Heading(gettext("Beregnet")),
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
                Cell(group_name(group)),
                Cell(display.long_date(date.fromisoformat(computed), language), note=vintage_words(vintage, language)),
                *(cell for year in SHOWN_YEARS if year in years for cell in _said(years[year], language)),
            )
            for (computed, vintage, _, group), years in said.items()
            if set(SHOWN_YEARS) <= set(years)
        ),
        downloads=downloads("labour:vintages_file"),
        stacks=True,
    )


def _said(row: Vintage, language: str) -> tuple[Cell, Cell]:
    span = interval_words(row.q10, row.q90, language)
    is_hatched = is_weak(row.data_kind)
    return (
        Cell(verdict_words(row.verdict), is_hatched=is_hatched),
        Cell(persons(row.q50, language), note=span, is_hatched=is_hatched),
    )


def forecasts_table(rows: Iterable[Forecast], key: str, language: str) -> Table:
    """Figures of others, each with its definition."""
    captions = {
        "balancer": gettext("Offentliggjorte balancer: minus er mangel"),
        "andres": gettext("Offentliggjorte balancer for gruppen: minus er mangel"),
        "bestande": gettext("Offentliggjorte bestande og ændringer: ikke balancer"),
    }
    return Table(
        key=key,
        caption=captions[key],
        headings=(
            Heading(gettext("Hvem og hvornår")),
            Heading(gettext("For")),
            Heading(gettext("Hvad")),
            Heading(gettext("Personer"), is_number=True),
            Heading(gettext("Hvad tallet betyder")),
        ),
        rows=tuple(_forecast(row, language) for row in rows),
        downloads=downloads("labour:forecasts_file"),
        stacks=True,
    )


def _forecast(row: Forecast, language: str) -> tuple[Cell, ...]:
    is_english = language == "en"
    sign = "+" if row.value > 0 and row.kind != "stock" else ""
    number = sign + display.number(row.value, language)
    return (
        Cell(row.publisher, note=row.published or gettext("uden dato")),
        Cell(f"{place_name(row.area, language)}, {row.target_year}"),
        Cell(row.title_en if is_english else row.title_da, note=(row.note_en if is_english else row.note_da) or ""),
        Cell(gettext("mindst %(number)s") % {"number": number} if row.is_at_least else number),
        Cell(row.definition_en if is_english else row.definition_da, note=row.source),
    )
