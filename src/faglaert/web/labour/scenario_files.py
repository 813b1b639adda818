# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Scenarios as files: what each moves, where it ends, and everything needed to make it again."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from faglaert.published.balance import Balance
from faglaert.published.files import Column, Dimension, FileTable
from faglaert.published.store import Store
from faglaert.web.about_files import Lines
from faglaert.web.file_forms import Cube
from faglaert.web.frame import full_address
from faglaert.web.labour.levers import query_for
from faglaert.web.labour.scenario_page import CHAIN, Trial
from faglaert.web.labour.words import about_balance, chain_words, group_name, verdict_words

BASE = "base"
SHOWN = "shown"
DIFFERENCES = ("difference_q10", "difference_q50", "difference_q90")
_SCENARIO = (
    Column("scenario", "Scenarie (kode)", "Scenario (code)", "text"),
    Column("scenario_name", "Scenarie", "Scenario", "text"),
)


def results_cube(store: Store, found: Balance, trials: tuple[Trial, ...], language: str) -> Cube:
    """B3 of each group and year in the base and in every scenario, and what each scenario adds to the base."""
    table = FileTable(
        name="arbejdskraftbalance-scenarier",
        title_da="Arbejdskraftbalance: scenarier, B3 for regionen",
        title_en="Labour-market balance: scenarios, B3 for the region",
        columns=(
            *_SCENARIO,
            Column("education", "Uddannelse (kode)", "Education (code)", "text"),
            Column("group_name", "Uddannelse", "Education", "text"),
            Column("year", "År", "Year", "text"),
            Column("verdict", "Vurdering", "Assessment", "text"),
            Column("p_shortage", "Sandsynlighed for mangel", "Probability of a shortage", "share"),
            Column("value", "B3, midten, personer", "B3, middle, persons", "number"),
            Column("q10", "B3, 10 %-fraktil", "B3, 10% quantile", "number"),
            Column("q90", "B3, 90 %-fraktil", "B3, 90% quantile", "number"),
            Column("difference_q50", "Forskel til grundforløbet, midten", "Difference to the base, middle", "number"),
            Column("difference_q10", "Forskel, 10 %-fraktil", "Difference, 10% quantile", "number"),
            Column("difference_q90", "Forskel, 90 %-fraktil", "Difference, 90% quantile", "number"),
            Column("status", "Status", "Status", "text"),
            Column("data_kind", "Slags data", "Kind of data", "text"),
        ),
        rows=tuple(_rows(trials)),
        about=_about(store, found, trials, language),
    )
    dimensions = (
        Dimension("scenario", label_key="scenario_name"),
        Dimension("education", label_key="group_name"),
        Dimension("year", role="time"),
    )
    return Cube(table, dimensions, more=("p_shortage", "q10", "q90", *DIFFERENCES))


def chain_cube(store: Store, found: Balance, trials: tuple[Trial, ...], language: str) -> Cube:
    """From fewer lost to more in the labour force, year by year, for every scenario that turns that lever."""
    table = FileTable(
        name="arbejdskraftbalance-faerre-tabte",
        title_da="Færre tabte, fulgt til svend",
        title_en="Fewer lost, followed to journeyman",
        columns=(
            *_SCENARIO,
            Column("year", "År", "Year", "text"),
            *(Column("value" if key == "force" else key, da, en, "number") for key, da, en in CHAIN),
            Column("force_q10", "Arbejdsstyrken, 10 %-fraktil", "Labour force, 10% quantile", "number"),
            Column("force_q90", "Arbejdsstyrken, 90 %-fraktil", "Labour force, 90% quantile", "number"),
            Column("is_capped", "Lærepladserne slipper op", "Apprenticeships run out", "text"),
            Column("status", "Status", "Status", "text"),
            Column("data_kind", "Slags data", "Kind of data", "text"),
        ),
        rows=tuple(
            row | {"scenario": trial.choice.id, "scenario_name": trial.name, "value": row["force"], "status": SHOWN}
            for trial in trials
            for row in trial.result["chain"]
        ),
        about=((gettext("Satser"), chain_words(found.run.chain)), *_about(store, found, trials, language)),
    )
    more = (*(key for key, _, _ in CHAIN if key != "force"), "force_q10", "force_q90")
    return Cube(table, (Dimension("scenario", label_key="scenario_name"), Dimension("year", role="time")), more=more)


def _rows(trials: tuple[Trial, ...]) -> Iterator[dict[str, object]]:
    """The base of the first trial, which is that of all, and every trial."""
    for row in trials[0].result["rows"]:
        names = {"scenario": BASE, "scenario_name": gettext("Grundforløb")}
        yield _row(row, "base") | names | dict.fromkeys(DIFFERENCES)
    for trial in trials:
        for row in trial.result["rows"]:
            added = {f"difference_{name}": value for name, value in row["difference"].items()}
            yield _row(row, "own") | {"scenario": trial.choice.id, "scenario_name": trial.name} | added


def _row(row: dict[str, object], side: str) -> dict[str, object]:
    numbers = row[side]
    return {
        "education": row["education"],
        "group_name": group_name(row["education"]),
        "year": row["year"],
        "verdict": verdict_words(numbers["class"]),
        "value": numbers["q50"],
        **{name: numbers[name] for name in ("p_shortage", "q10", "q90")},
        "status": SHOWN,
        "data_kind": row["data_kind"],
    }


def _about(store: Store, found: Balance, trials: tuple[Trial, ...], language: str) -> Lines:
    """The address that makes the file again, the levers of each scenario, and what stands in every file."""
    address = f"{reverse('labour:scenario')}?{query_for(trials[0].asked)}"
    return (
        (gettext("Adresse"), full_address(address)),
        *((f"{each.name} ({each.choice.id})", "; ".join(each.choice.words)) for each in trials),
        *about_balance(store, found, language),
    )
