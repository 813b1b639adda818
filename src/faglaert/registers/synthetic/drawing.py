# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Draw all lives: those with a vocational programme by main area, the others by chunks of persons, side by side."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np

from faglaert.definitions.synthetic import AREAS
from faglaert.registers.synthetic.compiling import Array, compiled
from faglaert.registers.synthetic.courses import STREAM_YEARS, first_school
from faglaert.registers.synthetic.draws import chance_of, new_allotments
from faglaert.registers.synthetic.general import general_life, life_before
from faglaert.registers.synthetic.lives import (
    AGREEMENT,
    ENTRY,
    MOST_AGREEMENTS,
    MOST_SPELLS,
    NEVER,
    SPELL,
    Pupil,
    Step,
    begin,
    empty_life,
    keep_agreements,
    keep_spells,
    room_for,
)
from faglaert.registers.synthetic.people import Persons
from faglaert.registers.synthetic.planning import Plan
from faglaert.registers.synthetic.vocational import vocational_life
from faglaert.registers.synthetic.world import World

CHUNK = 50_000
"""Persons drawn at a time; a constant, so that the number of threads decides nothing."""

START = np.dtype(
    [
        ("birth", np.int64),
        ("origin", np.int64),
        ("day", np.int64),
        ("programme", np.int64),
        ("stage", np.int64),
        ("is_eux", np.int64),
        ("form", np.int64),
    ]
)
"""What the kernel must know of a person and, when it is one, the first start."""

Part = tuple[Array, Array]


def draw_lives(world: World, plan: Plan, persons: Persons, *, seed: int, threads: int | None) -> Part:
    """Spells and agreements of all persons, in the order of their numbers."""
    starts = _starts(plan, persons)
    bounds = np.searchsorted(plan.area, np.arange(len(AREAS) + 1))
    tasks: list[Callable[[], Part]] = [
        partial(_vocational, world, starts[bounds[area] : bounds[area + 1]], (seed, int(bounds[area]), area))
        for area in range(len(bounds) - 1)
    ]
    tasks += [
        partial(_others, world, starts[low : low + CHUNK], (seed, low)) for low in range(len(plan), len(persons), CHUNK)
    ]
    parts = side_by_side(tasks, threads)
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def side_by_side(tasks: Sequence[Callable[[], Any]], threads: int | None) -> list[Any]:
    """Results of the tasks, in their order."""
    with ThreadPoolExecutor(threads or os.cpu_count()) as pool:
        return [task.result() for task in [pool.submit(each) for each in tasks]]


def _starts(plan: Plan, persons: Persons) -> Array:
    starts = np.zeros(len(persons), dtype=START)
    starts["birth"], starts["origin"] = persons.birth, persons.origin
    first = starts[: len(plan)]
    first["day"], first["programme"], first["stage"] = plan.start, plan.programme, plan.stage
    first["is_eux"], first["form"] = plan.is_eux, plan.form
    return starts


@compiled
def _vocational(world: World, starts: Array, where: tuple[int, int, int]) -> Part:
    """Lives of those who begin in one main area, in the order of allotment."""
    seed, low, area = where
    running = new_allotments(seed, area, STREAM_YEARS * world.programme_area.shape[0])
    life = empty_life()
    spells, agreements = np.zeros(1024, dtype=SPELL), np.zeros(1024, dtype=AGREEMENT)
    spell_count = agreement_count = 0
    for i in range(starts.shape[0]):
        begin(life)
        row = starts[i]
        pupil = Pupil(low + i, chance_of(seed, low + i), int(row.birth), int(row.origin))
        slot = int(row.programme)
        school = first_school(world, pupil, life, slot, int(row.day))
        first = Step(int(row.stage), slot, school, int(row.day), ENTRY, int(row.is_eux), int(row.form), NEVER, 1.0)
        life_before(world, pupil, life, int(row.day))
        vocational_life(world, running, pupil, first, life)
        spells = room_for(spells, spell_count, MOST_SPELLS)
        agreements = room_for(agreements, agreement_count, MOST_AGREEMENTS)
        spell_count = keep_spells(life, world, spells, spell_count)
        agreement_count = keep_agreements(life, world, agreements, agreement_count)
    return spells[:spell_count].copy(), agreements[:agreement_count].copy()


@compiled
def _others(world: World, starts: Array, where: tuple[int, int]) -> Part:
    """Lives of a chunk of persons who begin no vocational programme."""
    seed, low = where
    life = empty_life()
    spells = np.zeros(1024, dtype=SPELL)
    spell_count = 0
    for i in range(starts.shape[0]):
        begin(life)
        pupil = Pupil(low + i, chance_of(seed, low + i), int(starts[i].birth), int(starts[i].origin))
        general_life(world, pupil, life)
        spells = room_for(spells, spell_count, MOST_SPELLS)
        spell_count = keep_spells(life, world, spells, spell_count)
    return spells[:spell_count].copy(), np.zeros(0, dtype=AGREEMENT)
