# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The rates of the chain from GF2 to journeyman: from a loaded register's result tables, else from published figures.

The tables are read as files, as the pathways write them below ``<home>/pathways``.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl

from faglaert.atomic import pointed_at
from faglaert.balance.axes import AGES, EDUCATIONS
from faglaert.balance.completions import SKILLED, Chain, with_entrants
from faglaert.balance.inputs import DataKind, Inputs, Provenance
from faglaert.definitions.figures import programme_figures
from faglaert.definitions.labour_assumptions import labour_assumptions
from faglaert.errors import DataRefusedError, Finding, NotPublishedError
from faglaert.paths import Paths

PASSED, LOST, DROPPED_OUT = "P003", "P007", "P014"
"""The programme document's figures: main courses passed, lost from GF2 to main, dropout from the main course."""
SOON, LATE = 3, 12
FEWEST_COUNTED = 100
MONTHS_A_YEAR = 12
STARTED = ("main_same", "main_other")
FILES = {
    "transitions": ("grouping", "months", "outcome", "n", "count", "data_kind"),
    "incidence": ("grouping", "stage", "cause", "month", "n", "share", "data_kind"),
}


def published_chain(inputs: Inputs) -> Chain:
    """Counts and losses as the programme document prints them for the region; the rest as assumed."""
    figures = {each.id: each.value for each in programme_figures()}
    rule = labour_assumptions().completions
    completing = 1 - figures[DROPPED_OUT]
    starts = figures[PASSED] / completing
    return Chain(
        finishers=starts / (1 - figures[LOST]),
        lost=figures[LOST],
        returning=rule.returning,
        completing=completing,
        duration=rule.duration,
        stays=rule.stays,
        takes_part=_takes_part(inputs),
        spare=rule.spare_share * starts,
        left=rule.left,
        provenance=Provenance(DataKind.ASSUMED, "programme_document", rule.reason.da, "parameters/balance.toml"),
    )


def register_chain(paths: Paths, inputs: Inputs) -> Chain:
    """The published chain with losses, returns, completion and duration as counted in the loaded register.

    Raises :class:`NotPublishedError` when the pathways have not been computed, :class:`DataRefusedError` for tables
    that are not as agreed.
    """
    folder = pointed_at(paths.home / "pathways")
    if folder is None:
        raise NotPublishedError("the pathways have not been computed; run `faglaert pathways build`")
    transitions, incidence = (_table(folder, name) for name in FILES)
    lost, soon, followed = _shares(transitions, SOON)
    _, late, _ = _shares(transitions, LATE)
    completing, duration, starters = _completed(incidence)
    kind = _kind(transitions, incidence)
    base = published_chain(inputs)
    first = min(1.0, max(0.0, late - soon) / lost) if lost > 0 else 0.0
    later = base.returning[1:] if first + sum(base.returning[1:]) <= 1 else ()
    about = Provenance(kind, f"pathways:{folder.name}", base.provenance.text, folder.name)
    counted = {"lost": followed, "returning": lost * followed, "completing": starters}
    return replace(
        base,
        lost=lost,
        returning=(first, *later),
        completing=completing,
        duration=duration,
        provenance=about,
        counted=counted,
    )


def current_chain(paths: Paths, inputs: Inputs) -> Chain:
    """The chain of a loaded official register, else the published one.

    Made-up pupils stand for nobody, and rates counted on fewer than :data:`FEWEST_COUNTED` persons say nothing of all.

    Raises :class:`DataRefusedError` for tables of the pathways that are not as agreed.
    """
    try:
        chain = register_chain(paths, inputs)
    except NotPublishedError:
        return published_chain(inputs)
    is_official = chain.provenance.kind is DataKind.OFFICIAL
    is_enough = min(chain.counted["lost"], chain.counted["completing"]) >= FEWEST_COUNTED
    return chain if is_official and is_enough else published_chain(inputs)


def with_register(paths: Paths, inputs: Inputs) -> Inputs:
    """The inputs with entrants by the completion of a loaded official register; unchanged where there is none.

    The vintage names the run of the pathways. Raises as :func:`current_chain`.
    """
    chain = current_chain(paths, inputs)
    if chain.provenance.kind is not DataKind.OFFICIAL:
        return inputs
    vintage = f"{inputs.vintage}+{chain.provenance.source}"
    return replace(with_entrants(inputs, chain, published_chain(inputs)), vintage=vintage)


