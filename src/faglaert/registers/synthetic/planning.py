# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Who begins: first starts by season, main area, age, course and programme, in whole persons with exact sums."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from faglaert.definitions.synthetic import AREAS, INTAKE_AGES, IntakeYear, frame, intake_years, rates
from faglaert.registers.synthetic.compiling import Array
from faglaert.registers.synthetic.draws import (
    BIRTH,
    ENTRY,
    EUX,
    MONTH,
    ORDER,
    SINGLE_AGE,
    START_DAY,
    TABLE,
    chance_of,
    draws,
)
from faglaert.registers.synthetic.lives import (
    ADULT,
    APPRENTICESHIP,
    GF1,
    GF2,
    GF_PLUS,
    MAIN,
    NEW_APPRENTICESHIP,
    SCHOOL_FORM,
    UNDIVIDED,
)
from faglaert.registers.synthetic.rounding import fitted, rounded_table, whole_parts
from faglaert.registers.synthetic.world import FIRST_YEAR, World

_FIRST_ADULT = INTAKE_AGES.index("age_25_29")
_LOWER_AGE, _UPPER_AGE = (15, 18, 20, 25, 30, 40), (17, 19, 24, 29, 39, 59)
_ENTRIES = {"gf1": GF1, "gf2": GF2, "gf_plus": GF_PLUS, "main": MAIN}
_AUGUST_FROM, _AUGUST_DAYS, _OTHER_FROM, _OTHER_DAYS = 6, 10, 2, 20
_DAYS_A_YEAR = 365
_PAIR_STRIDE = 10_000


@dataclass(frozen=True)
class Plan:
    """First starts, an element each, ordered by main area, day and chance.

    Day numbers of start and birth, main area, programme, stage, EUX and form of training.
    """

    start: Array
    birth: Array
    area: Array
    programme: Array
    stage: Array
    is_eux: Array
    form: Array

    def __len__(self) -> int:
        return int(self.start.shape[0])


def plan_starts(world: World, scale: float, seed: int, factors: dict[str, float]) -> Plan:
    """The first starts of all school years for a register of ``scale`` times the true one."""
    cells = np.array([cell for row in intake_years() for cell in _cells(row, scale, seed)], dtype=np.int64)
    area, year, age_place, season = np.repeat(cells[:, :4], cells[:, 4], axis=0).T
    order = np.lexsort((draws(seed, np.arange(area.size), ORDER), year, area))
    area, year, age_place, season = (column[order] for column in (area, year, age_place, season))
    numbers = np.arange(area.size)
    start_year, start_month, start_day = _start_days(year, season, numbers, seed)
    start = _days(start_year, start_month, start_day)
    age = _single_ages(age_place, draws(seed, numbers, SINGLE_AGE))
    birthday = _days(start_year - age, start_month, start_day)
    programme = _programmes(world, area, year)
    is_before = start < world.calendar_reform
    stage = _stages(age_place, is_before, (area, draws(seed, numbers, ENTRY)), factors)
    stage[world.programme_is_undivided[programme] == 1] = UNDIVIDED
    birth = birthday - (draws(seed, numbers, BIRTH) * _DAYS_A_YEAR).astype(np.int64)
    eux = _eux_shares()[area, age_place] * ~is_before * (world.programme_has_eux[programme] == 1)
    is_eux = _chosen(eux, (area, age_place, year), draws(seed, numbers, EUX))
    form = _forms(world, stage, age, draws(seed, numbers, ENTRY + _PAIR_STRIDE))
    by_time = np.lexsort((numbers, start, area))
    return Plan(*(column[by_time] for column in (start, birth, area, programme, stage, is_eux, form)))


def _cells(row: IntakeYear, scale: float, seed: int) -> Iterator[tuple[int, int, int, int, int]]:
    """(area, school year, age, season, persons) of one school year; seasons are 0 autumn and 1 spring."""
    total, autumn = round(row.total * scale), round(row.autumn * scale)
    areas, ages = whole_parts(total, np.array(row.by_area)), whole_parts(total, np.array(row.by_age))
    mix = np.array([[rates()["age_mix", area][age] for age in INTAKE_AGES] for area in AREAS])
    year = row.year - FIRST_YEAR
    table = rounded_table(fitted(mix, areas, ages), chance_of(seed, TABLE * _PAIR_STRIDE + year))
    flat = table.reshape(-1)
    shares = np.array([autumn, total - autumn]) / max(total, 1)
    seasons = rounded_table(flat[:, None] * shares[None, :], chance_of(seed, (TABLE + 1) * _PAIR_STRIDE + year))
    closes = frame().closes
    for place in range(flat.size):
        for season in (0, 1):
            begins = date(row.year, 8, 1) if season == 0 else date(row.year + 1, 1, 1)
            if seasons[place, season] and begins <= closes:
                yield place // len(INTAKE_AGES), year, place % len(INTAKE_AGES), season, int(seasons[place, season])


