# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The lines of dossiers as files."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext

from faglaert.published.dossier import Dossier, dossiers
from faglaert.published.files import Column, Dimension, FileTable
from faglaert.published.store import Store
from faglaert.reports import dossier_text
from faglaert.web.about_files import Lines, about_release, about_sources
from faglaert.web.file_forms import Cube

NO_AREA = "none"
"""The area of what is not known for any: a cube has no empty place."""

COLUMNS = (
    Column("programme_code", "Kode", "Code", "text"),
    Column("programme_name", "Uddannelse", "Programme", "text"),
    Column("measure", "Mål (kode)", "Measure (code)", "text"),
    Column("measure_title", "Mål", "Measure", "text"),
    Column("area_code", "Område (kode)", "Area (code)", "text"),
    Column("area", "Område", "Area", "text"),
    Column("period", "Periode", "Period", "text"),
    Column("value", "Tal", "Figure", "number"),
    Column("low_value", "Nedre grænse", "Lower limit", "number"),
    Column("high_value", "Øvre grænse", "Upper limit", "number"),
    Column("unit", "Enhed", "Unit", "text"),
    Column("status", "Status", "Status", "text"),
    Column("data_kind", "Slags data", "Kind of data", "text"),
    Column("source", "Kilde", "Source", "text"),
)
DIMENSIONS = (
    Dimension("programme_code", label_key="programme_name"),
    Dimension("measure", label_key="measure_title"),
    Dimension("area_code", label_key="area", role="geo"),
)


def programme_cube(store: Store, found: Dossier, language: str) -> Cube:
    """One programme's lines."""
    name = found.programme.name_da
    return _cube(store, (found,), f"uddannelse-{found.programme.code}", titles=(name, name), language=language)


def programmes_cube(store: Store, language: str) -> Cube:
    """Every programme's lines."""
    return _cube(
        store,
        dossiers(store),
        "uddannelser",
        titles=("Erhvervsuddannelser", "Vocational programmes"),
        language=language,
    )


def _cube(store: Store, every: Iterable[Dossier], name: str, *, titles: tuple[str, str], language: str) -> Cube:
    found = tuple(every)
    table = FileTable(
        name=name,
        title_da=titles[0],
        title_en=titles[1],
        columns=COLUMNS,
        rows=tuple(row for each in found for row in _rows(store, each, language)),
        about=_about(store, found, language),
    )
    return Cube(table, DIMENSIONS)


def _rows(store: Store, found: Dossier, language: str) -> Iterator[dict[str, object]]:
    for line in found.lines:
        yield {
            "programme_code": found.programme.code,
            "programme_name": found.programme.name_da,
            "measure": line.measure.id,
            "measure_title": line.measure.title[language],
            "area_code": line.area_code or NO_AREA,
            "area": dossier_text.area_text(line, language),
            "period": line.period,
            "value": line.value,
            "low_value": line.low,
            "high_value": line.high,
            "unit": line.measure.unit,
            "status": line.status,
            "data_kind": "" if line.is_absent else line.data_kind,
            "source": dossier_text.source_text(store, line, language),
        }


def _about(store: Store, found: tuple[Dossier, ...], language: str) -> Lines:
    used = {source_id for each in found for source_id in dossier_text.source_ids(each)}
    synthetic = ((gettext("Eksempeldata"), gettext("Nogle af tallene er opdigtede og kan ikke bruges.")),)
    return (
        *(synthetic if any(each.is_synthetic for each in found) else ()),
        *about_sources(store, used, language),
        *about_release(store, language),
    )
