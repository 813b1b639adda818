# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Tables that stand beside the balance: what others published, the lever on losses, the profile, the young outside."""

import polars as pl

from faglaert.balance.axes import EDUCATION_GROUPS
from faglaert.balance.completions import SKILLED, Chain, break_even, effect, rule_of_thumb
from faglaert.balance.embedded_people import COUNTRY, REGION
from faglaert.balance.inputs import Inputs
from faglaert.balance.neet import neet_table, projected_years
from faglaert.balance.profile import profile_table, published_hazards
from faglaert.balance.published import accuracy_table, forecast_table
from faglaert.published.balance import SHOWN_YEARS

REDUCTIONS = (10, 25, 50, 75, 100)
"""Per cent fewer lost, as they are shown."""


def beside_tables(inputs: Inputs, chain: Chain, balance: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables by name; ``balance`` is the run's own, whose shortage of skilled workers the break-even is held to.

    ``published_forecasts``, ``published_accuracy``, ``completions`` (effect by ``per_cent`` and ``year``),
    ``break_even``, ``profile`` and, for years in which persons are projected, ``neet`` (young people outside education
    and work). ``chain`` has the rates of the lever.
    """
    profiles = [
        profile_table(published_hazards(code)).with_columns(area=pl.lit(code), data_kind=pl.lit("assumed"))
        for code in (COUNTRY, REGION)
    ]
    tables = {
        "published_forecasts": forecast_table(),
        "published_accuracy": accuracy_table(),
        "completions": completion_rows(inputs, chain),
        "break_even": break_even_rows(inputs, chain, balance),
        "profile": pl.concat(profiles),
    }
    years = projected_years(inputs.axes.years)
    return tables | ({"neet": neet_table(years)} if years else {})


def completion_rows(inputs: Inputs, chain: Chain) -> pl.DataFrame:
    """The effect of losing some per cent fewer from the first projected year on, by year, in persons."""
    years = inputs.axes.years
    return pl.concat(
        effect(chain, per_cent / 100, years, first_year=years[1])
        .table()
        .with_columns(per_cent=pl.lit(per_cent), data_kind=pl.lit(str(chain.provenance.kind)))
        for per_cent in REDUCTIONS
    )


def break_even_rows(inputs: Inputs, chain: Chain, balance: pl.DataFrame) -> pl.DataFrame:
    """For each shown year the shortage of skilled workers and the per cent fewer lost that closes it.

    Columns: ``year``, ``shortage`` (persons, the median of B3 turned round; 0 for a surplus), ``per_cent`` (absent when
    the lever cannot), ``largest`` (what all of it brings), ``rule_da``, ``rule_en``, ``data_kind``.
    """
    years = inputs.axes.years
    skilled = next(name for name, codes in EDUCATION_GROUPS.items() if codes == (SKILLED,))
    told = balance.filter(
        pl.col("concept") == "B3",
        pl.col("area") == "all",
        pl.col("education") == skilled,
        pl.col("scenario") == "base",
    )
    most = effect(chain, 1.0, years, first_year=years[1]).force
    rows = []
    for year, middle in told.filter(pl.col("year").is_in(SHOWN_YEARS)).sort("year").select("year", "q50").iter_rows():
        shortage = max(0.0, -middle)
        reduction = break_even(chain, shortage, years, first_year=years[1], year=year)
        per_cent = None if reduction is None else 100 * reduction
        words = [rule_of_thumb(chain, year, language) for language in ("da", "en")]
        rows.append((year, shortage, per_cent, float(most[years.index(year)]), *words, str(chain.provenance.kind)))
    return pl.DataFrame(rows, schema=BREAK_EVEN_COLUMNS, orient="row")


BREAK_EVEN_COLUMNS = {
    "year": pl.Int64,
    "shortage": pl.Float64,
    "per_cent": pl.Float64,
    "largest": pl.Float64,
    "rule_da": pl.String,
    "rule_en": pl.String,
    "data_kind": pl.String,
}
