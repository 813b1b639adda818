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
COVERS = (0.8, 1.25)
"""Journeymen of a school year in a register of the region, as a share of the published number.

A fifth off either way leaves room for another school year and for counting by school or by home; a school, or some of
them, is well below it, and the whole country well above.
"""
MONTHS_A_YEAR = 12
STARTED = ("main_same", "main_other")
FILES = {
    "transitions": ("grouping", "months", "outcome", "n", "count", "data_kind"),
    "incidence": ("grouping", "stage", "cause", "month", "n", "share", "data_kind"),
}
GOALS, JOURNEYMEN = "goals.parquet", "completed_main_courses"


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
    """The chain of a loaded official register that covers the region, else the published one.

    Made-up pupils stand for nobody, rates counted on fewer than :data:`FEWEST_COUNTED` persons say nothing of all, and
    those of one school, or of the country, are not the region's (:data:`COVERS`). The provenance of the published chain
    says which official register was left out, and why. Raises :class:`DataRefusedError` for tables of the pathways that
    are not as agreed.
    """
    chain, why = _official_chain(paths, inputs)
    published = published_chain(inputs)
    if chain is None:
        return published
    return replace(published, provenance=_left_out(published.provenance, chain, why)) if why else chain


def with_register(paths: Paths, inputs: Inputs) -> Inputs:
    """The inputs with entrants by the completion of a loaded official register; unchanged where there is none.

    The vintage names the run of the pathways. A register that is left out is told of in the provenance of the
    completions, and nowhere else. Raises as :func:`current_chain`.
    """
    chain, why = _official_chain(paths, inputs)
    if chain is None:
        return inputs
    if why:
        part = inputs.extra_completions
        return replace(inputs, extra_completions=replace(part, provenance=_left_out(part.provenance, chain, why)))
    vintage = f"{inputs.vintage}+{chain.provenance.source}"
    return replace(with_entrants(inputs, chain, published_chain(inputs)), vintage=vintage)


def is_left_out(about: Provenance) -> bool:
    """Whether an official register was loaded and not used; the text says why."""
    return ", not pathways:" in about.source


def _left_out(about: Provenance, chain: Chain, why: str) -> Provenance:
    source = f"{about.source.removeprefix('embedded:')}, not {chain.provenance.source}"
    return replace(about, source=source, text=f"{about.text} Det indlæste elevregister bruges ikke: {why}")


def _official_chain(paths: Paths, inputs: Inputs) -> tuple[Chain | None, str]:
    """The chain of the loaded official register, None without one; and why it is not to be used, empty when it is."""
    try:
        chain = register_chain(paths, inputs)
    except NotPublishedError:
        return None, ""
    if chain.provenance.kind is not DataKind.OFFICIAL:
        return None, ""
    return chain, _why_not(paths, chain)


def _why_not(paths: Paths, chain: Chain) -> str:
    """Why the rates of an official register are not the region's, in Danish; empty when they are."""
    fewest = min(chain.counted["lost"], chain.counted["completing"])
    if fewest < FEWEST_COUNTED:
        return f"satserne er talt på færre end {FEWEST_COUNTED} personer."
    figure = next(each for each in programme_figures() if each.id == PASSED)
    counted = _journeymen(paths, figure.period or "")
    if counted is None:
        return "det siger ikke, hvor mange der har bestået et hovedforløb på et helt skoleår."
    period, persons = counted
    if COVERS[0] <= persons / figure.value <= COVERS[1]:
        return ""
    low, share, high = (
        f"{100 * each:.1f}".replace(".", ",") for each in (COVERS[0], persons / figure.value, COVERS[1])
    )
    return (
        f"beståede hovedforløb i {period} er {share} % af de offentliggjorte for regionen "
        f"({figure.value:.0f} i {figure.period}). Et register, der dækker regionen, har mellem {low} og {high} %."
    )


def _journeymen(paths: Paths, period: str) -> tuple[str, int] | None:
    """Persons who passed a main course in the whole school year nearest to ``period``; None when there is none.

    Raises :class:`DataRefusedError` for a table without its columns.
    """
    folder = pointed_at(paths.home / "pathways")
    path = None if folder is None else folder / GOALS
    if path is None or not path.is_file():
        return None
    frame = pl.read_parquet(path)
    lacking = {"indicator_id", "period", "count"} - set(frame.columns)
    if lacking:
        findings = [Finding(GOALS, 1, each, "column is missing") for each in sorted(lacking)]
        raise DataRefusedError(f"{GOALS} was refused", findings)
    rows = frame.filter(pl.col("indicator_id") == JOURNEYMEN).select("period", "count").rows()
    return min(rows, key=lambda row: abs(int(row[0][:4]) - int(period[:4])), default=None)


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
