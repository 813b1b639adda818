# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The dossier of a vocational programme: everything the published store says of it, and what it does not say.

A measure without a figure has a line too, with status ``missing`` and no period: what is not known belongs to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from faglaert.definitions.classifications import VocationalProgramme, vocational_programmes
from faglaert.definitions.dossier import Measure, PathwaysPlace, measures
from faglaert.definitions.programme import programme
from faglaert.periods import parse_period
from faglaert.published.balance import SHOWN_YEARS
from faglaert.published.pathways import CurvePoint, Pathways, Transition
from faglaert.published.programmes import ProgrammeFigure, ProgrammeTitle
from faglaert.published.store import Release, Store

REGISTER = "register"
"""The area of figures counted in a register: those it holds, wherever they live."""
WITH_NUMBER = frozenset({"shown", "zero", "rounds_to_zero"})


@dataclass(frozen=True)
class DossierLine:
    """One figure of one measure for one area; a number is None where ``status`` says it is not shown.

    ``is_absent`` says that the store holds no such figure at all; then area, period and source are empty.
    """

    measure: Measure
    area_code: str
    period: str
    value: float | None
    low: float | None
    high: float | None
    status: str
    data_kind: Literal["official", "synthetic"]
    source_id: str

    @property
    def is_absent(self) -> bool:
        """Whether there is no information: neither a figure nor a hidden one."""
        return self.period == ""

    @property
    def is_evidence(self) -> bool:
        """Whether there is a number or an interval to go by."""
        return self.status in WITH_NUMBER or self.status == "interval"


@dataclass(frozen=True)
class BalanceLine:
    """What the balance says of skilled workers in the region in a year: its verdict, and the chance of a shortage."""

    year: int
    verdict: str
    chance: float


@dataclass(frozen=True)
class Dossier:
    """What is known of one programme: newest figures by measure and area, and the job titles it leads to."""

    programme: VocationalProgramme
    lines: tuple[DossierLine, ...]
    titles: tuple[ProgrammeTitle, ...]
    release: Release

    @property
    def evidence_count(self) -> int:
        """How many measures have a number or an interval."""
        return len({line.measure.id for line in self.lines if line.is_evidence})

    @property
    def is_synthetic(self) -> bool:
        """Whether any figure is invented."""
        return any(line.data_kind == "synthetic" for line in self.lines)

    def headline(self, measure_id: str) -> DossierLine:
        """The line of a measure that is read first: the region's or the register's, else the country's."""
        return next(line for line in self.lines if line.measure.id == measure_id)


@cache
def dossier_programmes() -> dict[str, VocationalProgramme]:
    """The programmes that have a dossier, by code: those offered today that stand for themselves."""
    return {each.code: each for each in vocational_programmes() if each.valid_to is None and not each.is_residual}


def dossier(store: Store, code: str, *, as_of: date | None = None) -> Dossier:
    """The dossier of one programme from periods ended by ``as_of`` (all without it).

    Raises :class:`KeyError` for a code that no programme of today has.
    """
    found = _Found(code, store.programmes().figures(code), _points(store.pathways()))
    titles = tuple(each for each in store.programmes().titles(code) if _is_known(each.period, as_of))
    return Dossier(dossier_programmes()[code], _all_lines(found, store, as_of), _newest_titles(titles), store.release)


def dossiers(store: Store) -> tuple[Dossier, ...]:
    """The dossiers of every programme without their titles, by code; a few questions to the store for all of them."""
    figures: dict[str, list[ProgrammeFigure]] = {}
    for figure in store.programmes().figures():
        figures.setdefault(figure.programme_code, []).append(figure)
    points = _points(store.pathways())
    return tuple(
        Dossier(each, _all_lines(_Found(code, figures.get(code, ()), points), store, None), (), store.release)
        for code, each in sorted(dossier_programmes().items())
    )


def skilled_balance(store: Store) -> tuple[BalanceLine, ...]:
    """The balance of skilled workers as one, by year; none is computed for the single programme."""
    balance = store.balance()
    if balance is None:
        return ()
    return tuple(
        BalanceLine(row.year, row.verdict or "uncertain", row.p_shortage)
        for row in balance.results(programme().region_code, education="skilled")
        if row.concept == "B3" and row.year in SHOWN_YEARS and row.p_shortage is not None
    )


