# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""The definitions as arrays for the kernels.

Days are counted from 1 January 1970; programmes, schools and areas are numbered in the order of their files, with the
courses that belong to no programme after the programmes.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, cast

import numpy as np

from faglaert.definitions.classifications import region_municipalities, vocational_programmes
from faglaert.definitions.figures import series_figures
from faglaert.definitions.synthetic import (
    AREAS,
    Frame,
    SyntheticProgramme,
    SyntheticSchool,
    frame,
    intake_years,
    rates,
    synthetic_programmes,
    synthetic_schools,
)
from faglaert.errors import DataRefusedError
from faglaert.registers.synthetic.compiling import Array

REGION = "084"
FIRST_YEAR = 2006
"""First school year with starts: those who are in on the first day of the register began from then on."""

BASIC_COURSES = {"OSP": "29101010", "KHF": "29151010", "FJO": "29201010", "TBT": "29251015"}
"""The basic course of each main area that is tied to no programme (GF1, GF+)."""

GENERAL = {"upper_secondary": "20000000", "higher": "60000000", "other": "15000000"}
"""General education is told by its DISCED level alone."""

AGES = ("age_15_17", "age_18_19", "age_20_24", "age_25_59")
ORIGINS = ("danish", "immigrant", "descendant")
COURSES = ("gf1", "gf_plus", "gf2", "basic_before_reform", "main", "eux_study")
LEFT_GF1, LEFT_GF_PLUS, LEFT_GF2, LEFT_BEFORE_REFORM, LEFT_MAIN, LEFT_STUDY = range(6)
WAYS = ("resumed", "resumed_late", "switched", "switched_late", "upper_secondary", "higher", "other", "none")
AFTER_GF1 = ("gf2", "gf2_later", "other_area", "upper_secondary", "none")
WITHOUT_PLACE = ("gf2_again", "upper_secondary", "higher", "other", "none")
AFTER_STUDY = ("main", "higher", "none")
BEGINS = ("within_3_months", "within_12_months", "later")
FORMS = ("ordinary", "short", "combination")
SIZES = ("1-9", "10-49", "50-249", "250-")
CHANGE_OF_SEASON = 8
_MOSTLY = 0.8
_FIRST_DAY = date(1940, 1, 1).toordinal() - date(1970, 1, 1).toordinal()
_LAST_DAY = date(2045, 12, 31).toordinal() - date(1970, 1, 1).toordinal()


class Programmes(NamedTuple):
    """Arrays by programme.

    ``place``: probability of a company's place at some time after GF2; ``stream``: those in one stream share the
    running sums of allotted decisions: a main area, or a programme that a target is about.
    """

    area: Array
    stream: Array
    days: Array
    place: Array
    school_based: Array
    early: Array
    employed: Array
    leaving: Array
    female: Array
    is_undivided: Array
    has_eux: Array


class Schools(NamedTuple):
    """Arrays by school; ``offered`` and its cumulative shares by programme; schools of general education by kind."""

    leaving: Array
    closes: Array
    successor: Array
    offered: Array
    offered_shares: Array
    upper_secondary: Array
    higher: Array
    other: Array


class Small(NamedTuple):
    """Probabilities that stand alone (rate ``small_share``)."""

    business_eux_study: float
    main_in_other_programme: float
    switch_in_area: float
    moved: float
    pause: float
    resumed_elsewhere: float
    overlap: float
    new_apprenticeship: float
    back_after_other: float
    company_after_school_based: float
    higher_if_not_employed: float
    new_programme_after_gf1: float


class Days(NamedTuple):
    """Days that courses last, and until something follows (rate ``days``)."""

    gf: int
    gf_plus: int
    basic_before_reform: int
    eux_study: int
    upper_secondary: int
    higher_shortest: int
    higher_longest: int
    other_shortest: int
    other_longest: int
    resumed_from: int
    resumed_to: int
    late_from: int
    late_to: int
    switched_to: int
    overlap: int
    agreement_soon: int
    agreement_year_from: int
    agreement_year_to: int
    agreement_later_from: int
    agreement_later_to: int
    signed_before: int


class General(NamedTuple):
    """Probabilities in general education (rate ``general``)."""

    upper_secondary: float
    upper_secondary_completed: float
    higher: float
    higher_completed: float
    other: float
    upper_before_18_19: float
    upper_before_adult: float
    upper_before_completed: float


