# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The way of one person through vocational education: from course to course until nothing follows."""

from faglaert.registers.synthetic.compiling import Array, compiled_inside
from faglaert.registers.synthetic.courses import (
    at_open_school,
    chance,
    course_days,
    course_kind,
    first_school,
    is_business_eux,
    leaving_chance,
    nothing,
    pick_programme,
    same_school_or,
    spread,
    stream,
    write_course,
)
from faglaert.registers.synthetic.draws import (
    ALLOT_AFTER_GF1,
    ALLOT_AFTER_STUDY,
    ALLOT_BEGINS,
    ALLOT_EARLY,
    ALLOT_PLACE,
    ALLOT_SCHOOL_BASED,
    ALLOT_STUDY,
    ALLOT_WITHOUT,
    ALLOTTED,
    ELSEWHERE,
    GAP,
    LEAVE_DAY,
    NEW_PROGRAMME,
    OTHER_PROGRAMME,
    SCHOOL,
    SIGNED,
    SWITCH_PROGRAMME,
    allotted,
    allotted_category,
)
from faglaert.registers.synthetic.elsewhere import after_leaving, begin_general, take_general
from faglaert.registers.synthetic.lives import (
    APPRENTICESHIP,
    ENTRY,
    EUX_STUDY,
    GF1,
    GF2,
    GF_PLUS,
    HIGHER,
    LEFT,
    MAIN,
    NEVER,
    NOTHING,
    OTHER_STAGE,
    SCHOOL_BASED,
    SCHOOL_FORM,
    UNDIVIDED,
    UPPER_SECONDARY,
    End,
    Life,
    Pupil,
    Step,
)
from faglaert.registers.synthetic.mains import take_main
from faglaert.registers.synthetic.world import World

MOST_TURNS = 16
_EARLIEST_LEAVING = 5
_SIGNED_LATE = 25


@compiled_inside
def vocational_life(world: World, running: Array, pupil: Pupil, first: Step, life: Life) -> None:
    """Draw the courses of one person from the first one on; allotments are taken from ``running``."""
    step = first
    for _ in range(MOST_TURNS):
        if step.stage == NOTHING or step.start > world.calendar_closes:
            return
        life.sizes[2] += 1
        step = _take(world, running, pupil, at_open_school(world, step), life)


@compiled_inside
def _take(world: World, running: Array, pupil: Pupil, step: Step, life: Life) -> Step:
    """Draw one course; returns what follows."""
    if step.stage in (MAIN, UNDIVIDED):
        return take_main(world, running, pupil, step, life)
    if step.stage in (GF1, GF2, GF_PLUS, EUX_STUDY):
        return _take_at_school(world, running, pupil, step, life)
    return take_general(world, pupil, step, life)


@compiled_inside
def _take_at_school(world: World, running: Array, pupil: Pupil, step: Step, life: Life) -> Step:
    """A course that is all at school: GF1, GF+, GF2, the study part of EUX."""
    days = course_days(world, pupil, life, step)
    row = ALLOTTED + course_kind(world, step)
    if allotted(running, row, stream(world, step.slot, step.start), leaving_chance(world, pupil, step)):
        stayed = _EARLIEST_LEAVING + int((days - 2 * _EARLIEST_LEAVING) * chance(pupil, life, LEAVE_DAY) ** 1.3)
        return after_leaving(world, running, pupil, life, (step, step.start + max(stayed, _EARLIEST_LEAVING)))
    last = step.start + max(days, 2 * _EARLIEST_LEAVING)
    school = write_course(world, pupil, life, step, End(last, 1, LEFT))
    if step.stage == GF_PLUS:
        return _following(world, pupil, life, (step, GF2, step.slot, school, last + 3))
    if step.stage == GF1:
        return _after_gf1(world, running, pupil, life, (step, school, last))
    if step.stage == EUX_STUDY:
        return _after_study(world, running, pupil, life, (step, school, last))
    return _after_gf2(world, running, pupil, life, (step, school, last))


@compiled_inside
def _following(world: World, pupil: Pupil, life: Life, what: tuple[Step, int, int, int, int]) -> Step:
    """The next part of the education: (course before, stage, slot, school, day)."""
    before, stage, slot, school, day = what
    place = same_school_or(world, school, slot, day, chance(pupil, life, ELSEWHERE))
    return Step(stage, slot, place, day, ENTRY, before.is_eux, SCHOOL_FORM, NEVER, 1.0)


@compiled_inside
def _after_gf1(world: World, running: Array, pupil: Pupil, life: Life, done: tuple[Step, int, int]) -> Step:
    step, school, last = done
    way = allotted_category(running, ALLOT_AFTER_GF1, stream(world, step.slot, last), world.chance_after_gf1)
    if way == 3:
        return begin_general(world, pupil, life, UPPER_SECONDARY, last + 1)
    if way == 4:
        return nothing()
    day = last + 2 + int(12 * chance(pupil, life, GAP))
    if way == 1:
        day += 25 + int(300 * chance(pupil, life, GAP))
    area = int(world.programme_area[step.slot])
    slot = step.slot
    if way == 2:
        slot = pick_programme(
            world, (area + 1 + int(3 * chance(pupil, life, GAP))) % 4, day, chance(pupil, life, SCHOOL)
        )
    elif chance(pupil, life, NEW_PROGRAMME) < world.small_new_programme_after_gf1:
        slot = pick_programme(world, area, day, chance(pupil, life, SWITCH_PROGRAMME))
    if world.programme_is_undivided[slot]:
        slot = pick_programme(world, area, day, 0.5)
    return _following(world, pupil, life, (step, GF2, slot, school, day))


