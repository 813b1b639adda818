# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Where to go and ask: schools beside what their intake would lead one to expect. By name, never by rank."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median

from django.utils.translation import gettext

from faglaert import display
from faglaert.charts.funnel import Dot, Funnel, funnel, funnel_sentence
from faglaert.published.files import Column, Dimension, FileTable
from faglaert.published.pathways import OTHER, Pathways, SchoolGroup, Signal
from faglaert.published.store import Store
from faglaert.web.file_forms import Cube, downloads
from faglaert.web.pathways.parts import Drawing, Frame, frame_of
from faglaert.web.pathways.words import about_pathways, count_cell, plain_share_cell, programme_name, symbol_words
from faglaert.web.tables import Cell, Heading, Table, danish_order


@dataclass(frozen=True)
class SchoolPage:
    """The newest intake as funnel and table, and the groups whose losses left their band."""

    frame: Frame
    cohort: str
    drawing: Drawing
    table: Table
    hidden_count: int
    signals: Table | None
    signal_cohort: str
    comparisons: int
    signal_count: int


def school_page(found: Pathways, language: str) -> SchoolPage:
    """The newest intake that has been followed for a year."""
    groups = found.schools()
    cohort = max((group.cohort for group in groups), default="")
    newest = [group for group in groups if group.cohort == cohort]
    shown = sorted((group for group in newest if group.share is not None), key=_order)
    compared = found.signals()
    marked = [signal for signal in compared if signal.is_signal]
    chart = _funnel(shown, language)
    return SchoolPage(
        frame=frame_of(found, found.meaning(OTHER), "schools", language),
        cohort=cohort,
        drawing=Drawing(funnel(chart, "wide"), funnel(chart, "narrow"), funnel_sentence(chart)),
        table=_table(shown, language),
        hidden_count=len(newest) - len(shown),
        signals=_signals(marked, language) if marked else None,
        signal_cohort=compared[0].cohort if compared else "",
        comparisons=compared[0].comparisons if compared else 0,
        signal_count=len(marked),
    )


def schools_cube(store: Store, found: Pathways, language: str) -> Cube:
    """Every school, programme and intake as a file."""
    table = FileTable(
        name="skoler-set-og-ventet",
        title_da="Skoler: set og ventet",
        title_en="Schools: observed and expected",
        columns=(
            *_place_columns(),
            Column("n", "Elever", "Pupils", "number"),
            Column("count", "Tabte", "Lost", "number"),
            Column("value", "Set andel", "Observed share", "share"),
            Column("expected", "Ventet andel", "Expected share", "share"),
            Column("gap", "Forskel", "Gap", "number"),
            Column("estimate", "Skønnet forskel", "Estimated gap", "number"),
            Column("gap_low", "Skøn, nedre grænse", "Estimate, lower limit", "number"),
            Column("gap_high", "Skøn, øvre grænse", "Estimate, upper limit", "number"),
            Column(
                "probability_better",
                "Sandsynlighed for mindst 3 point bedre",
                "Probability of 3 points better",
                "share",
            ),
            Column("funnel", "Sted i tragten", "Place in the funnel", "text"),
            Column("is_good_practice", "God praksis", "Good practice", "text"),
            Column("status", "Status", "Status", "text"),
        ),
        rows=tuple(_file_row(group) | {"value": group.share} for group in sorted(found.schools(), key=_order)),
        about=about_pathways(store, found, found.meaning(OTHER), language),
    )
    return Cube(table, _place_dimensions())


def signals_cube(store: Store, found: Pathways, language: str) -> Cube:
    """Every group that was held against its band as a file."""
    table = FileTable(
        name="signaler",
        title_da="Signaler",
        title_en="Signals",
        columns=(
            *_place_columns(),
            Column("n", "Elever", "Pupils", "number"),
            Column("value", "Tabte", "Lost", "number"),
            Column("expected", "Ventet", "Expected", "number"),
            Column("band_low", "Bånd, nedre grænse", "Band, lower limit", "number"),
            Column("band_high", "Bånd, øvre grænse", "Band, upper limit", "number"),
            Column("direction", "Retning", "Direction", "text"),
            Column("is_signal", "Signal", "Signal", "text"),
            Column("comparisons", "Sammenligninger", "Comparisons", "number"),
            Column("status", "Status", "Status", "text"),
        ),
        rows=tuple(_file_row(signal) | {"value": signal.count} for signal in sorted(found.signals(), key=_order)),
        about=about_pathways(store, found, found.meaning(OTHER), language),
    )
    return Cube(table, _place_dimensions())


def school_name(group: SchoolGroup | Signal) -> str:
    """The name of a school, or its number where no list of schools is loaded."""
    return group.school_name or gettext("Skole %(number)s") % {"number": group.school_code}


def _order(group: SchoolGroup | Signal) -> tuple[str, str, str]:
    return danish_order(school_name(group)), danish_order(programme_name(group.programme_code)), group.cohort


