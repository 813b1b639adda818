# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Labour-market status month by month: education from the spells, and work or neither in the months between.

Who is outside education draws a status for some months at a time; the share that is outside work too follows the
municipality's and year's share of NEET (StatBank NEET3), what the person has behind, and a calibrated factor.
"""

from functools import partial
from typing import NamedTuple

import numpy as np

from faglaert.definitions.synthetic import frame, rates
from faglaert.registers.synthetic.compiling import Array, compiled, compiled_inside
from faglaert.registers.synthetic.drawing import CHUNK, side_by_side
from faglaert.registers.synthetic.draws import (
    BLOCK,
    BLOCK_LENGTH,
    IS_LATENT,
    LATENT,
    UNEMPLOYED,
    chance_of,
    draw,
)
from faglaert.registers.synthetic.lives import (
    EMPLOYED,
    GF1,
    GF2,
    GF_PLUS,
    MAIN,
    NO_SHOW,
    NOT_COMPLETED,
    UNDIVIDED,
    UPPER_SECONDARY,
    room_for,
)
from faglaert.registers.synthetic.people import Persons
from faglaert.registers.synthetic.world import outside_shares

STATUSES = ("education", "employed", "unemployed", "outside")
_EDUCATION, _EMPLOYED, _UNEMPLOYED, _OUTSIDE = range(4)
_NOT_SEEN = 255
MONTHS_A_YEAR = 12
_ADULT_MONTHS, _FIRST_MONTHS = 25 * MONTHS_A_YEAR, 16 * MONTHS_A_YEAR
_MONTHS_AFTER = 18
"""Months for which the status after a completed main course is kept."""

_PERSON_TIME = 0
_MIDDLE = 14

RUN = np.dtype([("person", np.int32), ("first", np.int16), ("last", np.int16), ("status", np.uint8)], align=True)


class Outside(NamedTuple):
    """Of those outside education the probability of being outside work, by year and municipality, and how it varies."""

    shares: Array
    factors: Array
    unemployed: float
    lasting: float
    lengths: Array


class Months(NamedTuple):
    """The months of the register.

    ``middle``: day number of the 15th of each; ``of_day``: the month of each day from the register's first on.
    """

    middle: Array
    of_day: Array
    first_month: int


def draw_statuses(
    spells: Array, persons: Persons, factors: dict[str, float], *, seed: int, threads: int | None
) -> Array:
    """Runs of status of all persons, ordered by public number; ``first`` and ``last`` count months of the register."""
    outside, months = _outside(factors), _months()
    first_of = np.searchsorted(spells["person"], np.arange(len(persons) + 1)).astype(np.int64)
    order = np.empty(len(persons), dtype=np.int64)
    order[persons.public] = np.arange(len(persons))
    birth_month = persons.birth.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    known = (birth_month, persons.municipality.astype(np.int64))
    tasks = [
        partial(_runs, outside, months, (spells, first_of), (order[low : low + CHUNK], *known), seed)
        for low in range(0, len(persons), CHUNK)
    ]
    return np.concatenate(side_by_side(tasks, threads))


def month_dates(months: Array) -> Array:
    """The first day of months of the register, datetime64[D]."""
    first = np.datetime64(frame().opens, "M")
    return np.asarray((first + months.astype(np.int64)).astype("datetime64[D]"))


def _months() -> Months:
    opens, closes = np.datetime64(frame().opens, "M"), np.datetime64(frame().closes, "M")
    every = np.arange(opens, closes + 1)
    days = np.arange(opens.astype("datetime64[D]"), (closes + 1).astype("datetime64[D]"))
    return Months(
        middle=every.astype("datetime64[D]").astype(np.int64) + _MIDDLE,
        of_day=(days.astype("datetime64[M]") - opens).astype(np.int64),
        first_month=int(opens.astype(np.int64)),
    )


def _outside(factors: dict[str, float]) -> Outside:
    years = list(range(frame().opens.year, frame().closes.year + 1))
    level = np.interp(years, (2015, 2018), (factors["outside_2015"], factors["outside_2018"]))
    vary, declared = rates()["outside_factor", ""], rates()["status", ""]
    kinds = ("upper_secondary", "primary_only", "left_vocational", "completed_vocational", "from_25")
    lengths = ("shortest_months", "longest_months", "adult_months")
    return Outside(
        shares=outside_shares(years) * level[:, None],
        factors=np.array([vary[kind] for kind in kinds]),
        unemployed=declared["unemployed"],
        lasting=declared["lasting"],
        lengths=np.array([declared[name] for name in lengths]),
    )


@compiled
def _runs(
    outside: Outside, months: Months, spells: tuple[Array, Array], persons: tuple[Array, Array, Array], seed: int
) -> Array:
    rows, first_of = spells
    order, birth_month, municipality = persons
    state = np.empty(months.middle.shape[0], dtype=np.uint8)
    found = np.zeros(4096, dtype=RUN)
    used = 0
    for i in range(order.shape[0]):
        person = order[i]
        own = rows[first_of[person] : first_of[person + 1]]
        born = birth_month[person] - months.first_month
        state[:] = _NOT_SEEN
        begins = max(0, born + _FIRST_MONTHS)
        _mark_education(months, own, state)
        _mark_after_completion(months, own, state)
        _mark_rest(outside, months, own, state, (begins, born, municipality[person], chance_of(seed, person)))
        found = room_for(found, used, state.shape[0])
        used = _write_runs(state, begins, person, found, used)
    return found[:used].copy()


@compiled_inside
def _month_from(months: Months, day: int) -> int:
    """The first month whose 15th is on or after a day."""
    place = day - (months.middle[0] - _MIDDLE)
    if place < 0:
        return 0
    if place >= months.of_day.shape[0]:
        return int(months.middle.shape[0])
    month = months.of_day[place]
    return int(month + 1) if months.middle[month] < day else int(month)


@compiled_inside
def _mark_education(months: Months, own: Array, state: Array) -> None:
    for k in range(own.shape[0]):
        if own[k].exit != NO_SHOW:
            for month in range(_month_from(months, own[k].start), _month_from(months, own[k].end + 1)):
                state[month] = _EDUCATION


@compiled_inside
def _mark_after_completion(months: Months, own: Array, state: Array) -> None:
    """The months after a completed main course, where there is no education."""
    for k in range(own.shape[0]):
        if own[k].after == NOT_COMPLETED:
            continue
        status = _EMPLOYED if own[k].after == EMPLOYED else (_UNEMPLOYED if own[k].start % 3 else _OUTSIDE)
        begins = _month_from(months, own[k].end + 1)
        for month in range(begins, min(begins + _MONTHS_AFTER, state.shape[0])):
            if state[month] == _NOT_SEEN:
                state[month] = status


@compiled_inside
def _behind(own: Array, day: int) -> int:
    """What the person has behind on a day, as a place in the factors: the best counts."""
    found = 1
    for k in range(own.shape[0]):
        if own[k].end > day or own[k].exit == NO_SHOW:
            continue
        stage = own[k].stage
        if own[k].is_completed and stage in (MAIN, UNDIVIDED):
            return 3
        if own[k].is_completed and stage == UPPER_SECONDARY:
            found = 0
        elif stage in (GF1, GF2, GF_PLUS, MAIN) and found == 1:
            found = 2
    return found


@compiled_inside
def _mark_rest(
    outside: Outside, months: Months, own: Array, state: Array, person: tuple[int, int, int, np.uint64]
) -> None:
    """Draw blocks of months for what is not marked from the person's first month on."""
    month, born, municipality, chance = person
    while month < state.shape[0]:
        if state[month] != _NOT_SEEN:
            month += 1
            continue
        time = int(month) + 1
        longest = outside.lengths[2] if month - born >= _ADULT_MONTHS else outside.lengths[1]
        length = outside.lengths[0] + (longest - outside.lengths[0]) * draw(chance, BLOCK_LENGTH, time)
        status = _status(
            outside, (month // MONTHS_A_YEAR, municipality), _factor(outside, months, own, (month, born)), chance, time
        )
        last = min(month + int(length), state.shape[0])
        while month < last and state[month] == _NOT_SEEN:
            state[month] = status
            month += 1


@compiled_inside
def _factor(outside: Outside, months: Months, own: Array, when: tuple[int, int]) -> float:
    month, born = when
    factor = outside.factors[_behind(own, months.middle[month])]
    return float(factor * outside.factors[4]) if month - born >= _ADULT_MONTHS else float(factor)


@compiled_inside
def _status(outside: Outside, place: tuple[int, int], factor: float, chance: np.uint64, time: int) -> int:
    """Employed, or else unemployed or outside; half of the time the person's own lasting draw decides."""
    is_lasting = draw(chance, IS_LATENT, time) < outside.lasting
    u = draw(chance, LATENT, _PERSON_TIME) if is_lasting else draw(chance, BLOCK, time)
    if u >= outside.shares[place[0], place[1]] * factor:
        return _EMPLOYED
    return _UNEMPLOYED if draw(chance, UNEMPLOYED, time) < outside.unemployed else _OUTSIDE


@compiled_inside
def _write_runs(state: Array, begins: int, person: int, found: Array, used: int) -> int:
    month = begins
    while month < state.shape[0]:
        first = month
        while month < state.shape[0] and state[month] == state[first]:
            month += 1
        row = found[used]
        row.person, row.first, row.last, row.status = person, first, month - 1, state[first]
        used += 1
    return used
