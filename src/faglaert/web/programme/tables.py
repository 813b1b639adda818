# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Partners and partnerships as tables."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext

from faglaert.web.accounts.models import Organisation
from faglaert.web.programme.models import Partnership
from faglaert.web.tables import Cell, Heading, Table, danish_order


def partners_table(partners: Iterable[Organisation]) -> Table:
    """One organisation a row, in Danish order."""
    headings = (
        Heading(gettext("Navn")),
        Heading(gettext("Slags")),
        Heading(gettext("Nummer")),
        Heading(gettext("Initiativer"), is_number=True),
    )
    return Table(
        key="partnere",
        caption=gettext("Partnere"),
        has_heading_above=True,
        stacks=True,
        headings=headings,
        rows=tuple(_row(each) for each in sorted(partners, key=lambda each: danish_order(each.name))),
    )


def partnerships_table(partnerships: Iterable[Partnership]) -> Table:
    """One initiative a row: the part in it, and what was agreed."""
    headings = (gettext("Initiativ"), gettext("Rolle"), gettext("Aftale"))
    return Table(
        key="partnerskaber",
        caption=gettext("Initiativer"),
        has_heading_above=True,
        stacks=True,
        headings=tuple(Heading(each) for each in headings),
        rows=tuple(
            (
                Cell(each.initiative.title, address=reverse("initiatives:detail", args=[each.initiative_id])),
                Cell(each.get_role_display()),
                Cell(each.agreement),
            )
            for each in partnerships
        ),
    )


def _row(partner: Organisation) -> tuple[Cell, ...]:
    return (
        Cell(partner.name, address=reverse("programme:partner", args=[partner.pk]), note=_note(partner)),
        Cell(partner.get_kind_display()),
        Cell(partner.institution_number or partner.municipality_code or partner.cvr),
        Cell(str(partner.efforts)),
    )


def _note(partner: Organisation) -> str:
    return "" if partner.is_active else gettext("Er ikke længere med")