@compiled_inside
def _after_study(world: World, running: Array, pupil: Pupil, life: Life, done: tuple[Step, int, int]) -> Step:
    step, school, last = done
    way = allotted_category(running, ALLOT_AFTER_STUDY, stream(world, step.slot, last), world.chance_after_study)
    if way == 0:
        day = last + 15 + int(120 * chance(pupil, life, GAP))
        signed = day - 30 - int(150 * chance(pupil, life, SIGNED))
        return Step(MAIN, step.slot, school, day, ENTRY, step.is_eux, APPRENTICESHIP, signed, 1.0)
    return begin_general(world, pupil, life, HIGHER, last + 1) if way == 1 else nothing()


@compiled_inside
def _after_gf2(world: World, running: Array, pupil: Pupil, life: Life, done: tuple[Step, int, int]) -> Step:
    """From GF2 to the main course, with a company or at the school; the study part of business EUX; or neither."""
    step, school, last = done
    slot = step.slot
    if is_business_eux(world, step) and allotted(
        running, ALLOT_STUDY, stream(world, slot, last), world.small_business_eux_study
    ):
        day = last + 2 + int(25 * chance(pupil, life, GAP))
        return Step(EUX_STUDY, slot, school, day, ENTRY, step.is_eux, SCHOOL_FORM, NEVER, 1.0)
    if allotted(running, ALLOT_PLACE, stream(world, slot, last), world.programme_place[slot]):
        return _with_company(world, running, pupil, life, (step, school, last))
    if allotted(running, ALLOT_SCHOOL_BASED, stream(world, slot, last), world.programme_school_based[slot]):
        day = last + 5 + int(60 * chance(pupil, life, GAP))
        return Step(MAIN, slot, school, day, ENTRY, step.is_eux, SCHOOL_BASED, NEVER, 1.0)
    return _without_place(world, running, pupil, life, (step, school, last))


@compiled_inside
def _with_company(world: World, running: Array, pupil: Pupil, life: Life, done: tuple[Step, int, int]) -> Step:
    step, school, last = done
    slot, u = step.slot, chance(pupil, life, GAP)
    begins = allotted_category(running, ALLOT_BEGINS, stream(world, slot, last), world.chance_begins)
    year = int(world.calendar_school_year[last - world.calendar_first])
    signed = last - 2 - int(world.days_signed_before * chance(pupil, life, SIGNED))
    early = world.programme_early[slot] * world.chance_early_by_year[year]
    if begins == 0:
        day = last + 1 + int(world.days_agreement_soon * u * u)
    elif begins == 1:
        day = last + spread(world.days_agreement_year_from, world.days_agreement_year_to, u)
    else:
        day = last + spread(world.days_agreement_later_from, world.days_agreement_later_to, u)
    sure = world.programme_place[slot] * world.chance_begins[1]
    if begins == 2 or not allotted(running, ALLOT_EARLY, stream(world, slot, last), early / sure):
        signed = max(last + 1, day - int(_SIGNED_LATE * chance(pupil, life, SIGNED)))
    if chance(pupil, life, OTHER_PROGRAMME) < world.small_main_in_other_programme:
        other = pick_programme(world, int(world.programme_area[slot]), last, chance(pupil, life, SWITCH_PROGRAMME))
        if not world.programme_is_undivided[other]:
            slot = other
            school = same_school_or(world, school, slot, day, chance(pupil, life, ELSEWHERE))
    return Step(MAIN, slot, school, day, ENTRY, step.is_eux, APPRENTICESHIP, signed, 1.0)


@compiled_inside
def _without_place(world: World, running: Array, pupil: Pupil, life: Life, done: tuple[Step, int, int]) -> Step:
    step, _, last = done
    way = allotted_category(running, ALLOT_WITHOUT, stream(world, step.slot, last), world.chance_without_place)
    if way == 0:
        day = last + 20 + int(240 * chance(pupil, life, GAP))
        area = int(world.programme_area[step.slot])
        slot = pick_programme(world, area, day, chance(pupil, life, SWITCH_PROGRAMME))
        if slot == step.slot or world.programme_is_undivided[slot]:
            slot = pick_programme(world, (area + 1) % 4, day, chance(pupil, life, SWITCH_PROGRAMME))
        school = first_school(world, pupil, life, slot, day)
        return _following(world, pupil, life, (step, GF2, slot, school, day))
    if way == 1:
        return begin_general(world, pupil, life, UPPER_SECONDARY, last + 1)
    if way == 2:
        return begin_general(world, pupil, life, HIGHER, last + 1)
    return begin_general(world, pupil, life, OTHER_STAGE, last + 15) if way == 3 else nothing()
