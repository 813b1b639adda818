# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Spells as records of 24 bytes, with the names their codes stand for.

Days are kept as clocks: ``(12 * year + month - 1) * 32 + day``. Two clocks differ by 32 for each month between them, so
floor division by 32 gives whole months and adding 32 moves a day by a month; a month has at most 31 days, so a day
never reaches the next month's place.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from faglaert.pathways.compiling import compiled
from faglaert.pathways.definition import STAGES
from faglaert.registers.schema import VOCATIONAL_STAGES

Array = NDArray[Any]

A_MONTH = 32
MONTHS_A_YEAR = 12
ONGOING = 2**30
"""The end of a spell that has none: after every day."""

SPELL = np.dtype(
    [
        ("key", np.uint64),
        ("start", np.int32),
        ("end", np.int32),
        ("programme", np.uint16),
        ("school", np.uint16),
        ("stage", np.uint8),
        ("area", np.uint8),
        ("flags", np.uint8),
        ("age", np.uint8),
    ],
    align=True,
)
"""One spell: a number for the person, first and last day as clocks, codes, flags, and whole years of age at start."""

IS_COMPLETED, IS_NO_SHOW, IS_EUX, SEX_PLACE = 1, 2, 4, 3
"""Bits of ``flags``; the code of the sex stands in the bits from ``SEX_PLACE`` on."""

UNKNOWN_AGE = 255
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
EPOCH = date(1970, 1, 1)

UNKNOWN = "unknown"
SEX_CODES = (UNKNOWN, "K", "M")
EUX_CODES = ("not_eux", "eux")

IS_VOCATIONAL = np.array([stage in VOCATIONAL_STAGES for stage in STAGES], dtype=np.bool_)
_DAYS_OF_MONTH = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.int32)


@dataclass(frozen=True)
class Spells:
    """All spells, each person's side by side in order of time, with what their codes mean.

    No person stands in two buckets; bucket i is rows ``bucket_starts[i]`` to ``bucket_starts[i + 1]``. ``closing`` is
    the clock of the last day the data tells about, ``opening`` of the first one (None: spells were seen from their
    start). The last of ``main_areas`` stands for a programme whose area is not known.
    """

    rows: Array
    bucket_starts: Array
    programmes: tuple[str, ...]
    schools: tuple[str, ...]
    main_areas: tuple[str, ...]
    area_of_programme: tuple[int, ...]
    closing: int
    data_kind: str
    opening: int | None = None

    def __len__(self) -> int:
        return int(self.rows.shape[0])

    @property
    def closing_date(self) -> date:
        """The closing date as a date."""
        return date_of(self.closing)

    def seen(self, *, closing: date | None = None, opening: date | None = None) -> "Spells":
        """The same spells seen from ``opening`` to ``closing``; None leaves a side as it is."""
        changed = self
        if closing is not None:
            changed = replace(changed, closing=clock_of(closing))
        if opening is not None:
            changed = replace(changed, opening=clock_of(opening))
        return changed


def clock_of(day: date) -> int:
    """The clock of a date."""
    return (day.year * MONTHS_A_YEAR + day.month - 1) * A_MONTH + day.day


def date_of(clock: int) -> date:
    """The date of a clock."""
    month, day = divmod(clock, A_MONTH)
    return date(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, day)


def calendar() -> Array:
    """Clock of every day from ``FIRST_DAY`` to ``LAST_DAY``, int32."""
    days = np.arange(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1) - EPOCH.toordinal()
    months = days.astype("datetime64[D]").astype("datetime64[M]")
    day_of_month = (days.astype("datetime64[D]") - months.astype("datetime64[D]")).astype(np.int32) + 1
    clocks = (months.astype(np.int64) + MONTHS_A_YEAR * EPOCH.year) * A_MONTH + day_of_month
    return np.asarray(clocks, dtype=np.int32)


FIRST_DAY_NUMBER = FIRST_DAY.toordinal() - EPOCH.toordinal()
"""``FIRST_DAY`` as days since 1 January 1970."""


@compiled
def next_day(clock: int) -> int:
    """The clock of the day after."""
    day = clock & 31
    if day < 28 or clock >= ONGOING:
        return clock + 1
    month = clock >> 5
    last = _DAYS_OF_MONTH[month % 12]
    year = month // 12
    if month % 12 == 1 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        last += 1
    return clock + 1 if day < last else (month + 1) * 32 + 1
