# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Rounds and accounts for everybody; applications for those who apply, assess and decide."""

from datetime import date

from faglaert.web.accounts.permissions import Role
from faglaert.web.funding.models import AccountEntry, Attachment, BudgetLine, GrantReport, Instalment
from faglaert.web.workspace.records import add
from tests.workspace.conftest import People
from tests.workspace.matrix import EVERYBODY, OFFICE, Route
from tests.workspace.rounds import assessor, attached, draft, granted, open_round, submitted

PARTNER = frozenset({Role.PARTNER})
ASSESSORS = OFFICE | {Role.ANALYST, Role.COUNCIL_MEMBER, Role.COUNCIL_CHAIR}


def a_round(people: People) -> dict[str, object]:
    """An open round."""
    return {"round_id": open_round().pk}


def a_draft_round(people: People) -> dict[str, object]:
    """A round nobody can apply to yet."""
    return {"round_id": open_round(is_published=False).pk}


def new_criterion(people: People) -> dict[str, object]:
    """A criterion to be."""
    return {**a_draft_round(people), "part": "kriterier"}


def criterion(people: People) -> dict[str, object]:
    """A criterion there is."""
    found = open_round(is_published=False)
    return {"round_id": found.pk, "part": "kriterier", "part_id": found.criteria.first().pk}


def a_file_of_a_round(people: People) -> dict[str, object]:
    """The ranking as a file."""
    return {**a_round(people), "file_format": "csv"}


def an_entry(people: People) -> dict[str, object]:
    """A line of the accounts."""
    return {"entry_id": add(AccountEntry(title="Post", year=2022, kind="paid", amount_dkk=1), by=None).pk}


def a_draft(people: People) -> dict[str, object]:
    """A draft of the partner's."""
    return {"application_id": draft(people).pk}


def a_submitted(people: People) -> dict[str, object]:
    """An application of the partner's that was handed in."""
    return {"application_id": submitted(people).pk}


def to_assess(people: People) -> dict[str, object]:
    """An application that two were asked to assess."""
    made = submitted(people)
    for role in (Role.OFFICE, Role.ANALYST):
        assessor(made, people[role])
    return {"application_id": made.pk}


def a_line(people: People) -> dict[str, object]:
    """A budget line of a draft."""
    arguments = a_draft(people)
    return {**arguments, "part_id": BudgetLine.objects.get(application=arguments["application_id"]).pk}


def a_file(people: People) -> dict[str, object]:
    """A file of a draft."""
    made = draft(people)
    return {"application_id": made.pk, "file_id": attached(made).pk}


def a_submitted_file(people: People) -> dict[str, object]:
    """A file that was handed in."""
    arguments = a_submitted(people)
    found = Attachment(application_id=arguments["application_id"], name="a.pdf", content=b"%PDF-", size_bytes=5)
    found.media_type, found.sha256 = "application/pdf", "0" * 64
    return {**arguments, "file_id": add(found, by=None).pk}


def new_instalment(people: People) -> dict[str, object]:
    """An instalment to be."""
    return {"application_id": granted(people).pk, "part": "rater"}


def an_instalment(people: People) -> dict[str, object]:
    """An instalment there is."""
    arguments = new_instalment(people)
    found = Instalment(application_id=arguments["application_id"], amount_dkk=1, due_on=date(2027, 1, 1))
    return {**arguments, "part_id": add(found, by=None).pk}


def a_report(people: People) -> dict[str, object]:
    """A report that is asked for."""
    made = granted(people)
    found = GrantReport(application=made, title="Midtvejs", due_on=date(2027, 1, 1))
    return {"application_id": made.pk, "part_id": add(found, by=None).pk}


ROUTES = {
    "funding:rounds": Route(EVERYBODY),
    "funding:round_new": Route(OFFICE),
    "funding:round": Route(EVERYBODY, arguments=a_round),
    "funding:round_edit": Route(OFFICE, arguments=a_round),
    "funding:round_publish": Route(OFFICE, method="POST", arguments=a_draft_round),
    "funding:ranking": Route(ASSESSORS, arguments=a_round),
    "funding:ranking_file": Route(ASSESSORS, arguments=a_file_of_a_round),
    "funding:round_part_new": Route(OFFICE, arguments=new_criterion),
    "funding:round_part_edit": Route(OFFICE, arguments=criterion),
    "funding:round_part_delete": Route(OFFICE, method="POST", arguments=criterion),
    "funding:accounts": Route(EVERYBODY),
    "funding:entry_new": Route(OFFICE),
    "funding:entry_edit": Route(OFFICE, arguments=an_entry),
    "funding:applications": Route(ASSESSORS | PARTNER),
    "funding:application": Route(ASSESSORS | PARTNER, arguments=a_submitted),
    "funding:application_new": Route(PARTNER, arguments=a_round),
    "funding:application_edit": Route(PARTNER, arguments=a_draft),
    "funding:application_submit": Route(PARTNER, method="POST", arguments=a_draft),
    "funding:application_withdraw": Route(PARTNER, method="POST", arguments=a_submitted),
    "funding:budget_new": Route(PARTNER, arguments=a_draft),
    "funding:budget_edit": Route(PARTNER, arguments=a_line),
    "funding:budget_delete": Route(PARTNER, method="POST", arguments=a_line),
    "funding:file_new": Route(PARTNER, arguments=a_draft),
    "funding:file": Route(ASSESSORS | PARTNER, arguments=a_submitted_file),
    "funding:file_delete": Route(PARTNER, method="POST", arguments=a_file),
    "funding:assign": Route(OFFICE, method="POST", arguments=a_submitted),
    "funding:assess": Route(ASSESSORS, arguments=to_assess),
    "funding:decide": Route(OFFICE, arguments=a_submitted),
    "funding:grant_part_new": Route(OFFICE, arguments=new_instalment),
    "funding:grant_part_edit": Route(OFFICE, arguments=an_instalment),
    "funding:grant_part_delete": Route(OFFICE, method="POST", arguments=an_instalment),
    "funding:report_write": Route(PARTNER, arguments=a_report),
}
