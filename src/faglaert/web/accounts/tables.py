# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""People as a table."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext

from faglaert.web.accounts.models import User
from faglaert.web.tables import Cell, Heading, Table, danish_order


def users_table(users: Iterable[User]) -> Table:
    """One person a row, in Danish order."""
    headings = (
        gettext("Navn"),
        gettext("E-mail"),
        gettext("Organisation"),
        gettext("Roller"),
        gettext("Kan logge ind"),
    )
    return Table(
        key="brugere",
        caption=gettext("Brugere"),
        has_heading_above=True,
        stacks=True,
        headings=tuple(Heading(each) for each in headings),
        rows=tuple(_row(user) for user in sorted(users, key=lambda each: danish_order(each.full_name))),
    )


def _row(user: User) -> tuple[Cell, ...]:
    return (
        Cell(user.full_name, address=reverse("accounts:user", args=[user.pk])),
        Cell(user.email),
        Cell(user.organisation.name if user.organisation else ""),
        Cell(", ".join(sorted(str(role.label) for role in user.roles))),
        Cell(gettext("ja") if user.is_active else gettext("nej")),
    )
