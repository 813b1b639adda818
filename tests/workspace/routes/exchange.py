# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Spreadsheets: the office takes in and out, organisations take home what is theirs."""

from faglaert.web.accounts.permissions import Role
from tests.workspace.conftest import People
from tests.workspace.matrix import OFFICE, Route

TAKERS = frozenset({Role.OFFICE, Role.PARTNER, Role.SCHOOL_COUNSELLOR, Role.MUNICIPAL_GUIDANCE})
WITH_ORGANISATION = frozenset({Role.PARTNER, Role.SCHOOL_COUNSELLOR})
"""Of those who may take home: who belongs to an organisation in these tests."""


def sheet(people: People) -> dict[str, object]:
    """The spreadsheet of partners."""
    return {"slug": "partnere"}


def file(people: People) -> dict[str, object]:
    """The same as a file."""
    return {"slug": "partnere", "file_format": "csv"}


ROUTES = {
    "exchange:start": Route(TAKERS),
    "exchange:take_in": Route(OFFICE, arguments=sheet),
    "exchange:download": Route(OFFICE, arguments=file),
    "exchange:take_home": Route(WITH_ORGANISATION),
}
