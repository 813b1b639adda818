# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Off the straight way: what follows when a course is left, and general education."""

from faglaert.registers.synthetic.compiling import Array, compiled_inside
from faglaert.registers.synthetic.courses import (
    chance,
    first_school,
    is_taking_pupils,
    next_august,
    nothing,
    other_programme,
    pick_programme,
    pick_school,
    spread,
    stream,
    write_course,
)
from faglaert.registers.synthetic.draws import (
    ALLOT_WAY_BASIC,
    ALLOT_WAY_MAIN,
    BACK,
    ELSEWHERE,
    GAP,
    HIGHER_DAY,
    OTHER_DAY,
    OVERLAP,
    SCHOOL,
    SWITCH_PROGRAMME,
    UPPER,
    UPPER_DAY,
    allotted_category,
)
from faglaert.registers.synthetic.lives import (
    APPRENTICESHIP,
    ENTRY,
    ENTRY_MOVED,
    FGU,
    GF1,
    GF2,
    HIGHER,
    LEFT,
    MAIN,
    MOVED,
    NEVER,
    NO_FORM,
    OTHER_STAGE,
    PAUSE,
    RESTART,
    SCHOOL_BASED,
    SCHOOL_FORM,
    UNDIVIDED,
    UPPER_SECONDARY,
    End,
    Life,
    Pupil,
    Step,
    add_spell,
)
from faglaert.registers.synthetic.world import World

RESUMED, RESUMED_LATE, SWITCHED, SWITCHED_LATE, TO_UPPER, TO_HIGHER, TO_OTHER, TO_NOTHING = range(8)
_SMALLEST_PART = 0.25
_TERM_STARTS = 22
_BACK_FROM, _BACK_DAYS = 20, 300


@compiled_inside
def after_leaving(world: World, running: Array, pupil: Pupil, life: Life, left: tuple[Step, int]) -> Step:
    """Write the course that was left on a day, and find what follows: resumed, switched, other education, nothing."""
    step, day = left
    is_main = step.stage in (MAIN, UNDIVIDED)
    ways = world.chance_ways_main if is_main else world.chance_ways_basic
    way = allotted_category(
        running, ALLOT_WAY_MAIN if is_main else ALLOT_WAY_BASIC, stream(world, step.slot, day), ways
    )
    if way <= RESUMED_LATE:
        return _resume(world, pupil, life, step, (day, way))
    school = write_course(world, pupil, life, step, End(day, 0, LEFT))
    if way <= SWITCHED_LATE:
        return _switch(world, pupil, life, step, (day, way))
    if way == TO_UPPER:
        return begin_general(world, pupil, life, UPPER_SECONDARY, day + 1)
    if way == TO_HIGHER:
        return begin_general(world, pupil, life, HIGHER, day + 1)
    if way == TO_OTHER and school >= 0:
        return begin_general(world, pupil, life, OTHER_STAGE, day + 15)
    return nothing()


@compiled_inside
def _resume(world: World, pupil: Pupil, life: Life, step: Step, when: tuple[int, int]) -> Step:
    """The same course again, at the same school or another, within fifteen months or later."""
    day, way = when
    u = chance(pupil, life, GAP)
    back = day + spread(world.days_resumed_from, world.days_resumed_to, u * u)
    if way == RESUMED_LATE:
        back = day + spread(world.days_late_from, world.days_late_to, u)
        if not is_taking_pupils(world, step.slot, back):
            write_course(world, pupil, life, step, End(day, 0, LEFT))
            return nothing()
    school = step.school
    if chance(pupil, life, BACK) < world.small_resumed_elsewhere or back > world.school_closes[school]:
        school = pick_school(world, step.slot, back, chance(pupil, life, ELSEWHERE))
    is_moved = school != step.school
    exit_kind = LEFT if way == RESUMED_LATE else (MOVED if is_moved else PAUSE)
    last_school = write_course(world, pupil, life, step, End(day, 0, exit_kind))
    if last_school != step.school and not is_moved:
        school = last_school
    left = max(step.part * (1.0 - (day - step.start) / 1100.0), _SMALLEST_PART)
    entry = ENTRY if way == RESUMED_LATE else (ENTRY_MOVED if is_moved else RESTART)
    form = APPRENTICESHIP if step.form == SCHOOL_BASED else step.form
    return Step(step.stage, step.slot, school, back, entry, step.is_eux, form, NEVER, left)


