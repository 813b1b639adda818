# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Curves of one programme, and of up to four side by side."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from faglaert import display
from faglaert.charts.curves import Curve, CurveChart, Step, curve_chart, curve_chart_sentence
from faglaert.published.dossier import dossier_programmes
from faglaert.published.files import FileTable
from faglaert.published.pathways import CURVES, CurvePoint, Pathways
from faglaert.published.store import Store
from faglaert.web.file_forms import Cube, downloads
from faglaert.web.pathways.parts import Drawing, Frame, Option, frame_of
from faglaert.web.pathways.programme_list import curve_columns, curve_dimensions
from faglaert.web.pathways.words import (
    about_pathways,
    area_name,
    area_of,
    outcome_words,
    programme_name,
    programmes,
    share_cell,
    stage_words,
)
from faglaert.web.tables import Cell, Heading, Table

SETS = {"frafald": "dropout", "omvalg": "dropout_switch", "alle": "left"}
"""Outcome sets by their names in addresses."""

CAUSES = ("dropout", "switch", "higher", "upper_secondary", "other_education")
OTHER_ENDS = ("continued", "moved", "completed")
TABLE_MONTHS = (3, 6, 12, 24, 36)
MONTHS_DRAWN = {"gf1": 24, "gf2": 24, "main": 48}
MOST_CURVES = 4


@dataclass(frozen=True)
class Choice:
    """The definition a reader chose: the start of the clock, and what is counted as lost."""

    stage: str = "gf2"
    counted: str = "frafald"

    @property
    def outcome(self) -> str:
        """The outcome (set) that is counted as lost."""
        return SETS[self.counted]


def read_choice(stage: str, counted: str) -> Choice:
    """A choice from an address; what is not published becomes the usual one."""
    return Choice(stage if stage in {"gf1", "gf2", "main"} else "gf2", counted if counted in SETS else "frafald")


@dataclass(frozen=True)
class CurvePage:
    """What a page of curves shows."""

    title: str
    area: str
    frame: Frame
    stages: tuple[Option, ...]
    sets: tuple[Option, ...]
    drawing: Drawing
    table: Table
    begun: str
    time: str = ""
    dossier_address: str = ""


def programme_page(found: Pathways, code: str, choice: Choice, language: str) -> CurvePage:
    """The curves of one programme; raises :class:`KeyError` when it has none."""
    if code not in programmes() or code not in found.groups("programme"):
        raise KeyError(code)
    points = found.curve("programme", code, choice.stage)
    begun = max((point.n for point in points if point.n is not None), default=None)
    address = reverse("pathways:programme", kwargs={"code": code})
    outcomes = _drawn(points, choice)
    chart = _chart([(outcome_words(each), points, each) for each in outcomes], choice, language)
    return CurvePage(
        title=programme_name(code),
        area=area_name(area_of(code), language),
        frame=frame_of(found, found.meaning(CURVES, stage=choice.stage, outcome=choice.outcome), "programme", language),
        stages=_stages(address, choice, ()),
        sets=_sets(address, choice, ()),
        drawing=_drawing(chart),
        table=_outcome_table(points, code, choice),
        begun=display.number(begun, language) if begun else "",
        time=_time(found, code),
        dossier_address=reverse("dossiers:programme", kwargs={"code": code}) if code in dossier_programmes() else "",
    )


def _time(found: Pathways, code: str) -> str:
    """How long it takes those who complete, in words; empty where it is not shown."""
    time = found.completion_time(code)
    if time is None or time.median is None:
        return ""
    return gettext(
        "Af dem, der fuldfører, er halvdelen færdige %(median)s måneder efter start på grundforløb 2. "
        "En fjerdedel er færdige efter %(lower)s måneder, tre fjerdedele efter %(upper)s."
    ) % {"median": time.median, "lower": time.lower_quartile, "upper": time.upper_quartile}


def compare_page(found: Pathways, codes: Sequence[str], choice: Choice, language: str) -> CurvePage:
    """The share lost in up to four programmes side by side; codes without curves are left out."""
    known = [code for code in dict.fromkeys(codes) if code in programmes() and code in found.groups("programme")]
    chosen = known[:MOST_CURVES]
    curves = {code: found.curve("programme", code, choice.stage) for code in chosen}
    chart = _chart(
        [(programme_name(code), points, choice.outcome) for code, points in curves.items()], choice, language
    )
    address, query = reverse("pathways:compare"), tuple(("u", code) for code in chosen)
    return CurvePage(
        title=gettext("Sammenlign uddannelser"),
        area="",
        frame=frame_of(found, found.meaning(CURVES, stage=choice.stage, outcome=choice.outcome), "compare", language),
        stages=_stages(address, choice, query),
        sets=_sets(address, choice, query),
        drawing=_drawing(chart),
        table=_compare_table(curves, choice),
        begun="",
    )


