# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""From spells to episodes: how long a person was in, and how it ended, under one definition.

An episode is a run of spells of one person in the same unit and stage (or, when the whole education is followed, in the
same unit from the risk set's stage on) without a break longer than the re-entry window. The rules are told case by case
in docs/methods/pathways.md; ``relational.py`` states them a second time as SQL.
"""

from calendar import monthrange
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from faglaert.pathways.compiling import compiled, compiled_parallel, parallel_range
from faglaert.pathways.definition import STAGES, Definition, Follow, Outcome, Unit
from faglaert.pathways.rows import (
    A_MONTH,
    IS_COMPLETED,
    IS_NO_SHOW,
    IS_VOCATIONAL,
    MONTHS_A_YEAR,
    ONGOING,
    Array,
    Spells,
    next_day,
)
from faglaert.registers.schema import Stage

NONE = 255
"""Outcome of a row that begins no episode."""

NOT_SEEN = 254
NEVER = 2**30
ANY_STAGE = -1
"""Risk stage of a rule whose episodes may begin anywhere."""


UNIT_CODES = {unit: code for code, unit in enumerate(Unit)}
_SCHOOL, _PROGRAMME, _MAIN_AREA, _EUD = (UNIT_CODES[unit] for unit in Unit)

_GF1, _GF_PLUS = STAGES.index(Stage.GF1), STAGES.index(Stage.GF_PLUS)
_MAIN, _UNDIVIDED = STAGES.index(Stage.MAIN), STAGES.index(Stage.UNDIVIDED)
_UPPER, _HIGHER = STAGES.index(Stage.UPPER_SECONDARY), STAGES.index(Stage.HIGHER)

STAGE_RANK = {Stage.GF1: 0, Stage.GF_PLUS: 0, Stage.GF2: 1, Stage.EUX_STUDY: 2, Stage.MAIN: 3, Stage.UNDIVIDED: 3}
_RANKS = np.array([STAGE_RANK.get(stage, -1) for stage in STAGES], dtype=np.int8)

_COMPLETED, _CONTINUED, _MOVED, _SWITCH = (
    int(each) for each in (Outcome.COMPLETED, Outcome.CONTINUED, Outcome.MOVED, Outcome.SWITCH)
)
_IN_HIGHER, _IN_UPPER, _IN_OTHER = (
    int(each) for each in (Outcome.HIGHER, Outcome.UPPER_SECONDARY, Outcome.OTHER_EDUCATION)
)
_DROPOUT, _STILL_IN = int(Outcome.DROPOUT), int(Outcome.STILL_IN)
_NOWHERE = 100


class Rule(NamedTuple):
    """A definition as numbers for the kernels; days are clocks, windows are in 32nds of a month."""

    unit: int
    window: int
    bridge: int
    is_whole_education: bool
    risk_stage: int
    closing: int
    """The last day that is looked at."""
    limit: int
    """The last day on which an end counts; later ends are censored here."""
    opening: int
    unknown_area: int


EPISODE = np.dtype(
    [("last_row", np.uint32), ("month", np.uint16), ("late", np.uint16), ("outcome", np.uint8)], align=True
)
"""What is written at the first row of an episode: its outcome (``NONE`` at other rows), the month in which it ended (1
for the first), whole months gone before it came into sight (0: seen from the start), and the row of the spell that it
ended with or went on to."""


@dataclass(frozen=True)
class Episodes:
    """Spells with the episodes of one definition: ``found`` has a record (``EPISODE``) for each row."""

    spells: Spells
    found: Array
    definition: Definition

    @property
    def is_start(self) -> Array:
        """True at rows that begin an episode; by stage, episodes of every vocational stage are found."""
        return np.asarray(self.found["outcome"] < NOT_SEEN)


def find_episodes(spells: Spells, definition: Definition) -> Episodes:
    """The episodes of ``definition``."""
    found = np.zeros(len(spells), dtype=EPISODE)
    found["outcome"] = NOT_SEEN
    _find_all(spells.rows, spells.bucket_starts, rule_of(spells, definition), found)
    return Episodes(spells, found, definition)


def rule_of(spells: Spells, definition: Definition) -> Rule:
    """The definition as the kernels read it."""
    window = A_MONTH * definition.reentry_months
    return Rule(
        unit=UNIT_CODES[definition.unit],
        window=window,
        bridge=A_MONTH * definition.bridge_months,
        is_whole_education=definition.follow is Follow.EDUCATION,
        risk_stage=STAGES.index(definition.risk_set),
        closing=spells.closing,
        limit=_last_settled(spells.closing, window) if definition.is_settled_only else spells.closing,
        opening=-NEVER if spells.opening is None else spells.opening,
        unknown_area=len(spells.main_areas) - 1,
    )


def _last_settled(closing: int, window: int) -> int:
    """The last day whose whole window, which begins the day after it, has been seen."""
    month, day = divmod(closing - window, A_MONTH)
    last_of_month = monthrange(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1)[1]
    return month * A_MONTH + min(day, last_of_month) - 1


@compiled
def end_seen(rows: Array, rule: Rule, i: int) -> int:
    """The end of spell ``i`` as known on the closing day."""
    if rows[i].end > rule.closing:
        return ONGOING
    return int(rows[i].end)


@compiled
def is_begun(rows: Array, rule: Rule, i: int) -> bool:
    """Whether somebody turned up, by the closing day."""
    return bool((rows[i].flags & IS_NO_SHOW) == 0 and rows[i].start <= rule.closing)


@compiled
def is_tied(stage: int) -> bool:
    """Whether a stage belongs to one programme; GF1 and GF+ only belong to a main area."""
    return stage not in (_GF1, _GF_PLUS)


@compiled
def _is_same_area(rows: Array, rule: Rule, i: int, j: int) -> bool:
    """Whether two programmes are of one main area; a programme whose area is not known is an area of its own."""
    if rows[i].area == rule.unknown_area:
        return bool(rows[i].programme == rows[j].programme)
    return bool(rows[i].area == rows[j].area)


@compiled
def is_same_unit(rows: Array, rule: Rule, i: int, j: int) -> bool:
    """Whether two vocational spells are the same education at the level looked at."""
    if rule.unit == _EUD:
        return True
    if rule.unit == _SCHOOL and rows[i].school != rows[j].school:
        return False
    if rule.unit != _MAIN_AREA and is_tied(rows[i].stage) and is_tied(rows[j].stage):
        return bool(rows[i].programme == rows[j].programme)
    return _is_same_area(rows, rule, i, j)


@compiled
def is_counted(rows: Array, rule: Rule, i: int) -> bool:
    """Whether a spell can be part of an episode."""
    if not (IS_VOCATIONAL[rows[i].stage] and is_begun(rows, rule, i)):
        return False
    return bool(not rule.is_whole_education or _RANKS[rows[i].stage] >= _RANKS[rule.risk_stage])


@compiled
def is_same_part(rows: Array, rule: Rule, i: int, j: int) -> bool:
    """Whether two spells that can be part of an episode are in the same unit and part of the education."""
    if not rule.is_whole_education and rows[i].stage != rows[j].stage:
        return False
    return is_same_unit(rows, rule, i, j)


@compiled
def completed_day(rows: Array, rule: Rule, i: int) -> int:
    """The day on which a spell completed what is followed, or ``NEVER``."""
    is_final = rows[i].stage in (_MAIN, _UNDIVIDED) or not rule.is_whole_education
    if is_final and (rows[i].flags & IS_COMPLETED) != 0 and rows[i].end <= rule.closing:
        return int(rows[i].end)
    return NEVER


@compiled
def _walk(rows: Array, rule: Rule, person: tuple[int, int], first: int, found: Array) -> None:
    """Cut the spells of one part, from ``first`` on, into episodes."""
    last, island = first, first
    latest_end = island_end = end_seen(rows, rule, first)
    done = completed_day(rows, rule, first)
    completed_so_far = done if done < NEVER else -NEVER
    found[first].outcome = NONE
    for j in range(first + 1, person[1]):
        if not (is_counted(rows, rule, j) and is_same_part(rows, rule, first, j)):
            continue
        found[j].outcome = NONE
        is_gap = rows[j].start > next_day(latest_end) + rule.bridge
        is_after_completion = rows[last].start <= completed_so_far < rows[j].start
        if is_gap or is_after_completion:
            _finish(rows, rule, person, (island, last, island_end, done), found)
            island, island_end, done = j, -NEVER, NEVER
        end = end_seen(rows, rule, j)
        latest_end, island_end = max(latest_end, end), max(island_end, end)
        completed = completed_day(rows, rule, j)
        if completed < NEVER:
            done, completed_so_far = min(done, completed), max(completed_so_far, completed)
        last = j
    _finish(rows, rule, person, (island, last, island_end, done), found)


@compiled
def _finish(rows: Array, rule: Rule, person: tuple[int, int], island: tuple[int, int, int, int], found: Array) -> None:
    """Decide one episode and write it at its first row, when it begins in the risk set."""
    first = island[0]
    if not rule.is_whole_education or rows[first].stage == rule.risk_stage:
        write_episode(rows, rule, first, decide(rows, rule, person, island), found[first : first + 1])


@compiled
def decide(rows: Array, rule: Rule, person: tuple[int, int], island: tuple[int, int, int, int]) -> tuple[int, int, int]:
    """Outcome, day and last row of an episode (its first row, last row, end, completed day) of a person's rows."""
    first, last, end, done = island
    if done < NEVER:
        outcome, end, row = _COMPLETED, done, last
    else:
        outcome, end, row = _outcome_of_unfinished(rows, rule, person, (first, last, end))
    if end > rule.limit:
        return _STILL_IN, rule.limit, last
    return outcome, end, row


@compiled
def write_episode(rows: Array, rule: Rule, first: int, decided: tuple[int, int, int], record: Array) -> None:
    """Put what was decided on the clock of the episode's first row, unless it was never in sight."""
    outcome, end, row = decided
    begun = rows[first].start
    if begun > end or end < rule.opening:
        return
    record[0].outcome = outcome
    record[0].month = (end - begun) // A_MONTH + 1
    record[0].late = (rule.opening - begun) // A_MONTH if rule.opening > begun else 0
    record[0].last_row = row


@compiled
def _outcome_of_unfinished(
    rows: Array, rule: Rule, person: tuple[int, int], island: tuple[int, int, int]
) -> tuple[int, int, int]:
    """Outcome, day and destination row of an episode without completion.

    A lower outcome goes before a higher one (continued, moved, switched, other education); then the earlier start.
    """
    _, last, end = island
    best, outcome = -1, _NOWHERE
    for k in range(person[0], person[1]):
        kind = _way_on(rows, rule, island, k)
        rank = min(kind, _IN_HIGHER)
        is_tie = rank == min(outcome, _IN_HIGHER) and best >= 0 and rows[k].start == rows[best].start
        if rank < min(outcome, _IN_HIGHER) or (is_tie and kind < outcome) or (kind < _NOWHERE and best < 0):
            best, outcome = k, kind
    if best < 0:
        return (_STILL_IN if end >= ONGOING else _DROPOUT), end, last
    if outcome == _CONTINUED and rows[best].start > rows[last].start:
        return outcome, min(end, int(rows[best].start)), best
    return outcome, end, best


@compiled
def _way_on(rows: Array, rule: Rule, island: tuple[int, int, int], k: int) -> int:
    """The outcome that spell ``k`` would give an episode (first row, last row, end), or ``_NOWHERE``.

    Whoever begins another part of the same education goes on with it. Anything else counts only when it lasts beyond
    the end and was begun within the window after it.
    """
    first, last, end = island
    if not is_begun(rows, rule, k) or rows[k].start > next_day(end) + rule.window:
        return _NOWHERE
    is_after = end_seen(rows, rule, k) > end
    if not IS_VOCATIONAL[rows[k].stage]:
        return _kind_of_other(rows[k].stage) if is_after else _NOWHERE
    if is_same_unit(rows, rule, first, k):
        is_own_part = is_counted(rows, rule, k) and is_same_part(rows, rule, first, k)
        return _CONTINUED if not is_own_part and (is_after or rows[k].start > rows[last].start) else _NOWHERE
    if not is_after:
        return _NOWHERE
    return _MOVED if _is_same_programme_elsewhere(rows, rule, first, k) else _SWITCH


@compiled
def _kind_of_other(stage: int) -> int:
    if stage == _HIGHER:
        return _IN_HIGHER
    return _IN_UPPER if stage == _UPPER else _IN_OTHER


@compiled
def _is_same_programme_elsewhere(rows: Array, rule: Rule, i: int, k: int) -> bool:
    """Whether ``k`` is the same programme at another school; only a school as unit leaves such spells."""
    if rule.unit != _SCHOOL or rows[i].school == rows[k].school:
        return False
    if is_tied(rows[i].stage) and is_tied(rows[k].stage):
        return bool(rows[i].programme == rows[k].programme)
    return _is_same_area(rows, rule, i, k)


@compiled_parallel
def _find_all(rows: Array, bucket_starts: Array, rule: Rule, found: Array) -> None:
    for bucket in parallel_range(bucket_starts.shape[0] - 1):
        low, high = bucket_starts[bucket], bucket_starts[bucket + 1]
        while low < high:
            end = low + 1
            while end < high and rows[end].key == rows[low].key:
                end += 1
            for i in range(low, end):
                if found[i].outcome != NOT_SEEN:
                    continue
                if is_counted(rows, rule, i):
                    _walk(rows, rule, (low, end), i, found)
                else:
                    found[i].outcome = NONE
            low = end
