# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The labour-market balance as a published store has it. Negative is a shortage."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar

Row = TypeVar("Row")
Rows = Callable[[str, list[Any]], list[dict[str, Any]]]
"""Answers a question to the store with rows."""

GROUPS = ("skilled", "unskilled", "gymnasium", "short_higher", "medium_higher", "long_higher", "unknown")
"""Groups of education in the order they are shown."""
ALL = "all"
CONCEPTS = ("B1", "B2", "B3")
SHOWN_YEARS = (2030, 2035)
PARTS = {"medium_higher": ("H50", "H60"), "long_higher": ("H70", "H80")}
SINGLE = {"unskilled": "H10", "gymnasium": "H20", "skilled": "H30", "short_higher": "H40", "unknown": "H90"}
"""The nine educations that make up the shown groups."""


def codes_of(group: str) -> tuple[str, ...]:
    """The single educations of a group; raises :class:`KeyError` for a group that does not exist."""
    return PARTS[group] if group in PARTS else (SINGLE[group],)


@dataclass(frozen=True)
class Run:
    """What was computed: ``digest`` names the inputs and the setting, ``chain`` where the lever's rates are from."""

    run: str
    vintage: str
    digest: str
    chain: str
    seed: int
    draws: int
    base_year: int
    end_year: int


@dataclass(frozen=True)
class Result:
    """The balance ``concept`` of an area, group and year: a verdict, and numbers where ``status`` shows them.

    ``gap_per_cent`` is the median of demand minus supply in per cent of demand; ``naive`` the balance with every share
    frozen, ``trend`` with every trend unbroken, ``point`` the projection without errors.
    """

    area_code: str
    education: str
    concept: str
    year: int
    verdict: str | None
    supply: float | None
    demand: float | None
    point: float | None
    q025: float | None
    q10: float | None
    q25: float | None
    q50: float | None
    q75: float | None
    q90: float | None
    q975: float | None
    p_shortage: float | None
    p_large: float | None
    gap_per_cent: float | None
    naive: float | None
    trend: float | None
    status: str
    data_kind: str
    vintage: str
    scenario: str


@dataclass(frozen=True)
class Step:
    """What one cause adds to the region's B3 between the base year and ``year``; the steps sum to the projection."""

    education: str
    year: int
    step: str
    persons: float


@dataclass(frozen=True)
class Substitution:
    """Jobs of one of the nine educations left empty before and after others take them, and relative pressure.

    Pressures in per cent of the average, at elasticities 0.15, 0.8 and 1.6.
    """

    education: str
    year: int
    unfilled_before: float
    filled_by_others: float
    unfilled_after: float
    pressure_low: float
    pressure_middle: float
    pressure_high: float


@dataclass(frozen=True)
class Flow:
    """Entrants to, exits from and movers into a group's labour force in the year that begins with ``year``."""

    education: str
    year: int
    entrants: float
    exits: float
    movers: float


@dataclass(frozen=True)
class Jobs:
    """Jobs in the region by industry and education (the nine), and how sure that is."""

    industry: str
    education: str
    year: int
    jobs: float | None
    status: str
    data_kind: str


@dataclass(frozen=True)
class Origin:
    """What one part of the inputs is made of."""

    part: str
    education: str
    data_kind: str
    source: str
    text: str


@dataclass(frozen=True)
class Score:
    """How far off the method was on the past of one series; per cent, but ``relative_mae`` and ``brier_skill``."""

    series: str
    source: str
    mode: str
    method: str
    ahead: int
    origins: int
    mape: float
    wape: float
    relative_mae: float
    better_cells: float
    direction: float | None
    relative_growth: float
    coverage50: float | None
    coverage80: float | None
    coverage95: float | None
    brier_skill: float | None
    computed_on: date


@dataclass(frozen=True)
class SimulatedScore:
    """The method on ``markets`` made-up markets with a known future: per cent of them an interval covered, and bias.

    ``bias`` in per cent of demand; ``reliability_gap`` (0-1) is the largest distance between the probability of a
    shortage that was said and the share in which it came, of the three balances alone.
    """

    quantity: str
    ahead: int
    coverage50: float
    coverage80: float
    coverage95: float
    bias: float
    reliability_gap: float | None
    markets: int
    data_kind: str


@dataclass(frozen=True)
class Forecast:
    """One figure others have published, with the words of its definition."""

    forecast_id: str
    definition_id: str
    definition_da: str
    definition_en: str
    publisher: str
    published: str | None
    target_year: int
    area: str
    group: str
    value: float
    is_at_least: bool
    kind: str
    title_da: str
    title_en: str
    note_da: str | None
    note_en: str | None
    source: str


@dataclass(frozen=True)
class Accuracy:
    """What others have owned up to; ``value`` in per cent."""

    publisher: str
    years_ahead: int
    measure: str
    value: float
    what_da: str
    what_en: str
    source: str


@dataclass(frozen=True)
class BreakEven:
    """The shortage of skilled workers in a year, and the per cent fewer lost that closes it; None when none does."""

    year: int
    shortage: float
    per_cent: float | None
    largest: float
    rule_da: str
    rule_en: str
    data_kind: str


@dataclass(frozen=True)
class Profile:
    """Share of a cohort (0-1) in a state ``years`` after grade 9: a period measure."""

    state: str
    share: float
    years: int
    label_da: str
    label_en: str
    area: str
    data_kind: str


@dataclass(frozen=True)
class Vintage:
    """What one release said of the region's B3: the middle, 80 per cent limits, probability and verdict."""

    vintage: str
    digest: str
    computed_date: str
    education: str
    year: int
    q10: float
    q50: float
    q90: float
    p_shortage: float
    verdict: str
    data_kind: str