def programme_cube(store: Store, found: Pathways, code: str, language: str) -> Cube:
    """Every curve of one programme, month by month; raises :class:`KeyError` when it has none."""
    points = [point for stage in MONTHS_DRAWN for point in found.curve("programme", code, stage)]
    if not points or code not in programmes():
        raise KeyError(code)
    names = {"group_name": programme_name(code), "main_area": area_of(code)}
    table = FileTable(
        name=f"frafald-{code}",
        title_da=f"Frafald: {programme_name(code)}",
        title_en=f"Dropout: {programme_name(code)}",
        columns=curve_columns(),
        rows=tuple(
            asdict(point)
            | names
            | {
                "value": point.share,
                "outcome_name": outcome_words(point.outcome),
                "stage_name": stage_words(point.stage),
            }
            for point in points
        ),
        about=about_pathways(store, found, found.meaning(CURVES, stage="gf2", outcome="dropout"), language),
    )
    return Cube(table, curve_dimensions())


def _drawn(points: Sequence[CurvePoint], choice: Choice) -> list[str]:
    """The chosen set first, then what else ends a spell early, the largest first."""
    last: dict[str, float] = {}
    for point in points:
        if point.outcome in CAUSES and point.share is not None:
            last[point.outcome] = max(last.get(point.outcome, 0.0), point.share)
    others = [each for each in sorted(last, key=lambda each: -last[each]) if last[each] > 0 and each != choice.outcome]
    return [choice.outcome, *others][:MOST_CURVES]


def _chart(lines: Sequence[tuple[str, Sequence[CurvePoint], str]], choice: Choice, language: str) -> CurveChart:
    months = MONTHS_DRAWN[choice.stage]
    return CurveChart(
        curves=tuple(
            Curve(
                name,
                tuple(
                    Step(point.month, point.share, point.low, point.high)
                    for point in points
                    if point.outcome == outcome and point.month <= months and point.share is not None
                ),
            )
            for name, points, outcome in lines
        ),
        months=months,
        language=language,
    )


def _drawing(chart: CurveChart) -> Drawing:
    return Drawing(curve_chart(chart, "wide"), curve_chart(chart, "narrow"), curve_chart_sentence(chart))


def _stages(address: str, choice: Choice, query: tuple[tuple[str, str], ...]) -> tuple[Option, ...]:
    return tuple(
        Option(stage_words(stage), _link(address, Choice(stage, choice.counted), query), stage == choice.stage)
        for stage in ("gf2", "main")
    )


def _sets(address: str, choice: Choice, query: tuple[tuple[str, str], ...]) -> tuple[Option, ...]:
    return tuple(
        Option(outcome_words(outcome), _link(address, Choice(choice.stage, name), query), name == choice.counted)
        for name, outcome in SETS.items()
    )


def _link(address: str, choice: Choice, query: tuple[tuple[str, str], ...]) -> str:
    return f"{address}?{urlencode([*query, ('start', choice.stage), ('tabt', choice.counted)])}"


def _at(points: Sequence[CurvePoint]) -> dict[tuple[str, int], CurvePoint]:
    return {(point.outcome, point.month): point for point in points}


def _headings(first: str) -> tuple[Heading, ...]:
    months = (Heading(gettext("%(count)s mdr.") % {"count": month}, is_number=True) for month in TABLE_MONTHS)
    return (Heading(first), *months)


def _cells(points: dict[tuple[str, int], CurvePoint], outcome: str) -> tuple[Cell, ...]:
    found = (points.get((outcome, month)) for month in TABLE_MONTHS)
    return tuple(share_cell(point) if point else Cell("") for point in found)


def _outcome_table(points: Sequence[CurvePoint], code: str, choice: Choice) -> Table:
    at = _at(points)
    outcomes = dict.fromkeys([choice.outcome, *CAUSES, *OTHER_ENDS])
    return Table(
        key="udfald",
        caption=gettext("Andel, der er ude med hvert udfald, regnet fra start på %(stage)s")
        % {"stage": stage_words(choice.stage).lower()},
        headings=_headings(gettext("Udfald")),
        rows=tuple((Cell(outcome_words(each)), *_cells(at, each)) for each in outcomes if (each, 12) in at),
        downloads=downloads("pathways:programme_file", code=code),
        selected_row=outcome_words(choice.outcome),
    )


def _compare_table(curves: dict[str, tuple[CurvePoint, ...]], choice: Choice) -> Table:
    return Table(
        key="sammenligning",
        caption=gettext("%(outcome)s, regnet fra start på %(stage)s")
        % {"outcome": outcome_words(choice.outcome), "stage": stage_words(choice.stage).lower()},
        headings=_headings(gettext("Uddannelse")),
        rows=tuple(
            (
                Cell(programme_name(code), address=reverse("pathways:programme", kwargs={"code": code})),
                *_cells(_at(points), choice.outcome),
            )
            for code, points in curves.items()
        ),
        downloads=downloads("pathways:programmes_file"),
    )
