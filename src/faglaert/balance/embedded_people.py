# SPDX-FileCopyrightText: 2026 The Faglært authors
# SPDX-License-Identifier: MPL-2.0
"""Persons by age and sex, and their education, in the region's municipalities from official margins.

Population: the structure of the province in 2022 (Eurostat), carried on by the change of each cohort 2017-2022
(Hamilton and Perry 1962; deaths and moves in one ratio), scaled to Statistics Denmark's projection of the municipality,
which is never changed. Education: the totals of each municipality (official) over age and sex by a fit that starts from
the national profile by age.
"""

import numpy as np

from faglaert.balance.axes import AGES, EDUCATIONS, SEXES
from faglaert.balance.fitting import fit
from faglaert.balance.inputs import Array
from faglaert.definitions.classifications import areas
from faglaert.definitions.figures import series_figures
from faglaert.definitions.labour import Key, labour_figures
from faglaert.definitions.labour_assumptions import labour_assumptions

REGION = "084"
COUNTRY = "000"
STRUCTURE_YEAR = 2022
COHORT_YEARS = 5
STEPS = 3
"""Five-year steps from the structure's year: to 2037, past the last year of the projection."""
BANDS = ("5-9", "10-14", *AGES, "75-79")
FIRST = BANDS.index(AGES[0])
GROUPS: dict[str, tuple[str, ...]] = {
    "20-34": ("20-24", "25-29", "30-34"),
    "35-64": AGES[AGES.index("35-39") : AGES.index("65-69")],
    "65-79": ("65-69", "70-74", "75-79"),
}
"""Age groups of the projection, by the bands they are made of."""
SHARE_OF_SCHOOL_AGES = 2 / 11
"""Ages 15 and 16 of 6-16: eleven ages taken as even; where they go matters little, few of them work."""
LAST_COUNTED = AGES.index("65-69")
"""The tables of education end at 69."""
HIGHER = ("H40", "H50", "H60", "H70", "H80")
REST = ("H10", "H20", "H30", "H90")


def figures_of(name: str, *codes: tuple[str | int, ...]) -> Array:
    """One series as an array: an axis for each of ``codes``, which are in the order of the series' dimensions."""
    figures = labour_figures(name)
    shape = tuple(map(len, codes))
    return np.array([figures[_key(codes, place)] for place in np.ndindex(shape)]).reshape(shape)


def _key(codes: tuple[tuple[str | int, ...], ...], place: tuple[int, ...]) -> Key:
    return tuple(known[index] for known, index in zip(codes, place, strict=True))


def population(municipalities: tuple[str, ...], years: tuple[int, ...]) -> Array:
    """Persons by municipality, age, sex and year; ages 20-34, 35-64 and 65-79 are the projection's to the person."""
    parents = {area.code: area.parent_code or "" for area in areas()}
    provinces = tuple(sorted({parents[code] for code in municipalities}))
    structure = _structure(provinces, years)[[provinces.index(parents[code]) for code in municipalities]]
    projection = labour_figures("population_projection")

    def projected(group: str) -> Array:
        return np.array([[projection[code, year, group] for year in years] for code in municipalities])

    persons = np.zeros_like(structure)
    for group, bands in GROUPS.items():
        places = [BANDS.index(band) for band in bands]
        sums = structure[:, places].sum(axis=(1, 2))
        persons[:, places] = structure[:, places] * (projected(group) / sums)[:, None, None]
    youngest = projected("17-19") + SHARE_OF_SCHOOL_AGES * projected("6-16")
    sexes = structure[:, FIRST] / structure[:, FIRST].sum(axis=1, keepdims=True)
    persons[:, FIRST] = sexes * youngest[:, None]
    return persons[:, FIRST : FIRST + len(AGES)]


def _structure(provinces: tuple[str, ...], years: tuple[int, ...]) -> Array:
    """Province, band, sex, year: cohorts carried five years at a time, years in between on a straight line."""
    pair = (STRUCTURE_YEAR - COHORT_YEARS, STRUCTURE_YEAR)
    earlier, later = np.moveaxis(figures_of("population_structure", provinces, pair, SEXES, BANDS), 1, 0)
    earlier, later = earlier.swapaxes(1, 2), later.swapaxes(1, 2)
    stacked = carried_on(earlier, later, STEPS)
    places = (np.array(years) - STRUCTURE_YEAR) / COHORT_YEARS
    whole = np.floor(places).astype(int)
    part = places - whole
    return np.asarray((1 - part) * stacked[..., whole] + part * stacked[..., np.minimum(whole + 1, STEPS)])


