# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""What a figure about pathways means: the switches that decide it, and the words that are printed beside it.

The young leave most or least depending on these switches alone (docs/methods/pathways.md), so no figure goes without
its definition.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TypeVar

from faglaert.errors import UsageError
from faglaert.registers.schema import Stage

Word = TypeVar("Word", bound=StrEnum)

REENTRY_MONTHS = (0, 3, 6, 12, 15)
"""The windows on offer; 15 months is the ministry's rule."""

BRIDGED_MONTHS = 3
"""Breaks up to this long inside a unit and stage are part of the training (school and company alternate)."""

STAGES = tuple(Stage)
"""Stages in the order of their codes in the kernels."""


class Outcome(IntEnum):
    """How a spell ended on its clock; the number is its column in every table of counts."""

    COMPLETED = 0
    CONTINUED = 1
    MOVED = 2
    SWITCH = 3
    HIGHER = 4
    UPPER_SECONDARY = 5
    OTHER_EDUCATION = 6
    DROPOUT = 7
    STILL_IN = 8

    @property
    def key(self) -> str:
        """The name used in tables and files."""
        return self.name.lower()


CAUSES = tuple(outcome for outcome in Outcome if outcome is not Outcome.STILL_IN)
"""The outcomes that end a spell; ``still_in`` is censored by the closing date."""

LOST = "lost"
"""The name of the outcome set as one cause: dropout and whatever the definition counts with it."""

COUNTABLE = (Outcome.SWITCH, Outcome.HIGHER, Outcome.UPPER_SECONDARY, Outcome.OTHER_EDUCATION)
"""Outcomes that a definition may count as losses beside dropout."""


class Unit(StrEnum):
    """The level at which an education is the same one."""

    SCHOOL = "school"
    PROGRAMME = "programme"
    MAIN_AREA = "main_area"
    EUD = "eud"


class Follow(StrEnum):
    """How far a spell is followed: to the end of its stage, or to the end of the whole vocational education."""

    STAGE = "stage"
    EDUCATION = "education"


RISK_SETS = (Stage.GF1, Stage.GF2, Stage.MAIN)

_OUTCOME_WORDS = {
    Outcome.COMPLETED: ("fuldført", "completed"),
    Outcome.CONTINUED: ("fortsat på en anden del af uddannelsen", "continued in another part of the education"),
    Outcome.MOVED: ("skiftet skole", "moved to another school"),
    Outcome.SWITCH: ("omvalg", "switched"),
    Outcome.HIGHER: ("videregående uddannelse", "higher education"),
    Outcome.UPPER_SECONDARY: ("gymnasial uddannelse", "upper secondary education"),
    Outcome.OTHER_EDUCATION: ("anden uddannelse (FGU mv.)", "other education (FGU etc.)"),
    Outcome.DROPOUT: ("frafald", "dropout"),
    Outcome.STILL_IN: ("stadig i gang", "still in"),
}
_STAGE_WORDS = {
    Stage.GF1: ("grundforløb 1", "basic course 1"),
    Stage.GF2: ("grundforløb 2", "basic course 2"),
    Stage.MAIN: ("hovedforløb", "main course"),
}
_UNIT_WORDS = {
    Unit.SCHOOL: ("uddannelsen på skolen", "the programme at the school"),
    Unit.PROGRAMME: ("uddannelsen", "the programme"),
    Unit.MAIN_AREA: ("hovedområdet", "the main area"),
    Unit.EUD: ("erhvervsuddannelserne under ét", "vocational education as a whole"),
}