@compiled_inside
def _switch(world: World, pupil: Pupil, life: Life, step: Step, when: tuple[int, int]) -> Step:
    """Another programme's GF2, some time after or, overlapping, shortly before the old course ends."""
    day, way = when
    u = chance(pupil, life, GAP)
    begins = day + 3 + int(world.days_switched_to * u * u)
    if way == SWITCHED_LATE:
        begins = day + spread(world.days_late_from, world.days_late_to, u)
    elif chance(pupil, life, OVERLAP) < world.small_overlap:
        begins = max(day - 3 - int(world.days_overlap * u), step.start + 2)
    slot = other_programme(world, pupil, life, step.slot, begins)
    stage = UNDIVIDED if world.programme_is_undivided[slot] else GF2
    if step.stage == GF1 and stage == GF2 and begins - step.start < 100 and begins >= world.calendar_reform:
        stage = GF1
    school = first_school(world, pupil, life, slot, begins)
    form = APPRENTICESHIP if stage == UNDIVIDED else SCHOOL_FORM
    return Step(stage, slot, school, begins, ENTRY, 0, form, NEVER, 1.0)


@compiled_inside
def begin_general(world: World, pupil: Pupil, life: Life, stage: int, day: int) -> Step:
    """Upper secondary or higher education from the next August (higher in September), other education at once.

    ``other`` is FGU from August 2019 on and production school before.
    """
    u = chance(pupil, life, SCHOOL)
    if stage == UPPER_SECONDARY:
        school = int(world.school_upper_secondary[int(u * world.school_upper_secondary.shape[0])])
        return Step(stage, 0, school, next_august(world, day), ENTRY, 0, NO_FORM, NEVER, 1.0)
    if stage == HIGHER:
        school = int(world.school_higher[int(u * world.school_higher.shape[0])])
        return Step(stage, 0, school, next_august(world, day) + _TERM_STARTS, ENTRY, 0, NO_FORM, NEVER, 1.0)
    school = int(world.school_other[int(u * world.school_other.shape[0])])
    begins = day + int(60 * chance(pupil, life, GAP))
    kind = FGU if begins >= world.calendar_fgu else OTHER_STAGE
    return Step(kind, 0, school, begins, ENTRY, 0, NO_FORM, NEVER, 1.0)


@compiled_inside
def take_general(world: World, pupil: Pupil, step: Step, life: Life) -> Step:
    """Draw a spell of general education; from FGU some go back to a basic course."""
    if step.stage == UPPER_SECONDARY:
        is_passed = chance(pupil, life, UPPER) < world.general_upper_secondary_completed
        part = 1.0 if is_passed else 0.05 + 0.9 * chance(pupil, life, UPPER_DAY)
        _write_general(world, pupil, life, step, (int(world.days_upper_secondary * part), int(is_passed)))
        return nothing()
    if step.stage == HIGHER:
        is_passed = chance(pupil, life, UPPER) < world.general_higher_completed
        days = spread(world.days_higher_shortest, world.days_higher_longest, chance(pupil, life, HIGHER_DAY))
        part = 1.0 if is_passed else 0.35 + 0.6 * chance(pupil, life, UPPER_DAY)
        _write_general(world, pupil, life, step, (int(days * part), int(is_passed)))
        return nothing()
    days = spread(world.days_other_shortest, world.days_other_longest, chance(pupil, life, OTHER_DAY))
    _write_general(world, pupil, life, step, (days, 0))
    if chance(pupil, life, BACK) >= world.small_back_after_other:
        return nothing()
    begins = step.start + days + _BACK_FROM + int(_BACK_DAYS * chance(pupil, life, GAP))
    slot = pick_programme(world, int(4 * chance(pupil, life, ELSEWHERE)), begins, chance(pupil, life, SWITCH_PROGRAMME))
    school = first_school(world, pupil, life, slot, begins)
    stage = UNDIVIDED if world.programme_is_undivided[slot] else GF2
    form = APPRENTICESHIP if stage == UNDIVIDED else SCHOOL_FORM
    return Step(stage, slot, school, begins, ENTRY, 0, form, NEVER, 1.0)


@compiled_inside
def _write_general(world: World, pupil: Pupil, life: Life, step: Step, over: tuple[int, int]) -> None:
    days, is_passed = over
    first = world.programme_area.shape[0] + 4
    kind = 0 if step.stage == UPPER_SECONDARY else (1 if step.stage == HIGHER else 2)
    add_spell(life, pupil, step, first + kind, End(step.start + days, is_passed, LEFT))