def carried_on(earlier: Array, later: Array, steps: int) -> Array:
    """Persons now and after each of ``steps`` five-year steps on a last axis (Hamilton and Perry 1962).

    ``earlier`` and ``later`` are by area, five-year band and sex, five years apart. Each cohort changes as the one
    before it did between them: deaths and moves in one ratio. The youngest band stays as it is.
    """
    change = later[:, 1:] / earlier[:, :-1]
    carried = [later]
    for _ in range(steps):
        older = carried[-1].copy()
        older[:, 1:] = carried[-1][:, :-1] * change
        carried.append(older)
    return np.stack(carried, axis=-1)


def education_shares(municipalities: tuple[str, ...], persons: Array, counted: Array | None = None) -> Array:
    """Share of each education by municipality, age, sex and education; ``persons`` by municipality, age and sex.

    Up to 69 years the municipality's totals are official ones, scaled to ``persons``: ``counted``, by municipality and
    education, when it is given, else those of 2025 with each higher education, and of all others together. Ages 70-74
    have the shares of 65-69.
    """
    seed = _profile()[None] * _primary_school(municipalities)[:, :, None, None] ** _IS_PRIMARY
    seed = seed / seed.sum(axis=-1, keepdims=True)
    told = figures_of("education_2025", municipalities, (2025,), (*HIGHER, "rest"))[:, 0]
    totals = told if counted is None else counted
    shares = np.empty((len(municipalities), len(AGES), len(SEXES), len(EDUCATIONS)))
    ages = slice(0, LAST_COUNTED + 1)
    for place in range(len(municipalities)):
        margin = persons[place, ages]
        controls = totals[place] * margin.sum() / totals[place].sum()
        start = seed[place, ages] * margin[..., None]
        whole = counted is not None
        fitted = fit(start, [((0, 1), margin), ((2,), controls)]) if whole else _fitted(start, margin, controls)
        shares[place, ages] = fitted / margin[..., None]
    shares[:, LAST_COUNTED + 1 :] = shares[:, LAST_COUNTED : LAST_COUNTED + 1]
    return shares


_IS_PRIMARY = np.array([code in ("H10", "H90") for code in EDUCATIONS], dtype=float)


def _fitted(seed: Array, margin: Array, controls: Array) -> Array:
    """Fit persons by age, sex and education to ``margin`` (age, sex) and ``controls`` (each higher education, rest)."""
    higher, rest = [EDUCATIONS.index(code) for code in HIGHER], [EDUCATIONS.index(code) for code in REST]
    joined = np.concatenate([seed[..., higher], seed[..., rest].sum(axis=-1, keepdims=True)], axis=-1)
    fitted = fit(joined, [((0, 1), margin), ((2,), controls)])
    result = np.empty_like(seed)
    result[..., higher] = fitted[..., :-1]
    result[..., rest] = seed[..., rest] * (fitted[..., -1:] / joined[..., -1:])
    return result


def _profile() -> Array:
    """Education by age and sex in the region before it is fitted: from 35 years on cohorts are six years older."""
    counted = AGES[AGES.index("25-29") : LAST_COUNTED + 1]
    national = figures_of("education_by_age_2019", (COUNTRY,), (2019,), counted, ("TOT", *EDUCATIONS))[0, 0]
    shares = national[:, 1:] / national[:, :1]
    shares[:, EDUCATIONS.index("H30")] += 1 - shares.sum(axis=1)  # H35 stands in the total alone
    profile = np.empty((len(AGES), len(SEXES), len(EDUCATIONS)))
    profile[:2] = _young()
    for place, age in enumerate(AGES[2:], start=2):
        source = min(max(place - 2 - (age >= "35"), 0), len(shares) - 1)
        profile[place] = shares[source]
    profile[2:] *= _sex_tilt()
    return _regional(profile / profile.sum(axis=-1, keepdims=True))


