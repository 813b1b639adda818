# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Taking a course: how likely somebody leaves it, at which school it is, and the rows it leaves behind."""

import numpy as np

from faglaert.registers.synthetic.compiling import Array, compiled_inside
from faglaert.registers.synthetic.draws import (
    CUT,
    CUT_DAY,
    ELSEWHERE,
    LENGTH,
    SCHOOL,
    SWITCH_AREA,
    SWITCH_PROGRAMME,
    category,
    draw,
)
from faglaert.registers.synthetic.lives import (
    ENTRY_MOVED,
    EUX_STUDY,
    GF1,
    GF2,
    GF_PLUS,
    MAIN,
    MOVED,
    NEVER,
    NO_FORM,
    NOTHING,
    PAUSE,
    RESTART,
    End,
    Life,
    Pupil,
    Step,
    add_spell,
)
from faglaert.registers.synthetic.world import (
    FIRST_YEAR,
    LEFT_BEFORE_REFORM,
    LEFT_GF1,
    LEFT_GF2,
    LEFT_GF_PLUS,
    LEFT_MAIN,
    LEFT_STUDY,
    World,
)

YEAR = 365.25
STREAM_YEARS = 20
"""Calendar years from ``FIRST_YEAR`` on that have running sums of their own; later ones share the last."""

_KHF = 1
_MOST = 0.9
_ADULT_AGE, _ADULT_PART = 25, 0.85
_SHORTEST_CUT, _CUT_MARGIN = 120, 30
_SHORTEST_PAUSE, _PAUSE_DAYS = 31, 58


@compiled_inside
def chance(pupil: Pupil, life: Life, decision: int) -> float:
    """A draw at this turn of the person's life."""
    return draw(pupil.chance, decision, life.sizes[2])


@compiled_inside
def spread(first: int, last: int, u: float) -> int:
    """A number of days at ``u`` between the first and the last."""
    return first + int((last - first) * u)


@compiled_inside
def nothing() -> Step:
    """No further course."""
    return Step(NOTHING, 0, 0, 0, 0, 0, NO_FORM, NEVER, 1.0)


@compiled_inside
def school_year(world: World, day: int) -> int:
    """The school year of a day, counted from the first one."""
    return int(world.calendar_school_year[day - world.calendar_first])


@compiled_inside
def stream(world: World, slot: int, day: int) -> int:
    """The slot of decisions allotted by main area and calendar year."""
    return int(world.programme_stream[slot]) * STREAM_YEARS + _year_place(world, day)


@compiled_inside
def own_stream(world: World, slot: int, day: int) -> int:
    """The slot of decisions allotted by programme and calendar year."""
    return slot * STREAM_YEARS + _year_place(world, day)


@compiled_inside
def _year_place(world: World, day: int) -> int:
    return min(max(int(world.calendar_year[day - world.calendar_first]) - FIRST_YEAR, 0), STREAM_YEARS - 1)


@compiled_inside
def next_august(world: World, day: int) -> int:
    """The first 10 August on or after a day."""
    year = int(world.calendar_year[day - world.calendar_first]) - int(world.calendar_year[0])
    august = int(world.calendar_august[year])
    return august if august >= day else int(world.calendar_august[year + 1])


@compiled_inside
def age_at(pupil: Pupil, day: int) -> int:
    """Age in years, a day more or less."""
    return int((day - pupil.birth) / YEAR)


@compiled_inside
def age_group(pupil: Pupil, day: int) -> int:
    """The place of the age in ``world.AGES``."""
    age = age_at(pupil, day)
    return int(age >= 18) + int(age >= 20) + int(age >= _ADULT_AGE)


@compiled_inside
def pick_school(world: World, slot: int, day: int, u: float) -> int:
    """A school that offers the programme; one that has closed sends to its successor."""
    school = int(world.school_offered[slot, category(world.school_offered_shares[slot], u)])
    return int(world.school_successor[school]) if day > world.school_closes[school] else school


@compiled_inside
def at_open_school(world: World, step: Step) -> Step:
    """The step, at the successor of its school when that has closed before it begins."""
    if step.start <= world.school_closes[step.school]:
        return step
    school = int(world.school_successor[step.school])
    return Step(
        *(step.stage, step.slot, school, step.start, step.entry, step.is_eux, step.form, step.signed, step.part)
    )


@compiled_inside
def is_taking_pupils(world: World, slot: int, day: int) -> bool:
    """Whether a programme takes new pupils in the school year of a day."""
    shares = world.picks[int(world.programme_area[slot]), school_year(world, day)]
    return bool(shares[slot] > (shares[slot - 1] if slot else 0.0))


@compiled_inside
def pick_programme(world: World, area: int, day: int, u: float) -> int:
    """A programme of the area that takes pupils in this school year."""
    shares = world.picks[area, school_year(world, day)]
    return int(np.searchsorted(shares, u, side="right"))


@compiled_inside
def other_programme(world: World, pupil: Pupil, life: Life, slot: int, day: int) -> int:
    """What somebody switches to: mostly in the same main area, never the same programme."""
    area = int(world.programme_area[slot])
    u = chance(pupil, life, SWITCH_AREA)
    if u >= world.small_switch_in_area:
        rest = (u - world.small_switch_in_area) / (1.0 - world.small_switch_in_area)
        area = (area + 1 + int(3 * rest)) % 4
    found = pick_programme(world, area, day, chance(pupil, life, SWITCH_PROGRAMME))
    if found != slot:
        return found
    return pick_programme(world, (area + 1) % 4, day, chance(pupil, life, SWITCH_PROGRAMME))


