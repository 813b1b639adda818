# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Make the synthetic register: plan the starts, fill up the persons, draw lives and statuses, build the tables."""

from collections.abc import Callable, Mapping

import polars as pl

from faglaert.definitions.synthetic import calibration, frame
from faglaert.errors import UsageError
from faglaert.registers.synthetic.drawing import draw_lives
from faglaert.registers.synthetic.people import FEWEST_PERSONS, MOST_PERSONS, make_persons
from faglaert.registers.synthetic.planning import plan_starts
from faglaert.registers.synthetic.statuses import draw_statuses
from faglaert.registers.synthetic.tables import all_tables
from faglaert.registers.synthetic.world import build_world

Progress = Callable[[str], None]
STEPS = 4


def synthesise(
    persons: int,
    seed: int,
    *,
    threads: int | None = None,
    factors: Mapping[str, float] | None = None,
    progress: Progress = lambda _step: None,
) -> dict[str, pl.DataFrame]:
    """A synthetic register of ``persons`` persons: every table by its name in the register's schema.

    The same number, seed and definitions give the same tables whatever the number of ``threads`` (None: one a core).
    One person stands for one when there are ``true_scale_persons``; with another number, numbers of persons are
    smaller or larger in proportion and shares are the same. ``factors``: instead of those solved by the calibration.

    Raises :class:`UsageError` for a number of persons or seed that cannot be used.
    """
    if not FEWEST_PERSONS <= persons <= MOST_PERSONS:
        raise UsageError(f"the number of persons must be from {FEWEST_PERSONS} to {MOST_PERSONS}")
    if not 0 <= seed < 2**31:
        raise UsageError("the seed must be a whole number from 0 to 2147483647")
    if threads is not None and threads < 1:
        raise UsageError("there must be at least one thread")
    used = dict(factors or calibration().factors)
    progress("first starts")
    world = build_world(used)
    plan = plan_starts(world, persons / frame().true_scale_persons, seed, used)
    people = make_persons(world, plan, persons, seed)
    progress("lives (the first time on a machine the program is compiled, which takes half a minute)")
    spells, agreements = draw_lives(world, plan, people, seed=seed, threads=threads)
    progress("status month by month")
    runs = draw_statuses(spells, people, used, seed=seed, threads=threads)
    progress("tables")
    return dict(all_tables(spells, agreements, runs, people))
