# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The pathways of pupils as a published store has them, read by group."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

Row = TypeVar("Row")
Rows = Callable[[str, list[Any]], list[dict[str, Any]]]
"""Answers a question to the store with rows."""

CURVES, LOSSES, OTHER = "curves", "losses", "other"
"""What a definition's words apply to."""


@dataclass(frozen=True)
class Meaning:
    """The words that go with figures, the kind of data they are from, and the last day that was seen."""

    applies_to: str
    stage: str
    outcome: str
    definition_da: str
    definition_en: str
    data_kind: str
    closing_date: str

    def words(self, language: str) -> str:
        """The definition in ``da`` or ``en``."""
        return self.definition_en if language == "en" else self.definition_da


@dataclass(frozen=True)
class CurvePoint:
    """How large a share of those who began has left with ``outcome`` by ``month``, with 95 per cent interval."""

    grouping: str
    group_code: str
    stage: str
    outcome: str
    month: int
    n: int | None
    share: float | None
    low: float | None
    high: float | None
    status: str


@dataclass(frozen=True)
class Loss:
    """Pupils lost in one month of a stage: ``share`` of those ``at_risk``, and ``share_of_losses`` of all losses."""

    grouping: str
    group_code: str
    stage: str
    month: int
    count: int | None
    at_risk: int | None
    share: float | None
    low: float | None
    high: float | None
    lost: float | None
    share_of_losses: float | None
    status: str


@dataclass(frozen=True)
class Transition:
    """What became of those who completed GF2, ``months`` later."""

    grouping: str
    group_code: str
    months: int
    outcome: str
    n: int | None
    count: int | None
    share: float | None
    low: float | None
    high: float | None
    status: str


@dataclass(frozen=True)
class GoalFigure:
    """An indicator of goal 1 in one period, counted from the register; a number of persons alone has no ``share``."""

    indicator_id: str
    period: str
    count: int | None
    n: int | None
    share: float | None
    low: float | None
    high: float | None
    status: str


@dataclass(frozen=True)
class CompletionTime:
    """Months from the start of GF2 to completion: a quarter, half and three quarters of those who complete."""

    group_code: str
    lower_quartile: int | None
    median: int | None
    upper_quartile: int | None
    status: str


@dataclass(frozen=True)
class Route:
    """A typical route as runs, ``gf2 6 - outside 42``: state and months; ``share`` of all whose route is nearest it."""

    route: str
    share: float
    status: str

    @property
    def runs(self) -> tuple[tuple[str, int], ...]:
        """Each state with its months."""
        pairs = (run.rsplit(" ", 1) for run in self.route.split(" - "))
        return tuple((state, int(months)) for state, months in pairs)


@dataclass(frozen=True)
class Switch:
    """Those who switched from one place to another; ``share`` of them completed within four years."""

    grouping: str
    origin_code: str
    destination_code: str
    count: int | None
    status: str
    share: float | None
    low: float | None
    high: float | None
    expected: float | None
    share_status: str


@dataclass(frozen=True)
class SchoolGroup:
    """One intake to a programme at a school beside what its pupils would lead one to expect."""

    school_code: str
    school_name: str | None
    programme_code: str
    cohort: str
    n: int | None
    count: int | None
    share: float | None
    expected: float | None
    gap: float | None
    estimate: float | None
    gap_low: float | None
    gap_high: float | None
    probability_better: float | None
    funnel: str | None
    is_good_practice: bool | None
    limit_95: float | None
    limit_998: float | None
    status: str


@dataclass(frozen=True)
class Signal:
    """A group whose losses were held against a band; ``comparisons`` is how many groups were."""

    school_code: str
    school_name: str | None
    programme_code: str
    cohort: str
    n: int | None
    count: int | None
    expected: float | None
    band_low: int | None
    band_high: int | None
    comparisons: int
    direction: str
    is_signal: bool
    status: str


