# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""An indicator counted from the register beside the programme document's baseline: as a part of its page, as a file."""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.indicators import Indicator
from faglaert.published.files import Column, Dimension, FileTable
from faglaert.published.pathways import GoalFigure, Pathways
from faglaert.published.store import Store
from faglaert.web.file_forms import Cube, downloads
from faglaert.web.pathways.words import about_register, count_cell, share_cell
from faglaert.web.tables import Cell, Heading, Table


@dataclass(frozen=True)
class RegisterFigures:
    """The figures of the register, and whether its persons are invented."""

    table: Table
    is_synthetic: bool


def register_figures(store: Store, indicator: Indicator, language: str) -> RegisterFigures | None:
    """The indicator counted from the register; None without a register, or when it cannot show the indicator."""
    found = store.pathways()
    rows = found.goal_figures(indicator.id) if found is not None else ()
    if found is None or not rows:
        return None
    return RegisterFigures(_table(indicator, rows, language), found.is_synthetic)


def _table(indicator: Indicator, rows: tuple[GoalFigure, ...], language: str) -> Table:
    """The document's baseline in the first row, then every period, newest first."""
    is_share = indicator.unit == "share"
    base = indicator.baseline
    counts = (Heading(gettext("Antal"), is_number=True), Heading(gettext("Ud af"), is_number=True))
    first = () if base is None else (_baseline_cells(indicator, is_share=is_share, language=language),)
    return Table(
        key="register-tal",
        caption=gettext("Regnet på registeret, med programmets udgangspunkt øverst"),
        headings=(
            Heading(gettext("Periode")),
            *((Heading(gettext("Andel"), is_number=True),) if is_share else ()),
            *(counts if is_share else counts[:1]),
        ),
        rows=(*first, *(_cells(row, is_share=is_share, language=language) for row in rows)),
        downloads=downloads("explore:register_file", indicator_id=indicator.id),
        stacks=is_share,
        has_heading_above=True,
    )


def _baseline_cells(indicator: Indicator, *, is_share: bool, language: str) -> tuple[Cell, ...]:
    """What the document prints: it tells no numbers behind a share."""
    base = indicator.baseline
    if base is None:
        return ()
    absent = Cell(display.status_symbol("missing"), display.status_words("missing", language))
    name = Cell(gettext("Udgangspunkt, %(period)s") % {"period": display.period(base.period, language)})
    value = Cell(display.value_as_written(base.value, indicator.unit, language))
    return (name, value, *((absent, absent) if is_share else ()))


def _cells(row: GoalFigure, *, is_share: bool, language: str) -> tuple[Cell, ...]:
    period = Cell(display.period(row.period, language))
    if not is_share:
        return (period, count_cell(row.count, row.status))
    return (period, share_cell(row), count_cell(row.count, row.status), count_cell(row.n, row.status))


def register_cube(store: Store, found: Pathways, indicator: Indicator, language: str) -> Cube:
    """The indicator counted from the register as a file; numbers of persons stand under ``value`` too."""
    is_share = indicator.unit == "share"
    rows = [asdict(row) | {"value": row.share if is_share else row.count} for row in found.goal_figures(indicator.id)]
    table = FileTable(
        name=f"{indicator.id}_register",
        title_da=f"{indicator.title['da']}, regnet på registeret",
        title_en=f"{indicator.title['en']}, counted from the register",
        columns=(
            Column("indicator_id", "Indikator", "Indicator", "text"),
            Column("period", "Periode", "Period", "text"),
            Column("value", "Tal", "Figure", "share" if is_share else "number"),
            Column("low", "Nedre grænse", "Lower limit", "share"),
            Column("high", "Øvre grænse", "Upper limit", "share"),
            Column("count", "Antal", "Count", "number"),
            Column("n", "Ud af", "Out of", "number"),
            Column("status", "Status", "Status", "text"),
        ),
        rows=tuple(rows),
        about=(
            (gettext("Tæller"), indicator.numerator[language]),
            *(((gettext("Nævner"), indicator.denominator[language]),) if indicator.denominator else ()),
            *about_register(store, found, language),
        ),
    )
    return Cube(table, dimensions=(Dimension("indicator_id"), Dimension("period", role="time")))
