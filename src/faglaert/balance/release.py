# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The balance that is published, of region and municipalities; computed anew only when inputs or program have changed.

It lies below ``<home>/balance_release`` and is not what somebody last tried out with ``faglaert balance run``.
"""

import hashlib
import json
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import polars as pl

import faglaert
from faglaert.balance import compute
from faglaert.balance.axes import EDUCATION_GROUPS
from faglaert.balance.beside import beside_tables
from faglaert.balance.chains import current_chain
from faglaert.balance.inputs import Inputs
from faglaert.balance.outputs import current_results, write_results
from faglaert.balance.running import TOGETHER, Setting, source_rows
from faglaert.errors import NotPublishedError
from faglaert.paths import Paths
from faglaert.published.balance import SHOWN_YEARS

SETTING = Setting()
MUNICIPAL_DRAWS = 400
"""Enough for a word of five; the municipalities' figures are shown for large groups alone."""
SOURCE_DRAWS = 400
"""Of each source of error, for a width of three digits."""
VINTAGES = "vintages"
"""Name of the table that every release carries on from the one before: what has been said, and when."""


def digest_of(*inputs: Inputs) -> str:
    """A name for everything a result follows from: every number that goes in, the setting and the version."""
    digest = hashlib.sha256(f"{faglaert.__version__} {SETTING} {MUNICIPAL_DRAWS}".encode())
    for each in inputs:
        digest.update(f"{each.vintage} {each.axes}".encode())
        arrays = [part.values for _, part, _ in each.parts()] + [history.values for history in each.histories]
        arrays += [np.array(error.deviations) for error in each.assumed_errors]
        for values in arrays:
            digest.update(np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()[:16]


def program_digest() -> str:
    """A name for the program text and definitions that the tables are made by, which may change within a version."""
    package = Path(faglaert.__file__).parent
    digest = hashlib.sha256()
    for folder in ("balance", "definitions"):
        for path in sorted(each for each in (package / folder).rglob("*") if each.suffix in {".py", ".csv", ".toml"}):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def release_paths(paths: Paths) -> Paths:
    """Where the published balance's tables are kept."""
    return Paths(paths.home / "balance_release")


def release(paths: Paths, region: Inputs, municipalities: Inputs) -> Path:
    """The folder of the balance of these inputs; computed and kept when the newest is of others, or made otherwise.

    Tables are those of :func:`faglaert.balance.run` for the region, ``municipalities`` (columns of ``balance``),
    ``sources`` (:func:`error_sources`) and ``vintages`` (:func:`vintage_rows` of this and of every release before).
    ``chain`` in ``run.json`` names where the rates of the lever on losses are from. Raises :class:`DataRefusedError`
    when an identity does not hold.
    """
    kept, digest = release_paths(paths), digest_of(region, municipalities)
    chain = current_chain(paths, region)
    made_of = {"digest": digest, "chain": chain.provenance.source, "program": program_digest()}
    earlier = None
    try:
        folder = current_results(kept)
        earlier = _vintages(folder)
        about = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        if earlier is not None and made_of.items() <= about.items():
            return folder
    except NotPublishedError:
        pass
    tables = compute(region, scenarios=(), setting=SETTING)
    tables |= beside_tables(region, chain, tables["balance"])
    split = compute(municipalities, scenarios=(), setting=Setting(SETTING.seed, MUNICIPAL_DRAWS))["balance"]
    tables["sources"] = error_sources(region)
    tables["municipalities"] = split.filter(pl.col("area") != "all")
    said = vintage_rows(tables["balance"], region.vintage, digest, datetime.now(UTC).date())
    tables[VINTAGES] = said if earlier is None else pl.concat([earlier.filter(pl.col("digest") != digest), said])
    about = {
        "vintage": region.vintage,
        **made_of,
        "seed": SETTING.seed,
        "draws": SETTING.draws,
        "base_year": region.axes.base_year,
        "end_year": region.axes.end_year,
    }
    return write_results(kept, tables, about)


def error_sources(region: Inputs) -> pl.DataFrame:
    """How wide the region's B3 is with one source alone in error, in the shown years and groups.

    Columns: ``education``, ``year``, ``component``, ``half_width`` (half the 80 per cent interval, persons).
    """
    rows = source_rows(region, Setting(SETTING.seed, SOURCE_DRAWS))
    return rows.filter(
        pl.col("area") == "all",
        pl.col("concept") == "B3",
        pl.col("component") != TOGETHER,
        pl.col("year").is_in(SHOWN_YEARS),
        pl.col("education").is_in([*EDUCATION_GROUPS, "all"]),
    ).select("education", "year", "component", "half_width")


def vintage_rows(balance: pl.DataFrame, vintage: str, digest: str, computed: date) -> pl.DataFrame:
    """What one release says of the region's B3, to be held against what later ones say.

    Columns: ``vintage``, ``digest``, ``computed_date`` (ISO 8601), ``education``, ``year``, ``q10``, ``q50``, ``q90``,
    ``p_shortage``, ``verdict``, ``data_kind``.
    """
    rows = balance.filter(
        pl.col("area") == "all",
        pl.col("concept") == "B3",
        pl.col("scenario") == "base",
        pl.col("year").is_in(SHOWN_YEARS),
        pl.col("education").is_in([*EDUCATION_GROUPS, "all"]),
    )
    return rows.select(
        pl.lit(vintage).alias("vintage"),
        pl.lit(digest).alias("digest"),
        pl.lit(computed.isoformat()).alias("computed_date"),
        *("education", "year", "q10", "q50", "q90", "p_shortage"),
        pl.col("class").alias("verdict"),
        "data_kind",
    )


def _vintages(folder: Path) -> pl.DataFrame | None:
    """What the release in ``folder`` carries on; None for one that was made before vintages were kept."""
    path = folder / f"{VINTAGES}.parquet"
    return pl.read_parquet(path) if path.is_file() else None
