# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Entries as a table."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext

from faglaert.web.knowledge.models import Entry
from faglaert.web.tables import Cell, Heading, Table


def entries_table(entries: Iterable[Entry], route: str) -> Table:
    """One entry a row, each leading to its page at ``route``."""
    headings = (gettext("Titel"), gettext("Slags"), gettext("Hvad det hviler på"), gettext("Fra"))
    return Table(
        key="viden",
        caption=gettext("Viden"),
        has_heading_above=True,
        stacks=True,
        headings=tuple(Heading(each) for each in headings),
        rows=tuple(
            (
                Cell(each.title, address=reverse(route, args=[each.pk])),
                Cell(each.get_kind_display()),
                Cell(each.get_evidence_level_display()),
                Cell(each.organisation.name if each.organisation else gettext("programmet")),
            )
            for each in entries
        ),
    )
