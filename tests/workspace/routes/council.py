# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The council: members, chair, office and analysts read; the office and the chair prepare; the chair decides."""

from datetime import UTC, date, datetime

from faglaert.web.accounts.permissions import Role
from faglaert.web.council.models import AgendaItem, Decision, FrozenDossier, Meeting, Paper, Round
from faglaert.web.workspace.records import add
from tests.workspace.conftest import People
from tests.workspace.matrix import Route

READERS = frozenset({Role.OFFICE, Role.ANALYST, Role.COUNCIL_MEMBER, Role.COUNCIL_CHAIR})
PREPARERS = frozenset({Role.OFFICE, Role.COUNCIL_CHAIR})
WEIGHERS = frozenset({Role.COUNCIL_MEMBER, Role.COUNCIL_CHAIR})
CHAIR = frozenset({Role.COUNCIL_CHAIR})


def new_meeting(*, is_draft: bool = False) -> Meeting:
    """A meeting the members see."""
    return add(Meeting(title="Junimøde", held_on=date(2026, 6, 1), is_draft=is_draft), by=None)


def new_item(**fields: object) -> AgendaItem:
    """An item of it."""
    given = {"meeting": fields.pop("meeting", None) or new_meeting(), "position": 1, "title": "Dimensionering"}
    return add(AgendaItem(**{**given, **fields}), by=None)


def new_dossier(item: AgendaItem, code: str = "30402510", lines: list | None = None) -> FrozenDossier:
    """A dossier of a build that is gone."""
    built = datetime(2025, 6, 1, tzinfo=UTC)
    return add(
        FrozenDossier(item=item, programme_code=code, build_id="gammel", built_at=built, lines=lines or []), by=None
    )


def new_decision(item: AgendaItem) -> Decision:
    """A decision whose year has passed."""
    days = {"decided_on": date(2025, 6, 1), "review_on": date(2026, 6, 1)}
    return add(Decision(item=item, text="Flere pladser", reasons="Der mangler elektrikere", **days), by=None)


def meeting(people: People) -> dict[str, object]:
    """A meeting to look at."""
    return {"meeting_id": new_meeting().pk}


def item(people: People) -> dict[str, object]:
    """An item to look at."""
    return {"item_id": new_item().pk}


def paper(people: People) -> dict[str, object]:
    """A paper of one page."""
    fields = {"name": "a.pdf", "media_type": "application/pdf", "size_bytes": 5, "sha256": "0", "content": b"%PDF-"}
    return {"paper_id": add(Paper(item=new_item(), **fields), by=None).pk}


def dossier(people: People) -> dict[str, object]:
    """A dossier nobody has weighed."""
    return {"dossier_id": new_dossier(new_item()).pk}


def weighing(people: People) -> dict[str, object]:
    """An open round."""
    found = new_item()
    new_dossier(found)
    return {"round_id": add(Round(item=found), by=None).pk}


def decision(people: People) -> dict[str, object]:
    """A decision to look back at."""
    return {"decision_id": new_decision(new_item()).pk}


ROUTES = {
    "council:meetings": Route(READERS),
    "council:decisions": Route(READERS),
    "council:meeting_new": Route(PREPARERS),
    "council:meeting": Route(READERS, arguments=meeting),
    "council:meeting_edit": Route(PREPARERS, arguments=meeting),
    "council:meeting_publish": Route(PREPARERS, method="POST", arguments=meeting),
    "council:item_new": Route(PREPARERS, arguments=meeting),
    "council:item": Route(READERS, arguments=item),
    "council:item_edit": Route(PREPARERS, arguments=item),
    "council:paper_new": Route(PREPARERS, arguments=item),
    "council:paper": Route(READERS, arguments=paper),
    "council:paper_delete": Route(PREPARERS, method="POST", arguments=paper),
    "council:dossiers": Route(PREPARERS, arguments=item),
    "council:dossier": Route(READERS, arguments=dossier),
    "council:dossier_delete": Route(PREPARERS, method="POST", arguments=dossier),
    "council:round_new": Route(PREPARERS, arguments=item),
    "council:round": Route(READERS, arguments=weighing),
    "council:ballot": Route(WEIGHERS, arguments=weighing),
    "council:round_close": Route(CHAIR, method="POST", arguments=weighing),
    "council:decide": Route(CHAIR, arguments=item),
    "council:dissent": Route(WEIGHERS, arguments=decision),
    "council:look_back": Route(PREPARERS, arguments=decision),
}
