# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""One person's spells and agreements while they are drawn, and the buffers they are kept in afterwards."""

from typing import NamedTuple

import numpy as np

from faglaert.registers.schema import Stage
from faglaert.registers.synthetic.compiling import Array, compiled_inside
from faglaert.registers.synthetic.world import World

STAGES = tuple(Stage)
GF1, GF2, GF_PLUS, MAIN, UNDIVIDED, EUX_STUDY = (
    STAGES.index(stage) for stage in (Stage.GF1, Stage.GF2, Stage.GF_PLUS, Stage.MAIN, Stage.UNDIVIDED, Stage.EUX_STUDY)
)
UPPER_SECONDARY, FGU, HIGHER, OTHER_STAGE = (
    STAGES.index(stage) for stage in (Stage.UPPER_SECONDARY, Stage.FGU, Stage.HIGHER, Stage.OTHER)
)
NOTHING = -1
"""The stage of a step that is not taken."""

EXITS = ("left", "pause", "moved", "ongoing", "no_show")
LEFT, PAUSE, MOVED, ONGOING, NO_SHOW = range(5)
ENTRIES = ("entry", "restart", "moved")
ENTRY, RESTART, ENTRY_MOVED = range(3)
TRAINING_FORMS = ("school", "apprenticeship", "school_based", "new_apprenticeship", "adult", None)
SCHOOL_FORM, APPRENTICESHIP, SCHOOL_BASED, NEW_APPRENTICESHIP, ADULT, NO_FORM = range(6)
AGREEMENT_FORMS = ("ordinary", "short", "combination", "school_based", "new_apprenticeship")
AGREED_SCHOOL_BASED, AGREED_NEW = 3, 4
AGREEMENT_EXITS = ("completed", "terminated", "ongoing")
AGREED_COMPLETED, AGREED_TERMINATED, AGREED_ONGOING = range(3)
NO_COMPANY = -1

NOT_COMPLETED, EMPLOYED, IN_HIGHER, NOT_EMPLOYED = range(4)
"""What those who completed a main course do the year after."""

NEVER = 2**30
MOST_SPELLS, MOST_AGREEMENTS = 48, 24
_GROWTH = 2

SPELL = np.dtype(
    [
        ("person", np.int32),
        ("start", np.int32),
        ("end", np.int32),
        ("programme", np.int16),
        ("school", np.int16),
        ("stage", np.uint8),
        ("is_completed", np.uint8),
        ("entry", np.uint8),
        ("exit", np.uint8),
        ("form", np.uint8),
        ("is_eux", np.uint8),
        ("after", np.uint8),
    ],
    align=True,
)
AGREEMENT = np.dtype(
    [
        ("person", np.int32),
        ("signed", np.int32),
        ("start", np.int32),
        ("end", np.int32),
        ("company", np.int32),
        ("programme", np.int16),
        ("school", np.int16),
        ("form", np.uint8),
        ("size", np.uint8),
        ("exit", np.uint8),
    ],
    align=True,
)


class Life(NamedTuple):
    """A person's rows so far. ``sizes``: spells, agreements, turns taken (the time of draws)."""

    spells: Array
    agreements: Array
    sizes: Array


class Pupil(NamedTuple):
    """Who a life is drawn for: number, address of chance, birth (day number) and origin."""

    number: int
    chance: np.uint64
    birth: int
    origin: int


class Step(NamedTuple):
    """A course about to be taken.

    ``slot``: the programme aimed at; ``part``: how much of the course is left; ``signed``: the day of a company's
    agreement, ``NEVER`` without one.
    """

    stage: int
    slot: int
    school: int
    start: int
    entry: int
    is_eux: int
    form: int
    signed: int
    part: float


class End(NamedTuple):
    """How a spell ends: last day, completed or not, kind of exit."""

    day: int
    is_completed: int
    exit: int


@compiled_inside
def empty_life() -> Life:
    """Room for one person at a time."""
    return Life(
        np.zeros(MOST_SPELLS, dtype=SPELL), np.zeros(MOST_AGREEMENTS, dtype=AGREEMENT), np.zeros(3, dtype=np.int64)
    )


@compiled_inside
def begin(life: Life) -> None:
    """Forget the person before."""
    life.sizes[:] = 0


@compiled_inside
def add_spell(life: Life, pupil: Pupil, step: Step, programme: int, end: End) -> None:
    """Write the spell of a step; the twentieth of a person and on go unwritten, which none reaches."""
    place = life.sizes[0]
    if place >= MOST_SPELLS:
        return
    row = life.spells[place]
    row.person, row.start, row.end = pupil.number, step.start, end.day
    row.programme, row.school, row.stage = programme, step.school, step.stage
    row.is_completed, row.entry, row.exit = end.is_completed, step.entry, end.exit
    row.form, row.is_eux, row.after = step.form, step.is_eux, NOT_COMPLETED
    life.sizes[0] = place + 1


@compiled_inside
def add_agreement(life: Life, pupil: Pupil, step: Step, days: tuple[int, int], company: tuple[int, int, int]) -> None:
    """Write an agreement over ``days`` (first, last); ``company`` is form, company and its size."""
    place = life.sizes[1]
    if place >= MOST_AGREEMENTS:
        return
    row = life.agreements[place]
    row.person, row.signed, row.start, row.end = pupil.number, min(step.signed, days[0]), days[0], days[1]
    row.programme, row.school = step.slot, step.school
    row.form, row.company, row.size = company
    row.exit = AGREED_COMPLETED
    life.sizes[1] = place + 1


@compiled_inside
def room_for(buffer: Array, used: int, more: int) -> Array:
    """``buffer`` or a larger copy of it with room for ``more`` rows after the first ``used``."""
    if used + more <= buffer.shape[0]:
        return buffer
    larger = np.zeros(_GROWTH * buffer.shape[0] + more, dtype=buffer.dtype)
    larger[:used] = buffer[:used]
    return larger


@compiled_inside
def keep_spells(life: Life, world: World, buffer: Array, used: int) -> int:
    """Copy the person's spells as the register sees them; returns how many rows are used.

    A spell that ended before the register opens or begins after it closes is not seen; one that ends later goes on.
    """
    for place in range(life.sizes[0]):
        row = life.spells[place]
        if row.start > world.calendar_closes or row.end < world.calendar_opens:
            continue
        buffer[used] = row
        if row.end > world.calendar_closes and row.exit != NO_SHOW:
            buffer[used].end, buffer[used].is_completed, buffer[used].exit = NEVER, 0, ONGOING
            buffer[used].after = NOT_COMPLETED
        used += 1
    return used


@compiled_inside
def keep_agreements(life: Life, world: World, buffer: Array, used: int) -> int:
    """Copy the person's agreements as the register sees them; returns how many rows are used."""
    for place in range(life.sizes[1]):
        row = life.agreements[place]
        if row.start > world.calendar_closes or row.end < world.calendar_opens:
            continue
        buffer[used] = row
        if row.end > world.calendar_closes:
            buffer[used].end, buffer[used].exit = NEVER, AGREED_ONGOING
        used += 1
    return used