def _file_row(group: SchoolGroup | Signal) -> dict[str, object]:
    names = {"school_name": school_name(group), "programme_name": programme_name(group.programme_code)}
    return asdict(group) | names


def _place_columns() -> tuple[Column, ...]:
    return (
        Column("school_code", "Skole (nummer)", "School (number)", "text"),
        Column("school_name", "Skole", "School", "text"),
        Column("programme_code", "Uddannelse (kode)", "Programme (code)", "text"),
        Column("programme_name", "Uddannelse", "Programme", "text"),
        Column("cohort", "Årgang", "Intake", "text"),
    )


def _place_dimensions() -> tuple[Dimension, ...]:
    return (
        Dimension("school_code", label_key="school_name"),
        Dimension("programme_code", label_key="programme_name"),
        Dimension("cohort", role="time"),
    )


def _funnel(groups: Sequence[SchoolGroup], language: str) -> Funnel:
    """The limits are those of a group of middling expectation: chance's share of them differs a little by group."""
    with_limits = [group for group in groups if None not in (group.n, group.limit_95, group.limit_998)]
    return Funnel(
        dots=tuple(Dot(group.n or 0, group.gap or 0.0, group.funnel or "inside") for group in with_limits),
        unit_limit_95=median([_for_one_pupil(each.limit_95, each) for each in with_limits] or [0.0]),
        unit_limit_998=median([_for_one_pupil(each.limit_998, each) for each in with_limits] or [0.0]),
        language=language,
    )


def _for_one_pupil(limit: float | None, group: SchoolGroup) -> float:
    """What the limit of a group would be if it had one pupil."""
    return (limit or 0.0) * (group.n or 0) ** 0.5


def _table(groups: Sequence[SchoolGroup], language: str) -> Table:
    return Table(
        key="skoler",
        caption=gettext("Set og ventet frafald, i skolernes orden efter navn"),
        stacks=True,
        headings=(
            Heading(gettext("Skole")),
            Heading(gettext("Uddannelse")),
            Heading(gettext("Elever"), is_number=True),
            Heading(gettext("Set"), is_number=True),
            Heading(gettext("Ventet"), is_number=True),
            Heading(gettext("Skønnet forskel"), is_number=True),
            Heading(gettext("Hvad det siger")),
        ),
        rows=tuple(
            (
                Cell(school_name(group)),
                Cell(programme_name(group.programme_code), language="da"),
                count_cell(group.n, group.status),
                plain_share_cell(group.share, group.status),
                plain_share_cell(group.expected, group.status),
                _gap(group, language),
                Cell(_saying(group)),
            )
            for group in groups
        ),
        downloads=downloads("pathways:schools_file"),
    )


def _gap(group: SchoolGroup, language: str) -> Cell:
    if group.estimate is None or group.gap_low is None or group.gap_high is None:
        return Cell(display.status_symbol("suppressed"), symbol_words("suppressed"))
    low, high = (display.number(100 * each, language, 1) for each in (group.gap_low, group.gap_high))
    to = gettext("%(low)s til %(high)s") % {"low": low, "high": high}
    return Cell(display.points(group.estimate, language), note=to)


def _saying(group: SchoolGroup) -> str:
    if group.is_good_practice:
        return gettext("Klart færre tabte end ventet to år i træk: spørg, hvad de gør")
    if (group.funnel or "").startswith("above"):
        return gettext("Flere tabte, end tilfældet forklarer: spørg, hvad der er sket")
    if (group.funnel or "").startswith("below"):
        return gettext("Færre tabte, end tilfældet forklarer: spørg, hvad de gør")
    return gettext("Inden for det, tilfældet forklarer")


def _signals(signals: Sequence[Signal], language: str) -> Table:
    return Table(
        key="signaler",
        caption=gettext("Grupper, hvis tab ligger uden for det ventede bånd"),
        stacks=True,
        headings=(
            Heading(gettext("Skole")),
            Heading(gettext("Uddannelse")),
            Heading(gettext("Elever"), is_number=True),
            Heading(gettext("Tabte"), is_number=True),
            Heading(gettext("Ventet bånd"), is_number=True),
            Heading(gettext("Retning")),
        ),
        rows=tuple(
            (
                Cell(school_name(signal)),
                Cell(programme_name(signal.programme_code), language="da"),
                count_cell(signal.n, signal.status),
                count_cell(signal.count, signal.status),
                _band(signal, language),
                Cell(gettext("flere end ventet") if signal.direction == "more" else gettext("færre end ventet")),
            )
            for signal in sorted(signals, key=_order)
        ),
        downloads=downloads("pathways:signals_file"),
    )


def _band(signal: Signal, language: str) -> Cell:
    if signal.band_low is None or signal.band_high is None:
        return Cell(display.status_symbol("suppressed"), symbol_words("suppressed"))
    low, high = (display.number(each, language) for each in (signal.band_low, signal.band_high))
    return Cell(f"{low}{display.EN_DASH}{high}")