@compiled_inside
def course_kind(world: World, step: Step) -> int:
    """The row of ``Chances.left`` that a step is under."""
    if step.stage == GF1:
        return LEFT_GF1
    if step.stage == GF_PLUS:
        return LEFT_GF_PLUS
    if step.stage == GF2:
        return LEFT_BEFORE_REFORM if step.start < world.calendar_reform else LEFT_GF2
    return LEFT_STUDY if step.stage == EUX_STUDY else LEFT_MAIN


@compiled_inside
def leaving_chance(world: World, pupil: Pupil, step: Step) -> float:
    """The probability of leaving the course before it is over."""
    slot = step.slot
    year = school_year(world, step.start)
    p = world.chance_left[course_kind(world, step), world.programme_area[slot]] * world.programme_leaving[slot]
    p *= (
        world.chance_by_age[age_group(pupil, step.start)]
        * world.chance_by_origin[pupil.origin]
        * world.chance_by_year[year]
    )
    p *= world.school_leaving[step.school] * (0.25 + 0.75 * step.part)
    if step.is_eux:
        p *= world.chance_with_eux
    for k in range(world.planted_school.shape[0]):
        is_there = world.planted_school[k] == step.school and world.planted_programme[k] == slot
        if is_there and year >= world.planted_year[k]:
            p *= world.planted_factor[k]
    return float(min(p, _MOST))


@compiled_inside
def course_days(world: World, pupil: Pupil, life: Life, step: Step) -> int:
    """Days the course lasts when it is completed."""
    varying = 0.97 + 0.06 * chance(pupil, life, LENGTH)
    if step.stage == GF1 or (step.stage == GF2 and step.start >= world.calendar_reform):
        return int(world.days_gf * varying * step.part)
    if step.stage == GF2:
        return int(world.days_basic_before_reform * varying * step.part)
    if step.stage == GF_PLUS:
        return int(world.days_gf_plus * varying * step.part)
    if step.stage == EUX_STUDY:
        return int(world.days_eux_study * varying * step.part)
    credit = _ADULT_PART if age_at(pupil, step.start) >= _ADULT_AGE else 1.0
    return int(world.programme_days[step.slot] * varying * step.part * credit)


@compiled_inside
def recorded_programme(world: World, step: Step) -> int:
    """The programme number that is written: GF1 and GF+ belong to the main area alone."""
    if step.stage in (GF1, GF_PLUS):
        return int(world.programme_area.shape[0] + world.programme_area[step.slot])
    return step.slot


@compiled_inside
def is_business_eux(world: World, step: Step) -> bool:
    """Whether GF2 is followed by the study part instead of a main course."""
    return bool(step.is_eux and world.programme_has_eux[step.slot] and world.programme_area[step.slot] == _KHF)


@compiled_inside
def write_course(world: World, pupil: Pupil, life: Life, step: Step, end: End) -> int:
    """Write the rows of a course: one, or two when the school closes, the pupil moves or pauses. Returns the school."""
    programme = recorded_programme(world, step)
    cut, gap, cut_exit, school = _cut(world, pupil, life, step, end.day)
    if cut >= end.day:
        add_spell(life, pupil, step, programme, end)
        return step.school
    add_spell(life, pupil, step, programme, End(cut, 0, cut_exit))
    entry = RESTART if cut_exit == PAUSE else ENTRY_MOVED
    rest = Step(step.stage, step.slot, school, cut + 1 + gap, entry, step.is_eux, step.form, step.signed, step.part)
    add_spell(life, pupil, rest, programme, end)
    return school


@compiled_inside
def _cut(world: World, pupil: Pupil, life: Life, step: Step, last: int) -> tuple[int, int, int, int]:
    """Last day before a cut, days of the gap, exit and school after it; a cut at ``last`` is none.

    A pause is one of school and company taking turns: more than one and less than three months.
    """
    closes = int(world.school_closes[step.school])
    if step.start <= closes < last:
        return closes, 0, MOVED, int(world.school_successor[step.school])
    room = last - step.start - 2 * _CUT_MARGIN - (_SHORTEST_PAUSE + _PAUSE_DAYS)
    if room < _SHORTEST_CUT - _CUT_MARGIN:
        return last, 0, MOVED, step.school
    day = step.start + _CUT_MARGIN + int(room * chance(pupil, life, CUT_DAY))
    u = chance(pupil, life, CUT)
    if u < world.small_moved:
        other = pick_school(world, step.slot, day + 1, chance(pupil, life, ELSEWHERE))
        return (day if other != step.school else last), int(20 * u / world.small_moved), MOVED, other
    u -= world.small_moved
    if step.stage == MAIN and u < world.small_pause:
        return day, _SHORTEST_PAUSE - 1 + int(_PAUSE_DAYS * u / world.small_pause), PAUSE, step.school
    return last, 0, MOVED, step.school


@compiled_inside
def first_school(world: World, pupil: Pupil, life: Life, slot: int, day: int) -> int:
    """The school of somebody who begins a programme."""
    return pick_school(world, slot, day, chance(pupil, life, SCHOOL))


@compiled_inside
def same_school_or(world: World, step_school: int, slot: int, day: int, u: float) -> int:
    """The school somebody is at, when it offers the programme and is open; else another one."""
    offered: Array = world.school_offered[slot]
    for k in range(offered.shape[0]):
        if offered[k] == step_school and day <= world.school_closes[step_school]:
            return step_school
    return pick_school(world, slot, day, u)
