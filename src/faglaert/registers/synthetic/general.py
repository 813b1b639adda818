# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Education outside the vocational programmes: of those who never begin one, and before the start of those who do."""

from faglaert.registers.synthetic.compiling import compiled_inside
from faglaert.registers.synthetic.courses import (
    YEAR,
    age_group,
    chance,
    first_school,
    next_august,
    pick_programme,
    recorded_programme,
    school_year,
)
from faglaert.registers.synthetic.draws import (
    AFTER,
    BACK,
    ELSEWHERE,
    GAP,
    HIGHER,
    NO_SHOW,
    NO_SHOW_DAY,
    OTHER,
    OTHER_DAY,
    SCHOOL,
    SWITCH_PROGRAMME,
    UPPER,
    UPPER_DAY,
    category,
)
from faglaert.registers.synthetic.elsewhere import begin_general, take_general
from faglaert.registers.synthetic.lives import (
    ENTRY,
    GF1,
    GF2,
    LEFT,
    NEVER,
    NO_FORM,
    OTHER_STAGE,
    SCHOOL_FORM,
    End,
    Life,
    Pupil,
    Step,
    add_spell,
)
from faglaert.registers.synthetic.lives import HIGHER as HIGHER_STAGE
from faglaert.registers.synthetic.lives import NO_SHOW as NEVER_CAME
from faglaert.registers.synthetic.lives import UPPER_SECONDARY as UPPER_STAGE
from faglaert.registers.synthetic.world import World

_SCHOOL_AGE = 16
_SHORTEST_UPPER = 60
_OTHER_FROM, _OTHER_DAYS = 365, 700
_NO_SHOW_FROM, _NO_SHOW_YEARS = 16.5, 7.5
_NO_SHOW_DAYS = 30
_OWN_SHARE, _STARTS_A_NON_STARTER = 0.3, 0.75


@compiled_inside
def general_life(world: World, pupil: Pupil, life: Life) -> None:
    """Draw the education of somebody who begins no vocational programme."""
    begins = _leaves_school(world, pupil)
    life.sizes[2] += 1
    if chance(pupil, life, UPPER) < world.general_upper_secondary:
        _upper_then_higher(world, pupil, life, begins)
    elif chance(pupil, life, OTHER) < world.general_other:
        day = begins + _OTHER_FROM + int(_OTHER_DAYS * chance(pupil, life, OTHER_DAY))
        take_only(world, pupil, life, begin_general(world, pupil, life, OTHER_STAGE, day))
    _perhaps_no_show(world, pupil, life)


@compiled_inside
def _leaves_school(world: World, pupil: Pupil) -> int:
    """10 August of the year in which the person turns 16."""
    year = int(world.calendar_year[pupil.birth - world.calendar_first]) - int(world.calendar_year[0])
    return int(world.calendar_august[year + _SCHOOL_AGE])


@compiled_inside
def take_only(world: World, pupil: Pupil, life: Life, step: Step) -> int:
    """Take a course of general education that nothing vocational follows; returns its last day, or 0 if not passed."""
    life.sizes[2] += 1
    take_general(world, pupil, step, life)
    row = life.spells[life.sizes[0] - 1]
    return int(row.end) if row.is_completed else 0


@compiled_inside
def _upper_then_higher(world: World, pupil: Pupil, life: Life, begins: int) -> None:
    passed = take_only(world, pupil, life, begin_general(world, pupil, life, UPPER_STAGE, begins))
    life.sizes[2] += 1
    if passed == 0 or chance(pupil, life, HIGHER) >= world.general_higher:
        return
    years = category(world.chance_gap, chance(pupil, life, GAP))
    day = passed + int(YEAR * years)
    if take_only(world, pupil, life, begin_general(world, pupil, life, HIGHER_STAGE, day)) == 0:
        life.sizes[2] += 1
        if chance(pupil, life, BACK) < world.general_higher:
            again = int(life.spells[life.sizes[0] - 1].end) + 1
            take_only(world, pupil, life, begin_general(world, pupil, life, HIGHER_STAGE, again))


@compiled_inside
def _perhaps_no_show(world: World, pupil: Pupil, life: Life) -> None:
    """An enrolment that the person never turned up for, at 16 to 24."""
    life.sizes[2] += 1
    age = _NO_SHOW_FROM + _NO_SHOW_YEARS * chance(pupil, life, NO_SHOW_DAY)
    day = next_august(world, pupil.birth + int(YEAR * age))
    share = world.chance_no_show[school_year(world, day)]
    if chance(pupil, life, NO_SHOW) < (1.0 - _OWN_SHARE) * share / (1.0 - share) * _STARTS_A_NON_STARTER:
        _write_no_show(world, pupil, life, day)


@compiled_inside
def _write_no_show(world: World, pupil: Pupil, life: Life, day: int) -> None:
    area = int(4 * chance(pupil, life, ELSEWHERE))
    slot = pick_programme(world, area, day, chance(pupil, life, SWITCH_PROGRAMME))
    stage = GF1 if age_group(pupil, day) == 0 and day >= world.calendar_reform else GF2
    school = first_school(world, pupil, life, slot, day)
    step = Step(stage, slot, school, day, ENTRY, 0, SCHOOL_FORM, NEVER, 1.0)
    last = day + 5 + int(_NO_SHOW_DAYS * chance(pupil, life, AFTER))
    add_spell(life, pupil, step, recorded_programme(world, step), End(last, 0, NEVER_CAME))


@compiled_inside
def life_before(world: World, pupil: Pupil, life: Life, first: int) -> None:
    """What those who begin a vocational programme on day ``first`` did before it."""
    life.sizes[2] += 1
    share = world.chance_no_show[school_year(world, first)]
    if chance(pupil, life, NO_SHOW) < _OWN_SHARE * share / (1.0 - share):
        day = first - 120 - int(150 * chance(pupil, life, NO_SHOW_DAY))
        _write_no_show(world, pupil, life, day)
    group = age_group(pupil, first)
    tried = world.general_upper_before_18_19 if group == 1 else world.general_upper_before_adult
    if group == 0 or chance(pupil, life, UPPER) >= tried:
        return
    begins = _leaves_school(world, pupil)
    is_passed = (
        begins + world.days_upper_secondary < first and chance(pupil, life, BACK) < world.general_upper_before_completed
    )
    last = begins + world.days_upper_secondary
    if not is_passed:
        last = begins + int(world.days_upper_secondary * (0.1 + 0.8 * chance(pupil, life, UPPER_DAY)))
    last = min(last, first - 10)
    if last < begins + _SHORTEST_UPPER:
        return
    schools = world.school_upper_secondary
    school = int(schools[int(chance(pupil, life, SCHOOL) * schools.shape[0])])
    step = Step(UPPER_STAGE, 0, school, begins, ENTRY, 0, NO_FORM, NEVER, 1.0)
    add_spell(life, pupil, step, world.programme_area.shape[0] + 4, End(last, int(is_passed), LEFT))
