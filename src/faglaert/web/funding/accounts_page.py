# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The accounts against the frame: what was granted and paid, by year and by item, and what is left."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from faglaert import display
from faglaert.definitions.programme import programme
from faglaert.web.funding.actions import DKK_PER_MILLION
from faglaert.web.funding.models import AccountEntry, Decision
from faglaert.web.funding.queries import open_reports, paid_instalments
from faglaert.web.funding.tables import kroner
from faglaert.web.tables import Cell, Heading, Table


@dataclass(frozen=True)
class Movement:
    """Money that was granted or paid: when (a line of a year on its first day), for what, how much, and its page."""

    on: date
    title: str
    granted_dkk: int
    paid_dkk: int
    address: str
    source_url: str = ""


@dataclass(frozen=True)
class AccountsPage:
    """The accounts as their page tells them; each part is worked out once, however often the template asks."""

    movements: tuple[Movement, ...]
    language: str

    @cached_property
    def facts(self) -> list[tuple[str, str]]:
        """Frame, granted, left, paid."""
        frame = round(programme().budget_million_dkk * DKK_PER_MILLION)
        granted = sum(each.granted_dkk for each in self.movements)
        rows = (
            (gettext("Ramme"), frame),
            (gettext("Bevilget"), granted),
            (gettext("Tilbage af rammen"), frame - granted),
            (gettext("Ført som udbetalt"), sum(each.paid_dkk for each in self.movements)),
        )
        return [
            *((label, kroner(amount, self.language)) for label, amount in rows),
            (gettext("Andel af rammen, der er bevilget"), display.share(granted / frame, self.language)),
        ]

    @cached_property
    def years(self) -> Table:
        """Sums by year, the programme's years first."""
        sums: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        for year in range(programme().start_year, programme().end_year + 1):
            sums[year] = [0, 0]
        for each in self.movements:
            sums[each.on.year][0] += each.granted_dkk
            sums[each.on.year][1] += each.paid_dkk
        headings = (
            Heading(gettext("År")),
            Heading(gettext("Bevilget"), is_number=True),
            Heading(gettext("Udbetalt"), is_number=True),
        )
        return Table(
            key="aar",
            caption=gettext("Bevilget og udbetalt år for år"),
            has_heading_above=True,
            headings=headings,
            rows=tuple(
                (Cell(str(year)), *(Cell(kroner(amount or None, self.language)) for amount in both))
                for year, both in sorted(sums.items())
            ),
        )

    @cached_property
    def items(self) -> Table:
        """Every grant and payment."""
        headings = (
            gettext("Post"),
            gettext("År"),
            gettext("Bevilget"),
            gettext("Udbetalt"),
            gettext("Kilde (adresse)"),
        )
        return Table(
            key="poster",
            caption=gettext("Poster"),
            has_heading_above=True,
            stacks=True,
            headings=tuple(Heading(each, is_number=place in {2, 3}) for place, each in enumerate(headings)),
            rows=tuple(
                (
                    Cell(each.title, address=each.address),
                    Cell(str(each.on.year)),
                    Cell(kroner(each.granted_dkk or None, self.language)),
                    Cell(kroner(each.paid_dkk or None, self.language)),
                    Cell(gettext("Kilden"), address=each.source_url) if each.source_url else Cell(""),
                )
                for each in self.movements
            ),
        )

    @cached_property
    def late(self) -> list[str]:
        """Reports that did not come."""
        return [
            f"{each.application.organisation}: {each.title}, {display.long_date(each.due_on, self.language)}"
            for each in open_reports().filter(due_on__lt=localdate())
        ]


def accounts_page(language: str, *, is_editable: bool) -> AccountsPage:
    """The accounts as they stand: as many questions to the database however many lines there are."""
    return AccountsPage(
        tuple(sorted(movements(is_editable=is_editable), key=lambda each: (each.on, each.title))), language
    )


def movements(*, is_editable: bool = False) -> Iterator[Movement]:
    """Lines of the accounts, grants and payments; each with the page it comes from, where the reader may open that."""
    for entry in AccountEntry.objects.all():
        is_paid = entry.kind == AccountEntry.Kind.PAID
        address = reverse("funding:entry_edit", args=[entry.pk]) if is_editable else ""
        granted, paid = (0, entry.amount_dkk) if is_paid else (entry.amount_dkk, 0)
        yield Movement(date(entry.year, 1, 1), entry.title, granted, paid, address, entry.source_url)
    for decision in Decision.objects.filter(is_grant=True).select_related("application__round"):
        address = reverse("funding:round", args=[decision.application.round_id])
        yield Movement(decision.decided_on, decision.application.title, decision.amount_dkk, 0, address)
    for part in paid_instalments():
        address = reverse("funding:round", args=[part.application.round_id])
        yield Movement(part.paid_on, part.application.title, 0, part.amount_dkk, address)
