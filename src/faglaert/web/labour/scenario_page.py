# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Tables of tried scenarios: what each moves, and where it ends."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from faglaert import display
from faglaert.published.balance import ALL, GROUPS, SHOWN_YEARS
from faglaert.web.labour.levers import Choice
from faglaert.web.labour.words import chance, group_name, persons, verdict_words
from faglaert.web.tables import Cell, Heading, Table


@dataclass(frozen=True)
class Trial:
    """A scenario and what came of it."""

    choice: Choice
    result: dict[str, Any]

    @property
    def has_failed(self) -> bool:
        """Whether it could not be computed."""
        return "error" in self.result

    def row(self, group: str, year: int) -> dict[str, Any] | None:
        """One group and year; None for a group without numbers."""
        rows = self.result["rows"]
        return next((row for row in rows if row["education"] == group and row["year"] == year), None)


def differences(trials: tuple[Trial, ...], language: str) -> Table:
    """What each scenario adds to the base in B3, with its own interval, which is narrower than the balance's."""

    def cell(trial: Trial, group: str, year: int) -> Cell:
        row = trial.row(group, year)
        if row is None:
            return Cell(display.status_symbol("suppressed"), display.status_words("suppressed", language))
        found = row["difference"]
        sign = "+" if round(found["q50"]) > 0 else ""
        span = gettext("80 af 100: %(low)s til %(high)s") % {
            "low": persons(found["q10"], language),
            "high": persons(found["q90"], language),
        }
        return Cell(sign + persons(found["q50"], language), note=span, is_hatched=True)

    return Table(
        key="forskel",
        caption=gettext("Forskel til grundforløbet i B3, personer; plus er mindre mangel"),
        headings=(
            Heading(gettext("Uddannelse")),
            *(Heading(f"{trial.choice.id}, {year}", is_number=True) for trial in trials for year in SHOWN_YEARS),
        ),
        rows=tuple(
            (Cell(group_name(group)), *(cell(trial, group, year) for trial in trials for year in SHOWN_YEARS))
            for group in (*GROUPS, ALL)
        ),
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
        caption=gettext("Dom i grundforløb og scenarier, B3"),
        headings=(
            Heading(gettext("Uddannelse og år")),
            Heading(gettext("Grundforløb")),
            *(Heading(trial.choice.id) for trial in trials),
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
    names = ("freed", "starts", "returned", "completions", "skilled", "force")
    return Table(
        key=f"kaede-{trial.choice.id}",
        caption=gettext("Færre tabte, fulgt til svend (%(id)s), personer") % {"id": trial.choice.id},
        headings=(
            Heading(gettext("År")),
            Heading(gettext("Tabes ikke"), is_number=True),
            Heading(gettext("Begynder på hovedforløb"), is_number=True),
            Heading(gettext("Deraf kommet alligevel"), is_number=True),
            Heading(gettext("Flere svende i året"), is_number=True),
            Heading(gettext("Flere faglærte i regionen"), is_number=True),
            Heading(gettext("Flere i arbejdsstyrken"), is_number=True),
        ),
        rows=tuple(
            (
                Cell(str(row["year"]), note=gettext("lærepladserne slipper op") if row["is_capped"] else ""),
                *(Cell(display.number(row[name], language), is_hatched=True) for name in names),
            )
            for row in trial.result["chain"]
        ),
        stacks=True,
    )