class Chances(NamedTuple):
    """Probabilities by course, area, age and year; those of destinations are cumulative."""

    left: Array
    by_age: Array
    by_origin: Array
    by_year: Array
    with_eux: float
    ways_basic: Array
    ways_main: Array
    after_gf1: Array
    without_place: Array
    after_study: Array
    begins: Array
    early_by_year: Array
    form: Array
    size: Array
    no_show: Array
    gap: Array


class Planted(NamedTuple):
    """What is put in to be found: school, programme, first school year and factor, an element each."""

    school: Array
    programme: Array
    year: Array
    factor: Array


class Calendar(NamedTuple):
    """Calendar and school year (from ``FIRST_YEAR``) of each day from ``first``, and 10 August of each year."""

    first: int
    school_year: Array
    year: Array
    august: Array
    opens: int
    closes: int
    reform: int
    fgu: int


class Sections(NamedTuple):
    """All that kernels read. ``picks``: cumulative shares of programmes by area and school year."""

    programme: Programmes
    school: Schools
    small: Small
    days: Days
    general: General
    chance: Chances
    planted: Planted
    calendar: Calendar
    picks: Array


World = np.record
"""The sections as one record, which kernels take by its address: field ``place`` of section ``programme`` is
``programme_place``."""


def day_number(day: date) -> int:
    """Days since 1 January 1970."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


def programme_codes() -> tuple[str, ...]:
    """Codes by programme number: programmes, the areas' basic courses, general education."""
    codes = (programme.code for programme in synthetic_programmes())
    return (*codes, *(BASIC_COURSES[area] for area in AREAS), *GENERAL.values())


def school_codes() -> tuple[str, ...]:
    """Codes by school number."""
    return tuple(school.code for school in synthetic_schools())


def municipality_codes() -> tuple[str, ...]:
    """Codes by municipality number: the region's."""
    return tuple(area.code for area in region_municipalities(REGION))


def municipality_shares() -> Array:
    """Cumulative shares of the region's population (FOLK1A) by municipality number."""
    persons = {figure.area_code: figure.value for figure in series_figures("population")}
    return _cumulative([persons[code] or 0.0 for code in municipality_codes()])


def outside_shares(years: Iterable[int]) -> Array:
    """Share of 16-24-year-olds outside education and work (NEET3) by year and municipality number.

    A year the source does not have for a municipality is that of the nearest year it has.
    """
    found: dict[str, dict[int, float]] = {}
    for figure in series_figures("neet_share"):
        if figure.value is not None:
            found.setdefault(figure.area_code, {})[int(figure.period)] = figure.value / 100
    return np.array([[_nearest(found[code], year) for code in municipality_codes()] for year in years])


def _nearest(by_year: Mapping[int, float], wanted: int) -> float:
    return by_year[min(by_year, key=lambda year: abs(year - wanted))]


def build_world(factors: Mapping[str, float]) -> World:
    """The definitions as arrays, under the factors of a calibration."""
    programmes, schools, when = synthetic_programmes(), synthetic_schools(), frame()
    areas = _area_numbers(programmes)
    sections = Sections(
        programme=_programmes(programmes, areas, factors),
        school=_schools(schools, programmes, areas),
        small=Small(**rates()["small_share", ""]),
        days=Days(**{name: int(days) for of in ("course", "until") for name, days in rates()["days", of].items()}),
        general=General(**rates()["general", ""]),
        chance=_chances(factors),
        planted=_planted(when),
        calendar=_calendar(when),
        picks=_picks(programmes, areas),
    )
    return _as_record(sections)


def _as_record(sections: Sections) -> World:
    flat = {"picks": sections.picks}
    for name in ("programme", "school", "small", "days", "general", "chance", "planted", "calendar"):
        for field, value in getattr(sections, name)._asdict().items():
            flat[f"{name}_{field}"] = np.asarray(value)
    record = np.zeros(1, dtype=[(name, value.dtype, value.shape) for name, value in flat.items()]).view(np.recarray)
    for name, value in flat.items():
        record[name][0] = value
    return cast("World", record[0])