def _young() -> Array:
    """Ages 15-19 and 20-24: completions up to each age of a cohort, as in 2018; the highest one counts.

    Whoever completes a higher education has left the gymnasium for it.
    """
    ages = tuple(str(age) for age in range(16, 25))
    codes = ("H20", "H30", "H35", "H40", "H50", "H60", "H70")
    done = figures_of("completions_2018", (COUNTRY,), (2018,), SEXES, ages, codes)[0, 0].cumsum(axis=1)
    bands = figures_of("population_history", (COUNTRY,), (2018,), SEXES, AGES[:2])[0, 0]
    result = np.zeros((2, len(SEXES), len(EDUCATIONS)))
    for band, places in enumerate((slice(0, 4), slice(4, 9))):
        held = done[:, places].sum(axis=1) / bands[:, band, None]  # five single ages make the band; 15 has none
        higher = held[:, 3:]
        result[band][:, [EDUCATIONS.index(code) for code in ("H40", "H50", "H60", "H70")]] = higher
        result[band, :, EDUCATIONS.index("H20")] = np.maximum(held[:, 0] - higher.sum(axis=1), 0)
        result[band, :, EDUCATIONS.index("H30")] = held[:, 1] + held[:, 2]
        result[band, :, 0] = 1 - result[band].sum(axis=-1)
    return result


def _sex_tilt() -> Array:
    """Sex by education: twice the sex's share of those who completed it in 2018; without completions 1."""
    tilt = np.ones((len(SEXES), len(EDUCATIONS)))
    ages = tuple(dict.fromkeys(str(key[3]) for key in labour_figures("completions_2018")))
    for code in ("H20", "H30", "H40", "H50", "H60", "H70"):
        by_sex = figures_of("completions_2018", (COUNTRY,), (2018,), SEXES, ages, (code,)).sum(axis=(0, 1, 3, 4))
        tilt[:, EDUCATIONS.index(code)] = 2 * by_sex / by_sex.sum()
    tilt[:, EDUCATIONS.index("H80")] = tilt[:, EDUCATIONS.index("H70")]
    return tilt


def _regional(profile: Array) -> Array:
    """From the nation to the region: low against upper secondary by the Labour Force Survey, skilled by its pupils."""
    low, middle = (figures_of("education_level_shares", REGIONS, (2019,), (level,)).ravel() for level in LOW_AND_MIDDLE)
    weights = figures_of("employed_by_education", REGIONS, (2015,), ("ED0-2", "ED3_4", "ED5-8")).sum(axis=(1, 2))
    nation = (low @ weights) / (middle @ weights)
    own = REGIONS.index(REGION)
    factor = np.ones(len(EDUCATIONS))
    factor[[EDUCATIONS.index("H10"), EDUCATIONS.index("H90")]] = (low[own] / middle[own]) / nation
    result = profile * factor
    skilled, gymnasium = EDUCATIONS.index("H30"), EDUCATIONS.index("H20")
    both = result[2:, :, skilled] + result[2:, :, gymnasium]
    result[..., skilled] *= skilled_propensity()
    upper = result[2:, :, skilled] + result[2:, :, gymnasium]
    result[2:, :, [skilled, gymnasium]] *= (both / upper)[..., None]
    return np.asarray(result / result.sum(axis=-1, keepdims=True))


REGIONS = ("081", "082", "083", "084", "085")
LOW_AND_MIDDLE = ("ED0-2", "ED3_4")


def skilled_propensity() -> float:
    """How much rarer pupils of vocational programmes are in the region than in the nation, for its 15-29-year-olds."""
    pupils = figures_of("vocational_students", (COUNTRY, REGION), (2012,)).ravel()
    young = figures_of("population_history", (COUNTRY, REGION), (2014,), SEXES, AGES[:3]).sum(axis=(1, 2, 3))
    return float((pupils[1] / pupils[0]) / (young[1] / young[0]))


def _primary_school(municipalities: tuple[str, ...]) -> Array:
    """Factor on the odds of primary school only by municipality and age, from the official share at ages 25-29."""
    shares = {row.area_code: row.value for row in series_figures("primary_school_only_share") if row.period == "2025"}
    own = np.array([float(shares[code] or 0) / 100 for code in municipalities])
    young = figures_of("population_projection", municipalities, (labour_assumptions().base_year,), ("20-34",)).ravel()
    region = own @ young / young.sum()
    odds = (own / (1 - own)) / (region / (1 - region))
    weight = np.where(np.array(AGES) < "35", 1.0, labour_assumptions().primary_school.older_weight)
    return np.asarray(odds[:, None] ** weight)
