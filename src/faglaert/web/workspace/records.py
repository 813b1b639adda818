# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What every record of the workspace has: a version that tells two writers apart, and a log of its changes.

The four functions are the only way records are written. Each is one transaction with the entry in the log, so that a
process killed on the way leaves neither.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import ClassVar, TypeVar

from django.db import models

from faglaert.errors import FaglaertError
from faglaert.web.audit.actions import record_event, writing

Links = Mapping[str, Iterable[models.Model]]


class Record(models.Model):
    """A row with a version. ``AUDITED`` names the fields whose values go into the log: never those about a person.

    ``PERSON`` names the fields that say who somebody is.
    """

    AUDITED: ClassVar[tuple[str, ...]] = ()
    PERSON: ClassVar[tuple[str, ...]] = ()

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        """No table of its own."""

        abstract = True


AnyRecord = TypeVar("AnyRecord", bound=Record)


class StaleRecordError(FaglaertError):
    """Somebody else saved the record since it was read; ``stored`` is what stands now."""

    def __init__(self, stored: Record) -> None:
        """Keep what stands now."""
        self.stored = stored
        super().__init__(f"{stored._meta.label} {stored.pk} was changed by somebody else")


@writing()
def add(record: AnyRecord, *, by: models.Model | None, links: Links | None = None) -> AnyRecord:
    """Insert a record, set its many-to-many ``links``, and log its audited fields. ``by`` is None for commands."""
    record.full_clean()
    record.save(force_insert=True)
    _set_links(record, links)
    record_event("added", record, by=by, after=audited(record))
    return record


@writing()
def change(record: AnyRecord, *, by: models.Model | None, version: int, links: Links | None = None) -> AnyRecord:
    """Save a record that was read as ``version``, and log the audited fields that differ.

    Raises :class:`StaleRecordError` when the version that stands is another one; nothing is written then.
    """
    stored = _locked(record, version)
    before = audited(stored)
    record.full_clean()
    record.version = version + 1
    record.save(force_update=True)
    _set_links(record, links)
    after = audited(record)
    changed = [name for name in after if after[name] != before[name]]
    record_event(
        "changed",
        record,
        by=by,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    return record


@writing()
def remove(record: Record, *, by: models.Model | None, version: int) -> None:
    """Delete a record that was read as ``version``, and log what it held. Raises :class:`StaleRecordError`."""
    stored = _locked(record, version)
    record_event("removed", stored, by=by, before=audited(stored))
    stored.delete()


@writing()
def anonymise(record: AnyRecord, *, by: models.Model | None, version: int) -> AnyRecord:
    """Save a record that a name was taken out of; the log says which fields, neither what they held nor hold.

    Raises :class:`StaleRecordError` as :func:`change`.
    """
    stored = _locked(record, version)
    record.full_clean()
    record.version = version + 1
    record.save(force_update=True)
    plain = [each for each in record._meta.concrete_fields if each.name not in {"version", "changed_at"}]
    fields = [each.name for each in plain if each.value_from_object(record) != each.value_from_object(stored)]
    record_event("erased", record, by=by, after={"fields": fields})
    return record


def audited(record: Record) -> dict[str, object]:
    """The values that go into the log, by field: plain values as they are, links as numbers, long texts as a digest."""
    return {name: _plain(record, name) for name in record.AUDITED}


def _plain(record: Record, name: str) -> object:
    field = record._meta.get_field(name)
    value = field.value_from_object(record)
    if isinstance(field, models.TextField):
        # A long text may tell of a person, and the log is never erased: it says that the text changed, not to what.
        return f"{len(value)} tegn, {hashlib.sha256(value.encode('utf-8')).hexdigest()[:12]}" if value else ""
    if field.many_to_many:
        return sorted(each.pk for each in value)
    return value


def _locked(record: AnyRecord, version: int) -> AnyRecord:
    stored = type(record)._default_manager.select_for_update().get(pk=record.pk)
    # The record in hand counts too: a form may name a version that came after the record was read.
    if not stored.version == version == record.version:
        raise StaleRecordError(stored)
    return stored


def _set_links(record: Record, links: Links | None) -> None:
    for name, others in (links or {}).items():
        getattr(record, name).set(others)
