# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Tables of tried scenarios: what each moves, and where it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from django.utils.translation import gettext

from faglaert import display
from faglaert.published.balance import ALL, GROUPS, SHOWN_YEARS
from faglaert.web.file_forms import downloads
from faglaert.web.labour.levers import Choice, query_for
from faglaert.web.labour.words import chance, group_name, interval_words, persons, verdict_words
from faglaert.web.tables import Cell, Download, Heading, Table

CHAIN = (
    ("freed", "Tabes ikke", "Not lost"),
    ("starts", "Begynder på hovedforløb", "Begin a main course"),
    ("returned", "Deraf kommet alligevel", "Would have come anyway"),
    ("completions", "Flere svende i året", "More journeymen in the year"),
    ("skilled", "Flere faglærte i regionen", "More skilled in the region"),
    ("force", "Flere i arbejdsstyrken", "More in the labour force"),
)
"""The road from fewer lost to the labour force: column of the result, and its name in both languages."""


@dataclass(frozen=True)
class Trial:
    """A scenario, all that were asked for together, the letter it has among them, and what came of it."""

    choice: Choice
    asked: tuple[Choice, ...]
    letter: str
    result: dict[str, Any]

    @property
    def name(self) -> str:
        """How tables call it."""
        return gettext("Scenarie %(letter)s") % {"letter": self.letter}

    @property
    def has_failed(self) -> bool:
        """Whether it could not be computed."""
        return "error" in self.result

    def row(self, group: str, year: int) -> dict[str, Any] | None:
        """One group and year; None for a group without numbers."""
        rows = self.result["rows"]
        return next((row for row in rows if row["education"] == group and row["year"] == year), None)


def trials_of(choices: tuple[Choice, ...], results: Sequence[dict[str, Any]]) -> tuple[Trial, ...]:
    """The scenarios with their letters and what came of each."""
    return tuple(
        Trial(choice, choices, letter, result)
        for choice, letter, result in zip(choices, ascii_uppercase, results, strict=False)
    )


def trial_words(trial: Trial, language: str) -> str:
    """What a scenario does to skilled workers in the last year shown, and whether the word changes."""
    row = None if trial.has_failed else trial.row(GROUPS[0], SHOWN_YEARS[-1])
    if row is None:
        return ""
    difference, before, after = row["difference"], row["base"]["class"], row["own"]["class"]
    told = gettext("%(group)s i %(year)s: %(middle)s (%(span)s). Vurderingen er %(verdict)s; uden scenariet %(base)s.")
    return told % {
        "group": group_name(GROUPS[0]),
        "year": SHOWN_YEARS[-1],
        "middle": signed(difference["q50"], language),
        "span": interval_words(difference["q10"], difference["q90"], language),
        "verdict": verdict_words(after),
        "base": verdict_words(before),
    }


def signed(value: float, language: str) -> str:
    """A difference with its sign."""
    return ("+" if value > 0 else "") + persons(value, language)


def differences(trials: tuple[Trial, ...], language: str) -> Table:
    """What each scenario adds to the base in B3, with its own interval, which is narrower than the balance's."""

    def cell(trial: Trial, group: str, year: int) -> Cell:
        row = trial.row(group, year)
        if row is None:
            return Cell(display.status_symbol("suppressed"), display.status_words("suppressed", language))
        found = row["difference"]
        span = interval_words(found["q10"], found["q90"], language)
        return Cell(signed(found["q50"], language), note=span, is_hatched=True)

    return Table(
        key="forskel",
        caption=gettext("Forskel til grundforløbet i B3, personer; plus er mindre mangel"),
        headings=(
            Heading(gettext("Uddannelsesgruppe")),
            *(Heading(f"{trial.name}, {year}", is_number=True) for trial in trials for year in SHOWN_YEARS),
        ),
        rows=tuple(
            (Cell(group_name(group)), *(cell(trial, group, year) for trial in trials for year in SHOWN_YEARS))
            for group in (*GROUPS, ALL)
        ),
        downloads=_downloads("labour:scenario_file", trials[0]),
        stacks=True,
    )


def comparison(trials: tuple[Trial, ...], language: str) -> Table:
    """The verdict and the probability of a shortage in base and scenarios."""

    def cell(side: dict[str, Any] | None) -> Cell:
        if side is None:
            return Cell(display.status_symbol("suppressed"), display.status_words("suppressed", language))
        note = gettext("sandsynlighed for mangel %(chance)s") % {"chance": chance(side["p_shortage"], language)}
        return Cell(verdict_words(side["class"]), note=note, is_hatched=True)

    def cells(group: str, year: int) -> list[Cell]:
        rows = [trial.row(group, year) for trial in trials]
        return [cell(rows[0] and rows[0]["base"]), *(cell(row and row["own"]) for row in rows)]

    return Table(
        key="domme",
        caption=gettext("Vurdering i grundforløb og scenarier, B3"),
        headings=(
            Heading(gettext("Uddannelsesgruppe og år")),
            Heading(gettext("Grundforløb")),
            *(Heading(trial.name) for trial in trials),
        ),
        rows=tuple(
            (Cell(f"{group_name(group)}, {year}"), *cells(group, year))
            for group in (*GROUPS, ALL)
            for year in SHOWN_YEARS
        ),
        stacks=True,
    )


def chain_table(trial: Trial, language: str) -> Table:
    """From fewer lost to more in the labour force, year by year."""
    return Table(
        key=f"kaede-{trial.choice.id}",
        caption=gettext("%(name)s: færre tabte, fulgt til svend, personer") % {"name": trial.name},
        headings=(
            Heading(gettext("År")),
            *(Heading(en if language == "en" else da, is_number=True) for _, da, en in CHAIN),
        ),
        rows=tuple(
            (
                Cell(str(row["year"]), note=gettext("lærepladserne slipper op") if row["is_capped"] else ""),
                *(Cell(display.number(row[name], language), is_hatched=True) for name, _, _ in CHAIN[:-1]),
                _force(row, language),
            )
            for row in trial.result["chain"]
        ),
        downloads=_downloads("labour:chain_file", trial),
        stacks=True,
    )


def _force(row: dict[str, Any], language: str) -> Cell:
    """More in the labour force, with an interval where the rates were counted."""
    span = "" if row["force_q10"] is None else interval_words(row["force_q10"], row["force_q90"], language)
    return Cell(display.number(row["force"], language), note=span, is_hatched=True)


def _downloads(view_name: str, trial: Trial) -> tuple[Download, ...]:
    """Files of all that were asked for together, so that each has the letter it has on the page."""
    return downloads(view_name, query=query_for(trial.asked))