def by_year(name: str) -> Array:
    """A rate declared for some years, for every school year: straight lines between them."""
    declared = {int(year): value for year, value in rates()[name, ""].items()}
    years = [row.year for row in intake_years()]
    return np.interp(years, sorted(declared), [declared[year] for year in sorted(declared)])


def shifted(share: Array, by: Array | float) -> Array:
    """Shares moved by ``by`` on the logit scale."""
    odds = share / (1 - share) * np.exp(by)
    return np.asarray(odds / (1 + odds))


def _cumulative(shares: Iterable[float]) -> Array:
    values = np.array(list(shares), dtype=np.float64)
    return np.asarray(np.cumsum(values) / values.sum())


def _ordered(name: str, of: str, keys: tuple[str, ...]) -> list[float]:
    """The values of a rate in the order of ``keys``, which must be all it has."""
    declared = rates()[name, of]
    if set(declared) != set(keys):
        raise DataRefusedError(f"the rate {name} {of} must have the values {', '.join(keys)} and no others")
    return [declared[key] for key in keys]


def _area_numbers(programmes: Iterable[SyntheticProgramme]) -> Array:
    area_of = {programme.code: programme.main_area_code for programme in vocational_programmes()}
    return np.array([AREAS.index(area_of[programme.code] or "") for programme in programmes], dtype=np.int64)


def _programmes(programmes: tuple[SyntheticProgramme, ...], areas: Array, factors: Mapping[str, float]) -> Programmes:
    """Programmes whose employment share the document prints keep it; all others are moved by the factors."""
    printed = np.array([programme.source.startswith("P0") for programme in programmes])
    place = np.array([programme.apprenticeship_share for programme in programmes])
    employed = np.array([programme.employment_share for programme in programmes])
    by_name = [
        factors.get(f"place_{each.code}", factors[f"place_{AREAS[a]}"])
        for each, a in zip(programmes, areas, strict=True)
    ]
    return Programmes(
        area=areas,
        stream=_streams(programmes, areas),
        days=np.array([int(programme.main_months * 30.44) for programme in programmes], dtype=np.int64),
        place=shifted(place, np.array(by_name)),
        school_based=np.array([programme.school_based_share for programme in programmes]),
        early=np.array([programme.early_agreement_share for programme in programmes]),
        employed=np.where(printed, employed, shifted(employed, factors["employment"])),
        leaving=np.array([programme.leaving_factor for programme in programmes]),
        female=np.array([programme.female_share for programme in programmes]),
        is_undivided=np.array([programme.is_undivided for programme in programmes], dtype=np.int64),
        has_eux=np.array([programme.has_eux for programme in programmes], dtype=np.int64),
    )


def _streams(programmes: tuple[SyntheticProgramme, ...], areas: Array) -> Array:
    alone = {each.code for each in programmes if each.source.startswith("P0") or each.early_agreement_share >= _MOSTLY}
    own = {code: len(AREAS) + place for place, code in enumerate(sorted(alone))}
    return np.array([own.get(each.code, area) for each, area in zip(programmes, areas.tolist(), strict=True)])


def _schools(schools: tuple[SyntheticSchool, ...], programmes: tuple[SyntheticProgramme, ...], areas: Array) -> Schools:
    codes = [school.code for school in schools]
    offered = [_offering(schools, area, place, programme) for place, (programme, area) in _numbered(programmes, areas)]
    widest = max(map(len, offered))
    never = day_number(date(2100, 1, 1))
    return Schools(
        leaving=np.array([school.leaving_factor for school in schools]),
        closes=np.array([day_number(school.valid_to) if school.valid_to else never for school in schools]),
        successor=np.array([codes.index(school.successor_code or school.code) for school in schools]),
        offered=np.array([each + each[-1:] * (widest - len(each)) for each in offered]),
        offered_shares=np.array(
            [
                np.pad(_cumulative(schools[i].weight for i in each), (0, widest - len(each)), constant_values=1.0)
                for each in offered
            ]
        ),
        upper_secondary=_of_kind(schools, "upper_secondary"),
        higher=_of_kind(schools, "higher"),
        other=_of_kind(schools, "other"),
    )


def _numbered(
    programmes: tuple[SyntheticProgramme, ...], areas: Array
) -> Iterable[tuple[int, tuple[SyntheticProgramme, int]]]:
    return enumerate(zip(programmes, areas.tolist(), strict=True))