def _kind(*tables: pl.DataFrame) -> DataKind:
    """The least sure kind of any row; raises :class:`DataRefusedError` for a row of no kind that we know."""
    found = {kind for table in tables for kind in table["data_kind"].to_list()}
    strangers = sorted(str(kind) for kind in found - set(DataKind))
    if strangers:
        told = f"unknown kinds {', '.join(strangers)}; expected {', '.join(DataKind)}"
        raise DataRefusedError("the pathways were refused", [Finding("pathways", None, "data_kind", told)])
    return max((DataKind(kind) for kind in found), key=list(DataKind).index)


def _takes_part(inputs: Inputs) -> float:
    """Share of skilled 25-34-year-olds in the labour force, the region's own."""
    ages = slice(AGES.index("25-29"), AGES.index("35-39"))
    skilled = EDUCATIONS.index(SKILLED)
    people = inputs.population.values[:, ages, :, 0] * inputs.shares.values[:, ages, :, skilled]
    return float((people * inputs.participation.values[:, ages, :, skilled]).sum() / people.sum())


def _table(folder: Path, name: str) -> pl.DataFrame:
    """One table of the pathways by main area; every column there, at least one row."""
    file = f"{name}.parquet"
    path = folder / file
    if not path.is_file():
        raise DataRefusedError("the pathways were refused", [Finding(file, None, None, "the run has no such table")])
    frame = pl.read_parquet(path)
    lacking = [column for column in FILES[name] if column not in frame.columns]
    if lacking:
        raise DataRefusedError(f"{file} was refused", [Finding(file, 1, each, "column is missing") for each in lacking])
    rows = frame.filter(pl.col("grouping") == "main_area")
    if rows.is_empty():
        raise DataRefusedError(f"{file} was refused", [Finding(file, None, "grouping", "no row by main area")])
    return rows


def _shares(transitions: pl.DataFrame, months: int) -> tuple[float, float, float]:
    """Shares of those who completed GF2 that are lost, and that have begun a main course, so many months later.

    And how many are followed for so long.
    """
    rows = transitions.filter(pl.col("months") == months)
    outcomes = rows.group_by("outcome").agg(pl.col("n").sum(), pl.col("count").sum()).to_dicts()
    found = {row["outcome"]: (row["n"], row["count"]) for row in outcomes}
    lacking = [name for name in ("gf2_lost_share", *STARTED) if not found.get(name, (0, 0))[0]]
    if lacking:
        told = f"nobody is followed for {months} months to {', '.join(lacking)}"
        raise DataRefusedError("transitions.parquet was refused", [Finding("transitions.parquet", None, "n", told)])
    shares = {name: count / n for name, (n, count) in found.items() if n}
    return shares["gf2_lost_share"], sum(shares[name] for name in STARTED), float(found["gf2_lost_share"][0])


def _completed(incidence: pl.DataFrame) -> tuple[float, tuple[float, ...], float]:
    """Share of main courses completed as far as they are followed, how it spreads over years, and of how many."""
    rows = incidence.filter((pl.col("stage") == "main") & (pl.col("cause") == "completed"))
    yearly = rows.filter(pl.col("month") % MONTHS_A_YEAR == 0).sort("month")
    weighed = yearly.group_by("month", maintain_order=True).agg(
        (pl.col("share") * pl.col("n")).sum().alias("completed"), pl.col("n").sum()
    )
    reached = (weighed["completed"] / weighed["n"]).fill_nan(0).to_numpy() if weighed.height else np.zeros(1)
    if reached[-1] <= 0:
        told = "no main course is followed to its completion"
        raise DataRefusedError("incidence.parquet was refused", [Finding("incidence.parquet", None, "share", told)])
    steps = np.diff(np.concatenate([[0.0], reached])) / reached[-1]
    spread = np.maximum(steps, 0.0) / np.maximum(steps, 0.0).sum()
    return float(reached[-1]), tuple(map(float, spread)), float(weighed["n"][-1])
