# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""How an event is chained to the one before, and how the chain is checked.

A digest is SHA-256 over the fields in a fixed order, as JSON. Whoever can write to the database could make a whole new
chain: the newest digest, kept elsewhere (`faglaert audit verify` prints it), tells that apart.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC

from faglaert.errors import DataRefusedError, Finding
from faglaert.web.audit.models import AuditEvent

FIRST = "0" * 64
"""What the first event has for the digest before it."""

_ROWS_AT_A_TIME = 2000


@dataclass(frozen=True)
class Verified:
    """A chain without a break: how many events, and the digest of the newest."""

    count: int
    head: str


def digest_of(event: AuditEvent) -> str:
    """The digest an event has to have."""
    content = [
        event.number,
        event.created_at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor_id,
        event.action,
        event.object_type,
        event.object_id,
        event.before,
        event.after,
        event.previous_digest,
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode("utf-8")).hexdigest()


def verify(known_head: str = "") -> Verified:
    """Walk the chain from the first event. ``known_head`` is a digest kept elsewhere that has to be among them.

    Raises :class:`DataRefusedError` that names the first broken row.
    """
    number, head, has_known = 0, FIRST, not known_head
    for event in AuditEvent.objects.order_by("number").iterator(chunk_size=_ROWS_AT_A_TIME):
        problem = _problem(event, number + 1, head)
        if problem:
            raise _refused(event.number, problem)
        number, head = event.number, event.digest
        has_known = has_known or head == known_head
    if not has_known:
        raise _refused(number, f"the digest {known_head} is not in the log: it was cut off or written anew")
    return Verified(number, head)


def _problem(event: AuditEvent, number: int, previous: str) -> str:
    if event.number != number:
        return f"event {number} is missing"
    if event.previous_digest != previous:
        return "it does not follow the event before"
    if event.digest != digest_of(event):
        return "its content is not what was logged"
    return ""


def _refused(row: int, problem: str) -> DataRefusedError:
    return DataRefusedError("the audit log is broken", [Finding("audit log", row, None, problem)])
