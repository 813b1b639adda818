# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Figures of each vocational programme as protected tables of a release: agreements, well-being, shortage, titles.

Schools stay in the warehouse: a programme is shown for the region's schools together and for the country, so that no
hidden school can be found by subtraction. Where one of the region's schools is hidden in the source, so is their sum.
"""

import duckdb
import polars as pl

from faglaert.definitions.classifications import WHOLE_COUNTRY, region_municipalities
from faglaert.definitions.dossier import measures
from faglaert.definitions.parameters import DisclosureRule
from faglaert.definitions.programme import programme
from faglaert.disclosure.checks import violations
from faglaert.disclosure.protect import ProtectedTable, protect
from faglaert.errors import BuildError
from faglaert.warehouse.connection import create_table, read_frame

MEASURES, TITLES = "programme_measure", "programme_title"
ALL = "TOT"
"""What files write for all schools together; also for all programmes, which no dossier has."""

_BETWEEN = "|"
_REGION_AND_COUNTRY = """
    SELECT CASE WHEN institution_code = $all THEN $country ELSE $region END AS shown_area, *
    FROM {mart}
    WHERE programme_code <> $all AND (institution_code = $all OR list_contains($municipalities, area_code))
"""
_AGREEMENTS = f"""
    WITH placed AS ({_REGION_AND_COUNTRY.format(mart="mart_agreements")})
    SELECT 'apprenticeship' AS measure_id, 'share' AS unit, 'own_counts' AS disclosure,
           programme_code, shown_area AS area_code, period,
           sum(numerator_count) / nullif(sum(denominator_count), 0) AS value,
           sum(numerator_count) AS numerator_count, sum(denominator_count) AS denominator_count,
           bool_or(is_hidden) AS is_hidden_in_source, any_value(data_kind) AS data_kind,
           any_value(source_id) AS source_id, any_value(snapshot_id) AS snapshot_id
    FROM placed GROUP BY programme_code, shown_area, period
"""
_WELLBEING = f"""
    WITH placed AS ({_REGION_AND_COUNTRY.format(mart="mart_wellbeing")})
    SELECT 'wellbeing_' || scale AS measure_id, 'score' AS unit, 'own_counts' AS disclosure,
           programme_code, shown_area AS area_code, period,
           sum(value * denominator_count) / nullif(sum(denominator_count), 0) AS value,
           NULL::DOUBLE AS numerator_count, sum(denominator_count) AS denominator_count,
           bool_or(is_hidden) AS is_hidden_in_source, any_value(data_kind) AS data_kind,
           any_value(source_id) AS source_id, any_value(snapshot_id) AS snapshot_id
    FROM placed GROUP BY programme_code, scale, shown_area, period
"""
_SHORTAGE = """
    SELECT 'shortage' AS measure_id, 'job_titles' AS unit, 'as_published' AS disclosure,
           programme_code, area_code, period,
           count(DISTINCT title) FILTER (category IN ('extensive_shortage', 'shortage'))::DOUBLE AS value,
           NULL::DOUBLE AS numerator_count, NULL::DOUBLE AS denominator_count,
           false AS is_hidden_in_source, 'official' AS data_kind,
           any_value(source_id) AS source_id, any_value(snapshot_id) AS snapshot_id
    FROM stg_shortage JOIN dim_source USING (source_id)
    WHERE area_code = $region AND programme_code IS NOT NULL
    GROUP BY programme_code, area_code, period
"""
_CATEGORIES = """
    SELECT programme_code, title, rar_code, period, category, NULL::DOUBLE AS value, source_id, snapshot_id
    FROM stg_shortage JOIN dim_source USING (source_id)
    WHERE area_code = $region AND programme_code IS NOT NULL
"""
_RECRUITMENT = """
    SELECT programme_code, dim_job_title.title, rar_code, period, NULL::VARCHAR AS category, value, is_hidden,
           source_id, mart.snapshot_id
    FROM mart_recruitment_rate AS mart JOIN dim_job_title ON lower(dim_job_title.title) = lower(title_group)
    WHERE area_code IN ($region, $country) AND programme_code IS NOT NULL