@dataclass(frozen=True)
class Outside:
    """Young people (16-24) outside education and work in one projected year: share (0-1), number, 80 per cent limits.

    ``last_share`` is the counted share of ``last_year``.
    """

    area: str
    year: int
    persons: float
    share_q10: float
    share_q50: float
    share_q90: float
    q10: float
    q50: float
    q90: float
    last_year: int
    last_share: float
    data_kind: str


@dataclass(frozen=True)
class ErrorSource:
    """Half the width of the 80 per cent interval of the region's B3 with one ``component`` alone in error, persons."""

    education: str
    year: int
    component: str
    half_width: float


TABLES: dict[type, str] = {
    Run: "balance_run",
    Result: "balance_result",
    Step: "balance_step",
    Substitution: "balance_substitution",
    Flow: "balance_flow",
    Jobs: "balance_job",
    Origin: "balance_provenance",
    Score: "balance_score",
    SimulatedScore: "balance_simulated",
    Forecast: "balance_forecast",
    Accuracy: "balance_accuracy",
    BreakEven: "balance_break_even",
    Vintage: "balance_vintage",
    ErrorSource: "balance_source",
    Outside: "balance_neet",
    Profile: "balance_profile",
}
"""The table that each kind of row is read from; a column for every field."""


class Balance:
    """The tables of the balance in one published store."""

    @staticmethod
    def is_in(rows: Rows) -> bool:
        """Whether a store holds every table with the columns that are read; one from an older version may not."""
        held = {(row["table_name"], row["column_name"]) for row in rows("FROM duckdb_columns()", [])}
        return held >= {(table, field.name) for kind, table in TABLES.items() for field in fields(kind)}

    def __init__(self, rows: Rows) -> None:
        """Ask with ``rows``."""
        self._ask = rows
        (self.run,) = self._read(Run)

    def results(self, area_code: str, *, education: str | None = None) -> tuple[Result, ...]:
        """Balances of one area, of one group or all, by group, concept and year."""
        where = "WHERE area_code = ? AND (?::VARCHAR IS NULL OR education = ?) ORDER BY education, concept, year"
        return self._read(Result, where, [area_code, education, education])

    def all_results(self) -> tuple[Result, ...]:
        """Every balance, by area, group, concept and year."""
        return self._read(Result, "ORDER BY area_code, education, concept, year")

    def places(self, education: str, year: int) -> tuple[Result, ...]:
        """B3 of one group and year in every area, by area."""
        where = "WHERE education = ? AND year = ? AND concept = 'B3' ORDER BY area_code"
        return self._read(Result, where, [education, year])

    def steps(self, education: str, year: int) -> tuple[Step, ...]:
        """Why the region's B3 is as it is, in the order of the steps."""
        return self._read(Step, "WHERE education = ? AND year = ?", [education, year])

    def all_steps(self) -> tuple[Step, ...]:
        """Every step of every group and year."""
        return self._read(Step, "ORDER BY education, year")

    def substitution(self, codes: tuple[str, ...]) -> tuple[Substitution, ...]:
        """Substitution of some of the nine educations, by education and year."""
        where = "WHERE list_contains(?, education) ORDER BY education, year"
        return self._read(Substitution, where, [list(codes)])

    def flows(self, education: str) -> tuple[Flow, ...]:
        """Flows of one group by year."""
        return self._read(Flow, "WHERE education = ? ORDER BY year", [education])

    def jobs(self, education: str) -> tuple[Jobs, ...]:
        """Jobs asking for one of the nine educations by industry and year."""
        return self._read(Jobs, "WHERE education = ? ORDER BY industry, year", [education])

    def origins(self) -> tuple[Origin, ...]:
        """What every part of the inputs is made of."""
        return self._read(Origin)

    def scores(self) -> tuple[Score, ...]:
        """Scores of the method on real series."""
        return self._read(Score)

    def simulated_scores(self) -> tuple[SimulatedScore, ...]:
        """Scores of the method on made-up markets."""
        return self._read(SimulatedScore)

    def forecasts(self) -> tuple[Forecast, ...]:
        """What others have published, in the order of publication."""
        return self._read(Forecast, "ORDER BY forecast_id")

    def accuracy(self) -> tuple[Accuracy, ...]:
        """How accurate others have been."""
        return self._read(Accuracy)

    def break_even(self) -> tuple[BreakEven, ...]:
        """What the lever on losses would have to do, by year."""
        return self._read(BreakEven, "ORDER BY year")

    def vintages(self) -> tuple[Vintage, ...]:
        """What every release has said, the newest first."""
        return self._read(Vintage, "ORDER BY computed_date DESC, vintage, digest, education, year")

    def error_sources(self, education: str) -> tuple[ErrorSource, ...]:
        """Where the uncertainty of a group comes from, by year, the widest first."""
        where = "WHERE education = ? ORDER BY year, half_width DESC, component"
        return self._read(ErrorSource, where, [education])

    def outside(self) -> tuple[Outside, ...]:
        """Young people outside education and work in the region and its municipalities, by year."""
        return self._read(Outside, "ORDER BY area, year")

    def profile(self) -> tuple[Profile, ...]:
        """The profile view of the country and the region."""
        return self._read(Profile)

    def _read(self, kind: type[Row], rest: str = "", parameters: list[Any] | None = None) -> tuple[Row, ...]:
        names = ", ".join(f'"{field.name}"' for field in fields(kind))  # type: ignore[arg-type]  # all are dataclasses
        # names of columns and tables are those of this module; what readers ask for is in the parameters
        sql = f"SELECT {names} FROM {TABLES[kind]} {rest}"  # noqa: S608
        return tuple(kind(**row) for row in self._ask(sql, parameters or []))