def headlines(store: Store, measure_id: str) -> dict[str, DossierLine]:
    """The newest figure of one measure by programme, the region's before the country's; no line where there is none."""
    figures: dict[str, list[ProgrammeFigure]] = {}
    for figure in store.programmes().figures():
        if figure.measure_id == measure_id:
            figures.setdefault(figure.programme_code, []).append(figure)
    measure = measures()[measure_id]
    return {code: _figure_lines(measure, _Found(code, found, {}), None)[0] for code, found in figures.items()}


@dataclass(frozen=True)
class _Found:
    """What the store holds of one programme: its figures, and the points of all in the pathways."""

    code: str
    figures: Sequence[ProgrammeFigure]
    points: Mapping[tuple[str, str, str, int], CurvePoint | Transition]

    def point(self, place: PathwaysPlace) -> CurvePoint | Transition | None:
        """Where the pathways have a measure of the programme."""
        return self.points.get((self.code, place.stage, place.outcome, place.month))


def _points(pathways: Pathways | None) -> dict[tuple[str, str, str, int], CurvePoint | Transition]:
    """Points of curves and transitions by programme, stage, outcome and month."""
    if pathways is None:
        return {}
    months = sorted({each.pathways.month for each in measures().values() if each.pathways})
    curves = pathways.curves_at("programme", months)
    transitions = pathways.transitions("programme")
    return {(each.group_code, each.stage, each.outcome, each.month): each for each in curves} | {
        (each.group_code, "transition", each.outcome, each.months): each for each in transitions
    }


def _all_lines(found: _Found, store: Store, as_of: date | None) -> tuple[DossierLine, ...]:
    every = measures().values()
    return tuple(
        line
        for measure in every
        for line in (
            _figure_lines(measure, found, as_of)
            if measure.pathways is None
            else _pathways_lines(measure, measure.pathways, found, pathways=store.pathways(), as_of=as_of)
        )
    )


def _figure_lines(measure: Measure, found: _Found, as_of: date | None) -> tuple[DossierLine, ...]:
    """The newest figure of each area, the region's first; one line that says so where there is none."""
    newest: dict[str, ProgrammeFigure] = {}
    for figure in found.figures:
        if figure.measure_id == measure.id and _is_known(figure.period, as_of):
            held = newest.get(figure.area_code)
            if held is None or _start(figure.period) >= _start(held.period):
                newest[figure.area_code] = figure
    lines = tuple(_figure_line(measure, newest[area]) for area in sorted(newest, reverse=True))
    return lines or (_absent(measure),)


def _figure_line(measure: Measure, figure: ProgrammeFigure) -> DossierLine:
    return DossierLine(
        measure=measure,
        area_code=figure.area_code,
        period=figure.period,
        value=figure.value,
        low=figure.low_value,
        high=figure.high_value,
        status=figure.status,
        data_kind=figure.data_kind,
        source_id=figure.source_id,
    )


def _pathways_lines(
    measure: Measure, place: PathwaysPlace, found: _Found, *, pathways: Pathways | None, as_of: date | None
) -> tuple[DossierLine, ...]:
    point = found.point(place)
    if point is None or pathways is None or (as_of and date.fromisoformat(pathways.closing_date) > as_of):
        return (_absent(measure),)
    # those who began are shown or hidden by themselves; an interval is of the share
    is_count = place.number == "n"
    return (
        DossierLine(
            measure=measure,
            area_code=REGISTER,
            period=pathways.closing_date,
            value=point.n if is_count else point.share,
            low=None if is_count else point.low,
            high=None if is_count else point.high,
            status=("suppressed" if point.n is None else "shown") if is_count else point.status,
            data_kind="synthetic" if pathways.is_synthetic else "official",
            source_id=REGISTER,
        ),
    )


def _absent(measure: Measure) -> DossierLine:
    return DossierLine(measure, "", "", None, None, None, "missing", "official", "")


def _newest_titles(titles: Iterable[ProgrammeTitle]) -> tuple[ProgrammeTitle, ...]:
    newest: dict[tuple[str, str, str], ProgrammeTitle] = {}
    for each in titles:
        key = (each.kind, each.title, each.rar_code)
        if key not in newest or _start(each.period) >= _start(newest[key].period):
            newest[key] = each
    return tuple(newest.values())


def _is_known(period: str, as_of: date | None) -> bool:
    return as_of is None or parse_period(period).end <= as_of


def _start(period: str) -> date:
    return parse_period(period).start
