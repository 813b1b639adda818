# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Figures keyed into the project with their true source: the programme document, published pages, small series."""

from datetime import date
from functools import cache
from typing import Literal

from pydantic import Field

from faglaert.definitions.reading import ROOT, Definition, Text, read_keyed, read_toml

FOLDER = ROOT / "figures"

Unit = Literal["share", "percent", "persons", "job_titles", "programmes", "score", "million_dkk", "count", "index"]


class ProgrammeFigure(Definition):
    """One of the figures printed in the programme document.

    ``indicator_id`` names the indicator the figure is an observation of; ``is_baseline`` says that the document sets it
    as baseline; ``figure_group`` is the group of pupils or programmes it is about.
    """

    id: str
    section: str
    track: int = Field(ge=0, le=3)
    indicator_id: str | None = None
    title_da: str
    title_en: str
    value: float
    unit: Unit
    period: str | None = None
    area_code: str
    figure_group: str | None = None
    is_baseline: bool
    definition_da: str
    definition_en: str


class PublishedFigure(Definition):
    """One figure somebody published, with the page it stands on.

    ``area_code`` is given where the area has a code; ``indicator_id`` names the indicator the figure observes, if any.
    """

    id: str
    theme: str
    indicator_id: str | None = None
    title_da: str
    title_en: str
    value: float
    unit: Unit
    period: str
    area_code: str | None = None
    area_name: str
    definition_da: str
    source_url: str
    note_da: str | None = None
    retrieved_date: date


class SeriesFile(Definition):
    """What the figures of one embedded series are and where they were keyed from."""

    name: str
    title: Text
    source_id: str
    unit: Unit
    category_meaning: str
    keyed_from: Text
    retrieved_date: date


class SeriesFigure(Definition):
    """One figure of an embedded series; ``value`` absent means the source shows none."""

    area_code: str
    period: str
    category: str
    value: float | None = None


class _Catalogue(Definition):
    series: tuple[SeriesFile, ...]


@cache
def programme_figures() -> tuple[ProgrammeFigure, ...]:
    """The programme document's figures, unique by id."""
    return tuple(read_keyed(ProgrammeFigure, FOLDER / "programme.csv", key=lambda row: row.id).values())


@cache
def published_figures() -> tuple[PublishedFigure, ...]:
    """Figures published elsewhere, unique by id."""
    return tuple(read_keyed(PublishedFigure, FOLDER / "published.csv", key=lambda row: row.id).values())


@cache
def series_files() -> tuple[SeriesFile, ...]:
    """The embedded series that ``figures/catalogue.toml`` declares."""
    return read_toml(_Catalogue, FOLDER / "catalogue.toml").series


def series_figures(name: str) -> tuple[SeriesFigure, ...]:
    """The figures of one embedded series, unique by area, period and category."""
    path = FOLDER / f"{name}.csv"
    return tuple(read_keyed(SeriesFigure, path, key=lambda row: (row.area_code, row.period, row.category)).values())