def _start_days(year: Array, season: Array, numbers: Array, seed: int) -> tuple[Array, Array, Array]:
    """Year, month and day of the start: most on the first days of the school's terms."""
    month, u = np.empty(year.size, dtype=np.int64), draws(seed, numbers, MONTH)
    for place, name in enumerate(("autumn", "spring")):
        declared = rates()["start_month", name]
        cumulative = np.cumsum(list(declared.values())) / sum(declared.values())
        chosen = np.array([int(key) for key in declared])[np.searchsorted(cumulative, u, side="right")]
        month[season == place] = chosen[season == place]
    later = draws(seed, numbers, START_DAY)
    is_august = month == 8
    day = np.where(is_august, _AUGUST_FROM + later * _AUGUST_DAYS, _OTHER_FROM + later * _OTHER_DAYS)
    return year + FIRST_YEAR + season, month, day.astype(np.int64)


def _days(year: Array, month: Array, day: Array) -> Array:
    """Day numbers of dates whose day stands in every month."""
    months = (year - 1970) * 12 + month - 1
    return np.asarray(months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + day - 1)


def _single_ages(age_place: Array, u: Array) -> Array:
    lower, upper = np.array(_LOWER_AGE)[age_place], np.array(_UPPER_AGE)[age_place]
    age = lower + (u * (upper - lower + 1)).astype(np.int64)
    for place in range(_FIRST_ADULT):
        declared = rates()["single_age", INTAKE_AGES[place]]
        cumulative = np.cumsum(list(declared.values())) / sum(declared.values())
        chosen = np.array([int(key) for key in declared])[np.searchsorted(cumulative, u, side="right")]
        age[age_place == place] = chosen[age_place == place]
    return np.asarray(age)


def _programmes(world: World, area: Array, year: Array) -> Array:
    """Programmes by their shares of area and school year, in whole persons; spread over the order by steps."""
    programme = np.empty(area.size, dtype=np.int64)
    starts = np.flatnonzero(np.r_[True, (area[1:] != area[:-1]) | (year[1:] != year[:-1])])
    for first, last in zip(starts, np.r_[starts[1:], area.size], strict=True):
        shares = np.diff(world.picks[area[first], year[first]], prepend=0.0)
        counts = whole_parts(int(last - first), shares)
        labels = np.repeat(np.arange(counts.size), counts)
        # persons stand in chance order, so which of them get which programme is chance as well
        programme[first:last] = labels
    return programme


def _stages(age_place: Array, is_before: Array, order: tuple[Array, Array], factors: dict[str, float]) -> Array:
    """The first course by age, area and time; in whole persons by running sums over each group's chance order."""
    area, u = order
    stage = np.full(age_place.size, GF2, dtype=np.int64)
    for group in range(_FIRST_ADULT + 1):
        ages = age_place >= _FIRST_ADULT if group == _FIRST_ADULT else age_place == group
        name = "age_25_59" if group == _FIRST_ADULT else INTAKE_AGES[group]
        for is_old, kind, factor in ((True, "before", "direct_before_reform"), (False, "after", "direct_after_reform")):
            declared = dict(rates()[f"entry_{kind}_reform", name])
            declared["main"] = min(declared["main"] * factors[factor], 0.9)
            others = sum(value for key, value in declared.items() if key != "main")
            shares = [v if key == "main" else v * (1 - declared["main"]) / others for key, v in declared.items()]
            for place in range(len(AREAS)):
                chosen = np.flatnonzero(ages & (is_before == is_old) & (area == place))
                ordered = chosen[np.argsort(u[chosen])]
                labels = np.repeat([_ENTRIES[key] for key in declared], whole_parts(ordered.size, np.array(shares)))
                stage[ordered] = labels
    return stage


def _chosen(share: Array, groups: tuple[Array, ...], u: Array) -> Array:
    """1 for as many of each group as their shares add up to, running through the groups in chance order; else 0."""
    order = np.lexsort((u, *groups))
    running = np.floor(np.cumsum(share[order]) + u[order[0]] if order.size else share)
    chosen = np.zeros(share.size, dtype=np.int64)
    chosen[order] = np.diff(running, prepend=0.0) > 0
    return chosen


def _eux_shares() -> Array:
    """Shape (area, age)."""
    return np.array([[rates()["eux", area].get(age, 0.0) for age in INTAKE_AGES] for area in AREAS])


def _forms(world: World, stage: Array, age: Array, u: Array) -> Array:
    """Form of training of those who begin directly on a main course, else the school's."""
    direct = np.where(
        u < world.small_new_apprenticeship,
        NEW_APPRENTICESHIP,
        np.where(age >= _LOWER_AGE[_FIRST_ADULT], ADULT, APPRENTICESHIP),
    )
    return np.where((stage == MAIN) | (stage == UNDIVIDED), direct, SCHOOL_FORM)
