# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Reads of the log."""

from django.db import models
from django.db.models import QuerySet

from faglaert.web.audit.models import AuditEvent


def newest_events() -> QuerySet[AuditEvent]:
    """Every event, the newest first, with who did it."""
    return AuditEvent.objects.select_related("actor")


def history_of(record: models.Model) -> QuerySet[AuditEvent]:
    """The events of one record, the newest first."""
    return newest_events().filter(object_type=record._meta.label_lower, object_id=str(record.pk))
