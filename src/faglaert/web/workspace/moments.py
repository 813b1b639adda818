# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Points in time in words."""

from datetime import datetime

from django.utils.timezone import localtime

from faglaert import display


def moment(at: datetime, language: str, *, has_seconds: bool = False) -> str:
    """A day and a time in words, local."""
    local = localtime(at)
    day, parts = display.long_date(local.date(), language), ["%H", "%M", *(["%S"] if has_seconds else [])]
    return f"{day} kl. {local:{'.'.join(parts)}}" if language == "da" else f"{day} {local:{':'.join(parts)}}"
