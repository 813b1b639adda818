# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What others have published, how good the method has been, and the profile view."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.labour import input_parts
from faglaert.published.balance import SHOWN_YEARS, Accuracy, Balance, Forecast, Origin, Outside, Score, Vintage
from faglaert.web.file_forms import downloads
from faglaert.web.labour.parts import Frame, frame_of, part_words
from faglaert.web.labour.words import (
    group_name,
    is_weak,
    kind_words,
    persons,
    place_name,
    state_words,
    verdict_words,
)
from faglaert.web.tables import Cell, Heading, Table

OURS = "damped"
BAR = 0.90
"""Error relative to the better naive forecast that the method sets itself."""
REGION, COUNTRY = "084", "000"


@dataclass(frozen=True)
class ForecastPage:
    """Published balances and published stocks; each with its definition."""

    frame: Frame
    balances: Table
    stocks: Table
    own: Table


@dataclass(frozen=True)
class MethodPage:
    """The verdict on the bar, our scores, those of other publishers, and what the inputs are made of."""

    frame: Frame
    is_reached: bool
    bar: str
    bar_words: str
    scores: Table
    others: Table
    origins: Table


@dataclass(frozen=True)
class ProfilePage:
    """The profile of country and region."""

    frame: Frame
    label: str
    table: Table
    outside: Table


def forecast_page(found: Balance, language: str) -> ForecastPage:
    """Everything others have published."""
    every = found.forecasts()
    return ForecastPage(
        frame_of(found, "forecasts"),
        _forecasts((each for each in every if each.kind == "balance"), "balancer", language),
        _forecasts((each for each in every if each.kind != "balance"), "bestande", language),
        _own(found.vintages(), language),
    )


def _own(rows: Iterable[Vintage], language: str) -> Table:
    """What our own releases have said of each group: a line a release and group, the years side by side."""
    said: dict[tuple[str, str, str, str], dict[int, Vintage]] = {}
    for row in rows:
        said.setdefault((row.computed_date, row.vintage, row.digest, row.education), {})[row.year] = row
    return Table(
        key="udgaver",
        caption=gettext("Systemets egne udgaver: B3 for regionen"),
        headings=(
            Heading(gettext("Beregnet")),
            Heading(gettext("Uddannelse")),
            *(
                heading
                for year in SHOWN_YEARS
                for heading in (
                    Heading(gettext("Dom %(year)s") % {"year": year}),
                    Heading(gettext("Personer %(year)s") % {"year": year}, is_number=True),
                )
            ),
        ),
        rows=tuple(
            (
                Cell(display.long_date(date.fromisoformat(computed), language), note=vintage),
                Cell(group_name(group)),
                *(cell for year in SHOWN_YEARS if year in years for cell in _said(years[year], language)),
            )
            for (computed, vintage, _, group), years in said.items()
            if set(SHOWN_YEARS) <= set(years)
        ),
        downloads=downloads("labour:vintages_file"),
    )


def _said(row: Vintage, language: str) -> tuple[Cell, Cell]:
    span = gettext("80 af 100: %(low)s til %(high)s") % {
        "low": persons(row.q10, language),
        "high": persons(row.q90, language),
    }
    is_hatched = is_weak(row.data_kind)
    return (
        Cell(verdict_words(row.verdict), is_hatched=is_hatched),
        Cell(persons(row.q50, language), note=span, is_hatched=is_hatched),
    )


