# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The form of a status."""

from typing import ClassVar

from django.db import models

from faglaert.web.status import actions
from faglaert.web.status.models import Status
from faglaert.web.workspace.forms import RecordForm
from faglaert.web.workspace.records import Links


class StatusForm(RecordForm):
    """Progress, obstacles and the decision; half-year, initiative and figures are not for the form to choose."""

    class Meta:
        """In the order one tells it."""

        model = Status
        fields: ClassVar[list[str]] = ["progress", "progress_text", "obstacles", "course", "reasons"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        """What has not begun has version 0, so that two who begin it are told apart."""
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.fields["version"].initial = 0

    def create(self, by: models.Model, links: Links) -> None:  # noqa: ARG002 (a status has no links)
        """Begin the status, unless somebody else has."""
        actions.begin(self.instance, by=by)
