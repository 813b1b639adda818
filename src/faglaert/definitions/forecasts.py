# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What others have published: Danish projections of shortage and surplus, and how accurate projections have been.

Two figures with different definitions are not comparable however alike their words are; every figure names its own.
"""

from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from faglaert.definitions.classifications import areas
from faglaert.definitions.figures import FOLDER
from faglaert.definitions.reading import Definition, read_csv, read_keyed, require_unique
from faglaert.errors import DataRefusedError, Finding


class ForecastDefinition(Definition):
    """What a published figure means: what is subtracted from what."""

    id: str
    text_da: str
    text_en: str


class PublishedForecast(Definition):
    """One published figure about a year to come. A balance is negative when labour is short.

    ``published`` is a year or a month, absent where the source has no date. ``is_at_least`` says that the source gives
    a bound ("at least", "over").
    """

    id: str
    definition_id: str
    publisher: str
    published: str | None = Field(default=None, pattern=r"^\d{4}(-\d{2})?$")
    target_year: int = Field(ge=2010, le=2060)
    area_code: str
    group: str
    value: float = Field(allow_inf_nan=False)
    is_at_least: bool
    kind: Literal["balance", "stock", "change"]
    title_da: str
    title_en: str
    note_da: str | None = None
    note_en: str | None = None
    source: str

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.kind == "stock" and self.value < 0:
            raise ValueError("a stock cannot be negative")
        is_late = self.published is not None and int(self.published[:4]) > self.target_year
        if is_late and self.kind == "balance":
            raise ValueError("published after the year it tells of")
        if (self.note_da is None) != (self.note_en is None):
            raise ValueError("a note is in both languages or in none")
        return self


class PublishedAccuracy(Definition):
    """How far off others' projections turned out to be; ``value`` in per cent, ``measure`` says of what."""

    id: str
    publisher: str
    years_ahead: int = Field(ge=1)
    measure: Literal[
        "direction",
        "faster_than_average",
        "growth_projected",
        "growth_actual",
        "largest_error",
        "mean_error",
        "within_half_a_point",
        "under_estimated",
    ]
    value: float = Field(ge=0, allow_inf_nan=False)
    what_da: str
    what_en: str
    source: str


@cache
def forecast_definitions() -> dict[str, ForecastDefinition]:
    """What published figures mean, by id."""
    return read_keyed(ForecastDefinition, FOLDER / "forecast_definitions.csv", key=lambda row: row.id)


@cache
def published_forecasts() -> tuple[PublishedForecast, ...]:
    """Every published Danish figure, in the order they were published."""
    return read_forecasts(FOLDER / "published_forecasts.csv")


def read_forecasts(path: Path) -> tuple[PublishedForecast, ...]:
    """Read published figures; raises :class:`DataRefusedError` with row and column for what cannot be."""
    rows = read_csv(PublishedForecast, path)
    require_unique(path, (row.id for row in rows))
    known = {"definition_id": set(forecast_definitions()), "area_code": {area.code for area in areas()}}
    findings = [
        Finding(path.name, number, name, f"unknown code {getattr(row, name)!r}")
        for number, row in enumerate(rows, start=2)
        for name, codes in known.items()
        if getattr(row, name) not in codes
    ]
    if findings:
        raise DataRefusedError(f"{path.name} was refused", findings)
    return rows


@cache
def published_accuracy() -> tuple[PublishedAccuracy, ...]:
    """Published accuracy of other models, unique by id."""
    return tuple(read_keyed(PublishedAccuracy, FOLDER / "published_accuracy.csv", key=lambda row: row.id).values())
