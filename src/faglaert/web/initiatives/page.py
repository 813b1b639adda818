# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What the page of one initiative shows, made from the record and the definitions."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.classifications import area_names, vocational_programmes
from faglaert.definitions.indicators import indicators
from faglaert.web.frame import Entry
from faglaert.web.initiatives.models import Initiative, Milestone, Phase
from faglaert.web.initiatives.parts import KINDS
from faglaert.web.initiatives.phases import demands, following
from faglaert.web.initiatives.plan import track_name
from faglaert.web.initiatives.tables import period_words
from faglaert.web.tables import Cell, Heading, Table, danish_order


@dataclass(frozen=True)
class Step:
    """One phase on the way; ``state`` is done, current or ahead."""

    title: str
    state: str


@dataclass(frozen=True)
class PartTable:
    """The table of one kind of part, and where a new one is added."""

    heading: str
    new: str
    address: str
    table: Table


@dataclass(frozen=True)
class InitiativePage:
    """An initiative as its page tells it."""

    initiative: Initiative
    language: str
    is_editable: bool

    @property
    def steps(self) -> list[Step]:
        """Every phase, and where the initiative stands."""
        order = list(Phase)
        here = order.index(self.initiative.phase_now)
        states = ["done" if place < here else "current" if place == here else "ahead" for place in range(len(order))]
        return [Step(str(phase.label), state) for phase, state in zip(order, states, strict=True)]

    @property
    def demands(self) -> list[tuple[str, bool]]:
        """What the present phase asks for."""
        return demands(self.initiative)

    @property
    def next_phase(self) -> str:
        """The words of the phase after this one."""
        phase = following(self.initiative.phase_now)
        return str(phase.label) if phase else ""

    @property
    def theory(self) -> list[tuple[str, str]]:
        """The chain from problem to change, in its order."""
        names = ("problem", "target_group", "activities", "outputs", "outcome")
        return [(_label(name), getattr(self.initiative, name)) for name in names]

    @property
    def indicator(self) -> Entry | None:
        """The indicator's page."""
        found = indicators().get(self.initiative.indicator_id)
        return Entry(found.title[self.language], reverse("explore:indicator", args=[found.id]), "") if found else None

    @property
    def goal(self) -> str:
        """By how much in the indicator's unit, and by when."""
        change, day = self.initiative.expected_change, self.initiative.reach_by
        found = indicators().get(self.initiative.indicator_id)
        if change is None or found is None:
            return ""
        # a share is expected to change by percentage points, and is itself a part of 1
        said = display.change(
            float(change) / 100 if found.unit == "share" else float(change), found.unit, self.language
        )
        return f"{said}, {gettext('senest %s') % display.long_date(day, self.language)}" if day else said

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Everything else, what is empty left out."""
        it = self.initiative
        rows = [
            (gettext("Spor"), track_name(it.track, self.language)),
            (gettext("Periode"), period_words(it, self.language)),
            (gettext("Ansvarlig"), str(it.responsible or "")),
            (gettext("Ejes af"), str(it.organisation or gettext("programmet"))),
            (gettext("Budget"), self._money(it.budget_dkk)),
            (gettext("Medfinansiering"), self._money(it.cofinancing_dkk)),
            (gettext("Uddannelser"), self._names(it.programme_codes, _programme_names())),
            (gettext("Kommuner"), self._names(it.municipality_codes, area_names(self.language))),
            (gettext("Skoler"), ", ".join(each.name for each in it.schools.all())),
        ]
        return [row for row in rows if row[1]]

    @property
    def parts(self) -> list[PartTable]:
        """Evidence, partners, milestones and risks."""
        it = self.initiative
        rows = {
            "dokumentation": [
                (each, (Cell(each.get_phase_display()), Cell(each.link, address=each.link)))
                for each in it.evidence.all()
            ],
            "partnere": [
                (each, (Cell(each.get_role_display()), Cell(each.agreement))) for each in it.partnerships.all()
            ],
            "milepaele": [(each, self._milestone(each)) for each in it.milestones.all()],
            "risici": [
                (
                    each,
                    (Cell(f"{each.get_likelihood_display()} / {each.get_consequence_display()}"), Cell(each.response)),
                )
                for each in it.risks.all()
            ],
        }
        texts = {"dokumentation": "text", "partnere": "organisation", "milepaele": "title", "risici": "text"}
        return [self._part(slug, rows[slug], texts[slug]) for slug in KINDS]

    def _milestone(self, each: Milestone) -> tuple[Cell, Cell]:
        is_late = each.done_on is None and each.due_on < localdate()
        return Cell(self._day(each.due_on), note=gettext("overskredet") if is_late else ""), Cell(
            self._day(each.done_on)
        )

    def _part(self, slug: str, rows: list[tuple[object, tuple[Cell, Cell]]], text: str) -> PartTable:
        kind, headings = KINDS[slug], _HEADINGS[slug]()

        def address(number: int) -> str:
            return reverse("initiatives:part_edit", args=[self.initiative.pk, slug, number]) if self.is_editable else ""

        table = Table(
            key=slug,
            caption=str(kind.heading),
            has_heading_above=True,
            stacks=True,
            headings=tuple(Heading(each) for each in headings),
            rows=tuple(
                (Cell(str(getattr(record, text)), address=address(record.pk)), *cells) for record, cells in rows
            ),
        )
        new = reverse("initiatives:part_new", args=[self.initiative.pk, slug])
        return PartTable(str(kind.heading), str(kind.new), new, table)

    def _day(self, day: date | None) -> str:
        return display.long_date(day, self.language) if day else ""

    def _money(self, amount: int | None) -> str:
        return "" if amount is None else f"{display.number(amount, self.language)} kr."

    def _names(self, codes: list[str], names: dict[str, str]) -> str:
        return ", ".join(sorted((names.get(code, code) for code in codes), key=danish_order))


def _label(name: str) -> str:
    return str(Initiative._meta.get_field(name).verbose_name)


def _programme_names() -> dict[str, str]:
    return {each.code: each.name_da for each in vocational_programmes()}


_HEADINGS = {
    "dokumentation": lambda: (gettext("Hvad viser det"), gettext("Fase"), gettext("Adresse")),
    "partnere": lambda: (gettext("Partner"), gettext("Rolle"), gettext("Aftale")),
    "milepaele": lambda: (gettext("Milepæl"), gettext("Senest"), gettext("Nået")),
    "risici": lambda: (gettext("Risiko"), gettext("Sandsynlighed / følge"), gettext("Hvad gør vi")),
}