@dataclass(frozen=True)
class Definition:
    """The switches of a figure. ``counted`` are the outcomes counted as a loss beside dropout.

    ``is_settled_only`` leaves out the newest months, in which an interruption may still be resumed; otherwise a spell
    has the outcome that is seen at the closing date. Raises :class:`UsageError` for what does not go together.
    """

    risk_set: Stage = Stage.GF2
    unit: Unit = Unit.PROGRAMME
    reentry_months: int = 15
    follow: Follow = Follow.STAGE
    counted: frozenset[Outcome] = frozenset()
    is_settled_only: bool = False

    def __post_init__(self) -> None:
        if self.risk_set not in RISK_SETS:
            raise UsageError(f"no risk set {self.risk_set}; there are {', '.join(RISK_SETS)}")
        if self.reentry_months not in REENTRY_MONTHS:
            known = ", ".join(map(str, REENTRY_MONTHS))
            raise UsageError(f"no re-entry window of {self.reentry_months} months; there are {known}")
        if not self.counted <= set(COUNTABLE):
            raise UsageError(f"only {', '.join(each.key for each in COUNTABLE)} can be counted beside dropout")
        is_tied = self.unit in {Unit.SCHOOL, Unit.PROGRAMME}
        if self.follow is Follow.EDUCATION and self.risk_set is Stage.GF1 and is_tied:
            raise UsageError("GF1 is not tied to a programme: follow the whole education by main_area or eud")

    @property
    def bridge_months(self) -> int:
        """The longest break inside unit and stage that does not end a spell."""
        return max(self.reentry_months, BRIDGED_MONTHS)

    @property
    def lost_outcomes(self) -> tuple[Outcome, ...]:
        """The outcomes of the cause ``lost``."""
        return tuple(outcome for outcome in CAUSES if outcome is Outcome.DROPOUT or outcome in self.counted)

    def words(self, language: str = "da") -> str:
        """The definition as sentences in ``da`` or ``en``, to be printed with every figure."""
        index = 1 if language == "en" else 0
        stage, unit = _STAGE_WORDS[self.risk_set][index], _UNIT_WORDS[self.unit][index]
        counted = ", ".join(outcome_words(outcome, language) for outcome in self.lost_outcomes)
        whole = self.follow is Follow.EDUCATION
        if language == "en":
            until = "followed to the end of the whole education" if whole else "followed to the end of that course"
            settled = " Only months that are settled." if self.is_settled_only else ""
            return (
                f"Clock from the start of {stage}, {until}. A break of up to {self.reentry_months} months is no "
                f"interruption when {unit} is taken up again. Counted as lost: {counted}.{settled}"
            )
        until = "fulgt til hele uddannelsen er slut" if whole else "fulgt til forløbet er slut"
        settled = " Kun måneder, der er afgjort." if self.is_settled_only else ""
        return (
            f"Uret går fra start på {stage}, {until}. Et ophold på højst {self.reentry_months} måneder er ikke en "
            f"afbrydelse, når {unit} genoptages. Regnes som tabt: {counted}.{settled}"
        )


def outcome_words(outcome: Outcome, language: str) -> str:
    """An outcome in ``da`` or ``en``."""
    return _OUTCOME_WORDS[outcome][1 if language == "en" else 0]


def read_definition(
    *,
    risk_set: str = "gf2",
    unit: str = "programme",
    follow: str = "stage",
    reentry_months: int = 15,
    counted: Iterable[str] = (),
    is_settled_only: bool = False,
) -> Definition:
    """A definition from words; raises :class:`UsageError` naming what there is instead of an unknown word."""
    outcomes = {outcome.key: outcome for outcome in COUNTABLE}
    unknown = sorted(set(counted) - set(outcomes))
    if unknown:
        raise UsageError(f"{', '.join(unknown)} cannot be counted beside dropout; {', '.join(outcomes)} can")
    return Definition(
        risk_set=_word(Stage, risk_set, RISK_SETS),
        unit=_word(Unit, unit, tuple(Unit)),
        reentry_months=reentry_months,
        follow=_word(Follow, follow, tuple(Follow)),
        counted=frozenset(outcomes[key] for key in counted),
        is_settled_only=is_settled_only,
    )


def _word(kind: type[Word], text: str, known: Sequence[Word]) -> Word:
    if text not in known:
        raise UsageError(f"no {kind.__name__.lower()} {text!r}; there are {', '.join(known)}")
    return kind(text)