class Pathways:
    """The tables of the pathways in one published store."""

    def __init__(self, rows: Rows) -> None:
        """Ask with ``rows``."""
        self._ask = rows
        self.meanings = self._read(Meaning, "pathways_definition")

    @property
    def is_synthetic(self) -> bool:
        """Whether the figures are invented."""
        return any(meaning.data_kind == "synthetic" for meaning in self.meanings)

    @property
    def closing_date(self) -> str:
        """The last day that was seen, as ISO 8601."""
        return self.meanings[0].closing_date

    def meaning(self, applies_to: str, *, stage: str = "", outcome: str = "") -> Meaning:
        """The words of figures; raises :class:`KeyError` when there are none of this kind."""
        for each in self.meanings:
            if each.applies_to == applies_to and stage in {"", each.stage} and outcome in {"", each.outcome}:
                return each
        raise KeyError(f"{applies_to} {stage} {outcome}")

    def groups(self, grouping: str) -> tuple[str, ...]:
        """Codes of the groups that have curves, in order."""
        found = self._ask(
            "SELECT DISTINCT group_code FROM pathways_incidence WHERE grouping = ? ORDER BY 1", [grouping]
        )
        return tuple(row["group_code"] for row in found)

    def curve(self, grouping: str, group_code: str, stage: str) -> tuple[CurvePoint, ...]:
        """Every outcome of one group from one stage, by outcome and month."""
        where = "WHERE grouping = ? AND group_code = ? AND stage = ? ORDER BY outcome, month"
        return self._read(CurvePoint, "pathways_incidence", where, [grouping, group_code, stage])

    def curves_at(self, grouping: str, months: Sequence[int]) -> tuple[CurvePoint, ...]:
        """Every group, stage and outcome at some months."""
        where = "WHERE grouping = ? AND list_contains(?, month) ORDER BY group_code, stage, outcome, month"
        return self._read(CurvePoint, "pathways_incidence", where, [grouping, list(months)])

    def losses(self, group_code: str = "all") -> tuple[Loss, ...]:
        """The loss map of all pupils or of one main area, by stage and month."""
        return self._read(Loss, "pathways_losses", "WHERE group_code = ? ORDER BY stage, month", [group_code])

    def transitions(self, grouping: str) -> tuple[Transition, ...]:
        """Transitions of every group, by group, months and outcome."""
        where = "WHERE grouping = ? ORDER BY group_code, months, outcome"
        return self._read(Transition, "pathways_transitions", where, [grouping])

    def goal_figures(self, indicator_id: str) -> tuple[GoalFigure, ...]:
        """One indicator counted from the register, newest period first; empty for one that a register cannot show."""
        return self._read(GoalFigure, "pathways_goals", "WHERE indicator_id = ? ORDER BY period DESC", [indicator_id])

    def completion_time(self, code: str) -> CompletionTime | None:
        """Months to completion of one programme; None where nobody has completed it."""
        found = self._read(CompletionTime, "pathways_times", "WHERE group_code = ?", [code])
        return found[0] if found else None

    def routes(self) -> tuple[Route, ...]:
        """The typical routes, the most travelled first."""
        return self._read(Route, "pathways_routes", "ORDER BY share DESC, route")

    def switches(self, grouping: str) -> tuple[Switch, ...]:
        """From where to where pupils switched."""
        where = "WHERE grouping = ? ORDER BY origin_code, destination_code"
        return self._read(Switch, "pathways_switches", where, [grouping])

    def schools(self) -> tuple[SchoolGroup, ...]:
        """The newest intakes, by school, programme and intake."""
        return self._read(SchoolGroup, "pathways_schools", "ORDER BY school_code, programme_code, cohort")

    def signals(self) -> tuple[Signal, ...]:
        """Every group that was held against its band, by school and programme."""
        return self._read(Signal, "pathways_signals", "ORDER BY school_code, programme_code")

    def _read(
        self, kind: type[Row], table: str, rest: str = "", parameters: list[Any] | None = None
    ) -> tuple[Row, ...]:
        names = ", ".join(field.name for field in fields(kind))  # type: ignore[arg-type]  # every kind is a dataclass
        # names of columns and tables are those of this module; what readers ask for is in the parameters
        sql = f"SELECT {names} FROM {table} {rest}"  # noqa: S608
        return tuple(kind(**row) for row in self._ask(sql, parameters or []))
