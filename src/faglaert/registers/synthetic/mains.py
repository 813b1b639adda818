# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The main course: how long, with which agreements, left or passed, and what those who passed do the year after."""

from faglaert.registers.synthetic.compiling import Array, compiled_inside
from faglaert.registers.synthetic.courses import chance, course_days, leaving_chance, nothing, own_stream, write_course
from faglaert.registers.synthetic.draws import (
    AFTER,
    AGREEMENT_FORM,
    ALLOT_EMPLOYED,
    ALLOTTED,
    COMPANY,
    FORM,
    LEAVE_DAY,
    SIGNED,
    allotted,
    category,
)
from faglaert.registers.synthetic.elsewhere import after_leaving, begin_general
from faglaert.registers.synthetic.lives import (
    AGREED_COMPLETED,
    AGREED_NEW,
    AGREED_SCHOOL_BASED,
    AGREED_TERMINATED,
    APPRENTICESHIP,
    EMPLOYED,
    HIGHER,
    IN_HIGHER,
    LEFT,
    NEVER,
    NEW_APPRENTICESHIP,
    NO_COMPANY,
    NOT_EMPLOYED,
    SCHOOL_BASED,
    End,
    Life,
    Pupil,
    Step,
    add_agreement,
)
from faglaert.registers.synthetic.world import LEFT_MAIN, World

COMPANIES_A_PROGRAMME = 997
_EARLIEST_LEAVING = 14
_SIGNED_BEFORE = 40
_COMPANY_AFTER = 150
_SHORTEST_REST = 200


@compiled_inside
def take_main(world: World, running: Array, pupil: Pupil, step: Step, life: Life) -> Step:
    """Draw a main course or an undivided programme; returns what follows."""
    days = course_days(world, pupil, life, step)
    if allotted(
        running, ALLOTTED + LEFT_MAIN, own_stream(world, step.slot, step.start), leaving_chance(world, pupil, step)
    ):
        stayed = _EARLIEST_LEAVING + int((days - 2 * _EARLIEST_LEAVING) * chance(pupil, life, LEAVE_DAY) ** 1.3)
        last = step.start + max(stayed, _EARLIEST_LEAVING)
        _write_agreements(world, pupil, life, step, (last, AGREED_TERMINATED))
        return after_leaving(world, running, pupil, life, (step, last))
    last = step.start + max(days, 2 * _EARLIEST_LEAVING)
    _write_agreements(world, pupil, life, step, (last, AGREED_COMPLETED))
    write_course(world, pupil, life, step, End(last, 1, LEFT))
    return _after_completion(world, running, pupil, life, (step, last))


@compiled_inside
def _after_completion(world: World, running: Array, pupil: Pupil, life: Life, done: tuple[Step, int]) -> Step:
    """Employed the year after, in higher education, or neither; kept with the completed spell."""
    step, last = done
    row = life.spells[life.sizes[0] - 1]
    if allotted(running, ALLOT_EMPLOYED, own_stream(world, step.slot, last), world.programme_employed[step.slot]):
        row.after = EMPLOYED
        return nothing()
    if chance(pupil, life, AFTER) < world.small_higher_if_not_employed:
        row.after = IN_HIGHER
        return begin_general(world, pupil, life, HIGHER, last + 1)
    row.after = NOT_EMPLOYED
    return nothing()


@compiled_inside
def _company(world: World, pupil: Pupil, life: Life, step: Step, form: int) -> tuple[int, int, int]:
    """Form, company (a number within its programme) and size; school-based training has no company."""
    if form == AGREED_SCHOOL_BASED:
        return form, NO_COMPANY, 0
    company = step.slot * COMPANIES_A_PROGRAMME + int(COMPANIES_A_PROGRAMME * chance(pupil, life, COMPANY) ** 2)
    # the size belongs to the company: every pupil in it sees the same
    size = category(world.chance_size, (company * 0.7548776662466927) % 1.0)
    return form, company, size


@compiled_inside
def _write_agreements(world: World, pupil: Pupil, life: Life, step: Step, over: tuple[int, int]) -> None:
    """The agreement of a main course; school-based training may be followed by a company's."""
    last, kind = over
    form = category(world.chance_form, chance(pupil, life, AGREEMENT_FORM))
    if step.form == NEW_APPRENTICESHIP:
        form = AGREED_NEW
    if step.form == SCHOOL_BASED:
        form = AGREED_SCHOOL_BASED
    signed = step.signed
    if signed >= NEVER:
        signed = step.start - int(_SIGNED_BEFORE * chance(pupil, life, SIGNED))
    own = Step(step.stage, step.slot, step.school, step.start, step.entry, step.is_eux, step.form, signed, step.part)
    found = step.form == SCHOOL_BASED and chance(pupil, life, FORM) < world.small_company_after_school_based
    is_followed = found and last - step.start > _COMPANY_AFTER + _SHORTEST_REST
    until = step.start + _COMPANY_AFTER if is_followed else last
    add_agreement(life, pupil, own, (step.start, until), _company(world, pupil, life, own, form))
    life.agreements[life.sizes[1] - 1].exit = AGREED_TERMINATED if is_followed else kind
    if is_followed:
        later = Step(step.stage, step.slot, step.school, until + 1, step.entry, step.is_eux, APPRENTICESHIP, until, 1.0)
        add_agreement(life, pupil, later, (until + 1, last), _company(world, pupil, life, later, 0))
        life.agreements[life.sizes[1] - 1].exit = kind
