# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""How good the method has been, beside what others own up to, and what every part of the figures is made of."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from faglaert import display
from faglaert.published.balance import Accuracy, Balance, Origin, Score, SimulatedScore
from faglaert.web.file_forms import downloads
from faglaert.web.labour.parts import Frame, frame_of
from faglaert.web.labour.words import concept_name, kind_words, origin_words, part_words
from faglaert.web.tables import Cell, Heading, Table

OURS = "damped"
BAR = 0.90
"""Error relative to the better naive forecast that the method sets itself."""
WIDEST_GAP = 0.1
"""How far a probability may lie from the share in which it comes, over made-up markets."""


@dataclass(frozen=True)
class MethodPage:
    """How good the method has been, beside what other publishers own up to, and what the inputs are made of.

    ``too_bold`` names where a probability fails on made-up markets; nothing where none does.
    """

    frame: Frame
    is_reached: bool
    bar: str
    bar_words: str
    scores: Table
    simulated: Table
    markets: int
    coverage: str
    too_bold: str
    others: Table
    origins: Table


def method_page(found: Balance, language: str) -> MethodPage:
    """How good the method has been on the past, beside what others own up to."""
    scores, simulated = found.scores(), found.simulated_scores()
    means = _means(scores)
    best = min(means.values(), default=0.0)
    return MethodPage(
        frame=frame_of(found, "method", language),
        is_reached=bool(means) and max(means.values()) <= BAR,
        bar=display.number(BAR, language, 2),
        bar_words=gettext("mellem %(best)s og %(worst)s")
        % {
            "best": display.number(best, language, 2),
            "worst": display.number(max(means.values(), default=0.0), language, 2),
        },
        scores=_scores(scores, language),
        simulated=_simulated(simulated, language),
        markets=max((row.markets for row in simulated), default=0),
        coverage=_coverage(simulated, language),
        too_bold=_too_bold(simulated, language),
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


def _simulated(rows: tuple[SimulatedScore, ...], language: str) -> Table:
    return Table(
        key="opdigtede",
        caption=gettext("Vores metode prøvet på opdigtede markeder (syntetiske tal)"),
        headings=(
            Heading(gettext("Hvad der fremskrives")),
            Heading(gettext("År frem"), is_number=True),
            Heading(gettext("50-procents-interval dækkede"), is_number=True),
            Heading(gettext("80-procents-interval dækkede"), is_number=True),
            Heading(gettext("Største afstand mellem sagt og sket"), is_number=True),
        ),
        rows=tuple(
            (
                Cell(quantity_words(row.quantity)),
                Cell(str(row.ahead)),
                _share(row.coverage50, language),
                _share(row.coverage80, language),
                _share(None if row.reliability_gap is None else row.reliability_gap * 100, language),
            )
            for row in rows
        ),
        downloads=downloads("labour:simulated_file"),
        stacks=True,
    )


def _coverage(rows: tuple[SimulatedScore, ...], language: str) -> str:
    """From the least to the most that an 80 per cent interval covered."""
    covered = [row.coverage80 for row in rows] or [0.0]
    low, high = (display.number(bound, language, 0) for bound in (min(covered), max(covered)))
    return gettext("%(low)s til %(high)s") % {"low": low, "high": high}


def _too_bold(rows: tuple[SimulatedScore, ...], language: str) -> str:
    """The balances and years in which what was said lies too far from what came; nothing where there are none."""
    return ", ".join(
        gettext("%(balance)s, år %(ahead)s (%(points)s procentpoint)")
        % {
            "balance": row.quantity,
            "ahead": row.ahead,
            "points": display.number(row.reliability_gap * 100, language, 0),
        }
        for row in rows
        if row.reliability_gap is not None and row.reliability_gap > WIDEST_GAP
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
    """What each part is made of."""

    def words(row: Origin) -> Cell:
        text, spoken = origin_words(row, language)
        return Cell(text, language="" if spoken == language else spoken)

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


def quantity_words(quantity: str) -> str:
    """What is forecast on a made-up market."""
    sides = {"supply": gettext("Udbud"), "demand": gettext("Efterspørgsel")}
    return sides.get(quantity) or concept_name(quantity)


def series_words(series: str) -> str:
    """A series of the back-test."""
    return {
        "employed by region, sex and education": gettext("Beskæftigede efter region, køn og uddannelse"),
        "labour force by region, sex and education": gettext("Arbejdsstyrke efter region, køn og uddannelse"),
        "education of residents by region": gettext("Uddannelse blandt 25-64-årige efter region"),
        "jobs by region and industry": gettext("Job efter region og branche"),
        "employees by industry, nation": gettext("Lønmodtagere efter branche, landet"),
        "employees by industry, nation, to 2019": gettext("Lønmodtagere efter branche, landet, til 2019"),
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
