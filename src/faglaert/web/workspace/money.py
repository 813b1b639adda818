# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Amounts of money."""

from django.core.validators import MaxValueValidator
from django.db import models

MOST_DKK = 10**12
"""More than any budget here, and little enough that SQLite can add up millions of such amounts."""


class KronerField(models.PositiveBigIntegerField):
    """An amount in whole DKK."""

    default_validators = (MaxValueValidator(MOST_DKK),)
