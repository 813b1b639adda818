# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Writing to the log: always inside the transaction of the change it tells of."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils.timezone import now

from faglaert.errors import FaglaertError
from faglaert.web.audit.chain import FIRST, digest_of
from faglaert.web.audit.models import AuditEvent

_LOCK = 8_401_021
"""Number of PostgreSQL's lock that lets one transaction at a time append; SQLite has one writer anyway."""


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that waits for its turn before it locks anything else, as one on SQLite does by itself.

    Whoever appends to the log waits for those who have appended and are not done. With a record locked already, two
    could wait for each other. It is a decorator too: `@writing()`.
    """
    with transaction.atomic():
        _wait_for_turn()
        yield


def record_event(
    action: str,
    record: models.Model,
    *,
    by: models.Model | None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> AuditEvent:
    """Append an event; ``before`` and ``after`` are fields by name, without data about persons.

    Raises :class:`FaglaertError` outside a transaction: an event stands or falls with its change.
    """
    if not connection.in_atomic_block:
        raise FaglaertError("an event is logged in the transaction of its change")
    last = _last_event()
    event = AuditEvent(
        number=last.number + 1 if last else 1,
        created_at=now(),
        actor=by,
        action=action,
        object_type=record._meta.label_lower,
        object_id=str(record.pk),
        before=_json(before),
        after=_json(after),
        previous_digest=last.digest if last else FIRST,
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    return event


def _last_event() -> AuditEvent | None:
    _wait_for_turn()
    return AuditEvent.objects.order_by("-number").first()


def _wait_for_turn() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _json(values: Mapping[str, object] | None) -> str:
    return json.dumps(dict(values or {}), cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