def _forecasts(rows: Iterable[Forecast], key: str, language: str) -> Table:
    captions = {
        "balancer": gettext("Offentliggjorte balancer: minus er mangel"),
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


def method_page(found: Balance, language: str) -> MethodPage:
    """How good the method has been on the past, beside what others own up to."""
    scores = found.scores()
    means = _means(scores)
    best = min(means.values(), default=0.0)
    return MethodPage(
        frame=frame_of(found, "method"),
        is_reached=bool(means) and max(means.values()) <= BAR,
        bar=display.number(BAR, language, 2),
        bar_words=gettext("mellem %(best)s og %(worst)s")
        % {
            "best": display.number(best, language, 2),
            "worst": display.number(max(means.values(), default=0.0), language, 2),
        },
        scores=_scores(scores, language),
        others=_others(found.accuracy(), language),
        origins=_origins(found.origins(), language),
    )


def _means(scores: Iterable[Score]) -> dict[tuple[str, str], float]:
    """Our error relative to the better naive forecast, the mean over years ahead, by series and mode."""
    held: dict[tuple[str, str], list[float]] = {}
    for row in scores:
        if row.method == OURS:
            held.setdefault((row.series, row.mode), []).append(row.relative_mae)
    return {key: sum(values) / len(values) for key, values in held.items()}


def _scores(scores: tuple[Score, ...], language: str) -> Table:
    return Table(
        key="scorer",
        caption=gettext("Vores metode prøvet på fortiden"),
        headings=(
            Heading(gettext("Serie")),
            Heading(gettext("År frem"), is_number=True),
            Heading(gettext("Fejl i procent"), is_number=True),
            Heading(gettext("Fejl i forhold til den bedste enkle fremskrivning"), is_number=True),
            Heading(gettext("Retningen ramt"), is_number=True),
            Heading(gettext("80-procents-interval dækkede"), is_number=True),
        ),
        rows=tuple(
            (
                Cell(series_words(row.series), note=f"{mode_words(row.mode)}; {row.source}"),
                Cell(str(row.ahead)),
                Cell(display.share(row.wape / 100, language)),
                Cell(display.number(row.relative_mae, language, 2)),
                _share(row.direction, language),
                _share(row.coverage80, language),
            )
            for row in scores
            if row.method == OURS
        ),
        downloads=downloads("labour:scores_file"),
        stacks=True,
    )


def _share(value: float | None, language: str) -> Cell:
    if value is None:
        return Cell(display.status_symbol("not_applicable"), display.status_words("not_applicable", language))
    return Cell(display.share(value / 100, language, 0))


def _others(rows: tuple[Accuracy, ...], language: str) -> Table:
    return Table(
        key="andres",
        caption=gettext("Hvad andre selv har offentliggjort om deres træfsikkerhed"),
        headings=(
            Heading(gettext("Hvem")),
            Heading(gettext("År frem"), is_number=True),
            Heading(gettext("Målt ved")),
            Heading(gettext("Procent"), is_number=True),
        ),
        rows=tuple(
            (
                Cell(row.publisher, note=row.source),
                Cell(str(row.years_ahead)),
                Cell(measure_words(row.measure), note=row.what_en if language == "en" else row.what_da),
                Cell(display.share(row.value / 100, language, display.decimals_as_written(row.value))),
            )
            for row in rows
        ),
        stacks=True,
    )


def _origins(rows: tuple[Origin, ...], language: str) -> Table:
    """What each part is made of; texts of fetched tables come as they are written, in Danish."""
    parts = input_parts()

    def words(row: Origin) -> Cell:
        name = row.source.removeprefix("embedded:")
        if row.source.startswith("embedded:") and name in parts:
            return Cell(parts[name].words(language))
        return Cell(row.text, language="" if language == "da" else "da")

    return Table(
        key="grundlag",
        caption=gettext("Hvad hver del af tallene er lavet af"),
        headings=(Heading(gettext("Del")), Heading(gettext("Slags")), Heading(gettext("Hvordan"))),
        rows=tuple(
            (
                Cell(part_words(row.part).capitalize()),
                Cell(kind_words(row.data_kind), is_hatched=row.data_kind == "assumed"),
                words(row),
            )
            for row in rows
        ),
        stacks=True,
    )


def series_words(series: str) -> str:
    """A series of the back-test."""
    return {
        "employed by region, sex and education": gettext("Beskæftigede efter region, køn og uddannelse"),
        "labour force by region, sex and education": gettext("Arbejdsstyrke efter region, køn og uddannelse"),
        "jobs by region and industry": gettext("Job efter region og branche"),
        "employees by industry, nation": gettext("Lønmodtagere efter branche, landet"),
    }.get(series, series)


def mode_words(mode: str) -> str:
    """What was known when the past was forecast."""
    if mode == "conditional":
        return gettext("totalerne kendt")
    return gettext("intet kendt på forhånd")


def measure_words(measure: str) -> str:
    """What others measured."""
    return {
        "direction": gettext("Retningen ramt"),
        "faster_than_average": gettext("Hurtigere end gennemsnittet ramt"),
        "growth_projected": gettext("Fremskrevet vækst"),
        "growth_actual": gettext("Faktisk vækst"),
        "largest_error": gettext("Største fejl"),
        "mean_error": gettext("Gennemsnitlig fejl"),
        "within_half_a_point": gettext("Inden for et halvt procentpoint"),
        "under_estimated": gettext("Undervurderet"),
    }[measure]


def profile_page(found: Balance, language: str) -> ProfilePage:
    """Shares of a cohort 25 years after grade 9 in country and region."""
    rows = found.profile()
    by_place = {(row.area, row.state): row for row in rows}
    states = list(dict.fromkeys(row.state for row in rows))
    label = rows[0].label_en if language == "en" else rows[0].label_da
    table = Table(
        key="profil",
        caption=gettext("%(years)s år efter 9. klasse: %(label)s") % {"years": rows[0].years, "label": label},
        headings=(
            Heading(gettext("Hvor de er")),
            *(Heading(place_name(area, language), is_number=True) for area in (REGION, COUNTRY)),
        ),
        rows=tuple(
            (
                Cell(state_words(state)),
                *(
                    Cell(
                        display.share(by_place[area, state].share, language),
                        is_hatched=by_place[area, state].data_kind == "assumed",
                    )
                    for area in (REGION, COUNTRY)
                ),
            )
            for state in states
        ),
        downloads=downloads("labour:profile_file"),
    )
    return ProfilePage(frame_of(found, "profile"), label, table, _outside(found, language))


def _outside(found: Balance, language: str) -> Table:
    """Young people outside in the region and its municipalities: last counted, and in the years shown.

    The region is put together from its municipalities, so its share is nobody's count.
    """
    rows = {(row.area, row.year): row for row in found.outside()}
    areas = [REGION, *sorted({area for area, _ in rows} - {REGION}, key=lambda code: place_name(code, language))]
    years = [year for year in SHOWN_YEARS if (REGION, year) in rows]
    last = next(iter(rows.values()))
    return Table(
        key="udenfor",
        caption=gettext("Unge 16-24 år uden for uddannelse og arbejde"),
        has_heading_above=True,
        headings=(
            Heading(gettext("Område")),
            Heading(gettext("Optalt %(year)s") % {"year": last.last_year}, is_number=True),
            *(Heading(gettext("Andel %(year)s") % {"year": year}, is_number=True) for year in years),
            *(Heading(gettext("Antal %(year)s") % {"year": year}, is_number=True) for year in years),
        ),
        rows=tuple(
            (
                Cell(place_name(area, language)),
                Cell(display.share(rows[area, years[0]].last_share, language), is_hatched=area == REGION),
                *(_share_outside(rows[area, year], language) for year in years),
                *(_number_outside(rows[area, year], language) for year in years),
            )
            for area in areas
        ),
        downloads=downloads("labour:outside_file"),
    )


def _share_outside(row: Outside, language: str) -> Cell:
    limits = display.share_interval(row.share_q10, row.share_q90, language)
    return Cell(display.share(row.share_q50, language), note=limits, is_hatched=True)


def _number_outside(row: Outside, language: str) -> Cell:
    low, middle, high = (display.number(each, language) for each in (row.q10, row.q50, row.q90))
    return Cell(middle, note=f"{low}–{high}", is_hatched=True)
