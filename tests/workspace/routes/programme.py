# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The programme's tracks and partners."""

from tests.workspace.conftest import People
from tests.workspace.matrix import EVERYBODY, OFFICE, Route


def school(people: People) -> dict[str, object]:
    """The partner's school."""
    return {"partner_id": people["partner"].organisation_id}


ROUTES = {
    "programme:tracks": Route(EVERYBODY),
    "programme:partners": Route(EVERYBODY),
    "programme:partner": Route(EVERYBODY, arguments=school),
    "programme:partner_new": Route(OFFICE),
    "programme:partner_edit": Route(OFFICE, arguments=school),
}
