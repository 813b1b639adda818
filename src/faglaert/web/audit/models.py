# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The log's one table. Triggers in the database refuse to change or delete what stands in it (:mod:`.guards`)."""

import json
from typing import ClassVar

from django.conf import settings
from django.db import models


class AuditEvent(models.Model):
    """Who did what to which record, and when; ``before`` and ``after`` hold no data about persons.

    ``digest`` is made from every other field and from the digest of the event before.
    """

    number = models.PositiveBigIntegerField(unique=True)
    created_at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=True
    )
    action = models.CharField(max_length=40)
    object_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=40)
    before = models.TextField()
    after = models.TextField()
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        """The newest first, and the history of one record quickly."""

        ordering: ClassVar[list[str]] = ["-number"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["object_type", "object_id", "number"], name="audit_of_record")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.action} {self.object_type} {self.object_id}"

    @property
    def changes(self) -> list[tuple[str, object, object]]:
        """Field, value before, value after."""
        before, after = json.loads(self.before), json.loads(self.after)
        return [(name, before.get(name), after.get(name)) for name in sorted(before.keys() | after.keys())]
