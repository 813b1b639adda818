# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Tables of what others have published, beside which the balance is shown: projections as history, and accuracy."""

import polars as pl

from faglaert.definitions.forecasts import forecast_definitions, published_accuracy, published_forecasts


def forecast_table() -> pl.DataFrame:
    """One row a published Danish figure, with the words of its definition.

    Columns: ``forecast_id``, ``definition_id``, ``definition_da``, ``definition_en``, ``publisher``, ``published``,
    ``target_year``, ``area``, ``group``, ``value`` (persons; a balance is negative when labour is short),
    ``is_at_least``, ``kind``, ``title_da``, ``title_en``, ``note_da``, ``note_en``, ``source``.
    """
    meanings = forecast_definitions()
    rows = [
        (
            *(each.id, each.definition_id, meanings[each.definition_id].text_da, meanings[each.definition_id].text_en),
            *(each.publisher, each.published, each.target_year, each.area_code, each.group),
            *(each.value, each.is_at_least, each.kind, each.title_da, each.title_en),
            *(each.note_da, each.note_en, each.source),
        )
        for each in published_forecasts()
    ]
    return pl.DataFrame(rows, schema=FORECAST_COLUMNS, orient="row")


def accuracy_table() -> pl.DataFrame:
    """One row a published measure: ``publisher``, ``years_ahead``, ``measure``, ``value`` (per cent), words, source."""
    rows = [
        (each.publisher, each.years_ahead, each.measure, each.value, each.what_da, each.what_en, each.source)
        for each in published_accuracy()
    ]
    return pl.DataFrame(rows, schema=ACCURACY_COLUMNS, orient="row")


FORECAST_COLUMNS = {
    "forecast_id": pl.String,
    "definition_id": pl.String,
    "definition_da": pl.String,
    "definition_en": pl.String,
    "publisher": pl.String,
    "published": pl.String,
    "target_year": pl.Int64,
    "area": pl.String,
    "group": pl.String,
    "value": pl.Float64,
    "is_at_least": pl.Boolean,
    "kind": pl.String,
    "title_da": pl.String,
    "title_en": pl.String,
    "note_da": pl.String,
    "note_en": pl.String,
    "source": pl.String,
}
ACCURACY_COLUMNS = {
    "publisher": pl.String,
    "years_ahead": pl.Int64,
    "measure": pl.String,
    "value": pl.Float64,
    "what_da": pl.String,
    "what_en": pl.String,
    "source": pl.String,
}