"""


def write_programmes(
    store: duckdb.DuckDBPyConnection, warehouse: duckdb.DuckDBPyConnection, build_id: str, rule: DisclosureRule
) -> None:
    """Write ``programme_measure`` and ``programme_title``; empty while no file of theirs has been imported.

    Raises :class:`BuildError` when the second look at what was written finds a figure that may not be shown.
    """
    protected = programme_measures(warehouse, rule)
    broken = violations(protected.frame, rule)
    if broken.height:
        raise BuildError(f"{broken.height} figures of programmes break the disclosure rule; nothing was published")
    create_table(store, MEASURES, _with_keys(protected, ("measure_id", "programme_code"), build_id))
    words, rates = programme_titles(warehouse, rule)
    rows = _with_keys(rates, ("programme_code", "title", "rar_code", "kind"), build_id)
    titles = rows.join(words, on=["programme_code", "title", "rar_code", "kind", "period"], how="left")
    create_table(store, TITLES, titles.with_columns(pl.col("category").cast(pl.String)))


def programme_measures(warehouse: duckdb.DuckDBPyConnection, rule: DisclosureRule) -> ProtectedTable:
    """Figures by measure and programme, of the region and the country; ``indicator_id`` is ``measure|programme``."""
    municipalities = [area.code for area in region_municipalities(programme().region_code)]
    places = {"all": ALL, "country": WHOLE_COUNTRY, "region": programme().region_code, "municipalities": municipalities}
    frames = [read_frame(warehouse, query, places) for query in (_AGREEMENTS, _WELLBEING)] + [
        read_frame(warehouse, _SHORTAGE, {"region": programme().region_code})
    ]
    rows = pl.concat([_typed(frame) for frame in frames])
    known = rows.filter(pl.col("measure_id").is_in(list(measures())))
    return protect(_observations(known, ("measure_id", "programme_code")), rule)


def programme_titles(warehouse: duckdb.DuckDBPyConnection, rule: DisclosureRule) -> tuple[pl.DataFrame, ProtectedTable]:
    """The job titles a programme leads to: their categories of shortage as words, and rates of failed recruitment.

    Both are about companies and titles, and published by their source.
    """
    places = {"region": programme().region_code}
    balance = read_frame(warehouse, _CATEGORIES, places).with_columns(kind=pl.lit("balance"))
    rates = read_frame(warehouse, _RECRUITMENT, places | {"country": WHOLE_COUNTRY})
    keys = ["programme_code", "title", "rar_code", "kind", "period"]
    rows = pl.concat(
        [
            _typed_title(balance.with_columns(is_hidden_in_source=pl.lit(value=False))),
            _typed_title(rates.rename({"is_hidden": "is_hidden_in_source"}).with_columns(kind=pl.lit("recruitment"))),
        ]
    ).with_columns(
        area_code=pl.lit("rar"),
        unit=pl.lit("share"),
        disclosure=pl.lit("as_published"),
        data_kind=pl.lit("official"),
        numerator_count=pl.lit(None, pl.Float64),
        denominator_count=pl.lit(None, pl.Float64),
    )
    protected = protect(_observations(rows, ("programme_code", "title", "rar_code", "kind")), rule)
    return rows.select(*keys, "category"), protected


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    numbers = ("value", "numerator_count", "denominator_count")
    return frame.with_columns(
        pl.col(*numbers).cast(pl.Float64),
        pl.col("is_hidden_in_source").cast(pl.Boolean),
        pl.exclude(*numbers, "is_hidden_in_source").cast(pl.String),
    )


def _typed_title(frame: pl.DataFrame) -> pl.DataFrame:
    names = ("programme_code", "title", "rar_code", "kind", "period", "category", "source_id", "snapshot_id")
    return frame.select(
        *(pl.col(name).cast(pl.String) for name in names),
        pl.col("value").cast(pl.Float64),
        pl.col("is_hidden_in_source").cast(pl.Boolean),
    )


def _observations(rows: pl.DataFrame, keys: tuple[str, ...]) -> pl.DataFrame:
    """Rows as disclosure control takes them: what they are about in one text."""
    about = pl.concat_str(keys, separator=_BETWEEN).alias("indicator_id")
    return rows.with_columns(about).select(
        *("indicator_id", "area_code", "period", "value", "numerator_count", "denominator_count"),
        *("data_kind", "source_id", "snapshot_id", "unit", "disclosure", "is_hidden_in_source"),
    )


def _with_keys(protected: ProtectedTable, keys: tuple[str, ...], build_id: str) -> pl.DataFrame:
    """Protected rows with what they are about in columns of its own again."""
    parts = pl.col("indicator_id").str.split_exact(_BETWEEN, len(keys) - 1).struct.rename_fields(list(keys))
    frame = protected.frame.with_columns(parts.alias("about")).unnest("about").drop("indicator_id")
    return frame.with_columns(build_id=pl.lit(build_id)).sort(*keys, "area_code", "period")
