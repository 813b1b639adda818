# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Who reads and writes which entry. The number of questions does not grow with the rows."""

from django.db import connection
from django.db.models import QuerySet

from faglaert.web.accounts.models import User
from faglaert.web.accounts.permissions import Capability
from faglaert.web.initiatives.models import Initiative
from faglaert.web.initiatives.queries import visible_to
from faglaert.web.knowledge.models import Audience, Entry, EntryFile
from faglaert.web.knowledge.search import MOST_FOUND, found_in
from faglaert.web.tables import danish_order


def all_entries() -> QuerySet[Entry]:
    """Everything that partners read."""
    return Entry.objects.select_related("organisation")


def public_entries() -> QuerySet[Entry]:
    """What everybody reads."""
    return all_entries().filter(audience=Audience.PUBLIC)


def public_files() -> QuerySet[EntryFile]:
    """The files of what everybody reads."""
    return EntryFile.objects.filter(entry__audience=Audience.PUBLIC)


def entries_of(entries: QuerySet[Entry], *, question: str = "", kind: str = "") -> list[Entry]:
    """Those a question finds, or all in Danish order, at most :data:`MOST_FOUND`; of one kind or of every."""
    kept = entries.filter(kind=kind) if kind else entries
    if question:
        return found_in(kept, question, vendor=connection.vendor)
    return sorted(kept[:MOST_FOUND], key=lambda each: (danish_order(each.title), each.pk))


def may_add(user: User) -> bool:
    """Those who write for an organisation; what has none is from the programme, and the office's to write."""
    return user.may(Capability.MANAGE_KNOWLEDGE) or (
        user.organisation_id is not None and user.may(Capability.WRITE_KNOWLEDGE)
    )


def may_edit(user: User, entry: Entry) -> bool:
    """The office edits everything, others what their own organisation told."""
    if user.may(Capability.MANAGE_KNOWLEDGE):
        return True
    is_own = user.organisation_id is not None and entry.organisation_id == user.organisation_id
    return is_own and user.may(Capability.WRITE_KNOWLEDGE)


def initiatives_of(entry: Entry, user: User) -> QuerySet[Initiative]:
    """The initiatives an entry comes from, as far as the person may see them."""
    return visible_to(user).filter(knowledge=entry)