def _offering(schools: tuple[SyntheticSchool, ...], area: int, place: int, programme: SyntheticProgramme) -> list[int]:
    """The schools that offer a programme: as many of its area's as declared, not the same for all."""
    able = [i for i, school in enumerate(schools) if AREAS[area] in school.main_areas.split()]
    return [able[(place + k) % len(able)] for k in range(min(programme.school_count, len(able)))]


def _of_kind(schools: tuple[SyntheticSchool, ...], kind: str) -> Array:
    return np.array([i for i, school in enumerate(schools) if school.kind == kind], dtype=np.int64)


def _chances(factors: Mapping[str, float]) -> Chances:
    left = np.array([_ordered("left", course, AREAS) for course in COURSES])
    left[[LEFT_GF1, LEFT_GF_PLUS, LEFT_GF2, LEFT_BEFORE_REFORM]] *= factors["left_basic"]
    left[LEFT_MAIN] *= factors["left_main"]
    return Chances(
        left=left,
        by_age=np.array(_ordered("leaving_by_age", "", AGES)),
        by_origin=np.array(_ordered("leaving_by_origin", "", ORIGINS)),
        by_year=by_year("leaving_by_year"),
        with_eux=rates()["leaving_with_eux", ""]["eux"],
        ways_basic=_cumulative(_ordered("way_after_leaving", "basic", WAYS)),
        ways_main=_cumulative(_ordered("way_after_leaving", "main", WAYS)),
        after_gf1=_cumulative(_ordered("after_gf1", "", AFTER_GF1)),
        without_place=_cumulative(_ordered("after_gf2_without_place", "", WITHOUT_PLACE)),
        after_study=_cumulative(_ordered("after_eux_study", "", AFTER_STUDY)),
        begins=_cumulative(_ordered("agreement_begins", "", BEGINS)),
        early_by_year=by_year("early_agreement_by_year"),
        form=_cumulative(_ordered("agreement_form", "", FORMS)),
        size=_cumulative(_ordered("company_size", "", SIZES)),
        no_show=by_year("no_show"),
        gap=_cumulative(rates()["gap_before_higher", ""].values()),
    )


def _picks(programmes: tuple[SyntheticProgramme, ...], areas: Array) -> Array:
    """Shape (area, school year, programme)."""
    shares = np.array(
        [
            [[_weight(programme, row.year) * (a == area) for programme, a in zip(programmes, areas, strict=True)]]
            for area in range(len(AREAS))
            for row in intake_years()
        ]
    ).reshape(len(AREAS), len(intake_years()), len(programmes))
    return np.asarray(np.cumsum(shares, axis=2) / shares.sum(axis=2, keepdims=True))


def _weight(programme: SyntheticProgramme, year: int) -> float:
    is_open = (programme.first_intake or year) <= year <= (programme.last_intake or year)
    return programme.weight if is_open else 0.0


def _planted(when: Frame) -> Planted:
    codes, schools = programme_codes(), school_codes()
    return Planted(
        school=np.array([schools.index(each.school) for each in when.planted], dtype=np.int64),
        programme=np.array([codes.index(each.programme) for each in when.planted], dtype=np.int64),
        year=np.array([each.first_cohort - FIRST_YEAR for each in when.planted], dtype=np.int64),
        factor=np.array([each.factor for each in when.planted], dtype=np.float64),
    )


def _calendar(when: Frame) -> Calendar:
    days = np.arange(_FIRST_DAY, _LAST_DAY + 1).astype("datetime64[D]")
    years = days.astype("datetime64[Y]").astype(np.int64) + 1970
    months = days.astype("datetime64[M]").astype(np.int64) % 12 + 1
    last = len(intake_years()) - 1
    return Calendar(
        first=_FIRST_DAY,
        school_year=np.clip(years - (months < CHANGE_OF_SEASON) - FIRST_YEAR, 0, last),
        year=years,
        august=np.array([day_number(date(year, 8, 10)) for year in range(years[0], years[-1] + 1)]),
        opens=day_number(when.opens),
        closes=day_number(when.closes),
        reform=day_number(when.reform),
        fgu=day_number(date(2019, 8, 1)),
    )
