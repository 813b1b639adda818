# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Chance with an address: each draw is a function of (seed, person, decision, time), whatever was drawn before it.

The mixing function is SplitMix64's (Steele, Lea and Flood 2014). Decisions that a target depends on are not drawn one
by one but allotted: of those who face the decision in one slot (programme), in their random order, as many are chosen
as their probabilities add up to (systematic sampling with unequal probabilities, Madow 1949; categories by the
golden-ratio sequence). The order within a main area is fixed, so threads change nothing.
"""

import numpy as np

from faglaert.registers.synthetic.compiling import Array, compiled

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_ONE = np.uint64(1)
_TO_UNIT = 2.0**-53
_GOLDEN_RATIO = 0.6180339887498949

(
    ORIGIN,
    SEX,
    MUNICIPALITY,
    ORDER,
    BIRTH,
    START_DAY,
    MONTH,
    SINGLE_AGE,
    ENTRY,
    EUX,
    PUBLIC_ID,
    SCHOOL,
    LEAVE_DAY,
    GAP,
    ELSEWHERE,
    SWITCH_AREA,
    SWITCH_PROGRAMME,
    OVERLAP,
    LENGTH,
    CUT,
    CUT_DAY,
    BACK,
    FORM,
    SIZE,
    COMPANY,
    SIGNED,
    AGREEMENT_FORM,
    NO_SHOW,
    NO_SHOW_DAY,
    NEW_PROGRAMME,
    OTHER_PROGRAMME,
    AFTER,
    UPPER,
    UPPER_DAY,
    HIGHER,
    HIGHER_DAY,
    OTHER,
    OTHER_DAY,
    LATENT,
    IS_LATENT,
    BLOCK,
    BLOCK_LENGTH,
    UNEMPLOYED,
    ALLOTMENT,
    TABLE,
) = range(45)
"""What a draw decides; part of its address."""

(
    ALLOT_LEFT,
    ALLOT_WAY_BASIC,
    ALLOT_WAY_MAIN,
    ALLOT_AFTER_GF1,
    ALLOT_STUDY,
    ALLOT_PLACE,
    ALLOT_BEGINS,
    ALLOT_SCHOOL_BASED,
    ALLOT_WITHOUT,
    ALLOT_EARLY,
    ALLOT_AFTER_STUDY,
    ALLOT_EMPLOYED,
) = range(12)
"""Decisions that are allotted. ``ALLOT_LEFT`` has a row for each kind of course, after the others."""

ALLOTTED = 12
COURSE_KINDS = 6


@compiled
def mixed(value: np.uint64) -> np.uint64:
    """64 well-mixed bits of ``value``."""
    value = (value ^ (value >> np.uint64(30))) * _FIRST
    value = (value ^ (value >> np.uint64(27))) * _SECOND
    return value ^ (value >> np.uint64(31))


@compiled
def chance_of(seed: int, person: int) -> np.uint64:
    """The person's part of the address of draws."""
    return mixed(mixed(np.uint64(seed) + _GOLDEN) ^ (np.uint64(person) + _ONE) * _GOLDEN)


@compiled
def draw(chance: np.uint64, decision: int, time: int) -> float:
    """A number in [0, 1) for one decision of one person at one time."""
    place = np.uint64(decision) * np.uint64(65536) + np.uint64(time) + _ONE
    return float(mixed(chance ^ place * _GOLDEN) >> np.uint64(11)) * _TO_UNIT


@compiled
def draws(seed: int, persons: Array, decision: int) -> Array:
    """One number in [0, 1) for each of ``persons``, float64."""
    found = np.empty(persons.shape[0], dtype=np.float64)
    for i in range(persons.shape[0]):
        found[i] = draw(chance_of(seed, persons[i]), decision, 0)
    return found


@compiled
def category(cumulative: Array, u: float) -> int:
    """The place of ``u`` among cumulative shares that end with 1."""
    last = cumulative.shape[0] - 1
    for i in range(last):
        if u < cumulative[i]:
            return i
    return int(last)


@compiled
def new_allotments(seed: int, stratum: int, slots: int) -> Array:
    """Running sums of all allotted decisions and slots, each begun at random."""
    running = np.empty((ALLOTTED + COURSE_KINDS, slots), dtype=np.float64)
    for row in range(running.shape[0]):
        for slot in range(slots):
            running[row, slot] = draw(chance_of(seed, stratum * 1000 + row), ALLOTMENT, slot)
    return running


@compiled
def allotted(running: Array, decision: int, slot: int, probability: float) -> bool:
    """Whether the next one in the slot is chosen; of many, as many as their probabilities add up to are."""
    running[decision, slot] += min(max(probability, 0.0), 1.0)
    if running[decision, slot] < 1.0:
        return False
    running[decision, slot] -= 1.0
    return True


@compiled
def allotted_category(running: Array, decision: int, slot: int, cumulative: Array) -> int:
    """The category of the next one in the slot; categories come as often as their shares say, evenly spread."""
    running[decision, slot] += _GOLDEN_RATIO
    if running[decision, slot] >= 1.0:
        running[decision, slot] -= 1.0
    return category(cumulative, running[decision, slot])
